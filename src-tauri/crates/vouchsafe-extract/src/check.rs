//! Everything a child says, looked at again: what passes here cannot mislead who reads it later.
//!
//! The child may have been taken over by the document. What it says can still be wrong; it can no
//! longer be out of bounds, out of order, endless, or of the wrong shape.

use std::collections::HashSet;

use vouchsafe_citation::{
    Imported, Refused,
    format::{CiteRequest, Cited},
};

use crate::{
    ActiveContent, BlockKind, CapturedPage, Extraction, Failure, FailureReason, ImageFacts,
    LanguageBasis, Outcome, PageImage, Peaks, Proposal, Structure, TextRendition, places, png,
    reply::Reply,
    wire::{self, Answer, Hello},
};

/// The most bytes of a text.
pub(crate) const TEXT_BYTES: u64 = 16 << 20;
/// The most bytes of an image.
pub(crate) const IMAGE_BYTES: u64 = 32 << 20;

/// The most bytes of a captured page.
pub(crate) const PAGE_BYTES: u64 = 56 << 20;

const PAGE_HEIGHT: u32 = 25_000;
const DURATION_MS: u64 = 366 * 24 * 3_600_000;
const PROPOSALS: usize = 1000;
const WARNINGS: usize = 1000;
const VALUES: usize = 8_000_000;
const VALUE_BYTES: usize = 16 << 10;
const SENTENCE_BYTES: usize = 2000;
const WORD_BYTES: usize = 200;
const THUMBNAIL_BYTES: usize = 4 << 20;
const THUMBNAIL_SIDE: u32 = 1024;
const IMAGE_SIDE: u32 = 1_000_000;

/// What is wrong with what a child said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Invalid(pub &'static str);

impl From<Invalid> for Failure {
    fn from(Invalid(what): Invalid) -> Self {
        let detail = format!("what came of reading it cannot be right: {what}");
        Self::new(FailureReason::InvalidOutput, detail)
    }
}

/// Passes if `right`.
pub(crate) fn ensure(right: bool, what: &'static str) -> Result<(), Invalid> {
    if right { Ok(()) } else { Err(Invalid(what)) }
}

/// Passes what a child says of itself.
pub(crate) fn hello(hello: &Hello) -> Result<(), Invalid> {
    sentence(&hello.sandbox.detail)?;
    word(&hello.version)
}

/// Reads the answer out of a reply.
pub(crate) fn answer(reply: &Reply) -> Result<Answer, Invalid> {
    // A value takes far more memory than the two bytes it can be written in.
    let values = reply.answer.iter().filter(|byte| b",:[{".contains(byte)).count();
    ensure(values <= VALUES, "an answer of too many parts")?;
    let answer: Answer =
        wire::from_json(&reply.answer).map_err(|_| Invalid("the answer is not one"))?;
    if let Answer::Failed { detail, .. } = &answer {
        sentence(detail)?;
    }
    Ok(answer)
}

/// Passes a rendition, and puts its text, structure and thumbnail in place.
pub(crate) fn extraction(
    mut extraction: Extraction,
    reply: Reply,
    media_type: &str,
) -> Result<Extraction, Invalid> {
    ensure(extraction.media_type == media_type, "it was read as another media type")?;
    ensure(extraction.text.is_none(), "a text where none belongs")?;
    if let Outcome::Failed { detail, .. } = &extraction.outcome {
        sentence(detail)?;
    }
    ensure(extraction.warnings.len() <= WARNINGS, "too many warnings")?;
    extraction.warnings.iter().try_for_each(|warning| sentence(warning))?;
    ensure(extraction.proposals.len() <= PROPOSALS, "too many proposals")?;
    extraction.proposals.iter().try_for_each(proposal)?;
    match (&mut extraction.image, reply.image) {
        (Some(facts), thumbnail) => image(facts, thumbnail)?,
        (None, None) => {}
        (None, Some(_)) => return Err(Invalid("an image that belongs to nothing")),
    }
    ensure(reply.page.is_none(), "a page that belongs to nothing")?;
    let has_text = reply.text.is_some() || reply.structure.is_some();
    if extraction.outcome == Outcome::Text {
        let text = text(reply.text, reply.structure)?;
        ensure(!text.text.is_empty(), "an empty text")?;
        extraction.text = Some(text);
    } else {
        ensure(!has_text, "a text where there is said to be none")?;
    }
    Ok(extraction)
}

