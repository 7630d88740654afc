//! The fold: one text for all the ways to write it, each char of which knows where it came from.
//!
//! Search and matching use the same fold. What it makes equal is in `letters`; here is how it
//! keeps its offsets. Nothing that is stored or shown is ever folded text.

mod letters;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

use crate::Place;
use letters::{Fate, Fates, is_loose, spell};

/// A folded text that knows the place of every char of it in the text it was made from.
///
/// A char stands for a whole *cluster*: a letter with the marks that were removed after it, a
/// ligature, a run of white space. Several chars can stand for one cluster (`ﬁ` is `f`, `i`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    text: String,
    /// For each folded char, where its cluster begins.
    starts: Vec<u32>,
    /// What was removed between clusters and belongs to neither, in order: start, end.
    gaps: Vec<(u32, u32)>,
    /// The number of chars of the text it was made from.
    length: u32,
}

/// Returns `text` under the fold (`docs/fold.md`). Folding what is folded changes nothing.
///
/// # Panics
/// `text` has 2³² bytes or more; no rendition comes near.
pub fn fold(text: &str) -> Folded {
    Folder::fold(text, Hyphens::Kept)
}

/// Returns `text` under the fold, with hyphens inside words removed, and the line breaks after.
///
/// So `sen-⏎tence`, `sen-tence` and `sentence` are one. For matching only, where the fold itself
/// finds nothing: text layers of PDF files keep the hyphens of their lines.
pub(crate) fn fold_joined(text: &str) -> Folded {
    Folder::fold(text, Hyphens::Joined)
}

impl Folded {
    /// Returns the folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the number of folded chars.
    pub fn length(&self) -> usize {
        self.starts.len()
    }

    /// Returns where the clusters of these folded chars stand in the text as it was.
    ///
    /// Clusters are covered whole, with their removed marks; what belongs to no letter (soft
    /// hyphens, marks of direction) is covered between them and not at the ends. An empty range
    /// has an empty place. A range beyond the end is cut.
    pub fn original(&self, folded: Range<usize>) -> Place {
        let end = folded.end.min(self.starts.len());
        let start = folded.start.min(end);
        let Some(first) = self.starts.get(start).copied() else {
            return Place::new(self.length.into(), self.length.into());
        };
        if start == end {
            return Place::new(first.into(), first.into());
        }
        let last = self.starts[end - 1];
        let next = self.starts[end..].iter().copied().find(|next| *next > last);
        let next = next.unwrap_or(self.length);
        let over = match self.gaps.binary_search_by_key(&next, |gap| gap.1) {
            Ok(gap) => self.gaps[gap].0,
            Err(_) => next,
        };
        Place::new(first.into(), over.into())
    }

    /// Returns the folded chars whose clusters begin in `place`.
    pub(crate) fn within(&self, place: Place) -> Range<usize> {
        let index = |char: u64| self.starts.partition_point(|start| u64::from(*start) < char);
        index(place.start)..index(place.end)
    }

    /// Returns whether the range neither begins nor ends inside a cluster.
    pub(crate) fn is_whole(&self, folded: Range<usize>) -> bool {
        let cut =
            |at: usize| at > 0 && at < self.starts.len() && self.starts[at] == self.starts[at - 1];
        !cut(folded.start) && !cut(folded.end)
    }
}

/// What becomes of hyphens inside words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hyphens {
    Kept,
    Joined,
}

/// A fold under way.
struct Folder {
    folded: Folded,
    last: char,
    /// Room for what a char becomes.
    letters: Vec<char>,
    /// Letters that the next char may join: kana, jamo, Indic signs.
    pending: Vec<char>,
    pending_start: u32,
    /// Where chars that belong to no letter began, if the last ones do.
    gap: Option<u32>,
}

