//! Where a quoted passage stands in another text of the same document: after a new version of the
//! extraction, in another capture, in an edited draft.

use std::ops::Range;

use crate::approximate::Pattern;
use crate::nearest::{Candidate, Near, nearest, permille};
use crate::{Place, Quote, Text, fold};

/// Where a passage stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reanchored {
    /// The same words at the same place.
    Exact(Place),
    /// The same words elsewhere, known by being the only ones or by what surrounds them.
    Moved(Place),
    /// A proposal for a person to decide on: other words, or the same words alone in strange
    /// surroundings.
    Changed {
        /// Where it stands.
        place: Place,
        /// What stands there.
        text: String,
        /// How alike the two are under the fold, without their surroundings.
        similarity_permille: u16,
    },
    /// Several places, in order, of which it cannot be told which is meant.
    Ambiguous(Vec<Place>),
    /// Nothing that resembles it.
    Gone,
}

/// Looks for the passage in `text`; `was_at` is where it stood in the text it was quoted from.
///
/// The same words, char for char, come first. Of several places, one is taken only if what stands
/// before and after it fits as well as anywhere else, and better on one side; or if it is the old
/// place and none fits better. Else they are ambiguous. If the words occur nowhere, the nearest
/// place is proposed, by its likeness, its surroundings and its distance from the old place.
pub fn reanchor(text: &str, quote: &Quote, was_at: Option<Place>) -> Reanchored {
    Text::new(text).reanchor(quote, was_at)
}

/// From here on, what stands on one side is taken for the context that was noted. Unrelated text
/// reaches about 400.
const FITS_PERMILLE: u16 = 600;
/// A proposal that resembles the quote less than this needs a side that fits.
const ALIKE_PERMILLE: u16 = 700;

/// The weights of a proposal. Source: Hypothesis client, `match-quote.ts`.
const QUOTE_WEIGHT: usize = 50;
const PREFIX_WEIGHT: usize = 20;
const SUFFIX_WEIGHT: usize = 20;
const POSITION_WEIGHT: usize = 2;

/// How well the surroundings of a place fit, on each side; `None` where nothing was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fit {
    before: Option<u16>,
    after: Option<u16>,
}

impl Fit {
    /// The sides as they count for telling places apart: what does not fit is all the same.
    fn sides(self) -> (u16, u16) {
        let side = |fit: Option<u16>| fit.filter(|fit| *fit >= FITS_PERMILLE).unwrap_or(0);
        (side(self.before), side(self.after))
    }

    /// Returns whether a side fits, or there is nothing to fit.
    fn is_known(self) -> bool {
        self.sides() != (0, 0) || (self.before, self.after) == (None, None)
    }
}

/// What a quote's surroundings are compared with.
struct Context {
    before: Option<Pattern>,
    after: Option<Pattern>,
}

impl Context {
    fn new(quote: &Quote) -> Self {
        let pattern = |side: &str| Pattern::new(&fold(side).text().chars().collect::<Vec<char>>());
        Self { before: pattern(&quote.prefix), after: pattern(&quote.suffix) }
    }

