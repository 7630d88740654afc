//! Places in a text, looked at again: in order, inside the text, blocks as the text is made of.

use crate::{
    Cue, Page, Structure, WordBox,
    check::{Invalid, ensure},
};

const PAGES: u32 = 10_000;
/// 100,000 points, seven times what a PDF page may have without a user unit.
const PAGE_SIDE: u32 = 10_000_000;
/// A year of recording.
const LAST_MS: u64 = 366 * 24 * 3600 * 1000;

/// What stands between two blocks.
const BETWEEN: &str = "\n\n";

/// Passes the structure of `text`.
pub(crate) fn check(text: &str, structure: &Structure) -> Result<(), Invalid> {
    let length = blocks(text, structure)?;
    pages(&structure.pages, length)?;
    words(&structure.words, &structure.pages, length)?;
    cues(&structure.cues, length)
}

/// Passes the blocks if the text is they, with [`BETWEEN`] between; returns its length.
fn blocks(text: &str, structure: &Structure) -> Result<u64, Invalid> {
    let mut rest = text.chars();
    let mut at = 0_u64;
    for (index, block) in structure.blocks.iter().enumerate() {
        if index > 0 {
            ensure(rest.as_str().starts_with(BETWEEN), "blocks that are not parted")?;
            rest = rest.as_str()[BETWEEN.len()..].chars();
            at += BETWEEN.len() as u64;
        }
        ensure(block.start == at && block.start < block.end, "a block out of its place")?;
        while at < block.end {
            rest.next().ok_or(Invalid("a block outside the text"))?;
            at += 1;
        }
    }
    ensure(rest.as_str().is_empty(), "text outside the blocks")?;
    Ok(at)
}

fn pages(pages: &[Page], length: u64) -> Result<(), Invalid> {
    let mut end = 0;
    let mut number = 0;
    for page in pages {
        ensure(end <= page.start && page.start <= page.end, "pages out of order")?;
        ensure(page.end <= length, "a page outside the text")?;
        ensure(number < page.page_number && page.page_number <= PAGES, "a page number")?;
        let sides = [page.width, page.height];
        ensure(sides.iter().all(|side| (1..=PAGE_SIDE).contains(side)), "the size of a page")?;
        (end, number) = (page.end, page.page_number);
    }
    Ok(())
}

fn words(words: &[WordBox], pages: &[Page], length: u64) -> Result<(), Invalid> {
    let mut end = 0;
    let mut pages = pages.iter().peekable();
    for word in words {
        ensure(end <= word.start && word.start < word.end, "words out of order")?;
        ensure(word.end <= length, "a word outside the text")?;
        end = word.end;
        // Both lists are in order, so its page is this one or a later one.
        while pages.next_if(|page| page.page_number < word.page_number).is_some() {}
        let page = pages.peek().filter(|page| page.page_number == word.page_number);
        let page = page.ok_or(Invalid("a word on no page"))?;
        ensure(page.start <= word.start && word.end <= page.end, "a word on another page")?;
        let right = word.x.checked_add(word.width).is_some_and(|right| right <= page.width);
        let bottom = word.y.checked_add(word.height).is_some_and(|bottom| bottom <= page.height);
        ensure(right && bottom, "a word beside its page")?;
    }
    Ok(())
}

fn cues(cues: &[Cue], length: u64) -> Result<(), Invalid> {
    let mut end = 0;
    for cue in cues {
        ensure(end <= cue.start && cue.start <= cue.end, "cues out of order")?;
        ensure(cue.end <= length, "a cue outside the text")?;
        ensure(cue.from_ms <= cue.to_ms && cue.to_ms <= LAST_MS, "the time of a cue")?;
        end = cue.end;
    }
    Ok(())
}
