//! Passages: the exact words, page, region or second that something rests on; and where they are
//! in a later text.

use vouchsafe_app::{
    AnchorReport, AnchorRequest, AnchorState, DeriveRequest, ErrorClass, ExtractRequest, Match,
    PassageEditRequest, PassageItem, PassageListRequest, PassageReport, PassageRequest, Purpose,
    Selection, SelectorItem, Silent, SubjectRequest, document_align, document_derive,
    document_extract, history, passage_add, passage_check, passage_edit, passage_list,
    passage_move, passage_show, restore, subject_add, undo,
};
use vouchsafe_archive::{SetDraft, Staged};
use vouchsafe_fixity::OsEntropy;
use vouchsafe_model::{Kind, RecordId};

use crate::{
    support::{Desk, quotation},
    texts::translation,
};

const TWINS: &str = "He said: one of six. She said: one of six. They said nothing.";

const TRANSCRIPT: &str = "WEBVTT\n\n00:01.000 --> 00:04.000\nThey took six of us.\n\n\
    00:05.000 --> 00:08.500\nSix and one more.\n";

/// The beginning of a recording, as far as telling what it is needs it.
const WAVE: &[u8] =
    b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0\
    data\0\0\0\0";

/// An image of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xaeB`\x82";

/// A document of two pages that say the same.
fn two_pages() -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 2/Kids[4 0 R 5 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]\
        /Resources<</Font<</F 3 0 R>>>>/Contents 6 0 R>>";
    let content = "BT /F 10 Tf 20 300 Td (One of six appealed.) Tj ET";
    objects.extend([page.to_owned(), page.to_owned()]);
    objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 7\n{table}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    file.into_bytes()
}

fn select(document: &str, selection: Selection) -> PassageRequest {
    PassageRequest { document: document.to_owned(), selection, ..PassageRequest::default() }
}

/// Makes a document's text, so that nothing but the passage is left to write.
fn read(desk: &Desk, document: &str) {
    let request = ExtractRequest { documents: vec![document.to_owned()], again: false };
    desk.write(|session| document_extract(session, &request, &Silent));
}

fn passages(desk: &Desk, request: &PassageListRequest) -> Vec<PassageItem> {
    passage_list(&desk.session(Purpose::Read), request).expect("it can be listed").passages
}

fn all(desk: &Desk) -> Vec<PassageItem> {
    passages(desk, &PassageListRequest::default())
}

#[test]
fn words_that_stand_once_are_kept_with_what_surrounds_them() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "We heard: one of six was sentenced. Then none.");
    let kept = desk.quote(&quotation(&report, "one of six was sentenced"));
    let selector = kept.selector.clone().expect("it was found");
    assert_eq!((kept.how, selector.start, selector.end), (Match::Exact, Some(10), Some(34)));
    assert_eq!(selector.exact.as_deref(), Some("one of six was sentenced"));
    assert_eq!(selector.prefix.as_deref(), Some("We heard: "));
    assert_eq!(selector.suffix.as_deref(), Some(". Then none."));
    assert!(kept.remarks.is_empty() && !kept.already_present, "{kept:?}");
    desk.is_intact();
}

#[test]
fn words_that_stand_twice_are_kept_only_where_something_decides() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    read(&desk, &report);
    let before = desk.entries();
    let asked = desk.quote(&quotation(&report, "one of six"));
    assert_eq!((asked.how, asked.passage, desk.entries()), (Match::Ambiguous, None, before));
    let places: Vec<_> = asked.candidates.iter().map(|one| (one.occurrence, one.start)).collect();
    assert_eq!(places, [(Some(1), 9), (Some(2), 31)]);
    let quote = || Selection { quote: Some("one of six".to_owned()), ..Selection::default() };
    for selection in [
        Selection { occurrence: Some(2), ..quote() },
        Selection { prefix: Some("She said: ".to_owned()), ..quote() },
        Selection { suffix: Some(". They said".to_owned()), ..quote() },
    ] {
        let kept = desk.quote(&select(&report, selection.clone()));
        assert_eq!(kept.selector.and_then(|at| at.start), Some(31), "{selection:?}");
    }
    let third = select(&report, Selection { occurrence: Some(3), ..quote() });
    desk.refuses(|session| passage_add(session, &third));
}

