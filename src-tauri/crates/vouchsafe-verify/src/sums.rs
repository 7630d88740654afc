//! Sums by which the logs and the catalogue are compared record by record, in bounded memory.
//!
//! Every row that a record must have, and every one it has, is hashed under a key drawn for this
//! run; the order of rows does not change their sum, and nobody can aim at a sum they cannot know.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher, Hasher, RandomState},
};

use vouchsafe_model::{Effect, Entry, LineRef, RecordId, effects};

use crate::{effect::InEffect, format::EntryRow, logs::Logs};

/// Hashes to 128 bits, under a key of its own.
#[derive(Debug, Default)]
pub(crate) struct Keyed(RandomState, RandomState);

/// A record: its id and kind, hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RecordKey(u128);

/// A write: its record, field and entry, hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct WriteKey(u128);

/// A row of the catalogue, hashed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term(u128);

/// A write that an entry supersedes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Superseded {
    pub record: RecordKey,
    pub write: WriteKey,
    /// The entry that says so.
    pub by: EntryRow,
}

impl Keyed {
    pub fn record(&self, id: RecordId, kind: &str) -> RecordKey {
        RecordKey(self.hash(1, &[id.as_bytes(), kind.as_bytes()]))
    }

    pub fn write(&self, record: RecordKey, field: &str, entry: EntryRow) -> WriteKey {
        let record = record.0.to_le_bytes();
        WriteKey(self.hash(2, &[&record, &entry.0.to_le_bytes(), field.as_bytes()]))
    }

    /// Returns the term of a record's own row.
    pub fn present(&self, record: RecordKey) -> Term {
        Term(self.hash(3, &[&record.0.to_le_bytes()]))
    }

    /// Returns the term of a write that holds.
    pub fn live(&self, write: WriteKey, clock: i64, value: &str) -> Term {
        let write = write.0.to_le_bytes();
        Term(self.hash(4, &[&write, &clock.to_le_bytes(), value.as_bytes()]))
    }

    /// Returns the term of a write that was superseded.
    pub fn superseded(&self, write: WriteKey) -> Term {
        Term(self.hash(5, &[&write.0.to_le_bytes()]))
    }

    /// Returns the term of a row that no entry can have made.
    pub fn malformed(&self, record: RecordKey) -> Term {
        Term(self.hash(6, &[&record.0.to_le_bytes()]))
    }

    fn hash(&self, kind: u8, parts: &[&[u8]]) -> u128 {
        let half = |state: &RandomState| {
            let mut hasher = state.build_hasher();
            hasher.write_u8(kind);
            for part in parts {
                hasher.write_usize(part.len());
                hasher.write(part);
            }
            u128::from(hasher.finish())
        };
        half(&self.0) << 64 | half(&self.1)
    }
}

/// Returns the writes that an entry supersedes and for which the file has a place.
pub(crate) fn superseded(
    keyed: &Keyed,
    logs: &Logs,
    row: EntryRow,
    entry: &Entry,
) -> Vec<Superseded> {
    let Some((kind, id, effects)) = effects(entry) else { return Vec::new() };
    let record = keyed.record(id, kind);
    let lines = effects.into_iter().filter_map(|effect| match effect {
        Effect::Supersede(line) => Some(line),
        Effect::Record | Effect::Write { .. } => None,
    });
    let superseded = lines.filter_map(|line: &LineRef| {
        let field = line.line.strip_prefix("set.")?;
        let write = keyed.write(record, field, logs.row(line.log, line.index)?);
        Some(Superseded { record, write, by: row })
    });
    superseded.collect()
}

/// What the logs in effect supersede, and per record what its rows sum up to, less those found.
#[derive(Debug)]
pub(crate) struct Sums {
    superseded: HashSet<WriteKey>,
    differences: HashMap<RecordKey, u128>,
}

impl Sums {
    /// Starts with the superseded writes, each of which has a row whether or not it is known.
    pub fn new(keyed: &Keyed, superseded: Vec<Superseded>, effect: &InEffect) -> Self {
        let mut sums = Self { superseded: HashSet::new(), differences: HashMap::new() };
        for line in superseded.into_iter().filter(|line| effect.holds(line.by)) {
            if sums.superseded.insert(line.write) {
                sums.expect(keyed, line.record, [keyed.superseded(line.write)]);
            }
        }
        sums
    }

    pub fn is_superseded(&self, write: WriteKey) -> bool {
        self.superseded.contains(&write)
    }

    /// Adds a record that the logs have, with some of its rows.
    pub fn expect(
        &mut self,
        keyed: &Keyed,
        record: RecordKey,
        terms: impl IntoIterator<Item = Term>,
    ) {
        let sum = self.differences.entry(record).or_insert_with(|| keyed.present(record).0);
        for term in terms {
            *sum = sum.wrapping_add(term.0);
        }
    }

    /// Takes away a row that the catalogue has; `false` if the logs have no such record.
    pub fn found(&mut self, record: RecordKey, term: Term) -> bool {
        let Some(sum) = self.differences.get_mut(&record) else { return false };
        *sum = sum.wrapping_sub(term.0);
        true
    }

    pub fn len(&self) -> usize {
        self.differences.len()
    }

    /// Returns the records whose rows are not those the logs give.
    pub fn differing(&self) -> HashSet<RecordKey> {
        let differing = self.differences.iter().filter(|(_, sum)| **sum != 0);
        differing.map(|(record, _)| *record).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_rows_does_not_matter_and_their_content_does() {
        let keyed = Keyed::default();
        let record = keyed.record(RecordId::from_bytes([1; 16]), "source");
        let write = |field| keyed.write(record, field, EntryRow(1 << 40));
        let live = |field, value| keyed.live(write(field), 3, value);
        let compare = |found: &[Term]| {
            let superseded =
                vec![Superseded { record, write: write("old"), by: EntryRow(1 << 40) }];
            let mut sums = Sums::new(&keyed, superseded, &InEffect::all_of(1));
            sums.expect(&keyed, record, [live("key", "1"), live("title", "2")]);
            assert!(found.iter().all(|term| sums.found(record, *term)));
            sums.differing().is_empty()
        };
        let present = keyed.present(record);
        let old = keyed.superseded(write("old"));
        assert!(compare(&[present, live("key", "1"), live("title", "2"), old]));
        assert!(compare(&[old, live("title", "2"), live("key", "1"), present]));
        assert!(!compare(&[present, live("key", "2"), live("title", "1"), old]));
        assert!(!compare(&[present, live("key", "1"), live("title", "2")]));
        assert!(!compare(&[live("key", "1"), live("title", "2"), old]));
    }

    #[test]
    fn a_record_of_another_kind_is_another() {
        let keyed = Keyed::default();
        let id = RecordId::from_bytes([1; 16]);
        assert_ne!(keyed.record(id, "source"), keyed.record(id, "note"));
        let mut sums = Sums::new(&keyed, Vec::new(), &InEffect::all_of(1));
        sums.expect(&keyed, keyed.record(id, "source"), []);
        let note = keyed.record(id, "note");
        assert!(!sums.found(note, keyed.present(note)));
    }
}
