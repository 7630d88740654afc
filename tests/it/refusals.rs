//! What the command refuses: one sentence that says what, why and what to do; nothing changed.

use std::fs;

use crate::support::{Desk, noise};

/// Runs the command and expects this exit code and these words; the archive stays as it was.
fn check(desk: &Desk, arguments: &[&str], code: i32, words: &[&str]) {
    let before = fs::read(desk.archive()).ok();
    let output = desk.cli(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    for word in words {
        assert!(said.contains(word), "{arguments:?} does not say `{word}`: {said}");
    }
    assert!(fs::read(desk.archive()).ok() == before, "{arguments:?} changed the archive");
}

#[test]
fn bad_input_ends_with_two_and_changes_nothing() {
    let desk = Desk::with_documents();
    desk.file("folder/a.txt", b"a");
    let pipe = desk.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
    for (arguments, words) in [
        (&["add", "nowhere.txt"][..], &["nowhere.txt", "no such file"][..]),
        (&["add", "folder"], &["folder", "--recursive"]),
        (&["add", "pipe"], &["pipe, not a file"]),
        (&["add", "/dev/null"], &["device"]),
        (&["add", "report.txt", "--captured-at", "yesterday"], &["captured_at", "2019-11-13"]),
        (&["add", "report.txt", "--role", "copy"], &["role", "original"]),
        (&["add", "report.txt", "--source", "nobody2019"], &["no source `nobody2019`"]),
        (&["document", "show", "ffffffff"], &["no document `ffffffff`"]),
        (&["init"], &["something is there already"]),
        (&["no-such-command"], &["unrecognized"]),
        (&["verify", "--against", "letter.txt"], &["letter.txt", "no checkpoint"]),
    ] {
        check(&desk, arguments, 2, words);
    }
}

#[test]
fn what_is_no_archive_is_told_apart() {
    for (what, bytes, code, words) in [
        ("text", b"just a text file, long enough".to_vec(), 3, "passphrase"),
        ("empty", Vec::new(), 2, "not an archive"),
        ("short", b"SQLite".to_vec(), 2, "not an archive"),
    ] {
        let desk = Desk::empty();
        fs::write(desk.archive(), &bytes).expect("a file");
        let output = desk.cli(&["document", "list"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{what}: {said}");
        assert!(said.contains(words), "{what}: {said}");
        assert!(fs::read(desk.archive()).expect("the file") == bytes);
    }
}

#[test]
fn another_programs_database_is_not_taken_for_an_archive() {
    let desk = Desk::empty();
    let other = rusqlite::Connection::open(desk.archive()).expect("a database");
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").expect("a table");
    drop(other);
    check(&desk, &["document", "list"], 2, &["not an archive"]);
}

#[test]
fn a_newer_version_is_left_alone() {
    let desk = Desk::with_documents();
    desk.tamper("PRAGMA user_version = 2");
    check(&desk, &["document", "list"], 3, &["format version 2", "newer version"]);
    check(&desk, &["add", "report.txt"], 3, &["format version 2"]);
}

#[test]
fn a_truncated_file_is_damaged_and_said_so() {
    let desk = Desk::with_documents();
    let bytes = fs::read(desk.archive()).expect("the file");
    fs::write(desk.archive(), &bytes[..bytes.len() / 2]).expect("the file");
    let output = desk.cli(&["verify"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("V001") || told.contains("V053"), "{told}");
}

#[test]
fn a_locked_archive_is_in_use_by_another_program() {
    let desk = Desk::with_documents();
    let holder = rusqlite::Connection::open(desk.archive()).expect("a plain archive");
    holder.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    // The file is not read here: plain file I/O in the holder's process would drop its lock.
    let output = desk.cli(&["add", "report.txt"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("in use by another program") && said.contains("wait"), "{said}");
}

#[test]
fn a_missing_archive_is_not_made_by_looking_for_it() {
    let desk = Desk::empty();
    check(&desk, &["document", "list"], 2, &["no such file", "init"]);
    check(&desk, &["verify"], 2, &["no such file"]);
    assert!(!desk.archive().exists());
}

#[test]
fn an_unreadable_file_among_good_ones_stays_out() {
    let desk = Desk::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        desk.file(&format!("case/{name}"), name.as_bytes());
    }
    desk.file("case/gone.txt", &noise(10));
    let link = desk.path("case/link.txt");
    std::os::unix::fs::symlink(desk.path("case/gone.txt"), link).expect("a link");
    fs::remove_file(desk.path("case/gone.txt")).expect("a file");
    let output = desk.cli(&["add", "--recursive", "case"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("refused") && told.contains("link.txt"), "{told}");
    let documents = "SELECT count(*) FROM record WHERE kind = 'document'";
    assert_eq!(desk.query::<i64>(documents), 3);
}

#[test]
fn an_entry_that_no_reader_must_be_ready_for_is_not_written() {
    let desk = Desk::with_documents();
    let sidecar = format!("{{\"accession\":{{\"method\":\"{}\"}}}}", "A".repeat(17 << 20));
    desk.file("long.json", sidecar.as_bytes());
    check(&desk, &["add", "letter.txt", "--meta", "long.json"], 2, &["16 MiB"]);
}

#[test]
fn a_name_in_a_message_cannot_stand_as_a_line_of_its_own() {
    let desk = Desk::with_documents();
    let output = desk.cli(&["add", "x\nIntact: everything is well"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.lines().any(|line| line.starts_with("Intact")), "{said}");
}

#[test]
fn verifying_changes_nothing_before_it_has_looked() {
    let desk = Desk::with_documents();
    desk.tamper(
        "UPDATE catalogue SET version = 2; UPDATE field SET value = '\"evil\"'
                 WHERE name = 'key' AND value IS NOT NULL",
    );
    let before = fs::read(desk.archive()).expect("the file");
    let output = desk.cli(&["verify", "--no-record"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(fs::read(desk.archive()).expect("the file") == before);
}
