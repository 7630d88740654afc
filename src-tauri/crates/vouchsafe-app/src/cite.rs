//! `cite`: citations and bibliographies in any CSL style.
//!
//! What is cited is a source; where a passage is, its page becomes the locator, and address and
//! day of access are those of the very document that the passage is in.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_citation::{
    Item,
    format::{Cite, CiteRequest as Formatting, Cited, Locator, Markup, StyleChoice, document},
};
use vouchsafe_model::{Instant, Kind};

use crate::{
    error::Error, links, names, passage, records, references::may_leave, session::Session,
    source::csl_of,
};

pub use vouchsafe_citation::format::{Markup as CiteMarkup, StyleListing, locales, styles};

/// What is to be cited, and how.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CiteRequest {
    /// Sources by key or id, or passages by id, in the order of the text.
    pub what: Vec<String>,
    /// A shipped style by name; `apa` if neither is given.
    pub style: Option<String>,
    /// A style as CSL XML.
    pub style_xml: Option<String>,
    /// The locale of the style's own words: `en-GB`, `fa-IR`.
    pub locale: Option<String>,
    /// How the result is written.
    #[ts(type = "string")]
    pub markup: Markup,
    /// The language whose form of titles and names is used, where a source has one: `fa-Latn`.
    pub form: Option<String>,
    /// The language whose form of titles is added in brackets: `en`.
    pub also: Option<String>,
}

/// Citations.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CiteReport {
    /// One citation for each thing cited, as it stands in a text or a note.
    pub citations: Vec<CitationItem>,
    /// The bibliography, in the order of the style.
    pub bibliography: Vec<BibliographyItem>,
    /// The bibliography as one document in the markup asked for.
    pub text: String,
    /// What the style or the program could not do.
    pub warnings: Vec<String>,
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CitationItem {
    /// The citation key.
    pub key: String,
    /// The passage cited, if it was one.
    pub passage: Option<String>,
    /// The citation.
    pub text: String,
}

/// An entry of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BibliographyItem {
    /// The citation key.
    pub key: String,
    /// The entry.
    pub text: String,
}

/// Cites sources and passages.
///
/// # Errors
/// There is no such source, passage or style; or a source is sealed or embargoed: sealed things
/// never leave.
pub fn cite(session: &Session, request: &CiteRequest) -> Result<CiteReport, Error> {
    let catalogue = session.catalogue();
    let mut works: Vec<Work> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut cited = Vec::new();
    for name in &request.what {
        let (kind, record) = names::find_any(&catalogue, &[Kind::Source, Kind::Passage], name)?;
        let by_passage = kind == Kind::Passage;
        let work = work(session, name, &record, by_passage)?;
        let id = work.id();
        // Cited both as a work and by a passage of the same document, it is one work.
        match at.get(&id) {
            Some(at) => works[*at].by_passage |= by_passage,
            None => {
                at.insert(id.clone(), works.len());
                works.push(work);
            }
        }
        let (locator, suffix) = if by_passage { locator(&record) } else { (None, None) };
        let passage = by_passage.then(|| record.id.to_string());
        cited.push((Cite { id, locator, suffix, ..Cite::default() }, passage));
    }
    let mut items = Vec::with_capacity(works.len());
    for work in &works {
        items.push(item(session, work, request)?);
    }
    let style = match (&request.style_xml, &request.style) {
        (Some(xml), _) => StyleChoice::Xml(xml.clone()),
        (None, name) => StyleChoice::Named(name.clone().unwrap_or_else(|| "apa".to_owned())),
    };
    let formatting = Formatting {
        style,
        locale: request.locale.clone(),
        markup: request.markup,
        items,
        citations: cited.iter().map(|(cite, _)| vec![cite.clone()]).collect(),
        bibliography: true,
    };
    let done = session.extractor()?.cite(&formatting).map_err(Error::behind_wall("cannot cite"))?;
    let key = |id: &str| at.get(id).map(|at| links::label(&works[*at].source)).unwrap_or_default();
    let alone = Cited { citations: Vec::new(), ..done.clone() };
    let text = document(&alone, request.markup);
    let citations = done.citations.iter().zip(&cited).map(|(text, (cite, passage))| CitationItem {
        key: key(&cite.id),
        passage: passage.clone(),
        text: text.clone(),
    });
    let bibliography = done
        .bibliography
        .iter()
        .map(|entry| BibliographyItem { key: key(&entry.id), text: entry.text.clone() });
    Ok(CiteReport {
        citations: citations.collect(),
        bibliography: bibliography.collect(),
        text,
        warnings: done.warnings,
    })
}

/// A work that is cited, by one of its documents.
///
/// The same work cited by two of its captures is two works: each has its own address.
struct Work {
    source: Record,
    document: Option<Record>,
    /// Whether a passage of the document is cited, so that the document decides on address and day.
    by_passage: bool,
}

