//! Who may see a record: its own sensitivity, and that of what it belongs to.
//!
//! Everything that lists or gives out asks here. A document of a sealed source is sealed too, and
//! so is every passage in it.

use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Instant, Kind, RecordId};

use crate::error::Error;

/// How far up what a record belongs to is followed; longer chains do not arise.
const DEPTH_MAX: usize = 6;

/// How sensitive a record is, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Open,
    Restricted,
    Sealed,
}

impl Level {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Restricted => "restricted",
            Self::Sealed => "sealed",
        }
    }
}

/// Returns a record's own level, without what it belongs to.
pub(crate) fn own(record: &Record) -> Level {
    match record.text("sensitivity") {
        Some("sealed") => Level::Sealed,
        Some("restricted") => Level::Restricted,
        _ => Level::Open,
    }
}

/// Returns a record's level: the highest of its own and of what it belongs to.
pub(crate) fn level(catalogue: &Catalogue<'_>, record: &Record) -> Result<Level, Error> {
    let mut highest = Level::Open;
    above(catalogue, record, DEPTH_MAX, &mut |record| highest = highest.max(own(record)))?;
    Ok(highest)
}

/// Returns the latest day before which a record, or what it belongs to, must not be given on, if
/// that day is still to come.
pub(crate) fn embargo(
    catalogue: &Catalogue<'_>,
    record: &Record,
    now: Instant,
) -> Result<Option<String>, Error> {
    let today = now.to_string();
    let mut latest: Option<String> = None;
    above(catalogue, record, DEPTH_MAX, &mut |record| {
        let day = record.text("embargo").filter(|day| is_to_come(day, &today));
        if let Some(day) = day.filter(|day| latest.as_deref().is_none_or(|last| last < *day)) {
            latest = Some(day.to_owned());
        }
    })?;
    Ok(latest)
}

/// Whether a day such as `2027`, `2027-05` or `2027-05-01` has not begun at an instant. Of a month
/// or a year the first day counts, as far as it is known.
fn is_to_come(day: &str, now: &str) -> bool {
    let length = day.len().min(now.len());
    now.get(..length).is_some_and(|now| day.get(..length).is_some_and(|day| day > now))
}

/// Calls `each` with a record and everything it belongs to.
fn above(
    catalogue: &Catalogue<'_>,
    record: &Record,
    depth: usize,
    each: &mut dyn FnMut(&Record),
) -> Result<(), Error> {
    each(record);
    if depth == 0 {
        return Ok(());
    }
    for (kind, id) in owners(record) {
        if let Some(owner) = catalogue.record(kind, id)? {
            above(catalogue, &owner, depth - 1, each)?;
        }
    }
    Ok(())
}

/// Returns what a record belongs to.
fn owners(record: &Record) -> Vec<(Kind, RecordId)> {
    let links: &[(&str, Kind)] = match Kind::of(&record.kind) {
        Some(Kind::Document) => &[("source", Kind::Source)],
        Some(Kind::Accession | Kind::Passage) => &[("document", Kind::Document)],
        Some(Kind::Evidence) => &[("passage", Kind::Passage), ("claim", Kind::Claim)],
        Some(Kind::SignOff | Kind::Inquiry) => &[("claim", Kind::Claim)],
        Some(Kind::Name) => &[("subject", Kind::Subject)],
        Some(Kind::Appraisal) => &[("source", Kind::Source)],
        Some(Kind::CrossReference) => &[("from", Kind::Source), ("to", Kind::Source)],
        Some(Kind::Derivation) => &[("from", Kind::Document), ("to", Kind::Document)],
        Some(Kind::Note | Kind::Figure) => {
            let on = record.link("on").zip(record.text("on_kind").and_then(Kind::of));
            return on.map(|(id, kind)| (kind, id)).into_iter().collect();
        }
        Some(Kind::Mention) => {
            let on = record.link("on").zip(record.text("on_kind").and_then(Kind::of));
            let subject = record.link("subject").map(|id| (Kind::Subject, id));
            return on.map(|(id, kind)| (kind, id)).into_iter().chain(subject).collect();
        }
        _ => &[],
    };
    links.iter().filter_map(|(field, kind)| Some((*kind, record.link(field)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_to_come_until_it_begins() {
        let now = "2026-11-21T10:00:00.000Z";
        for (day, expected) in [
            ("2026-11-22", true),
            ("2026-11-21", false),
            ("2027", true),
            ("2026", false),
            ("2026-12", true),
            ("2026-11-21T12:00:00.000Z", true),
        ] {
            assert_eq!(is_to_come(day, now), expected, "{day}");
        }
    }
}
