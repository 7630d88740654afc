//! All entries in their order: none missing, none beyond, clocks rising; and what they say that
//! other stages need.

use std::collections::{BTreeMap, VecDeque};

use vouchsafe_model::{Body, Content, Continues, Entry, Purge};

use crate::{
    Code, Error, Finding, Severity, Stage,
    audit::{Audit, in_parallel},
    container::Identity,
    entry::{Audited, ENTRIES, RawEntry, read_again},
    finding::span,
    format::EntryRow,
    logs::{FirstEntry, Logs},
    scan::{BatchSize, DamagedRows, Scan},
    schema::Tables,
    sums::{Keyed, Superseded, superseded},
};

/// How many entries are read at a time.
pub(crate) const ENTRY_BATCH: BatchSize = BatchSize { rows: 8_192, bytes: 16 << 20 };

/// What the entries say that other stages need, of all logs whether in effect or not.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Whether all entries were read.
    pub is_complete: bool,
    pub accepted: Vec<(EntryRow, Continues)>,
    pub purges: BTreeMap<EntryRow, Purge>,
    pub contents: Vec<(EntryRow, Content)>,
    /// The checkpoints of `timestamp` entries.
    pub timestamps: Vec<(EntryRow, String)>,
    pub superseded: Vec<Superseded>,
    /// How many lines an entry withholds, if any.
    pub withheld: BTreeMap<EntryRow, usize>,
    /// How many entries there should be, were read, and are not as recorded.
    pub expected: u64,
    pub checked: u64,
    pub failed: u64,
}

/// Reads and checks all entries.
pub(crate) fn check(
    audit: &mut Audit<'_>,
    tables: &Tables,
    logs: &mut Logs,
    keyed: &Keyed,
) -> Result<Ledger, Error> {
    let mut ledger = Ledger::default();
    let sound = logs.iter().filter(|log| log.head_is_sound);
    let expected: u64 = sound.map(|log| log.size()).fold(0, u64::saturating_add);
    ledger.expected = expected;
    if !tables.has("entry") {
        return Ok(ledger);
    }
    let mut reading = Reading { ledger, chain: None, damaged: VecDeque::new() };
    let mut scan = Scan::new(audit.file, ENTRIES, logs.regions())?;
    let mut read = 0;
    loop {
        audit.report(Stage::Entries, read, expected);
        if audit.is_cancelled() {
            reading.ledger.checked = read.min(expected);
            audit.skip(format!("{} entries were not read", expected.saturating_sub(read)));
            return Ok(reading.ledger);
        }
        let batch = scan.batch(ENTRY_BATCH, &mut RawEntry::take)?;
        audit.add_damaged("entry", &batch.damaged, |rows| name_of(logs, rows));
        reading.damaged.extend(batch.damaged);
        read += batch.rows.len() as u64;
        let known: &Logs = logs;
        let audited = in_parallel(&batch.rows, audit.request.threads, |raw| {
            let audited = raw.audit();
            let row = audited.row;
            let superseded =
                audited.entry.as_ref().map(|entry| superseded(keyed, known, row, entry));
            (audited, superseded.unwrap_or_default())
        });
        for (audited, superseded) in audited {
            reading.ledger.superseded.extend(superseded);
            let Some(audited) = second_look(audit, logs, audited)? else { continue };
            reading.take(audit, logs, audited);
        }
        if batch.is_last {
            break;
        }
    }
    reading.finish(audit, logs);
    let ledger = reading.ledger;
    audit.pass("entries: form, leaf, order", ledger.checked, ledger.failed);
    Ok(ledger)
}

/// Reads an entry of an encrypted file again if it looks wrong: a bad page read before it may have
/// spoilt the connection. `None` if it cannot be read, which was reported.
fn second_look(
    audit: &mut Audit<'_>,
    logs: &Logs,
    audited: Audited,
) -> Result<Option<Audited>, Error> {
    if !audit.file.is_encrypted() || !is_damaged(&audited) {
        return Ok(Some(audited));
    }
    let again = read_again(audit.file, audited.row)?.map(|raw| raw.audit());
    audit.read(&logs.name(audited.row).to_string(), again)
}

fn is_damaged(audited: &Audited) -> bool {
    audited.faults.iter().any(|fault| fault.code.severity() == Severity::Damage)
}

fn name_of(logs: &Logs, rows: &DamagedRows) -> String {
    let (first, last) = (EntryRow(rows.first), EntryRow(rows.last));
    match logs.get(first.log_number()) {
        Some(log) if first.log_number() == last.log_number() => {
            format!("entry {}/{}", log.id, span(first.index(), last.index()))
        }
        _ => format!("entry {rows}"),
    }
}

