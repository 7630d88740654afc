//! Claims, what is held for and against them, and how they stand; subjects; figures.

use vouchsafe_app::{
    ClaimEditRequest, ClaimListRequest, ClaimReport, ClaimRequest, ClaimShowReport, ConflictReport,
    DateRequest, Error, EvidenceItem, EvidenceRequest, FigureRequest, InquiryRequest, NameRequest,
    Purpose, Session, SignOffItem, SignOffRequest, StandingItem, StandingWord, SubjectRequest,
    TraceRequest, claim_add, claim_edit, claim_list, claim_searched, claim_show, claim_sign,
    conflicts, evidence_add, evidence_list, evidence_withdraw, figure_add, figure_list, history,
    independence, passage_list, remove, restore, subject_add, subject_list, subject_mention,
    subject_set, subject_show, trace, undo, undo_list,
};

use crate::support::{Desk, quotation};

const REPORT: &str = "Six people were sentenced. A seventh was freed. Nobody was told.";

fn shown(desk: &Desk, claim: &str) -> ClaimShowReport {
    claim_show(&desk.session(Purpose::Read), claim, false).expect("it can be shown")
}

fn standing(desk: &Desk, claim: &str) -> StandingItem {
    shown(desk, claim).item.standing
}

fn reword(session: &mut Session, claim: &str, statement: &str) -> Result<ClaimReport, Error> {
    let request = ClaimEditRequest {
        claim: claim.to_owned(),
        statement: Some(statement.to_owned()),
        ..ClaimEditRequest::default()
    };
    claim_edit(session, &request)
}

fn sign(session: &mut Session, claim: &str, by: Option<&str>) -> Result<SignOffItem, Error> {
    let by = by.map(str::to_owned);
    let request = SignOffRequest { claim: claim.to_owned(), by, comment: None };
    claim_sign(session, &request)
}

fn date(text: &str) -> DateRequest {
    DateRequest { text: text.to_owned(), ..DateRequest::default() }
}

fn named(name: &str) -> SubjectRequest {
    SubjectRequest { name: Some(name.to_owned()), ..SubjectRequest::default() }
}

/// Writes a figure down as a person says it.
fn figure(desk: &Desk, on: &str, words: &str) -> String {
    let request = FigureRequest::of_words(words).expect("a figure");
    desk.write(|session| figure_add(session, on, &request)).figure
}

fn conflicting(desk: &Desk, of: Option<&str>) -> ConflictReport {
    conflicts(&desk.session(Purpose::Read), of, false).expect("they can be compared")
}

#[test]
fn every_wording_of_a_claim_stays_and_undo_brings_one_back() {
    let desk = Desk::new();
    let claim = desk.claim("Six were sentenced.");
    desk.write(|session| reword(session, &claim, "Six people were sentenced."));
    let words = |found: ClaimShowReport| -> Vec<String> {
        found.wordings.into_iter().filter_map(|wording| wording.statement).collect()
    };
    assert_eq!(words(shown(&desk, &claim)), ["Six were sentenced.", "Six people were sentenced."]);
    desk.write(|session| undo(session, None));
    let found = shown(&desk, &claim);
    assert_eq!(found.item.statement.as_deref(), Some("Six were sentenced."));
    assert_eq!(found.wordings[0].agent.as_deref(), Some("Shirin"));
    assert_eq!(words(found).len(), 3, "what was undone is history too");
    assert_eq!(history(&desk.session(Purpose::Read), &claim, false).unwrap().entries.len(), 3);
    desk.is_intact();
}

