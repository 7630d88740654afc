//! What is shown, as it comes in: a length, a header as JSON, then the document to the end.
//!
//! `length (4 bytes, little endian) · header · document`. No length is believed before it is
//! compared with a limit.

use std::io::{self, Read};

use serde::Deserialize;
use thiserror::Error;

/// The most bytes of a header.
const HEADER_BYTES: u32 = 64 << 10;
/// The most bytes of a document.
const DOCUMENT_BYTES: u64 = 64 << 20;
/// The most characters of a title.
const TITLE_CHARS: usize = 200;

/// What is said about the document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// What it is called.
    pub title: String,
    /// The language of the words around it.
    pub language: Language,
    /// What its bytes are.
    pub media_type: String,
    /// What of it is not active.
    pub blocked: Blocked,
}

/// The languages that the viewer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Persian.
    #[serde(rename = "fa")]
    Persian,
}

/// What a captured page would do if it were let.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// Scripts that are not run.
    pub scripts: u64,
    /// Addresses that are not loaded.
    pub addresses: u64,
}

/// A document to be shown.
#[derive(Debug)]
pub struct Shown {
    /// What is said about it.
    pub header: Header,
    /// Its bytes.
    pub document: Vec<u8>,
}

/// Why there is nothing to show.
#[derive(Debug, Error)]
pub enum InputError {
    /// It ends too early or cannot be read.
    #[error("cannot read what is to be shown")]
    Unreadable(#[from] io::Error),
    /// It is longer than allowed.
    #[error("what is to be shown is longer than {limit} bytes")]
    TooLong {
        /// How long it may be.
        limit: u64,
    },
    /// The header is none.
    #[error("cannot read the header of what is to be shown")]
    Header(#[from] serde_json::Error),
}

/// Reads a document and its header.
///
/// # Errors
/// It ends too early, is too long, or has another header.
pub fn read(from: &mut dyn Read) -> Result<Shown, InputError> {
    let mut length = [0_u8; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > HEADER_BYTES {
        return Err(InputError::TooLong { limit: u64::from(HEADER_BYTES) });
    }
    let mut header = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut header)?;
    let mut header: Header = serde_json::from_slice(&header)?;
    header.title = plain(&header.title);
    let mut document = Vec::new();
    from.take(DOCUMENT_BYTES + 1).read_to_end(&mut document)?;
    if document.len() as u64 > DOCUMENT_BYTES {
        return Err(InputError::TooLong { limit: DOCUMENT_BYTES });
    }
    Ok(Shown { header, document })
}

/// Returns a title that cannot pass for anything else: no line breaks, nothing that turns text
/// around or hides in it.
fn plain(title: &str) -> String {
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
            && !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2028}' | '\u{2029}')
    };
    title.chars().filter(shown).take(TITLE_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(header: &str, document: &[u8]) -> Vec<u8> {
        let length = u32::try_from(header.len()).expect("it is short").to_le_bytes();
        [&length[..], header.as_bytes(), document].concat()
    }

    const HEADER: &str = r#"{"title":"a\u202egpj.exe\n","language":"fa","media_type":"text/html",
        "blocked":{"scripts":3,"addresses":14}}"#;

    #[test]
    fn a_document_comes_after_its_header() {
        let shown = read(&mut &with(HEADER, b"<p>")[..]).expect("it is right");
        assert_eq!(shown.header.title, "agpj.exe");
        assert_eq!(shown.header.language, Language::Persian);
        assert_eq!(shown.header.blocked, Blocked { scripts: 3, addresses: 14 });
        assert_eq!(shown.document, b"<p>");
    }

    #[test]
    fn what_is_cut_off_too_long_or_something_else_is_refused() {
        let whole = with(HEADER, b"");
        for (bytes, expected) in [
            (&b""[..], "cannot read what"),
            (&whole[..3], "cannot read what"),
            (&whole[..40], "the header"),
            (b"\xff\xff\xff\xff{}", "longer than 65536"),
            (b"\x02\0\0\0{}", "the header"),
        ] {
            let error = read(&mut &bytes[..]).expect_err("it is wrong").to_string();
            assert!(error.contains(expected), "{error}");
        }
        let endless = io::repeat(b'x');
        let error = read(&mut whole.as_slice().chain(endless)).expect_err("it is too long");
        assert!(matches!(error, InputError::TooLong { limit: DOCUMENT_BYTES }));
    }
}
