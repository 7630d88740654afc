//! `document_rows`: a window on the list of documents, from any place in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Shelf, Shelved, count,
    filter::{DocumentFilter, DocumentNeed, Found},
    order,
};
use crate::{dates::DateItem, error::Error, secrecy::Level, session::Session};

/// The most rows that are given at once.
const ROWS_MAX: usize = 500;

/// Which rows are shown.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentRowsRequest {
    /// Which documents the list has.
    pub filter: DocumentFilter,
    /// What it is sorted by; in the order in which they came, if not given.
    pub sort: DocumentSort,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// How many rows are passed over.
    pub offset: usize,
    /// At most so many rows, and never more than 500; 0 asks for the total only.
    pub limit: usize,
}

/// What the grid can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentSort {
    /// When it came.
    #[default]
    Added,
    /// Its title, as a dictionary has it.
    Title,
    /// The day of publication of its source; those without one last.
    Date,
    /// What its first bytes said it is.
    Type,
    /// How long it is.
    Size,
    /// How often its passages are evidence.
    Evidence,
}

/// A window on the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentRowsReport {
    /// The rows.
    pub rows: Vec<DocumentRow>,
    /// How many rows the list has.
    pub total: usize,
    /// How many entries the archive has: under another number the list can be another.
    pub at: u64,
}

/// A document in the grid. Source, titles, name, date, digest and needs of a sealed one are told
/// only if asked for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentRow {
    /// Its id.
    pub id: String,
    /// Its source, by citation key if it has one.
    pub source: Option<String>,
    /// Its own title, else its source's.
    pub title: Option<String>,
    /// The source's title in another language.
    pub other_title: Option<String>,
    /// Which language that is, as a BCP 47 tag.
    pub other_language: Option<String>,
    /// The name of the file it first came as.
    pub name: Option<String>,
    /// When its source was published.
    pub date: Option<DateItem>,
    /// What its first bytes said it is.
    pub media_type: Option<String>,
    /// Its role for its source.
    pub role: Option<String>,
    /// The digest of its bytes; `None` also if it was purged with them.
    pub sha256: Option<String>,
    /// How many bytes; `None` if that was purged.
    pub size_bytes: Option<u64>,
    /// Whether its bytes are here; else they were purged.
    pub held: bool,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: &'static str,
    /// How often passages of it are evidence that was not withdrawn.
    pub evidence_count: u32,
    /// How many passages it has.
    pub passage_count: u32,
    /// When it first came, as the log's writer claims.
    pub added_at: Option<String>,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// What it lacks.
    pub needs: Vec<DocumentNeed>,
    /// When a recorded verification last read its bytes; `None` if none is known to have.
    pub last_checked: Option<String>,
    /// What that verification found: `unchanged`, `changed` or `missing`; `None` where none is
    /// known to have read it.
    pub last_result: Option<&'static str>,
    /// Whether there is a text of it.
    pub has_text: bool,
    /// Whether it was removed.
    pub removed: bool,
}

/// What decides which rows a list has, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListKey {
    filter: DocumentFilter,
    sort: DocumentSort,
    descending: bool,
}

/// Shows a window on the list of documents. The shelf is filled by the first question, and kept by
/// the caller for the next.
///
/// # Errors
/// The filter names a source, collection or tag that is not there; or the archive cannot be read.
pub fn document_rows(
    session: &Session,
    shelf: &mut Shelf,
    request: &DocumentRowsRequest,
) -> Result<DocumentRowsReport, Error> {
    shelf.update(session)?;
    let DocumentRowsRequest { filter, sort, descending, offset, limit } = request;
    let key = ListKey { filter: filter.clone(), sort: *sort, descending: *descending };
    let list = match shelf.last.take().filter(|(last, _)| *last == key) {
        Some((_, list)) => list,
        None => list(session, shelf, request)?,
    };
    let window = list.iter().skip(*offset).take((*limit).min(ROWS_MAX));
    let window: Vec<u32> = window.copied().collect();
    count::some(shelf, session, &window)?;
    let row = |place: &u32| {
        let document = &shelf.documents[*place as usize];
        row(session, shelf, document, filter.show_sealed)
    };
    let rows = window.iter().map(row).collect::<Result<_, _>>()?;
    let report = DocumentRowsReport { rows, total: list.len(), at: shelf.at() };
    shelf.last = Some((key, list));
    Ok(report)
}