impl Work {
    fn id(&self) -> String {
        let document = self.document.as_ref().map(|document| document.id.to_string());
        format!("{} {}", self.source.id, document.unwrap_or_default())
    }
}

/// Returns the work that a source or passage, called so, is of.
fn work(session: &Session, name: &str, record: &Record, by_passage: bool) -> Result<Work, Error> {
    let catalogue = session.catalogue();
    let what = || format!("cannot cite {name}");
    let (source, document) = if by_passage {
        let document = record.link("document").map(|id| catalogue.record(Kind::Document, id));
        (passage::source_of(&catalogue, record)?, document.transpose()?.flatten())
    } else {
        (Some(record.clone()), None)
    };
    let source = source.ok_or_else(|| Error::refused(what(), "its document has no source"))?;
    if !may_leave(session, &source)? || !may_leave(session, record)? {
        let why = "it is sealed or under embargo: a citation would give it away";
        return Err(Error::refused(what(), why));
    }
    if by_passage {
        return Ok(Work { source, document, by_passage });
    }
    // The newest document stands for its work, of those that may be told of.
    for document in
        links::linked(&catalogue, Kind::Document, "source", source.id)?.into_iter().rev()
    {
        if may_leave(session, &document)? {
            return Ok(Work { source, document: Some(document), by_passage });
        }
    }
    Ok(Work { source, document: None, by_passage })
}

/// Returns the item that is cited: the source's, with address and day of access of the document.
fn item(session: &Session, work: &Work, request: &CiteRequest) -> Result<Item, Error> {
    let source = &work.source;
    let mut item = csl_of(source);
    item.remove("custom");
    item.insert("id".to_owned(), json!(work.id()));
    if let Some(form) = &request.form {
        let forms = forms(source, form);
        if forms.contains_key("title") {
            // Months and terms follow the language of the works: a title in another language
            // brings its own, and a romanised one (`fa-Latn`) stands among those of the style.
            let has_script = form.split('-').skip(1).any(|part| part.len() == 4);
            item.insert("language".to_owned(), json!(form));
            if has_script {
                item.remove("language");
            }
        }
        item.extend(forms);
    }
    if let Some(also) = &request.also {
        for (variable, value) in forms(source, also) {
            let shown = item.get(&variable).and_then(Value::as_str).map(str::to_owned);
            if let (Some(shown), Some(value)) = (shown, value.as_str())
                && shown != value
            {
                item.insert(variable, json!(format!("{shown} [{value}]")));
            }
        }
    }
    let Some(document) = &work.document else { return Ok(item) };
    let catalogue = session.catalogue();
    let mut captured = None;
    for accession in links::linked(&catalogue, Kind::Accession, "document", document.id)? {
        if accession.text("url").is_some() && may_leave(session, &accession)? {
            captured = Some(accession);
        }
    }
    let Some(captured) = captured else { return Ok(item) };
    let set = |item: &mut Item, variable: &str, value: Option<Value>| {
        // Of a passage the document it is in decides; of a source what a person wrote does.
        if let Some(value) = value
            && (work.by_passage || !item.contains_key(variable))
        {
            item.insert(variable.to_owned(), value);
        }
    };
    set(&mut item, "URL", captured.text("url").map(Value::from));
    set(&mut item, "accessed", captured.text("captured_at").and_then(day));
    Ok(item)
}

/// Returns the variables of which a source has a form in this language.
fn forms(source: &Record, language: &str) -> Map<String, Value> {
    let ending = format!(".{language}");
    let names = source
        .fields
        .keys()
        .filter_map(|field| field.strip_prefix("alt.").and_then(|rest| rest.strip_suffix(&ending)));
    let value = |variable: &str| {
        let json = source.text(&format!("alt.{variable}.{language}"))?;
        Some((variable.to_owned(), serde_json::from_str(json).ok()?))
    };
    names.filter_map(value).collect()
}

/// Returns the day of an instant as a CSL date.
fn day(instant: &str) -> Option<Value> {
    use chrono::Datelike as _;
    let day = instant.parse::<Instant>().ok()?.as_datetime().date_naive();
    Some(json!({"date-parts": [[day.year(), day.month(), day.day()]]}))
}

/// Returns where in the work a passage stands: its page as a locator, its time as words.
fn locator(passage: &Record) -> (Option<Locator>, Option<String>) {
    let selector = passage::selector(passage);
    let page = selector
        .page_number
        .map(|page| Locator { label: "page".to_owned(), value: page.to_string() });
    let time = selector.time_from_ms.map(|time| format!(", {}", records::clock_time(time)));
    (page, time)
}
