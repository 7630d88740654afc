//! `checkpoint`: the heads of an archive, to be kept by someone else, on paper if need be.

use std::path::Path;

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_fixity::Checkpoint;

use crate::{error::Error, session::Session};

/// The heads of an archive.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckpointReport {
    /// All checkpoints, one after the other, as a file for `verify --against` holds them.
    pub checkpoint: String,
    /// Each by itself.
    pub checkpoints: Vec<CheckpointItem>,
}

/// The head of a log.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckpointItem {
    /// The log.
    pub log: String,
    /// How many entries.
    pub size: u64,
    /// The root of their tree, in hex.
    pub root: String,
    /// The signed note.
    pub note: String,
    /// The fingerprint of the key that signed it.
    pub fingerprint: String,
}

/// Returns the newest checkpoint of every log.
///
/// # Errors
/// The archive cannot be read.
pub fn checkpoint(session: &Session) -> Result<CheckpointReport, Error> {
    let logs = session.archive.logs()?;
    let heads = session.archive.heads()?;
    let items = logs.iter().zip(heads).map(|(log, head)| CheckpointItem {
        log: head.log.to_string(),
        size: head.frontier.size(),
        root: head.frontier.root().to_string(),
        note: head.note,
        fingerprint: log.public_key.fingerprint(),
    });
    let checkpoints: Vec<CheckpointItem> = items.collect();
    let notes: Vec<&str> = checkpoints.iter().map(|item| item.note.as_str()).collect();
    Ok(CheckpointReport { checkpoint: notes.join("\n"), checkpoints })
}

/// Reads a file of one or more checkpoints.
pub(crate) fn read(path: &Path) -> Result<Vec<Checkpoint>, Error> {
    let what = || format!("cannot compare with {}", path.display());
    let text =
        std::fs::read_to_string(path).map_err(|error| Error::refused(what(), error.to_string()))?;
    let checkpoints = split(&text).map_err(|why| Error::refused(what(), why))?;
    if checkpoints.is_empty() {
        return Err(Error::refused(what(), "there is no checkpoint in it"));
    }
    Ok(checkpoints)
}

/// Splits a text into its checkpoints; each begins with an origin line.
fn split(text: &str) -> Result<Vec<Checkpoint>, String> {
    let text = text.replace("\r\n", "\n");
    let mut notes: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if line.starts_with("vouchsafe-log-v1/") {
            notes.push(String::new());
        }
        if let Some(note) = notes.last_mut() {
            note.push_str(line);
            note.push('\n');
        }
    }
    let parsed = notes.iter().map(|note| {
        let note = format!("{}\n", note.trim_end());
        Checkpoint::parse(&note).map_err(|error| error.to_string())
    });
    parsed.collect()
}

#[cfg(test)]
mod tests {
    use vouchsafe_fixity::{LogKey, OsEntropy, sha256};
    use vouchsafe_model::{ArchiveId, LogId};

    use super::*;

    #[test]
    fn several_checkpoints_in_one_file_are_read_apart() {
        let head = |byte| Checkpoint {
            archive: ArchiveId::from_bytes([1; 16]),
            log: LogId::from_bytes([byte; 16]),
            size: 3,
            root: sha256(&[byte]),
        };
        let key = LogKey::random(&mut OsEntropy);
        let text = [head(1), head(2)].map(|head| head.sign(&key)).join("\n").replace('\n', "\r\n");
        assert_eq!(split(&text), Ok(vec![head(1), head(2)]));
        assert_eq!(split("nothing here"), Ok(Vec::new()));
        assert!(split("vouchsafe-log-v1/x\n").is_err());
    }
}
