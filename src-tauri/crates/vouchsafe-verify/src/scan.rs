//! Reads a table in the order of its row ids so that a damaged page ends nothing.
//!
//! First in sequence. Where SQLite reports an error, or rows out of order, row by row, until it
//! goes on; what cannot be read is named. Each row is given at most once, in rising order.

use std::fmt;

use rusqlite::{CachedStatement, Connection, Row, types::ValueRef};

use crate::{Error, error::damage, file::ArchiveFile};

/// After this many row ids that cannot be read, ids are skipped, ever more of them. Each costs a
/// new connection in an encrypted file.
const PROBES_MAX: u32 = 65_536;
const PROBES_ENCRYPTED_MAX: u32 = 2_048;

/// How a table is read. Column 0 of both statements is the row id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowSource {
    /// The rows from `?1` on, in rising order.
    pub from: &'static str,
    /// The row `?1`.
    pub at: &'static str,
}

/// Row ids that are expected without gaps, first and last: where a damaged page is searched for
/// rows one by one.
pub(crate) type Region = (i64, i64);

/// What was read of a table.
#[derive(Debug)]
pub(crate) struct Batch<R> {
    pub rows: Vec<R>,
    pub damaged: Vec<DamagedRows>,
    /// Whether this was the last of the table.
    pub is_last: bool,
}

/// Rows that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DamagedRows {
    pub first: i64,
    pub last: i64,
    /// What SQLite says.
    pub message: String,
}

impl fmt::Display for DamagedRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "row {}", self.first)
        } else {
            write!(f, "rows {}\u{2013}{}", self.first, self.last)
        }
    }
}

/// How much a batch holds at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BatchSize {
    pub rows: usize,
    pub bytes: usize,
}

/// A table being read.
pub(crate) struct Scan<'a> {
    file: &'a ArchiveFile<'a>,
    source: RowSource,
    regions: Vec<Region>,
    connection: Connection,
    /// The row id to read on from; `None` after the last.
    next: Option<i64>,
    /// Where sequential reading failed last: it is tried once more there, with a new connection.
    failed_at: Option<i64>,
    /// The last row id that was named as damaged.
    named: Option<i64>,
}