/// Passes a page's image. A page of a PDF has the width asked for; an image is not made wider.
pub(crate) fn page_image(
    mut image: PageImage,
    reply: Reply,
    (media_type, width_px): (&str, u32),
) -> Result<PageImage, Invalid> {
    ensure(reply.page.is_none(), "a page with an image")?;
    ensure(reply.text.is_none() && reply.structure.is_none(), "a text with an image")?;
    let png = reply.image.ok_or(Invalid("no image"))?;
    let size = png::size(&png).ok_or(Invalid("the image is no PNG"))?;
    ensure(size == (image.width, image.height), "the image has another size than it says")?;
    let narrower = image.width < width_px && media_type != "application/pdf";
    let right = image.width == width_px || narrower;
    ensure(right, "the image has another width than was asked for")?;
    ensure(image.height <= PAGE_HEIGHT, "the image is too high")?;
    image.png = png;
    Ok(image)
}

/// Passes how loud a recording is.
pub(crate) fn peaks(peaks: Peaks, reply: &Reply, count: u16) -> Result<Peaks, Invalid> {
    ensure(is_bare(reply), "something with what has nothing with it")?;
    ensure(peaks.peaks.len() == usize::from(count), "not as many parts as were asked for")?;
    ensure(peaks.peaks.iter().all(|peak| *peak <= 100), "louder than can be")?;
    ensure(peaks.duration_ms <= DURATION_MS, "a recording of more than a year")?;
    Ok(peaks)
}

/// Passes a captured page.
pub(crate) fn captured_page(active: ActiveContent, reply: Reply) -> Result<CapturedPage, Invalid> {
    let nothing_else = reply.text.is_none() && reply.structure.is_none() && reply.image.is_none();
    ensure(nothing_else, "something with a page")?;
    let html = reply.page.ok_or(Invalid("no page"))?;
    let html = String::from_utf8(html).map_err(|_| Invalid("the page is not UTF-8"))?;
    ensure(!html.contains('\0'), "a NUL in the page")?;
    Ok(CapturedPage { active, html })
}

fn is_bare(reply: &Reply) -> bool {
    let Reply { answer: _, text, structure, image, page } = reply;
    text.is_none() && structure.is_none() && image.is_none() && page.is_none()
}

/// Passes a draft.
pub(crate) fn draft(reply: Reply) -> Result<TextRendition, Invalid> {
    ensure(reply.image.is_none(), "an image with a draft")?;
    // A draft may be empty still.
    text(reply.text, reply.structure)
}

/// Passes what a file of references is said to hold.
pub(crate) fn references(imported: Imported) -> Result<Imported, Invalid> {
    word(&imported.encoding)?;
    for Refused { line, reason, .. } in imported.refused.iter().chain(&imported.warnings) {
        ensure(*line >= 1, "a line before the first")?;
        ensure(!reason.contains('\0') && reason.len() <= VALUE_BYTES, "a reason that is none")?;
    }
    for reference in &imported.references {
        ensure(reference.line >= 1, "a line before the first")?;
    }
    Ok(imported)
}

/// Passes formatted citations, if they are as many as were asked for.
pub(crate) fn cited(cited: Cited, request: &CiteRequest) -> Result<Cited, Invalid> {
    let as_many = cited.citations.len() == request.citations.len();
    ensure(as_many, "other citations than were asked for")?;
    let most = if request.bibliography { request.items.len() } else { 0 };
    ensure(cited.bibliography.len() <= most, "more entries than there are items")?;
    let known: HashSet<&str> =
        request.items.iter().filter_map(|item| item.get("id")?.as_str()).collect();
    let named = cited.bibliography.iter().all(|entry| known.contains(entry.id.as_str()));
    ensure(named, "an entry of an item that is not there")?;
    Ok(cited)
}