#[test]
fn the_page_decides_between_words_on_two_pages() {
    let desk = Desk::new();
    let scan = desk.document("scan.pdf", &two_pages());
    let quote = Some("One of six appealed.".to_owned());
    let on = |page_number| Selection { quote: quote.clone(), page_number, ..Selection::default() };
    assert_eq!(desk.quote(&select(&scan, on(None))).how, Match::Ambiguous);
    let kept = desk.quote(&select(&scan, on(Some(2))));
    assert_eq!(kept.selector.and_then(|at| at.page_number), Some(2));
    desk.refuses(|session| passage_add(session, &select(&scan, on(Some(3)))));
    let page = Selection { page_number: Some(3), ..Selection::default() };
    let why = desk.refuses(|session| passage_add(session, &select(&scan, page)));
    assert!(why.contains("it has pages 1 to 2"), "{why}");
    desk.is_intact();
}

#[test]
fn words_that_are_not_there_write_nothing_and_show_the_nearest() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "One of six people was sentenced in Darband.");
    read(&desk, &report);
    let before = desk.entries();
    let asked = desk.quote(&quotation(&report, "one of seven people was sentenced"));
    assert_eq!((asked.how, asked.passage, asked.selector), (Match::Absent, None, None));
    assert_eq!(asked.candidates[0].text, "One of six people was sentenced");
    assert_eq!((asked.candidates[0].occurrence, desk.entries()), (None, before));
}

#[test]
fn a_persian_quotation_of_another_keyboard_finds_the_document_s_own_words() {
    let desk = Desk::new();
    let letter = desk.text_document("letter.txt", "او می‌گوید: ۶ نفر از کشاورزان دستگیر شدند.");
    // Arabic yeh and kaf, no ZWNJ, ASCII digits.
    let kept = desk.quote(&quotation(&letter, "ميگويد: 6 نفر از كشاورزان"));
    let exact = kept.selector.and_then(|at| at.exact);
    assert_eq!(exact.as_deref(), Some("می‌گوید: ۶ نفر از کشاورزان"));
    assert!(kept.remarks[0].contains("its own words were kept"), "{:?}", kept.remarks);
    desk.is_intact();
}

#[test]
fn ranges_pages_regions_and_times_need_no_words() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let (scan, photo, call) = (
        desk.document("scan.pdf", &two_pages()),
        desk.document("photo.png", PNG),
        desk.document("call.wav", WAVE),
    );
    let none = Selection::default;
    let region = || Some("xywh=percent:10,20,30,5.5".to_owned());
    for (document, selection, how) in [
        (&report, Selection { range: Some((9, 19)), ..none() }, Match::Exact),
        (&scan, Selection { page_number: Some(2), ..none() }, Match::NotText),
        (&scan, Selection { page_number: Some(1), region: region(), ..none() }, Match::NotText),
        (&photo, Selection { region: region(), ..none() }, Match::NotText),
        (&call, Selection { time_ms: Some((1_000, 2_500)), ..none() }, Match::NotText),
    ] {
        let kept = desk.quote(&select(document, selection.clone()));
        assert!(kept.how == how && kept.passage.is_some(), "{selection:?}: {kept:?}");
    }
    assert_eq!(all(&desk)[0].selector.exact.as_deref(), Some("one of six"));
    desk.is_intact();
}

