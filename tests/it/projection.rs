//! The projection is total and commutative: entries in any order give the same catalogue.

use proptest::{prelude::*, test_runner::Config};
use vouchsafe_model::{Effect, Entry, Lines, LogId, RecordId, effects};

use std::collections::BTreeMap;

/// A catalogue in memory: the rules of archive-format.md section 6, and nothing else.
#[derive(Debug, Default, PartialEq)]
struct Memory(BTreeMap<(String, RecordId, String, LogId, u64), Option<String>>);

impl Memory {
    fn apply(&mut self, log: LogId, index: u64, entry: &Entry) {
        let Some((kind, id, effects)) = effects(entry) else { return };
        for effect in effects {
            match effect {
                Effect::Record => {}
                Effect::Write { field, value } => {
                    let key = (kind.to_owned(), id, field.to_owned(), log, index);
                    self.0.entry(key).or_insert_with(|| Some(value.to_owned()));
                }
                Effect::Supersede(line) => {
                    let field = line.line.trim_start_matches("set.").to_owned();
                    let key = (kind.to_owned(), id, field, line.log, line.index);
                    self.0.insert(key, None);
                }
            }
        }
    }
}

fn entry(clock: u64, field: u8, value: u8, replaces: &[(u8, u64)]) -> Entry {
    let hex = |byte: u8| format!("{byte:02x}").repeat(16);
    let replaces: Vec<String> = replaces
        .iter()
        .map(|(log, index)| format!("[\"{}\",{index},\"set.f{field}\"]", hex(*log)))
        .collect();
    let text = format!(
        "type \"set\"\nclock {clock}\nact \"{0}\"\nagent \"{0}\"\n\
         time \"2019-11-14T09:00:00Z\"\nkind \"note\"\nrecord \"{0}\"\nreplaces [{1}]\n\
         set.f{field} {value}\n",
        hex(9),
        replaces.join(","),
    );
    Entry::read(&Lines::parse(&text).expect("lines"), false).expect("an entry")
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn entries_in_any_order_give_the_same_catalogue(
        drafts in prop::collection::vec(
            (0..3_u8, 0..4_u8, any::<u8>(), prop::collection::vec((0..3_u8, 0..8_u64), 0..3)),
            1..24,
        ),
        seed in any::<u64>(),
    ) {
        let mut sizes = [0_u64; 3];
        let mut entries = Vec::new();
        for (clock, (log, field, value, replaces)) in (1..).zip(&drafts) {
            let size = &mut sizes[usize::from(*log)];
            entries.push((*log, *size, entry(clock, *field, *value, replaces)));
            *size += 1;
        }
        let mut in_order = Memory::default();
        let mut shuffled = Memory::default();
        let id = |byte: u8| LogId::from_bytes([byte; 16]);
        entries.iter().for_each(|(log, index, entry)| in_order.apply(id(*log), *index, entry));
        entries.sort_by_key(|(log, index, _)| {
            (index.wrapping_mul(31) + u64::from(*log)).wrapping_mul(seed | 1)
        });
        entries.iter().for_each(|(log, index, entry)| shuffled.apply(id(*log), *index, entry));
        prop_assert_eq!(in_order, shuffled);
    }
}
