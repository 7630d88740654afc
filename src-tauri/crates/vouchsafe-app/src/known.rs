//! What this machine remembers about archives: the heads it has seen, and its own place in them.
//!
//! One JSON file per archive in `known/`, merged by maximum under a lock and on the disk before
//! anyone is told that something was saved. By random id only: no path of a document, no title.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use vouchsafe_archive::Head;
use vouchsafe_fixity::{Checkpoint, Frontier};
use vouchsafe_model::{AgentId, ArchiveId, LogId};

use crate::error::Error;

/// What is remembered about one archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Known {
    /// This machine's own logs, and who writes there, newest last.
    pub own: Vec<OwnLog>,
    /// The newest head seen of each log.
    pub heads: BTreeMap<String, KnownHead>,
    /// Heads of branches that a person went on without, knowingly.
    pub set_aside: Vec<KnownHead>,
    /// Copies made, newest last.
    pub copies: Vec<KnownCopy>,
    /// When a verification last ended, and how.
    pub last_verified: Option<LastVerified>,
}

/// This machine's log in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OwnLog {
    pub log: String,
    pub agent: String,
}

/// A head, with what is needed to see that a file extends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownHead {
    /// The signed checkpoint.
    pub checkpoint: String,
    /// The frontier, base64.
    pub frontier: String,
}

/// A second copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownCopy {
    pub path: String,
    pub made_at: String,
}

/// The end of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastVerified {
    pub at: String,
    pub verdict: String,
}

impl KnownHead {
    fn of(head: &Head) -> Self {
        Self { checkpoint: head.note.clone(), frontier: BASE64.encode(&head.frontier.to_bytes()) }
    }

    /// Reads the head; `None` if the file was changed by hand.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        Checkpoint::parse(&self.checkpoint).ok()
    }

    fn head(&self) -> Option<Head> {
        let checkpoint = self.checkpoint()?;
        let frontier = BASE64.decode(self.frontier.as_bytes()).ok()?;
        let frontier = Frontier::from_bytes(checkpoint.size, &frontier).ok()?;
        let sound = frontier.root() == checkpoint.root;
        sound.then(|| Head { log: checkpoint.log, frontier, note: self.checkpoint.clone() })
    }
}

impl Known {
    /// Returns id and agent of this machine's newest log among those that a file holds; its newest
    /// one if the file holds none.
    pub fn own_ids(&self, held: &[LogId]) -> Option<(LogId, AgentId)> {
        let ids = |own: &OwnLog| Some((own.log.parse().ok()?, own.agent.parse().ok()?));
        let mut newest_first = self.own.iter().rev().filter_map(ids);
        let newest = newest_first.clone().next();
        newest_first.find(|(log, _)| held.contains(log)).or(newest)
    }

    /// Returns the heads that a file must extend.
    pub fn heads(&self) -> Vec<Head> {
        self.heads.values().filter_map(KnownHead::head).collect()
    }

    /// Takes in a head, if it is newer than the one known of its log.
    pub fn see(&mut self, head: &Head) {
        let known = self.heads.get(&head.log.to_string()).and_then(KnownHead::checkpoint);
        if known.is_none_or(|known| known.size < head.frontier.size()) {
            self.heads.insert(head.log.to_string(), KnownHead::of(head));
        }
    }
}

/// The folder of known archives.
#[derive(Debug, Clone)]
pub(crate) struct KnownArchives {
    folder: PathBuf,
}

impl KnownArchives {
    pub fn new(config_dir: &Path) -> Self {
        Self { folder: config_dir.join("known") }
    }

    /// Returns what is known about an archive; `None` if it was never seen here.
    ///
    /// # Errors
    /// The record cannot be read, or is not one: it is not guessed at, since it guards the archive.
    pub fn get(&self, archive: ArchiveId) -> Result<Option<Known>, Error> {
        let path = self.path(archive);
        match fs::read_to_string(&path) {
            Ok(text) => parse(&path, &text).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(format!("read {}", path.display()))(error)),
        }
    }

    /// Changes what is known about an archive, under a lock, and puts it on the disk.
    ///
    /// # Errors
    /// The record cannot be read or written.
    pub fn update(
        &self,
        archive: ArchiveId,
        change: impl FnOnce(&mut Known),
    ) -> Result<Known, Error> {
        private_folder(&self.folder)?;
        let lock_path = self.folder.join(format!("{archive}.lock"));
        let lock = File::options().create(true).truncate(false).write(true).open(&lock_path);
        let lock = lock.map_err(Error::io(format!("open {}", lock_path.display())))?;
        lock.lock().map_err(Error::io(format!("lock {}", lock_path.display())))?;
        let mut known = self.get(archive)?.unwrap_or_default();
        change(&mut known);
        let text = serde_json::to_string_pretty(&known).expect("a record of texts is JSON");
        write_private(&self.path(archive), text.as_bytes())?;
        Ok(known)
    }

    fn path(&self, archive: ArchiveId) -> PathBuf {
        self.folder.join(format!("{archive}.json"))
    }
}

fn parse(path: &Path, text: &str) -> Result<Known, Error> {
    serde_json::from_str(text).map_err(|error| {
        let source = std::io::Error::other(error);
        Error::Io { doing: format!("understand {}", path.display()), source }
    })
}

/// Makes a folder that only its owner can look into.
pub(crate) fn private_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Error::io(format!("make the folder {}", folder.display())))
}

/// Writes a file that only its owner can read, whole or not at all, and onto the disk.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let doing = format!("write {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = || -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        File::open(folder)?.sync_all()
    };
    written().map_err(Error::io(doing))
}

#[cfg(test)]
mod tests {
    use vouchsafe_fixity::{LogKey, OsEntropy, sha256};

    use super::*;

    fn head(leaves: u8) -> Head {
        let mut frontier = Frontier::default();
        (0..leaves).for_each(|leaf| frontier.push(sha256(&[leaf])));
        let checkpoint = Checkpoint {
            archive: ArchiveId::from_bytes([1; 16]),
            log: LogId::from_bytes([2; 16]),
            size: frontier.size(),
            root: frontier.root(),
        };
        let note = checkpoint.sign(&LogKey::random(&mut OsEntropy));
        Head { log: checkpoint.log, frontier, note }
    }

    #[test]
    fn heads_are_merged_by_maximum_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let known = KnownArchives::new(folder.path());
        let archive = ArchiveId::from_bytes([1; 16]);
        let newer = head(5);
        for seen in [&head(3), &newer, &head(4)] {
            known.update(archive, |known| known.see(seen)).unwrap();
        }
        assert_eq!(known.get(archive).unwrap().unwrap().heads(), [newer]);
    }

    #[test]
    fn a_record_that_was_broken_by_hand_is_not_guessed_at() {
        let folder = tempfile::tempdir().unwrap();
        let known = KnownArchives::new(folder.path());
        let archive = ArchiveId::from_bytes([1; 16]);
        known.update(archive, |_| ()).unwrap();
        fs::write(known.path(archive), "{").unwrap();
        assert!(known.get(archive).is_err());
    }
}
