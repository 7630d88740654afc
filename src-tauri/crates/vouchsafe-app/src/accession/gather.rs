//! Which files are meant: paths walked, in order; what cannot be taken in, named with its reason.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    time::SystemTime,
};

use data_encoding::HEXLOWER;
use vouchsafe_model::Instant;
use walkdir::WalkDir;

use crate::{error::Error, search, visible::is_hidden};

/// A file to be taken in.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Where it is.
    pub path: PathBuf,
    /// Its name and where it lay below the folder named, never an absolute path: that would
    /// tell the name of whoever collected it.
    pub original: OriginalPath,
    /// Its size when it was found.
    pub size_bytes: u64,
}

/// A path as it was given, kept also where it is not Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OriginalPath {
    /// For people: what is not Unicode or not visible is escaped.
    pub shown: String,
    /// The raw bytes in hex, where `shown` is not the whole truth.
    pub bytes: Option<String>,
}

/// A path that is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub path: PathBuf,
    pub reason: String,
}

/// Finds the files meant by `paths`. Names given by the person must exist and be files, or folders
/// with `recursive`; inside folders, whatever cannot be taken in is refused by itself.
pub(crate) fn gather(
    paths: &[PathBuf],
    recursive: bool,
) -> Result<(Vec<Candidate>, Vec<Refusal>), Error> {
    let mut candidates = Vec::new();
    let mut refusals = Vec::new();
    for path in paths {
        let what = format!("cannot take in {}", path.display());
        let metadata = path.metadata();
        let metadata = metadata.map_err(|error| Error::refused(&what, reason(&error)))?;
        if metadata.is_dir() {
            if !recursive {
                let why = "it is a folder; give --recursive to take in everything in it";
                return Err(Error::refused(what, why));
            }
            walk(path, &mut candidates, &mut refusals);
        } else if let Some(why) = not_a_file(&metadata) {
            return Err(Error::refused(what, why));
        } else {
            let original = OriginalPath::of(Path::new(path.file_name().unwrap_or_default()));
            let size_bytes = metadata.len();
            candidates.push(Candidate { path: path.clone(), original, size_bytes });
        }
    }
    Ok((candidates, refusals))
}

fn walk(root: &Path, candidates: &mut Vec<Candidate>, refusals: &mut Vec<Refusal>) {
    let base = root.canonicalize().ok();
    let base = base.as_deref().and_then(Path::file_name).map(PathBuf::from).unwrap_or_default();
    for found in WalkDir::new(root).sort_by_file_name() {
        let entry = match found {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                refusals.push(Refusal { path, reason });
                continue;
            }
        };
        let path = entry.path().to_owned();
        // A link can lead anywhere: someone else's folder could make us take in our own files.
        if entry.path_is_symlink() && entry.depth() > 0 {
            refusals.push(Refusal { reason: link_reason(&path), path });
            continue;
        }
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) => match not_a_file(&metadata) {
                Some(why) => refusals.push(Refusal { path, reason: why.to_owned() }),
                None => {
                    let below = path.strip_prefix(root).unwrap_or(&path);
                    let original = OriginalPath::of(&base.join(below));
                    candidates.push(Candidate { path, original, size_bytes: metadata.len() });
                }
            },
            Err(error) => refusals.push(Refusal { path, reason: error.to_string() }),
        }
    }
}

/// Says where a link leads, and how to take in what is there.
fn link_reason(path: &Path) -> String {
    let target = std::fs::read_link(path).unwrap_or_default();
    let target = escape(target.as_os_str().as_encoded_bytes());
    format!("it is a link to {target}, and links are not followed; name the file to take it in")
}

/// Leaves out what must not be taken in: the open archive and its search index, since reading them
/// as files would let go of SQLite's locks, and this machine's keys and settings, since archives
/// are given on.
pub(crate) fn leave_out_own(
    candidates: Vec<Candidate>,
    archive: &Path,
    settings: &[&Path],
) -> (Vec<Candidate>, Vec<Refusal>) {
    let real = |path: &Path| path.canonicalize().ok();
    let journal = archive.as_os_str().to_string_lossy().into_owned() + "-journal";
    let own = [real(archive), real(Path::new(&journal))];
    let index: Vec<PathBuf> =
        search::own_files(archive).iter().filter_map(|path| real(path)).collect();
    let settings: Vec<PathBuf> = settings.iter().filter_map(|path| real(path)).collect();
    let (mut kept, mut refusals) = (Vec::new(), Vec::new());
    for candidate in candidates {
        let path = real(&candidate.path);
        let is_setting = |path: &PathBuf| settings.iter().any(|own| path.starts_with(own));
        let reason = if own.iter().any(|own| own.is_some() && *own == path)
            || is_same_file(&candidate.path, archive)
        {
            "it is this archive itself"
        } else if path.as_ref().is_some_and(|path| index.contains(path)) {
            "it is this archive's search index"
        } else if path.as_ref().is_some_and(is_setting) {
            "it is a key or setting of Vouchsafe on this machine"
        } else {
            kept.push(candidate);
            continue;
        };
        refusals.push(Refusal { path: candidate.path, reason: reason.to_owned() });
    }
    (kept, refusals)
}