fn text(text: Option<Vec<u8>>, structure: Option<Vec<u8>>) -> Result<TextRendition, Invalid> {
    let text = text.ok_or(Invalid("no text where there is said to be one"))?;
    ensure(text.len() as u64 <= TEXT_BYTES, "the text is too long")?;
    let text = String::from_utf8(text).map_err(|_| Invalid("the text is not UTF-8"))?;
    ensure(!text.contains('\0'), "a NUL in the text")?;
    let structure = structure.ok_or(Invalid("a text without structure"))?;
    let structure: Structure =
        wire::from_json(&structure).map_err(|_| Invalid("the structure is not one"))?;
    places::check(&text, &structure)?;
    structure.blocks.iter().try_for_each(|block| {
        let basis = block.language_basis;
        ensure(block.language.is_some() == basis.is_some(), "a language without its basis")?;
        let leveled =
            matches!(block.kind, BlockKind::Heading | BlockKind::ListItem | BlockKind::Quotation);
        ensure(
            block.level.is_none_or(|level| leveled && (1..=9).contains(&level)),
            "a level that cannot be",
        )?;
        // A guess never says more than which language.
        let guessed = basis == Some(LanguageBasis::Detected);
        block.language.as_deref().map_or(Ok(()), |language| language_tag(language, guessed))
    })?;
    for label in structure.pages.iter().filter_map(|page| page.label.as_deref()) {
        word(label)?;
    }
    for speaker in structure.cues.iter().filter_map(|cue| cue.speaker.as_deref()) {
        word(speaker)?;
    }
    Ok(TextRendition { text, structure })
}

/// Passes what has the shape of a BCP 47 tag: letters first, then parts of letters and digits.
fn language_tag(tag: &str, guessed: bool) -> Result<(), Invalid> {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let alphabetic = first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let private = first.eq_ignore_ascii_case("x") && tag.len() > 2;
    let named = (2..=8).contains(&first.len()) || private;
    let rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let right = tag.len() <= 35 && alphabetic && named && rest && !(guessed && private);
    ensure(right, "a language tag that is none")
}

fn image(facts: &mut ImageFacts, thumbnail: Option<Vec<u8>>) -> Result<(), Invalid> {
    let sides = [facts.width, facts.height];
    ensure(sides.iter().all(|side| (1..=IMAGE_SIDE).contains(side)), "an image without size")?;
    ensure((1..=8).contains(&facts.orientation), "an orientation that cannot be")?;
    if let Some(hash) = &facts.perceptual_hash {
        let (algorithm, hex) = hash.split_once(':').ok_or(Invalid("a hash without algorithm"))?;
        let named = (1..=32).contains(&algorithm.len())
            && algorithm.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let lower = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let hexed = (1..=256).contains(&hex.len()) && hex.bytes().all(lower);
        ensure(named && hexed, "a hash that is none")?;
    }
    let Some(png) = thumbnail else { return Ok(()) };
    ensure(png.len() <= THUMBNAIL_BYTES, "a thumbnail that is too large")?;
    let (width, height) = png::size(&png).ok_or(Invalid("the thumbnail is no PNG"))?;
    ensure(width.max(height) <= THUMBNAIL_SIDE, "a thumbnail that is too large")?;
    facts.thumbnail_png = png;
    Ok(())
}

fn proposal(proposal: &Proposal) -> Result<(), Invalid> {
    let variable = &proposal.variable;
    let named = (1..=64).contains(&variable.len())
        && variable.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    ensure(named, "a proposal for what is no variable")?;
    word(&proposal.basis)?;
    let value = serde_json::to_vec(&proposal.value).map_err(|_| Invalid("a value that is none"))?;
    ensure(value.len() <= VALUE_BYTES, "a proposal that is too long")?;
    let nul = value.windows(6).any(|piece| piece == br"\u0000");
    ensure(!nul, "a NUL in a proposal")
}

/// Passes a line for people.
fn sentence(text: &str) -> Result<(), Invalid> {
    ensure(text.len() <= SENTENCE_BYTES, "a sentence that is too long")?;
    ensure(!text.chars().any(char::is_control), "a control character in a sentence")
}

/// Passes a short line.
fn word(text: &str) -> Result<(), Invalid> {
    ensure(text.len() <= WORD_BYTES, "a word that is too long")?;
    ensure(!text.chars().any(char::is_control), "a control character in a word")
}

#[cfg(test)]
mod tests;
