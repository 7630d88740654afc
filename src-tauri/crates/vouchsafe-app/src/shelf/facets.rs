//! `document_facets`: how many documents each further narrowing of the grid would leave.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_model::RecordId;

use super::{
    Shelf,
    filter::{
        COLLECTION, DocumentFilter, DocumentMedia, Found, MEDIA, NEEDS, SENSITIVITY, TAG, YEARS,
    },
};
use crate::{error::Error, secrecy::Level, session::Session};

/// Counts for the panel beside the grid. Each list is counted without its own part of the filter:
/// so one sees what another choice would give.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct DocumentFacetsReport {
    /// How many documents the filter lets through.
    pub total: usize,
    /// By what they are: `text`, `image`, `audio`, `video`, `pdf`, `other`.
    pub media: Vec<FacetItem>,
    /// By what they lack: `title`, `date`, `origin`.
    pub needs: Vec<FacetItem>,
    /// By their level: `open`, `restricted`, `sealed`.
    pub sensitivity: Vec<FacetItem>,
    /// By collection.
    pub collections: Vec<FacetItem>,
    /// By tag.
    pub tags: Vec<FacetItem>,
    /// By the Gregorian year in which their source was published, in order.
    pub years: Vec<(i64, usize)>,
}

/// A choice, and how many documents it would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FacetItem {
    /// What the filter takes: a word, or the id of a tag or collection.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many documents.
    pub count: usize,
}

/// Counts documents for the panel beside the grid.
///
/// # Errors
/// As `document_rows`.
pub fn document_facets(
    session: &Session,
    shelf: &mut Shelf,
    filter: &DocumentFilter,
) -> Result<DocumentFacetsReport, Error> {
    shelf.update(session)?;
    let found = Found::new(session, filter)?;
    let mut report = DocumentFacetsReport::default();
    let (mut media, mut levels) = (BTreeMap::new(), BTreeMap::new());
    let mut needs: BTreeMap<String, usize> = BTreeMap::new();
    let mut years = BTreeMap::new();
    let (mut collections, mut tags) = (BTreeMap::new(), BTreeMap::new());
    for document in &shelf.documents {
        let failed = found.failed(shelf, document);
        let level = shelf.level(document);
        let told = filter.show_sealed || level != Level::Sealed;
        let passes_but = |part: u8| failed & !part == 0;
        if passes_but(MEDIA) {
            let kind = DocumentMedia::of(document.media_type.as_deref());
            *media.entry(kind).or_default() += 1;
        }
        if passes_but(SENSITIVITY) {
            *levels.entry(level).or_default() += 1;
        }
        if passes_but(NEEDS) && told {
            for need in shelf.needs(document) {
                *needs.entry(word(&need)).or_default() += 1;
            }
        }
        if passes_but(COLLECTION) {
            count(&mut collections, &document.collections);
        }
        if passes_but(TAG) {
            count(&mut tags, &document.tags);
        }
        if failed == 0 {
            report.total += 1;
        }
        if passes_but(YEARS)
            && let Some(year) = shelf.work(document).filter(|_| told).and_then(|work| work.year)
        {
            *years.entry(year).or_default() += 1;
        }
    }
    report.media = media.into_iter().map(|(kind, count)| named(word(&kind), count)).collect();
    report.needs = needs.into_iter().map(|(need, count)| named(need, count)).collect();
    let levels = levels.into_iter();
    report.sensitivity =
        levels.map(|(level, count)| named(level.name().to_owned(), count)).collect();
    report.collections = groups(shelf, &collections);
    report.tags = groups(shelf, &tags);
    report.years = years.into_iter().collect();
    Ok(report)
}

fn count(counts: &mut BTreeMap<RecordId, usize>, groups: &[RecordId]) {
    for group in groups {
        *counts.entry(*group).or_default() += 1;
    }
}

/// Returns the word that the filter takes for a choice.
fn word(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn named(word: String, count: usize) -> FacetItem {
    FacetItem { label: word.clone(), value: word, count }
}

/// Names the groups that are there, the fullest first.
fn groups(shelf: &Shelf, counts: &BTreeMap<RecordId, usize>) -> Vec<FacetItem> {
    let item = |(id, count): (&RecordId, &usize)| {
        let label = shelf.groups.get(id)?.clone();
        Some(FacetItem { value: id.to_string(), label, count: *count })
    };
    let mut items: Vec<FacetItem> = counts.iter().filter_map(item).collect();
    items.sort_by(|one, other| {
        other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label))
    });
    items
}
