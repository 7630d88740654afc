//! The recovery sheet of an encrypted archive: what opens it without the passphrase.
//!
//! It goes onto the screen of a terminal or into a file that only its owner can read; never into
//! JSON, which ends up in logs.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
};

use vouchsafe_app::{PageKey, recovery_sheet};

use crate::{
    failure::Failure,
    output::{Output, say},
};

/// Where a recovery sheet will go.
#[derive(Debug)]
pub enum SheetPlace {
    /// Onto the screen, if there is one.
    Screen,
    /// Into this file, which was made for it.
    File(PathBuf, File),
}

impl SheetPlace {
    /// Makes the file, before there is anything to write, so that no sheet is lost for want of one.
    ///
    /// # Errors
    /// The file exists or cannot be made.
    pub fn prepare(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Screen) };
        if path.symlink_metadata().is_ok() {
            let message = format!("cannot write {}: something is there already", path.display());
            return Err(Failure::usage(message));
        }
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(Failure::io("write", path))?;
        Ok(Self::File(path.to_owned(), file))
    }

    /// Takes the prepared file away again, since there will be no sheet.
    pub fn abandon(self) {
        if let Self::File(path, file) = self {
            drop(file);
            if let Err(error) = std::fs::remove_file(&path) {
                say(format!("the empty file {} is left behind: {error}", path.display()));
            }
        }
    }

    /// Writes the sheet.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(self, out: &mut Output, archive: &Path, key: &PageKey) -> Result<(), Failure> {
        match self {
            Self::File(path, mut file) => {
                let written = file.write_all(sheet(archive, key).as_bytes());
                written.and_then(|()| file.sync_all()).map_err(Failure::io("write", &path))?;
                say(format!(
                    "The recovery sheet is in {}: print it, then delete it.",
                    path.display()
                ));
            }
            Self::Screen if out.is_terminal() && !out.is_json() => out.line(sheet(archive, key)),
            Self::Screen => {
                say(
                    "No recovery sheet was written: without one, a forgotten passphrase loses the \
                 archive.\n`vouchsafe passphrase sheet` writes it, also later.",
                );
            }
        }
        Ok(())
    }
}

fn sheet(archive: &Path, key: &PageKey) -> String {
    let name = archive.file_name().unwrap_or(archive.as_os_str()).to_string_lossy();
    recovery_sheet(&crate::shown::visible(&name), key)
}
