//! The one map from what went wrong to what a person is told, and to an exit code.

use std::{io, path::PathBuf};

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;
use vouchsafe_archive::{ArchiveError, IndexError, OpenError};
use vouchsafe_extract::WallError;
use vouchsafe_fixity::{CertificateError, KeyError};
use vouchsafe_model::RuleError;

/// Why a use case could not be carried out. Nothing was changed, unless the text says otherwise.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The archive cannot be opened or made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The archive cannot be read or written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The search index cannot be read, written or thrown away.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The archive cannot be verified.
    #[error(transparent)]
    Verify(#[from] vouchsafe_verify::Error),
    /// A name stands for nothing.
    #[error("there is no {what} `{name}`")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// The name given.
        name: String,
    },
    /// A name stands for several things.
    #[error("`{name}` can be {}: say which", candidates.join(", "))]
    Ambiguous {
        /// The name given.
        name: String,
        /// What it can be.
        candidates: Vec<String>,
    },
    /// What was asked for does not make sense, or is not allowed.
    #[error("{what}: {why}")]
    Refused {
        /// What was asked for.
        what: String,
        /// Why not.
        why: String,
    },
    /// A passphrase is needed and was not given.
    #[error("{0} is encrypted, or not an archive: a passphrase is needed")]
    PassphraseNeeded(PathBuf),
    /// This machine has no key for a log of this archive.
    #[error("this machine has no log in the archive {0}, so nothing can be written")]
    NoKey(PathBuf),
    /// The key file cannot be used.
    #[error("cannot use the key {path}")]
    Key {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: KeyError,
    },
    /// The certificate does not hold.
    #[error("the signature does not certify the key")]
    Certificate(#[from] CertificateError),
    /// The program that parses documents is not there.
    #[error("cannot find the program vouchsafe-extract, which reads documents")]
    NoExtractor,
    /// The program that parses documents could not do its work.
    #[error("the program that reads documents cannot do its work")]
    Wall(#[from] WallError),
    /// The archive lies where writing is not safe.
    #[error("{path} lies on {place}, where another machine may write at the same time")]
    UnsafePlace {
        /// The archive.
        path: PathBuf,
        /// What kind of place.
        place: String,
    },
    /// A file or folder cannot be read or written.
    #[error("cannot {doing}")]
    Io {
        /// What was tried, on which object.
        doing: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The person stopped it.
    #[error("stopped: what was finished before is kept")]
    Cancelled,
}

/// How the command line ends after an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// Wrong usage or bad input; nothing was changed.
    BadInput,
    /// It could not be done.
    CouldNot,
}

/// An error for the wire: what happened, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ErrorReport {
    /// A word that programs branch on; absent where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// What happened, on which object, and why.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'static str>,
}

impl Error {
    /// Refuses what was asked for.
    pub(crate) fn refused(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Refused { what: what.into(), why: why.into() }
    }

    /// Wraps a failure of the operating system.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }

    /// Says of what failed behind the process wall what was being done.
    pub(crate) fn behind_wall(what: impl Into<String>) -> impl FnOnce(WallError) -> Self {
        let what = what.into();
        move |error| match error {
            WallError::Failed { detail, .. } => Self::refused(what, detail),
            other => Self::Wall(other),
        }
    }

    /// Returns whether the person's input is at fault, or the circumstances.
    pub fn class(&self) -> ErrorClass {
        match self {
            Self::NotFound { .. } | Self::Ambiguous { .. } | Self::Refused { .. } => {
                ErrorClass::BadInput
            }
            Self::Archive(
                ArchiveError::Rule(_) | ArchiveError::Entry(_) | ArchiveError::EntryTooLong { .. },
            )
            | Self::Certificate(_) => ErrorClass::BadInput,
            Self::Wall(WallError::Failed { .. }) => ErrorClass::BadInput,
            Self::Open(
                OpenError::Missing(_) | OpenError::Exists(_) | OpenError::NotAnArchive(_),
            ) => ErrorClass::BadInput,
            _ => ErrorClass::CouldNot,
        }
    }

