//! What a command works with: the archive named, the secrets given or asked for, and the output.

use std::{io::Read as _, path::PathBuf};

use vouchsafe_app::{Environment, Error, Purpose, Secrets, Session};

use crate::{
    failure::Failure,
    global::Global,
    machine::Machine,
    output::{Output, say},
    secrets::{self, SecretSources},
    shown::visible,
};

/// How often a passphrase may be typed wrongly.
const TRIES_MAX: usize = 3;

/// The longest text that is read from standard input.
const INPUT_BYTES_MAX: u64 = 16 << 20;

/// What a command works with.
#[derive(Debug)]
pub struct Context {
    /// Where the answer goes.
    pub out: Output,
    archive: Option<PathBuf>,
    machine: Machine,
    sources: SecretSources,
}

impl Context {
    /// Brings together what was typed and what the environment says.
    ///
    /// # Errors
    /// The secrets that were named exclude one another.
    pub fn new(global: &Global, machine: Machine, out: Output) -> Result<Self, (Failure, Output)> {
        let archive = global.archive.clone().or_else(|| machine.archive.clone());
        match SecretSources::of(global) {
            Ok(sources) => Ok(Self { out, archive, machine, sources }),
            Err(failure) => Err((failure, out)),
        }
    }

    /// Returns the archive that was named.
    ///
    /// # Errors
    /// None was.
    pub fn archive(&self) -> Result<PathBuf, Failure> {
        self.archive.clone().ok_or_else(|| Failure::Usage {
            message: "no archive was named".to_owned(),
            hint: Some("give --archive FILE, or put its path in VOUCHSAFE_ARCHIVE"),
        })
    }

    /// Names the archive, where the command itself takes its path.
    ///
    /// # Errors
    /// Another one was named by `--archive`.
    pub fn name_archive(&mut self, named: &Global, path: PathBuf) -> Result<(), Failure> {
        if named.archive.as_ref().is_some_and(|archive| *archive != path) {
            return Err(Failure::usage("two different archives were named"));
        }
        self.archive = Some(path);
        Ok(())
    }

    /// Returns this machine's circumstances.
    ///
    /// # Errors
    /// There is no folder for keys and known archives.
    pub fn environment(&self) -> Result<Environment, Failure> {
        let config_dir = self.machine.config_dir.clone().ok_or_else(|| Failure::Usage {
            message: "there is no folder for keys and known archives".to_owned(),
            hint: Some("name one in VOUCHSAFE_CONFIG_DIR"),
        })?;
        Ok(Environment::of_this_machine(config_dir, self.machine.key.clone()))
    }

    /// Reads the secrets that were named.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn secrets(&self) -> Result<Secrets, Failure> {
        self.sources.read()
    }

    /// Opens the archive. First with what was given; where a passphrase is missing and somebody
    /// can be asked, they are.
    ///
    /// # Errors
    /// It cannot be opened, or not for this purpose.
    pub fn open(&self, purpose: Purpose) -> Result<Session, Failure> {
        let path = self.archive()?;
        let mut secrets = self.secrets()?;
        let (given, given_key) = (secrets.passphrase.is_some(), secrets.key_passphrase.is_some());
        let has_page_key = secrets.page_key.is_some();
        for left in (0..TRIES_MAX).rev() {
            let opened = Session::open(self.environment()?, &path, secrets.clone(), purpose);
            let Err(error) = opened else { return Ok(opened?) };
            let code = error.report().code.unwrap_or_default();
            let asked_for_archive = matches!(code, "passphrase-needed" | "wrong-passphrase");
            let given = if asked_for_archive { given || has_page_key } else { given_key };
            if left == 0 || given {
                return Err(error.into());
            }
            if code == "wrong-passphrase" {
                say("that passphrase does not open it");
            }
            match code {
                "passphrase-needed" | "wrong-passphrase" => {
                    let prompt = format!("Passphrase of {}: ", visible(&path.to_string_lossy()));
                    secrets.passphrase = asked(&prompt, error)?;
                }
                "key-locked" => {
                    let prompt = "Passphrase of your key for this archive: ";
                    secrets.key_passphrase = asked(prompt, error)?;
                }
                _ => return Err(error.into()),
            }
        }
        Err(Failure::usage("no passphrase was given"))
    }

    /// Reads a text from standard input, without the line break at its end.
    ///
    /// # Errors
    /// It is no text, or a secret is read from there.
    pub fn stdin_text(&self) -> Result<String, Failure> {
        if self.sources.use_stdin() {
            let message = "standard input cannot hold both a secret and something else";
            return Err(Failure::usage(message));
        }
        let mut text = String::new();
        let read = std::io::stdin().take(INPUT_BYTES_MAX).read_to_string(&mut text);
        read.map_err(|source| Failure::Io { doing: "read standard input".to_owned(), source })?;
        let kept = text.trim_end_matches(['\r', '\n']).len();
        text.truncate(kept);
        Ok(text)
    }
}

fn asked(prompt: &str, error: Error) -> Result<Option<vouchsafe_app::Passphrase>, Failure> {
    match secrets::ask(prompt)? {
        Some(passphrase) => Ok(Some(passphrase)),
        None => Err(error.into()),
    }
}
