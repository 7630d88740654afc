//! Reading a few fields of all records of a kind in one pass, for lists that hold all of them.

use std::collections::HashMap;

use rusqlite::params_from_iter;
use vouchsafe_model::{ContentId, Kind, LogId, Position, RecordId, Sha256Digest};

use crate::{
    catalogue::{Catalogue, Field, LiveWrite, Record},
    error::ArchiveError,
    log,
};

/// A content, in short.
#[derive(Debug, Clone, Copy)]
pub struct ContentInShort {
    /// Its id.
    pub id: ContentId,
    /// Whether its bytes are here.
    pub is_held: bool,
    /// The digest of all its bytes; `None` if it was purged.
    pub sha256: Option<Sha256Digest>,
    /// How many bytes; `None` like the digest.
    pub size_bytes: Option<u64>,
}

impl Catalogue<'_> {
    /// Calls `each` with every record of a kind that has one of these fields, in the order in
    /// which they came to be. The records have no other fields. A name that ends in a dot stands
    /// for all the fields that begin so; it makes all of a record's fields be read.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` returns.
    pub fn for_each_with<E: From<ArchiveError>>(
        &self,
        kind: Kind,
        fields: &[&str],
        mut each: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let has_families = fields.iter().any(|field| field.ends_with('.'));
        let wanted = |name: &str| {
            fields
                .iter()
                .any(|field| *field == name || (field.ends_with('.') && name.starts_with(field)))
        };
        let names = if has_families { &[] } else { fields };
        let condition = match names.len() {
            0 => String::new(),
            count => format!("AND name IN ({})", vec!["?"; count].join(", ")),
        };
        let logs = self.log_ids()?;
        let failed = |error: rusqlite::Error| E::from(ArchiveError::from(error));
        let mut query = self
            .connection
            .prepare_cached(&format!(
                "SELECT record.id, name, entry, clock, value FROM record
                 CROSS JOIN field ON field.record = record.number
                 WHERE record.kind = ? AND value IS NOT NULL {condition} ORDER BY record.number"
            ))
            .map_err(failed)?;
        let parameters = std::iter::once(kind.name()).chain(names.iter().copied());
        let mut rows = query.query(params_from_iter(parameters)).map_err(failed)?;
        let mut record: Option<Record> = None;
        while let Some(row) = rows.next().map_err(failed)? {
            let id = RecordId::from_bytes(row.get(0).map_err(failed)?);
            if record.as_ref().is_none_or(|record| record.id != id) {
                record.replace(empty(kind, id)).map(ordered).map_or(Ok(()), &mut each)?;
            }
            let name = row.get_ref(1).map_err(failed)?.as_str().unwrap_or_default();
            if !wanted(name) {
                continue;
            }
            let json = row.get_ref(4).map_err(failed)?.as_str().unwrap_or_default();
            let bad = |_| ArchiveError::Row(format!("field `{name}` of {kind:?} {id} is not JSON"));
            let value = serde_json::from_str(json).map_err(bad)?;
            let (number, index) = log::entry_place(row.get(2).map_err(failed)?);
            let log = logs.get(&number).copied();
            let log = log.ok_or_else(|| ArchiveError::Row(format!("log {number} is missing")))?;
            let clock = row.get::<_, i64>(3).map_err(failed)?.unsigned_abs();
            let write = LiveWrite { position: Position { clock, log, index }, value };
            let Some(record) = &mut record else { continue };
            match record.fields.get_mut(name) {
                Some(field) => field.writes.push(write),
                None => drop(record.fields.insert(name.to_owned(), Field { writes: vec![write] })),
            }
        }
        record.map(ordered).map_or(Ok(()), each)
    }

    /// Calls `each` with every content, without the digests of its chunks.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn for_each_content(
        &self,
        mut each: impl FnMut(ContentInShort),
    ) -> Result<(), ArchiveError> {
        let mut query =
            self.connection.prepare_cached("SELECT id, state, sha256, size_bytes FROM content")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(ContentInShort {
                id: ContentId::from_bytes(row.get(0)?),
                is_held: row.get_ref(1)?.as_str().is_ok_and(|state| state == "held"),
                sha256: row.get::<_, Option<[u8; 32]>>(2)?.map(Sha256Digest::from_bytes),
                size_bytes: row.get::<_, Option<i64>>(3)?.map(i64::unsigned_abs),
            });
        }
        Ok(())
    }

    fn log_ids(&self) -> Result<HashMap<i64, LogId>, ArchiveError> {
        Ok(log::logs(self.connection)?.into_iter().map(|log| (log.number, log.id)).collect())
    }
}

fn empty(kind: Kind, id: RecordId) -> Record {
    Record { kind: kind.name().to_owned(), id, fields: Default::default() }
}

fn ordered(mut record: Record) -> Record {
    for field in record.fields.values_mut() {
        field.writes.sort_by_key(|write| write.position);
    }
    record
}
