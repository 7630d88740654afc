//! What a command works with: the archive named, the secrets given or asked for, and the output.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use vouchsafe_app::{Environment, Error, Machine, Passphrase, Purpose, Secrets, Session};

use crate::{
    failure::Failure,
    global::Global,
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
    pub fn new(global: &Global, machine: Machine, sources: SecretSources, out: Output) -> Self {
        let archive = global.archive.clone().or_else(|| machine.archive.clone());
        Self { out, archive, machine, sources }
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
        let (cache_dir, key) = (self.machine.cache_dir.clone(), self.machine.key.clone());
        Ok(Environment::of_this_machine(config_dir, cache_dir, key))
    }

    /// Reads the secrets that were named.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn secrets(&self) -> Result<Secrets, Failure> {
        self.sources.read()
    }

    /// Opens the archive.
    ///
    /// # Errors
    /// It cannot be opened, or not for this purpose.
    pub fn open(&self, purpose: Purpose) -> Result<Session, Failure> {
        let path = self.archive()?;
        self.unlock(|environment, secrets| Session::open(environment, &path, secrets, purpose))
    }

    /// Does what needs secrets: first with those that were given; where a passphrase is missing and
    /// somebody can be asked, they are.
    ///
    /// # Errors
    /// What `attempt` returns in the end.
    pub fn unlock<T>(
        &self,
        mut attempt: impl FnMut(Environment, Secrets) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        let mut secrets = self.secrets()?;
        let given = secrets.passphrase.is_some() || secrets.page_key.is_some();
        let given_key = secrets.key_passphrase.is_some();
        let mut left = TRIES_MAX;
        loop {
            let error = match attempt(self.environment()?, secrets.clone()) {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            left -= 1;
            match error.report().code.unwrap_or_default() {
                code @ ("passphrase-needed" | "wrong-passphrase") if !given && left > 0 => {
                    if code == "wrong-passphrase" {
                        say("That passphrase does not open it.");
                    }
                    let name = self.archive()?;
                    let prompt = format!("Passphrase of {}: ", visible(&name.to_string_lossy()));
                    secrets.passphrase = Some(asked(&prompt, error)?);
                }
                "key-locked" if !given_key && left > 0 => {
                    if secrets.key_passphrase.is_some() {
                        say("That passphrase does not open your key.");
                    }
                    let prompt = "Passphrase of your key for this archive: ";
                    secrets.key_passphrase = Some(asked(prompt, error)?);
                }
                _ => return Err(error.into()),
            }
        }
    }

    /// Returns a new passphrase: from this descriptor, or asked for.
    ///
    /// # Errors
    /// There is nobody to ask, or another secret is read from that descriptor.
    pub fn new_passphrase(&self, fd: Option<u32>, what: &str) -> Result<Passphrase, Failure> {
        if let Some(fd) = fd {
            self.sources.refuse_taken(fd)?;
            return secrets::passphrase_from(fd);
        }
        secrets::ask_new(what)?.ok_or_else(|| Failure::Usage {
            message: format!("a new passphrase for {what} is needed"),
            hint: Some("run it in a terminal to be asked, or give --new-passphrase-fd N"),
        })
    }

    /// Asks for the passphrase of an archive that is about to be made.
    ///
    /// # Errors
    /// There is nobody to ask.
    pub fn first_passphrase(&self) -> Result<Passphrase, Failure> {
        secrets::ask_new("the archive")?.ok_or_else(|| Failure::Usage {
            message: "--encrypt needs a passphrase".to_owned(),
            hint: Some("run it in a terminal to be asked, or give --passphrase-fd N"),
        })
    }

    /// Returns the text itself, or standard input for `-`.
    ///
    /// # Errors
    /// As `stdin_text`.
    pub fn text_or_stdin(&self, text: String) -> Result<String, Failure> {
        if text == "-" { self.stdin_text() } else { Ok(text) }
    }

    /// Returns the text of a file, or of standard input for `-`.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn text_of(&self, path: &Path) -> Result<String, Failure> {
        if path == Path::new("-") {
            return self.stdin_text();
        }
        std::fs::read_to_string(path)
            .map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))
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

fn asked(prompt: &str, error: Error) -> Result<Passphrase, Failure> {
    secrets::ask(prompt)?.ok_or_else(|| error.into())
}
