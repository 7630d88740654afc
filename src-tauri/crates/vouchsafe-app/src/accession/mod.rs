//! `add`: files are read, hashed, kept, and only then reported as added.
//!
//! Files are taken in batches, each committed by itself: what was reported is on the disk, and an
//! interrupted `add` can simply be run again. Small files are read whole before the write lock is
//! taken; large ones are staged as a stream.

mod facts;
mod gather;
mod preview;
mod record;
mod take;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_model::{ActId, Kind};

pub(crate) use facts::csl_fields;
pub use facts::{AccessionFacts, Sidecar, SidecarSource};
pub use preview::{
    AddPreviewItem, AddPreviewReport, AddPreviewRequest, AddPreviewStatus, AlreadyHeld, add_preview,
};

use crate::{error::Error, names, progress::Progress, session::Session};
use record::Recorder;
use take::{Taken, take};

/// How many files, bytes and milliseconds a batch may hold before it is committed.
const BATCH_FILES_MAX: usize = 2000;
const BATCH_BYTES_MAX: u64 = 16 << 20;
const BATCH_MILLISECONDS_MAX: i64 = 1000;

/// What is to be taken in, and what is known about it.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AddRequest {
    /// Files, or folders with `recursive`.
    pub paths: Vec<PathBuf>,
    /// Whether folders are walked.
    pub recursive: bool,
    /// The source that all of it belongs to; a source per file if none is named.
    pub source: Option<String>,
    /// The documents' role for their source; `original` if none is given.
    pub role: Option<String>,
    /// How it came here.
    pub facts: AccessionFacts,
    /// The source to make, if no source has its key yet.
    pub new_source: Option<SidecarSource>,
}

/// What became of one file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddItem {
    /// The file, as it was found.
    pub path: String,
    /// The arrival recorded.
    pub accession: Option<String>,
    /// The document it is.
    pub document: Option<String>,
    /// The source it belongs to, by its citation key if it has one.
    pub source: Option<String>,
    /// The digest of its bytes.
    pub sha256: Option<String>,
    /// How many bytes.
    pub size_bytes: Option<u64>,
    /// What its first bytes say it is.
    pub media_type: Option<String>,
    /// What became of it.
    pub status: AddStatus,
    /// Why it was refused, or what else is worth knowing.
    pub reason: Option<String>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddStatus {
    /// It is on the disk, in the archive.
    Added,
    /// The same bytes by the same path were there already; nothing was changed.
    AlreadyPresent,
    /// It was not taken in.
    Refused,
}

/// What became of all files.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct AddReport {
    /// Every file, in the order in which they were met.
    pub items: Vec<AddItem>,
    /// How many were added.
    pub added: usize,
    /// How many were there already.
    pub already_present: usize,
    /// How many stayed out.
    pub refused: usize,
}

impl AddReport {
    fn push(&mut self, item: AddItem) {
        match item.status {
            AddStatus::Added => self.added += 1,
            AddStatus::AlreadyPresent => self.already_present += 1,
            AddStatus::Refused => self.refused += 1,
        }
        self.items.push(item);
    }
}

/// Takes files in. `acknowledge` is called with what is safe on the disk, batch by batch.
///
/// # Errors
/// The request makes no sense, and nothing was changed; or the archive cannot be written, and
/// what was acknowledged is kept.
pub fn add(
    session: &mut Session,
    request: &AddRequest,
    progress: &dyn Progress,
    acknowledge: &mut dyn FnMut(&[AddItem]),
) -> Result<AddReport, Error> {
    let act = session.new_act();
    add_in(session, act, request, progress, acknowledge)
}

/// Takes files in as part of an action.
pub(crate) fn add_in(
    session: &mut Session,
    act: ActId,
    request: &AddRequest,
    progress: &dyn Progress,
    acknowledge: &mut dyn FnMut(&[AddItem]),
) -> Result<AddReport, Error> {
    let fields = request.facts.fields()?;
    let supplied = request.facts.digests()?;
    if let Some(role) = &request.role {
        vouchsafe_model::check_field(Kind::Document, "role", &role.as_str().into())?;
    }
    let source = match &request.source {
        Some(name) => Some(names::find(&session.catalogue(), Kind::Source, name)?.id.into()),
        None => None,
    };
    let (candidates, mut refusals) = gather::gather(&request.paths, request.recursive)?;
    let mut settings = vec![session.environment.config_dir.as_path()];
    settings.extend(session.environment.key_path.as_deref());
    settings.extend(session.environment.cache_dir.as_deref());
    let (candidates, own) = gather::leave_out_own(candidates, session.archive.path(), &settings);
    refusals.extend(own);
    if !supplied.is_empty() && candidates.len() != 1 {
        let why = "a digest belongs to one file, and several were given";
        return Err(Error::refused("cannot check the supplied digests", why));
    }
    let now = session.environment.clock.now();
    session.archive.sweep(now)?;
    let mut report = AddReport::default();
    let refused: Vec<AddItem> = refusals.into_iter().map(AddItem::refused).collect();
    acknowledge(&refused);
    refused.into_iter().for_each(|item| report.push(item));

    let recorder = Recorder {
        source,
        role: request.role.clone(),
        fields,
        new_source: request.new_source.clone(),
        supplied: !supplied.is_empty(),
    };
    let total = candidates.iter().map(|candidate| candidate.size_bytes).sum();
    progress.begin(total);
    let mut batch: Vec<Taken> = Vec::new();
    let mut started = session.environment.clock.now();
    let mut candidates = candidates.into_iter().peekable();
    while let Some(candidate) = candidates.next() {
        if progress.is_cancelled() {
            return Err(Error::Cancelled);
        }
        progress.item(&candidate.original.shown);
        batch.push(take(session, candidate, &supplied, progress)?);
        let bytes: u64 = batch.iter().map(Taken::memory_bytes).sum();
        let waited = session.environment.clock.now().as_datetime() - started.as_datetime();
        if batch.len() >= BATCH_FILES_MAX
            || bytes >= BATCH_BYTES_MAX
            || waited.num_milliseconds() >= BATCH_MILLISECONDS_MAX
            || candidates.peek().is_none()
        {
            let items = recorder.commit(session, act, std::mem::take(&mut batch))?;
            acknowledge(&items);
            items.into_iter().for_each(|item| report.push(item));
            started = session.environment.clock.now();
        }
    }
    Ok(report)
}

impl AddItem {
    /// Describes a file that was named and is not taken in.
    pub(crate) fn left_out(path: &str, reason: &str) -> Self {
        let (path, reason) = (PathBuf::from(path), reason.to_owned());
        Self::refused(gather::Refusal { path, reason })
    }

    fn refused(refusal: gather::Refusal) -> Self {
        Self {
            path: refusal.path.to_string_lossy().into_owned(),
            accession: None,
            document: None,
            source: None,
            sha256: None,
            size_bytes: None,
            media_type: None,
            status: AddStatus::Refused,
            reason: Some(refusal.reason),
        }
    }
}
