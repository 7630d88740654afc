//! `references import`: a bibliography of another program, with what hangs on it.
//!
//! The file is parsed behind the process wall. What a person wrote since an earlier import is
//! left, and said; what one reference lacks or breaks does not keep out the others.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;
use vouchsafe_archive::{Append, SetDraft};
use vouchsafe_citation::{Imported, Reference, ReferenceFormat, Refused};
use vouchsafe_model::{ActId, Kind, RecordId, SourceId};

use super::{
    attach::attach,
    plan::{Plan, plan_all},
};
use crate::{
    accession::AddItem,
    citation_key,
    error::Error,
    progress::Progress,
    secrecy::{self, Level},
    session::Session,
    source::made_key,
};

/// The largest bibliography that is read, in bytes.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// A bibliography to be taken in.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReferencesImportRequest {
    /// The file; or the folder that another program exported.
    pub path: PathBuf,
    /// Its format, where its bytes do not tell.
    #[ts(type = "string | null")]
    pub format: Option<ReferenceFormat>,
    /// The pattern of citation keys for works that come without one: `[auth:lower][year]`.
    pub key_pattern: Option<String>,
    /// Whether the files it names are left out.
    pub without_attachments: bool,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// What became of a bibliography.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ReferencesImportReport {
    /// The format it was read as.
    pub format: String,
    /// The encoding it was read in.
    pub encoding: String,
    /// How many works are new.
    pub imported: usize,
    /// How many works were there, and something new was said of them.
    pub updated: usize,
    /// How many works were there, and nothing new was said of them.
    pub unchanged: usize,
    /// How many references could not be read.
    pub refused: usize,
    /// Each work, in the order of the file.
    pub sources: Vec<ImportedSource>,
    /// What could not be read, or was taken with a doubt.
    pub problems: Vec<ImportProblem>,
    /// What became of the files it names.
    pub attachments: Vec<AddItem>,
    /// Whether it was done, or only planned.
    pub done: bool,
}

/// A work of the bibliography.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedSource {
    /// The source; `None` if it was only planned.
    pub id: Option<String>,
    /// Its citation key; `None` also where it is sealed.
    pub key: Option<String>,
    /// The line on which it begins.
    pub line: u64,
    /// `new`, `updated` or `unchanged`.
    pub status: &'static str,
    /// Its CSL-JSON item.
    pub csl: Map<String, Value>,
    /// The fields that a person set to something else; they were left.
    pub kept: Vec<String>,
    /// What else is worth knowing.
    pub remarks: Vec<String>,
}

/// Something in the file that could not be read, or was taken with a doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportProblem {
    /// The line, from 1.
    pub line: u64,
    /// The key of the reference.
    pub key: Option<String>,
    /// `refused` or `doubt`.
    pub kind: &'static str,
    /// What is wrong.
    pub reason: String,
}

/// Takes a bibliography in.
///
/// # Errors
/// The file cannot be read at all, or the pattern is none; nothing was changed then.
pub fn references_import(
    session: &mut Session,
    request: &ReferencesImportRequest,
    progress: &dyn Progress,
) -> Result<ReferencesImportReport, Error> {
    if let Some(pattern) = &request.key_pattern {
        check_pattern(pattern)?;
    }
    let path = bibliography(&request.path)?;
    let imported = parsed(session, &path, request.format)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut report = ReferencesImportReport {
        format: imported.format.name().to_owned(),
        encoding: imported.encoding,
        refused: imported.refused.len(),
        problems: problems(imported.refused, imported.warnings),
        ..ReferencesImportReport::default()
    };
    let plans = plan_all(session, &imported.references, &name)?;
    let planned: Vec<(&Reference, Plan)> = imported.references.iter().zip(plans).collect();
    if request.dry_run {
        for (reference, plan) in &planned {
            let present = plan.present.as_ref();
            let key = present.and_then(|source| source.text("key")).map(str::to_owned);
            let id = present.map(|source| source.id.to_string());
            report.push(described(id, key.or(plan.key.clone()), reference, plan));
        }
        return Ok(report);
    }
    let act = session.new_act();
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let sources = write(session, act, &planned, request.key_pattern.as_deref())?;
    for ((reference, plan), (source, key)) in planned.iter().zip(&sources) {
        report.push(described(Some(source.to_string()), key.clone(), reference, plan));
    }
    if !request.without_attachments {
        let mut named = Vec::new();
        for ((reference, _), (source, _)) in planned.iter().zip(&sources) {
            named.extend(reference.attachments.iter().map(|file| (*source, file)));
        }
        report.attachments = attach(session, act, folder, &named, progress)?;
    }
    report.done = true;
    Ok(report)
}

/// A source that was written or found, and its citation key.
type Written = (RecordId, Option<String>);

