//! What someone with the file and its key can write, and what random damage does.
//!
//! An insider's entries are well signed: what they say must still make sense, and what this version
//! does not know must not be called intact.

use std::{collections::BTreeMap, fs};

use rusqlite::{Connection, params, types::Value as Cell};
use vouchsafe_app::Purpose;
use vouchsafe_fixity::{Checkpoint, Entropy as _, Frontier, OsEntropy, Seed, leaf_of_lines};
use vouchsafe_model::Lines;

use crate::support::{Desk, codes};

/// Appends lines to the founding log as an insider would: salted, hashed, signed.
fn forge(desk: &Desk, lines: &str) {
    let connection = Connection::open(desk.archive()).expect("a plain archive");
    let (note, frontier): (String, Vec<u8>) = connection
        .query_row("SELECT note, frontier FROM checkpoint WHERE log = 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("a checkpoint");
    let head = Checkpoint::parse(&note).expect("a checkpoint");
    let mut frontier = Frontier::from_bytes(head.size, &frontier).expect("its frontier");
    let text = format!(
        "{lines}clock 9000\nact \"{0}\"\nagent \"{0}\"\ntime \"2019-11-14T09:00:00.000Z\"\n",
        "0a".repeat(16)
    );
    let lines = Lines::parse(&text).expect("lines");
    let seed = Seed::random(&mut OsEntropy);
    let salts: Vec<_> = lines.iter().map(|(name, _)| seed.salt(name)).collect();
    let leaf = leaf_of_lines(&lines, &salts, &[]).expect("a salt for every line");
    let row = (1_i64 << 40) + i64::try_from(head.size).expect("a small log");
    frontier.push(leaf);
    connection
        .execute(
            "INSERT INTO entry (id, text, leaf, seed) VALUES (?1, ?2, ?3, ?4)",
            params![row, lines.text(), leaf.as_bytes(), seed.as_bytes()],
        )
        .expect("an entry");
    let head = Checkpoint { size: frontier.size(), root: frontier.root(), ..head };
    connection
        .execute(
            "UPDATE checkpoint SET note = ?1, frontier = ?2",
            params![head.sign(&desk.log_key()), frontier.to_bytes()],
        )
        .expect("a checkpoint");
}

/// Forges an entry and expects both verifiers to report just this.
fn check(lines: &str, expected: &[&str]) {
    let desk = Desk::with_documents();
    forge(&desk, lines);
    assert_eq!(desk.codes(), expected);
    assert_eq!(codes(&desk.second_opinion(&[])), expected);
}

#[test]
fn v016_an_entry_of_a_type_from_the_future() {
    check("type \"seal\"\nwax \"red\"\n", &["V016"]);
}

#[test]
fn v035_a_timestamp_over_a_checkpoint_of_another_log() {
    let other = Desk::with_documents();
    let session = other.session(Purpose::Read);
    let note = vouchsafe_app::checkpoint(&session).expect("a checkpoint").checkpoint;
    let note = serde_json::Value::from(note);
    check(&format!("type \"timestamp\"\ncheckpoint {note}\ntoken \"AAAA\"\n"), &["V035"]);
}

#[test]
fn v011_a_signed_entry_that_says_nothing_sensible() {
    check("type \"content\"\nrecord \"x\"\n", &["V011"]);
}

#[test]
fn v050_a_signed_promise_of_bytes_that_are_not_there() {
    let digest = "ab".repeat(32);
    let lines = format!(
        "type \"content\"\nrecord \"{}\"\nsha256 \"{digest}\"\nsize_bytes 5\n\
         chunk_size_bytes 1048576\nchunk_list_sha256 \"{digest}\"\n",
        "0b".repeat(16)
    );
    check(&lines, &["V050"]);
}

#[test]
fn v060_a_signed_purge_that_was_not_carried_out() {
    let desk = Desk::with_documents();
    let log: String = desk.query("SELECT value FROM meta WHERE name = 'founding_log'");
    forge(
        &desk,
        &format!(
            "type \"purge\"\nfields [[\"{log}\",3,\"set.key\"]]\ncontents []\n\
             level \"bytes\"\nreason \"x\"\n"
        ),
    );
    let (ours, second) = (desk.codes(), codes(&desk.second_opinion(&[])));
    for codes in [ours, second] {
        assert!(codes.contains(&"V060".to_owned()), "{codes:?}");
    }
}

/// Everything the file records, by table: to tell a flip that matters from one that does not.
fn recorded(path: &std::path::Path) -> Option<BTreeMap<String, Vec<Vec<Cell>>>> {
    let connection = Connection::open(path).ok()?;
    let mut tables = BTreeMap::new();
    for table in
        ["meta", "log", "entry", "checkpoint", "content", "chunk", "purge", "record", "field"]
    {
        let mut query = connection.prepare(&format!("SELECT * FROM {table}")).ok()?;
        let width = query.column_count();
        let mut rows = query.query([]).ok()?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().ok()? {
            let cells: Result<Vec<Cell>, _> = (0..width).map(|place| row.get(place)).collect();
            found.push(cells.ok()?);
        }
        tables.insert(table.to_owned(), found);
    }
    Some(tables)
}

/// A small archive, and its bytes.
fn small() -> (Desk, Vec<u8>) {
    let desk = Desk::new();
    for number in 0..6 {
        desk.file(&format!("{number}.txt"), format!("document {number}").repeat(6000).as_bytes());
        desk.add(&[&format!("{number}.txt")]);
    }
    let bytes = fs::read(desk.archive()).expect("the file");
    (desk, bytes)
}

#[test]
fn any_flipped_bit_that_changes_a_recorded_value_is_found() {
    let flips = std::env::var_os("VOUCHSAFE_FLIPS");
    let flips = flips.and_then(|text| text.to_str()?.parse().ok()).unwrap_or(120);
    let (desk, bytes) = small();
    let before = recorded(&desk.archive());
    let mut mattered = 0;
    for _ in 0..flips {
        let mut random = [0; 8];
        OsEntropy.fill(&mut random);
        let random = u64::from_le_bytes(random);
        let place = usize::try_from(random >> 3).expect("64 bits") % bytes.len();
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (random & 7);
        fs::write(desk.archive(), &flipped).expect("the file");
        if recorded(&desk.archive()) == before {
            continue;
        }
        mattered += 1;
        let output = desk.cli(&["verify", "--no-record"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_ne!(output.status.code(), Some(0), "bit {} of byte {place}: {told}", random & 7);
    }
    assert!(mattered > flips / 10, "only {mattered} flips changed anything");
}

#[test]
fn an_old_page_pasted_in_is_found() {
    let (desk, old) = small();
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    let new = fs::read(desk.archive()).expect("the file");
    let before = recorded(&desk.archive());
    let mut pasted = 0;
    for page in 1..old.len() / 16_384 {
        let range = page * 16_384..(page + 1) * 16_384;
        if old[range.clone()] == new[range.clone()] {
            continue;
        }
        let mut mixed = new.clone();
        mixed[range.clone()].copy_from_slice(&old[range]);
        fs::write(desk.archive(), &mixed).expect("the file");
        if recorded(&desk.archive()) != before {
            pasted += 1;
            let output = desk.cli(&["verify", "--no-record"]);
            assert_ne!(output.status.code(), Some(0), "page {page}");
        }
    }
    assert!(pasted > 3, "{pasted} pages");
}
