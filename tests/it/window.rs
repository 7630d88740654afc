//! What the window asks for: lists with random access, files before they are taken in, a document
//! ready to be read, what was verified when.

use std::path::Path;

use serde_json::{Value, json};
use vouchsafe_app::{
    AddPreviewRequest, AddPreviewStatus, AnchorState, DocumentFilter, DocumentNeed,
    DocumentReadingRequest, DocumentRow, DocumentRowsRequest, DocumentSort, PassageOverviewRequest,
    Purpose, QuickCopyRequest, Shelf, Silent, VerificationRunsRequest, VerificationScope,
    VerifyRequest, add_preview, claim_show, document_facets, document_proposals, document_reading,
    document_rows, document_rows_first, evidence_withdraw, integrity_overview, passage_overview,
    quick_copy, sample, tag_add, verification_runs,
};

use crate::support::Desk;

fn rows(desk: &Desk, shelf: &mut Shelf, request: DocumentRowsRequest) -> Vec<DocumentRow> {
    let request = DocumentRowsRequest { limit: 500, ..request };
    document_rows(&desk.session(Purpose::Read), shelf, &request).expect("an archive").rows
}

fn with_text(text: &str) -> DocumentRowsRequest {
    let filter = DocumentFilter { text: Some(text.to_owned()), ..DocumentFilter::default() };
    DocumentRowsRequest { filter, ..DocumentRowsRequest::default() }
}

fn titles(rows: &[DocumentRow]) -> Vec<&str> {
    rows.iter().filter_map(|row| row.title.as_deref()).collect()
}

#[test]
fn documents_are_narrowed_and_sorted_and_come_in_windows() {
    let desk = Desk::with_documents();
    let mut shelf = Shelf::new();
    let sorted = |sort, descending| DocumentRowsRequest { sort, descending, ..Default::default() };
    for (request, expected) in [
        (sorted(DocumentSort::Added, false), vec!["report.txt", "letter.txt", "film.bin"]),
        (sorted(DocumentSort::Title, false), vec!["film.bin", "letter.txt", "report.txt"]),
        (sorted(DocumentSort::Size, true), vec!["film.bin", "report.txt", "letter.txt"]),
        (with_text("TXT rep"), vec!["report.txt"]),
        (with_text("nothing"), vec![]),
    ] {
        assert_eq!(titles(&rows(&desk, &mut shelf, request.clone())), expected, "{request:?}");
    }
    let window = DocumentRowsRequest { offset: 1, limit: 1, ..Default::default() };
    let report = document_rows(&desk.session(Purpose::Read), &mut shelf, &window).unwrap();
    assert_eq!((titles(&report.rows), report.total), (vec!["letter.txt"], 3));
    let row = &report.rows[0];
    assert!(row.added_at.is_some() && row.held && row.last_checked.is_none(), "{row:?}");
    // A title that is only the file's name is none; nobody said where it came from.
    assert_eq!(row.needs, [DocumentNeed::Title, DocumentNeed::Date, DocumentNeed::Origin]);
}

#[test]
fn the_first_rows_are_those_that_the_shelf_shows() {
    let desk = Desk::with_documents();
    desk.seal(&rows(&desk, &mut Shelf::new(), with_text("letter"))[0].id);
    desk.remove(&rows(&desk, &mut Shelf::new(), with_text("film"))[0].id);
    let session = desk.session(Purpose::Read);
    let request = DocumentRowsRequest { limit: 2, ..Default::default() };
    let first = document_rows_first(&session, &request).unwrap().expect("these are the first");
    let all = document_rows(&session, &mut Shelf::new(), &request).unwrap();
    assert_eq!((json!(first.rows), first.total), (json!(all.rows), all.total));
    for later in [with_text("report"), DocumentRowsRequest { offset: 499, limit: 2, ..request }] {
        assert!(document_rows_first(&session, &later).unwrap().is_none(), "{later:?}");
    }
}

