//! What the page's own scheme answers: the document at one address, and how it may be used.

use crate::input::Shown;

/// The scheme that serves the document.
pub const SCHEME: &str = "captured";

/// The document's address, and the only one there is.
pub const PAGE: &str = "captured://page/";

/// The headers that go with every answer.
///
/// Source: CSP Level 3; Fetch, sections 3.4 and 3.7.
pub const HEADERS: &[(&str, &str)] = &[
    (
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
    ("X-DNS-Prefetch-Control", "off"),
];

/// An answer: its status, what its bytes are, the bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// As HTTP counts.
    pub status: u16,
    /// What the bytes are.
    pub content_type: &'static str,
    /// The bytes.
    pub body: &'a [u8],
}

/// Returns what an address is answered with.
pub fn answer<'a>(address: &str, shown: &'a Shown) -> Answer<'a> {
    if is_page(address) {
        let content_type = content_type(&shown.header.media_type);
        Answer { status: 200, content_type, body: &shown.document }
    } else {
        Answer { status: 404, content_type: "text/plain; charset=utf-8", body: b"" }
    }
}

/// Returns whether an address is the document's: a place on it is, another page is not.
pub fn is_page(address: &str) -> bool {
    address.split('#').next() == Some(PAGE)
}

/// Returns the content type of what may be shown; everything else is bytes that are not.
fn content_type(media_type: &str) -> &'static str {
    match media_type {
        // Whatever it was, it comes as HTML in UTF-8.
        "text/html" | "application/xhtml+xml" | "multipart/related" => "text/html; charset=utf-8",
        "text/plain" => "text/plain; charset=utf-8",
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        "image/gif" => "image/gif",
        "image/webp" => "image/webp",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Blocked, Header, Language};

    #[test]
    fn one_address_is_answered_and_no_other() {
        let header = Header {
            title: String::new(),
            language: Language::English,
            media_type: "multipart/related".to_owned(),
            blocked: Blocked { scripts: 0, addresses: 0 },
        };
        let shown = Shown { header, document: b"<p>".to_vec() };
        for (address, status) in [
            (PAGE, 200),
            ("captured://page/#place", 200),
            ("captured://page/other", 404),
            ("captured://page/?", 404),
            ("captured://page.e.example/", 404),
            ("http://e.example/captured://page/", 404),
        ] {
            assert_eq!(answer(address, &shown).status, status, "{address}");
        }
        assert_eq!(answer(PAGE, &shown).content_type, "text/html; charset=utf-8");
        for unknown in ["image/svg+xml", "application/pdf", "text/javascript", ""] {
            assert_eq!(content_type(unknown), "application/octet-stream");
        }
    }
}
