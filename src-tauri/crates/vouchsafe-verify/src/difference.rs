//! Names what differs between logs and catalogue, of the records whose sums differ.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;
use vouchsafe_fixity::sha256;
use vouchsafe_model::{Effect, Entry, RecordId, Set, effects};

use crate::{
    Code, Error, Finding,
    audit::Audit,
    catalogue::{RecordRow, each_field, records},
    format::EntryRow,
    logs::Logs,
    replay::{InOrder, sets},
    sums::{Keyed, RecordKey},
};

/// How many records are named field by field. If more differ, the catalogue is to be rebuilt
/// anyway, and they are counted.
const NAMED_MAX: usize = 10_000;

/// How much of a value a finding shows.
const SHOWN_CHARS_MAX: usize = 200;

/// A row of the table `field`, as it should be or as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Write {
    Superseded,
    Live { clock: i64, value: String },
}

/// The rows of a record, by field and entry.
type Writes = BTreeMap<(String, EntryRow), Write>;

/// A record as the logs have it.
struct Expected {
    id: RecordId,
    kind: String,
    writes: Writes,
}

/// Reads the differing records again, from the logs and from the catalogue, and says how they
/// differ. Returns `false` if it was cancelled.
pub(crate) fn name(
    audit: &mut Audit<'_>,
    order: InOrder<'_>,
    keyed: &Keyed,
    differing: &HashSet<RecordKey>,
) -> Result<bool, Error> {
    let chosen: HashSet<RecordKey> = differing.iter().copied().take(NAMED_MAX).collect();
    let mut expected: HashMap<RecordKey, Expected> = HashMap::new();
    let is_complete = sets(
        audit,
        order,
        |row, entry, set| {
            let key = keyed.record(set.record, &set.kind);
            chosen.contains(&key).then(|| (key, given(order.logs, row, entry, set)))
        },
        &mut |(key, given): (RecordKey, Expected)| match expected.get_mut(&key) {
            Some(record) => record.add(given.writes),
            None => {
                expected.insert(key, given);
            }
        },
    )?;
    if !is_complete {
        return Ok(false);
    }
    let mut numbers = HashMap::new();
    let rows = records(audit)?.all(&mut RecordRow::take)?;
    for row in rows.rows {
        let Ok((id, kind)) = &row.record else { continue };
        let key = keyed.record(*id, kind);
        if chosen.contains(&key) {
            numbers.insert(key, row.number);
        }
    }
    let connection = audit.connect()?;
    for (key, record) in expected {
        let name = format!("{} {}", record.kind, record.id);
        let Some(number) = numbers.get(&key) else {
            let detail = "the catalogue does not have this record";
            audit.findings.add(Finding::new(Code::V040, name, detail));
            continue;
        };
        let answer = writes(&connection, *number);
        if let Some(found) = audit.read(&name, answer)? {
            audit.findings.extend(differences(order.logs, &name, &record.writes, &found));
        }
    }
    if let Some(more) = differing.len().checked_sub(NAMED_MAX).filter(|more| *more > 0) {
        let detail = format!("{more} more records differ and are not named: rebuild the catalogue");
        audit.findings.add(Finding::new(Code::V042, "table field", detail));
    }
    Ok(true)
}

impl Expected {
    /// Adds rows; a superseded write stays one, whatever else is said of it.
    fn add(&mut self, writes: Writes) {
        for (key, write) in writes {
            let kept = self.writes.entry(key).or_insert_with(|| write.clone());
            if write == Write::Superseded {
                *kept = write;
            }
        }
    }
}

/// Returns the rows that an entry gives its record.
fn given(logs: &Logs, row: EntryRow, entry: &Entry, set: &Set) -> Expected {
    let clock = entry.header.clock.cast_signed();
    let mut given = Expected { id: set.record, kind: set.kind.clone(), writes: Writes::new() };
    let effects = effects(entry).map(|(_, _, effects)| effects).unwrap_or_default();
    for effect in effects {
        let (key, write) = match effect {
            Effect::Record => continue,
            Effect::Write { field, value } => {
                ((field.to_owned(), row), Write::Live { clock, value: value.to_owned() })
            }
            Effect::Supersede(line) => {
                let field = line.line.strip_prefix("set.").map(str::to_owned);
                let Some(key) = field.zip(logs.row(line.log, line.index)) else { continue };
                (key, Write::Superseded)
            }
        };
        given.add(Writes::from([(key, write)]));
    }
    given
}

