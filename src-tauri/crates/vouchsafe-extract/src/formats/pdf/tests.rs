//! Small files in, text out.

use std::fmt::Write;

use super::*;
use crate::BlockKind;

/// Returns a file of one page per content stream, in Helvetica.
fn pdf(pages: &[&str], catalog: &str) -> Vec<u8> {
    let count = pages.len();
    let kids: String = (0..count).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (page, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</Font<</F 3 0 R>>>>\
             /Contents {} 0 R>>",
            5 + 2 * page
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut out = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).expect("memory");
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("memory");
    for offset in offsets {
        writeln!(out, "{offset:010} 00000 n ").expect("memory");
    }
    let size = objects.len() + 1;
    write!(out, "trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").expect("memory");
    out.into_bytes()
}

fn text(content: &str) -> String {
    read(&pdf(&[content], "")).text.map(|text| text.text).unwrap_or_default()
}

#[test]
fn places_become_words_lines_and_paragraphs() {
    for (content, expected) in [
        ("BT /F 10 Tf 20 300 Td (One line.) Tj ET", "One line."),
        // Two lines of a paragraph, a hyphen at the end of the first.
        (
            "BT /F 10 Tf 20 300 Td (One hyphen-) Tj 0 -12 Td (ated word) Tj ET",
            "One hyphen-\nated word",
        ),
        // Drawn from the bottom up.
        ("BT /F 10 Tf 20 288 Td (second) Tj 0 12 Td (first) Tj ET", "first\nsecond"),
        // A space that is a gap, and a gap that is none.
        ("BT /F 10 Tf 20 300 Td [(wo) -20 (rd) -300 (next)] TJ ET", "word next"),
        // One space drawn, and the others not.
        (
            "BT /F 10 Tf 20 300 Td [(so) -200 (many words) -200 (in) -200 (a) -200 (line)] TJ ET",
            "so many words in a line",
        ),
        // Far apart: cells.
        ("BT /F 10 Tf 20 300 Td (a) Tj 100 0 Td (b) Tj ET", "a\tb"),
        // Drawn twice to look bold.
        ("BT /F 10 Tf 20 300 Td (bold) Tj 0.3 0 Td (bold) Tj ET", "bold"),
        // Not drawn: what a scan was recognised to say.
        ("BT 3 Tr /F 10 Tf 20 300 Td (recognised) Tj ET", "recognised"),
        // Off the page.
        ("BT /F 10 Tf 20 900 Td (gone) Tj 0 -600 Td (here) Tj ET", "here"),
        // Upwards on the margin, after what is level.
        (
            "BT /F 10 Tf 0 1 -1 0 20 100 Tm (margin) Tj 1 0 0 1 40 50 Tm (level) Tj ET",
            "level\n\nmargin",
        ),
        ("BT /F 10 Tf 20 300 Td /Span <</ActualText (fi)>> BDC (x) Tj EMC (ne) Tj ET", "fine"),
        ("", ""),
    ] {
        assert_eq!(text(content), expected, "{content}");
    }
}

#[test]
fn columns_are_read_one_after_the_other_under_their_title() {
    let mut content = "BT /F 20 Tf 20 380 Td (A title as wide as the page is) Tj ET\n".to_owned();
    for (x, name) in [(20, "left"), (160, "right")] {
        for line in 0..8 {
            let y = 340 - 12 * line;
            writeln!(content, "BT /F 10 Tf {x} {y} Td ({name} column, line {line} of it) Tj ET")
                .expect("memory");
        }
    }
    let made = read(&pdf(&[&content], "")).text.expect("there is text");
    let place = |words: &str| made.text.find(words).expect(&made.text);
    assert!(place("A title") < place("left column, line 0"));
    assert!(place("left column, line 7") < place("right column, line 0"));
    assert_eq!(made.structure.blocks[0].kind, BlockKind::Heading);
}

