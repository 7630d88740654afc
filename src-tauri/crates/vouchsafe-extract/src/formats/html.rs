//! HTML as browsers read it, down to the text that a person could see and quote.
//!
//! The whole page, not only its article. Style sheets are not applied: what hides by an attribute
//! or an inline style is left out, what hides by a rule elsewhere is not known to.

mod hidden;
mod json_ld;
mod metadata;
mod still;
mod style_sheet;
mod xhtml;

pub use metadata::propose;
use scraper::{Html, Node};
pub use still::{SavedParts, still};

use super::Made;
use super::blocks::{Style, TextBuilder, language_tag};
use super::charset::decode;
use crate::captured::CapturedPage;
use crate::{BlockKind, Direction};

/// How deep elements may stand in each other before the deeper ones count as part of the last.
const MAX_DEPTH: usize = 512;

/// How much of a page is looked at for its charset.
const CHARSET_BYTES: usize = 4_096;

/// Reads a page.
pub fn read(bytes: &[u8], is_xhtml: bool) -> Made {
    let mut made = Made::default();
    let declared = metadata::declared_charset(&bytes[..bytes.len().min(CHARSET_BYTES)]);
    let decoded = decode(bytes, declared.as_deref(), &mut made.warnings);
    let mut builder = TextBuilder::default();
    let page = parse(&decoded, is_xhtml);
    propose(&page, &mut made.proposals);
    blocks(&page, None, &mut builder, &mut made.warnings);
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Returns a page without what is active in it.
pub fn captured(bytes: &[u8], is_xhtml: bool) -> CapturedPage {
    let declared = metadata::declared_charset(&bytes[..bytes.len().min(CHARSET_BYTES)]);
    let decoded = decode(bytes, declared.as_deref(), &mut Vec::new());
    let mut page = CapturedPage::default();
    page.html = still(&decoded, is_xhtml, &mut still::NoParts, &mut page.active);
    page
}

/// Returns a page's tree.
pub fn parse(text: &str, is_xhtml: bool) -> Html {
    if is_xhtml {
        Html::parse_document(&xhtml::with_end_tags(text))
    } else {
        Html::parse_document(text)
    }
}

/// Adds what can be seen of a page, block by block.
///
/// `language` is what the page around it, or the book, says its language is.
pub fn blocks(
    page: &Html,
    language: Option<String>,
    builder: &mut TextBuilder,
    warnings: &mut Vec<String>,
) {
    let mut writer = Writer::new(builder, language);
    let mut next = page.tree.root().first_child();
    // Not a recursion: how deep a page goes is up to whoever made it.
    while let Some(node) = next {
        if writer.builder.is_full() {
            break;
        }
        let descend = match node.value() {
            Node::Text(text) => {
                writer.text(text);
                false
            }
            Node::Element(element) => !hidden::is_hidden(element),
            _ => false,
        };
        if let (true, Some(element)) = (descend, node.value().as_element()) {
            writer.open(element, || is_plain_row(node));
            if let Some(child) = node.first_child() {
                next = Some(child);
                continue;
            }
            writer.close();
        }
        next = after(node, &mut writer);
    }
    writer.flush();
    if writer.is_too_deep {
        warnings.push(format!("elements deeper than {MAX_DEPTH} were read as plain text"));
    }
}

/// Returns the node after this one and all in it, closing the elements that end before that.
fn after<'a>(
    node: ego_node::NodeRef<'a>,
    writer: &mut Writer<'_>,
) -> Option<ego_node::NodeRef<'a>> {
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        if node.value().is_element() {
            writer.close();
        }
    }
}

mod ego_node {
    //! The node type of the tree, which the parser's crate does not name itself.
    pub type NodeRef<'a> = <scraper::ElementRef<'a> as std::ops::Deref>::Target;
}

/// Whether a table's row holds cells of text, not a page laid out with a table.
fn is_plain_row(row: ego_node::NodeRef<'_>) -> bool {
    let is_layout = |node: ego_node::NodeRef<'_>| {
        node.value().as_element().is_some_and(|element| {
            matches!(
                element.name(),
                "table"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "ul"
                    | "ol"
                    | "dl"
                    | "blockquote"
                    | "pre"
                    | "article"
                    | "section"
                    | "form"
                    | "main"
            )
        })
    };
    let paragraphs_in = |cell: ego_node::NodeRef<'_>| {
        cell.children()
            .filter(|child| child.value().as_element().is_some_and(|one| one.name() == "p"))
            .count()
    };
    !row.descendants().skip(1).any(is_layout) && row.children().all(|cell| paragraphs_in(cell) <= 1)
}

/// What an open element means for the text in it.
#[derive(Debug, Clone)]
struct Frame {
    style: Style,
    is_block: bool,
    is_row: bool,
    keeps_space: bool,
    is_link: bool,
}

/// The block under construction and the elements that are open.
struct Writer<'a> {
    builder: &'a mut TextBuilder,
    frames: Vec<Frame>,
    /// How many open elements have no frame of their own.
    unframed: usize,
    is_too_deep: bool,
    block: String,
    block_style: Option<Style>,
    block_keeps_space: bool,
    pending_space: bool,
    /// Whether what was closed last, with no text since, was a link.
    is_after_link: bool,
}

impl<'a> Writer<'a> {
    fn new(builder: &'a mut TextBuilder, language: Option<String>) -> Self {
        let frame = Frame {
            style: Style { language, ..Style::of(BlockKind::Paragraph) },
            is_block: true,
            is_row: false,
            keeps_space: false,
            is_link: false,
        };
        Self {
            builder,
            frames: vec![frame],
            unframed: 0,
            is_too_deep: false,
            block: String::new(),
            block_style: None,
            block_keeps_space: false,
            pending_space: false,
            is_after_link: false,
        }
    }

