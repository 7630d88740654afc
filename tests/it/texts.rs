//! Texts of documents: made once, shown, laid beside a translation; what they propose for a source.

use serde_json::Value;
use vouchsafe_app::{
    AlignRequest, DeriveRequest, DocumentTextReport, DocumentTextRequest, Error, ExtractReport,
    ExtractRequest, Purpose, Session, Silent, document_accept, document_align, document_derive,
    document_extract, document_proposals, document_text, source_show, undo,
};

use crate::support::{Desk, noise};

const PAGE: &str = "<html lang=en><head><title>Six sentenced</title>\
    <meta name=citation_title content='Six sentenced in Darband'>\
    <meta name=citation_author content='Talebi, Sara'></head>\
    <body><h1>Six sentenced</h1><p>One of six appealed.</p></body></html>";

fn extract(desk: &Desk, documents: &[&str]) -> ExtractReport {
    let documents = documents.iter().map(|id| (*id).to_owned()).collect();
    let request = ExtractRequest { documents, again: false };
    desk.write(|session| document_extract(session, &request, &Silent))
}

fn text(session: &mut Session, document: &str) -> Result<DocumentTextReport, Error> {
    let document = document.to_owned();
    document_text(session, &DocumentTextRequest { document, ..DocumentTextRequest::default() })
}

/// Takes a translation of a document in.
pub fn translation(desk: &Desk, of: &str, name: &str, text: &str) -> String {
    let request = DeriveRequest {
        from: of.to_owned(),
        file: desk.file(name, text.as_bytes()),
        derivation: "translation".to_owned(),
        by: Some("Mina".to_owned()),
        tool: None,
        reason: None,
    };
    let made = desk.write(|session| document_derive(session, &request, &Silent));
    made.item.document.expect("it was taken in")
}

fn align(
    session: &mut Session,
    document: &str,
    pairs: Option<&[[u64; 4]]>,
) -> Result<usize, Error> {
    let pairs = pairs.map(<[_]>::to_vec);
    let request = AlignRequest { document: document.to_owned(), original: None, pairs };
    document_align(session, &request).map(|report| report.pairs)
}

#[test]
fn a_text_is_made_once_and_shown_with_its_paragraphs() {
    let desk = Desk::new();
    let letter = desk.text_document("letter.txt", "یکی از شش نفر\n\nand one more");
    let shown = desk.write(|session| text(session, &letter));
    assert_eq!(shown.text, "یکی از شش نفر\n\nand one more");
    let blocks: Vec<(u64, u64, Value)> = shown
        .blocks
        .iter()
        .map(|block| (block.start, block.end, serde_json::to_value(block.direction).unwrap()))
        .collect();
    assert_eq!(blocks, [(0, 13, "rtl".into()), (15, 27, "ltr".into())]);
    assert_eq!(extract(&desk, &[]).items.len(), 0, "this version has read it already");
    desk.is_intact();
}

#[test]
fn the_same_bytes_are_read_once_and_what_cannot_be_read_stays_archived() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "One of six appealed.");
    let again = desk.later_capture("report", "copy.txt", "One of six appealed.");
    let film = desk.document("film.bin", &noise(4_000));
    let made = extract(&desk, &[]);
    assert_eq!((made.with_text, made.without_text, made.failed), (1, 0, 1));
    assert!(made.items.iter().any(|item| item.reason.is_some()), "{made:?}");
    for document in [&report, &again] {
        assert_eq!(desk.write(|session| text(session, document)).text, "One of six appealed.");
    }
    let why = desk.refuses(|session| text(session, &film));
    assert!(why.contains("it could not be read"), "{why}");
    desk.is_intact();
}

#[test]
fn an_extraction_is_not_undone_since_quotations_rest_on_it() {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", "One of six appealed.");
    extract(&desk, &[&report]);
    let why = desk.refuses(|session| undo(session, None));
    assert!(why.contains("it records what happened"), "{why}");
}

#[test]
fn the_text_of_a_sealed_document_is_shown_only_when_asked_for() {
    let desk = Desk::new();
    let letter = desk.text_document("letter.txt", "Her name is Sara.");
    desk.write(|session| text(session, &letter));
    desk.seal("letter");
    let why = desk.refuses(|session| text(session, &letter));
    assert!(why.contains("--show-sealed") && !why.contains("Sara"), "{why}");
    let request = DocumentTextRequest { document: letter, show_sealed: true, ..Default::default() };
    assert!(desk.write(|session| document_text(session, &request)).text.contains("Sara"));
}

#[test]
fn a_page_that_is_not_there_is_refused() {
    let desk = Desk::new();
    let letter = desk.text_document("letter.txt", "One.");
    desk.write(|session| text(session, &letter));
    let request =
        DocumentTextRequest { document: letter, page_number: Some(1), ..Default::default() };
    let why = desk.refuses(|session| document_text(session, &request));
    assert!(why.contains("it has no pages"), "{why}");
}

#[test]
fn a_document_proposes_and_a_person_takes_over_or_back() {
    let desk = Desk::new();
    let page = desk.text_document("page.html", PAGE);
    let found = desk.write(|session| document_proposals(session, &page, false)).proposals;
    let author = found.iter().find(|one| one.variable == "author").expect("it names one");
    assert_eq!((author.state, &author.basis[..]), ("new", "meta citation_author"));
    let changed = desk.write(|session| document_accept(session, &page, &[author.number])).changed;
    assert_eq!(changed, ["csl.author"]);
    let csl = || source_show(&desk.session(Purpose::Read), "page", false).unwrap().item.csl;
    assert_eq!(csl()["author"][0]["family"], "Talebi");
    desk.write(|session| undo(session, None));
    assert!(!csl().contains_key("author"), "{:?}", csl());
    desk.refuses(|session| document_accept(session, &page, &[99]));
    desk.is_intact();
}

#[test]
fn a_translation_is_laid_beside_its_original_by_paragraphs_or_pairs() {
    let desk = Desk::new();
    let letter = desk.text_document("letter.txt", "شش نفر\n\nیک نفر");
    let english = translation(&desk, &letter, "english.txt", "six people\n\none person");
    assert_eq!(desk.write(|session| align(session, &english, None)), 2);
    assert_eq!(desk.write(|session| align(session, &english, Some(&[[0, 3, 0, 2]]))), 1);
    let three = translation(&desk, &letter, "three.txt", "six\n\npeople\n\none person");
    extract(&desk, &[&three]);
    for (pairs, reason) in [
        (None, "it has 3 paragraphs and the original 2"),
        (Some(&[[0, 3, 0, 99]][..]), "leaves a text"),
        (Some(&[[3, 3, 0, 2]][..]), "is empty"),
        (Some(&[][..]), "there are no pairs"),
    ] {
        let why = desk.refuses(|session| align(session, &three, pairs));
        assert!(why.contains(reason), "{why}");
    }
    let why = desk.refuses(|session| align(session, &letter, None));
    assert!(why.contains("--original"), "{why}");
    desk.is_intact();
}
