//! What is broken, cut off or made to hurt must end here as a word, not as a crash.

use super::*;
use crate::media_type;

/// The sample's documents; what is cut off from them is malformed in every way there is.
const SAMPLE: &[(&str, &[u8])] = &[
    ("a.pdf", include_bytes!("../../../../../assets/sample/registry-extract-41-1402.pdf")),
    ("a.html", include_bytes!("../../../../../assets/sample/court-notice-417.html")),
    ("a.eml", include_bytes!("../../../../../assets/sample/fwd-correction.eml")),
    ("a.docx", include_bytes!("../../../../../assets/sample/interview-notes-w3.docx")),
    ("a.md", include_bytes!("../../../../../assets/sample/reedbank-update-14.md")),
    ("a.vtt", include_bytes!("../../../../../assets/sample/statement-w3.vtt")),
    ("a.csv", include_bytes!("../../../../../assets/sample/docket-lines.csv")),
    ("a.txt", include_bytes!("../../../../../assets/sample/letter-1402-12-20.txt")),
    ("a.png", include_bytes!("../../../../../assets/sample/rookery-post-screenshot.png")),
    ("a.jpg", include_bytes!("../../../../../assets/sample/notice-board.jpg")),
];

/// Checks what the parent checks, too: that places are in the text and in order.
fn check(made: &Extraction, what: &str) {
    assert_eq!(made.text.is_some(), made.outcome == Outcome::Text, "{what}");
    let Some(text) = &made.text else { return };
    let length = text.text.chars().count() as u64;
    let chars: Vec<char> = text.text.chars().collect();
    let mut end = None;
    for block in &text.structure.blocks {
        assert!(block.start < block.end && block.end <= length, "{what}: {block:?}");
        // Two line feeds stand between blocks, and nothing else.
        assert_eq!(block.start, end.map_or(0, |end: u64| end + 2), "{what}: {block:?}");
        end = Some(block.end);
    }
    assert_eq!(end.unwrap_or(0), length, "{what}");
    let mut last = 0;
    for word in &text.structure.words {
        assert!(last <= word.start && word.start < word.end && word.end <= length, "{what}");
        let at =
            usize::try_from(word.start).expect("small")..usize::try_from(word.end).expect("small");
        assert!(!chars[at].iter().any(|c| matches!(c, '\n' | '\t')), "{what}: {word:?}");
        last = word.end;
    }
    let mut last = 0;
    for page in &text.structure.pages {
        assert!(last <= page.start && page.start <= page.end && page.end <= length, "{what}");
        last = page.end;
    }
    for cue in &text.structure.cues {
        assert!(cue.start < cue.end && cue.end <= length && cue.from_ms <= cue.to_ms, "{what}");
    }
}

fn ends(name: &str, bytes: &[u8]) -> Option<String> {
    let kind = media_type(SAMPLE.iter().find(|one| one.0 == name).map_or(bytes, |one| one.1), name);
    let what = format!("{name} of {} bytes", bytes.len());
    match std::panic::catch_unwind(|| extract(kind, Some(name), bytes)) {
        Ok(made) => {
            check(&made, &what);
            None
        }
        Err(_) => Some(what),
    }
}

#[test]
fn whole_documents_keep_every_promise() {
    for (name, bytes) in SAMPLE {
        assert_eq!(ends(name, bytes), None);
    }
}

#[test]
fn documents_that_break_off_anywhere_end() {
    let mut panics = Vec::new();
    for (name, bytes) in SAMPLE {
        // Every 97th byte of what is small; some places of what is large and slow to decode.
        let places = if name.ends_with('g') { 4 } else { 24 };
        let step = 97.max(bytes.len() / places / 97 * 97);
        for length in (0..bytes.len()).step_by(step) {
            panics.extend(ends(name, &bytes[..length]));
        }
    }
    assert_eq!(panics, Vec::<String>::new());
}

#[test]
fn documents_with_a_wrong_byte_end() {
    let mut panics = Vec::new();
    for (name, bytes) in SAMPLE.iter().filter(|(_, bytes)| bytes.len() < 90_000) {
        let mut bytes = bytes.to_vec();
        let step = bytes.len() / 12 + 1;
        for at in (7..bytes.len()).step_by(step) {
            let was = bytes[at];
            bytes[at] ^= 0xA5;
            panics.extend(ends(name, &bytes));
            bytes[at] = was;
        }
    }
    assert_eq!(panics, Vec::<String>::new());
}

#[test]
fn what_nothing_reads_has_no_text() {
    for kind in ["audio/ogg", "application/octet-stream", "application/zip", "x"] {
        assert_eq!(extract(kind, None, b"bytes").outcome, Outcome::NoText);
    }
    for kind in ["text/plain", "text/html", "text/markdown", "text/csv", "text/vtt"] {
        assert_eq!(extract(kind, None, b"").outcome, Outcome::NoText, "{kind}");
    }
}

#[test]
fn drafts_are_read_with_their_citations_in_them() {
    for (kind, text, expected) in [
        ("text/markdown", "A *claim* [@key, p. 3].", "A claim [@key, p. 3]."),
        ("text/plain", "A claim [@key].", "A claim [@key]."),
        ("text/x-typst", "A claim @key.", "A claim @key."),
    ] {
        assert_eq!(draft(kind, text.as_bytes()).expect("a draft").text, expected);
    }
    assert!(draft("image/png", b"").is_err());
}