/// A record's rows in the catalogue, and how many of them no entry can have made.
type Found = (Writes, usize);

fn writes(connection: &Connection, number: i64) -> rusqlite::Result<Found> {
    let mut found = Found::default();
    each_field(connection, (number, number), &mut |_, field| match field {
        Ok(field) => {
            let write = match field.live {
                Some((clock, value)) => Write::Live { clock, value: value.to_owned() },
                None => Write::Superseded,
            };
            found.0.insert((field.name.to_owned(), field.entry), write);
        }
        Err(_) => found.1 += 1,
    })?;
    Ok(found)
}

fn differences(logs: &Logs, record: &str, expected: &Writes, found: &Found) -> Vec<Finding> {
    let (found, malformed) = found;
    let of =
        |(field, entry): &(String, EntryRow)| format!("field `{field}` by {}", logs.name(*entry));
    let mut findings = Vec::new();
    for (key, write) in expected {
        match found.get(key) {
            None => {
                let detail = format!("{} is not in the catalogue", of(key));
                let finding = Finding::new(Code::V040, record, detail);
                findings.push(finding.compared(write.shown(), "no row"));
            }
            Some(there) if there != write => {
                let detail = format!("{} is another in the catalogue", of(key));
                let finding = Finding::new(Code::V042, record, detail);
                findings.push(finding.compared(write.shown(), there.shown()));
            }
            Some(_) => {}
        }
    }
    for (key, write) in found.iter().filter(|(key, _)| !expected.contains_key(key)) {
        let detail = format!("{} is only in the catalogue", of(key));
        let finding = Finding::new(Code::V041, record, detail);
        findings.push(finding.compared("no row", write.shown()));
    }
    if *malformed > 0 {
        let detail = format!("{malformed} of its fields are not what a field can be");
        findings.push(Finding::new(Code::V041, record, detail));
    }
    findings
}

impl Write {
    fn shown(&self) -> String {
        match self {
            Self::Superseded => "a superseded write".to_owned(),
            Self::Live { clock, value } => {
                let mut shown: String = value.chars().take(SHOWN_CHARS_MAX).collect();
                if shown.len() < value.len() {
                    shown.push_str(&format!("… (SHA-256 {})", sha256(value.as_bytes())));
                }
                format!("{shown} at clock {clock}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_has_its_code() {
        let key = |field: &str| (field.to_owned(), EntryRow(1 << 40));
        let live = |value: &str| Write::Live { clock: 3, value: value.to_owned() };
        let expected =
            Writes::from([(key("a"), live("1")), (key("b"), live("2")), (key("c"), live("3"))]);
        let found = Writes::from([
            (key("a"), live("1")),
            (key("b"), Write::Superseded),
            (key("d"), live("4")),
        ]);
        let findings = differences(&Logs::default(), "source x", &expected, &(found, 0));
        let codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::V042, Code::V040, Code::V041]);
        assert!(differences(&Logs::default(), "x", &expected, &(expected.clone(), 0)).is_empty());
    }

    #[test]
    fn a_superseded_write_stays_superseded() {
        let key = ("a".to_owned(), EntryRow(1 << 40));
        let live = Write::Live { clock: 3, value: "1".to_owned() };
        let id = RecordId::from_bytes([1; 16]);
        for order in [[live.clone(), Write::Superseded], [Write::Superseded, live]] {
            let mut record = Expected { id, kind: String::new(), writes: Writes::new() };
            for write in order {
                record.add(Writes::from([(key.clone(), write)]));
            }
            assert_eq!(record.writes[&key], Write::Superseded);
        }
    }
}
