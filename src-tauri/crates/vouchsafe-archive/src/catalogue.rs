//! Reading the catalogue: records, their fields, and finding them.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde_json::Value;
use vouchsafe_model::{Kind, LogId, Position, RecordId};

use crate::{
    contents::{self, ContentRow},
    error::ArchiveError,
    log, project,
};

/// A reader of the catalogue; within a transaction it sees what was just written.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue<'a> {
    pub(crate) connection: &'a Connection,
}

/// A record with its fields.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its kind, by the name in the file.
    pub kind: String,
    /// Its id.
    pub id: RecordId,
    /// Its fields, by name; cleared ones are not there.
    pub fields: BTreeMap<String, Field>,
}

/// Where a record stands, for going on from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRow(i64);

/// A field: one write, or several that people have not decided between.
#[derive(Debug, Clone)]
pub struct Field {
    /// The live writes, in the order of their positions; never empty.
    pub writes: Vec<LiveWrite>,
}

/// A write that nothing supersedes.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveWrite {
    /// Where it was written.
    pub position: Position,
    /// What.
    pub value: Value,
}

impl Record {
    /// Returns a field's value; `None` if it is not set, or cleared.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).map(Field::value).filter(|value| !value.is_null())
    }

    /// Returns a field's text; `None` if it is not set, or no text.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.get(field).and_then(Value::as_str)
    }

    /// Returns the record that a field names.
    pub fn link(&self, field: &str) -> Option<RecordId> {
        self.text(field).and_then(|id| id.parse().ok())
    }

    /// Returns whether it was removed (and can be restored).
    pub fn is_removed(&self) -> bool {
        self.get("removed").is_some()
    }
}

impl Field {
    /// Returns the value that is shown first: the last one written.
    pub fn value(&self) -> &Value {
        self.writes.last().map_or(&Value::Null, |write| &write.value)
    }

    /// Returns whether several writes stand side by side.
    pub fn is_disputed(&self) -> bool {
        self.writes.len() > 1
    }
}

