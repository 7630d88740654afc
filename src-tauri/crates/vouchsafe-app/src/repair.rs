//! `repair`: what is damaged put back by digest, from a copy, a folder of files, or single files.
//!
//! A new file is written beside the damaged one and verified; the damaged one is kept under
//! another name, since it may still have to be looked at.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use serde::Serialize;
use serde_json::{Map, json};
use ts_rs::TS;
use vouchsafe_archive::{Access, Archive, Donor, EntryCells, Rewritten, rewrite};
use vouchsafe_fixity::Sha256Stream;
use vouchsafe_model::{ArchiveId, Content, LogId, Sha256Digest};
use vouchsafe_verify::{Finding, Report, Severity, Verdict};
use walkdir::WalkDir;

use crate::{
    environment::Environment,
    error::Error,
    known::KnownCopy,
    progress::Progress,
    session::{Purpose, Secrets, Session, page_key, resolved},
    swap::{Beside, shown_absolute, sync_folder, verify_new},
    verify::verdict_name,
};

/// What a repair did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RepairReport {
    /// What the verification of the repaired file found.
    pub verdict: &'static str,
    /// Whether the repaired file took the damaged one's place.
    pub repaired: bool,
    /// Where the damaged file is kept now.
    pub kept: Option<PathBuf>,
    /// The chunks put back, as `CONTENT/PLACE`.
    pub chunks: Vec<String>,
    /// The entries put back, as `LOG/INDEX`.
    pub entries: Vec<String>,
    /// What was not to be had.
    pub lost: Vec<String>,
    /// What is still found in the repaired file: code and record.
    pub findings: Vec<String>,
    /// Whether the repair stands in the log.
    pub recorded: bool,
    /// Why not, if not.
    pub not_recorded_because: Option<String>,
}

/// Repairs the archive at `path` with whatever of it stands in `from`: archives, folders, files.
///
/// # Errors
/// Nothing in `from` can be read, or the archive's own tables are too damaged to tell what it
/// held. Nothing was changed then.
pub fn repair(
    mut environment: Environment,
    path: &Path,
    secrets: Secrets,
    from: &[PathBuf],
    progress: &dyn Progress,
) -> Result<RepairReport, Error> {
    let path = &resolved(path);
    let key = page_key(path, &secrets)?;
    let secrets = Secrets { page_key: key.clone(), ..secrets };
    let mut donors = Donors::open(from, &secrets)?;
    let before = verify_new(path, key.as_ref())?;
    if before.verdict == Verdict::Intact {
        return Err(Error::refused("there is nothing to repair", "the archive is intact"));
    }
    let beside = Beside::new(&mut environment, path, "repairing");
    let done = {
        // Where the archive can be opened for writing, every other writer is kept out meanwhile.
        let locking = environment.clone();
        let mut session = Session::open(locking, path, secrets.clone(), Purpose::Record).ok();
        let lock = session.as_mut().and_then(|session| session.archive.lock().ok());
        progress.begin(before.expected.bytes);
        let mut advance = |bytes: u64| progress.advance(bytes);
        let rewritten = rewrite(
            (path, key.clone()),
            (beside.path(), key.clone()),
            Some(&mut donors),
            &mut advance,
        );
        let done = match rewritten {
            Err(error) => donors.whole_copy(beside.path(), before.archive).ok_or(error)?,
            Ok(done) => done,
        };
        drop(lock);
        done
    };
    let after = verify_new(beside.path(), key.as_ref())?;
    let chunks = done.chunks.iter().map(|(content, place)| format!("{content}/{place}"));
    let mut report = RepairReport {
        verdict: verdict_name(after.verdict),
        repaired: weight(&after) < weight(&before),
        kept: None,
        chunks: chunks.collect(),
        entries: done.entries,
        lost: done.lost,
        findings: serious(&after),
        recorded: false,
        not_recorded_because: Some("nothing was repaired".to_owned()),
    };
    if report.repaired {
        let kept = keep_aside(&environment, path)?;
        beside.put_at(path, false)?;
        sync_folder(path)?;
        report.kept = Some(kept);
        report.not_recorded_because = record(environment, path, secrets, &report)?;
        report.recorded = report.not_recorded_because.is_none();
    }
    Ok(report)
}

/// Returns code and record of every finding that is more than a note.
pub(crate) fn serious(report: &Report) -> Vec<String> {
    let serious = report.findings.iter().filter(|found| found.severity != Severity::Note);
    serious.map(|found| format!("{} {}", found.code, found.record)).collect()
}

/// How much is wrong: findings of damage, then all others.
fn weight(report: &Report) -> (usize, usize) {
    let damage = |finding: &&Finding| finding.severity == Severity::Damage;
    (report.findings.iter().filter(damage).count(), report.findings.len())
}

/// Renames the damaged file so that its name says what it is.
fn keep_aside(environment: &Environment, path: &Path) -> Result<PathBuf, Error> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let at = environment.clock.now().as_datetime().format("%Y%m%dT%H%M%SZ").to_string();
    let mut kept = path.with_file_name(format!("{stem}.damaged-{at}.vouch"));
    let mut count = 1;
    while kept.symlink_metadata().is_ok() {
        count += 1;
        kept = path.with_file_name(format!("{stem}.damaged-{at}-{count}.vouch"));
    }
    std::fs::rename(path, &kept).map_err(Error::io(format!(
        "rename {} to {}",
        path.display(),
        kept.display()
    )))?;
    Ok(kept)
}

