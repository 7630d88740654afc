//! Filling the shelf: every document of the archive, read kind by kind in a few passes.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use vouchsafe_anchor::fold;
use vouchsafe_archive::{Catalogue, ContentInShort, Record};
use vouchsafe_model::{Calendar, Date, Kind, Limit, RecordId};

use super::{Arrival, Shelf, Shelved, Work, order};
use crate::{
    dates::DateItem,
    error::Error,
    runs::{LastRead, runs},
    secrecy::{self, Level},
    session::Session,
    source::variable_of,
};

const DOCUMENT: [&str; 7] =
    ["source", "content", "role", "media_type", "title", "removed", "sensitivity"];
const SOURCE: [&str; 6] =
    ["key", "csl.title", "csl.issued", "date.issued", "sensitivity", "alt.title."];
const ACCESSION: [&str; 6] =
    ["document", "original_name", "url", "received_from", "collector", "sensitivity"];

/// What is held of contents.
type Contents = HashMap<RecordId, ContentInShort>;

/// Reads everything anew.
pub(super) fn fill(shelf: &mut Shelf, session: &Session) -> Result<(), Error> {
    let catalogue = session.catalogue();
    *shelf =
        Shelf { archive: shelf.archive, seen: std::mem::take(&mut shelf.seen), ..Shelf::new() };
    catalogue.for_each_with(Kind::Source, &SOURCE, |source| {
        shelf.works.insert(source.id, work(&source));
        Ok::<(), Error>(())
    })?;
    catalogue.for_each_with(Kind::Document, &DOCUMENT, |document| {
        shelf.place.insert(document.id, shelf.documents.len());
        shelf.documents.push(shelved(&document));
        Ok::<(), Error>(())
    })?;
    digests(shelf, &catalogue)?;
    catalogue.for_each_with(Kind::Accession, &ACCESSION, |accession| {
        if let Some(document) = named(shelf, &accession, "document") {
            arrived(document, &accession);
        }
        Ok::<(), Error>(())
    })?;
    texts(shelf, &catalogue)?;
    groups(shelf, &catalogue)?;
    shelf.read = last_read(session)?;
    for place in 0..shelf.documents.len() {
        finish(shelf, place);
    }
    Ok(())
}

/// Returns the document that a field of a record names.
fn named<'s>(shelf: &'s mut Shelf, record: &Record, field: &str) -> Option<&'s mut Shelved> {
    let place = *shelf.place.get(&record.link(field)?)?;
    shelf.documents.get_mut(place)
}

fn digests(shelf: &mut Shelf, catalogue: &Catalogue<'_>) -> Result<(), Error> {
    let wanted: HashSet<RecordId> = shelf.documents.iter().filter_map(|it| it.content).collect();
    let mut found = Contents::with_capacity(wanted.len());
    catalogue.for_each_content(|content| {
        let id = RecordId::from(content.id);
        if wanted.contains(&id) {
            found.insert(id, content);
        }
    })?;
    for document in &mut shelf.documents {
        if let Some(content) = document.content.and_then(|content| found.get(&content)) {
            (document.sha256, document.size_bytes) = (content.sha256, content.size_bytes);
            document.held = content.is_held;
        }
    }
    Ok(())
}

fn texts(shelf: &mut Shelf, catalogue: &Catalogue<'_>) -> Result<(), Error> {
    let mut with_text = HashSet::new();
    catalogue.for_each_with(Kind::Rendition, &["of", "outcome"], |rendition| {
        if rendition.text("outcome") == Some("text") {
            with_text.extend(rendition.link("of"));
        }
        Ok::<(), Error>(())
    })?;
    for document in &mut shelf.documents {
        document.has_text = document.content.is_some_and(|content| with_text.contains(&content));
    }
    Ok(())
}

fn groups(shelf: &mut Shelf, catalogue: &Catalogue<'_>) -> Result<(), Error> {
    for kind in [Kind::Tag, Kind::Collection] {
        catalogue.for_each_with(kind, &["name", "removed"], |group| {
            group_of(shelf, &group);
            Ok::<(), Error>(())
        })?;
    }
    for (kind, field) in [(Kind::Tagging, "tag"), (Kind::Membership, "collection")] {
        catalogue.for_each_with(kind, &[field, "on", "removed"], |link| {
            let group = link.link(field).filter(|_| !link.is_removed());
            if let Some((group, document)) = group.zip(named(shelf, &link, "on")) {
                let groups = match kind {
                    Kind::Tagging => &mut document.tags,
                    _ => &mut document.collections,
                };
                if !groups.contains(&group) {
                    groups.push(group);
                }
            }
            Ok::<(), Error>(())
        })?;
    }
    Ok(())
}