#[test]
fn a_claim_has_translations_dates_subjects_and_figures() {
    let desk = Desk::new();
    desk.write(|session| subject_add(session, &named("Darband")));
    let request = ClaimRequest {
        statement: "Six were sentenced.".to_owned(),
        language: Some("en".to_owned()),
        date: Some(date("2019-11")),
        translations: vec![("fa".to_owned(), "شش نفر محکوم شدند.".to_owned())],
        about: vec!["Darband".to_owned()],
        figures: vec![FigureRequest::of_words("6 people").unwrap()],
        comment: None,
    };
    let claim = desk.write(|session| claim_add(session, &request)).claim;
    let found = shown(&desk, &claim);
    assert_eq!(found.translations, [("fa".to_owned(), "شش نفر محکوم شدند.".to_owned())]);
    assert_eq!(found.item.date.unwrap().edtf, "2019-11");
    assert_eq!((&found.about[0].label[..], found.figures.len()), ("Darband", 1));
    desk.write(|session| undo(session, None));
    let session = desk.session(Purpose::Read);
    assert_eq!(claim_list(&session, &ClaimListRequest::default()).unwrap().claims.len(), 0);
    assert_eq!(figure_list(&session, None, false).unwrap().figures.len(), 0);
    desk.is_intact();
}

#[test]
fn what_is_no_claim_is_refused_and_nothing_written() {
    let desk = Desk::new();
    let claim = desk.claim("Six were sentenced.");
    let add = |request: ClaimRequest| desk.refuses(|session| claim_add(session, &request));
    let six = || ClaimRequest { statement: "Six.".to_owned(), ..ClaimRequest::default() };
    add(ClaimRequest { statement: " ".to_owned(), ..six() });
    add(ClaimRequest { date: Some(date("2019-02-30")), ..six() });
    add(ClaimRequest { language: Some("the Persian".to_owned()), ..six() });
    add(ClaimRequest { translations: vec![("??".to_owned(), "x".to_owned())], ..six() });
    add(ClaimRequest { about: vec!["nobody".to_owned()], ..six() });
    let between = FigureRequest { value_to: Some("7".to_owned()), ..figure_of("5") };
    add(ClaimRequest { figures: vec![between], ..six() });
    desk.refuses(|session| reword(session, &claim, ""));
    desk.refuses(|session| figure_add(session, &claim, &figure_of("many")));
    let in_no_month =
        DateRequest { calendar: Some("solar-hijri".to_owned()), ..date("1402-13-01") };
    let request = InquiryRequest {
        claim: claim.clone(),
        sought: "the verdict".to_owned(),
        date: Some(in_no_month),
        ..InquiryRequest::default()
    };
    desk.refuses(|session| claim_searched(session, &request));
    let nothing = InquiryRequest { claim, sought: " ".to_owned(), ..InquiryRequest::default() };
    desk.refuses(|session| claim_searched(session, &nothing));
}

fn figure_of(value: &str) -> FigureRequest {
    FigureRequest { value: value.to_owned(), ..FigureRequest::default() }
}

#[test]
fn a_second_person_signs_the_wording_and_no_other() {
    let desk = Desk::new();
    let claim = desk.claim("Six were sentenced.");
    for by in [None, Some("shirin")] {
        let why = desk.refuses(|session| sign(session, &claim, by));
        assert!(why.contains("a second person signs off"), "{why}");
    }
    assert!(desk.write(|session| sign(session, &claim, Some("Mina"))).stands);
    let why = desk.refuses(|session| sign(session, &claim, Some("MINA ")));
    assert!(why.contains("has signed this wording already"), "{why}");
    assert_eq!(standing(&desk, &claim).signed_off, 1);
    let edited = desk.write(|session| reword(session, &claim, "Seven were sentenced."));
    assert!(edited.remarks[0].contains("no longer counts"), "{:?}", edited.remarks);
    let found = standing(&desk, &claim);
    assert_eq!(
        (found.signed_off, &found.reasons[..]),
        (0, &["signed off in another wording: 1".to_owned()][..])
    );
    desk.write(|session| undo(session, None));
    assert_eq!(standing(&desk, &claim).signed_off, 1, "the wording that was signed is back");
    desk.is_intact();
}

