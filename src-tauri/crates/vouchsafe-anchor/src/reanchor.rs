//! Where a quoted passage stands in another text of the same document: after a new version of the
//! extraction, in another capture, in an edited draft.

use crate::approximate::Pattern;
use crate::context::{Context, Fit, best_fitting};
use crate::find::folded_chars;
use crate::nearest::{Near, nearest, similarity_permille};
use crate::{Place, Quote, Text};

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
/// place and none fits better. Else they are ambiguous. Where the words occur nowhere, or words
/// like them stand in surroundings that fit better, the best place is proposed: by its likeness,
/// its surroundings and its distance from the old place.
pub fn reanchor(text: &str, quote: &Quote, was_at: Option<Place>) -> Reanchored {
    Text::new(text).reanchor(quote, was_at)
}

/// A place for a passage that is not taken yet.
#[derive(Debug, Clone, Copy)]
struct Proposal {
    place: Place,
    similarity_permille: u16,
    fit: Fit,
}

/// From here on, words may be the passage's even in other surroundings.
const ALIKE_PERMILLE: u16 = 700;

/// How much less alike words may be that have their context right at their edges.
const BOUNDED_PERMILLE: u16 = 100;

/// How many chars of proposals are weighed: many short ones, or a few long ones.
const PROPOSAL_CHARS: usize = 1 << 16;

/// The weights of a proposal. Source: Hypothesis client, `match-quote.ts`.
const QUOTE_WEIGHT: usize = 50;
const PREFIX_WEIGHT: usize = 20;
const SUFFIX_WEIGHT: usize = 20;
const POSITION_WEIGHT: usize = 2;

impl Text<'_> {
    /// See [`reanchor`].
    pub fn reanchor(&self, quote: &Quote, was_at: Option<Place>) -> Reanchored {
        let places = self.verbatim(&quote.exact);
        if let ([place], Some(old)) = (&places[..], was_at)
            && *place == old
        {
            return Reanchored::Exact(old);
        }
        let context = Context::new(quote);
        let fit = |place: &Place| context.fit(self.letters(), &self.folded().within(*place));
        let fitting = best_fitting(places.iter().map(|place| (*place, fit(place))).collect());
        if let Some((old, _)) = fitting.iter().find(|(place, _)| Some(*place) == was_at) {
            return Reanchored::Exact(*old);
        }
        let mut rivals = Vec::new();
        if !fitting.iter().any(|(_, fit)| fit.is_full()) {
            rivals = self.alike_proposals(quote, &context);
            rivals.retain(|rival| fitting.iter().all(|(_, fit)| rival.fit.beats_a_side_of(*fit)));
        }
        match fitting[..] {
            [(place, fit)] if rivals.is_empty() && fit.is_known() => Reanchored::Moved(place),
            [_, _, ..] if rivals.is_empty() => {
                Reanchored::Ambiguous(fitting.into_iter().map(|(place, _)| place).collect())
            }
            _ => {
                let same = fitting.into_iter();
                rivals.extend(same.map(|(place, fit)| Proposal {
                    place,
                    similarity_permille: 1000,
                    fit,
                }));
                self.propose(&rivals, was_at)
            }
        }
    }

    /// Returns the places with words like the quote's, under the fold or nearly so.
    fn alike_proposals(&self, quote: &Quote, context: &Context) -> Vec<Proposal> {
        let same = self.alike(&quote.exact);
        let letters = self.letters();
        let mut alike = Vec::new();
        if let Some(pattern) = Pattern::new(&folded_chars(&quote.exact)) {
            let count = (PROPOSAL_CHARS / pattern.length()).clamp(4, 64);
            let count = count + same.len().min(count);
            let near = nearest(letters, 0..letters.len(), &quote.exact, count).into_iter();
            alike.extend(near.map(|near| bounded(near, &pattern, context, letters)));
            alike.sort_unstable_by_key(|near| (near.chars.start, near.chars.end));
            alike.dedup();
        }
        alike.retain(|near| {
            let next = same.partition_point(|same| same.end <= near.chars.start);
            same.get(next).is_none_or(|same| near.chars.end <= same.start)
        });
        alike.extend(same.into_iter().map(|chars| Near { chars, similarity_permille: 1000 }));
        let proposals = alike.into_iter().map(|near| Proposal {
            fit: context.fit(self.letters(), &near.chars),
            place: self.place(&near),
            similarity_permille: near.similarity_permille,
        });
        let is_likely = |proposal: &Proposal| {
            proposal.similarity_permille >= ALIKE_PERMILLE || proposal.fit.sides() != (0, 0)
        };
        proposals.filter(is_likely).collect()
    }

    fn propose(&self, proposals: &[Proposal], was_at: Option<Place>) -> Reanchored {
        let Some(best) = proposals.iter().max_by_key(|proposal| self.score(proposal, was_at))
        else {
            return Reanchored::Gone;
        };
        let is_equal = |other: &&Proposal| {
            other.fit == best.fit && other.similarity_permille == best.similarity_permille
        };
        let mut equal: Vec<Place> =
            proposals.iter().filter(is_equal).map(|proposal| proposal.place).collect();
        if equal.len() > 1 && was_at.is_none_or(|old| old.start != best.place.start) {
            equal.sort_unstable();
            return Reanchored::Ambiguous(equal);
        }
        let Proposal { place, similarity_permille, .. } = *best;
        let text = self.read(place).unwrap_or_default().to_owned();
        Reanchored::Changed { place, text, similarity_permille }
    }

    fn score(&self, proposal: &Proposal, was_at: Option<Place>) -> usize {
        let side = |fit: Option<u16>| usize::from(fit.unwrap_or(1000));
        let distance = was_at.map_or(0, |old| proposal.place.start.abs_diff(old.start));
        let length = self.length().max(1);
        let position = 1000 - distance.min(length).saturating_mul(1000) / length;
        QUOTE_WEIGHT * usize::from(proposal.similarity_permille)
            + PREFIX_WEIGHT * side(proposal.fit.before)
            + SUFFIX_WEIGHT * side(proposal.fit.after)
            + POSITION_WEIGHT * usize::try_from(position).unwrap_or(0)
    }
}

