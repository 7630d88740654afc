//! `passage add`: a place in a document is marked, by its words or otherwise.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_anchor::{Hint, Place};
use vouchsafe_archive::{Append, ContentState, Record, SetDraft};
use vouchsafe_model::{ContentId, Kind, PassageId, RecordId, Region};

use super::{
    Candidate, Match, SelectorItem,
    anchor::{self, Anchored},
    of_document,
};
use crate::{
    error::Error,
    names, records,
    session::Session,
    subject,
    text::{self, originals, text_of},
};

/// The place that is meant.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    /// The words.
    pub quote: Option<String>,
    /// Which of several places with these words, from 1.
    pub occurrence: Option<u32>,
    /// Words that stand right before.
    pub prefix: Option<String>,
    /// Words that stand right after.
    pub suffix: Option<String>,
    /// From and up to which character, instead of words.
    pub range: Option<(u64, u64)>,
    /// The page, from 1: with words, where to look for them; without, the place itself.
    pub page_number: Option<u32>,
    /// A rectangle of the page or image.
    pub region: Option<String>,
    /// A stretch of sound or film, in milliseconds.
    pub time_ms: Option<(u64, u64)>,
    /// What is to be seen or heard there.
    pub described: Option<String>,
}

/// A passage to be kept.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PassageRequest {
    /// The document.
    pub document: String,
    /// The place in it.
    pub selection: Selection,
    /// Who speaks there: a subject by name or id; a name that is no subject's is kept as a name.
    pub attributed_to: Option<String>,
    /// The source through which the words are known.
    pub known_through: Option<String>,
    /// The passage of the original that these words translate.
    pub original: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// What became of a passage.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageReport {
    /// The passage; `None` if none was made.
    pub passage: Option<String>,
    /// How it was found.
    #[serde(rename = "match")]
    pub how: Match,
    /// Where it stands.
    pub selector: Option<SelectorItem>,
    /// Where the words may be meant to stand, if they were not found, or more than once.
    pub candidates: Vec<Candidate>,
    /// Whether such a passage was kept already.
    pub already_present: bool,
    /// The passage of the original that it translates or transcribes.
    pub original: Option<String>,
    /// What else is worth knowing.
    pub remarks: Vec<String>,
}

/// What `add_in` prepared: a passage that is there, one to write, or none.
#[derive(Debug)]
pub(crate) enum Added {
    Found(Box<PassageReport>),
    ToWrite(Box<Prepared>),
    None(Box<PassageReport>),
}

/// A passage about to be written, with the one of its original.
#[derive(Debug)]
pub(crate) struct Prepared {
    fields: Vec<(String, Value)>,
    original: Option<Original>,
    report: PassageReport,
}

/// The passage of the original that goes with one of an authored text.
#[derive(Debug)]
enum Original {
    Is(RecordId),
    New(Vec<(String, Value)>),
}

/// Keeps a passage. Words that are absent or ambiguous write nothing: the report says which.
///
/// # Errors
/// There is no such document; it was purged; the selection is none, or leaves the document.
pub fn passage_add(
    session: &mut Session,
    request: &PassageRequest,
) -> Result<PassageReport, Error> {
    match add_in(session, request)? {
        Added::Found(report) | Added::None(report) => Ok(*report),
        Added::ToWrite(prepared) => session.write(|append| prepared.write(append)),
    }
}