/// Whether two paths are one file, also under two names.
fn is_same_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let identity = |path: &Path| path.metadata().ok().map(|found| (found.dev(), found.ino()));
        identity(one).is_some_and(|one| identity(other) == Some(one))
    }
    #[cfg(not(unix))]
    {
        one.canonicalize().ok().is_some_and(|one| other.canonicalize().ok() == Some(one))
    }
}

/// Returns in words what kind of thing this is, if it is not a file with bytes of its own.
fn not_a_file(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = metadata.file_type();
        for (is, what) in [
            (kind.is_fifo(), "it is a pipe, not a file"),
            (kind.is_socket(), "it is a socket, not a file"),
            (kind.is_char_device() || kind.is_block_device(), "it is a device, not a file"),
        ] {
            if is {
                return Some(what);
            }
        }
    }
    Some("it is not a file")
}

/// Says plainly what the operating system said.
pub(crate) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read by this user".to_owned(),
        _ => error.to_string(),
    }
}

/// Returns when a file was last changed, by its file system.
pub(crate) fn modified_at(metadata: &Metadata) -> Option<Instant> {
    let since = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let seconds = i64::try_from(since.as_secs()).ok()?;
    chrono::DateTime::from_timestamp(seconds, since.subsec_nanos()).map(Instant::new)
}

impl OriginalPath {
    /// Keeps a relative path. Its parts are joined by `/` on every system.
    pub fn of(path: &Path) -> Self {
        let parts: Vec<_> = path.components().map(|part| part.as_os_str()).collect();
        let lossless = parts.iter().all(|part| part.to_str().is_some());
        let shown: Vec<String> = parts.iter().map(|part| escape(part.as_encoded_bytes())).collect();
        let raw: Vec<&[u8]> = parts.iter().map(|part| part.as_encoded_bytes()).collect();
        let raw = raw.join(&b'/');
        let shown = shown.join("/");
        let whole = lossless && shown.as_bytes() == raw;
        Self { shown, bytes: (!whole).then(|| HEXLOWER.encode(&raw)) }
    }

    /// Returns the last part, for people.
    pub fn name(&self) -> &str {
        self.shown.rsplit('/').next().unwrap_or(&self.shown)
    }
}

/// Writes a name so that nothing in it is hidden: bytes that are no Unicode, control characters
/// and marks that turn the direction of writing stand as `\x..` and `\u{..}`. ZWNJ and ZWJ, which
/// Persian needs, stay where they are.
fn escape(name: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in name.utf8_chunks() {
        for character in chunk.valid().chars() {
            if is_hidden(character) || character == '\\' {
                shown.extend(character.escape_unicode());
            } else {
                shown.push(character);
            }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_so_that_nothing_is_hidden() {
        for (name, shown, kept) in [
            (&b"report.pdf"[..], "report.pdf", false),
            ("گزارش\u{200C}ها.html".as_bytes(), "گزارش\u{200C}ها.html", false),
            ("a\u{202E}fdp.exe".as_bytes(), "a\\u{202e}fdp.exe", true),
            (b"caf\xE9.txt", "caf\\xe9.txt", true),
            (b"line\nfeed", "line\\u{a}feed", true),
        ] {
            assert_eq!(escape(name), shown);
            #[cfg(unix)]
            {
                use std::os::unix::ffi::OsStrExt as _;
                let path = OriginalPath::of(Path::new(std::ffi::OsStr::from_bytes(name)));
                assert_eq!((path.shown.as_str(), path.bytes.is_some()), (shown, kept));
            }
        }
    }

    #[test]
    fn a_missing_name_and_a_folder_without_recursive_are_refused_whole() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().join("nothing"), folder.path().to_owned()] {
            assert!(matches!(gather(&[path], false), Err(Error::Refused { .. })));
        }
    }
}
