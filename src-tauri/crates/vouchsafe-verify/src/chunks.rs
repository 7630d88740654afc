//! The bytes of contents: each hashed once, in the order they stand in the file.
//!
//! This is the fast way. Whatever looks wrong is left to `locate`, which reads chunk by chunk and
//! says what is wrong; here a content is good, or suspect.

use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, OptionalExtension as _, types::ValueRef};
use vouchsafe_fixity::Sha256Stream;

use crate::{
    Code, Error, Finding,
    contents::{Committed, Contents},
    error::damage,
    file::ArchiveFile,
    finding::Ranges,
    format::ChunkRow,
    locate::{Located, locate},
    request::Progress,
    scan::connect,
    spans::{Span, Target, Want},
};

/// After this many bytes a statement is begun anew, so that a writer need not wait long.
const STATEMENT_BYTES_MAX: u64 = 64 << 20;

pub(crate) const CHUNKS: &str =
    "SELECT id, data FROM chunk WHERE id >= ?1 AND id <= ?2 ORDER BY id";

/// What became of a span.
#[derive(Debug, Default)]
pub(crate) struct SpanRead {
    /// The places of contents that are as committed.
    pub good: Vec<usize>,
    /// The places of contents that are not.
    pub bad: Vec<usize>,
    pub findings: Vec<Finding>,
}

/// A thread's way to read chunks.
pub(crate) struct ChunkReader<'a> {
    pub file: &'a ArchiveFile<'a>,
    pub contents: &'a Contents,
    pub progress: &'a dyn Progress,
    /// How many bytes all threads have read.
    pub bytes_done: &'a AtomicU64,
    pub connection: Connection,
}

/// Why reading a span stopped.
enum Stopped {
    AtEnd,
    Cancelled,
    /// The statement has run long enough, or its connection may be spoilt.
    Pause,
    Damaged(String),
}

impl<'a> ChunkReader<'a> {
    /// Reads a span. What was not read when the run was cancelled is neither good nor bad.
    pub fn read(&mut self, span: &Span) -> Result<SpanRead, Error> {
        let mut walk = Walk::new(span, self.contents);
        let mut damage = Vec::new();
        loop {
            match self.run(&mut walk)? {
                Stopped::AtEnd => break,
                Stopped::Cancelled => return Ok(walk.done),
                Stopped::Pause => {}
                Stopped::Damaged(message) => {
                    damage.push(message);
                    if !walk.skip_target() {
                        break;
                    }
                }
            }
            if walk.is_spoilt && self.file.is_encrypted() {
                self.connection = connect(self.file)?;
            }
            walk.is_spoilt = false;
        }
        walk.finish_until(i64::MAX);
        let is_explained = self.locate_all(&mut walk)?;
        if let Some(message) = damage.into_iter().next().filter(|_| !is_explained) {
            let record = format!("chunk rows {}\u{2013}{}", span.first, span.last);
            walk.done.findings.push(Finding::new(Code::V001, record, message));
        }
        self.report_strays(&mut walk)?;
        Ok(walk.done)
    }

    /// Reads on in sequence.
    fn run(&mut self, walk: &mut Walk<'_>) -> Result<Stopped, Error> {
        let damaged = |error| damage(self.file.path(), error).map(Stopped::Damaged);
        let mut statement = match self.connection.prepare_cached(CHUNKS) {
            Ok(statement) => statement,
            Err(error) => return damaged(error),
        };
        let mut rows = match statement.query([walk.from, walk.last]) {
            Ok(rows) => rows,
            Err(error) => return damaged(error),
        };
        let mut read = 0_u64;
        loop {
            if self.progress.is_cancelled() {
                return Ok(Stopped::Cancelled);
            }
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(Stopped::AtEnd),
                Err(error) => return damaged(error),
            };
            let id = match row.get_ref(0) {
                Ok(ValueRef::Integer(id)) if id >= walk.from => id,
                _ => return Ok(Stopped::Damaged("chunks are out of order".to_owned())),
            };
            walk.finish_until(ChunkRow(id).content_number());
            if walk.is_spoilt && self.file.is_encrypted() {
                return Ok(Stopped::Pause);
            }
            let data = match row.get_ref(1) {
                Ok(ValueRef::Blob(data)) => Some(data),
                _ => None,
            };
            walk.take(ChunkRow(id), data);
            let length = data.map_or(0, <[u8]>::len) as u64;
            self.bytes_done.fetch_add(length, Ordering::Relaxed);
            read = read.saturating_add(length);
            match id.checked_add(1) {
                Some(next) => walk.from = next,
                None => return Ok(Stopped::AtEnd),
            }
            if read >= STATEMENT_BYTES_MAX {
                return Ok(Stopped::Pause);
            }
        }
    }

    /// Looks at each suspect by itself. Returns whether anything was wrong with one of them.
    fn locate_all(&mut self, walk: &mut Walk<'_>) -> Result<bool, Error> {
        let mut is_explained = false;
        for place in std::mem::take(&mut walk.suspects) {
            let Some(content) = self.contents.committed.get(place) else { continue };
            match locate(self.file, content, self.progress)? {
                Located::Good => walk.done.good.push(place),
                Located::Unknown => {}
                Located::Bad(findings) => {
                    is_explained = true;
                    walk.done.bad.push(place);
                    walk.done.findings.extend(findings);
                }
            }
        }
        Ok(is_explained)
    }

    /// Reports chunks of no content, but for those that a writer has begun meanwhile.
    fn report_strays(&mut self, walk: &mut Walk<'_>) -> Result<(), Error> {
        for (number, ranges) in std::mem::take(&mut walk.strays) {
            if self.contents.may_have(number) {
                continue;
            }
            let row = self
                .connection
                .query_row("SELECT 1 FROM content WHERE number = ?1", [number], |_| Ok(()))
                .optional();
            let is_there = match row {
                Ok(row) => row.is_some(),
                Err(error) => damage(self.file.path(), error).map(|_| false)?,
            };
            if !is_there {
                let detail = format!("no content has the number {number}; its chunks: {ranges}");
                let record = format!("chunks of content number {number}");
                walk.done.findings.push(Finding::new(Code::V057, record, detail));
            }
        }
        Ok(())
    }
}

