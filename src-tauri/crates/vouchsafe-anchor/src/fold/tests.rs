//! The fold, letter by letter, and its way back.

use super::*;

/// What is written, what it is under the fold, and why.
const ROWS: &[(&str, &str, &str)] = &[
    ("Straße STRASSE ẞ", "strasse strasse ss", "full case folding"),
    ("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ", "final sigma and tonos"),
    ("İstanbul ISI ısı", "istanbul isi isi", "Turkish i, with and without its dot"),
    ("café cafe\u{301} CAFÉ", "cafe cafe cafe", "accents, composed or not"),
    ("ё й Ё", "е и е", "marks of Cyrillic"),
    ("ﬁsh oﬀer Ⅳ ½ x² Ａ", "fish offer iv 1⁄2 x2 a", "compatibility forms"),
    ("يكي یکی ىكى", "یکی یکی یکی", "Arabic and Persian yeh and kaf"),
    ("أحمد إحمد ٱحمد آحمد", "احمد احمد احمد احمد", "alef with hamza, wasla, madda"),
    ("خانة خانۀ خانۂ خانە خانه", "خانه خانه خانه خانه خانه", "forms of heh"),
    ("مسؤول مسئول رئیس", "مسوول مسیول رییس", "carriers of hamza"),
    ("مُحَمَّدٌ مـــحمد", "محمد محمد", "harakat, shadda, tatweel"),
    ("رَحْمَٰنِ ۖ", "رحمن ", "superscript alef, Quranic marks"),
    ("می\u{200c}رود میرود", "میرود میرود", "ZWNJ"),
    ("ﻣﺤﻤﺪ ﷲ", "محمد الله", "presentation forms"),
    ("۱۲۳ ١٢٣ 123 १२३ １２３", "123 123 123 123 123", "digits of all scripts"),
    ("۱۲٫۵٪ ۱٬۰۰۰، آیا؟", "12.5% 1,000, ایا?", "signs beside Persian digits"),
    ("“He’s” „so“ «ja» ‹x› `´", "\"he's\" \"so\" \"ja\" 'x' ''", "quotation marks"),
    ("Qurʾān ʿAlī", "qur'an 'ali", "romanised Arabic"),
    ("a—b – c‑d − e", "a-b - c-d - e", "dashes"),
    ("a\u{a0}b \t\r\n c\u{3000}\u{202f}d", "a b c d", "white space"),
    (" a ", " a ", "white space at the ends is not trimmed"),
    ("a \u{200f} b", "a b", "white space on both sides of what cannot be seen"),
    ("co\u{ad}op \u{feff}x\u{2060}y \u{202e}z\u{202c}", "coop xy z", "what cannot be seen"),
    ("… ‥", "... ..", "ellipses"),
    ("한국 \u{1112}\u{1161}\u{11ab}", "한국 한", "Hangul, in syllables or in jamo"),
    ("ガ ｶﾞ カ\u{3099} が か", "ガ ガ ガ が か", "kana keep their voicing marks"),
    ("कि की กิน กา", "कि की กิน กา", "vowel signs make the word"),
    ("\u{9c7}\u{9be} \u{9cb}", "\u{9cb} \u{9cb}", "two-part vowel signs"),
    ("ก\u{e48}\u{e38}", "ก\u{e38}\u{e48}", "marks that stay, in their canonical order"),
    ("👩\u{200d}👧 ❤\u{fe0f} 1\u{fe0f}\u{20e3}", "👩👧 ❤ 1", "emoji joined and styled"),
    ("שָׁלוֹם", "שלום", "Hebrew points"),
    ("sen-\ntence", "sen- tence", "hyphens at line ends are kept"),
    ("\u{301}a", "a", "a mark without a letter"),
    ("", "", "nothing"),
];

#[test]
fn what_the_fold_makes_of_each_way_to_write() {
    for (written, folded, why) in ROWS {
        assert_eq!(fold(written).text(), *folded, "{why}");
    }
}

