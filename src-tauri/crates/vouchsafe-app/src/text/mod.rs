//! Texts of documents: what the extractor made of archived bytes, stored beside them.
//!
//! A rendition is never changed. A newer extractor adds another; old quotations keep theirs.

mod align;
mod beside;
mod extract;
mod proposals;
mod reading;
mod show;

use std::io::Read as _;

use serde::{Deserialize, Serialize};
use vouchsafe_archive::{Catalogue, ContentState, Record};
use vouchsafe_extract::{ImageFacts, Proposal, Structure};
use vouchsafe_fixity::Sha256Stream;
use vouchsafe_model::{ContentId, Kind};

pub use align::{AlignReport, AlignRequest, document_align};
pub use beside::{BesideItem, SiblingItem};
pub use extract::{ExtractItem, ExtractReport, ExtractRequest, document_extract};
pub use proposals::{
    AcceptReport, ProposalItem, ProposalListReport, document_accept, document_proposals,
};
pub use reading::{
    DocumentReadingReport, DocumentReadingRequest, PageWordsReport, PageWordsRequest, ReadingBlock,
    ReadingCue, ReadingImage, ReadingPage, WordItem, document_reading, page_words,
};
pub use show::{BlockItem, DocumentTextReport, DocumentTextRequest, document_text};

pub(crate) use align::originals;
pub(crate) use extract::extract_missing;

use crate::{error::Error, links, session::Session};

/// The longest text or structure that is read back, in bytes.
const STORED_BYTES_MAX: u64 = 256 << 20;

/// What is stored beside a text, as JSON (docs/renditions.md).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredStructure {
    /// The content whose rendition it belongs to, so that no two structures are the same bytes: a
    /// purge of one must not reach another.
    #[serde(default)]
    pub of: String,
    /// What places in the text are.
    #[serde(default)]
    pub structure: Structure,
    /// What an image is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageFacts>,
    /// What the document says about itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
    /// What was left out or guessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// A document's text, read back.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// The rendition it is of.
    pub rendition: Record,
    /// The text.
    pub text: String,
    /// What is stored beside it.
    pub stored: StoredStructure,
}

/// Returns the renditions of a document's bytes, newest last.
pub(crate) fn renditions(
    catalogue: &Catalogue<'_>,
    document: &Record,
) -> Result<Vec<Record>, Error> {
    match document.link("content") {
        Some(content) => links::linked(catalogue, Kind::Rendition, "of", content),
        None => Ok(Vec::new()),
    }
}

/// Returns the newest rendition of a document that has a text.
pub(crate) fn newest(
    catalogue: &Catalogue<'_>,
    document: &Record,
) -> Result<Option<Record>, Error> {
    let mut found = renditions(catalogue, document)?;
    found.retain(|rendition| rendition.text("outcome") == Some("text"));
    Ok(found.pop())
}

/// Reads a rendition's text; `None` if it has none here any more.
pub(crate) fn read(session: &Session, rendition: Record) -> Result<Option<Text>, Error> {
    let Some(text) = stored_text(session, &rendition, "text")? else { return Ok(None) };
    let stored = stored_structure(session, &rendition)?;
    Ok(Some(Text { rendition, text, stored }))
}

/// Reads what is stored beside a rendition's text; nothing if it is gone.
pub(crate) fn stored_structure(
    session: &Session,
    rendition: &Record,
) -> Result<StoredStructure, Error> {
    let Some(json) = stored_text(session, rendition, "structure")? else {
        return Ok(StoredStructure::default());
    };
    let what = || format!("cannot read the structure of rendition {}", rendition.id);
    serde_json::from_str(&json).map_err(|error| Error::refused(what(), error.to_string()))
}

/// Reads the content that a field of a rendition names, as text.
pub(crate) fn stored_text(
    session: &Session,
    rendition: &Record,
    field: &str,
) -> Result<Option<String>, Error> {
    let Some(id) = rendition.link(field) else { return Ok(None) };
    let row = session.catalogue().content(ContentId::from(id))?;
    let held = row.filter(|row| row.state == ContentState::Held);
    let Some(row) = held else { return Ok(None) };
    let doing = || format!("read the text of rendition {}", rendition.id);
    let mut text = String::new();
    let reader = session.archive.read_content(row.id, 0..STORED_BYTES_MAX)?;
    reader.take(STORED_BYTES_MAX).read_to_string(&mut text).map_err(Error::io(doing()))?;
    let mut hash = Sha256Stream::default();
    hash.update(text.as_bytes());
    if row.sha256 != Some(hash.finish()) {
        let what = format!("cannot use the text of rendition {}", rendition.id);
        return Err(Error::refused(what, "it is not as it was written; run `vouchsafe verify`"));
    }
    Ok(Some(text))
}

/// Returns the text of a document, extracted now if it never was and can be.
///
/// # Errors
/// There is no text; in a sentence why.
pub(crate) fn text_of(session: &mut Session, document: &Record) -> Result<Text, Error> {
    if newest(&session.catalogue(), document)?.is_none() {
        extract_missing(session, std::slice::from_ref(document))?;
    }
    let found = newest(&session.catalogue(), document)?;
    let text = found.map(|rendition| read(session, rendition)).transpose()?.flatten();
    let what = || format!("document {} has no text to look in", document.id);
    match text {
        Some(text) => Ok(text),
        None => Err(Error::refused(what(), why_no_text(session, document)?)),
    }
}

/// Says in a sentence why a document has no text.
fn why_no_text(session: &Session, document: &Record) -> Result<String, Error> {
    let last = renditions(&session.catalogue(), document)?.pop();
    Ok(match last.as_ref().and_then(|rendition| rendition.text("outcome")) {
        Some("failed") => {
            let reason = last.as_ref().and_then(|rendition| rendition.text("reason"));
            format!("it could not be read: {}", reason.unwrap_or("no reason was recorded"))
        }
        Some("no text") => {
            "there is no text in it; mark a page, a region or a time instead".to_owned()
        }
        Some(_) => "its text was purged".to_owned(),
        None if session.identity().is_none() => {
            "its text was not extracted yet, and this machine cannot write here".to_owned()
        }
        None => "its text was not extracted yet".to_owned(),
    })
}

/// Returns the characters of a range; `None` where it leaves the text.
pub(crate) fn slice(text: &str, start: u64, end: u64) -> Option<String> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    let length = end.checked_sub(start)?;
    let slice: String = text.chars().skip(start).take(length).collect();
    (slice.chars().count() == length).then_some(slice)
}
