//! An open archive: made, opened, read; and which of its logs are in effect.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use vouchsafe_fixity::PageKey;
use vouchsafe_model::{ArchiveId, Body, FORMAT, LogId};

use crate::{
    append::{Append, Author},
    catalogue::Catalogue,
    connection::{Access, Cache, FileIdentity, Place},
    error::{ArchiveError, OpenError},
    log::{self, Head, LogRow, StoredEntry},
    project,
    schema::{self, APPLICATION_ID, CATALOGUE_VERSION, FORMAT_VERSION},
};

/// What a new archive is told about itself.
#[derive(Debug, Clone)]
pub struct Founding {
    /// Its id, random.
    pub archive: ArchiveId,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// The name its founder signs with; a pseudonym is fine.
    pub agent_name: String,
}

/// An archive that is open.
#[derive(Debug)]
pub struct Archive {
    pub(crate) place: Place,
    pub(crate) connection: Connection,
    access: Access,
    id: ArchiveId,
    founding_log: LogId,
    identity: Option<FileIdentity>,
}

/// The write lock of an archive, held for as long as this lives.
#[derive(Debug)]
pub struct WriteLock<'a> {
    _transaction: Transaction<'a>,
}

impl Archive {
    /// Makes a new archive and opens it for writing. With a key, it is encrypted.
    ///
    /// # Errors
    /// `Exists` if anything stands at `path`. Nothing is left behind by a failure.
    pub fn create(
        path: &Path,
        page_key: Option<PageKey>,
        founding: &Founding,
        author: &mut Author<'_>,
    ) -> Result<(Self, Head), OpenError> {
        let place = Place { path: path.to_owned(), page_key };
        let connection = place.create()?;
        let made = Self::found(place, connection, founding, author);
        if made.is_err() {
            // The file is this call's own, made a moment ago and empty of anything promised.
            let _ = std::fs::remove_file(path);
        }
        made
    }

    fn found(
        place: Place,
        connection: Connection,
        founding: &Founding,
        author: &mut Author<'_>,
    ) -> Result<(Self, Head), OpenError> {
        place
            .configure(&connection, Access::Write, Cache::Catalogue)
            .map_err(|error| place.explain(error))?;
        let path = place.path.clone();
        let mut archive = Self {
            identity: FileIdentity::of(&path),
            place,
            connection,
            access: Access::Write,
            id: founding.archive,
            founding_log: author.log,
        };
        let head = Append::found(&mut archive, founding, author);
        let damaged = |error: ArchiveError| match error {
            ArchiveError::Sqlite(source) | ArchiveError::DiskFull(source) => {
                OpenError::Sqlite { path: path.clone(), source }
            }
            other => OpenError::Damaged { path: path.clone(), what: other.to_string() },
        };
        let head = head.map_err(damaged)?;
        Ok((archive, head))
    }

    /// Opens an archive.
    ///
    /// # Errors
    /// `Missing`, `NotAnArchive`, `Locked`, `WrongKey`, `Newer`, `Damaged`, `Busy`, `Io`, `Sqlite`.
    pub fn open(path: &Path, page_key: Option<PageKey>, access: Access) -> Result<Self, OpenError> {
        let place = Place { path: path.to_owned(), page_key };
        let identity = FileIdentity::of(path);
        let connection = place.connect(access, Cache::Catalogue)?;
        check_header(&place, &connection)?;
        let difference = schema::difference(&connection).map_err(|error| place.explain(error))?;
        if let Some(what) = difference {
            return Err(OpenError::Damaged { path: path.to_owned(), what });
        }
        let (id, founding_log) = read_meta(&place, &connection)?;
        Ok(Self { place, connection, access, id, founding_log, identity })
    }

    /// Returns the archive's id.
    pub fn id(&self) -> ArchiveId {
        self.id
    }

    /// Returns the id of the log that founded it.
    pub fn founding_log(&self) -> LogId {
        self.founding_log
    }

    /// Returns the path it was opened by.
    pub fn path(&self) -> &Path {
        &self.place.path
    }

    /// Returns what it was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Returns the key that opens it; `None` if it is plain.
    pub fn page_key(&self) -> Option<&PageKey> {
        self.place.page_key.as_ref()
    }

