//! A text that is asked for more than one quote: what is worked out once is kept.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_segmentation::GraphemeCursor;

use crate::fold::fold_joined;
use crate::occurrences::occurrences;
use crate::place::Ruler;
use crate::{Folded, Place, QuoteError, fold};

/// A text to find quotes in. Folds it once, and only if need be.
pub struct Text<'a> {
    pub(crate) text: &'a str,
    ruler: Ruler,
    folded: OnceLock<Folded>,
    joined: OnceLock<Folded>,
    letters: OnceLock<Vec<char>>,
}

/// ZWNJ: it ends a Persian word's part, so a place may end before it, though Unicode counts it to
/// the letter.
const ZWNJ: char = '\u{200c}';

/// How far back is read to tell where a letter begins. Only rows of hundreds of flags need more.
const LOOK_BACK_BYTES: usize = 1024;

impl<'a> Text<'a> {
    /// Makes a text ready to be searched.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            ruler: Ruler::new(text),
            folded: OnceLock::new(),
            joined: OnceLock::new(),
            letters: OnceLock::new(),
        }
    }

    /// Returns the number of chars.
    pub fn length(&self) -> u64 {
        self.ruler.length() as u64
    }

    /// Returns what stands at `place`.
    ///
    /// # Errors
    /// [`QuoteError::Outside`].
    pub fn read(&self, place: Place) -> Result<&'a str, QuoteError> {
        Ok(&self.text[self.bytes(place)?])
    }

    /// Returns the text under the fold.
    pub fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| fold(self.text))
    }

    /// Returns the chars of the folded text.
    pub(crate) fn letters(&self) -> &[char] {
        self.letters.get_or_init(|| self.folded().text().chars().collect())
    }

    /// Returns where the quote stands, char for char.
    pub(crate) fn verbatim(&self, quote: &str) -> Vec<Place> {
        let found = occurrences(self.text, quote).into_iter();
        let whole = found
            .map(|start| start..start + quote.len())
            .filter(|bytes| self.divides(bytes.start) && self.divides(bytes.end));
        let char = |byte| self.ruler.char(self.text, byte);
        whole.map(|bytes| Place::of(char(bytes.start)..char(bytes.end))).collect()
    }

    /// Returns the folded chars that read as the folded quote, from whole letter to whole letter.
    pub(crate) fn alike(&self, quote: &str) -> Vec<Range<usize>> {
        self.alike_in(self.folded(), fold(quote).text().trim())
    }

    /// Returns where the quote stands under the fold.
    pub(crate) fn under_fold(&self, quote: &str) -> Vec<Place> {
        let alike = self.alike(quote).into_iter();
        alike.map(|chars| self.folded().original(chars)).collect()
    }

    /// Returns where the quote stands under the fold, hyphens inside words left out on both sides.
    pub(crate) fn under_joined_fold(&self, quote: &str) -> Vec<Place> {
        let joined = self.joined.get_or_init(|| fold_joined(self.text));
        let alike = self.alike_in(joined, fold_joined(quote).text().trim()).into_iter();
        alike.map(|chars| joined.original(chars)).collect()
    }

    fn alike_in(&self, folded: &Folded, quote: &str) -> Vec<Range<usize>> {
        let length = quote.chars().count();
        let (mut chars, mut bytes) = (0, 0);
        let mut found = occurrences(folded.text(), quote)
            .into_iter()
            .map(|byte| {
                chars += folded.text()[bytes..byte].chars().count();
                bytes = byte;
                chars..chars + length
            })
            .collect::<Vec<_>>();
        found.retain(|range| {
            folded.is_whole(range.clone()) && self.is_whole(folded.original(range.clone()))
        });
        found
    }

    /// Returns the bytes of `place`.
    pub(crate) fn bytes(&self, place: Place) -> Result<Range<usize>, QuoteError> {
        let byte = |char| usize::try_from(char).ok().and_then(|c| self.ruler.byte(self.text, c));
        match (byte(place.start), byte(place.end)) {
            (Some(start), Some(end)) if start <= end => Ok(start..end),
            _ => Err(QuoteError::Outside { place, length: self.length() }),
        }
    }

    /// Returns whether `place`, which is inside, neither begins nor ends within a letter.
    pub(crate) fn is_whole(&self, place: Place) -> bool {
        self.bytes(place).is_ok_and(|bytes| self.divides(bytes.start) && self.divides(bytes.end))
    }

    /// Returns the smallest place around `place`, which is inside, that cuts no letter.
    pub(crate) fn widened(&self, place: Place) -> Place {
        let Ok(mut bytes) = self.bytes(place) else { return place };
        while !self.divides(bytes.start) {
            bytes.start = self.text.floor_char_boundary(bytes.start - 1);
        }
        while !self.divides(bytes.end) {
            bytes.end = self.text.ceil_char_boundary(bytes.end + 1);
        }
        let char = |byte| self.ruler.char(self.text, byte);
        Place::of(char(bytes.start)..char(bytes.end))
    }

    /// Returns whether a letter (an extended grapheme cluster, UAX #29) ends at this byte.
    pub(crate) fn divides(&self, byte: usize) -> bool {
        if byte == 0 || byte == self.text.len() || self.text[byte..].starts_with(ZWNJ) {
            return true;
        }
        let start = self.text.floor_char_boundary(byte.saturating_sub(LOOK_BACK_BYTES));
        let end = self.text.ceil_char_boundary(byte + 1);
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        // Where even that much does not tell, it counts as the inside of a letter.
        cursor.is_boundary(&self.text[start..end], start).unwrap_or(false)
    }
}
