//! CSL-JSON at the edge: what a person types for a variable, items in files, items read back.
//!
//! Source: the CSL 1.0.2 input schema, csl-data.json. Formatting is `vouchsafe-citation`'s.

use serde_json::{Map, Value, json};
use vouchsafe_archive::Record;

use vouchsafe_citation::{DATE_VARIABLES, NAME_VARIABLES};
use vouchsafe_model::Calendar;

use crate::{dates::DateRequest, error::Error};

/// The longest name of a variable, so that it fits into a line's name.
const VARIABLE_BYTES_MAX: usize = 90;

/// Returns the fields that hold what a person typed for a variable: the CSL value, and of a date
/// also how it was written, where CSL cannot say that.
///
/// # Errors
/// It is a date and cannot be read as one; in a sentence why.
pub(crate) fn typed(variable: &str, text: &str) -> Result<Vec<(String, Value)>, Error> {
    let text = text.trim();
    let field = format!("csl.{variable}");
    if !DATE_VARIABLES.contains(&variable) {
        return Ok(vec![(field, json!(plain(variable, text).to_string()))]);
    }
    let what = format!("cannot set `{variable}` to `{text}`");
    let (text, calendar) = calendar_of(text);
    let date = DateRequest { text, calendar, year: None }.read(&what)?;
    let as_written = json!(date.to_json());
    let csl = date.to_csl();
    let mut fields = vec![(field, json!(csl.value.to_string()))];
    // Cleared where nothing more is to be said: an earlier wording must not stay beside it.
    let more = !csl.lost.is_empty() || date.written().is_some();
    fields.push((format!("date.{variable}"), if more { as_written } else { Value::Null }));
    Ok(fields)
}

/// Returns the value of a variable that is no date: names, or a text.
pub(crate) fn plain(variable: &str, text: &str) -> Value {
    if NAME_VARIABLES.contains(&variable) {
        let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
        return names.map(name).collect();
    }
    json!(text)
}

/// Returns whether a variable holds a date.
pub(crate) fn is_date(variable: &str) -> bool {
    DATE_VARIABLES.contains(&variable)
}

/// Takes the name of a calendar off the end of a date: `1402-12-20 solar-hijri`.
fn calendar_of(text: &str) -> (String, Option<String>) {
    match text.rsplit_once(' ') {
        Some((date, name)) if Calendar::by_name(name).is_some() => {
            (date.trim().to_owned(), Some(name.to_owned()))
        }
        _ => (text.to_owned(), None),
    }
}

/// Reads `Family, Given`; a name without a comma is taken as it stands.
fn name(text: &str) -> Value {
    match text.split_once(',') {
        Some((family, given)) => json!({"family": family.trim(), "given": given.trim()}),
        None => json!({"literal": text}),
    }
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
            let fields = typed(variable, text).unwrap();
            assert_eq!(fields[0], (format!("csl.{variable}"), json!(expected.to_string())));
        }
    }

    #[test]
    fn a_date_of_another_calendar_keeps_how_it_was_written() {
        for text in ["۱۲ مرداد ۱۴۰۲", "1402-05-12 solar-hijri"] {
            let fields = typed("issued", text).unwrap();
            let csl = json!({"date-parts": [[2023, 8, 3]]}).to_string();
            assert_eq!(fields[0], ("csl.issued".to_owned(), json!(csl)));
            let stored = fields[1].1.as_str().unwrap();
            assert!(stored.contains("solar-hijri") && stored.contains("2023-08-03"), "{stored}");
        }
    }

    #[test]
    fn a_date_is_not_guessed_at() {
        for text in ["1402-12-20", "2019-02-30", "last spring", "2019-"] {
            assert!(typed("issued", text).is_err(), "{text}");
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
