//! CSL-JSON at the edge: what a person types for a variable, items in files, items read back.
//!
//! Source: the CSL 1.0.2 input schema, csl-data.json. Formatting is `vouchsafe-citation`'s.

use serde_json::{Map, Value, json};
use vouchsafe_archive::Record;

use crate::error::Error;

/// The variables that hold names.
const NAMES: [&str; 27] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
    "editor-translator",
];

/// The variables that hold dates.
const DATES: [&str; 6] =
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// The longest name of a variable, so that it fits into a line's name.
const VARIABLE_BYTES_MAX: usize = 90;

/// The first year that is surely of the Gregorian calendar where no calendar is named.
const YEAR_MIN: u32 = 1500;

/// Returns the CSL value of what a person typed for a variable.
///
/// # Errors
/// It is a date and cannot be read as one.
pub(crate) fn typed(variable: &str, text: &str) -> Result<Value, Error> {
    let text = text.trim();
    if NAMES.contains(&variable) {
        let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
        return Ok(names.map(name).collect());
    }
    if DATES.contains(&variable) { date(variable, text) } else { Ok(json!(text)) }
}

/// Reads `Family, Given`; a name without a comma is taken as it stands.
fn name(text: &str) -> Value {
    match text.split_once(',') {
        Some((family, given)) => json!({"family": family.trim(), "given": given.trim()}),
        None => json!({"literal": text}),
    }
}

fn date(variable: &str, text: &str) -> Result<Value, Error> {
    let what = || format!("cannot set `{variable}` to `{text}`");
    let number = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let parts: Option<Vec<u32>> = text.split('-').map(number).collect();
    let parts = parts.filter(|parts| {
        let month = parts.get(1).copied().unwrap_or(1);
        let day = parts.get(2).copied().unwrap_or(1);
        let year = i32::try_from(parts[0]).unwrap_or(0);
        parts.len() <= 3 && chrono::NaiveDate::from_ymd_opt(year, month, day).is_some()
    });
    let Some(parts) = parts else {
        let why = "a date such as 2019, 2019-11 or 2019-11-13 is expected";
        return Err(Error::refused(what(), why));
    };
    if parts[0] < YEAR_MIN {
        let why = "which calendar is that year of? Give the Gregorian date, or the variable's own \
                   JSON in a CSL file";
        return Err(Error::refused(what(), why));
    }
    Ok(json!({"date-parts": [parts]}))
}

/// Reads one CSL-JSON item, also where it stands alone in a list.
///
/// # Errors
/// The text is not JSON, or not one item, or a variable's name is not one.
pub(crate) fn item(text: &str) -> Result<Map<String, Value>, Error> {
    let what = "cannot read the CSL-JSON";
    let value: Value =
        serde_json::from_str(text).map_err(|error| Error::refused(what, error.to_string()))?;
    let item = match value {
        Value::Object(item) => item,
        Value::Array(mut items) => match (items.pop(), items.is_empty()) {
            (Some(Value::Object(item)), true) => item,
            _ => return Err(Error::refused(what, "one item is expected, as an object")),
        },
        _ => return Err(Error::refused(what, "one item is expected, as an object")),
    };
    item.keys().try_for_each(|variable| check_variable(variable))?;
    Ok(item)
}

/// Refuses a variable's name that the log's lines have no room for.
///
/// # Errors
/// It holds something else than letters of ASCII, digits, `-`, `_` and `.`, or is too long.
pub(crate) fn check_variable(variable: &str) -> Result<(), Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let fits = !variable.is_empty() && variable.len() <= VARIABLE_BYTES_MAX;
    if fits && variable.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::refused(format!("cannot set the variable `{variable}`"), "CSL has none like it"))
}

/// Returns a source's CSL-JSON item, with its citation key as `id`.
pub(crate) fn of(source: &Record) -> Map<String, Value> {
    let mut item = Map::new();
    if let Some(key) = source.text("key") {
        item.insert("id".to_owned(), json!(key));
    }
    for field in source.fields.keys() {
        if let Some(variable) = field.strip_prefix("csl.")
            && let Some(value) = variable_of(source, variable)
        {
            item.insert(variable.to_owned(), value);
        }
    }
    item
}

/// Returns the value of one of a source's variables.
pub(crate) fn variable_of(source: &Record, variable: &str) -> Option<Value> {
    serde_json::from_str(source.text(&format!("csl.{variable}"))?).ok()
}

/// Returns the family name that comes first, and the year, for a citation key.
pub(crate) fn name_and_year(item: &Map<String, Value>) -> (Option<&str>, Option<String>) {
    let first = item.get("author").and_then(|names| names.get(0));
    let family = first.and_then(|name| name.get("family").or_else(|| name.get("literal")));
    let year = item.get("issued").and_then(|date| date.pointer("/date-parts/0/0"));
    let year = year.map(|year| year.as_str().map_or_else(|| year.to_string(), str::to_owned));
    (family.and_then(Value::as_str), year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_what_csl_expects() {
        for (variable, text, expected) in [
            ("title", " Six sentenced ", json!("Six sentenced")),
            (
                "author",
                "Talebi, Sara; ENA",
                json!([
                    {"family": "Talebi", "given": "Sara"}, {"literal": "ENA"}
                ]),
            ),
            ("issued", "2019-11", json!({"date-parts": [[2019, 11]]})),
        ] {
            assert_eq!(typed(variable, text).unwrap(), expected);
        }
    }

    #[test]
    fn a_date_is_not_guessed_at() {
        for (text, why) in [
            ("1402-12-20", "which calendar"),
            ("2019-02-30", "a date such as"),
            ("last spring", "a date such as"),
            ("2019-", "a date such as"),
            ("+2019", "a date such as"),
        ] {
            let message = typed("issued", text).unwrap_err().to_string();
            assert!(message.contains(why), "{message}");
        }
    }

    #[test]
    fn an_item_may_stand_alone_in_a_list() {
        assert_eq!(item(r#"[{"title": "a"}]"#).unwrap(), item(r#"{"title": "a"}"#).unwrap());
        for text in ["[]", "[{}, {}]", "3", "{", r#"{"a b": 1}"#] {
            assert!(item(text).is_err(), "{text}");
        }
    }
}