    fn frame(&self) -> &Frame {
        self.frames.last().expect("the first frame is never taken away")
    }

    fn open(&mut self, element: &scraper::node::Element, is_plain_row: impl Fn() -> bool) {
        if self.frames.len() > MAX_DEPTH {
            self.is_too_deep = true;
            self.unframed += 1;
            return;
        }
        let mut frame = self.frame().clone();
        let name = element.name();
        frame.is_block = is_block(name);
        frame.is_link = matches!(name, "a" | "button" | "label");
        // Two links in a row are two things, whatever style sets them apart.
        self.pending_space |= frame.is_link && self.is_after_link;
        if frame.is_row {
            // All of a row is one block; what would part it only spaces it.
            match name {
                "td" | "th" => self.next_cell(),
                "br" => self.pending_space = true,
                _ => self.pending_space |= frame.is_block,
            }
            frame.is_block = false;
        } else if name == "br" {
            self.line_break();
        }
        if let Some(language) = element.attr("lang").or_else(|| element.attr("xml:lang")) {
            frame.style.language = language_tag(language);
        }
        match element.attr("dir").map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => frame.style.direction = Some(Direction::Rtl),
            Some("ltr") => frame.style.direction = Some(Direction::Ltr),
            Some("auto") => frame.style.direction = None,
            _ => {}
        }
        frame.keeps_space |=
            matches!(name, "pre" | "textarea" | "listing" | "xmp") || hidden::keeps_space(element);
        if frame.is_block {
            self.flush();
            set_kind(name, &mut frame, is_plain_row);
        }
        self.frames.push(frame);
    }

    fn close(&mut self) {
        if self.unframed > 0 {
            self.unframed -= 1;
        } else if self.frames.len() > 1 {
            let frame = self.frames.pop().expect("there is more than one");
            self.is_after_link |= frame.is_link;
            if frame.is_block {
                self.flush();
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.is_after_link = false;
        let (keeps_space, style) = {
            let frame = self.frame();
            (frame.keeps_space && !frame.is_row, frame.style.clone())
        };
        if keeps_space {
            self.begin(style);
            self.block_keeps_space = true;
            self.block.push_str(text);
            return;
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C') {
                self.pending_space = true;
                continue;
            }
            if self.pending_space && !self.block.is_empty() && !self.block.ends_with(['\n', '\t']) {
                self.block.push(' ');
            }
            self.pending_space = false;
            if self.block.is_empty() {
                self.begin(style.clone());
            }
            self.block.push(c);
        }
    }

    fn begin(&mut self, style: Style) {
        if self.block_style.is_none() {
            self.block_style = Some(style);
        }
    }

    fn line_break(&mut self) {
        if self.frame().keeps_space {
            self.block.push('\n');
        } else if self.block.ends_with('\n') {
            // Two in a row are how older pages part paragraphs.
            self.flush();
        } else if !self.block.is_empty() {
            self.block.push('\n');
            self.pending_space = false;
        }
    }

    fn next_cell(&mut self) {
        if !self.block.is_empty() {
            self.block.push('\t');
        }
        self.pending_space = false;
    }

    fn flush(&mut self) {
        let style = self.block_style.take();
        let block = std::mem::take(&mut self.block);
        let keeps_space = std::mem::take(&mut self.block_keeps_space);
        self.pending_space = false;
        if let Some(style) = style {
            let text = if keeps_space { block.trim_matches('\n') } else { block.trim_ascii() };
            self.builder.block(text, style);
        }
    }
}

/// Sets what a block is by the element that opens it; a paragraph in a quotation is part of it.
fn set_kind(name: &str, frame: &mut Frame, is_plain_row: impl Fn() -> bool) {
    let deeper = |kind: BlockKind, frame: &Frame| {
        let level = if frame.style.kind == kind { frame.style.level.unwrap_or(0) } else { 0 };
        Some(level.saturating_add(1).min(9))
    };
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            frame.style.kind = BlockKind::Heading;
            frame.style.level = name[1..].parse().ok();
        }
        "li" | "dd" | "dt" => {
            // The level is the list's, and lists are counted when they open.
            frame.style.kind = BlockKind::ListItem;
            frame.style.level = Some(frame.style.level.unwrap_or(1));
        }
        "ul" | "ol" | "dl" | "menu" | "dir" => {
            frame.style.level = deeper(BlockKind::ListItem, frame);
            if frame.style.kind != BlockKind::ListItem {
                frame.style.kind = BlockKind::Paragraph;
            }
        }
        "blockquote" => {
            frame.style.level = deeper(BlockKind::Quotation, frame);
            frame.style.kind = BlockKind::Quotation;
        }
        "pre" | "listing" | "xmp" | "textarea" => {
            frame.style.kind = BlockKind::Preformatted;
            frame.style.level = None;
        }
        "figcaption" | "caption" => {
            frame.style.kind = BlockKind::Caption;
            frame.style.level = None;
        }
        "tr" if is_plain_row() => {
            frame.style.kind = BlockKind::TableRow;
            frame.style.level = None;
            frame.is_row = true;
        }
        _ => {
            if matches!(frame.style.kind, BlockKind::Paragraph | BlockKind::Heading) {
                frame.style.kind = BlockKind::Paragraph;
                frame.style.level = None;
            }
        }
    }
}

/// Whether browsers set an element apart from what stands beside it.
fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests;
