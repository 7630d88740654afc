//! Key files: one per log of this machine, in OpenSSH form, readable by its owner only.

use std::path::{Path, PathBuf};

use vouchsafe_fixity::{LogKey, Passphrase};
use vouchsafe_model::{ArchiveId, LogId};

use crate::{
    environment::Environment,
    error::Error,
    known::{private_folder, write_private},
};

/// Returns where the key of a log is kept.
pub(crate) fn path(environment: &Environment, archive: ArchiveId, log: LogId) -> PathBuf {
    let own =
        || environment.config_dir.join("keys").join(archive.to_string()).join(log.to_string());
    environment.key_path.clone().unwrap_or_else(own)
}

/// Reads a key file.
pub(crate) fn read(path: &Path, passphrase: Option<&Passphrase>) -> Result<LogKey, Error> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(Error::io(format!("read the key {}", path.display())))?;
    let text = zeroize::Zeroizing::new(text);
    LogKey::from_openssh(&text, passphrase)
        .map_err(|source| Error::Key { path: path.to_owned(), source })
}

/// Writes a new key file and returns its path. With `VOUCHSAFE_KEY`, the key there is used.
pub(crate) fn obtain(
    environment: &mut Environment,
    archive: ArchiveId,
    log: LogId,
    passphrase: Option<&Passphrase>,
) -> Result<LogKey, Error> {
    let path = path(environment, archive, log);
    if environment.key_path.is_some() && path.exists() {
        return read(&path, passphrase);
    }
    let key = LogKey::random(&mut environment.entropy);
    private_folder(path.parent().unwrap_or(Path::new(".")))?;
    write(environment, &path, &key, passphrase, archive)?;
    Ok(key)
}

/// Writes a key file, protected by `passphrase` if there is one.
pub(crate) fn write(
    environment: &mut Environment,
    path: &Path,
    key: &LogKey,
    passphrase: Option<&Passphrase>,
    archive: ArchiveId,
) -> Result<(), Error> {
    let comment = format!("vouchsafe {archive}");
    let text = key.to_openssh(&comment, passphrase, &mut environment.entropy);
    write_private(path, text.as_bytes())
}
