//! The first documents of a large archive, shown while the shelf is still being filled.

use serde_json::Value;
use vouchsafe_model::{Kind, RecordId};

use super::{
    DocumentFilter, DocumentRowsReport, DocumentRowsRequest, DocumentSort, Shelf, count, fill,
    rows, update,
};
use crate::{error::Error, session::Session};

/// How many documents are read one by one, at most.
const DOCUMENTS_MAX: usize = 500;

/// Shows the first documents as they came, reading only these; `None` where the question needs the
/// others: a filter, another order, a later window.
///
/// # Errors
/// The archive cannot be read.
pub fn document_rows_first(
    session: &Session,
    request: &DocumentRowsRequest,
) -> Result<Option<DocumentRowsReport>, Error> {
    let show_sealed = request.filter.show_sealed;
    let everything = DocumentFilter { show_sealed, ..DocumentFilter::default() };
    let is_first = request.offset.saturating_add(request.limit) <= DOCUMENTS_MAX;
    if !is_first
        || request.descending
        || request.sort != DocumentSort::Added
        || request.filter != everything
    {
        return Ok(None);
    }
    let catalogue = session.catalogue();
    let is_removed = Value::from(true);
    let removed = catalogue.with_value(Kind::Document, "removed", &is_removed)?;
    let all = usize::try_from(catalogue.count(Kind::Document)?).unwrap_or(usize::MAX);
    let total = all.saturating_sub(removed.len());
    let mut shelf = Shelf::new();
    let mut after = None;
    let wanted = total.min(request.offset + request.limit);
    while shelf.documents.len() < wanted {
        let read = catalogue.records(Kind::Document, after, DOCUMENTS_MAX)?;
        let Some((last, _)) = read.last() else { break };
        after = Some(*last);
        for (_, document) in read {
            if !document.is_removed() && shelf.documents.len() < wanted {
                put(&mut shelf, session, document.id, document.link("source"))?;
            }
        }
    }
    for kind in [Kind::Tag, Kind::Collection] {
        catalogue.for_each_with(kind, &["name", "removed"], |group| {
            fill::group_of(&mut shelf, &group);
            Ok::<(), Error>(())
        })?;
    }
    shelf.read = fill::last_read(session)?;
    let places = 0..u32::try_from(shelf.documents.len()).unwrap_or(u32::MAX);
    let window: Vec<u32> = places.skip(request.offset).collect();
    count::some(&mut shelf, session, &window)?;
    let row =
        |place: &u32| rows::row(session, &shelf, &shelf.documents[*place as usize], show_sealed);
    let rows = window.iter().map(row).collect::<Result<_, _>>()?;
    Ok(Some(DocumentRowsReport { rows, total, at: 0 }))
}

fn put(
    shelf: &mut Shelf,
    session: &Session,
    document: RecordId,
    source: Option<RecordId>,
) -> Result<(), Error> {
    if let Some(source) = source
        && !shelf.works.contains_key(&source)
        && let Some(record) = session.catalogue().record(Kind::Source, source)?
    {
        shelf.works.insert(source, fill::work(&record));
    }
    update::put(shelf, session, document)?;
    fill::finish(shelf, shelf.documents.len().saturating_sub(1));
    Ok(())
}
