//! The search index: a second database beside the archive, which may be lost at any time.
//!
//! It holds the texts of records as they are, their words folded, and thumbnails; all of it can be
//! made again from the archive, and none of it counts in a verdict. Of an encrypted archive it is
//! encrypted with the same key. Who fills it, and with what, is not known here. Why it is built as
//! it is: `docs/decisions/0010-search-index.md`.

mod days;
mod expression;
mod fields;
mod lexer;
mod query;
mod schema;
mod search;
mod snippet;
#[cfg(test)]
mod tests;
mod words;
mod write;

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::File,
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, TransactionBehavior, config::DbConfig,
};
use thiserror::Error;
use vouchsafe_fixity::PageKey;
use vouchsafe_model::{ArchiveId, ContentId, LogId, Sha256Digest};
use zeroize::Zeroizing;

pub use days::Days;
pub use fields::INDEX_KINDS;
pub use query::{Query, QueryError};
pub use search::{Hit, Hits, Total};
pub use write::{IndexItem, IndexWriter, Part, Visibility};

/// How long a second writer waits for the first.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

const CACHE_KIB: i64 = 64 * 1024;

/// Where an index is, of which archive, and what opens it.
#[derive(Debug, Clone)]
pub struct IndexPlace {
    /// The file.
    pub path: PathBuf,
    /// The archive it belongs to.
    pub archive: ArchiveId,
    /// The archive's key; `None` if that is plain.
    pub page_key: Option<PageKey>,
}

impl IndexPlace {
    /// Returns the place beside an archive: `NAME.vouch-index` for `NAME.vouch`.
    pub fn beside(path: &Path, archive: ArchiveId, page_key: Option<PageKey>) -> Self {
        let mut name = path.as_os_str().to_owned();
        name.push("-index");
        Self { path: name.into(), archive, page_key }
    }

    /// Returns the place in a cache folder, for an archive whose own folder is read-only.
    pub fn inside(folder: &Path, archive: ArchiveId, page_key: Option<PageKey>) -> Self {
        Self { path: folder.join(format!("{archive}.vouch-index")), archive, page_key }
    }

    /// Removes the index and its siblings. It is no error if there is none.
    ///
    /// # Errors
    /// The system refuses.
    pub fn discard(&self) -> Result<(), IndexError> {
        if self.path.symlink_metadata().is_err() {
            return Ok(());
        }
        let _lock = self.lock()?;
        self.remove()
    }

    fn sibling(&self, ending: &str) -> PathBuf {
        let mut path = OsString::from(&self.path);
        path.push(ending);
        path.into()
    }

    /// Keeps others from opening or removing the index at the same time: a program that opened the
    /// file just before, and its log just after another put new ones there, would mix the two.
    fn lock(&self) -> Result<File, IndexError> {
        let io = |source| IndexError::Io { path: self.path.clone(), source };
        let lock = private_file(&self.sibling("-lock")).map_err(io)?;
        lock.lock().map_err(io)?;
        Ok(lock)
    }

