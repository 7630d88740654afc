//! What a format did not give back: the difference between a reference and the same one read again.
//!
//! BibTeX keeps the difference in a field of its own; for other formats it is a loss.

use serde_json::{Map, Value};

use crate::{Item, Reference};

/// A difference: `item` sets variables, `without` takes some away, and the other parts of a
/// reference stand under their own names.
pub(crate) type Rest = Map<String, Value>;

/// The parts of a reference beside its item.
pub(crate) const PARTS: [&str; 6] =
    ["notes", "tags", "collections", "attachments", "added_at", "modified_at"];

/// Returns what has to be put on `read` to make it `written`; `read` is empty if nothing came back.
pub(crate) fn between(written: &Reference, read: &Reference) -> Rest {
    let mut rest = Rest::new();
    let mut set = Item::new();
    for (variable, value) in &written.item {
        if read.item.get(variable) != Some(value) {
            set.insert(variable.clone(), value.clone());
        }
    }
    let gone = read.item.keys().filter(|variable| !written.item.contains_key(*variable));
    let without: Vec<Value> = gone.map(|variable| Value::from(variable.as_str())).collect();
    if !set.is_empty() {
        rest.insert("item".to_owned(), Value::Object(set));
    }
    if !without.is_empty() {
        rest.insert("without".to_owned(), Value::Array(without));
    }
    for (name, (mine, theirs)) in PARTS.iter().zip(parts(written).into_iter().zip(parts(read))) {
        if mine != theirs {
            rest.insert((*name).to_owned(), mine);
        }
    }
    rest
}

/// Puts a difference on a reference.
pub(crate) fn put_on(reference: &mut Reference, rest: Rest) {
    for (name, value) in rest {
        match (name.as_str(), value) {
            ("item", Value::Object(set)) => reference.item.extend(set),
            ("without", Value::Array(gone)) => {
                for variable in gone.iter().filter_map(Value::as_str) {
                    reference.item.remove(variable);
                }
            }
            ("notes", value) => put(&mut reference.notes, value),
            ("tags", value) => put(&mut reference.tags, value),
            ("collections", value) => put(&mut reference.collections, value),
            ("attachments", value) => put(&mut reference.attachments, value),
            ("added_at", value) => put(&mut reference.added_at, value),
            ("modified_at", value) => put(&mut reference.modified_at, value),
            _ => {}
        }
    }
}

/// Sets a part, unless it has another shape and was not written by this program.
fn put<T: serde::de::DeserializeOwned>(part: &mut T, value: Value) {
    if let Ok(value) = serde_json::from_value(value) {
        *part = value;
    }
}

/// Returns the parts of a reference beside its item, as JSON, in the order of `PARTS`.
pub(crate) fn parts(reference: &Reference) -> [Value; 6] {
    let json = |value: Result<Value, serde_json::Error>| value.unwrap_or(Value::Null);
    [
        json(serde_json::to_value(&reference.notes)),
        json(serde_json::to_value(&reference.tags)),
        json(serde_json::to_value(&reference.collections)),
        json(serde_json::to_value(&reference.attachments)),
        json(serde_json::to_value(&reference.added_at)),
        json(serde_json::to_value(&reference.modified_at)),
    ]
}

/// Returns the parts that are not empty, under their names.
pub(crate) fn present(reference: &Reference) -> Rest {
    let empty = parts(&Reference::default());
    let present = PARTS.iter().zip(parts(reference)).zip(empty);
    present
        .filter(|((_, mine), empty)| mine != empty)
        .map(|((name, mine), _)| ((*name).to_owned(), mine))
        .collect()
}

/// Names the variables and parts that a difference is about.
pub(crate) fn names(rest: &Rest) -> Vec<String> {
    let mut names = Vec::new();
    for (name, value) in rest {
        match value {
            Value::Object(set) if name == "item" => names.extend(set.keys().cloned()),
            Value::Array(list) if name == "without" => {
                names.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            _ => names.push(name.clone()),
        }
    }
    names.sort_unstable();
    names
}
