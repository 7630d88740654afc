//! The recovery sheet of an encrypted archive: what opens it without the passphrase.
//!
//! It goes onto the screen of a terminal or into a file that only its owner can read; never into
//! JSON, which ends up in logs.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
};

use vouchsafe_app::PageKey;

use crate::{
    failure::Failure,
    output::{Output, say},
};

const GROUP_DIGITS: usize = 8;
const GROUPS_PER_LINE: usize = 4;

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

/// Returns the sheet's text.
fn sheet(archive: &Path, key: &PageKey) -> String {
    let digits = key.to_hex();
    let groups: Vec<&str> =
        (0..digits.len()).step_by(GROUP_DIGITS).map(|at| &digits[at..at + GROUP_DIGITS]).collect();
    let lines: Vec<String> =
        groups.chunks(GROUPS_PER_LINE).map(|line| format!("    {}", line.join(" "))).collect();
    let name = archive.file_name().unwrap_or(archive.as_os_str()).to_string_lossy();
    format!(
        "\
RECOVERY SHEET of the encrypted archive {name}

Whoever has this sheet and the file can read everything in it, without the passphrase.
Keep it on paper, away from the computer and from the file. It opens the file as it is now: a new
passphrase makes a new sheet necessary, and this one opens only older copies.

The key, 96 hex digits. Its last line is the salt, which is also the first 16 bytes of the file.

{lines}

With Vouchsafe: vouchsafe --archive FILE --recovery-key-fd 0 document list
Then type the digits, in one line, and end with Ctrl-D.

Without Vouchsafe: open the file with `sqlcipher` 4, and type, with the digits in one piece:

    PRAGMA key = \"x'...96 digits...'\";
    PRAGMA cipher_page_size = 16384;
    PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
    PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;
    SELECT * FROM meta;
",
        name = crate::shown::visible(&name),
        lines = lines.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_holds_the_key_in_groups_that_can_be_typed() {
        let digits: String = "0123456789abcdef".repeat(6);
        let key: PageKey = digits.parse().unwrap();
        let text = sheet(Path::new("/home/me/case.vouch"), &key);
        let typed = text.lines().filter(|line| line.starts_with("    0123"));
        assert_eq!(typed.collect::<String>().parse(), Ok(key));
        assert!(!text.contains("/home"), "{text}");
    }
}
