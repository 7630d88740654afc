//! `key`: this machine's key for an archive, and what a person's own key says about it.

use std::path::{Path, PathBuf};

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::SetDraft;
use vouchsafe_fixity::{Certificate, Passphrase, certificate_statement};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    keys, links,
    session::{Identity, Session},
};

/// This machine's key.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KeyReport {
    /// The log it signs.
    pub log: String,
    /// The name it signs with.
    pub agent: Option<String>,
    /// The public half, as OpenSSH writes it.
    pub public_key: String,
    /// Its fingerprint, to compare over another channel.
    pub fingerprint: String,
    /// Where the private half is kept.
    pub path: PathBuf,
    /// The fingerprints of personal keys that certified it.
    pub certified_by: Vec<String>,
    /// The text that a personal key signs to certify it.
    pub statement: String,
}

/// Shows this machine's key.
///
/// # Errors
/// This machine has none for this archive.
pub fn key_show(session: &Session) -> Result<KeyReport, Error> {
    let identity = own(session)?;
    let catalogue = session.catalogue();
    let agent = catalogue.record(Kind::Agent, identity.agent.into())?;
    let mut certified_by = Vec::new();
    catalogue.for_each(Kind::Certificate, |certificate| {
        let same_log = certificate.text("log") == Some(&identity.log.to_string());
        if let Some(fingerprint) = certificate.text("fingerprint").filter(|_| same_log) {
            certified_by.push(fingerprint.to_owned());
        }
        Ok::<(), Error>(())
    })?;
    Ok(KeyReport {
        log: identity.log.to_string(),
        agent: agent.as_ref().map(links::label),
        public_key: identity.key.public().to_openssh(),
        fingerprint: identity.key.public().fingerprint(),
        path: keys::path(&session.environment, session.archive.id(), identity.log),
        certified_by,
        statement: statement(session, identity),
    })
}

/// Takes in a signature that `ssh-keygen -Y sign -n vouchsafe-key@v1` made over the statement.
///
/// # Errors
/// The signature does not hold for this statement.
pub fn key_certify(session: &mut Session, signature: &Path) -> Result<KeyReport, Error> {
    let what = || format!("cannot take in the signature {}", signature.display());
    let armoured = std::fs::read_to_string(signature)
        .map_err(|error| Error::refused(what(), error.to_string()))?;
    let identity = own(session)?;
    let (log, statement) = (identity.log, statement(session, identity));
    let certificate = Certificate::check(&statement, &armoured)?;
    session.write(|append| {
        let id: RecordId = append.new_id();
        append.set(
            SetDraft::new(Kind::Certificate, id)
                .with("log", log.to_string())
                .with("statement", statement)
                .with("signature", armoured)
                .with("fingerprint", certificate.fingerprint),
        )?;
        Ok(())
    })?;
    key_show(session)
}

/// Protects this machine's key file by a passphrase, or takes the protection off.
///
/// # Errors
/// The file cannot be written; then it is as it was.
pub fn key_protect(
    session: &mut Session,
    passphrase: Option<&Passphrase>,
) -> Result<KeyReport, Error> {
    let identity = own(session)?.clone();
    let archive = session.archive.id();
    let path = keys::path(&session.environment, archive, identity.log);
    keys::write(&mut session.environment, &path, &identity.key, passphrase, archive)?;
    key_show(session)
}

fn own(session: &Session) -> Result<&Identity, Error> {
    session.identity().ok_or_else(|| Error::NoKey(session.path()))
}

fn statement(session: &Session, identity: &Identity) -> String {
    certificate_statement(session.archive.id(), identity.log, &identity.key.public())
}
