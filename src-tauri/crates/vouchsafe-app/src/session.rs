//! An archive in use: opened with what unlocks it, and written to in one action at a time.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use vouchsafe_archive::{
    Access, Append, Archive, ArchiveError, Author, Catalogue, Head, Probe, probe,
};
use vouchsafe_extract::Extractor;
use vouchsafe_fixity::{LogKey, PageKey, Passphrase};
use vouchsafe_model::{ActId, AgentId, Kind, LogId, RecordId};

use crate::{
    environment::Environment,
    error::Error,
    known::{Known, KnownArchives},
    place,
    swap::sweep,
};

/// The secrets a person gave.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// Opens an encrypted archive.
    pub passphrase: Option<Passphrase>,
    /// Opens an encrypted archive too: the key printed on its recovery sheet.
    pub page_key: Option<PageKey>,
    /// Opens a protected key file.
    pub key_passphrase: Option<Passphrase>,
    /// What opened this archive before, in this process: its first bytes are then not read again.
    pub unlocked: Option<Unlocked>,
}

/// What opens an archive, found out.
#[derive(Debug, Clone)]
pub enum Unlocked {
    /// Nothing is needed.
    Plain,
    /// This key.
    Key(PageKey),
}

/// What an archive is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To look, and change nothing.
    Read,
    /// To write in this machine's log.
    Write,
    /// To write if this machine can, else to look: what is seen is recorded where possible.
    Record,
}

/// An open archive, and this machine's part in it.
#[derive(Debug)]
pub struct Session {
    pub(crate) environment: Environment,
    pub(crate) archive: Archive,
    pub(crate) known: KnownArchives,
    pub(crate) secrets: Secrets,
    identity: Result<Identity, Error>,
    /// The action that everything belongs to, while several verbs are one.
    act: Option<ActId>,
}

/// Who writes here, and with which key.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub log: LogId,
    pub agent: AgentId,
    pub key: LogKey,
}

impl Session {
    /// Opens an archive.
    ///
    /// # Errors
    /// It cannot be opened; or, for `Purpose::Write`, this machine cannot write to it.
    pub fn open(
        mut environment: Environment,
        path: &Path,
        secrets: Secrets,
        purpose: Purpose,
    ) -> Result<Self, Error> {
        let path = &resolved(path);
        let page_key = page_key(path, &secrets)?;
        let known = KnownArchives::new(&environment.config_dir);
        let first = Archive::open(path, page_key.clone(), Access::Foreign)?;
        let record = known.get(first.id())?;
        let (access, identity) =
            decide(&mut environment, &first, record.as_ref(), &secrets, purpose);
        if purpose == Purpose::Write
            && let Err(error) = identity
        {
            return Err(error);
        }
        drop(first);
        let mut archive = Archive::open(path, page_key, access)?;
        if purpose == Purpose::Write {
            archive.update_catalogue()?;
            if let Ok(_lock) = archive.lock() {
                sweep(path, &["writing", "repairing"]);
            }
        }
        Ok(Self { environment, archive, known, secrets, identity, act: None })
    }

    /// Takes over an archive that was just made.
    pub(crate) fn of_new(
        environment: Environment,
        archive: Archive,
        secrets: Secrets,
        identity: Identity,
    ) -> Self {
        let known = KnownArchives::new(&environment.config_dir);
        Self { environment, archive, known, secrets, identity: Ok(identity), act: None }
    }

