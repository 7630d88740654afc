//! What holds for every text and every edit: generated texts, edited before, after, inside.
//!
//! The texts are made of what goes wrong in practice: look-alike sentences, Persian and Arabic
//! with their marks, decomposed accents, ligatures, soft hyphens, marks of direction, emoji.

use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use vouchsafe_anchor::{Found, Hint, Place, Quote, Reanchored, Text, find, fold, reanchor};

/// Pieces of text; several are under the fold what others are.
const PIECES: &[&str] = &[
    "the dam is safe",
    "The dam is safe",
    "the dam was safe",
    "no",
    " ",
    "  ",
    "\n",
    "\u{a0}",
    "\r\n",
    ". ",
    "café",
    "cafe\u{301}",
    "e\u{301}\u{323}",
    "o\u{fb03}ce",
    "ﬁ",
    "co\u{ad}op",
    "sen-\ntence",
    "“so”",
    "it’s",
    " — ",
    "علی",
    "علي",
    "کتاب\u{200c}ها",
    "كتاب",
    "مُحَمَّدٌ",
    "مـحـمد",
    "می\u{200c}رود",
    "\u{200f}",
    "\u{202b}",
    "\u{202c}",
    "\u{feff}",
    "\u{64e}",
    "\u{301}",
    "\u{200d}",
    "۱۲۳",
    "123",
    "👩\u{200d}👧",
    "👩",
    "🇩🇪",
    "🇩",
    "한국",
    "\u{1112}\u{1161}\u{11ab}",
    "\u{1161}",
    "ガ",
    "カ\u{3099}",
    "\u{3099}",
    "कि",
    "ß",
    "ﷲ",
    "¨",
    "x",
    "-",
];

fn a_text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), pieces).prop_map(|pieces| pieces.concat())
}

/// Two sentences that look alike, or one twice, and what may stand around them.
fn a_sentence() -> impl Strategy<Value = String> {
    select(&[
        "The dam is safe, said the minister of water.",
        "The dam is safe, said the minister of power.",
        "این سد امن است، وزیر نیرو گفت.",
        "این سد امن است، وزير نیرو گفت.",
        "قالَ الوَزيرُ إنَّ السَّدَّ آمِنٌ.",
        "Le barrage est su\u{302}r, a dit le ministre.",
        "He said “no”.",
    ])
    .prop_map(str::to_owned)
}

fn sentences(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let filler = prop_oneof![a_sentence(), "[a-zا-ی]{2,9}( [a-zا-ی]{2,9}){2,9}[.] "];
    prop::collection::vec(filler, count).prop_map(|sentences| sentences.join(" "))
}

fn cut(text: &str, place: Place) -> String {
    Text::new(text).read(place).expect("inside").to_owned()
}

