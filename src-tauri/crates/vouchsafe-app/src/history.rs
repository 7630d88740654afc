//! `history`: every write of a record's fields, in order, with what it took the place of.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::StoredEntry;
use vouchsafe_model::{Body, Kind, LineRef, Set};

use crate::{
    error::Error,
    log::agent_name,
    names,
    records::{self, RecordItem},
    session::Session,
};

/// The history of a record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryReport {
    /// The record.
    pub record: String,
    /// Its kind, and what it is called.
    pub about: RecordItem,
    /// Whether it is sealed, so that its values are not shown.
    pub sealed: bool,
    /// The entries that set its fields, oldest first.
    pub entries: Vec<HistoryEntry>,
}

/// An entry that sets fields of the record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryEntry {
    /// Its log.
    pub log: String,
    /// Its index in it.
    pub index: u64,
    /// When its writer says it was written.
    pub time: Option<String>,
    /// Who says so, by name.
    pub agent: Option<String>,
    /// The action it belongs to.
    pub act: String,
    /// The action it undoes.
    pub undoes: Option<String>,
    /// What it sets.
    pub writes: Vec<HistoryWrite>,
}

/// A field set.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HistoryWrite {
    /// The field.
    pub field: String,
    /// The value before: `null` if there was none, or if it was purged.
    pub before: Value,
    /// The value from then on; `null` if it was cleared, or purged since.
    pub value: Value,
    /// Whether the value was purged since and is withheld.
    pub withheld: bool,
}

/// Returns every write of a record's fields.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn history(session: &Session, name: &str, show_sealed: bool) -> Result<HistoryReport, Error> {
    let catalogue = session.catalogue();
    let (kind, record) = names::find_any(&catalogue, &Kind::ALL, name)?;
    let sealed = !show_sealed && records::is_sealed(&session.catalogue(), &record)?;
    // Purged lines stand in no field of the catalogue: the entries themselves are looked through.
    let words = [record.id.to_string(), "type \"purge\"".to_owned()];
    let mut entries = session.archive.entries_about(&words)?;
    entries.sort_by_key(StoredEntry::position);
    let mut purged: HashSet<LineRef> = HashSet::new();
    let mut values: HashMap<LineRef, Value> = HashMap::new();
    for stored in &entries {
        match &stored.entry.body {
            Body::Purge(purge) => purged.extend(purge.fields.iter().cloned()),
            Body::Set(set) if set.record == record.id && set.kind == kind.name() => {
                for write in &set.writes {
                    let value = serde_json::from_str(&write.value).unwrap_or(Value::Null);
                    values.insert(line(stored, &write.field), value);
                }
            }
            _ => {}
        }
    }
    let mut report = HistoryReport {
        record: record.id.to_string(),
        about: records::item(&catalogue, kind, &record)?,
        sealed: false,
        entries: Vec::new(),
    };
    for stored in &entries {
        let Body::Set(set) = &stored.entry.body else { continue };
        if set.record == record.id && set.kind == kind.name() {
            report.entries.push(entry(session, (stored, set), &values, &purged)?);
        }
    }
    if sealed {
        let writes = report.entries.iter_mut().flat_map(|entry| &mut entry.writes);
        for write in writes.filter(|write| !kind.is_link(&write.field)) {
            (write.before, write.value) = (Value::Null, Value::Null);
        }
        report.sealed = true;
    }
    Ok(report)
}

fn entry(
    session: &Session,
    (stored, set): (&StoredEntry, &Set),
    values: &HashMap<LineRef, Value>,
    purged: &HashSet<LineRef>,
) -> Result<HistoryEntry, Error> {
    let header = &stored.entry.header;
    let before = |field: &str| {
        let name = format!("set.{field}");
        let replaced = set.replaces.iter().filter(|line| line.line == name);
        replaced.filter_map(|line| values.get(line)).next_back().cloned().unwrap_or(Value::Null)
    };
    let mut writes: Vec<HistoryWrite> = set
        .writes
        .iter()
        .map(|write| HistoryWrite {
            field: write.field.clone(),
            before: before(&write.field),
            value: values.get(&line(stored, &write.field)).cloned().unwrap_or(Value::Null),
            withheld: false,
        })
        .collect();
    let gone = purged.iter().filter(|line| line.log == stored.log && line.index == stored.index);
    let mut gone: Vec<&str> = gone.filter_map(|line| line.line.strip_prefix("set.")).collect();
    gone.sort_unstable();
    writes.extend(gone.into_iter().map(|field| HistoryWrite {
        field: field.to_owned(),
        before: before(field),
        value: Value::Null,
        withheld: true,
    }));
    Ok(HistoryEntry {
        log: stored.log.to_string(),
        index: stored.index,
        time: header.time.map(|time| time.to_string()),
        agent: header.agent.map(|agent| agent_name(session, agent)).transpose()?,
        act: header.act.to_string(),
        undoes: set.undoes.map(|act| act.to_string()),
        writes,
    })
}

fn line(stored: &StoredEntry, field: &str) -> LineRef {
    LineRef { log: stored.log, index: stored.index, line: format!("set.{field}") }
}
