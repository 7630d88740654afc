//! One damaged archive for every finding code, named for what is wrong with it.
//!
//! Each is made from a good archive by someone with SQL access and the triggers out of the way.
//! Both verifiers must find the code, and name the record.

use serde_json::Value;
use vouchsafe_archive::{PurgePlan, SetDraft, Staged};
use vouchsafe_fixity::OsEntropy;
use vouchsafe_model::{ContentId, Kind, PurgeLevel, RecordId};

use crate::support::{Desk, codes};

/// The row id of the founding log's first entry.
const FIRST: i64 = 1 << 40;

/// Damages an archive by SQL and expects both verifiers to find `code` on a record that starts so.
fn check(code: &str, record: &str, sql: &str) {
    let desk = Desk::with_documents();
    assert_eq!(desk.codes(), Vec::<String>::new(), "it is whole before");
    desk.tamper(sql);
    expect(&desk, code, record);
}

fn expect(desk: &Desk, code: &str, record: &str) {
    let ours = serde_json::to_value(desk.verify()).expect("a report is JSON");
    let second = desk.second_opinion(&[]);
    for (who, report) in [("the auditor", &ours), ("the second verifier", &second)] {
        assert!(names(report, code, record), "{who} finds no {code} on {record}: {report:#}");
    }
    assert_eq!(ours["verdict"], second["verdict"]);
}

fn names(report: &Value, code: &str, record: &str) -> bool {
    let findings = report["findings"].as_array().expect("a report has findings");
    findings.iter().any(|finding| {
        let named = finding["record"].as_str().expect("a finding names a record");
        finding["code"] == code && named.starts_with(record)
    })
}

#[test]
fn a_good_archive_is_intact_to_both_verifiers() {
    let desk = Desk::with_documents();
    let ours = serde_json::to_value(desk.verify()).expect("a report is JSON");
    let second = desk.second_opinion(&[]);
    for report in [&ours, &second] {
        assert_eq!((&report["verdict"], codes(report)), (&Value::from("intact"), Vec::new()));
        assert_eq!(report["checked"], report["expected"]);
        assert_eq!(report["checked"]["documents"], 3);
    }
    assert_eq!(ours["expected"], second["expected"]);
}

#[test]
fn v002_a_view_that_does_not_belong_there() {
    check("V002", "schema", "CREATE VIEW spy AS SELECT * FROM entry");
}

#[test]
fn v002_a_trigger_taken_away() {
    let desk = Desk::with_documents();
    let connection = rusqlite::Connection::open(desk.archive()).expect("a plain archive");
    connection.execute_batch("DROP TRIGGER entry_is_kept").expect("a trigger");
    drop(connection);
    expect(&desk, "V002", "schema");
}

#[test]
fn v003_another_format_in_meta() {
    let sql = "UPDATE meta SET value = 'vouchsafe-archive-v9' WHERE name = 'format'";
    check("V003", "meta format", sql);
}

#[test]
fn v003_a_fact_too_many_in_meta() {
    check("V003", "meta", "INSERT INTO meta VALUES ('owner', 'me')");
}

#[test]
fn v004_the_key_of_a_log_exchanged() {
    check("V004", "log", "UPDATE log SET public_key = randomblob(32)");
}

#[test]
fn v010_an_entry_taken_out_of_the_middle() {
    check("V010", "entry", &format!("DELETE FROM entry WHERE id = {}", FIRST + 4));
}

#[test]
fn v010_the_last_entry_cut_off() {
    check("V010", "entry", "DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)");
}

#[test]
fn v011_an_entry_that_is_no_entry() {
    let sql = format!("UPDATE entry SET text = 'nothing' WHERE id = {}", FIRST + 4);
    check("V011", "entry", &sql);
}

#[test]
fn v012_a_word_changed_in_an_entry() {
    let sql = "UPDATE entry SET text = replace(text, 'report.txt', 'rumour.txt')";
    check("V012", "entry", sql);
}

#[test]
fn v012_the_seed_of_an_entry_changed() {
    let sql = format!("UPDATE entry SET seed = randomblob(32) WHERE id = {}", FIRST + 3);
    check("V012", "entry", &sql);
}