#[test]
fn what_was_searched_for_and_not_found_is_part_of_the_standing() {
    let desk = Desk::new();
    let claim = desk.claim("Six were sentenced.");
    let request = InquiryRequest {
        claim: claim.clone(),
        sought: "the verdict".to_owned(),
        searched_in: Some("the gazette".to_owned()),
        date: Some(date("2024-03-10")),
        by: Some("Mina".to_owned()),
        comment: None,
    };
    desk.write(|session| claim_searched(session, &request));
    let found = shown(&desk, &claim);
    assert_eq!(found.searched[0].sought.as_deref(), Some("the verdict"));
    assert_eq!(found.item.standing.reasons, ["searches that found nothing: 1"]);
    desk.is_intact();
}

#[test]
fn a_claim_stands_by_its_evidence_in_one_of_five_words() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let six = "Six people were sentenced";
    let freed = "A seventh was freed";
    for (held, word, label) in [
        (&[][..], StandingWord::NoEvidenceYet, "No evidence yet"),
        (&[(six, "context")], StandingWord::OnlyContext, "No support yet, only context"),
        (&[(six, "supports")], StandingWord::HasSupport, "Has support: 1 passage, 1 origin"),
        (&[(six, "contradicts")], StandingWord::Contradicted, "Contradicted: 1 passage, 1 origin"),
        (
            &[(six, "supports"), (freed, "contradicts")],
            StandingWord::Disputed,
            "Disputed: for it 1 passage, 1 origin; against it 1 passage, 1 origin",
        ),
    ] {
        let claim = desk.claim(label);
        for (quote, stance) in held {
            desk.hold(&claim, &report, quote, stance);
        }
        let found = standing(&desk, &claim);
        assert_eq!((found.word, &found.label[..]), (word, label));
    }
    let unsupported = ClaimListRequest { unsupported: true, ..ClaimListRequest::default() };
    let listed = claim_list(&desk.session(Purpose::Read), &unsupported).unwrap();
    assert_eq!(listed.claims.len(), 3);
}

#[test]
fn a_standing_gives_its_reasons() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let claim = desk.claim("Six were sentenced.");
    let hold = |quote: &str, shows: Option<&str>| {
        let request = EvidenceRequest {
            claim: claim.clone(),
            new_passage: Some(quotation(&report, quote)),
            stance: "supports".to_owned(),
            shows: shows.map(str::to_owned),
            ..EvidenceRequest::default()
        };
        desk.write(|session| evidence_add(session, &request))
    };
    let reasons = || standing(&desk, &claim).reasons.join("; ");
    hold("Six people were sentenced", Some("said"));
    assert!(reasons().contains("what supports it shows only that it was said"), "{}", reasons());
    let second = hold("A seventh was freed", None);
    hold("Nobody was told", Some("happened"));
    for reason in ["goes back to one origin", "1 of it shows only", "it is not stated of 1"] {
        assert!(reasons().contains(reason), "{}", reasons());
    }
    desk.remove(&second.passage.unwrap());
    assert!(reasons().contains("evidence whose passage was removed: 1"), "{}", reasons());
    assert_eq!(standing(&desk, &claim).supports, 2);
}

#[test]
fn two_articles_that_republish_the_same_are_one_origin_and_two_others_are_two() {
    let desk = Desk::new();
    let texts = ["Six people, says ENA.", "ENA: Six people.", "Six people, we saw.", "Six people!"];
    let claim = [desk.claim("Six."), desk.claim("Still six.")];
    for (at, text) in texts.iter().enumerate() {
        let name = format!("article{at}.txt");
        let article = desk.text_document(&name, text);
        desk.hold(&claim[at / 2], &article, "Six people", "supports");
    }
    desk.source("ena");
    desk.relate("article0", "republishes", "ena");
    desk.relate("article1", "is-based-on", "ena");
    assert_eq!(standing(&desk, &claim[0]).label, "Has support: 2 passages, 1 origin");
    assert_eq!(standing(&desk, &claim[1]).label, "Has support: 2 passages, 2 origins");
    let found = independence(&desk.session(Purpose::Read), &claim[0], false).unwrap();
    assert_eq!((found.passages, found.origins.len()), (2, 1));
    assert_eq!((&found.origins[0].label[..], found.origins[0].kind), ("ena", "source"));
    assert_eq!(found.origins[0].sources, ["article0", "article1"]);
}

