//! A BibTeX file read as references, entry by entry.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::fields::{
    ADDED, CONTAINERS, DATES, LANGUAGES, MODIFIED, NAMES, NOTES, PUBLISHERS, REST, TEXTS,
};
use super::groups::Groups;
use super::latex::{Style, decode};
use super::parse::{Entry, Part, parse};
use super::{files, inherit, names, types};
use crate::lines::Lines;
use crate::rest;
use crate::variable::{keep, set};
use crate::{Imported, Item, Reference, ReferenceFormat, Refused, dates};

/// Reads a file. Bad entries are refused one by one, with their lines.
pub(crate) fn read(text: &str, format: Option<ReferenceFormat>) -> Imported {
    let lines = Lines::of(text);
    let mut found = Imported {
        format: format.unwrap_or(ReferenceFormat::BibTex),
        encoding: String::new(),
        references: Vec::new(),
        refused: Vec::new(),
        warnings: Vec::new(),
    };
    let mut groups = Groups::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut first: HashMap<String, u64> = HashMap::new();
    for part in parse(text) {
        match part {
            Part::Comment(comment) => groups.read(&comment),
            Part::Preamble(at) => found.warnings.push(Refused {
                line: lines.at(at),
                key: None,
                reason: "a @preamble holds LaTeX code, which is not kept".to_owned(),
            }),
            Part::Broken(broken) => {
                let place = lines.at(broken.wrong_at);
                let reason = format!("line {place}: {}", broken.reason);
                found.refused.push(Refused { line: lines.at(broken.at), key: broken.key, reason });
            }
            Part::Entry(entry) => {
                let line = lines.at(entry.at);
                if let Some(before) = first.get(&entry.key) {
                    let reason = format!("the key stands on line {before} already");
                    found.refused.push(Refused { line, key: Some(entry.key), reason });
                    continue;
                }
                if !entry.key.is_empty() {
                    first.insert(entry.key.clone(), line);
                }
                entries.push(entry);
            }
        }
    }
    if format.is_none() && entries.iter().any(is_biblatex) {
        found.format = ReferenceFormat::BibLatex;
    }
    let links = inherit::resolve(&mut entries);
    for (at, key) in links.missing {
        let reason = format!("it refers to {key:?}, which is not in the file");
        found.warnings.push(warning(&entries[at], &lines, reason));
    }
    for (at, entry) in entries.into_iter().enumerate() {
        if let Some(reason) = links.refused.get(&at) {
            found.refused.push(warning(&entry, &lines, reason.clone()));
        } else if entry.kind != types::XDATA {
            read_entry(entry, &groups, &lines, &mut found);
        }
    }
    found.refused.sort_by_key(|refused| refused.line);
    found.warnings.sort_by_key(|warning| warning.line);
    found
}

fn is_biblatex(entry: &Entry) -> bool {
    let only = |word: &str| types::ONLY_BIBLATEX.contains(&word);
    only(&entry.kind) || entry.fields.iter().any(|(name, _)| only(name))
}

fn warning(entry: &Entry, lines: &Lines, reason: String) -> Refused {
    let key = Some(entry.key.clone()).filter(|key| !key.is_empty());
    Refused { line: lines.at(entry.at), key, reason }
}

fn read_entry(mut entry: Entry, groups: &Groups, lines: &Lines, found: &mut Imported) {
    if entry.key.is_empty() {
        let reason = "it has no key".to_owned();
        found.warnings.push(warning(&entry, lines, reason));
    }
    entry.unknown.sort_unstable();
    entry.unknown.dedup();
    for word in &entry.unknown {
        let reason = format!("{word:?} is no string of this file, and was taken as it stands");
        found.warnings.push(warning(&entry, lines, reason));
    }
    let fields = std::mem::take(&mut entry.fields);
    let mut reading = Reading::new(&entry, fields);
    for name in &reading.twice {
        let reason = format!("the field {name:?} stands there twice");
        found.warnings.push(warning(&entry, lines, reason));
    }
    match reading.all(&entry, groups) {
        Some(()) => {
            reading.reference.line = lines.at(entry.at);
            found.references.push(reading.reference);
        }
        None => {
            let reason = "braces are nested too deeply to be read".to_owned();
            found.refused.push(warning(&entry, lines, reason));
        }
    }
}