    /// Returns a reader of the catalogue.
    pub fn catalogue(&self) -> Catalogue<'_> {
        self.archive.catalogue()
    }

    /// Returns the path it was opened by.
    pub fn path(&self) -> PathBuf {
        self.archive.path().to_owned()
    }

    /// Returns what opens this archive again beside this session. Whoever holds a session open must
    /// open the next one so: reading the file in any other way would drop SQLite's locks on it.
    pub fn secrets(&self) -> Secrets {
        let unlocked = match self.archive.page_key() {
            None => Unlocked::Plain,
            Some(key) => Unlocked::Key(key.clone()),
        };
        let key_passphrase = self.secrets.key_passphrase.clone();
        Secrets { key_passphrase, unlocked: Some(unlocked), ..Secrets::default() }
    }

    /// Returns the circumstances it was opened in.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Returns who writes here; `None` if this machine cannot.
    pub(crate) fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref().ok()
    }

    /// Returns whether this machine writes here; if not, why not.
    ///
    /// # Errors
    /// The reason, as an error that was met when the archive was opened.
    pub fn writable(&self) -> Result<(), &Error> {
        self.identity.as_ref().map(drop)
    }

    /// Returns in words why this machine does not write here.
    pub(crate) fn why_not_writing(&self) -> Option<String> {
        self.identity.as_ref().err().map(|error| error.report().message)
    }

    /// Returns the program that parses documents.
    pub(crate) fn extractor(&self) -> Result<Extractor, Error> {
        self.environment.extractor.clone().ok_or(Error::NoExtractor)
    }

    /// Returns what is known here about this archive.
    pub(crate) fn record(&self) -> Result<Known, Error> {
        Ok(self.known.get(self.archive.id())?.unwrap_or_default())
    }

    /// Starts one action of a person; all entries written with it belong together.
    pub(crate) fn new_act(&mut self) -> ActId {
        self.act.unwrap_or_else(|| ActId::from_bytes(self.environment.random_id()))
    }

    /// Lets everything that `work` writes be one action of a person.
    pub(crate) fn as_one_act<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let before = self.act;
        self.act = Some(self.new_act());
        let done = work(self);
        self.act = before;
        done
    }

    /// Writes in one transaction, as one action: on the disk, and its head remembered, when this
    /// returns.
    ///
    /// # Errors
    /// What `write` returns; or nothing could be written. Then nothing was.
    pub(crate) fn write<T>(
        &mut self,
        write: impl FnOnce(&mut Append<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let act = self.new_act();
        self.write_in(act, write)
    }

    /// Writes in one transaction, as part of an action.
    ///
    /// # Errors
    /// As `write`.
    pub(crate) fn write_in<T>(
        &mut self,
        act: ActId,
        write: impl FnOnce(&mut Append<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let no_key = || Error::NoKey(self.archive.path().to_owned());
        let identity = self.identity().ok_or_else(no_key)?.clone();
        let mut author = Author {
            log: identity.log,
            key: &identity.key,
            agent: identity.agent,
            act,
            known: self.record()?.heads(),
            clock: self.environment.clock.as_ref(),
            entropy: &mut self.environment.entropy,
        };
        let mut append = self.archive.begin(&mut author)?;
        let result = write(&mut append)?;
        let head = append.commit()?;
        self.remember(&head)?;
        Ok(result)
    }

    /// Records an event, where this machine can write. Returns in words why not, if not.
    ///
    /// # Errors
    /// It can write, but writing failed.
    pub(crate) fn record_event(
        &mut self,
        event: &str,
        subject: Option<(Kind, RecordId)>,
        (outcome, detail): (&str, Map<String, Value>),
    ) -> Result<Option<String>, Error> {
        if let Some(why) = self.why_not_writing() {
            return Ok(Some(why));
        }
        let written = self.write(|append| Ok(append.event(event, subject, outcome, detail)?));
        match written {
            Ok(()) => Ok(None),
            Err(Error::Archive(error @ ArchiveError::Diverged { .. })) => {
                Ok(Some(error.to_string()))
            }
            Err(error) => Err(error),
        }
    }

    /// Remembers a head of this archive on this machine.
    pub(crate) fn remember(&self, head: &Head) -> Result<(), Error> {
        self.known.update(self.archive.id(), |known| known.see(head)).map(drop)
    }
}

/// Returns the file that a path leads to, through links: a new file must never take the place of a
/// link and leave the old one behind.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Finds the key that opens a file; `None` for a plain one.
pub(crate) fn page_key(path: &Path, secrets: &Secrets) -> Result<Option<PageKey>, Error> {
    match &secrets.unlocked {
        Some(Unlocked::Plain) => return Ok(None),
        Some(Unlocked::Key(key)) => return Ok(Some(key.clone())),
        None => {}
    }
    let salt = match probe(path)? {
        Probe::Plain => return Ok(None),
        Probe::TooShort => {
            return Err(vouchsafe_archive::OpenError::NotAnArchive(path.to_owned()).into());
        }
        Probe::Encrypted(salt) => salt,
    };
    match (&secrets.page_key, &secrets.passphrase) {
        (Some(key), _) => Ok(Some(key.clone())),
        (None, Some(passphrase)) => Ok(Some(PageKey::derive(passphrase, salt))),
        (None, None) => Err(Error::PassphraseNeeded(path.to_owned())),
    }
}

/// Decides how an archive is opened, and finds this machine's key for it.
fn decide(
    environment: &mut Environment,
    archive: &Archive,
    record: Option<&Known>,
    secrets: &Secrets,
    purpose: Purpose,
) -> (Access, Result<Identity, Error>) {
    let no_key = || Error::NoKey(archive.path().to_owned());
    let reading = if record.is_some() { Access::Read } else { Access::Foreign };
    if purpose == Purpose::Read {
        return (reading, Err(no_key()));
    }
    let identity =
        identity(environment, archive, record, secrets).and_then(
            |identity| match place::why_unsafe(archive.path()) {
                None => writable(archive.path()).map(|()| identity),
                Some(place) => Err(Error::UnsafePlace { path: archive.path().to_owned(), place }),
            },
        );
    (if identity.is_ok() { Access::Write } else { reading }, identity)
}

/// Refuses a file that the operating system does not let this program write to.
fn writable(path: &Path) -> Result<(), Error> {
    let metadata = path.metadata().map_err(Error::io(format!("look at {}", path.display())))?;
    if metadata.permissions().readonly() {
        return Err(ArchiveError::ReadOnly.into());
    }
    Ok(())
}

fn identity(
    environment: &Environment,
    archive: &Archive,
    record: Option<&Known>,
    secrets: &Secrets,
) -> Result<Identity, Error> {
    let no_key = || Error::NoKey(archive.path().to_owned());
    let rows = archive.logs()?;
    let held: Vec<LogId> = rows.iter().map(|row| row.id).collect();
    let (log, agent) = record.and_then(|known| known.own_ids(&held)).ok_or_else(no_key)?;
    let path = crate::keys::path(environment, archive.id(), log);
    let key = crate::keys::read(&path, secrets.key_passphrase.as_ref())?;
    let row = rows.into_iter().find(|row| row.id == log);
    // A log that the file does not have, though this machine wrote it, shows at the append.
    if row.is_some_and(|row| row.public_key != key.public()) {
        return Err(no_key());
    }
    Ok(Identity { log, agent, key })
}
