//! Dates of items: every form that is found in the wild, brought into the one that is read.

use citationberg::json::{DateValue, VecDate, VecDateRange};
use serde_json::Value;

/// Years that stand for words ("forthcoming") on the way through the renderer: they sort last.
pub(super) const FIRST_WORDS: i16 = 31_000;
/// What stands for the missing end of a range until both ends are joined: a letter of no language
/// in use, because a date of mere punctuation would be taken for none.
pub(super) const OPEN_END: &str = "\u{10428}";

/// A date as it will be handed over.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) start: DateValue,
    /// For a range, the same with the end in place of the start.
    pub(super) end: Option<DateValue>,
}

/// Reads a date variable; `words` collects what can only be printed as it stands.
///
/// `None`: there is nothing in it to print.
pub(super) fn read(value: &Value, words: &mut Vec<String>) -> Option<Read> {
    match value {
        Value::String(text) => raw(text, words),
        Value::Number(year) => raw(&year.to_string(), words),
        Value::Object(map) => {
            let approximate = map.get("circa").is_some_and(truthy);
            let season = map.get("season").and_then(season);
            let parts = map.get("date-parts").and_then(Value::as_array);
            let parts = parts.map(|dates| dates.iter().map(numbers).collect::<Vec<_>>());
            if let Some(read) =
                parts.and_then(|parts| from_parts(&parts, season, approximate, words))
            {
                return Some(read);
            }
            let text = |key: &str| map.get(key).and_then(Value::as_str).filter(|t| !t.is_empty());
            match (text("raw"), text("literal")) {
                (_, Some(literal)) => wording(literal, words),
                (Some(text), None) => raw(text, words),
                (None, None) => None,
            }
        }
        _ => None,
    }
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !matches!(text.as_str(), "" | "0" | "false" | "no"),
        _ => false,
    }
}

fn season(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => match text.trim().to_lowercase().as_str() {
            "spring" => Some(1),
            "summer" => Some(2),
            "autumn" | "fall" => Some(3),
            "winter" => Some(4),
            other => other.parse().ok(),
        },
        _ => None,
    }
}

/// Returns the numbers of one date; a part that is no number ends it.
fn numbers(date: &Value) -> Vec<i64> {
    let number = |part: &Value| match part {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => western(text.trim()).parse().ok(),
        _ => None,
    };
    match date {
        Value::Array(parts) => parts.iter().map_while(number).collect(),
        single => number(single).into_iter().collect(),
    }
}

/// Returns `text` with Persian and Arabic digits as 0 to 9.
fn western(text: &str) -> String {
    let digit = |c: char| match u32::from(c) {
        n @ 0x6F0..=0x6F9 => char::from_digit(n - 0x6F0, 10).unwrap_or(c),
        n @ 0x660..=0x669 => char::from_digit(n - 0x660, 10).unwrap_or(c),
        _ => c,
    };
    text.chars().map(digit).collect()
}

fn from_parts(
    parts: &[Vec<i64>],
    season: Option<i64>,
    approximate: bool,
    words: &mut Vec<String>,
) -> Option<Read> {
    let (first, season) = usable(parts.first()?, season)?;
    let end = match parts.get(1).map(|last| usable(last, None)) {
        None => None,
        Some(Some((last, _))) if last == first => None,
        Some(Some((last, season))) => Some(date(last, season, approximate)),
        Some(None) => wording(OPEN_END, words).map(|open| open.start),
    };
    Some(Read { start: date(first, season, approximate), end })
}

/// Returns year, month and day so far as they can be, and a season given as a month (13 to 24).
fn usable(parts: &[i64], season: Option<i64>) -> Option<(Vec<i16>, Option<i64>)> {
    let year = i16::try_from(*parts.first()?).ok()?;
    if year == 0 || year >= FIRST_WORDS {
        return None;
    }
    // Years before our era are counted from 1 in CSL, from 0 in the renderer.
    let mut out = vec![if year < 0 { year + 1 } else { year }];
    let in_range = |at: usize, highest: i64| {
        let part = parts.get(at).copied().filter(|part| (1..=highest).contains(part));
        part.and_then(|part| i16::try_from(part).ok())
    };
    let month = parts.get(1).copied().unwrap_or_default();
    let season = match month {
        13..=16 => Some(month - 12),
        17..=20 => Some(month - 16),
        21..=24 => Some(month - 20),
        _ => season.filter(|season| (1..=4).contains(season)),
    };
    if let Some(month) = in_range(1, 12) {
        out.push(month);
        out.extend(in_range(2, 31));
    }
    Some((out, season))
}

fn date(parts: Vec<i16>, season: Option<i64>, approximate: bool) -> DateValue {
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: season.map(|season| season.to_string()),
        circa: approximate,
    }
}

/// Reads a date that somebody typed: `2001`, `2001-03-15`, `2001/2003`, `15 March 2001`, `~1950`.
fn raw(text: &str, words: &mut Vec<String>) -> Option<Read> {
    let clean = western(text.trim());
    if clean.is_empty() {
        return None;
    }
    let approximate = clean.ends_with(['~', '?', '%']) || clean.starts_with('~');
    let bare = clean.trim_matches(['~', '?', '%']);
    let ends: Vec<&str> = bare.splitn(2, ['/', '–']).collect();
    let parts: Option<Vec<Vec<i64>>> = match ends.as_slice() {
        [one] => typed(one).map(|one| vec![one]),
        [start, last] if start.len() >= 4 => match (typed(start), typed(last)) {
            (Some(start), Some(last)) => Some(vec![start, last]),
            (Some(start), None) if matches!(last.trim(), "" | "..") => Some(vec![start, vec![]]),
            _ => None,
        },
        _ => None,
    };
    match parts.and_then(|parts| from_parts(&parts, None, approximate, words)) {
        Some(read) => Some(read),
        None => wording(text, words),
    }
}

/// Reads one typed date: numbers from the year down, or an English month with day and year.
fn typed(text: &str) -> Option<Vec<i64>> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let text = text.trim();
    let time = text.find('T').filter(|at| *at >= 8 && text[..*at].contains('-'));
    let text = &text[..time.unwrap_or(text.len())];
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let pieces: Vec<&str> = digits.split('-').collect();
    if pieces.iter().all(|piece| !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit())) {
        let mut parts: Vec<i64> = pieces.iter().filter_map(|piece| piece.parse().ok()).collect();
        let year = parts.first_mut().filter(|_| pieces.len() <= 3)?;
        *year *= sign;
        return Some(parts);
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if let Ok(number) = word.parse::<i64>() {
            let slot = if word.len() >= 3 { &mut year } else { &mut day };
            if slot.replace(number).is_some() {
                return None;
            }
        } else {
            let at =
                lower.get(..3).and_then(|start| MONTHS.find(start)).filter(|at| at % 3 == 0)?;
            if month.replace(at as i64 / 3 + 1).is_some() {
                return None;
            }
        }
    }
    Some([Some(year?), Some(month?), day].into_iter().flatten().collect())
}

/// Keeps words in place of a date.
fn wording(text: &str, words: &mut Vec<String>) -> Option<Read> {
    let known = words.iter().position(|word| word == text);
    let at = known.unwrap_or_else(|| {
        words.push(text.to_owned());
        words.len() - 1
    });
    let year = i16::try_from(at).ok().and_then(|at| FIRST_WORDS.checked_add(at))?;
    Some(Read { start: date(vec![year], None, false), end: None })
}