#[test]
fn whoever_speaks_is_the_origin() {
    let desk = Desk::new();
    let mina = desk.write(|session| subject_add(session, &named("Mina Rahavi"))).subject;
    let claim = desk.claim("Six.");
    for name in ["one.txt", "two.txt"] {
        let text = format!("“Six people”, Mina Rahavi told us ({name}).");
        let document = desk.text_document(name, &text);
        let mut spoken = quotation(&document, "Six people");
        spoken.attributed_to = Some("Mina Rahavi".to_owned());
        let request = EvidenceRequest {
            claim: claim.clone(),
            new_passage: Some(spoken),
            stance: "supports".to_owned(),
            ..EvidenceRequest::default()
        };
        desk.write(|session| evidence_add(session, &request));
    }
    assert_eq!(standing(&desk, &claim).label, "Has support: 2 passages, 1 origin");
    let found = independence(&desk.session(Purpose::Read), &claim, false).unwrap();
    assert_eq!((found.origins[0].kind, &found.origins[0].label[..]), ("subject", "Mina Rahavi"));
    let hers = subject_show(&desk.session(Purpose::Read), &mina, false).unwrap();
    assert_eq!((hers.item.mentions, hers.speaks_in.len()), (2, 2));
}

#[test]
fn what_makes_sources_look_alike_is_named() {
    let desk = Desk::new();
    let claim = desk.claim("Six.");
    let words = "Six people were sentenced in Darband.";
    for name in ["one.txt", "two.txt"] {
        let document = desk.text_document(name, &format!("{words} So says {name}."));
        desk.hold(&claim, &document, words, "supports");
        let request = vouchsafe_app::SourceSetRequest {
            name: name.trim_end_matches(".txt").to_owned(),
            assignments: vec![
                ("csl.author".to_owned(), "Talebi, Sara".to_owned()),
                ("csl.publisher".to_owned(), "ENA".to_owned()),
            ],
            csl_json: None,
        };
        desk.write(|session| vouchsafe_app::source_set(session, &request));
    }
    let found = independence(&desk.session(Purpose::Read), &claim, false).unwrap();
    let because: Vec<&str> = found.coincidences.iter().map(|one| &one.because[..]).collect();
    assert_eq!(because, ["the same author", "the same publisher", "the same words"]);
    assert_eq!(found.coincidences[0].sources, ["one", "two"]);
    assert_eq!(found.origins.len(), 2, "it decides nothing");
}

#[test]
fn evidence_is_withdrawn_with_a_reason_and_stays() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let claim = desk.claim("Six.");
    let held = desk.hold(&claim, &report, "Six people were sentenced", "supports");
    let evidence = held.evidence.expect("it was found");
    desk.refuses(|session| evidence_withdraw(session, &evidence, " "));
    let item: EvidenceItem = desk.write(|session| evidence_withdraw(session, &evidence, "misread"));
    assert_eq!((item.withdrawn, item.withdrawn_reason.as_deref()), (true, Some("misread")));
    desk.refuses(|session| evidence_withdraw(session, &evidence, "again"));
    let found = standing(&desk, &claim);
    assert_eq!((found.word, found.withdrawn), (StandingWord::NoEvidenceYet, 1));
    assert_eq!(shown(&desk, &claim).evidence.len(), 1);
    let again = desk.hold(&claim, &report, "Six people were sentenced", "supports");
    assert!(!again.already_present && again.passage == held.passage, "{again:?}");
    desk.write(|session| undo(session, None));
    let withdrawal = undo_list(&desk.session(Purpose::Read)).unwrap().acts.remove(2).act;
    desk.write(|session| undo(session, Some(&withdrawal)));
    assert_eq!(standing(&desk, &claim).supports, 1);
    let why = desk.refuses(|session| remove(session, std::slice::from_ref(&evidence), "never"));
    assert!(why.contains("evidence is withdrawn, with a reason"), "{why}");
    desk.is_intact();
}

