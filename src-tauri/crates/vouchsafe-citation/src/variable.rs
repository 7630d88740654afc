//! How the variables of a CSL item are reached.

use serde_json::{Map, Value};

use crate::Item;

/// The CSL variables that hold names (CSL 1.0.2, csl-data.json).
pub const NAME_VARIABLES: &[&str] = &[
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
    "editor-translator",
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
];

/// The CSL variables that hold dates.
pub const DATE_VARIABLES: &[&str] =
    &["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// Returns the text of a variable; a number is written out, anything else is no text.
pub(crate) fn text(item: &Item, variable: &str) -> Option<String> {
    match item.get(variable)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Sets a variable that holds text, unless the text is empty.
pub(crate) fn set(item: &mut Item, variable: &str, text: impl Into<String>) {
    let text = text.into();
    if !text.is_empty() {
        item.insert(variable.to_owned(), Value::String(text));
    }
}

/// Returns what is kept under `custom` for a format.
pub(crate) fn custom<'a>(item: &'a Item, part: &str) -> Option<&'a Map<String, Value>> {
    item.get("custom")?.get(part)?.as_object()
}

/// Keeps `kept` under `custom`, beside what stands there.
pub(crate) fn keep(item: &mut Item, part: &str, kept: Map<String, Value>) {
    if kept.is_empty() {
        return;
    }
    let custom = item.entry("custom").or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(custom) = custom {
        match custom.get_mut(part) {
            Some(Value::Object(there)) => there.extend(kept),
            _ => drop(custom.insert(part.to_owned(), Value::Object(kept))),
        }
    }
}