    /// Returns what to tell a person or a program.
    pub fn report(&self) -> ErrorReport {
        let mut message = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let text = error.to_string();
            if !message.contains(&text) {
                message.push_str(": ");
                message.push_str(&text);
            }
            cause = error.source();
        }
        ErrorReport { code: self.code(), message, hint: self.hint() }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::PassphraseNeeded(_) => "passphrase-needed",
            Self::NoKey(_) => "no-key",
            Self::Key { source: KeyError::Locked | KeyError::WrongPassphrase, .. } => "key-locked",
            Self::Key { .. } => "key-unusable",
            Self::NotFound { .. } => "not-found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::UnsafePlace { .. } => "unsafe-place",
            Self::NoExtractor => "no-extractor",
            Self::Cancelled => "cancelled",
            Self::Open(error) => return code_of_opening(error),
            Self::Archive(ArchiveError::Again(error)) => return code_of_opening(error),
            Self::Archive(ArchiveError::Malformed(_) | ArchiveError::Row(_)) => "damaged",
            Self::Archive(ArchiveError::Busy(_)) => "busy",
            Self::Archive(ArchiveError::DiskFull(_)) => "disk-full",
            Self::Archive(ArchiveError::ReadOnly) => "read-only",
            Self::Archive(ArchiveError::Diverged { .. }) => "diverged",
            Self::Archive(ArchiveError::Replaced(_)) => "replaced",
            _ => return None,
        })
    }

    fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::PassphraseNeeded(_) => {
                "run it in a terminal to be asked, or give --passphrase-fd N"
            }
            Self::NoKey(_) => {
                "if this archive is yours or was handed to you, `vouchsafe log continue` starts a \
                 log of your own in it; reading and verifying need no key"
            }
            Self::UnsafePlace { .. } => {
                "reading and verifying work; to write, `vouchsafe copy` it to this machine first"
            }
            Self::Key { source: KeyError::Locked, .. } => {
                "run it in a terminal to be asked, or give --key-passphrase-fd N"
            }
            Self::NoExtractor => "it belongs beside the program `vouchsafe`; install both",
            Self::Open(OpenError::Newer { .. }) => {
                "nothing was changed; open it with the newer version that wrote it"
            }
            Self::Open(OpenError::Damaged { .. }) | Self::Archive(ArchiveError::Malformed(_)) => {
                "run `vouchsafe verify` to see what is damaged, and `vouchsafe repair --from COPY`"
            }
            Self::Open(OpenError::Busy(_)) | Self::Archive(ArchiveError::Busy(_)) => {
                "wait until the other program has finished, then try again"
            }
            Self::Open(OpenError::Exists(_)) => "choose another name; nothing is ever overwritten",
            Self::Open(OpenError::Missing(_)) => "check the path; `vouchsafe init` makes a new one",
            Self::Archive(ArchiveError::DiskFull(_)) => {
                "make room on that disk and run the same command again; what was reported as added \
                 is safe"
            }
            Self::Archive(ArchiveError::Diverged { .. }) => {
                "this file is older than, or another branch of, what this machine last saw; \
                 `vouchsafe verify` tells which. If the newer file exists, use that one"
            }
            _ => return None,
        })
    }
}

fn code_of_opening(error: &OpenError) -> Option<&'static str> {
    Some(match error {
        OpenError::Missing(_) => "missing",
        OpenError::Exists(_) => "exists",
        OpenError::NotAnArchive(_) => "not-an-archive",
        OpenError::WrongKey(_) => "wrong-passphrase",
        OpenError::Newer { .. } => "newer",
        OpenError::Damaged { .. } => "damaged",
        OpenError::Busy(_) => "busy",
        _ => return None,
    })
}

impl From<RuleError> for Error {
    fn from(error: RuleError) -> Self {
        Self::Archive(ArchiveError::Rule(error))
    }
}
