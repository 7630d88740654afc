//! The command as scripts and people meet it: exit codes, JSON, secrets, and what is shown.

use std::{
    fs,
    io::Write as _,
    process::{Output, Stdio},
};

use serde_json::Value;

use crate::support::Desk;

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("not one JSON document: {}", String::from_utf8_lossy(&output.stdout))
    })
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn with_stdin(desk: &Desk, arguments: &[&str], input: &str) -> Output {
    let mut command = desk.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command can be run");
    // A command that reads no input may be gone before it is written.
    let _gone = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("the command ends")
}

#[test]
fn every_answer_has_the_keys_that_the_docs_promise() {
    let desk = Desk::with_documents();
    for (arguments, keys) in [
        (&["add", "report.txt"][..], &["items", "added", "already_present", "refused"][..]),
        (&["source", "list"], &["sources", "next"]),
        (&["source", "show", "report"], &["id", "key", "csl", "documents", "fields", "notes"]),
        (&["document", "list"], &["documents", "total"]),
        (&["note", "add", "report", "Six"], &["note"]),
        (&["tag", "add", "report", "letter", "x"], &["tag", "items"]),
        (&["collection", "add", "Figures", "report"], &["collection", "items"]),
        (&["sensitivity", "set", "report", "restricted"], &["id", "sensitivity", "embargo"]),
        (&["history", "report"], &["record", "entries"]),
        (&["log"], &["logs", "entries"]),
        (&["checkpoint"], &["checkpoint"]),
        (&["undo"], &["act", "undoes", "undone", "kept"]),
        (&["undo", "--list"], &["acts"]),
        (&["key", "show"], &["public_key", "fingerprint", "statement"]),
        (&["verify"], &["verdict", "expected", "checked", "recorded", "findings"]),
    ] {
        let output = desk.cli(&[&["--json"], arguments].concat());
        assert_eq!(code(&output), 0, "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
        let answer = json(&output);
        for key in keys {
            assert!(answer.get(key).is_some(), "{arguments:?} has no {key}: {answer}");
        }
    }
}

#[test]
fn a_failure_is_one_json_document_and_a_sentence() {
    let desk = Desk::new();
    for (arguments, expected) in [
        (&["source", "show", "nobody"][..], 2),
        (&["source", "add"], 2),
        (&["no-such-command"], 2),
        (&["--archive", "nowhere.vouch", "source", "list"], 2),
        (&["passphrase", "set"], 2),
    ] {
        let output = desk.cli(&[arguments, &["--json"]].concat());
        assert_eq!(code(&output), expected, "{arguments:?}");
        assert!(json(&output)["error"]["message"].is_string(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn without_an_archive_it_says_how_to_name_one() {
    let desk = Desk::empty();
    let output = desk.command(&["source", "list"]).env_remove("VOUCHSAFE_ARCHIVE").output();
    let output = output.expect("the command can be run");
    assert_eq!(code(&output), 2);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("VOUCHSAFE_ARCHIVE"), "{said}");
}

#[test]
fn part_refused_is_bad_news_and_the_rest_goes_in() {
    let desk = Desk::new();
    desk.file("folder/report.txt", b"Six");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", desk.path("folder/broken")).expect("a link");
    let output = desk.cli(&["add", "--recursive", "folder"]);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("added          folder/report.txt"), "{shown}");
    #[cfg(unix)]
    assert_eq!((code(&output), shown.contains("refused        folder/broken")), (1, true));
}

#[test]
fn the_archive_itself_and_its_keys_are_not_taken_in() {
    let desk = Desk::new();
    fs::hard_link(desk.archive(), desk.path("another-name")).expect("a link");
    let added = json(&desk.cli(&["--json", "add", "--recursive", "."]));
    assert_eq!((&added["added"], &added["already_present"]), (&0.into(), &0.into()), "{added}");
    let reasons: Vec<&str> = added["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|item| item["reason"].as_str())
        .collect();
    assert_eq!(reasons.iter().filter(|reason| **reason == "it is this archive itself").count(), 2);
    assert!(reasons.contains(&"it is a key or setting of Vouchsafe on this machine"));
}

#[test]
fn a_supplied_digest_that_does_not_match_is_bad_news() {
    let desk = Desk::new();
    desk.file("report.txt", b"Six");
    let digest = format!("sha256:{}", "ab".repeat(32));
    let output = desk.cli(&["add", "report.txt", "--digest", &digest]);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8_lossy(&output.stdout).contains(&digest));
}

#[test]
fn a_script_gives_the_passphrase_by_descriptor() {
    let desk = Desk::empty();
    let init = ["init", "--encrypt", "--passphrase-fd", "0", "--recovery-sheet", "sheet.txt"];
    assert_eq!(code(&with_stdin(&desk, &init, "geheim\n")), 0);
    let list = ["--json", "source", "list"];
    let locked = desk.cli(&list);
    assert_eq!((code(&locked), &json(&locked)["error"]["code"]), (3, &"passphrase-needed".into()));
    let open = [&list[..], &["--passphrase-fd", "0"]].concat();
    assert_eq!(code(&with_stdin(&desk, &open, "geheim")), 0);
    let wrong = with_stdin(&desk, &open, "falsch");
    assert_eq!((code(&wrong), &json(&wrong)["error"]["code"]), (3, &"wrong-passphrase".into()));
}

#[test]
fn the_recovery_sheet_is_private_and_opens_the_archive() {
    let desk = Desk::empty();
    let init = ["--json", "init", "--encrypt", "--passphrase-fd", "0", "--recovery-sheet", "s.txt"];
    let made = with_stdin(&desk, &init, "geheim\n");
    let sheet = fs::read_to_string(desk.path("s.txt")).expect("the sheet was written");
    let key: Vec<&str> = sheet.lines().filter(|line| line.len() == 39).map(str::trim).collect();
    assert!(
        !String::from_utf8_lossy(&made.stdout).contains(&key[0][..8]),
        "the key is in the JSON"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(desk.path("s.txt")).expect("the sheet").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let list = ["source", "list", "--recovery-key-fd", "0"];
    assert_eq!(code(&with_stdin(&desk, &list, &key.join("\n"))), 0);
}

#[test]
fn two_secrets_are_not_read_from_one_descriptor() {
    let desk = Desk::new();
    let two = "two secrets cannot be read from one file descriptor";
    let both = "standard input cannot hold both a secret and something else";
    for (arguments, why) in [
        (&["source", "list", "--passphrase-fd", "0", "--key-passphrase-fd", "0"][..], two),
        (&["passphrase", "set", "--key-passphrase-fd", "0", "--new-passphrase-fd", "0"], two),
        (&["note", "add", "x", "-", "--key-passphrase-fd", "0"], both),
    ] {
        let output = with_stdin(&desk, arguments, "geheim");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((code(&output), said.contains(why)), (2, true), "{arguments:?}: {said}");
    }
}

#[test]
fn what_could_fool_a_reader_is_shown_as_it_is() {
    let desk = Desk::new();
    desk.file("a\u{202e}fdp\u{1b}[2J.txt", b"Six");
    let added = desk.cli(&["add", "--recursive", "."]);
    assert_eq!(code(&added), 1, "the archive and its keys lie there too");
    desk.cli(&["note", "add", "--json", "a-u-202e-fdp-u-1b-2j", "x\u{9b}2J"]);
    for arguments in [&["source", "list"][..], &["note", "list"], &["log"], &["--json", "log"]] {
        let shown = String::from_utf8(desk.cli(arguments).stdout).expect("UTF-8");
        let hidden = ['\u{202e}', '\u{1b}', '\u{9b}'];
        assert!(!shown.contains(hidden), "{arguments:?} {shown:?}");
        assert!(!shown.is_empty());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::with_documents();
    let mut command = desk.command(&["document", "list"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((code(&output), String::from_utf8_lossy(&output.stderr).as_ref()), (0, ""));
}

#[test]
fn a_list_goes_into_a_new_file_and_overwrites_none() {
    let desk = Desk::with_documents();
    let list = ["--json", "document", "list", "-o", "list.json"];
    assert_eq!(code(&desk.cli(&list)), 0);
    let before = fs::read(desk.path("list.json")).expect("the list was written");
    assert!(serde_json::from_slice::<Value>(&before).is_ok());
    assert_eq!(code(&desk.cli(&list)), 2);
    assert_eq!(fs::read(desk.path("list.json")).expect("it is there"), before);
}

#[test]
fn the_bytes_come_back_as_they_were_and_changed_ones_are_not_handed_out() {
    let desk = Desk::with_documents();
    let listed = json(&desk.cli(&["--json", "document", "list", "--source", "report"]));
    let id = listed["documents"][0]["id"].as_str().expect("a document").to_owned();
    let output = desk.cli(&["document", "get", &id]);
    assert_eq!(output.stdout, fs::read(desk.path("report.txt")).expect("the file"));
    desk.tamper(
        "UPDATE chunk SET data = CAST('Two' || substr(data, 4) AS BLOB) WHERE id = 1 << 24",
    );
    assert_eq!(code(&desk.cli(&["document", "get", &id, "-o", "out.txt"])), 1);
    assert!(!desk.path("out.txt").exists());
}

#[test]
fn a_purge_that_nobody_confirmed_changes_nothing() {
    let desk = Desk::with_documents();
    let before = desk.query::<i64>("SELECT count(*) FROM entry");
    let purge = ["purge", "letter", "--reason", "a witness asked"];
    assert_eq!(code(&desk.cli(&purge)), 2);
    assert_eq!(code(&desk.cli(&[&purge[..], &["--plan"]].concat())), 0);
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM entry"), before);
    assert_eq!(code(&desk.cli(&[&purge[..], &["--yes"]].concat())), 0);
}
