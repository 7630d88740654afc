//! `check`: are the words in a manuscript still the words in the sources?
//!
//! The manuscript is parsed behind the process wall, as other people's bytes are.

mod look;
mod manuscript;

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_model::Kind;

use crate::{error::Error, links, names, progress::Progress, records, session::Session};
use look::Library;
use manuscript::{Quotation, citations, quotations};

/// The largest manuscript that is read, in bytes.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// Quotations of fewer words are not looked for: they stand everywhere.
const WORDS_MIN: usize = 3;

/// A manuscript to be checked.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CheckRequest {
    /// The file: Markdown, Typst, LaTeX, plain text or DOCX.
    pub path: PathBuf,
    /// Sealed documents too.
    pub show_sealed: bool,
}

/// What was found of a manuscript.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct CheckReport {
    /// Every quotation, in the order of the text.
    pub quotations: Vec<QuotationItem>,
    /// Every citation, in the order of the text.
    pub citations: Vec<CitationCheck>,
    /// How many documents were looked in.
    pub documents: usize,
    /// How many documents have no text to look in.
    pub without_text: usize,
}

/// A quotation of a manuscript.
#[derive(Debug, Clone, Serialize, TS)]
pub struct QuotationItem {
    /// The line on which it begins, from 1; of a DOCX the paragraph.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// What became of it.
    pub state: QuotationState,
    /// The document it was found in, or that has the nearest words.
    pub document: Option<String>,
    /// That document's source, by citation key if it has one.
    pub source: Option<String>,
    /// The passage kept of these words, if there is one.
    pub passage: Option<String>,
    /// The keys of the citation that goes with it.
    pub cites: Vec<String>,
    /// The nearest words, where it was not found.
    pub nearest: Option<String>,
}

/// What became of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuotationState {
    /// It stands in a document of the work cited with it, or, where none is, in some document.
    Exact,
    /// It stands in a document, but of another work than the one cited with it.
    Elsewhere,
    /// Something much like it stands in a document.
    Changed,
    /// It stands in no document.
    Absent,
    /// It is too short to look for.
    TooShort,
}

/// A citation of a manuscript.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CitationCheck {
    /// The line on which it stands, from 1.
    pub line: usize,
    /// The citation key.
    pub key: String,
    /// What became of it.
    pub state: CitationState,
    /// The source.
    pub source: Option<String>,
}

/// What became of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CitationState {
    /// There is such a source, and a document of it is held.
    Held,
    /// There is such a source, and nothing of it is held.
    NotHeld,
    /// There is such a source, and it is sealed: it must not be cited.
    Sealed,
    /// No source has this key.
    Unknown,
    /// Several sources have this key.
    Ambiguous,
}

/// Compares every quotation and citation of a manuscript with the archive.
///
/// # Errors
/// The file cannot be read, or is no text; or the archive cannot be read.
pub fn check(
    session: &mut Session,
    request: &CheckRequest,
    progress: &dyn Progress,
) -> Result<CheckReport, Error> {
    let text = manuscript_text(session, &request.path)?;
    let cited = citations(&text);
    let quoted = quotations(&text, &cited);
    let mut report = CheckReport::default();
    for citation in &cited {
        let (state, source) = look_up(session, &citation.key)?;
        let (line, key) = (citation.line, citation.key.clone());
        report.citations.push(CitationCheck { line, key, state, source });
    }
    let is_long = |quotation: &&Quotation| quotation.text.split_whitespace().count() >= WORDS_MIN;
    let wanted: Vec<&Quotation> = quoted.iter().filter(is_long).collect();
    let mut library = Library::open(session, request.show_sealed)?;
    let mut found = library.find(session, &wanted, progress)?.into_iter();
    for quotation in &quoted {
        report.quotations.push(match is_long(&quotation) {
            true => found.next().expect("every long quotation was looked for"),
            false => QuotationItem::of(quotation, QuotationState::TooShort),
        });
    }
    (report.documents, report.without_text) = (library.searched, library.without_text);
    Ok(report)
}

impl QuotationItem {
    fn of(quotation: &Quotation, state: QuotationState) -> Self {
        Self {
            line: quotation.line,
            text: quotation.text.clone(),
            state,
            document: None,
            source: None,
            passage: None,
            cites: quotation.cites.clone(),
            nearest: None,
        }
    }
}

impl CheckReport {
    /// Returns whether every quotation and citation is as it should be.
    pub fn is_well(&self) -> bool {
        let quoted = |item: &QuotationItem| {
            matches!(item.state, QuotationState::Exact | QuotationState::TooShort)
        };
        let cited = |item: &CitationCheck| {
            matches!(item.state, CitationState::Held | CitationState::NotHeld)
        };
        self.quotations.iter().all(quoted) && self.citations.iter().all(cited)
    }
}

/// Reads a manuscript as text. UTF-8 is taken as it stands, so that lines are those of the file;
/// other encodings and DOCX are read behind the process wall, and of a DOCX each paragraph is a
/// line.
fn manuscript_text(session: &Session, path: &Path) -> Result<String, Error> {
    let what = || format!("cannot check {}", path.display());
    let doing = || format!("read {}", path.display());
    let file = std::fs::File::open(path).map_err(Error::io(doing()))?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(Error::io(doing()))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Error::refused(what(), "it is larger than 64 MB"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let media_type = vouchsafe_extract::media_type(&bytes, &name);
    if media_type.starts_with("text/")
        && let Ok(text) = std::str::from_utf8(&bytes)
    {
        return Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    }
    let is_text = media_type.starts_with("text/");
    let media_type = if is_text { "text/plain" } else { media_type };
    let draft = session.extractor()?.draft(media_type, &mut &bytes[..]);
    let text = draft.map_err(Error::behind_wall(what()))?.text;
    Ok(if is_text { text } else { text.replace("\n\n", "\n") })
}

/// Looks a citation key up.
fn look_up(session: &Session, key: &str) -> Result<(CitationState, Option<String>), Error> {
    let catalogue = session.catalogue();
    match names::find(&catalogue, Kind::Source, key) {
        Ok(source) if records::is_sealed(&catalogue, &source)? => {
            Ok((CitationState::Sealed, Some(source.id.to_string())))
        }
        Ok(source) => {
            let held = links::linked(&catalogue, Kind::Document, "source", source.id)?;
            let state = if held.is_empty() { CitationState::NotHeld } else { CitationState::Held };
            Ok((state, Some(source.id.to_string())))
        }
        Err(Error::NotFound { .. }) => Ok((CitationState::Unknown, None)),
        Err(Error::Ambiguous { .. }) => Ok((CitationState::Ambiguous, None)),
        Err(error) => Err(error),
    }
}
