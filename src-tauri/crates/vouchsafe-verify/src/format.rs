//! What the format document says in figures and names, and its two appendices.
//!
//! The schema has one source: the document itself, which is taken in at compile time.

use std::fmt;

use vouchsafe_model::LogId;

/// The format document.
pub(crate) const DOCUMENT: &str = include_str!("../../../docs/archive-format.md");

pub(crate) const APPLICATION_ID: i64 = 0x5643_4831;
pub(crate) const USER_VERSION: i64 = 1;
pub(crate) const PAGE_SIZE_BYTES: i64 = 16_384;
pub(crate) const CATALOGUE_VERSION: i64 = 1;

const INDEX_BITS: u32 = 40;
const CHUNK_BITS: u32 = 24;

/// How many indexes a log can have.
pub(crate) const INDEXES: u64 = 1 << INDEX_BITS;
/// How many chunks a content can have.
pub(crate) const CHUNKS: u64 = 1 << CHUNK_BITS;

/// The tables that carry what was recorded.
pub(crate) const FROZEN: [&str; 7] =
    ["meta", "log", "entry", "checkpoint", "content", "chunk", "purge"];

/// The lines that no purge takes out (section 3.2).
pub(crate) const UNPURGEABLE: [&str; 9] =
    ["type", "clock", "act", "replaces", "kind", "record", "fields", "contents", "level"];

/// Returns the SQL of appendix `A` or `B`.
///
/// # Panics
/// Never for these two: a test reads both.
pub(crate) fn appendix(letter: char) -> &'static str {
    let sql = DOCUMENT.split_once(&format!("\n## Appendix {letter}:")).and_then(|(_, rest)| {
        let (sql, _) = rest.split_once("\n```sql\n")?.1.split_once("\n```")?;
        Some(sql)
    });
    sql.expect("the format document has both appendices")
}

/// The row id of an entry: log number × 2^40 + index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryRow(pub i64);

impl EntryRow {
    /// Returns the row of an entry; `None` if the file has no row for such an index.
    pub fn new(log_number: i64, index: u64) -> Option<Self> {
        let index = i64::try_from(index).ok().filter(|index| *index >> INDEX_BITS == 0)?;
        let start = log_number.checked_mul(1 << INDEX_BITS)?;
        start.checked_add(index).map(Self)
    }

    /// Returns the number of the log; below 1 for a row id that no entry may have.
    pub fn log_number(self) -> i64 {
        self.0 >> INDEX_BITS
    }

    pub fn index(self) -> u64 {
        self.0.cast_unsigned() & (INDEXES - 1)
    }
}

/// The row id of a chunk: content number × 2^24 + n.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ChunkRow(pub i64);

impl ChunkRow {
    /// Returns the row of the chunk `n`; `None` if the file has no row for it.
    pub fn new(content_number: i64, n: u64) -> Option<Self> {
        let n = i64::try_from(n).ok().filter(|n| n >> CHUNK_BITS == 0)?;
        content_number.checked_mul(1 << CHUNK_BITS)?.checked_add(n).map(Self)
    }

    pub fn content_number(self) -> i64 {
        self.0 >> CHUNK_BITS
    }

    pub fn n(self) -> u64 {
        self.0.cast_unsigned() & (CHUNKS - 1)
    }
}

/// How an entry is named in findings: by its log's id, or by its row where no log is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EntryName {
    pub log: Option<LogId>,
    pub row: EntryRow,
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.log {
            Some(log) => write!(f, "entry {log}/{}", self.row.index()),
            None => write!(f, "entry row {}", self.row.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_appendices_are_sql() {
        assert!(appendix('A').starts_with("CREATE TABLE meta ("));
        assert!(appendix('A').ends_with("END;"));
        assert!(appendix('B').starts_with("CREATE TABLE catalogue ("));
    }

    #[test]
    fn rows_are_numbers_of_two_parts() {
        let row = EntryRow::new(3, 41).unwrap();
        assert_eq!((row.log_number(), row.index()), (3, 41));
        assert_eq!(EntryRow::new(1, INDEXES), None);
        assert_eq!(EntryRow::new(i64::MAX, 0), None);
        assert_eq!(EntryRow(-1).log_number(), -1);
        let row = ChunkRow::new(7, CHUNKS - 1).unwrap();
        assert_eq!((row.content_number(), row.n()), (7, CHUNKS - 1));
        assert_eq!(ChunkRow::new(7, CHUNKS), None);
    }
}
