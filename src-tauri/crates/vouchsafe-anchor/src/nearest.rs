//! The places that come nearest to a quote, by edit distance under the fold.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::approximate::Pattern;
use crate::find::folded_chars;
use crate::{Place, Text};

/// A place that resembles a quote: for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Where it stands, in whole letters, and in whole words if that comes as near.
    pub place: Place,
    /// What stands there.
    pub text: String,
    /// How alike the two are under the fold: 1000 less the share of chars to change.
    pub similarity_permille: u16,
}

/// Folded chars that resemble a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) chars: Range<usize>,
    pub(crate) similarity_permille: u16,
}

/// The most errors a candidate may have, besides half the quote.
const ERROR_LIMIT: usize = 256;

/// The farthest that a place is moved to the edge of a word.
const WORD_CHARS: usize = 32;

impl Text<'_> {
    /// Returns up to `count` candidates in `within`, the most similar first.
    pub(crate) fn nearest(&self, quote: &str, within: Place, count: usize) -> Vec<Candidate> {
        // Words have two edges: twins are possible, so a few more are looked at.
        let near = nearest(self.letters(), self.folded().within(within), quote, 2 * count);
        let candidates = near.into_iter().map(|near| self.candidate(&near));
        candidates.filter(|candidate| within.contains(candidate.place)).take(count).collect()
    }

    fn candidate(&self, near: &Near) -> Candidate {
        let place = self.place(near);
        let text = self.read(place).unwrap_or_default().to_owned();
        Candidate { place, text, similarity_permille: near.similarity_permille }
    }

    /// Returns where it stands in the text as it is, in whole letters.
    pub(crate) fn place(&self, near: &Near) -> Place {
        self.widened(self.folded().original(near.chars.clone()))
    }
}

/// Returns up to `count` ranges of `letters` inside `scope` that resemble `quote`, which are not
/// the same twice, the most similar first, then in order.
pub(crate) fn nearest(
    letters: &[char],
    scope: Range<usize>,
    quote: &str,
    count: usize,
) -> Vec<Near> {
    let quote = folded_chars(quote);
    let backwards: Vec<char> = quote.iter().rev().copied().collect();
    let (Some(pattern), Some(backwards)) = (Pattern::new(&quote), Pattern::new(&backwards)) else {
        return Vec::new();
    };
    let text = &letters[scope.clone()];
    let mut found: Vec<Near> = best_ends(text, &pattern, count)
        .into_iter()
        .map(|(errors, end)| {
            let start = best_start(&text[..end], &backwards, errors);
            whole_words(letters, start + scope.start..end + scope.start, &pattern)
        })
        .collect();
    found.sort_by_key(|near| (1000 - near.similarity_permille, near.chars.start));
    let mut apart: Vec<Near> = Vec::new();
    for near in found {
        let overlaps =
            |other: &Near| near.chars.start < other.chars.end && other.chars.start < near.chars.end;
        if !apart.iter().any(overlaps) {
            apart.push(near);
        }
    }
    apart
}

/// Returns the best ends of matches, as (errors, end), half the pattern apart at least.
fn best_ends(text: &[char], pattern: &Pattern, count: usize) -> Vec<(usize, usize)> {
    let limit = ERROR_LIMIT.min(pattern.length() / 2);
    let mut ends: Vec<(usize, usize)> = Vec::new();
    pattern.ends(text.iter().copied(), limit, |end, errors| match ends.last_mut() {
        Some(last) if end - last.1 <= pattern.length() / 2 => {
            if errors < last.0 {
                *last = (errors, end);
            }
        }
        last => {
            let last = last.copied();
            if ends.len() > 16 * count {
                // All but the last are settled: only the best of them can still matter.
                ends.sort_unstable();
                ends.truncate(count);
                ends.extend(last);
            }
            ends.push((errors, end));
        }
    });
    ends.sort_unstable();
    ends.dedup();
    ends.truncate(count);
    ends
}

/// Returns where the match with so many errors begins that ends with the text; of several, the
/// one whose length is nearest to the pattern's.
fn best_start(text: &[char], backwards: &Pattern, errors: usize) -> usize {
    let longest = backwards.length() + errors;
    let mut best = backwards.length().min(text.len());
    let mut difference = usize::MAX;
    let reversed = text.iter().rev().take(longest).copied();
    backwards.ends(reversed, errors, |length, _| {
        let here = length.abs_diff(backwards.length());
        if here < difference {
            (best, difference) = (length, here);
        }
    });
    text.len() - best
}

/// Moves the range to edges of words, those that come nearest to the pattern.
fn whole_words(letters: &[char], range: Range<usize>, pattern: &Pattern) -> Near {
    let mut tried: Vec<Range<usize>> = Vec::new();
    for start in edges(letters, range.start) {
        for end in edges(letters, range.end) {
            let range = trimmed(letters, start..end);
            if !range.is_empty() && !tried.contains(&range) {
                tried.push(range);
            }
        }
    }
    if tried.is_empty() {
        tried.push(range);
    }
    let near = |chars: Range<usize>| Near {
        similarity_permille: similarity_permille(pattern, &letters[chars.clone()]),
        chars,
    };
    // Of equal ones the first: the widest.
    let alike = tried.into_iter().map(near).rev();
    alike.max_by_key(|near| near.similarity_permille).expect("there is one at least")
}

/// Returns how alike the two are: 1000 less the share of chars to change.
pub(crate) fn similarity_permille(pattern: &Pattern, letters: &[char]) -> u16 {
    let longer = pattern.length().max(letters.len());
    permille(longer - pattern.distance(letters.iter().copied()), longer)
}

/// Returns the edges of the word at `at`: `at` itself if it is one, or if none is near.
fn edges(letters: &[char], at: usize) -> Vec<usize> {
    let is_edge = |at: &usize| {
        *at == 0
            || *at == letters.len()
            || !(letters[at - 1].is_alphanumeric() && letters[*at].is_alphanumeric())
    };
    let left = (at.saturating_sub(WORD_CHARS)..=at).rev().find(is_edge);
    let right = (at..=letters.len().min(at + WORD_CHARS)).find(is_edge);
    let mut edges: Vec<usize> = left.into_iter().chain(right).collect();
    edges.dedup();
    if edges.is_empty() {
        edges.push(at);
    }
    edges
}

fn trimmed(letters: &[char], mut range: Range<usize>) -> Range<usize> {
    while !range.is_empty() && letters[range.start] == ' ' {
        range.start += 1;
    }
    while !range.is_empty() && letters[range.end - 1] == ' ' {
        range.end -= 1;
    }
    range
}

/// Returns how many thousandths of `whole`, which is not 0, `part` is.
pub(crate) fn permille(part: usize, whole: usize) -> u16 {
    u16::try_from(part * 1000 / whole).expect("a part is not more than its whole")
}
