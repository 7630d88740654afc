//! What a file is, told by its first bytes, never by its name alone.
//!
//! This looks at fixed places in at most [`LOOK_BYTES`] bytes: no length in the file is believed,
//! nothing is allocated by it, nothing is decoded. So it may run outside the process wall.

/// How many bytes from the start are enough.
pub const LOOK_BYTES: usize = 8192;

/// Returns the media type of a file from its first bytes; its name decides only between types
/// whose bytes look alike (ZIP containers, kinds of text).
///
/// `application/octet-stream` means: not known.
pub fn media_type(start: &[u8], name: &str) -> &'static str {
    let start = &start[..start.len().min(LOOK_BYTES)];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let extension = extension.as_deref().unwrap_or_default();
    if start.is_empty() {
        return "application/x-empty";
    }
    if looks_like_text(start) {
        return text_type(start, extension);
    }
    match infer::get(start).map(|kind| kind.mime_type()) {
        Some("application/zip") => zip_type(start, extension),
        // `infer` takes any DER sequence for a certificate; most are not.
        Some("application/x-x509-ca-cert") | None => "application/octet-stream",
        Some("audio/ogg" | "video/ogg" | "application/ogg") => match extension {
            "ogv" => "video/ogg",
            _ => "audio/ogg",
        },
        Some(found) => found,
    }
}

/// Whether bytes are text: UTF-8 or UTF-16 by its mark, or an 8-bit encoding without control bytes.
fn looks_like_text(start: &[u8]) -> bool {
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 11 | 14..=26 | 28..=31 | 127);
    if start.iter().any(is_control) || start.starts_with(b"%PDF-") {
        return false;
    }
    match std::str::from_utf8(start) {
        Ok(_) => true,
        // A character cut in two at the end is still text.
        Err(error) if error.error_len().is_none() && start.len() == LOOK_BYTES => true,
        // An 8-bit encoding: mostly letters, and no signature of a binary format.
        Err(_) => infer::get(start).is_none(),
    }
}

fn text_type(start: &[u8], extension: &str) -> &'static str {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(512).collect::<String>().to_ascii_lowercase();
    let is_html = ["<!doctype html", "<html", "<head", "<body"];
    if is_html.iter().any(|mark| head.starts_with(mark))
        || (head.starts_with("<!--") && head.contains("<html"))
        || (matches!(extension, "html" | "htm") && head.contains('<'))
    {
        return "text/html";
    }
    if head.starts_with("<svg") || (head.starts_with("<?xml") && head.contains("<svg")) {
        return "image/svg+xml";
    }
    if head.starts_with("<?xml") {
        return if head.contains("<html") { "application/xhtml+xml" } else { "application/xml" };
    }
    if head.starts_with("webvtt") {
        return "text/vtt";
    }
    if head.starts_with("{\\rtf") {
        return "application/rtf";
    }
    if head.starts_with("from ") && extension == "mbox" {
        return "application/mbox";
    }
    match extension {
        "eml" => "message/rfc822",
        "mht" | "mhtml" => "multipart/related",
        "md" | "markdown" => "text/markdown",
        "csv" => "text/csv",
        "json" => "application/json",
        "srt" => "application/x-subrip",
        "bib" => "application/x-bibtex",
        "ris" => "application/x-research-info-systems",
        "warc" => "application/warc",
        _ => "text/plain",
    }
}

fn zip_type(start: &[u8], extension: &str) -> &'static str {
    let contains = |mark: &[u8]| start.windows(mark.len()).any(|window| window == mark);
    for (mark, found) in [
        (&b"mimetypeapplication/epub+zip"[..], "application/epub+zip"),
        (b"mimetypeapplication/vnd.oasis.opendocument.text", ODT),
        (b"word/", DOCX),
        (b"xl/", XLSX),
        (b"ppt/", PPTX),
        (b"datapackage.json", "application/wacz"),
    ] {
        if contains(mark) {
            return found;
        }
    }
    match extension {
        "docx" => DOCX,
        "xlsx" => XLSX,
        "pptx" => PPTX,
        "odt" => ODT,
        "epub" => "application/epub+zip",
        "wacz" => "application/wacz",
        _ => "application/zip",
    }
}

pub(crate) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub(crate) const PPTX: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";
pub(crate) const ODT: &str = "application/vnd.oasis.opendocument.text";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_names_only_between_lookalikes() {
        for (start, name, expected) in [
            (&b""[..], "a.pdf", "application/x-empty"),
            (b"%PDF-1.7\n\xE2\xE3", "a.txt", "application/pdf"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "photo", "image/jpeg"),
            (b"<!DOCTYPE html><p>x", "a.txt", "text/html"),
            (b"<!--\n Page saved with SingleFile -->\n<html>", "x", "text/html"),
            (b"\xEF\xBB\xBFWEBVTT\n\n", "a.vtt", "text/vtt"),
            (b"# Update 14\n", "a.md", "text/markdown"),
            (b"\xE3\xE4\xE5\xE6 \xC7\xE1\n", "letter.txt", "text/plain"),
            (b"\xFF\xFEh\0i\0", "a.txt", "text/plain"),
            (b"OggS\0\x02\0\0\0\0\0\0\0\0", "a.ogg", "audio/ogg"),
            (b"PK\x03\x04\x14\0\0\0\0\0word/document.xml", "a.zip", DOCX),
            (b"\0\x01\x02\x03 junk", "a.txt", "application/octet-stream"),
        ] {
            assert_eq!(media_type(start, name), expected, "{name}");
        }
    }

    #[test]
    fn persian_text_cut_in_the_middle_of_a_letter_is_text() {
        let text = "گزارش دادگاه ".repeat(1000);
        let cut = &text.as_bytes()[..LOOK_BYTES];
        assert_eq!(media_type(cut, "گزارش.txt"), "text/plain");
        assert_eq!(media_type(&text.as_bytes()[1..], "x"), "text/plain");
    }
}
