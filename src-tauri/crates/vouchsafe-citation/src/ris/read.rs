//! A RIS file read as references.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::parse::{Record, parse};
use super::{names, types};
use crate::variable::{keep, set};
use crate::{Attachment, Imported, Item, Reference, ReferenceFormat, Refused, paths};

/// Tags of one line of text, and their variables, whatever the type.
const TEXTS: &[(&str, &str)] = &[
    ("AB", "abstract"),
    ("N2", "abstract"),
    ("CN", "call-number"),
    ("CY", "publisher-place"),
    ("DO", "DOI"),
    ("DP", "source"),
    ("ET", "edition"),
    ("LA", "language"),
    ("M3", "genre"),
    ("NV", "number-of-volumes"),
    ("PB", "publisher"),
    ("PP", "publisher-place"),
    ("SE", "section"),
    ("ST", "title-short"),
    ("UR", "URL"),
    ("LK", "URL"),
    ("VL", "volume"),
];

/// Reads a file. Everything that begins with `TY` is taken.
pub(crate) fn read(text: &str) -> Imported {
    let mut found = Imported {
        format: ReferenceFormat::Ris,
        encoding: String::new(),
        references: Vec::new(),
        refused: Vec::new(),
        warnings: Vec::new(),
    };
    let mut ids: HashMap<String, u64> = HashMap::new();
    for record in parse(text, &mut found.warnings) {
        let reference = Reading::new(record).all();
        if let Some(id) = reference.key() {
            if let Some(before) = ids.get(id) {
                let reason = format!("the ID stands on line {before} already");
                let (line, key) = (reference.line, Some(id.to_owned()));
                found.warnings.push(Refused { line, key, reason });
            } else {
                ids.insert(id.to_owned(), reference.line);
            }
        }
        found.references.push(reference);
    }
    found.warnings.sort_by_key(|warning| warning.line);
    found
}

struct Reading {
    tags: Vec<(String, String)>,
    kind: &'static str,
    ris: String,
    reference: Reference,
}

impl Reading {
    fn new(record: Record) -> Self {
        let mut tags = record.tags;
        let ris = tags.remove(0).1.trim().to_ascii_uppercase();
        tags.retain(|(_, value)| !value.is_empty());
        let reference = Reference { line: record.line, ..Reference::default() };
        Self { tags, kind: types::csl(&ris), ris, reference }
    }

    /// Takes out the first value of a tag.
    fn take(&mut self, tag: &str) -> Option<String> {
        let at = self.tags.iter().position(|(known, _)| known == tag)?;
        Some(self.tags.remove(at).1)
    }

    /// Takes out all values of some tags, in the order of the file.
    fn take_all(&mut self, wanted: &[&str]) -> Vec<(String, String)> {
        let tags = std::mem::take(&mut self.tags);
        let is_wanted = |tag: &(String, String)| wanted.contains(&tag.0.as_str());
        let (taken, left) = tags.into_iter().partition(is_wanted);
        self.tags = left;
        taken
    }

    fn item(&mut self) -> &mut Item {
        &mut self.reference.item
    }

    /// Sets a variable of text; lines become one, except in an abstract.
    fn set(&mut self, variable: &str, value: String) {
        let value = if variable == "abstract" { value } else { one_line(&value) };
        set(self.item(), variable, value);
    }

    fn all(mut self) -> Reference {
        set(&mut self.reference.item, "type", self.kind);
        if let Some(id) = self.take("ID") {
            self.set("id", id);
        }
        self.titles();
        for (tag, variable) in TEXTS {
            if !self.reference.item.contains_key(*variable)
                && let Some(value) = self.take(tag)
            {
                self.set(variable, value);
            }
        }
        let people = [
            ("author", &["AU", "A1"][..]),
            ("editor", &["A2", "ED"]),
            ("collection-editor", &["A3"]),
            ("translator", &["A4", "TA"]),
        ];
        for (variable, tags) in people {
            let values = self.take_all(tags);
            let read = |(_, value): &(String, String)| names::read(&one_line(value));
            let list: Vec<_> = values.iter().filter_map(read).collect();
            if !list.is_empty() {
                self.item().insert(variable.to_owned(), crate::names::list(&list));
            }
        }
        self.numbers();
        self.dates();
        for (_, value) in self.take_all(&["KW"]) {
            let words = value.split('\n').map(str::trim).filter(|word| !word.is_empty());
            self.reference.tags.extend(words.map(str::to_owned));
        }
        self.reference.notes = self.take_all(&["N1"]).into_iter().map(|(_, note)| note).collect();
        for (_, path) in self.take_all(&["L1", "L2", "L3", "L4"]) {
            let path = paths::read(&one_line(&path));
            self.reference.attachments.push(Attachment { path, ..Attachment::default() });
        }
        self.unknown();
        self.reference
    }

    fn titles(&mut self) {
        let title = self.take("TI").or_else(|| self.take("T1")).or_else(|| self.take("CT"));
        if let Some(title) = title {
            self.set("title", title);
        } else if !types::is_part(self.kind)
            && let Some(title) = self.take("BT")
        {
            self.set("title", title);
        }
        let within = if types::is_part(self.kind) { "container-title" } else { "collection-title" };
        // Programs differ in which of these they use; one that says the same again says nothing.
        let mut seen: Vec<String> = Vec::new();
        for tag in ["JF", "T2", "BT", "JO"] {
            while let Some(at) = self.tags.iter().position(|(known, _)| known == tag) {
                let value = one_line(&self.tags[at].1);
                if seen.is_empty() {
                    self.set(within, value.clone());
                } else if seen.len() > 8 || !seen.contains(&value) {
                    let short = !self.reference.item.contains_key("container-title-short");
                    if tag != "JO" || !short || seen.len() > 8 {
                        break;
                    }
                    self.set("container-title-short", value.clone());
                }
                seen.push(value);
                self.tags.remove(at);
            }
        }
        for tag in ["J2", "JA", "J1"] {
            if !self.reference.item.contains_key("container-title-short")
                && let Some(value) = self.take(tag)
            {
                self.set("container-title-short", value);
            }
        }
        if !self.reference.item.contains_key("collection-title")
            && let Some(value) = self.take("T3")
        {
            self.set("collection-title", value);
        }
    }

