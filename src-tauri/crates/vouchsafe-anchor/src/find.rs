//! Where a quote that a person gives stands in a text.

use crate::nearest::Candidate;
use crate::{Place, QuoteError, Text, fold};

/// What else is known of a quote than its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hint<'a> {
    /// What stands right before it.
    pub prefix: Option<&'a str>,
    /// What stands right after it.
    pub suffix: Option<&'a str>,
    /// Which it is, from 1, of those that the other hints allow.
    pub occurrence: Option<u32>,
    /// Where it stands: all of it.
    pub within: Option<Place>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One place reads so.
    Exact {
        /// The place, in whole letters.
        place: Place,
        /// Whether it reads so char for char, and not only under the fold.
        verbatim: bool,
    },
    /// Several places read so, in order, and the hints do not say which is meant.
    Ambiguous(Vec<Place>),
    /// No place reads so.
    Absent {
        /// What comes nearest, nearest first, at most 3. For a person to look at, not to be taken.
        nearest: Vec<Candidate>,
    },
}

/// How many candidates are given for a quote that is absent.
const CANDIDATES: usize = 3;

/// Looks for `quote` in `text`: char for char; if there is none, under the fold; if there is none,
/// under the fold without the hyphens inside words.
///
/// White space around the quote does not count. Occurrences may overlap, and each counts. A prefix
/// or suffix is compared under the fold, and leaves out the places it does not fit; if it fits
/// none, it is as if it were not given.
///
/// # Errors
/// `Empty`, `Outside` (for `within`), `NoSuchOccurrence` (never if the quote is absent).
pub fn find(text: &str, quote: &str, hint: &Hint<'_>) -> Result<Found, QuoteError> {
    Text::new(text).find(quote, hint)
}

impl Text<'_> {
    /// See [`find`].
    ///
    /// # Errors
    /// `Empty`, `Outside` (for `within`), `NoSuchOccurrence` (never if the quote is absent).
    pub fn find(&self, quote: &str, hint: &Hint<'_>) -> Result<Found, QuoteError> {
        let quote = quote.trim();
        if fold(quote).text().trim().is_empty() {
            return Err(QuoteError::Empty);
        }
        let within = hint.within.unwrap_or(Place::new(0, self.length()));
        self.bytes(within)?;
        let readings: [fn(&Self, &str) -> Vec<Place>; 3] =
            [Self::verbatim, Self::under_fold, Self::under_joined_fold];
        for (reading, places) in readings.iter().enumerate() {
            let mut places = places(self, quote);
            places.retain(|place| within.contains(*place));
            if !places.is_empty() {
                return self.choose(places, reading == 0, hint);
            }
        }
        Ok(Found::Absent { nearest: self.nearest(quote, within, CANDIDATES) })
    }

    /// Chooses among `places`, of which there is at least one.
    fn choose(
        &self,
        mut places: Vec<Place>,
        verbatim: bool,
        hint: &Hint<'_>,
    ) -> Result<Found, QuoteError> {
        let before = folded_chars(hint.prefix.unwrap_or_default());
        let after = folded_chars(hint.suffix.unwrap_or_default());
        if places.len() > 1 && !(before.is_empty() && after.is_empty()) {
            let fits = |place: &&Place| self.fits(**place, &before, &after);
            let fitting: Vec<Place> = places.iter().filter(fits).copied().collect();
            if !fitting.is_empty() {
                places = fitting;
            }
        }
        if let Some(asked) = hint.occurrence {
            let found = places.len() as u64;
            let index = asked.checked_sub(1).and_then(|index| usize::try_from(index).ok());
            return match index.and_then(|index| places.get(index)) {
                Some(place) => Ok(Found::Exact { place: *place, verbatim }),
                None => Err(QuoteError::NoSuchOccurrence { asked, found }),
            };
        }
        Ok(match places[..] {
            [place] => Found::Exact { place, verbatim },
            _ => Found::Ambiguous(places),
        })
    }

    fn fits(&self, place: Place, before: &[char], after: &[char]) -> bool {
        let (letters, range) = (self.letters(), self.folded().within(place));
        let (left, right) = (&letters[..range.start], &letters[range.end..]);
        let left = left.strip_suffix(&[' ']).unwrap_or(left);
        let right = right.strip_prefix(&[' ']).unwrap_or(right);
        left.ends_with(before) && right.starts_with(after)
    }
}

