//! The bytes of a reference file as text.
//!
//! A byte order mark decides; then zeros in every other byte mean UTF-16; then UTF-8 if the bytes
//! are that; else the likeliest old charset, which is a guess and is reported as one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was read.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// What a person should know: a guess, or bytes that are no character.
    pub(crate) doubts: Vec<String>,
}

/// Reads `bytes` as text. Bytes that mean nothing become U+FFFD and are counted.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(&bytes[mark..], encoding, false);
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return read(bytes, encoding, true);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), doubts: Vec::new() };
    }
    if mostly_utf8(bytes) {
        return read(bytes, UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    read(bytes, detector.guess(None, Utf8Detection::Deny), true)
}

fn read(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let mut doubts = Vec::new();
    if guessed {
        doubts.push(format!("the file does not say its encoding: it was read as {name}"));
    }
    if broken {
        let count = text.matches('\u{fffd}').count();
        doubts.push(format!("{count} places are not {name} and were read as \u{fffd}"));
    }
    Decoded { text: text.into_owned(), encoding: name, doubts }
}

/// Whether letters in UTF-8 are far more than the bytes that are none: a file cut or patched in
/// the middle, rather than another charset.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters >= broken.saturating_mul(4)
}

/// Returns UTF-16 if the first bytes alternate with zeros, as ASCII letters in UTF-16 do.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(64)];
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    if count < 2 {
        return None;
    }
    let little = pairs.clone().filter(|pair| pair[0] != 0 && pair[1] == 0).count();
    let big = pairs.filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    if little * 2 > count && big == 0 {
        Some(UTF_16LE)
    } else if big * 2 > count && little == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_file_is_read_in_the_encoding_it_shows() {
        let utf16 = |swap: bool| -> Vec<u8> {
            let order = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
            "@book{a, title={é}}".encode_utf16().flat_map(order).collect()
        };
        let rows: [(Vec<u8>, &str); 6] = [
            ("@book{a, title={é}}".into(), "UTF-8"),
            ("\u{feff}@book{a, title={é}}".into(), "UTF-8"),
            (utf16(false), "UTF-16LE"),
            (utf16(true), "UTF-16BE"),
            ([vec![0xff, 0xfe], utf16(false)].concat(), "UTF-16LE"),
            (b"@book{a, title={\xe9}}".to_vec(), "windows-1252"),
        ];
        for (bytes, encoding) in rows {
            let decoded = decode(&bytes);
            assert_eq!(decoded.encoding, encoding);
            assert_eq!(decoded.text, "@book{a, title={é}}", "{encoding}");
        }
    }

    #[test]
    fn broken_bytes_are_counted() {
        let decoded = decode(b"\xef\xbb\xbfab\xffcd\xfe");
        assert_eq!(decoded.doubts, ["2 places are not UTF-8 and were read as \u{fffd}"]);
    }
}
