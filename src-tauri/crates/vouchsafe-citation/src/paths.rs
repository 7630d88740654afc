//! Paths of attachments, with and without percent escapes.
//!
//! A path with blanks was never escaped; one where every `%` begins an escape was.

/// Returns a path as the file is called, its percent escapes undone.
pub(crate) fn read(path: &str) -> String {
    let path = path.trim();
    let is_address = path.contains("://") && !path.starts_with("file://");
    if is_address || !path.contains('%') || path.contains(char::is_whitespace) {
        return path.to_owned();
    }
    unescape(path).unwrap_or_else(|| path.to_owned())
}

/// Returns a path as `read` reads it back.
pub(crate) fn write(path: &str) -> String {
    let unsafe_letter = |letter: char| "{}\\\r\n\t".contains(letter);
    let plain = read(path) == path && !path.contains(unsafe_letter);
    if plain || path.contains("://") {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len() + 8);
    for letter in path.chars() {
        if letter == '%' || letter.is_whitespace() || unsafe_letter(letter) {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// Undoes percent escapes; `None` if one is broken or they make no UTF-8.
fn unescape(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(bytes.next()?)? * 16 + digit(bytes.next()?)?;
            out.push(u8::try_from(value).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}