impl Folder {
    fn fold(text: &str, hyphens: Hyphens) -> Folded {
        let length = u32::try_from(text.len()).expect("renditions are smaller than 4 GiB");
        let fates = Fates::new();
        let mut folder = Self::new(text.len());
        let mut chars = (0..length).zip(text.chars());
        let mut at_end = 0;
        while let Some((at, c)) = chars.next() {
            at_end = at + 1;
            if hyphens == Hyphens::Joined
                && is_hyphen(c)
                && folder.after_letter()
                && let Some(skipped) = break_inside_word(chars.clone().map(|(_, c)| c))
            {
                folder.gap.get_or_insert(at);
                if skipped > 0 {
                    at_end = chars.nth(skipped - 1).map_or(at_end, |(at, _)| at + 1);
                }
                continue;
            }
            match fates.of(c) {
                Fate::One(letter) => {
                    folder.begin(at);
                    folder.push(letter, at);
                }
                Fate::Mark => folder.gap = None,
                Fate::Loose => _ = folder.gap.get_or_insert(at),
                Fate::Space => folder.space(at),
                Fate::Many => folder.many(c, at),
            }
        }
        folder.begin(at_end);
        folder.folded.length = at_end;
        folder.folded
    }

    fn new(bytes: usize) -> Self {
        let mut folded = Folded::default();
        folded.text.reserve(bytes);
        folded.starts.reserve(bytes * 2 / 3);
        let (letters, pending) = (Vec::new(), Vec::new());
        Self { folded, last: '\0', letters, pending, pending_start: 0, gap: None }
    }

    /// Ends the cluster before `at`.
    fn begin(&mut self, at: u32) {
        if !self.pending.is_empty() {
            self.flush();
        }
        if let Some(gap) = self.gap.take() {
            self.folded.gaps.push((gap, at));
        }
    }

    fn push(&mut self, letter: char, start: u32) {
        self.folded.text.push(letter);
        self.folded.starts.push(start);
        self.last = letter;
    }

    fn space(&mut self, at: u32) {
        if self.pending.is_empty() && self.last == ' ' {
            self.gap = None;
        } else {
            self.begin(at);
            self.push(' ', at);
        }
    }

    fn many(&mut self, c: char, at: u32) {
        let mut letters = std::mem::take(&mut self.letters);
        spell(c, &mut letters);
        for letter in letters.drain(..) {
            if letter == ' ' {
                self.space(at);
            } else if self.joins(letter) {
                self.gap = None;
                if self.pending.is_empty() {
                    self.pending_start = self.folded.starts.last().copied().unwrap_or(at);
                }
                self.pending.push(letter);
            } else {
                self.begin(at);
                self.pending_start = at;
                self.pending.push(letter);
            }
        }
        self.letters = letters;
    }

    /// Returns whether the letter is of one cluster with what stands before it.
    fn joins(&self, letter: char) -> bool {
        let follows = |last: &char| compose(*last, letter).is_some();
        canonical_combining_class(letter) != 0
            || !self.pending.is_empty() && matches!(letter, '\u{1160}'..='\u{11ff}')
            || self.pending.last().is_some_and(follows)
    }

    fn flush(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        if let [letter] = pending[..] {
            self.push(letter, self.pending_start);
        } else {
            for letter in pending.iter().copied().nfc() {
                self.push(letter, self.pending_start);
            }
        }
        pending.clear();
        self.pending = pending;
    }

    fn after_letter(&mut self) -> bool {
        if !self.pending.is_empty() {
            self.flush();
        }
        self.last.is_alphabetic()
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}')
}

/// Returns how many chars to skip after a hyphen so that the word goes on, if it does.
fn break_inside_word(rest: impl Iterator<Item = char>) -> Option<usize> {
    let mut white = false;
    let mut broken = false;
    for (skipped, c) in rest.enumerate() {
        if c.is_whitespace() {
            white = true;
            broken |= matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}');
        } else if !is_loose(c) {
            return (c.is_alphabetic() && white == broken).then_some(skipped);
        }
    }
    None
}

#[cfg(test)]
mod tests;
