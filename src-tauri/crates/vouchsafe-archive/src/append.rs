//! Appending: entries of one action, applied to the catalogue, signed, committed together.
//!
//! Everything that changes an archive goes through here. A failure at any step leaves the file as
//! it was; `commit` returns only when the entries are on the disk.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};
use vouchsafe_fixity::{Checkpoint, Entropy, Frontier, LogKey, Salt, Seed, leaf_of_lines};
use vouchsafe_model::{
    ActId, AgentId, ArchiveId, Body, Content, ContentId, Continues, ENTRY_BYTES_MAX, Entry, Event,
    FORMAT, Header, Instant, Kind, LineRef, LogAccepted, LogId, LogOpened, RecordId, Set, Write,
    check_field,
};

use crate::{
    catalogue::Catalogue,
    error::ArchiveError,
    log::{self, Head, LogRow},
    open::{Archive, Founding},
    project::{self, LogNumbers},
    schema,
    staging::{self, Staged},
};

/// A clock, as an argument.
pub trait Clock {
    /// Returns the present instant, as this machine claims it.
    fn now(&self) -> Instant;
}

/// Who writes, in which log, with which key, and in one action of theirs.
pub struct Author<'a> {
    /// The log written to.
    pub log: LogId,
    /// Its key.
    pub key: &'a LogKey,
    /// Who says what is written.
    pub agent: AgentId,
    /// The action that all entries belong to.
    pub act: ActId,
    /// The heads this machine knows of this archive; the file must extend them all.
    pub known: Vec<Head>,
    /// What time it is said to be.
    pub clock: &'a dyn Clock,
    /// Where seeds come from.
    pub entropy: &'a mut dyn Entropy,
}

impl std::fmt::Debug for Author<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Author").field("log", &self.log).field("agent", &self.agent).finish()
    }
}

/// Fields of one record, about to be set. What they replace is found at the append.
#[derive(Debug, Clone)]
pub struct SetDraft {
    /// The record's kind.
    pub kind: Kind,
    /// The record.
    pub record: RecordId,
    /// The fields and their values; `null` clears one.
    pub fields: Vec<(String, Value)>,
    /// The act this one undoes.
    pub undoes: Option<ActId>,
}

impl SetDraft {
    /// Makes a draft without fields.
    pub fn new(kind: Kind, record: impl Into<RecordId>) -> Self {
        Self { kind, record: record.into(), fields: Vec::new(), undoes: None }
    }

    /// Adds a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.push((field.to_owned(), value.into()));
        self
    }

    /// Adds a field if there is a value.
    #[must_use]
    pub fn with_some(self, field: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }
}

/// A transaction that appends to one log.
#[derive(Debug)]
pub struct Append<'a> {
    pub(crate) transaction: Transaction<'a>,
    archive: ArchiveId,
    log_number: i64,
    frontier: Frontier,
    clock: u64,
    pub(crate) logs: LogNumbers,
    author: AuthorOf<'a>,
}

/// The parts of the author that an append needs, for as long as it lasts.
struct AuthorOf<'a> {
    log: LogId,
    key: &'a LogKey,
    agent: AgentId,
    act: ActId,
    clock: &'a dyn Clock,
    entropy: &'a mut dyn Entropy,
}

impl std::fmt::Debug for AuthorOf<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.log)
    }
}

