//! A whole new file from an old one: page by page (a copy), or row by row (another key, a repair).
//!
//! Nothing is ever mended in place: the old file stays as it was until the new one has been
//! verified and takes its name, so damage is never made worse and can still be looked at.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, backup::Backup, params, types::Value as Cell};
use vouchsafe_fixity::{ContentHasher, PageKey, Salt, Seed, leaf_of_lines, sha256};
use vouchsafe_model::{Body, Content, ContentId, Entry, Lines, LogId};

use crate::{
    connection::{Access, Cache, Place},
    contents::chunk_row,
    error::{ArchiveError, OpenError},
    log,
    open::Archive,
    project, schema,
};

/// How many pages a copy takes at a time, between which others may write.
const BACKUP_PAGES: i32 = 512;

/// The columns text, leaf, seed, salts and withheld of an entry's row, to be copied unread.
pub type EntryCells = [Cell; 5];

/// Where rows come from that a damaged file cannot give.
pub trait Donor {
    /// Returns the bytes from `offset` on of the content with this digest, at most `length`.
    fn bytes(&mut self, content: &Content, offset: u64, length: usize) -> Option<Vec<u8>>;

    /// Returns the row of a log's entry.
    fn entry(&mut self, log: LogId, index: u64) -> Option<EntryCells>;
}

/// What a rewrite did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rewritten {
    /// The entries that came from the donor, as `LOG/INDEX`.
    pub entries: Vec<String>,
    /// The chunks that came from the donor, as content and place.
    pub chunks: Vec<(ContentId, u64)>,
    /// What could not be read and was not to be had, in words.
    pub lost: Vec<String>,
}