    fn remove(&self) -> Result<(), IndexError> {
        // The log first: found alone beside a new file, it would be taken for that one's own.
        for sibling in ["-wal", "-shm", "-journal", ""] {
            match std::fs::remove_file(self.sibling(sibling)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(IndexError::Io { path: self.path.clone(), source: error });
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Why the index cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IndexError {
    /// Another program is writing it.
    #[error("the search index is in use by another program")]
    Busy(#[source] rusqlite::Error),
    /// The disk is full; what was being written is not there.
    #[error("the disk is full: nothing of this step is in the search index")]
    DiskFull(#[source] rusqlite::Error),
    /// It is damaged, or another program threw it away: `IndexPlace::discard`, then open again.
    #[error("the search index is damaged and must be made again")]
    Damaged(#[source] rusqlite::Error),
    /// It was filled from another copy of the archive, newer or diverged, and knows of entries that
    /// this one lacks.
    #[error("the search index is of another copy of the archive")]
    OfAnotherHistory,
    /// Any other failure of the database.
    #[error("the search index cannot be read or written")]
    Sqlite(#[source] rusqlite::Error),
    /// The operating system refused.
    #[error("cannot make the search index at {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// An item is of a kind that is not searched.
    #[error("`{0}` is no kind that the search index knows")]
    UnknownKind(String),
}

impl From<rusqlite::Error> for IndexError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::DiskFull) => Self::DiskFull(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            _ => Self::Sqlite(error),
        }
    }
}

/// How far an index has come in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// How many of its entries the index has seen.
    pub size: u64,
    /// The leaf of the last of them: in an older or diverged copy of the archive it is another.
    pub leaf: Sha256Digest,
}

/// An index that is open.
#[derive(Debug)]
pub struct SearchIndex {
    connection: Connection,
    fresh: bool,
}

impl SearchIndex {
    /// Opens the index, or makes an empty one where there is none, or where what is there belongs
    /// to another archive, version or key, or is damaged.
    ///
    /// # Errors
    /// `Busy`, `DiskFull`, `Io` or `Sqlite`: it can be neither opened nor made.
    pub fn open(place: &IndexPlace) -> Result<Self, IndexError> {
        let _lock = place.lock()?;
        match Self::open_existing(place) {
            Ok(Some(connection)) => return Ok(Self { connection, fresh: false }),
            Ok(None) | Err(IndexError::Damaged(_)) => {}
            // A table is missing, or another. What the system refuses is no reason to remove.
            Err(IndexError::Sqlite(error))
                if error.sqlite_error_code() == Some(ErrorCode::Unknown) => {}
            Err(error) => return Err(error),
        }
        place.remove()?;
        // Nobody but who may read the archive: its own rights are not known to hold here.
        let made = private_file(&place.path);
        made.map_err(|source| IndexError::Io { path: place.path.clone(), source })?;
        Self::make(connect(place)?, place)
    }

    /// Makes an empty index in memory, for where none can be kept.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory(archive: ArchiveId) -> Result<Self, IndexError> {
        let place = IndexPlace { path: ":memory:".into(), archive, page_key: None };
        Self::make(connect(&place)?, &place)
    }

    fn make(mut connection: Connection, place: &IndexPlace) -> Result<Self, IndexError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        schema::create(&transaction, place.archive.as_bytes())?;
        transaction.commit()?;
        Ok(Self { connection, fresh: true })
    }

    /// `None` if there is none, or none of use.
    fn open_existing(place: &IndexPlace) -> Result<Option<Connection>, IndexError> {
        if !place.path.exists() {
            return Ok(None);
        }
        let connection = connect(place)?;
        let sound = schema::is_sound(&connection, place.archive.as_bytes())?;
        Ok(sound.then_some(connection))
    }

    /// Returns whether it was made just now and is empty.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Returns, for each log, how far the index has come.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn marks(&self) -> Result<BTreeMap<LogId, Mark>, IndexError> {
        write::marks(&self.connection)
    }

    /// Returns the thumbnail of a content, a PNG; `None` if there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn thumbnail(&self, content: ContentId) -> Result<Option<Vec<u8>>, IndexError> {
        let mut query =
            self.connection.prepare_cached("SELECT png FROM thumbnail WHERE content = ?1")?;
        Ok(query.query_row([content.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Merges what many commits left apart, which makes searches faster; for after a first filling,
    /// when nobody waits. It takes about a fifth of the time of the filling.
    ///
    /// # Errors
    /// `Busy`, `DiskFull`, or the file cannot be written.
    pub fn settle(&mut self) -> Result<(), IndexError> {
        for kind in 0..INDEX_KINDS.len() {
            let table = schema::table(kind);
            let settle = format!("INSERT INTO {table} ({table}) VALUES ('optimize')");
            self.connection.execute(&settle, [])?;
        }
        self.empty_log()?;
        Ok(())
    }

    /// Writes the words of every kind anew and empties SQLite's log, so that nothing of what was
    /// taken out stays in the files: for after a purge. FTS5's secure deletion alone leaves words
    /// that part its pages. Takes about as long as `settle`.
    ///
    /// Returns `false` while another program still reads what is in the log.
    ///
    /// # Errors
    /// `Busy`, `DiskFull`, or the file cannot be written.
    pub fn scrub(&mut self) -> Result<bool, IndexError> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for kind in 0..INDEX_KINDS.len() {
            schema::rewrite(&transaction, kind)?;
        }
        transaction.commit()?;
        self.empty_log()
    }

    fn empty_log(&self) -> Result<bool, IndexError> {
        let query = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// Begins to write; all of it counts from `commit` on, or none.
    ///
    /// # Errors
    /// `Busy` if another program writes and does not end within seconds.
    pub fn begin(&mut self) -> Result<IndexWriter<'_>, IndexError> {
        IndexWriter::begin(&mut self.connection)
    }
}

/// Opens a file that only this user may read, making it where there is none.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn connect(place: &IndexPlace) -> Result<Connection, IndexError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(&place.path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    if let Some(page_key) = &place.page_key {
        unlock(&connection, page_key)?;
    }
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    // Readers go on while a writer fills; what a power cut can take is the last commits, whole,
    // and the marks go with them. Nothing is promised about an index, so nothing waits for a disk.
    connection.execute_batch(&format!(
        "PRAGMA page_size = {};
         PRAGMA cache_size = -{CACHE_KIB};
         PRAGMA mmap_size = 0;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON;
         PRAGMA synchronous = NORMAL;",
        schema::PAGE_SIZE_BYTES
    ))?;
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// The archive's key, with a salt that SQLCipher draws for this file: pages are encrypted under
/// fresh random vectors anyhow, and another salt means another key for their MACs, so that no page
/// of the index passes for one of the archive.
fn unlock(connection: &Connection, page_key: &PageKey) -> rusqlite::Result<()> {
    const KEY_DIGITS: usize = 64;
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let digits = page_key.to_hex();
    let key = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", &digits[..KEY_DIGITS]));
    connection.execute_batch(&key)?;
    connection.execute_batch(&format!(
        "PRAGMA cipher_page_size = {};
         PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
         PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;",
        schema::PAGE_SIZE_BYTES
    ))
}
