//! Where the index is kept: beside the archive, or in the cache folder, and nowhere if neither can
//! be written.

use std::path::{Path, PathBuf};

use vouchsafe_archive::{Access, IndexError, IndexPlace, SearchIndex};

use crate::{error::Error, place, session::Session};

/// An index that was opened, or why there is none.
pub(super) struct Kept {
    pub index: Option<SearchIndex>,
    pub place: Option<IndexPlace>,
    /// What a person should know of it, in sentences.
    pub remarks: Vec<String>,
}

/// Opens the index where it can be kept.
pub(super) fn open(session: &Session) -> Kept {
    let mut why = "there is no folder for it".to_owned();
    for place in places(session) {
        match SearchIndex::open(&place) {
            Ok(index) => {
                return Kept { index: Some(index), place: Some(place), remarks: Vec::new() };
            }
            Err(error) => why = Error::from(error).report().message,
        }
    }
    let remarks = vec![format!("the search index cannot be kept: {why}")];
    Kept { index: None, place: None, remarks }
}

/// Says why an index is of no use.
pub(super) fn why_not_kept(error: &IndexError) -> String {
    let mut message = error.to_string();
    if let Some(cause) = std::error::Error::source(error) {
        message = format!("{message}: {cause}");
    }
    format!("the search index cannot be used: {message}")
}

/// Returns where the index can be, the best place first.
fn places(session: &Session) -> Vec<IndexPlace> {
    let mut places = Vec::new();
    if may_keep_beside(session) {
        places.push(beside(session));
    }
    if let Some(cached) = cached(session)
        && make_private(cached.path.parent().unwrap_or(Path::new(".")))
    {
        places.push(cached);
    }
    places
}

fn beside(session: &Session) -> IndexPlace {
    let archive = &session.archive;
    IndexPlace::beside(archive.path(), archive.id(), archive.page_key().cloned())
}

fn cached(session: &Session) -> Option<IndexPlace> {
    let (archive, folder) = (&session.archive, session.environment.cache_dir.as_deref()?);
    Some(IndexPlace::inside(folder, archive.id(), archive.page_key().cloned()))
}

/// Nothing is put beside an archive that is not this machine's, or lies where only reading is safe.
fn may_keep_beside(session: &Session) -> bool {
    let path = session.archive.path();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let writable = |path: &Path| path.metadata().is_ok_and(|it| !it.permissions().readonly());
    session.archive.access() != Access::Foreign
        && place::why_unsafe(path).is_none()
        && writable(path)
        && writable(folder.unwrap_or(Path::new(".")))
}

/// Makes a folder that only this user may look into. Returns whether it is there.
fn make_private(folder: &Path) -> bool {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder).is_ok()
}

/// Throws the index away, wherever it may be: after a purge nothing of it may stay.
pub(crate) fn discard(session: &Session) -> Result<(), Error> {
    beside(session).discard()?;
    cached(session).map_or(Ok(()), |place| place.discard())?;
    Ok(())
}

/// Returns the files of an index beside an archive: they are no documents.
pub(crate) fn own_files(archive: &Path) -> Vec<PathBuf> {
    let sibling = |ending: &&str| {
        let mut name = archive.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    ["-index", "-index-wal", "-index-shm", "-index-journal", "-index-lock"]
        .iter()
        .map(sibling)
        .collect()
}
