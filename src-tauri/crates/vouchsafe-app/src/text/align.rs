//! `document align`: which parts of a translation stand for which of its original, so that a
//! translated quotation always carries the words it translates.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;
use vouchsafe_anchor::Place;
use vouchsafe_archive::{Catalogue, Record, SetDraft};
use vouchsafe_model::{AlignmentId, DerivationId, Kind};

use super::{Text, read, text_of};
use crate::{
    error::Error,
    links, names,
    passage::{SelectorItem, place_in},
    session::Session,
};

/// An authored text and its original.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AlignRequest {
    /// The translation.
    pub document: String,
    /// What it translates; may be left out where a derivation says so already.
    pub original: Option<String>,
    /// `[start, end, start, end]` of each pair, in characters of the translation and of the
    /// original; paragraph by paragraph if not given.
    pub pairs: Option<Vec<[u64; 4]>>,
}

/// An alignment.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AlignReport {
    /// The alignment.
    pub alignment: String,
    /// The translation.
    pub document: String,
    /// Its original.
    pub original: String,
    /// How many pairs it has.
    pub pairs: usize,
    /// `paragraphs` or `given`.
    pub basis: &'static str,
}

/// The place in an original that stands for a place in an authored text.
#[derive(Debug)]
pub(crate) struct OriginalPlace {
    pub document: Record,
    pub selector: SelectorItem,
}

/// Lays a translation beside its original.
///
/// # Errors
/// There is no such document, one has no text, the pairs leave a text; or, without pairs, the two
/// have not the same number of paragraphs.
pub fn document_align(session: &mut Session, request: &AlignRequest) -> Result<AlignReport, Error> {
    let document = names::find(&session.catalogue(), Kind::Document, &request.document)?;
    let what = || format!("cannot align document {}", document.id);
    let derived = derivation(&session.catalogue(), &document)?;
    let original = match (&request.original, &derived) {
        (Some(name), _) => names::find(&session.catalogue(), Kind::Document, name)?,
        (None, Some((_, original))) => original.clone(),
        (None, None) => {
            let why = "nothing says what it translates: name the original with --original";
            return Err(Error::refused(what(), why));
        }
    };
    if original.id == document.id {
        return Err(Error::refused(what(), "it cannot be its own original"));
    }
    let (text, original_text) = (text_of(session, &document)?, text_of(session, &original)?);
    let (pairs, basis) = match &request.pairs {
        Some(pairs) => (pairs.clone(), "given"),
        None => (by_paragraph(&text, &original_text, &what())?, "paragraphs"),
    };
    refuse_outside(&pairs, &text, &original_text, &what())?;
    let derived_already = derived.is_some_and(|(_, from)| from.id == original.id);
    let count = pairs.len();
    let pairs: Value = pairs.iter().map(|pair| json!(pair)).collect();
    session.write(|append| {
        if !derived_already {
            let derivation: DerivationId = append.new_id();
            let draft = SetDraft::new(Kind::Derivation, derivation)
                .with("from", original.id.to_string())
                .with("to", document.id.to_string())
                .with("derivation", "translation");
            append.set(draft)?;
        }
        let alignment: AlignmentId = append.new_id();
        let draft = SetDraft::new(Kind::Alignment, alignment)
            .with("rendition", text.rendition.id.to_string())
            .with("original", original_text.rendition.id.to_string())
            .with("pairs", pairs)
            .with("basis", basis);
        append.set(draft)?;
        Ok(AlignReport {
            alignment: alignment.to_string(),
            document: document.id.to_string(),
            original: original.id.to_string(),
            pairs: count,
            basis,
        })
    })
}

/// Pairs the paragraphs of two texts, first with first.
fn by_paragraph(text: &Text, original: &Text, what: &str) -> Result<Vec<[u64; 4]>, Error> {
    let (blocks, others) = (&text.stored.structure.blocks, &original.stored.structure.blocks);
    if blocks.len() != others.len() {
        let why = format!(
            "it has {} paragraphs and the original {}; give the pairs in a file",
            blocks.len(),
            others.len()
        );
        return Err(Error::refused(what, why));
    }
    let pair = |(block, other): (&vouchsafe_extract::Block, &vouchsafe_extract::Block)| {
        [block.start, block.end, other.start, other.end]
    };
    Ok(blocks.iter().zip(others).map(pair).collect())
}

