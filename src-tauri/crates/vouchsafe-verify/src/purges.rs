//! Purges: what is withheld or gone must be named by a purge entry in effect, and the other way
//! round (sections 3.4 and 5).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Row;
use vouchsafe_model::{ContentId, LineRef};

use crate::{
    Code, Error, Finding,
    audit::Audit,
    column::{Column, Fault},
    contents::Contents,
    effect::InEffect,
    entries::Ledger,
    entry::{ENTRIES, RawEntry},
    format::{EntryRow, UNPURGEABLE},
    logs::Logs,
    scan::{RowSource, Scan},
    schema::Tables,
};

const PURGES: RowSource = RowSource {
    from: "SELECT id, entry, target, line, content FROM purge WHERE id >= ?1 ORDER BY id",
    at: "SELECT id, entry, target, line, content FROM purge WHERE id = ?1",
};

/// What a purge took.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Taken {
    Line { target: EntryRow, line: String },
    Content { number: i64 },
}

/// A row of the table `purge`.
struct PurgeRow {
    id: i64,
    says: Result<(EntryRow, Taken), Fault>,
}

/// The contents that purges in effect took, each with the entry that says so.
pub(crate) type PurgedContents = BTreeMap<ContentId, EntryRow>;

/// What purge rows and purge entries account for.
#[derive(Debug, Default)]
struct Accounts {
    /// Per entry: the lines that a purge in effect names and a row points to.
    lines: BTreeMap<EntryRow, BTreeSet<String>>,
    /// The contents likewise.
    contents: PurgedContents,
}

/// Compares purge rows, purge entries and withheld lines. Returns the contents purged in effect.
pub(crate) fn check(
    audit: &mut Audit<'_>,
    tables: &Tables,
    logs: &Logs,
    (ledger, effect): (&Ledger, &InEffect),
    contents: &Contents,
) -> Result<PurgedContents, Error> {
    if !tables.has("purge") {
        return Ok(PurgedContents::new());
    }
    let scan = Scan::new(audit.file, PURGES, Vec::new())?;
    let batch = scan.all(&mut |row| (PurgeRow::take(row), 0))?;
    audit.add_damaged(&batch.damaged, |rows| format!("purge rows from {}", rows.first));
    let named = named(ledger);
    let mut failed = 0;
    let mut accounts = Accounts::default();
    let mut rows: HashSet<(EntryRow, Taken)> = HashSet::new();
    let total = batch.rows.len() as u64;
    for row in batch.rows {
        let record = format!("purge row {}", row.id);
        let answer = row.says.and_then(|(entry, taken)| {
            named_by(&named, logs, entry, &taken, contents)?;
            rows.insert((entry, taken.clone()));
            if effect.holds(entry) {
                accounts.take(entry, taken, contents);
            }
            Ok(())
        });
        if let Err(fault) = answer {
            failed += 1;
            audit.findings.add(Finding::new(Code::V060, record, fault));
        }
    }
    audit.pass("purge rows", total, failed);
    let mut failed = 0;
    for (entry, purge) in ledger.purges.iter().filter(|(row, _)| effect.holds(**row)) {
        let lines = purge.fields.iter().filter_map(|line| {
            let target = logs.row(line.log, line.index)?;
            let taken = Taken::Line { target, line: line.line.clone() };
            Some((taken, format!("line `{}` of {}", line.line, logs.name(target))))
        });
        let bytes = purge.contents.iter().map(|id| {
            let number = contents.number(*id).unwrap_or(i64::MIN);
            (Taken::Content { number }, format!("content {id}"))
        });
        for (taken, what) in lines.chain(bytes) {
            if !rows.contains(&(*entry, taken)) {
                failed += 1;
                let detail = format!("it purges {what}, and no purge row says so");
                audit.findings.add(Finding::new(Code::V060, logs.name(*entry), detail));
            }
        }
    }
    audit.pass("purge entries in effect", ledger.purges.len() as u64, failed);
    check_lines(audit, logs, ledger, &accounts)?;
    Ok(accounts.contents)
}

