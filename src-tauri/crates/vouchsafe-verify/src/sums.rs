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

/// The writes that the logs in effect supersede.
#[derive(Debug, Default)]
pub(crate) struct SupersededWrites(HashSet<WriteKey>);

/// Per record: what its rows sum up to by the logs, less those found in the catalogue.
#[derive(Debug, Default)]
pub(crate) struct Sums(HashMap<RecordKey, u128>);

impl SupersededWrites {
    /// Takes those that entries in effect name, each of which has a row, known or not.
    pub fn of(
        keyed: &Keyed,
        superseded: Vec<Superseded>,
        effect: &InEffect,
        sums: &mut Sums,
    ) -> Self {
        let mut writes = HashSet::new();
        for line in superseded.into_iter().filter(|line| effect.holds(line.by)) {
            if writes.insert(line.write) {
                sums.expect(keyed, line.record, [keyed.superseded(line.write)]);
            }
        }
        Self(writes)
    }

    pub fn contains(&self, write: WriteKey) -> bool {
        self.0.contains(&write)
    }
}

impl Sums {
    /// Adds a record that the logs have, with some of its rows.
    pub fn expect(
        &mut self,
        keyed: &Keyed,
        record: RecordKey,
        terms: impl IntoIterator<Item = Term>,
    ) {
        let sum = self.0.entry(record).or_insert_with(|| keyed.present(record).0);
        for term in terms {
            *sum = sum.wrapping_add(term.0);
        }
    }

    /// Takes away rows that the catalogue has; `false` if the logs have no such record.
    pub fn found(&mut self, record: RecordKey, terms: Term) -> bool {
        let Some(sum) = self.0.get_mut(&record) else { return false };
        *sum = sum.wrapping_sub(terms.0);
        true
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the records whose rows are not those the logs give.
    pub fn differing(&self) -> HashSet<RecordKey> {
        let differing = self.0.iter().filter(|(_, sum)| **sum != 0);
        differing.map(|(record, _)| *record).collect()
    }
}

impl Term {
    /// The term of no row.
    pub const NONE: Self = Self(0);

    /// Returns the term of both rows together.
    pub fn and(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
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
            let mut sums = Sums::default();
            let all = InEffect::all_of(1);
            let superseded = SupersededWrites::of(&keyed, superseded, &all, &mut sums);
            assert!(superseded.contains(write("old")));
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
        let mut sums = Sums::default();
        sums.expect(&keyed, keyed.record(id, "source"), []);
        let note = keyed.record(id, "note");
        assert!(!sums.found(note, keyed.present(note)));
    }
}
