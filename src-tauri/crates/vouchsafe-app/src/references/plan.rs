//! What an import will do to each source: what it sets, and what it leaves because a person wrote
//! something else.

use std::collections::HashMap;

use serde_json::{Value, json};
use vouchsafe_archive::Record;
use vouchsafe_citation::Reference;
use vouchsafe_model::Kind;

use super::{
    about::{About, about},
    find::{Finder, Match, is_a_persons},
    item::fields_of_item,
};
use crate::{citation_key, error::Error, links, session::Session};

/// Fields of a record, and their values.
type Fields = Vec<(String, Value)>;

/// What is to be done with one reference.
#[derive(Debug)]
pub(super) struct Plan {
    /// The source it is of; `None` for a new one.
    pub present: Option<Record>,
    /// The citation key of a new source, if the reference has one that can be used.
    pub key: Option<String>,
    /// What is to be set, without what has that value already.
    pub fields: Vec<(String, Value)>,
    /// What is to hang on it, without what hangs on it already.
    pub about: About,
    /// What a person set to something else, or took away; it is left.
    pub kept: Vec<String>,
    /// What else is worth knowing.
    pub remarks: Vec<String>,
}

impl Plan {
    /// Whether there is anything to be written.
    pub fn says_something_new(&self) -> bool {
        self.present.is_none() || !self.fields.is_empty() || !self.about.is_empty()
    }
}

/// Plans what becomes of the references of a file of this name.
///
/// # Errors
/// The archive cannot be read.
pub(super) fn plan_all(
    session: &Session,
    references: &[Reference],
    file: &str,
) -> Result<Vec<Plan>, Error> {
    let mut finder = Finder::new(session);
    let mut plans = Vec::with_capacity(references.len());
    for reference in references {
        let found = finder.find(reference)?;
        plans.push(plan(session, reference, found, file)?);
    }
    for (at, line) in repeated_keys(references) {
        plans[at].remarks.push(format!("the same key stands on line {line} too"));
    }
    Ok(plans)
}

fn plan(session: &Session, reference: &Reference, found: Match, file: &str) -> Result<Plan, Error> {
    let mut remarks = Vec::new();
    let said = said(reference, file);
    let (present, mut fields, mut kept) = match found {
        Match::Same(source) => {
            let (fields, kept) = changes(session, &source, said)?;
            (Some(*source), fields, kept)
        }
        Match::Merged(source) => {
            // What is said of the other one was weighed when they were merged.
            remarks.push(format!("it was merged into {}", links::label(&source)));
            let lacks = |name: &str| !source.fields.contains_key(name) && is_about(name);
            let fields = said.into_iter().filter(|(name, _)| lacks(name)).collect();
            (Some(*source), fields, Vec::new())
        }
        Match::OtherWork(id) => {
            let key = reference.key().unwrap_or_default();
            remarks.push(format!("another work, {id}, has the key `{key}`; it got one of its own"));
            (None, said, Vec::new())
        }
        Match::None => (None, said, Vec::new()),
    };
    if present.is_some() {
        mark_as_import(&mut fields, file);
    }
    let about = about(session, present.as_ref(), reference, &mut kept, &mut remarks)?;
    let key = match present {
        Some(_) => None,
        None => usable_key(reference, &mut remarks),
    };
    Ok(Plan { present, key, fields, about, kept, remarks })
}

/// Returns what a file says of a source and the source does not, and what of it is left because a
/// person wrote something else.
fn changes(
    session: &Session,
    source: &Record,
    said: Fields,
) -> Result<(Fields, Vec<String>), Error> {
    let is_kept = |name: &str| match source.fields.get(name).and_then(|field| field.writes.last()) {
        Some(write) => is_a_persons(session, write),
        None => Ok(false),
    };
    let mut fields = Vec::new();
    let mut kept = Vec::new();
    for (name, value) in said {
        // A work that came by one file keeps the key it has there: by it, it is found again.
        if source.get(&name) == Some(&value)
            || (name == "imported_key" && source.get(&name).is_some())
        {
            continue;
        }
        // A date and how it was written are one thing said.
        let written = name.strip_prefix("csl.").map(|variable| format!("date.{variable}"));
        if is_kept(&name)? || written.as_deref().map(is_kept).transpose()?.unwrap_or(false) {
            kept.push(name);
        } else {
            fields.push((name, value));
        }
    }
    let is_set = |fields: &[(String, Value)], name: &str| fields.iter().any(|set| set.0 == name);
    fields.retain(|(name, _)| {
        let date = name.strip_prefix("date.");
        !date.is_some_and(|variable| kept.contains(&format!("csl.{variable}")))
    });
    for written in source.fields.keys().filter(|name| name.starts_with("date.")) {
        let date = written.replacen("date.", "csl.", 1);
        if is_set(&fields, &date) && !is_set(&fields, written) && source.get(written).is_some() {
            fields.push((written.clone(), Value::Null));
        }
    }
    Ok((fields, kept))
}

/// Whether a field says something about the work, and not about how it came here.
fn is_about(field: &str) -> bool {
    ["csl.", "alt.", "date."].iter().any(|family| field.starts_with(family))
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
    fields.retain(|(name, value)| vouchsafe_model::check_field(Kind::Source, name, value).is_ok());
    fields
}

/// Returns the citation key that a reference brings: the one it names so, else its key in the file.
fn usable_key(reference: &Reference, remarks: &mut Vec<String>) -> Option<String> {
    let named = reference.item.get("citation-key").and_then(Value::as_str);
    // Zotero's own CSL-JSON has addresses for keys; nobody could cite by them.
    let own = reference.key().filter(|key| !key.contains("://"));
    let key = named.filter(|key| citation_key::check(key).is_ok()).or(own)?;
    match citation_key::check(key) {
        Ok(()) => Some(key.to_owned()),
        Err(_) => {
            remarks.push(format!("`{key}` cannot be a citation key here; it got another"));
            None
        }
    }
}

/// Gives back what is asked for twice in one file: a key stands for the work it stood for first.
fn repeated_keys(references: &[Reference]) -> HashMap<usize, u64> {
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
