//! What becomes of one char under the fold. The same rules as a page to read: `docs/fold.md`.

use std::sync::LazyLock;

use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, decompose_compatible,
};

/// What becomes of a char.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It becomes this one, which never joins with a neighbour.
    One(char),
    /// It goes, and belongs to the letter before it: harakat, accents, tatweel.
    Mark,
    /// It goes, and belongs to no letter: soft hyphen, ZWNJ, marks of direction.
    Loose,
    /// It is white space: with its neighbours, one space.
    Space,
    /// It becomes several, or may join with a neighbour: see [`spell`].
    Many,
}

/// The fates of the chars up to the ideographs: most text.
static FATES: LazyLock<Vec<Fate>> = LazyLock::new(|| ('\0'..'\u{3400}').map(determine).collect());

/// The fates of all chars.
#[derive(Clone, Copy)]
pub(super) struct Fates(&'static [Fate]);

impl Fates {
    pub(super) fn new() -> Self {
        Self(&FATES)
    }

    pub(super) fn of(self, c: char) -> Fate {
        self.0.get(c as usize).copied().unwrap_or_else(|| determine(c))
    }
}

fn determine(c: char) -> Fate {
    if is_mark(c) {
        return Fate::Mark;
    }
    if is_loose(c) {
        return Fate::Loose;
    }
    if c.is_whitespace() {
        return Fate::Space;
    }
    if matches!(c, '\u{4e00}'..='\u{9fff}') {
        return Fate::One(c);
    }
    let mut letters = Vec::new();
    spell(c, &mut letters);
    match letters[..] {
        [] => Fate::Mark,
        [' '] => Fate::Space,
        // Below Devanagari nothing that the fold keeps joins with what follows it.
        [one] if one < '\u{900}' && canonical_combining_class(one) == 0 => Fate::One(one),
        _ => Fate::Many,
    }
}

/// Appends what `c` becomes: decomposed (NFKD), without marks, without case, in plain letters.
pub(super) fn spell(c: char, letters: &mut Vec<char>) {
    // Syllables stay whole: they are what the composed form comes to anyway.
    if matches!(c, '\u{ac00}'..='\u{d7a3}') {
        letters.push(c);
        return;
    }
    decompose_canonical(c, |part| match quote_mark(part) {
        Some(quote) => letters.push(quote),
        None => decompose_compatible(part, |part| {
            if is_mark(part) || is_loose(part) {
                return;
            }
            // Lower, upper, lower case: full case folding (ß ẞ → ss, ς → σ), and ı → i.
            let upper = part.to_lowercase().flat_map(char::to_uppercase);
            letters.extend(upper.flat_map(char::to_lowercase).map(plain));
        }),
    });
}

/// Returns whether the mark is removed, as part of the letter before it.
///
/// Marks of Latin, Greek, Cyrillic, Hebrew, Syriac and Arabic only: they can be left out in
/// writing. Vowel signs of Indic and other scripts, and the voicing marks of kana, make the word.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
        | '\u{711}' | '\u{730}'..='\u{74a}'
        | '\u{897}'..='\u{89f}' | '\u{8ca}'..='\u{8ff}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
        // Tatweel, ZWJ, and what chooses among forms of the char before.
        | '\u{640}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Returns whether the char is removed, and part of no letter: it cannot be seen.
pub(super) fn is_loose(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Returns the plain quotation mark for one that NFKD would make white space of, or two.
fn quote_mark(c: char) -> Option<char> {
    match c {
        '\u{b4}' | '\u{1fbd}' | '\u{1fbf}' | '\u{1ffe}' => Some('\''),
        '\u{2033}' | '\u{2036}' => Some('"'),
        _ => None,
    }
}

/// Returns the letter, digit or sign that stands for `c`.
fn plain(c: char) -> char {
    match c {
        ' '..='_' | 'a'..='~' => c,
        // Persian and Arabic. What carries hamza or madda is in parts already: آ is ا, ئ is ي.
        'ي' | 'ى' => 'ی',
        'ك' | '\u{6aa}' => 'ک',
        'ة' | 'ە' | 'ہ' | 'ھ' | '\u{6c3}' => 'ه',
        '\u{671}' => 'ا',
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '٫' => '.',
        '٬' => ',',
        // Quotation marks and apostrophes, also those of romanised Arabic.
        '`' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '‵' | '\u{2b9}'..='\u{2bf}' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{58a}' | '\u{5be}' => '-',
        _ => digit(c).unwrap_or(c),
    }
}

/// The zeros of the scripts that have decimal digits; 1 to 9 follow each. Source: Unicode, Nd.
const ZEROS: [u32; 58] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140,
    0x1e2f0, 0x1e950,
];

fn digit(c: char) -> Option<char> {
    let after = ZEROS.partition_point(|zero| *zero <= u32::from(c));
    let zero = ZEROS[after.checked_sub(1)?];
    char::from_digit(u32::from(c) - zero, 10)
}