    /// Returns how well the letters around `range` fit.
    fn fit(&self, letters: &[char], range: &Range<usize>) -> Fit {
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

impl Text<'_> {
    /// See [`reanchor`].
    pub fn reanchor(&self, quote: &Quote, was_at: Option<Place>) -> Reanchored {
        let places = self.verbatim(&quote.exact);
        if places.is_empty() {
            return self.propose(quote, was_at);
        }
        if let ([place], Some(old)) = (&places[..], was_at)
            && *place == old
        {
            return Reanchored::Exact(*place);
        }
        let context = Context::new(quote);
        let fit = |place: &Place| context.fit(self.letters(), &self.folded().within(*place));
        let fitting = best_fitting(places.iter().map(|place| (*place, fit(place))).collect());
        if let Some((old, _)) = fitting.iter().find(|(place, _)| Some(*place) == was_at) {
            return Reanchored::Exact(*old);
        }
        match fitting[..] {
            [(place, fit)] if fit.is_known() => Reanchored::Moved(place),
            [(place, _)] => {
                let text = quote.exact.clone();
                Reanchored::Changed { place, text, similarity_permille: 1000 }
            }
            _ => Reanchored::Ambiguous(fitting.into_iter().map(|(place, _)| place).collect()),
        }
    }

    fn propose(&self, quote: &Quote, was_at: Option<Place>) -> Reanchored {
        let letters = self.letters();
        let context = Context::new(quote);
        let mut alike: Vec<Near> = self
            .alike(&quote.exact)
            .into_iter()
            .map(|chars| Near { chars, similarity_permille: 1000 })
            .collect();
        if alike.is_empty() {
            let length = quote.exact.chars().count().max(1);
            let count = (PROPOSAL_CHARS / length).clamp(4, 64);
            alike = nearest(letters, 0..letters.len(), &quote.exact, count);
        }
        let proposals: Vec<(Near, Fit)> = alike
            .into_iter()
            .map(|near| (context.fit(letters, &near.chars), near))
            .filter(|(fit, near)| {
                near.similarity_permille >= ALIKE_PERMILLE || fit.sides() != (0, 0)
            })
            .map(|(fit, near)| (near, fit))
            .collect();
        let score = |(near, fit): &(Near, Fit)| self.score(near, *fit, was_at);
        let Some(best) = proposals.iter().max_by_key(|proposal| score(proposal)) else {
            return Reanchored::Gone;
        };
        let place = |near: &Near| self.candidate(near).place;
        let is_old = |near: &Near| was_at.is_some_and(|old| old.start == place(near).start);
        let equal: Vec<&Near> = proposals
            .iter()
            .filter(|(near, fit)| {
                *fit == best.1 && near.similarity_permille == best.0.similarity_permille
            })
            .map(|(near, _)| near)
            .collect();
        if equal.len() > 1 && !is_old(&best.0) {
            let mut places: Vec<Place> = equal.into_iter().map(place).collect();
            places.sort_unstable();
            return Reanchored::Ambiguous(places);
        }
        let Candidate { place, text, similarity_permille } = self.candidate(&best.0);
        Reanchored::Changed { place, text, similarity_permille }
    }

    fn score(&self, near: &Near, fit: Fit, was_at: Option<Place>) -> usize {
        let side = |fit: Option<u16>| usize::from(fit.unwrap_or(1000));
        let place = self.folded().original(near.chars.clone());
        let distance = was_at.map_or(0, |old| place.start.abs_diff(old.start));
        let length = self.length().max(1);
        let position = 1000 - distance.min(length).saturating_mul(1000) / length;
        QUOTE_WEIGHT * usize::from(near.similarity_permille)
            + PREFIX_WEIGHT * side(fit.before)
            + SUFFIX_WEIGHT * side(fit.after)
            + POSITION_WEIGHT * usize::try_from(position).unwrap_or(0)
    }
}

/// How many chars of proposals are weighed: many short ones, or a few long ones.
const PROPOSAL_CHARS: usize = 1 << 16;

/// Keeps the places that no other beats: none fits better on one side and as well on the other.
fn best_fitting(places: Vec<(Place, Fit)>) -> Vec<(Place, Fit)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(prefix: &str, exact: &str, suffix: &str) -> Quote {
        Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() }
    }

    fn place_of(text: &str, words: &str) -> Place {
        let byte = text.find(words).expect("it is there");
        let start = text[..byte].chars().count();
        Place::of(start..start + words.chars().count())
    }

    const WAS: &str = "On Monday the minister said: the dam is safe. Nobody believed it.";

    fn was() -> (Quote, Place) {
        let place = place_of(WAS, "the dam is safe");
        (Text::new(WAS).quote_at(place).expect("whole letters"), place)
    }

    #[test]
    fn the_same_words_at_the_same_place_are_exact() {
        let (quote, place) = was();
        assert_eq!(reanchor(WAS, &quote, Some(place)), Reanchored::Exact(place));
        let other = "Xx Xxxxxx Xxx Xxxxxxxx Xxxxx the dam is safe, one may hope";
        assert_eq!(reanchor(other, &quote, Some(place)), Reanchored::Exact(place));
    }

    #[test]
    fn the_same_words_elsewhere_have_moved() {
        let (quote, place) = was();
        let longer = format!("A line before. {WAS}");
        let moved = Reanchored::Moved(Place::new(place.start + 15, place.end + 15));
        assert_eq!(reanchor(&longer, &quote, Some(place)), moved);
        assert_eq!(reanchor(WAS, &quote, None), Reanchored::Moved(place));
        let edited = "the dam is safe. Nobody believed it.";
        let moved = Reanchored::Moved(Place::new(0, 15));
        assert_eq!(reanchor(edited, &quote, Some(place)), moved, "one side is enough");
    }

    #[test]
    fn the_same_words_in_strange_surroundings_are_only_proposed() {
        let (quote, place) = was();
        let text = "Years later an engineer wrote that the dam is safe only when it is empty";
        let place_now = place_of(text, "the dam is safe");
        let proposed = Reanchored::Changed {
            place: place_now,
            text: "the dam is safe".into(),
            similarity_permille: 1000,
        };
        assert_eq!(reanchor(text, &quote, Some(place)), proposed);
    }

    #[test]
    fn other_words_are_proposed_with_how_alike_they_are() {
        let rows = [
            ("the dam is safe", "The dam is safe", 1000),
            ("the dam is safe", "the dam was safe", 875),
            ("the dam is safe", "the dam is not safe", 789),
            ("علی رفت", "علي رفت", 1000),
            ("می\u{200c}رود", "میرود", 1000),
        ];
        for (exact, now, similarity_permille) in rows {
            let text = format!("On Monday the minister said: {now}. Nobody believed it.");
            let quote = quote("the minister said: ", exact, ". Nobody");
            let place = place_of(&text, now);
            let proposed = Reanchored::Changed { place, text: now.into(), similarity_permille };
            assert_eq!(reanchor(&text, &quote, None), proposed, "{exact} {now}");
        }
    }

    #[test]
    fn words_that_went_are_gone() {
        let (quote, place) = was();
        let text = "On Monday the minister said: nothing. Nobody believed it.";
        assert_eq!(reanchor(text, &quote, Some(place)), Reanchored::Gone);
        assert_eq!(reanchor("", &quote, Some(place)), Reanchored::Gone);
        let empty = Quote { exact: String::new(), ..quote };
        assert_eq!(reanchor("ab", &empty, None), Reanchored::Gone);
    }

    const TWINS: &str = "Item 12: approved. Item 13: approved. Item 14: approved.";

    #[test]
    fn twins_are_told_apart_by_what_surrounds_them() {
        let second = quote("Item 13: ", "approved", ". Item 14:");
        assert_eq!(reanchor(TWINS, &second, None), Reanchored::Moved(Place::new(28, 36)));
        let at_first = Some(Place::new(9, 17));
        assert_eq!(reanchor(TWINS, &second, at_first), Reanchored::Moved(Place::new(28, 36)));
    }

    #[test]
    fn twins_that_fit_better_on_one_side_each_are_ambiguous() {
        // The second one's end was rewritten, and the third has what followed it.
        let text = "Item 12: approved, as before. Item 13: approved! XXXXXXXXX \
                    Item 15: approved. Item 14: open";
        let second = quote("Item 13: ", "approved", ". Item 14:");
        let places = vec![Place::new(39, 47), Place::new(68, 76)];
        assert_eq!(reanchor(text, &second, None), Reanchored::Ambiguous(places));
        let old = Place::new(39, 47);
        assert_eq!(reanchor(text, &second, Some(old)), Reanchored::Exact(old));
    }

    #[test]
    fn twins_without_a_difference_are_ambiguous_unless_one_is_at_the_old_place() {
        let text = "no. no. no. no. no. no. no. no. no. no. no. no. no. no. no. no. no. no. no.";
        let middle = Text::new(text).quote_at(Place::new(36, 38)).expect("whole letters");
        let Reanchored::Ambiguous(places) = reanchor(text, &middle, Some(Place::new(5, 7))) else {
            panic!("nothing tells them apart");
        };
        assert!(places.len() > 1 && places.contains(&Place::new(36, 38)));
        let old = Place::new(40, 42);
        assert_eq!(reanchor(text, &middle, Some(old)), Reanchored::Exact(old));
    }

    #[test]
    fn equal_proposals_are_ambiguous() {
        let text = "So: the dam was safe. So: the dam was safe. So: the dam";
        let gone = quote("So: ", "the dam is safe", ". So: the dam");
        let places = vec![Place::new(4, 20), Place::new(26, 42)];
        assert_eq!(reanchor(text, &gone, None), Reanchored::Ambiguous(places));
        let Reanchored::Changed { place, .. } = reanchor(text, &gone, Some(Place::new(26, 41)))
        else {
            panic!("the old place decides");
        };
        assert_eq!(place, Place::new(26, 42));
    }

    #[test]
    fn long_lists_of_equal_places_are_ranked_in_time() {
        let text = "no. ".repeat(20_000);
        let Reanchored::Ambiguous(places) = reanchor(&text, &quote("no. ", "no", ". no"), None)
        else {
            panic!("nothing tells them apart");
        };
        assert_eq!(places.len(), 19_998);
    }
}