/// Prepares a passage, so that it can be written together with what is said about it.
pub(crate) fn add_in(session: &mut Session, request: &PassageRequest) -> Result<Added, Error> {
    let document = names::find(&session.catalogue(), Kind::Document, &request.document)?;
    refuse_purged(session, &document)?;
    let (selector, verbatim) = match locate(session, &document, &request.selection)? {
        Anchored::At { selector, verbatim } => (selector, verbatim),
        Anchored::Not { how, candidates } => {
            // What stands in a sealed document is not told to who does not know it.
            let sealed = records::is_sealed(&session.catalogue(), &document)?;
            let candidates = if sealed { Vec::new() } else { candidates };
            let report = PassageReport {
                passage: None,
                how,
                selector: None,
                candidates,
                already_present: false,
                original: None,
                remarks: Vec::new(),
            };
            return Ok(Added::None(Box::new(report)));
        }
    };
    let mut fields = fields_of(&document, &selector, request.selection.described.as_deref());
    fields.extend(said_about(session, request)?);
    let original = original_of(session, &document, &selector, request.original.as_deref())?;
    let how = if selector.exact.is_some() { Match::Exact } else { Match::NotText };
    let mut report = PassageReport {
        passage: None,
        how,
        selector: Some(told(session, &document, selector)?),
        candidates: Vec::new(),
        already_present: false,
        original: None,
        remarks: Vec::new(),
    };
    if !verbatim {
        let remark = "the document writes it a little differently; its own words were kept";
        report.remarks.push(remark.to_owned());
    }
    if original.is_none() && document.text("role") == Some("translation") {
        let remark = "this is a translation, and the words it translates are not beside it; \
                      `document align` lays its original beside it";
        report.remarks.push(remark.to_owned());
    }
    if let Some(found) = same_passage(session, &document, &fields)? {
        report.passage = Some(found.id.to_string());
        report.original = found.text("original").map(str::to_owned);
        report.already_present = true;
        return Ok(Added::Found(Box::new(report)));
    }
    Ok(Added::ToWrite(Box::new(Prepared { fields, original, report })))
}

/// Returns a place as it is told: of a sealed document without its words.
fn told(
    session: &Session,
    document: &Record,
    selector: SelectorItem,
) -> Result<SelectorItem, Error> {
    if !records::is_sealed(&session.catalogue(), document)? {
        return Ok(selector);
    }
    Ok(SelectorItem { exact: None, prefix: None, suffix: None, ..selector })
}

impl Prepared {
    /// Writes the passage, and that of its original first.
    pub fn write(self, append: &mut Append<'_>) -> Result<PassageReport, Error> {
        let original = match self.original {
            None => None,
            Some(Original::Is(id)) => Some(id),
            Some(Original::New(fields)) => Some(write(append, fields)?.into()),
        };
        let mut fields = self.fields;
        fields.extend(original.map(|id| ("original".to_owned(), id.to_string().into())));
        let passage = write(append, fields)?;
        Ok(PassageReport {
            passage: Some(passage.to_string()),
            original: original.map(|id| id.to_string()),
            ..self.report
        })
    }
}

fn write(append: &mut Append<'_>, fields: Vec<(String, Value)>) -> Result<PassageId, Error> {
    let passage: PassageId = append.new_id();
    let mut draft = SetDraft::new(Kind::Passage, passage);
    draft.fields = fields;
    append.set(draft)?;
    Ok(passage)
}

fn refuse_purged(session: &Session, document: &Record) -> Result<(), Error> {
    let what = || format!("cannot quote document {}", document.id);
    if document.is_removed() {
        return Err(Error::refused(what(), "it was removed; `restore` brings it back"));
    }
    let content = document.link("content").map(ContentId::from);
    let row = content.map(|id| session.catalogue().content(id)).transpose()?.flatten();
    match row.map(|row| row.state) {
        Some(ContentState::Held) => Ok(()),
        _ => Err(Error::refused(what(), "its bytes were purged, or never held")),
    }
}

