//! `note`: texts about any record.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_model::{Kind, NoteId, RecordId};

use crate::{
    error::Error,
    links, names,
    records::{self, RecordItem},
    secrecy,
    session::Session,
};

/// A note that was written or changed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoteReport {
    /// The note.
    pub note: String,
    /// Whether anything was written.
    pub changed: bool,
}

/// Which notes are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct NoteListRequest {
    /// Only those on this record.
    pub on: Option<String>,
    /// Removed ones too.
    pub removed: bool,
    /// The texts of sealed notes too.
    pub show_sealed: bool,
}

/// Notes.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct NoteListReport {
    /// The notes, oldest first.
    pub notes: Vec<NoteItem>,
}

/// A note.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoteItem {
    /// Its id.
    pub id: String,
    /// The record it is about; `None` if the archive does not hold that.
    pub about: Option<RecordItem>,
    /// Its text; `None` if it was purged, or is sealed and was not asked for.
    pub text: Option<String>,
    /// The name of who wrote it.
    pub agent: Option<String>,
    /// When.
    pub time: Option<String>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// Writes a note on a record.
///
/// # Errors
/// There is no such record, or the text is empty.
pub fn note_add(session: &mut Session, on: &str, text: &str) -> Result<NoteReport, Error> {
    let (kind, record) = records::find(&session.catalogue(), on)?;
    session.write(|append| {
        let note: NoteId = append.new_id();
        let draft = SetDraft::new(Kind::Note, note)
            .with("on", record.id.to_string())
            .with("on_kind", kind.name())
            .with("text", text);
        append.set(draft)?;
        Ok(NoteReport { note: note.to_string(), changed: true })
    })
}

/// Gives a note another text; the earlier one stays in its history.
///
/// # Errors
/// There is no such note, or the text is empty.
pub fn note_edit(session: &mut Session, note: &str, text: &str) -> Result<NoteReport, Error> {
    let note = names::find(&session.catalogue(), Kind::Note, note)?;
    let disputed = note.fields.get("text").is_some_and(|field| field.is_disputed());
    let changed = disputed || note.text("text") != Some(text);
    if changed {
        let draft = SetDraft::new(Kind::Note, note.id).with("text", text);
        session.write(|append| Ok(append.set(draft)?))?;
    }
    Ok(NoteReport { note: note.id.to_string(), changed })
}

/// Lists notes.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn note_list(session: &Session, request: &NoteListRequest) -> Result<NoteListReport, Error> {
    let catalogue = session.catalogue();
    let on = match &request.on {
        Some(name) => Some(records::find(&catalogue, name)?.1.id),
        None => None,
    };
    let mut report = NoteListReport::default();
    catalogue.for_each(Kind::Note, |note| {
        let wanted = on.is_none() || note.link("on") == on;
        if wanted && (request.removed || !note.is_removed()) {
            report.notes.push(item(session, &note, request.show_sealed)?);
        }
        Ok::<(), Error>(())
    })?;
    Ok(report)
}

/// Returns the notes on a record.
pub(crate) fn notes_on(
    session: &Session,
    record: RecordId,
    show_sealed: bool,
) -> Result<Vec<NoteItem>, Error> {
    let notes = links::linked(&session.catalogue(), Kind::Note, "on", record)?;
    notes.iter().map(|note| item(session, note, show_sealed)).collect()
}

fn item(session: &Session, note: &Record, show_sealed: bool) -> Result<NoteItem, Error> {
    let level = secrecy::level(&session.catalogue(), note)?;
    let sensitivity = level.name().to_owned();
    let may_show = show_sealed || sensitivity != "sealed";
    let write = note.fields.get("text").and_then(|field| field.writes.last());
    let write = write.map(|write| records::write_item(session, write)).transpose()?;
    let (agent, time) = write.map_or((None, None), |write| (write.agent, write.time));
    Ok(NoteItem {
        id: note.id.to_string(),
        about: records::item_on(&session.catalogue(), note)?,
        text: note.text("text").filter(|_| may_show).map(str::to_owned),
        agent,
        time,
        sensitivity,
        removed: note.is_removed(),
    })
}