#[test]
fn what_is_no_place_in_the_document_is_refused_and_nothing_written() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let photo = desk.document("photo.png", PNG);
    let call = desk.document("call.wav", WAVE);
    let none = Selection::default;
    let text = |text: &str| Some(text.to_owned());
    // Before its text was ever made.
    for quote in ["", " \n", "\u{200b}"] {
        desk.refuses(|session| passage_add(session, &quotation(&report, quote)));
    }
    read(&desk, &report);
    for (document, selection, reason) in [
        (&report, none(), "nothing was marked"),
        (&report, Selection { range: Some((50, 90)), ..none() }, "not in the text"),
        (&report, Selection { range: Some((9, 9)), ..none() }, "no letters"),
        (&report, Selection { range: Some((9, 3)), ..none() }, ""),
        (&report, Selection { time_ms: Some((0, 10)), ..none() }, "text/plain has no times"),
        (&report, Selection { region: text("xywh=percent:0,0,9,9"), ..none() }, "no regions"),
        (&photo, Selection { region: text("xywh=percent:60,0,50,9"), ..none() }, "no region"),
        (&photo, Selection { page_number: Some(0), ..none() }, "counted from 1"),
        (&call, Selection { time_ms: Some((20, 10)), ..none() }, "ends before it begins"),
        (&call, Selection { time_ms: Some((1 << 60, 1 << 61)), ..none() }, "whole number"),
    ] {
        let why = desk.refuses(|session| passage_add(session, &select(document, selection)));
        assert!(why.contains(reason), "{reason}: {why}");
    }
}

#[test]
fn a_place_is_marked_in_one_way_and_nothing_is_left_unheard() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let call = desk.document("call.wav", WAVE);
    let words = || Selection { quote: Some("They said".to_owned()), ..Selection::default() };
    let range = || Selection { range: Some((9, 19)), ..Selection::default() };
    let region = || Some("xywh=percent:0,0,9,9".to_owned());
    read(&desk, &report);
    for selection in [
        Selection { range: Some((9, 19)), ..words() },
        Selection { time_ms: Some((0, 10)), ..words() },
        Selection { time_ms: Some((0, 10)), ..range() },
        Selection { page_number: Some(1), ..range() },
        Selection { region: region(), ..words() },
        Selection { region: region(), ..range() },
    ] {
        desk.refuses(|session| passage_add(session, &select(&report, selection)));
    }
    let region = Selection { time_ms: Some((0, 10)), region: region(), ..Selection::default() };
    desk.refuses(|session| passage_add(session, &select(&call, region)));
}

#[test]
fn a_document_that_was_removed_or_purged_is_not_quoted() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let letter = desk.text_document("letter.txt", "Six people.");
    read(&desk, &report);
    desk.remove(&report);
    desk.purge(&letter);
    for (document, quote, reason) in
        [(&report, "nothing", "it was removed"), (&letter, "Six", "its bytes were purged")]
    {
        let why = desk.refuses(|session| passage_add(session, &quotation(document, quote)));
        assert!(why.contains(reason), "{why}");
    }
    desk.is_intact();
}

#[test]
fn the_same_passage_is_kept_once() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let first = desk.passage(&report, "They said nothing");
    let again = |quote: &str| desk.quote(&quotation(&report, quote));
    desk.seal(&first);
    let kept: PassageReport = again("they said nothing");
    assert!(kept.already_present && kept.passage.as_ref() == Some(&first), "{kept:?}");
    desk.remove(&first);
    desk.write(|session| restore(session, std::slice::from_ref(&first)));
    assert_eq!(again("They said nothing").passage, Some(first));
    let spoken = PassageRequest {
        attributed_to: Some("a neighbour".to_owned()),
        ..quotation(&report, "They said nothing")
    };
    assert!(!desk.quote(&spoken).already_present, "something else is said about it");
}