impl PurgeRow {
    fn take(row: &Row<'_>) -> Self {
        let says = || {
            let entry = EntryRow(Column(1, "entry").integer(row)?);
            let target = Column(2, "target").optional_integer(row)?.map(EntryRow);
            let line = Column(3, "line").optional_text(row)?;
            let content = Column(4, "content").optional_integer(row)?;
            let taken = match (target, line, content) {
                (Some(target), Some(line), None) => Taken::Line { target, line: line.to_owned() },
                (None, None, Some(number)) => Taken::Content { number },
                _ => return Err("it must name either a line or a content".to_owned()),
            };
            Ok((entry, taken))
        };
        Self { id: Column(0, "id").integer(row).unwrap_or_default(), says: says() }
    }
}

impl Accounts {
    fn take(&mut self, entry: EntryRow, taken: Taken, contents: &Contents) {
        match taken {
            Taken::Line { target, line } if !UNPURGEABLE.contains(&line.as_str()) => {
                self.lines.entry(target).or_default().insert(line);
            }
            Taken::Line { .. } => {}
            Taken::Content { number } => {
                if let Some(id) = contents.id(number) {
                    self.contents.entry(id).or_insert(entry);
                }
            }
        }
    }
}

/// What each purge entry names.
type Named<'a> = HashMap<EntryRow, (HashSet<&'a LineRef>, HashSet<ContentId>)>;

fn named(ledger: &Ledger) -> Named<'_> {
    let named = ledger.purges.iter().map(|(row, purge)| {
        (*row, (purge.fields.iter().collect(), purge.contents.iter().copied().collect()))
    });
    named.collect()
}

/// Checks that a purge row points to a purge entry that names what the row says it took.
fn named_by(
    named: &Named<'_>,
    logs: &Logs,
    entry: EntryRow,
    taken: &Taken,
    contents: &Contents,
) -> Result<(), Fault> {
    let Some((lines, ids)) = named.get(&entry) else {
        return Err(format!("{} is not there, or is no purge", logs.name(entry)));
    };
    let is_named = match taken {
        Taken::Line { target, line } => {
            let log = logs.get(target.log_number()).map(|log| log.id);
            log.is_some_and(|log| {
                lines.contains(&LineRef { log, index: target.index(), line: line.clone() })
            })
        }
        Taken::Content { number } => contents.id(*number).is_some_and(|id| ids.contains(&id)),
    };
    if is_named {
        Ok(())
    } else {
        let what = match taken {
            Taken::Line { target, line } => format!("line `{line}` of {}", logs.name(*target)),
            Taken::Content { number } => format!("the content with the number {number}"),
        };
        Err(format!("{} does not name {what}", logs.name(entry)))
    }
}

/// Checks that what is withheld is accounted for, and what is accounted for is withheld.
fn check_lines(
    audit: &mut Audit<'_>,
    logs: &Logs,
    ledger: &Ledger,
    accounts: &Accounts,
) -> Result<(), Error> {
    let connection = audit.connect()?;
    let mut failed = 0;
    let rows: BTreeSet<EntryRow> =
        ledger.withheld.keys().chain(accounts.lines.keys()).copied().collect();
    let none = BTreeSet::new();
    for row in &rows {
        let withheld = ledger.withheld.get(row).copied().unwrap_or(0);
        let lines = accounts.lines.get(row).unwrap_or(&none);
        // A row that cannot be read was reported, and a connection it spoilt is not used again.
        let there = connection
            .query_row(ENTRIES.at, [row.0], |found| Ok(RawEntry::take(found).0.names()))
            .unwrap_or_default();
        let there: Vec<&String> = lines.iter().filter(|line| there.contains(line)).collect();
        let gone = lines.len() - there.len();
        failed += u64::from(!there.is_empty() || gone != withheld);
        for line in there {
            let detail = format!("its line `{line}` was purged, and is still there");
            audit.findings.add(Finding::new(Code::V015, logs.name(*row), detail));
        }
        if gone != withheld {
            let detail = "it does not withhold as many lines as purges in effect name";
            let finding = Finding::new(Code::V015, logs.name(*row), detail);
            audit.findings.add(finding.compared(gone, withheld));
        }
    }
    audit.pass("withheld lines", rows.len() as u64, failed);
    Ok(())
}
