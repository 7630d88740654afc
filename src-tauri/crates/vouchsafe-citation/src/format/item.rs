//! Items as they are stored, brought into the form that the renderer reads without stumbling.

use std::collections::BTreeMap;
use std::str::FromStr;

use citationberg::json::{self, LiteralName, NameItem, NameValue};
use citationberg::taxonomy::Kind;
use serde_json::Value;

use crate::Item;
use crate::variable::{DATE_VARIABLES, NAME_VARIABLES};

use super::{date, mark};

/// First in each item, and different in each: two items then differ at the first comparison.
pub(super) const PLACE: &str = "\0place";

const NUMBERS: &[&str] = &[
    "chapter-number",
    "collection-number",
    "edition",
    "issue",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "page-first",
    "part-number",
    "printing-number",
    "section",
    "supplement-number",
    "version",
    "volume",
];

/// Names that programs give to what CSL calls otherwise.
const ALIASES: &[(&str, &str)] = &[
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("journalAbbreviation", "container-title-short"),
    ("pmcid", "PMCID"),
    ("pmid", "PMID"),
    ("shortTitle", "title-short"),
    ("url", "URL"),
];

/// Variables that are kept for people and programs, and that no style prints.
const UNPRINTED: &[&str] = &["custom", "keyword", "categories", "id"];

/// Items ready for the renderer.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) ids: Vec<String>,
    pub(super) items: Vec<json::Item>,
    /// For an item with ranges of dates: the same with the ends in place of the starts.
    pub(super) ends: Vec<Option<json::Item>>,
    /// Dates that are words; see [`date::FIRST_WORDS`].
    pub(super) words: Vec<String>,
    pub(super) warnings: Vec<String>,
}

/// Prepares all items; each gets an id, and a second item of the same id is named and left out.
pub(super) fn prepare(items: &[Item]) -> Prepared {
    let mut prepared = Prepared::default();
    let mut seen = std::collections::HashSet::new();
    for (place, item) in items.iter().enumerate() {
        let id = match item.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("item {}", place + 1),
        };
        if !seen.insert(id.clone()) {
            prepared.warnings.push(format!("{id}: two items have this id; the first is used"));
            continue;
        }
        add(&mut prepared, id, item);
    }
    prepared
}

fn add(prepared: &mut Prepared, id: String, item: &Item) {
    let place = i64::try_from(prepared.items.len()).unwrap_or(i64::MAX);
    let mut values = BTreeMap::from([
        (PLACE.to_owned(), json::Value::Number(place)),
        ("id".to_owned(), json::Value::String(id.clone())),
    ]);
    let mut ends: Vec<(String, json::Value)> = Vec::new();
    for (key, stored) in item {
        let key = ALIASES.iter().find(|(alias, _)| alias == key).map_or(key.as_str(), |(_, to)| to);
        if UNPRINTED.contains(&key) || stored.is_null() {
            continue;
        }
        let value = if NAME_VARIABLES.contains(&key) {
            names(stored).map(json::Value::Names)
        } else if DATE_VARIABLES.contains(&key) {
            let read = date::read(stored, &mut prepared.words);
            read.map(|read| {
                ends.extend(read.end.map(|end| (key.to_owned(), json::Value::Date(end))));
                json::Value::Date(read.start)
            })
        } else {
            words(key, stored)
        };
        match value {
            Some(value) => drop(values.insert(key.to_owned(), value)),
            None if stored.is_object() || DATE_VARIABLES.contains(&key) => {
                prepared.warnings.push(format!("{id}: {key} cannot be read and is left out"));
            }
            None => {}
        }
    }
    check_type(prepared, &id, item);
    if is_case(item) {
        keep_versus(&mut values);
    }
    let ended = (!ends.is_empty()).then(|| {
        let mut ended = values.clone();
        ended.extend(ends);
        json::Item(ended)
    });
    prepared.ids.push(id);
    prepared.items.push(json::Item(values));
    prepared.ends.push(ended);
}

