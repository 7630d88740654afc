//! `copy`: a second copy, verified before it is called one, and remembered.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, json};
use ts_rs::TS;
use vouchsafe_archive::OpenError;

use crate::{
    error::Error,
    known::KnownCopy,
    progress::Progress,
    repair::serious,
    session::Session,
    swap::{Beside, shown_absolute, sweep, verify_new},
    verify::verdict_name,
};

/// A second copy.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CopyReport {
    /// Where it is.
    pub copy: PathBuf,
    /// How long it is.
    pub size_bytes: u64,
    /// What the verification of the copy found.
    pub verdict: &'static str,
    /// The codes and records found in the copy, which the archive has too; empty if it is intact.
    pub findings: Vec<String>,
    /// Whether the copying stands in the archive's log.
    pub recorded: bool,
    /// Why not, if not.
    pub not_recorded_because: Option<String>,
}

/// Copies the archive to `target`, which must not exist, and verifies the copy.
///
/// # Errors
/// `target` exists or cannot be written. Nothing is left there then.
pub fn copy(
    session: &mut Session,
    target: &Path,
    progress: &dyn Progress,
) -> Result<CopyReport, Error> {
    if target.symlink_metadata().is_ok() {
        return Err(OpenError::Exists(target.to_owned()).into());
    }
    sweep(target, &["copying"]);
    let beside = Beside::new(&mut session.environment, target, "copying");
    let mut told = 0;
    let finished = session.archive.copy_to(beside.path(), |done, total| {
        if told == 0 {
            progress.begin(total);
        }
        progress.advance(done.saturating_sub(told));
        told = told.max(done);
        !progress.is_cancelled()
    })?;
    if !finished {
        return Err(Error::Cancelled);
    }
    let report = verify_new(beside.path(), session.archive.page_key())?;
    let size_bytes = beside.path().metadata().map(|metadata| metadata.len());
    let size_bytes = size_bytes.map_err(Error::io(format!("look at {}", target.display())))?;
    let file = std::fs::File::open(beside.path());
    file.and_then(|file| file.sync_all())
        .map_err(Error::io(format!("write {}", target.display())))?;
    beside.put_at(target, false)?;
    let at = session.environment.clock.now().to_string();
    let absolute = shown_absolute(target);
    session.known.update(session.archive.id(), |known| {
        known.copies.push(KnownCopy { path: absolute, made_at: at });
    })?;
    let verdict = verdict_name(report.verdict);
    let detail = Map::from_iter([("bytes".to_owned(), json!(size_bytes))]);
    let not_recorded_because = session.record_event("replication", None, (verdict, detail))?;
    Ok(CopyReport {
        copy: target.to_owned(),
        size_bytes,
        verdict,
        findings: serious(&report),
        recorded: not_recorded_because.is_none(),
        not_recorded_because,
    })
}
