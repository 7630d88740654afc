//! The sample archive, made in process: the documents of `assets/sample/` are taken in, and the
//! catalogue work of `story.json` is done on them, with the use cases a person's own archive is
//! made with. What comes of it is a real archive, to be written to like any other.

mod story;
mod telling;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;
use ts_rs::TS;

use crate::{
    accession::{AddRequest, Sidecar, add},
    error::Error,
    progress::{Progress, Silent},
    session::Session,
    text::{ExtractRequest, document_extract},
};
use story::Story;
use telling::Telling;

/// The ending of the file beside a document that says how it came.
const SIDECAR: &str = ".meta.json";

/// What the sample archive holds now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SampleReport {
    /// How many documents were taken in.
    pub documents: usize,
    /// How many passages were kept.
    pub passages: usize,
    /// How many claims were made.
    pub claims: usize,
    /// The claim that the documents disagree about the most: the one to look at first.
    pub claim: Option<String>,
}

/// Fills an archive with the sample material in `folder`.
///
/// # Errors
/// The material is not there or is wrong; or the archive cannot be written. What was written until
/// then stays.
pub fn sample(
    session: &mut Session,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<SampleReport, Error> {
    let story = Story::read(folder)?;
    let files = documents(folder)?;
    // Each document is read twice: once to be taken in, once for its text.
    progress.begin((2 * files.len() + story.steps()) as u64);
    let mut telling = Telling::new(folder);
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        progress.item(&name);
        let document = take_in(session, file)?;
        telling.documents.insert(name, document);
        step(progress)?;
    }
    document_extract(session, &ExtractRequest::default(), &Silent)?;
    progress.advance(files.len() as u64);
    telling.tell(session, &story, progress)?;
    let contested = story.claims.iter().max_by_key(|claim| claim.contradictions());
    Ok(SampleReport {
        documents: telling.documents.len(),
        passages: telling.passages.len(),
        claims: telling.claims.len(),
        claim: contested.and_then(|claim| telling.claims.get(&claim.name).cloned()),
    })
}

/// Tells that one more step is done.
fn step(progress: &dyn Progress) -> Result<(), Error> {
    progress.advance(1);
    if progress.is_cancelled() { Err(Error::Cancelled) } else { Ok(()) }
}

/// Returns the documents that have a sidecar, in order of name.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let doing = || format!("list {}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(doing()))? {
        let path = entry.map_err(Error::io(doing()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        found.extend(name.strip_suffix(SIDECAR).map(|document| path.with_file_name(document)));
    }
    found.sort();
    Ok(found)
}

fn take_in(session: &mut Session, file: &Path) -> Result<String, Error> {
    let mut meta = file.as_os_str().to_owned();
    meta.push(SIDECAR);
    let sidecar = Sidecar::read(Path::new(&meta))?;
    let request = AddRequest {
        paths: vec![file.to_owned()],
        role: sidecar.role,
        facts: sidecar.accession,
        new_source: sidecar.source,
        ..AddRequest::default()
    };
    let mut report = add(session, &request, &Silent, &mut |_| ())?;
    let item = report.items.pop();
    let reason = item.as_ref().and_then(|item| item.reason.clone());
    item.and_then(|item| item.document).ok_or_else(|| {
        let what = format!("cannot take in {}", file.display());
        Error::refused(what, reason.unwrap_or_else(|| "it could not be read".to_owned()))
    })
}
