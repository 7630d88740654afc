//! The text under construction: blocks in order, joined by blank lines, offsets in characters.
//!
//! Every format writes through this, so that the promises about offsets, languages and directions
//! are kept in one place. It knows nothing of any format.

use crate::{
    Block, BlockKind, Cue, Direction, LanguageBasis, Page, Structure, TextRendition, WordBox,
};

/// The longest text that is made of one document, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 16 << 20;

/// The most blocks of one document.
pub const MAX_BLOCKS: usize = 100_000;

/// The most word boxes of one document; pages after that have text but no boxes.
pub const MAX_WORDS: usize = 300_000;

/// How much of a block is looked at to tell its language.
const LANGUAGE_CHARS: usize = 1_000;

/// A guess that differs from the rest of the document needs so many letters: lists of names look
/// like anything.
const OTHER_LANGUAGE_MIN_CHARS: u64 = 300;

/// Below this a guess at the language is worth nothing.
const LANGUAGE_MIN_CHARS: usize = 16;

/// What is known of a block before its text is looked at.
#[derive(Debug, Clone)]
pub struct Style {
    /// What it is.
    pub kind: BlockKind,
    /// How deep, of headings, list items and quotations.
    pub level: Option<u8>,
    /// The language that the document says it is in.
    pub language: Option<String>,
    /// The direction that the document says it has.
    pub direction: Option<Direction>,
}

impl Style {
    /// Returns the style of a block of which only the kind is known.
    pub fn of(kind: BlockKind) -> Self {
        Self { kind, level: None, language: None, direction: None }
    }

    /// Returns the style of a heading of a level from 1.
    pub fn heading(level: u8) -> Self {
        Self { level: Some(level.clamp(1, 9)), ..Self::of(BlockKind::Heading) }
    }
}

/// A text as it grows.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
    length_chars: u64,
    structure: Structure,
    is_full: bool,
    is_short_of_boxes: bool,
}

impl TextBuilder {
    /// Adds a block; a blank one adds nothing. Returns where it begins and ends.
    pub fn block(&mut self, text: &str, style: Style) -> Option<(u64, u64)> {
        if text.trim().is_empty() {
            return None;
        }
        // No format means anything by it, and what reads the text later may end at it.
        let text = text.replace('\0', "\u{fffd}");
        if self.structure.blocks.len() >= MAX_BLOCKS
            || self.text.len() + text.len() + 2 > MAX_TEXT_BYTES
        {
            self.is_full = true;
        }
        if self.is_full {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.length_chars += 2;
        }
        let start = self.length_chars;
        self.text.push_str(&text);
        self.length_chars += text.chars().count() as u64;
        let (language, language_basis) = language_of(&text, style.language);
        let has_level =
            matches!(style.kind, BlockKind::Heading | BlockKind::ListItem | BlockKind::Quotation);
        self.structure.blocks.push(Block {
            start,
            end: self.length_chars,
            kind: style.kind,
            level: style.level.filter(|_| has_level).map(|level| level.clamp(1, 9)),
            language,
            language_basis,
            direction: direction_of(&text).or(style.direction).unwrap_or(Direction::Ltr),
        });
        Some((start, self.length_chars))
    }

    /// Adds a page; its text must have been added.
    pub fn page(&mut self, page: Page) {
        self.structure.pages.push(page);
    }

    /// Adds a cue; its text must have been added.
    pub fn cue(&mut self, cue: Cue) {
        self.structure.cues.push(cue);
    }

    /// Adds the boxes of one page's words, all or none.
    pub fn words(&mut self, words: Vec<WordBox>) {
        if self.structure.words.len() + words.len() > MAX_WORDS {
            self.is_short_of_boxes = true;
        } else if !self.is_short_of_boxes {
            self.structure.words.extend(words);
        }
    }

    /// Returns where the text ends so far.
    pub fn end(&self) -> u64 {
        self.length_chars
    }

    /// Whether nothing more is taken.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Returns the text, if there is any, and says in `warnings` what it had to leave out.
    pub fn finish(mut self, warnings: &mut Vec<String>) -> Option<TextRendition> {
        if self.is_full {
            warnings.push(format!(
                "the text is longer than what is taken; it ends after {} characters",
                self.length_chars
            ));
        }
        if self.is_short_of_boxes {
            warnings
                .push(format!("more words than {MAX_WORDS}: the last pages have no word boxes"));
        }
        if self.text.is_empty() {
            return None;
        }
        drop_odd_guesses(&mut self.structure.blocks);
        Some(TextRendition { text: self.text, structure: self.structure })
    }
}

