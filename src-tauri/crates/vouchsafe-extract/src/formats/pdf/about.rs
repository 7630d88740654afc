//! What a PDF says about itself: its information dictionary, its XMP packet, its page labels.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, DateTime, Dict, Name, Object, Stream, String as PdfString};
use serde_json::json;

use super::super::proposals::Proposals;
use super::super::xmp;

/// The largest XMP packet that is read.
const MAX_XMP_BYTES: usize = 1 << 20;

/// The most page labels that are made.
const MAX_LABELS: u32 = 10_000;

/// Proposes what a PDF says about itself.
pub fn propose(pdf: &Pdf, proposals: &mut Proposals) {
    let info = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_string).unwrap_or_default();
    proposals.text("title", &text(&info.title), "PDF info Title");
    proposals.names("author", &[text(&info.author)], "PDF info Author");
    proposals.text("abstract", &text(&info.subject), "PDF info Subject");
    proposals.text("keyword", &text(&info.keywords), "PDF info Keywords");
    proposals.text("x-producer", &text(&info.creator), "PDF info Creator");
    proposals.text("x-producer", &text(&info.producer), "PDF info Producer");
    if let Some(date) = &info.creation_date {
        proposals.value("issued", csl_date(date), "PDF info CreationDate");
    }
    if let Some(date) = &info.modification_date {
        proposals.value("issued", csl_date(date), "PDF info ModDate");
    }
    let Some(catalog) = catalog(pdf) else { return };
    if let Some(language) = catalog.get::<PdfString<'_>>("Lang") {
        proposals.text("language", &text_string(language.as_bytes()), "PDF Lang");
    }
    if let Some(packet) = catalog.get::<Stream<'_>>("Metadata")
        && let Ok(bytes) = packet.decoded_data()
        && bytes.len() <= MAX_XMP_BYTES
    {
        xmp::propose(&bytes, proposals);
    }
}

fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

fn csl_date(date: &DateTime) -> serde_json::Value {
    json!({ "date-parts": [[date.year, date.month.max(1), date.day.max(1)]] })
}

/// What 0x80 to 0x9F are in PDF's own encoding (ISO 32000-2, annex D.3).
const HIGH: &[char; 32] = &[
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}',
];

/// Returns the text of a PDF string: UTF-16 or UTF-8 by its mark, else PDF's own encoding.
pub fn text_string(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let is_high_text = bytes.iter().any(|byte| *byte >= 0x80);
    if let (true, Ok(text)) = (is_high_text, std::str::from_utf8(bytes)) {
        // Not what the standard says, but what many write.
        return text.to_owned();
    }
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
            0xA0 => '€',
            byte => char::from(*byte),
        })
        .collect()
}

/// Returns what pages are called, by their place from 0.
pub fn page_labels(pdf: &Pdf) -> BTreeMap<u32, String> {
    let mut ranges = BTreeMap::new();
    if let Some(tree) = catalog(pdf).and_then(|all| all.get::<Dict<'_>>("PageLabels")) {
        label_ranges(&tree, 0, &mut ranges);
    }
    let count = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX).min(MAX_LABELS);
    let mut labels = BTreeMap::new();
    let mut current: Option<(u32, &LabelRange)> = None;
    for page_index in 0..count {
        if let Some(range) = ranges.get(&page_index) {
            current = Some((page_index, range));
        }
        if let Some((start, range)) = current {
            let label = range.label(page_index - start);
            if !label.is_empty() {
                labels.insert(page_index, label);
            }
        }
    }
    labels
}

#[derive(Debug)]
struct LabelRange {
    prefix: String,
    style: Option<u8>,
    first: u32,
}

impl LabelRange {
    fn label(&self, offset: u32) -> String {
        let number = self.first.saturating_add(offset);
        let number = match self.style {
            Some(b'D') => number.to_string(),
            Some(b'R') => roman(number).to_uppercase(),
            Some(b'r') => roman(number),
            Some(b'A') => letters(number).to_uppercase(),
            Some(b'a') => letters(number),
            _ => String::new(),
        };
        format!("{}{number}", self.prefix)
    }
}

fn label_ranges(tree: &Dict<'_>, depth: usize, ranges: &mut BTreeMap<u32, LabelRange>) {
    if depth > 8 || ranges.len() > MAX_LABELS as usize {
        return;
    }
    if let Some(kids) = tree.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            label_ranges(&kid, depth + 1, ranges);
        }
    }
    let Some(numbers) = tree.get::<Array<'_>>("Nums") else { return };
    let mut items = numbers.iter::<Object<'_>>();
    while let (Some(index), Some(range)) = (items.next(), items.next()) {
        let index = index.into_i32().and_then(|index| u32::try_from(index).ok());
        let (Some(index), Some(range)) = (index, range.into_dict()) else { continue };
        let prefix = range.get::<PdfString<'_>>("P");
        let first = range.get::<i32>("St").and_then(|first| u32::try_from(first).ok());
        ranges.insert(
            index,
            LabelRange {
                prefix: prefix
                    .map(|text| text_string(text.as_bytes()))
                    .map(|text| text.chars().filter(|c| !c.is_control()).take(40).collect())
                    .unwrap_or_default(),
                style: range.get::<Name<'_>>("S").and_then(|name| name.as_str().bytes().next()),
                first: first.unwrap_or(1),
            },
        );
    }
}

fn roman(number: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 10_000 {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= *value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// Returns a to z, then aa to zz, and so on.
fn letters(number: u32) -> String {
    if number == 0 || number > 10_000 {
        return number.to_string();
    }
    let letter = char::from(b'a' + u8::try_from((number - 1) % 26).expect("less than 26"));
    let count = ((number - 1) / 26 + 1) as usize;
    std::iter::repeat_n(letter, count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_labels_count_as_pages_do() {
        for (style, first, offset, expected) in [
            (Some(b'D'), 1, 4, "A-5"),
            (Some(b'r'), 3, 1, "A-iv"),
            (Some(b'R'), 1_998, 1, "A-MCMXCIX"),
            (Some(b'a'), 26, 1, "A-aa"),
            (None, 1, 9, "A-"),
            (Some(b'D'), u32::MAX, 9, "A-4294967295"),
        ] {
            let range = LabelRange { prefix: "A-".to_owned(), style, first };
            assert_eq!(range.label(offset), expected);
        }
    }

    #[test]
    fn text_strings_are_read_by_their_mark() {
        for (bytes, expected) in [
            (&b"plain"[..], "plain"),
            (b"\xFE\xFF\x06\x33\x06\x46\x06\x2F", "سند"),
            (b"\xEF\xBB\xBFcaf\xC3\xA9", "café"),
            (b"\x8Dcaf\xE9\x8E", "“café”"),
            (b"caf\xC3\xA9", "café"),
        ] {
            assert_eq!(text_string(bytes), expected);
        }
    }
}
