//! The built command `vouchsafe`, driven as any script would: arguments in, exit code and JSON out.
//!
//! The answers hold only the keys that xtask reads; `docs/cli.md` has all of them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::shell;

/// Exit code of a command that did what it was asked, and all is well.
pub const WELL: i32 = 0;
/// Exit code of a command that did what it was asked, and the answer is bad news.
pub const BAD_NEWS: i32 = 1;

/// The command, bound to one archive and one config folder.
pub struct Vouchsafe {
    /// The executable.
    pub binary: PathBuf,
    /// The archive that every command is about.
    pub archive: PathBuf,
    /// Where keys and known archives are kept; never the person's own.
    pub config: PathBuf,
}

/// What `init` answers.
#[derive(Deserialize)]
pub struct Opened {
    /// The archive's id.
    pub archive_id: String,
}

/// What `add` answers.
#[derive(Deserialize)]
pub struct Added {
    /// One item a file.
    pub items: Vec<Item>,
}

/// What became of one file.
#[derive(Deserialize)]
pub struct Item {
    /// `added`, `already_present` or `refused`.
    pub status: String,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What `document list` answers.
#[derive(Deserialize)]
pub struct Documents {
    /// All documents, in the archive's order.
    pub documents: Vec<Document>,
}

/// One document.
#[derive(Deserialize)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
    /// Size of its content.
    pub size_bytes: u64,
    /// What its bytes look like.
    pub media_type: Option<String>,
}

/// What `verify` answers.
#[derive(Deserialize)]
pub struct Report {
    /// `intact`, `damaged` or `incomplete`.
    pub verdict: String,
    /// How much was to be checked.
    pub expected: Counts,
    /// How much was checked.
    pub checked: Counts,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// How many of each; missing counts are 0.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Bytes of contents.
    pub bytes: u64,
    /// Passages.
    pub passages: u64,
    /// Log entries.
    pub entries: u64,
}

/// One finding of a verification.
#[derive(Deserialize)]
pub struct Finding {
    /// `V001` …, as listed in `docs/archive-format.md`.
    pub code: String,
    /// `damage`, `gap` or `note`.
    pub severity: String,
    /// Everything else it says.
    #[serde(flatten)]
    pub rest: serde_json::Map<String, Value>,
}

/// What `checkpoint` answers.
#[derive(Deserialize)]
pub struct Head {
    /// The signed checkpoint, as text.
    pub checkpoint: String,
}

impl Vouchsafe {
    /// Returns the command, not yet started, with nothing of the person's own settings.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("--archive").arg(&self.archive).arg("--json").args(arguments);
        self.apart(&mut command);
        command
    }

    /// Runs the command and reads its answer.
    ///
    /// # Errors
    /// It ends with another exit code than `exit`, or its answer lacks a key.
    pub fn ask<T, S>(&self, exit: i32, arguments: impl IntoIterator<Item = S>) -> Result<T>
    where
        T: DeserializeOwned,
        S: AsRef<OsStr>,
    {
        let mut command = self.command(arguments);
        let output = shell::output(&mut command)?;
        let line = shell::line(&command);
        let answer = String::from_utf8_lossy(&output.stdout);
        if output.status.code() != Some(exit) {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("{line}\nended with {}, not {exit}\n{answer}{}", output.status, said.trim_end());
        }
        serde_json::from_str(&answer)
            .with_context(|| format!("{line}\nanswered other JSON than agreed:\n{answer}"))
    }

    /// Runs the command as a person does, and returns what it prints.
    ///
    /// # Errors
    /// It ends with another exit code than `exit`.
    pub fn tell<S>(&self, exit: i32, arguments: impl IntoIterator<Item = S>) -> Result<String>
    where
        S: AsRef<OsStr>,
    {
        let mut command = Command::new(&self.binary);
        command.arg("--archive").arg(&self.archive).args(arguments);
        self.apart(&mut command);
        let output = shell::output(&mut command)?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.code() != Some(exit) {
            let why = String::from_utf8_lossy(&output.stderr);
            let line = shell::line(&command);
            bail!("{line}\nended with {}, not {exit}\n{said}{}", output.status, why.trim_end());
        }
        Ok(said)
    }

    /// Keeps the person's own settings away from a command.
    fn apart(&self, command: &mut Command) {
        command.env("VOUCHSAFE_CONFIG_DIR", &self.config);
        command.env_remove("VOUCHSAFE_ARCHIVE").env_remove("VOUCHSAFE_KEY");
    }

    /// Returns the same command for another archive.
    pub fn with_archive(&self, archive: &Path) -> Self {
        let (binary, config) = (self.binary.clone(), self.config.clone());
        Self { binary, archive: archive.to_path_buf(), config }
    }
}
