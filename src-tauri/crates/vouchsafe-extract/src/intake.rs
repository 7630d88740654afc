//! What is fed to the child at all, and how much of it.
//!
//! A film of 5 GB has no text that anything here could find: it costs no process.

/// What to do with a document of some media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intake {
    /// Nothing: there is no text in it.
    NoText,
    /// Nothing: no parser here reads it.
    Unsupported,
    /// It is read, up to so many bytes.
    UpTo(u64),
}

const MIB: u64 = 1 << 20;

/// The kinds of image that are read.
pub const IMAGES: [&str; 6] =
    ["image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp"];

/// The kinds of recording that are decoded.
pub const SOUNDS: [&str; 12] = [
    "audio/aac",
    "audio/flac",
    "audio/m4a",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/vnd.wave",
    "audio/wav",
    "audio/x-flac",
    "audio/x-m4a",
    "audio/x-wav",
    // Its sound.
    "video/mp4",
];

/// The most bytes of a file of references, or of items to be cited.
pub const REFERENCES: Intake = Intake::UpTo(64 * MIB);

/// Returns how much is taken of what pages are drawn from.
pub fn pages(media_type: &str) -> Intake {
    match media_type {
        "application/pdf" => Intake::UpTo(256 * MIB),
        image if IMAGES.contains(&image) => Intake::UpTo(256 * MIB),
        _ => Intake::Unsupported,
    }
}

/// Returns how much is taken of a recording.
pub fn sound(media_type: &str) -> Intake {
    if SOUNDS.contains(&media_type) { Intake::UpTo(256 * MIB) } else { Intake::Unsupported }
}

/// Returns how much is taken of a captured page: about as much as may come back.
pub fn captured_pages(media_type: &str) -> Intake {
    match media_type {
        "text/html" | "application/xhtml+xml" | "multipart/related" => Intake::UpTo(56 * MIB),
        _ => Intake::Unsupported,
    }
}

/// Returns what is done with a media type.
pub fn intake(media_type: &str) -> Intake {
    match media_type {
        "application/x-empty" => Intake::NoText,
        "image/svg+xml" => Intake::Unsupported,
        // Text larger than this would make more text than is taken.
        "application/xhtml+xml"
        | "application/x-subrip"
        | "application/json"
        | "application/xml"
        | "application/x-bibtex"
        | "application/x-research-info-systems" => Intake::UpTo(64 * MIB),
        "application/pdf"
        | "application/epub+zip"
        | "message/rfc822"
        | "multipart/related"
        | crate::media_type::DOCX
        | crate::media_type::ODT => Intake::UpTo(256 * MIB),
        _ => match media_type.split('/').next() {
            Some("text") => Intake::UpTo(64 * MIB),
            Some("image") if IMAGES.contains(&media_type) => Intake::UpTo(256 * MIB),
            Some("audio" | "video" | "font") => Intake::NoText,
            _ => Intake::Unsupported,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_cost_no_process_and_unknown_bytes_are_not_guessed_at() {
        for (media_type, expected) in [
            ("video/mp4", Intake::NoText),
            ("audio/ogg", Intake::NoText),
            ("application/x-empty", Intake::NoText),
            ("application/octet-stream", Intake::Unsupported),
            ("application/x-7z-compressed", Intake::Unsupported),
            ("application/mbox", Intake::Unsupported),
            ("image/svg+xml", Intake::Unsupported),
            ("image/heic", Intake::Unsupported),
            ("text/vtt", Intake::UpTo(64 * MIB)),
            ("application/pdf", Intake::UpTo(256 * MIB)),
        ] {
            assert_eq!(intake(media_type), expected, "{media_type}");
        }
    }
}
