//! Records of any kind: what notes, tags, collections and sensitivity can stand on, what such a
//! record is called, and who last said something about it.

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, LiveWrite, Record};
use vouchsafe_model::Kind;

use crate::{
    error::Error,
    links,
    log::agent_name,
    names,
    secrecy::{self, Level},
    session::Session,
};

/// The kinds that notes, tags, collections and sensitivity can stand on.
pub(crate) const ANYTHING: [Kind; 10] = [
    Kind::Source,
    Kind::Document,
    Kind::Accession,
    Kind::Passage,
    Kind::Claim,
    Kind::Subject,
    Kind::CrossReference,
    Kind::Note,
    Kind::Collection,
    Kind::Agent,
];

/// The longest label, in characters.
const LABEL_CHARACTERS_MAX: usize = 80;

/// A record that something is said about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
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
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
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
        sensitivity: secrecy::level(catalogue, record)?.name().to_owned(),
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

/// Returns whether a record, or what it belongs to, is sealed.
pub(crate) fn is_sealed(catalogue: &Catalogue<'_>, record: &Record) -> Result<bool, Error> {
    Ok(secrecy::level(catalogue, record)? == Level::Sealed)
}

/// Refuses to show what is sealed and was not asked for.
pub(crate) fn not_shown(record: &Record) -> Error {
    let what = format!("{} {} is not shown", record.kind, record.id);
    Error::refused(what, "it is sealed; --show-sealed shows it")
}

/// Returns what a record is called for people. What a sealed record says or is called is not among
/// it, and a subject that is not open goes by its pseudonym.
pub(crate) fn label(catalogue: &Catalogue<'_>, record: &Record) -> Result<String, Error> {
    label_of(catalogue, record, false)
}

/// Returns what a record is called for people; with `show_sealed` also where that is its words.
/// A subject that is not open goes by its pseudonym all the same.
pub(crate) fn label_of(
    catalogue: &Catalogue<'_>,
    record: &Record,
    show_sealed: bool,
) -> Result<String, Error> {
    let kind = Kind::of(&record.kind);
    let hides = matches!(
        kind,
        Some(
            Kind::Source
                | Kind::Document
                | Kind::Accession
                | Kind::Note
                | Kind::Passage
                | Kind::Claim
                | Kind::Figure
                | Kind::Evidence
                | Kind::SignOff
                | Kind::Inquiry
                | Kind::Name
        )
    );
    let own = match kind {
        _ if hides && !show_sealed && is_sealed(catalogue, record)? => {
            Some(format!("a sealed {}", record.kind))
        }
        Some(Kind::Document) => match record.text("title") {
            Some(title) => Some(title.to_owned()),
            None => Some(document_label(catalogue, record)?),
        },
        Some(Kind::Accession) => record.text("original_name").map(str::to_owned),
        Some(Kind::Note) => record.text("text").map(str::to_owned),
        Some(Kind::Derivation) => record.text("derivation").map(str::to_owned),
        Some(Kind::Tagging) => linked_label(catalogue, record, Kind::Tag, "tag")?,
        Some(Kind::Membership) => linked_label(catalogue, record, Kind::Collection, "collection")?,
        Some(Kind::Passage) => Some(passage_label(record)),
        Some(Kind::Claim) => record.text("statement").map(str::to_owned),
        Some(Kind::Subject) => Some(subject_label(record)),
        Some(Kind::Evidence) => record.text("stance").map(str::to_owned),
        Some(Kind::CrossReference) => record.text("relation").map(str::to_owned),
        Some(Kind::Inquiry) => record.text("sought").map(str::to_owned),
        Some(Kind::SignOff) => record.text("by").map(str::to_owned),
        Some(Kind::Name) => record.text("text").map(str::to_owned),
        _ => None,
    };
    let label = own.unwrap_or_else(|| links::label(record));
    Ok(shortened(&label))
}

/// Cuts a label to a length that fits a line.
pub(crate) fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL_CHARACTERS_MAX {
        return label.to_owned();
    }
    let beginning: String = label.chars().take(LABEL_CHARACTERS_MAX - 1).collect();
    beginning + "…"
}

/// Returns the words of a passage, else what it marks.
fn passage_label(passage: &Record) -> String {
    if let Some(exact) = passage.text("exact") {
        return exact.split_whitespace().collect::<Vec<&str>>().join(" ");
    }
    if let Some(described) = passage.text("described") {
        return described.to_owned();
    }
    let number = |field: &str| passage.get(field).and_then(Value::as_u64);
    let page = number("page_number").map(|page| format!("page {page}"));
    let time = number("time_from_ms").map(clock_time);
    let region = passage.text("region").map(|_| "a region".to_owned());
    let parts: Vec<String> = [page, region, time].into_iter().flatten().collect();
    if parts.is_empty() { passage.id.to_string() } else { parts.join(", ") }
}

/// Returns milliseconds from the start as people write a time: `1:02:03.5`.
pub(crate) fn clock_time(milliseconds: u64) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let part = format!("{rest:03}");
    let part = part.trim_end_matches('0');
    let part = if part.is_empty() { String::new() } else { format!(".{part}") };
    match hours {
        0 => format!("{minutes}:{seconds:02}{part}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}{part}"),
    }
}

/// Returns what a subject goes by: its name where it is open, else its pseudonym.
pub(crate) fn subject_label(subject: &Record) -> String {
    if secrecy::own(subject) == Level::Open {
        return links::label(subject);
    }
    let pseudonym = subject.text("pseudonym").map(str::to_owned);
    pseudonym.unwrap_or_else(|| format!("a {} subject", secrecy::own(subject).name()))
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
    let linked = links::followed(catalogue, record, field, kind)?;
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