    /// Returns a reader of its catalogue.
    pub fn catalogue(&self) -> Catalogue<'_> {
        Catalogue::new(&self.connection)
    }

    /// Returns the entries whose text holds any of these words, or that are events, in the order of
    /// logs and indexes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entries_about(&self, words: &[String]) -> Result<Vec<StoredEntry>, ArchiveError> {
        let conditions = " OR instr(text, ?) > 0".repeat(words.len());
        let mut query = self.connection.prepare(&format!(
            "SELECT id FROM entry WHERE text LIKE 'type \"event\"%'{conditions} ORDER BY id"
        ))?;
        let rows = query.query_map(rusqlite::params_from_iter(words), |row| row.get(0))?;
        let rows: Vec<i64> = rows.collect::<Result<_, _>>()?;
        rows.into_iter().map(|row| log::entry(&self.connection, row)).collect()
    }

    /// Returns its logs, in the order in which they came into the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn logs(&self) -> Result<Vec<LogRow>, ArchiveError> {
        log::logs(&self.connection)
    }

    /// Returns the heads of its logs, in the order of `logs`.
    ///
    /// # Errors
    /// The file cannot be read, or a checkpoint is malformed.
    pub fn heads(&self) -> Result<Vec<Head>, ArchiveError> {
        self.logs()?.iter().map(|log| log::head(&self.connection, log)).collect()
    }

    /// Returns whether the file's log of that head is the same, or goes on from it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn extends(&self, head: &Head) -> Result<bool, ArchiveError> {
        crate::append::extends(&self.connection, &self.logs()?, head)
    }

    /// Returns how many entries of each log are in effect (archive-format.md, section 4.2).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn sizes_in_effect(&self) -> Result<BTreeMap<LogId, u64>, ArchiveError> {
        sizes_in_effect(&self.connection)
    }

    /// Calls `each` with every entry, in the order of logs and indexes.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` returns.
    pub fn for_each_entry(
        &self,
        mut each: impl FnMut(StoredEntry) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let mut from = Some(0);
        while let Some(start) = from {
            from = log::scan(&self.connection, start, 500, |_, stored| each(stored))?;
        }
        Ok(())
    }

    /// Returns up to `limit` entries of a log from an index on, in order.
    ///
    /// # Errors
    /// There is no such log, or the file cannot be read.
    pub fn entries(
        &self,
        log: LogId,
        from: u64,
        limit: usize,
    ) -> Result<Vec<StoredEntry>, ArchiveError> {
        let numbers = project::log_numbers(&self.connection)?;
        let missing = || ArchiveError::Row(format!("log {log} is not in the file"));
        let row = log::entry_row(*numbers.get(&log).ok_or_else(missing)?, from);
        let mut entries = Vec::new();
        log::scan(&self.connection, row, limit, |_, stored| {
            // The rows of the next log follow at once.
            if stored.log == log {
                entries.push(stored);
            }
            Ok(())
        })?;
        Ok(entries)
    }

    /// Returns the entry of a log at an index.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn entry(&self, log: LogId, index: u64) -> Result<StoredEntry, ArchiveError> {
        let numbers = project::log_numbers(&self.connection)?;
        let missing = || ArchiveError::Row(format!("log {log} is not in the file"));
        let number = numbers.get(&log).ok_or_else(missing)?;
        log::entry(&self.connection, log::entry_row(*number, index))
    }

    /// Starts to write: takes SQLite's write lock and checks the file's heads against those known.
    ///
    /// # Errors
    /// `Busy`, `ReadOnly`, or `Diverged` if the file does not extend a known head.
    pub fn begin<'a>(&'a mut self, author: &'a mut Author<'_>) -> Result<Append<'a>, ArchiveError> {
        if self.access != Access::Write {
            return Err(ArchiveError::ReadOnly);
        }
        let (path, identity) = (&self.place.path, self.identity);
        Append::begin(&mut self.connection, author, || check_identity(path, identity))
    }

    /// Keeps every other writer out until the lock is dropped; readers go on.
    ///
    /// # Errors
    /// `Busy`, `ReadOnly`, or `Replaced` if another file took this one's place.
    pub fn lock(&mut self) -> Result<WriteLock<'_>, ArchiveError> {
        if self.access != Access::Write {
            return Err(ArchiveError::ReadOnly);
        }
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_identity(&self.place.path, self.identity)?;
        Ok(WriteLock { _transaction: transaction })
    }

    /// Opens a log of the author's own, which continues the founding log from its present head.
    ///
    /// # Errors
    /// As `begin`.
    pub fn open_log(
        &mut self,
        author: &mut Author<'_>,
        agent_name: &str,
    ) -> Result<Head, ArchiveError> {
        if self.access != Access::Write {
            return Err(ArchiveError::ReadOnly);
        }
        let (archive, continued) = (self.id, self.founding_log);
        Append::open_log(&mut self.connection, author, archive, continued, agent_name)
    }

    /// Opens a second connection to the same file, for streams of contents.
    pub(crate) fn stream_connection(&self, access: Access) -> Result<Connection, OpenError> {
        self.place.connect(access, Cache::Stream)
    }

    /// Brings a catalogue of another version up to this one, by replay of the log.
    ///
    /// # Errors
    /// The log cannot be replayed, or the file cannot be written.
    pub fn update_catalogue(&self) -> Result<(), OpenError> {
        let explain = |error| self.place.explain(error);
        let version: i64 = self
            .connection
            .query_row("SELECT max(version) FROM catalogue", [], |row| row.get(0))
            .map_err(explain)?;
        if version == CATALOGUE_VERSION {
            return Ok(());
        }
        let rebuild = || -> Result<(), ArchiveError> {
            let transaction = self.connection.unchecked_transaction()?;
            project::rebuild(&transaction)?;
            Ok(transaction.commit()?)
        };
        rebuild().map_err(|error| OpenError::Damaged {
            path: self.place.path.clone(),
            what: format!("its catalogue cannot be rebuilt: {error}"),
        })
    }
}

