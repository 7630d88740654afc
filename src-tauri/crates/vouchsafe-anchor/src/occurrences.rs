//! Every occurrence of one text in another, in time that no input can stretch.
//!
//! Source: Knuth, Morris, Pratt, "Fast Pattern Matching in Strings", SIAM J. Comput. 6(2), 1977.

/// Returns the byte offsets at which `needle` begins in `text`, overlapping ones too, in order.
///
/// Overlaps count because each is a place of its own: of `aa` in `aaa`, either may be meant.
/// An empty needle occurs nowhere.
pub(crate) fn occurrences(text: &str, needle: &str) -> Vec<usize> {
    let Some(first) = text.find(needle).filter(|_| !needle.is_empty()) else {
        return Vec::new();
    };
    let needle = needle.as_bytes();
    let borders = borders(needle);
    let mut found = Vec::new();
    let mut matched = 0;
    for (at, byte) in text.bytes().enumerate().skip(first) {
        while matched > 0 && needle[matched] != byte {
            matched = borders[matched - 1];
        }
        matched += usize::from(needle[matched] == byte);
        if matched == needle.len() {
            found.push(at + 1 - matched);
            matched = borders[matched - 1];
        }
    }
    found
}

/// Returns, for each beginning of `needle`, the length of the longest part of it that is both its
/// beginning and its end.
fn borders(needle: &[u8]) -> Vec<usize> {
    let mut borders = vec![0; needle.len()];
    let mut matched = 0;
    for at in 1..needle.len() {
        while matched > 0 && needle[matched] != needle[at] {
            matched = borders[matched - 1];
        }
        matched += usize::from(needle[matched] == needle[at]);
        borders[at] = matched;
    }
    borders
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slowly(text: &str, needle: &str) -> Vec<usize> {
        let starts = (0..text.len()).filter(|at| text.is_char_boundary(*at));
        starts.filter(|at| text[*at..].starts_with(needle)).collect()
    }

    #[test]
    fn overlapping_occurrences_all_count() {
        assert_eq!(occurrences("aaaa", "aa"), [0, 1, 2]);
        assert_eq!(occurrences("abcabcab", "abcab"), [0, 3]);
        assert!(occurrences("abc", "").is_empty());
        assert!(occurrences("", "a").is_empty());
    }

    proptest! {
        #[test]
        fn occurrences_are_those_a_slow_search_finds(
            text in "[abé]{0,60}",
            needle in "[abé]{1,5}",
        ) {
            prop_assert_eq!(occurrences(&text, &needle), slowly(&text, &needle));
        }
    }
}
