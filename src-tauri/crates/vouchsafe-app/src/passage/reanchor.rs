//! `passage check` and `passage move`: are the words still where they were quoted?
//!
//! What was found elsewhere is proposed; nothing moves unless a person says so.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_anchor::{Place, Quote, Reanchored, reanchor};
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_model::Kind;

use super::{SelectorItem, place_in, selector};
use crate::{
    error::Error,
    names, records,
    session::Session,
    text::{self, Text, newest, read},
};

/// Which passages are looked for, and where.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AnchorRequest {
    /// The passages; all of the archive if none are named.
    pub passages: Vec<String>,
    /// Another document to look in: a later capture of the same page, for one.
    pub document: Option<String>,
    /// The words of sealed passages too.
    pub show_sealed: bool,
}

/// What became of all quotations.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct AnchorReport {
    /// Each passage that quotes words.
    pub items: Vec<AnchorItem>,
    /// How many stand where they stood.
    pub exact: usize,
    /// How many stand elsewhere, word for word.
    pub moved: usize,
    /// How many stand there in other words.
    pub changed: usize,
    /// How many can be several places.
    pub ambiguous: usize,
    /// How many are not found.
    pub gone: usize,
    /// How many could not be looked for: their text is gone, or there is none.
    pub not_checked: usize,
}

/// What became of one quotation.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AnchorItem {
    /// The passage.
    pub passage: String,
    /// The document that was looked in.
    pub document: String,
    /// What it is called.
    pub label: String,
    /// What became of it.
    pub state: AnchorState,
    /// Where it stands now, or may be meant to stand.
    pub selector: Option<SelectorItem>,
    /// Where else it may be meant to stand, if its words stand in several places.
    pub places: Vec<SelectorItem>,
    /// How much alike, in thousandths.
    pub similarity_permille: Option<u16>,
}

/// What became of a quotation in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnchorState {
    /// The same words in the same place.
    Exact,
    /// The same words in another place.
    Moved,
    /// Other words, much alike, where it should be.
    Changed,
    /// The same words in several places, and nothing tells which is meant.
    Ambiguous,
    /// Not found.
    Gone,
    /// Not looked for: there is no text to look in.
    NotChecked,
}

/// Looks for quotations in the newest text of their document, or in another document.
///
/// # Errors
/// There is no such passage or document; or the archive cannot be read.
pub fn passage_check(
    session: &mut Session,
    request: &AnchorRequest,
) -> Result<AnchorReport, Error> {
    let catalogue = session.catalogue();
    let mut passages = Vec::new();
    if request.passages.is_empty() {
        catalogue.for_each(Kind::Passage, |passage| {
            if !passage.is_removed() {
                passages.push(passage);
            }
            Ok::<(), Error>(())
        })?;
    }
    for name in &request.passages {
        passages.push(names::find(&catalogue, Kind::Passage, name)?);
    }
    passages.retain(|passage| passage.text("exact").is_some());
    passages.sort_by_key(|passage| passage.link("document"));
    let mut report = AnchorReport::default();
    let mut last: Option<(Record, Option<Text>)> = None;
    for passage in passages {
        let document = document_for(session, &passage, request.document.as_deref())?;
        if last.as_ref().is_none_or(|(held, _)| held.id != document.id) {
            last = Some((document.clone(), text_in(session, &document)?));
        }
        let text = last.as_ref().and_then(|(_, text)| text.as_ref());
        let mut found = look(session, &passage, &document, text)?;
        if !request.show_sealed {
            hide_sealed(session, (&passage, &document), &mut found)?;
        }
        report.push(found);
    }
    Ok(report)
}

/// Takes the words of a sealed passage, or of a sealed document, out of what is told.
fn hide_sealed(
    session: &Session,
    (passage, document): (&Record, &Record),
    item: &mut AnchorItem,
) -> Result<(), Error> {
    let catalogue = session.catalogue();
    if !records::is_sealed(&catalogue, passage)? && !records::is_sealed(&catalogue, document)? {
        return Ok(());
    }
    for selector in item.selector.iter_mut().chain(&mut item.places) {
        (selector.exact, selector.prefix, selector.suffix) = (None, None, None);
    }
    Ok(())
}

/// Moves a passage to where its words stand now in the newest text of its document.
///
/// # Errors
/// There is no such passage; or the words were not found word for word, and `accept_changed` is
/// not set; or they were not found at all.
pub fn passage_move(
    session: &mut Session,
    passage: &str,
    accept_changed: bool,
) -> Result<AnchorItem, Error> {
    let passage = names::find(&session.catalogue(), Kind::Passage, passage)?;
    let document = document_for(session, &passage, None)?;
    let text = text_in(session, &document)?;
    let mut found = look(session, &passage, &document, text.as_ref())?;
    let what = || format!("cannot move passage {}", passage.id);
    let is_wanted = match found.state {
        AnchorState::Exact | AnchorState::Moved => true,
        AnchorState::Changed if accept_changed => true,
        AnchorState::Changed => {
            let why = "the words there are others; --accept-changed takes them all the same";
            return Err(Error::refused(what(), why));
        }
        _ => false,
    };
    let Some(place) = found.selector.as_ref().filter(|_| is_wanted) else {
        return Err(Error::refused(what(), "its words were not found in one place"));
    };
    put(session, &passage, &document, place)?;
    hide_sealed(session, (&passage, &document), &mut found)?;
    Ok(found)
}

