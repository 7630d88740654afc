//! A content that looks wrong, chunk by chunk: what is missing, unreadable, or altered, and where.

use rusqlite::{Connection, OptionalExtension as _, types::ValueRef};
use vouchsafe_fixity::{Sha256Stream, sha256};

use crate::{
    Code, Error, Finding,
    chunks::chunk_length,
    contents::Committed,
    error::damage,
    file::ArchiveFile,
    finding::Ranges,
    format::{CHUNKS, ChunkRow},
    request::Progress,
    scan::connect,
};

/// How many digests of the content's list are read at a time: 128 KiB.
const DIGESTS_AT_A_TIME: u64 = 4_096;

const DIGEST_BYTES: usize = 32;

/// What a content turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Located {
    Good,
    Bad(Vec<Finding>),
    /// It was not read to its end, or is being purged by another program just now.
    Unknown,
}

/// What was found of a content's chunks.
#[derive(Default)]
struct Chunks {
    hash: Sha256Stream,
    missing: Ranges,
    wrong_length: Ranges,
    altered: Ranges,
    unreadable: Ranges,
    extra: Ranges,
    /// What SQLite said of the last chunk that could not be read.
    message: String,
}

/// Reads a content chunk by chunk.
pub(crate) fn locate(
    file: &ArchiveFile<'_>,
    content: &Committed,
    progress: &dyn Progress,
) -> Result<Located, Error> {
    let figures = content.number.zip(content.chunks());
    let Some((number, count)) = figures else { return Ok(Located::Unknown) };
    let mut reader = Reader { file, connection: connect(file)?, number, digests: None };
    let mut chunks = Chunks::default();
    let mut n = 0;
    let last = count.min(CHUNKS);
    while n < last {
        if progress.is_cancelled() {
            return Ok(Located::Unknown);
        }
        n = reader.chunk(content, n, last, &mut chunks)?;
    }
    if count > CHUNKS {
        chunks.missing.add(CHUNKS, count - 1);
    }
    reader.extra(last, &mut chunks)?;
    let findings = chunks.findings(content, count);
    if findings.is_empty() {
        return Ok(Located::Good);
    }
    Ok(if reader.is_still_held()? { Located::Bad(findings) } else { Located::Unknown })
}

struct Reader<'a> {
    file: &'a ArchiveFile<'a>,
    connection: Connection,
    number: i64,
    /// A piece of the content's list of digests, and the chunk it begins with.
    digests: Option<(u64, Vec<u8>)>,
}