    fn numbers(&mut self) {
        if let Some(number) = self.take("IS") {
            let variable = if types::is_part(self.kind) { "issue" } else { "number" };
            self.set(variable, number);
        }
        if types::is_part(self.kind)
            && let Some(number) = self.take("C7")
        {
            self.set("number", number);
        }
        match (self.take("SP"), self.take("EP")) {
            (Some(start), Some(end)) => self.set("page", format!("{start}-{end}")),
            (Some(count), None) if ["book", "thesis", "report"].contains(&self.kind) => {
                self.set("number-of-pages", count);
            }
            (Some(page), None) | (None, Some(page)) => self.set("page", page),
            (None, None) => {}
        }
        let (mut isbn, mut issn) = (Vec::new(), Vec::new());
        for (_, value) in self.take_all(&["SN"]) {
            let value = one_line(&value);
            if is_issn(&value) { issn.push(value) } else { isbn.push(value) }
        }
        self.set("ISBN", isbn.join(" "));
        self.set("ISSN", issn.join(" "));
    }

    fn dates(&mut self) {
        let year = self.take("PY").or_else(|| self.take("Y1"));
        let day = self.tags.iter().find(|(tag, _)| tag == "DA").map(|(_, value)| value.clone());
        let day = day.and_then(|value| read_date(&value));
        let issued = year.as_deref().map(str::trim);
        let same = issued.is_none_or(|year| {
            let begins = day.as_ref().and_then(|(date, _)| crate::dates::year(date));
            begins.is_some_and(|begins| {
                read_date(year).is_some_and(|(date, _)| crate::dates::year(&date) == Some(begins))
            })
        });
        let chosen = match day.filter(|_| same) {
            Some((date, other)) => {
                self.take("DA");
                Some((date, other))
            }
            None => issued.map(|year| {
                read_date(year).unwrap_or_else(|| (json!({ "literal": one_line(year) }), None))
            }),
        };
        for (variable, found) in [("issued", chosen), ("accessed", self.accessed())] {
            if let Some((mut date, other)) = found {
                if let Some(other) = other {
                    self.season(&mut date, &other);
                }
                self.item().insert(variable.to_owned(), date);
            }
        }
    }

    fn accessed(&mut self) -> Option<(Value, Option<String>)> {
        let value = self.take("Y2")?;
        Some(read_date(&value).unwrap_or_else(|| (json!({ "literal": one_line(&value) }), None)))
    }

    /// Keeps the words that may stand at the end of a date.
    fn season(&mut self, date: &mut Value, other: &str) {
        let seasons = ["spring", "summer", "autumn", "winter"];
        let word = other.to_lowercase().replace("fall", "autumn");
        if let Some(at) = seasons.iter().position(|season| *season == word) {
            date["season"] = json!(at + 1);
        } else {
            self.tags.push(("DA".to_owned(), format!("///{other}")));
        }
    }

    fn unknown(&mut self) {
        let mut kept = Map::new();
        if types::ris(self.kind) != self.ris {
            kept.insert("type".to_owned(), self.ris.as_str().into());
        }
        let tags: Vec<Value> =
            self.tags.drain(..).map(|(tag, value)| json!([tag, value])).collect();
        if !tags.is_empty() {
            kept.insert("tags".to_owned(), Value::Array(tags));
        }
        keep(&mut self.reference.item, "ris", kept);
    }
}

/// Joins the lines of a value.
fn one_line(value: &str) -> String {
    if !value.contains('\n') {
        return value.to_owned();
    }
    let lines = value.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// Whether every number in a text has the eight characters of an ISSN.
pub(super) fn is_issn(text: &str) -> bool {
    let mut words = text
        .split([' ', ',', ';', '(', ')'])
        .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    let eight = |word: &str| {
        word.chars().filter(|letter| letter.is_ascii_digit() || "xX".contains(*letter)).count() == 8
    };
    let some = words.clone().next().is_some();
    some && words.all(eight)
}

/// Reads `2004/05/06/other` or `2004-05-06`: a date, and the words at its end.
pub(super) fn read_date(text: &str) -> Option<(Value, Option<String>)> {
    let text = text.trim();
    let sign = if text.contains('/') { '/' } else { '-' };
    let mut pieces = text.splitn(4, sign).map(str::trim);
    let number = |piece: &str| -> Option<i64> {
        let digits = (1..=4).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| piece.parse().ok()).flatten().filter(|number| *number > 0)
    };
    let mut parts = vec![number(pieces.next()?)?];
    let mut ended = false;
    for most in [12, 31] {
        match pieces.next() {
            None | Some("") => ended = true,
            Some(piece) => {
                let part = number(piece).filter(|part| *part <= most && !ended)?;
                parts.push(part);
            }
        }
    }
    let other = pieces.next().filter(|other| !other.is_empty()).map(str::to_owned);
    Some((json!({ "date-parts": [parts] }), other))
}