#[test]
fn a_passage_and_its_evidence_come_and_go_together() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let claim = desk.claim("Six.");
    let held = desk.hold(&claim, &report, "Six people were sentenced", "supports");
    let again = desk.hold(&claim, &report, "Six people were sentenced", "supports");
    assert!(again.already_present && again.evidence == held.evidence, "{again:?}");
    let done = desk.write(|session| undo(session, None));
    assert_eq!(done.undone.len(), 2, "{done:?}");
    let session = desk.session(Purpose::Read);
    assert_eq!(passage_list(&session, &Default::default()).unwrap().passages.len(), 0);
    assert_eq!(evidence_list(&session, Some(&claim), false).unwrap().evidence.len(), 0);
    let told = history(&session, &held.evidence.unwrap(), false).unwrap();
    assert_eq!(told.entries.len(), 2);
    desk.is_intact();
}

#[test]
fn what_is_no_evidence_is_refused_and_nothing_written() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let letter = desk.text_document("letter.txt", "Six.");
    let (claim, gone) = (desk.claim("Six."), desk.claim("Gone."));
    let passage = desk.passage(&report, "Nobody was told");
    let lost = desk.passage(&report, "A seventh was freed");
    [&gone, &lost].into_iter().for_each(|record| desk.remove(record));
    desk.purge(&letter);
    let held = |claim: &str, passage: Option<&str>, quoted: Option<&str>| EvidenceRequest {
        claim: claim.to_owned(),
        passage: passage.map(str::to_owned),
        new_passage: quoted.map(|document| quotation(document, "Six")),
        stance: "supports".to_owned(),
        ..EvidenceRequest::default()
    };
    let with = |stance: &str, shows: Option<&str>| EvidenceRequest {
        stance: stance.to_owned(),
        shows: shows.map(str::to_owned),
        ..held(&claim, Some(&passage), None)
    };
    for request in [
        held(&gone, Some(&passage), None),
        held(&claim, Some(&lost), None),
        held(&claim, None, Some(&letter)),
        held(&claim, Some(&passage), Some(&report)),
        held(&claim, None, None),
        with("proves", None),
        with("", None),
        with("supports", Some("felt")),
    ] {
        desk.refuses(|session| evidence_add(session, &request));
    }
}

#[test]
fn a_subject_has_names_in_several_scripts_and_is_never_merged() {
    let desk = Desk::new();
    let name = |text: &str, form: &str| NameRequest {
        text: text.to_owned(),
        language: None,
        form: form.to_owned(),
    };
    let sara = SubjectRequest {
        names: vec![name("سارا طالبی", "original"), name("S. Talebi", "alias")],
        ..named("Sara Talebi")
    };
    let first = desk.write(|session| subject_add(session, &sara));
    let second = desk.write(|session| subject_add(session, &named("sara talebi")));
    assert_eq!((&second.similar[0].id, second.similar.len()), (&first.subject, 1));
    // Typed on an Arabic keyboard.
    let list = |text: &str| subject_list(&desk.session(Purpose::Read), Some(text), false).unwrap();
    assert_eq!(list("طالبي").subjects[0].names.len(), 3);
    assert_eq!(list("talebi").subjects.len(), 2);
    let claim = desk.claim("Six.");
    desk.write(|session| subject_mention(session, &first.subject, &claim));
    assert_eq!(shown(&desk, &claim).about.len(), 1);
    desk.refuses(|session| subject_add(session, &named(" ")));
    desk.refuses(|session| {
        let request = SubjectRequest { names: vec![name("x", "nickname")], ..named("X") };
        subject_add(session, &request)
    });
    desk.is_intact();
}