#[test]
fn a_shelf_kept_up_to_date_is_as_one_made_anew() {
    let desk = Desk::new();
    let mut kept = Shelf::new();
    let mut look = |step: &str| {
        let all = DocumentRowsRequest { sort: DocumentSort::Evidence, ..Default::default() };
        let kept = json!(rows(&desk, &mut kept, all.clone()));
        assert_eq!(kept, json!(rows(&desk, &mut Shelf::new(), all)), "after {step}");
        kept
    };
    look("nothing");
    let report = desk.text_document("report.txt", "One of six was sentenced. He appealed.");
    look("the first document");
    let other = desk.text_document("letter.txt", "All seven were.");
    look("the second document");
    let claim = desk.claim("Six were sentenced.");
    let held = desk.hold(&claim, &report, "One of six", "supports");
    assert_eq!(look("evidence").as_array().unwrap()[1]["evidence_count"], 1);
    let session = &mut desk.session(Purpose::Write);
    evidence_withdraw(session, &held.evidence.unwrap(), "said twice").unwrap();
    look("a withdrawal");
    tag_add(session, std::slice::from_ref(&other), "urgent").unwrap();
    assert_eq!(look("a tag").as_array().unwrap()[0]["tags"], json!(["urgent"]));
    desk.later_capture("report", "again.txt", "One of seven was sentenced.");
    look("a second document of a source");
    desk.seal(&other);
    let sealed = look("sealing");
    let sealed = sealed.as_array().unwrap().iter().find(|row| row["id"] == json!(other)).unwrap();
    for told in ["title", "source", "sha256", "name", "date"] {
        assert_eq!(sealed[told], Value::Null, "{told} of a sealed document");
    }
    desk.verify_as(&VerifyRequest::default());
    assert!(look("a verification").as_array().unwrap()[0]["last_checked"].is_string());
}

#[test]
fn what_is_sealed_is_not_found_by_its_words() {
    let desk = Desk::with_documents();
    let mut shelf = Shelf::new();
    let report = rows(&desk, &mut shelf, with_text("report")).remove(0);
    desk.seal(&report.id);
    assert!(rows(&desk, &mut shelf, with_text("report")).is_empty());
    let mut asked = with_text("report");
    asked.filter.show_sealed = true;
    assert_eq!(titles(&rows(&desk, &mut shelf, asked)), ["report.txt"]);
    let by_title = DocumentRowsRequest { sort: DocumentSort::Title, ..Default::default() };
    let last = rows(&desk, &mut shelf, by_title).pop().unwrap();
    assert_eq!(last.id, report.id, "a sealed title has no place among others");
}

#[test]
fn facets_count_what_another_choice_would_give() {
    let desk = Desk::with_documents();
    let mut shelf = Shelf::new();
    let session = desk.session(Purpose::Read);
    let filter = DocumentFilter {
        media: Some(vouchsafe_app::DocumentMedia::Other),
        ..DocumentFilter::default()
    };
    let facets = document_facets(&session, &mut shelf, &filter).unwrap();
    let media = facets.media.iter().map(|item| (item.value.as_str(), item.count));
    assert_eq!(media.collect::<Vec<_>>(), [("text", 2), ("other", 1)]);
    assert_eq!((facets.total, facets.needs.len()), (1, 3));
}

#[test]
fn files_are_looked_at_before_they_are_taken_in() {
    let desk = Desk::with_documents();
    desk.file("new/again.txt", b"One of six was sentenced. He and six others appealed.");
    desk.file("new/fresh.txt", b"Nobody has seen this.");
    let request = AddPreviewRequest {
        paths: vec![desk.path("report.txt"), desk.path("new")],
        recursive: true,
    };
    let session = desk.session(Purpose::Read);
    let report = add_preview(&session, &request, &Silent).unwrap();
    let statuses: Vec<_> =
        report.items.iter().map(|item| (item.name.as_str(), item.status)).collect();
    let expected = [
        ("report.txt", AddPreviewStatus::SamePath),
        ("new/again.txt", AddPreviewStatus::SameBytes),
        ("new/fresh.txt", AddPreviewStatus::New),
    ];
    assert_eq!(statuses, expected);
    assert_eq!(report.items[1].already[0].source.as_deref(), Some("report"));
    assert_eq!(report.total_bytes, 53 + 53 + 21);
}

