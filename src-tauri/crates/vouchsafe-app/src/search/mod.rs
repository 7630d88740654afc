//! `search`: words looked for in everything the archive holds.
//!
//! The index beside the archive is only a help to find quickly. What is shown of a hit is asked of
//! the archive once more: whether it is still there, and who may see it.

mod depend;
mod items;
mod keep;
pub(crate) mod pictures;
mod saved;
mod update;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Hit, IndexError, Query, Record, SearchIndex, Total};
use vouchsafe_model::Kind;

pub use saved::{
    SavedSearchItem, SavedSearchListReport, SavedSearchReport, saved_search, saved_search_add,
    saved_search_list,
};

pub(crate) use keep::{discard, own_files};

use self::{
    keep::Kept,
    update::{Budget, Progressed},
};
use crate::{
    error::Error,
    links,
    progress::{Progress, Silent},
    records,
    secrecy::{self, Level},
    session::Session,
};

/// Hits on a page, where nobody says how many.
pub const SEARCH_LIMIT: usize = 20;

/// What is searched for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchRequest {
    /// The query, in the language of `docs/cli.md`.
    pub query: String,
    /// Only these kinds; all if empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// At most so many hits.
    #[serde(default = "limit")]
    pub limit: usize,
    /// So many of the best are left out: those of the pages before.
    #[serde(default)]
    pub offset: usize,
    /// What is sealed too.
    #[serde(default)]
    pub show_sealed: bool,
    /// Removed records too.
    #[serde(default)]
    pub removed: bool,
}

fn limit() -> usize {
    SEARCH_LIMIT
}

impl SearchRequest {
    /// Asks a query, and for nothing special.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            kinds: Vec::new(),
            limit: SEARCH_LIMIT,
            offset: 0,
            show_sealed: false,
            removed: false,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SearchReport {
    /// The hits of this page, best first.
    pub hits: Vec<HitItem>,
    /// How many records match.
    pub total: u64,
    /// Whether it is exactly so many, or more.
    pub total_is_exact: bool,
    /// How many entries of the log the index has not read yet.
    pub not_indexed: u64,
    /// What a person should know about the search, in sentences.
    pub remarks: Vec<String>,
}

/// A record that matches.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HitItem {
    /// Its kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called; of a passage, its source, and of a note, what it is on.
    pub title: String,
    /// The field that the snippet is from.
    pub field: String,
    /// The best stretch of that field.
    pub snippet: String,
    /// What matched, in characters of the snippet, half-open.
    pub ranges: Vec<(u64, u64)>,
    /// The document, if the hit is one, or a passage of one.
    pub document: Option<String>,
    /// The page, from 1, where it is known.
    pub page_number: Option<u64>,
    /// The first match, in characters of the document's text.
    pub place: Option<(u64, u64)>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// How far an index was brought.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SearchUpdateReport {
    /// How many records were put into the index.
    pub indexed: u64,
    /// How many entries of the log it has not read yet.
    pub not_indexed: u64,
    /// What a person should know, in sentences.
    pub remarks: Vec<String>,
}

/// Searches, after the index has taken in what is new, if that is little.
///
/// # Errors
/// The query cannot be understood; or the archive cannot be read.
pub fn search(session: &Session, request: &SearchRequest) -> Result<SearchReport, Error> {
    let query = query_of(request)?;
    with_index(session, |index, kept| {
        let budget = if kept { Budget::OF_A_SEARCH } else { Budget::OF_MEMORY };
        let progressed = update::bring(session, index, Some(budget), &Silent)?;
        let found = index.search(&query, request.limit, request.offset)?;
        let (total, total_is_exact) = match found.total {
            Total::Exactly(total) => (total, true),
            Total::MoreThan(total) => (total, false),
        };
        let mut report = SearchReport { total, total_is_exact, ..SearchReport::default() };
        for hit in found.hits {
            match item(session, request, hit)? {
                Some(item) => report.hits.push(item),
                None => report.total = report.total.saturating_sub(1),
            }
        }
        (report.not_indexed, report.remarks) = (progressed.not_indexed, progressed.remarks());
        Ok(report)
    })
    .map(|(mut report, remarks)| {
        report.remarks.splice(0..0, remarks);
        report
    })
}

/// Brings the index up to date, however long that takes.
///
/// # Errors
/// The archive cannot be read, or the person stopped it; what was done is kept.
pub fn search_update(
    session: &Session,
    progress: &dyn Progress,
) -> Result<SearchUpdateReport, Error> {
    let (progressed, mut remarks) = with_index(session, |index, kept| {
        let budget = (!kept).then_some(Budget::OF_MEMORY);
        update::bring(session, index, budget, progress)
    })?;
    remarks.extend(progressed.remarks());
    let Progressed { indexed, not_indexed, .. } = progressed;
    Ok(SearchUpdateReport { indexed, not_indexed, remarks })
}