#[test]
fn a_sealed_subject_goes_by_its_pseudonym() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let request = SubjectRequest {
        pseudonym: Some("Witness 4".to_owned()),
        date: Some(date("1990-05-01")),
        comment: Some("lives in Darband".to_owned()),
        ..named("Sara Talebi")
    };
    let sara = desk.write(|session| subject_add(session, &request)).subject;
    let claim = desk.claim("Six.");
    desk.write(|session| subject_mention(session, &sara, &claim));
    let mut spoken = quotation(&report, "Nobody was told");
    spoken.attributed_to = Some(sara.clone());
    let passage = desk.quote(&spoken).passage.unwrap();
    desk.seal(&sara);
    let session = desk.session(Purpose::Read);
    let told = [
        serde_json::to_string(&subject_list(&session, None, false).unwrap()),
        serde_json::to_string(&subject_show(&session, &sara, false).unwrap()),
        serde_json::to_string(&passage_list(&session, &Default::default()).unwrap()),
        serde_json::to_string(&shown(&desk, &claim)),
        serde_json::to_string(&trace(&session, &started(&passage, false)).unwrap()),
    ];
    for told in told.map(|told| told.unwrap()) {
        assert!(told.contains("Witness 4"), "{told}");
        for secret in ["Sara", "1990", "Darband"] {
            assert!(!told.contains(secret), "{secret}: {told}");
        }
    }
    let open = serde_json::to_string(&subject_show(&session, &sara, true).unwrap()).unwrap();
    assert!(open.contains("Sara Talebi") && open.contains("1990-05-01"), "{open}");
}

fn started(at: &str, show_sealed: bool) -> TraceRequest {
    TraceRequest { start: at.to_owned(), read_again: true, show_sealed }
}

#[test]
fn a_change_of_a_subject_is_undone() {
    let desk = Desk::new();
    let sara = desk.write(|session| subject_add(session, &named("Sara"))).subject;
    let request = SubjectRequest { pseudonym: Some("W4".to_owned()), ..named("Sara Talebi") };
    desk.write(|session| subject_set(session, &sara, &request));
    let label = || subject_show(&desk.session(Purpose::Read), &sara, true).unwrap().item.label;
    assert_eq!(label(), "Sara Talebi");
    desk.write(|session| undo(session, None));
    assert_eq!(label(), "Sara");
    desk.is_intact();
}

#[test]
fn sealed_words_are_shown_nowhere_unless_asked_for() {
    let desk = Desk::new();
    let words = "Parviz took the keys";
    let text =
        |name: &str| format!("{words}. This was said by many, and at length. So says {name}.");
    let (claim, hidden) = (desk.claim("Keys were taken."), desk.claim(words));
    for name in ["one.txt", "two.txt"] {
        let document = desk.text_document(name, &text(name));
        let mut spoken = quotation(&document, words);
        spoken.attributed_to = Some("Parviz the smith".to_owned());
        let request = EvidenceRequest {
            claim: claim.clone(),
            new_passage: Some(spoken),
            stance: "supports".to_owned(),
            comment: Some("Parviz, surely".to_owned()),
            ..EvidenceRequest::default()
        };
        desk.seal(&desk.write(|session| evidence_add(session, &request)).passage.unwrap());
        desk.hold(&hidden, &document, "So says", "supports");
    }
    desk.seal(&hidden);
    for (show_sealed, expected) in [(false, false), (true, true)] {
        for (what, told) in everything(&desk, &claim, show_sealed) {
            assert_eq!(told.to_lowercase().contains("parviz"), expected, "{what}: {told}");
        }
    }
    for start in [&hidden, &hidden[..8]] {
        let error = claim_show(&desk.session(Purpose::Read), start, false).unwrap_err();
        assert!(error.to_string().contains("--show-sealed"), "{error}");
        assert!(trace(&desk.session(Purpose::Read), &started(start, false)).is_err());
        assert!(independence(&desk.session(Purpose::Read), start, false).is_err());
    }
}

