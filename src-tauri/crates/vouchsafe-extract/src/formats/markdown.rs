//! Markdown: the text of its blocks without the marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Made;
use super::blocks::{Style, TextBuilder, language_tag};
use super::charset::decode;
use super::proposals::Proposals;
use crate::BlockKind;

/// Reads Markdown.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let decoded = decode(bytes, None, &mut made.warnings);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(&decoded, options) {
        writer.event(event, &mut made.proposals);
    }
    writer.flush();
    made.text = writer.builder.finish(&mut made.warnings);
    made
}

/// The block under construction and what it stands in.
#[derive(Default)]
struct Writer {
    builder: TextBuilder,
    block: String,
    heading: Option<u8>,
    lists: u8,
    items: u8,
    quotations: u8,
    is_code: bool,
    is_row: bool,
    is_front_matter: bool,
    language: Option<String>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>, proposals: &mut Proposals) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag, proposals),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.block.push_str(&text),
            Event::FootnoteReference(name) => {
                self.block.push_str(&format!("[{name}]"));
            }
            Event::SoftBreak => self.block.push(' '),
            Event::HardBreak => self.block.push('\n'),
            Event::Rule => self.flush(),
            Event::TaskListMarker(is_done) => {
                self.block.push_str(if is_done { "[x] " } else { "[ ] " });
            }
            // Tags are marks, not text.
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level_of(*level));
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotations = self.quotations.saturating_add(1);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_code = true;
            }
            Tag::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item => {
                self.flush();
                self.items = self.items.saturating_add(1);
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.is_row = true;
            }
            Tag::TableCell if !self.block.is_empty() => self.block.push('\t'),
            Tag::MetadataBlock(_) => {
                self.flush();
                self.is_front_matter = true;
            }
            Tag::Paragraph | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, proposals: &mut Proposals) {
        match tag {
            TagEnd::MetadataBlock(_) => {
                let block = std::mem::take(&mut self.block);
                self.is_front_matter = false;
                self.front_matter(&block, proposals);
            }
            TagEnd::Heading(_) => {
                if self.heading == Some(1) {
                    proposals.text("title", &self.block, "first heading");
                }
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.is_code = false;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.is_row = false;
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        if self.is_front_matter {
            return;
        }
        let mut block = std::mem::take(&mut self.block);
        let (kind, level) = if let Some(level) = self.heading {
            (BlockKind::Heading, Some(level))
        } else if self.is_code {
            block.truncate(block.trim_end_matches('\n').len());
            (BlockKind::Preformatted, None)
        } else if self.is_row {
            (BlockKind::TableRow, None)
        } else if self.items > 0 {
            (BlockKind::ListItem, Some(self.lists.clamp(1, 9)))
        } else if self.quotations > 0 {
            (BlockKind::Quotation, Some(self.quotations.min(9)))
        } else {
            (BlockKind::Paragraph, None)
        };
        let text = if self.is_code { &block[..] } else { block.trim() };
        self.builder
            .block(text, Style { level, language: self.language.clone(), ..Style::of(kind) });
    }

    /// Proposes what front matter says in plain `key: value` lines; anything richer is left alone.
    fn front_matter(&mut self, text: &str, proposals: &mut Proposals) {
        for line in text.lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            if value.is_empty() || value.starts_with(['[', '{', '|', '>', '&', '*', '!']) {
                continue;
            }
            let value = unquoted(value);
            let basis = format!("front matter {key}");
            match key {
                "title" => proposals.text("title", value, &basis),
                "author" => proposals.names("author", &[value], &basis),
                "date" => proposals.date("issued", value, &basis),
                "lang" | "language" => {
                    if let Some(language) = language_tag(value) {
                        proposals.text("language", &language, &basis);
                        self.language = Some(language);
                    }
                }
                _ => {}
            }
        }
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value)
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_out_without_marks() {
        let text = "---\ntitle: \"T\"\ndate: 2024-03-09\nlang: en\n---\n# H *i*\n\na\nb **c** \
            [d](e)\n\n> q\n>\n> r\n\n- one\n  - two\n- three\n\n| x | y |\n|---|---|\n| 1 | `2` |\n\
            \n```\nlet  x\n\ny\n```\n<div>no</div>\n";
        let made = read(text.as_bytes());
        let text = made.text.expect("there is text");
        assert_eq!(
            text.text,
            "H i\n\na b c d\n\nq\n\nr\n\none\n\ntwo\n\nthree\n\nx\ty\n\n1\t2\n\nlet  x\n\ny"
        );
        let kinds: Vec<_> = text.structure.blocks.iter().map(|one| (one.kind, one.level)).collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Heading, Some(1)),
                (BlockKind::Paragraph, None),
                (BlockKind::Quotation, Some(1)),
                (BlockKind::Quotation, Some(1)),
                (BlockKind::ListItem, Some(1)),
                (BlockKind::ListItem, Some(2)),
                (BlockKind::ListItem, Some(1)),
                (BlockKind::TableRow, None),
                (BlockKind::TableRow, None),
                (BlockKind::Preformatted, None),
            ]
        );
        assert!(text.structure.blocks.iter().all(|one| one.language.as_deref() == Some("en")));
        let bases: Vec<_> = made.proposals.into_vec().into_iter().map(|one| one.basis).collect();
        assert_eq!(
            bases,
            ["front matter title", "front matter date", "front matter lang", "first heading"]
        );
    }

    #[test]
    fn deep_quotations_and_lists_end() {
        for text in [">".repeat(5_000), "- ".repeat(5_000), "*[".repeat(5_000), "`".repeat(9_999)] {
            read(format!("{text} x").as_bytes());
        }
    }
}
