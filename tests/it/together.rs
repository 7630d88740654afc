//! Several verbs as one action, what was removed in one list, and sessions beside each other, as a
//! window keeps them.

use vouchsafe_app::{
    AnchorState, ClaimFromRequest, ClaimListRequest, ClaimRequest, EvidenceRequest, PassageRequest,
    Purpose, Selection, SourceSetManyRequest, TrashListRequest, Unlocked, Verdict, claim_from,
    claim_list, note_add, passage_check, passage_place, passage_show, remove, source_set_many,
    source_show, trash_list, undo,
};

use crate::support::Desk;

fn claim_with(document: &str, quote: &str) -> ClaimFromRequest {
    let selection = Selection { quote: Some(quote.to_owned()), ..Selection::default() };
    let document = document.to_owned();
    let passage = PassageRequest { document, selection, ..PassageRequest::default() };
    ClaimFromRequest {
        claim: ClaimRequest { statement: "Six were sentenced.".to_owned(), ..Default::default() },
        evidence: EvidenceRequest {
            new_passage: Some(passage),
            stance: "supports".to_owned(),
            ..EvidenceRequest::default()
        },
    }
}

fn claims(desk: &Desk) -> usize {
    let session = desk.session(Purpose::Read);
    claim_list(&session, &ClaimListRequest::default()).expect("an archive").claims.len()
}

#[test]
fn a_claim_and_its_passage_are_taken_back_by_one_undo() {
    let desk = Desk::new();
    let document = desk.text_document("report.txt", "One of six was sentenced. He appealed.");
    let made = desk.write(|session| claim_from(session, &claim_with(&document, "One of six")));
    assert!(made.evidence.evidence.is_some() && claims(&desk) == 1, "{made:?}");
    desk.write(|session| undo(session, None));
    assert_eq!(claims(&desk), 0);
    let passage = made.evidence.passage.unwrap();
    let session = desk.session(Purpose::Read);
    assert!(passage_show(&session, &passage, false).unwrap().item.removed);
    desk.is_intact();
}

#[test]
fn a_claim_is_not_left_alone_where_its_words_do_not_stand() {
    let desk = Desk::new();
    let document = desk.text_document("report.txt", "One of six was sentenced.");
    let made = desk.write(|session| claim_from(session, &claim_with(&document, "One of seven")));
    assert!(made.claim.is_none() && made.evidence.evidence.is_none(), "{made:?}");
    assert_eq!(claims(&desk), 0);
}

#[test]
fn several_sources_are_edited_by_one_action() {
    let desk = Desk::new();
    desk.sources(&["one", "two"]);
    let request = SourceSetManyRequest {
        names: vec!["one".to_owned(), "two".to_owned()],
        assignments: vec![("csl.publisher".to_owned(), "The Gate".to_owned())],
    };
    let publisher = |key: &str| {
        let shown = source_show(&desk.session(Purpose::Read), key, false).unwrap();
        shown.item.csl.get("publisher").cloned()
    };
    desk.write(|session| source_set_many(session, &request));
    assert_eq!((publisher("one"), publisher("two")).0, Some("The Gate".into()));
    desk.write(|session| undo(session, None));
    assert_eq!((publisher("one"), publisher("two")), (None, None));
}

#[test]
fn a_passage_goes_to_the_place_a_person_chose() {
    let desk = Desk::new();
    let document = desk.text_document("report.txt", "Six here. Six there.");
    let selection = Selection { range: Some((0, 3)), ..Selection::default() };
    let passage = desk.quote(&PassageRequest { document, selection, ..PassageRequest::default() });
    let passage = passage.passage.unwrap();
    let placed = desk.write(|session| passage_place(session, &passage, (10, 13)));
    assert_eq!(placed.state, AnchorState::Moved);
    let shown = passage_show(&desk.session(Purpose::Read), &passage, false).unwrap();
    assert_eq!((shown.item.selector.start, shown.item.selector.end), (Some(10), Some(13)));
    let beyond = |session: &mut _| passage_place(session, &passage, (10, 99)).map(drop);
    assert!(desk.refuses(beyond).contains("99"));
    let checked = desk.write(|session| passage_check(session, &Default::default()));
    assert_eq!(checked.exact, 1);
    desk.is_intact();
}

#[test]
fn what_was_removed_is_listed_with_who_and_why_newest_first() {
    let desk = Desk::new();
    desk.sources(&["one", "two"]);
    for (key, reason) in [("one", "twice"), ("two", "a mistake")] {
        desk.write(|session| remove(session, &[key.to_owned()], reason));
    }
    desk.seal("one");
    let listed = trash_list(&desk.session(Purpose::Read), &TrashListRequest::default()).unwrap();
    let reasons: Vec<_> = listed.records.iter().map(|item| item.reason.as_deref()).collect();
    // Of what is sealed no words are told.
    assert_eq!((reasons, listed.total), (vec![Some("a mistake"), None], 2));
    assert!(listed.records.iter().all(|item| item.removed_at.is_some()), "{listed:?}");
    let page = TrashListRequest { offset: 1, limit: Some(5) };
    let page = trash_list(&desk.session(Purpose::Read), &page).unwrap();
    assert_eq!((page.records.len(), page.total), (1, 2));
}

#[test]
fn a_session_opens_others_with_what_opened_it() {
    for desk in [Desk::new(), Desk::encrypted("open sesame")] {
        let first = desk.session(Purpose::Write);
        let secrets = first.secrets();
        assert!(secrets.passphrase.is_none() && secrets.unlocked.is_some());
        // The file's first bytes are not asked again: a wrong answer to them shows.
        let wrong = match secrets.unlocked.clone().unwrap() {
            Unlocked::Plain => None,
            Unlocked::Key(_) => Some(Unlocked::Plain),
        };
        let open = |secrets| {
            vouchsafe_app::Session::open(
                desk.environment(),
                &desk.archive(),
                secrets,
                Purpose::Write,
            )
        };
        let mut second = open(secrets.clone()).unwrap();
        note_add(&mut second, &desk.source("one"), "read beside").unwrap();
        if wrong.is_some() {
            assert!(open(vouchsafe_app::Secrets { unlocked: wrong, ..secrets }).is_err());
        }
        drop((first, second));
        assert_eq!(desk.verify().report.verdict, Verdict::Intact);
    }
}
