//! `verify`: the auditor asked, with every head known here, and its answer recorded.

use std::{
    collections::BTreeSet,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::Mutex,
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use ts_rs::TS;
use vouchsafe_fixity::{Checkpoint, PageKey};
use vouchsafe_model::{ArchiveId, ContentId, DocumentId, Kind, RecordId};
use vouchsafe_verify::{Advance, Code, KnownHead, Report, Request, Scope, Severity, Verdict};

use crate::{
    checkpoint,
    environment::Environment,
    error::Error,
    known::{self, KnownArchives, LastVerified},
    names,
    session::{Purpose, Secrets, Session, page_key},
    swap::Unwatched,
};

/// What is to be verified.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct VerifyRequest {
    /// Bytes of contents and words of passages are left out: seconds, and never `intact`.
    pub quick: bool,
    /// Only these documents' bytes and passages; all if empty.
    pub documents: Vec<String>,
    /// Files with checkpoints that someone else kept.
    pub against: Vec<PathBuf>,
    /// Whether the run shall stay out of the log.
    pub no_record: bool,
    /// Whether an interrupted run is gone on with.
    pub resume: bool,
}

/// The auditor's report, and whether it was recorded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VerifyReport {
    /// What was found.
    #[serde(flatten)]
    pub report: Report,
    /// Whether the run stands in the log.
    pub recorded: bool,
    /// Why not, if not.
    pub not_recorded_because: Option<String>,
    /// Whether the run was stopped before its end; `--resume` goes on with it.
    pub interrupted: bool,
}

/// Shows how far a verification is, and may stop it. Called from several threads.
pub trait VerifyProgress: Sync {
    /// It is so far.
    fn report(&self, advance: &Advance);

    /// Whether it shall stop.
    fn is_cancelled(&self) -> bool;
}

/// What an interrupted run had read and found good.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Interrupted {
    good: BTreeSet<String>,
}

struct Watch<'a> {
    shown: &'a dyn VerifyProgress,
    good: Mutex<BTreeSet<ContentId>>,
}

impl vouchsafe_verify::Progress for Watch<'_> {
    fn report(&self, advance: &Advance) {
        self.shown.report(advance);
    }

    fn is_cancelled(&self) -> bool {
        self.shown.is_cancelled()
    }

    fn content_is_good(&self, content: ContentId) {
        if let Ok(mut good) = self.good.lock() {
            good.insert(content);
        }
    }
}

/// Verifies an archive. It needs no key, and works on one that cannot be opened otherwise.
///
/// # Errors
/// The archive cannot be read at all, or a checkpoint given cannot.
pub fn verify(
    environment: Environment,
    path: &Path,
    secrets: Secrets,
    request: &VerifyRequest,
    progress: &dyn VerifyProgress,
) -> Result<VerifyReport, Error> {
    let page_key = page_key(path, &secrets)?;
    let config_dir = environment.config_dir.clone();
    let secrets = Secrets { page_key: page_key.clone(), ..secrets };
    // The archive proper may be too damaged to open; the auditor reads it all the same.
    let looking = Session::open(environment.clone(), path, secrets.clone(), Purpose::Read);
    let archive = match &looking {
        Ok(session) => Some(session.archive.id()),
        Err(_) => id_of_damaged(path, page_key.as_ref())?,
    };
    let scope = scope(looking.as_ref().ok(), request)?;
    let heads = heads(archive, request, &config_dir)?;
    let marks = archive.map(|id| config_dir.join("verify").join(format!("{id}.json")));
    let before = match &marks {
        Some(marks) if request.resume => read_marks(marks)?,
        _ => BTreeSet::new(),
    };
    drop(looking);
    let watch = Watch { shown: progress, good: Mutex::new(before.clone()) };
    let report = vouchsafe_verify::verify(
        &Request {
            path,
            page_key: page_key.as_ref(),
            scope,
            known_heads: &heads,
            read_before: &before,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        },
        &watch,
    )?;
    let interrupted = progress.is_cancelled();
    if let Some(marks) = &marks {
        let good = watch.good.into_inner().unwrap_or_default();
        write_marks(marks, interrupted.then_some(good))?;
    }
    // Opened for writing only now: nothing was changed before it was looked at.
    let not_recorded_because = match why_not_recorded(request, &report, interrupted) {
        Some(why) => Some(why),
        None => match Session::open(environment, path, secrets, Purpose::Record) {
            Ok(session) => record(session, request, &report)?,
            Err(error) => Some(error.report().message),
        },
    };
    let recorded = not_recorded_because.is_none();
    Ok(VerifyReport { report, recorded, not_recorded_because, interrupted })
}

/// Finds what an archive calls itself that is too damaged to be opened.
fn id_of_damaged(path: &Path, page_key: Option<&PageKey>) -> Result<Option<ArchiveId>, Error> {
    let request = Request {
        path,
        page_key,
        scope: Scope::Quick,
        known_heads: &[],
        read_before: &BTreeSet::new(),
        threads: NonZeroUsize::MIN,
    };
    Ok(vouchsafe_verify::verify(&request, &Unwatched)?.archive)
}

