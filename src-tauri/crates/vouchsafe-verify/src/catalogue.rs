//! The catalogue against the logs: every record and field, both ways, by sums.
//!
//! Only of records whose sums differ are the rows read again and named (`difference`).

use std::collections::HashSet;

use rusqlite::{Connection, Row, types::ValueRef};
use vouchsafe_model::RecordId;

use crate::{
    Code, Error, Finding, Stage,
    audit::Audit,
    column::{Column, Fault},
    error::damage,
    format::EntryRow,
    scan::{BatchSize, RowSource, Scan, connect},
    sums::{Keyed, RecordKey, Sums, Term},
};

const RECORDS: RowSource = RowSource {
    from: "SELECT number, id, kind FROM record WHERE number >= ?1 ORDER BY number",
    at: "SELECT number, id, kind FROM record WHERE number = ?1",
};

const RECORD_BATCH: BatchSize = BatchSize { rows: 4_096, bytes: 16 << 20 };

const FIELDS: &str = "SELECT record, name, entry, clock, value FROM field
    WHERE record >= ?1 AND record <= ?2 ORDER BY record, name, entry";

/// A row of the table `record`.
pub(crate) struct RecordRow {
    pub number: i64,
    pub record: Result<(RecordId, String), Fault>,
}

/// A row of the table `field`.
pub(crate) struct FieldRow<'r> {
    pub name: &'r str,
    pub entry: EntryRow,
    /// Clock and value; `None` for a superseded write.
    pub live: Option<(i64, &'r str)>,
}

/// How the comparison went.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub records: u64,
    /// The records that must be read again, to name what differs.
    pub differing: HashSet<RecordKey>,
    /// How many records are not in the logs, or cannot be read; these were reported.
    pub reported: u64,
    pub is_complete: bool,
}

impl RecordRow {
    pub fn take(row: &Row<'_>) -> (Self, usize) {
        let record = Column(1, "id").bytes(row).map(RecordId::from_bytes).and_then(|id| {
            let kind = Column(2, "kind").text(row)?;
            Ok((id, kind.to_owned()))
        });
        let weight = 64 + record.as_ref().map_or(0, |(_, kind)| kind.len());
        (Self { number: Column(0, "number").integer(row).unwrap_or_default(), record }, weight)
    }

    /// Returns how the record is named in findings.
    pub fn name(&self) -> String {
        match &self.record {
            Ok((id, kind)) => format!("{kind} {id}"),
            Err(_) => format!("record row {}", self.number),
        }
    }
}

impl<'r> FieldRow<'r> {
    pub fn take(row: &'r Row<'_>) -> Result<Self, Fault> {
        let clock = Column(3, "clock").optional_integer(row)?;
        let value = Column(4, "value").optional_text(row)?;
        if clock.is_some() != value.is_some() {
            return Err("it has a clock without a value, or a value without a clock".to_owned());
        }
        Ok(Self {
            name: Column(1, "name").text(row)?,
            entry: EntryRow(Column(2, "entry").integer(row)?),
            live: clock.zip(value),
        })
    }
}

/// Reads the fields of the records with these numbers, first and last, in their order.
///
/// Rows out of order are an error like any other damage: pages that point to one another could
/// otherwise give rows without end.
pub(crate) fn each_field(
    connection: &Connection,
    (first, last): (i64, i64),
    take: &mut dyn FnMut(i64, Result<FieldRow<'_>, Fault>),
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(FIELDS)?;
    let mut rows = statement.query([first, last])?;
    let mut before = (0, Vec::new(), 0);
    let mut is_first = true;
    while let Some(row) = rows.next()? {
        let (number, entry) = (row.get::<_, i64>(0)?, row.get::<_, i64>(2)?);
        let name = match row.get_ref(1)? {
            ValueRef::Text(name) => name,
            _ => &[],
        };
        if !is_first && (number, name, entry) <= (before.0, before.1.as_slice(), before.2) {
            let corrupt = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
            let message = "rows are out of order".to_owned();
            return Err(rusqlite::Error::SqliteFailure(corrupt, Some(message)));
        }
        is_first = false;
        (before.0, before.2) = (number, entry);
        before.1.clear();
        before.1.extend_from_slice(name);
        take(number, FieldRow::take(row));
    }
    Ok(())
}

/// Starts to read all records of the catalogue.
pub(crate) fn records<'a>(audit: &Audit<'a>) -> Result<Scan<'a>, Error> {
    let connection = audit.connect()?;
    let last = connection.query_row("SELECT max(number) FROM record", [], |row| row.get(0));
    // Where even this cannot be read, nothing can be searched for row by row.
    let last: Option<i64> = last.unwrap_or_default();
    Scan::new(audit.file, RECORDS, last.map(|last| (1, last)).into_iter().collect())
}

