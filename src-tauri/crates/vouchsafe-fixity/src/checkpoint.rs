//! Checkpoints: a log's head, signed, as text that fits on a sheet of paper.
//!
//! Source: C2SP tlog-checkpoint and signed-note; archive-format.md, section 4.1.

use std::fmt::Write as _;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use vouchsafe_model::{ArchiveId, LogId, Sha256Digest};

use crate::{LogKey, PublicKey};

const ORIGIN: &str = "vouchsafe-log-v1";
const ED25519: u8 = 1;

/// A log's head: what a checkpoint states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// The archive.
    pub archive: ArchiveId,
    /// The log.
    pub log: LogId,
    /// How many entries.
    pub size: u64,
    /// The root of their tree.
    pub root: Sha256Digest,
}

/// Why a text is not a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The text is not three lines, an empty one, and signature lines.
    #[error("it is not a signed note with three lines")]
    NotANote,
    /// The first line names no archive and log of this kind.
    #[error("its first line is not an origin of this kind")]
    BadOrigin,
    /// The second line is not a size, or the third not a root.
    #[error("its size or root cannot be read")]
    BadHead,
}

impl Checkpoint {
    /// Returns the signed note for this head.
    pub fn sign(&self, key: &LogKey) -> String {
        let mut note = self.body();
        let name = self.origin();
        let signature = key.sign(note.as_bytes());
        let signed = [&key_hash(&name, &key.public())[..], &signature].concat();
        // Writing to a String cannot fail.
        let _ = writeln!(note, "\n\u{2014} {name} {}", BASE64.encode(&signed));
        note
    }

    /// Reads a note, without asking who signed it.
    ///
    /// # Errors
    /// The text is not a checkpoint of an archive's log.
    pub fn parse(note: &str) -> Result<Self, CheckpointError> {
        let (body, signatures) = note.split_once("\n\n").ok_or(CheckpointError::NotANote)?;
        let lines: Vec<&str> = body.split('\n').collect();
        let [origin, size, root] = lines[..] else { return Err(CheckpointError::NotANote) };
        if !signatures.ends_with('\n') {
            return Err(CheckpointError::NotANote);
        }
        let origin = origin.strip_prefix(ORIGIN).and_then(|rest| rest.strip_prefix('/'));
        let ids = origin.and_then(|ids| ids.split_once('/'));
        let ids = ids.and_then(|(archive, log)| Some((archive.parse().ok()?, log.parse().ok()?)));
        let (archive, log) = ids.ok_or(CheckpointError::BadOrigin)?;
        let root = BASE64.decode(root.as_bytes()).ok().and_then(|root| root.try_into().ok());
        let parsed = size.parse::<u64>().ok().filter(|parsed| parsed.to_string() == size);
        let (size, root) = parsed.zip(root).ok_or(CheckpointError::BadHead)?;
        Ok(Self { archive, log, size, root: Sha256Digest::from_bytes(root) })
    }

    /// Returns whether the note is this head's, signed by `key`. Other signature lines are ignored.
    pub fn is_signed_by(&self, note: &str, key: &PublicKey) -> bool {
        let Some((body, signatures)) = note.split_once("\n\n") else { return false };
        let name = self.origin();
        let prefix = format!("\u{2014} {name} ");
        let ours = signatures.lines().filter_map(|line| line.strip_prefix(&prefix));
        let signed = ours.filter_map(|line| BASE64.decode(line.as_bytes()).ok());
        let mut signatures = signed.filter_map(|bytes| {
            let (hash, signature) = bytes.split_first_chunk::<4>()?;
            (*hash == key_hash(&name, key)).then(|| signature.try_into().ok())?
        });
        format!("{body}\n") == self.body()
            && signatures.any(|signature| key.verifies(self.body().as_bytes(), &signature))
    }

    fn origin(&self) -> String {
        format!("{ORIGIN}/{}/{}", self.archive, self.log)
    }

    fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin(), self.size, BASE64.encode(self.root.as_bytes()))
    }
}

/// Returns the key hash of signed-note: which key a signature line says it is of.
fn key_hash(name: &str, key: &PublicKey) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update([b'\n', ED25519]);
    hash.update(key.as_bytes());
    let full: [u8; 32] = hash.finalize().into();
    [full[0], full[1], full[2], full[3]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OsEntropy, sha256};

    fn head(size: u64) -> Checkpoint {
        Checkpoint {
            archive: ArchiveId::from_bytes([1; 16]),
            log: LogId::from_bytes([2; 16]),
            size,
            root: sha256(b"root"),
        }
    }

    #[test]
    fn a_signed_head_is_read_again_and_known_by_its_key() {
        let key = LogKey::random(&mut OsEntropy);
        let note = head(42).sign(&key);
        assert_eq!(Checkpoint::parse(&note), Ok(head(42)));
        assert!(head(42).is_signed_by(&note, &key.public()));
        let other = LogKey::random(&mut OsEntropy).public();
        assert!(!head(42).is_signed_by(&note, &other));
    }

    #[test]
    fn a_note_changed_anywhere_is_not_signed() {
        let key = LogKey::random(&mut OsEntropy);
        let note = head(42).sign(&key);
        for (from, to) in [("42", "43"), ("0101", "0102"), ("\n42\n", "\n42\n\n")] {
            let changed = note.replacen(from, to, 1);
            let signed = Checkpoint::parse(&changed)
                .is_ok_and(|head| head.is_signed_by(&changed, &key.public()));
            assert!(!signed, "{changed}");
        }
    }

    #[test]
    fn another_signature_line_does_not_matter() {
        let key = LogKey::random(&mut OsEntropy);
        let note = head(1).sign(&key) + "\u{2014} witness.example AAAA\n";
        assert!(Checkpoint::parse(&note).is_ok_and(|head| head.is_signed_by(&note, &key.public())));
    }

    #[test]
    fn what_is_no_checkpoint_is_refused() {
        let key = LogKey::random(&mut OsEntropy);
        let note = head(42).sign(&key);
        for (from, to, error) in [
            ("\n\n", "\n", CheckpointError::NotANote),
            ("vouchsafe", "voucher", CheckpointError::BadOrigin),
            ("\n42\n", "\n042\n", CheckpointError::BadHead),
            ("\n42\n", "\n-1\n", CheckpointError::BadHead),
        ] {
            assert_eq!(Checkpoint::parse(&note.replacen(from, to, 1)), Err(error));
        }
    }
}
