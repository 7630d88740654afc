//! No bytes bring the reader down.

use proptest::collection::vec;
use proptest::prelude::*;

use super::samples::ALL;
use crate::{ReferenceFormat, import};

fn survives(bytes: &[u8]) {
    for format in ReferenceFormat::ALL {
        let found = import(bytes, Some(format)).expect("the format is given");
        assert!(found.references.iter().all(|reference| reference.line > 0));
    }
}

#[test]
fn a_sample_may_end_anywhere() {
    for sample in ALL {
        for end in 0..sample.len() {
            survives(&sample.as_bytes()[..end]);
        }
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let long = "\\'".repeat(100_000);
    let rows = [
        format!("@book{{a, title = {{{}}}}}", deep("{", "}")),
        format!("@book{{a, title = {{{}}}}}", deep("\\emph{", "}")),
        format!("@book{{a, author = {{{}}}}}", deep("\\'{", "}")),
        format!("@book{{a, title = {{{long}}}}}"),
        format!("@book{{a, title = {{{}}}}}", "\\textbf".repeat(100_000)),
        format!("@book{{a, title = {{{}", "{".repeat(100_000)),
        format!("@book{{a, csl-json = {{{}}}}}", deep("{\"a\":", "}")),
        format!(
            "@comment{{jabref-meta: grouping:\n{}}}",
            "9999999 StaticGroup:x\\;0;\n".repeat(1000)
        ),
        deep("[", "]"),
        deep("{\"a\":", "}"),
        format!("TY  - {}", deep("{", "}")),
    ];
    for text in rows {
        survives(text.as_bytes());
    }
}

#[test]
fn long_chains_and_doubled_strings_end() {
    let chain = |at: usize| format!("@misc{{k{at}, crossref = {{k{}}}}}\n", at + 1);
    let chain: String = (0..5_000).map(chain).collect();
    let found = import(chain.as_bytes(), None).expect("it is BibTeX");
    assert_eq!(found.references.len(), 5_000);
    let double = |at: usize| format!("@string{{s{} = s{at} # s{at}}}\n", at + 1);
    let doubled: String = (0..200).map(double).collect();
    let text = format!("@string{{s0 = {{0123456789}}}}\n{doubled}@misc{{k, title = s200}}");
    let found = import(text.as_bytes(), None).expect("it is BibTeX");
    assert!(found.refused.iter().any(|refused| refused.reason.contains("longer than 4 MiB")));
    let fields = "note = s16, ".repeat(1_000);
    let text = format!("@string{{s0 = {{0123456789}}}}\n{doubled}@misc{{k, {fields}}}");
    let found = import(text.as_bytes(), None).expect("it is BibTeX");
    assert!(found.refused.iter().any(|refused| refused.reason.contains("longer by 64 MiB")));
}

#[test]
fn a_large_field_is_not_inherited_without_end() {
    let child = |at: usize| format!("@misc{{k{at}, xdata = {{big}}}}\n");
    let children: String = (0..300).map(child).collect();
    let text = format!("@xdata{{big, owner = {{{}}}}}\n{children}", "x".repeat(1 << 20));
    let found = import(text.as_bytes(), None).expect("it is BibTeX");
    assert_eq!((found.references.len(), found.refused.len()), (63, 237));
    assert!(found.refused[0].reason.contains("longer by 64 MiB"));
}

#[test]
fn many_entries_without_an_end_take_no_square_of_time() {
    let text = "@book{a, title = {x\n".repeat(20_000);
    let found = import(text.as_bytes(), None).expect("it is BibTeX");
    assert_eq!(found.refused.len(), 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn samples_with_other_bytes_in_them_are_read_or_refused(
        sample in 0..ALL.len(), changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = ALL[sample].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes);
    }
}
