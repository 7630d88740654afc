//! The `set` entries in effect, read a second time: what rows they give each record, and which
//! documents there are.

use vouchsafe_model::{Body, Entry, Position, Set};

use crate::{
    Error, Stage,
    audit::{Audit, in_parallel},
    documents::{DocumentWrite, Documents},
    effect::InEffect,
    entries::ENTRY_BATCH,
    entry::{ENTRIES, RawEntry, read_again},
    format::EntryRow,
    logs::Logs,
    scan::Scan,
    sums::{Keyed, RecordKey, Sums, SupersededWrites, Term},
};

/// Which entries are replayed.
#[derive(Clone, Copy)]
pub(crate) struct InOrder<'a> {
    pub logs: &'a Logs,
    pub effect: &'a InEffect,
    /// How many entries there are, for saying how far it is.
    pub entries: u64,
}

/// What an entry gives its record.
struct Given {
    record: RecordKey,
    terms: Vec<Term>,
    document: Vec<DocumentWrite>,
}

/// Reads all `set` entries in effect: `work` on several threads, then `take` in the entries' order.
/// Returns `false` if it was cancelled.
pub(crate) fn sets<R: Send>(
    audit: &Audit<'_>,
    order: InOrder<'_>,
    work: impl Fn(EntryRow, &Entry, &Set) -> Option<R> + Sync,
    take: &mut dyn FnMut(R),
) -> Result<bool, Error> {
    let mut scan = Scan::new(audit.file, ENTRIES, order.logs.regions())?;
    let mut read = 0;
    loop {
        audit.report(Stage::Catalogue, read, order.entries);
        if audit.is_cancelled() {
            return Ok(false);
        }
        // What cannot be read was reported when the entries were checked.
        let batch = scan.batch(ENTRY_BATCH, &mut RawEntry::take)?;
        read += batch.rows.len() as u64;
        let done = in_parallel(&batch.rows, audit.request.threads, |raw| {
            if !order.effect.holds(raw.row) {
                return Ok(None);
            }
            let mut entry = raw.read().entry;
            if entry.is_none() && audit.file.is_encrypted() {
                let again = read_again(audit.file, raw.row)?;
                entry = again.ok().and_then(|raw| raw.read().entry);
            }
            Ok(entry.and_then(|entry| match &entry.body {
                Body::Set(set) => work(raw.row, &entry, set),
                _ => None,
            }))
        });
        for given in done {
            given?.into_iter().for_each(&mut *take);
        }
        if batch.is_last {
            return Ok(true);
        }
    }
}

/// Sums up what the logs give every record, and finds the documents. `None` if it was cancelled.
pub(crate) fn replay(
    audit: &Audit<'_>,
    order: InOrder<'_>,
    keyed: &Keyed,
    superseded: &SupersededWrites,
    sums: &mut Sums,
) -> Result<Option<Documents>, Error> {
    let mut documents = Documents::default();
    let is_complete = sets(
        audit,
        order,
        |row, entry, set| Some(give(order, (keyed, superseded), row, entry, set)),
        &mut |given: Given| {
            sums.expect(keyed, given.record, given.terms);
            given.document.iter().for_each(|write| documents.take(write));
        },
    )?;
    Ok(is_complete.then_some(documents))
}

fn give(
    order: InOrder<'_>,
    (keyed, superseded): (&Keyed, &SupersededWrites),
    row: EntryRow,
    entry: &Entry,
    set: &Set,
) -> Given {
    let record = keyed.record(set.record, &set.kind);
    let clock = entry.header.clock;
    let mut given = Given { record, terms: Vec::new(), document: Vec::new() };
    for write in &set.writes {
        let key = keyed.write(record, &write.field, row);
        if superseded.contains(key) {
            continue;
        }
        given.terms.push(keyed.live(key, clock.cast_signed(), &write.value));
        let log = order.logs.get(row.log_number()).map(|log| log.id);
        if let Some(log) = log.filter(|_| set.kind == "document") {
            let at = Position { clock, log, index: row.index() };
            given.document.extend(DocumentWrite::of(set.record, at, &write.field, &write.value));
        }
    }
    given
}