/// An entry on its way: fields are taken out until only unknown ones are left.
struct Reading {
    fields: Vec<(String, String)>,
    /// Fields that stand in the entry more than once.
    twice: Vec<String>,
    /// The CSL type that the entry's type stands for.
    kind: &'static str,
    reference: Reference,
    /// Values not wholly understood, by variable, as they were written.
    raw: Map<String, Value>,
    /// Dates that CSL says less of, by variable.
    edtf: Map<String, Value>,
}

impl Reading {
    fn new(entry: &Entry, fields: Vec<(String, String)>) -> Self {
        let mut reading = Self {
            fields: Vec::with_capacity(fields.len()),
            twice: Vec::new(),
            kind: "document",
            reference: Reference::default(),
            raw: Map::new(),
            edtf: Map::new(),
        };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (name, value) in fields {
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count > 1 {
                reading.twice.push(name.clone());
                format!("{name}-{count}")
            } else {
                name
            };
            reading.fields.push((name, value));
        }
        let subtype = reading.peek("entrysubtype").map(|text| text.trim().to_ascii_lowercase());
        reading.kind = types::csl(&entry.kind, subtype.as_deref());
        if matches!(reading.kind, "article-magazine" | "article-newspaper") {
            reading.take("entrysubtype");
        }
        reading
    }

    fn peek(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.fields.iter().position(|(known, _)| known == name)?;
        Some(self.fields.remove(at).1)
    }

