//! Taking files in: what comes back, what changes nothing, and what stays out.

use std::{fs, process::Command};

use vouchsafe_app::{
    AccessionFacts, AddRequest, AddStatus, DeriveRequest, DocumentListRequest, Purpose, Silent,
    custody, document_derive, document_get_to_file, document_list, document_show,
};

use crate::support::{Desk, noise};

#[test]
fn bytes_come_back_as_they_were_received() {
    let desk = Desk::new();
    for (name, length) in [("empty", 0), ("one", 1), ("chunk", 1 << 20), ("more", (2 << 20) + 7)] {
        let bytes = noise(length);
        desk.file(name, &bytes);
        let document = desk.add(&[name]).items[0].document.clone().expect("a document");
        let mut session = desk.session(Purpose::Record);
        let out = desk.path(&format!("{name}.out"));
        let report = document_get_to_file(&mut session, &document, &out, &Silent).expect("bytes");
        assert!(report.unchanged && report.recorded, "{report:?}");
        assert!(fs::read(out).expect("the file") == bytes, "{name}");
    }
}

#[test]
fn a_file_is_never_overwritten_by_bytes_handed_out() {
    let desk = Desk::with_documents();
    let document = desk.add(&["report.txt"]).items[0].document.clone().expect("a document");
    let mut session = desk.session(Purpose::Record);
    let out = desk.path("letter.txt");
    assert!(document_get_to_file(&mut session, &document, &out, &Silent).is_err());
    assert!(fs::read_to_string(out).expect("the letter").contains("شیرین"));
}

#[test]
fn the_same_bytes_by_the_same_path_again_change_nothing() {
    let desk = Desk::with_documents();
    let entries: i64 = desk.query("SELECT count(*) FROM entry");
    let again = desk.add(&["report.txt", "letter.txt", "film.bin"]);
    assert_eq!((again.added, again.already_present), (0, 3));
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM entry"), entries);
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM content"), 3);
}

#[test]
fn new_facts_about_known_bytes_are_another_accession_of_the_same_document() {
    let desk = Desk::with_documents();
    let first = desk.add(&["report.txt"]).items[0].clone();
    let facts =
        AccessionFacts { received_from: Some("Navid".to_owned()), ..AccessionFacts::default() };
    let paths = vec![desk.path("report.txt")];
    let second = desk.add_request(&AddRequest { paths, facts, ..AddRequest::default() });
    assert_eq!(second.items[0].status, AddStatus::Added);
    assert_eq!(second.items[0].document, first.document);
    assert_ne!(second.items[0].accession, first.accession);
    let session = desk.session(Purpose::Read);
    let shown = document_show(&session, first.document.as_deref().expect("an id"), false);
    assert_eq!(shown.expect("the document").accessions.len(), 2);
}

#[test]
fn another_role_makes_another_document_of_the_same_content() {
    let desk = Desk::with_documents();
    let paths = vec![desk.path("report.txt")];
    let role = Some("screenshot".to_owned());
    desk.add_request(&AddRequest { paths, role, ..AddRequest::default() });
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM content"), 3);
    let list = document_list(&desk.session(Purpose::Read), &DocumentListRequest::default());
    assert_eq!(list.expect("documents").total, 4);
}

#[test]
fn a_supplied_digest_that_does_not_match_is_reported_and_kept() {
    let desk = Desk::new();
    desk.file("report.txt", b"abc");
    let wrong = format!("sha256:{}", "ab".repeat(32));
    let facts = AccessionFacts { supplied_digests: vec![wrong], ..AccessionFacts::default() };
    let paths = vec![desk.path("report.txt")];
    let report = desk.add_request(&AddRequest { paths, facts, ..AddRequest::default() });
    let item = &report.items[0];
    assert_eq!(item.status, AddStatus::Added);
    assert!(item.reason.as_ref().is_some_and(|why| why.contains("supplied digest")), "{item:?}");
    let found = "SELECT count(*) FROM field WHERE value = '\"mismatch\"'";
    assert_eq!(desk.query::<i64>(found), 1);
}

