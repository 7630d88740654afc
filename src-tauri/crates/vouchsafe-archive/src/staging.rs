//! Receiving bytes: chunks are written in small commits before an entry makes the content real.
//!
//! Readers are never locked out for long, memory is constant, and nothing is promised until the
//! entry's commit. What an interrupted take-in leaves is swept later.

use std::io::{self, Read};

use rusqlite::{Connection, TransactionBehavior, params};
use vouchsafe_fixity::{ContentDigests, ContentHasher, Entropy, SuppliedDigests};
use vouchsafe_model::{ContentId, Instant};

use crate::{
    append::Clock,
    connection::Access,
    contents::chunk_row,
    error::{ArchiveError, OpenError},
    open::Archive,
};

/// The length of the chunks that new contents are cut into, in bytes (ADR 0004).
pub const CHUNK_SIZE_BYTES: usize = 1 << 20;

/// How many bytes are staged in one commit.
pub const STAGE_COMMIT_BYTES: usize = 16 << 20;

/// After how long without a new chunk a staged content counts as left behind.
const LEFT_BEHIND_SECONDS: i64 = 600;

/// A content's bytes, hashed, and either in the file already or still in memory.
#[derive(Debug)]
pub struct Staged {
    /// What was computed while the bytes came in.
    pub digests: ContentDigests,
    place: StagedPlace,
}

#[derive(Debug)]
enum StagedPlace {
    InFile { number: i64, id: ContentId },
    InMemory { id: ContentId, bytes: Vec<u8> },
}

impl Staged {
    /// Takes bytes that fit one chunk; they are written when the entry is.
    ///
    /// # Panics
    /// If there are more bytes than `CHUNK_SIZE_BYTES`.
    pub fn small(bytes: Vec<u8>, entropy: &mut dyn Entropy) -> Self {
        assert!(bytes.len() <= CHUNK_SIZE_BYTES, "larger contents are staged from a stream");
        let mut hasher = ContentHasher::default();
        if !bytes.is_empty() {
            hasher.push(&bytes);
        }
        let place = StagedPlace::InMemory { id: new_id(entropy), bytes };
        Self { digests: hasher.finish(), place }
    }

    /// Returns the length of every chunk but the last.
    pub fn chunk_size_bytes(&self) -> u64 {
        CHUNK_SIZE_BYTES as u64
    }
}

impl Archive {
    /// Receives a stream of any length into the file, in commits of at most
    /// `STAGE_COMMIT_BYTES`. Memory is constant. `supplied` takes every byte too.
    ///
    /// # Errors
    /// `Io` where the stream cannot be read, or the file cannot be written; then the chunks
    /// already there are removed, as far as the file lets them be.
    pub fn stage(
        &self,
        stream: &mut dyn Read,
        supplied: &mut SuppliedDigests,
        clock: &dyn Clock,
        entropy: &mut dyn Entropy,
    ) -> Result<Staged, ArchiveError> {
        let mut connection =
            self.stream_connection(Access::Write).map_err(|error| match error {
                OpenError::Sqlite { source, .. } => ArchiveError::from(source),
                other => ArchiveError::Again(Box::new(other)),
            })?;
        let id = new_id(entropy);
        let number = reserve(&mut connection, id, clock.now())?;
        let received = receive(&mut connection, number, stream, supplied, clock);
        match received {
            Ok(digests) => Ok(Staged { digests, place: StagedPlace::InFile { number, id } }),
            Err(error) => {
                // What cannot be removed now is swept later; the error at hand matters more.
                let _ = discard(&mut connection, &[number]);
                Err(error)
            }
        }
    }

    /// Removes staged bytes that are not wanted after all.
    ///
    /// # Errors
    /// The file cannot be written; they are swept later.
    pub fn discard(&mut self, staged: &Staged) -> Result<(), ArchiveError> {
        match staged.place {
            StagedPlace::InFile { number, .. } => discard(&mut self.connection, &[number]),
            StagedPlace::InMemory { .. } => Ok(()),
        }
    }

    /// Removes what take-ins left behind that ended in the middle: staged contents without a new
    /// chunk for ten minutes. Returns how many there were.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn sweep(&mut self, now: Instant) -> Result<usize, ArchiveError> {
        let mut query = self
            .connection
            .prepare("SELECT number, staged_at FROM content WHERE state = 'staged'")?;
        let rows =
            query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let rows: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        drop(query);
        let left_behind = rows.iter().filter(|(_, at)| {
            at.parse::<Instant>().map_or(true, |at| {
                let pause = now.as_datetime() - at.as_datetime();
                pause.num_seconds().abs() >= LEFT_BEHIND_SECONDS
            })
        });
        let numbers: Vec<i64> = left_behind.map(|(number, _)| *number).collect();
        discard(&mut self.connection, &numbers)?;
        Ok(numbers.len())
    }
}