/// Finds the place that is meant.
fn locate(
    session: &mut Session,
    document: &Record,
    selection: &Selection,
) -> Result<Anchored, Error> {
    let what = || format!("cannot mark a place in document {}", document.id);
    refuse_mixed(selection, &what())?;
    let media_type = document.text("media_type").unwrap_or_default();
    let region = region(selection, &what())?;
    if let Some(quote) = &selection.quote {
        if vouchsafe_anchor::fold(quote).text().trim().is_empty() {
            return Err(Error::refused(what(), "the quotation is empty"));
        }
        let text = text_of(session, document)?;
        let within = match selection.page_number {
            Some(number) => Some(page_place(&text, number, &what())?),
            None => None,
        };
        let hint = Hint {
            prefix: selection.prefix.as_deref(),
            suffix: selection.suffix.as_deref(),
            occurrence: selection.occurrence,
            within,
        };
        let found = anchor::anchor(&text, quote, &hint)?;
        return with_region(found, region, media_type, &what());
    }
    if let Some((start, end)) = selection.range {
        let text = text_of(session, document)?;
        let selector = anchor::at(&text, Place { start, end })?;
        let found = Anchored::At { selector, verbatim: true };
        return with_region(found, region, media_type, &what());
    }
    let selector = SelectorItem {
        page_number: selection.page_number.map(u64::from),
        region,
        time_from_ms: selection.time_ms.map(|time| time.0),
        time_to_ms: selection.time_ms.map(|time| time.1),
        ..SelectorItem::default()
    };
    if selector == SelectorItem::default() {
        let why = "nothing was marked: give words, a page, a region or a time";
        return Err(Error::refused(what(), why));
    }
    refuse_outside(session, document, &selector, &what())?;
    Ok(Anchored::At { selector, verbatim: true })
}

/// Refuses ways to mark a place that do not go together, so that none is left unheard.
fn refuse_mixed(selection: &Selection, what: &str) -> Result<(), Error> {
    let Selection { quote, range, page_number, time_ms, .. } = selection;
    let why = if quote.is_some() && range.is_some() {
        "give either the words or the range, not both"
    } else if time_ms.is_some() && (quote.is_some() || range.is_some()) {
        "give either words or a time, not both; a transcript's words have their times"
    } else if range.is_some() && page_number.is_some() {
        "give either the range or the page, not both"
    } else if time_ms.is_some() && page_number.is_some() {
        "give either a page or a time, not both"
    } else {
        return Ok(());
    };
    Err(Error::refused(what, why))
}

/// Adds the region to a place that was found by its words.
fn with_region(
    found: Anchored,
    region: Option<String>,
    media_type: &str,
    what: &str,
) -> Result<Anchored, Error> {
    let Anchored::At { selector, verbatim } = found else { return Ok(found) };
    let selector = SelectorItem { region, ..selector };
    refuse_region(&selector, media_type, what)?;
    Ok(Anchored::At { selector, verbatim })
}

/// Refuses a region of what has no area, as far as that is known.
fn refuse_region(selector: &SelectorItem, media_type: &str, what: &str) -> Result<(), Error> {
    let has_area = media_type.starts_with("image/")
        || media_type.starts_with("video/")
        || selector.page_number.is_some()
        || media_type == "application/octet-stream";
    if selector.region.is_some() && !has_area {
        return Err(Error::refused(what, format!("{media_type} has no regions without a page")));
    }
    Ok(())
}

fn region(selection: &Selection, what: &str) -> Result<Option<String>, Error> {
    let Some(text) = &selection.region else { return Ok(None) };
    let region: Region = text
        .parse()
        .map_err(|error: vouchsafe_model::RegionError| Error::refused(what, error.to_string()))?;
    Ok(Some(region.to_string()))
}

fn page_place(text: &text::Text, number: u32, what: &str) -> Result<Place, Error> {
    let pages = &text.stored.structure.pages;
    let page = pages.iter().find(|page| page.page_number == number);
    let page = page.ok_or_else(|| {
        Error::refused(what, format!("there is no page {number} among its {}", pages.len()))
    })?;
    Ok(Place { start: page.start, end: page.end })
}

