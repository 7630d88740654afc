//! `document extract`: texts from archived bytes, made in a process of its own.

use std::{collections::HashSet, io::Read as _, num::NonZeroUsize, thread};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Append, CHUNK_SIZE_BYTES, ContentState, Record, SetDraft, Staged};
use vouchsafe_extract::{
    Extracted, Extraction, Extractor, NAME, Outcome, Sandbox, SandboxLevel, VERSION,
};
use vouchsafe_fixity::{Sha256Stream, SuppliedDigests};
use vouchsafe_model::{ContentId, Kind, RenditionId};

use super::{StoredStructure, renditions};
use crate::{
    error::Error, names, progress::Progress, progress::Silent, search::pictures, session::Session,
};

/// How many texts, and bytes of text, are written in one commit.
const BATCH_TEXTS_MAX: usize = 200;
const BATCH_BYTES_MAX: usize = 8 << 20;

/// Which documents are read.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ExtractRequest {
    /// These; all that were never read by this version of the extractor if none are named.
    pub documents: Vec<String>,
    /// Also those that this version failed to read before.
    pub again: bool,
}

/// What became of all documents.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ExtractReport {
    /// Each document that was read.
    pub items: Vec<ExtractItem>,
    /// How many have a text now.
    pub with_text: usize,
    /// How many have no text in them.
    pub without_text: usize,
    /// How many could not be read; they stay archived as they are.
    pub failed: usize,
}

/// What became of one document.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExtractItem {
    /// The document.
    pub document: String,
    /// The rendition recorded.
    pub rendition: String,
    /// `text`, `no text` or `failed`.
    pub outcome: &'static str,
    /// Why it failed, in a sentence.
    pub reason: Option<String>,
    /// How many characters of text.
    pub characters: Option<usize>,
    /// How far the process was locked down: `full`, `partial` or `none`.
    pub sandbox: String,
}

/// Makes the texts of documents that have none yet from this version of the extractor.
///
/// # Errors
/// A document named is not there, the extractor cannot be started, or the archive cannot be
/// written. A document that cannot be read is no error: the report says why.
pub fn document_extract(
    session: &mut Session,
    request: &ExtractRequest,
    progress: &dyn Progress,
) -> Result<ExtractReport, Error> {
    let catalogue = session.catalogue();
    let mut documents = Vec::new();
    if request.documents.is_empty() {
        catalogue.for_each(Kind::Document, |document| {
            if !document.is_removed() {
                documents.push(document);
            }
            Ok::<(), Error>(())
        })?;
    } else {
        for name in &request.documents {
            documents.push(names::find(&catalogue, Kind::Document, name)?);
        }
    }
    let mut wanted = Vec::new();
    for document in documents {
        if is_wanted(session, &document, request.again)? {
            wanted.push(document);
        }
    }
    extract(session, &wanted, progress)
}

/// Makes the texts of these documents, where there are none yet and this machine can write.
pub(crate) fn extract_missing(session: &mut Session, documents: &[Record]) -> Result<(), Error> {
    if session.identity().is_none() {
        return Ok(());
    }
    let mut wanted = Vec::new();
    for document in documents {
        if is_wanted(session, document, false)? {
            wanted.push(document.clone());
        }
    }
    extract(session, &wanted, &Silent).map(drop)
}

/// Returns whether a document's bytes are here and this version has not yet read them.
fn is_wanted(session: &Session, document: &Record, again: bool) -> Result<bool, Error> {
    let catalogue = session.catalogue();
    let content = document.link("content").map(|id| catalogue.content(id.into())).transpose()?;
    let held = content.flatten().is_some_and(|row| row.state == ContentState::Held);
    let read_before = renditions(&catalogue, document)?.iter().any(|rendition| {
        let by_this = rendition.text("extractor") == Some(NAME)
            && rendition.text("extractor_version") == Some(VERSION);
        by_this && !(again && rendition.text("outcome") == Some("failed"))
    });
    Ok(held && !read_before)
}

/// A document that was read, to be written down.
struct Made {
    document: Record,
    extraction: Extraction,
    sandbox: Sandbox,
    structure: Vec<u8>,
}

