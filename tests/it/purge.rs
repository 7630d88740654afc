//! Purging: what was said to be gone is gone, and the log still holds.

use std::fs;

use vouchsafe_app::{AccessionFacts, AddRequest, Error, PurgeRequest, Purpose, purge, purge_plan};

use crate::support::{Desk, noise};

const SECRET: &str = "Zarrintaj-of-the-mill";

fn request(record: &str, digests: bool) -> PurgeRequest {
    PurgeRequest {
        records: vec![record.to_owned()],
        fields: Vec::new(),
        digests,
        shared: false,
        reason: "the witness asked".to_owned(),
    }
}

/// Takes in a document that names the secret, among others, and returns its id.
fn planted(desk: &Desk) -> String {
    for number in 0..40 {
        desk.file(&format!("other/{number}.txt"), &noise(3000 + number));
    }
    desk.file("witness.txt", format!("Told by {SECRET}.").as_bytes());
    desk.add(&["other"]);
    let facts =
        AccessionFacts { received_from: Some(SECRET.to_owned()), ..AccessionFacts::default() };
    let paths = vec![desk.path("witness.txt")];
    let report = desk.add_request(&AddRequest { paths, facts, ..AddRequest::default() });
    report.items[0].document.clone().expect("a document")
}

fn holds_the_secret(desk: &Desk) -> bool {
    let entries = fs::read_dir(desk.path("")).expect("the desk").flatten();
    let files = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("case"));
    files.into_iter().any(|entry| {
        let bytes = fs::read(entry.path()).expect("a file");
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    })
}

#[test]
fn after_a_purge_no_planted_word_is_left_and_both_verifiers_agree() {
    for digests in [false, true] {
        let desk = Desk::new();
        let document = planted(&desk);
        assert!(holds_the_secret(&desk));
        let mut session = desk.session(Purpose::Write);
        let report = purge(&mut session, &request(&document, digests)).expect("it is purged");
        assert!(report.done && report.contents.len() == 1, "{report:?}");
        assert!(!holds_the_secret(&desk), "no word is left");
        assert_eq!(desk.codes(), Vec::<String>::new());
        assert_eq!(desk.second_opinion(&[])["verdict"], "intact");
    }
}

#[test]
fn a_plan_changes_nothing() {
    let desk = Desk::new();
    let document = planted(&desk);
    let before = fs::read(desk.archive()).expect("the file");
    let plan = purge_plan(&desk.session(Purpose::Read), &request(&document, true));
    assert!(!plan.expect("a plan").done);
    assert!(fs::read(desk.archive()).expect("the file") == before);
}

#[test]
fn bytes_that_another_document_uses_are_not_purged_unawares() {
    let desk = Desk::new();
    let document = planted(&desk);
    let paths = vec![desk.path("witness.txt")];
    let role = Some("attachment".to_owned());
    desk.add_request(&AddRequest { paths, role, ..AddRequest::default() });
    let mut session = desk.session(Purpose::Write);
    let refused = purge(&mut session, &request(&document, false));
    assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
    assert_eq!(
        purge_plan(&session, &request(&document, false)).expect("a plan").also_used_by.len(),
        1
    );
    let shared = PurgeRequest { shared: true, ..request(&document, false) };
    assert!(purge(&mut session, &shared).expect("knowingly").done);
}

#[test]
fn purged_bytes_are_not_taken_in_again_unawares() {
    let desk = Desk::new();
    let document = planted(&desk);
    let mut session = desk.session(Purpose::Write);
    purge(&mut session, &request(&document, false)).expect("it is purged");
    drop(session);
    let again = desk.add(&["witness.txt"]);
    assert_eq!(again.refused, 1, "{again:?}");
}

#[test]
fn one_field_can_be_purged_and_the_document_stays() {
    let desk = Desk::new();
    let document = planted(&desk);
    let accession: String = desk.query(&format!(
        "SELECT lower(hex(record.id)) FROM record JOIN field ON record = number
         WHERE value = '\"{SECRET}\"'"
    ));
    let fields = vec!["received_from".to_owned()];
    let mut session = desk.session(Purpose::Write);
    let one = PurgeRequest { fields, ..request(&accession, false) };
    let report = purge(&mut session, &one).expect("it is purged");
    assert_eq!((report.lines, report.contents.len()), (1, 0));
    assert!(vouchsafe_app::document_show(&session, &document, false).is_ok());
    assert_eq!(desk.codes(), Vec::<String>::new());
}

#[test]
fn a_purged_line_put_back_by_hand_is_damage() {
    let desk = Desk::new();
    let document = planted(&desk);
    let mut session = desk.session(Purpose::Write);
    purge(&mut session, &request(&document, false)).expect("it is purged");
    drop(session);
    desk.tamper(&format!(
        "UPDATE entry SET text = text || 'set.received_from \"{SECRET}\"' || char(10),
           salts = CAST(salts || zeroblob(16) AS BLOB)
         WHERE withheld IS NOT NULL AND text LIKE '%\"accession\"%'"
    ));
    let codes = desk.codes();
    assert!(codes.iter().any(|code| code == "V012" || code == "V015"), "{codes:?}");
}

#[test]
fn after_a_purge_with_digests_no_entry_tells_the_digest_of_what_was_handed_out() {
    let desk = Desk::new();
    let document = planted(&desk);
    let mut session = desk.session(Purpose::Write);
    let out = desk.path("handed-out");
    let silent = vouchsafe_app::Silent;
    let got = vouchsafe_app::document_get_to_file(&mut session, &document, &out, &silent);
    let digest = got.expect("bytes").sha256;
    purge(&mut session, &request(&document, true)).expect("it is purged");
    drop(session);
    let sql = format!("SELECT count(*) FROM entry WHERE instr(text, '{digest}') > 0");
    assert_eq!(desk.query::<i64>(&sql), 0);
}

#[test]
fn a_purge_takes_the_text_and_every_quotation_with_it() {
    let desk = Desk::new();
    let document = planted(&desk);
    let said = format!("Told by {SECRET}");
    let claim = desk.claim("Somebody told it.");
    let held = desk.hold(&claim, &document, &said, "supports");
    assert!(held.evidence.is_some() && holds_the_secret(&desk));
    let mut session = desk.session(Purpose::Write);
    let report = purge(&mut session, &request(&document, true)).expect("it is purged");
    drop(session);
    assert_eq!(report.contents.len(), 2, "bytes, which are the text too, and structure");
    assert!(!holds_the_secret(&desk), "no word is left in text, index or quotation");
    assert_eq!(desk.codes(), Vec::<String>::new());
    assert_eq!(desk.second_opinion(&[])["verdict"], "intact");
}

#[test]
fn a_text_that_another_document_has_too_is_not_purged_unawares() {
    let desk = Desk::new();
    let page = desk.document("page.html", b"<p>The same words stand in both.");
    let plain = desk.document("plain.txt", b"The same words stand in both.");
    desk.passage(&page, "same words");
    desk.passage(&plain, "same words");
    let plan = purge_plan(&desk.session(Purpose::Read), &request(&page, false)).expect("a plan");
    assert_eq!(plan.also_used_by.len(), 2, "the other's bytes and its text: {plan:?}");
}
