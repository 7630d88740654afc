//! CSL-JSON, in and out: a list of items, or items one after another.
//!
//! Where each item begins is found before any is read, so that one bad item refuses only itself.
//! What hangs on a reference beside its item stands under `custom`, as `vouchsafe`.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::bibtex::Written;
use crate::lines::Lines;
use crate::{Imported, Item, Reference, ReferenceFormat, Refused, rest};

/// The name under `custom` of what is no part of an item.
const BESIDE: &str = "vouchsafe";

/// Reads a file.
pub(crate) fn read(text: &str) -> Imported {
    let lines = Lines::of(text);
    let mut found = Imported {
        format: ReferenceFormat::CslJson,
        encoding: String::new(),
        references: Vec::new(),
        refused: Vec::new(),
        warnings: Vec::new(),
    };
    let mut ids: HashMap<String, u64> = HashMap::new();
    for (start, end) in pieces(text) {
        let line = lines.at(start);
        match read_item(&text[start..end], line) {
            Ok(mut reference) => {
                reference.line = line;
                if let Some(id) = reference.key() {
                    if let Some(before) = ids.get(id) {
                        let reason = format!("the id stands on line {before} already");
                        found.warnings.push(Refused { line, key: Some(id.to_owned()), reason });
                    } else {
                        ids.insert(id.to_owned(), line);
                    }
                }
                found.references.push(reference);
            }
            Err((key, reason)) => found.refused.push(Refused { line, key, reason }),
        }
    }
    found
}

type Wrong = (Option<String>, String);

fn read_item(text: &str, line: u64) -> Result<Reference, Wrong> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let place = line + (error.line() as u64).saturating_sub(1);
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(what, _)| what);
        (None, format!("line {place}: {reason}"))
    })?;
    let Value::Object(mut item) = value else {
        return Err((None, "it is not an item, which would stand in `{}`".to_owned()));
    };
    // The schema allows numbers as ids, and means the same by them.
    if let Some(Value::Number(number)) = item.get("id") {
        let id = number.to_string();
        item.insert("id".to_owned(), Value::String(id));
    }
    let key = item.get("id").and_then(Value::as_str).map(str::to_owned);
    match item.get("id") {
        None | Some(Value::String(_)) => {}
        Some(_) => return Err((None, "its id is neither a text nor a number".to_owned())),
    }
    match item.get("type") {
        Some(Value::String(_)) => {}
        Some(_) => return Err((key, "its type is not a text".to_owned())),
        None => return Err((key, "it has no type, so it is no CSL item".to_owned())),
    }
    let beside = take_beside(&mut item);
    let mut reference = Reference { item, ..Reference::default() };
    if !beside.contains_key("tags") {
        reference.tags = keywords(&reference.item);
    }
    rest::put_on(&mut reference, beside);
    Ok(reference)
}

/// Splits the keywords that CSL keeps in one text.
fn keywords(item: &Item) -> Vec<String> {
    let text = item.get("keyword").and_then(Value::as_str).unwrap_or_default();
    let sign = if text.contains(';') { ';' } else { ',' };
    let words = text.split(sign).map(str::trim).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Takes what stands beside the item out of its `custom`. Other members there are part of the
/// item, and stay.
fn take_beside(item: &mut Item) -> Map<String, Value> {
    let mut beside = Map::new();
    let Some(Value::Object(custom)) = item.get_mut("custom") else { return beside };
    let Some(Value::Object(own)) = custom.get_mut(BESIDE) else { return beside };
    for part in rest::PARTS {
        beside.extend(own.remove(part).map(|value| (part.to_owned(), value)));
    }
    if own.is_empty() && !beside.is_empty() {
        custom.remove(BESIDE);
        if custom.is_empty() {
            item.remove("custom");
        }
    }
    beside
}

/// Finds where the values of the list, or of the file, begin and end.
///
/// Texts are skipped, braces counted; nothing is judged, and nothing recurses.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let list = text.trim_start().starts_with('[');
    let base = usize::from(list);
    let (mut depth, mut begin) = (0_usize, None);
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let between = depth == base && (byte.is_ascii_whitespace() || byte == b',');
        match byte {
            b'"' => {
                begin.get_or_insert(at);
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
            }
            b'{' | b'[' => {
                if depth >= base {
                    begin.get_or_insert(at);
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth <= base
                    && let Some(from) = begin.take()
                {
                    let end = if depth < base { at } else { at + 1 };
                    found.push((from, end));
                }
            }
            _ if between => {
                if let Some(from) = begin.take() {
                    found.push((from, at));
                }
            }
            _ if depth >= base => {
                begin.get_or_insert(at);
            }
            _ => {}
        }
        at += 1;
    }
    if let Some(from) = begin {
        found.push((from, bytes.len()));
    }
    found
}

/// Writes a file: a list, one item after another.
pub(crate) fn write(references: &[Reference]) -> Written {
    let mut out = Written { text: "[".to_owned(), lines: Vec::with_capacity(references.len()) };
    let mut line = 1;
    for (at, reference) in references.iter().enumerate() {
        let mut item = reference.item.clone();
        let mut beside = rest::present(reference);
        let words = keywords(&item);
        if words == reference.tags {
            beside.remove("tags");
        } else {
            beside.entry("tags").or_insert_with(|| Value::Array(Vec::new()));
        }
        crate::variable::keep(&mut item, BESIDE, beside);
        let text = serde_json::to_string_pretty(&Value::Object(item));
        let text = text.expect("a JSON value whose keys are texts can always be written");
        out.text.push_str(if at == 0 { "\n  " } else { ",\n  " });
        line += 1;
        out.lines.push(line);
        line += text.matches('\n').count() as u64;
        out.text.push_str(&text.replace('\n', "\n  "));
    }
    out.text.push_str(if references.is_empty() { "]\n" } else { "\n]\n" });
    out
}
