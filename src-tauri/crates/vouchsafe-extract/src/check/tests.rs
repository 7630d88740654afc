//! Lies, one by one: each row changes one thing about a reply that passes.

use serde_json::json;

use super::*;
use crate::{Block, Cue, Direction, Page, WordBox};

fn block(start: u64, end: u64) -> Block {
    Block {
        start,
        end,
        kind: BlockKind::Paragraph,
        level: None,
        language: Some("fa-IR".to_owned()),
        language_basis: Some(LanguageBasis::Declared),
        direction: Direction::Rtl,
    }
}

fn page(start: u64, end: u64, page_number: u32) -> Page {
    Page { start, end, page_number, label: Some("xii".to_owned()), width: 59_500, height: 84_200 }
}

fn word_box(start: u64, end: u64, page_number: u32) -> WordBox {
    WordBox { start, end, page_number, x: 100, y: 100, width: 1000, height: 500 }
}

fn cue(start: u64, end: u64) -> Cue {
    Cue { start, end, from_ms: 10, to_ms: 20, speaker: None }
}

/// Two blocks of three letters, two pages, two words, two cues.
fn structure() -> Structure {
    Structure {
        blocks: vec![block(0, 3), block(5, 8)],
        pages: vec![page(0, 3, 1), page(5, 8, 2)],
        words: vec![word_box(0, 3, 1), word_box(5, 8, 2)],
        cues: vec![cue(0, 3), cue(5, 8)],
    }
}

fn read(content: &[u8], structure: &Structure) -> Result<TextRendition, Invalid> {
    let structure = serde_json::to_vec(structure).expect("it can be written");
    text(Some(content.to_vec()), Some(structure))
}

const TEXT: &str = "خبر\n\nabc";

#[test]
fn what_is_right_passes() {
    let rendition = read(TEXT.as_bytes(), &structure()).expect("all of it is right");
    assert_eq!(rendition, TextRendition { text: TEXT.to_owned(), structure: structure() });
}

#[test]
fn a_structure_with_one_thing_wrong_does_not_pass() {
    type Change = fn(&mut Structure);
    let changes: &[(&str, Change)] = &[
        ("a block out of its place", |it| it.blocks[0].start = 1),
        ("a block out of its place", |it| it.blocks[1].start = 4),
        ("a block out of its place", |it| it.blocks[1].end = 5),
        ("a block outside the text", |it| it.blocks[1].end = 9),
        ("a block outside the text", |it| it.blocks[1].end = u64::MAX),
        ("blocks that are not parted", |it| it.blocks[0].end = 4),
        ("text outside the blocks", |it| drop(it.blocks.pop())),
        ("text outside the blocks", |it| it.blocks[1].end = 7),
        ("a level that cannot be", |it| it.blocks[0].level = Some(1)),
        ("a level that cannot be", |it| {
            (it.blocks[0].kind, it.blocks[0].level) = (BlockKind::Heading, Some(10));
        }),
        ("a language without its basis", |it| it.blocks[0].language = None),
        ("a language without its basis", |it| it.blocks[0].language_basis = None),
        ("a language tag that is none", |it| it.blocks[0].language = Some("\"><b>".to_owned())),
        ("a language tag that is none", |it| it.blocks[0].language = Some(String::new())),
        ("a language tag that is none", |it| it.blocks[0].language = Some("fa-".to_owned())),
        ("pages out of order", |it| it.pages.swap(0, 1)),
        ("pages out of order", |it| it.pages[0].start = 4),
        ("a page outside the text", |it| it.pages[1].end = 9),
        ("a page number", |it| it.pages[0].page_number = 0),
        ("a page number", |it| it.pages[1].page_number = 1),
        ("a page number", |it| it.pages[1].page_number = 10_001),
        ("the size of a page", |it| it.pages[0].width = 0),
        ("the size of a page", |it| it.pages[0].height = u32::MAX),
        ("a word that is too long", |it| it.pages[0].label = Some("x".repeat(201))),
        ("a control character in a word", |it| it.pages[0].label = Some("\u{1b}[2J".to_owned())),
        ("words out of order", |it| it.words.swap(0, 1)),
        ("words out of order", |it| it.words[0].end = 0),
        ("a word outside the text", |it| it.words[1].end = 9),
        ("a word on no page", |it| it.words[1].page_number = 3),
        ("a word on another page", |it| it.words[1].start = 4),
        ("a word beside its page", |it| it.words[0].x = 58_501),
        ("a word beside its page", |it| it.words[0].height = u32::MAX),
        ("cues out of order", |it| it.cues.swap(0, 1)),
        ("a cue outside the text", |it| it.cues[1].end = 9),
        ("the time of a cue", |it| it.cues[1].from_ms = 21),
        ("the time of a cue", |it| it.cues[1].to_ms = u64::MAX),
    ];
    for (index, (expected, change)) in changes.iter().enumerate() {
        let mut changed = structure();
        change(&mut changed);
        let error = read(TEXT.as_bytes(), &changed).expect_err(expected);
        assert_eq!(error, Invalid(expected), "row {index}");
    }
}

