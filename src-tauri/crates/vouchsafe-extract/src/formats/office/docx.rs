//! DOCX: paragraphs, headings, lists, tables and notes, by the names Word gives them.
//!
//! What was deleted with changes tracked and field codes are not shown, so they are not read;
//! comments stand beside the document and are not its text.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::blocks::TextBuilder;
use super::super::proposals::Proposals;
use super::super::{Failure, Made, xmp};
use super::flow::Flow;
use super::{Package, attribute, reference};
use crate::{BlockKind, FailureReason};

/// What the core properties mean.
const PROPERTIES: xmp::Table = &[
    ("dc:title", "title"),
    ("dc:creator", "author"),
    ("dc:description", "abstract"),
    ("dc:subject", "abstract"),
    ("dc:language", "language"),
    ("cp:keywords", "keyword"),
    ("dcterms:created", "issued"),
    ("dcterms:modified", "issued"),
];

/// Reads a DOCX document.
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
    let document = package.text("word/document.xml")?.ok_or_else(|| {
        Failure::new(FailureReason::Malformed, "the document has no word/document.xml")
    })?;
    if let Some(core) = package.text("docProps/core.xml")? {
        xmp::propose_known(&core, PROPERTIES, "core properties", proposals);
    }
    let styles = package.text("word/styles.xml")?.map(|xml| headings(&xml)).unwrap_or_default();
    let mut walk = Walk { flow: Flow::default(), styles, skipped: 0, is_text: false, note: None };
    walk.read(&document);
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = package.text(name)? {
            walk.read(&notes);
        }
    }
    Ok(walk.flow.finish())
}

/// Returns the heading levels of a document's styles. Names are English in every language's Word.
fn headings(xml: &str) -> BTreeMap<String, u8> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut id) = (BTreeMap::new(), String::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "w:style" => id = attribute(&tag, "w:styleId").unwrap_or_default(),
                "w:name" => {
                    let name = attribute(&tag, "w:val").unwrap_or_default().to_ascii_lowercase();
                    if let Some(level) = heading_level(&name) {
                        found.insert(id.clone(), level);
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

fn heading_level(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    let level = name.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

struct Walk {
    flow: Flow,
    styles: BTreeMap<String, u8>,
    /// How many elements are open whose content is not shown.
    skipped: usize,
    is_text: bool,
    /// What the next paragraph of a note begins with.
    note: Option<String>,
}

impl Walk {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        // A document that breaks off has the text that it had until then.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) if self.skipped > 0 || is_hidden(&tag) => {
                    let _ = tag;
                    self.skipped += 1;
                }
                Event::End(_) if self.skipped > 0 => self.skipped -= 1,
                Event::Start(tag) => self.start(&tag),
                Event::Empty(tag) if self.skipped == 0 => {
                    self.start(&tag);
                    self.end(tag.name().as_ref());
                }
                Event::End(tag) => self.end(tag.name().as_ref()),
                Event::Text(text) if self.is_text && self.skipped == 0 => self.flow.text(&text),
                Event::GeneralRef(name) if self.is_text && self.skipped == 0 => {
                    self.flow.text(&reference(&name));
                }
                Event::Eof => break,
                _ => {}
            }
            if self.flow.builder.is_full() {
                break;
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "w:val").unwrap_or_default();
        match tag.name().as_ref() {
            "w:p" => {
                self.flow.begin();
                if let Some(mark) = self.note.take() {
                    self.flow.text(&mark);
                }
            }
            "w:pStyle" => {
                let style = value();
                let level = self
                    .styles
                    .get(&style)
                    .copied()
                    .or_else(|| heading_level(&style.to_ascii_lowercase()));
                if let Some(level) = level {
                    self.flow.set(BlockKind::Heading, Some(level));
                } else if style.to_ascii_lowercase().contains("quote") {
                    self.flow.set(BlockKind::Quotation, Some(1));
                } else if style.eq_ignore_ascii_case("caption") {
                    self.flow.set(BlockKind::Caption, None);
                }
            }
            "w:ilvl" => {
                let level = value().parse::<u8>().unwrap_or(0).saturating_add(1);
                self.flow.set(BlockKind::ListItem, Some(level));
            }
            "w:bidi" if !matches!(value().as_str(), "0" | "false") => self.flow.set_rtl(),
            "w:t" => self.is_text = true,
            "w:tab" => self.flow.text("\t"),
            "w:br" | "w:cr" => self.flow.text("\n"),
            "w:noBreakHyphen" => self.flow.text("\u{2011}"),
            "w:softHyphen" => self.flow.text("\u{ad}"),
            "w:tr" => self.flow.begin_row(),
            "w:tc" => self.flow.begin_cell(),
            "w:footnoteReference" | "w:endnoteReference" => {
                let number = attribute(tag, "w:id").unwrap_or_default();
                self.flow.text(&format!("[{number}]"));
            }
            "w:footnote" | "w:endnote" => {
                let number = attribute(tag, "w:id").unwrap_or_default();
                self.note = Some(format!("[{number}] "));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:p" => self.flow.end(),
            "w:t" => self.is_text = false,
            "w:tr" => self.flow.end_row(),
            _ => {}
        }
    }
}

/// Whether what is in an element is not shown: the fallback beside what Word shows, the lines
/// that only part notes from text, and what was deleted.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    match tag.name().as_ref() {
        "mc:Fallback" | "w:del" | "w:moveFrom" | "w:tabs" => true,
        "w:footnote" | "w:endnote" => attribute(tag, "w:type").is_some_and(|kind| kind != "normal"),
        _ => false,
    }
}
