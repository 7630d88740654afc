//! `source duplicates` and `source merge`: works that are there twice. Proposed by the program,
//! merged only by a person.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::{Append, Record, SetDraft};
use vouchsafe_citation::{Likeness, duplicates};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    links, names,
    secrecy::{self, Level},
    session::Session,
    source::csl_of,
};

/// Works that may be there twice.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct DuplicateListReport {
    /// Each group of sources that look like one work.
    pub duplicates: Vec<DuplicateItem>,
}

/// Sources that look like one work.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DuplicateItem {
    /// The sources, by citation key if they have one and are not sealed, oldest first.
    pub sources: Vec<String>,
    /// Their ids, in the same order.
    pub ids: Vec<String>,
    /// In what they agree: `doi`, `isbn`, `url` or `title`.
    pub because: String,
}

/// What a merge did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MergeReport {
    /// The source that stays.
    pub source: String,
    /// The source that was merged into it, and removed.
    pub merged: String,
    /// The fields that the one that stays took over, because it lacked them.
    pub taken_over: Vec<String>,
    /// The fields in which both said something; those of the one that stays were left.
    pub left: Vec<String>,
    /// How many documents, cross-references, notes and others now belong to the one that stays.
    pub moved: usize,
}

/// Proposes sources that look like one work.
///
/// # Errors
/// The archive cannot be read.
pub fn source_duplicates(session: &Session) -> Result<DuplicateListReport, Error> {
    let mut items = Vec::new();
    let mut labels = BTreeMap::new();
    session.catalogue().for_each(Kind::Source, |source| {
        if !source.is_removed() {
            let id = source.id.to_string();
            let sealed = secrecy::own(&source) == Level::Sealed;
            labels.insert(id.clone(), if sealed { id.clone() } else { links::label(&source) });
            items.push((id, csl_of(&source)));
        }
        Ok::<(), Error>(())
    })?;
    let named: Vec<(&str, &vouchsafe_citation::Item)> =
        items.iter().map(|(id, item)| (id.as_str(), item)).collect();
    let found = duplicates(&named).into_iter().map(|found| DuplicateItem {
        sources: found.ids.iter().filter_map(|id| labels.get(id).cloned()).collect(),
        because: likeness_name(found.because).to_owned(),
        ids: found.ids,
    });
    Ok(DuplicateListReport { duplicates: found.collect() })
}

/// Merges a source into another: what hangs on it goes over, what the other lacks is filled in,
/// and it is removed. `undo` takes it back.
///
/// # Errors
/// There is no such source, or both are the same.
pub fn source_merge(session: &mut Session, stays: &str, goes: &str) -> Result<MergeReport, Error> {
    let catalogue = session.catalogue();
    let stays = names::find(&catalogue, Kind::Source, stays)?;
    let goes = names::find(&catalogue, Kind::Source, goes)?;
    let what = format!("cannot merge {} into {}", links::label(&goes), links::label(&stays));
    if stays.id == goes.id {
        return Err(Error::refused(what, "they are the same source"));
    }
    let marks = ["sensitivity", "embargo"];
    if marks.iter().any(|field| stays.get(field) != goes.get(field)) {
        let why = "one is sealed, restricted or under embargo as the other is not: make both alike \
                   with `sensitivity set` first";
        return Err(Error::refused(what, why));
    }
    if stays.is_removed() || goes.is_removed() {
        return Err(Error::refused(what, "one of them was removed"));
    }
    let (taken, left) = filled(&stays, &goes);
    let filled = SetDraft { fields: taken, ..SetDraft::new(Kind::Source, stays.id) };
    let taken_over: Vec<String> = filled.fields.iter().map(|field| field.0.clone()).collect();
    session.write(|append| {
        if !filled.fields.is_empty() {
            append.set(filled)?;
        }
        let moved = relink(append, &stays, &goes)?;
        let gone = SetDraft::new(Kind::Source, goes.id)
            .with("removed", true)
            .with("removed_reason", format!("merged into {}", links::label(&stays)))
            .with("merged_into", stays.id.to_string());
        append.set(gone)?;
        Ok(MergeReport {
            source: stays.id.to_string(),
            merged: goes.id.to_string(),
            taken_over,
            left,
            moved,
        })
    })
}

/// Returns what the one that stays lacks and the other says, and the fields in which both say
/// something. A date and how it was written are one thing said.
fn filled(stays: &Record, goes: &Record) -> (Vec<(String, Value)>, Vec<String>) {
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for (field, value) in &goes.fields {
        let is_about = ["csl.", "alt.", "date."].iter().any(|family| field.starts_with(family));
        if !is_about || value.value().is_null() {
            continue;
        }
        let date = field.strip_prefix("date.").map(|variable| format!("csl.{variable}"));
        if let Some(date) = date {
            let own = stays.get(&date);
            if own.is_some() && own != goes.get(&date) {
                continue;
            }
        }
        match stays.get(field) {
            None => taken.push((field.clone(), value.value().clone())),
            Some(own) if own == value.value() => {}
            Some(_) => left.push(field.clone()),
        }
    }
    (taken, left)
}

/// Makes everything that names one source name the other.
fn relink(append: &mut Append<'_>, stays: &Record, goes: &Record) -> Result<usize, Error> {
    const LINKS: [(Kind, &str); 10] = [
        (Kind::Document, "source"),
        (Kind::CrossReference, "from"),
        (Kind::CrossReference, "to"),
        (Kind::Passage, "known_through"),
        (Kind::Appraisal, "source"),
        (Kind::Note, "on"),
        (Kind::Tagging, "on"),
        (Kind::Membership, "on"),
        (Kind::Mention, "on"),
        (Kind::Source, "merged_into"),
    ];
    let mut moved = 0;
    for (kind, field) in LINKS {
        for record in links::linked(&append.catalogue(), kind, field, goes.id)? {
            let mut draft = SetDraft::new(kind, record.id).with(field, stays.id.to_string());
            if is_to_itself(&record, field, stays.id) {
                // A work is not related to itself: the two were one.
                draft = SetDraft::new(kind, record.id)
                    .with("removed", true)
                    .with("removed_reason", "both ends were merged into one source");
            }
            append.set(draft)?;
            moved += 1;
        }
    }
    Ok(moved)
}

fn is_to_itself(record: &Record, field: &str, stays: RecordId) -> bool {
    match field {
        "from" => record.link("to") == Some(stays),
        "to" => record.link("from") == Some(stays),
        _ => false,
    }
}

fn likeness_name(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Doi => "doi",
        Likeness::Isbn => "isbn",
        Likeness::Url => "url",
        Likeness::Title => "title",
    }
}
