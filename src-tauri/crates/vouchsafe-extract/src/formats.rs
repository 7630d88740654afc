//! The parsers: bytes in, text and proposals out, one file a format.
//!
//! Only the child calls this: nothing here may run in a process that holds anything. Nothing here
//! opens a file, asks for the time, or believes a length that a file states. What is deep or large
//! ends at a cap; what a library still does wrong ends this process and no other.

mod blocks;
mod charset;
mod cues;
mod html;
mod mail;
mod markdown;
mod office;
mod pdf;
mod pictures;
mod plain;
mod proposals;
mod sound;
mod tables;
mod xmp;

pub use crate::Failure;
use crate::captured::CapturedPage;
use crate::intake::IMAGES;
use crate::{Extraction, FailureReason, ImageFacts, Outcome, PageImage, Structure, TextRendition};
use proposals::Proposals;
pub use sound::peaks;

/// The media type of DOCX.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The most warnings of one document; more say nothing more.
const MAX_WARNINGS: usize = 200;

/// The longest sentence of a warning or a failure, in characters.
const MAX_SENTENCE_CHARS: usize = 400;

/// What a format's parser made of a document.
#[derive(Debug, Default)]
struct Made {
    text: Option<TextRendition>,
    image: Option<ImageFacts>,
    proposals: Proposals,
    warnings: Vec<String>,
    failure: Option<Failure>,
}

/// Returns what can be made of a document.
///
/// `media_type` is what its bytes say it is ([`crate::media_type()`]); `name` is the document's own
/// and decides nothing but between kinds of text.
pub fn extract(media_type: &str, name: Option<&str>, bytes: &[u8]) -> Extraction {
    let made = read(media_type, name, bytes);
    let outcome = match (made.failure, &made.text) {
        (Some(Failure { reason, detail }), _) => {
            Outcome::Failed { reason, detail: sentence(&detail) }
        }
        (None, Some(_)) => Outcome::Text,
        (None, None) => Outcome::NoText,
    };
    Extraction {
        media_type: media_type.to_owned(),
        text: if outcome == Outcome::Text { made.text } else { None },
        outcome,
        image: made.image,
        proposals: made.proposals.into_vec(),
        warnings: warnings(&made.warnings),
    }
}

/// Returns warnings as they may cross the wall: each once, none of them long.
fn warnings(found: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for warning in found.iter().map(|one| sentence(one)) {
        if out.len() < MAX_WARNINGS && !out.contains(&warning) {
            out.push(warning);
        }
    }
    out
}

/// Returns a sentence without what a name from the document could have brought into it.
fn sentence(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MAX_SENTENCE_CHARS).collect()
}

/// Reads a document as what it is; of what nothing here reads, nothing is made.
fn read(media_type: &str, name: Option<&str>, bytes: &[u8]) -> Made {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let has_extension =
        |wanted: &str| extension.is_some_and(|one| one.eq_ignore_ascii_case(wanted));
    match media_type {
        // Programs call these plain text; their names know better.
        "text/plain" if has_extension("srt") || has_extension("vtt") => cues::read(bytes),
        "text/plain" if has_extension("md") => markdown::read(bytes),
        "text/plain" => plain::read(bytes),
        "text/html" => html::read(bytes, false),
        "application/xhtml+xml" => html::read(bytes, true),
        "text/markdown" => markdown::read(bytes),
        "text/vtt" | "application/x-subrip" => cues::read(bytes),
        "text/csv" => tables::read_csv(bytes),
        "application/json" => tables::read_json(bytes),
        "application/pdf" => pdf::read(bytes),
        "message/rfc822" => mail::read(bytes),
        "multipart/related" => mail::read_page(bytes),
        DOCX => office::read_docx(bytes),
        "application/vnd.oasis.opendocument.text" => office::read_odt(bytes),
        "application/epub+zip" => office::read_epub(bytes),
        image if IMAGES.contains(&image) => pictures::read(media_type, bytes),
        // Other kinds of text are read as the letters they are.
        "application/xml" | "application/x-bibtex" | "application/x-research-info-systems" => {
            plain::read(bytes)
        }
        text if text.starts_with("text/") => plain::read(bytes),
        _ => Made::default(),
    }
}

/// Returns a page of a PDF as an image, or an image as its only page.
///
/// # Errors
/// It has no pages that are drawn, no such page, or it cannot be drawn.
pub fn page_image(
    media_type: &str,
    bytes: &[u8],
    page_number: u32,
    width_px: u32,
) -> Result<PageImage, Failure> {
    match media_type {
        "application/pdf" => pdf::page_image(bytes, page_number, width_px),
        image if IMAGES.contains(&image) => {
            pictures::page_image(media_type, bytes, page_number, width_px)
        }
        _ => Err(Failure::new(FailureReason::Unsupported, "nothing here draws this type")),
    }
}

/// Returns a captured page without what is active in it.
///
/// # Errors
/// It is no captured page, or cannot be read.
pub fn captured_page(media_type: &str, bytes: &[u8]) -> Result<CapturedPage, Failure> {
    match media_type {
        "text/html" => Ok(html::captured(bytes, false)),
        "application/xhtml+xml" => Ok(html::captured(bytes, true)),
        "multipart/related" => mail::captured_page(bytes),
        _ => Err(Failure::new(FailureReason::Unsupported, "this is no captured page")),
    }
}

/// Returns the text of a draft that citations are looked for in.
///
/// # Errors
/// It cannot be read, or has no text.
pub fn draft(media_type: &str, bytes: &[u8]) -> Result<TextRendition, Failure> {
    let made = match media_type {
        "text/markdown" => markdown::read(bytes),
        DOCX => office::read_docx(bytes),
        // Typst's marks stay: its citations are marks.
        "text/plain" | "text/x-typst" | "text/vnd.typst" => plain::read(bytes),
        _ => return Err(Failure::new(FailureReason::Unsupported, "nothing here reads this type")),
    };
    match (made.failure, made.text) {
        (Some(failure), _) => Err(failure),
        (None, Some(text)) => Ok(text),
        (None, None) => Ok(TextRendition { text: String::new(), structure: Structure::default() }),
    }
}

#[cfg(test)]
mod hostile;