fn extract(
    session: &mut Session,
    documents: &[Record],
    progress: &dyn Progress,
) -> Result<ExtractReport, Error> {
    let mut report = ExtractReport::default();
    if documents.is_empty() {
        return Ok(report);
    }
    let extractor = session.extractor()?;
    let act = session.new_act();
    let at_once = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    progress.begin(documents.len() as u64);
    let mut batch: Vec<Made> = Vec::new();
    let mut read = HashSet::new();
    // The same bytes in two documents are read once.
    let documents: Vec<&Record> =
        documents.iter().filter(|document| read.insert(document.link("content"))).collect();
    let mut left = documents.len();
    for some in documents.chunks(at_once) {
        if progress.is_cancelled() {
            return Err(Error::Cancelled);
        }
        batch.extend(read_at_once(session, &extractor, some)?);
        left -= some.len();
        let bytes: usize = batch.iter().map(Made::memory_bytes).sum();
        if batch.len() >= BATCH_TEXTS_MAX || bytes >= BATCH_BYTES_MAX || left == 0 {
            write(session, act, &batch, &mut report)?;
            batch.clear();
        }
        progress.advance(some.len() as u64);
    }
    Ok(report)
}

/// Reads several documents at the same time, each in a process of its own.
fn read_at_once(
    session: &Session,
    extractor: &Extractor,
    documents: &[&Record],
) -> Result<Vec<Made>, Error> {
    let mut tasks = Vec::with_capacity(documents.len());
    for document in documents {
        let content = document.link("content").map(ContentId::from);
        let row = content.map(|id| session.catalogue().content(id)).transpose()?.flatten();
        let Some(row) = row else { continue };
        let bytes = session.archive.read_content(row.id, 0..u64::MAX)?;
        tasks.push(((*document).clone(), row.id, row.size_bytes.unwrap_or(0), bytes));
    }
    thread::scope(|scope| {
        let workers: Vec<_> = tasks
            .into_iter()
            .map(|(document, content, size_bytes, mut bytes)| {
                scope.spawn(move || {
                    let media_type =
                        document.text("media_type").unwrap_or("application/octet-stream");
                    let Extracted { extraction, sandbox } =
                        extractor.document(media_type, None, size_bytes, &mut bytes)?;
                    let structure = structure_json(content, &extraction);
                    Ok(Made { document, extraction, sandbox, structure })
                })
            })
            .collect();
        let done = workers.into_iter().map(|worker| match worker.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

impl Made {
    fn memory_bytes(&self) -> usize {
        self.structure.len() + self.extraction.text.as_ref().map_or(0, |text| text.text.len())
    }
}

fn structure_json(of: ContentId, extraction: &Extraction) -> Vec<u8> {
    let structure = extraction.text.as_ref().map(|text| text.structure.clone());
    let stored = StoredStructure {
        of: of.to_string(),
        structure: structure.unwrap_or_default(),
        image: extraction.image.clone(),
        proposals: extraction.proposals.clone(),
        warnings: extraction.warnings.clone(),
    };
    serde_json::to_vec(&stored).expect("it holds nothing that JSON has no words for")
}

/// Writes a batch of texts down, in one commit.
fn write(
    session: &mut Session,
    act: vouchsafe_model::ActId,
    batch: &[Made],
    report: &mut ExtractReport,
) -> Result<(), Error> {
    if batch.is_empty() {
        return Ok(());
    }
    let mut staged = Vec::with_capacity(batch.len());
    for made in batch {
        let text = made.extraction.text.as_ref().map(|text| text.text.as_bytes());
        let text = text.map(|bytes| stage(session, bytes)).transpose()?;
        staged.push((text, stage(session, &made.structure)?));
    }
    let items = session.write_in(act, |append| {
        let mut items = Vec::with_capacity(batch.len());
        for (made, (text, structure)) in batch.iter().zip(&staged) {
            let text = text.as_ref().map(|text| hold_once(append, text)).transpose()?;
            let structure = hold_once(append, structure)?;
            items.push(record(append, made, text, structure)?);
        }
        Ok(items)
    })?;
    let pictures = batch.iter().filter_map(|made| {
        let content = made.document.link("content").map(ContentId::from)?;
        let png = &made.extraction.image.as_ref()?.thumbnail_png;
        (!png.is_empty()).then_some((content, &**png))
    });
    // Where they cannot be kept, they are made again when somebody looks.
    let _ = pictures::keep_thumbnails(session, pictures);
    for item in items {
        match item.outcome {
            "text" => report.with_text += 1,
            "no text" => report.without_text += 1,
            _ => report.failed += 1,
        }
        report.items.push(item);
    }
    Ok(())
}

fn record(
    append: &mut Append<'_>,
    made: &Made,
    text: Option<ContentId>,
    structure: ContentId,
) -> Result<ExtractItem, Error> {
    let rendition: RenditionId = append.new_id();
    let (outcome, failure, reason) = match &made.extraction.outcome {
        Outcome::Text => ("text", None, None),
        Outcome::NoText => ("no text", None, None),
        Outcome::Failed { reason, detail } => {
            let word = serde_json::to_value(reason).expect("a reason is a word");
            ("failed", Some(word), Some(detail.clone()))
        }
    };
    let of = made.document.text("content").unwrap_or_default();
    let draft = SetDraft::new(Kind::Rendition, rendition)
        .with("of", of)
        .with("media_type", made.extraction.media_type.as_str())
        .with("extractor", NAME)
        .with("extractor_version", VERSION)
        .with("outcome", outcome)
        .with_some("failure", failure)
        .with_some("reason", reason.clone())
        .with_some("text", text.map(|id| id.to_string()))
        .with("structure", structure.to_string())
        .with("sandbox", sandbox_name(made.sandbox.level))
        .with("sandbox_detail", made.sandbox.detail.as_str());
    append.set(draft)?;
    Ok(ExtractItem {
        document: made.document.id.to_string(),
        rendition: rendition.to_string(),
        outcome,
        reason,
        characters: made.extraction.text.as_ref().map(|text| text.text.chars().count()),
        sandbox: sandbox_name(made.sandbox.level).to_owned(),
    })
}

/// What is to be held: bytes that are here already, or staged ones.
enum ToHold {
    Held(ContentId),
    Staged(Staged),
}

fn stage(session: &mut Session, bytes: &[u8]) -> Result<ToHold, Error> {
    let mut hash = Sha256Stream::default();
    hash.update(bytes);
    let rows = session.catalogue().contents_with(hash.finish())?;
    if let Some(row) = rows.iter().find(|row| row.state == ContentState::Held) {
        return Ok(ToHold::Held(row.id));
    }
    let mut entropy = session.environment.entropy.clone();
    if bytes.len() <= CHUNK_SIZE_BYTES {
        return Ok(ToHold::Staged(Staged::small(bytes.to_vec(), &mut entropy)));
    }
    let clock = session.environment.clock.clone();
    let mut supplied = SuppliedDigests::new(&[]);
    let staged = session.archive.stage(
        &mut bytes.take(u64::MAX),
        &mut supplied,
        clock.as_ref(),
        &mut entropy,
    )?;
    Ok(ToHold::Staged(staged))
}

/// Holds bytes, unless the same are held already, also by something written just before.
fn hold_once(append: &mut Append<'_>, bytes: &ToHold) -> Result<ContentId, Error> {
    match bytes {
        ToHold::Held(id) => Ok(*id),
        ToHold::Staged(staged) => {
            let rows = append.catalogue().contents_with(staged.digests.sha256)?;
            match rows.iter().find(|row| row.state == ContentState::Held) {
                Some(row) => Ok(row.id),
                None => Ok(append.hold(staged)?),
            }
        }
    }
}

fn sandbox_name(level: SandboxLevel) -> &'static str {
    match level {
        SandboxLevel::Full => "full",
        SandboxLevel::Partial => "partial",
        SandboxLevel::None => "none",
        SandboxLevel::NotNeeded => "not needed",
    }
}
