//! The one-year story: what a person still has when machine and key are gone.
//!
//! A new machine, no key; the archive, its recovery sheet, a checkpoint on paper, a copy.

use std::{
    fs,
    io::Write as _,
    process::{Output, Stdio},
};

use serde_json::Value;

use crate::support::Desk;

/// Runs the command on another machine, with the key of the recovery sheet on standard input.
fn elsewhere(desk: &Desk, key: &str, arguments: &[&str]) -> Output {
    let mut command = desk.command(arguments);
    command.args(["--recovery-key-fd", "0"]).env("VOUCHSAFE_CONFIG_DIR", desk.path("new-machine"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command can be run");
    let mut stdin = child.stdin.take().expect("its input");
    // It may end before it reads; then its output says why.
    let _ = writeln!(stdin, "{key}");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn verdict(desk: &Desk, key: &str) -> String {
    let arguments = ["verify", "--json", "--against", "paper.txt", "--no-record"];
    let output = elsewhere(desk, key, &arguments);
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    report["verdict"].as_str().expect("a verdict").to_owned()
}

#[test]
fn a_year_later_on_a_new_machine_without_the_key() {
    let desk = Desk::encrypted("a passphrase that will be forgotten");
    desk.fill();
    let session = desk.session(vouchsafe_app::Purpose::Record);
    let sheet = vouchsafe_app::passphrase_sheet(&session).expect("a recovery sheet");
    let key = sheet.recovery_key.expect("a key").to_hex().to_string();
    let paper = vouchsafe_app::checkpoint(&session).expect("a checkpoint").checkpoint;
    desk.file("paper.txt", paper.as_bytes());
    drop(session);
    fs::copy(desk.archive(), desk.path("stick.vouch")).expect("a copy on a stick");
    fs::remove_dir_all(desk.path("config")).expect("the old machine is gone");

    assert_eq!(verdict(&desk, &key), "intact");
    let listed = elsewhere(&desk, &key, &["document", "list", "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).expect("a list");
    let film = listed["documents"].as_array().and_then(|all| all.last()).expect("documents");
    let id = film["id"].as_str().expect("an id");
    assert!(elsewhere(&desk, &key, &["document", "get", id, "-o", "film.out"]).status.success());
    let same = fs::read(desk.path("film.out")).ok() == fs::read(desk.path("film.bin")).ok();
    assert!(same, "the film is as it was received");

    let mut bytes = fs::read(desk.archive()).expect("the file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(desk.archive(), bytes).expect("a year leaves its marks");
    assert_eq!(verdict(&desk, &key), "damaged");
    let repaired = elsewhere(&desk, &key, &["repair", "--from", "stick.vouch"]);
    assert!(repaired.status.success(), "{}", String::from_utf8_lossy(&repaired.stderr));
    assert_eq!(verdict(&desk, &key), "intact");

    let refused = elsewhere(&desk, &key, &["add", "letter.txt", "--role", "attachment"]);
    assert_eq!(refused.status.code(), Some(3), "without a log of its own nothing is written");
    let continued = elsewhere(&desk, &key, &["log", "continue", "--agent", "Shirin again"]);
    assert!(continued.status.success(), "{}", String::from_utf8_lossy(&continued.stderr));
    desk.file("new.txt", b"found a year later");
    assert!(elsewhere(&desk, &key, &["add", "new.txt"]).status.success());
    assert_eq!(verdict(&desk, &key), "intact");
}