fn check_identity(path: &Path, identity: Option<FileIdentity>) -> Result<(), ArchiveError> {
    if identity.is_some() && FileIdentity::of(path) != identity {
        return Err(ArchiveError::Replaced(path.to_owned()));
    }
    Ok(())
}

fn check_header(place: &Place, connection: &Connection) -> Result<(), OpenError> {
    let pragma = |name: &str| {
        connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
            .map_err(|error| place.explain(error))
    };
    let path: PathBuf = place.path.clone();
    if pragma("application_id")? != APPLICATION_ID {
        return Err(OpenError::NotAnArchive(path));
    }
    match pragma("user_version")? {
        FORMAT_VERSION => Ok(()),
        found if found > FORMAT_VERSION => {
            Err(OpenError::Newer { path, found, known: FORMAT_VERSION })
        }
        found => {
            Err(OpenError::Damaged { path, what: format!("format version {found} never was") })
        }
    }
}

fn read_meta(place: &Place, connection: &Connection) -> Result<(ArchiveId, LogId), OpenError> {
    let mut query =
        connection.prepare("SELECT name, value FROM meta").map_err(|error| place.explain(error))?;
    let rows = query
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .and_then(Iterator::collect::<rusqlite::Result<HashMap<_, _>>>)
        .map_err(|error| place.explain(error))?;
    let archive = rows.get("archive").and_then(|id| id.parse().ok());
    let log = rows.get("founding_log").and_then(|id| id.parse().ok());
    match archive.zip(log) {
        Some(ids) if rows.get("format").is_some_and(|format| format == FORMAT) => Ok(ids),
        _ => Err(OpenError::Damaged {
            path: place.path.clone(),
            what: "its table meta does not name format, archive and founding log".to_owned(),
        }),
    }
}

/// Returns how many entries of each log are in effect.
pub(crate) fn sizes_in_effect(
    connection: &Connection,
) -> Result<BTreeMap<LogId, u64>, ArchiveError> {
    let founding: String =
        connection.query_row("SELECT value FROM meta WHERE name = 'founding_log'", [], |row| {
            row.get(0)
        })?;
    let bad = |_| ArchiveError::Row("the founding log has no id".to_owned());
    let mut in_effect = BTreeMap::from([(founding.parse::<LogId>().map_err(bad)?, u64::MAX)]);
    let logs = log::logs(connection)?;
    // A log takes effect through one that is in effect, so this ends after as many rounds as logs.
    for _ in 0..logs.len() {
        let before = in_effect.clone();
        for log in &logs {
            if continues_one_of(connection, log, &in_effect)? {
                in_effect.insert(log.id, u64::MAX);
            }
        }
        for (log, size) in accepted(connection, &logs, &in_effect)? {
            let known = in_effect.entry(log).or_default();
            *known = (*known).max(size);
        }
        if in_effect == before {
            break;
        }
    }
    Ok(in_effect)
}

fn continues_one_of(
    connection: &Connection,
    log: &LogRow,
    in_effect: &BTreeMap<LogId, u64>,
) -> Result<bool, ArchiveError> {
    let opened = log::entry(connection, log::entry_row(log.number, 0))?;
    let Body::LogOpened(opened) = opened.entry.body else { return Ok(false) };
    // The root of an empty log is known to everyone: going on from it shows nothing.
    let Some(head) = opened.continues.filter(|head| head.size > 0) else { return Ok(false) };
    if in_effect.get(&head.log).is_none_or(|size| *size < head.size) {
        return Ok(false);
    }
    has_root(connection, head.log, head.size, head.root)
}

fn accepted(
    connection: &Connection,
    logs: &[LogRow],
    in_effect: &BTreeMap<LogId, u64>,
) -> Result<Vec<(LogId, u64)>, ArchiveError> {
    let mut query = connection.prepare_cached(
        "SELECT id FROM entry WHERE text LIKE '%type \"log.accepted\"%' ORDER BY id",
    )?;
    let rows: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut accepted = Vec::new();
    for row in rows {
        let stored = log::entry(connection, row)?;
        let counts = in_effect.get(&stored.log).is_some_and(|size| stored.index < *size);
        if let (true, Body::LogAccepted(body)) = (counts, stored.entry.body)
            && let Some(head) = body.head
            && logs.iter().any(|log| log.id == head.log)
            && has_root(connection, head.log, head.size, head.root)?
        {
            accepted.push((head.log, head.size));
        }
    }
    Ok(accepted)
}

fn has_root(
    connection: &Connection,
    log: LogId,
    size: u64,
    root: vouchsafe_model::Sha256Digest,
) -> Result<bool, ArchiveError> {
    let numbers = project::log_numbers(connection)?;
    let Some(number) = numbers.get(&log) else { return Ok(false) };
    let Ok(leaves) = log::leaves(connection, *number, 0..size) else { return Ok(false) };
    let mut frontier = vouchsafe_fixity::Frontier::default();
    leaves.into_iter().for_each(|leaf| frontier.push(leaf));
    Ok(frontier.root() == root)
}
