//! Counting passages and evidence: of the rows that are shown, or of all documents where one sorts
//! by it. There are many times more passages than documents, and the first page does not wait.

use std::collections::HashMap;

use serde_json::json;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use super::{Counts, Shelf};
use crate::{error::Error, links, passage, session::Session};

/// Counts what was quoted of these documents, where that was not done.
pub(super) fn some(shelf: &mut Shelf, session: &Session, places: &[u32]) -> Result<(), Error> {
    let catalogue = session.catalogue();
    for place in places {
        let document = &mut shelf.documents[*place as usize];
        if document.counts.is_none() {
            document.counts = Some(of(&catalogue, document.id)?);
        }
    }
    Ok(())
}

/// Counts what was quoted of one document.
fn of(catalogue: &Catalogue<'_>, document: RecordId) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    // Most documents are not quoted: that is found out without reading a record.
    if catalogue.with_value(Kind::Passage, "document", &json!(document.to_string()))?.is_empty() {
        return Ok(counts);
    }
    for passage in passage::of_document(catalogue, document)? {
        counts.passages += 1;
        let held = links::linked(catalogue, Kind::Evidence, "passage", passage.id)?;
        let held = held.iter().filter(|evidence| is_in_use(evidence)).count();
        counts.evidence += u32::try_from(held).unwrap_or(u32::MAX);
    }
    Ok(counts)
}

/// Counts what was quoted of all documents, in two passes over the catalogue.
pub(super) fn all(shelf: &mut Shelf, session: &Session) -> Result<(), Error> {
    if shelf.documents.iter().all(|document| document.counts.is_some()) {
        return Ok(());
    }
    let catalogue = session.catalogue();
    let mut counts = vec![Counts::default(); shelf.documents.len()];
    let mut places: HashMap<RecordId, usize> = HashMap::new();
    catalogue.for_each_with(Kind::Passage, &["document", "removed"], |passage| {
        let place = passage.link("document").and_then(|id| shelf.place.get(&id));
        if let Some(place) = place.filter(|_| !passage.is_removed()) {
            counts[*place].passages += 1;
            places.insert(passage.id, *place);
        }
        Ok::<(), Error>(())
    })?;
    let fields = ["passage", "removed", "withdrawn"];
    catalogue.for_each_with(Kind::Evidence, &fields, |evidence| {
        let place = evidence.link("passage").and_then(|passage| places.get(&passage));
        if let Some(place) = place.filter(|_| is_in_use(&evidence)) {
            counts[*place].evidence += 1;
        }
        Ok::<(), Error>(())
    })?;
    for (document, counts) in shelf.documents.iter_mut().zip(counts) {
        document.counts = Some(counts);
    }
    Ok(())
}

/// Whether evidence counts: it is there, and was not withdrawn.
fn is_in_use(evidence: &Record) -> bool {
    !evidence.is_removed() && evidence.get("withdrawn").is_none()
}