/// A span being read.
struct Walk<'s> {
    contents: &'s Contents,
    targets: &'s [Target],
    /// The target whose chunks come next.
    at: usize,
    running: Running,
    from: i64,
    last: i64,
    suspects: Vec<usize>,
    /// Chunks of no content, by content number.
    strays: Vec<(i64, Ranges)>,
    /// Whether something was wrong since the connection was opened.
    is_spoilt: bool,
    done: SpanRead,
}

/// The target being read.
#[derive(Default)]
struct Running {
    /// How many of its chunks came, all of them good.
    chunks: u64,
    bytes: u64,
    hash: Sha256Stream,
    is_wrong: bool,
}

impl<'s> Walk<'s> {
    fn new(span: &'s Span, contents: &'s Contents) -> Self {
        Self {
            contents,
            targets: &span.targets,
            at: 0,
            running: Running::default(),
            from: span.first,
            last: span.last,
            suspects: Vec::new(),
            strays: Vec::new(),
            is_spoilt: false,
            done: SpanRead::default(),
        }
    }

    fn content(&self, target: &Target) -> Option<&'s Committed> {
        self.contents.committed.get(target.place)
    }

    /// Takes a chunk of the target that comes next, or of no content.
    fn take(&mut self, chunk: ChunkRow, data: Option<&[u8]>) {
        let number = chunk.content_number();
        let target = self.targets.get(self.at).filter(|target| target.number == number);
        let Some(target) = target else {
            match self.strays.last_mut() {
                Some((stray, ranges)) if *stray == number => ranges.add(chunk.n(), chunk.n()),
                _ => {
                    let mut ranges = Ranges::default();
                    ranges.add(chunk.n(), chunk.n());
                    self.strays.push((number, ranges));
                }
            }
            return;
        };
        let content = self.content(target);
        let expected = content.and_then(|content| chunk_length(content, chunk.n()));
        let running = &mut self.running;
        let is_next = running.chunks == chunk.n() && target.want == Want::Bytes;
        match data.filter(|data| is_next && expected == Some(data.len() as u64)) {
            Some(data) if !running.is_wrong => {
                running.chunks += 1;
                running.bytes = running.bytes.saturating_add(data.len() as u64);
                running.hash.update(data);
            }
            _ => running.is_wrong = true,
        }
    }

    /// Ends the targets before this content number.
    fn finish_until(&mut self, number: i64) {
        while let Some(target) = self.targets.get(self.at).filter(|next| next.number < number) {
            let running = std::mem::take(&mut self.running);
            self.at += 1;
            let Some(content) = self.content(target) else { continue };
            match target.want {
                Want::Nothing if running.is_wrong => {
                    let record = format!("content {}", content.id);
                    let detail = "it was purged, and chunks of it are still there";
                    self.done.findings.push(Finding::new(Code::V056, record, detail));
                }
                Want::Nothing => {}
                Want::Bytes => {
                    let is_whole = !running.is_wrong && content.chunks() == Some(running.chunks);
                    if is_whole && content.sha256 == Some(running.hash.finish()) {
                        self.done.good.push(target.place);
                    } else {
                        self.is_spoilt = true;
                        self.suspects.push(target.place);
                    }
                }
            }
        }
    }

    /// After an error, goes on behind the content in which it happened. Returns `false` if there is
    /// none: then nothing more of the span can be read.
    fn skip_target(&mut self) -> bool {
        self.is_spoilt = true;
        // A content that came whole is not the one.
        if let Some(target) = self.targets.get(self.at)
            && self.content(target).and_then(Committed::chunks) == Some(self.running.chunks)
            && target.want == Want::Bytes
        {
            self.finish_until(target.number.saturating_add(1));
        }
        let Some(target) = self.targets.get(self.at) else { return false };
        self.running = Running { is_wrong: target.want == Want::Bytes, ..Running::default() };
        let next = target.number.saturating_add(1);
        self.finish_until(next);
        let Some(next) = ChunkRow::new(next, 0) else { return false };
        self.from = self.from.max(next.0);
        self.from <= self.last
    }
}

/// Returns how long a chunk must be; `None` if the content has no such chunk.
pub(crate) fn chunk_length(content: &Committed, n: u64) -> Option<u64> {
    let (size, chunk_size) = content.size_bytes.zip(content.chunk_size_bytes)?;
    let start = n.checked_mul(chunk_size)?;
    (start < size).then(|| chunk_size.min(size - start))
}
