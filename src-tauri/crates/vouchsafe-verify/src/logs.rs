//! The logs of the file: their keys, their checkpoints, and who signed those.

use std::collections::{BTreeMap, HashMap};

use data_encoding::BASE64;
use rusqlite::Row;
use vouchsafe_fixity::{Checkpoint, Frontier, Leaf, PublicKey};
use vouchsafe_model::{Body, Continues, Entry, LogId, LogOpened};

use crate::{
    Code, Error, Finding,
    audit::Audit,
    column::{Column, Fault},
    container::Identity,
    format::{EntryName, EntryRow, INDEXES},
    scan::{Region, RowSource, Scan},
    schema::Tables,
};

const LOGS: RowSource = RowSource {
    from: "SELECT number, id, public_key FROM log WHERE number >= ?1 ORDER BY number",
    at: "SELECT number, id, public_key FROM log WHERE number = ?1",
};

const CHECKPOINTS: RowSource = RowSource {
    from: "SELECT log, note, frontier FROM checkpoint WHERE log >= ?1 ORDER BY log",
    at: "SELECT log, note, frontier FROM checkpoint WHERE log = ?1",
};

/// The longest checkpoint that is read: a head, and room for a thousand signatures.
const NOTE_BYTES_MAX: usize = 256 << 10;

/// How many logs are searched for one by one where the table is damaged.
const LOGS_SEARCHED: Region = (1, 1_000);

/// A log, as its rows say, and what was read of its entries.
#[derive(Debug)]
pub(crate) struct Log {
    pub number: i64,
    pub id: LogId,
    pub key: PublicKey,
    /// The newest checkpoint, if it can be read and is of this log.
    pub head: Option<Checkpoint>,
    /// Whether nothing speaks against that checkpoint: it is signed and has its frontier.
    pub head_is_sound: bool,
    /// The leaves of the entries from index 0 to the first gap.
    pub leaves: Vec<Leaf>,
    /// The entry with index 0.
    pub first: FirstEntry,
}

/// What a log's entry with index 0 is.
#[derive(Debug)]
pub(crate) enum FirstEntry {
    /// Not there.
    Absent,
    /// There, and cannot be read.
    Unreadable,
    /// Not a `log.opened`.
    Other,
    /// As it must be.
    Opened(LogOpened),
}

impl FirstEntry {
    /// Returns what an entry that stands first is; `None` is one that cannot be read.
    pub fn of(entry: Option<&Entry>) -> Self {
        match entry.map(|entry| &entry.body) {
            None => Self::Unreadable,
            Some(Body::LogOpened(opened)) => Self::Opened(opened.clone()),
            Some(_) => Self::Other,
        }
    }
}

impl Log {
    /// Returns how many entries count as this log's: those its checkpoint counts.
    pub fn size(&self) -> u64 {
        self.head.map_or(INDEXES, |head| head.size)
    }

    pub fn continues(&self) -> Option<&Continues> {
        match &self.first {
            FirstEntry::Opened(opened) => opened.continues.as_ref(),
            _ => None,
        }
    }
}

/// The logs of the file.
#[derive(Debug, Default)]
pub(crate) struct Logs {
    by_number: BTreeMap<i64, Log>,
    numbers: HashMap<LogId, i64>,
}

impl Logs {
    pub fn get(&self, number: i64) -> Option<&Log> {
        self.by_number.get(&number)
    }

    pub fn get_mut(&mut self, number: i64) -> Option<&mut Log> {
        self.by_number.get_mut(&number)
    }

    pub fn number(&self, id: LogId) -> Option<i64> {
        self.numbers.get(&id).copied()
    }

