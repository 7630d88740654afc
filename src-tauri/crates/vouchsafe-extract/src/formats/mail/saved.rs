//! What was saved beside a page in MIME: images, fonts and style sheets by their addresses.

use std::collections::HashMap;

use mail_parser::{Message, MessagePart, MimeHeaders};

use super::html::SavedParts;

/// The most bytes that go into a page from beside it.
const MAX_BYTES: usize = 40 << 20;

/// The parts of a message by their addresses, without what is no part of the page.
pub struct Parts<'a> {
    by_address: HashMap<String, &'a MessagePart<'a>>,
    left: usize,
}

impl<'a> Parts<'a> {
    /// Returns the parts of a message.
    pub fn of(message: &'a Message<'a>) -> Self {
        let mut by_address = HashMap::new();
        for part in &message.parts {
            if let Some(address) = part.content_location() {
                by_address.entry(address.trim().to_owned()).or_insert(part);
            }
            if let Some(id) = part.content_id() {
                by_address.entry(format!("cid:{}", id.trim_matches(['<', '>']))).or_insert(part);
            }
        }
        Self { by_address, left: MAX_BYTES }
    }

    /// Returns a part and its media type, if there is room for it.
    fn take(&mut self, address: &str) -> Option<(String, &'a [u8])> {
        let part = self.by_address.get(address)?;
        let kind = part.content_type()?;
        let media_type = format!("{}/{}", kind.ctype(), kind.subtype()?).to_ascii_lowercase();
        let bytes = part.contents();
        // As base64 it is a third larger.
        self.left = self.left.checked_sub(bytes.len() / 3 * 4 + 4)?;
        Some((media_type, bytes))
    }
}

impl SavedParts for Parts<'_> {
    fn address(&mut self, address: &str) -> Option<String> {
        let (media_type, bytes) = self.take(address)?;
        let is_plain =
            media_type.bytes().all(|b| b.is_ascii_alphanumeric() || b"/+-.".contains(&b));
        let is_shown = media_type.starts_with("image/") || media_type.starts_with("font/");
        (is_plain && is_shown).then(|| format!("data:{media_type};base64,{}", base64(bytes)))
    }

    fn style_sheet(&mut self, address: &str) -> Option<String> {
        let (media_type, bytes) = self.take(address)?;
        (media_type == "text/css").then(|| String::from_utf8_lossy(bytes).into_owned())
    }
}

/// Source: RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() / 3 * 4 + 4);
    for three in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|place| u32::from(three.get(place).copied().unwrap_or(0)));
        let all = (a << 16) | (b << 8) | c;
        for place in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * place)) as usize & 63];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}