impl Archive {
    /// Copies the file as it is to a new file, encrypted alike; others may write meanwhile.
    /// `progress` is told pages done and pages in all, and ends the copy by returning `false`.
    ///
    /// # Errors
    /// `Exists`, or the copy cannot be written. What was begun is left for the caller to remove.
    pub fn copy_to(
        &self,
        target: &Path,
        mut progress: impl FnMut(u64, u64) -> bool,
    ) -> Result<bool, OpenError> {
        let place = Place { path: target.to_owned(), page_key: self.page_key().cloned() };
        let mut connection = place.create()?;
        let explain = |error| place.explain(error);
        let source = self.stream_connection(Access::Read)?;
        let backup = Backup::new(&source, &mut connection).map_err(explain)?;
        loop {
            use rusqlite::backup::StepResult;
            let step = backup.step(BACKUP_PAGES).map_err(explain)?;
            let state = backup.progress();
            let pages = |count: i32| u64::from(count.unsigned_abs());
            let done = pages(state.pagecount.saturating_sub(state.remaining));
            if !progress(done, pages(state.pagecount)) {
                return Ok(false);
            }
            match step {
                StepResult::Done => return Ok(true),
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

impl Archive {
    /// Returns the row of an entry as it is, for another file that lost it.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn entry_cells(&self, log: LogId, index: u64) -> Result<EntryCells, ArchiveError> {
        let numbers = project::log_numbers(&self.connection)?;
        let missing = || ArchiveError::Row(format!("log {log} is not in the file"));
        let number = numbers.get(&log).ok_or_else(missing)?;
        Ok(read_entry_cells(&self.connection, log::entry_row(*number, index))?)
    }
}

/// Writes a new file at `to` with everything that the file at `from` recorded: encrypted by
/// `to_key` or plain, and with whatever is damaged replaced from `donor`. The catalogue is made
/// anew. `progress` is told bytes of contents done.
///
/// # Errors
/// `Exists` at `to`; `from` cannot be read at all; without a donor also any unreadable row.
pub fn rewrite<'a>(
    from: (&Path, Option<PageKey>),
    to: (&Path, Option<PageKey>),
    donor: Option<&'a mut dyn Donor>,
    progress: &'a mut dyn FnMut(u64),
) -> Result<Rewritten, OpenError> {
    let source = Place { path: from.0.to_owned(), page_key: from.1 };
    let target = Place { path: to.0.to_owned(), page_key: to.1 };
    let old = source.connect(Access::Foreign, Cache::Stream)?;
    let new = target.create()?;
    let damaged = |error: ArchiveError| match error {
        ArchiveError::Sqlite(source) | ArchiveError::DiskFull(source) => {
            OpenError::Sqlite { path: to.0.to_owned(), source }
        }
        other => OpenError::Damaged { path: from.0.to_owned(), what: other.to_string() },
    };
    let mut rewriting = Rewriting { old, new, donor, done: Rewritten::default(), progress };
    rewriting.run().map_err(damaged)?;
    let Rewriting { new, done, .. } = rewriting;
    new.close().map_err(|(_, error)| target.explain(error))?;
    sync(&target.path)?;
    Ok(done)
}

/// Puts a finished file and its name on the disk for good. No connection may be open to it.
fn sync(path: &Path) -> Result<(), OpenError> {
    let io = |source| OpenError::Io { path: path.to_owned(), source };
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(io)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    match std::fs::File::open(folder) {
        Ok(folder) => folder.sync_all().map_err(io),
        // Some systems do not open folders; there the rename is as durable as it gets.
        Err(_) => Ok(()),
    }
}

struct Rewriting<'a> {
    old: Connection,
    new: Connection,
    donor: Option<&'a mut dyn Donor>,
    done: Rewritten,
    progress: &'a mut dyn FnMut(u64),
}

impl Rewriting<'_> {
    fn run(&mut self) -> Result<(), ArchiveError> {
        self.new.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -20480;
             BEGIN",
        )?;
        let (triggers, tables): (Vec<&str>, Vec<&str>) = schema::statements(schema::FROZEN)
            .partition(|statement| statement.starts_with("CREATE TRIGGER"));
        for table in tables {
            self.new.execute_batch(table)?;
        }
        for (table, columns) in schema::FROZEN_TABLES {
            match table {
                "entry" => self.copy_entries()?,
                "chunk" => self.copy_contents()?,
                _ => self.copy_rows(table, columns)?,
            }
        }
        project::create(&self.new)?;
        project::rebuild(&self.new)?;
        for trigger in triggers {
            self.new.execute_batch(trigger)?;
        }
        Ok(self.new.execute_batch("COMMIT")?)
    }

    fn copy_rows(&self, table: &str, columns: &str) -> Result<(), ArchiveError> {
        let count = columns.split(',').count();
        let staged = if table == "content" { " WHERE state <> 'staged'" } else { "" };
        let mut read = self.old.prepare(&format!("SELECT {columns} FROM {table}{staged}"))?;
        let mut write = self.new.prepare(&insert(table, columns))?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            let cells = (0..count).map(|place| row.get::<_, Cell>(place));
            let cells: Vec<Cell> = cells.collect::<Result<_, _>>()?;
            write.execute(rusqlite::params_from_iter(cells))?;
        }
        Ok(())
    }

    fn copy_entries(&mut self) -> Result<(), ArchiveError> {
        for log in log::logs(&self.new)? {
            let size = log::head(&self.old, &log)?.frontier.size();
            for index in 0..size {
                let row = log::entry_row(log.number, index);
                let own = read_entry_cells(&self.old, row).ok();
                let sound = own.as_ref().is_some_and(is_sound);
                let cells = match self.donor.as_mut() {
                    Some(donor) if !sound => {
                        let given = donor.entry(log.id, index).filter(is_sound);
                        if given.is_some() {
                            self.done.entries.push(format!("{}/{index}", log.id));
                        }
                        given.or(own)
                    }
                    _ => own,
                };
                let Some(cells) = cells else {
                    self.lose(format!("entry {}/{index}", log.id))?;
                    continue;
                };
                let mut write = self
                    .new
                    .prepare_cached(&insert("entry", "id, text, leaf, seed, salts, withheld"))?;
                let [text, leaf, seed, salts, withheld] = cells;
                write.execute(params![row, text, leaf, seed, salts, withheld])?;
            }
        }
        Ok(())
    }

    fn copy_contents(&mut self) -> Result<(), ArchiveError> {
        let facts = self.content_facts()?;
        let mut query = self.new.prepare(
            "SELECT number, id, size_bytes, chunk_size_bytes FROM content
             WHERE state = 'held' ORDER BY number",
        )?;
        let rows = query.query_map([], |row| {
            Ok(HeldRow {
                number: row.get(0)?,
                id: ContentId::from_bytes(row.get(1)?),
                size_bytes: row.get::<_, i64>(2)?.unsigned_abs(),
                chunk_size_bytes: row.get::<_, i64>(3)?.unsigned_abs(),
            })
        })?;
        let rows: Vec<HeldRow> = rows.collect::<Result<_, _>>()?;
        drop(query);
        for held in rows {
            match facts.get(&held.id) {
                Some(content) if self.donor.is_some() => self.mend_content(&held, content)?,
                _ => self.copy_chunks(&held)?,
            }
            (self.progress)(held.size_bytes);
        }
        Ok(())
    }

    /// Returns what the entries commit about every content.
    fn content_facts(&self) -> Result<HashMap<ContentId, Content>, ArchiveError> {
        let mut facts = HashMap::new();
        if self.donor.is_none() {
            return Ok(facts);
        }
        let mut from = Some(0);
        while let Some(start) = from {
            from = log::scan(&self.new, start, 500, |_, stored| {
                if let Body::Content(content) = stored.entry.body {
                    facts.insert(content.content, content);
                }
                Ok(())
            })?;
        }
        Ok(facts)
    }

    fn copy_chunks(&mut self, held: &HeldRow) -> Result<(), ArchiveError> {
        for place in 0..held.chunks() {
            let row = chunk_row(held.number, place);
            match read_chunk(&self.old, row) {
                Ok(data) => write_chunk(&self.new, row, &data)?,
                Err(_) => self.lose(format!("chunk {}/{place}", held.id))?,
            }
        }
        Ok(())
    }

    /// Copies a content whose digests are known, taking from the donor every chunk that is not
    /// as its digest says; the row's own figures are put right by the entry.
    fn mend_content(&mut self, held: &HeldRow, content: &Content) -> Result<(), ArchiveError> {
        let known = (content.size_bytes, content.chunk_size_bytes, content.chunk_list_sha256);
        let (Some(size_bytes), Some(chunk_size_bytes), Some(list_sha256)) = known else {
            return self.copy_chunks(held);
        };
        let right = HeldRow { size_bytes, chunk_size_bytes, ..*held };
        let list = self.chunk_list(&right, content)?.filter(|list| sha256(list) == list_sha256);
        let Some(list) = list else {
            self.lose(format!("the chunk list of content {}", held.id))?;
            return self.copy_chunks(held);
        };
        for (place, digest) in (0..).zip(list.as_chunks::<32>().0) {
            let row = chunk_row(held.number, place);
            let own = read_chunk(&self.old, row).ok();
            let is_right = |data: &Vec<u8>| sha256(data).as_bytes() == digest;
            if let Some(data) = own.clone().filter(is_right) {
                write_chunk(&self.new, row, &data)?;
            } else if let Some(data) = self.given_chunk(&right, content, place).filter(is_right) {
                write_chunk(&self.new, row, &data)?;
                self.done.chunks.push((held.id, place));
            } else {
                self.done.lost.push(format!("chunk {}/{place}", held.id));
                if let Some(data) = own {
                    write_chunk(&self.new, row, &data)?;
                }
            }
        }
        self.new.execute(
            "UPDATE content SET sha256 = ?2, size_bytes = ?3, chunk_size_bytes = ?4,
               chunk_digests = ?5 WHERE number = ?1",
            params![
                held.number,
                content.sha256.map(|digest| *digest.as_bytes()),
                i64::try_from(size_bytes).unwrap_or(i64::MAX),
                i64::try_from(chunk_size_bytes).unwrap_or(i64::MAX),
                list
            ],
        )?;
        Ok(())
    }

    /// Returns the list of chunk digests: the row's own if it is right, else the donor's.
    fn chunk_list(
        &mut self,
        held: &HeldRow,
        content: &Content,
    ) -> Result<Option<Vec<u8>>, ArchiveError> {
        let own: Option<Vec<u8>> = self.new.query_row(
            "SELECT chunk_digests FROM content WHERE number = ?1",
            [held.number],
            |row| row.get(0),
        )?;
        let is_right = |list: &Vec<u8>| Some(sha256(list)) == content.chunk_list_sha256;
        if own.as_ref().is_some_and(is_right) {
            return Ok(own);
        }
        let mut hasher = ContentHasher::default();
        for place in 0..held.chunks() {
            match self.given_chunk(held, content, place) {
                Some(data) => hasher.push(&data),
                None => return Ok(None),
            };
        }
        Ok(Some(hasher.finish().chunk_digests))
    }

    fn given_chunk(&mut self, held: &HeldRow, content: &Content, place: u64) -> Option<Vec<u8>> {
        let offset = place.checked_mul(held.chunk_size_bytes)?;
        let length = usize::try_from(held.chunk_size_bytes).ok()?;
        self.donor.as_mut()?.bytes(content, offset, length)
    }

    /// Notes what is gone for good. Without a donor that ends the rewrite: nothing may be lost by
    /// a change of key.
    fn lose(&mut self, what: String) -> Result<(), ArchiveError> {
        if self.donor.is_none() {
            return Err(ArchiveError::Row(format!("{what} cannot be read")));
        }
        self.done.lost.push(what);
        Ok(())
    }
}