/// Takes back guesses at the language of short blocks that most of the document contradicts.
fn drop_odd_guesses(blocks: &mut [Block]) {
    let is_guess = |block: &Block| block.language_basis == Some(LanguageBasis::Detected);
    let mut lengths: Vec<(&str, Direction, u64)> = Vec::new();
    for block in blocks.iter().filter(|block| is_guess(block)) {
        let language = block.language.as_deref().unwrap_or_default();
        let length = block.end - block.start;
        match lengths.iter_mut().find(|(one, ..)| *one == language) {
            Some((.., sum)) => *sum += length,
            None => lengths.push((language, block.direction, length)),
        }
    }
    let Some(&(main, direction, _)) = lengths.iter().max_by_key(|(.., length)| *length) else {
        return;
    };
    let main = main.to_owned();
    for block in blocks.iter_mut().filter(|block| is_guess(block)) {
        // Another direction is another script, and that is no guess.
        let is_odd = block.direction == direction && block.language.as_deref() != Some(&main);
        if is_odd && block.end - block.start < OTHER_LANGUAGE_MIN_CHARS {
            block.language = None;
            block.language_basis = None;
        }
    }
}

/// Returns the language of a text: the declared one, else a guess that can be relied on.
fn language_of(text: &str, declared: Option<String>) -> (Option<String>, Option<LanguageBasis>) {
    if let Some(declared) = declared {
        return (Some(declared), Some(LanguageBasis::Declared));
    }
    let sample: String = text.chars().take(LANGUAGE_CHARS).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LANGUAGE_MIN_CHARS {
        return (None, None);
    }
    match whatlang::detect(&sample) {
        Some(found) if found.is_reliable() => {
            let tag = shortest_tag(found.lang().code());
            (Some(tag.to_owned()), Some(LanguageBasis::Detected))
        }
        _ => (None, None),
    }
}

/// Returns the direction of a text by its first strong character, if it has one.
pub fn direction_of(text: &str) -> Option<Direction> {
    use unicode_bidi::BidiClass;
    text.chars().find_map(|c| match unicode_bidi::bidi_class(c) {
        BidiClass::L => Some(Direction::Ltr),
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        _ => None,
    })
}

/// Returns what the document says as a language, if it could be a BCP 47 tag.
pub fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let is_tag = (2..=35).contains(&tag.len())
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        && tag.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
        && tag.split('-').next().is_some_and(|first| first.len() <= 3);
    is_tag.then_some(tag)
}

/// Returns the BCP 47 tag of an ISO 639-3 code: two letters where there are two.
fn shortest_tag(code: &str) -> &str {
    const SHORT: &str = "epo eo eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de \
        ukr uk kat ka ara ar hin hi jpn ja heb he yid yi pol pl amh am jav jv kor ko nob nb dan da \
        swe sv fin fi tur tr nld nl hun hu ces cs ell el bul bg bel be mar mr kan kn ron ro slv sl \
        hrv hr srp sr mkd mk lit lt lav lv est et tam ta vie vi urd ur tha th guj gu uzb uz pan pa \
        aze az ind id tel te pes fa mal ml ori or mya my nep ne sin si khm km tuk tk aka ak zul zu \
        sna sn afr af lat la slk sk cat ca tgl tl hye hy cym cy";
    let mut words = SHORT.split_whitespace();
    while let (Some(long), Some(short)) = (words.next(), words.next()) {
        if long == code {
            return short;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_its_language_and_its_direction() {
        let persian = "این گفتهٔ مادر یکی از متهمان است که نخواست نامش منتشر شود. او می‌گوید که \
            پیش از این هم جلسهٔ دادگاه سه بار به تعویق افتاده بود.";
        for (text, declared, language, basis, direction) in [
            (persian, None, Some("fa"), Some(LanguageBasis::Detected), Direction::Rtl),
            (persian, Some("fa-IR"), Some("fa-IR"), Some(LanguageBasis::Declared), Direction::Rtl),
            (
                "The court on Wednesday convicted eleven people in the canal trial.",
                None,
                Some("en"),
                Some(LanguageBasis::Detected),
                Direction::Ltr,
            ),
            ("سند", None, None, None, Direction::Rtl),
            ("41/1402", None, None, None, Direction::Ltr),
        ] {
            let mut builder = TextBuilder::default();
            let declared = declared.map(str::to_owned);
            let style = Style { language: declared, ..Style::of(BlockKind::Paragraph) };
            builder.block(text, style);
            let made = builder.finish(&mut Vec::new()).expect("there is text");
            let block = &made.structure.blocks[0];
            assert_eq!(block.language.as_deref(), language, "{text}");
            assert_eq!(block.language_basis, basis, "{text}");
            assert_eq!(block.direction, direction, "{text}");
        }
    }

    #[test]
    fn what_is_no_language_tag_is_not_taken_for_one() {
        for (text, expected) in [
            ("fa", Some("fa")),
            ("en_GB", Some("en-GB")),
            ("zh-Hant-TW", Some("zh-Hant-TW")),
            ("english", None),
            ("", None),
            ("x", None),
            ("en;drop", None),
        ] {
            assert_eq!(language_tag(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_ends_and_says_so() {
        let mut builder = TextBuilder::default();
        let long = "a".repeat(MAX_TEXT_BYTES / 2);
        for _ in 0..3 {
            builder.block(&long, Style::of(BlockKind::Paragraph));
        }
        let mut warnings = Vec::new();
        let made = builder.finish(&mut warnings).expect("there is text");
        assert_eq!(made.structure.blocks.len(), 1);
        assert_eq!(warnings.len(), 1);
    }
}
