//! `passage_overview`: all that was quoted, as a table, with what became of the words.
//!
//! Words quoted from the newest text of their document stand where they stood, and are not looked
//! for. Only the others are, which is why a table of a million passages can be asked for again.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::{Kind, RecordId};

use super::{
    AnchorState, of_document,
    reading::{ReadEvidence, evidence_of, reason, state},
    selector, speaker,
};
use crate::{
    error::Error,
    links, names, records,
    secrecy::{self, Level},
    session::Session,
    text::{Text, newest, read},
};

/// The most rows that are given at once.
const ROWS_MAX: usize = 500;

/// The most lost passages that are listed.
const LOST_MAX: usize = 100;

/// Up to so many passages the newest text of each document is looked up by itself.
const FEW: usize = 500;

/// In how many texts words are looked for in one call, at most.
const TEXTS_MAX: usize = 200;

/// Which passages are shown.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PassageOverviewRequest {
    /// Only those that are evidence for or against this claim.
    pub claim: Option<String>,
    /// Only those of this document.
    pub document: Option<String>,
    /// Only those in this state.
    pub state: Option<AnchorState>,
    /// How many rows are passed over.
    pub offset: usize,
    /// At most so many rows, and never more than 500.
    pub limit: usize,
    /// The words of sealed passages too.
    pub show_sealed: bool,
}

/// Passages, as a table.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct PassageOverviewReport {
    /// The rows, in the order in which the passages came to be.
    pub rows: Vec<PassageRow>,
    /// How many rows there are.
    pub total: usize,
    /// How many passages are in each state, whichever state was asked for.
    pub counts: PassageCounts,
    /// Those whose words do not stand in one place any more; at most a hundred.
    pub lost: Vec<PassageRow>,
}

/// How many passages are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct PassageCounts {
    /// The same words in the same place; a page, a region or a time too.
    pub exact: usize,
    /// The same words elsewhere.
    pub moved: usize,
    /// Other words, much alike.
    pub changed: usize,
    /// Several places.
    pub ambiguous: usize,
    /// Not found.
    pub gone: usize,
    /// Not looked for.
    pub not_checked: usize,
}

/// A passage, in the table.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageRow {
    /// Its id.
    pub id: String,
    /// The document it is in.
    pub document: String,
    /// What the document is called.
    pub document_label: String,
    /// The words. They, and what was said of them, are told of a sealed passage only if asked for.
    pub exact: Option<String>,
    /// What is to be seen or heard there.
    pub described: Option<String>,
    /// The page, from 1.
    pub page_number: Option<u64>,
    /// A rectangle of the page or image.
    pub region: Option<String>,
    /// Where a stretch of sound or film begins, in milliseconds.
    pub time_from_ms: Option<u64>,
    /// Where it ends.
    pub time_to_ms: Option<u64>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// A comment.
    pub comment: Option<String>,
    /// What became of the words.
    pub state: AnchorState,
    /// What is to be said of that, in a sentence.
    pub reason: Option<String>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: &'static str,
    /// What it is evidence for, withdrawn or not.
    pub evidence: Vec<ReadEvidence>,
}

/// A passage, as far as it matters for its state.
struct Quoted {
    id: RecordId,
    document: Option<RecordId>,
    /// The rendition whose words it has; `None` where no words were quoted.
    rendition: Option<RecordId>,
}

/// Shows passages as a table.
///
/// # Errors
/// There is no such claim or document; or the archive cannot be read.
pub fn passage_overview(
    session: &Session,
    request: &PassageOverviewRequest,
) -> Result<PassageOverviewReport, Error> {
    let quoted = quoted(session, request)?;
    let states = states(session, &quoted)?;
    let mut report = PassageOverviewReport::default();
    let mut wanted = Vec::new();
    for (passage, state) in quoted.iter().zip(states) {
        report.counts.add(state);
        if is_lost(state) && report.lost.len() < LOST_MAX {
            report.lost.extend(row(session, passage, state, request.show_sealed)?);
        }
        if request.state.is_none_or(|wanted| wanted == state) {
            wanted.push((passage, state));
        }
    }
    report.total = wanted.len();
    let window = wanted.iter().skip(request.offset).take(request.limit.min(ROWS_MAX));
    for (passage, state) in window {
        report.rows.extend(row(session, passage, *state, request.show_sealed)?);
    }
    Ok(report)
}

/// Finds the passages that are asked for.
fn quoted(session: &Session, request: &PassageOverviewRequest) -> Result<Vec<Quoted>, Error> {
    let catalogue = session.catalogue();
    let document = match &request.document {
        Some(name) => Some(names::find(&catalogue, Kind::Document, name)?.id),
        None => None,
    };
    let mut quoted: Vec<Quoted> = Vec::new();
    if let Some(claim) = &request.claim {
        let claim = names::find(&catalogue, Kind::Claim, claim)?;
        for evidence in links::linked(&catalogue, Kind::Evidence, "claim", claim.id)? {
            let passage = links::followed(&catalogue, &evidence, "passage", Kind::Passage)?;
            let passage = passage.filter(|passage| !passage.is_removed()).map(|it| Quoted::of(&it));
            let is_new = |it: &Quoted| !quoted.iter().any(|other| other.id == it.id);
            quoted.extend(passage.filter(is_new));
        }
        quoted.retain(|passage| document.is_none() || passage.document == document);
    } else if let Some(document) = document {
        quoted.extend(of_document(&catalogue, document)?.iter().map(Quoted::of));
    } else {
        let fields = ["document", "rendition", "removed"];
        catalogue.for_each_with(Kind::Passage, &fields, |passage| {
            if !passage.is_removed() {
                quoted.push(Quoted::of(&passage));
            }
            Ok::<(), Error>(())
        })?;
    }
    Ok(quoted)
}

