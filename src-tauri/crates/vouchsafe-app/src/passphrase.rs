//! `passphrase`: an archive encrypted, its passphrase changed, or its encryption taken off.
//!
//! Each time a new file is written beside, verified, and put in the old one's place. The disk
//! blocks of the old file are freed, not wiped: that is said, since it cannot be helped from here.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, json};
use ts_rs::TS;
use vouchsafe_archive::rewrite;
use vouchsafe_fixity::{PageKey, Passphrase};
use vouchsafe_verify::Verdict;

use crate::{
    error::Error,
    progress::Progress,
    search,
    session::{Purpose, Secrets, Session},
    swap::{Beside, verify_new},
};

/// An archive under another key.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassphraseReport {
    /// Whether it is encrypted now.
    pub encrypted: bool,
    /// Copies known here that this change does not reach; they open as before.
    pub other_copies: Vec<PathBuf>,
    /// What opens it without the passphrase, for the recovery sheet; never in the JSON.
    #[serde(skip)]
    pub recovery_key: Option<PageKey>,
}

/// Encrypts the archive by `passphrase`, or takes its encryption off if there is none.
///
/// # Errors
/// The archive is damaged, or there is no room for a second file beside it. Nothing was changed.
pub fn passphrase_set(
    mut session: Session,
    passphrase: Option<Passphrase>,
    progress: &dyn Progress,
) -> Result<PassphraseReport, Error> {
    let was_encrypted = session.archive.page_key().is_some();
    if !was_encrypted && passphrase.is_none() {
        let what = "cannot take the encryption off";
        return Err(Error::refused(what, "the archive is not encrypted"));
    }
    let new_key = passphrase.as_ref().map(|passphrase| {
        PageKey::derive(passphrase, PageKey::new_salt(&mut session.environment.entropy))
    });
    let path = session.path();
    let old_key = session.archive.page_key().cloned();
    let beside = Beside::new(&mut session.environment, &path, "writing");
    // What the index holds is as open as the archive was.
    search::discard(&session)?;
    let lock = session.archive.lock()?;
    progress.begin(0);
    let (from, to) = ((path.as_path(), old_key), (beside.path(), new_key.clone()));
    rewrite(from, to, None, &mut |bytes| progress.advance(bytes))?;
    let report = verify_new(beside.path(), new_key.as_ref())?;
    if report.verdict == Verdict::Damaged {
        let what = "cannot write the archive anew";
        return Err(Error::refused(what, "it is damaged; run `vouchsafe verify`, then repair it"));
    }
    beside.put_at(&path, true)?;
    drop(lock);
    let Session { environment, secrets, .. } = session;
    let secrets = Secrets { passphrase, page_key: new_key.clone(), unlocked: None, ..secrets };
    let mut session = Session::open(environment, &path, secrets, Purpose::Write)?;
    search::discard(&session)?;
    let event = if new_key.is_some() { "encryption" } else { "decryption" };
    let detail = Map::from_iter([("was_encrypted".to_owned(), json!(was_encrypted))]);
    session.record_event(event, None, ("done", detail))?;
    let copies = session.record()?.copies.into_iter().map(|copy| PathBuf::from(copy.path));
    let other_copies = copies.filter(|path| path.exists()).collect();
    Ok(PassphraseReport { encrypted: new_key.is_some(), other_copies, recovery_key: new_key })
}

/// Returns what opens the archive without its passphrase, for a new recovery sheet.
///
/// # Errors
/// The archive is not encrypted.
pub fn passphrase_sheet(session: &Session) -> Result<PassphraseReport, Error> {
    let key = session.archive.page_key().cloned();
    let key = key.ok_or_else(|| {
        Error::refused("there is no recovery sheet", "the archive is not encrypted")
    })?;
    Ok(PassphraseReport { encrypted: true, other_copies: Vec::new(), recovery_key: Some(key) })
}
