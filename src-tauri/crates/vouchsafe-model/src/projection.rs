//! What an entry does to the catalogue: pure, total, and the same in any order.
//!
//! The rules of archive-format.md, section 6. Nothing here can fail: what an entry says was
//! checked before it was appended, and replay takes what it finds.

use crate::{Entry, LineRef, RecordId, entry::Body};

/// One step of the projection. Steps of all entries may be taken in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect<'a> {
    /// The record is there from now on.
    Record,
    /// A write of a field, unless something supersedes it.
    Write {
        /// The field's name.
        field: &'a str,
        /// Its JSON text.
        value: &'a str,
    },
    /// That write of the same record no longer holds, seen or not.
    Supersede(&'a LineRef),
}

/// Returns the record that an entry speaks of and what it does to it; `None` if to none.
pub fn effects(entry: &Entry) -> Option<(&str, RecordId, Vec<Effect<'_>>)> {
    let Body::Set(set) = &entry.body else { return None };
    let writes = set.writes.iter();
    let writes = writes.map(|write| Effect::Write { field: &write.field, value: &write.value });
    let fields = set.replaces.iter().filter(|line| line.line.starts_with("set."));
    let effects = std::iter::once(Effect::Record).chain(writes);
    Some((&set.kind, set.record, effects.chain(fields.map(Effect::Supersede)).collect()))
}