#[test]
fn v013_an_entry_added_behind_the_checkpoint() {
    let sql = "INSERT INTO entry SELECT max(id) + 1, text, leaf, seed, salts, withheld
               FROM entry";
    check("V013", "entry", sql);
}

#[test]
fn v020_two_entries_exchanged() {
    let (one, other) = (FIRST + 3, FIRST + 4);
    let sql = format!(
        "UPDATE entry SET id = 1099511627776000 WHERE id = {one};
         UPDATE entry SET id = {one} WHERE id = {other};
         UPDATE entry SET id = {other} WHERE id = 1099511627776000"
    );
    check("V020", "log", &sql);
    check("V014", "entry", &sql);
}

#[test]
fn v021_a_signature_of_someone_else() {
    let sql = "UPDATE checkpoint SET note = substr(note, 1, length(note) - 30)
                 || 'AAAAAAAAAAAAAAAAAAAAAAAAAAAA' || substr(note, -2)";
    check("V021", "log", sql);
}

#[test]
fn v022_a_frontier_that_is_not_the_roots() {
    check("V022", "log", "UPDATE checkpoint SET frontier = zeroblob(length(frontier))");
}

#[test]
fn v022_no_checkpoint_at_all() {
    check("V022", "log", "DELETE FROM checkpoint");
}

#[test]
fn v040_a_field_lost_from_the_catalogue() {
    let sql = "DELETE FROM field WHERE name = 'key'
               AND record = (SELECT min(record) FROM field WHERE name = 'key')";
    check("V040", "source", sql);
}

#[test]
fn v041_a_field_slipped_into_the_catalogue() {
    let sql = "INSERT INTO field SELECT record, 'csl.note', entry, clock, '\"\\\"x\\\"\"'
               FROM field WHERE name = 'key' LIMIT 1";
    check("V041", "source", sql);
}

#[test]
fn v041_a_record_slipped_into_the_catalogue() {
    check("V041", "source", "INSERT INTO record (id, kind) VALUES (randomblob(16), 'source')");
}

#[test]
fn v042_a_value_changed_in_the_catalogue() {
    let sql = "UPDATE field SET value = '\"other\"' WHERE name = 'key'";
    check("V042", "source", sql);
}

#[test]
fn v043_a_catalogue_of_another_version_is_replayed_before_the_next_entry() {
    let desk = Desk::with_documents();
    desk.tamper("UPDATE catalogue SET version = 0");
    expect(&desk, "V043", "");
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    assert_eq!(desk.codes(), Vec::<String>::new());
}

#[test]
fn v050_the_row_of_a_content_taken_away() {
    let sql = "DELETE FROM chunk WHERE id >> 24 = 1; DELETE FROM content WHERE number = 1";
    check("V050", "content", sql);
}

#[test]
fn v051_a_digest_exchanged_in_the_row() {
    check("V051", "content", "UPDATE content SET sha256 = randomblob(32) WHERE number = 1");
}

#[test]
fn v052_a_document_exchanged_for_another_of_the_same_length() {
    let sql = "UPDATE chunk SET data = CAST(replace(CAST(data AS TEXT), 'six', 'ten') AS BLOB)
               WHERE id >> 24 = (SELECT number FROM content WHERE size_bytes = 53)";
    check("V052", "content", sql);
}

#[test]
fn v052_one_chunk_of_many_is_named() {
    let desk = Desk::with_documents();
    let chunk: i64 = desk.query("SELECT id FROM chunk WHERE id & 16777215 = 2");
    desk.tamper(&format!("UPDATE chunk SET data = zeroblob(length(data)) WHERE id = {chunk}"));
    let report = desk.verify();
    let finding = report.report.findings.iter().find(|found| found.code.name() == "V052");
    let finding = finding.expect("the change is found");
    assert!(format!("{finding:?}").contains('2'), "the chunk is named: {finding:?}");
}

#[test]
fn v053_a_chunk_taken_away() {
    check("V053", "c", "DELETE FROM chunk WHERE id & 16777215 = 1");
}

#[test]
fn v053_a_chunk_cut_short() {
    let sql = "UPDATE chunk SET data = substr(data, 1, 1000) WHERE id & 16777215 = 1";
    check("V053", "c", sql);
}

#[test]
fn v054_the_list_of_chunks_changed() {
    let sql = "UPDATE content SET chunk_digests = randomblob(length(chunk_digests))
               WHERE number = 1";
    check("V054", "content", sql);
}

