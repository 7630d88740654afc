//! Repairing: what is damaged comes back by digest, and the damaged file is kept.

use std::fs;

use vouchsafe_app::{Purpose, RepairReport, Silent, copy, repair};

use crate::support::Desk;

fn repaired(desk: &Desk, from: &str) -> RepairReport {
    let (environment, from) = (desk.environment(), [desk.path(from)]);
    repair(environment, &desk.archive(), desk.secrets(), &from, &Silent)
        .unwrap_or_else(|error| panic!("{:?}", error.report()))
}

fn check_whole(desk: &Desk, report: &RepairReport) {
    assert!(report.repaired, "{report:?}");
    assert_eq!(report.verdict, "intact", "{report:?}");
    assert!(report.kept.as_ref().is_some_and(|kept| kept.exists()), "{report:?}");
    assert_eq!(desk.codes(), Vec::<String>::new());
}

const ONE_CHUNK: &str = "UPDATE chunk SET data = zeroblob(length(data)) WHERE id & 16777215 = 1";

#[test]
fn a_chunk_comes_back_from_a_copy_of_the_archive() {
    let desk = Desk::with_documents();
    copy(&mut desk.session(Purpose::Record), &desk.path("copy"), &Silent).expect("a copy");
    desk.tamper(ONE_CHUNK);
    let report = repaired(&desk, "copy");
    assert_eq!(report.chunks.len(), 1);
    check_whole(&desk, &report);
}

#[test]
fn a_chunk_comes_back_from_the_file_it_came_from() {
    let desk = Desk::with_documents();
    desk.tamper(ONE_CHUNK);
    let report = repaired(&desk, "film.bin");
    check_whole(&desk, &report);
}

#[test]
fn a_chunk_that_is_gone_comes_back_from_a_folder_of_files() {
    let desk = Desk::with_documents();
    desk.file("folder/deep/film-again.bin", &fs::read(desk.path("film.bin")).expect("the film"));
    desk.tamper("DELETE FROM chunk WHERE id & 16777215 = 2");
    let report = repaired(&desk, "folder");
    check_whole(&desk, &report);
}

#[test]
fn a_changed_entry_comes_back_from_a_copy() {
    let desk = Desk::with_documents();
    copy(&mut desk.session(Purpose::Record), &desk.path("copy"), &Silent).expect("a copy");
    desk.tamper("UPDATE entry SET text = replace(text, 'report.txt', 'rumour.txt')");
    let report = repaired(&desk, "copy");
    assert!(!report.entries.is_empty());
    check_whole(&desk, &report);
}

#[test]
fn a_damaged_catalogue_is_made_anew_from_the_log() {
    let desk = Desk::with_documents();
    desk.tamper("UPDATE field SET value = '\"other\"' WHERE name = 'key'; DELETE FROM record");
    let report = repaired(&desk, "film.bin");
    check_whole(&desk, &report);
}

#[test]
fn an_encrypted_archive_with_a_damaged_page_comes_back_from_its_copy() {
    let desk = Desk::encrypted("secret");
    desk.fill();
    copy(&mut desk.session(Purpose::Record), &desk.path("copy"), &Silent).expect("a copy");
    let mut bytes = fs::read(desk.archive()).expect("the file");
    let page = bytes.len() / 16_384 * 3 / 4;
    bytes[page * 16_384 + 5000] ^= 1;
    fs::write(desk.archive(), bytes).expect("the file");
    assert!(!desk.codes().is_empty());
    let report = repaired(&desk, "copy");
    check_whole(&desk, &report);
}

#[test]
fn a_truncated_archive_comes_back_from_its_copy_and_what_is_missing_is_said() {
    let desk = Desk::with_documents();
    copy(&mut desk.session(Purpose::Record), &desk.path("copy"), &Silent).expect("a copy");
    let bytes = fs::read(desk.archive()).expect("the file");
    fs::write(desk.archive(), &bytes[..5000]).expect("the file");
    let report = repaired(&desk, "copy");
    assert!(report.repaired && report.verdict == "intact", "{report:?}");
    assert!(report.lost[0].contains("after"), "{report:?}");
    assert_eq!(desk.codes(), ["V030"], "the copying itself was recorded after the copy was made");
}

#[test]
fn what_is_not_to_be_had_is_said_and_the_damaged_file_stays() {
    let desk = Desk::with_documents();
    desk.tamper(ONE_CHUNK);
    let before = fs::read(desk.archive()).expect("the file");
    let report = repaired(&desk, "letter.txt");
    assert!(!report.repaired && report.lost.len() == 1, "{report:?}");
    assert!(fs::read(desk.archive()).expect("the file") == before);
}

#[test]
fn there_is_nothing_to_repair_in_a_good_archive() {
    let desk = Desk::with_documents();
    let (environment, from) = (desk.environment(), [desk.path("film.bin")]);
    let refused = repair(environment, &desk.archive(), desk.secrets(), &from, &Silent);
    assert!(refused.is_err_and(|error| error.to_string().contains("nothing to repair")));
}
