//! Reading the logs: rows, heads, entries. Writing is `append`'s.

use rusqlite::{Connection, OptionalExtension as _, Row};
use vouchsafe_fixity::{Checkpoint, Frontier, Leaf, PublicKey};
use vouchsafe_model::{Entry, Lines, LogId, Position, Sha256Digest};

use crate::error::ArchiveError;

/// How many bits of an entry's row id hold its index.
const INDEX_BITS: u32 = 40;

/// Returns the row id of a log's entry.
pub(crate) fn entry_row(log_number: i64, index: u64) -> i64 {
    (log_number << INDEX_BITS) | i64::try_from(index).unwrap_or(i64::MAX)
}

/// Returns the log number and index of an entry's row id.
pub(crate) fn entry_place(row: i64) -> (i64, u64) {
    (row >> INDEX_BITS, row.cast_unsigned() & ((1 << INDEX_BITS) - 1))
}

/// One writer's log, as its row says.
#[derive(Debug, Clone)]
pub struct LogRow {
    /// Its number in this file.
    pub(crate) number: i64,
    /// Its id.
    pub id: LogId,
    /// The key that signs its checkpoints.
    pub public_key: PublicKey,
}

/// The head of a log: what its newest checkpoint states, and the frontier to go on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The log.
    pub log: LogId,
    /// The tree up to here.
    pub frontier: Frontier,
    /// The signed checkpoint.
    pub note: String,
}

/// An entry as it is stored.
#[derive(Debug, Clone)]
pub struct StoredEntry {
    /// The log it stands in.
    pub log: LogId,
    /// Its index there.
    pub index: u64,
    /// Its lines, without those that were purged.
    pub lines: Lines,
    /// Whether lines were purged.
    pub purged: bool,
    /// What it says.
    pub entry: Entry,
    /// Its leaf in the tree.
    pub leaf: Leaf,
}

impl StoredEntry {
    /// Returns where it stands among the entries of all logs.
    pub fn position(&self) -> Position {
        Position { clock: self.entry.header.clock, log: self.log, index: self.index }
    }
}

/// Returns every log, in the order of their numbers.
pub(crate) fn logs(connection: &Connection) -> Result<Vec<LogRow>, ArchiveError> {
    let mut query =
        connection.prepare_cached("SELECT number, id, public_key FROM log ORDER BY number")?;
    let rows = query.query_map([], |row| {
        Ok(LogRow {
            number: row.get(0)?,
            id: LogId::from_bytes(row.get(1)?),
            public_key: PublicKey::from_bytes(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns a log's head, from its checkpoint.
pub(crate) fn head(connection: &Connection, log: &LogRow) -> Result<Head, ArchiveError> {
    let mut query =
        connection.prepare_cached("SELECT note, frontier FROM checkpoint WHERE log = ?1")?;
    let row = query
        .query_row([log.number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)));
    let missing = || ArchiveError::Row(format!("log {} has no checkpoint", log.id));
    let (note, frontier) = row.optional()?.ok_or_else(missing)?;
    let bad = |_| ArchiveError::Row(format!("the checkpoint of log {} is malformed", log.id));
    let checkpoint = Checkpoint::parse(&note).map_err(bad)?;
    let bad = |_| ArchiveError::Row(format!("the frontier of log {} is malformed", log.id));
    let frontier = Frontier::from_bytes(checkpoint.size, &frontier).map_err(bad)?;
    if checkpoint.log != log.id || checkpoint.root != frontier.root() {
        return Err(ArchiveError::Row(format!("the checkpoint of log {} is not its own", log.id)));
    }
    Ok(Head { log: log.id, frontier, note })
}

/// Returns the leaves of a log from `from` up to, not including, `to`.
pub(crate) fn leaves(
    connection: &Connection,
    log_number: i64,
    range: std::ops::Range<u64>,
) -> Result<Vec<Leaf>, ArchiveError> {
    let mut query = connection
        .prepare_cached("SELECT leaf FROM entry WHERE id >= ?1 AND id < ?2 ORDER BY id")?;
    let bounds = [entry_row(log_number, range.start), entry_row(log_number, range.end)];
    let rows = query.query_map(bounds, |row| Ok(Sha256Digest::from_bytes(row.get(0)?)))?;
    let leaves: Vec<Leaf> = rows.collect::<Result<_, _>>()?;
    if leaves.len() as u64 != range.end - range.start {
        return Err(ArchiveError::Row("an entry of its log is missing".to_owned()));
    }
    Ok(leaves)
}

/// Returns an entry by its row id.
pub(crate) fn entry(connection: &Connection, row: i64) -> Result<StoredEntry, ArchiveError> {
    let mut query = connection.prepare_cached(
        "SELECT entry.id, text, leaf, seed IS NULL, log.id FROM entry
         JOIN log ON log.number = entry.id >> 40 WHERE entry.id = ?1",
    )?;
    let mut rows = query.query([row])?;
    match rows.next()? {
        Some(row) => read_entry(row),
        None => Err(ArchiveError::Row(format!("entry {row} is missing"))),
    }
}

/// Calls `each` for up to `limit` entries from row id `from` on, in order, and returns the row id
/// after the last one; `None` when there are no more.
pub(crate) fn scan(
    connection: &Connection,
    from: i64,
    limit: usize,
    mut each: impl FnMut(i64, StoredEntry) -> Result<(), ArchiveError>,
) -> Result<Option<i64>, ArchiveError> {
    let mut query = connection.prepare_cached(
        "SELECT entry.id, text, leaf, seed IS NULL, log.id FROM entry
         JOIN log ON log.number = entry.id >> 40
         WHERE entry.id >= ?1 ORDER BY entry.id LIMIT ?2",
    )?;
    let limit_rows = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = query.query([from, limit_rows])?;
    let mut next = None;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        each(id, read_entry(row)?)?;
        next = Some(id + 1);
        count += 1;
    }
    Ok(next.filter(|_| count == limit))
}

fn read_entry(row: &Row<'_>) -> Result<StoredEntry, ArchiveError> {
    let (_, index) = entry_place(row.get(0)?);
    let lines = Lines::parse(row.get_ref(1)?.as_str().unwrap_or_default())?;
    let purged: bool = row.get(3)?;
    Ok(StoredEntry {
        log: LogId::from_bytes(row.get(4)?),
        index,
        entry: Entry::read(&lines, purged)?,
        lines,
        purged,
        leaf: Sha256Digest::from_bytes(row.get(2)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_id_holds_log_and_index() {
        for (number, index) in [(1, 0), (1, 7), (3, (1 << 40) - 1), (4_194_303, 12)] {
            assert_eq!(entry_place(entry_row(number, index)), (number, index));
        }
    }
}
