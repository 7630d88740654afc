//! `verification_runs` and `integrity_overview`: what was verified when, what never was, and where
//! the second copies are.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_model::{Instant, Kind, RecordId};

use crate::{
    error::Error,
    log::agent_name,
    records::{self, RecordItem},
    runs::{LastRead, ReadAt, Run, RunScope, runs},
    session::Session,
};

/// How many documents are listed as waiting for a verification.
const WAITING_MAX: usize = 100;

/// Which runs are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct VerificationRunsRequest {
    /// At most so many, the newest; all if `None`.
    pub limit: Option<usize>,
}

/// Verifications that were recorded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VerificationRunsReport {
    /// The runs, newest first.
    pub runs: Vec<VerificationRun>,
    /// How many there are, with those left out by the limit.
    pub total: usize,
}

/// A verification that was recorded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VerificationRun {
    /// The entry that says so, as `LOG/INDEX`.
    pub entry: String,
    /// When, as its writer claims.
    pub time: Option<String>,
    /// Who recorded it.
    pub agent: Option<String>,
    /// `intact`, `damaged` or `incomplete`.
    pub verdict: Option<String>,
    /// How much it read.
    pub scope: VerificationScope,
    /// How much there was.
    pub expected: VerificationCounts,
    /// How much of that was read and compared.
    pub checked: VerificationCounts,
    /// What was found, as `CODE RECORD`; at most a hundred were kept.
    pub findings: Vec<String>,
}

/// How much of the archive a verification read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerificationScope {
    /// Every document that was there.
    Full,
    /// The documents it was asked about.
    Documents,
    /// No bytes of documents, or not all of them.
    Part,
}

/// Figures of a verification; `None` where the log has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct VerificationCounts {
    /// Documents.
    pub documents: Option<u64>,
    /// Bytes of contents.
    pub bytes: Option<u64>,
    /// Entries of all logs.
    pub entries: Option<u64>,
    /// Passages.
    pub passages: Option<u64>,
}

/// What is known about the soundness of an archive, without reading its contents now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IntegrityReport {
    /// The newest run that read every document.
    pub last_full: Option<VerificationRun>,
    /// The newest run of any kind.
    pub last: Option<VerificationRun>,
    /// The last run that this machine made, also if it was not recorded.
    pub last_here: Option<LastVerification>,
    /// Documents that are not removed and whose bytes are held.
    pub documents: usize,
    /// How many of them a recorded run never read.
    pub never_checked: usize,
    /// Those that wait the longest, never read ones first; at most a hundred.
    pub waiting: Vec<WaitingDocument>,
    /// Second copies made by this machine, newest first.
    pub copies: Vec<CopyItem>,
}

/// The end of a verification, as this machine remembers it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LastVerification {
    /// When.
    pub at: String,
    /// `intact`, `damaged` or `incomplete`.
    pub verdict: String,
}

/// A document that was not read for long.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WaitingDocument {
    /// The document.
    pub document: String,
    /// What it is called.
    pub label: String,
    /// When a recorded run last read it; `None` if none did.
    pub last_checked: Option<String>,
}

/// A second copy.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CopyItem {
    /// Where it was put.
    pub path: String,
    /// When it was made.
    pub made_at: String,
    /// How many days ago that was.
    pub age_days: Option<i64>,
    /// Whether a file is there now. It may be another one: only a verification tells.
    pub present: bool,
    /// When it was last verified: a copy is, when it is made.
    pub last_verified: String,
}

/// Which documents use contents that a finding names.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ContentDocumentsReport {
    /// Each content, in the order asked for.
    pub contents: Vec<ContentDocuments>,
}

/// The documents of one content.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ContentDocuments {
    /// The content.
    pub content: String,
    /// Its documents; of a sealed one the label says no more than its kind.
    pub documents: Vec<RecordItem>,
}

/// Tells which documents use contents that findings name.
///
/// # Errors
/// The archive cannot be read.
pub fn content_documents(
    session: &Session,
    contents: &[String],
) -> Result<ContentDocumentsReport, Error> {
    let catalogue = session.catalogue();
    let mut report = ContentDocumentsReport { contents: Vec::new() };
    for content in contents {
        let mut documents = Vec::new();
        for id in catalogue.with_value(Kind::Document, "content", &content.as_str().into())? {
            if let Some(document) = catalogue.record(Kind::Document, id)? {
                documents.push(records::item(&catalogue, Kind::Document, &document)?);
            }
        }
        report.contents.push(ContentDocuments { content: content.clone(), documents });
    }
    Ok(report)
}

