//! Secrets: read from a file descriptor, or asked for on a terminal. Never from the arguments,
//! which other users of the machine can see, and never from the environment.

use std::{
    fs::File,
    io::{self, IsTerminal as _, Read},
    path::PathBuf,
};

use vouchsafe_app::{PageKey, Passphrase, Secrets};

use crate::{failure::Failure, global::Global};

/// The longest secret that is read.
const SECRET_BYTES_MAX: u64 = 4096;

/// Where the secrets are that the person named.
#[derive(Debug, Clone, Default)]
pub struct SecretSources {
    passphrase_fd: Option<u32>,
    recovery_key_fd: Option<u32>,
    key_passphrase_fd: Option<u32>,
}

impl SecretSources {
    /// Takes the descriptors that were named.
    ///
    /// # Errors
    /// One was named for two secrets.
    pub fn of(global: &Global) -> Result<Self, Failure> {
        let sources = Self {
            passphrase_fd: global.passphrase_fd,
            recovery_key_fd: global.recovery_key_fd,
            key_passphrase_fd: global.key_passphrase_fd,
        };
        let archive = sources.passphrase_fd.or(sources.recovery_key_fd);
        if archive.is_some() && archive == sources.key_passphrase_fd {
            return Err(Failure::usage("two secrets cannot be read from one file descriptor"));
        }
        Ok(sources)
    }

    /// Returns whether one of them is read from standard input.
    pub fn use_stdin(&self) -> bool {
        [self.passphrase_fd, self.recovery_key_fd, self.key_passphrase_fd].contains(&Some(0))
    }

    /// Refuses a descriptor that one of the secrets is read from.
    ///
    /// # Errors
    /// It is.
    pub fn refuse_taken(&self, fd: u32) -> Result<(), Failure> {
        let taken = [self.passphrase_fd, self.recovery_key_fd, self.key_passphrase_fd];
        if taken.contains(&Some(fd)) {
            return Err(Failure::usage("two secrets cannot be read from one file descriptor"));
        }
        Ok(())
    }

    /// Reads the secrets that were named.
    ///
    /// # Errors
    /// A descriptor cannot be read, or what it holds is no secret.
    pub fn read(&self) -> Result<Secrets, Failure> {
        let passphrase = self.passphrase_fd.map(passphrase_from).transpose()?;
        let key_passphrase = self.key_passphrase_fd.map(passphrase_from).transpose()?;
        let page_key = self.recovery_key_fd.map(|fd| {
            let text = read_from(fd)?;
            text.parse::<PageKey>().map_err(|error| Failure::usage(error.to_string()))
        });
        Ok(Secrets { passphrase, page_key: page_key.transpose()?, key_passphrase, unlocked: None })
    }
}

/// Reads a passphrase from a descriptor.
///
/// # Errors
/// It cannot be read, or is empty.
pub fn passphrase_from(fd: u32) -> Result<Passphrase, Failure> {
    let text = read_from(fd)?;
    Passphrase::new(text).map_err(|error| {
        Failure::usage(format!("cannot use what file descriptor {fd} holds: {error}"))
    })
}

/// Asks for a passphrase; `None` where nobody can be asked.
///
/// # Errors
/// The terminal cannot be read.
pub fn ask(prompt: &str) -> Result<Option<Passphrase>, Failure> {
    if !can_ask() {
        return Ok(None);
    }
    let failed = |source| Failure::Io { doing: "ask for a passphrase".to_owned(), source };
    let typed = rpassword::prompt_password(prompt).map_err(failed)?;
    let passphrase = Passphrase::new(typed);
    passphrase.map(Some).map_err(|error| Failure::usage(error.to_string()))
}

/// Asks for a new passphrase, twice; `None` where nobody can be asked.
///
/// # Errors
/// The terminal cannot be read, or two different things were typed.
pub fn ask_new(what: &str) -> Result<Option<Passphrase>, Failure> {
    let Some(first) = ask(&format!("New passphrase for {what}: "))? else { return Ok(None) };
    let again = ask("The same again: ")?;
    if again.is_none_or(|again| again.as_bytes() != first.as_bytes()) {
        return Err(Failure::usage("two different passphrases were typed: nothing was changed"));
    }
    Ok(Some(first))
}

/// Returns whether there is someone who sees a question.
pub fn can_ask() -> bool {
    io::stderr().is_terminal()
}

/// Reads all of a descriptor, without the line break at its end.
fn read_from(fd: u32) -> Result<String, Failure> {
    let failed = |source| Failure::Io { doing: format!("read file descriptor {fd}"), source };
    // Room for all of it at once: text that grows leaves copies in memory.
    let mut text = String::with_capacity(usize::try_from(SECRET_BYTES_MAX).unwrap_or(4096));
    if fd == 0 {
        io::stdin().take(SECRET_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    } else {
        let file = File::open(descriptor_path(fd)?).map_err(failed)?;
        file.take(SECRET_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    }
    let kept = text.strip_suffix('\n').unwrap_or(&text);
    let kept = kept.strip_suffix('\r').unwrap_or(kept).len();
    text.truncate(kept);
    Ok(text)
}

fn descriptor_path(fd: u32) -> Result<PathBuf, Failure> {
    if cfg!(unix) {
        Ok(PathBuf::from(format!("/dev/fd/{fd}")))
    } else {
        Err(Failure::usage("on this system a secret is read from file descriptor 0 only"))
    }
}
