//! Why a command came to nothing: what the app says, what was typed wrongly, what a file refused.

use std::{io, path::Path};

use serde::Serialize;
use vouchsafe_app::{Error, ErrorClass};

use crate::exit::Exit;

/// Why a command came to nothing.
#[derive(Debug)]
pub enum Failure {
    /// The verb could not be carried out.
    App(Error),
    /// What was typed does not make sense.
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: Option<&'static str>,
    },
    /// A file or stream of the command line's own cannot be read or written.
    Io {
        /// What was tried, on which object.
        doing: String,
        /// Why it failed.
        source: io::Error,
    },
}

/// A failure for the wire: what happened, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailureReport {
    /// A word that programs branch on; absent where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// What happened, on which object, and why.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'static str>,
}

impl Failure {
    /// Says that what was typed does not make sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// Wraps what the operating system said about a file.
    pub fn io(doing: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let doing = format!("{doing} {}", path.display());
        move |source| Self::Io { doing, source }
    }

    /// Returns how the command ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::App(error) if error.class() == ErrorClass::BadInput => Exit::BadInput,
            Self::Usage { .. } => Exit::BadInput,
            Self::App(_) | Self::Io { .. } => Exit::CouldNot,
        }
    }

    /// Returns what to tell a person or a program.
    pub fn report(&self) -> FailureReport {
        match self {
            Self::App(error) => {
                let report = error.report();
                FailureReport { code: report.code, message: report.message, hint: report.hint }
            }
            Self::Usage { message, hint } => {
                FailureReport { code: None, message: message.clone(), hint: *hint }
            }
            Self::Io { doing, source } => FailureReport {
                code: None,
                message: format!("cannot {doing}: {source}"),
                hint: None,
            },
        }
    }

    /// Returns whether it is only that whoever read our output went away.
    pub fn is_broken_pipe(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = match self {
            Self::App(error) => Some(error),
            Self::Io { source, .. } => Some(source),
            Self::Usage { .. } => None,
        };
        while let Some(error) = cause {
            let io = error.downcast_ref::<io::Error>();
            if io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}
