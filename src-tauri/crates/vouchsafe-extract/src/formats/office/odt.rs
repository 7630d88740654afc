//! ODT: paragraphs, headings, lists, tables and notes, by the names OpenDocument gives them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::blocks::TextBuilder;
use super::super::proposals::Proposals;
use super::super::{Failure, Made, xmp};
use super::flow::Flow;
use super::{Package, attribute, reference};
use crate::{BlockKind, FailureReason};

/// What the properties in `meta.xml` mean.
const PROPERTIES: xmp::Table = &[
    ("dc:title", "title"),
    ("dc:creator", "author"),
    ("meta:initial-creator", "author"),
    ("dc:description", "abstract"),
    ("dc:subject", "abstract"),
    ("dc:language", "language"),
    ("meta:keyword", "keyword"),
    ("meta:creation-date", "issued"),
    ("dc:date", "issued"),
];

/// Reads an ODT document.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    match builder(bytes, &mut made.proposals) {
        Ok(builder) => made.text = builder.finish(&mut made.warnings),
        Err(failure) => made.failure = Some(failure),
    }
    made
}

fn builder(bytes: &[u8], proposals: &mut Proposals) -> Result<TextBuilder, Failure> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        let detail = "the document can only be read with a password";
        return Err(Failure::new(FailureReason::Encrypted, detail));
    }
    let content = package
        .text("content.xml")?
        .ok_or_else(|| Failure::new(FailureReason::Malformed, "the document has no content.xml"))?;
    if let Some(meta) = package.text("meta.xml")? {
        xmp::propose_known(&meta, PROPERTIES, "document properties", proposals);
    }
    let mut walk = Walk::default();
    walk.read(&content);
    Ok(walk.flow.finish())
}

#[derive(Default)]
struct Walk {
    flow: Flow,
    skipped: usize,
    lists: u8,
    items: usize,
    notes: usize,
    /// The text of the note that is open.
    note: Option<String>,
    is_note_body: bool,
    is_space_before: bool,
}

impl Walk {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) if self.skipped > 0 || is_hidden(&tag) => {
                    let _ = tag;
                    self.skipped += 1;
                }
                Event::End(_) if self.skipped > 0 => self.skipped -= 1,
                Event::Start(tag) => self.start(&tag),
                Event::Empty(tag) if self.skipped == 0 && !is_hidden(&tag) => {
                    self.start(&tag);
                    self.end(tag.name().as_ref());
                }
                Event::End(tag) => self.end(tag.name().as_ref()),
                Event::Text(text) if self.skipped == 0 => self.text(&text),
                Event::GeneralRef(name) if self.skipped == 0 => self.exact(&reference(&name)),
                Event::Eof => break,
                _ => {}
            }
            if self.flow.builder.is_full() {
                break;
            }
        }
    }

    /// Adds text in which spaces in a row are one, as OpenDocument has it.
    fn text(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                out.push(c);
            } else if !self.is_space_before {
                out.push(' ');
            }
            self.is_space_before = is_space;
        }
        self.put(&out);
    }

    fn exact(&mut self, text: &str) {
        self.is_space_before = false;
        self.put(text);
    }

    fn put(&mut self, text: &str) {
        match &mut self.note {
            Some(note) if self.is_note_body => note.push_str(text),
            Some(_) => {}
            None => self.flow.text(text),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "text:p" | "text:h" if self.note.is_some() => self.exact(" "),
            name @ ("text:p" | "text:h") => {
                self.flow.begin();
                self.is_space_before = true;
                if name == "text:h" {
                    let level =
                        attribute(tag, "text:outline-level").and_then(|one| one.parse().ok());
                    self.flow.set(BlockKind::Heading, Some(level.unwrap_or(1)));
                } else if self.items > 0 {
                    self.flow.set(BlockKind::ListItem, Some(self.lists));
                }
            }
            "text:s" => {
                let count = attribute(tag, "text:c").and_then(|one| one.parse().ok());
                self.exact(&" ".repeat(count.unwrap_or(1usize).min(100)));
            }
            "text:tab" => self.exact("\t"),
            "text:line-break" => self.exact("\n"),
            "text:list" => self.lists = self.lists.saturating_add(1),
            "text:list-item" => self.items += 1,
            "table:table-row" => self.flow.begin_row(),
            "table:table-cell" | "table:covered-table-cell" => self.flow.begin_cell(),
            "text:note" => {
                self.notes += 1;
                let mark = format!("[{}]", self.notes);
                self.exact(&mark);
                self.note = Some(mark);
            }
            "text:note-body" => self.is_note_body = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" if self.note.is_none() => self.flow.end(),
            "text:list" => self.lists = self.lists.saturating_sub(1),
            "text:list-item" => self.items = self.items.saturating_sub(1),
            "table:table-row" => self.flow.end_row(),
            "text:note-body" => self.is_note_body = false,
            "text:note" => {
                if let Some(note) = self.note.take() {
                    self.flow.note(note);
                }
            }
            _ => {}
        }
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    matches!(
        tag.name().as_ref(),
        "text:tracked-changes"
            | "office:annotation"
            | "text:note-citation"
            | "svg:title"
            | "svg:desc"
            | "office:forms"
            | "text:sequence-decls"
            | "office:automatic-styles"
    )
}