/// Lists the verifications that the log remembers.
///
/// # Errors
/// The archive cannot be read.
pub fn verification_runs(
    session: &Session,
    request: &VerificationRunsRequest,
) -> Result<VerificationRunsReport, Error> {
    let found = runs(session)?;
    let newest = found.iter().rev().take(request.limit.unwrap_or(usize::MAX));
    let runs = newest.map(|run| VerificationRun::of(session, run)).collect::<Result<_, _>>()?;
    Ok(VerificationRunsReport { runs, total: found.len() })
}

/// Tells what is known about the soundness of the archive.
///
/// # Errors
/// The archive, or what this machine remembers of it, cannot be read.
pub fn integrity_overview(session: &Session) -> Result<IntegrityReport, Error> {
    let found = runs(session)?;
    let mut read = LastRead::default();
    found.iter().for_each(|run| read.see(session, run));
    let described = |run: Option<&Run>| run.map(|run| VerificationRun::of(session, run));
    let full = found.iter().rev().find(|run| run.scope == RunScope::All);
    let mut documents = documents(session, &read)?;
    let never_checked = documents.iter().filter(|document| document.read.is_none()).count();
    // Stable: of those never read, the one that came first stands first.
    documents.sort_by(|one, other| one.read.cmp(&other.read));
    let known = session.record()?;
    let last_here = known.last_verified.as_ref();
    Ok(IntegrityReport {
        last_full: described(full).transpose()?,
        last: described(found.last()).transpose()?,
        last_here: last_here
            .map(|last| LastVerification { at: last.at.clone(), verdict: last.verdict.clone() }),
        documents: documents.len(),
        never_checked,
        waiting: waiting(session, &documents)?,
        copies: copies(session)?,
    })
}

/// A document whose bytes are held, and when they were last read.
struct Held {
    id: RecordId,
    read: Option<ReadAt>,
}

fn documents(session: &Session, read: &LastRead) -> Result<Vec<Held>, Error> {
    let catalogue = session.catalogue();
    let mut held = std::collections::HashSet::new();
    catalogue.for_each_content(|content| {
        if content.is_held {
            held.insert(RecordId::from(content.id));
        }
    })?;
    let mut documents = Vec::new();
    catalogue.for_each_with(Kind::Document, &["content", "removed"], |document| {
        let is_held = document.link("content").is_some_and(|content| held.contains(&content));
        if is_held && !document.is_removed() {
            let field = document.fields.get("content").and_then(|field| field.writes.first());
            let arrived = field.map_or(u64::MAX, |write| write.position.clock);
            let read = read.of(document.id, arrived).cloned();
            documents.push(Held { id: document.id, read });
        }
        Ok::<(), Error>(())
    })?;
    Ok(documents)
}

fn waiting(session: &Session, documents: &[Held]) -> Result<Vec<WaitingDocument>, Error> {
    let catalogue = session.catalogue();
    let mut waiting = Vec::new();
    for document in documents.iter().take(WAITING_MAX) {
        if let Some(record) = catalogue.record(Kind::Document, document.id)? {
            waiting.push(WaitingDocument {
                document: document.id.to_string(),
                label: records::label(&catalogue, &record)?,
                last_checked: document.read.as_ref().and_then(|read| read.time.clone()),
            });
        }
    }
    Ok(waiting)
}

fn copies(session: &Session) -> Result<Vec<CopyItem>, Error> {
    let now = session.environment.clock.now().as_datetime();
    let age = |made_at: &str| {
        let made = made_at.parse::<Instant>().ok()?;
        Some((now - made.as_datetime()).num_days())
    };
    let copies = session.record()?.copies;
    let item = |copy: &crate::known::KnownCopy| CopyItem {
        path: copy.path.clone(),
        made_at: copy.made_at.clone(),
        age_days: age(&copy.made_at),
        present: Path::new(&copy.path).is_file(),
        last_verified: copy.made_at.clone(),
    };
    Ok(copies.iter().rev().map(item).collect())
}

impl VerificationRun {
    fn of(session: &Session, run: &Run) -> Result<Self, Error> {
        let counts = |of: &str| VerificationCounts {
            documents: run.count(of, "documents"),
            bytes: run.count(of, "bytes"),
            entries: run.count(of, "entries"),
            passages: run.count(of, "passages"),
        };
        Ok(Self {
            entry: run.entry.clone(),
            time: run.time.clone(),
            agent: run.agent.map(|agent| agent_name(session, agent)).transpose()?,
            verdict: run.outcome.clone(),
            scope: match run.scope {
                RunScope::All => VerificationScope::Full,
                RunScope::Documents => VerificationScope::Documents,
                RunScope::Part => VerificationScope::Part,
            },
            expected: counts("expected"),
            checked: counts("checked"),
            findings: run.texts("findings"),
        })
    }
}
