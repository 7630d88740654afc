//! The sample material: `assets/sample/`, where each document has a sidecar `NAME.meta.json`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

const SIDECAR: &str = ".meta.json";

/// A document and what is known about how it came in.
pub struct Sample {
    /// The document itself.
    pub file: PathBuf,
    /// Its sidecar, as `vouchsafe add --meta` takes it.
    pub meta: PathBuf,
}

/// Returns the documents below `folder` that have a sidecar, in order of name.
///
/// # Errors
/// There is none, or a sidecar stands without its document.
pub fn samples(folder: &Path) -> Result<Vec<Sample>> {
    let mut found = Vec::new();
    collect(folder, &mut found)?;
    if found.is_empty() {
        bail!("no document with a {SIDECAR} beside it in {}", folder.display());
    }
    found.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<Sample>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(document) = name.strip_suffix(SIDECAR) {
            let file = path.with_file_name(document);
            if !file.is_file() {
                bail!("{} has no document beside it", path.display());
            }
            found.push(Sample { file, meta: path });
        }
    }
    Ok(())
}

/// Flips one bit of `archive` inside the stored bytes of `document`, and returns where.
///
/// The place is found without reading the format: a run of the document's own bytes that occurs
/// in the file exactly once. The archive must be plain, and not open in any program.
///
/// # Errors
/// `document` is shorter than such a run, or no run of it occurs exactly once.
pub fn flip_one_bit(archive: &Path, document: &Path) -> Result<usize> {
    const RUN_BYTES: usize = 32;
    let mut stored = fs::read(archive)?;
    let original = fs::read(document)?;
    let middle = original.len() / 2 / RUN_BYTES;
    let runs = original.chunks_exact(RUN_BYTES);
    let mut from_the_middle = runs.clone().skip(middle).chain(runs.take(middle));
    let place = from_the_middle.find_map(|run| {
        let mut at = stored.windows(RUN_BYTES).enumerate().filter(|(_, window)| *window == run);
        match (at.next(), at.next()) {
            (Some((place, _)), None) => Some(place),
            _ => None,
        }
    });
    let place = place.with_context(|| {
        format!("the words of {} are not in {}", document.display(), archive.display())
    })?;
    stored[place] ^= 0b0000_0100;
    fs::write(archive, stored)?;
    Ok(place)
}
