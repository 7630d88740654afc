//! `document`: what is held, its bytes back again, and copies derived from it.

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use ts_rs::TS;
use vouchsafe_archive::{ContentRow, ContentState, Record, SetDraft};
use vouchsafe_fixity::Sha256Stream;
use vouchsafe_model::{ContentId, DerivationId, DocumentId, Kind};

use crate::{
    accession::{AddItem, AddRequest, add_in},
    error::Error,
    links, names,
    progress::Progress,
    records,
    secrecy::{self, Level},
    session::Session,
    text::renditions,
};

/// Which documents are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentListRequest {
    /// Only those of this source.
    pub source: Option<String>,
    /// Removed ones too.
    pub removed: bool,
    /// What sealed ones are called too.
    pub show_sealed: bool,
    /// At most so many; all if `None`.
    pub limit: Option<usize>,
}

/// A document, in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentItem {
    /// Its id.
    pub id: String,
    /// Its source, by citation key if it has one. Source, title and digest of a sealed document
    /// are `None` unless they were asked for.
    pub source: Option<String>,
    /// Its own title, else its source's.
    pub title: Option<String>,
    /// The digest of its bytes; `None` if it was purged with them.
    pub sha256: Option<String>,
    /// How many bytes; `None` like the digest.
    pub size_bytes: Option<u64>,
    /// What its first bytes said it is.
    pub media_type: Option<String>,
    /// Its role for its source.
    pub role: Option<String>,
    /// `held` or `purged`.
    pub state: &'static str,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// A list of documents.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct DocumentListReport {
    /// The documents.
    pub documents: Vec<DocumentItem>,
    /// How many there are, with those left out by the limit.
    pub total: usize,
}

/// Lists documents, in the order in which they came.
///
/// # Errors
/// There is no such source; or the archive cannot be read.
pub fn document_list(
    session: &Session,
    request: &DocumentListRequest,
) -> Result<DocumentListReport, Error> {
    let catalogue = session.catalogue();
    let source = match &request.source {
        Some(name) => Some(names::find(&catalogue, Kind::Source, name)?.id),
        None => None,
    };
    let mut report = DocumentListReport::default();
    let limit = request.limit.unwrap_or(usize::MAX);
    catalogue.for_each(Kind::Document, |document| {
        let wanted = source.is_none() || document.link("source") == source;
        if wanted && (request.removed || !document.is_removed()) {
            report.total += 1;
            if report.documents.len() < limit {
                report.documents.push(item(session, &document, request.show_sealed)?);
            }
        }
        Ok::<(), Error>(())
    })?;
    Ok(report)
}

/// A document with everything that is known about it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentShowReport {
    /// The document.
    #[serde(flatten)]
    pub item: DocumentItem,
    /// Its arrivals, each with its facts by name.
    pub accessions: Vec<Map<String, serde_json::Value>>,
    /// What it was derived from, and what from it.
    pub derivations: Vec<Derivation>,
    /// What the extractor made of its bytes.
    pub renditions: Vec<RenditionItem>,
    /// How much of the capture minimum its source has.
    pub capture_minimum: CaptureMinimum,
}

/// What the extractor made of a document's bytes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RenditionItem {
    /// Its id.
    pub id: String,
    /// `text`, `no text` or `failed`.
    pub outcome: Option<String>,
    /// Why it failed.
    pub reason: Option<String>,
    /// By what it was made, and which version of it.
    pub extractor: String,
    /// How far the process was locked down: `full`, `partial`, `none` or `not needed`.
    pub sandbox: Option<String>,
    /// By what, and what was missing.
    pub sandbox_detail: Option<String>,
}

/// A step from one document to another.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Derivation {
    /// Its id.
    pub id: String,
    /// The document it starts from.
    pub from: Option<String>,
    /// The document it ends at.
    pub to: Option<String>,
    /// What was done.
    pub derivation: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// With which tool.
    pub tool: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What the Berkeley Protocol asks of a capture of online material, of 3.
