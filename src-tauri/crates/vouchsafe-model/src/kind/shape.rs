//! What the values of fields look like.

use serde_json::Value;

use super::Kind;
use crate::{Date, Digest, INTEGER_MAX, Instant, RecordId, Region};

/// What a field's value must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text with at least one character that is not white space.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The id of a record.
    Id,
    /// The kind of a record, by its name.
    KindName,
    /// An instant.
    Instant,
    /// A date or an instant: `2019`, `2019-11`, `2019-11-13`, or RFC 3339.
    Day,
    /// `true`.
    True,
    /// A whole number from 0.
    Count,
    /// A list of supplied digests, `ALGORITHM:HEX`.
    Digests,
    /// Hex bytes.
    Hex,
    /// A text that holds JSON: a CSL variable.
    Json,
    /// Any text, also white space.
    Raw,
    /// A number written out: `-12`, `3.5`.
    Decimal,
    /// A text that holds a date of the world as JSON: as written, calendar, EDTF (docs/dates.md).
    Date,
    /// A tag of BCP 47: `fa`, `fa-Latn`, `en-GB`.
    Language,
    /// A rectangle of an image or a page, as a Media Fragment: `xywh=percent:10,20,30,5.5`.
    Region,
    /// Ranges of one text beside ranges of another: a list of `[start, end, start, end]`.
    Pairs,
}

impl Shape {
    pub(super) fn fits(self, value: &Value) -> bool {
        let text = value.as_str();
        match self {
            Self::Text => text.is_some_and(|text| !text.trim().is_empty()),
            Self::Word(words) => text.is_some_and(|text| words.contains(&text)),
            Self::Id => text.is_some_and(|text| text.parse::<RecordId>().is_ok()),
            Self::KindName => text.is_some_and(|text| Kind::of(text).is_some()),
            Self::Instant => text.is_some_and(|text| text.parse::<Instant>().is_ok()),
            Self::Day => text.is_some_and(is_day),
            Self::True => value.as_bool() == Some(true),
            Self::Count => value.as_u64().is_some_and(|count| count <= INTEGER_MAX),
            Self::Digests => value.as_array().is_some_and(|items| {
                let fits =
                    |item: &Value| item.as_str().is_some_and(|text| text.parse::<Digest>().is_ok());
                items.iter().all(fits)
            }),
            Self::Hex => {
                text.is_some_and(|text| data_encoding::HEXLOWER.decode(text.as_bytes()).is_ok())
            }
            Self::Json => text.is_some_and(|text| serde_json::from_str::<Value>(text).is_ok()),
            Self::Raw => text.is_some(),
            Self::Decimal => text.is_some_and(is_decimal),
            Self::Date => text.is_some_and(|text| Date::from_json(text).is_ok()),
            Self::Language => text.is_some_and(is_language),
            Self::Region => text.is_some_and(|text| text.parse::<Region>().is_ok()),
            Self::Pairs => value.as_array().is_some_and(|pairs| pairs.iter().all(is_pair)),
        }
    }

    pub(super) fn expectation(self) -> String {
        match self {
            Self::Text => "some text is expected".to_owned(),
            Self::Word(words) => format!("one of {} is expected", words.join(", ")),
            Self::Id => "an id is expected".to_owned(),
            Self::KindName => "the name of a kind of record is expected".to_owned(),
            Self::Instant => "an instant such as 2019-11-13T08:12:00Z is expected".to_owned(),
            Self::Day => "a date such as 2019-11-13 is expected".to_owned(),
            Self::True => "true is expected".to_owned(),
            Self::Count => "a whole number is expected".to_owned(),
            Self::Digests => "a list of digests such as sha256:… is expected".to_owned(),
            Self::Hex => "bytes in hex are expected".to_owned(),
            Self::Json => "a text that holds JSON is expected".to_owned(),
            Self::Raw => "a text is expected".to_owned(),
            Self::Decimal => "a number such as 23 or 4.5 is expected".to_owned(),
            Self::Date => "a date is expected".to_owned(),
            Self::Language => "a language tag such as fa, fa-Latn or en is expected".to_owned(),
            Self::Region => "a region such as xywh=percent:10,20,30,5 is expected".to_owned(),
            Self::Pairs => "a list of [start, end, start, end] is expected".to_owned(),
        }
    }
}

/// Whether a text is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` of the Gregorian calendar, or an instant.
fn is_day(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
    };
    let date = |month, day| {
        let year = part(0..4).and_then(|year| i32::try_from(year).ok())?;
        chrono::NaiveDate::from_ymd_opt(year, month, day)
    };
    let dashes = || text.get(4..5) == Some("-") && text.get(7..8).is_none_or(|dash| dash == "-");
    match text.len() {
        4 => date(1, 1).is_some(),
        7 => dashes() && part(5..7).and_then(|month| date(month, 1)).is_some(),
        10 => {
            let month_and_day = part(5..7).zip(part(8..10));
            dashes() && month_and_day.and_then(|(month, day)| date(month, day)).is_some()
        }
        _ => text.parse::<Instant>().is_ok(),
    }
}

/// Whether a text is a decimal number without exponent, of at most 40 characters.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 40 && are_digits(whole) && are_digits(part)
}

/// Whether a text has the form of a language tag: subtags of 1 to 8 letters or digits, the first
/// of letters only (BCP 47, RFC 5646 section 2.1, without the registry).
pub(super) fn is_language(text: &str) -> bool {
    let fits = |tag: &str| {
        (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let first = text.split('-').next().unwrap_or_default();
    let starts = first.len() >= 2 && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.len() <= 35 && starts && text.split('-').all(fits)
}

fn is_pair(pair: &Value) -> bool {
    let numbers = pair.as_array().map(|items| items.iter().map(Value::as_u64).collect());
    let numbers: Option<Option<Vec<u64>>> = numbers;
    matches!(numbers.flatten().as_deref(), Some([a, b, c, d]) if a <= b && c <= d)
}
