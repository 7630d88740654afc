//! Where words stand as words: never inside another word or number, and with their own signs.
//!
//! The fold makes many writings equal, so that a quotation is found however it is typed. What it
//! finds is looked at once more here: `41` does not stand in `417`, `102` not in `10²`, and
//! `notguilty` not in `not-guilty`.

use vouchsafe_anchor::{Found, Hint, Place, QuoteError, Text, fold};

/// How far one looks past characters that are not seen, for the letter beside a place.
const UNSEEN_MAX: u64 = 4;

/// How much text is folded to see whether a context fits.
const CONTEXT_CHARS: u64 = 400;

/// Where a quotation stands.
pub(crate) enum Stands {
    /// In one place.
    At { place: Place, verbatim: bool },
    /// In several, and nothing says which is meant.
    In(Vec<Place>),
    /// Nowhere; these places come nearest, with how much they are alike, in thousandths.
    Nowhere(Vec<(Place, u16)>),
}

/// Finds a quotation in a text.
///
/// # Errors
/// It is empty, or there are not as many places as the occurrence asks for.
pub(crate) fn stands(text: &Text<'_>, quote: &str, hint: &Hint<'_>) -> Result<Stands, QuoteError> {
    let any = Hint { occurrence: None, ..*hint };
    let found = match text.find(quote, &any)? {
        Found::Exact { place, .. } => vec![place],
        Found::Ambiguous(places) => places,
        Found::Absent { nearest } => {
            let near = nearest.into_iter().map(|near| (near.place, near.similarity_permille));
            return Ok(Stands::Nowhere(near.collect()));
        }
    };
    let fits = |place: &Place| {
        is_whole(text, *place)
            && has_same_signs(text, *place, quote)
            && is_beside(text, *place, hint)
    };
    let whole: Vec<Place> = found.iter().copied().filter(fits).collect();
    let at = |place: Place| {
        let verbatim = text.read(place).is_ok_and(|words| words == quote.trim());
        Stands::At { place, verbatim }
    };
    match (whole.as_slice(), hint.occurrence) {
        ([], _) => {
            let near = found.into_iter().take(3).map(|place| (widened(text, place), 999));
            Ok(Stands::Nowhere(near.collect()))
        }
        (places, Some(number)) => {
            let asked = (number as usize).checked_sub(1).and_then(|number| places.get(number));
            let found = places.len() as u64;
            asked.copied().map(at).ok_or(QuoteError::NoSuchOccurrence { asked: number, found })
        }
        ([place], None) => Ok(at(*place)),
        _ => Ok(Stands::In(whole)),
    }
}

/// Whether a place begins and ends where words do.
fn is_whole(text: &Text<'_>, place: Place) -> bool {
    let (first, last) = (seen_after(text, place.start), seen_before(text, place.end));
    !joins(seen_before(text, place.start), first) && !joins(last, seen_after(text, place.end))
}

fn joins(one: Option<char>, other: Option<char>) -> bool {
    let in_word = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() && !is_of_unspaced(letter))
    };
    in_word(one) && in_word(other)
}

/// Whether a letter is of a script that writes words without spaces between them.
fn is_of_unspaced(letter: char) -> bool {
    matches!(letter as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..)
}

/// Whether a character stands inside words and is not seen: soft hyphen, word joiner, tatweel,
/// marks over Arabic letters.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{2060}' | '\u{200D}' | '\u{640}' | '\u{64B}'..='\u{65F}')
        || matches!(letter, '\u{300}'..='\u{36F}')
}

fn seen_before(text: &Text<'_>, at: u64) -> Option<char> {
    let letter = |back: u64| {
        let end = at.checked_sub(back)?;
        letter_at(text, end.checked_sub(1)?)
    };
    (0..UNSEEN_MAX).map_while(letter).find(|letter| !is_unseen(*letter))
}

fn seen_after(text: &Text<'_>, at: u64) -> Option<char> {
    (0..UNSEEN_MAX).map_while(|on| letter_at(text, at + on)).find(|letter| !is_unseen(*letter))
}

fn letter_at(text: &Text<'_>, at: u64) -> Option<char> {
    text.read(Place { start: at, end: at + 1 }).ok()?.chars().next()
}

/// Whether the words at a place have the raised figures, fractions and hyphens of the quotation. A
/// hyphen at the end of a line is none.
fn has_same_signs(text: &Text<'_>, place: Place, quote: &str) -> bool {
    let Ok(words) = text.read(place) else { return false };
    let raised = |text: &str| text.chars().filter(|letter| is_raised(*letter)).count();
    raised(words) == raised(quote) && hyphens(words) == hyphens(quote)
}

fn is_raised(letter: char) -> bool {
    matches!(letter as u32,
        0xB2 | 0xB3 | 0xB9 | 0xBC..=0xBE | 0x2070..=0x209F | 0x2150..=0x218F | 0x2460..=0x24FF)
}

fn hyphens(text: &str) -> usize {
    let is_hyphen = |letter: char| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let mut count = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = letters.peek().is_some_and(|next| !next.is_whitespace());
        count += usize::from(is_hyphen(letter) && inside);
    }
    count
}

/// Whether the words that were said to stand beside a place do.
fn is_beside(text: &Text<'_>, place: Place, hint: &Hint<'_>) -> bool {
    let folded = |text: &str| fold(text).text().trim().to_owned();
    let read =
        |start: u64, end: u64| text.read(Place { start, end }).map(folded).unwrap_or_default();
    let before = hint.prefix.is_none_or(|prefix| {
        read(place.start.saturating_sub(CONTEXT_CHARS), place.start).ends_with(&folded(prefix))
    });
    let end = (place.end + CONTEXT_CHARS).min(text.length());
    let after = hint.suffix.is_none_or(|suffix| read(place.end, end).starts_with(&folded(suffix)));
    before && after
}

/// Returns a place widened to the edges of its words.
fn widened(text: &Text<'_>, place: Place) -> Place {
    let in_word = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || is_unseen(letter))
    };
    let (mut start, mut end) = (place.start, place.end);
    while start > 0 && place.start - start < 40 && in_word(letter_at(text, start - 1)) {
        start -= 1;
    }
    while end - place.end < 40 && in_word(letter_at(text, end)) {
        end += 1;
    }
    Place { start, end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_only_where_they_are_words() {
        for (text, quote, stands_there) in [
            ("The dam cost 417 people.", "dam cost 417", true),
            ("The dam cost 417 people.", "dam cost 41", false),
            ("Others came.", "the", false),
            ("It is un\u{AD}lawful to do.", "lawful to do", false),
            ("About 10² died.", "About 102 died", false),
            ("He is not-guilty of it.", "notguilty of it", false),
            ("He was sen-\ntenced then.", "was sentenced then", true),
            ("آن کتاب\u{200C}ها بود", "آن كتاب", true),
            ("第二次公開審理", "公開", true),
            ("“Yes”, he said", "Yes", true),
        ] {
            let found = stands(&Text::new(text), quote, &Hint::default()).expect("a quotation");
            assert_eq!(matches!(found, Stands::At { .. }), stands_there, "{quote} in {text}");
        }
    }

    #[test]
    fn a_context_that_does_not_stand_there_is_not_passed_over() {
        let text = Text::new("the old dam stood");
        let hint = |prefix| Hint { prefix: Some(prefix), ..Hint::default() };
        assert!(matches!(stands(&text, "dam", &hint("old")), Ok(Stands::At { .. })));
        assert!(matches!(stands(&text, "dam", &hint("new")), Ok(Stands::Nowhere(_))));
    }
}