/// Reads the whole catalogue and takes it away from the sums.
pub(crate) fn compare(
    audit: &mut Audit<'_>,
    keyed: &Keyed,
    sums: &mut Sums,
) -> Result<Comparison, Error> {
    let mut scan = records(audit)?;
    let mut fields = Fields { connection: audit.connect()?, keyed, from: Some(i64::MIN) };
    let mut comparison = Comparison::default();
    let total = sums.len() as u64;
    let mut unreadable = HashSet::new();
    loop {
        audit.report(Stage::Catalogue, comparison.records.min(total), total);
        if audit.is_cancelled() {
            return Ok(comparison);
        }
        let batch = scan.batch(RECORD_BATCH, &mut RecordRow::take)?;
        audit.add_damaged("record", &batch.damaged, |rows| format!("record {rows}"));
        comparison.records += batch.rows.len() as u64;
        let terms = fields.terms(audit, &batch.rows, batch.is_last)?;
        for (row, terms) in batch.rows.iter().zip(terms) {
            let fault = match &row.record {
                Err(fault) => fault.clone(),
                Ok((id, kind)) => {
                    let record = keyed.record(*id, kind);
                    if terms.is_none() {
                        unreadable.insert(record);
                    }
                    let terms = terms.unwrap_or_else(|| keyed.malformed(record));
                    if sums.found(record, terms.and(keyed.present(record))) {
                        continue;
                    }
                    "no entry in effect speaks of it".to_owned()
                }
            };
            comparison.reported += 1;
            audit.findings.add(Finding::new(Code::V041, row.name(), fault));
        }
        if batch.is_last {
            break;
        }
    }
    comparison.differing = sums.differing();
    comparison.differing.retain(|record| !unreadable.contains(record));
    comparison.reported += unreadable.len() as u64;
    comparison.is_complete = true;
    Ok(comparison)
}

/// The table `field`, read along with `record`.
struct Fields<'k> {
    connection: Connection,
    keyed: &'k Keyed,
    /// The record number to read on from.
    from: Option<i64>,
}

impl Fields<'_> {
    /// Returns what the fields of each of these records sum up to; `None` where they cannot be
    /// read, which is reported. Fields of records in between are reported: nobody has them.
    fn terms(
        &mut self,
        audit: &mut Audit<'_>,
        rows: &[RecordRow],
        is_last: bool,
    ) -> Result<Vec<Option<Term>>, Error> {
        let Some(from) = self.from else { return Ok(Vec::new()) };
        let last = rows.last().map(|row| row.number);
        let to = if is_last { Some(i64::MAX) } else { last };
        let Some(to) = to else { return Ok(Vec::new()) };
        self.from = to.checked_add(1);
        let mut strays = Vec::new();
        let error = match self.read((from, to), rows, &mut strays) {
            Ok(terms) => {
                for number in strays {
                    let detail = "fields stand here of a record that is not there";
                    let record = format!("record row {number}");
                    audit.findings.add(Finding::new(Code::V041, record, detail));
                }
                return Ok(terms.into_iter().map(Some).collect());
            }
            Err(error) => error,
        };
        damage(audit.file.path(), error)?;
        self.renew(audit)?;
        let mut terms = Vec::new();
        for row in rows {
            let one = self.read((row.number, row.number), std::slice::from_ref(row), &mut strays);
            terms.push(match one {
                Ok(terms) => terms.first().copied(),
                Err(error) => {
                    let message = damage(audit.file.path(), error)?;
                    let detail = format!("its fields in the catalogue cannot be read: {message}");
                    audit.findings.add(Finding::new(Code::V001, row.name(), detail));
                    self.renew(audit)?;
                    None
                }
            });
        }
        Ok(terms)
    }

    /// A connection that met a bad page of an encrypted file gives no good one after it.
    fn renew(&mut self, audit: &Audit<'_>) -> Result<(), Error> {
        if audit.file.is_encrypted() {
            self.connection = connect(audit.file)?;
        }
        Ok(())
    }

    fn read(
        &self,
        range: (i64, i64),
        rows: &[RecordRow],
        strays: &mut Vec<i64>,
    ) -> rusqlite::Result<Vec<Term>> {
        let mut terms = vec![Term::NONE; rows.len()];
        let mut at = 0;
        let mut key = None;
        each_field(&self.connection, range, &mut |number, field| {
            while rows.get(at).is_some_and(|row| row.number < number) {
                at += 1;
                key = None;
            }
            let Some(row) = rows.get(at).filter(|row| row.number == number) else {
                if strays.last() != Some(&number) {
                    strays.push(number);
                }
                return;
            };
            let Ok((id, kind)) = &row.record else { return };
            let record = *key.get_or_insert_with(|| self.keyed.record(*id, kind));
            let term = match field {
                Ok(found) => found.term(self.keyed, record),
                Err(_) => self.keyed.malformed(record),
            };
            if let Some(sum) = terms.get_mut(at) {
                *sum = sum.and(term);
            }
        })?;
        Ok(terms)
    }
}

impl FieldRow<'_> {
    fn term(&self, keyed: &Keyed, record: RecordKey) -> Term {
        let write = keyed.write(record, self.name, self.entry);
        match self.live {
            Some((clock, value)) => keyed.live(write, clock, value),
            None => keyed.superseded(write),
        }
    }
}