#[test]
fn a_speaker_is_a_subject_or_a_name() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let name = Some("Mina Rahavi".to_owned());
    let request = SubjectRequest { name, ..SubjectRequest::default() };
    let mina = desk.write(|session| subject_add(session, &request)).subject;
    let says = |quote: &str, speaker: &str| {
        let attributed_to = Some(speaker.to_owned());
        desk.quote(&PassageRequest { attributed_to, ..quotation(&report, quote) });
    };
    says("They said nothing", "Mina Rahavi");
    says("She said", "a neighbour");
    let speakers: Vec<_> = all(&desk).into_iter().filter_map(|item| item.attributed_to).collect();
    assert_eq!((&speakers[0].subject, &speakers[0].label[..]), (&Some(mina), "Mina Rahavi"));
    assert_eq!((&speakers[1].subject, &speakers[1].label[..]), (&None, "a neighbour"));
    let attributed_to = Some("Mina Rahavi".to_owned());
    let hers = PassageListRequest { attributed_to, ..PassageListRequest::default() };
    assert_eq!(passages(&desk, &hers).len(), 1);
    desk.remove("Mina Rahavi");
    says("He said", "Mina Rahavi");
    assert_eq!(all(&desk)[2].attributed_to.as_ref().unwrap().subject, None, "she was removed");
}

#[test]
fn what_is_said_about_a_passage_can_be_changed_and_its_place_cannot() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    desk.source("tweet");
    let passage = desk.passage(&report, "They said nothing");
    let edit = |attributed_to: &str, known_through: &str| {
        let request = PassageEditRequest {
            passage: passage.clone(),
            attributed_to: Some(attributed_to.to_owned()),
            known_through: Some(known_through.to_owned()),
            ..PassageEditRequest::default()
        };
        desk.write(|session| passage_edit(session, &request))
    };
    let said = edit("a neighbour", "tweet");
    assert_eq!(said.known_through.as_deref(), Some("tweet"));
    assert_eq!(said.selector.exact.as_deref(), Some("They said nothing"));
    let cleared = edit("", "");
    assert_eq!((cleared.attributed_to, cleared.known_through), (None, None));
    desk.write(|session| undo(session, None));
    assert_eq!(all(&desk)[0].attributed_to.as_ref().unwrap().label, "a neighbour");
    let told = history(&desk.session(Purpose::Read), &passage, false).unwrap();
    assert_eq!(told.entries.len(), 4);
    desk.is_intact();
}

#[test]
fn a_transcript_carries_the_passage_of_its_recording() {
    let desk = Desk::new();
    let call = desk.document("call.wav", WAVE);
    let request = DeriveRequest {
        from: call.clone(),
        file: desk.file("call.vtt", TRANSCRIPT.as_bytes()),
        derivation: "transcript".to_owned(),
        by: None,
        tool: None,
        reason: None,
    };
    let derived = desk.write(|session| document_derive(session, &request, &Silent));
    let transcript = derived.item.document.expect("it was taken in");
    let kept = desk.quote(&quotation(&transcript, "Six and one more"));
    let original = kept.original.expect("it has one");
    let shown = passage_show(&desk.session(Purpose::Read), &original, false).unwrap().item;
    let times = |at: &SelectorItem| (at.time_from_ms, at.time_to_ms);
    assert_eq!((shown.document, times(&shown.selector)), (call, (Some(5_000), Some(8_500))));
    assert_eq!(times(&kept.selector.unwrap()), (Some(5_000), Some(8_500)));
    let again = desk.quote(&quotation(&transcript, "one more"));
    assert_eq!(again.original, Some(original), "the same cue is one place of the recording");
    desk.is_intact();
}