/// Takes in what a tag or collection is called.
pub(super) fn group_of(shelf: &mut Shelf, group: &Record) {
    match group.text("name").filter(|_| !group.is_removed()) {
        Some(name) => drop(shelf.groups.insert(group.id, name.to_owned())),
        None => drop(shelf.groups.remove(&group.id)),
    }
}

pub(super) fn last_read(session: &Session) -> Result<LastRead, Error> {
    let mut read = LastRead::default();
    runs(session)?.iter().for_each(|run| read.see(session, run));
    Ok(read)
}

/// Describes a document by its own fields.
pub(super) fn shelved(document: &Record) -> Shelved {
    let text = |field: &str| document.text(field).map(Box::from);
    let created = document.fields.get("content").and_then(|field| field.writes.first());
    Shelved {
        id: document.id,
        source: document.link("source"),
        content: document.link("content"),
        title: text("title"),
        media_type: text("media_type"),
        role: text("role"),
        own: secrecy::own(document),
        removed: document.is_removed(),
        sha256: None,
        size_bytes: None,
        held: false,
        created: created.map(|write| write.position),
        arrival: None,
        has_origin: false,
        has_text: false,
        counts: None,
        tags: Vec::new(),
        collections: Vec::new(),
        folded: Box::default(),
        title_key: Box::default(),
    }
}

/// Takes in one of a document's arrivals.
pub(super) fn arrived(document: &mut Shelved, accession: &Record) {
    let origin = ["url", "received_from", "collector"];
    document.has_origin |= origin.iter().any(|field| accession.text(field).is_some());
    let at = accession.fields.get("document").and_then(|field| field.writes.first());
    let Some(at) = at.map(|write| write.position) else { return };
    if document.arrival.as_ref().is_none_or(|first| at < first.at) {
        let tells = secrecy::own(accession) != Level::Sealed;
        let name = accession.text("original_name").filter(|_| tells).map(Box::from);
        document.arrival = Some(Arrival { at, name });
    }
}

/// Describes a source.
pub(super) fn work(source: &Record) -> Work {
    let text = |variable: &str| match variable_of(source, variable)? {
        Value::String(text) => Some(Box::from(text)),
        _ => None,
    };
    let other = source.fields.iter().find_map(|(field, value)| {
        let language = field.strip_prefix("alt.title.")?;
        let title: String = serde_json::from_str(value.value().as_str()?).ok()?;
        Some((Box::from(title), Box::from(language)))
    });
    let issued = issued(source);
    Work {
        key: source.text("key").map(Box::from),
        title: text("title"),
        other_title: other,
        issued_key: issued.as_ref().map(Date::sort_key).unwrap_or_default().into(),
        year: issued.as_ref().and_then(year),
        issued: issued.as_ref().map(DateItem::new),
        own: secrecy::own(source),
    }
}

fn issued(source: &Record) -> Option<Date> {
    let written = source.text("date.issued").and_then(|json| Date::from_json(json).ok());
    written.or_else(|| {
        let value = variable_of(source, "issued")?;
        Date::from_csl(&value, Some(Calendar::Gregorian)).ok().map(|(date, _)| date)
    })
}

fn year(date: &Date) -> Option<i64> {
    match (date.earliest(), date.latest()) {
        (Limit::Day(day), _) | (_, Limit::Day(day)) => Some(day.year),
        _ => None,
    }
}

/// Makes what a document is filtered and sorted by, of itself and its source.
pub(super) fn finish(shelf: &mut Shelf, place: usize) {
    let document = &shelf.documents[place];
    let work = shelf.work(document);
    let title = shelf.title(document);
    let name = document.arrival.as_ref().and_then(|arrival| arrival.name.as_deref());
    let texts = [
        title,
        document.title.as_ref().and(work).and_then(|work| work.title.as_deref()),
        work.and_then(|work| work.other_title.as_ref()).map(|(title, _)| &**title),
        work.and_then(|work| work.key.as_deref()),
        name,
    ];
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    let folded: Box<str> = fold(&texts.join("\n")).text().into();
    let shown = title.or(name).unwrap_or_default();
    let title_key = order::title_key(fold(shown).text()).into();
    let document = &mut shelf.documents[place];
    (document.folded, document.title_key) = (folded, title_key);
}
