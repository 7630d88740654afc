//! What the last recorded verification found of some documents.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_model::RecordId;

use super::Shelf;
use crate::{error::Error, session::Session};

/// Which documents are asked about.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentResultsRequest {
    /// Their ids, in full.
    pub documents: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentResultsReport {
    /// Each document that is there, in the order asked for.
    pub results: Vec<DocumentResult>,
}

/// What the last verification to read a document found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentResult {
    /// The document.
    pub document: String,
    /// When it was read; `None` if no recorded run did.
    pub last_checked: Option<String>,
    /// `unchanged`, `changed` or `missing`; `None` if no recorded run read it.
    pub last_result: Option<&'static str>,
}

/// Tells what the last recorded verification found of some documents. Nothing is read again.
///
/// # Errors
/// The archive cannot be read.
pub fn document_results(
    session: &Session,
    shelf: &mut Shelf,
    request: &DocumentResultsRequest,
) -> Result<DocumentResultsReport, Error> {
    shelf.update(session)?;
    let shelf = &*shelf;
    let asked = request.documents.iter().filter_map(|id| id.parse::<RecordId>().ok());
    let known = asked.filter_map(|id| shelf.place.get(&id).map(|place| &shelf.documents[*place]));
    let results = known.map(|document| {
        let created = document.created.map_or(u64::MAX, |position| position.clock);
        let read = shelf.read.of(document.id, created);
        DocumentResult {
            document: document.id.to_string(),
            last_checked: read.and_then(|read| read.time.clone()),
            last_result: shelf.read.result(document.id, document.content, created),
        }
    });
    Ok(DocumentResultsReport { results: results.collect() })
}
