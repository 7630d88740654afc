//! From the words a person gives to the one place they stand in.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_anchor::{Hint, Place, QuoteError, Text as Folded, quote_at};

use super::SelectorItem;
use crate::{
    error::Error,
    text::Text,
    wording::{Stands, stands},
};

/// How a quotation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// It stands there once, or where it was said to.
    Exact,
    /// It stands there more than once, and nothing says which is meant.
    Ambiguous,
    /// It does not stand there.
    Absent,
    /// Nothing was quoted: a page, a region or a time was marked.
    NotText,
}

/// A place that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Candidate {
    /// Which of the places it is, from 1, for saying so; `None` for one that only resembles.
    pub occurrence: Option<usize>,
    /// Where it begins, in characters.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// The words there.
    pub text: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// The page, from 1.
    pub page_number: Option<u64>,
    /// How much alike, in thousandths; 1000 is the same words.
    pub similarity_permille: u16,
}

/// What was found.
#[derive(Debug)]
pub(super) enum Anchored {
    At { selector: SelectorItem, verbatim: bool },
    Not { how: Match, candidates: Vec<Candidate> },
}

/// Finds a quotation in a text.
///
/// # Errors
/// The quotation is empty, or the occurrence is none.
pub(super) fn anchor(text: &Text, quote: &str, hint: &Hint<'_>) -> Result<Anchored, Error> {
    let refused =
        |error: QuoteError| Error::refused("cannot find the quotation", error.to_string());
    match stands(&Folded::new(&text.text), quote, hint).map_err(refused)? {
        Stands::At { place, verbatim } => Ok(Anchored::At { selector: at(text, place)?, verbatim }),
        Stands::In(places) => {
            let numbered = places.into_iter().enumerate();
            let candidates = numbered
                .map(|(at, place)| candidate(text, place, Some(at + 1), 1000))
                .collect::<Result<_, _>>()?;
            Ok(Anchored::Not { how: Match::Ambiguous, candidates })
        }
        Stands::Nowhere(nearest) => {
            let candidates = nearest
                .into_iter()
                .map(|(place, alike)| candidate(text, place, None, alike))
                .collect::<Result<_, _>>()?;
            Ok(Anchored::Not { how: Match::Absent, candidates })
        }
    }
}

/// Describes a place in a text: words, context, page, time.
///
/// # Errors
/// The place leaves the text.
pub(crate) fn at(text: &Text, place: Place) -> Result<SelectorItem, Error> {
    let refused = |error: QuoteError| Error::refused("cannot mark that place", error.to_string());
    let quote = quote_at(&text.text, place).map_err(refused)?;
    let structure = &text.stored.structure;
    let cues = structure.cues.iter().filter(|cue| cue.start < place.end && cue.end > place.start);
    let (from, to) = (cues.clone().map(|cue| cue.from_ms).min(), cues.map(|cue| cue.to_ms).max());
    Ok(SelectorItem {
        exact: Some(quote.exact),
        prefix: Some(quote.prefix),
        suffix: Some(quote.suffix),
        start: Some(place.start),
        end: Some(place.end),
        rendition: Some(text.rendition.id.to_string()),
        page_number: page(text, place),
        region: None,
        time_from_ms: from,
        time_to_ms: to,
    })
}

/// Returns the page on which a place begins.
fn page(text: &Text, place: Place) -> Option<u64> {
    let pages = &text.stored.structure.pages;
    let found = pages.iter().find(|page| page.start <= place.start && place.start < page.end);
    found.map(|page| u64::from(page.page_number))
}

fn candidate(
    text: &Text,
    place: Place,
    occurrence: Option<usize>,
    similarity_permille: u16,
) -> Result<Candidate, Error> {
    let selector = at(text, place)?;
    Ok(Candidate {
        occurrence,
        start: place.start,
        end: place.end,
        text: selector.exact.unwrap_or_default(),
        prefix: selector.prefix.unwrap_or_default(),
        suffix: selector.suffix.unwrap_or_default(),
        page_number: selector.page_number,
        similarity_permille,
    })
}
