//! What stands around a place, compared with what was noted around a quote.

use std::ops::Range;

use crate::approximate::Pattern;
use crate::nearest::permille;
use crate::{Place, Quote, fold};

/// From here on, what stands on one side is taken for the context that was noted. Unrelated text
/// reaches about 400.
const FITS_PERMILLE: u16 = 600;

/// How well the surroundings of a place fit, on each side; `None` where nothing was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fit {
    pub(crate) before: Option<u16>,
    pub(crate) after: Option<u16>,
}

impl Fit {
    /// The sides as they count for telling places apart: what does not fit is all the same.
    pub(crate) fn sides(self) -> (u16, u16) {
        let side = |fit: Option<u16>| fit.filter(|fit| *fit >= FITS_PERMILLE).unwrap_or(0);
        (side(self.before), side(self.after))
    }

    /// Returns whether both sides are as they were noted.
    pub(crate) fn is_full(self) -> bool {
        let side = |fit: Option<u16>| fit.is_none_or(|fit| fit == 1000);
        side(self.before) && side(self.after)
    }

    /// Returns whether this fits better on a side than `other` does.
    pub(crate) fn beats_a_side_of(self, other: Self) -> bool {
        self.sides().0 > other.sides().0 || self.sides().1 > other.sides().1
    }

    /// Returns whether a side fits, or there is nothing to fit.
    pub(crate) fn is_known(self) -> bool {
        self.sides() != (0, 0) || (self.before, self.after) == (None, None)
    }
}

/// How far the edge of a place is moved to where its context ends or begins.
const REACH_CHARS: usize = 64;

/// What a quote's surroundings are compared with.
pub(crate) struct Context {
    before: Option<Pattern>,
    after: Option<Pattern>,
    after_backwards: Option<Pattern>,
}

impl Context {
    pub(crate) fn new(quote: &Quote) -> Self {
        let letters = |side: &str| fold(side).text().chars().collect::<Vec<char>>();
        let after = letters(&quote.suffix);
        let backwards: Vec<char> = after.iter().rev().copied().collect();
        Self {
            before: Pattern::new(&letters(&quote.prefix)),
            after: Pattern::new(&after),
            after_backwards: Pattern::new(&backwards),
        }
    }

    /// Returns how well the letters around `range` fit.
    pub(crate) fn fit(&self, letters: &[char], range: &Range<usize>) -> Fit {
        let (left, right) = (&letters[..range.start], &letters[range.end..]);
        let likeness = |pattern: &Pattern, side: &[char]| {
            let mut errors = pattern.length();
            pattern.ends(side.iter().copied(), errors, |_, here| errors = errors.min(here));
            permille(pattern.length() - errors, pattern.length())
        };
        let last = |n: usize| &left[left.len().saturating_sub(n)..];
        let first = |n: usize| &right[..right.len().min(n)];
        Fit {
            before: self.before.as_ref().map(|noted| likeness(noted, last(noted.length()))),
            after: self.after.as_ref().map(|noted| likeness(noted, first(noted.length()))),
        }
    }
}

impl Context {
    /// Returns the range with its edges where the context ends and begins, if that is close by.
    ///
    /// So words that were inserted at an edge of the quote are within the range.
    pub(crate) fn bounded(&self, letters: &[char], range: &Range<usize>) -> Range<usize> {
        let reach = |noted: &Pattern| REACH_CHARS + noted.length();
        let start = self.before.as_ref().and_then(|noted| {
            let from = range.start.saturating_sub(reach(noted));
            let to = letters.len().min(range.start + REACH_CHARS);
            let window = letters[from..to].iter().copied();
            closest_end(noted, window, range.start - from).map(|end| from + end)
        });
        let end = self.after_backwards.as_ref().and_then(|noted| {
            let from = range.end.saturating_sub(REACH_CHARS);
            let to = letters.len().min(range.end + reach(noted));
            let window = letters[from..to].iter().rev().copied();
            closest_end(noted, window, to - range.end).map(|end| to - end)
        });
        start.unwrap_or(range.start)..end.unwrap_or(range.end)
    }
}

/// Returns where the pattern ends in the text with the fewest errors, an eighth of it at most; of
/// several such ends, the one closest to `near`.
fn closest_end(pattern: &Pattern, text: impl Iterator<Item = char>, near: usize) -> Option<usize> {
    let mut best = None;
    pattern.ends(text, pattern.length() / 8, |end, errors| {
        let here = (errors, end.abs_diff(near), end);
        best = Some(best.map_or(here, |best| here.min(best)));
    });
    best.map(|(_, _, end)| end)
}

/// Keeps the places that no other beats: none fits better on one side and as well on the other.
pub(crate) fn best_fitting(places: Vec<(Place, Fit)>) -> Vec<(Place, Fit)> {
    let mut by_fit = places;
    by_fit.sort_by_key(|(place, fit)| {
        let (before, after) = fit.sides();
        (1000 - before, 1000 - after, *place)
    });
    let mut kept: Vec<(Place, Fit)> = Vec::new();
    for (place, fit) in by_fit {
        // Those kept fit at least as well before, so after it must fit better, or all be the same.
        let beaten = kept.last().is_some_and(|(_, best)| {
            fit.sides() != best.sides() && fit.sides().1 <= best.sides().1
        });
        if !beaten {
            kept.push((place, fit));
        }
    }
    kept.sort_unstable_by_key(|(place, _)| *place);
    kept
}
