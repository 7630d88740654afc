//! `document_rows` and `document_facets`: a hundred thousand documents in one grid.
//!
//! The shelf holds of each document what the grid shows, sorts and filters by, in memory, so that
//! a keystroke in the filter reads nothing from the file. It is made once, kept by the caller, and
//! brought up to date from the entries that were written since. It is thrown away with the window:
//! nothing of it is stored.

mod count;
mod facets;
mod fill;
mod filter;
mod first;
mod order;
mod results;
mod rows;
mod update;

use std::collections::{BTreeMap, HashMap};

use vouchsafe_model::{ArchiveId, LogId, Position, RecordId, Sha256Digest};

pub use facets::{DocumentFacetsReport, FacetItem, document_facets};
pub use filter::{DocumentFilter, DocumentMedia, DocumentNeed};
pub use first::document_rows_first;
pub use results::{
    DocumentResult, DocumentResultsReport, DocumentResultsRequest, document_results,
};
pub use rows::{DocumentRow, DocumentRowsReport, DocumentRowsRequest, DocumentSort, document_rows};

use crate::{dates::DateItem, error::Error, runs::LastRead, secrecy::Level, session::Session};

/// What the grid of documents knows. Empty until it is first asked.
#[derive(Debug, Default)]
pub struct Shelf {
    archive: Option<ArchiveId>,
    /// How many entries of each log it has seen.
    seen: BTreeMap<LogId, u64>,
    /// In the order in which they came.
    documents: Vec<Shelved>,
    place: HashMap<RecordId, usize>,
    works: HashMap<RecordId, Work>,
    /// Names of tags and collections that are not removed.
    groups: HashMap<RecordId, String>,
    read: LastRead,
    orders: order::Orders,
    /// The last filter, and what it let through: pages of one list are asked for one by one.
    last: Option<(rows::ListKey, Vec<u32>)>,
}

/// A document on the shelf.
#[derive(Debug, Clone)]
struct Shelved {
    id: RecordId,
    source: Option<RecordId>,
    content: Option<RecordId>,
    title: Option<Box<str>>,
    media_type: Option<Box<str>>,
    role: Option<Box<str>>,
    own: Level,
    removed: bool,
    sha256: Option<Sha256Digest>,
    size_bytes: Option<u64>,
    held: bool,
    /// Where it came into the log.
    created: Option<Position>,
    arrival: Option<Arrival>,
    has_origin: bool,
    has_text: bool,
    /// How much was quoted of it; not counted before it is shown or sorted by.
    counts: Option<Counts>,
    tags: Vec<RecordId>,
    collections: Vec<RecordId>,
    /// Everything that a word of the filter is looked for in, folded.
    folded: Box<str>,
    /// What titles are sorted by.
    title_key: Box<str>,
}

/// How much was quoted of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Counts {
    /// How often its passages are evidence that was not withdrawn.
    evidence: u32,
    passages: u32,
}

/// A document's first arrival.
#[derive(Debug, Clone)]
struct Arrival {
    at: Position,
    name: Option<Box<str>>,
}

/// What is shown of a document's source.
#[derive(Debug, Clone)]
struct Work {
    key: Option<Box<str>>,
    title: Option<Box<str>>,
    /// The title in another language, with its tag.
    other_title: Option<(Box<str>, Box<str>)>,
    issued: Option<DateItem>,
    /// Sorts byte by byte as dates do.
    issued_key: Box<str>,
    /// The Gregorian year it begins in.
    year: Option<i64>,
    own: Level,
}

impl Shelf {
    /// Makes an empty shelf; the first question fills it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns whether it was filled, and only has to be brought up to date.
    pub fn is_filled(&self) -> bool {
        self.archive.is_some()
    }

    /// Brings it up to date: reads what was written since it last looked, or everything.
    ///
    /// # Errors
    /// The archive cannot be read.
    fn update(&mut self, session: &Session) -> Result<(), Error> {
        update::update(self, session)
    }

    /// Returns how many entries it has seen: another number is another state of the archive.
    fn at(&self) -> u64 {
        self.seen.values().sum()
    }

    fn work(&self, document: &Shelved) -> Option<&Work> {
        document.source.and_then(|source| self.works.get(&source))
    }

    fn level(&self, document: &Shelved) -> Level {
        document.own.max(self.work(document).map_or(Level::Open, |work| work.own))
    }

    /// Returns the title that is shown: the document's own, else its source's.
    fn title<'s>(&'s self, document: &'s Shelved) -> Option<&'s str> {
        let work = || self.work(document).and_then(|work| work.title.as_deref());
        document.title.as_deref().or_else(work)
    }
}
