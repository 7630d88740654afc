//! Snippets: the stretch of an item's own text that shows best what was found.
//!
//! Texts are read as they are and folded here, so that a range is one of the original.

use rusqlite::Connection;
use vouchsafe_anchor::{Folded, fold};

use super::{
    IndexError,
    fields::column_of,
    query::Query,
    words::{Word, words},
    write::PIECE_SHIFT,
};

/// Length of a snippet, in chars.
const SNIPPET_CHARS: u64 = 160;

/// How far a cut may move to find the end of a word.
const CUT_CHARS: u64 = 24;

/// Most pieces of one item that are looked through: beyond about 2 million chars, a snippet shows
/// what it has.
const PIECES_MAX: usize = 1_024;

/// Words in a row that are looked for.
#[derive(Debug)]
pub(super) struct Needle<'a> {
    /// Which phrase of the query it is a form of.
    phrase: usize,
    column: Option<usize>,
    words: &'a [String],
    prefix: bool,
}

/// A stretch of text with what matched in it.
#[derive(Debug)]
pub(super) struct Snippet {
    pub field: String,
    pub text: String,
    pub ranges: Vec<(u64, u64)>,
    pub place: Option<(u64, u64)>,
}

/// A match in a piece: which phrase, and the range in chars of the piece.
#[derive(Debug, Clone, Copy)]
struct Match {
    phrase: usize,
    start: u64,
    end: u64,
}

/// A piece of a text that might be shown.
struct Piece {
    field: String,
    text: String,
    /// Where it begins in its field's text.
    start: u64,
    matches: Vec<Match>,
    /// How many different phrases match.
    phrases: usize,
}

/// Returns all forms of all phrases that a query looks for.
pub(super) fn needles(query: &Query) -> Vec<Needle<'_>> {
    let phrases = query.phrases().into_iter().enumerate();
    let forms = phrases.flat_map(|(number, phrase)| {
        phrase.forms.iter().map(move |words| Needle {
            phrase: number,
            column: phrase.column,
            words,
            prefix: phrase.prefix,
        })
    });
    forms.collect()
}

