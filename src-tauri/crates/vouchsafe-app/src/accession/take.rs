//! Reading one file: its bytes hashed and held, and the file caught if it changes meanwhile.

use std::{
    fs::{File, Metadata},
    io::{Read, Seek},
};

use vouchsafe_archive::{CHUNK_SIZE_BYTES, Staged};
use vouchsafe_extract::{LOOK_BYTES, media_type};
use vouchsafe_fixity::{ContentHasher, SuppliedDigests};
use vouchsafe_model::{Digest, Instant, Sha256Digest};

use super::gather::{Candidate, Refusal, modified_at, reason};
use crate::{error::Error, progress::Progress, session::Session};

/// A file that was read, or could not be.
#[derive(Debug)]
pub(crate) enum Taken {
    /// Its bytes are staged.
    File(Box<TakenFile>),
    /// It stays out.
    Refused(Refusal),
}

/// A file whose bytes were read.
#[derive(Debug)]
pub(crate) struct TakenFile {
    pub candidate: Candidate,
    pub bytes: TakenBytes,
    pub sha256: Sha256Digest,
    pub size_bytes: u64,
    pub media_type: &'static str,
    pub modified_at: Option<Instant>,
    /// Supplied digests that the bytes do not have.
    pub mismatches: Vec<Digest>,
}

/// Where the bytes are now.
#[derive(Debug)]
pub(crate) enum TakenBytes {
    /// Staged, in memory or in the file.
    Staged(Staged),
    /// Not staged: the archive holds these bytes already.
    Known,
}

impl Taken {
    /// Returns how much of the batch's memory it takes.
    pub fn memory_bytes(&self) -> u64 {
        match self {
            Self::File(file) if file.size_bytes <= CHUNK_SIZE_BYTES as u64 => file.size_bytes,
            _ => 0,
        }
    }
}

/// Reads a file. What is wrong with the file refuses the file; what is wrong with the archive is
/// an error.
pub(crate) fn take(
    session: &mut Session,
    candidate: Candidate,
    supplied: &[Digest],
    progress: &dyn Progress,
) -> Result<Taken, Error> {
    let size_bytes = candidate.size_bytes;
    let mut watch = Watch { progress, told: 0 };
    let taken = take_watched(session, candidate, supplied, &mut watch)?;
    progress.advance(size_bytes.saturating_sub(watch.told));
    Ok(taken)
}

fn take_watched(
    session: &mut Session,
    candidate: Candidate,
    supplied: &[Digest],
    watch: &mut Watch<'_>,
) -> Result<Taken, Error> {
    let refuse = |candidate: Candidate, reason: String| {
        Ok(Taken::Refused(Refusal { path: candidate.path, reason }))
    };
    let (mut file, before) = match open(&candidate) {
        Ok(opened) => opened,
        Err(error) => return refuse(candidate, reason(&error)),
    };
    let mut digests = SuppliedDigests::new(supplied);
    let read = if before.len() <= CHUNK_SIZE_BYTES as u64 {
        read_small(session, &mut file, &mut digests)
    } else {
        read_large(session, (&mut file, &before), &mut digests, watch)
    };
    let (bytes, sha256, size_bytes, start) = match read {
        Ok(read) => read,
        Err(ReadError::File(_)) if watch.progress.is_cancelled() => return Err(Error::Cancelled),
        Err(ReadError::File(error)) => return refuse(candidate, reason(&error)),
        Err(ReadError::Changed) => {
            return refuse(candidate, "it changed while it was read; try again".to_owned());
        }
        Err(ReadError::Archive(error)) => return Err(error),
    };
    let after = file.metadata();
    let same = after.is_ok_and(|after| is_same(&before, &after) && after.len() == size_bytes);
    if !same {
        if let TakenBytes::Staged(staged) = &bytes {
            session.archive.discard(staged)?;
        }
        return refuse(candidate, "it changed while it was read; try again".to_owned());
    }
    Ok(Taken::File(Box::new(TakenFile {
        media_type: media_type(&start, candidate.original.name()),
        modified_at: modified_at(&before),
        mismatches: digests.mismatches(),
        candidate,
        bytes,
        sha256,
        size_bytes,
    })))
}

