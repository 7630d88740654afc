//! `init`: a new archive, its first log, and this machine's key.

use std::path::{Path, PathBuf};

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::{Archive, Author, Founding, OpenError};
use vouchsafe_fixity::{PageKey, Passphrase};
use vouchsafe_model::{ActId, AgentId, ArchiveId, LogId};

use crate::{
    environment::Environment,
    error::Error,
    keys,
    known::{KnownArchives, OwnLog},
    place,
    session::{Identity, Secrets, Session},
};

/// What a new archive is to be.
#[derive(Debug)]
pub struct InitRequest<'a> {
    /// Where; nothing may be there.
    pub path: &'a Path,
    /// Its title.
    pub title: Option<String>,
    /// The name to sign with; a pseudonym is fine.
    pub agent_name: String,
    /// Encrypts the archive, if given.
    pub passphrase: Option<Passphrase>,
    /// Protects the key file, if given.
    pub key_passphrase: Option<Passphrase>,
}

/// A new archive.
#[derive(Debug, Clone, Serialize, TS)]
pub struct InitReport {
    /// Where it is.
    pub archive: PathBuf,
    /// Its id.
    pub archive_id: String,
    /// Its first log.
    pub log: String,
    /// The key of that log, as OpenSSH writes it.
    pub public_key: String,
    /// Where the private key is kept.
    pub key: PathBuf,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// What opens it without the passphrase, for the recovery sheet; never in the JSON.
    #[serde(skip)]
    pub recovery_key: Option<PageKey>,
}

/// Makes a new archive.
///
/// # Errors
/// The path exists, or lies where writing is not safe, or cannot be written.
pub fn init(
    mut environment: Environment,
    request: InitRequest<'_>,
) -> Result<(Session, InitReport), Error> {
    let path = request.path;
    if path.symlink_metadata().is_ok() {
        return Err(OpenError::Exists(path.to_owned()).into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let why = format!("there is no folder {}", folder.display());
        return Err(Error::refused(format!("cannot make {}", path.display()), why));
    }
    if let Some(place) = place::why_unsafe(folder) {
        return Err(Error::UnsafePlace { path: path.to_owned(), place });
    }
    if request.agent_name.trim().is_empty() {
        return Err(Error::refused("cannot sign with an empty name", "a pseudonym is fine"));
    }
    let founding = Founding {
        archive: ArchiveId::from_bytes(environment.random_id()),
        title: request.title,
        agent_name: request.agent_name,
    };
    let log = LogId::from_bytes(environment.random_id());
    let agent = AgentId::from_bytes(environment.random_id());
    let act = ActId::from_bytes(environment.random_id());
    let page_key = request.passphrase.as_ref().map(|passphrase| {
        let salt = PageKey::new_salt(&mut environment.entropy);
        PageKey::derive(passphrase, salt)
    });
    let key =
        keys::obtain(&mut environment, founding.archive, log, request.key_passphrase.as_ref())?;
    let mut author = Author {
        log,
        key: &key,
        agent,
        act,
        known: Vec::new(),
        clock: environment.clock.as_ref(),
        entropy: &mut environment.entropy,
    };
    let (archive, head) = Archive::create(path, page_key.clone(), &founding, &mut author)?;
    KnownArchives::new(&environment.config_dir).update(founding.archive, |known| {
        known.own.push(OwnLog { log: log.to_string(), agent: agent.to_string() });
        known.see(&head);
    })?;
    let report = InitReport {
        archive: path.to_owned(),
        archive_id: founding.archive.to_string(),
        log: log.to_string(),
        public_key: key.public().to_openssh(),
        key: keys::path(&environment, founding.archive, log),
        encrypted: page_key.is_some(),
        recovery_key: page_key.clone(),
    };
    let secrets = Secrets {
        passphrase: request.passphrase,
        page_key,
        key_passphrase: request.key_passphrase,
        unlocked: None,
    };
    let identity = Identity { log, agent, key };
    Ok((Session::of_new(environment, archive, secrets, identity), report))
}