impl Reader<'_> {
    /// Reads the chunk `n`, or finds the next one that is there. Returns the chunk to go on with.
    fn chunk(
        &mut self,
        content: &Committed,
        n: u64,
        last: u64,
        chunks: &mut Chunks,
    ) -> Result<u64, Error> {
        let Some(row) = ChunkRow::new(self.number, n) else { return Ok(last) };
        let digest = if content.list_is_good { self.digest(n)? } else { None };
        let sql = "SELECT data FROM chunk WHERE id = ?1";
        let found = self.connection.prepare_cached(sql).and_then(|mut statement| {
            let read = |row: &rusqlite::Row<'_>| match row.get_ref(0) {
                Ok(ValueRef::Blob(data)) => {
                    chunks.hash.update(data);
                    let has_length = chunk_length(content, n) == Some(data.len() as u64);
                    let is_altered =
                        digest.is_some_and(|digest| *sha256(data).as_bytes() != digest);
                    Ok((has_length, is_altered))
                }
                _ => Ok((false, true)),
            };
            statement.query_row([row.0], read).optional()
        });
        match found {
            Ok(Some((has_length, is_altered))) => {
                if !has_length {
                    chunks.wrong_length.add(n, n);
                }
                if is_altered {
                    chunks.altered.add(n, n);
                    self.renew()?;
                }
                Ok(n + 1)
            }
            Ok(None) => {
                let next = self.next(row, last)?.filter(|next| *next > n).unwrap_or(n + 1);
                chunks.missing.add(n, next - 1);
                Ok(next)
            }
            Err(error) => {
                chunks.message = damage(self.file.path(), error)?;
                chunks.unreadable.add(n, n);
                self.renew()?;
                Ok(n + 1)
            }
        }
    }

    /// Returns the next chunk after `row` that is there, or `last`; `None` where that cannot be
    /// read.
    fn next(&mut self, row: ChunkRow, last: u64) -> Result<Option<u64>, Error> {
        let Some(end) = ChunkRow::new(self.number, last - 1) else { return Ok(None) };
        let sql = "SELECT id FROM chunk WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT 1";
        let next = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement.query_row([row.0, end.0], |row| row.get::<_, i64>(0)).optional()
        });
        match next {
            Ok(next) => Ok(Some(next.map_or(last, |next| ChunkRow(next).n()))),
            Err(error) => {
                damage(self.file.path(), error)?;
                self.renew()?;
                Ok(None)
            }
        }
    }

    /// Looks for chunks that the content should not have, from `n` on.
    fn extra(&mut self, n: u64, chunks: &mut Chunks) -> Result<(), Error> {
        let start = ChunkRow::new(self.number, 0).and_then(|row| row.0.checked_add_unsigned(n));
        let end = ChunkRow::new(self.number, CHUNKS - 1);
        let Some((start, end)) = start.zip(end).filter(|(start, end)| *start <= end.0) else {
            return Ok(());
        };
        let answer = self
            .connection
            .prepare("SELECT id FROM chunk WHERE id >= ?1 AND id <= ?2 ORDER BY id")
            .and_then(|mut statement| {
                let mut rows = statement.query([start, end.0])?;
                let mut before = None;
                while let Some(row) = rows.next()? {
                    let n = ChunkRow(row.get(0)?).n();
                    if before.is_some_and(|before| n <= before) {
                        // Pages that point to one another: rows without end.
                        break;
                    }
                    before = Some(n);
                    chunks.extra.add(n, n);
                }
                Ok(())
            });
        match answer {
            Ok(()) => Ok(()),
            // Rows after the content's own that cannot be read are not this content's.
            Err(error) => damage(self.file.path(), error).map(drop),
        }
    }

    /// Returns the digest that the content's list gives for a chunk, if it can be read.
    fn digest(&mut self, n: u64) -> Result<Option<[u8; DIGEST_BYTES]>, Error> {
        let start = n - n % DIGESTS_AT_A_TIME;
        if self.digests.as_ref().is_none_or(|(first, _)| *first != start) {
            let from = start.saturating_mul(DIGEST_BYTES as u64).saturating_add(1);
            let bytes = DIGESTS_AT_A_TIME * DIGEST_BYTES as u64;
            let sql = "SELECT substr(chunk_digests, ?2, ?3) FROM content WHERE number = ?1";
            let parameters = [self.number, from.cast_signed(), bytes.cast_signed()];
            let piece =
                self.connection.query_row(sql, parameters, |row| row.get::<_, Option<Vec<u8>>>(0));
            let piece = match piece {
                Ok(piece) => piece.unwrap_or_default(),
                Err(error) => {
                    damage(self.file.path(), error)?;
                    self.renew()?;
                    Vec::new()
                }
            };
            self.digests = Some((start, piece));
        }
        let place = usize::try_from(n - start).unwrap_or(usize::MAX);
        let piece = self.digests.as_ref().map_or(&[][..], |(_, piece)| piece.as_slice());
        Ok(piece.as_chunks::<DIGEST_BYTES>().0.get(place).copied())
    }

    /// Returns whether the content was not purged while it was read.
    fn is_still_held(&mut self) -> Result<bool, Error> {
        self.renew()?;
        let sql = "SELECT state FROM content WHERE number = ?1";
        let state = self.connection.query_row(sql, [self.number], |row| row.get::<_, String>(0));
        match state {
            Ok(state) => Ok(state == "held"),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(false),
            Err(error) => damage(self.file.path(), error).map(|_| true),
        }
    }

    fn renew(&mut self) -> Result<(), Error> {
        if self.file.is_encrypted() {
            self.connection = connect(self.file)?;
        }
        Ok(())
    }
}

impl Chunks {
    fn findings(self, content: &Committed, count: u64) -> Vec<Finding> {
        let record = format!("content {}", content.id);
        let mut findings = Vec::new();
        let mut add = |code, detail: String| findings.push(Finding::new(code, &record, detail));
        if !self.unreadable.is_empty() {
            let (chunks, message) = (&self.unreadable, &self.message);
            add(Code::V001, format!("its chunks {chunks} of {count} cannot be read: {message}"));
        }
        for (chunks, fault) in [
            (&self.missing, "are not there"),
            (&self.wrong_length, "are not as long as they must be"),
            (&self.extra, "are too many"),
        ] {
            if !chunks.is_empty() {
                add(Code::V053, format!("its chunks {chunks} of {count} {fault}"));
            }
        }
        let located = match (self.altered.is_empty(), content.list_is_good) {
            (false, _) => format!("its chunks {} of {count} were altered", self.altered),
            (true, true) => "no single chunk was altered".to_owned(),
            (true, false) => {
                "which chunks cannot be said: the list of their digests was altered too".to_owned()
            }
        };
        let detail = format!("its bytes are not those committed; {located} (counted from 0)");
        if !self.unreadable.is_empty() {
            // The whole cannot be hashed; what is left of it is judged chunk by chunk.
            if !self.altered.is_empty() {
                add(Code::V052, detail);
            }
            return findings;
        }
        let found = self.hash.finish();
        if let Some(expected) = content.sha256.filter(|expected| *expected != found) {
            findings.push(Finding::new(Code::V052, record, detail).compared(expected, found));
        }
        findings
    }
}
