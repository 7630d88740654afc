//! The parsers. Only the child calls this: nothing here may run in a process that holds anything.

use crate::{Extraction, FailureReason, PageImage, TextRendition};

/// Why a page image or a draft could not be made: a word to branch on and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Why, as a word.
    pub reason: FailureReason,
    /// Why, as a sentence.
    pub detail: String,
}

/// Returns what can be made of a document.
pub fn extract(media_type: &str, _name: Option<&str>, _bytes: &[u8]) -> Extraction {
    Extraction::failed(media_type, FailureReason::Unsupported, "nothing here reads this type")
}

/// Returns a page as an image.
///
/// # Errors
/// There is no such page, or it cannot be drawn.
pub fn page_image(_bytes: &[u8], _page_number: u32, _width_px: u32) -> Result<PageImage, Failure> {
    Err(unsupported())
}

/// Returns the text of a draft that citations are looked for in.
///
/// # Errors
/// It cannot be read, or has no text.
pub fn draft(_media_type: &str, _bytes: &[u8]) -> Result<TextRendition, Failure> {
    Err(unsupported())
}

fn unsupported() -> Failure {
    Failure {
        reason: FailureReason::Unsupported,
        detail: "nothing here reads this type".to_owned(),
    }
}