fn open(candidate: &Candidate) -> std::io::Result<(File, Metadata)> {
    let file = File::open(&candidate.path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() {
        Ok((file, metadata))
    } else {
        Err(std::io::Error::other("it is not a file any more"))
    }
}

/// Whether nothing says that a file changed between two looks at it.
fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

enum ReadError {
    File(std::io::Error),
    Changed,
    Archive(Error),
}

type Read4 = (TakenBytes, Sha256Digest, u64, Vec<u8>);

fn read_small(
    session: &mut Session,
    file: &mut File,
    supplied: &mut SuppliedDigests,
) -> Result<Read4, ReadError> {
    let mut bytes = Vec::new();
    let limit = CHUNK_SIZE_BYTES as u64 + 1;
    file.take(limit).read_to_end(&mut bytes).map_err(ReadError::File)?;
    if bytes.len() > CHUNK_SIZE_BYTES {
        return Err(ReadError::Changed);
    }
    supplied.update(&bytes);
    let start = bytes[..bytes.len().min(LOOK_BYTES)].to_vec();
    let staged = Staged::small(bytes, &mut session.environment.entropy);
    let (sha256, size_bytes) = (staged.digests.sha256, staged.digests.size_bytes);
    Ok((TakenBytes::Staged(staged), sha256, size_bytes, start))
}

fn read_large(
    session: &mut Session,
    (file, before): (&mut File, &Metadata),
    supplied: &mut SuppliedDigests,
    watch: &mut Watch<'_>,
) -> Result<Read4, ReadError> {
    let mut start = Vec::new();
    file.take(LOOK_BYTES as u64).read_to_end(&mut start).map_err(ReadError::File)?;
    let archive = |error: vouchsafe_archive::ArchiveError| ReadError::Archive(error.into());
    // Bytes that are here already are not written a second time, only read once more.
    if session.catalogue().has_content_of_size(before.len()).map_err(archive)? {
        file.rewind().map_err(ReadError::File)?;
        let mut known = supplied.clone();
        let mut watched = Watched { file: &mut *file, watch: &mut *watch, counts: false };
        let read = hash(&mut watched, &mut known);
        let (sha256, size_bytes) = read.map_err(ReadError::File)?;
        let rows = session.catalogue().contents_with(sha256).map_err(archive)?;
        if !rows.is_empty() {
            *supplied = known;
            return Ok((TakenBytes::Known, sha256, size_bytes, start));
        }
    }
    file.rewind().map_err(ReadError::File)?;
    let environment = &mut session.environment;
    let mut watched = Watched { file, watch, counts: true };
    let staged = session.archive.stage(
        &mut watched,
        supplied,
        environment.clock.as_ref(),
        &mut environment.entropy,
    );
    match staged {
        Ok(staged) => {
            let (sha256, size_bytes) = (staged.digests.sha256, staged.digests.size_bytes);
            Ok((TakenBytes::Staged(staged), sha256, size_bytes, start))
        }
        Err(vouchsafe_archive::ArchiveError::Io { source, .. }) => Err(ReadError::File(source)),
        Err(error) => Err(archive(error)),
    }
}

fn hash(
    file: &mut dyn Read,
    supplied: &mut SuppliedDigests,
) -> std::io::Result<(Sha256Digest, u64)> {
    let mut hasher = ContentHasher::default();
    let mut buffer = vec![0; CHUNK_SIZE_BYTES];
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            let digests = hasher.finish();
            return Ok((digests.sha256, digests.size_bytes));
        }
        hasher.push(&buffer[..length]);
        supplied.update(&buffer[..length]);
    }
}

/// How much of a file was told to be done.
struct Watch<'a> {
    progress: &'a dyn Progress,
    told: u64,
}

/// A file that tells how far it was read, and ends with an error when the person stops it.
struct Watched<'a, 'p> {
    file: &'a mut File,
    watch: &'a mut Watch<'p>,
    /// Whether what is read counts, or is read for the first of two times.
    counts: bool,
}

impl Read for Watched<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.watch.progress.is_cancelled() {
            return Err(std::io::Error::other("the reading was stopped"));
        }
        let length = self.file.read(buffer)?;
        if self.counts {
            self.watch.told += length as u64;
            self.watch.progress.advance(length as u64);
        }
        Ok(length)
    }
}