///
/// Source: Berkeley Protocol on Digital Open Source Investigations (2020), section VI.C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct CaptureMinimum {
    /// The address is known.
    pub url: bool,
    /// The page's source code is held.
    pub page_source: bool,
    /// An image of the full page, with the time of its capture, is held.
    pub dated_image: bool,
    /// How many of the three.
    pub count: u8,
}

/// Shows a document.
///
/// # Errors
/// There is no such document; it is sealed and was not asked for; or the archive cannot be read.
pub fn document_show(
    session: &Session,
    name: &str,
    show_sealed: bool,
) -> Result<DocumentShowReport, Error> {
    let catalogue = session.catalogue();
    let document = names::find(&catalogue, Kind::Document, name)?;
    if !show_sealed && records::is_sealed(&catalogue, &document)? {
        return Err(records::not_shown(&document));
    }
    let accessions = links::linked(&catalogue, Kind::Accession, "document", document.id)?;
    let mut derivations = links::linked(&catalogue, Kind::Derivation, "to", document.id)?;
    derivations.extend(links::linked(&catalogue, Kind::Derivation, "from", document.id)?);
    let facts = accessions.iter().map(|accession| {
        let mut facts = Map::from_iter([("id".to_owned(), json!(accession.id.to_string()))]);
        for (name, field) in &accession.fields {
            if !["document", "content"].contains(&name.as_str()) && !field.value().is_null() {
                facts.insert(name.clone(), field.value().clone());
            }
        }
        facts
    });
    Ok(DocumentShowReport {
        item: item(session, &document, true)?,
        accessions: facts.collect(),
        derivations: derivations.iter().map(derivation).collect(),
        renditions: renditions(&catalogue, &document)?.iter().map(RenditionItem::of).collect(),
        capture_minimum: capture_minimum(session, &document)?,
    })
}

impl RenditionItem {
    fn of(rendition: &Record) -> Self {
        let text = |field: &str| rendition.text(field).map(str::to_owned);
        let part = |field: &str| rendition.text(field).unwrap_or_default();
        Self {
            id: rendition.id.to_string(),
            outcome: text("outcome"),
            reason: text("reason"),
            extractor: format!("{} {}", part("extractor"), part("extractor_version")),
            sandbox: text("sandbox"),
            sandbox_detail: text("sandbox_detail"),
        }
    }
}

fn derivation(record: &Record) -> Derivation {
    let text = |field: &str| record.text(field).map(str::to_owned);
    Derivation {
        id: record.id.to_string(),
        from: text("from"),
        to: text("to"),
        derivation: text("derivation"),
        by: text("by"),
        tool: text("tool"),
        reason: text("reason"),
    }
}

fn capture_minimum(session: &Session, document: &Record) -> Result<CaptureMinimum, Error> {
    let catalogue = session.catalogue();
    let documents = match document.link("source") {
        Some(source) => links::linked(&catalogue, Kind::Document, "source", source)?,
        None => vec![document.clone()],
    };
    let mut minimum =
        CaptureMinimum { url: false, page_source: false, dated_image: false, count: 0 };
    for document in documents {
        let media_type = document.text("media_type").unwrap_or_default();
        let is_page = ["text/html", "application/xhtml+xml", "multipart/related"]
            .contains(&media_type)
            || media_type.starts_with("application/wa");
        minimum.page_source |= is_page;
        for accession in links::linked(&catalogue, Kind::Accession, "document", document.id)? {
            minimum.url |= accession.text("url").is_some();
            let is_image = media_type.starts_with("image/") || media_type == "application/pdf";
            let is_shot = document.text("role") == Some("screenshot");
            minimum.dated_image |= is_shot && is_image && accession.text("captured_at").is_some();
        }
    }
    minimum.count =
        u8::from(minimum.url) + u8::from(minimum.page_source) + u8::from(minimum.dated_image);
    Ok(minimum)
}

