//! Undo and history: what was done is taken back by saying so, and all of it can be told.

use serde_json::{Value, json};
use vouchsafe_app::{
    DocumentListRequest, PurgeRequest, Purpose, SourceSetRequest, UndoReport, Undone,
    document_list, history, note_add, purge, remove, source_set, source_show, tag_add, undo,
    undo_list,
};

use crate::support::Desk;

fn title(desk: &Desk, text: &str) {
    let request = SourceSetRequest {
        name: "report".to_owned(),
        assignments: vec![("csl.title".to_owned(), text.to_owned())],
        csl_json: None,
    };
    source_set(&mut desk.session(Purpose::Write), &request).expect("what the test asks for");
}

fn shown_title(desk: &Desk) -> Value {
    let report =
        source_show(&desk.session(Purpose::Read), "report", false).expect("what the test asks for");
    report.item.csl["title"].clone()
}

fn undo_last(desk: &Desk) -> UndoReport {
    undo(&mut desk.session(Purpose::Write), None).expect("what the test asks for")
}

fn documents(desk: &Desk) -> usize {
    let request = DocumentListRequest::default();
    document_list(&desk.session(Purpose::Read), &request).expect("what the test asks for").total
}

#[test]
fn an_earlier_value_comes_back_and_goes_again() {
    let desk = Desk::with_documents();
    title(&desk, "First");
    title(&desk, "Second");
    let done = undo_last(&desk);
    assert_eq!(shown_title(&desk), "First");
    assert_eq!(
        (done.undone[0].done, &done.undone[0].fields[..]),
        (Undone::SetBack, &["csl.title".to_owned()][..])
    );
    let again = undo_last(&desk);
    assert_eq!((shown_title(&desk), again.undoes), (json!("Second"), done.act));
}

#[test]
fn undoing_an_add_removes_what_it_made_and_keeps_the_arrival() {
    let desk = Desk::with_documents();
    let done = undo_last(&desk);
    assert_eq!((documents(&desk), done.undone.len(), done.kept.len()), (0, 6, 3));
    assert!(done.kept[0].reason.contains("records what happened"), "{:?}", done.kept);
    let again = undo_last(&desk);
    assert!(again.undone.iter().all(|item| item.done == Undone::Restored));
    assert_eq!(documents(&desk), 3);
    assert_eq!(desk.codes(), Vec::<String>::new());
}

#[test]
fn an_act_is_undone_by_the_start_of_its_id() {
    let desk = Desk::with_documents();
    note_add(&mut desk.session(Purpose::Write), "report", "Six").unwrap();
    tag_add(&mut desk.session(Purpose::Write), &["report".to_owned()], "to-check").unwrap();
    let acts = undo_list(&desk.session(Purpose::Read)).unwrap().acts;
    assert!(acts[1].summary.contains("1 note (Six)"), "{acts:?}");
    let done = undo(&mut desk.session(Purpose::Write), Some(&acts[1].act[..8])).unwrap();
    assert_eq!((done.undone.len(), done.undone[0].record.kind), (1, "note"));
}

#[test]
fn what_was_changed_since_is_listed_and_nothing_is_undone() {
    let desk = Desk::with_documents();
    title(&desk, "First");
    let act = undo_list(&desk.session(Purpose::Read)).unwrap().acts[0].act.clone();
    title(&desk, "Second");
    let before: i64 = desk.query("SELECT count(*) FROM entry");
    let error = undo(&mut desk.session(Purpose::Write), Some(&act)).unwrap_err().to_string();
    assert!(error.contains("`csl.title` of source report"), "{error}");
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM entry"), before);
}

#[test]
fn an_act_that_was_undone_is_not_undone_twice() {
    let desk = Desk::with_documents();
    note_add(&mut desk.session(Purpose::Write), "report", "Six").unwrap();
    let done = undo_last(&desk);
    let error = undo(&mut desk.session(Purpose::Write), Some(&done.undoes)).unwrap_err();
    assert!(error.to_string().contains("removed already"), "{error}");
}

#[test]
fn a_new_archive_has_nothing_to_undo_and_a_purge_is_final() {
    let desk = Desk::new();
    assert!(undo(&mut desk.session(Purpose::Write), None).is_err());
    desk.fill();
    let request = PurgeRequest {
        records: vec!["letter".to_owned()],
        fields: Vec::new(),
        digests: false,
        shared: false,
        reason: "a witness asked".to_owned(),
    };
    purge(&mut desk.session(Purpose::Write), &request).unwrap();
    let acts = undo_list(&desk.session(Purpose::Read)).unwrap().acts;
    assert!(!acts[0].undoable);
    assert!(undo(&mut desk.session(Purpose::Write), Some(&acts[0].act)).is_err());
    let error = undo(&mut desk.session(Purpose::Write), Some(&acts[1].act)).unwrap_err();
    assert!(error.to_string().contains("purged since"), "{error}");
}

#[test]
fn history_tells_what_stood_before_and_what_undid_it() {
    let desk = Desk::with_documents();
    title(&desk, "First");
    let done = undo_last(&desk);
    let report = history(&desk.session(Purpose::Read), "report", true).unwrap();
    let [made, set, undone] = &report.entries[..] else { panic!("{:?}", report.entries) };
    assert_eq!(made.agent.as_deref(), Some("Shirin"));
    assert!(made.writes.iter().all(|write| write.before.is_null()));
    let (before, value) = (&set.writes[0].before, &set.writes[0].value);
    assert_eq!((before, value), (&json!("\"report.txt\""), &json!("\"First\"")));
    assert_eq!((&undone.writes[0].value, &undone.undoes), (before, &Some(done.undoes)));
}

#[test]
fn history_tells_that_something_was_purged_and_not_what() {
    let desk = Desk::with_documents();
    let note = note_add(&mut desk.session(Purpose::Write), "report", "Her name").unwrap().note;
    let request = PurgeRequest {
        records: vec![note.clone()],
        fields: vec!["text".to_owned()],
        digests: false,
        shared: false,
        reason: "she asked".to_owned(),
    };
    purge(&mut desk.session(Purpose::Write), &request).unwrap();
    let report = history(&desk.session(Purpose::Read), &note, true).unwrap();
    let text = report.entries[0].writes.iter().find(|write| write.field == "text").unwrap();
    assert!(text.withheld && text.value.is_null());
    assert!(!serde_json::to_string(&report).unwrap().contains("Her name"));
}

#[test]
fn a_removal_is_undone_as_one_action() {
    let desk = Desk::with_documents();
    let both = ["report".to_owned(), "letter".to_owned()];
    remove(&mut desk.session(Purpose::Write), &both, "twice").unwrap();
    let done = undo_last(&desk);
    assert_eq!(done.undone.len(), 2);
    assert!(done.undone.iter().all(|item| item.done == Undone::Restored), "{:?}", done.undone);
}