/// Refuses a page, region or time that cannot be in the document, as far as that is known.
fn refuse_outside(
    session: &mut Session,
    document: &Record,
    selector: &SelectorItem,
    what: &str,
) -> Result<(), Error> {
    let media_type = document.text("media_type").unwrap_or_default().to_owned();
    if let Some((from, to)) = selector.time_from_ms.zip(selector.time_to_ms) {
        if from > to {
            return Err(Error::refused(what, "the time ends before it begins"));
        }
        let may_sound = ["audio/", "video/", "application/octet-stream", "image/gif"];
        if !may_sound.iter().any(|kind| media_type.starts_with(kind)) {
            return Err(Error::refused(what, format!("{media_type} has no times")));
        }
    }
    if let Some(number) = selector.page_number {
        if number == 0 {
            return Err(Error::refused(what, "pages are counted from 1"));
        }
        text::extract_missing(session, std::slice::from_ref(document))?;
        if let Some(last) = text::renditions(&session.catalogue(), document)?.pop() {
            let pages = text::stored_structure(session, &last)?.structure.pages.len();
            if pages > 0 && number > pages as u64 {
                return Err(Error::refused(what, format!("it has pages 1 to {pages}")));
            }
        }
    }
    refuse_region(selector, &media_type, what)
}

pub(super) fn fields_of(
    document: &Record,
    selector: &SelectorItem,
    described: Option<&str>,
) -> Vec<(String, Value)> {
    let texts = [
        ("document", Some(document.id.to_string())),
        ("rendition", selector.rendition.clone()),
        ("exact", selector.exact.clone()),
        ("prefix", selector.prefix.clone()),
        ("suffix", selector.suffix.clone()),
        ("region", selector.region.clone()),
        ("described", described.map(str::to_owned)),
    ];
    let numbers = [
        ("start", selector.start),
        ("end", selector.end),
        ("page_number", selector.page_number),
        ("time_from_ms", selector.time_from_ms),
        ("time_to_ms", selector.time_to_ms),
    ];
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.into())));
    let numbers =
        numbers.into_iter().filter_map(|(name, number)| Some((name.to_owned(), number?.into())));
    texts.chain(numbers).collect()
}

/// Returns the fields that say who speaks, and through whom we know it.
fn said_about(session: &Session, request: &PassageRequest) -> Result<Vec<(String, Value)>, Error> {
    let catalogue = session.catalogue();
    let mut fields: Vec<(String, Value)> = Vec::new();
    if let Some(speaker) = &request.attributed_to {
        fields.push(subject::speaker_field(&catalogue, speaker)?);
    }
    if let Some(through) = &request.known_through {
        let source = names::find(&catalogue, Kind::Source, through)?;
        fields.push(("known_through".to_owned(), source.id.to_string().into()));
    }
    if let Some(comment) = &request.comment {
        fields.push(("comment".to_owned(), comment.as_str().into()));
    }
    Ok(fields)
}

/// Finds the passage of the original that belongs to a passage of an authored text.
fn original_of(
    session: &mut Session,
    document: &Record,
    selector: &SelectorItem,
    named: Option<&str>,
) -> Result<Option<Original>, Error> {
    if let Some(named) = named {
        let original = names::find(&session.catalogue(), Kind::Passage, named)?;
        return Ok(Some(Original::Is(original.id)));
    }
    let Some(found) = originals(session, document, selector)? else { return Ok(None) };
    let fields = fields_of(&found.document, &found.selector, None);
    Ok(Some(match same_passage(session, &found.document, &fields)? {
        Some(passage) => Original::Is(passage.id),
        None => Original::New(fields),
    }))
}

/// Returns a passage of the document of which exactly this was said.
fn same_passage(
    session: &Session,
    document: &Record,
    fields: &[(String, Value)],
) -> Result<Option<Record>, Error> {
    let passages = of_document(&session.catalogue(), document.id)?;
    let same = |passage: &Record| {
        let says = |(name, value): &(String, Value)| passage.get(name) == Some(value);
        // How it is treated, and which words it renders, is not what was said of the place.
        let own = Kind::Passage.fields().iter().map(|rule| rule.0).filter(|at| *at != "original");
        let count = own.filter(|name| passage.get(name).is_some()).count();
        fields.iter().all(says) && count == fields.len()
    };
    Ok(passages.into_iter().find(same))
}