fn length(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Chooses a place between letters, each as thousandths of the text.
fn place_in(text: &str, from: usize, to: usize) -> Place {
    let mut bounds: Vec<u64> =
        text.grapheme_indices(true).map(|(byte, _)| length(&text[..byte])).collect();
    bounds.push(length(text));
    let pick = |share: usize| bounds[(bounds.len() - 1) * share / 1000];
    Place::new(pick(from.min(to)), pick(from.max(to)))
}

fn is_quotable(text: &str) -> bool {
    !fold(text).text().trim().is_empty()
}

/// Failures are shown, not written down: each becomes a row of a test.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn folding_what_is_folded_changes_nothing(text in a_text(0..30)) {
        let once = fold(&text);
        prop_assert_eq!(fold(once.text()).text().to_owned(), once.text());
    }

    #[test]
    fn folding_any_text_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(once.text()).text().to_owned(), once.text());
    }

    #[test]
    fn equivalent_texts_fold_to_the_same(text in prop_oneof![a_text(0..30), any::<String>()]) {
        let folded = fold(&text).text().to_owned();
        let (composed, parts): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(fold(&composed).text().to_owned(), folded.as_str());
        prop_assert_eq!(fold(&parts).text().to_owned(), folded.as_str());
    }

    /// What a range covers folds to what the range reads, or to its whole clusters.
    #[test]
    fn folded_ranges_cover_what_they_stand_for(
        text in a_text(0..30),
        from in 0..1000_usize,
        to in 0..1000_usize,
    ) {
        let folded = fold(&text);
        let at = |share: usize| share * (folded.length() + 1) / 1000;
        let range = at(from.min(to))..at(from.max(to));
        let place = folded.original(range.clone());
        prop_assert!(place.start <= place.end && place.end <= length(&text));
        let reads: String = folded.text().chars().skip(range.start).take(range.len()).collect();
        let covered = fold(&cut(&text, place));
        prop_assert!(range.is_empty() || covered.text().contains(&reads));
        // The same place again, and no more than the cut clusters at each end.
        let again = covered.original(0..covered.length());
        prop_assert!(range.is_empty() || again.end - again.start == place.end - place.start);
    }

    #[test]
    fn folded_ranges_one_after_the_other_neither_overlap_nor_skip_a_letter(
        text in a_text(0..30),
        share in 0..1000_usize,
    ) {
        let folded = fold(&text);
        let middle = share * folded.length() / 1000;
        let (left, right) = (folded.original(0..middle), folded.original(middle..folded.length()));
        if 0 < middle && right.start != folded.original(middle - 1..middle).start {
            prop_assert!(left.end <= right.start);
            let between = cut(&text, Place::new(left.end, right.start));
            prop_assert!(fold(&between).text().is_empty(), "{between:?} is skipped");
        }
    }

    #[test]
    fn what_stands_at_a_place_is_found_there(
        text in a_text(1..30),
        from in 0..=1000_usize,
        to in 0..=1000_usize,
    ) {
        let place = place_in(&text, from, to);
        let words = cut(&text, place);
        prop_assume!(is_quotable(&words) && words.trim() == words);
        let found = match find(&text, &words, &Hint::default()).expect("it is quotable") {
            Found::Exact { place, verbatim: true } => vec![place],
            Found::Ambiguous(places) => places,
            other => panic!("{other:?}"),
        };
        prop_assert!(found.contains(&place), "{place} is not in {found:?}");
    }

    /// Whatever is found reads, under the fold, as the quote; hyphens inside words aside.
    #[test]
    fn what_is_found_reads_as_the_quote(text in a_text(1..30), quote in a_text(1..4)) {
        let plain = |text: &str| fold(text).text().trim().replace(['-', ' '], "");
        let text_ = Text::new(&text);
        let found = match text_.find(&quote, &Hint::default()) {
            Ok(Found::Exact { place, .. }) => vec![place],
            Ok(Found::Ambiguous(places)) => places,
            _ => Vec::new(),
        };
        for place in found {
            let words = text_.read(place).expect("inside");
            prop_assert_eq!(plain(words), plain(&quote));
            prop_assert!(text_.quote_at(place).is_ok(), "{} cuts a letter", place);
        }
    }

    #[test]
    fn candidates_are_places_that_read_as_they_say(text in a_text(0..40), quote in a_text(1..6)) {
        let text_ = Text::new(&text);
        if let Ok(Found::Absent { nearest }) = text_.find(&quote, &Hint::default()) {
            prop_assert!(nearest.len() <= 3);
            for candidate in nearest {
                prop_assert_eq!(text_.read(candidate.place), Ok(candidate.text.as_str()));
                prop_assert!(text_.quote_at(candidate.place).is_ok());
            }
        }
    }
}

