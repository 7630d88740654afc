//! From what a person types to a record: an id, a citation key, a name, or the start of an id.

use serde_json::json;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::error::Error;

/// The least number of hex digits that stand for an id.
const PREFIX_DIGITS_MIN: usize = 4;

/// Finds the one record of a kind that `name` stands for.
///
/// # Errors
/// `NotFound`, or `Ambiguous` with the ids it can be.
pub(crate) fn find(catalogue: &Catalogue<'_>, kind: Kind, name: &str) -> Result<Record, Error> {
    let found = candidates(catalogue, &[kind], name)?;
    one(found, kind.name(), name)
}

/// Finds the one record of any of these kinds that `name` stands for.
///
/// # Errors
/// As `find`.
pub(crate) fn find_any(
    catalogue: &Catalogue<'_>,
    kinds: &[Kind],
    name: &str,
) -> Result<(Kind, Record), Error> {
    let record = one(candidates(catalogue, kinds, name)?, "record", name)?;
    let kind = Kind::of(&record.kind);
    let unknown = || Error::NotFound { what: "record", name: name.to_owned() };
    Ok((kind.ok_or_else(unknown)?, record))
}

fn one(mut found: Vec<Record>, what: &'static str, name: &str) -> Result<Record, Error> {
    if found.len() > 1 {
        let candidates = found.iter().map(|record| format!("{} {}", record.kind, record.id));
        return Err(Error::Ambiguous { name: name.to_owned(), candidates: candidates.collect() });
    }
    found.pop().ok_or_else(|| Error::NotFound { what, name: name.to_owned() })
}

/// Returns what `name` can be: an exact id first, then keys and names, then ids that start so.
fn candidates(catalogue: &Catalogue<'_>, kinds: &[Kind], name: &str) -> Result<Vec<Record>, Error> {
    let name = name.trim();
    if let Ok(id) = name.parse::<RecordId>() {
        let exact = kinds.iter().map(|kind| catalogue.record(*kind, id));
        let exact: Vec<Option<Record>> = exact.collect::<Result<_, _>>()?;
        return Ok(exact.into_iter().flatten().collect());
    }
    let mut found = Vec::new();
    for kind in kinds {
        for id in by_label(catalogue, *kind, name)? {
            found.extend(catalogue.record(*kind, id)?);
        }
    }
    // A name in use means the record that is in use; a removed one only where there is no other.
    if found.iter().any(|record| !record.is_removed()) {
        found.retain(|record| !record.is_removed());
    }
    let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if found.is_empty() && name.len() >= PREFIX_DIGITS_MIN && is_hex(name) {
        for (kind, id) in catalogue.with_prefix(name, 20)? {
            if let Some(kind) = Kind::of(&kind).filter(|kind| kinds.contains(kind)) {
                found.extend(catalogue.record(kind, id)?);
            }
        }
    }
    Ok(found)
}

fn by_label(catalogue: &Catalogue<'_>, kind: Kind, name: &str) -> Result<Vec<RecordId>, Error> {
    let field = match kind {
        Kind::Source => "key",
        Kind::Tag | Kind::Collection | Kind::Agent | Kind::Subject | Kind::SavedSearch => "name",
        _ => return Ok(Vec::new()),
    };
    let found = catalogue.with_value(kind, field, &json!(name))?;
    let mut distinct = Vec::new();
    for id in found {
        // The index finds disputed values too; the one shown decides.
        let shown = catalogue.record(kind, id)?;
        if shown.is_some_and(|record| record.text(field) == Some(name)) && !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    Ok(distinct)
}
