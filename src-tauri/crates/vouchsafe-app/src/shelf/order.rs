//! The orders of the grid: each is made once, and made again from what it was.

use std::{cmp::Ordering, collections::HashMap};

use super::{Shelf, Shelved, rows::DocumentSort};

/// The letters of Arabic writing in the order of a Persian dictionary; by their numbers `پ`, `چ`,
/// `ژ` and `گ` would come last.
const PERSIAN: &str = "ءآأإؤئابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهةیيى";

/// Where the letters of `PERSIAN` are put: after Latin, Greek and Cyrillic, as before.
const ARABIC: u32 = 0x0600;

/// The most digits of a number that count for its length.
const DIGITS_MAX: usize = 9;

/// The documents by each thing they were sorted by, the least first.
#[derive(Debug, Default)]
pub(super) struct Orders {
    by: HashMap<DocumentSort, Vec<u32>>,
    stale: Vec<DocumentSort>,
}

impl Orders {
    /// Lets what was sorted be sorted again when it is next asked for.
    pub fn forget(&mut self) {
        self.stale = self.by.keys().copied().collect();
    }
}

/// Sorts the documents, unless they were.
pub(super) fn sort(shelf: &mut Shelf, sort: DocumentSort) {
    let mut orders = std::mem::take(&mut shelf.orders);
    let order = orders.by.entry(sort).or_default();
    if order.len() != shelf.documents.len() || orders.stale.contains(&sort) {
        // What was sorted before is nearly so still: sorting finds that out, and is quick then.
        order.extend((order.len()..shelf.documents.len()).map(number));
        order.sort_by(|one, other| compare(shelf, sort, *one, *other));
        orders.stale.retain(|stale| *stale != sort);
    }
    shelf.orders = orders;
}

/// Returns the places of all documents in an order that was made, the least first.
pub(super) fn sorted(shelf: &Shelf, sort: DocumentSort) -> &[u32] {
    shelf.orders.by.get(&sort).map_or(&[], Vec::as_slice)
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn compare(shelf: &Shelf, sort: DocumentSort, one: u32, other: u32) -> Ordering {
    let (a, b) = (&shelf.documents[one as usize], &shelf.documents[other as usize]);
    let by = match sort {
        DocumentSort::Added => Ordering::Equal,
        DocumentSort::Title => missing_last(&a.title_key, &b.title_key),
        DocumentSort::Date => missing_last(date(shelf, a), date(shelf, b)),
        DocumentSort::Type => a.media_type.cmp(&b.media_type),
        DocumentSort::Size => a.size_bytes.cmp(&b.size_bytes),
        DocumentSort::Evidence => a.counts.cmp(&b.counts),
    };
    by.then(one.cmp(&other))
}

/// Compares texts; an empty one stands after all others.
fn missing_last(one: &str, other: &str) -> Ordering {
    one.is_empty().cmp(&other.is_empty()).then_with(|| one.cmp(other))
}

fn date<'s>(shelf: &'s Shelf, document: &Shelved) -> &'s str {
    shelf.work(document).map_or("", |work| &*work.issued_key)
}

/// Returns what a folded title is sorted by, character by character: from its first letter on, in
/// the order of a dictionary, numbers by their size.
pub(super) fn title_key(folded: &str) -> String {
    let letters = folded.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let mut key = String::with_capacity(letters.len());
    let mut rest = letters;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_digit() {
            let length = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
            let digits = rest[..length].trim_start_matches('0');
            key.push_str(&digits.len().min(DIGITS_MAX).to_string());
            key.push_str(digits);
            rest = &rest[length..];
        } else {
            key.push(in_dictionary(letter));
            rest = &rest[letter.len_utf8()..];
        }
    }
    key
}

fn in_dictionary(letter: char) -> char {
    let place = PERSIAN.chars().position(|other| other == letter);
    let moved = place.and_then(|place| char::from_u32(ARABIC + u32::try_from(place).ok()?));
    moved.unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::title_key;

    #[test]
    fn titles_are_sorted_as_people_do() {
        let sorted =
            ["", "3 lines", "scan 2", "scan 010", "“ship”", "آب", "پیام", "تالار", "گزارش", "لار"];
        let keys: Vec<String> = sorted.iter().map(|title| title_key(title)).collect();
        let mut again = keys.clone();
        again.sort();
        assert_eq!(keys, again);
    }
}
