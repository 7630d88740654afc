//! What is made to be looked at or listened to, through the real process: pages as images,
//! loudness, captured pages without what is active in them.

use std::{io::Read, path::PathBuf, time::Duration};

use vouchsafe_extract::{CapturedPage, Extractor, FailureReason, Limits, PageImage, WallError};

use crate::support::extractor;

fn sample(name: &str) -> Vec<u8> {
    read("../assets/sample", name)
}

fn fixture(name: &str) -> Vec<u8> {
    read("fixtures", name)
}

fn read(folder: &str, name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(media_type: &str, bytes: &[u8], page: u32, width: u32) -> Result<PageImage, WallError> {
    extractor().page_image(media_type, &mut &bytes[..], page, width)
}

fn reason(result: Result<impl std::fmt::Debug, WallError>) -> FailureReason {
    match result {
        Err(WallError::Failed { reason, .. }) => reason,
        other => panic!("it should fail with a reason: {other:?}"),
    }
}

#[test]
fn pages_of_a_pdf_are_drawn_by_a_process_that_is_held() {
    let pdf = sample("registry-extract-41-1402.pdf");
    let mut drawn = Vec::new();
    // The third is in Persian.
    for number in 1..=4 {
        let image = page("application/pdf", &pdf, number, 300).expect("it can be drawn");
        assert_eq!(image.width, 300);
        assert!((400..450).contains(&image.height), "{}", image.height);
        assert!(!drawn.contains(&image.png), "page {number} is like another");
        assert!(image.png.len() > 3_000, "page {number} is empty: {} bytes", image.png.len());
        drawn.push(image.png);
    }
    assert_eq!(reason(page("application/pdf", &pdf, 5, 300)), FailureReason::Unsupported);
    assert_eq!(reason(page("application/pdf", &pdf, 0, 300)), FailureReason::Unsupported);
    assert_eq!(reason(page("application/pdf", &pdf, 1, 4_001)), FailureReason::TooLarge);
    assert_eq!(reason(page("application/pdf", b"%PDF-1.7", 1, 300)), FailureReason::Malformed);
}

#[test]
fn an_image_is_a_page_upright_and_never_made_wider() {
    let photograph = sample("notice-board.jpg");
    let upright = page("image/jpeg", &photograph, 1, 200).expect("it can be drawn");
    assert_eq!(upright.width, 200);
    // It was taken with the camera on its side.
    assert!(upright.height > upright.width, "{} by {}", upright.width, upright.height);
    let scan = sample("summons-scan.png");
    let whole = page("image/png", &scan, 1, 4_000).expect("it can be drawn");
    assert!(whole.width < 4_000);
    assert_eq!(reason(page("image/png", &scan, 2, 200)), FailureReason::Unsupported);
}

/// Bytes that nobody may look at.
struct Unread;

impl Read for Unread {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        panic!("a byte of the document was read")
    }
}

#[test]
fn what_is_not_drawn_heard_or_shown_costs_no_process() {
    let nowhere = Extractor::new(PathBuf::from("/nowhere/vouchsafe-extract"));
    for media_type in ["text/html", "text/plain", "image/svg+xml", "application/epub+zip"] {
        let drawn = nowhere.page_image(media_type, &mut Unread, 1, 100);
        assert_eq!(reason(drawn), FailureReason::Unsupported, "{media_type}");
        let heard = nowhere.peaks(media_type, &mut Unread, 100);
        assert_eq!(reason(heard), FailureReason::Unsupported, "{media_type}");
    }
    let shown = nowhere.captured_page("application/pdf", &mut Unread);
    assert_eq!(reason(shown), FailureReason::Unsupported);
}

#[test]
fn recordings_of_every_kind_are_as_loud_as_each_other() {
    let whole = extractor().peaks("audio/ogg", &mut &sample("statement-w3.ogg")[..], 1_000);
    let whole = whole.expect("it is a recording");
    assert_eq!(whole.peaks.len(), 1_000);
    let mut all = Vec::new();
    for (name, media_type) in [
        ("two-seconds.wav", "audio/x-wav"),
        ("two-seconds.flac", "audio/x-flac"),
        ("two-seconds.mp3", "audio/mpeg"),
        ("two-seconds.m4a", "audio/m4a"),
        ("two-seconds.aac", "audio/aac"),
    ] {
        let bytes = fixture(&format!("sound/{name}"));
        assert_eq!(vouchsafe_extract::media_type(&bytes, name), media_type, "{name}");
        let made = extractor().peaks(media_type, &mut &bytes[..], 20);
        let made = made.unwrap_or_else(|error| panic!("{name}: {error}"));
        // An encoder fills its last packet up with silence.
        assert!((1_950..=2_200).contains(&made.duration_ms), "{name}: {}", made.duration_ms);
        all.push(*made.peaks.iter().max().expect("there are twenty"));
    }
    let (least, most) = (all.iter().min().expect("five"), all.iter().max().expect("five"));
    assert!(*least > 10 && most - least <= 15, "{all:?}");
    let none = extractor().peaks("audio/mpeg", &mut &b"no recording"[..], 20);
    assert_eq!(reason(none), FailureReason::Unsupported);
}

#[test]
fn a_recording_has_more_time_than_a_document() {
    let limits = Limits { wall_clock: Duration::ZERO, ..Limits::STANDARD };
    let extractor = extractor().with_limits(limits);
    let bytes = fixture("sound/two-seconds.wav");
    extractor.peaks("audio/x-wav", &mut &bytes[..], 20).expect("it has another clock");
    let page = sample("court-notice-417.html");
    let late = extractor.captured_page("text/html", &mut &page[..]);
    assert!(late.is_err(), "{late:?}");
}

#[test]
fn a_captured_page_comes_back_without_what_is_active_in_it() {
    let page = "<title>گزارش</title><script>alert(1)</script><img src=http://e.example/a.png>\
        <p onclick=x()>متن</p>";
    let CapturedPage { active, html } =
        extractor().captured_page("text/html", &mut page.as_bytes()).expect("it is a page");
    assert_eq!((active.scripts, active.event_handlers, active.addresses.count()), (1, 1, 1));
    assert!(html.contains("<p>متن</p>") && !html.contains("e.example"), "{html}");
    let saved = "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: \
        text/html\r\nContent-Location: https://a.example/\r\n\r\n<link rel=stylesheet \
        href=cid:s@x><img src=https://a.example/i.png><img src=https://a.example/other.png>\r\n\
        --b\r\nContent-Type: text/css\r\nContent-ID: <s@x>\r\n\r\nb { color: red }\r\n--b\r\n\
        Content-Type: image/png\r\nContent-Location: https://a.example/i.png\r\n\
        Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b--\r\n";
    let made = extractor().captured_page("multipart/related", &mut saved.as_bytes());
    let CapturedPage { active, html } = made.expect("it is a page");
    assert_eq!(active.addresses.count(), 1, "{html}");
    assert!(html.contains("data:image/png;base64,iVBORw=="), "{html}");
    assert!(html.contains("<style>b { color: red }"), "{html}");
    let whole = sample("court-notice-417.html");
    let made = extractor().captured_page("text/html", &mut &whole[..]).expect("it is a page");
    assert!(made.html.contains("data:image/"), "the picture saved in the page is gone");
}
