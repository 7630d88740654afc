//! The bytes of one document, to be looked at here: read through the archive, never by its file.
//!
//! Handing bytes out is `document_get`'s, which records it. This is for what is shown in a window:
//! sealed documents only when asked for, and nothing written down.

use std::{
    io::{self, Read},
    ops::Range,
};

use serde::Deserialize;
use ts_rs::TS;
use vouchsafe_archive::{ContentReader, ContentState};
use vouchsafe_extract::Extractor;
use vouchsafe_model::{ContentId, Kind};

use crate::{document::content_of, error::Error, names, records, session::Session};

/// Which document is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentBytesRequest {
    /// The document.
    pub document: String,
    /// A sealed one too.
    pub show_sealed: bool,
}

/// A document's bytes, open. They are read without the session they were opened in.
#[derive(Debug)]
pub struct DocumentBytes {
    /// The document.
    pub document: String,
    /// What it is, by its first bytes.
    pub media_type: String,
    /// How many bytes it has, in all.
    pub size_bytes: u64,
    pub(crate) content: ContentId,
    pub(crate) extractor: Option<Extractor>,
    reader: ContentReader,
}

/// Opens a document's bytes, from `range.start` up to `range.end` or their end.
///
/// # Errors
/// There is no such document; it is sealed and was not asked for; its bytes were purged; or the
/// archive cannot be read.
pub fn document_bytes(
    session: &Session,
    request: &DocumentBytesRequest,
    range: Range<u64>,
) -> Result<DocumentBytes, Error> {
    let catalogue = session.catalogue();
    let document = names::find(&catalogue, Kind::Document, &request.document)?;
    if !request.show_sealed && records::is_sealed(&catalogue, &document)? {
        return Err(records::not_shown(&document));
    }
    let row = content_of(session, &document)?;
    let row = row.filter(|row| row.state == ContentState::Held).ok_or_else(|| {
        let what = format!("cannot show document {}", document.id);
        Error::refused(what, "its bytes were purged, or never held")
    })?;
    Ok(DocumentBytes {
        document: document.id.to_string(),
        media_type: document.text("media_type").unwrap_or("application/octet-stream").to_owned(),
        size_bytes: row.size_bytes.unwrap_or(0),
        content: row.id,
        extractor: session.extractor().ok(),
        reader: session.archive.read_content(row.id, range)?,
    })
}

/// Opens all of a document's bytes.
pub(crate) fn whole(
    session: &Session,
    document: &str,
    show_sealed: bool,
) -> Result<DocumentBytes, Error> {
    let request = DocumentBytesRequest { document: document.to_owned(), show_sealed };
    document_bytes(session, &request, 0..u64::MAX)
}

impl DocumentBytes {
    /// Returns the program that reads documents.
    pub(crate) fn extractor(&self) -> Result<Extractor, Error> {
        self.extractor.clone().ok_or(Error::NoExtractor)
    }
}

impl Read for DocumentBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}