    pub fn by_id(&self, id: LogId) -> Option<&Log> {
        self.get(self.number(id)?)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Log> {
        self.by_number.values()
    }

    /// Returns the row of an entry that is named by its log's id; `None` if the file has no place
    /// for it.
    pub fn row(&self, log: LogId, index: u64) -> Option<EntryRow> {
        EntryRow::new(self.number(log)?, index)
    }

    /// Returns how an entry is named in findings.
    pub fn name(&self, row: EntryRow) -> EntryName {
        EntryName { log: self.get(row.log_number()).map(|log| log.id), row }
    }

    /// Returns where entries are expected without gaps.
    pub fn regions(&self) -> Vec<Region> {
        let regions = self.iter().filter_map(|log| {
            let last = log.size().clamp(1, INDEXES) - 1;
            let first = EntryRow::new(log.number, 0)?.0;
            Some((first, EntryRow::new(log.number, last)?.0))
        });
        regions.collect()
    }
}

/// A row of the table `log`.
struct LogRow {
    number: i64,
    keys: Result<(LogId, PublicKey), Fault>,
}

/// A row of the table `checkpoint`.
struct CheckpointRow {
    log: i64,
    signed: Result<(String, Vec<u8>), Fault>,
}

/// Reads the logs and their checkpoints, and checks the checkpoints by themselves.
pub(crate) fn read(
    audit: &mut Audit<'_>,
    tables: &Tables,
    identity: Identity,
) -> Result<Logs, Error> {
    let mut logs = Logs::default();
    if tables.has("log") {
        let scan = Scan::new(audit.file, LOGS, vec![LOGS_SEARCHED])?;
        let batch = scan.all(&mut |row| (LogRow::take(row), 0))?;
        audit.add_damaged("log", &batch.damaged, |rows| format!("log {rows}"));
        for row in batch.rows {
            add_log(audit, &mut logs, row);
        }
    }
    if !tables.has("checkpoint") {
        return Ok(logs);
    }
    let numbers = logs.by_number.keys().map(|number| (*number, *number)).collect();
    let scan = Scan::new(audit.file, CHECKPOINTS, numbers)?;
    let batch = scan.all(&mut |row| (CheckpointRow::take(row), 0))?;
    audit.add_damaged("checkpoint", &batch.damaged, |rows| format!("checkpoint {rows}"));
    let mut rows: BTreeMap<i64, CheckpointRow> =
        batch.rows.into_iter().map(|row| (row.log, row)).collect();
    let mut failed = 0;
    let total = logs.by_number.len() as u64;
    for log in logs.by_number.values_mut() {
        let findings = match rows.remove(&log.number) {
            Some(row) => check(log, row, identity),
            None => {
                let detail = "the log has no checkpoint";
                vec![Finding::new(Code::V022, format!("log {}", log.id), detail)]
            }
        };
        log.head_is_sound = findings.is_empty();
        failed += u64::from(!findings.is_empty());
        audit.findings.extend(findings);
    }
    for number in rows.into_keys() {
        let detail = "it is of no log of this file";
        let record = format!("checkpoint row {number}");
        audit.findings.add(Finding::new(Code::V022, record, detail));
    }
    audit.pass("checkpoints: form, frontier, signature", total, failed);
    Ok(logs)
}

impl LogRow {
    fn take(row: &Row<'_>) -> Self {
        let keys = Column(1, "id").bytes(row).map(LogId::from_bytes).and_then(|id| {
            let key = Column(2, "public_key").bytes(row)?;
            Ok((id, PublicKey::from_bytes(key)))
        });
        Self { number: Column(0, "number").integer(row).unwrap_or_default(), keys }
    }
}

impl CheckpointRow {
    fn take(row: &Row<'_>) -> Self {
        let note = Column(1, "note").short_text(row, NOTE_BYTES_MAX);
        let signed = note.and_then(|note| {
            let frontier = Column(2, "frontier").blob(row)?;
            // As many subtrees as a size can have one-bits.
            let frontier = frontier.get(..64 * 32).unwrap_or(frontier);
            Ok((note.to_owned(), frontier.to_owned()))
        });
        Self { log: Column(0, "log").integer(row).unwrap_or_default(), signed }
    }
}

fn add_log(audit: &mut Audit<'_>, logs: &mut Logs, row: LogRow) {
    let number = row.number;
    let mut fault = |detail: String| {
        audit.findings.add(Finding::new(Code::V004, format!("log row {number}"), detail));
    };
    let (id, key) = match row.keys {
        Ok(keys) => keys,
        Err(detail) => return fault(detail),
    };
    if number < 1 || EntryRow::new(number, INDEXES - 1).is_none() {
        return fault("no log can have this number".to_owned());
    }
    if logs.numbers.insert(id, number).is_some() {
        return fault(format!("another row has the id {id} too"));
    }
    let log = Log {
        number,
        id,
        key,
        head: None,
        head_is_sound: false,
        leaves: Vec::new(),
        first: FirstEntry::Absent,
    };
    logs.by_number.insert(number, log);
}

/// Checks a checkpoint by itself, and takes it as the log's if it can be read as such.
fn check(log: &mut Log, row: CheckpointRow, identity: Identity) -> Vec<Finding> {
    let record = format!("log {}", log.id);
    let of = |code, detail: String| Finding::new(code, &record, detail);
    let (note, frontier) = match row.signed {
        Ok(signed) => signed,
        Err(fault) => return vec![of(Code::V022, fault)],
    };
    let head = match Checkpoint::parse(&note) {
        Ok(head) => head,
        Err(error) => return vec![of(Code::V022, format!("its checkpoint: {error}"))],
    };
    let mut findings = Vec::new();
    if head.log != log.id {
        let detail = "its checkpoint is of another log".to_owned();
        findings.push(of(Code::V022, detail).compared(log.id, head.log));
    }
    if let Some(archive) = identity.archive.filter(|archive| *archive != head.archive) {
        let detail = "its checkpoint is of another archive".to_owned();
        findings.push(of(Code::V022, detail).compared(archive, head.archive));
    } else if identity.archive.is_none() {
        let detail = "whether its checkpoint is of this archive cannot be said: `meta` names none";
        findings.push(of(Code::V022, detail.to_owned()));
    }
    match Frontier::from_bytes(head.size, &frontier).map(|frontier| frontier.root()) {
        Ok(root) if root == head.root => {}
        Ok(root) => {
            let detail = "its checkpoint's frontier gives another root".to_owned();
            let [expected, found] = [head.root, root].map(|root| BASE64.encode(root.as_bytes()));
            findings.push(of(Code::V022, detail).compared(expected, found));
        }
        Err(error) => findings.push(of(Code::V022, error.to_string())),
    }
    if !head.is_signed_by(&note, &log.key) {
        let detail = format!("no signature on its checkpoint is by {}", log.key.fingerprint());
        findings.push(of(Code::V021, detail));
    }
    log.head = Some(head);
    findings
}

#[cfg(test)]
mod tests {
    use vouchsafe_fixity::{LogKey, OsEntropy, sha256};
    use vouchsafe_model::ArchiveId;

