//! References written as BibTeX or BibLaTeX.
//!
//! What no field can say goes into a field of its own, as JSON: programs that do not know it
//! ignore it. Which variables that are is not decided here, but found by reading the text again.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::fields::{DATES, LANGUAGES, NAMES, REST, TEXTS};
use super::latex::{Style, decode};
use super::latex_out::{Letters, encode};
use super::read::bare_doi;
use super::{files, groups, names, types};
use crate::rest::Rest;
use crate::variable::{custom, text};
use crate::{Item, Reference, dates};

/// A file, and the line on which each reference begins.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) lines: Vec<u64>,
}

/// Writes a file. `rests` holds, for each reference, what its fields cannot say; a reference with
/// `bare` there is written with no other field.
pub(crate) fn write(references: &[Reference], biblatex: bool, rests: &[Rest]) -> Written {
    let mut out = Written { text: String::new(), lines: Vec::with_capacity(references.len()) };
    let mut line = 1;
    let mut keys = HashSet::new();
    for (at, reference) in references.iter().enumerate() {
        let begin = out.text.len();
        let entry = Writing { reference, item: &reference.item, biblatex, out: &mut out.text };
        entry.entry(&free_key(reference, at, &mut keys), rests.get(at));
        out.lines.push(line);
        out.text.push('\n');
        line += out.text[begin..].matches('\n').count() as u64;
    }
    let collections = references.iter().flat_map(|reference| &reference.collections);
    out.text.push_str(&groups::write(collections));
    out
}

/// The mark of a reference whose fields cannot be read again.
pub(crate) const BARE: &str = "bare";

/// Returns a key that BibTeX can read and that no other entry has.
fn free_key(reference: &Reference, at: usize, keys: &mut HashSet<String>) -> String {
    let fits = |letter: &char| !letter.is_whitespace() && !letter.is_control();
    let own = reference.key().unwrap_or_default().chars().filter(fits);
    let mut key: String = own.filter(|letter| !"{}(),=\"#%~\\'@".contains(*letter)).collect();
    if key.is_empty() {
        key = format!("reference-{}", at + 1);
    }
    let mut free = key.clone();
    let mut count = at;
    while !keys.insert(free.clone()) {
        count += 1;
        free = format!("{key}-{count}");
    }
    free
}

struct Writing<'a> {
    reference: &'a Reference,
    item: &'a Item,
    biblatex: bool,
    out: &'a mut String,
}