/// Takes a row, and says how many bytes of it are kept.
pub(crate) type Take<'t, R> = &'t mut dyn FnMut(&Row<'_>) -> (R, usize);

enum Stopped {
    Full,
    AtEnd,
    Damaged(String),
}

impl<'a> Scan<'a> {
    /// Starts at the first row. `regions` are in rising order.
    pub fn new(
        file: &'a ArchiveFile<'a>,
        source: RowSource,
        regions: Vec<Region>,
    ) -> Result<Self, Error> {
        let connection = connect(file)?;
        let next = Some(i64::MIN);
        Ok(Self { file, source, regions, connection, next, failed_at: None, named: None })
    }

    /// Reads on.
    pub fn batch<R>(&mut self, size: BatchSize, take: Take<'_, R>) -> Result<Batch<R>, Error> {
        let mut batch = Batch { rows: Vec::new(), damaged: Vec::new(), is_last: false };
        let mut bytes = 0;
        while self.next.is_some() {
            match self.read_on(&mut batch.rows, &mut bytes, size, take)? {
                Stopped::Full => return Ok(batch),
                Stopped::AtEnd => self.next = None,
                Stopped::Damaged(message) => {
                    let found = self.step_over(message, take)?;
                    if let Some((row, weight)) = found.row {
                        batch.rows.push(row);
                        bytes += weight;
                    }
                    self.named = found.damaged.last().map(|rows| rows.last).or(self.named);
                    batch.damaged.extend(found.damaged);
                }
            }
        }
        batch.is_last = true;
        Ok(batch)
    }

    /// Reads all rows that are left.
    pub fn all<R>(mut self, take: Take<'_, R>) -> Result<Batch<R>, Error> {
        self.batch(BatchSize { rows: usize::MAX, bytes: usize::MAX }, take)
    }

    fn read_on<R>(
        &mut self,
        rows: &mut Vec<R>,
        bytes: &mut usize,
        size: BatchSize,
        take: Take<'_, R>,
    ) -> Result<Stopped, Error> {
        let Some(from) = self.next else { return Ok(Stopped::AtEnd) };
        let file = self.file;
        let damaged = |error| damage(file.path(), error).map(Stopped::Damaged);
        let mut statement = match self.connection.prepare_cached(self.source.from) {
            Ok(statement) => statement,
            Err(error) => return damaged(error),
        };
        let mut found = match statement.query([from]) {
            Ok(found) => found,
            Err(error) => return damaged(error),
        };
        loop {
            if rows.len() >= size.rows || *bytes >= size.bytes {
                return Ok(Stopped::Full);
            }
            let row = match found.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(Stopped::AtEnd),
                Err(error) => return damaged(error),
            };
            let id = row_id(row);
            let Some(id) = id.filter(|id| self.next.is_some_and(|next| *id >= next)) else {
                return Ok(Stopped::Damaged("rows are out of order".to_owned()));
            };
            let (taken, weight) = take(row);
            rows.push(taken);
            *bytes = bytes.saturating_add(weight);
            self.next = id.checked_add(1);
            if self.next.is_none() {
                return Ok(Stopped::AtEnd);
            }
        }
    }

    /// Looks for the next row that can be read by itself, and names those that cannot.
    fn step_over<R>(&mut self, message: String, take: Take<'_, R>) -> Result<Step<R>, Error> {
        let Some(from) = self.next else { return Ok(Step { row: None, damaged: Vec::new() }) };
        self.renew()?;
        if self.failed_at != Some(from) {
            self.failed_at = Some(from);
            return Ok(Step { row: None, damaged: Vec::new() });
        }
        // Before the first region there is nothing to search for.
        let region = self.regions.iter().copied().find(|(_, last)| *last >= from);
        let Some((first, last)) = region else {
            self.next = None;
            // What follows rows that cannot be read is not known to be there at all.
            let is_known = self.named.is_none_or(|named| named.checked_add(1) != Some(from));
            let damaged = is_known.then_some(DamagedRows { first: from, last: from, message });
            return Ok(Step { row: None, damaged: damaged.into_iter().collect() });
        };
        let probes_max = if self.file.is_encrypted() { PROBES_ENCRYPTED_MAX } else { PROBES_MAX };
        let mut damaged = Damaged::default();
        let mut id = first.max(from);
        let mut probes = 0_u32;
        while id <= last {
            let skipped = 1_i64 << probes.saturating_sub(probes_max).min(40);
            match self.read_at(id, take)? {
                Ok(found) if skipped > 1 => {
                    drop(found);
                    let good = self.first_good(id - skipped, id, take)?;
                    damaged.extend(good - 1);
                    self.next = Some(good);
                    return Ok(Step { row: None, damaged: damaged.rows });
                }
                Ok(Some(row)) => {
                    self.next = id.checked_add(1);
                    return Ok(Step { row: Some(row), damaged: damaged.rows });
                }
                Ok(None) => {}
                Err(message) => {
                    damaged.add(id, message);
                    self.renew()?;
                }
            }
            probes += 1;
            let skipped = 1_i64 << probes.saturating_sub(probes_max).min(40);
            let Some(next) = id.checked_add(skipped) else { break };
            if skipped > 1 {
                damaged.extend(next.saturating_sub(1).min(last));
            }
            id = next;
        }
        self.next = last.checked_add(1);
        if damaged.rows.is_empty() {
            // Every row of the region was read or is absent, and yet reading on fails after it.
            damaged.add(from, message);
        }
        Ok(Step { row: None, damaged: damaged.rows })
    }

    /// Finds the first row id after `bad` that can be looked up, `good` being one.
    fn first_good<R>(
        &mut self,
        mut bad: i64,
        mut good: i64,
        take: Take<'_, R>,
    ) -> Result<i64, Error> {
        while good - bad > 1 {
            let middle = bad + (good - bad) / 2;
            if self.read_at(middle, take)?.is_ok() {
                good = middle;
            } else {
                bad = middle;
                self.renew()?;
            }
        }
        Ok(good)
    }

    fn read_at<R>(
        &self,
        id: i64,
        take: Take<'_, R>,
    ) -> Result<Result<Option<(R, usize)>, String>, Error> {
        let found = self.statement_at().and_then(|mut statement| {
            let mut rows = statement.query([id])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            Ok((row_id(row) == Some(id)).then(|| take(row)))
        });
        match found {
            Ok(row) => Ok(Ok(row)),
            Err(error) => damage(self.file.path(), error).map(Err),
        }
    }

    fn statement_at(&self) -> rusqlite::Result<CachedStatement<'_>> {
        self.connection.prepare_cached(self.source.at)
    }

    /// A connection that met a bad page of an encrypted file gives no good one after it.
    fn renew(&mut self) -> Result<(), Error> {
        if self.file.is_encrypted() {
            self.connection = connect(self.file)?;
        }
        Ok(())
    }
}

/// What was found behind an error: a row that can be read, and those before it that cannot.
struct Step<R> {
    row: Option<(R, usize)>,
    damaged: Vec<DamagedRows>,
}

/// Ranges of rows that cannot be read, as they grow.
#[derive(Default)]
struct Damaged {
    rows: Vec<DamagedRows>,
}

impl Damaged {
    fn add(&mut self, id: i64, message: String) {
        match self.rows.last_mut() {
            Some(rows) if rows.last.checked_add(1) == Some(id) => rows.last = id,
            _ => self.rows.push(DamagedRows { first: id, last: id, message }),
        }
    }

    fn extend(&mut self, last: i64) {
        if let Some(rows) = self.rows.last_mut() {
            rows.last = rows.last.max(last);
        }
    }
}

/// Opens a connection to a file that was opened before: it cannot be the key then.
pub(crate) fn connect(file: &ArchiveFile<'_>) -> Result<Connection, Error> {
    file.connect().map_err(|source| Error::of(file.path(), source))
}

fn row_id(row: &Row<'_>) -> Option<i64> {
    match row.get_ref(0) {
        Ok(ValueRef::Integer(id)) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_rows_grow_into_ranges() {
        let mut damaged = Damaged::default();
        for id in [4, 5, 9] {
            damaged.add(id, "bad".to_owned());
        }
        damaged.extend(20);
        let ranges: Vec<_> = damaged.rows.iter().map(|rows| (rows.first, rows.last)).collect();
        assert_eq!(ranges, [(4, 5), (9, 20)]);
    }
}