/// Refuses a pattern that makes no keys, also where no key is to be made.
fn check_pattern(pattern: &str) -> Result<(), Error> {
    let made = vouchsafe_citation::citation_key(pattern, &Map::new());
    let what = || format!("cannot make keys by `{pattern}`");
    made.map(drop).map_err(|error| Error::refused(what(), error.to_string()))
}

/// Has a file parsed behind the wall.
fn parsed(
    session: &Session,
    path: &Path,
    format: Option<ReferenceFormat>,
) -> Result<Imported, Error> {
    let doing = || format!("read {}", path.display());
    let mut file = std::fs::File::open(path).map_err(Error::io(doing()))?;
    let size = file.metadata().map_err(Error::io(doing()))?.len();
    if size > FILE_BYTES_MAX {
        let what = format!("cannot import {}", path.display());
        return Err(Error::refused(what, "it is larger than 256 MB"));
    }
    Ok(session.extractor()?.references(format, &mut file)?)
}

/// Returns what could not be read and what is doubtful, in the order of the file.
pub(super) fn problems(refused: Vec<Refused>, doubts: Vec<Refused>) -> Vec<ImportProblem> {
    let problem = |kind| {
        move |found: Refused| ImportProblem {
            line: found.line,
            key: found.key,
            kind,
            reason: found.reason,
        }
    };
    let mut problems: Vec<ImportProblem> = refused.into_iter().map(problem("refused")).collect();
    problems.extend(doubts.into_iter().map(problem("doubt")));
    problems.sort_by_key(|problem| problem.line);
    problems
}

impl ReferencesImportReport {
    fn push(&mut self, source: ImportedSource) {
        match source.status {
            "new" => self.imported += 1,
            "updated" => self.updated += 1,
            _ => self.unchanged += 1,
        }
        self.sources.push(source);
    }
}

fn described(
    id: Option<String>,
    key: Option<String>,
    reference: &Reference,
    plan: &Plan,
) -> ImportedSource {
    let status = match &plan.present {
        None => "new",
        Some(_) if plan.says_something_new() => "updated",
        Some(_) => "unchanged",
    };
    let sealed = plan.present.as_ref().is_some_and(|source| secrecy::own(source) == Level::Sealed);
    ImportedSource {
        id,
        key: key.filter(|_| !sealed),
        line: reference.line,
        status,
        csl: reference.item.clone(),
        kept: plan.kept.clone(),
        remarks: plan.remarks.clone(),
    }
}

/// Returns the bibliography of a path: the file itself, or the one in an exported folder.
fn bibliography(path: &Path) -> Result<PathBuf, Error> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let doing = || format!("look into {}", path.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(Error::io(doing()))? {
        let file = entry.map_err(Error::io(doing()))?.path();
        let extension = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if file.is_file() && ["bib", "ris", "json"].contains(&extension.as_str()) {
            found.push(file);
        }
    }
    found.sort();
    let what = || format!("cannot import the folder {}", path.display());
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Error::refused(what(), "there is no .bib, .ris or .json file in it")),
        several => {
            let names = several.iter().map(|file| file.display().to_string());
            let names: Vec<String> = names.collect();
            Err(Error::refused(what(), format!("name one of {}", names.join(", "))))
        }
    }
}

/// Writes all works down, in one commit.
fn write(
    session: &mut Session,
    act: ActId,
    planned: &[(&Reference, Plan)],
    pattern: Option<&str>,
) -> Result<Vec<Written>, Error> {
    if planned.iter().all(|(_, plan)| !plan.says_something_new()) {
        // Everything is there already: nothing is written, not even an entry.
        let present = |(_, plan): &(&Reference, Plan)| {
            let source = plan.present.as_ref();
            let key = source.and_then(|source| source.text("key")).map(str::to_owned);
            source.map(|source| (source.id, key))
        };
        return Ok(planned.iter().filter_map(present).collect());
    }
    session.write_in(act, |append| {
        let mut sources = Vec::with_capacity(planned.len());
        for (reference, plan) in planned {
            let (source, key) = write_source(append, reference, plan, pattern)?;
            plan.about.write(append, source)?;
            sources.push((source, key));
        }
        Ok(sources)
    })
}

fn write_source(
    append: &mut Append<'_>,
    reference: &Reference,
    plan: &Plan,
    pattern: Option<&str>,
) -> Result<Written, Error> {
    if let Some(source) = &plan.present {
        if !plan.fields.is_empty() {
            let mut draft = SetDraft::new(Kind::Source, source.id);
            draft.fields.clone_from(&plan.fields);
            append.set(draft)?;
        }
        return Ok((source.id, source.text("key").map(str::to_owned)));
    }
    let key = match &plan.key {
        Some(key) => citation_key::unused(append, key.clone())?,
        None => made_key(append, &reference.item, pattern)?,
    };
    let source: SourceId = append.new_id();
    let mut draft = SetDraft::new(Kind::Source, source).with("key", key.as_str());
    draft.fields.extend(plan.fields.clone());
    append.set(draft)?;
    Ok((source.into(), Some(key)))
}
