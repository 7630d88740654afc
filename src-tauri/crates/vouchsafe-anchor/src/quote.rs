//! What is quoted: the exact words, and enough of what surrounds them to know them again.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Place, Text, fold};

/// The most chars that are kept as context, on each side.
pub const CONTEXT_CHARS: usize = 32;

/// Words as they stand in a text, and what stands around them.
///
/// Source: W3C Web Annotation Data Model, section 4.2.4 (Text Quote Selector).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The words, verbatim.
    pub exact: String,
    /// What stands before; empty at the beginning of the text, or if unknown.
    pub prefix: String,
    /// What stands after; empty at the end of the text, or if unknown.
    pub suffix: String,
}

/// Why nothing can be quoted or looked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuoteError {
    /// Nothing is left of it but white space and marks.
    #[error("the quote has no letters, digits or signs")]
    Empty,
    /// The place is not in the text, or ends before it begins.
    #[error("place {place} is not in the text, which has {length} chars")]
    Outside {
        /// The place asked for.
        place: Place,
        /// The number of chars of the text.
        length: u64,
    },
    /// The place begins or ends between a letter and its marks, or inside another cluster.
    #[error("place {place} cuts a letter in two; whole letters stand at {whole}")]
    CutsLetter {
        /// The place asked for.
        place: Place,
        /// The smallest place around it that cuts none.
        whole: Place,
    },
    /// The quote does not occur that often, or the 0th time was asked for.
    #[error("there is no occurrence {asked} of the quote, of {found}")]
    NoSuchOccurrence {
        /// Which was asked for, from 1.
        asked: u32,
        /// How many there are that the other hints allow.
        found: u64,
    },
}

/// Quotes what stands at `place`, with up to 32 chars around it, cut between words if possible.
///
/// # Errors
/// All but `NoSuchOccurrence`.
pub fn quote_at(text: &str, place: Place) -> Result<Quote, QuoteError> {
    Text::new(text).quote_at(place)
}

impl Text<'_> {
    /// See [`quote_at`].
    ///
    /// # Errors
    /// All but `NoSuchOccurrence`.
    pub fn quote_at(&self, place: Place) -> Result<Quote, QuoteError> {
        let bytes = self.bytes(place)?;
        let exact = &self.text[bytes.clone()];
        if fold(exact).text().trim().is_empty() {
            return Err(QuoteError::Empty);
        }
        if !self.is_whole(place) {
            return Err(QuoteError::CutsLetter { place, whole: self.widened(place) });
        }
        let prefix = self.context_before(&self.text[..bytes.start]);
        let suffix = self.context_after(&self.text[bytes.end..]);
        Ok(Quote { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() })
    }

    fn context_before<'t>(&self, before: &'t str) -> &'t str {
        let Some((start, _)) = before.char_indices().rev().nth(CONTEXT_CHARS - 1) else {
            return before;
        };
        let context = &before[start..];
        if before[..start].ends_with(char::is_whitespace) {
            return context;
        }
        let word = context.find(char::is_whitespace).map(|at| context[at..].trim_start());
        word.filter(|words| !words.is_empty()).unwrap_or_else(|| {
            let mut letters = context.char_indices().map(|(at, _)| start + at);
            letters.find(|at| self.divides(*at)).map_or("", |at| &before[at..])
        })
    }

    fn context_after<'t>(&self, after: &'t str) -> &'t str {
        let Some((end, next)) = after.char_indices().nth(CONTEXT_CHARS) else {
            return after;
        };
        let context = &after[..end];
        if next.is_whitespace() {
            return context;
        }
        let word = context.rfind(char::is_whitespace).map(|at| context[..at].trim_end());
        word.filter(|words| !words.is_empty()).unwrap_or_else(|| {
            let offset = self.text.len() - after.len();
            let letters = context.char_indices().map(|(at, c)| at + c.len_utf8());
            let end = letters.rev().find(|at| self.divides(offset + at));
            &after[..end.unwrap_or(0)]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, words: &str) -> Quote {
        let byte = text.find(words).expect("it is there");
        let start = text[..byte].chars().count() as u64;
        let end = start + words.chars().count() as u64;
        quote_at(text, Place::new(start, end)).expect("whole letters")
    }

    #[test]
    fn context_is_cut_between_words() {
        let text = "In those days the committee found that no evidence of any fraud had been \
                    kept in the archive at all";
        let quote = quoted(text, "no evidence");
        assert_eq!(quote.prefix, "days the committee found that ");
        assert_eq!(quote.exact, "no evidence");
        assert_eq!(quote.suffix, " of any fraud had been kept in");
    }

    #[test]
    fn context_without_words_is_cut_between_letters() {
        let around = "e\u{301}".repeat(30);
        let quote = quoted(&format!("x{around}!{around}"), "!");
        assert_eq!(quote.prefix, "e\u{301}".repeat(16));
        assert_eq!(quote.suffix, "e\u{301}".repeat(16));
        let quote = quoted(&format!("{around}!!{around}"), "!!");
        assert_eq!(quote.prefix.chars().count(), 32);
        let quote = quoted(&format!("x{around}f!\u{200f}{around}"), "!");
        assert_eq!(quote.prefix, "e\u{301}".repeat(15) + "f");
        assert_eq!(quote.suffix, format!("\u{200f}{}", "e\u{301}".repeat(15)));
    }

    #[test]
    fn at_the_ends_of_a_text_there_is_no_context() {
        let quote = quoted("all", "all");
        assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), ("", ""));
        let quote = quoted("a b", "b");
        assert_eq!((quote.prefix.as_str(), quote.suffix.as_str()), ("a ", ""));
    }

    #[test]
    fn what_cannot_be_quoted_is_refused() {
        let text = "a cafe\u{301} 👩\u{200d}👧";
        let outside = |place| QuoteError::Outside { place, length: 11 };
        let cuts = |place, whole| QuoteError::CutsLetter { place, whole };
        let rows = [
            (Place::new(1, 2), QuoteError::Empty),
            (Place::new(3, 3), QuoteError::Empty),
            (Place::new(0, 12), outside(Place::new(0, 12))),
            (Place::new(u64::MAX, u64::MAX), outside(Place::new(u64::MAX, u64::MAX))),
            (Place::new(5, 2), outside(Place::new(5, 2))),
            (Place::new(2, 6), cuts(Place::new(2, 6), Place::new(2, 7))),
            (Place::new(10, 11), cuts(Place::new(10, 11), Place::new(8, 11))),
        ];
        for (place, error) in rows {
            assert_eq!(quote_at(text, place), Err(error));
        }
    }

    #[test]
    fn a_persian_word_can_be_quoted_without_its_ending() {
        assert_eq!(quoted("کتاب\u{200c}های او", "کتاب").suffix, "\u{200c}های او");
    }
}
