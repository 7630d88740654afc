//! A stretch of a text in chars, and the way between chars and bytes.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of a text, in chars (Unicode scalar values), half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Where it begins.
    pub start: u64,
    /// Where it is over: the offset of the first char that is not part of it.
    pub end: u64,
}

impl Place {
    /// Returns the place from `start` up to `end`.
    pub fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// Returns whether all of `other` lies in this place.
    pub fn contains(&self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub(crate) fn of(chars: Range<usize>) -> Self {
        Self { start: chars.start as u64, end: chars.end as u64 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.start, self.end)
    }
}

/// How many chars lie between two marks of a ruler.
const STEP: usize = 128;

/// Turns chars into bytes and back without counting from the beginning each time.
pub(crate) struct Ruler {
    /// The byte offset of every `STEP`th char.
    marks: Vec<usize>,
    length: usize,
}

impl Ruler {
    pub(crate) fn new(text: &str) -> Self {
        let mut ruler = Self { marks: Vec::with_capacity(text.len() / STEP + 1), length: 0 };
        for (byte, _) in text.char_indices() {
            if ruler.length.is_multiple_of(STEP) {
                ruler.marks.push(byte);
            }
            ruler.length += 1;
        }
        ruler
    }

    /// Returns the number of chars of the text.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Returns where the char begins; the length in bytes for the end; `None` beyond it.
    pub(crate) fn byte(&self, text: &str, char: usize) -> Option<usize> {
        if char >= self.length {
            return (char == self.length).then_some(text.len());
        }
        let mark = self.marks[char / STEP];
        text[mark..].char_indices().nth(char % STEP).map(|(byte, _)| mark + byte)
    }

    /// Returns how many chars begin before `byte`, which is at a char boundary.
    pub(crate) fn char(&self, text: &str, byte: usize) -> usize {
        match self.marks.partition_point(|mark| *mark <= byte) {
            0 => 0,
            n => (n - 1) * STEP + text[self.marks[n - 1]..byte].chars().count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_and_bytes_are_told_from_each_other_anywhere() {
        for text in ["", "a", &"aب€😀".repeat(100)] {
            let ruler = Ruler::new(text);
            let bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (char, byte) in bytes.enumerate() {
                assert_eq!(ruler.byte(text, char), Some(byte));
                assert_eq!(ruler.char(text, byte), char);
            }
            assert_eq!(ruler.byte(text, ruler.length() + 1), None);
        }
    }
}