    fn take_first(&mut self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.take(name))
    }

    fn item(&mut self) -> &mut Item {
        &mut self.reference.item
    }

    /// Reads everything. `None` if braces are nested too deeply.
    fn all(&mut self, entry: &Entry, groups: &Groups) -> Option<()> {
        let rest = self.take(REST).and_then(|raw| serde_json::from_str(raw.trim()).ok());
        set(self.item(), "id", entry.key.as_str());
        set(&mut self.reference.item, "type", self.kind);
        self.title()?;
        self.containers(entry)?;
        for field in TEXTS {
            if let Some(raw) = self.take_first(field.read) {
                self.text(field.variable, &raw, field.style)?;
            }
        }
        self.genre(entry)?;
        self.numbers()?;
        for (variable, field) in NAMES {
            if let Some(raw) = self.take(field) {
                let list = names::read(&raw)?;
                if !list.is_empty() {
                    self.item().insert((*variable).to_owned(), crate::names::list(&list));
                }
            }
        }
        for (variable, field) in DATES {
            if let Some(raw) = self.take(field) {
                self.date(variable, &raw)?;
            }
        }
        self.issued()?;
        self.language()?;
        self.beside(entry, groups)?;
        self.unknown(entry);
        if let Some(Value::Object(rest)) = rest {
            rest::put_on(&mut self.reference, rest);
        }
        Some(())
    }

    fn text(&mut self, variable: &str, raw: &str, style: Style) -> Option<()> {
        let decoded = decode(raw, style)?;
        let mut text = decoded.text;
        if variable == "DOI" {
            text = bare_doi(&text).to_owned();
        }
        if decoded.odd {
            self.raw.insert(variable.to_owned(), raw.into());
        }
        set(self.item(), variable, text);
        Some(())
    }

    fn title(&mut self) -> Option<()> {
        let title = self.take("title").unwrap_or_default();
        let whole = match self.take("subtitle") {
            Some(subtitle) if title.trim().ends_with(['.', '?', '!', ':']) => {
                format!("{title} {subtitle}")
            }
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        };
        self.text("title", &whole, Style::Rich)
    }

    fn containers(&mut self, entry: &Entry) -> Option<()> {
        if let Some(raw) = self.take_first(CONTAINERS) {
            self.text("container-title", &raw, Style::Rich)?;
        }
        if let Some(raw) = self.take_first(PUBLISHERS) {
            self.text("publisher", &raw, Style::Plain)?;
        }
        // `howpublished = {\url{…}}` is how BibTeX, which knows no addresses, was made to know one.
        let address = self.peek("howpublished").and_then(|raw| {
            let inner = raw.trim().strip_prefix("\\url{")?.strip_suffix('}')?;
            (!inner.contains(['{', '}'])).then(|| inner.to_owned())
        });
        if let Some(address) = address
            && self.peek("url").is_none()
        {
            self.take("howpublished");
            self.text("URL", &address, Style::Verbatim)?;
        }
        if ["online", "www", "electronic"].contains(&entry.kind.as_str())
            && self.item().get("container-title").is_none()
            && let Some(raw) = self.take("maintitle")
        {
            self.text("container-title", &raw, Style::Rich)?;
        }
        Some(())
    }

    fn genre(&mut self, entry: &Entry) -> Option<()> {
        let written = self.take("type");
        let usual = match (entry.kind.as_str(), written.as_deref().map(str::trim)) {
            ("phdthesis", None) | (_, Some("phdthesis")) => Some("PhD thesis"),
            ("mastersthesis", None) | (_, Some("mathesis")) => Some("Master’s thesis"),
            _ => None,
        };
        match (usual, written) {
            (Some(usual), _) => set(self.item(), "genre", usual),
            (None, Some(raw)) => self.text("genre", &raw, Style::Plain)?,
            (None, None) => {}
        }
        Some(())
    }

    fn numbers(&mut self) -> Option<()> {
        let mut issue = self.take("issue");
        if let Some(number) = self.take("number") {
            if types::is_article(self.kind) {
                if let Some(season) = issue.replace(number) {
                    self.fields.push(("issue".to_owned(), season));
                }
            } else if types::is_in_series(self.kind) {
                self.text("collection-number", &number, Style::Plain)?;
            } else {
                self.text("number", &number, Style::Plain)?;
            }
        }
        if let Some(issue) = issue {
            self.text("issue", &issue, Style::Plain)?;
        }
        if types::is_article(self.kind)
            && let Some(number) = self.take("eid")
        {
            self.text("number", &number, Style::Plain)?;
        }
        if let Some(raw) = self.take("pages") {
            let decoded = decode(&raw, Style::Plain)?;
            set(self.item(), "page", decoded.text.replace(['–', '—'], "-"));
        }
        Some(())
    }

    fn date(&mut self, variable: &str, raw: &str) -> Option<()> {
        // In a date `~` means "about", in LaTeX a blank.
        let text = match dates::from_edtf(raw) {
            Some(_) => raw.trim().to_owned(),
            None => decode(raw, Style::Plain)?.text,
        };
        if text.is_empty() {
            return Some(());
        }
        let date = dates::from_edtf(&text).unwrap_or_else(|| json!({ "literal": text.as_str() }));
        if date.get("date-parts").is_some() && dates::to_edtf(&date).as_ref() != Some(&text)
            || date.get("literal").is_some() && dates::from_edtf(&text).is_some()
        {
            self.edtf.insert(variable.to_owned(), text.into());
        }
        self.item().insert(variable.to_owned(), date);
        Some(())
    }

    fn issued(&mut self) -> Option<()> {
        if let Some(date) = self.take("date") {
            return self.date("issued", &date);
        }
        let Some(year) = self.take("year") else { return Some(()) };
        let text = decode(&year, Style::Plain)?.text;
        let digits =
            !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        let Some(number) = text.parse::<i64>().ok().filter(|year| digits && *year > 0) else {
            return self.date("issued", &text);
        };
        let mut parts = vec![number];
        let month = self.peek("month").map(|raw| decode(raw, Style::Plain));
        let month = match month {
            Some(decoded) => month_and_day(&decoded?.text),
            None => None,
        };
        if let Some((month, day)) = month {
            self.take("month");
            parts.push(month);
            let field = self.peek("day").and_then(|day| day.trim().parse().ok());
            let field = field.filter(|day| (1..=31).contains(day));
            if day.is_none() && field.is_some() {
                self.take("day");
            }
            parts.extend(day.or(field));
        }
        self.item().insert("issued".to_owned(), json!({ "date-parts": [parts] }));
        Some(())
    }

    fn language(&mut self) -> Option<()> {
        let Some(raw) = self.take_first(&["language", "langid"]) else { return Some(()) };
        let text = decode(&raw, Style::Plain)?.text;
        let known = LANGUAGES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name));
        if let Some((_, code)) = known {
            self.raw.insert("language".to_owned(), raw.into());
            set(self.item(), "language", *code);
        } else {
            set(self.item(), "language", text);
        }
        Some(())
    }

    /// Reads what does not describe the work: files, notes, keywords, groups, times.
    fn beside(&mut self, entry: &Entry, groups: &Groups) -> Option<()> {
        if let Some(raw) = self.take("file") {
            self.reference.attachments = files::read(&raw);
        }
        for name in NOTES {
            if let Some(raw) = self.take(name) {
                let note = decode(&raw, Style::Long)?.text;
                self.reference.notes.extend((!note.is_empty()).then_some(note));
            }
        }
        for name in ["keywords", "keyword"] {
            if let Some(raw) = self.take(name) {
                let text = decode(&raw, Style::Plain)?.text;
                let sign = if text.contains(',') { ',' } else { ';' };
                let tags = text.split(sign).map(str::trim).filter(|tag| !tag.is_empty());
                self.reference.tags.extend(tags.map(str::to_owned));
            }
        }
        let field = self.take("groups");
        self.reference.collections = groups.of(&entry.key, field.as_deref());
        let time = |raw: String| Some(raw.trim().to_owned()).filter(|text| !text.is_empty());
        self.reference.added_at = self.take_first(ADDED).and_then(time);
        self.reference.modified_at = self.take_first(MODIFIED).and_then(time);
        Some(())
    }

    /// Keeps what is left under `custom`.
    fn unknown(&mut self, entry: &Entry) {
        let mut kept = Map::new();
        if !types::is_usual(&entry.kind, self.kind) {
            kept.insert("type".to_owned(), entry.kind.as_str().into());
        }
        let fields: Map<String, Value> = std::mem::take(&mut self.fields)
            .into_iter()
            // Its fields are here already, and the entry they come from is no reference.
            .filter(|(name, value)| name != "xdata" && !value.trim().is_empty())
            .map(|(name, value)| (name, Value::from(value)))
            .collect();
        if !fields.is_empty() {
            kept.insert("fields".to_owned(), Value::Object(fields));
        }
        let raw = std::mem::take(&mut self.raw);
        if !raw.is_empty() {
            kept.insert("raw".to_owned(), Value::Object(raw));
        }
        let edtf = std::mem::take(&mut self.edtf);
        keep(self.item(), "bibtex", kept);
        keep(self.item(), "edtf", edtf);
    }
}

