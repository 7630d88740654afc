//! Words of a folded text: where they begin and end, for the index and for snippets alike.
//!
//! The text is cut into words here, and not by FTS5, so that what is highlighted is what was
//! found. FTS5 gets the words with single spaces between them; its `ascii` tokenizer cuts at
//! those and nowhere else, for a word holds no ASCII character but letters and digits.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

/// The longest word that is told apart from others, in chars. What is longer is not a word but
/// encoded bytes; it is cut here, in texts and in queries.
const WORD_CHARS_MAX: usize = 64;

/// Stands between two texts of one field, so that no phrase reaches from one into the other. It
/// is no word that anybody can search for: the fold and the cut leave it out of queries.
pub(super) const GAP: &str = "\u{fffc}";

/// A word and its place in the folded text, in chars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The word, cut to the longest length.
    pub text: &'a str,
    /// Where it begins.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
}

/// Returns the words of a folded text, in order.
pub(super) fn words(folded: &str) -> Words<'_> {
    Words { rest: folded, at: 0 }
}

/// See [`words`].
#[derive(Debug)]
pub(super) struct Words<'a> {
    rest: &'a str,
    at: u64,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let mut letters = self.rest.char_indices();
        let (first_byte, first) = letters.by_ref().find(|(_, letter)| {
            let found = in_word(*letter);
            self.at += u64::from(!found);
            found
        })?;
        let start = self.at;
        let (mut length, mut bytes, mut cut) = (1, self.rest.len(), None);
        for (byte, letter) in letters {
            if !in_word(letter) || stands_alone(letter) || stands_alone(first) {
                bytes = byte;
                break;
            }
            if length == WORD_CHARS_MAX {
                cut = Some(byte);
            }
            length += 1;
        }
        let text = &self.rest[first_byte..cut.unwrap_or(bytes)];
        self.rest = &self.rest[bytes..];
        self.at += length as u64;
        Some(Word { text, start, end: self.at })
    }
}

/// Writes the words of a folded text behind `out`, each with a space before it.
pub(super) fn push_words(folded: &str, out: &mut String) {
    for word in words(folded) {
        out.push(' ');
        out.push_str(word.text);
    }
}

/// Returns whether a word is written in the Arabic script, where a half space may join it to the
/// next.
pub(super) fn is_arabic(word: &str) -> bool {
    word.chars().all(|letter| matches!(letter, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}'))
}

/// Persian affixes that are written with a half space, with a space, or joined.
const BEFORE: [&str; 3] = ["می", "نمی", "بی"];
const AFTER: [&str; 14] = [
    "ها", "های", "هایی", "هایش", "هایم", "ای", "ام", "اش", "اند", "تر", "ترین", "شان", "مان", "گی",
];

/// Returns whether two folded words beside each other may be one, written apart.
pub(super) fn may_join(left: &str, right: &str) -> bool {
    is_arabic(left) && is_arabic(right) && (BEFORE.contains(&left) || AFTER.contains(&right))
}

/// Letters, digits and marks among the first chars of Unicode, one bit each: Latin to Arabic. The
/// library's own look-up took a fifth of the time of filling an index.
static FIRST: LazyLock<[u64; 32]> = LazyLock::new(|| {
    let mut bits = [0; 32];
    for (number, letter) in ('\0'..'\u{800}').enumerate() {
        bits[number / 64] |= u64::from(is_part_of_word(letter)) << (number % 64);
    }
    bits
});

fn in_word(letter: char) -> bool {
    let number = letter as usize;
    match FIRST.get(number / 64) {
        Some(bits) => bits >> (number % 64) & 1 == 1,
        None => is_part_of_word(letter),
    }
}

fn is_part_of_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Han and kana are written without spaces: each stands for a word, and a row of them is searched
/// as a phrase.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
