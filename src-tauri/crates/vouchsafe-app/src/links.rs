//! Following references between records, the same way everywhere.

use serde_json::json;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::error::Error;

/// Returns the records of a kind, not removed, whose `field` names this record, oldest first.
pub(crate) fn linked(
    catalogue: &Catalogue<'_>,
    kind: Kind,
    field: &str,
    id: RecordId,
) -> Result<Vec<Record>, Error> {
    let mut ids = catalogue.with_value(kind, field, &json!(id.to_string()))?;
    ids.dedup();
    let mut records = Vec::with_capacity(ids.len());
    for found in ids {
        if let Some(record) = catalogue.record(kind, found)?
            && !record.is_removed()
            && record.link(field) == Some(id)
        {
            records.push(record);
        }
    }
    Ok(records)
}

/// Returns the record that a field names; `None` if the field is not set, or the archive lacks it.
pub(crate) fn followed(
    catalogue: &Catalogue<'_>,
    record: &Record,
    field: &str,
    kind: Kind,
) -> Result<Option<Record>, Error> {
    let id = record.link(field);
    Ok(id.map(|id| catalogue.record(kind, id)).transpose()?.flatten())
}

/// Returns what a record is called for people: its citation key or name, else its id.
pub(crate) fn label(record: &Record) -> String {
    let name = record.text("key").or_else(|| record.text("name"));
    name.map_or_else(|| record.id.to_string(), str::to_owned)
}
