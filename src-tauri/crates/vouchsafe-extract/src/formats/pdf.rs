//! PDF: the letters of each page and where they stand, put back into lines and paragraphs.
//!
//! A PDF says where glyphs stand, not what is a word, a line or a paragraph. What is here follows
//! from their places alone; hyphens at line ends stay, as they are what stands on the page.

mod about;
mod direction;
mod drawing;
mod glyphs;
mod lines;
mod paragraphs;

pub use drawing::page_image;

use hayro_interpret::InterpreterCache;
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};

use super::blocks::{Style, TextBuilder};
use super::{Failure, Made};
use crate::{FailureReason, WordBox};

/// The most pages of a document.
const MAX_PAGES: usize = 10_000;

/// The widest and highest that a page may be, in hundredths of a point.
const MAX_PAGE_SIDE: u32 = 10_000_000;

/// Reads a PDF.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let pdf = match open(bytes) {
        Ok(pdf) => pdf,
        Err(failure) => return Made { failure: Some(failure), ..made },
    };
    about::propose(&pdf, &mut made.proposals);
    let mut labels = about::page_labels(&pdf);
    let mut builder = TextBuilder::default();
    let cache = InterpreterCache::new();
    let mut unknown = 0;
    let mut page_number = 0;
    for page in pdf.pages().iter() {
        page_number += 1;
        let found = glyphs::of_page(page, &cache);
        unknown += found.unknown;
        if found.is_cut {
            made.warnings.push(format!("page {page_number} has more letters than are read"));
        }
        let regions = lines::of_page(found.glyphs);
        let (start, end, words) = add(&regions, page_number, page, &mut builder);
        builder.words(words);
        let (width, height) = size(page);
        builder.page(crate::Page {
            start,
            end,
            page_number,
            label: labels.remove(&(page_number - 1)),
            width,
            height,
        });
        if builder.is_full() {
            break;
        }
    }
    if unknown > 0 {
        made.warnings.push(format!(
            "the file does not say which letters {unknown} of its glyphs are; they are shown as \
             replacement characters"
        ));
    }
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Opens a PDF that can be read without a password and is not too long.
fn open(bytes: &[u8]) -> Result<Pdf, Failure> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            Failure::new(FailureReason::Encrypted, "the file can only be read with a password")
        }
        LoadPdfError::Invalid => {
            Failure::new(FailureReason::Malformed, "this is not a PDF that can be read")
        }
    })?;
    if pdf.pages().len() > MAX_PAGES {
        let detail = format!("the file has more than {MAX_PAGES} pages");
        return Err(Failure::new(FailureReason::TooLarge, detail));
    }
    if pdf.pages().is_empty() {
        return Err(Failure::new(FailureReason::Malformed, "the file has no pages"));
    }
    Ok(pdf)
}

/// Adds a page's text. Returns where it begins and ends, and its words.
fn add(
    regions: &[lines::Region],
    page_number: u32,
    page: &Page<'_>,
    builder: &mut TextBuilder,
) -> (u64, u64, Vec<WordBox>) {
    let (width, height) = size(page);
    let (mut start, mut words) = (None, Vec::new());
    for paragraph in paragraphs::of_page(regions) {
        let text = paragraph.text();
        let style = Style { level: paragraph.level, ..Style::of(paragraph.kind) };
        let Some((from, _)) = builder.block(&text, style) else { continue };
        start.get_or_insert(from);
        for (word_start, word_end, area) in paragraph.words() {
            let (x, right) = (hundredths(area.x0).min(width), hundredths(area.x1).min(width));
            let (y, bottom) = (hundredths(area.y0).min(height), hundredths(area.y1).min(height));
            words.push(WordBox {
                start: from + word_start,
                end: from + word_end,
                page_number,
                x,
                y,
                width: right.saturating_sub(x),
                height: bottom.saturating_sub(y),
            });
        }
    }
    let end = builder.end();
    (start.unwrap_or(end), end, words)
}

/// Returns a page's width and height as it is shown, in hundredths of a point.
fn size(page: &Page<'_>) -> (u32, u32) {
    let (width, height) = page.render_dimensions();
    (hundredths(width).clamp(1, MAX_PAGE_SIDE), hundredths(height).clamp(1, MAX_PAGE_SIDE))
}

/// Returns a length in points as hundredths of a point.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits just before"
)]
fn hundredths(points: f32) -> u32 {
    // A comparison with what is not a number is false, and that becomes nothing.
    if points > 0.0 { (f64::from(points) * 100.0).round().min(4e9) as u32 } else { 0 }
}

#[cfg(test)]
mod tests;