/// Returns what every list and answer says that can speak of a claim.
fn everything(desk: &Desk, claim: &str, show_sealed: bool) -> Vec<(&'static str, String)> {
    let session = desk.session(Purpose::Read);
    let list = ClaimListRequest { show_sealed, ..ClaimListRequest::default() };
    let passages = vouchsafe_app::PassageListRequest { show_sealed, ..Default::default() };
    let told = |report: &dyn Fn() -> Result<serde_json::Value, Error>| {
        report().expect("it can be told").to_string()
    };
    vec![
        ("claim list", told(&|| claim_list(&session, &list).map(value))),
        ("claim show", told(&|| claim_show(&session, claim, show_sealed).map(value))),
        ("evidence list", told(&|| evidence_list(&session, None, show_sealed).map(value))),
        ("passage list", told(&|| passage_list(&session, &passages).map(value))),
        ("trace", told(&|| trace(&session, &started(claim, show_sealed)).map(value))),
        ("independence", told(&|| independence(&session, claim, show_sealed).map(value))),
    ]
}

fn value<T: serde::Serialize>(report: T) -> serde_json::Value {
    serde_json::to_value(report).expect("a report is JSON")
}

#[test]
fn sealed_figures_are_neither_listed_nor_told_in_a_conflict() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let claim = desk.claim("Six.");
    let passage = desk.hold(&claim, &report, "A seventh was freed", "contradicts").passage.unwrap();
    figure(&desk, &claim, "6 people");
    figure(&desk, &passage, "7913 people");
    desk.seal(&passage);
    let session = desk.session(Purpose::Read);
    for of in [None, Some(&claim[..])] {
        let told = value(conflicts(&session, of, false).unwrap()).to_string()
            + &value(figure_list(&session, of, false).unwrap()).to_string();
        assert!(!told.contains("7913"), "{told}");
        let open = conflicts(&session, of, true).unwrap();
        assert_eq!(open.conflicts[0].because, "6, 7913 cannot all be the number of people");
    }
    assert_eq!(conflicts(&session, None, false).unwrap().not_shown, 1);
}

#[test]
fn figures_disagree_only_where_nothing_is_left_that_both_allow() {
    let rows: &[(&[&str], Option<&str>)] = &[
        (&["6 people", "7 people"], Some("6, 7 cannot all be the number of people")),
        (&["6 people", "at least 6 people"], None),
        (&["at least 8 people", "6 people"], Some("6, at least 8 cannot all")),
        (&["at most 5 people", "more than 5 people"], Some("at most 5, more than 5 cannot all")),
        (&["at most 5 people", "fewer than 5 people"], None),
        (&["between 5 and 7 people", "7 people"], None),
        (&["between 5 and 7 people", "8 people"], Some("8, between 5 7 cannot all")),
        (&["about 6 people", "7 people"], None),
        (&["6 people", "7 horses"], None),
        (&["۶ نفر", "6 نفر"], None),
        (&["6 نفر كشاورز", "7 نفر کشاورز"], Some("6, 7 cannot all")),
    ];
    let desk = Desk::new();
    for (words, expected) in rows {
        let claim = desk.claim(&words.join(" and "));
        words.iter().for_each(|words| drop(figure(&desk, &claim, words)));
        let found = conflicting(&desk, Some(&claim)).conflicts;
        match expected {
            None => assert_eq!(found.len(), 0, "{words:?}: {found:?}"),
            Some(because) => {
                assert!(found[0].because.starts_with(because), "{words:?}: {found:?}");
            }
        }
    }
}

/// A figure of people at a place in a period; nothing is stated where the text is empty.
fn people(value: &str, place: &str, period: &str) -> FigureRequest {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    FigureRequest {
        counted: Some("people".to_owned()),
        place: said(place),
        period: said(period).map(|period| date(&period)),
        ..figure_of(value)
    }
}

