//! Bringing the shelf up to date from the entries it has not seen.

use std::collections::{BTreeMap, BTreeSet};

use vouchsafe_archive::{Catalogue, ContentState, StoredEntry};
use vouchsafe_model::{Body, Kind, LogId, RecordId};

use super::{Shelf, fill};
use crate::{document, error::Error, links, runs::Run, session::Session, text};

/// How many entries are looked through one by one; after more, everything is read anew.
const ENTRIES_MAX: u64 = 2000;

/// What has to be looked at again.
#[derive(Debug, Default)]
struct Stale {
    documents: BTreeSet<RecordId>,
    works: BTreeSet<RecordId>,
    contents: BTreeSet<RecordId>,
    groups: BTreeSet<(Kind, RecordId)>,
    runs: Vec<Run>,
    /// Something was written that can change anything.
    everything: bool,
}

/// Brings the shelf up to date.
pub(super) fn update(shelf: &mut Shelf, session: &Session) -> Result<(), Error> {
    let heads = session.archive.heads()?;
    let now: BTreeMap<LogId, u64> =
        heads.iter().map(|head| (head.log, head.frontier.size())).collect();
    let archive = Some(session.archive.id());
    if shelf.archive == archive && shelf.seen == now {
        return Ok(());
    }
    let before = std::mem::replace(&mut shelf.seen, now);
    let known = shelf.archive == archive && before.keys().eq(shelf.seen.keys());
    let grown = |(log, size): (&LogId, &u64)| size.checked_sub(*before.get(log)?);
    let new: Option<u64> = shelf.seen.iter().map(grown).sum();
    shelf.archive = archive;
    let stale = match new.filter(|new| known && *new <= ENTRIES_MAX) {
        Some(_) => stale(session, &before, &shelf.seen)?,
        None => Stale { everything: true, ..Stale::default() },
    };
    let done = match stale.everything {
        true => fill::fill(shelf, session),
        false => refresh(shelf, session, &stale),
    };
    if done.is_err() {
        // Half of it may be new: the next question starts over.
        *shelf = Shelf::new();
    }
    done
}

fn stale(
    session: &Session,
    before: &BTreeMap<LogId, u64>,
    now: &BTreeMap<LogId, u64>,
) -> Result<Stale, Error> {
    let catalogue = session.catalogue();
    let mut stale = Stale::default();
    for (log, size) in now {
        let from = before.get(log).copied().unwrap_or(0);
        let count = usize::try_from(size - from).unwrap_or(usize::MAX);
        if count == 0 {
            continue;
        }
        for stored in session.archive.entries(*log, from, count)? {
            stale.see(&catalogue, &stored)?;
        }
    }
    Ok(stale)
}

impl Stale {
    fn see(&mut self, catalogue: &Catalogue<'_>, stored: &StoredEntry) -> Result<(), Error> {
        let set = match &stored.entry.body {
            Body::Set(set) => set,
            Body::Event(_) => {
                self.runs.extend(Run::of(stored));
                return Ok(());
            }
            Body::Content(_) | Body::Timestamp(_) => return Ok(()),
            Body::Purge(_) | Body::LogOpened(_) | Body::LogAccepted(_) | Body::Unknown(_) => {
                self.everything = true;
                return Ok(());
            }
        };
        let Some(kind) = Kind::of(&set.kind) else { return Ok(()) };
        let id = set.record;
        match kind {
            Kind::Document => drop(self.documents.insert(id)),
            Kind::Source => drop(self.works.insert(id)),
            Kind::Tag | Kind::Collection => drop(self.groups.insert((kind, id))),
            Kind::Rendition => {
                let rendition = catalogue.record(kind, id)?;
                self.contents.extend(rendition.and_then(|it| it.link("of")));
            }
            Kind::Accession | Kind::Passage => self.of(catalogue, kind, id, "document")?,
            Kind::Tagging | Kind::Membership => self.of(catalogue, kind, id, "on")?,
            Kind::Evidence => {
                let evidence = catalogue.record(kind, id)?;
                if let Some(passage) = evidence.and_then(|it| it.link("passage")) {
                    self.of(catalogue, Kind::Passage, passage, "document")?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Marks the document that a record's field names.
    fn of(
        &mut self,
        catalogue: &Catalogue<'_>,
        kind: Kind,
        id: RecordId,
        field: &str,
    ) -> Result<(), Error> {
        let record = catalogue.record(kind, id)?;
        self.documents.extend(record.and_then(|record| record.link(field)));
        Ok(())
    }
}

fn refresh(shelf: &mut Shelf, session: &Session, stale: &Stale) -> Result<(), Error> {
    let catalogue = session.catalogue();
    for id in &stale.works {
        if let Some(source) = catalogue.record(Kind::Source, *id)? {
            shelf.works.insert(*id, fill::work(&source));
        }
    }
    for (kind, id) in &stale.groups {
        if let Some(group) = catalogue.record(*kind, *id)? {
            fill::group_of(shelf, &group);
        }
    }
    stale.runs.iter().for_each(|run| shelf.read.see(session, run));
    let of_content = shelf.documents.iter().filter(|document| {
        document.content.is_some_and(|content| stale.contents.contains(&content))
    });
    let of_content: Vec<RecordId> = of_content.map(|document| document.id).collect();
    for id in stale.documents.iter().copied().chain(of_content) {
        put(shelf, session, id)?;
    }
    for place in 0..shelf.documents.len() {
        let document = &shelf.documents[place];
        let work_changed = document.source.is_some_and(|source| stale.works.contains(&source));
        if work_changed || stale.documents.contains(&document.id) {
            fill::finish(shelf, place);
        }
    }
    shelf.orders.forget();
    shelf.last = None;
    Ok(())
}

/// Reads one document anew; what was quoted of it is counted when it is shown.
pub(super) fn put(shelf: &mut Shelf, session: &Session, id: RecordId) -> Result<(), Error> {
    let catalogue = session.catalogue();
    // What tags and memberships stand on need not be a document.
    let Some(record) = catalogue.record(Kind::Document, id)? else { return Ok(()) };
    let mut new = fill::shelved(&record);
    if let Some(row) = document::content_of(session, &record)? {
        (new.sha256, new.size_bytes) = (row.sha256, row.size_bytes);
        new.held = row.state == ContentState::Held;
    }
    for accession in links::linked(&catalogue, Kind::Accession, "document", id)? {
        fill::arrived(&mut new, &accession);
    }
    new.has_text = text::newest(&catalogue, &record)?.is_some();
    for (kind, field, groups) in [
        (Kind::Tagging, "tag", &mut new.tags),
        (Kind::Membership, "collection", &mut new.collections),
    ] {
        let links = links::linked(&catalogue, kind, "on", id)?;
        groups.extend(links.iter().filter_map(|link| link.link(field)));
        groups.dedup();
    }
    match shelf.place.get(&id) {
        Some(place) => shelf.documents[*place] = new,
        None => {
            shelf.place.insert(id, shelf.documents.len());
            shelf.documents.push(new);
        }
    }
    Ok(())
}
