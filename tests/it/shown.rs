//! What a window shows of a document's bytes: pages, small pictures, loudness, captured pages, and
//! ranges for a player. Sealed ones only when asked for, purged ones not at all.

use std::io::Read as _;

use rusqlite::Connection;
use vouchsafe_app::{
    DocumentBytesRequest, Error, ErrorClass, MediaPeaksRequest, PageImageRequest, Purpose, Session,
    Silent, document_active_content, document_bytes, document_captured_page, document_extract,
    document_page_image, document_thumbnail, media_peaks,
};

use crate::support::Desk;

const PHOTOGRAPH: &[u8] = include_bytes!("../../assets/sample/notice-board.jpg");
const REGISTER: &[u8] = include_bytes!("../../assets/sample/registry-extract-41-1402.pdf");
const RECORDING: &[u8] = include_bytes!("../fixtures/sound/two-seconds.wav");
const PAGE: &str = "<html><script>x()</script><img src=http://e.example/a.png><p>words</p>";

fn of(document: &str) -> DocumentBytesRequest {
    DocumentBytesRequest { document: document.to_owned(), show_sealed: false }
}

fn page(document: &str, page_number: u32) -> PageImageRequest {
    let document = document.to_owned();
    PageImageRequest { document, page_number, width_px: 200, show_sealed: false }
}

/// Returns the width that a PNG says it has.
fn width(png: &[u8]) -> u32 {
    let at: [u8; 4] = png[16..20].try_into().expect("it has a header");
    u32::from_be_bytes(at)
}

fn kept(desk: &Desk) -> i64 {
    let index = desk.path("case.vouch-index");
    if !index.exists() {
        return 0;
    }
    let index = Connection::open(index).expect("it is a plain one");
    let count = index.query_row("SELECT count(*) FROM thumbnail", [], |row| row.get(0));
    count.expect("it has a table for them")
}

#[test]
fn pages_and_small_pictures_are_drawn_from_the_archive() {
    let desk = Desk::new();
    let register = desk.document("register.pdf", REGISTER);
    let photograph = desk.document("photograph.jpg", PHOTOGRAPH);
    let session = desk.session(Purpose::Read);
    for number in [1, 3] {
        let png = document_page_image(&session, &page(&register, number)).expect("it is drawn");
        assert_eq!(width(&png), 200);
    }
    assert_eq!(kept(&desk), 0);
    let small = document_thumbnail(&session, &of(&register)).expect("it is drawn");
    assert_eq!((width(&small), kept(&desk)), (320, 1));
    let again = document_thumbnail(&session, &of(&register)).expect("it is kept");
    assert_eq!(small, again);
    let error = document_page_image(&session, &page(&photograph, 2)).expect_err("it has one");
    assert_eq!(error.class(), ErrorClass::BadInput);
    let said = error.report().message;
    assert!(said.contains("cannot draw page 2") && said.contains("a single page"), "{said}");
}

#[test]
fn small_pictures_made_with_the_text_are_kept_and_used() {
    let desk = Desk::new();
    let photograph = desk.document("photograph.jpg", PHOTOGRAPH);
    desk.write(|session| document_extract(session, &Default::default(), &Silent));
    assert_eq!(kept(&desk), 1);
    // Another than would be made: it is the one that is kept.
    let index = Connection::open(desk.path("case.vouch-index")).expect("there is an index");
    index.execute("UPDATE thumbnail SET png = x'89504E47'", []).expect("it is a plain one");
    let session = desk.session(Purpose::Read);
    let small = document_thumbnail(&session, &of(&photograph)).expect("it is kept");
    assert_eq!(small, b"\x89PNG");
    drop(session);
    desk.purge(&photograph);
    let session = desk.session(Purpose::Read);
    assert!(document_thumbnail(&session, &of(&photograph)).is_err());
}

#[test]
fn a_recording_is_heard_and_read_by_range() {
    let desk = Desk::new();
    let recording = desk.document("statement.wav", RECORDING);
    let session = desk.session(Purpose::Read);
    let request =
        MediaPeaksRequest { document: recording.clone(), count: Some(20), ..Default::default() };
    let report = media_peaks(&session, &request).expect("it can be decoded");
    assert_eq!((report.peaks.len(), report.duration_ms), (20, 2_000));
    for range in [0..4, 100..200, 16_000..99_999, 50_000..60_000] {
        let end = usize::try_from(range.end).expect("small").min(RECORDING.len());
        let start = usize::try_from(range.start).expect("small").min(end);
        let mut opened = document_bytes(&session, &of(&recording), range).expect("it is held");
        assert_eq!(opened.media_type, "audio/x-wav");
        assert_eq!(opened.size_bytes, RECORDING.len() as u64);
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes).expect("they can be read");
        assert_eq!(bytes, &RECORDING[start..end]);
    }
}

#[test]
fn a_captured_page_is_told_from_what_is_active_in_it() {
    let desk = Desk::new();
    let captured = desk.document("page.html", PAGE.as_bytes());
    let session = desk.session(Purpose::Read);
    let report = document_active_content(&session, &of(&captured)).expect("it is a page");
    let kinds: Vec<_> = report.kinds.iter().map(|kind| (kind.kind, kind.count)).collect();
    assert_eq!((report.scripts, report.addresses, &kinds[..]), (1, 1, &[("image", 1)][..]));
    let page = document_captured_page(&session, &of(&captured)).expect("it is a page");
    assert_eq!(page.active, report);
    assert!(page.html.contains("<p>words</p>") && !page.html.contains("e.example"));
}

#[test]
fn what_is_sealed_is_shown_only_when_asked_for() {
    let desk = Desk::new();
    let register = desk.document("register.pdf", REGISTER);
    desk.seal(&register);
    let session = desk.session(Purpose::Read);
    type Ask = fn(&Session, &str) -> Result<(), Error>;
    let asks: [(&str, Ask); 5] = [
        ("page", |session, it| document_page_image(session, &page(it, 1)).map(drop)),
        ("thumbnail", |session, it| document_thumbnail(session, &of(it)).map(drop)),
        ("bytes", |session, it| document_bytes(session, &of(it), 0..4).map(drop)),
        ("active", |session, it| document_active_content(session, &of(it)).map(drop)),
        ("peaks", |session, it| {
            let document = it.to_owned();
            media_peaks(session, &MediaPeaksRequest { document, ..Default::default() }).map(drop)
        }),
    ];
    for (what, ask) in asks {
        let said = ask(&session, &register).expect_err("it is sealed").report().message;
        assert!(said.contains("it is sealed"), "{what}: {said}");
    }
    let asked = PageImageRequest { show_sealed: true, ..page(&register, 1) };
    document_page_image(&session, &asked).expect("it was asked for");
    assert!(!desk.path("case.vouch-index").exists());
}
