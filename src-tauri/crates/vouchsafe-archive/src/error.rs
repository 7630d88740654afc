//! What can go wrong when a file is opened, and when an open one is read or written.

use std::{io, path::PathBuf};

use thiserror::Error;
use vouchsafe_model::{ContentId, EntryError, LinesError, LogId, RuleError};

/// Why a file cannot be opened, or made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no such file.
    #[error("cannot open {0}: there is no such file")]
    Missing(PathBuf),
    /// A new archive would stand where something is already.
    #[error("cannot make an archive at {0}: something is there already")]
    Exists(PathBuf),
    /// The file is no SQLite database and cannot be an encrypted one.
    #[error("{0} is not an archive")]
    NotAnArchive(PathBuf),
    /// The file looks encrypted and no key was given.
    #[error("{0} is encrypted, or not an archive")]
    Locked(PathBuf),
    /// The key does not open it.
    #[error("cannot open {0}: wrong passphrase, damaged first page, or not an archive")]
    WrongKey(PathBuf),
    /// The file was written by a newer version.
    #[error("{path} is of format version {found}; this program knows version {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The file is an archive, but its structure or schema is not as the format says.
    #[error("{path} is damaged: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// Another program holds the file.
    #[error("{0} is in use by another program")]
    Busy(PathBuf),
    /// The operating system refused.
    #[error("cannot open {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// SQLite refused.
    #[error("cannot open {path}")]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
}

/// Why an open archive cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The disk is full; what was being written is not there.
    #[error("the disk is full: nothing of this step was kept")]
    DiskFull(#[source] rusqlite::Error),
    /// Another program is writing.
    #[error("the archive is in use by another program")]
    Busy(#[source] rusqlite::Error),
    /// The archive was opened for reading.
    #[error("the archive is open for reading only")]
    ReadOnly,
    /// SQLite found the file malformed, or a page fails its MAC.
    #[error("the archive file is damaged")]
    Malformed(#[source] rusqlite::Error),
    /// Any other failure of the database.
    #[error("the archive file cannot be read or written")]
    Sqlite(#[source] rusqlite::Error),
    /// A stored row is not as the format says.
    #[error("the archive file is damaged: {0}")]
    Row(String),
    /// An entry cannot be written so.
    #[error("the entry cannot be written")]
    Entry(#[from] EntryError),
    /// An entry would be longer than any reader must be ready for.
    #[error("the entry cannot be written: it has {bytes} bytes, at most 16 MiB are allowed")]
    EntryTooLong {
        /// How long it would be.
        bytes: usize,
    },
    /// A field may not be set so.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The file's log is behind the head known on this machine, or is another.
    #[error("log {log} does not extend the head known here ({known} entries known, {found} found)")]
    Diverged {
        /// The log.
        log: LogId,
        /// The size of the known head.
        known: u64,
        /// The size of the file's.
        found: u64,
    },
    /// The file was replaced by another one since it was opened.
    #[error("{0} was replaced by another file since it was opened")]
    Replaced(PathBuf),
    /// The open file could not be opened once more: it may have been moved, or its disk taken away.
    #[error(transparent)]
    Again(Box<OpenError>),
    /// The bytes of a content are not here.
    #[error("content {0} has no bytes here")]
    NoBytes(ContentId),
    /// Bytes could not be read, or written out.
    #[error("cannot {doing}")]
    Io {
        /// What was tried, and on what.
        doing: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Malformed(error),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<LinesError> for ArchiveError {
    fn from(error: LinesError) -> Self {
        Self::Entry(EntryError::Lines(error))
    }
}
