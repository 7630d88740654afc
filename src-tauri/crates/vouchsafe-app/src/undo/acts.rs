//! The actions of this machine's log: finding one, and listing the last ones in words.

use std::collections::HashSet;

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::StoredEntry;
use vouchsafe_model::{ActId, Body, Kind, LogId, RecordId};

use crate::{error::Error, log::agent_name, records, session::Session};

/// How many actions are listed.
const ACTS_LISTED: usize = 20;

/// How many entries are read for a list, at most.
const ENTRIES_READ_MAX: usize = 100_000;

/// How many records of an action are named.
const LABELS_MAX: usize = 3;

/// The least number of hex digits that stand for an action.
const PREFIX_DIGITS_MIN: usize = 4;

/// The last actions.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UndoListReport {
    /// The actions of this machine's log, newest first.
    pub acts: Vec<ActItem>,
}

/// An action.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActItem {
    /// Its id.
    pub act: String,
    /// When it began, by its writer's clock.
    pub time: Option<String>,
    /// Who did it, by name.
    pub agent: Option<String>,
    /// How many entries it has.
    pub entry_count: usize,
    /// What it did, in words.
    pub summary: String,
    /// The action it undoes.
    pub undoes: Option<String>,
    /// Whether it is of a kind that can be undone, if nothing was changed since.
    pub undoable: bool,
}

/// Lists the last actions of this machine's log.
///
/// # Errors
/// This machine has no log here; or the archive cannot be read.
pub fn undo_list(session: &Session) -> Result<UndoListReport, Error> {
    let (log, size) = own_log(session)?;
    let mut acts: Vec<(ActId, Vec<StoredEntry>)> = Vec::new();
    for (read, index) in (0..size).rev().enumerate() {
        let stored = session.archive.entry(log, index)?;
        let act = stored.entry.header.act;
        let enough = acts.len() == ACTS_LISTED || read > ENTRIES_READ_MAX;
        match acts.iter_mut().find(|(found, _)| *found == act) {
            Some((_, entries)) => entries.push(stored),
            None if enough => break,
            None => acts.push((act, vec![stored])),
        }
    }
    let items = acts.iter_mut().map(|(act, entries)| {
        entries.reverse();
        item(session, *act, entries)
    });
    Ok(UndoListReport { acts: items.collect::<Result<_, _>>()? })
}

/// Finds an action of this machine's log by the start of its id, or the last one that changed a
/// record, with its entries in order.
pub(super) fn find(
    session: &Session,
    name: Option<&str>,
) -> Result<(ActId, Vec<StoredEntry>), Error> {
    let (log, size) = own_log(session)?;
    let name = match name {
        Some(name) => name.trim().to_owned(),
        None => last(session, log, size)?.to_string(),
    };
    let not_found = || Error::NotFound { what: "act", name: name.clone() };
    if name.len() < PREFIX_DIGITS_MIN || name.bytes().any(|byte| !byte.is_ascii_hexdigit()) {
        return Err(not_found());
    }
    let mut entries = session.archive.entries_about(&[format!("act \"{name}")])?;
    entries.retain(|stored| {
        stored.log == log && stored.entry.header.act.to_string().starts_with(&name)
    });
    let mut acts: Vec<ActId> = entries.iter().map(|stored| stored.entry.header.act).collect();
    acts.sort_unstable();
    acts.dedup();
    match acts[..] {
        [act] => Ok((act, entries)),
        [] => Err(not_found()),
        _ => Err(Error::Ambiguous {
            name: name.clone(),
            candidates: acts.iter().map(|act| format!("act {act}")).collect(),
        }),
    }
}

fn own_log(session: &Session) -> Result<(LogId, u64), Error> {
    let no_key = || Error::NoKey(session.path());
    let heads = session.archive.heads()?;
    let held: Vec<LogId> = heads.iter().map(|head| head.log).collect();
    let (log, _) = session.record()?.own_ids(&held).ok_or_else(no_key)?;
    let head = heads.iter().find(|head| head.log == log).ok_or_else(no_key)?;
    Ok((log, head.frontier.size()))
}

fn last(session: &Session, log: LogId, size: u64) -> Result<ActId, Error> {
    let opening = session.archive.entry(log, 0)?.entry.header.act;
    for index in (0..size).rev() {
        let stored = session.archive.entry(log, index)?;
        let act = stored.entry.header.act;
        if act != opening && matches!(stored.entry.body, Body::Set(_)) {
            return Ok(act);
        }
    }
    Err(Error::refused("cannot undo the last action", "nothing was changed in this log yet"))
}

fn item(session: &Session, act: ActId, entries: &[StoredEntry]) -> Result<ActItem, Error> {
    let header = entries.first().map(|stored| &stored.entry.header);
    let agent = header.and_then(|header| header.agent);
    let undoes = entries.iter().find_map(|stored| match &stored.entry.body {
        Body::Set(set) => set.undoes,
        _ => None,
    });
    let final_ =
        |stored: &StoredEntry| matches!(stored.entry.body, Body::LogOpened(_) | Body::Purge(_));
    let sets = entries.iter().any(|stored| matches!(stored.entry.body, Body::Set(_)));
    Ok(ActItem {
        act: act.to_string(),
        time: header.and_then(|header| header.time).map(|time| time.to_string()),
        agent: agent.map(|agent| agent_name(session, agent)).transpose()?,
        entry_count: entries.len(),
        summary: summary(session, entries)?,
        undoes: undoes.map(|act| act.to_string()),
        undoable: sets && !entries.iter().any(final_),
    })
}

/// Says what an action did: how many records of each kind, and the first of them by name.
fn summary(session: &Session, entries: &[StoredEntry]) -> Result<String, Error> {
    let mut seen: HashSet<(&str, RecordId)> = HashSet::new();
    let mut records: Vec<(&str, RecordId)> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for stored in entries {
        match &stored.entry.body {
            Body::Set(set) => {
                if seen.insert((&set.kind, set.record)) {
                    records.push((&set.kind, set.record));
                }
            }
            Body::Content(_) => others.push("content".to_owned()),
            Body::Event(event) => others.push(event.event.clone().unwrap_or_default()),
            body => others.push(body.type_name().to_owned()),
        }
    }
    let mut parts = Vec::new();
    let mut kinds: Vec<&str> = Vec::new();
    for (kind, _) in &records {
        if !kinds.contains(kind) {
            kinds.push(kind);
        }
    }
    for kind in kinds {
        let of_kind = records.iter().filter(|record| record.0 == kind);
        let ids: Vec<RecordId> = of_kind.map(|record| record.1).collect();
        parts.push(format!("{}{}", counted(ids.len(), kind), labels(session, kind, &ids)?));
    }
    others.sort();
    let alike = others.chunk_by(|one, other| one == other);
    parts.extend(alike.map(|alike| counted(alike.len(), &alike[0])));
    Ok(parts.join(", "))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn labels(session: &Session, kind: &str, ids: &[RecordId]) -> Result<String, Error> {
    let Some(known) = Kind::of(kind) else { return Ok(String::new()) };
    let mut labels = Vec::new();
    for id in ids.iter().take(LABELS_MAX) {
        if let Some(record) = session.catalogue().record(known, *id)? {
            labels.push(records::label(&session.catalogue(), &record)?);
        }
    }
    let more = if ids.len() > LABELS_MAX { ", …" } else { "" };
    Ok(format!(" ({}{more})", labels.join(", ")))
}
