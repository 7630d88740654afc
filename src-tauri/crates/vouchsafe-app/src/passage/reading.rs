//! Passages as a reader meets them: where they stand in the text that is open, and what they are
//! evidence for.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::Kind;

use super::{AnchorState, of_document, reanchor::look, selector, speaker};
use crate::{
    error::Error,
    links, records,
    secrecy::{self, Level},
    session::Session,
    text::Text,
};

/// A passage of the document that is read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadPassage {
    /// Its id.
    pub id: String,
    /// The words, as they were quoted. Words, place and what was said of a sealed passage are told
    /// only if asked for.
    pub exact: Option<String>,
    /// Where it stands in the text that is open, in characters; `None` where it was not found.
    pub start: Option<u64>,
    /// Where it ends.
    pub end: Option<u64>,
    /// The page, from 1.
    pub page_number: Option<u64>,
    /// A rectangle of the page or image.
    pub region: Option<String>,
    /// Where a stretch of sound or film begins, in milliseconds.
    pub time_from_ms: Option<u64>,
    /// Where it ends.
    pub time_to_ms: Option<u64>,
    /// What became of the words since they were quoted; `exact` too where no words were.
    pub state: AnchorState,
    /// What is to be said of that, in a sentence.
    pub reason: Option<String>,
    /// What is to be seen or heard there.
    pub described: Option<String>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// A comment.
    pub comment: Option<String>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: &'static str,
    /// What it is evidence for, withdrawn or not.
    pub evidence: Vec<ReadEvidence>,
}

/// What a passage is evidence for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReadEvidence {
    /// The evidence.
    pub id: String,
    /// The claim.
    pub claim: String,
    /// What the claim is called.
    pub claim_label: String,
    /// `supports`, `contradicts` or `context`.
    pub stance: String,
    /// `happened` or `said`; `None` if it was not stated.
    pub shows: Option<String>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// Describes the passages of a document as they stand in a text of it.
pub(crate) fn read_in(
    session: &Session,
    document: &Record,
    text: Option<&Text>,
    show_sealed: bool,
) -> Result<Vec<ReadPassage>, Error> {
    let catalogue = session.catalogue();
    let above = secrecy::level(&catalogue, document)?;
    let mut passages = Vec::new();
    for passage in of_document(&catalogue, document.id)? {
        let level = above.max(secrecy::own(&passage));
        let told = show_sealed || level != Level::Sealed;
        let (state, found) = state(session, &passage, document, text)?;
        let old = selector(&passage);
        let place = found.unwrap_or_else(|| old.clone());
        let here = told && stands(state);
        let words = |field: &str| passage.text(field).filter(|_| told).map(str::to_owned);
        let who = if told { speaker(&catalogue, &passage)? } else { None };
        passages.push(ReadPassage {
            id: passage.id.to_string(),
            exact: words("exact"),
            start: place.start.filter(|_| here),
            end: place.end.filter(|_| here),
            page_number: place.page_number.filter(|_| told),
            region: words("region"),
            time_from_ms: place.time_from_ms.filter(|_| told),
            time_to_ms: place.time_to_ms.filter(|_| told),
            state,
            reason: reason(state).map(str::to_owned),
            described: words("described"),
            speaker: who.map(|speaker| speaker.label),
            comment: words("comment"),
            sensitivity: level.name(),
            evidence: evidence_of(session, &passage, show_sealed)?,
        });
    }
    Ok(passages)
}

/// Whether a passage in this state has a place in the text.
fn stands(state: AnchorState) -> bool {
    matches!(state, AnchorState::Exact | AnchorState::Moved | AnchorState::Changed)
}

/// Finds what became of a passage. Its words are looked for only where the text is another than
/// the one they were quoted from.
pub(super) fn state(
    session: &Session,
    passage: &Record,
    document: &Record,
    text: Option<&Text>,
) -> Result<(AnchorState, Option<super::SelectorItem>), Error> {
    if passage.text("exact").is_none() {
        return Ok((AnchorState::Exact, None));
    }
    let text = text.filter(|text| text.rendition.text("outcome") == Some("text"));
    let rendition = text.map(|text| text.rendition.id);
    if rendition.is_some() && passage.link("rendition") == rendition {
        return Ok((AnchorState::Exact, None));
    }
    let found = look(session, passage, document, text)?;
    Ok((found.state, found.selector))
}

/// Says what a state means for who wants to rely on the passage.
pub(super) fn reason(state: AnchorState) -> Option<&'static str> {
    match state {
        AnchorState::Exact => None,
        AnchorState::Moved => Some("the same words stand elsewhere in the newest text"),
        AnchorState::Changed => Some("other words, much alike, stand there in the newest text"),
        AnchorState::Ambiguous => Some("the newest text has these words in several places"),
        AnchorState::Gone => Some("the newest text does not have these words"),
        AnchorState::NotChecked => Some("there is no text to look for the words in"),
    }
}

/// Describes what a passage is evidence for.
pub(super) fn evidence_of(
    session: &Session,
    passage: &Record,
    show_sealed: bool,
) -> Result<Vec<ReadEvidence>, Error> {
    let catalogue = session.catalogue();
    let mut items = Vec::new();
    for evidence in links::linked(&catalogue, Kind::Evidence, "passage", passage.id)? {
        let claim = links::followed(&catalogue, &evidence, "claim", Kind::Claim)?;
        let Some(claim) = claim.filter(|claim| !claim.is_removed()) else { continue };
        items.push(ReadEvidence {
            id: evidence.id.to_string(),
            claim: claim.id.to_string(),
            claim_label: records::label_of(&catalogue, &claim, show_sealed)?,
            stance: evidence.text("stance").unwrap_or_default().to_owned(),
            shows: evidence.text("shows").map(str::to_owned),
            withdrawn: evidence.get("withdrawn").is_some(),
        });
    }
    Ok(items)
}