#[test]
fn figures_of_other_places_and_periods_do_not_disagree() {
    let desk = Desk::new();
    for (figures, expected) in [
        (&[("6", "Darband", ""), ("7", "Talmeran", "")][..], 0),
        (&[("6", "Darband", ""), ("7", "darband", "")], 2),
        (&[("6", "", "2019-11"), ("7", "", "2019-12")], 0),
        (&[("6", "", "2019-11"), ("7", "", "2019-11")], 2),
        (&[("6", "", "2019-11"), ("7", "", "2019")], 2),
        // What is not stated is not assumed to differ, whichever place comes first.
        (&[("6", "Darband", ""), ("7", "Talmeran", ""), ("6", "", "")], 2),
        (&[("6", "Darband", ""), ("7", "Talmeran", ""), ("7", "", "")], 2),
        (&[("6", "Darband", ""), ("7", "Talmeran", ""), ("5", "", "")], 3),
    ] {
        let claim = desk.claim(&format!("{figures:?}"));
        for (value, place, period) in figures {
            let request = people(value, place, period);
            desk.write(|session| figure_add(session, &claim, &request));
        }
        let found = conflicting(&desk, Some(&claim)).conflicts;
        let disagreeing: usize = found.iter().map(|conflict| conflict.figures.len()).sum();
        assert_eq!(disagreeing, expected, "{figures:?}: {found:?}");
    }
}

#[test]
fn parts_that_do_not_sum_are_found() {
    let desk = Desk::new();
    for (whole, parts, expected) in [
        ("7 people", &["3 men", "4 women"][..], None),
        ("6 people", &["3 men", "4 women"], Some("the parts are together 7, and people 6")),
        ("6 people", &["at least 3 men", "at least 4 women"], Some("together at least 7, and")),
        ("at least 6 people", &["3 men", "4 women"], None),
        ("8 people", &["at least 3 men", "4 women"], None),
        ("5 people", &["more than 3 men", "2 women"], Some("together more than 5, and people 5")),
        ("4 people", &["between 3 and 5 men", "2 women"], Some("together between 5 and 7, and")),
    ] {
        let claim = desk.claim(whole);
        let total = figure(&desk, &claim, whole);
        for part in parts {
            let part_of = Some(total.clone());
            let request = FigureRequest { part_of, ..FigureRequest::of_words(part).unwrap() };
            desk.write(|session| figure_add(session, &claim, &request));
        }
        let found = conflicting(&desk, Some(&claim)).conflicts;
        let because = found.first().map(|conflict| conflict.because.clone()).unwrap_or_default();
        assert!(found.len() == usize::from(expected.is_some()), "{whole}: {found:?}");
        assert!(because.contains(expected.unwrap_or_default()), "{whole}: {because}");
    }
    desk.is_intact();
}

#[test]
fn figures_of_what_was_removed_or_withdrawn_are_not_compared() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let (claim, other) = (desk.claim("Six."), desk.claim("Seven."));
    let held = desk.hold(&claim, &report, "A seventh was freed", "context");
    let passage = held.passage.unwrap();
    desk.hold(&claim, &report, "A seventh was freed", "contradicts");
    figure(&desk, &claim, "6 people");
    figure(&desk, &passage, "7 people");
    figure(&desk, &other, "8 people");
    let compared = |of: Option<&str>| conflicting(&desk, of).compared;
    assert_eq!((compared(None), compared(Some(&claim))), (3, 2), "held twice, compared once");
    desk.remove(&other);
    assert_eq!(compared(None), 2);
    desk.remove(&passage);
    assert_eq!((compared(None), compared(Some(&claim))), (1, 1));
    desk.write(|session| restore(session, std::slice::from_ref(&other)));
    assert_eq!(compared(None), 2);
    figure(&desk, &other, "9");
    assert_eq!(conflicting(&desk, None).not_compared.len(), 1, "of what, it does not say");
}
