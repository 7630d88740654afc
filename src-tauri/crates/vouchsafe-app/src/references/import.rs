//! `references import`: a bibliography of another program, with what hangs on it.
//!
//! The file is parsed behind the process wall. What a person wrote since an earlier import is
//! left, and said; what one reference lacks or breaks does not keep out the others.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};
use vouchsafe_archive::{Append, SetDraft};
use vouchsafe_citation::{Reference, ReferenceFormat};
use vouchsafe_model::{ActId, Kind, NoteId, RecordId, SourceId};

use super::plan::{Plan, plan, repeated_keys};
use crate::{
    accession::{AddItem, AddRequest, add_in},
    citation_key,
    error::Error,
    links,
    marks::{COLLECTIONS, TAGS},
    progress::Progress,
    session::Session,
    source::made_key,
};

/// The largest bibliography that is read, in bytes.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// A bibliography to be taken in.
#[derive(Debug, Clone, Default)]
pub struct ReferencesImportRequest {
    /// The file; or the folder that another program exported.
    pub path: PathBuf,
    /// Its format, where its bytes do not tell.
    pub format: Option<ReferenceFormat>,
    /// The pattern of citation keys for works that come without one: `[auth:lower][year]`.
    pub key_pattern: Option<String>,
    /// Whether the files it names are left out.
    pub without_attachments: bool,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// What became of a bibliography.
#[derive(Debug, Clone, Default, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
pub struct ImportedSource {
    /// The source; `None` if it was only planned.
    pub id: Option<String>,
    /// Its citation key.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    let path = bibliography(&request.path)?;
    let what = || format!("cannot import {}", path.display());
    let mut file =
        std::fs::File::open(&path).map_err(Error::io(format!("read {}", path.display())))?;
    let size = file.metadata().map_err(Error::io(format!("read {}", path.display())))?.len();
    if size > FILE_BYTES_MAX {
        return Err(Error::refused(what(), "it is larger than 256 MB"));
    }
    let imported = session.extractor()?.references(request.format, &mut file)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut report = ReferencesImportReport {
        format: imported.format.name().to_owned(),
        encoding: imported.encoding.clone(),
        refused: imported.refused.len(),
        ..ReferencesImportReport::default()
    };
    let problem = |kind| {
        move |found: vouchsafe_citation::Refused| ImportProblem {
            line: found.line,
            key: found.key,
            kind,
            reason: found.reason,
        }
    };
    report.problems.extend(imported.refused.into_iter().map(problem("refused")));
    report.problems.extend(imported.warnings.into_iter().map(problem("doubt")));
    report.problems.sort_by_key(|problem| problem.line);
    let mut plans = Vec::with_capacity(imported.references.len());
    for reference in &imported.references {
        plans.push(plan(session, reference, &name)?);
    }
    for (at, line) in repeated_keys(&imported.references) {
        let remark = format!("the same key stands on line {line} too");
        plans[at].remarks.push(remark);
    }
    let pattern = request.key_pattern.as_deref();
    if request.dry_run {
        for (reference, plan) in imported.references.iter().zip(&plans) {
            report.push(described(None, plan.key.clone(), reference, plan));
        }
        return Ok(report);
    }
    let act = session.new_act();
    let planned: Vec<(&Reference, Plan)> = imported.references.iter().zip(plans).collect();
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    let sources = write(session, act, &planned, pattern)?;
    for ((reference, plan), (source, key)) in planned.iter().zip(&sources) {
        report.push(described(Some(source.to_string()), key.clone(), reference, plan));
    }
    if !request.without_attachments {
        report.attachments = attach(session, act, &folder, &planned, &sources, progress)?;
    }
    report.done = true;
    Ok(report)
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
        Some(_) if plan.fields.is_empty() => "unchanged",
        Some(_) => "updated",
    };
    ImportedSource {
        id,
        key,
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
) -> Result<Vec<(RecordId, Option<String>)>, Error> {
    if planned.iter().all(|(reference, plan)| is_nothing(session, reference, plan).unwrap_or(false))
    {
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
            write_about(append, source, reference)?;
            sources.push((source, key));
        }
        Ok(sources)
    })
}

/// Whether there is nothing to write of a reference.
fn is_nothing(session: &Session, reference: &Reference, plan: &Plan) -> Result<bool, Error> {
    let Some(source) = plan.present.as_ref().filter(|_| plan.fields.is_empty()) else {
        return Ok(false);
    };
    let catalogue = session.catalogue();
    let tags = crate::tag::tags_of(&catalogue, source.id)?;
    let collections = crate::collection::collections_of(&catalogue, source.id)?;
    let notes = links::linked(&catalogue, Kind::Note, "on", source.id)?;
    let has_note = |text: &String| notes.iter().any(|note| note.text("text") == Some(text));
    Ok(reference.tags.iter().all(|tag| tags.contains(&tag.trim().to_owned()))
        && reference.collections.iter().all(|path| {
            path.last().is_none_or(|name| collections.contains(&name.trim().to_owned()))
        })
        && reference.notes.iter().all(has_note))
}

fn write_source(
    append: &mut Append<'_>,
    reference: &Reference,
    plan: &Plan,
    pattern: Option<&str>,
) -> Result<(RecordId, Option<String>), Error> {
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

/// Writes what hangs on a reference: notes, tags, collections.
fn write_about(
    append: &mut Append<'_>,
    source: RecordId,
    reference: &Reference,
) -> Result<(), Error> {
    let notes = links::linked(&append.catalogue(), Kind::Note, "on", source)?;
    for text in reference.notes.iter().filter(|text| !text.trim().is_empty()) {
        if notes.iter().any(|note| note.text("text") == Some(text)) {
            continue;
        }
        let note: NoteId = append.new_id();
        let draft = SetDraft::new(Kind::Note, note)
            .with("on", source.to_string())
            .with("on_kind", Kind::Source.name())
            .with("text", text.as_str());
        append.set(draft)?;
    }
    for tag in &reference.tags {
        if let Ok(name) = TAGS.check_name(tag) {
            TAGS.put(append, &name, (Kind::Source, source))?;
        }
    }
    for path in &reference.collections {
        COLLECTIONS.put_under(append, path, (Kind::Source, source))?;
    }
    Ok(())
}

/// Takes the files in that lie beside the bibliography. Others are named and left: a bibliography
/// of somebody else's must not choose what of this machine goes into an archive.
fn attach(
    session: &mut Session,
    act: ActId,
    folder: &Path,
    planned: &[(&Reference, Plan)],
    sources: &[(RecordId, Option<String>)],
    progress: &dyn Progress,
) -> Result<Vec<AddItem>, Error> {
    let mut items = Vec::new();
    let inside = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    for ((reference, _), (source, _)) in planned.iter().zip(sources) {
        for attachment in &reference.attachments {
            let path = folder.join(&attachment.path);
            let real = path.canonicalize();
            let is_inside = real.as_ref().is_ok_and(|real| real.starts_with(&inside));
            if !is_inside || !path.is_file() {
                let reason = match real {
                    Err(_) => "there is no such file beside the bibliography",
                    Ok(_) if !is_inside => "it is not in the folder of the bibliography",
                    Ok(_) => "it is not a file",
                };
                items.push(AddItem::left_out(&attachment.path, reason));
                continue;
            }
            let request = AddRequest {
                paths: vec![path],
                source: Some(source.to_string()),
                role: Some("attachment".to_owned()),
                ..AddRequest::default()
            };
            items.extend(add_in(session, act, &request, progress, &mut |_| ())?.items);
        }
    }
    Ok(items)
}
