//! From records to what the index holds of them: titles, texts, days, and who may find it.

use chrono::{Datelike as _, NaiveDate};
use serde_json::Value;
use vouchsafe_archive::{Catalogue, IndexItem, Part, Record, Visibility};
use vouchsafe_model::{Calendar, CivilDay, Date, Kind, Limit, RecordId};

use crate::{
    error::Error,
    links, records,
    secrecy::{self, Level},
    session::Session,
    source::variable_of,
    text,
};

/// Variables of a source that hold nothing to be searched as text.
const NOT_TEXT: [&str; 5] = ["id", "type", "language", "custom", "title"];

/// What is to become of a record in the index.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// What goes in, in place of what was there.
    pub put: Vec<IndexItem>,
    /// What goes out, by kind of item.
    pub drop: Vec<&'static str>,
}

/// Returns what the index is to hold of a record; `None` for kinds that are not searched.
pub(super) fn change(session: &Session, kind: Kind, id: RecordId) -> Result<Option<Change>, Error> {
    let catalogue = session.catalogue();
    let read = |kind| catalogue.record(kind, id);
    let item = match kind {
        Kind::Source => read(kind)?.map(|source| of_source(&catalogue, &source)),
        Kind::Document => read(kind)?.map(|document| of_document(session, &document)),
        Kind::Claim => read(kind)?.map(|claim| of_claim(&catalogue, &claim)),
        Kind::Passage => read(kind)?.map(|passage| of_passage(&catalogue, &passage)),
        Kind::Note => read(kind)?.map(|note| of_note(&catalogue, &note)),
        Kind::Subject => {
            return read(kind)?.map(|it| of_subject(&catalogue, &it)).transpose();
        }
        _ => return Ok(None),
    };
    Ok(Some(match item.transpose()? {
        Some(item) => Change { put: vec![item], drop: Vec::new() },
        None => Change { put: Vec::new(), drop: vec![kind.name()] },
    }))
}

/// Returns how many bytes of text an item brings.
pub(super) fn bytes(item: &IndexItem) -> usize {
    item.title.len() + item.parts.iter().map(|part| part.text.len()).sum::<usize>()
}

/// Returns what a subject that is not open goes by, where others may see it; may be empty.
pub(super) fn pseudonym(subject: &Record) -> &str {
    subject.text("pseudonym").unwrap_or_default()
}

/// Returns a source's title, else its key, else nothing.
pub(super) fn source_title(source: &Record) -> String {
    let title = variable_of(source, "title").and_then(|title| as_text(&title));
    title.or_else(|| source.text("key").map(str::to_owned)).unwrap_or_default()
}

fn of_source(catalogue: &Catalogue<'_>, source: &Record) -> Result<IndexItem, Error> {
    let mut item = start(catalogue, source)?;
    item.title = variable_of(source, "title").and_then(|it| as_text(&it)).unwrap_or_default();
    push(&mut item, "key", source.text("key"));
    for (field, value) in &source.fields {
        let Some(json) = value.value().as_str() else { continue };
        if let Some(variable) = field.strip_prefix("csl.").filter(|it| !NOT_TEXT.contains(it)) {
            push_variable(&mut item, variable, json);
        } else if let Some(rest) = field.strip_prefix("alt.") {
            push_variable(&mut item, rest.split('.').next().unwrap_or(rest), json);
        }
    }
    (item.from_day, item.to_day) = issued(source);
    let language = variable_of(source, "language").and_then(|it| as_text(&it));
    item.language = language;
    push_tags(catalogue, &mut item)?;
    Ok(item)
}

fn push_variable(item: &mut IndexItem, variable: &str, json: &str) {
    let Ok(value) = serde_json::from_str::<Value>(json) else { return };
    match &value {
        Value::Array(names) => {
            let field = if names.iter().any(Value::is_object) { "author" } else { variable };
            let names: Vec<String> = names.iter().filter_map(name_text).collect();
            push(item, field, Some(&names.join("; ")));
        }
        // A date is found by its day, and shown as it is.
        Value::Object(_) => {}
        _ => push(item, &variable.to_lowercase(), as_text(&value).as_deref()),
    }
}