/// Returns the places of the documents that a list has, in its order.
fn list(
    session: &Session,
    shelf: &mut Shelf,
    request: &DocumentRowsRequest,
) -> Result<Vec<u32>, Error> {
    let found = Found::new(session, &request.filter)?;
    if request.sort == DocumentSort::Evidence {
        count::all(shelf, session)?;
    }
    order::sort(shelf, request.sort);
    let shelf = &*shelf;
    let order = order::sorted(shelf, request.sort);
    let fits = |place: &u32| found.failed(shelf, &shelf.documents[*place as usize]) == 0;
    let mut list: Vec<u32> = match request.descending {
        true => order.iter().rev().copied().filter(fits).collect(),
        false => order.iter().copied().filter(fits).collect(),
    };
    if !request.filter.show_sealed && request.sort != DocumentSort::Added {
        // Where a sealed document stands among others would tell its title or its day.
        let is_sealed = |place: u32| shelf.level(&shelf.documents[place as usize]) == Level::Sealed;
        let (mut sealed, mut rest): (Vec<u32>, Vec<u32>) =
            list.into_iter().partition(|place| is_sealed(*place));
        sealed.sort_unstable();
        rest.append(&mut sealed);
        list = rest;
    }
    Ok(list)
}

pub(super) fn row(
    session: &Session,
    shelf: &Shelf,
    document: &Shelved,
    show_sealed: bool,
) -> Result<DocumentRow, Error> {
    let level = shelf.level(document);
    let told = show_sealed || level != Level::Sealed;
    let work = shelf.work(document).filter(|_| told);
    let source = document.source.filter(|_| told).map(|source| {
        work.and_then(|work| work.key.as_deref()).map_or_else(|| source.to_string(), str::to_owned)
    });
    let added_at = match &document.arrival {
        Some(arrival) => {
            let stored = session.archive.entry(arrival.at.log, arrival.at.index)?;
            stored.entry.header.time.map(|time| time.to_string())
        }
        None => None,
    };
    let text = |text: Option<&str>| text.filter(|_| told).map(str::to_owned);
    let other = work.and_then(|work| work.other_title.as_ref());
    let created = document.created.map_or(u64::MAX, |position| position.clock);
    let mut tags: Vec<String> =
        document.tags.iter().filter_map(|tag| shelf.groups.get(tag).cloned()).collect();
    tags.sort();
    let counts = document.counts.unwrap_or_default();
    Ok(DocumentRow {
        id: document.id.to_string(),
        source,
        title: text(shelf.title(document)),
        other_title: text(other.map(|(title, _)| &**title)),
        other_language: text(other.map(|(_, language)| &**language)),
        name: text(document.arrival.as_ref().and_then(|arrival| arrival.name.as_deref())),
        date: work.and_then(|work| work.issued.clone()),
        media_type: document.media_type.as_deref().map(str::to_owned),
        role: document.role.as_deref().map(str::to_owned),
        sha256: document.sha256.filter(|_| told).map(|digest| digest.to_string()),
        size_bytes: document.size_bytes,
        held: document.held,
        sensitivity: level.name(),
        evidence_count: counts.evidence,
        passage_count: counts.passages,
        added_at,
        tags,
        needs: if told { shelf.needs(document) } else { Vec::new() },
        last_checked: shelf.read.of(document.id, created).and_then(|read| read.time.clone()),
        last_result: shelf.read.result(document.id, document.content, created),
        has_text: document.has_text,
        removed: document.removed,
    })
}