struct HeldRow {
    number: i64,
    id: ContentId,
    size_bytes: u64,
    chunk_size_bytes: u64,
}

impl HeldRow {
    fn chunks(&self) -> u64 {
        self.size_bytes.div_ceil(self.chunk_size_bytes.max(1))
    }
}

fn insert(table: &str, columns: &str) -> String {
    let marks = vec!["?"; columns.split(',').count()].join(", ");
    format!("INSERT INTO {table} ({columns}) VALUES ({marks})")
}

fn read_chunk(connection: &Connection, row: i64) -> rusqlite::Result<Vec<u8>> {
    connection
        .prepare_cached("SELECT data FROM chunk WHERE id = ?1")?
        .query_row([row], |row| row.get(0))
}

fn write_chunk(connection: &Connection, row: i64, data: &[u8]) -> rusqlite::Result<()> {
    let mut write = connection.prepare_cached("INSERT INTO chunk (id, data) VALUES (?1, ?2)")?;
    write.execute(params![row, data]).map(drop)
}

/// Returns the columns text, leaf, seed, salts, withheld of an entry's row.
fn read_entry_cells(connection: &Connection, row: i64) -> rusqlite::Result<EntryCells> {
    connection
        .prepare_cached("SELECT text, leaf, seed, salts, withheld FROM entry WHERE id = ?1")?
        .query_row([row], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        })
}

/// Whether an entry's lines give the leaf that stands beside them.
fn is_sound(cells: &EntryCells) -> bool {
    let [Cell::Text(text), Cell::Blob(leaf), seed, salts, withheld] = cells else { return false };
    let Ok(lines) = Lines::parse(text) else { return false };
    let (salts, withheld): (Vec<Salt>, &[u8]) = match (seed, salts, withheld) {
        (Cell::Blob(seed), Cell::Null, Cell::Null) => match Seed::from_slice(seed) {
            Some(seed) => (lines.iter().map(|(name, _)| seed.salt(name)).collect(), &[]),
            None => return false,
        },
        (Cell::Null, Cell::Blob(salts), Cell::Blob(withheld)) => {
            (salts.as_chunks::<16>().0.to_vec(), withheld)
        }
        _ => return false,
    };
    let computed = leaf_of_lines(&lines, &salts, withheld.as_chunks::<32>().0);
    computed.is_some_and(|computed| computed.as_bytes()[..] == leaf[..])
        && Entry::read(&lines, !withheld.is_empty()).is_ok()
}