    use super::*;

    fn log(key: &LogKey) -> Log {
        Log {
            number: 1,
            id: LogId::from_bytes([2; 16]),
            key: key.public(),
            head: None,
            head_is_sound: false,
            leaves: Vec::new(),
            first: FirstEntry::Absent,
        }
    }

    #[test]
    fn a_checkpoint_is_judged_by_itself() {
        let key = LogKey::random(&mut OsEntropy);
        let archive = ArchiveId::from_bytes([1; 16]);
        let identity = Identity { archive: Some(archive), founding_log: None };
        let mut tree = Frontier::default();
        (0..5).for_each(|leaf| tree.push(sha256(&[leaf])));
        let head = Checkpoint { archive, log: log(&key).id, size: 5, root: tree.root() };
        let codes = |note: String, frontier: Vec<u8>| {
            let row = CheckpointRow { log: 1, signed: Ok((note, frontier)) };
            let findings = check(&mut log(&key), row, identity);
            findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        let frontier = tree.to_bytes();
        assert_eq!(codes(head.sign(&key), frontier.clone()), []);
        assert_eq!(codes(head.sign(&key), vec![0; 64]), [Code::V022]);
        assert_eq!(codes(head.sign(&key), vec![0; 32]), [Code::V022]);
        let other = LogKey::random(&mut OsEntropy);
        assert_eq!(codes(head.sign(&other), frontier.clone()), [Code::V021]);
        let elsewhere = Checkpoint { archive: ArchiveId::from_bytes([9; 16]), ..head };
        assert_eq!(codes(elsewhere.sign(&key), frontier.clone()), [Code::V022]);
        assert_eq!(codes("x".to_owned(), frontier), [Code::V022]);
    }
}