#[test]
fn a_document_comes_with_all_that_a_reader_needs() {
    let desk = Desk::new();
    let document = desk.text_document("report.txt", "One of six.\n\nHe and six others appealed.");
    let claim = desk.claim("Seven appealed.");
    desk.hold(&claim, &document, "He and six others", "supports");
    let request = DocumentReadingRequest { document: document.clone(), ..Default::default() };
    let report = document_reading(&mut desk.session(Purpose::Write), &request).unwrap();
    assert_eq!(report.blocks.len(), 2);
    let passage = &report.passages[0];
    let place = |offset: Option<u64>| usize::try_from(offset.unwrap()).unwrap();
    let (start, end) = (place(passage.start), place(passage.end));
    assert_eq!(&report.text[start..end], "He and six others");
    assert_eq!((passage.state, passage.evidence[0].claim.as_str()), (AnchorState::Exact, &*claim));
    let second = DocumentReadingRequest { first_block: 1, ..request };
    let part = document_reading(&mut desk.session(Purpose::Write), &second).unwrap();
    assert_eq!((part.text.as_str(), part.start), ("He and six others appealed.", 13));
    assert_eq!((part.length, part.block_total), (40, 2));
}

#[test]
fn what_was_never_verified_waits_first() {
    let desk = Desk::with_documents();
    desk.verify_as(&VerifyRequest::default());
    let late = desk.text_document("late.txt", "It came after the verification.");
    let quick = VerifyRequest { quick: true, ..VerifyRequest::default() };
    desk.verify_as(&quick);
    let session = desk.session(Purpose::Read);
    let runs = verification_runs(&session, &VerificationRunsRequest::default()).unwrap();
    let scopes: Vec<_> = runs.runs.iter().map(|run| run.scope).collect();
    assert_eq!(scopes, [VerificationScope::Part, VerificationScope::Full]);
    assert_eq!(runs.runs[1].verdict.as_deref(), Some("intact"));
    let overview = integrity_overview(&session).unwrap();
    assert_eq!((overview.documents, overview.never_checked), (4, 1));
    assert_eq!(overview.waiting[0].document, late);
    assert!(overview.last_full.is_some() && overview.waiting[1].last_checked.is_some());
}

#[test]
fn the_sample_becomes_an_archive_to_work_in() {
    let desk = Desk::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sample");
    let mut session = desk.session(Purpose::Write);
    let report = sample(&mut session, &folder, &Silent).unwrap();
    assert_eq!((report.documents, report.claims), (20, 7));
    let claim = report.claim.unwrap();
    let shown = claim_show(&session, &claim, false).unwrap();
    assert!(shown.item.statement.unwrap().starts_with("Seven people were sentenced"));
    let overview =
        passage_overview(&session, &PassageOverviewRequest { limit: 9, ..Default::default() });
    let overview = overview.unwrap();
    assert_eq!((overview.rows.len(), overview.counts.exact), (9, overview.total));
    assert!(overview.total >= report.passages && overview.lost.is_empty());
    let of_claim = PassageOverviewRequest { claim: Some(claim), ..Default::default() };
    assert_eq!(passage_overview(&session, &of_claim).unwrap().total, 19);
    drop(session);
    assert_eq!(desk.codes(), [""; 0]);
}

#[test]
fn a_passage_is_copied_with_where_it_is_from() {
    let desk = Desk::new();
    let document =
        desk.text_document("خبر.txt", "او و شش نفر دیگر <اعتراض> کردند و به خانه رفتند.");
    let passage = desk.passage(&document, "شش نفر دیگر <اعتراض>");
    let session = desk.session(Purpose::Read);
    let request = QuickCopyRequest { passage: passage.clone(), ..QuickCopyRequest::default() };
    let copied = quick_copy(&session, &request).unwrap();
    let (start, rest) = ("«شش نفر دیگر <اعتراض>» ", "[sha256 ");
    assert!(copied.text.starts_with(start) && copied.text.contains(rest), "{}", copied.text);
    assert!(copied.html.contains("dir=\"rtl\">«شش نفر دیگر &lt;اعتراض&gt;»</span>"), "{copied:?}");
    drop(session);
    desk.seal(&document);
    assert!(quick_copy(&desk.session(Purpose::Read), &request).is_err(), "sealed words leave");
}

#[test]
fn a_text_that_says_nothing_of_its_title_proposes_its_first_words() {
    let desk = Desk::new();
    let plain = desk.text_document("a.txt", "\n  Letter to the court  \nof 6 March");
    let headed = desk.text_document("b.html", "<p>Printed in Nimbar</p><h1>The seven</h1>");
    for (document, title, basis) in
        [(plain, "Letter to the court", "first line"), (headed, "The seven", "first heading")]
    {
        let found = desk.write(|session| document_proposals(session, &document, false)).proposals;
        let title_of = found.iter().find(|item| item.variable == "title").unwrap();
        assert_eq!((&title_of.value, title_of.basis.as_str()), (&json!(title), basis));
    }
}
