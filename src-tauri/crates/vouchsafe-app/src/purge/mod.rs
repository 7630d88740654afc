//! `purge`: for someone's safety, what was recorded is taken out for good, and that it was is said.
//!
//! A plan is made first and can be looked at: what goes, what stays, and what cannot be reached.

mod reach;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::PurgePlan;
use vouchsafe_model::{Body, Kind, LineRef, PurgeLevel, RecordId};

use self::reach::Reach;
use crate::{error::Error, names, search, session::Session};

/// Fields that say how a record is to be treated, and nothing else; they stay unless named.
const STAYS: [&str; 2] = ["sensitivity", "removed"];

/// What is to be taken out.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PurgeRequest {
    /// The records: documents, sources, accessions, notes …
    pub records: Vec<String>,
    /// Only these fields of them, and no contents; if empty, everything but the links between
    /// records.
    pub fields: Vec<String>,
    /// Whether digests and sizes of contents go as well.
    pub digests: bool,
    /// Whether contents go that other documents still use.
    pub shared: bool,
    /// Why; it stays in the log.
    pub reason: String,
}

/// What is, or would be, taken out.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PurgeReport {
    /// The records whose fields go, as `KIND ID`.
    pub records: Vec<String>,
    /// How many lines of entries.
    pub lines: usize,
    /// The contents whose bytes go.
    pub contents: Vec<String>,
    /// How many bytes.
    pub bytes: u64,
    /// Documents that use the same bytes and are not purged, as `CONTENT: DOCUMENT`.
    pub also_used_by: Vec<String>,
    /// What this cannot reach.
    pub out_of_reach: Vec<String>,
    /// Whether it was done, or only planned.
    pub done: bool,
}

/// Says what a purge would take out, and changes nothing.
///
/// # Errors
/// There is no such record.
pub fn purge_plan(session: &Session, request: &PurgeRequest) -> Result<PurgeReport, Error> {
    Ok(plan(session, request)?.1)
}

/// Takes it out. There is no way back.
///
/// # Errors
/// There is no such record; or other documents use the same bytes and `shared` is not set. Nothing
/// was changed then.
pub fn purge(session: &mut Session, request: &PurgeRequest) -> Result<PurgeReport, Error> {
    if request.reason.trim().is_empty() {
        return Err(Error::refused("nothing was purged", "a purge states its reason"));
    }
    let (plan, mut report) = plan(session, request)?;
    if !report.also_used_by.is_empty() && !request.shared {
        let why = format!(
            "other documents use the same bytes ({}); give --shared to purge them all the same",
            report.also_used_by.join(", ")
        );
        return Err(Error::refused("nothing was purged", why));
    }
    // Before, so that nothing is purged if the index cannot be reached; and after, should another
    // program have made it again meanwhile.
    search::discard(session)?;
    let done = session.write(|append| Ok(append.purge(plan)?))?;
    search::discard(session)?;
    (report.lines, report.bytes) = (done.lines, done.bytes);
    report.done = true;
    Ok(report)
}

fn plan(session: &Session, request: &PurgeRequest) -> Result<(PurgePlan, PurgeReport), Error> {
    let catalogue = session.catalogue();
    let mut reach = Reach::new(session);
    for name in &request.records {
        let (kind, record) = names::find_any(&catalogue, &Kind::ALL, name)?;
        match request.fields.is_empty() {
            true => reach.take(kind, record)?,
            false => reach.only(kind, record.id),
        }
    }
    let reached = reach.finish()?;
    let mut lines = Vec::new();
    for (kind, id) in &reached.records {
        lines.extend(lines_of(session, *kind, *id, &request.fields)?);
    }
    let report = PurgeReport {
        records: reached.records.iter().map(|(kind, id)| format!("{} {id}", kind.name())).collect(),
        lines: lines.len(),
        contents: reached.contents.iter().map(ToString::to_string).collect(),
        bytes: reached.bytes,
        also_used_by: reached.also_used_by,
        out_of_reach: out_of_reach(session)?,
        done: false,
    };
    let level = if request.digests { PurgeLevel::Digests } else { PurgeLevel::Bytes };
    let (contents, reason) = (reached.contents, request.reason.clone());
    Ok((PurgePlan { lines, contents, level, reason }, report))
}

/// Returns every line that ever set a field of the record, but those that only link it to others,
/// so that its custody can still be told; with names, the lines of just those fields.
fn lines_of(
    session: &Session,
    kind: Kind,
    id: RecordId,
    fields: &[String],
) -> Result<Vec<LineRef>, Error> {
    let mut lines = Vec::new();
    for (log, index) in session.catalogue().entries_of(kind.name(), id)? {
        let stored = session.archive.entry(log, index)?;
        if let Body::Set(set) = &stored.entry.body {
            let wanted = set.writes.iter().filter(|write| match fields {
                [] => !kind.is_link(&write.field) && !STAYS.contains(&write.field.as_str()),
                _ => fields.contains(&write.field),
            });
            lines.extend(wanted.map(|write| LineRef {
                log,
                index,
                line: format!("set.{}", write.field),
            }));
        }
    }
    Ok(lines)
}

/// Names what lies outside the file, or below it.
fn out_of_reach(session: &Session) -> Result<Vec<String>, Error> {
    let mut places = Vec::new();
    for copy in session.record()?.copies {
        places.push(format!("the copy {} made at {}", copy.path, copy.made_at));
    }
    let handed_out = session
        .archive
        .entries_about(&[])?
        .into_iter()
        .filter(|stored| match &stored.entry.body {
            Body::Event(event) => event.event.as_deref() == Some("dissemination"),
            _ => false,
        })
        .count();
    if handed_out > 0 {
        places.push(format!("documents handed out {handed_out} times (see `custody`)"));
    }
    places.push("other people's copies and backups of this file".to_owned());
    places.push("disk blocks that the file system has freed, also by SQLite's journal".to_owned());
    Ok(places)
}