/// A document's bytes, handed out.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentGetReport {
    /// The document.
    pub document: String,
    /// Where its bytes were written; `None` for a stream.
    pub path: Option<PathBuf>,
    /// The digest of the bytes written.
    pub sha256: String,
    /// The digest recorded when they were received.
    pub expected_sha256: String,
    /// How many bytes were written.
    pub size_bytes: u64,
    /// Whether they are unchanged since received.
    pub unchanged: bool,
    /// Whether the handing out was recorded.
    pub recorded: bool,
    /// Why not, if not.
    pub not_recorded_because: Option<String>,
}

/// Writes a document's bytes to a new file. If they are not as received, no file is left.
///
/// # Errors
/// There is no such document, it has no bytes here, or `path` exists or cannot be written.
pub fn document_get_to_file(
    session: &mut Session,
    name: &str,
    path: &Path,
    progress: &dyn Progress,
) -> Result<DocumentGetReport, Error> {
    if path.symlink_metadata().is_ok() {
        let what = format!("cannot write {}", path.display());
        return Err(Error::refused(what, "something is there already, and is not overwritten"));
    }
    let doing = || format!("write {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .map_err(Error::io(doing()))?;
    let mut report = document_get(session, name, &mut file, progress)?;
    if report.unchanged {
        file.as_file().sync_all().map_err(Error::io(doing()))?;
        file.persist_noclobber(path).map_err(|error| Error::io(doing())(error.error))?;
        report.path = Some(path.to_owned());
    }
    Ok(report)
}

/// Writes a document's bytes to a stream, hashing them on the way, and records that it was done.
///
/// # Errors
/// There is no such document, it has no bytes here, or the stream cannot be written.
pub fn document_get(
    session: &mut Session,
    name: &str,
    to: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<DocumentGetReport, Error> {
    let document = names::find(&session.catalogue(), Kind::Document, name)?;
    let row = content_of(session, &document)?;
    let row = row.filter(|row| row.state == ContentState::Held).ok_or_else(|| {
        let what = format!("cannot write out document {}", document.id);
        Error::refused(what, "its bytes were purged, or never held")
    })?;
    let expected = row.sha256.map(|digest| digest.to_string()).unwrap_or_default();
    progress.begin(row.size_bytes.unwrap_or(0));
    let mut reader = session.archive.read_content(row.id, 0..u64::MAX)?;
    let mut hash = Sha256Stream::default();
    let mut buffer = vec![0; 1 << 18];
    let mut size_bytes = 0;
    loop {
        let length = reader
            .read(&mut buffer)
            .map_err(Error::io(format!("read document {} in the archive", document.id)))?;
        if length == 0 {
            break;
        }
        if progress.is_cancelled() {
            return Err(Error::Cancelled);
        }
        hash.update(&buffer[..length]);
        to.write_all(&buffer[..length]).map_err(Error::io("write the bytes out"))?;
        size_bytes += length as u64;
        progress.advance(length as u64);
    }
    to.flush().map_err(Error::io("write the bytes out"))?;
    let sha256 = hash.finish().to_string();
    let unchanged = sha256 == expected;
    let outcome = if unchanged { "unchanged since received" } else { "changed" };
    // No digest here: a purge of the document would not reach it.
    let detail = Map::from_iter([("bytes".to_owned(), json!(size_bytes))]);
    let not_recorded_because = session.record_event(
        "dissemination",
        Some((Kind::Document, document.id)),
        (outcome, detail),
    )?;
    Ok(DocumentGetReport {
        document: document.id.to_string(),
        path: None,
        sha256,
        expected_sha256: expected,
        size_bytes,
        unchanged,
        recorded: not_recorded_because.is_none(),
        not_recorded_because,
    })
}

/// A copy made from a document, to be taken in as a working copy of it.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DeriveRequest {
    /// The document it was made from.
    pub from: String,
    /// The file that holds it.
    pub file: PathBuf,
    /// What was done: `crop`, `redaction`, `translation` …
    pub derivation: String,
    /// By whom.
    pub by: Option<String>,
    /// With which tool.
    pub tool: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A derived document.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeriveReport {
    /// The step recorded.
    pub derivation: String,
    /// What became of the file.
    #[serde(flatten)]
    pub item: AddItem,
}

/// Takes in a copy made from a document, and records how it came to be.
///
/// # Errors
/// There is no such document or file, or the kind of derivation is not known.
pub fn document_derive(
    session: &mut Session,
    request: &DeriveRequest,
    progress: &dyn Progress,
) -> Result<DeriveReport, Error> {
    let kind = json!(request.derivation);
    vouchsafe_model::check_field(Kind::Derivation, "derivation", &kind)?;
    let from = names::find(&session.catalogue(), Kind::Document, &request.from)?;
    let role = match request.derivation.as_str() {
        role @ ("transcript" | "translation") => role,
        _ => "working copy",
    };
    let add = AddRequest {
        paths: vec![request.file.clone()],
        source: from.link("source").map(|source| source.to_string()),
        role: Some(role.to_owned()),
        ..AddRequest::default()
    };
    let act = session.new_act();
    let mut report = add_in(session, act, &add, progress, &mut |_| ())?;
    let item = report.items.pop();
    let to = item.as_ref().and_then(|item| item.document.clone());
    let (Some(item), Some(to)) = (item, to) else {
        let what = format!("cannot take in {}", request.file.display());
        return Err(Error::refused(what, "it could not be read"));
    };
    if to == from.id.to_string() {
        let what = format!("cannot derive {} from document {}", request.file.display(), from.id);
        return Err(Error::refused(what, "it has the same bytes, so nothing was derived"));
    }
    let id = session.write_in(act, |append| {
        let id: DerivationId = append.new_id();
        append.set(
            SetDraft::new(Kind::Derivation, id)
                .with("from", from.id.to_string())
                .with("to", to)
                .with("derivation", request.derivation.as_str())
                .with_some("by", request.by.as_deref())
                .with_some("tool", request.tool.as_deref())
                .with_some("reason", request.reason.as_deref()),
        )?;
        Ok(id)
    })?;
    Ok(DeriveReport { derivation: id.to_string(), item })
}

/// Returns the content row of a document.
pub(crate) fn content_of(
    session: &Session,
    document: &Record,
) -> Result<Option<ContentRow>, Error> {
    let Some(content) = document.link("content") else { return Ok(None) };
    Ok(session.catalogue().content(ContentId::from(content))?)
}

fn item(session: &Session, document: &Record, show_sealed: bool) -> Result<DocumentItem, Error> {
    let catalogue = session.catalogue();
    let level = secrecy::level(&catalogue, document)?;
    let shows = show_sealed || level != Level::Sealed;
    let row = content_of(session, document)?;
    let source = document.link("source").filter(|_| shows);
    let source = source.map(|id| catalogue.record(Kind::Source, id)).transpose()?.flatten();
    let title = document.text("title").filter(|_| shows).map(str::to_owned);
    let source_title = source.as_ref().and_then(|source| source.text("csl.title"));
    let source_title = source_title.and_then(|json| serde_json::from_str::<String>(json).ok());
    let held = row.as_ref().is_some_and(|row| row.state == ContentState::Held);
    let sha256 = row.as_ref().and_then(|row| row.sha256).filter(|_| shows);
    Ok(DocumentItem {
        id: DocumentId::from(document.id).to_string(),
        source: source.as_ref().map(links::label),
        title: title.or(source_title),
        sha256: sha256.map(|digest| digest.to_string()),
        size_bytes: row.as_ref().and_then(|row| row.size_bytes),
        media_type: document.text("media_type").map(str::to_owned),
        role: document.text("role").map(str::to_owned),
        state: if held { "held" } else { "purged" },
        sensitivity: level.name().to_owned(),
        removed: document.is_removed(),
    })
}
