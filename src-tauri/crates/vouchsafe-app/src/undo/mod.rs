//! `undo`: takes back one action, by an ordinary entry that spells the earlier values out.
//!
//! Nothing is erased: the action, its undoing and the undoing of that all stay in the log.

mod acts;
mod plan;

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::{Append, Record, SetDraft};
use vouchsafe_model::{ActId, Kind, LineRef, RecordId};

pub use acts::{ActItem, UndoListReport, undo_list};

use crate::{
    error::Error,
    records::{self, RecordItem},
    session::Session,
};
use plan::{Step, Way};

/// How many fields are named that stand in the way.
const CONFLICTS_NAMED_MAX: usize = 10;

/// An action that was undone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UndoReport {
    /// The action that undid it; undoing this one does it again.
    pub act: String,
    /// The action that was undone.
    pub undoes: String,
    /// The records changed.
    pub undone: Vec<UndoneItem>,
    /// The records that stay as they are.
    pub kept: Vec<KeptItem>,
}

/// A record that is as it was before the action.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UndoneItem {
    /// The record.
    #[serde(flatten)]
    pub record: RecordItem,
    /// What was done to it.
    pub done: Undone,
    /// The fields written.
    pub fields: Vec<String>,
}

/// What undoing did to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Undone {
    /// It is removed.
    Removed,
    /// It is no longer removed.
    Restored,
    /// Its fields have their earlier values.
    SetBack,
}

/// A record that undoing leaves as it is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KeptItem {
    /// The record.
    #[serde(flatten)]
    pub record: RecordItem,
    /// Why.
    pub reason: String,
}

/// Undoes the last action of this machine's log that changed a record, or the one named.
///
/// # Errors
/// A field was changed since by another action, or there is nothing to undo; nothing was changed.
pub fn undo(session: &mut Session, act: Option<&str>) -> Result<UndoReport, Error> {
    let (act, entries) = acts::find(session, act)?;
    let steps = plan::plan(session, act, &entries)?;
    session.write(|append| {
        let current = Current::look(append, &steps)?;
        current.refuse_conflicts(append, act)?;
        current.write(append, act)
    })
}

/// The steps beside the records as they are now.
struct Current<'a> {
    steps: Vec<(&'a Step, Record)>,
}

impl<'a> Current<'a> {
    fn look(append: &Append<'_>, steps: &'a [Step]) -> Result<Self, Error> {
        let mut current = Vec::with_capacity(steps.len());
        for step in steps {
            let record = append.catalogue().record(step.kind, step.record)?;
            let lost = || missing(step.kind, step.record);
            current.push((step, record.ok_or_else(lost)?));
        }
        Ok(Self { steps: current })
    }

    /// Refuses the whole, with the list, if anything was changed since.
    fn refuse_conflicts(&self, append: &Append<'_>, act: ActId) -> Result<(), Error> {
        let mut conflicts = Vec::new();
        for (step, record) in &self.steps {
            if matches!(step.way, Way::Keep(_)) {
                continue;
            }
            for field in step.fields.iter().filter(|field| !is_as_written(record, field)) {
                let label = records::label(&append.catalogue(), record)?;
                let field = field.name();
                conflicts.push(format!("`{field}` of {} {label}", step.kind.name()));
            }
        }
        if conflicts.is_empty() {
            return Ok(());
        }
        let more = conflicts.len().saturating_sub(CONFLICTS_NAMED_MAX);
        conflicts.truncate(CONFLICTS_NAMED_MAX);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let why = format!("changed since, by another action: {}{more}", conflicts.join(", "));
        Err(Error::refused(format!("cannot undo act {act}"), why))
    }

    fn write(&self, append: &mut Append<'_>, act: ActId) -> Result<UndoReport, Error> {
        let (undoer, undoes) = (append.act().to_string(), act.to_string());
        let mut report = UndoReport { act: undoer, undoes, undone: Vec::new(), kept: Vec::new() };
        for (step, record) in &self.steps {
            let item = records::item(&append.catalogue(), step.kind, record)?;
            let fields = match &step.way {
                Way::Keep(reason) => {
                    report.kept.push(KeptItem { record: item, reason: reason.clone() });
                    continue;
                }
                Way::Remove if record.is_removed() => {
                    let reason = "it is removed already".to_owned();
                    report.kept.push(KeptItem { record: item, reason });
                    continue;
                }
                Way::Remove => vec![("removed".to_owned(), true.into())],
                Way::SetBack(values) => values.clone(),
            };
            let removed = fields.iter().find(|field| field.0 == "removed");
            let done = match removed.map(|field| field.1.is_null()) {
                Some(true) => Undone::Restored,
                Some(false) => Undone::Removed,
                None => Undone::SetBack,
            };
            let names = fields.iter().map(|field| field.0.clone()).collect();
            let mut draft = SetDraft::new(step.kind, step.record);
            draft.undoes = Some(act);
            draft.fields = fields;
            append.set(draft)?;
            report.undone.push(UndoneItem { record: item, done, fields: names });
        }
        if report.undone.is_empty() {
            let why = match report.kept.first() {
                Some(kept) => {
                    format!("{} {}: {}", kept.record.kind, kept.record.label, kept.reason)
                }
                None => "it changed no record".to_owned(),
            };
            return Err(Error::refused(format!("nothing of act {act} can be undone"), why));
        }
        Ok(report)
    }
}

/// Returns whether a field still holds what the action wrote, and nothing else.
fn is_as_written(record: &Record, written: &WrittenField) -> bool {
    let Some(field) = record.fields.get(written.name()) else { return false };
    let [write] = &field.writes[..] else { return false };
    let last = &written.last;
    (write.position.log, write.position.index) == (last.log, last.index)
}

/// A field that the action wrote.
#[derive(Debug)]
struct WrittenField {
    /// Its first write replaced these.
    replaced: Vec<LineRef>,
    /// Its last write.
    last: LineRef,
}

impl WrittenField {
    fn name(&self) -> &str {
        self.last.line.strip_prefix("set.").unwrap_or(&self.last.line)
    }
}

fn missing(kind: Kind, record: RecordId) -> Error {
    Error::NotFound { what: kind.name(), name: record.to_string() }
}
