//! `document text`: what a document says, as the extractor read it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_extract::{Block, BlockKind, Direction, LanguageBasis};
use vouchsafe_model::Kind;

use super::{Text, slice, text_of};
use crate::{error::Error, names, records, session::Session};

/// Which text is shown.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentTextRequest {
    /// The document.
    pub document: String,
    /// Only this page, from 1.
    pub page_number: Option<u32>,
    /// Sealed documents too.
    pub show_sealed: bool,
}

/// A document's text.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentTextReport {
    /// The document.
    pub document: String,
    /// The rendition shown.
    pub rendition: String,
    /// By what it was made.
    pub extractor: String,
    /// The text, or the page's.
    pub text: String,
    /// Where it begins in the whole text, in characters.
    pub start: u64,
    /// Its paragraphs and their like.
    pub blocks: Vec<BlockItem>,
    /// How many pages the document has; `None` if it has none.
    pub pages: Option<usize>,
    /// What was left out or guessed.
    pub warnings: Vec<String>,
}

/// A paragraph or its like.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BlockItem {
    /// Where it begins in the whole text, in characters.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// What it is: `paragraph`, `heading`, `list_item` …
    #[ts(type = "string")]
    pub kind: BlockKind,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether the document says so, or it was guessed.
    #[ts(type = "string | null")]
    pub language_basis: Option<LanguageBasis>,
    /// Which way it runs: `ltr` or `rtl`.
    #[ts(type = "\"ltr\" | \"rtl\"")]
    pub direction: Direction,
}

/// Shows a document's text, which is extracted first if it never was.
///
/// # Errors
/// There is no such document, page or text; or it is sealed and was not asked for.
pub fn document_text(
    session: &mut Session,
    request: &DocumentTextRequest,
) -> Result<DocumentTextReport, Error> {
    let document = names::find(&session.catalogue(), Kind::Document, &request.document)?;
    if records::is_sealed(&session.catalogue(), &document)? && !request.show_sealed {
        return Err(records::not_shown(&document));
    }
    let text = text_of(session, &document)?;
    let (start, end) = match request.page_number {
        Some(number) => page(&text, &document.id.to_string(), number)?,
        None => (0, text.text.chars().count() as u64),
    };
    let structure = &text.stored.structure;
    let inside = |block: &&Block| block.start >= start && block.end <= end;
    let label = |field: &str| text.rendition.text(field).unwrap_or_default();
    Ok(DocumentTextReport {
        document: document.id.to_string(),
        rendition: text.rendition.id.to_string(),
        extractor: format!("{} {}", label("extractor"), label("extractor_version")),
        text: slice(&text.text, start, end).unwrap_or_default(),
        start,
        blocks: structure.blocks.iter().filter(inside).map(BlockItem::of).collect(),
        pages: (!structure.pages.is_empty()).then_some(structure.pages.len()),
        warnings: text.stored.warnings.clone(),
    })
}

fn page(text: &Text, document: &str, number: u32) -> Result<(u64, u64), Error> {
    let pages = &text.stored.structure.pages;
    let found = pages.iter().find(|page| page.page_number == number);
    let found = found.ok_or_else(|| {
        let why = match pages.len() {
            0 => "it has no pages".to_owned(),
            count => format!("it has pages 1 to {count}"),
        };
        Error::refused(format!("cannot show page {number} of document {document}"), why)
    })?;
    Ok((found.start, found.end))
}

impl BlockItem {
    fn of(block: &Block) -> Self {
        Self {
            start: block.start,
            end: block.end,
            kind: block.kind,
            language: block.language.clone(),
            language_basis: block.language_basis,
            direction: block.direction,
        }
    }
}