fn refuse_outside(
    pairs: &[[u64; 4]],
    text: &Text,
    original: &Text,
    what: &str,
) -> Result<(), Error> {
    let (length, original_length) =
        (text.text.chars().count() as u64, original.text.chars().count() as u64);
    let fits = |pair: &&[u64; 4]| {
        pair[0] < pair[1] && pair[1] <= length && pair[2] < pair[3] && pair[3] <= original_length
    };
    if let Some(place) = pairs.iter().position(|pair| !fits(&pair)) {
        let why = format!("pair {} is empty or leaves a text", place + 1);
        return Err(Error::refused(what, why));
    }
    if pairs.is_empty() {
        return Err(Error::refused(what, "there are no pairs"));
    }
    Ok(())
}

/// Returns what a document was derived from as a transcript or translation.
fn derivation(
    catalogue: &Catalogue<'_>,
    document: &Record,
) -> Result<Option<(String, Record)>, Error> {
    for derivation in links::linked(catalogue, Kind::Derivation, "to", document.id)? {
        let word = derivation.text("derivation").unwrap_or_default();
        if !["transcript", "translation"].contains(&word) {
            continue;
        }
        let from = links::followed(catalogue, &derivation, "from", Kind::Document)?;
        if let Some(from) = from {
            return Ok(Some((word.to_owned(), from)));
        }
    }
    Ok(None)
}

/// Finds the place in the original that stands for a place in an authored text; `None` if the
/// document is no authored text, or a transcript without times.
///
/// # Errors
/// It is a translation, and nothing says which words of the original these translate.
pub(crate) fn originals(
    session: &Session,
    document: &Record,
    selector: &SelectorItem,
) -> Result<Option<OriginalPlace>, Error> {
    let catalogue = session.catalogue();
    let Some((word, original)) = derivation(&catalogue, document)? else { return Ok(None) };
    if word == "transcript" {
        if selector.time_from_ms.is_none() {
            return Ok(None);
        }
        let selector = SelectorItem {
            time_from_ms: selector.time_from_ms,
            time_to_ms: selector.time_to_ms,
            ..SelectorItem::default()
        };
        return Ok(Some(OriginalPlace { document: original, selector }));
    }
    let what = || format!("cannot quote the translation {}", document.id);
    let carries = "a translated quotation carries its original";
    let aligned = aligned(session, selector)?;
    let Some((rendition, place)) = aligned else {
        let why = format!("{carries}: name its passage with --original, or `document align` first");
        return Err(Error::refused(what(), why));
    };
    let text = read(session, rendition)?;
    let text = text.ok_or_else(|| Error::refused(what(), "the text of its original is gone"))?;
    Ok(Some(OriginalPlace { document: original, selector: place_in(&text, place)? }))
}

/// Returns the rendition of the original and the stretch of it that is aligned with a place.
fn aligned(session: &Session, selector: &SelectorItem) -> Result<Option<(Record, Place)>, Error> {
    let catalogue = session.catalogue();
    let (Some(rendition), Some(start), Some(end)) =
        (&selector.rendition, selector.start, selector.end)
    else {
        return Ok(None);
    };
    let rendition = names::find(&catalogue, Kind::Rendition, rendition)?;
    let mut alignments = links::linked(&catalogue, Kind::Alignment, "rendition", rendition.id)?;
    let Some(alignment) = alignments.pop() else { return Ok(None) };
    let pairs = alignment.get("pairs").and_then(Value::as_array).cloned().unwrap_or_default();
    let pairs = pairs.iter().filter_map(|pair| {
        let number = |at: usize| pair.get(at).and_then(Value::as_u64);
        Some([number(0)?, number(1)?, number(2)?, number(3)?])
    });
    let overlapping: Vec<[u64; 4]> =
        pairs.filter(|pair| pair[0] < end && pair[1] > start).collect();
    let from = overlapping.iter().map(|pair| pair[2]).min();
    let to = overlapping.iter().map(|pair| pair[3]).max();
    let original = links::followed(&catalogue, &alignment, "original", Kind::Rendition)?;
    Ok(original.zip(from.zip(to)).map(|(original, (start, end))| (original, Place { start, end })))
}