/// Returns a CSL name as it is read: `Sara Talebi`.
fn name_text(name: &Value) -> Option<String> {
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];
    let parts = parts.iter().chain(&["literal"]).filter_map(|part| name.get(part)?.as_str());
    let text = parts.collect::<Vec<_>>().join(" ");
    if text.is_empty() { as_text(name) } else { Some(text) }
}

fn of_document(session: &Session, document: &Record) -> Result<IndexItem, Error> {
    let catalogue = session.catalogue();
    let mut item = start(&catalogue, document)?;
    let source = linked(&catalogue, document, Kind::Source, "source")?;
    if let Some(rendition) = text::newest(&catalogue, document)?
        && let Some(found) = text::read(session, rendition)?
    {
        item.pages = found.stored.structure.pages.iter().map(|page| page.start).collect();
        item.parts.push(Part { field: "text".to_owned(), text: found.text });
    }
    let mut names: Vec<String> = Vec::new();
    for accession in links::linked(&catalogue, Kind::Accession, "document", document.id)? {
        for (field, shown) in [("original_name", "name"), ("url", "url"), ("url_final", "url")] {
            if let Some(text) =
                accession.text(field).filter(|text| !names.iter().any(|n| n == text))
            {
                push(&mut item, shown, Some(text));
                names.push(text.to_owned());
            }
        }
    }
    push(&mut item, "author", document.text("authored_by"));
    let own = document.text("title").map(str::to_owned);
    let of_source = source.as_ref().map(source_title).filter(|title| !title.is_empty());
    item.title = own.or(of_source).or_else(|| names.first().cloned()).unwrap_or_default();
    if let Some(source) = &source {
        (item.from_day, item.to_day) = issued(source);
        item.language = variable_of(source, "language").and_then(|it| as_text(&it));
    }
    item.language = document.text("language").map(str::to_owned).or(item.language);
    push_tags(&catalogue, &mut item)?;
    Ok(item)
}

fn of_claim(catalogue: &Catalogue<'_>, claim: &Record) -> Result<IndexItem, Error> {
    let mut item = start(catalogue, claim)?;
    push(&mut item, "statement", claim.text("statement"));
    for field in claim.fields.keys().filter(|field| field.starts_with("translation.")) {
        push(&mut item, "statement", claim.text(field));
    }
    push(&mut item, "note", claim.text("comment"));
    let date = claim.text("date").and_then(|json| Date::from_json(json).ok());
    (item.from_day, item.to_day) = days(date.as_ref());
    item.language = claim.text("language").map(str::to_owned);
    push_tags(catalogue, &mut item)?;
    Ok(item)
}

fn of_passage(catalogue: &Catalogue<'_>, passage: &Record) -> Result<IndexItem, Error> {
    let mut item = start(catalogue, passage)?;
    push(&mut item, "quote", passage.text("exact"));
    push(&mut item, "described", passage.text("described"));
    push(&mut item, "note", passage.text("comment"));
    // Of a subject that is not open, this is the pseudonym.
    let speaker = crate::passage::speaker(catalogue, passage)?;
    push(&mut item, "speaker", speaker.as_ref().map(|speaker| speaker.label.as_str()));
    if let Some(source) = crate::passage::source_of(catalogue, passage)? {
        (item.from_day, item.to_day) = issued(&source);
    }
    push_tags(catalogue, &mut item)?;
    Ok(item)
}

fn of_note(catalogue: &Catalogue<'_>, note: &Record) -> Result<IndexItem, Error> {
    let mut item = start(catalogue, note)?;
    push(&mut item, "note", note.text("text"));
    push_tags(catalogue, &mut item)?;
    Ok(item)
}

