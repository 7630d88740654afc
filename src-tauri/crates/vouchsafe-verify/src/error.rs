//! What prevents reading an archive at all. A damaged archive is no error: it gives a report.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error as ThisError;

/// Why there is no report.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file, or it may not be opened.
    #[error("cannot open {}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// The first page says nothing: with this key, or without one, it is no database.
    #[error(
        "cannot read {}: wrong or missing passphrase, damaged first page, or not an archive",
        path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// It is a database of something else.
    #[error("{} is a database, but not an archive", path.display())]
    NotAnArchive {
        /// The file.
        path: PathBuf,
    },
    /// It is an archive of a format that this program does not know yet.
    #[error("{} has format version {version}; this program knows version 1", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its `user_version`.
        version: i64,
    },
    /// A write was interrupted; SQLite must roll it back before the file can be read.
    #[error(
        "cannot read {}: a write was interrupted; open it once with Vouchsafe for writing",
        path.display()
    )]
    Unfinished {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// Another program writes to it and does not let go.
    #[error("cannot read {}: another program is writing to it", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// This computer could not go on.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
}

impl Error {
    /// Returns what it means that SQLite cannot open or read the file.
    pub(crate) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Unreadable { path, source },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Busy { path, source }
            }
            Some(ErrorCode::ReadOnly) => Self::Unfinished { path, source },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Open { path, source }
            }
            _ => Self::Read { path, source },
        }
    }
}

/// Returns what SQLite says if it means damage in the file, or the error if it means that this
/// computer could not read it.
pub(crate) fn damage(path: &Path, source: rusqlite::Error) -> Result<String, Error> {
    match source.sqlite_error_code() {
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
            | ErrorCode::DiskFull,
        ) => Err(Error::of(path, source)),
        _ => Ok(source.to_string()),
    }
}

/// Returns whether an error is the answer to an interruption that was asked for.
pub(crate) fn is_interruption(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
}