/// Returns the best snippet of an item: of the first piece in which most phrases match. The title
/// is shown anyway, so it serves only where no other text matches as well.
pub(super) fn best(
    connection: &Connection,
    serial: i64,
    title: &str,
    needles: &[Needle<'_>],
) -> Result<Snippet, IndexError> {
    let wanted = needles.iter().map(|needle| needle.phrase + 1).max().unwrap_or(0);
    let mut query = connection.prepare_cached(
        "SELECT field, start_chars, text FROM part WHERE id >= ?1 AND id < ?2 ORDER BY id",
    )?;
    let mut rows = query.query([serial << PIECE_SHIFT, (serial + 1) << PIECE_SHIFT])?;
    let mut best: Option<Piece> = None;
    let mut looked_at = 0;
    while let Some(row) = rows.next()? {
        let start = row.get::<_, i64>(1)?.unsigned_abs();
        let piece = Piece::new(row.get(0)?, row.get(2)?, start, needles);
        if best.as_ref().is_none_or(|best| best.phrases < piece.phrases) {
            best = Some(piece);
        }
        looked_at += 1;
        if looked_at == PIECES_MAX || best.as_ref().is_some_and(|best| best.phrases >= wanted) {
            break;
        }
    }
    let title = Piece::new("title".to_owned(), title.to_owned(), 0, needles);
    Ok(match best {
        Some(best) if best.phrases >= title.phrases => best.cut(),
        _ => title.cut(),
    })
}

impl Piece {
    fn new(field: String, text: String, start: u64, needles: &[Needle<'_>]) -> Self {
        let column = column_of(&field);
        let needles: Vec<&Needle<'_>> = needles
            .iter()
            .filter(|needle| needle.column.is_none_or(|wanted| wanted == column))
            .collect();
        let matches = if needles.is_empty() { Vec::new() } else { matches(&text, &needles) };
        let mut phrases: Vec<usize> = matches.iter().map(|found| found.phrase).collect();
        phrases.sort_unstable();
        phrases.dedup();
        Self { field, text, start, matches, phrases: phrases.len() }
    }

    /// Cuts the stretch with most phrases, then most matches, then the first.
    fn cut(self) -> Snippet {
        let letters: Vec<char> = self.text.chars().collect();
        let (from, to) = self.stretch(&letters);
        let place = self.matches.iter().find(|found| found.start >= from && found.end <= to);
        let place = place.map(|found| (self.start + found.start, self.start + found.end));
        let mut text = String::new();
        let mut ranges: Vec<(u64, u64)> = Vec::new();
        let before = u64::from(from > 0 || self.start > 0);
        if before > 0 {
            text.push('…');
        }
        // One char for one, so that ranges stay where they are.
        let shown = &letters[at(from)..at(to)];
        text.extend(
            shown.iter().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { *c }),
        );
        if at(to) < letters.len() {
            text.push('…');
        }
        for found in self.matches.iter().filter(|found| found.start >= from && found.end <= to) {
            let range = (found.start - from + before, found.end - from + before);
            match ranges.last_mut() {
                Some(last) if range.0 < last.1 => last.1 = last.1.max(range.1),
                _ => ranges.push(range),
            }
        }
        Snippet { field: self.field, text, ranges, place }
    }

    fn stretch(&self, letters: &[char]) -> (u64, u64) {
        let length = letters.len() as u64;
        if length <= SNIPPET_CHARS {
            return (0, length);
        }
        let mut best = (0, 0, 0, 0);
        for (first, found) in self.matches.iter().enumerate() {
            let inside = self.matches[first..]
                .iter()
                .take_while(|other| other.end <= found.start + SNIPPET_CHARS * 3 / 4);
            let inside: Vec<&Match> = inside.collect();
            let mut phrases: Vec<usize> = inside.iter().map(|found| found.phrase).collect();
            phrases.sort_unstable();
            phrases.dedup();
            let end = inside.iter().map(|found| found.end).max().unwrap_or(found.end);
            if (phrases.len(), inside.len()) > (best.0, best.1) {
                best = (phrases.len(), inside.len(), found.start, end);
            }
        }
        let (_, _, start, end) = best;
        let spare = SNIPPET_CHARS.saturating_sub(end - start);
        let from = start.saturating_sub(spare / 2);
        let to = (from + SNIPPET_CHARS).max(end).min(length);
        let from = from.min(to.saturating_sub(SNIPPET_CHARS)).min(start);
        (word_start(letters, from, start), word_end(letters, to, end))
    }
}

/// Moves a cut forward to the start of a word, but not past `most`.
fn word_start(letters: &[char], from: u64, most: u64) -> u64 {
    if from == 0 {
        return 0;
    }
    let near =
        (from..most.min(from + CUT_CHARS)).find(|place| letters[at(*place) - 1].is_whitespace());
    near.unwrap_or(from)
}

/// Moves a cut back to the end of a word, but not before `least`.
fn word_end(letters: &[char], to: u64, least: u64) -> u64 {
    if at(to) >= letters.len() {
        return to;
    }
    let first = least.max(to.saturating_sub(CUT_CHARS));
    let near = (first + 1..=to).rev().find(|place| letters[at(*place)].is_whitespace());
    near.unwrap_or(to)
}

fn at(place: u64) -> usize {
    usize::try_from(place).expect("a place in a text in memory fits")
}

/// Returns where the needles match, in the order of their places.
fn matches(text: &str, needles: &[&Needle<'_>]) -> Vec<Match> {
    let folded = fold(text);
    let possible: Vec<&&Needle<'_>> = needles
        .iter()
        .filter(|needle| needle.words.iter().all(|word| folded.text().contains(word.as_str())))
        .collect();
    if possible.is_empty() {
        return Vec::new();
    }
    let cut: Vec<Word<'_>> = words(folded.text()).collect();
    let mut found = Vec::new();
    for first in 0..cut.len() {
        for needle in &possible {
            if needle.stands_at(&cut[first..]) {
                let end = cut[first + needle.words.len() - 1].end;
                found.push(original(&folded, needle.phrase, cut[first].start, end));
            }
        }
    }
    found
}

fn original(folded: &Folded, phrase: usize, start: u64, end: u64) -> Match {
    let place = folded.original(at(start)..at(end));
    Match { phrase, start: place.start, end: place.end }
}

impl Needle<'_> {
    fn stands_at(&self, rest: &[Word<'_>]) -> bool {
        let Some(rest) = rest.get(..self.words.len()) else { return false };
        let last = self.words.len() - 1;
        rest.iter().zip(self.words).enumerate().all(|(place, (word, wanted))| {
            let goes_on = self.prefix && place == last;
            word.text == wanted || (goes_on && word.text.starts_with(wanted.as_str()))
        })
    }
}