/// Returns the chars of `words` under the fold, without white space at their ends.
pub(crate) fn folded_chars(words: &str) -> Vec<char> {
    fold(words).text().trim().chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, quote: &str) -> Found {
        find(text, quote, &Hint::default()).expect("the quote has letters")
    }

    fn exact(start: u64, end: u64, verbatim: bool) -> Found {
        Found::Exact { place: Place::new(start, end), verbatim }
    }

    /// Text, quote, and the words that are found, with whether they are verbatim.
    const ROWS: &[(&str, &str, &str, bool)] = &[
        ("We met in Tehran.", "met", "met", true),
        ("We met in Tehran.", " \n met\u{a0}", "met", true),
        ("WE MET", "we met", "WE MET", false),
        ("قال علي كلمة", "علی", "علي", false),
        ("او مي\u{200c}رود", "می\u{200c}رود", "مي\u{200c}رود", false),
        ("او می\u{200c}رود", "میرود", "می\u{200c}رود", false),
        ("کتاب\u{200c}های او", "کتاب", "کتاب", true),
        ("كتاب\u{200c}های او", "کتاب", "كتاب", false),
        ("قال مُحَمَّدٌ كلمة", "محمد", "مُحَمَّدٌ", false),
        ("قال مـحـمد كلمة", "محمد", "مـحـمد", false),
        ("سال ۱۲۳ بود", "123", "۱۲۳", false),
        ("in 123 days", "۱۲۳", "123", false),
        ("a cafe\u{301} here", "caf\u{e9}", "cafe\u{301}", false),
        ("a cafe\u{301} here", "cafe", "cafe\u{301}", false),
        ("the o\u{fb03}ce", "office", "o\u{fb03}ce", false),
        ("10\u{a0}000 dead", "10 000", "10\u{a0}000", false),
        ("co\u{ad}op\u{ad}er\u{ad}ate", "cooperate", "co\u{ad}op\u{ad}er\u{ad}ate", false),
        ("he said “it’s so” —", "\"it's so\" -", "“it’s so” —", false),
        ("a\n\n   b", "a b", "a\n\n   b", false),
        ("the sen-\n tence ends", "sentence", "sen-\n tence", false),
        ("a well-\nknown man", "well-known", "well-\nknown", false),
        ("a wellknown man", "well-known", "wellknown", false),
        ("a \u{1112}\u{1161}\u{11ab} b", "한", "\u{1112}\u{1161}\u{11ab}", false),
        ("👩\u{200d}👧 and 👩", "👩", "👩", true),
    ];

    #[test]
    fn a_quote_is_found_however_it_is_written() {
        for (text, quote, words, verbatim) in ROWS {
            let Found::Exact { place, verbatim: as_is } = found(text, quote) else {
                panic!("{quote:?} is not found in {text:?}: {:?}", found(text, quote));
            };
            assert_eq!(Text::new(text).read(place), Ok(*words), "{quote:?} in {text:?}");
            assert_eq!(as_is, *verbatim, "{quote:?} in {text:?}");
        }
    }

    #[test]
    fn no_part_of_a_letter_is_found() {
        let rows = [
            ("👩\u{200d}👧", "👩"),
            ("🇩🇪🇫🇷", "🇪🇫"),
            ("o\u{fb03}ce", "ice"),
            ("한국", "\u{1112}\u{1161}"),
            ("कि", "क"),
        ];
        for (text, quote) in rows {
            assert!(matches!(found(text, quote), Found::Absent { .. }), "{quote:?} in {text:?}");
        }
    }

    #[test]
    fn verbatim_comes_before_the_fold() {
        assert_eq!(found("Iran IRAN iran", "iran"), exact(10, 14, true));
    }

    #[test]
    fn overlapping_occurrences_are_ambiguous() {
        assert_eq!(found("aaa", "aa"), Found::Ambiguous(vec![Place::new(0, 2), Place::new(1, 3)]));
    }

    const TWINS: &str = "He said: no. She said: no. They said: no.";

    /// Prefix, suffix, occurrence, and where the `no` stands that is found, if one is.
    #[test]
    fn hints_tell_twins_apart() {
        let rows = [
            (Some("she SAID: "), None, None, Some(23)),
            (Some("She said:"), None, None, Some(23)),
            (None, Some(". They"), None, Some(23)),
            (Some("said:"), Some(". she"), None, Some(9)),
            (None, None, Some(3), Some(38)),
            (Some("he said:"), None, Some(2), Some(23)),
            (Some("said:"), None, None, None),
            (Some("We said:"), None, None, None),
            (Some("We said:"), None, Some(1), Some(9)),
        ];
        for (prefix, suffix, occurrence, start) in rows {
            let hint = Hint { prefix, suffix, occurrence, within: None };
            let found = find(TWINS, "no", &hint).expect("it is there");
            match (start, found) {
                (Some(start), found) => assert_eq!(found, exact(start, start + 2, true)),
                (None, Found::Ambiguous(places)) => assert!(places.len() > 1, "{hint:?}"),
                (None, found) => panic!("{hint:?}: {found:?}"),
            }
        }
    }

    #[test]
    fn a_range_leaves_out_what_is_not_all_in_it() {
        let within = |start, end| Hint { within: Some(Place::new(start, end)), ..Hint::default() };
        assert_eq!(find(TWINS, "no", &within(10, 25)), Ok(exact(23, 25, true)));
        assert!(matches!(find(TWINS, "no", &within(10, 24)), Ok(Found::Absent { .. })));
        let outside = QuoteError::Outside { place: Place::new(0, 99), length: 41 };
        assert_eq!(find(TWINS, "no", &within(0, 99)), Err(outside));
        assert!(find(TWINS, "no", &within(9, 3)).is_err());
    }

    #[test]
    fn what_cannot_be_looked_for_is_refused() {
        for quote in ["", " \n", "\u{64e}\u{651}", "\u{200c}", "ـ"] {
            assert_eq!(find("a b", quote, &Hint::default()), Err(QuoteError::Empty), "{quote:?}");
        }
        for asked in [0, 4, u32::MAX] {
            let hint = Hint { occurrence: Some(asked), ..Hint::default() };
            let error = QuoteError::NoSuchOccurrence { asked, found: 3 };
            assert_eq!(find(TWINS, "no", &hint), Err(error));
        }
    }

    #[test]
    fn what_is_absent_has_neighbours() {
        let text = "The committee found no evidence of fraud. The inquiry found some evidence of \
                    error. Nothing else was said.";
        let Found::Absent { nearest } = found(text, "The comittee found evidence of fraud") else {
            panic!("it is not there");
        };
        assert_eq!(nearest[0].text, "The committee found no evidence of fraud");
        assert_eq!(nearest[0].similarity_permille, 900);
        assert_eq!(nearest[1].text, "The inquiry found some evidence of error");
        assert!(nearest[1].similarity_permille < 800);
        assert!(matches!(found("", "a"), Found::Absent { nearest } if nearest.is_empty()));
    }
}