impl<'a> Catalogue<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }

    /// Returns a record; `None` if there is none of this kind and id.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn record(&self, kind: Kind, id: RecordId) -> Result<Option<Record>, ArchiveError> {
        let number = project::find_record(self.connection, kind.name(), id)?;
        number.map(|number| self.read(number, kind.name().to_owned(), id)).transpose()
    }

    /// Returns where a record stands; `None` if there is none of this kind and id.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn row_of(&self, kind: Kind, id: RecordId) -> Result<Option<RecordRow>, ArchiveError> {
        Ok(project::find_record(self.connection, kind.name(), id)?.map(RecordRow))
    }

    /// Returns up to `limit` records of a kind that stand after `after`, with where they stand.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn records(
        &self,
        kind: Kind,
        after: Option<RecordRow>,
        limit: usize,
    ) -> Result<Vec<(RecordRow, Record)>, ArchiveError> {
        let mut query = self.connection.prepare_cached(
            "SELECT number, id FROM record WHERE kind = ?1 AND number > ?2
             ORDER BY number LIMIT ?3",
        )?;
        let after = after.map_or(0, |row| row.0);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![kind.name(), after, limit], |row| {
            Ok((row.get::<_, i64>(0)?, RecordId::from_bytes(row.get(1)?)))
        })?;
        let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
        let read =
            |(number, id)| Ok((RecordRow(number), self.read(number, kind.name().to_owned(), id)?));
        rows.into_iter().map(read).collect()
    }

    /// Calls `each` with every record of a kind, in the order in which they came to be.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` returns.
    pub fn for_each<E: From<ArchiveError>>(
        &self,
        kind: Kind,
        mut each: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut after = None;
        loop {
            let rows = self.records(kind, after, 500)?;
            after = rows.last().map(|(row, _)| *row);
            if rows.is_empty() {
                return Ok(());
            }
            for (_, record) in rows {
                each(record)?;
            }
        }
    }

    /// Returns the ids of the records of a kind whose field has this value, also disputed ones.
    /// Values of more than 100 bytes of JSON are not found.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn with_value(
        &self,
        kind: Kind,
        field: &str,
        value: &Value,
    ) -> Result<Vec<RecordId>, ArchiveError> {
        let mut query = self.connection.prepare_cached(
            "SELECT record.id FROM field INDEXED BY field_by_value
             CROSS JOIN record ON record.number = field.record
             WHERE field.name = ?1 AND field.value = ?2 AND length(field.value) <= 100
               AND record.kind = ?3 ORDER BY record.number",
        )?;
        let rows = query.query_map(params![field, value.to_string(), kind.name()], |row| {
            Ok(RecordId::from_bytes(row.get(0)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the records whose id starts with these hex digits, up to `limit`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn with_prefix(
        &self,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<(String, RecordId)>, ArchiveError> {
        let digits = |fill: char| {
            let padded: String = prefix.chars().chain(std::iter::repeat(fill)).take(32).collect();
            padded.parse::<RecordId>().ok()
        };
        let Some((low, high)) = digits('0').zip(digits('f')) else { return Ok(Vec::new()) };
        let mut query = self.connection.prepare_cached(
            "SELECT kind, id FROM record WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![low.as_bytes(), high.as_bytes(), limit], |row| {
            Ok((row.get(0)?, RecordId::from_bytes(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns how many records of a kind there are, removed ones included.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count(&self, kind: Kind) -> Result<u64, ArchiveError> {
        let mut query =
            self.connection.prepare_cached("SELECT count(*) FROM record WHERE kind = ?1")?;
        let count: i64 = query.query_row([kind.name()], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Returns where the entries stand that set fields of a record, in the order of rows.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entries_of(&self, kind: &str, id: RecordId) -> Result<Vec<(LogId, u64)>, ArchiveError> {
        let Some(number) = project::find_record(self.connection, kind, id)? else {
            return Ok(Vec::new());
        };
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT field.entry, log.id FROM field
             JOIN log ON log.number = field.entry >> 40 WHERE record = ?1 ORDER BY field.entry",
        )?;
        let rows = query.query_map([number], |row| {
            Ok((LogId::from_bytes(row.get(1)?), log::entry_place(row.get(0)?).1))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the rows of the contents with this digest.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn contents_with(
        &self,
        sha256: vouchsafe_model::Sha256Digest,
    ) -> Result<Vec<ContentRow>, ArchiveError> {
        contents::with_digest(self.connection, sha256)
    }

    /// Returns whether any content is known to have had this size.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_content_of_size(&self, size_bytes: u64) -> Result<bool, ArchiveError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM content WHERE size_bytes = ?1)")?;
        let size = i64::try_from(size_bytes).unwrap_or(i64::MAX);
        Ok(query.query_row([size], |row| row.get(0))?)
    }

    /// Returns the row of a content; `None` if there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn content(
        &self,
        id: vouchsafe_model::ContentId,
    ) -> Result<Option<ContentRow>, ArchiveError> {
        contents::row(self.connection, id)
    }

    fn read(&self, number: i64, kind: String, id: RecordId) -> Result<Record, ArchiveError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, entry, clock, value, log.id FROM field
             JOIN log ON log.number = field.entry >> 40
             WHERE record = ?1 AND value IS NOT NULL",
        )?;
        let mut rows = query.query([number])?;
        let mut fields: BTreeMap<String, Field> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let bad = |_| ArchiveError::Row(format!("field `{name}` of {kind} {id} is not JSON"));
            let value = serde_json::from_str(row.get_ref(3)?.as_str().unwrap_or_default());
            let value = value.map_err(bad)?;
            let position = Position {
                clock: row.get::<_, i64>(2)?.unsigned_abs(),
                log: LogId::from_bytes(row.get(4)?),
                index: log::entry_place(row.get(1)?).1,
            };
            let field = fields.entry(name).or_insert_with(|| Field { writes: Vec::new() });
            field.writes.push(LiveWrite { position, value });
        }
        for field in fields.values_mut() {
            field.writes.sort_by_key(|write| write.position);
        }
        Ok(Record { kind, id, fields })
    }
}
