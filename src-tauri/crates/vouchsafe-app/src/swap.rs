//! A new file in an archive's place: written beside it, verified, and only then renamed.

use std::path::{Path, PathBuf};

use vouchsafe_fixity::PageKey;
use vouchsafe_model::RecordId;
use vouchsafe_verify::{Advance, Report, Request, Scope};

use crate::{environment::Environment, error::Error};

/// A file being written beside another; removed when dropped, unless it was put in place.
#[derive(Debug)]
pub(crate) struct Beside {
    path: PathBuf,
    kept: bool,
}

impl Beside {
    /// Chooses a name beside `path` that nothing has.
    pub fn new(environment: &mut Environment, path: &Path, why: &str) -> Self {
        let random = RecordId::from_bytes(environment.random_id()).to_string();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = path.with_file_name(format!(".{name}.{why}-{}", &random[..8]));
        Self { path, kept: false }
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name for good. What had that name before must be gone, or is replaced if
    /// `replace` says so.
    pub fn put_at(mut self, target: &Path, replace: bool) -> Result<(), Error> {
        let doing = || format!("put {} in place", target.display());
        if replace {
            std::fs::rename(&self.path, target).map_err(Error::io(doing()))?;
        } else {
            std::fs::hard_link(&self.path, target)
                .and_then(|()| std::fs::remove_file(&self.path))
                .or_else(|_| rename_if_free(&self.path, target))
                .map_err(Error::io(doing()))?;
        }
        self.kept = true;
        sync_folder(target)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.kept {
            // It may never have been made; and it holds nothing that is not in the archive.
            let _ = std::fs::remove_file(&self.path);
            let mut journal = self.path.clone().into_os_string();
            journal.push("-journal");
            let _ = std::fs::remove_file(journal);
        }
    }
}

/// Removes what earlier runs left beside `path` that were cut off while they wrote a new file.
/// Whoever writes one holds the archive's lock, so only a holder of it may sweep.
pub(crate) fn sweep(path: &Path, reasons: &[&str]) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(entries) = std::fs::read_dir(folder.unwrap_or(Path::new("."))) else { return };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for entry in entries.flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        if reasons.iter().any(|why| found.starts_with(&format!(".{name}.{why}-"))) {
            // What cannot be removed now is met again next time.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Returns an absolute path in words, to be remembered and shown.
pub(crate) fn shown_absolute(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.to_string_lossy().into_owned()
}

/// For file systems without hard links.
fn rename_if_free(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(from, to)
}

/// Puts the names in a file's folder on the disk.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    match std::fs::File::open(folder) {
        Ok(opened) => {
            opened.sync_all().map_err(Error::io(format!("sync the folder {}", folder.display())))
        }
        // Some systems do not open folders; there the rename is as durable as it gets.
        Err(_) => Ok(()),
    }
}

/// Verifies a file that was just written, all of it.
pub(crate) fn verify_new(path: &Path, page_key: Option<&PageKey>) -> Result<Report, Error> {
    let request = Request {
        path,
        page_key,
        scope: Scope::Full,
        known_heads: &[],
        read_before: &std::collections::BTreeSet::new(),
        threads: std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN),
    };
    Ok(vouchsafe_verify::verify(&request, &Unwatched)?)
}

/// Watches nothing and stops nothing.
pub(crate) struct Unwatched;

impl vouchsafe_verify::Progress for Unwatched {
    fn report(&self, _: &Advance) {}

    fn is_cancelled(&self) -> bool {
        false
    }

    fn content_is_good(&self, _: vouchsafe_model::ContentId) {}
}
