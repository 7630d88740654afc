//! Notes, tags, collections and sensitivity, on any record; removing and restoring.

use vouchsafe_app::{
    CollectionNewRequest, MarkStatus, NoteListRequest, Purpose, SensitivityItem,
    SensitivitySetRequest, collection_add, collection_list, collection_new, collection_remove,
    note_add, note_edit, note_list, remove, restore, sensitivity_list, sensitivity_set, tag_add,
    tag_list, tag_remove, tag_show,
};

use crate::support::Desk;

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn entries(desk: &Desk) -> i64 {
    desk.query("SELECT count(*) FROM entry")
}

fn seal(desk: &Desk, record: &str, embargo: Option<&str>) -> SensitivityItem {
    let request = SensitivitySetRequest {
        record: record.to_owned(),
        level: "sealed".to_owned(),
        embargo: embargo.map(str::to_owned),
        ..SensitivitySetRequest::default()
    };
    sensitivity_set(&mut desk.session(Purpose::Write), &request).expect("it can be sealed")
}

#[test]
fn tagging_twice_changes_nothing() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let first = tag_add(&mut session, &names(&["report", "letter"]), "to-check").unwrap();
    let before = entries(&desk);
    let again = tag_add(&mut session, &names(&["report"]), " to-check ").unwrap();
    assert_eq!((entries(&desk), first.tag), (before, again.tag));
    assert_eq!(again.items[0].status, MarkStatus::AlreadyPresent);
    assert_eq!(tag_show(&session, "to-check").unwrap().records.len(), 2);
}

#[test]
fn if_one_record_cannot_be_found_none_is_tagged() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let before = entries(&desk);
    assert!(tag_add(&mut session, &names(&["report", "nobody"]), "to-check").is_err());
    assert_eq!(entries(&desk), before);
}

#[test]
fn a_tag_that_looks_like_the_start_of_an_id_is_a_tag_of_its_own() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let first = tag_add(&mut session, &names(&["report"]), "to-check").unwrap();
    let second = tag_add(&mut session, &names(&["report"]), &first.tag[..6]).unwrap();
    assert!(second.made && second.tag != first.tag, "{second:?}");
}

#[test]
fn a_tag_taken_off_can_be_put_on_again() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let report = names(&["report"]);
    tag_add(&mut session, &report, "to-check").unwrap();
    let status = |items: &[vouchsafe_app::MarkItem]| items[0].status;
    let off = |session: &mut _| status(&tag_remove(session, &report, "to-check").unwrap().items);
    assert_eq!(off(&mut session), MarkStatus::Removed);
    assert_eq!(off(&mut session), MarkStatus::Absent);
    tag_add(&mut session, &report, "to-check").unwrap();
    assert_eq!(tag_list(&session, Some("report")).unwrap().tags.len(), 1);
}

#[test]
fn a_name_with_something_invisible_in_it_is_refused() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    for name in ["", " ", "to\u{202e}check", &"x".repeat(81)] {
        assert!(tag_add(&mut session, &names(&["report"]), name).is_err(), "{name:?}");
    }
}

#[test]
fn a_collection_is_made_when_something_is_put_in() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let made = collection_add(&mut session, "Figures", &names(&["report", "letter"])).unwrap();
    assert!(made.made);
    collection_remove(&mut session, "Figures", &names(&["letter"])).unwrap();
    let request = CollectionNewRequest {
        name: "Numbers".to_owned(),
        parent: Some("Figures".to_owned()),
        description: None,
    };
    collection_new(&mut session, &request).unwrap();
    assert!(collection_new(&mut session, &request).is_err());
    let listed = collection_list(&session, None).unwrap().collections;
    assert_eq!(listed[0].records.len(), 1);
    assert_eq!(listed[1].parent.as_deref(), Some(made.collection.as_str()));
}

#[test]
fn an_edited_note_keeps_its_place_and_its_author() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let note = note_add(&mut session, "report", "Six, or seven?").unwrap().note;
    assert!(note_edit(&mut session, &note[..8], "Seven.").unwrap().changed);
    assert!(!note_edit(&mut session, &note, "Seven.").unwrap().changed);
    let notes = note_list(&session, &NoteListRequest::default()).unwrap().notes;
    assert_eq!(notes[0].text.as_deref(), Some("Seven."));
    assert_eq!(notes[0].about.as_ref().unwrap().label, "report");
    assert_eq!(notes[0].agent.as_deref(), Some("Shirin"));
}

#[test]
fn the_words_of_a_sealed_note_are_shown_only_when_asked_for() {
    let desk = Desk::with_documents();
    let note = note_add(&mut desk.session(Purpose::Write), "report", "Her name").unwrap().note;
    seal(&desk, &note, None);
    let session = desk.session(Purpose::Read);
    for (show_sealed, expected) in [(false, None), (true, Some("Her name"))] {
        let request = NoteListRequest { show_sealed, ..NoteListRequest::default() };
        let notes = note_list(&session, &request).unwrap().notes;
        assert_eq!(notes[0].text.as_deref(), expected);
        assert_eq!(notes[0].sensitivity, "sealed");
    }
    let listed = sensitivity_list(&session).unwrap().records;
    assert!(!format!("{listed:?}").contains("Her name"), "{listed:?}");
}

#[test]
fn sensitivity_is_stated_whole() {
    let desk = Desk::with_documents();
    assert_eq!(seal(&desk, "report", Some("2030-01-01")).embargo.as_deref(), Some("2030-01-01"));
    assert_eq!(seal(&desk, "report", None).embargo, None);
    let before = entries(&desk);
    seal(&desk, "report", None);
    assert_eq!(entries(&desk), before, "nothing new was said");
}

#[test]
fn what_is_removed_is_out_of_the_lists_and_comes_back() {
    let desk = Desk::with_documents();
    let mut session = desk.session(Purpose::Write);
    let note = note_add(&mut session, "report", "Six").unwrap().note;
    let both = names(&[&note, "report"]);
    assert_eq!(remove(&mut session, &both, "mistaken").unwrap().removed.len(), 2);
    assert!(note_list(&session, &NoteListRequest::default()).unwrap().notes.is_empty());
    let again = remove(&mut session, &names(&[&note]), "mistaken").unwrap();
    assert_eq!((again.removed.len(), again.already_removed.len()), (0, 1));
    assert_eq!(restore(&mut session, &names(&[&note])).unwrap().restored.len(), 1);
    assert_eq!(note_list(&session, &NoteListRequest::default()).unwrap().notes.len(), 1);
}

#[test]
fn what_records_an_event_is_not_removed() {
    let desk = Desk::with_documents();
    let report = desk.add(&["report.txt"]);
    let accession = report.items[0].accession.clone().unwrap();
    let mut session = desk.session(Purpose::Write);
    let before = entries(&desk);
    let error = remove(&mut session, &["letter".to_owned(), accession], "x").unwrap_err();
    assert!(error.to_string().contains("records what happened"), "{error}");
    assert_eq!(entries(&desk), before);
}
