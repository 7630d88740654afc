//! Passages: quoted places in documents, by their words, a page, a region or a time.

mod add;
mod anchor;
mod list;
mod overview;
mod reading;
mod reanchor;

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

pub use add::{PassageReport, PassageRequest, Selection, passage_add};
pub use anchor::{Candidate, Match};
pub use list::{
    PassageEditRequest, PassageItem, PassageListReport, PassageListRequest, PassageShowReport,
    SpeakerItem, passage_edit, passage_list, passage_show,
};
pub use overview::{
    PassageCounts, PassageOverviewReport, PassageOverviewRequest, PassageRow, passage_overview,
};
pub use reading::{ReadEvidence, ReadPassage};
pub use reanchor::{
    AnchorItem, AnchorReport, AnchorRequest, AnchorState, passage_check, passage_move,
    passage_place,
};

use add::fields_of;
pub(crate) use add::{Added, add_in};
pub(crate) use anchor::at as place_in;
pub(crate) use list::item;
pub(crate) use reading::read_in;

use crate::{error::Error, links, records};

/// Where a passage stands in its document, as W3C Web Annotation selectors say it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct SelectorItem {
    /// The words, exactly as they stand in the rendition (`TextQuoteSelector`).
    pub exact: Option<String>,
    /// What stands before them.
    pub prefix: Option<String>,
    /// What stands after them.
    pub suffix: Option<String>,
    /// Where they begin, in characters (`TextPositionSelector`).
    pub start: Option<u64>,
    /// Where they end.
    pub end: Option<u64>,
    /// The rendition that words and offsets are of.
    pub rendition: Option<String>,
    /// The page, from 1 (`FragmentSelector`, RFC 8118).
    pub page_number: Option<u64>,
    /// A rectangle of the page or image (`FragmentSelector`, Media Fragments).
    pub region: Option<String>,
    /// Where a stretch of sound or film begins, in milliseconds.
    pub time_from_ms: Option<u64>,
    /// Where it ends.
    pub time_to_ms: Option<u64>,
}

/// Reads a passage's selector back.
pub(crate) fn selector(passage: &Record) -> SelectorItem {
    let text = |field: &str| passage.text(field).map(str::to_owned);
    let number = |field: &str| passage.get(field).and_then(Value::as_u64);
    SelectorItem {
        exact: text("exact"),
        prefix: text("prefix"),
        suffix: text("suffix"),
        start: number("start"),
        end: number("end"),
        rendition: text("rendition"),
        page_number: number("page_number"),
        region: text("region"),
        time_from_ms: number("time_from_ms"),
        time_to_ms: number("time_to_ms"),
    }
}

/// Returns who speaks in a passage: the subject, if one was named, and how it is called.
pub(crate) fn speaker(
    catalogue: &Catalogue<'_>,
    passage: &Record,
) -> Result<Option<SpeakerItem>, Error> {
    let subject: Option<RecordId> = passage.link("attributed_to");
    if let Some(subject) =
        subject.map(|id| catalogue.record(Kind::Subject, id)).transpose()?.flatten()
    {
        let label = records::subject_label(&subject);
        return Ok(Some(SpeakerItem { subject: Some(subject.id.to_string()), label }));
    }
    let label = passage.text("attributed_as").map(str::to_owned);
    Ok(label.map(|label| SpeakerItem { subject: None, label }))
}

/// Returns the source of a passage's document.
pub(crate) fn source_of(
    catalogue: &Catalogue<'_>,
    passage: &Record,
) -> Result<Option<Record>, Error> {
    let document = links::followed(catalogue, passage, "document", Kind::Document)?;
    let source = document.and_then(|document| document.link("source"));
    Ok(source.map(|id| catalogue.record(Kind::Source, id)).transpose()?.flatten())
}

/// Returns the passages of a document, not removed, oldest first.
pub(crate) fn of_document(
    catalogue: &Catalogue<'_>,
    document: RecordId,
) -> Result<Vec<Record>, Error> {
    links::linked(catalogue, Kind::Passage, "document", document)
}