fn check_type(prepared: &mut Prepared, id: &str, item: &Item) {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    if Kind::from_str(kind).is_err() {
        let kind = if kind.is_empty() { "no type" } else { kind };
        prepared
            .warnings
            .push(format!("{id}: {kind} is no CSL type; formatted as a plain document"));
    }
}

fn is_case(item: &Item) -> bool {
    item.get("title").and_then(Value::as_str).is_some_and(|title| title.contains(" v"))
}

/// Keeps the `v.` of "Brown v. Board" small, whatever the style does to titles.
fn keep_versus(values: &mut BTreeMap<String, json::Value>) {
    for variable in ["title", "title-short", "container-title"] {
        if let Some(json::Value::String(title)) = values.get_mut(variable) {
            for versus in [" v. ", " vs. ", " v "] {
                if title.contains(versus) {
                    *title = title.replace(versus, &mark::keep_case(versus));
                }
            }
        }
    }
}

fn words(key: &str, value: &Value) -> Option<json::Value> {
    let text = match value {
        Value::String(text) if text.is_empty() => return None,
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_i64() {
            // Larger numbers are cut off on the way.
            Some(whole) if NUMBERS.contains(&key) && (0..=i64::from(i32::MAX)).contains(&whole) => {
                return Some(json::Value::Number(whole));
            }
            _ => number.to_string(),
        },
        Value::Array(several) => {
            let texts: Vec<&str> = several.iter().filter_map(Value::as_str).collect();
            texts.join(", ")
        }
        _ => return None,
    };
    let text = match key {
        "DOI" => ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:", "DOI:"]
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .unwrap_or(&text)
            .trim()
            .to_owned(),
        "type" | "language" | "URL" => text,
        _ => mark::encode(&text),
    };
    (!text.is_empty()).then_some(json::Value::String(text))
}

fn names(value: &Value) -> Option<Vec<NameValue>> {
    let read: Vec<NameValue> = match value {
        Value::Array(several) => several.iter().filter_map(name).collect(),
        single => name(single).into_iter().collect(),
    };
    (!read.is_empty()).then_some(read)
}

fn name(value: &Value) -> Option<NameValue> {
    let literal = |text: &str| {
        let literal = mark::encode(text.trim());
        (!literal.is_empty()).then_some(NameValue::Literal(LiteralName { literal }))
    };
    let map = match value {
        Value::String(text) => return literal(text),
        Value::Object(map) => map,
        _ => return None,
    };
    let part = |key: &str| {
        let text = map.get(key).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty()).map(mark::encode)
    };
    let bare = |key: &str| map.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(text) = bare("literal") {
        return literal(text);
    }
    let given = part("given");
    let Some(family) = part("family") else {
        return literal(bare("given")?);
    };
    let comma = map.get("comma-suffix").is_some_and(|value| {
        !matches!(value, Value::Bool(false) | Value::Null) && value.as_str() != Some("")
    });
    Some(NameValue::Item(NameItem {
        family,
        given: given.map(|given| mark::capitalise(&given)),
        non_dropping_particle: part("non-dropping-particle"),
        dropping_particle: part("dropping-particle"),
        suffix: part("suffix"),
        comma_suffix: comma.then_some(true),
    }))
}

/// Leaves an item nothing but its title, because the style fails on the rest, and says so.
pub(super) fn give_up(prepared: &mut Prepared, place: usize, warnings: &mut Vec<String>) {
    prepared.items[place] = least(&prepared.items[place]);
    prepared.ends[place] = None;
    let id = &prepared.ids[place];
    warnings.push(format!("{id}: the style fails on it; only its title is given"));
}

/// Returns the items with the ends of their ranges in place of the starts.
pub(super) fn ended(prepared: &Prepared) -> Vec<json::Item> {
    let both = prepared.items.iter().zip(&prepared.ends);
    both.map(|(item, end)| end.as_ref().unwrap_or(item).clone()).collect()
}

/// Returns an item of the same id with nothing but a title, for where the whole one cannot be used.
pub(super) fn least(item: &json::Item) -> json::Item {
    let kept = [PLACE, "id", "type", "title"];
    let kept = item.0.iter().filter(|(key, _)| kept.contains(&key.as_str()));
    json::Item(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
}
