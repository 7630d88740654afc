//! What undoing an action means for each record it wrote to.

use std::collections::HashMap;

use serde_json::Value;
use vouchsafe_archive::{ArchiveError, StoredEntry};
use vouchsafe_model::{ActId, Body, Kind, LineRef, Position, RecordId, Set, check_removable};

use super::WrittenField;
use crate::{error::Error, session::Session};

/// A record that the action wrote to.
#[derive(Debug)]
pub(super) struct Step {
    pub kind: Kind,
    pub record: RecordId,
    pub fields: Vec<WrittenField>,
    pub way: Way,
}

/// How a record is brought back to what it was.
#[derive(Debug)]
pub(super) enum Way {
    /// The action made it: it is removed.
    Remove,
    /// The action made it, and it is not removed by itself; in words why.
    Keep(String),
    /// These fields get their earlier values.
    SetBack(Vec<(String, Value)>),
}

/// Plans the undoing of an action, given its entries.
pub(super) fn plan(
    session: &Session,
    act: ActId,
    entries: &[StoredEntry],
) -> Result<Vec<Step>, Error> {
    let refused = |why: &str| Error::refused(format!("cannot undo act {act}"), why);
    let mut steps: Vec<Step> = Vec::new();
    let mut places: HashMap<(Kind, RecordId), usize> = HashMap::new();
    for stored in entries {
        let set = match &stored.entry.body {
            Body::Set(set) => set,
            Body::Purge(_) => return Err(refused("what was purged is gone for good")),
            Body::LogOpened(_) => return Err(refused("it opened a log")),
            _ => continue,
        };
        if stored.purged {
            return Err(refused("something it wrote was purged since"));
        }
        let kind = Kind::of(&set.kind);
        let kind = kind.ok_or_else(|| refused("this version does not know what it wrote"))?;
        let place = *places.entry((kind, set.record)).or_insert(steps.len());
        if place == steps.len() {
            let (fields, way) = (Vec::new(), Way::Remove);
            steps.push(Step { kind, record: set.record, fields, way });
        }
        note_writes(&mut steps[place].fields, stored, set);
    }
    if steps.is_empty() {
        return Err(refused("it changed no record"));
    }
    for step in &mut steps {
        step.way = way(session, act, step)?;
    }
    Ok(steps)
}

fn note_writes(fields: &mut Vec<WrittenField>, stored: &StoredEntry, set: &Set) {
    for write in &set.writes {
        let line = format!("set.{}", write.field);
        let last = LineRef { log: stored.log, index: stored.index, line };
        match fields.iter_mut().find(|field| field.last.line == last.line) {
            Some(field) => field.last = last,
            None => {
                let same = set.replaces.iter().filter(|replaced| replaced.line == last.line);
                fields.push(WrittenField { replaced: same.cloned().collect(), last });
            }
        }
    }
}

fn way(session: &Session, act: ActId, step: &Step) -> Result<Way, Error> {
    if is_made_by(session, act, step)? {
        return Ok(match check_removable(step.kind) {
            Ok(()) => Way::Remove,
            Err(error) => Way::Keep(error.to_string()),
        });
    }
    let mut values = Vec::with_capacity(step.fields.len());
    for field in &step.fields {
        values.push((field.name().to_owned(), earlier_value(session, field)?));
    }
    Ok(Way::SetBack(values))
}

/// Returns whether the record's first entry is of this action.
fn is_made_by(session: &Session, act: ActId, step: &Step) -> Result<bool, Error> {
    let mut first: Option<(Position, ActId)> = None;
    for (log, index) in session.catalogue().entries_of(step.kind.name(), step.record)? {
        let stored = session.archive.entry(log, index);
        let stored = match stored {
            Ok(stored) => stored,
            // A superseded write need not be in this file.
            Err(ArchiveError::Row(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let found = (stored.position(), stored.entry.header.act);
        if first.is_none_or(|first| found.0 < first.0) {
            first = Some(found);
        }
    }
    Ok(first.is_none_or(|(_, made_by)| made_by == act))
}

/// Returns what the field held before. Where several values stood side by side, the one that was
/// shown first: a disagreement cannot be written again by one hand.
fn earlier_value(session: &Session, field: &WrittenField) -> Result<Value, Error> {
    let mut earlier: Option<(Position, Value)> = None;
    for line in &field.replaced {
        let stored = session.archive.entry(line.log, line.index)?;
        let Body::Set(set) = &stored.entry.body else { continue };
        let write = set.writes.iter().find(|write| write.field == field.name());
        let Some(write) = write else {
            let what = format!("cannot set `{}` back", field.name());
            return Err(Error::refused(what, "its earlier value was purged"));
        };
        let value = serde_json::from_str(&write.value).unwrap_or(Value::Null);
        let found = (stored.position(), value);
        if earlier.as_ref().is_none_or(|earlier| earlier.0 < found.0) {
            earlier = Some(found);
        }
    }
    Ok(earlier.map_or(Value::Null, |(_, value)| value))
}