/// Finds how much is read.
fn scope(session: Option<&Session>, request: &VerifyRequest) -> Result<Scope, Error> {
    match session {
        _ if request.quick => Ok(Scope::Quick),
        _ if request.documents.is_empty() => Ok(Scope::Full),
        Some(session) => {
            let found = request.documents.iter().map(|name| {
                let record = names::find(&session.catalogue(), Kind::Document, name)?;
                Ok(DocumentId::from(record.id))
            });
            Ok(Scope::Documents(found.collect::<Result<_, Error>>()?))
        }
        None => {
            let what = "cannot verify single documents";
            Err(Error::refused(what, "the catalogue cannot be read; verify all of it"))
        }
    }
}

/// Finds every head that the archive is compared with: those given, and those this machine saw.
fn heads(
    archive: Option<ArchiveId>,
    request: &VerifyRequest,
    config_dir: &Path,
) -> Result<Vec<KnownHead>, Error> {
    let mut heads = Vec::new();
    for path in &request.against {
        for checkpoint in checkpoint::read(path)? {
            if archive.is_some_and(|archive| archive != checkpoint.archive) {
                let what = format!("cannot compare with {}", path.display());
                let why = format!("it is a checkpoint of archive {}", checkpoint.archive);
                return Err(Error::refused(what, why));
            }
            let origin = format!("the file {}", path.display());
            heads.push(KnownHead { checkpoint, origin });
        }
    }
    let known = match archive {
        Some(archive) => KnownArchives::new(config_dir).get(archive)?,
        None => None,
    };
    let kept = known.iter().flat_map(|known| known.heads.values());
    let origin = "what this machine last saw";
    heads.extend(
        kept.filter_map(known::KnownHead::checkpoint)
            .map(|checkpoint: Checkpoint| KnownHead { checkpoint, origin: origin.to_owned() }),
    );
    Ok(heads)
}

/// Returns in words what speaks against writing the run into the log.
fn why_not_recorded(request: &VerifyRequest, report: &Report, interrupted: bool) -> Option<String> {
    if request.no_record {
        return Some("--no-record was given".to_owned());
    }
    if interrupted {
        return Some("the run was stopped before its end".to_owned());
    }
    let unsound = report
        .findings
        .iter()
        .find(|finding| finding.severity != Severity::Note && concerns_the_log(finding.code))?;
    Some(format!("nothing is written to a log that is not sound ({})", unsound.code))
}

/// Writes the run into the log; returns why it could not be.
fn record(
    mut session: Session,
    request: &VerifyRequest,
    report: &Report,
) -> Result<Option<String>, Error> {
    let now = session.environment.clock.now();
    let verdict = verdict_name(report.verdict);
    let codes: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .map(|finding| format!("{} {}", finding.code, finding.record))
        .take(100)
        .collect();
    let mut detail = Map::from_iter([
        ("expected".to_owned(), json!(report.expected)),
        ("checked".to_owned(), json!(report.checked)),
        ("findings".to_owned(), json!(codes)),
    ]);
    if !request.documents.is_empty() {
        detail.insert("documents".to_owned(), json!(request.documents));
    }
    let subject: Option<(Kind, RecordId)> = None;
    let why = session.record_event("fixity check", subject, (verdict, detail))?;
    session.known.update(session.archive.id(), |known| {
        let at = now.to_string();
        known.last_verified = Some(LastVerified { at, verdict: verdict.to_owned() });
    })?;
    Ok(why)
}

/// Whether a finding says that the log itself is not sound, so that nothing may be added to it.
fn concerns_the_log(code: Code) -> bool {
    // V001–V004 container, V010–V022 entries and checkpoints, V030 and V031 heads, V060 purges.
    let number: u32 = code.name()[1..].parse().unwrap_or(0);
    matches!(number, 1..=4 | 10..=15 | 20..=22 | 30..=31 | 35 | 60)
}

/// Returns a verdict's word.
pub(crate) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Intact => "intact",
        Verdict::Damaged => "damaged",
        Verdict::Incomplete => "incomplete",
    }
}

fn read_marks(path: &Path) -> Result<BTreeSet<ContentId>, Error> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(BTreeSet::new()) };
    let marks: Interrupted = serde_json::from_str(&text).unwrap_or_default();
    let ids = marks.good.iter().filter_map(|id| id.parse::<ContentId>().ok());
    Ok(ids.collect())
}

fn write_marks(path: &Path, good: Option<BTreeSet<ContentId>>) -> Result<(), Error> {
    let Some(good) = good else {
        // There may be none; a run that ended leaves nothing to go on with.
        let _ = std::fs::remove_file(path);
        return Ok(());
    };
    known::private_folder(path.parent().unwrap_or(Path::new(".")))?;
    let marks = Interrupted { good: good.iter().map(ToString::to_string).collect() };
    let text = serde_json::to_string(&marks).expect("a list of ids is JSON");
    known::write_private(path, text.as_bytes())
}
