//! Purges: what is withheld or gone must be named by a purge entry in effect, and the other way
//! round (sections 3.4 and 5).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Row;
use vouchsafe_model::{ContentId, LineRef, Purge};

use crate::{
    Code, Error, Finding,
    audit::Audit,
    column::{Column, Fault},
    contents::Contents,
    effect::InEffect,
    entries::Ledger,
    entry::{ENTRIES, RawEntry},
    format::EntryRow,
    logs::Logs,
    scan::{RowSource, Scan},
    schema::Tables,
};

const PURGES: RowSource = RowSource {
    from: "SELECT id, entry, target, line, content FROM purge WHERE id >= ?1 ORDER BY id",
    at: "SELECT id, entry, target, line, content FROM purge WHERE id = ?1",
};

/// The longest name of a line (section 3).
const LINE_BYTES_MAX: usize = 100;

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

/// What purge rows and purge entries say of lines, by the entry that has them.
#[derive(Debug, Default)]
struct Lines {
    /// What a purge in effect names and a row points to: these may be withheld.
    accounted: BTreeMap<EntryRow, BTreeSet<String>>,
    /// What any row or any purge in effect names: these must not be there.
    purged: BTreeMap<EntryRow, BTreeSet<String>>,
}

/// Compares purge rows, purge entries and withheld lines. Returns the contents purged in effect.
pub(crate) fn check(
    audit: &mut Audit<'_>,
    tables: &Tables,
    logs: &Logs,
    (ledger, effect): (&Ledger, &InEffect),
    contents: &Contents,
) -> Result<PurgedContents, Error> {
    let mut lines = Lines::default();
    let mut rows: HashSet<(EntryRow, Taken)> = HashSet::new();
    if tables.has("purge") {
        let scan = Scan::new(audit.file, PURGES, Vec::new())?;
        let batch = scan.all(&mut |row| (PurgeRow::take(row), 0))?;
        audit.add_damaged("purge", &batch.damaged, |rows| format!("purge {rows}"));
        let named = named(ledger);
        let total = batch.rows.len() as u64;
        let mut failed = 0;
        for row in batch.rows {
            let answer = row.says.and_then(|(entry, taken)| {
                let answer = named_by(&named, logs, entry, &taken, contents);
                lines.take(&taken, answer.is_ok() && effect.holds(entry));
                rows.insert((entry, taken));
                answer
            });
            if let Err(fault) = answer {
                failed += 1;
                let record = format!("purge row {}", row.id);
                audit.findings.add(Finding::new(Code::V060, record, fault));
            }
        }
        audit.pass("purge rows", total, failed);
    }
    let purges = ledger.purges.iter().filter(|(row, _)| effect.holds(**row));
    let (mut checked, mut failed) = (0, 0);
    let mut purged = PurgedContents::new();
    for (entry, purge) in purges {
        checked += 1;
        for (taken, what) in taken_by(purge, logs, contents) {
            lines.take(&taken, false);
            if tables.has("purge") && !rows.contains(&(*entry, taken)) {
                failed += 1;
                let detail = format!("it purges {what}, and no purge row says so");
                audit.findings.add(Finding::new(Code::V060, logs.name(*entry), detail));
            }
        }
        for id in &purge.contents {
            purged.entry(*id).or_insert(*entry);
        }
    }
    audit.pass("purge entries in effect", checked, failed);
    check_lines(audit, logs, ledger, &lines)?;
    Ok(purged)
}

/// Returns what a purge entry says it takes and the file has a place for, each with its name.
fn taken_by(purge: &Purge, logs: &Logs, contents: &Contents) -> Vec<(Taken, String)> {
    let lines = purge.fields.iter().filter_map(|line| {
        let target = logs.row(line.log, line.index)?;
        let taken = Taken::Line { target, line: line.line.clone() };
        Some((taken, format!("line `{}` of {}", line.line, logs.name(target))))
    });
    let bytes = purge.contents.iter().map(|id| {
        // A content without a row can have no purge row either.
        let number = contents.number(*id).unwrap_or(i64::MIN);
        (Taken::Content { number }, format!("content {id}"))
    });
    lines.chain(bytes).collect()
}

impl PurgeRow {
    fn take(row: &Row<'_>) -> Self {
        let says = || {
            let entry = EntryRow(Column(1, "entry").integer(row)?);
            let target = Column(2, "target").optional_integer(row)?.map(EntryRow);
            let line = Column(3, "line").optional_text(row)?;
            if line.is_some_and(|line| line.len() > LINE_BYTES_MAX) {
                return Err("no line has so long a name".to_owned());
            }
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

impl Lines {
    fn take(&mut self, taken: &Taken, is_accounted: bool) {
        let Taken::Line { target, line } = taken else { return };
        self.purged.entry(*target).or_default().insert(line.clone());
        if is_accounted {
            self.accounted.entry(*target).or_default().insert(line.clone());
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

/// Checks that what is withheld is accounted for, and what was purged is not there.
fn check_lines(
    audit: &mut Audit<'_>,
    logs: &Logs,
    ledger: &Ledger,
    lines: &Lines,
) -> Result<(), Error> {
    let connection = audit.connect()?;
    let mut failed = 0;
    let rows: BTreeSet<EntryRow> =
        ledger.withheld.keys().chain(lines.purged.keys()).copied().collect();
    for row in &rows {
        let entry = connection.query_row(ENTRIES.at, [row.0], |found| Ok(RawEntry::take(found).0));
        // An entry that cannot be read again was reported when all were read.
        let names = entry.map_or_else(|_| Vec::new(), |entry| entry.names());
        let purged = lines.purged.get(row).into_iter().flatten();
        let mut is_fine = true;
        for line in purged.filter(|line| names.contains(line)) {
            is_fine = false;
            let detail = format!("its line `{line}` was purged, and is still there");
            audit.findings.add(Finding::new(Code::V015, logs.name(*row), detail));
        }
        let accounted = lines.accounted.get(row).into_iter().flatten();
        let accounted = accounted.filter(|line| !names.contains(line)).count();
        let withheld = ledger.withheld.get(row).copied().unwrap_or(0);
        if accounted != withheld {
            is_fine = false;
            let detail = "it does not withhold as many lines as purges in effect name";
            let finding = Finding::new(Code::V015, logs.name(*row), detail);
            audit.findings.add(finding.compared(accounted, withheld));
        }
        failed += u64::from(!is_fine);
    }
    audit.pass("withheld lines", rows.len() as u64, failed);
    Ok(())
}
