//! The projection written down: an entry's effects on the catalogue's tables, and their rebuilding.
//!
//! The rules are `vouchsafe_model::effects`; here they become rows (archive-format.md, section 6).

use std::collections::HashMap;

use rusqlite::{Connection, params};
use vouchsafe_model::{Effect, Entry, LogId, RecordId, effects};

use crate::{
    error::ArchiveError,
    log,
    schema::{self, CATALOGUE_VERSION},
};

/// How many entries a rebuilding reads at a time.
const REPLAY_STEP: usize = 10_000;

/// The numbers of the file's logs, by id.
pub(crate) type LogNumbers = HashMap<LogId, i64>;

/// Returns the numbers of the file's logs.
pub(crate) fn log_numbers(connection: &Connection) -> Result<LogNumbers, ArchiveError> {
    Ok(log::logs(connection)?.into_iter().map(|log| (log.id, log.number)).collect())
}

/// Returns the number of a record, making it if it is not there.
pub(crate) fn record_number(
    connection: &Connection,
    kind: &str,
    id: RecordId,
) -> rusqlite::Result<i64> {
    if let Some(number) = find_record(connection, kind, id)? {
        return Ok(number);
    }
    let mut insert = connection.prepare_cached("INSERT INTO record (id, kind) VALUES (?1, ?2)")?;
    insert.insert(params![id.as_bytes(), kind])
}

/// Returns the number of a record; `None` if it is not there.
pub(crate) fn find_record(
    connection: &Connection,
    kind: &str,
    id: RecordId,
) -> rusqlite::Result<Option<i64>> {
    use rusqlite::OptionalExtension as _;
    connection
        .prepare_cached("SELECT number FROM record WHERE id = ?1 AND kind = ?2")?
        .query_row(params![id.as_bytes(), kind], |row| row.get(0))
        .optional()
}

/// Applies an entry in effect to the catalogue. Entries may come in any order, and more than once.
pub(crate) fn apply(
    connection: &Connection,
    row: i64,
    entry: &Entry,
    logs: &LogNumbers,
) -> Result<(), ArchiveError> {
    let Some((kind, id, effects)) = effects(entry) else { return Ok(()) };
    let record = record_number(connection, kind, id)?;
    let clock = i64::try_from(entry.header.clock).unwrap_or(i64::MAX);
    for effect in effects {
        match effect {
            Effect::Record => {}
            Effect::Write { field, value } => {
                connection
                    .prepare_cached(
                        "INSERT INTO field (record, name, entry, clock, value)
                         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                    )?
                    .execute(params![record, field, row, clock, value])?;
            }
            Effect::Supersede(line) => {
                let Some(number) = logs.get(&line.log) else { continue };
                if line.index >= 1 << 40 {
                    continue;
                }
                let name = line.line.strip_prefix("set.").unwrap_or(&line.line);
                connection
                    .prepare_cached(
                        "INSERT INTO field (record, name, entry) VALUES (?1, ?2, ?3)
                         ON CONFLICT DO UPDATE SET clock = NULL, value = NULL",
                    )?
                    .execute(params![record, name, log::entry_row(*number, line.index)])?;
            }
        }
    }
    Ok(())
}

/// Drops the catalogue and makes it again from the entries in effect. Inside a transaction.
pub(crate) fn rebuild(connection: &Connection) -> Result<(), ArchiveError> {
    for table in ["catalogue", "record", "field"] {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    create(connection)?;
    let logs = log_numbers(connection)?;
    let in_effect = crate::open::sizes_in_effect(connection)?;
    let mut from = Some(0);
    while let Some(start) = from {
        from = log::scan(connection, start, REPLAY_STEP, |row, stored| {
            let size = in_effect.get(&stored.log).copied().unwrap_or(0);
            if stored.index < size { apply(connection, row, &stored.entry, &logs) } else { Ok(()) }
        })?;
    }
    Ok(())
}

/// Makes the empty catalogue.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(schema::CATALOGUE)?;
    connection.execute("INSERT INTO catalogue (version) VALUES (?1)", [CATALOGUE_VERSION])?;
    Ok(())
}
