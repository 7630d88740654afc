//! Logs: other machines, old copies, branches, and what a head kept elsewhere shows.

use std::fs;

use vouchsafe_app::{
    Error, LogContinueRequest, LogListRequest, Purpose, Secrets, Session, VerifyRequest,
    checkpoint, log_accept, log_continue, log_list,
};

use crate::support::{Desk, codes};

/// Writes the archive's checkpoint to a file, as someone else would keep it.
fn keep_checkpoint(desk: &Desk) -> std::path::PathBuf {
    let text = checkpoint(&desk.session(Purpose::Read)).expect("a checkpoint").checkpoint;
    desk.file("checkpoint.txt", text.as_bytes())
}

fn as_agent(name: &str, from_older: bool) -> LogContinueRequest {
    LogContinueRequest { agent_name: name.to_owned(), from_older }
}

fn against(desk: &Desk, path: &std::path::Path) -> Vec<String> {
    let against = vec![path.to_owned()];
    let request = VerifyRequest { against, no_record: true, ..VerifyRequest::default() };
    codes(&serde_json::to_value(desk.verify_as(&request)).expect("a report is JSON"))
}

#[test]
fn a_file_that_only_grew_agrees_with_every_checkpoint_kept_before() {
    let desk = Desk::with_documents();
    let kept = keep_checkpoint(&desk);
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    assert_eq!(against(&desk, &kept), Vec::<String>::new());
    assert_eq!(codes(&desk.second_opinion(&[&kept])), Vec::<String>::new());
}

#[test]
fn a_file_rolled_back_is_known_as_an_old_copy() {
    let desk = Desk::with_documents();
    fs::copy(desk.archive(), desk.path("old")).expect("a copy");
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    let kept = keep_checkpoint(&desk);
    fs::copy(desk.path("old"), desk.archive()).expect("the old one back");
    assert_eq!(against(&desk, &kept), ["V030"]);
    assert_eq!(codes(&desk.second_opinion(&[&kept])), ["V030"]);
    assert_eq!(desk.codes(), ["V030"], "this machine remembers the newer head by itself");
}

#[test]
fn a_log_forked_by_copying_the_file_is_found() {
    let desk = Desk::with_documents();
    fs::copy(desk.archive(), desk.path("branch")).expect("a copy");
    desk.file("one.txt", b"one");
    desk.add(&["one.txt"]);
    let kept = keep_checkpoint(&desk);
    fs::copy(desk.path("branch"), desk.archive()).expect("the branch");
    fs::rename(desk.path("config/known"), desk.path("forgotten")).expect("known heads");
    // The other branch is written by the same key, on a machine that forgot what it had seen.
    fs::create_dir(desk.path("config/known")).expect("a folder");
    for entry in fs::read_dir(desk.path("forgotten")).expect("a folder").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a record");
        let mut known: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        known["heads"] = serde_json::json!({});
        let to = desk.path("config/known").join(entry.file_name());
        fs::write(to, known.to_string()).expect("a record");
    }
    desk.file("two.txt", b"two");
    desk.file("three.txt", b"three");
    desk.add(&["two.txt", "three.txt"]);
    assert_eq!(against(&desk, &kept), ["V031"]);
    assert_eq!(codes(&desk.second_opinion(&[&kept])), ["V031"]);
}

#[test]
fn nothing_is_appended_to_an_older_file_than_this_machine_saw() {
    let desk = Desk::with_documents();
    fs::copy(desk.archive(), desk.path("old")).expect("a copy");
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    fs::copy(desk.path("old"), desk.archive()).expect("the old one back");
    let before = fs::read(desk.archive()).expect("the file");
    let mut session = desk.session(Purpose::Write);
    let request = vouchsafe_app::AddRequest {
        paths: vec![desk.path("more.txt")],
        ..vouchsafe_app::AddRequest::default()
    };
    let added = vouchsafe_app::add(&mut session, &request, &vouchsafe_app::Silent, &mut |_| ());
    assert!(matches!(added, Err(Error::Archive(_))), "{added:?}");
    drop(session);
    assert!(fs::read(desk.archive()).expect("the file") == before, "nothing was changed");
}

#[test]
fn an_old_backup_is_gone_on_with_in_a_new_log_that_cites_what_it_saw() {
    let desk = Desk::with_documents();
    fs::copy(desk.archive(), desk.path("old")).expect("a copy");
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    fs::copy(desk.path("old"), desk.archive()).expect("the backup put back");
    let go_on = |from_older| {
        let request = as_agent("Shirin", from_older);
        log_continue(desk.environment(), &desk.archive(), &Secrets::default(), &request)
    };
    assert!(matches!(go_on(false), Err(Error::Refused { .. })), "not unless it is meant");
    let continued = go_on(true);
    let continued = continued.expect("a new log");
    assert_eq!(continued.set_aside.len(), 1);
    assert_eq!(desk.add(&["more.txt"]).added, 1);
    assert_eq!(desk.codes(), Vec::<String>::new());
    assert_eq!(desk.second_opinion(&[])["verdict"], "intact");
}

#[test]
fn a_machine_without_a_key_reads_and_cannot_write() {
    let desk = Desk::with_documents();
    let open =
        |purpose| Session::open(desk.other_machine(), &desk.archive(), Secrets::default(), purpose);
    assert!(open(Purpose::Read).is_ok());
    assert!(matches!(open(Purpose::Write), Err(Error::NoKey(_))));
}

#[test]
fn another_machine_goes_on_in_a_log_of_its_own_and_is_accepted_later() {
    let desk = Desk::with_documents();
    let (other, secrets) = (desk.other_machine(), Secrets::default);
    let continued =
        log_continue(other.clone(), &desk.archive(), &secrets(), &as_agent("Navid", false));
    let continued = continued.expect("a log of its own");
    let mut session = Session::open(other, &desk.archive(), secrets(), Purpose::Write)
        .expect("the other machine writes");
    desk.file("more.txt", b"from the other machine");
    let request = vouchsafe_app::AddRequest {
        paths: vec![desk.path("more.txt")],
        ..vouchsafe_app::AddRequest::default()
    };
    let added = vouchsafe_app::add(&mut session, &request, &vouchsafe_app::Silent, &mut |_| ());
    assert_eq!(added.expect("it writes").added, 1);
    let mut session = desk.session(Purpose::Write);
    log_accept(&mut session, &continued.log[..8]).expect("the first machine accepts it");
    let logs = log_list(&session, &LogListRequest { limit: 0, log: None }).expect("logs").logs;
    assert!(logs.iter().all(|log| log.in_effect == log.size), "{logs:?}");
    assert_eq!(desk.codes(), Vec::<String>::new());
    assert_eq!(desk.second_opinion(&[])["verdict"], "intact");
}

#[test]
fn a_log_that_nobody_accepts_has_no_effect_and_is_reported() {
    let desk = Desk::with_documents();
    let other = Desk::with_documents();
    // Someone pastes a whole log of another archive into the file.
    desk.tamper(&format!(
        "ATTACH '{}' AS other;
         INSERT INTO log SELECT 2, id, public_key FROM other.log;
         INSERT INTO entry SELECT id + (1 << 40), text, leaf, seed, salts, withheld
           FROM other.entry;
         INSERT INTO checkpoint SELECT 2, note, frontier FROM other.checkpoint",
        other.archive().display()
    ));
    let ours = desk.codes();
    let second = codes(&desk.second_opinion(&[]));
    assert!(ours.contains(&"V032".to_owned()), "{ours:?}");
    assert!(second.contains(&"V032".to_owned()), "{second:?}");
}
