//! What an import will do to each source: what it sets, and what it leaves because a person wrote
//! something else.

use std::collections::HashMap;

use serde_json::{Value, json};
use vouchsafe_archive::{Catalogue, LiveWrite, Record};
use vouchsafe_citation::Reference;
use vouchsafe_model::{Body, Kind, RecordId};

use super::item::fields_of_item;
use crate::{citation_key, error::Error, session::Session, source::variable_of};

/// The longest value that the catalogue's index finds, as JSON.
const INDEXED_BYTES_MAX: usize = 100;

/// What is to be done with one reference.
#[derive(Debug)]
pub(super) struct Plan {
    /// The source it is of; `None` for a new one.
    pub present: Option<Record>,
    /// The citation key of a new source, if the reference has one that can be used.
    pub key: Option<String>,
    /// What is to be set, without what has that value already.
    pub fields: Vec<(String, Value)>,
    /// The variables that a person set to something else; they are left.
    pub kept: Vec<String>,
    /// What else is worth knowing.
    pub remarks: Vec<String>,
}

/// Plans what becomes of a reference from a file of this name.
///
/// # Errors
/// The archive cannot be read.
pub(super) fn plan(session: &Session, reference: &Reference, file: &str) -> Result<Plan, Error> {
    let catalogue = session.catalogue();
    let mut remarks = Vec::new();
    let present = match find(&catalogue, reference)? {
        Match::Same(source) => Some(*source),
        Match::None => None,
        Match::OtherWork(id) => {
            let key = reference.key().unwrap_or_default();
            remarks.push(format!("another work, {id}, has the key `{key}`; it got one of its own"));
            None
        }
    };
    let said = said(reference, file);
    let mut fields = Vec::new();
    let mut kept = Vec::new();
    match &present {
        None => fields = said,
        Some(source) => {
            for (name, value) in said {
                if source.get(&name) == Some(&value) {
                    continue;
                }
                let write = source.fields.get(&name).and_then(|field| field.writes.last());
                match write {
                    Some(write) if is_a_persons(session, write)? => kept.push(name),
                    _ => fields.push((name, value)),
                }
            }
            mark_as_import(&mut fields, file);
        }
    }
    let key = usable_key(reference, &mut remarks);
    Ok(Plan { present, key, fields, kept, remarks })
}

/// Keeps the mark of an import in every entry that sets anything, and only there.
fn mark_as_import(fields: &mut Vec<(String, Value)>, file: &str) {
    let says_something = fields.iter().any(|(name, _)| name != "imported_from");
    fields.retain(|(name, _)| name != "imported_from");
    if says_something {
        fields.push(("imported_from".to_owned(), json!(file)));
    }
}

/// Returns everything that a reference says about its work.
fn said(reference: &Reference, file: &str) -> Vec<(String, Value)> {
    let mut fields = fields_of_item(&reference.item);
    if !fields.iter().any(|(name, _)| name == "csl.type") {
        fields.push(("csl.type".to_owned(), json!("\"document\"")));
    }
    let texts = [
        ("imported_from", Some(file)),
        ("imported_key", reference.key()),
        ("imported_added_at", reference.added_at.as_deref()),
        ("imported_modified_at", reference.modified_at.as_deref()),
    ];
    let given = texts.into_iter().filter_map(|(name, text)| Some((name, text?)));
    let given = given.filter(|(_, text)| !text.trim().is_empty());
    fields.extend(given.map(|(name, text)| (name.to_owned(), json!(text))));
    // A field that cannot be stored says nothing: its name is no CSL variable.
    fields.retain(|(name, value)| {
        vouchsafe_model::check_field(Kind::Source, name, value).is_ok() && is_storable(name)
    });
    fields
}

/// Whether a field's name fits into the name of a log's line.
fn is_storable(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.len() <= 96 && name.bytes().all(allowed)
}

/// Returns whether a person wrote a value, and not an import.
fn is_a_persons(session: &Session, write: &LiveWrite) -> Result<bool, Error> {
    let stored = session.archive.entry(write.position.log, write.position.index)?;
    let Body::Set(set) = &stored.entry.body else { return Ok(true) };
    Ok(!set.writes.iter().any(|write| write.field == "imported_from"))
}

fn usable_key(reference: &Reference, remarks: &mut Vec<String>) -> Option<String> {
    let key = reference.key()?;
    match citation_key::check(key) {
        Ok(()) => Some(key.to_owned()),
        Err(_) => {
            remarks.push(format!("`{key}` cannot be a citation key here; it got another"));
            None
        }
    }
}

enum Match {
    Same(Box<Record>),
    OtherWork(RecordId),
    None,
}

/// Finds the source that a reference is of: by the key it was imported with, else by its citation
/// key, if nothing speaks against it.
fn find(catalogue: &Catalogue<'_>, reference: &Reference) -> Result<Match, Error> {
    let Some(key) = reference.key() else { return Ok(Match::None) };
    if json!(key).to_string().len() > INDEXED_BYTES_MAX {
        return Ok(Match::None);
    }
    let mut other = None;
    for field in ["imported_key", "key"] {
        for id in catalogue.with_value(Kind::Source, field, &json!(key))? {
            let Some(source) = catalogue.record(Kind::Source, id)? else { continue };
            if source.is_removed() || source.text(field) != Some(key) {
                continue;
            }
            if is_another_work(&source, reference) {
                other = Some(id);
            } else {
                return Ok(Match::Same(Box::new(source)));
            }
        }
    }
    Ok(other.map_or(Match::None, Match::OtherWork))
}

/// Whether a source and a reference are surely of different works: their DOIs differ, or, without
/// DOIs, both titles and years do.
fn is_another_work(source: &Record, reference: &Reference) -> bool {
    let text = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str)?;
        Some(vouchsafe_anchor::fold(text).text().to_owned())
    };
    let differ = |variable: &str| {
        let present = text(variable_of(source, variable).as_ref());
        let said = text(reference.item.get(variable));
        present.zip(said).map(|(present, said)| present != said)
    };
    if let Some(differs) = differ("DOI") {
        return differs;
    }
    let year = |date: Option<&Value>| {
        let year = date?.pointer("/date-parts/0/0")?;
        Some(year.as_str().map_or_else(|| year.to_string(), str::to_owned))
    };
    let years =
        year(variable_of(source, "issued").as_ref()).zip(year(reference.item.get("issued")));
    differ("title") == Some(true) && years.is_none_or(|(present, said)| present != said)
}

/// Gives back what is asked for twice in one file: a key stands for the work it stood for first.
pub(super) fn repeated_keys(references: &[Reference]) -> HashMap<usize, u64> {
    let mut first: HashMap<&str, u64> = HashMap::new();
    let mut repeated = HashMap::new();
    for (at, reference) in references.iter().enumerate() {
        if let Some(key) = reference.key() {
            match first.get(key) {
                Some(line) => {
                    repeated.insert(at, *line);
                }
                None => {
                    first.insert(key, reference.line);
                }
            }
        }
    }
    repeated
}