#[test]
fn a_translated_quotation_carries_the_words_it_translates() {
    let desk = Desk::new();
    let letter = desk.text_document("letter.txt", "شش نفر بودند\n\nیک نفر ماند");
    let english = translation(&desk, &letter, "english.txt", "They were six\n\nOne remained");
    read(&desk, &english);
    let why = desk.refuses(|session| passage_add(session, &quotation(&english, "One")));
    assert!(why.contains("`document align` first"), "{why}");
    let request = vouchsafe_app::AlignRequest { document: english.clone(), ..Default::default() };
    desk.write(|session| document_align(session, &request));
    let kept = desk.quote(&quotation(&english, "One remained"));
    let shown = passage_show(&desk.session(Purpose::Read), &kept.original.unwrap(), false);
    let original = shown.unwrap().item;
    assert_eq!(original.selector.exact.as_deref(), Some("یک نفر ماند"));
    assert_eq!(original.document, letter);
    desk.write(|session| undo(session, None));
    assert_eq!(all(&desk).len(), 0, "both came with one action");
    desk.is_intact();
}

#[test]
fn a_later_capture_is_compared_word_for_word() {
    let desk = Desk::new();
    let first = "They were six people. In May they were sentenced to ten years in Darband. \
        Nobody was told. The end of it.";
    let later = "Corrected. They were six people. In May they were sentenced to two years in \
        Darband. The end of it. And again: The end of it.";
    let report = desk.text_document("report.txt", first);
    let capture = desk.later_capture("report", "later.txt", later);
    for quote in ["They were six people", "sentenced to ten years in Darband", "Nobody was told"] {
        desk.passage(&report, quote);
    }
    let check = |document: &str| -> AnchorReport {
        let document = Some(document.to_owned());
        let request = AnchorRequest { document, ..AnchorRequest::default() };
        desk.write(|session| passage_check(session, &request))
    };
    let states =
        |found: &AnchorReport| -> Vec<_> { found.items.iter().map(|item| item.state).collect() };
    assert_eq!(states(&check(&report)), [AnchorState::Exact; 3]);
    let found = check(&capture);
    assert_eq!(
        states(&found),
        [AnchorState::Moved, AnchorState::Changed, AnchorState::Gone],
        "{found:?}"
    );
    let changed = found.items[1].selector.as_ref().and_then(|at| at.exact.as_deref());
    assert_eq!(changed, Some("sentenced to two years in Darband"));
    assert!(!found.is_well() && check(&report).is_well());
}

#[test]
fn what_can_be_two_places_is_not_moved_to_either() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "six");
    let capture = desk.later_capture("report", "later.txt", "of six, or six");
    let passage = desk.passage(&report, "six");
    let request = AnchorRequest {
        passages: vec![passage],
        document: Some(capture),
        ..AnchorRequest::default()
    };
    let found = desk.write(|session| passage_check(session, &request));
    assert_eq!((found.items[0].state, found.ambiguous), (AnchorState::Ambiguous, 1));
}

/// Gives a document another text, as a newer extractor would.
fn newer_text(desk: &Desk, document: &str, text: &str) {
    let sql = format!(
        "SELECT trim(value, '\"') FROM field JOIN record ON record.number = field.record
         WHERE record.kind = 'document' AND lower(hex(record.id)) = '{document}'
           AND field.name = 'content'"
    );
    let content: String = desk.query(&sql);
    desk.append(|append| {
        let staged = |bytes: &[u8]| Staged::small(bytes.to_vec(), &mut OsEntropy);
        let words = append.hold(&staged(text.as_bytes())).expect("new bytes");
        let structure = append.hold(&staged(b"{}")).expect("new bytes");
        let id: RecordId = append.new_id();
        let draft = SetDraft::new(Kind::Rendition, id)
            .with("of", content)
            .with("extractor", "vouchsafe-extract")
            .with("extractor_version", "0")
            .with("outcome", "text")
            .with("text", words.to_string())
            .with("structure", structure.to_string());
        append.set(draft).expect("a rendition");
    });
}