/// Returns a DOI without the address of its resolver.
pub(crate) fn bare_doi(text: &str) -> &str {
    const BEFORE: [&str; 5] = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
    ];
    let found = BEFORE
        .iter()
        .find(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    found.map_or(text, |start| text[start.len()..].trim_start())
}

/// Reads `mar`, `March`, `3`, `10~mar` or `March 10`: a month and perhaps a day.
fn month_and_day(text: &str) -> Option<(i64, Option<i64>)> {
    let words = text.split(|letter: char| letter.is_whitespace() || ".,\u{a0}".contains(letter));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = |word: &str| -> Option<i64> {
        let names = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let word = word.to_lowercase();
        let begins = |name: &&str| word.len() >= 3 && name.starts_with(word.as_str());
        (1..)
            .zip(names)
            .find(|(_, name)| begins(name) || word == "sept" && *name == "september")
            .map(|(number, _)| number)
    };
    let number = |word: &str| word.parse::<i64>().ok();
    match words.as_slice() {
        [one] => name(one)
            .or_else(|| number(one).filter(|month| (1..=12).contains(month)))
            .map(|month| (month, None)),
        [one, two] => {
            let (month, day) = match (name(one), name(two)) {
                (Some(month), None) => (month, number(two)?),
                (None, Some(month)) => (month, number(one)?),
                _ => return None,
            };
            (1..=31).contains(&day).then_some((month, Some(day)))
        }
        _ => None,
    }
}