/// A passage in a text, and the text after an edit.
fn passage(before: &str, middle: &str, after: &str) -> (Quote, Place) {
    let place = Place::new(length(before), length(before) + length(middle));
    let text = [before, middle, after].concat();
    (Text::new(&text).quote_at(place).expect("whole sentences"), place)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_unchanged_text_is_exact(
        before in sentences(0..4),
        middle in a_sentence(),
        after in sentences(0..4),
    ) {
        let (before, after) = (before + " ", format!(" {after}"));
        let (quote, place) = passage(&before, &middle, &after);
        let text = [before, middle, after].concat();
        prop_assert_eq!(reanchor(&text, &quote, Some(place)), Reanchored::Exact(place));
    }

    /// Whatever happens around a quote, it is not gone, and never found where it does not stand.
    #[test]
    fn edits_around_a_quote_do_not_lose_it(
        before in sentences(0..4),
        middle in a_sentence(),
        after in sentences(0..4),
        new_before in sentences(0..4),
        new_after in sentences(0..4),
        keep in prop::array::uniform2(any::<bool>()),
        known in any::<bool>(),
    ) {
        let (before, after) = (before + " ", format!(" {after}"));
        let (quote, old) = passage(&before, &middle, &after);
        let start = if keep[0] { new_before + " " + &before } else { new_before + " " };
        let end = if keep[1] { after + " " + &new_after } else { format!(" {new_after}") };
        let text = [start.as_str(), &middle, &end].concat();
        let place = Place::new(length(&start), length(&start) + length(&middle));
        match reanchor(&text, &quote, known.then_some(old)) {
            Reanchored::Gone => prop_assert!(false, "gone"),
            Reanchored::Ambiguous(places) => {
                prop_assert!(places.iter().all(|place| cut(&text, *place) == quote.exact));
                prop_assert!(!(keep[0] && keep[1]) || places.contains(&place));
            }
            Reanchored::Exact(found) => {
                prop_assert_eq!(cut(&text, found), quote.exact);
                prop_assert_eq!(found, old);
            }
            Reanchored::Moved(found) => {
                prop_assert_eq!(cut(&text, found), quote.exact);
                // With both sides kept, nothing can fit better than the place that is meant.
                prop_assert!(!(keep[0] && keep[1]) || found == place);
            }
            Reanchored::Changed { place: found, text: words, .. } => {
                prop_assert_eq!(cut(&text, found), words);
                prop_assert!(!(keep[0] && keep[1]));
            }
        }
    }

    /// The one place that is meant is gone: its twins are never taken for it unless they too
    /// have what stood beside it.
    #[test]
    fn a_deleted_quote_is_never_found(
        before in "[a-z]{2,9}( [a-zا-ی]{2,9}){4,9}[.] ",
        middle in a_sentence(),
        after in "[a-zا-ی]{2,9}( [a-z]{2,9}){4,9}[.]",
        twins in "[0-9]{40} TWIN [0-9]{40}",
        known in any::<bool>(),
    ) {
        let after = format!(" {after}");
        let (quote, old) = passage(&before, &middle, &after);
        let old = known.then_some(old);
        let without = [before.as_str(), &after].concat();
        let is_taken = |found: &Reanchored| {
            matches!(found, Reanchored::Exact(_) | Reanchored::Moved(_))
        };
        let found = reanchor(&without, &quote, old);
        prop_assert!(!is_taken(&found), "{found:?}");
        let with_twin = format!("{without} {}", twins.replace("TWIN", &middle));
        let found = reanchor(&with_twin, &quote, old);
        prop_assert!(!is_taken(&found), "{found:?}");
    }

    #[test]
    fn an_edited_quote_is_proposed_and_never_taken(
        before in sentences(0..3),
        middle in a_sentence(),
        after in sentences(0..3),
        at in 0..1000_usize,
        inserted in "[0-9]{1,3}",
    ) {
        let (before, after) = (before + " ", format!(" {after}"));
        let (quote, old) = passage(&before, &middle, &after);
        prop_assume!(middle.chars().count() > 20);
        prop_assume!(!before.contains(&middle) && !after.contains(&middle));
        let byte = middle.floor_char_boundary(middle.len() * at / 1000);
        prop_assume!(byte > 0);
        let edited = [&middle[..byte], &inserted, &middle[byte..]].concat();
        let text = [before.as_str(), &edited, &after].concat();
        let found = reanchor(&text, &quote, Some(old));
        match found {
            Reanchored::Changed { place, text: words, similarity_permille } => {
                prop_assert_eq!(cut(&text, place), words);
                prop_assert!(similarity_permille >= 700);
            }
            Reanchored::Ambiguous(_) => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// The passage was edited where it stands; its old words stand elsewhere.
    #[test]
    fn a_twin_is_never_taken_for_an_edited_quote(
        before in "[a-z]{2,9}( [a-zا-ی]{2,9}){4,9}[.] ",
        after in "[a-zا-ی]{2,9}( [a-z]{2,9}){4,9}[.]",
        middle in a_sentence(),
        twin in ["[0-9]{0,40}", "[0-9]{0,40}"],
        shared in 0..20_usize,
        first in any::<bool>(),
    ) {
        let after = format!(" {after}");
        let (quote, _) = passage(&before, &middle, &after);
        prop_assume!(middle.chars().count() > 20);
        let byte = middle.ceil_char_boundary(middle.len() / 2);
        let edited = [&before, &middle[..byte], "777", &middle[byte..], &after].concat();
        // The twin may have some of what stood around the passage.
        let end: String = quote.suffix.chars().take(shared).collect();
        let twin = format!("{} {middle}{end}{}", twin[0], twin[1]);
        let text =
            if first { format!("{twin} {edited}") } else { format!("{edited} {twin}") };
        let found = reanchor(&text, &quote, None);
        let Reanchored::Changed { text: words, .. } = &found else {
            panic!("{found:?}");
        };
        prop_assert!(words.contains("777"), "{found:?}");
    }

    /// Nothing reads as exact or moved that does not read so, for any texts.
    #[test]
    fn what_is_taken_reads_verbatim(
        text in a_text(1..30),
        other in a_text(1..30),
        from in 0..=1000_usize,
        to in 0..=1000_usize,
    ) {
        let place = place_in(&text, from, to);
        prop_assume!(is_quotable(&cut(&text, place)));
        let quote = Text::new(&text).quote_at(place).expect("whole letters");
        match reanchor(&other, &quote, Some(place)) {
            Reanchored::Exact(found) => {
                prop_assert_eq!(cut(&other, found), quote.exact);
                prop_assert_eq!(found, place);
            }
            Reanchored::Moved(found) => prop_assert_eq!(cut(&other, found), quote.exact),
            Reanchored::Changed { place, text: words, .. } => {
                prop_assert_eq!(cut(&other, place), words);
            }
            Reanchored::Ambiguous(places) => prop_assert!(places.len() > 1),
            Reanchored::Gone => {}
        }
    }
}