#[test]
fn a_passage_moves_word_for_word_and_otherwise_only_by_a_person_s_word() {
    let desk = Desk::new();
    let first = "WEBVTT\n\n00:01.000 --> 00:04.000\nIn all six of us were taken away.\n";
    let report = desk.text_document("report.vtt", first);
    let passage = desk.passage(&report, "six of us were taken");
    newer_text(&desk, &report, "Note. In all six of us were taken away.");
    let moved = desk.write(|session| passage_move(session, &passage, false));
    assert_eq!(moved.state, AnchorState::Moved);
    let place = all(&desk).remove(0).selector;
    assert_eq!((place.start, place.end), (Some(13), Some(33)));
    assert_eq!((place.time_from_ms, place.time_to_ms), (None, None), "the new text has no times");
    newer_text(&desk, &report, "Note. In all six of them were taken away.");
    let why = desk.refuses(|session| passage_move(session, &passage, false));
    assert!(why.contains("--accept-changed"), "{why}");
    desk.write(|session| passage_move(session, &passage, true));
    assert_eq!(all(&desk)[0].selector.exact.as_deref(), Some("six of them were taken"));
    desk.write(|session| undo(session, None));
    assert_eq!(all(&desk)[0].selector.exact.as_deref(), Some("six of us were taken"));
    desk.is_intact();
}

#[test]
fn a_passage_whose_text_is_gone_is_not_called_well() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    let photo = desk.document("photo.png", PNG);
    desk.passage(&report, "They said nothing");
    let request = AnchorRequest { document: Some(photo), ..AnchorRequest::default() };
    let found = desk.write(|session| passage_check(session, &request));
    assert_eq!((found.items[0].state, found.not_checked), (AnchorState::NotChecked, 1));
    assert!(!found.is_well());
}

#[test]
fn the_words_of_a_sealed_passage_are_shown_only_when_asked_for() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "Before it. Her name is Sara. After it.");
    let passage = desk.passage(&report, "Her name is Sara");
    desk.seal(&passage);
    let session = desk.session(Purpose::Read);
    let list = |show_sealed: bool| {
        let request = PassageListRequest { show_sealed, ..PassageListRequest::default() };
        serde_json::to_string(&passage_list(&session, &request).unwrap()).unwrap()
    };
    assert!(!list(false).contains("Sara") && !list(false).contains("After it"), "{}", list(false));
    assert!(list(true).contains("Sara"));
    let error = passage_show(&session, &passage, false).unwrap_err();
    assert!(error.class() == ErrorClass::BadInput && !error.to_string().contains("Sara"));
    assert!(passage_show(&session, &passage, true).is_ok());
    let found = desk.write(|session| passage_check(session, &AnchorRequest::default()));
    assert_eq!(found.exact, 1);
    assert!(!serde_json::to_string(&found).unwrap().contains("Sara"), "{found:?}");
}

#[test]
fn on_the_command_line_lost_words_end_in_one_and_refusals_in_two() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", TWINS);
    desk.text_document("letter.txt", "Six.");
    read(&desk, &report);
    let entries = desk.entries();
    for (arguments, code) in [
        (&["passage", "add", &report, "--quote", "nobody was there at all"][..], 1),
        (&["passage", "add", &report, "--quote", "one of six"], 1),
        (&["passage", "add", &report, "--quote", " "], 2),
        (&["passage", "add", &report, "--time", "1-2"], 2),
        (&["passage", "add", &report, "--region", "60,0,50,10"], 2),
        (&["relate", "report", "report", "--as", "quotes"], 2),
        (&["claim", "add", "Six.", "--date", "2019-02-30"], 2),
        (&["cite", "report", "--csl", "report.txt"], 2),
    ] {
        let output = desk.cli(arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(!told.trim().is_empty() || code == 1, "{arguments:?} says nothing");
    }
    assert_eq!(desk.entries(), entries);
}

#[test]
fn words_are_found_as_words_and_never_inside_a_number() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "The dam cost 417 people. Others came.");
    for quote in ["cost 41", "the", "dam cost 417 peopl"] {
        let found = desk.quote(&quotation(&report, quote));
        assert_eq!(found.how, Match::Absent, "{quote}");
    }
    assert_eq!(desk.quote(&quotation(&report, "cost 417")).how, Match::Exact);
}