fn new_id(entropy: &mut dyn Entropy) -> ContentId {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    ContentId::from_bytes(bytes)
}

fn reserve(connection: &mut Connection, id: ContentId, now: Instant) -> Result<i64, ArchiveError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = insert_row(&transaction, id, &now.to_string())?;
    transaction.commit()?;
    Ok(number)
}

fn insert_row(connection: &Connection, id: ContentId, staged_at: &str) -> rusqlite::Result<i64> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO content (id, state, chunk_size_bytes, staged_at)
         VALUES (?1, 'staged', ?2, ?3)",
    )?;
    insert.insert(params![id.as_bytes(), CHUNK_SIZE_BYTES as i64, staged_at])
}

fn receive(
    connection: &mut Connection,
    number: i64,
    stream: &mut dyn Read,
    supplied: &mut SuppliedDigests,
    clock: &dyn Clock,
) -> Result<ContentDigests, ArchiveError> {
    let mut hasher = ContentHasher::default();
    let mut chunk = vec![0; CHUNK_SIZE_BYTES];
    let mut place = 0;
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut staged_bytes = 0;
        let mut ended = false;
        while staged_bytes < STAGE_COMMIT_BYTES && !ended {
            let length = fill(stream, &mut chunk).map_err(|source| ArchiveError::Io {
                doing: "read the file being taken in".to_owned(),
                source,
            })?;
            ended = length < chunk.len();
            if length > 0 {
                let bytes = &chunk[..length];
                hasher.push(bytes);
                supplied.update(bytes);
                insert_chunk(&transaction, number, place, bytes)?;
                place += 1;
                staged_bytes += length;
            }
        }
        transaction.execute(
            "UPDATE content SET staged_at = ?2 WHERE number = ?1 AND state = 'staged'",
            params![number, clock.now().to_string()],
        )?;
        transaction.commit()?;
        if ended {
            return Ok(hasher.finish());
        }
    }
}

/// Reads until the buffer is full or the stream ends; returns how many bytes.
fn fill(stream: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match stream.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

fn insert_chunk(
    connection: &Connection,
    number: i64,
    place: u64,
    bytes: &[u8],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO chunk (id, data) VALUES (?1, ?2)")?;
    insert.execute(params![chunk_row(number, place), bytes]).map(drop)
}

/// Makes a staged content a held one, within the transaction of its entry.
pub(crate) fn commit(connection: &Connection, staged: &Staged) -> Result<ContentId, ArchiveError> {
    let (number, id) = match &staged.place {
        StagedPlace::InFile { number, id } => (*number, *id),
        StagedPlace::InMemory { id, bytes } => {
            let number = insert_row(connection, *id, "")?;
            if !bytes.is_empty() {
                insert_chunk(connection, number, 0, bytes)?;
            }
            (number, *id)
        }
    };
    let digests = &staged.digests;
    let size = i64::try_from(digests.size_bytes).unwrap_or(i64::MAX);
    let updated = connection
        .prepare_cached(
            "UPDATE content SET state = 'held', staged_at = NULL, sha256 = ?2, size_bytes = ?3,
               chunk_digests = ?4 WHERE number = ?1 AND state = 'staged'",
        )?
        .execute(params![number, digests.sha256.as_bytes(), size, digests.chunk_digests])?;
    if updated == 1 {
        Ok(id)
    } else {
        Err(ArchiveError::Row("the staged bytes were swept before they were committed".to_owned()))
    }
}

fn discard(connection: &mut Connection, numbers: &[i64]) -> Result<(), ArchiveError> {
    for number in numbers {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let staged = transaction.query_row(
            "SELECT count(*) FROM content WHERE number = ?1 AND state = 'staged'",
            [number],
            |row| row.get::<_, i64>(0),
        )?;
        if staged == 1 {
            transaction.execute(
                "DELETE FROM chunk WHERE id >= ?1 AND id < ?2",
                [chunk_row(*number, 0), chunk_row(*number + 1, 0)],
            )?;
            transaction.execute("DELETE FROM content WHERE number = ?1", [number])?;
        }
        transaction.commit()?;
    }
    Ok(())
}