impl<'a> Append<'a> {
    /// Takes the write lock, asks `is_still_there` about the file, and compares its heads.
    pub(crate) fn begin(
        connection: &'a mut Connection,
        author: &'a mut Author<'_>,
        is_still_there: impl FnOnce() -> Result<(), ArchiveError>,
    ) -> Result<Self, ArchiveError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        is_still_there()?;
        let logs = log::logs(&transaction)?;
        check_known_heads(&transaction, &logs, &author.known)?;
        let own =
            logs.iter().find(|log| log.id == author.log && log.public_key == author.key.public());
        let own = own.ok_or_else(|| {
            ArchiveError::Row(format!("log {} with this key is not in the file", author.log))
        })?;
        let head = log::head(&transaction, own)?;
        let mut clock = 0;
        for log in &logs {
            let size = log::head(&transaction, log)?.frontier.size();
            let Some(last) = size.checked_sub(1) else { continue };
            let last = log::entry(&transaction, log::entry_row(log.number, last))?;
            clock = clock.max(last.entry.header.clock);
        }
        let archive = transaction
            .query_row("SELECT value FROM meta WHERE name = 'archive'", [], |row| {
                row.get::<_, String>(0)
            })?
            .parse()
            .map_err(|_| ArchiveError::Row("the archive has no id".to_owned()))?;
        Ok(Self {
            archive,
            log_number: own.number,
            frontier: head.frontier,
            clock,
            logs: logs.iter().map(|log| (log.id, log.number)).collect(),
            transaction,
            author: AuthorOf::of(author),
        })
    }

    /// Writes the first log of a new archive, and its founder.
    pub(crate) fn found(
        archive: &'a mut Archive,
        founding: &Founding,
        author: &'a mut Author<'_>,
    ) -> Result<Head, ArchiveError> {
        let transaction = archive.connection.transaction()?;
        transaction.execute_batch(schema::FROZEN)?;
        project::create(&transaction)?;
        for (name, value) in [
            ("format", FORMAT.to_owned()),
            ("archive", founding.archive.to_string()),
            ("founding_log", author.log.to_string()),
        ] {
            transaction.execute("INSERT INTO meta VALUES (?1, ?2)", [name, &value])?;
        }
        let opened = Opening {
            archive: founding.archive,
            title: founding.title.clone(),
            continues: None,
            clock: 0,
        };
        Self::open(transaction, author, opened, &founding.agent_name)
    }

    /// Writes the first entries of a log that goes on from another one's present head.
    pub(crate) fn open_log(
        connection: &'a mut Connection,
        author: &'a mut Author<'_>,
        archive: ArchiveId,
        continued: LogId,
        agent_name: &str,
    ) -> Result<Head, ArchiveError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut clock = 0;
        let mut continues = None;
        for log in log::logs(&transaction)? {
            let head = log::head(&transaction, &log)?;
            if let Some(last) = head.frontier.size().checked_sub(1) {
                let last = log::entry(&transaction, log::entry_row(log.number, last))?;
                clock = clock.max(last.entry.header.clock);
            }
            if log.id == continued {
                let (size, root) = (head.frontier.size(), head.frontier.root());
                continues = Some(Continues { log: continued, size, root });
            }
        }
        let opened = Opening { archive, title: None, continues, clock };
        Self::open(transaction, author, opened, agent_name)
    }

    fn open(
        transaction: Transaction<'a>,
        author: &'a mut Author<'_>,
        opening: Opening,
        agent_name: &str,
    ) -> Result<Head, ArchiveError> {
        transaction.execute(
            "INSERT INTO log (id, public_key) VALUES (?1, ?2)",
            params![author.log.as_bytes(), author.key.public().as_bytes()],
        )?;
        let log_number = transaction.last_insert_rowid();
        let mut append = Self {
            archive: opening.archive,
            log_number,
            frontier: Frontier::default(),
            clock: opening.clock,
            logs: project::log_numbers(&transaction)?,
            transaction,
            author: AuthorOf::of(author),
        };
        append.entry(Body::LogOpened(LogOpened {
            archive: Some(opening.archive),
            log: Some(append.author.log),
            public_key: Some(*append.author.key.public().as_bytes()),
            title: opening.title,
            continues: opening.continues,
        }))?;
        let agent = append.author.agent;
        append.set(SetDraft::new(Kind::Agent, agent).with("name", agent_name))?;
        append.commit()
    }

    /// Returns a reader of the catalogue as it is with everything appended so far.
    pub fn catalogue(&self) -> Catalogue<'_> {
        Catalogue::new(&self.transaction)
    }

    /// Returns the action that the entries belong to.
    pub fn act(&self) -> ActId {
        self.author.act
    }

    /// Returns random bytes for a new id.
    pub fn new_id<T: From<RecordId>>(&mut self) -> T {
        let mut bytes = [0; 16];
        self.author.entropy.fill(&mut bytes);
        RecordId::from_bytes(bytes).into()
    }

    /// Sets fields of a record, in place of whatever the fields hold now.
    ///
    /// # Errors
    /// `Rule` if a field may not be set so; then nothing was appended.
    pub fn set(&mut self, draft: SetDraft) -> Result<(), ArchiveError> {
        let mut set = Set {
            kind: draft.kind.name().to_owned(),
            record: draft.record,
            writes: Vec::with_capacity(draft.fields.len()),
            replaces: Vec::new(),
            undoes: draft.undoes,
        };
        let number = project::find_record(&self.transaction, draft.kind.name(), draft.record)?;
        for (field, value) in draft.fields {
            check_field(draft.kind, &field, &value)?;
            if let Some(number) = number {
                set.replaces.extend(self.live_writes(number, &field)?);
            }
            set.writes.push(Write { field, value: value.to_string() });
        }
        self.entry(Body::Set(set)).map(drop)
    }

    /// Records that bytes are held from now on: those staged, or small ones given whole.
    ///
    /// # Errors
    /// The staged chunks are gone (swept after a long pause), or the file cannot be written.
    pub fn hold(&mut self, staged: &Staged) -> Result<ContentId, ArchiveError> {
        let id = staging::commit(&self.transaction, staged)?;
        self.entry(Body::Content(Content {
            content: id,
            sha256: Some(staged.digests.sha256),
            size_bytes: Some(staged.digests.size_bytes),
            chunk_size_bytes: Some(staged.chunk_size_bytes()),
            chunk_list_sha256: Some(staged.digests.chunk_list_sha256()),
        }))?;
        Ok(id)
    }

    /// Records that something was done. `event` is a PREMIS event name.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn event(
        &mut self,
        event: &str,
        subject: Option<(Kind, RecordId)>,
        outcome: &str,
        detail: Map<String, Value>,
    ) -> Result<(), ArchiveError> {
        let subject = subject.map(|(kind, id)| (kind.name().to_owned(), id));
        let event = Event {
            event: Some(event.to_owned()),
            subject,
            outcome: Some(outcome.to_owned()),
            detail: Some(detail),
        };
        self.entry(Body::Event(event)).map(drop)
    }

    /// Records that another log counts, up to its present head.
    ///
    /// # Errors
    /// The log is not in the file.
    pub fn accept_log(&mut self, log: LogId) -> Result<(), ArchiveError> {
        let logs = log::logs(&self.transaction)?;
        let missing = || ArchiveError::Row(format!("log {log} is not in the file"));
        let row = logs.iter().find(|row| row.id == log).ok_or_else(missing)?;
        let head = log::head(&self.transaction, row)?;
        let (size, root) = (head.frontier.size(), head.frontier.root());
        let accepted = LogAccepted { head: Some(Continues { log, size, root }) };
        self.entry(Body::LogAccepted(accepted)).map(drop)
    }

    /// Signs the new head and commits. When this returns, what was appended is on the disk.
    ///
    /// # Errors
    /// `DiskFull`, `Busy` or another failure; then nothing was appended.
    pub fn commit(self) -> Result<Head, ArchiveError> {
        let checkpoint = Checkpoint {
            archive: self.archive,
            log: self.author.log,
            size: self.frontier.size(),
            root: self.frontier.root(),
        };
        let note = checkpoint.sign(self.author.key);
        self.transaction.execute(
            "INSERT INTO checkpoint (log, note, frontier) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET note = excluded.note, frontier = excluded.frontier",
            params![self.log_number, note, self.frontier.to_bytes()],
        )?;
        self.transaction.commit()?;
        Ok(Head { log: self.author.log, frontier: self.frontier, note })
    }

    /// Appends an entry and applies it; returns its row id.
    pub(crate) fn entry(&mut self, body: Body) -> Result<i64, ArchiveError> {
        self.clock += 1;
        let header = Header {
            clock: self.clock,
            act: self.author.act,
            agent: Some(self.author.agent),
            time: Some(self.author.clock.now()),
        };
        let entry = Entry { header, body };
        let lines = entry.to_lines()?;
        if lines.text().len() > ENTRY_BYTES_MAX {
            return Err(ArchiveError::EntryTooLong { bytes: lines.text().len() });
        }
        let seed = Seed::random(self.author.entropy);
        let salts: Vec<Salt> = lines.iter().map(|(name, _)| seed.salt(name)).collect();
        let leaf = leaf_of_lines(&lines, &salts, &[]).expect("a salt was made for every line");
        let row = log::entry_row(self.log_number, self.frontier.size());
        self.transaction
            .prepare_cached("INSERT INTO entry (id, text, leaf, seed) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![row, lines.text(), leaf.as_bytes(), seed.as_bytes()])?;
        self.frontier.push(leaf);
        project::apply(&self.transaction, row, &entry, &self.logs)?;
        Ok(row)
    }

    fn live_writes(&self, record: i64, field: &str) -> Result<Vec<LineRef>, ArchiveError> {
        let mut query = self.transaction.prepare_cached(
            "SELECT entry, log.id FROM field JOIN log ON log.number = entry >> 40
             WHERE record = ?1 AND name = ?2 AND value IS NOT NULL",
        )?;
        let rows = query.query_map(params![record, field], |row| {
            Ok(LineRef {
                log: LogId::from_bytes(row.get(1)?),
                index: log::entry_place(row.get(0)?).1,
                line: format!("set.{field}"),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What the first entry of a log says, beside what the author does.
struct Opening {
    archive: ArchiveId,
    title: Option<String>,
    continues: Option<Continues>,
    clock: u64,
}

impl<'a> AuthorOf<'a> {
    fn of(author: &'a mut Author<'_>) -> Self {
        Self {
            log: author.log,
            key: author.key,
            agent: author.agent,
            act: author.act,
            clock: author.clock,
            entropy: author.entropy,
        }
    }
}

fn check_known_heads(
    connection: &Connection,
    logs: &[LogRow],
    known: &[Head],
) -> Result<(), ArchiveError> {
    for known in known {
        let found = size_of(connection, logs, known.log)?;
        if !extends(connection, logs, known)? {
            let (log, known) = (known.log, known.frontier.size());
            return Err(ArchiveError::Diverged { log, known, found });
        }
    }
    Ok(())
}

fn size_of(connection: &Connection, logs: &[LogRow], log: LogId) -> Result<u64, ArchiveError> {
    match logs.iter().find(|row| row.id == log) {
        Some(row) => Ok(log::head(connection, row)?.frontier.size()),
        None => Ok(0),
    }
}

/// Whether the file's log of that head is the same, or goes on from it.
pub(crate) fn extends(
    connection: &Connection,
    logs: &[LogRow],
    known: &Head,
) -> Result<bool, ArchiveError> {
    let Some(row) = logs.iter().find(|row| row.id == known.log) else { return Ok(false) };
    let head = log::head(connection, row)?;
    let (from, to) = (known.frontier.size(), head.frontier.size());
    if to < from {
        return Ok(false);
    }
    let mut extended = known.frontier.clone();
    for leaf in log::leaves(connection, row.number, from..to)? {
        extended.push(leaf);
    }
    Ok(extended.root() == head.frontier.root())
}