impl Writing<'_> {
    fn entry(mut self, key: &str, rest: Option<&Rest>) {
        let bare = rest.is_some_and(|rest| rest.contains_key(BARE));
        let kept = |name: &str| custom(self.item, "bibtex").and_then(|kept| kept.get(name));
        let csl = text(self.item, "type").unwrap_or_default();
        let own = kept("type")
            .and_then(Value::as_str)
            .filter(|kind| types::may_write(kind, self.biblatex) && types::csl(kind, None) == csl);
        let kind = if bare { "misc" } else { own.unwrap_or_else(|| self.usual_kind(&csl)) };
        self.out.push_str(&format!("@{kind}{{{key},\n"));
        if !bare {
            let subtype = match csl.as_str() {
                "article-magazine" => Some("magazine"),
                "article-newspaper" => Some("newspaper"),
                _ => None,
            };
            self.raw_field("entrysubtype", subtype.unwrap_or_default());
            self.all(types::csl(kind, subtype));
        }
        if let Some(rest) = rest {
            let mut rest = rest.clone();
            rest.remove(BARE);
            if !rest.is_empty() {
                let json = in_braces(&Value::Object(rest).to_string());
                self.raw_field(REST, &json);
            }
        }
        self.out.push_str("}\n");
    }

    fn usual_kind(&self, csl: &str) -> &'static str {
        let master = text(self.item, "genre").is_some_and(|genre| genre.contains("aster"));
        if csl == "thesis" && !self.biblatex && master {
            return "mastersthesis";
        }
        types::entry(csl, self.biblatex)
    }

    /// Writes all fields of a work that will be read as this CSL type.
    fn all(&mut self, kind: &str) {
        for (variable, field) in NAMES {
            let list = crate::names::names(self.item, variable);
            self.raw_field(field, &names::write(&list, self.letters()));
        }
        self.text("title", "title", Style::Rich);
        let container = match (types::is_article(kind), self.biblatex) {
            (true, true) => "journaltitle",
            (true, false) => "journal",
            (false, _) => "booktitle",
        };
        self.text("container-title", container, Style::Rich);
        self.date();
        let publisher = match (kind, self.biblatex) {
            ("thesis", false) => "school",
            ("thesis" | "report", _) => "institution",
            _ => "publisher",
        };
        self.text("publisher", publisher, Style::Plain);
        for field in TEXTS {
            let name = if self.biblatex { field.write.0 } else { field.write.1 };
            self.text(field.variable, name, field.style);
        }
        self.genre(kind);
        if types::is_article(kind) {
            self.text("issue", "number", Style::Plain);
            self.text("number", "eid", Style::Plain);
        } else {
            self.text("issue", "issue", Style::Plain);
            let number = if types::is_in_series(kind) { "collection-number" } else { "number" };
            self.text(number, "number", Style::Plain);
        }
        if let Some(pages) = text(self.item, "page") {
            let pages = encode(&pages.replace('-', "–"), Style::Plain, Letters::Commands);
            self.raw_field("pages", &pages);
        }
        for (variable, field) in DATES {
            let date = self.edtf(variable).unwrap_or_default();
            let date = match dates::from_edtf(&date) {
                Some(_) => date,
                None => encode(&date, Style::Plain, self.letters()),
            };
            self.raw_field(field, &date);
        }
        self.language();
        self.beside();
        self.unknown();
    }

    fn letters(&self) -> Letters {
        if self.biblatex { Letters::Unicode } else { Letters::Commands }
    }

    /// Writes a field as it is, unless it is empty or would unbalance the entry.
    fn raw_field(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() && is_balanced(value) {
            self.out.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    }

    fn text(&mut self, variable: &str, field: &str, style: Style) {
        let Some(value) = text(self.item, variable) else { return };
        let raw = custom(self.item, "bibtex").and_then(|kept| kept.get("raw")?.get(variable));
        // What was not wholly understood goes out as it came in, unless it was changed since.
        let raw = raw.and_then(Value::as_str).filter(|raw| {
            let same = |text: &str| text == value || variable == "DOI" && bare_doi(text) == value;
            is_balanced(raw) && decode(raw, style).is_some_and(|decoded| same(&decoded.text))
        });
        match raw {
            Some(raw) => self.raw_field(field, raw),
            None => self.raw_field(field, &encode(&value, style, self.letters())),
        }
    }

    fn genre(&mut self, kind: &str) {
        let genre = text(self.item, "genre").unwrap_or_default();
        match (kind, genre.as_str(), self.biblatex) {
            ("thesis", "PhD thesis", true) => self.raw_field("type", "phdthesis"),
            ("thesis", "Master’s thesis", true) => self.raw_field("type", "mathesis"),
            ("thesis", "PhD thesis" | "Master’s thesis", false) => {}
            _ => self.text("genre", "type", Style::Plain),
        }
    }

    /// Returns a date in EDTF, the finer one that was kept if it still says the same.
    fn edtf(&self, variable: &str) -> Option<String> {
        let date = self.item.get(variable)?;
        let kept = custom(self.item, "edtf").and_then(|kept| kept.get(variable)?.as_str());
        let kept = kept.filter(|kept| dates::from_edtf(kept).as_ref() == Some(date));
        let kept = kept.map(str::to_owned).or_else(|| dates::to_edtf(date));
        kept.or_else(|| date.get("literal")?.as_str().map(str::to_owned))
    }

    fn date(&mut self) {
        let Some(date) = self.item.get("issued") else { return };
        let edtf = self.edtf("issued").unwrap_or_default();
        if self.biblatex {
            let literal = date.get("date-parts").is_none() && dates::from_edtf(&edtf).is_none();
            let field = if literal { "year" } else { "date" };
            let value = if literal { encode(&edtf, Style::Plain, Letters::Unicode) } else { edtf };
            self.raw_field(field, &value);
            return;
        }
        let parts = dates::parts(date).filter(|parts| parts.len() == 1);
        let simple = parts.filter(|_| dates::to_edtf(date).is_some_and(|text| text == edtf));
        let years = |year: &i64| (1..=9999).contains(year);
        let plain = date.as_object().is_some_and(|date| date.len() == 1);
        match simple.as_deref().and_then(|parts| parts.first()) {
            Some(parts) if plain && parts.first().is_some_and(years) => self.year(parts),
            _ => {
                if let Some(year) = dates::year(date).filter(years) {
                    self.raw_field("year", &year.to_string());
                    self.raw_field("date", &edtf);
                } else {
                    let literal = encode(&edtf, Style::Plain, Letters::Commands);
                    self.raw_field("year", &literal);
                }
            }
        }
    }

    fn year(&mut self, parts: &[i64]) {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        self.raw_field("year", &parts[0].to_string());
        let month = parts.get(1).and_then(|month| usize::try_from(*month - 1).ok());
        if let Some(name) = month.and_then(|month| MONTHS.get(month)) {
            self.out.push_str(&format!("  month = {name},\n"));
        }
        if let Some(day) = parts.get(2) {
            self.raw_field("day", &day.to_string());
        }
    }

    fn language(&mut self) {
        let Some(language) = text(self.item, "language") else { return };
        let raw = custom(self.item, "bibtex").and_then(|kept| kept.get("raw")?.get("language"));
        let raw = raw.and_then(Value::as_str).filter(|raw| {
            let known = LANGUAGES.iter().find(|(name, _)| raw.eq_ignore_ascii_case(name));
            known.is_some_and(|(_, code)| *code == language)
        });
        let written =
            raw.map_or_else(|| encode(&language, Style::Plain, self.letters()), str::to_owned);
        self.raw_field("language", &written);
    }

    fn beside(&mut self) {
        let reference = self.reference;
        self.raw_field("file", &files::write(&reference.attachments));
        let letters = self.letters();
        let plain = |text: &str| encode(text, Style::Long, letters);
        let name = if self.biblatex { "annotation" } else { "annote" };
        self.raw_field(name, &plain(&reference.notes.join("\n\n")));
        self.raw_field("keywords", &plain(&reference.tags.join(", ")));
        self.raw_field("groups", &groups::names(&reference.collections));
        let times =
            [("creationdate", &reference.added_at), ("modificationdate", &reference.modified_at)];
        for (field, time) in times {
            let simple = |letter: char| letter.is_alphanumeric() || " :+-.,/".contains(letter);
            if let Some(time) = time.as_deref().filter(|time| time.chars().all(simple)) {
                self.raw_field(field, time);
            }
        }
    }

    /// Writes the fields that were not understood when they were read.
    fn unknown(&mut self) {
        let kept = custom(self.item, "bibtex").and_then(|kept| kept.get("fields"));
        let none = Map::new();
        for (name, value) in kept.and_then(Value::as_object).unwrap_or(&none) {
            let first = |byte: u8| byte.is_ascii_lowercase();
            let later = |byte: u8| first(byte) || byte.is_ascii_digit() || b"-_.:+".contains(&byte);
            let is_name = name.bytes().next().is_some_and(first) && name.bytes().all(later);
            let is_own = [REST, "xdata"].contains(&name.as_str());
            let there = self.out.rfind("\n@").unwrap_or(0);
            let there = self.out[there..].contains(&format!("\n  {name} = "));
            if let (Some(value), true, false, false) = (value.as_str(), is_name, is_own, there) {
                self.raw_field(name, value);
            }
        }
    }
}

/// Whether the braces of a value are balanced, as BibTeX counts them.
fn is_balanced(value: &str) -> bool {
    let mut depth = 0_usize;
    for byte in value.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

/// Rewrites JSON so that BibTeX sees no braces, backslashes or signs of its own inside texts.
fn in_braces(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let mut inside = false;
    let mut letters = json.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                inside = !inside;
                out.push('"');
            }
            '\\' => match letters.next() {
                Some('u') => out.push_str("\\u"),
                Some('n') => out.push_str("\\u000a"),
                Some('r') => out.push_str("\\u000d"),
                Some('t') => out.push_str("\\u0009"),
                Some('b') => out.push_str("\\u0008"),
                Some('f') => out.push_str("\\u000c"),
                Some(sign) => out.push_str(&format!("\\u{:04x}", u32::from(sign))),
                None => {}
            },
            _ if inside && "{}$%#&_^~@".contains(letter) => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out
}