#[test]
fn what_cannot_be_taken_in_stays_out_and_the_rest_goes_in() {
    let desk = Desk::new();
    desk.file("folder/good.txt", b"good");
    desk.file("folder/deep/also.txt", b"also good");
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(desk.path(to), desk.path(at)).expect("a link");
    };
    link("folder", "folder/deep/back");
    link("nowhere", "folder/broken");
    let fifo = desk.path("folder/pipe");
    assert!(Command::new("mkfifo").arg(fifo).status().expect("mkfifo").success());
    let report = desk.add(&["folder"]);
    assert_eq!((report.added, report.refused), (2, 3), "{report:#?}");
    let reasons: Vec<_> = report.items.iter().filter_map(|item| item.reason.clone()).collect();
    for expected in ["a link to", "links are not followed", "a pipe"] {
        assert!(reasons.iter().any(|reason| reason.contains(expected)), "{reasons:?}");
    }
}

#[test]
fn names_that_hide_something_are_kept_raw_and_shown_escaped() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new();
    let folder = desk.path("names");
    fs::create_dir(&folder).expect("a folder");
    for (raw, bytes) in [(&b"caf\xE9.txt"[..], "1"), ("a\u{202E}fdp.exe".as_bytes(), "2")] {
        fs::write(folder.join(std::ffi::OsStr::from_bytes(raw)), bytes).expect("a file");
    }
    assert_eq!(desk.add(&["names"]).added, 2);
    let shown = |like: &str| {
        let sql = format!("SELECT count(*) FROM field WHERE value LIKE '{like}'");
        desk.query::<i64>(&sql)
    };
    assert_eq!(shown("\"caf\\\\xe9.txt\""), 1);
    assert_eq!(shown("\"a\\\\u{202e}fdp.exe\""), 1);
    assert_eq!(shown("\"6e616d65732f636166e92e747874\""), 1);
}

#[test]
fn an_accession_keeps_no_absolute_path() {
    let desk = Desk::new();
    desk.file("folder/deep/page.html", b"<html>");
    desk.add(&["folder"]);
    let folder = desk.path("").display().to_string();
    let sql = format!("SELECT count(*) FROM entry WHERE text LIKE '%{folder}%'");
    assert_eq!(desk.query::<i64>(&sql), 0);
    let sql = "SELECT count(*) FROM field WHERE value = '\"folder/deep/page.html\"'";
    assert_eq!(desk.query::<i64>(sql), 1);
}

#[test]
fn a_derived_copy_says_what_it_was_made_from() {
    let desk = Desk::with_documents();
    let from = desk.add(&["letter.txt"]).items[0].document.clone().expect("a document");
    let request = DeriveRequest {
        from: from.clone(),
        file: desk.file("letter-redacted.txt", b"[name withheld]"),
        derivation: "redaction".to_owned(),
        by: Some("Shirin".to_owned()),
        tool: None,
        reason: Some("names a witness".to_owned()),
    };
    let mut session = desk.session(Purpose::Write);
    let derived = document_derive(&mut session, &request, &Silent).expect("a working copy");
    let to = derived.item.document.expect("a document");
    let shown = document_show(&session, &to, false).expect("the copy");
    assert_eq!(shown.derivations[0].from.as_deref(), Some(from.as_str()));
    assert_eq!(shown.item.role.as_deref(), Some("working copy"));
}

#[test]
fn custody_tells_what_happened_to_a_document_in_order() {
    let desk = Desk::with_documents();
    let document = desk.add(&["report.txt"]).items[0].document.clone().expect("a document");
    let mut session = desk.session(Purpose::Record);
    document_get_to_file(&mut session, &document, &desk.path("out"), &Silent).expect("bytes");
    desk.verify_as(&vouchsafe_app::VerifyRequest::default());
    let session = desk.session(Purpose::Read);
    let events = custody(&session, &document).expect("its custody").events;
    let names: Vec<&str> = events.iter().map(|event| event.event.as_str()).collect();
    let expected =
        ["ingestion", "metadata modification", "accession", "dissemination", "fixity check"];
    assert_eq!(names, expected);
}