#[test]
fn a_cell_of_two_lines_is_one_cell() {
    let content = "BT /F 10 Tf 20 300 Td (4) Tj 30 0 Td (Mahlaqa) Tj 80 0 Td (teacher) Tj \
        -80 -12 Td (Sabukrah) Tj -30 -20 Td (5) Tj 30 0 Td (Siavosh) Tj ET";
    assert_eq!(text(content), "4\tMahlaqa Sabukrah\tteacher\n\n5\tSiavosh");
}

#[test]
fn pages_and_words_are_where_they_are() {
    let pages =
        ["BT /F 10 Tf 20 300 Td (one two) Tj ET", "", "BT /F 10 Tf 20 300 Td (three) Tj ET"];
    let labels = "/PageLabels<</Nums[0<</S/r>>2<</S/D/P(A-)/St 7>>]>>";
    let made = read(&pdf(&pages, labels)).text.expect("there is text");
    let pages: Vec<_> = made
        .structure
        .pages
        .iter()
        .map(|page| (page.start, page.end, page.page_number, page.label.as_deref()))
        .collect();
    assert_eq!(pages, [(0, 7, 1, Some("i")), (7, 7, 2, Some("ii")), (9, 14, 3, Some("A-7"))]);
    assert!(made.structure.pages.iter().all(|page| (page.width, page.height) == (30_000, 40_000)));
    let two = &made.structure.words[1];
    assert_eq!((two.start, two.end, two.page_number), (4, 7, 1));
    // The base line is 100 points from the top; the letters stand on it.
    assert!((9_000..10_000).contains(&two.y) && two.y + two.height > 10_000, "{two:?}");
    assert!((3_500..4_500).contains(&two.x), "{two:?}");
}

#[test]
fn a_page_from_right_to_left_comes_out_as_it_was_written() {
    let bytes = include_bytes!("../../../../../../assets/sample/registry-extract-41-1402.pdf");
    let made = read(bytes);
    let text = made.text.expect("there is text").text;
    for line in [
        "در دفتر ثبت احکام، ذیل پروندهٔ ۴۱/۱۴۰۲ («دریچه‌خانه»)، در روز",
        "۷\t۳\tیوسف نیمبارزاده\t۲۷\t۳ سال\tحاضر",
        "شمار سطرها: ۸. مهلت تجدیدنظرخواهی برای حاضران بیست روز",
        "4\t41/1402-4\tMahlaqa Sabukrah\t41\tschoolteacher\t4 years\tpresent",
    ] {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
}

#[test]
fn what_cannot_be_read_says_why() {
    let locked = "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)\
        /U(01234567890123456789012345678901)/P -4>>/ID[(a)(a)]";
    let file = String::from_utf8(pdf(&[""], "")).expect("text");
    let locked = file.replace("/Root 1 0 R", locked);
    for (bytes, reason) in [
        (&b"%PDF-1.7\nnothing"[..], FailureReason::Malformed),
        (b"", FailureReason::Malformed),
        (locked.as_bytes(), FailureReason::Encrypted),
    ] {
        assert_eq!(read(bytes).failure.map(|failure| failure.reason), Some(reason));
    }
}

#[test]
fn a_page_is_drawn_as_wide_as_it_is_asked_for() {
    let bytes = pdf(&["0 0 300 400 re f"], "");
    for (page_number, width_px, expected) in [
        (1, 30, Ok((30, 40))),
        (1, 4_001, Err(())),
        (1, 0, Err(())),
        (2, 30, Err(())),
        (0, 30, Err(())),
    ] {
        let made = page_image(&bytes, page_number, width_px);
        let found = made.as_ref().map(|image| (image.width, image.height)).map_err(|_| ());
        assert_eq!(found, expected);
        if width_px == 30 && found.is_ok() {
            let image = image::load_from_memory(&made.expect("an image").png).expect("a PNG");
            assert!(image.to_luma8().pixels().all(|pixel| pixel.0[0] < 8));
        }
    }
}
