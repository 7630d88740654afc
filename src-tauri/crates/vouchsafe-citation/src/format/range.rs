//! Ranges of dates: two renderings, of the start and of the end, joined where they differ.

use super::date::OPEN_END;
use super::piece::Piece;

/// Joins the dates of `start` with those of `end`: `May 1–5, 2001`, `2001–2003`.
///
/// Only dates are touched. Where the two do not run in step (a style may print something else for
/// another year), the start alone is kept.
pub(super) fn join(start: &mut [Piece], end: &[Piece]) {
    let count = dates(start);
    if count != dates(end) {
        return;
    }
    let pairs: Vec<(String, String)> =
        (1..=count).map(|date| (text_of(start, date), text_of(end, date))).collect();
    // A style may print the year by itself, elsewhere.
    let one_year = pairs.iter().all(|(first, last)| year(&tokens(first)) == year(&tokens(last)));
    for (date, (first, last)) in (1..).zip(&pairs) {
        if first != last {
            replace(start, date, &joined(first, last, one_year));
        }
    }
}

fn dates(pieces: &[Piece]) -> u32 {
    let date = |piece: &Piece| if let Piece::Text { date, .. } = piece { *date } else { 0 };
    pieces.iter().map(date).max().unwrap_or_default()
}

fn text_of(pieces: &[Piece], wanted: u32) -> String {
    let parts = pieces.iter().filter_map(|piece| match piece {
        Piece::Text { text, date, .. } if *date == wanted => Some(text.as_str()),
        _ => None,
    });
    parts.collect()
}

/// Puts `with` into the first piece of a date and empties the others.
fn replace(pieces: &mut [Piece], wanted: u32, with: &str) {
    let mut with = Some(with);
    for piece in pieces {
        if let Piece::Text { text, date, .. } = piece
            && *date == wanted
        {
            text.clear();
            text.push_str(with.take().unwrap_or_default());
        }
    }
}

/// Returns the year among the words of a date.
fn year(tokens: &[&str]) -> Option<String> {
    let digits = |token: &&str| token.len() >= 3 && token.bytes().all(|byte| byte.is_ascii_digit());
    tokens.iter().copied().find(digits).map(str::to_owned)
}

fn joined(first: &str, last: &str, one_year: bool) -> String {
    let (a, b) = (tokens(first), tokens(last));
    // Punctuation around both stays around the whole.
    let is_word = |token: &&str| token.chars().any(char::is_alphanumeric);
    let lead = |tokens: &[&str]| tokens.iter().take_while(|token| !is_word(token)).count();
    let mut head = lead(&a).min(lead(&b));
    let same = |at: usize| a.get(at) == b.get(at);
    if (0..head).any(|at| !same(at)) {
        head = 0;
    }
    let shortest = a.len().min(b.len());
    let mut tail = 0;
    while tail < shortest - head && a[a.len() - 1 - tail] == b[b.len() - 1 - tail] {
        if is_word(&a[a.len() - 1 - tail]) && !one_year {
            break;
        }
        tail += 1;
    }
    // A month's name stays before two days of it; a day before two months is said twice.
    let named = a.get(head).is_some_and(|token| token.chars().any(char::is_alphabetic));
    if one_year && named {
        while head < shortest - tail && same(head) {
            head += 1;
        }
    }
    let core = |tokens: &[&str]| tokens[head..tokens.len() - tail].concat();
    let (from, to) = (core(&a), core(&b));
    let (from, to) = (from.trim(), to.trim().replace(OPEN_END, ""));
    format!("{}{from}–{to}{}", a[..head].concat(), a[a.len() - tail..].concat())
}

/// Splits into words and what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let (mut start, mut word) = (0, None);
    for (at, c) in text.char_indices() {
        let kind = Some(c.is_alphanumeric());
        if word.is_some() && kind != word {
            tokens.push(&text[start..at]);
            start = at;
        }
        word = kind;
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}
