//! `add_preview`: what would become of files if they were taken in. Nothing is written.

use std::{fs::File, io::Read as _, path::PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, ContentState, Record};
use vouchsafe_extract::{LOOK_BYTES, media_type};
use vouchsafe_fixity::Sha256Stream;
use vouchsafe_model::{Kind, Sha256Digest};

use super::gather::{self, Candidate, Refusal, modified_at};
use crate::{
    error::Error,
    links,
    progress::Progress,
    records,
    secrecy::{self, Level},
    session::Session,
};

/// How much of a file is read at a time.
const PIECE_BYTES: usize = 1 << 18;

/// Which files are looked at.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AddPreviewRequest {
    /// Files, or folders with `recursive`.
    #[ts(type = "Array<string>")]
    pub paths: Vec<PathBuf>,
    /// Whether folders are walked.
    pub recursive: bool,
}

/// What would become of files.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct AddPreviewReport {
    /// The files, in the order in which `add` would take them; what cannot be taken in stands last.
    pub items: Vec<AddPreviewItem>,
    /// How many bytes would be read.
    pub total_bytes: u64,
}

/// What would become of a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddPreviewItem {
    /// The file, as it was found.
    pub path: String,
    /// Its name, for people; below a folder that was named with its way there.
    pub name: String,
    /// How many bytes.
    pub size_bytes: Option<u64>,
    /// What its first bytes say it is.
    pub media_type: Option<String>,
    /// The digest of its bytes.
    pub sha256: Option<String>,
    /// When it was last changed, by its file system.
    pub modified: Option<String>,
    /// What would become of it.
    pub status: AddPreviewStatus,
    /// The documents that have these bytes already.
    pub already: Vec<AlreadyHeld>,
    /// Why it would be refused.
    pub reason: Option<String>,
}

/// What would become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddPreviewStatus {
    /// The archive does not have these bytes.
    New,
    /// It has them, by another name: taking them in records that they came once more.
    SameBytes,
    /// It has them, by this very name: unless something new is said, nothing would change.
    SamePath,
    /// It would be refused.
    Unreadable,
}

/// A document that has the same bytes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AlreadyHeld {
    /// The document.
    pub document: String,
    /// Its source, by citation key if it has one; `None` if it is sealed.
    pub source: Option<String>,
    /// What it is called.
    pub title: String,
    /// When it first came, as the log's writer claims.
    pub added_at: Option<String>,
}

/// Looks at files before they are taken in: each is read, hashed and looked up.
///
/// # Errors
/// A path named does not exist, or is a folder without `recursive`; or the archive cannot be read.
pub fn add_preview(
    session: &Session,
    request: &AddPreviewRequest,
    progress: &dyn Progress,
) -> Result<AddPreviewReport, Error> {
    let (candidates, mut refusals) = gather::gather(&request.paths, request.recursive)?;
    let mut settings = vec![session.environment.config_dir.as_path()];
    settings.extend(session.environment.key_path.as_deref());
    settings.extend(session.environment.cache_dir.as_deref());
    let (candidates, own) = gather::leave_out_own(candidates, session.archive.path(), &settings);
    refusals.extend(own);
    let total_bytes = candidates.iter().map(|candidate| candidate.size_bytes).sum();
    let mut report = AddPreviewReport { items: Vec::new(), total_bytes };
    progress.begin(total_bytes);
    for candidate in candidates {
        if progress.is_cancelled() {
            return Err(Error::Cancelled);
        }
        progress.item(&candidate.original.shown);
        report.items.push(item(session, &candidate, progress)?);
    }
    report.items.extend(refusals.into_iter().map(refused));
    Ok(report)
}

fn refused(refusal: Refusal) -> AddPreviewItem {
    let name = refusal.path.file_name().unwrap_or_default();
    AddPreviewItem {
        path: refusal.path.to_string_lossy().into_owned(),
        name: gather::OriginalPath::of(std::path::Path::new(name)).shown,
        size_bytes: None,
        media_type: None,
        sha256: None,
        modified: None,
        status: AddPreviewStatus::Unreadable,
        already: Vec::new(),
        reason: Some(refusal.reason),
    }
}

/// What was read of a file.
struct Looked {
    sha256: Sha256Digest,
    size_bytes: u64,
    media_type: &'static str,
    modified: Option<String>,
}

