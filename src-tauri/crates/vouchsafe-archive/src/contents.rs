//! Reading contents: their rows, and their bytes by range with constant memory.

use std::io::{self, Read};

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use vouchsafe_model::{ContentId, Sha256Digest};

use crate::{
    connection::Access,
    error::{ArchiveError, OpenError},
    open::Archive,
};

/// How many bits of a chunk's row id hold its place in the content.
const PLACE_BITS: u32 = 24;

/// Returns the row id of a content's chunk.
pub(crate) fn chunk_row(content_number: i64, place: u64) -> i64 {
    (content_number << PLACE_BITS) | i64::try_from(place).unwrap_or(i64::MAX)
}

/// What became of a content's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentState {
    /// They are being received; nothing was promised.
    Staged,
    /// They are here.
    Held,
    /// They were purged.
    Purged,
}

/// A content's row.
#[derive(Debug, Clone)]
pub struct ContentRow {
    pub(crate) number: i64,
    /// Its id.
    pub id: ContentId,
    /// What became of its bytes.
    pub state: ContentState,
    /// The digest of all its bytes; `None` if staged, or purged with its digests.
    pub sha256: Option<Sha256Digest>,
    /// How many bytes; `None` like the digest.
    pub size_bytes: Option<u64>,
    /// The length of every chunk but the last.
    pub chunk_size_bytes: u64,
    /// The digests of its chunks, 32 bytes each.
    pub chunk_digests: Option<Vec<u8>>,
}

const COLUMNS: &str =
    "SELECT number, id, state, sha256, size_bytes, chunk_size_bytes, chunk_digests FROM content";

pub(crate) fn row(
    connection: &Connection,
    id: ContentId,
) -> Result<Option<ContentRow>, ArchiveError> {
    let mut query = connection.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?;
    Ok(query.query_row([id.as_bytes()], read_row).optional()?)
}

pub(crate) fn with_digest(
    connection: &Connection,
    sha256: Sha256Digest,
) -> Result<Vec<ContentRow>, ArchiveError> {
    let mut query =
        connection.prepare_cached(&format!("{COLUMNS} WHERE sha256 = ?1 ORDER BY number"))?;
    let rows = query.query_map([sha256.as_bytes()], read_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<ContentRow> {
    let state: String = row.get(2)?;
    Ok(ContentRow {
        number: row.get(0)?,
        id: ContentId::from_bytes(row.get(1)?),
        state: match state.as_str() {
            "held" => ContentState::Held,
            "purged" => ContentState::Purged,
            _ => ContentState::Staged,
        },
        sha256: row.get::<_, Option<[u8; 32]>>(3)?.map(Sha256Digest::from_bytes),
        size_bytes: row.get::<_, Option<i64>>(4)?.map(i64::unsigned_abs),
        chunk_size_bytes: row.get::<_, i64>(5)?.unsigned_abs(),
        chunk_digests: row.get(6)?,
    })
}

/// Reads a content's bytes, chunk by chunk, through a connection of its own.
///
/// It checks lengths, not digests: whoever needs proof hashes what was read.
#[derive(Debug)]
pub struct ContentReader {
    connection: Connection,
    content: ContentRow,
    position: u64,
    end: u64,
    chunk: Vec<u8>,
    chunk_start: u64,
}

impl Archive {
    /// Opens a content's bytes for reading, from `range.start` up to `range.end` or its end.
    ///
    /// # Errors
    /// `NoBytes` if the content is not here or was purged; or the file cannot be opened.
    pub fn read_content(
        &self,
        id: ContentId,
        range: std::ops::Range<u64>,
    ) -> Result<ContentReader, ArchiveError> {
        let content = row(&self.connection, id)?;
        let content = content.filter(|row| row.state == ContentState::Held);
        let content = content.ok_or(ArchiveError::NoBytes(id))?;
        let access = match self.access() {
            Access::Foreign => Access::Foreign,
            Access::Read | Access::Write => Access::Read,
        };
        let connection = self.stream_connection(access).map_err(|error| match error {
            OpenError::Sqlite { source, .. } => ArchiveError::from(source),
            other => ArchiveError::Again(Box::new(other)),
        })?;
        let end = range.end.min(content.size_bytes.unwrap_or(0));
        let position = range.start.min(end);
        Ok(ContentReader { connection, content, position, end, chunk: Vec::new(), chunk_start: 0 })
    }
}

impl ContentReader {
    /// Returns the row of the content being read.
    pub fn row(&self) -> &ContentRow {
        &self.content
    }

    fn load(&mut self) -> io::Result<()> {
        let place = self.position / self.content.chunk_size_bytes;
        let row = chunk_row(self.content.number, place);
        let mut query = self
            .connection
            .prepare_cached("SELECT data FROM chunk WHERE id = ?1")
            .map_err(io::Error::other)?;
        let mut rows = query.query(params![row]).map_err(io::Error::other)?;
        let found = rows.next().map_err(io::Error::other)?;
        let found = found.ok_or_else(|| io::Error::other(format!("chunk {place} is missing")))?;
        let data = found.get_ref(0).map_err(io::Error::other)?;
        self.chunk.clear();
        self.chunk.extend_from_slice(data.as_blob().map_err(io::Error::other)?);
        self.chunk_start = place * self.content.chunk_size_bytes;
        Ok(())
    }
}

impl Read for ContentReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.end || buffer.is_empty() {
            return Ok(0);
        }
        let loaded = self.chunk_start..self.chunk_start + self.chunk.len() as u64;
        if !loaded.contains(&self.position) {
            self.load()?;
        }
        let start = usize::try_from(self.position - self.chunk_start).map_err(io::Error::other)?;
        let left = usize::try_from(self.end - self.position).unwrap_or(usize::MAX);
        let rest = self.chunk.get(start..).unwrap_or_default();
        if rest.is_empty() {
            return Err(io::Error::other("a chunk is shorter than the content says"));
        }
        let count = rest.len().min(left).min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.position += count as u64;
        Ok(count)
    }
}
