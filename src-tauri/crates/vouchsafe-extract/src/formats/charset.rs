//! Bytes to characters: by a mark at the start, by what the document declares, or by a guess.
//!
//! A declared charset is followed as browsers follow it; a guess says that it is one.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes a guess is made from; more would not make it better.
const GUESS_BYTES: usize = 1 << 20;

/// Reads bytes as text, in the charset that the document declares, if any. Line ends become line
/// feeds.
pub fn decode(bytes: &[u8], declared: Option<&str>, warnings: &mut Vec<String>) -> String {
    decode_named(bytes, declared, warnings).0
}

/// The same, with the name of the charset.
fn decode_named(
    bytes: &[u8],
    declared: Option<&str>,
    warnings: &mut Vec<String>,
) -> (String, &'static str) {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let declared = declared.and_then(|label| {
        let found = Encoding::for_label(label.trim().as_bytes());
        if found.is_none() {
            warnings.push("the charset that the document declares is not known".to_owned());
        }
        // A document whose declaration could be read byte by byte is not UTF-16.
        found.map(|found| if found == UTF_16BE || found == UTF_16LE { UTF_8 } else { found })
    });
    let encoding = marked.or(declared).unwrap_or_else(|| guess(bytes, warnings));
    let (text, encoding, had_errors) = encoding.decode(bytes);
    if had_errors {
        warnings.push(format!(
            "some bytes are not {}; they are shown as replacement characters",
            encoding.name()
        ));
    }
    (one_line_end(&text), encoding.name())
}

fn guess(bytes: &[u8], warnings: &mut Vec<String>) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(GUESS_BYTES)];
    detector.feed(sample, sample.len() == bytes.len());
    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
    warnings.push(format!("the charset was guessed: {}", found.name()));
    found
}

/// Makes line ends line feeds and drops what no reader can see and no quote should hold.
fn one_line_end(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
            }
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_before_declarations_and_declarations_before_guesses() {
        let persian_1256: &[u8] = &[
            0xCF, 0xC7, 0xCF, 0xDA, 0xC7, 0xE5, 0x20, 0xE3, 0xE4, 0xD8, 0xDE, 0xE5, 0x20, 0xCD,
            0xDF, 0xE3, 0x20, 0xE3, 0xCA, 0xE5, 0xE3, 0xC7, 0xE4, 0x20, 0xD1, 0xC7,
        ];
        for (bytes, declared, charset, text) in [
            (&b"plain"[..], None, "UTF-8", "plain"),
            (b"\xEF\xBB\xBFa\r\nb\rc", Some("windows-1252"), "UTF-8", "a\nb\nc"),
            (b"\xFF\xFEh\0i\0", None, "UTF-16LE", "hi"),
            (b"\xFE\xFF\0h\0i", None, "UTF-16BE", "hi"),
            (b"caf\xE9", Some("iso-8859-1"), "windows-1252", "café"),
            (b"caf\xC3\xA9", Some("utf-16"), "UTF-8", "café"),
            (persian_1256, None, "windows-1256", "دادعاه منطقه حكم متهمان را"),
        ] {
            let (found, name) = decode_named(bytes, declared, &mut Vec::new());
            assert_eq!((name, found.as_str()), (charset, text));
        }
    }

    #[test]
    fn bytes_that_do_not_fit_are_said() {
        let mut warnings = Vec::new();
        let found = decode(b"a\xFFb\0", Some("utf-8"), &mut warnings);
        assert_eq!(found, "a\u{fffd}b\u{fffd}");
        assert_eq!(warnings.len(), 1);
    }
}