fn item(
    session: &Session,
    candidate: &Candidate,
    progress: &dyn Progress,
) -> Result<AddPreviewItem, Error> {
    let looked = match look(candidate, progress) {
        Ok(looked) => looked,
        Err(_) if progress.is_cancelled() => return Err(Error::Cancelled),
        Err(error) => {
            let (path, reason) = (candidate.path.clone(), gather::reason(&error));
            return Ok(refused(Refusal { path, reason }));
        }
    };
    let catalogue = session.catalogue();
    let mut item = AddPreviewItem {
        path: candidate.path.to_string_lossy().into_owned(),
        name: candidate.original.shown.clone(),
        size_bytes: Some(looked.size_bytes),
        media_type: Some(looked.media_type.to_owned()),
        sha256: Some(looked.sha256.to_string()),
        modified: looked.modified,
        status: AddPreviewStatus::New,
        already: Vec::new(),
        reason: None,
    };
    let rows = catalogue.contents_with(looked.sha256)?;
    let held = rows.iter().find(|row| row.state == ContentState::Held);
    if held.is_none() && rows.iter().any(|row| row.state == ContentState::Purged) {
        item.status = AddPreviewStatus::Unreadable;
        item.reason = Some("these bytes were purged from this archive".to_owned());
    }
    let Some(held) = held else { return Ok(item) };
    item.status = AddPreviewStatus::SameBytes;
    for document in links::linked(&catalogue, Kind::Document, "content", held.id.into())? {
        let (already, by_this_name) = already(session, &document, candidate)?;
        if by_this_name {
            item.status = AddPreviewStatus::SamePath;
        }
        item.already.push(already);
    }
    Ok(item)
}

fn look(candidate: &Candidate, progress: &dyn Progress) -> std::io::Result<Looked> {
    let mut file = File::open(&candidate.path)?;
    let metadata = file.metadata()?;
    let mut start = Vec::new();
    let mut hash = Sha256Stream::default();
    let mut buffer = vec![0; PIECE_BYTES];
    let mut size_bytes = 0;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        if progress.is_cancelled() {
            return Err(std::io::Error::other("the reading was stopped"));
        }
        let missing = LOOK_BYTES.saturating_sub(start.len());
        start.extend_from_slice(&buffer[..length.min(missing)]);
        hash.update(&buffer[..length]);
        size_bytes += length as u64;
        progress.advance(length as u64);
    }
    Ok(Looked {
        sha256: hash.finish(),
        size_bytes,
        media_type: media_type(&start, candidate.original.name()),
        modified: modified_at(&metadata).map(|instant| instant.to_string()),
    })
}

/// Describes a document that has the bytes, and tells whether it came by the same name.
fn already(
    session: &Session,
    document: &Record,
    candidate: &Candidate,
) -> Result<(AlreadyHeld, bool), Error> {
    let catalogue = session.catalogue();
    let told = secrecy::level(&catalogue, document)? != Level::Sealed;
    let accessions = links::linked(&catalogue, Kind::Accession, "document", document.id)?;
    let original = &candidate.original;
    let by_this_name = accessions.iter().any(|accession| {
        accession.text("original_path") == Some(&original.shown)
            && accession.text("original_path_bytes") == original.bytes.as_deref()
    });
    let held = AlreadyHeld {
        document: document.id.to_string(),
        source: source(&catalogue, document)?.filter(|_| told),
        title: records::label(&catalogue, document)?,
        added_at: accessions.first().map(|it| written_at(session, it)).transpose()?.flatten(),
    };
    Ok((held, by_this_name))
}

fn source(catalogue: &Catalogue<'_>, document: &Record) -> Result<Option<String>, Error> {
    let source = links::followed(catalogue, document, "source", Kind::Source)?;
    Ok(source.as_ref().map(links::label))
}

/// Returns when an accession was written down, as its writer claims.
fn written_at(session: &Session, accession: &Record) -> Result<Option<String>, Error> {
    let write = accession.fields.get("document").and_then(|field| field.writes.first());
    let Some(position) = write.map(|write| write.position) else { return Ok(None) };
    let stored = session.archive.entry(position.log, position.index)?;
    Ok(stored.entry.header.time.map(|time| time.to_string()))
}
