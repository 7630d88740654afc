//! References written as RIS.

use serde_json::Value;

use super::parse::guard;
use super::{names, types};
use crate::bibtex::Written;
use crate::variable::{custom, text};
use crate::{Item, Reference, dates, paths};

/// Writes a file. What RIS cannot say is left out; who calls reads the text again to find it.
pub(crate) fn write(references: &[Reference]) -> Written {
    let mut out = Written { text: String::new(), lines: Vec::with_capacity(references.len()) };
    let mut line = 1;
    for reference in references {
        let begin = out.text.len();
        Writing { item: &reference.item, out: &mut out.text }.record(reference);
        out.lines.push(line);
        line += out.text[begin..].matches('\n').count() as u64;
    }
    out
}

struct Writing<'a> {
    item: &'a Item,
    out: &'a mut String,
}

impl Writing<'_> {
    fn record(&mut self, reference: &Reference) {
        let kept = |name: &str| custom(self.item, "ris").and_then(|kept| kept.get(name));
        let csl = text(self.item, "type").unwrap_or_default();
        let own = kept("type").and_then(Value::as_str).filter(|ris| {
            let word = (3..=8).contains(&ris.len()) && ris.bytes().all(|b| b.is_ascii_uppercase());
            word && types::csl(ris) == csl
        });
        let ris = own.unwrap_or_else(|| types::ris(&csl));
        let kind = types::csl(ris);
        self.line("TY", ris);
        self.text("ID", "id");
        self.text("TI", "title");
        let part = types::is_part(kind);
        if part {
            self.text("T2", "container-title");
            self.text("T3", "collection-title");
        } else {
            self.text("T2", "collection-title");
        }
        self.text("J2", "container-title-short");
        let people =
            [("author", "AU"), ("editor", "A2"), ("collection-editor", "A3"), ("translator", "A4")];
        for (variable, tag) in people {
            for name in crate::names::names(self.item, variable) {
                self.line(tag, &names::write(&name));
            }
        }
        self.issued();
        self.numbers(kind, part);
        const TEXTS: &[(&str, &str)] = &[
            ("AB", "abstract"),
            ("CN", "call-number"),
            ("CY", "publisher-place"),
            ("DO", "DOI"),
            ("DP", "source"),
            ("ET", "edition"),
            ("LA", "language"),
            ("M3", "genre"),
            ("NV", "number-of-volumes"),
            ("PB", "publisher"),
            ("SE", "section"),
            ("SN", "ISBN"),
            ("SN", "ISSN"),
            ("ST", "title-short"),
            ("UR", "URL"),
            ("VL", "volume"),
        ];
        for (tag, variable) in TEXTS {
            self.text(tag, variable);
        }
        if let Some(date) = self.item.get("accessed").and_then(written_date) {
            self.line("Y2", &date);
        }
        for tag in &reference.tags {
            self.line("KW", tag);
        }
        for note in &reference.notes {
            self.line("N1", note);
        }
        for file in &reference.attachments {
            let image = file.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"));
            self.line(if image { "L4" } else { "L1" }, &paths::write(&file.path));
        }
        for pair in kept("tags").and_then(Value::as_array).into_iter().flatten() {
            let tag = pair.get(0).and_then(Value::as_str).unwrap_or_default();
            let is_tag = tag.len() == 2 && !["TY", "ER"].contains(&tag);
            if let (true, Some(value)) = (is_tag, pair.get(1).and_then(Value::as_str)) {
                self.line(tag, value);
            }
        }
        self.out.push_str("ER  - \n\n");
    }

    /// Writes a tag and its value, whose further lines follow without one.
    fn line(&mut self, tag: &str, value: &str) {
        let is_tag = super::parse::tagged(&format!("{tag}  - ")).is_some();
        if value.trim().is_empty() || !is_tag {
            return;
        }
        self.out.push_str(tag);
        self.out.push_str("  - ");
        for (at, line) in value.replace("\r\n", "\n").replace('\r', "\n").split('\n').enumerate() {
            if at > 0 {
                self.out.push_str(&guard(line));
            } else {
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    fn text(&mut self, tag: &str, variable: &str) {
        if let Some(value) = text(self.item, variable) {
            self.line(tag, &value);
        }
    }

    fn issued(&mut self) {
        let Some(date) = self.item.get("issued") else { return };
        if let Some(written) = written_date(date) {
            match dates::year(date) {
                Some(year) if written.contains('/') => {
                    self.line("PY", &format!("{year:04}"));
                    self.line("DA", &written);
                }
                _ => self.line("PY", &written),
            }
        }
    }

    fn numbers(&mut self, kind: &str, part: bool) {
        if part {
            self.text("IS", "issue");
            self.text("C7", "number");
        } else {
            self.text("IS", "number");
        }
        let whole = ["book", "thesis", "report"].contains(&kind);
        if let Some(pages) = text(self.item, "page") {
            let range = pages.split_once('-');
            match range.filter(|(start, end)| !start.trim().is_empty() && !end.trim().is_empty()) {
                Some((start, end)) => {
                    self.line("SP", start);
                    self.line("EP", end);
                }
                // Of a whole work, a lone `SP` is the number of its pages.
                None => self.line(if whole { "EP" } else { "SP" }, &pages),
            }
        } else if whole {
            self.text("SP", "number-of-pages");
        }
    }
}

/// Writes a date as RIS does: `2004`, or `2004/05/06/`, with the season at the end.
fn written_date(date: &Value) -> Option<String> {
    let Some(parts) = dates::parts(date) else {
        return date.get("literal")?.as_str().map(str::to_owned);
    };
    let first = parts.first()?;
    let (year, month, day) = (first.first()?, first.get(1), first.get(2));
    let season = date.get("season").and_then(Value::as_u64).and_then(|season| {
        const NAMES: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];
        NAMES.get(usize::try_from(season).ok()?.checked_sub(1)?)
    });
    if month.is_none() && season.is_none() {
        return Some(format!("{year:04}"));
    }
    let part = |part: Option<&i64>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    let (month, day) = (part(month), part(day));
    Some(format!("{year:04}/{month}/{day}/{}", season.copied().unwrap_or_default()))
}