/// Moves a passage to a place that a person chose, in the newest text of its document: the words
/// there are its words from then on.
///
/// # Errors
/// There is no such passage, its document has no text, or the place leaves it.
pub fn passage_place(
    session: &mut Session,
    passage: &str,
    (start, end): (u64, u64),
) -> Result<AnchorItem, Error> {
    let passage = names::find(&session.catalogue(), Kind::Passage, passage)?;
    let document = document_for(session, &passage, None)?;
    let text = text_in(session, &document)?.ok_or_else(|| {
        let what = format!("cannot move passage {}", passage.id);
        Error::refused(what, "its document has no text")
    })?;
    let place = place_in(&text, Place { start, end })?;
    put(session, &passage, &document, &place)?;
    let mut found = look(session, &passage, &document, Some(&text))?;
    (found.state, found.selector) = (AnchorState::Moved, Some(place));
    hide_sealed(session, (&passage, &document), &mut found)?;
    Ok(found)
}

/// Writes a place of a passage, where it is another than before.
fn put(
    session: &mut Session,
    passage: &Record,
    document: &Record,
    place: &SelectorItem,
) -> Result<(), Error> {
    let now = super::fields_of(document, place, None);
    let mut draft = SetDraft::new(Kind::Passage, passage.id);
    // All of it in one entry: the parts of a place hold only together.
    draft.fields = now;
    // A page or a time that the new text does not have is not kept from the old one.
    for (name, present) in [
        ("page_number", place.page_number),
        ("time_from_ms", place.time_from_ms),
        ("time_to_ms", place.time_to_ms),
    ] {
        if present.is_none() && passage.get(name).is_some() {
            draft.fields.push((name.to_owned(), serde_json::Value::Null));
        }
    }
    if draft.fields.iter().any(|(name, value)| passage.get(name) != Some(value)) {
        session.write(|append| Ok(append.set(draft)?))?;
    }
    Ok(())
}

fn document_for(session: &Session, passage: &Record, named: Option<&str>) -> Result<Record, Error> {
    let catalogue = session.catalogue();
    let name = named.or(passage.text("document")).unwrap_or_default().to_owned();
    names::find(&catalogue, Kind::Document, &name)
}

fn text_in(session: &mut Session, document: &Record) -> Result<Option<Text>, Error> {
    text::extract_missing(session, std::slice::from_ref(document))?;
    let found = newest(&session.catalogue(), document)?;
    Ok(found.map(|rendition| read(session, rendition)).transpose()?.flatten())
}

pub(super) fn look(
    session: &Session,
    passage: &Record,
    document: &Record,
    text: Option<&Text>,
) -> Result<AnchorItem, Error> {
    let old = selector(passage);
    let mut item = AnchorItem {
        passage: passage.id.to_string(),
        document: document.id.to_string(),
        label: records::label(&session.catalogue(), passage)?,
        state: AnchorState::NotChecked,
        selector: None,
        places: Vec::new(),
        similarity_permille: None,
    };
    let (Some(text), Some(exact)) = (text, &old.exact) else { return Ok(item) };
    let quote = Quote {
        exact: exact.clone(),
        prefix: old.prefix.clone().unwrap_or_default(),
        suffix: old.suffix.clone().unwrap_or_default(),
    };
    let was_at = old.start.zip(old.end).map(|(start, end)| Place { start, end });
    let (state, place, similarity) = match reanchor(&text.text, &quote, was_at) {
        Reanchored::Exact(place) => (AnchorState::Exact, Some(place), None),
        Reanchored::Moved(place) => (AnchorState::Moved, Some(place), None),
        Reanchored::Changed { place, similarity_permille, .. } => {
            (AnchorState::Changed, Some(place), Some(similarity_permille))
        }
        Reanchored::Ambiguous(places) => {
            let places = places.into_iter().map(|place| place_in(text, place));
            item.places = places.collect::<Result<_, _>>()?;
            (AnchorState::Ambiguous, None, None)
        }
        Reanchored::Gone => (AnchorState::Gone, None, None),
    };
    item.state = state;
    item.selector = place.map(|place| place_in(text, place)).transpose()?;
    item.similarity_permille = similarity;
    Ok(item)
}

impl AnchorReport {
    fn push(&mut self, item: AnchorItem) {
        let count = match item.state {
            AnchorState::Exact => &mut self.exact,
            AnchorState::Moved => &mut self.moved,
            AnchorState::Changed => &mut self.changed,
            AnchorState::Ambiguous => &mut self.ambiguous,
            AnchorState::Gone => &mut self.gone,
            AnchorState::NotChecked => &mut self.not_checked,
        };
        *count += 1;
        self.items.push(item);
    }

    /// Returns whether every quotation stands somewhere, word for word.
    pub fn is_well(&self) -> bool {
        self.exact + self.moved == self.items.len()
    }
}