/// A subject that is open goes in with all its names. Of another, the pseudonym can be found by
/// anybody, and the names, as an item of kind `name`, only by who asks for what is sealed.
fn of_subject(catalogue: &Catalogue<'_>, subject: &Record) -> Result<Change, Error> {
    let mut named = start(catalogue, subject)?;
    named.title = subject.text("name").unwrap_or_default().to_owned();
    for name in links::linked(catalogue, Kind::Name, "subject", subject.id)? {
        push(&mut named, "name", name.text("text"));
    }
    push(&mut named, "note", subject.text("comment"));
    let date = subject.text("date").and_then(|json| Date::from_json(json).ok());
    (named.from_day, named.to_day) = days(date.as_ref());
    named.language = subject.text("language").map(str::to_owned);
    if secrecy::own(subject) == Level::Open {
        push(&mut named, "name", subject.text("pseudonym"));
        push_tags(catalogue, &mut named)?;
        return Ok(Change { put: vec![named], drop: vec!["name"] });
    }
    named.kind = "name".to_owned();
    named.visibility = Visibility::Sealed;
    let pseudonym = pseudonym(subject);
    if pseudonym.is_empty() {
        return Ok(Change { put: vec![named], drop: vec!["subject"] });
    }
    let mut covered = start(catalogue, subject)?;
    covered.visibility = Visibility::Open;
    covered.title = pseudonym.to_owned();
    Ok(Change { put: vec![covered, named], drop: Vec::new() })
}

fn start(catalogue: &Catalogue<'_>, record: &Record) -> Result<IndexItem, Error> {
    Ok(IndexItem {
        kind: record.kind.clone(),
        id: record.id,
        title: String::new(),
        parts: Vec::new(),
        from_day: None,
        to_day: None,
        visibility: match records::is_sealed(catalogue, record)? {
            true => Visibility::Sealed,
            false => Visibility::Open,
        },
        removed: record.is_removed(),
        language: None,
        pages: Vec::new(),
    })
}

fn push(item: &mut IndexItem, field: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        item.parts.push(Part { field: field.to_owned(), text: text.to_owned() });
    }
}

fn push_tags(catalogue: &Catalogue<'_>, item: &mut IndexItem) -> Result<(), Error> {
    for tagging in links::linked(catalogue, Kind::Tagging, "on", item.id)? {
        if let Some(tag) = linked(catalogue, &tagging, Kind::Tag, "tag")? {
            push(item, "tag", tag.text("name").filter(|_| !tag.is_removed()));
        }
    }
    Ok(())
}

fn linked(
    catalogue: &Catalogue<'_>,
    record: &Record,
    kind: Kind,
    field: &str,
) -> Result<Option<Record>, Error> {
    let id = record.link(field);
    Ok(id.map(|id| catalogue.record(kind, id)).transpose()?.flatten())
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns the days on which a source can have been published.
fn issued(source: &Record) -> (Option<i32>, Option<i32>) {
    let written = source.text("date.issued").and_then(|json| Date::from_json(json).ok());
    let date = written.or_else(|| {
        let value = variable_of(source, "issued")?;
        Date::from_csl(&value, Some(Calendar::Gregorian)).ok().map(|(date, _)| date)
    });
    days(date.as_ref())
}

fn days(date: Option<&Date>) -> (Option<i32>, Option<i32>) {
    let day = |limit: Limit, open: i32| match limit {
        Limit::Day(day) => Some(number_of(day)),
        Limit::Open => Some(open),
        Limit::Unknown => None,
    };
    match date {
        None => (None, None),
        Some(date) => (day(date.earliest(), i32::MIN), day(date.latest(), i32::MAX)),
    }
}

/// Returns the number of a day, counted from 1 January of the year 1 as day 1.
fn number_of(day: CivilDay) -> i32 {
    let (least, most) = (NaiveDate::MIN, NaiveDate::MAX);
    let year = i32::try_from(day.year).ok();
    let date = year
        .and_then(|year| NaiveDate::from_ymd_opt(year, u32::from(day.month), u32::from(day.day)));
    let end = if day.year < 0 { least } else { most };
    date.unwrap_or(end).num_days_from_ce()
}
