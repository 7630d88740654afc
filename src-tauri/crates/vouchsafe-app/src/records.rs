//! Records of any kind: what notes, tags, collections and sensitivity can stand on, what such a
//! record is called, and who last said something about it.

use serde::Serialize;
use serde_json::Value;
use vouchsafe_archive::{Catalogue, LiveWrite, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::{error::Error, links, log::agent_name, names, session::Session};

/// The kinds that notes, tags, collections and sensitivity can stand on.
pub(crate) const ANYTHING: [Kind; 6] =
    [Kind::Source, Kind::Document, Kind::Accession, Kind::Note, Kind::Collection, Kind::Agent];

/// The longest label, in characters.
const LABEL_CHARACTERS_MAX: usize = 80;

/// A record that something is said about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordItem {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// What it is called, for people.
    pub label: String,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
}

/// A value of a field, with who wrote it and when, by their own word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WriteItem {
    /// What was written.
    pub value: Value,
    /// The name of who wrote it.
    pub agent: Option<String>,
    /// When.
    pub time: Option<String>,
}

/// Finds the one record that `name` stands for, of the kinds that things can stand on.
///
/// # Errors
/// `NotFound`, or `Ambiguous` with what it can be.
pub(crate) fn find(catalogue: &Catalogue<'_>, name: &str) -> Result<(Kind, Record), Error> {
    names::find_any(catalogue, &ANYTHING, name)
}

/// Finds all the records named; none is worked on if one cannot be found.
///
/// # Errors
/// As `find`, for the first that cannot be found.
pub(crate) fn find_all(
    catalogue: &Catalogue<'_>,
    kinds: &[Kind],
    names: &[String],
) -> Result<Vec<(Kind, Record)>, Error> {
    let mut found: Vec<(Kind, Record)> = Vec::with_capacity(names.len());
    for name in names {
        let (kind, record) = names::find_any(catalogue, kinds, name)?;
        if !found.iter().any(|(_, other)| other.id == record.id) {
            found.push((kind, record));
        }
    }
    Ok(found)
}

/// Describes a record in short.
pub(crate) fn item(
    catalogue: &Catalogue<'_>,
    kind: Kind,
    record: &Record,
) -> Result<RecordItem, Error> {
    Ok(RecordItem {
        id: record.id.to_string(),
        kind: kind.name(),
        label: label(catalogue, record)?,
        sensitivity: sensitivity(record).to_owned(),
    })
}

/// Describes the record that a field pair `on`, `on_kind` names; `None` if the archive lacks it.
pub(crate) fn item_on(
    catalogue: &Catalogue<'_>,
    record: &Record,
) -> Result<Option<RecordItem>, Error> {
    let named = record.link("on").zip(record.text("on_kind").and_then(Kind::of));
    let Some((id, kind)) = named else { return Ok(None) };
    let on = catalogue.record(kind, id)?;
    on.map(|on| item(catalogue, kind, &on)).transpose()
}

/// Returns a record's level of sensitivity.
pub(crate) fn sensitivity(record: &Record) -> &str {
    record.text("sensitivity").unwrap_or("open")
}

/// Returns what a record is called for people. A sealed note's words are not among it.
pub(crate) fn label(catalogue: &Catalogue<'_>, record: &Record) -> Result<String, Error> {
    let own = match Kind::of(&record.kind) {
        Some(Kind::Document) => match record.text("title") {
            Some(title) => Some(title.to_owned()),
            None => Some(document_label(catalogue, record)?),
        },
        Some(Kind::Accession) => record.text("original_name").map(str::to_owned),
        Some(Kind::Note) if sensitivity(record) == "sealed" => Some("a sealed note".to_owned()),
        Some(Kind::Note) => record.text("text").map(str::to_owned),
        Some(Kind::Derivation) => record.text("derivation").map(str::to_owned),
        Some(Kind::Tagging) => linked_label(catalogue, record, Kind::Tag, "tag")?,
        Some(Kind::Membership) => linked_label(catalogue, record, Kind::Collection, "collection")?,
        _ => None,
    };
    let label = own.unwrap_or_else(|| links::label(record));
    if label.chars().count() <= LABEL_CHARACTERS_MAX {
        return Ok(label);
    }
    let beginning: String = label.chars().take(LABEL_CHARACTERS_MAX - 1).collect();
    Ok(beginning + "…")
}

fn document_label(catalogue: &Catalogue<'_>, document: &Record) -> Result<String, Error> {
    let source = linked_label(catalogue, document, Kind::Source, "source")?;
    let source = source.unwrap_or_else(|| "no source".to_owned());
    Ok(format!("{source} ({})", document.text("role").unwrap_or("document")))
}

fn linked_label(
    catalogue: &Catalogue<'_>,
    record: &Record,
    kind: Kind,
    field: &str,
) -> Result<Option<String>, Error> {
    let linked: Option<RecordId> = record.link(field);
    let linked = linked.map(|id| catalogue.record(kind, id)).transpose()?.flatten();
    Ok(linked.as_ref().map(links::label))
}

/// Describes a write: its value, and who says so, when.
pub(crate) fn write_item(session: &Session, write: &LiveWrite) -> Result<WriteItem, Error> {
    let stored = session.archive.entry(write.position.log, write.position.index)?;
    let header = stored.entry.header;
    Ok(WriteItem {
        value: write.value.clone(),
        agent: header.agent.map(|agent| agent_name(session, agent)).transpose()?,
        time: header.time.map(|time| time.to_string()),
    })
}