/// Moves a place's edges to its context, if the words are then about as alike.
fn bounded(near: Near, pattern: &Pattern, context: &Context, letters: &[char]) -> Near {
    let chars = context.bounded(letters, &near.chars);
    if chars.is_empty() {
        return near;
    }
    let similarity_permille = similarity_permille(pattern, &letters[chars.clone()]);
    if similarity_permille + BOUNDED_PERMILLE < near.similarity_permille {
        return near;
    }
    Near { chars, similarity_permille }
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
            ("the dam is safe", "the old dam is safe", 789),
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
    fn a_twin_is_not_taken_where_edited_words_fit_better() {
        let (quote, place) = was();
        let edited = WAS.replace("is safe", "was safe");
        let proposed = Reanchored::Changed {
            place: Place::new(place.start, place.end + 1),
            text: "the dam was safe".into(),
            similarity_permille: 875,
        };
        for twin in ["Ten years on: the dam is safe?", "He knew: the dam is safe. Nobody believed"]
        {
            let text = format!("{edited} {twin}");
            assert_eq!(reanchor(&text, &quote, None), proposed, "{twin}");
            let text = format!("{edited} {twin} {twin}");
            assert_eq!(reanchor(&text, &quote, None), proposed, "{twin}");
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

    #[test]
    fn words_that_are_hardly_alike_need_their_surroundings() {
        let (quote, place) = was();
        let text = WAS.replace("the dam is safe", "the tram was soft");
        let found = reanchor(&text, &quote, Some(place));
        assert!(matches!(found, Reanchored::Changed { similarity_permille: 647, .. }), "{found:?}");
        let text = "Xxx xxxxx xx xxx xx: the tram was soft, xx xxxxxxx xx xxx xxx";
        assert_eq!(reanchor(text, &quote, Some(place)), Reanchored::Gone);
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