#[test]
fn a_word_goes_on_after_its_hyphen_when_joined() {
    let rows = [
        ("sen-\ntence", "sentence"),
        ("sen- \r\n  tence", "sentence"),
        ("sen\u{ad}\ntence", "sentence"),
        ("well-known", "wellknown"),
        ("می-\nرود", "میرود"),
        ("a - b", "a - b"),
        ("a- b", "a- b"),
        ("1990-\n1995", "1990- 1995"),
        ("yes—\nno", "yes- no"),
        ("end-", "end-"),
        ("end-\n", "end- "),
        ("-\nstart", "- start"),
    ];
    for (written, joined) in rows {
        assert_eq!(fold_joined(written).text(), joined, "{written:?}");
    }
}

/// Returns the part of `text` that the first `letter` of the folded text stands for.
fn covered(text: &str, folded_part: &str) -> String {
    let folded = fold(text);
    let byte = folded.text().find(folded_part).expect("it is there");
    let start = folded.text()[..byte].chars().count();
    let place = folded.original(start..start + folded_part.chars().count());
    crate::Text::new(text).read(place).expect("inside").to_owned()
}

#[test]
fn places_cover_whole_letters_with_what_was_removed_from_them() {
    let rows = [
        ("a cafe\u{301} b", "cafe", "cafe\u{301}"),
        ("قال مُحَمَّدٌ كلمة", "محمد", "مُحَمَّدٌ"),
        ("مـــحـمـــد", "محمد", "مـــحـمـــد"),
        ("oﬃce", "f", "ﬃ"),
        ("oﬃce", "fic", "ﬃc"),
        ("a \t b", " ", " \t "),
        ("x\u{200f}a\u{ad}b\u{202c} c", "ab", "a\u{ad}b"),
        ("کتاب\u{200c}ها", "کتاب", "کتاب"),
        ("می\u{200c}رود", "میرود", "می\u{200c}رود"),
        ("\u{1112}\u{1161}\u{11ab}국", "한", "\u{1112}\u{1161}\u{11ab}"),
        ("カ\u{3099}ス", "ガ", "カ\u{3099}"),
        ("\u{feff}a", "a", "a"),
        ("a\u{200f}\u{301}b", "a", "a\u{200f}\u{301}"),
    ];
    for (text, folded_part, original) in rows {
        assert_eq!(covered(text, folded_part), original, "{text:?}");
    }
}

#[test]
fn ranges_at_and_beyond_the_ends_have_places() {
    let folded = fold("ab\u{301}\u{200f}");
    assert_eq!(folded.length(), 2);
    assert_eq!(folded.original(0..2), Place::new(0, 3));
    assert_eq!(folded.original(1..1), Place::new(1, 1));
    assert_eq!(folded.original(2..2), Place::new(4, 4));
    assert_eq!(folded.original(1..9), Place::new(1, 3));
    assert_eq!(fold("").original(0..1), Place::new(0, 0));
}

#[test]
fn every_char_folds_as_its_upper_and_lower_case_do_and_only_once() {
    let blocks = ['\0'..'\u{3400}', '\u{a000}'..'\u{ac10}', '\u{f900}'..'\u{10000}'];
    let letters = ('\u{10000}'..'\u{20000}').filter(|c| c.is_alphanumeric());
    for c in blocks.into_iter().flatten().chain(letters) {
        let folded = fold(&c.to_string()).text().to_owned();
        assert_eq!(fold(&folded).text(), folded, "{c:?} twice");
        let parts: String = [c].into_iter().nfd().collect();
        assert_eq!(fold(&parts).text(), folded, "{c:?} in parts");
        assert_eq!(fold(&c.to_lowercase().to_string()).text(), folded, "{c:?} lower");
        // Iota below a letter is a mark, which goes; in capitals it is a letter, which stays.
        if [c].into_iter().nfd().all(|part| part != '\u{345}') {
            assert_eq!(fold(&c.to_uppercase().to_string()).text(), folded, "{c:?} upper");
        }
    }
}
