//! Connections: how the file is opened, and with which settings.
//!
//! The open archive is never read by plain file I/O in this process: that would drop SQLite's
//! locks. `probe` reads sixteen bytes, and is for before the first connection.

use std::{fs::File, io::Read, path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig, limits::Limit};
use vouchsafe_fixity::{PageKey, SALT_BYTES};
use zeroize::Zeroizing;

use crate::{
    error::OpenError,
    schema::{APPLICATION_ID, FORMAT_VERSION, PAGE_SIZE_BYTES},
};

/// How long a writer waits for another program's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// SQLite's extended code for: a journal waits to be rolled back, and this connection only reads.
const READONLY_ROLLBACK: i32 = 776;

const SQLITE_HEADER: &[u8; SALT_BYTES] = b"SQLite format 3\0";

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// A plain SQLite database.
    Plain,
    /// An encrypted archive with this salt, or not an archive at all.
    Encrypted([u8; SALT_BYTES]),
    /// Too short to be an archive.
    TooShort,
}

/// Reads the first 16 bytes of the file. Only while this process has no connection to it.
///
/// # Errors
/// `Missing`, or `Io` where the file cannot be read.
pub fn probe(path: &Path) -> Result<Probe, OpenError> {
    let io = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => OpenError::Missing(path.to_owned()),
        _ => OpenError::Io { path: path.to_owned(), source },
    };
    if !path.metadata().map_err(io)?.is_file() {
        return Err(OpenError::NotAnArchive(path.to_owned()));
    }
    let mut start = Vec::with_capacity(SALT_BYTES);
    File::open(path).map_err(io)?.take(SALT_BYTES as u64).read_to_end(&mut start).map_err(io)?;
    Ok(match <[u8; SALT_BYTES]>::try_from(start) {
        Ok(start) if start == *SQLITE_HEADER => Probe::Plain,
        Ok(salt) => Probe::Encrypted(salt),
        Err(_) => Probe::TooShort,
    })
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read and write an archive that this machine knows.
    Write,
    /// Read an archive that this machine knows.
    Read,
    /// Read an archive that nobody here has accepted: no triggers, tight limits.
    Foreign,
}

/// Which file a path leads to, so that a file put in its place is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileIdentity(u64, u64);

impl FileIdentity {
    /// Returns the identity of the file at `path`; `None` where the system tells none.
    pub fn of(path: &Path) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let metadata = path.metadata().ok()?;
            Some(Self(metadata.dev(), metadata.ino()))
        }
        #[cfg(not(unix))]
        {
            let _ = path;
            None
        }
    }
}

/// Where an archive is and what opens it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub path: std::path::PathBuf,
    pub page_key: Option<PageKey>,
}

/// How much of the file a connection keeps in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cache {
    /// For the catalogue: 48 MiB.
    Catalogue,
    /// For streams of contents: a little more than is staged at once.
    Stream,
}

impl Place {
    /// Opens an existing file; never makes one.
    pub fn connect(&self, access: Access, cache: Cache) -> Result<Connection, OpenError> {
        let flags = match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Read | Access::Foreign => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let connection = self.open(flags)?;
        // Before anything else is asked of the file: the first reading finds a waiting journal.
        match connection.query_row("PRAGMA schema_version", [], |_| Ok(())) {
            Err(error) if extended_code(&error) == Some(READONLY_ROLLBACK) => {
                drop(connection);
                self.recover()?;
                return self.connect(access, cache);
            }
            Err(error) => return Err(self.explain(error)),
            Ok(()) => {}
        }
        self.configure(&connection, access, cache).map_err(|error| self.explain(error))?;
        Ok(connection)
    }

    /// Lets SQLite take back a transaction that was cut off in the middle, which a connection for
    /// reading may not do.
    fn recover(&self) -> Result<(), OpenError> {
        let connection = self.open(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let recovered = connection.query_row("PRAGMA schema_version", [], |_| Ok(()));
        recovered.map_err(|error| self.explain(error))
    }

    /// Makes a new, empty file with the format's page size; refuses an existing path.
    pub fn create(&self) -> Result<Connection, OpenError> {
        let made = File::options().write(true).create_new(true).open(&self.path);
        match made {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(OpenError::Exists(self.path.clone()));
            }
            Err(source) => return Err(OpenError::Io { path: self.path.clone(), source }),
        }
        let connection = self.open(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let made = connection.execute_batch(&format!(
            "PRAGMA page_size = {PAGE_SIZE_BYTES};
             PRAGMA application_id = {APPLICATION_ID};
             PRAGMA user_version = {FORMAT_VERSION};"
        ));
        made.map_err(|error| self.explain(error))?;
        Ok(connection)
    }

    fn open(&self, flags: OpenFlags) -> Result<Connection, OpenError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let connection = Connection::open_with_flags(&self.path, flags);
        let unlocked = connection.and_then(|connection| {
            connection.busy_timeout(BUSY_TIMEOUT)?;
            self.unlock(&connection)?;
            Ok(connection)
        });
        unlocked.map_err(|error| self.explain(error))
    }

    /// Gives SQLCipher key and parameters, before anything else touches the file.
    fn unlock(&self, connection: &Connection) -> rusqlite::Result<()> {
        let Some(page_key) = &self.page_key else { return Ok(()) };
        // SQLCipher would write to the terminal what the errors say already.
        connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
        let key = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *page_key.to_hex()));
        connection.execute_batch(&key)?;
        connection.execute_batch(&format!(
            "PRAGMA cipher_page_size = {PAGE_SIZE_BYTES};
             PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
             PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;"
        ))
    }

    /// Makes every later statement safe, and refuses what is not an archive of this version.
    pub fn configure(
        &self,
        connection: &Connection,
        access: Access,
        cache: Cache,
    ) -> rusqlite::Result<()> {
        let own = access != Access::Foreign;
        for (setting, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, own),
        ] {
            connection.set_db_config(setting, on)?;
        }
        if !own {
            for (limit, value) in [
                (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
                (Limit::SQLITE_LIMIT_COLUMN, 100),
                (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
                (Limit::SQLITE_LIMIT_ATTACHED, 0),
                (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
            ] {
                connection.set_limit(limit, value)?;
            }
        }
        let cache_kib = match cache {
            Cache::Catalogue => 48 * 1024,
            Cache::Stream => 20 * 1024,
        };
        connection.execute_batch(&format!(
            "PRAGMA cache_size = -{cache_kib};
             PRAGMA mmap_size = 0;
             PRAGMA cell_size_check = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = OFF;
             PRAGMA recursive_triggers = ON;
             PRAGMA synchronous = EXTRA;
             PRAGMA fullfsync = ON;"
        ))?;
        if access == Access::Write {
            connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    /// Turns SQLite's error into what it means for someone who opens a file.
    pub fn explain(&self, error: rusqlite::Error) -> OpenError {
        use rusqlite::ErrorCode;
        let path = self.path.clone();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) if self.page_key.is_some() => OpenError::WrongKey(path),
            Some(ErrorCode::NotADatabase) => OpenError::NotAnArchive(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy(path),
            Some(ErrorCode::DatabaseCorrupt) => {
                OpenError::Damaged { path, what: "its structure is malformed".to_owned() }
            }
            Some(ErrorCode::CannotOpen) if !path.exists() => OpenError::Missing(path),
            _ => OpenError::Sqlite { path, source: error },
        }
    }
}

fn extended_code(error: &rusqlite::Error) -> Option<i32> {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => Some(failure.extended_code),
        _ => None,
    }
}