/// The entries being read, in the order of their rows.
struct Reading {
    ledger: Ledger,
    chain: Option<Chain>,
    /// The rows that cannot be read.
    damaged: VecDeque<DamagedRows>,
}

/// The log whose entries are being read.
struct Chain {
    number: i64,
    /// The index after the last one read.
    next: u64,
    /// The clock of the last entry that has one.
    clock: u64,
    /// How many entries are not as recorded.
    failed: u64,
    /// The first and the last entry beyond the checkpoint.
    beyond: Option<(u64, u64)>,
}

impl Reading {
    fn take(&mut self, audit: &mut Audit<'_>, logs: &mut Logs, audited: Audited) {
        let row = audited.row;
        let number = row.log_number();
        if self.chain.as_ref().is_none_or(|chain| chain.number != number) {
            self.close(audit, logs);
            if logs.get(number).is_none() {
                let detail = "entries stand here that belong to no log of this file";
                let record = format!("log row {number}");
                audit.findings.add(Finding::new(Code::V004, record, detail));
            }
            self.chain = Some(Chain { number, next: 0, clock: 0, failed: 0, beyond: None });
        }
        let Some(mut chain) = self.chain.take() else { return };
        if row.index() > chain.next {
            let missing = self.missing(audit, logs, number, (chain.next, row.index() - 1));
            chain.failed = chain.failed.saturating_add(missing);
        }
        let is_unbroken = row.index() == chain.next;
        chain.next = row.index() + 1;
        let is_damaged = is_damaged(&audited) | !chain.place(audit, logs, &audited);
        chain.failed = chain.failed.saturating_add(u64::from(is_damaged));
        let name = logs.name(row);
        for fault in audited.faults {
            let finding = Finding::new(fault.code, name, fault.detail);
            audit.findings.add(match fault.compared {
                Some((expected, found)) => finding.compared(expected, found),
                None => finding,
            });
        }
        if let Some(log) = logs.get_mut(number) {
            if is_unbroken && log.leaves.len() as u64 == row.index() {
                log.leaves.extend(audited.leaf);
            }
            if row.index() == 0 {
                log.first = FirstEntry::of(audited.entry.as_ref());
            }
        }
        if audited.withheld > 0 {
            self.ledger.withheld.insert(row, audited.withheld);
        }
        if let Some(entry) = audited.entry {
            self.ledger.keep(row, entry);
        }
        self.chain = Some(chain);
    }

    /// Ends the log being read: all that its checkpoint counts must have come.
    fn close(&mut self, audit: &mut Audit<'_>, logs: &mut Logs) {
        let Some(chain) = self.chain.take() else { return };
        let Some(log) = logs.get(chain.number) else { return };
        let (id, head, is_sound) = (log.id, log.head, log.head_is_sound);
        let mut failed = chain.failed;
        if let Some(head) = head.filter(|head| head.size > chain.next) {
            let range = (chain.next, head.size - 1);
            failed = failed.saturating_add(self.missing(audit, logs, chain.number, range));
        }
        if let Some((first, last)) = chain.beyond {
            let record = format!("entry {id}/{}", span(first, last));
            let detail = "it stands beyond the log's checkpoint: no key vouches for it";
            audit.findings.add(Finding::new(Code::V013, record, detail));
        }
        let seen = if is_sound { head.map_or(0, |head| head.size) } else { chain.next };
        if !is_sound {
            self.ledger.expected = self.ledger.expected.saturating_add(seen);
        }
        self.ledger.checked = self.ledger.checked.saturating_add(seen);
        self.ledger.failed = self.ledger.failed.saturating_add(failed.min(seen));
    }

    /// Reports the entries of a range that are not there, but for those that cannot be read, which
    /// were reported. Returns how many the range has.
    fn missing(
        &mut self,
        audit: &mut Audit<'_>,
        logs: &mut Logs,
        number: i64,
        (first, last): (u64, u64),
    ) -> u64 {
        let Some(log) = logs.get_mut(number) else { return 0 };
        let id = log.id;
        // Rows come in rising order: what lies before this range is done with.
        let start = EntryRow::new(number, first).map_or(i64::MAX, |row| row.0);
        while self.damaged.front().is_some_and(|rows| rows.last < start) {
            self.damaged.pop_front();
        }
        let mut from = first;
        let damaged = self.damaged.iter().map(|rows| (EntryRow(rows.first), EntryRow(rows.last)));
        let of_log = damaged
            .filter(|(first, last)| first.log_number() <= number && number <= last.log_number());
        let mut absent = Vec::new();
        for (start, end) in of_log {
            let start = if start.log_number() < number { 0 } else { start.index() };
            let end = if end.log_number() > number { u64::MAX } else { end.index() };
            if start == 0 {
                log.first = FirstEntry::Unreadable;
            }
            if start > from && start <= last {
                absent.push((from, start - 1));
            }
            from = from.max(end.saturating_add(1));
        }
        if from <= last {
            absent.push((from, last));
        }
        for (first, last) in absent {
            let record = format!("entry {id}/{}", span(first, last));
            let detail = "it is not there";
            audit.findings.add(Finding::new(Code::V010, record, detail));
        }
        (last - first).saturating_add(1)
    }

