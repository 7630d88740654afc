//! The archive as an SQLite file: how connections to it are opened, and with which limits.
//!
//! It is read through SQLite only, never by plain file I/O: another connection of this process
//! would lose its locks.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, limits::Limit};
use vouchsafe_fixity::PageKey;
use zeroize::Zeroizing;

use crate::{Error, error::damage, format::PAGE_SIZE_BYTES};

/// How long a statement waits for a writer to finish.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// The longest value the format allows is a list of 2^24 chunk digests; a chunk has 64 MiB at most.
const VALUE_BYTES_MAX: i32 = (512 << 20) + (1 << 16);

/// An archive's file, and what opens it.
#[derive(Debug)]
pub(crate) struct ArchiveFile<'a> {
    path: PathBuf,
    page_key: Option<&'a PageKey>,
    /// Read the tables that SQLite understands, although it does not understand the whole schema.
    tolerant: bool,
}

/// The file, opened for the first time.
#[derive(Debug)]
pub(crate) struct Opened<'a> {
    pub file: ArchiveFile<'a>,
    /// What SQLite said of the schema, if it did not understand all of it.
    pub schema_damage: Option<String>,
    /// Whether anything can be read at all.
    pub readable: bool,
}

impl<'a> ArchiveFile<'a> {
    /// Opens the file once, to see whether it is a database and whether its schema can be read.
    pub fn open(path: &Path, page_key: Option<&'a PageKey>) -> Result<Opened<'a>, Error> {
        // An absolute path is never taken for a URI.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut file = Self { path: absolute, page_key, tolerant: false };
        let Err(first) = file.try_schema() else {
            return Ok(Opened { file, schema_damage: None, readable: true });
        };
        if first.sqlite_error_code() == Some(ErrorCode::NotADatabase) {
            return Err(Error::Unreadable { path: path.to_owned(), source: first });
        }
        let schema_damage = Some(damage(path, first)?);
        file.tolerant = true;
        let readable = match file.try_schema() {
            Ok(()) => true,
            Err(error) => {
                damage(path, error)?;
                false
            }
        };
        Ok(Opened { file, schema_damage, readable })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns whether a page that fails its MAC spoils its connection: SQLCipher gives zeros for
    /// every page after it.
    pub fn is_encrypted(&self) -> bool {
        self.page_key.is_some()
    }

    /// Opens a connection that reads, and trusts nothing it reads.
    pub fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        self.unlock(&connection)?;
        if self.tolerant {
            // SQLite then takes what it can of a malformed schema or a file cut short, but only
            // without DEFENSIVE, which would guard writes; nothing can be written here.
            connection.execute_batch("PRAGMA writable_schema = ON")?;
        }
        for (setting, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, !self.tolerant),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        ] {
            connection.set_db_config(setting, on)?;
        }
        for (limit, value) in [
            (Limit::SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
            (Limit::SQLITE_LIMIT_COLUMN, 100),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
            (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
            (Limit::SQLITE_LIMIT_ATTACHED, 0),
            (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
            (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 10),
            (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        ] {
            connection.set_limit(limit, value)?;
        }
        connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;",
        )?;
        Ok(connection)
    }

    /// Gives SQLCipher key and parameters, before anything else touches the file.
    fn unlock(&self, connection: &Connection) -> rusqlite::Result<()> {
        let Some(page_key) = self.page_key else { return Ok(()) };
        let key = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *page_key.to_hex()));
        connection.execute_batch(&key)?;
        connection.execute_batch(&format!(
            "PRAGMA cipher_page_size = {PAGE_SIZE_BYTES};
             PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
             PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;
             PRAGMA cipher_log_level = NONE;"
        ))
    }

    fn try_schema(&self) -> rusqlite::Result<()> {
        let connection = self.connect()?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    }
}