fn record(
    environment: Environment,
    path: &Path,
    secrets: Secrets,
    report: &RepairReport,
) -> Result<Option<String>, Error> {
    let mut session = match Session::open(environment, path, secrets, Purpose::Record) {
        Ok(session) => session,
        Err(error) => return Ok(Some(error.report().message)),
    };
    if let Some(kept) = &report.kept {
        let made_at = session.environment.clock.now().to_string();
        let path = shown_absolute(kept);
        session.known.update(session.archive.id(), |known| {
            known.copies.push(KnownCopy { path, made_at });
        })?;
    }
    let detail = Map::from_iter([
        ("chunks".to_owned(), json!(report.chunks)),
        ("entries".to_owned(), json!(report.entries)),
        ("lost".to_owned(), json!(report.lost)),
    ]);
    session.record_event("recovery", None, (report.verdict, detail))
}

/// Everything that may give bytes back: archives, and files found by their digests.
struct Donors {
    archives: Vec<Archive>,
    files: HashMap<Sha256Digest, PathBuf>,
}

impl Donors {
    fn open(from: &[PathBuf], secrets: &Secrets) -> Result<Self, Error> {
        let mut donors = Self { archives: Vec::new(), files: HashMap::new() };
        for path in from {
            let what = format!("cannot repair from {}", path.display());
            if !path.exists() {
                return Err(Error::refused(what, "there is no such file or folder"));
            }
            if path.is_file()
                && let Ok(archive) = open_archive(path, secrets)
            {
                donors.archives.push(archive);
                continue;
            }
            for entry in WalkDir::new(path).into_iter().flatten() {
                if entry.file_type().is_file() {
                    let digest = digest(entry.path())
                        .map_err(Error::io(format!("read {}", entry.path().display())))?;
                    donors.files.insert(digest, entry.into_path());
                }
            }
        }
        Ok(donors)
    }
}

/// Opens a donor: plain, or by the same passphrase or the same key as the damaged archive.
fn open_archive(path: &Path, secrets: &Secrets) -> Result<Archive, Error> {
    let secrets = &Secrets { unlocked: None, ..secrets.clone() };
    let by_key = page_key(path, secrets)?;
    match Archive::open(path, by_key, Access::Foreign) {
        Ok(archive) => Ok(archive),
        Err(error) if secrets.passphrase.is_some() => {
            let secrets = Secrets { page_key: None, ..secrets.clone() };
            let by_passphrase = page_key(path, &secrets)?;
            Archive::open(path, by_passphrase, Access::Foreign).map_err(|_| error.into())
        }
        Err(error) => Err(error.into()),
    }
}

fn digest(path: &Path) -> std::io::Result<Sha256Digest> {
    let mut file = File::open(path)?;
    let mut hash = Sha256Stream::default();
    let mut buffer = vec![0; 1 << 18];
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(hash.finish());
        }
        hash.update(&buffer[..length]);
    }
}

impl Donors {
    /// Copies a donor whole to `target`, for a file whose own tables cannot be read: one that is
    /// intact and, as far as it can be told, of the same archive.
    fn whole_copy(&self, target: &Path, archive: Option<ArchiveId>) -> Option<Rewritten> {
        // What the attempt to rewrite left behind is this repair's own.
        let _ = std::fs::remove_file(target);
        let donor = self.archives.iter().find(|donor| {
            let same = archive.is_none_or(|archive| archive == donor.id());
            let report = same.then(|| verify_new(donor.path(), donor.page_key()));
            matches!(report, Some(Ok(report)) if report.verdict == Verdict::Intact)
        })?;
        donor.copy_to(target, |_, _| true).ok()?;
        let lost = format!("whatever was written after {} was made", donor.path().display());
        Some(Rewritten { lost: vec![lost], ..Rewritten::default() })
    }
}

impl Donor for Donors {
    fn bytes(&mut self, content: &Content, offset: u64, length: usize) -> Option<Vec<u8>> {
        let sha256 = content.sha256?;
        let range = offset..offset.checked_add(length as u64)?;
        for archive in &self.archives {
            let rows = archive.catalogue().contents_with(sha256).unwrap_or_default();
            for row in rows {
                let mut bytes = Vec::new();
                let read = archive.read_content(row.id, range.clone());
                let whole = read.is_ok_and(|mut reader| reader.read_to_end(&mut bytes).is_ok());
                if whole && !bytes.is_empty() {
                    return Some(bytes);
                }
            }
        }
        let mut file = File::open(self.files.get(&sha256)?).ok()?;
        file.seek(SeekFrom::Start(offset)).ok()?;
        let mut bytes = Vec::new();
        file.take(length as u64).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    fn entry(&mut self, log: LogId, index: u64) -> Option<EntryCells> {
        self.archives.iter().find_map(|archive| archive.entry_cells(log, index).ok())
    }
}