#[test]
fn v056_a_content_called_purged_that_nobody_purged() {
    let sql = "DELETE FROM chunk WHERE id >> 24 = 1;
               UPDATE content SET state = 'purged' WHERE number = 1";
    check("V056", "content", sql);
}

#[test]
fn v057_a_chunk_of_no_content() {
    check("V057", "chunk", "INSERT INTO chunk VALUES (99 << 24, x'00')");
}

#[test]
fn v060_a_purge_that_no_entry_states() {
    let sql = format!(
        "INSERT INTO purge (entry, target, line) VALUES ({}, {}, 'time')",
        FIRST + 2,
        FIRST + 3
    );
    check("V060", "", &sql);
}

#[test]
fn v015_a_line_withheld_without_a_purge() {
    let sql = format!(
        "UPDATE entry SET seed = NULL, salts = zeroblob(16), withheld = zeroblob(32),
           text = 'clock 4' || char(10) WHERE id = {}",
        FIRST + 3
    );
    let desk = Desk::with_documents();
    desk.tamper(&sql);
    let ours = desk.codes();
    assert!(ours.iter().any(|code| ["V011", "V012", "V015"].contains(&code.as_str())), "{ours:?}");
    expect(&desk, "V015", "entry");
}

/// Scalar values 0 to 30; what stands behind the dove and the face is elsewhere in UTF-16.
const TEXT: &str = "شیرین 🕊️ می‌رود. 😀 Six of 1402.";

/// Quotes the characters from `start` to before `end` of a rendition with this text. Returns the
/// passage and the content that holds the text.
fn quote(desk: &Desk, (start, end): (u64, u64), exact: &str) -> (RecordId, ContentId) {
    desk.append(|append| {
        let staged = Staged::small(TEXT.as_bytes().to_vec(), &mut OsEntropy);
        let text = append.hold(&staged).expect("a content");
        let [rendition, passage]: [RecordId; 2] = [append.new_id(), append.new_id()];
        let made = SetDraft::new(Kind::Rendition, rendition)
            .with("outcome", "text")
            .with("text", text.to_string());
        let marked = SetDraft::new(Kind::Passage, passage)
            .with("rendition", rendition.to_string())
            .with("start", start)
            .with("end", end)
            .with("exact", exact);
        append.set(made).expect("a rendition");
        append.set(marked).expect("a passage");
        (passage, text)
    })
}

#[test]
fn a_passage_is_proven_by_both_verifiers() {
    let desk = Desk::with_documents();
    quote(&desk, (19, 22), "Six");
    quote(&desk, (0, 8), "شیرین 🕊️");
    let ours = serde_json::to_value(desk.verify()).expect("a report is JSON");
    let second = desk.second_opinion(&[]);
    for report in [&ours, &second] {
        assert_eq!((&report["verdict"], codes(report)), (&Value::from("intact"), Vec::new()));
        assert_eq!(report["expected"]["passages"], 2);
        assert_eq!(report["checked"], report["expected"]);
    }
    assert_eq!(ours["expected"], second["expected"]);
}

#[test]
fn v070_words_that_stand_elsewhere() {
    let byte = TEXT.find("Six").expect("it is there");
    let unit = TEXT[..byte].encode_utf16().count();
    for (start, exact) in [(20, "Six"), (byte as u64, "Six"), (unit as u64, "Six"), (19, "Ten")] {
        let desk = Desk::with_documents();
        let (passage, _) = quote(&desk, (start, start + 3), exact);
        expect(&desk, "V070", &format!("passage {passage}"));
        assert_eq!(desk.codes(), ["V070"]);
    }
}

#[test]
fn v071_words_of_a_text_that_was_purged() {
    let desk = Desk::with_documents();
    let (passage, text) = quote(&desk, (19, 22), "Six");
    let plan = PurgePlan {
        lines: Vec::new(),
        contents: vec![text],
        level: PurgeLevel::Bytes,
        reason: "the witness asked".to_owned(),
    };
    desk.append(|append| append.purge(plan).expect("it is there"));
    expect(&desk, "V071", &format!("passage {passage}"));
    assert_eq!(desk.codes(), Vec::<String>::new());
}