#[test]
fn a_text_that_is_none_does_not_pass() {
    let long = vec![b'a'; (16 << 20) + 1];
    for (content, expected) in [
        (&b"\xff\n\nabc"[..], "the text is not UTF-8"),
        ("a\0b\n\nabc".as_bytes(), "a NUL in the text"),
        (&long, "the text is too long"),
    ] {
        assert_eq!(read(content, &structure()), Err(Invalid(expected)));
    }
    assert_eq!(text(None, None), Err(Invalid("no text where there is said to be one")));
    let bare = text(Some(b"abc".to_vec()), None);
    assert_eq!(bare, Err(Invalid("a text without structure")));
}

fn facts() -> ImageFacts {
    ImageFacts {
        width: 4000,
        height: 3000,
        orientation: 6,
        thumbnail_png: Vec::new(),
        perceptual_hash: Some("phash-8x8:00ff".to_owned()),
    }
}

fn photograph() -> Extraction {
    let proposal = Proposal {
        variable: "issued".to_owned(),
        value: json!({"date-parts": [[2024, 3, 10]]}),
        basis: "EXIF DateTimeOriginal".to_owned(),
    };
    Extraction {
        image: Some(facts()),
        proposals: vec![proposal],
        warnings: vec!["its colours are guessed".to_owned()],
        ..Extraction::no_text("image/jpeg")
    }
}

fn check(extraction: Extraction, image: Option<&[u8]>) -> Result<Extraction, Invalid> {
    let reply = Reply { image: image.map(<[u8]>::to_vec), ..Reply::default() };
    super::extraction(extraction, reply, "image/jpeg")
}

#[test]
fn a_photograph_with_one_thing_wrong_does_not_pass() {
    check(photograph(), None).expect("all of it is right");
    type Change = fn(&mut Extraction);
    fn of(it: &mut Extraction) -> &mut ImageFacts {
        it.image.as_mut().expect("it is a photograph")
    }
    let changes: &[(&str, Change)] = &[
        ("it was read as another media type", |it| it.media_type = "text/html".to_owned()),
        ("an image without size", |it| of(it).width = 0),
        ("an image without size", |it| of(it).height = u32::MAX),
        ("an orientation that cannot be", |it| of(it).orientation = 9),
        ("a hash without algorithm", |it| of(it).perceptual_hash = Some("00ff".to_owned())),
        ("a hash that is none", |it| of(it).perceptual_hash = Some("phash:".to_owned())),
        ("a hash that is none", |it| of(it).perceptual_hash = Some("phash:<b>".to_owned())),
        ("too many proposals", |it| it.proposals = vec![it.proposals[0].clone(); 1001]),
        ("too many warnings", |it| it.warnings = vec![String::new(); 1001]),
        ("a sentence that is too long", |it| it.warnings[0] = "x".repeat(2001)),
        ("a control character in a sentence", |it| it.warnings[0] = "\r".to_owned()),
        ("a proposal for what is no variable", |it| it.proposals[0].variable = "a b".to_owned()),
        ("a word that is too long", |it| it.proposals[0].basis = "x".repeat(201)),
        ("a proposal that is too long", |it| it.proposals[0].value = json!("x".repeat(16 << 10))),
        ("a NUL in a proposal", |it| it.proposals[0].value = json!({"a": ["\0"]})),
        ("no text where there is said to be one", |it| it.outcome = Outcome::Text),
        ("a control character in a sentence", |it| {
            let detail = "\u{7}".to_owned();
            it.outcome = Outcome::Failed { reason: FailureReason::Malformed, detail };
        }),
    ];
    for (index, (expected, change)) in changes.iter().enumerate() {
        let mut changed = photograph();
        change(&mut changed);
        let error = check(changed, None).expect_err(expected);
        assert_eq!(error, Invalid(expected), "row {index}");
    }
    let html = Some(&b"<script>alert(1)</script>"[..]);
    assert_eq!(check(photograph(), html), Err(Invalid("the thumbnail is no PNG")));
    let homeless = check(Extraction::no_text("image/jpeg"), html);
    assert_eq!(homeless, Err(Invalid("an image that belongs to nothing")));
}