/// Reads a query.
///
/// # Errors
/// It cannot be understood; in a sentence why.
fn query_of(request: &SearchRequest) -> Result<Query, Error> {
    let refused = |error: vouchsafe_archive::QueryError| {
        Error::refused(format!("cannot search for `{}`", request.query), error.to_string())
    };
    let query = Query::parse(&request.query).map_err(refused)?;
    let query = query.of_kinds(&request.kinds).map_err(refused)?;
    let query = if request.show_sealed { query.with_sealed() } else { query };
    Ok(if request.removed { query.with_removed() } else { query })
}

/// Does something with the index; where that fails by the index and not by the archive, with one in
/// memory. `work` is told whether the index is kept. Returns also what to say about it.
fn with_index<T>(
    session: &Session,
    mut work: impl FnMut(&mut SearchIndex, bool) -> Result<T, Error>,
) -> Result<(T, Vec<String>), Error> {
    let Kept { index, place, mut remarks } = keep::open(session);
    if let (Some(mut index), Some(place)) = (index, place) {
        for _ in 0..2 {
            match work(&mut index, true) {
                Ok(done) => return Ok((done, remarks)),
                Err(Error::Index(IndexError::Damaged(_) | IndexError::OfAnotherHistory)) => {
                    // Once: made anew, it is either well or cannot be kept here.
                    drop(index);
                    match place.discard().and_then(|()| SearchIndex::open(&place)) {
                        Ok(anew) => index = anew,
                        Err(error) => {
                            remarks.push(keep::why_not_kept(&error));
                            break;
                        }
                    }
                }
                Err(Error::Index(error)) => {
                    remarks.push(keep::why_not_kept(&error));
                    break;
                }
                Err(error) => return Err(error),
            }
        }
    }
    let mut index = SearchIndex::in_memory(session.archive.id())?;
    Ok((work(&mut index, false)?, remarks))
}

/// Describes a hit; `None` if the archive says by now that it is not to be shown.
fn item(session: &Session, request: &SearchRequest, hit: Hit) -> Result<Option<HitItem>, Error> {
    let catalogue = session.catalogue();
    // The names of a subject that is not open are an item of their own, under the subject's id.
    let kind = if hit.kind == "name" { "subject" } else { hit.kind };
    let found = Kind::of(kind).map(|kind| catalogue.record(kind, hit.id)).transpose()?.flatten();
    let Some(record) = found.filter(|record| request.removed || !record.is_removed()) else {
        return Ok(None);
    };
    let level = secrecy::level(&catalogue, &record)?;
    let is_hidden = match kind {
        "subject" => level != Level::Open && hit.title != items::pseudonym(&record),
        _ => level == Level::Sealed,
    };
    if is_hidden && !request.show_sealed {
        return Ok(None);
    }
    let is_document = kind == "document";
    let document = if is_document { Some(hit.id.to_string()) } else { text(&record, "document") };
    let page = record.get("page_number").and_then(serde_json::Value::as_u64);
    Ok(Some(HitItem {
        title: title(session, request, &record, hit.title)?,
        kind,
        id: hit.id.to_string(),
        document,
        page_number: hit.page_number.map(u64::from).or(page),
        place: hit.place.filter(|_| is_document && hit.field == "text"),
        field: hit.field,
        snippet: hit.snippet,
        ranges: hit.ranges,
        sensitivity: level.name().to_owned(),
        removed: record.is_removed(),
    }))
}

/// Returns what a hit is called. Passages, claims and notes have no titles: a claim goes by its
/// statement, the others by what they belong to.
fn title(
    session: &Session,
    request: &SearchRequest,
    record: &Record,
    title: String,
) -> Result<String, Error> {
    let catalogue = session.catalogue();
    let may_see = |above: &Record| -> Result<bool, Error> {
        Ok(request.show_sealed || secrecy::level(&catalogue, above)? < Level::Sealed)
    };
    Ok(match Kind::of(&record.kind) {
        Some(Kind::Passage) => match crate::passage::source_of(&catalogue, record)? {
            Some(source) if may_see(&source)? => items::source_title(&source),
            _ => String::new(),
        },
        Some(Kind::Claim) => records::shortened(record.text("statement").unwrap_or_default()),
        Some(Kind::Note) => {
            let on = records::item_on(&catalogue, record)?;
            on.map(|on| format!("on {} {}", on.kind, on.label)).unwrap_or_default()
        }
        Some(Kind::Source) if title.is_empty() => links::label(record),
        _ => title,
    })
}

fn text(record: &Record, field: &str) -> Option<String> {
    record.text(field).map(str::to_owned)
}