impl Quoted {
    fn of(passage: &Record) -> Self {
        Self {
            id: passage.id,
            document: passage.link("document"),
            rendition: passage.link("rendition"),
        }
    }
}

/// Finds what became of each passage, in their order.
fn states(session: &Session, quoted: &[Quoted]) -> Result<Vec<AnchorState>, Error> {
    let catalogue = session.catalogue();
    let mut current = match quoted.len() {
        0..=FEW => HashMap::new(),
        _ => all_newest(session)?,
    };
    let mut states = Vec::with_capacity(quoted.len());
    let mut elsewhere: BTreeMap<RecordId, Vec<usize>> = BTreeMap::new();
    for (place, passage) in quoted.iter().enumerate() {
        let (Some(rendition), Some(document)) = (passage.rendition, passage.document) else {
            states.push(AnchorState::Exact);
            continue;
        };
        let newest = match current.get(&document) {
            Some(newest) => *newest,
            None => *current.entry(document).or_insert(newest_of(session, document)?),
        };
        if newest == Some(rendition) {
            states.push(AnchorState::Exact);
        } else {
            states.push(AnchorState::NotChecked);
            elsewhere.entry(document).or_default().push(place);
        }
    }
    for (document, places) in elsewhere.into_iter().take(TEXTS_MAX) {
        let Some(document) = catalogue.record(Kind::Document, document)? else { continue };
        let text: Option<Text> = match newest(&catalogue, &document)? {
            Some(rendition) => read(session, rendition)?,
            None => None,
        };
        for place in places {
            if let Some(passage) = catalogue.record(Kind::Passage, quoted[place].id)? {
                (states[place], _) = state(session, &passage, &document, text.as_ref())?;
            }
        }
    }
    Ok(states)
}

/// Returns the newest rendition with a text of a document.
fn newest_of(session: &Session, document: RecordId) -> Result<Option<RecordId>, Error> {
    let catalogue = session.catalogue();
    let Some(document) = catalogue.record(Kind::Document, document)? else { return Ok(None) };
    Ok(newest(&catalogue, &document)?.map(|rendition| rendition.id))
}

/// Returns the newest rendition with a text of every document, in two passes over the catalogue.
fn all_newest(session: &Session) -> Result<HashMap<RecordId, Option<RecordId>>, Error> {
    let catalogue = session.catalogue();
    let mut of_content = HashMap::new();
    catalogue.for_each_with(Kind::Rendition, &["of", "outcome", "removed"], |rendition| {
        let has_text = rendition.text("outcome") == Some("text") && !rendition.is_removed();
        if let Some(content) = rendition.link("of").filter(|_| has_text) {
            of_content.insert(content, rendition.id);
        }
        Ok::<(), Error>(())
    })?;
    let mut newest = HashMap::new();
    catalogue.for_each_with(Kind::Document, &["content"], |document| {
        let content = document.link("content");
        newest.insert(document.id, content.and_then(|it| of_content.get(&it).copied()));
        Ok::<(), Error>(())
    })?;
    Ok(newest)
}

/// Whether words do not stand in one place any more, as they were.
fn is_lost(state: AnchorState) -> bool {
    !matches!(state, AnchorState::Exact | AnchorState::Moved)
}

fn row(
    session: &Session,
    quoted: &Quoted,
    state: AnchorState,
    show_sealed: bool,
) -> Result<Option<PassageRow>, Error> {
    let catalogue = session.catalogue();
    let Some(passage) = catalogue.record(Kind::Passage, quoted.id)? else { return Ok(None) };
    let level = secrecy::level(&catalogue, &passage)?;
    let told = show_sealed || level != Level::Sealed;
    let document = links::followed(&catalogue, &passage, "document", Kind::Document)?;
    let label = document.as_ref().map(|it| records::label_of(&catalogue, it, show_sealed));
    let words = |field: &str| passage.text(field).filter(|_| told).map(str::to_owned);
    let who = if told { speaker(&catalogue, &passage)? } else { None };
    let place = selector(&passage);
    Ok(Some(PassageRow {
        id: passage.id.to_string(),
        document: passage.text("document").unwrap_or_default().to_owned(),
        document_label: label.transpose()?.unwrap_or_default(),
        exact: words("exact"),
        described: words("described"),
        page_number: place.page_number.filter(|_| told),
        region: words("region"),
        time_from_ms: place.time_from_ms.filter(|_| told),
        time_to_ms: place.time_to_ms.filter(|_| told),
        speaker: who.map(|speaker| speaker.label),
        comment: words("comment"),
        state,
        reason: reason(state).map(str::to_owned),
        sensitivity: level.name(),
        evidence: evidence_of(session, &passage, show_sealed)?,
    }))
}

impl PassageCounts {
    fn add(&mut self, state: AnchorState) {
        let count = match state {
            AnchorState::Exact => &mut self.exact,
            AnchorState::Moved => &mut self.moved,
            AnchorState::Changed => &mut self.changed,
            AnchorState::Ambiguous => &mut self.ambiguous,
            AnchorState::Gone => &mut self.gone,
            AnchorState::NotChecked => &mut self.not_checked,
        };
        *count += 1;
    }
}