    fn finish(&mut self, audit: &mut Audit<'_>, logs: &mut Logs) {
        self.close(audit, logs);
        let unseen: Vec<i64> = logs
            .iter()
            .filter(|log| log.leaves.is_empty() && matches!(log.first, FirstEntry::Absent))
            .map(|log| log.number)
            .collect();
        for number in unseen {
            self.chain = Some(Chain { number, next: 0, clock: 0, failed: 0, beyond: None });
            self.close(audit, logs);
        }
        self.ledger.is_complete = true;
    }
}

impl Chain {
    /// Returns whether the entry stands where it may: within the checkpoint, its clock risen.
    fn place(&mut self, audit: &mut Audit<'_>, logs: &Logs, audited: &Audited) -> bool {
        let index = audited.row.index();
        let log = logs.get(self.number);
        if log.is_some_and(|log| index >= log.size()) {
            self.beyond = Some((self.beyond.map_or(index, |(first, _)| first), index));
        }
        let Some(clock) = audited.entry.as_ref().map(|entry| entry.header.clock) else {
            return true;
        };
        let before = std::mem::replace(&mut self.clock, clock);
        if clock > before {
            return true;
        }
        let detail = "its clock is not greater than that of the entry before it";
        let finding = Finding::new(Code::V014, logs.name(audited.row), detail);
        audit.findings.add(finding.compared(format!("more than {before}"), clock));
        false
    }
}

impl Ledger {
    /// Keeps what other stages need of an entry.
    fn keep(&mut self, row: EntryRow, entry: Entry) {
        match entry.body {
            Body::LogAccepted(accepted) => {
                self.accepted.extend(accepted.head.map(|head| (row, head)));
            }
            Body::Purge(purge) => {
                self.purges.insert(row, purge);
            }
            Body::Content(content) => self.contents.push((row, content)),
            Body::Timestamp(timestamp) => {
                self.timestamps.extend(timestamp.checkpoint.map(|note| (row, note)));
            }
            Body::LogOpened(_) | Body::Set(_) | Body::Event(_) | Body::Unknown(_) => {}
        }
    }
}

/// Checks that each log and its first entry say the same (section 4.2).
pub(crate) fn check_openings(audit: &mut Audit<'_>, logs: &Logs, identity: Identity) {
    let mut failed = 0;
    for log in logs.iter() {
        let mut faults: Vec<(String, Option<(String, String)>)> = Vec::new();
        // A line that was purged agrees with anything; a fact that the file lost, with nothing.
        let mut differs = |what: &str, expected: Option<String>, found: Option<String>| {
            if found.is_some() && expected != found {
                let detail = format!("its `log.opened` states another {what}");
                faults.push((detail, expected.zip(found)));
            }
        };
        match &log.first {
            FirstEntry::Opened(opened) => {
                let text = |id: vouchsafe_model::ArchiveId| id.to_string();
                differs("archive", identity.archive.map(text), opened.archive.map(text));
                differs("log", Some(log.id.to_string()), opened.log.map(|id| id.to_string()));
                let stated = opened.public_key.map(vouchsafe_fixity::PublicKey::from_bytes);
                let stated = stated.map(|key| key.fingerprint());
                differs("public key", Some(log.key.fingerprint()), stated);
            }
            FirstEntry::Absent => faults.push(("it has no `log.opened`".to_owned(), None)),
            FirstEntry::Other => {
                faults.push(("its first entry is not a `log.opened`".to_owned(), None));
            }
            FirstEntry::Unreadable => {}
        }
        failed += u64::from(!faults.is_empty());
        for (detail, compared) in faults {
            let finding = Finding::new(Code::V004, format!("log {}", log.id), detail);
            audit.findings.add(match compared {
                Some((expected, found)) => finding.compared(expected, found),
                None => finding,
            });
        }
    }
    let founding = identity.founding_log;
    if let Some(id) = founding.filter(|id| logs.number(*id).is_none()) {
        failed += 1;
        let detail = "`meta` names it as the founding log, and the file has no such log";
        audit.findings.add(Finding::new(Code::V004, format!("log {id}"), detail));
    }
    audit.pass("logs: row and `log.opened` agree", logs.iter().count() as u64, failed);
}
