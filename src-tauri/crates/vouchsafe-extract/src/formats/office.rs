//! Documents that are ZIP archives of XML: DOCX, ODT, EPUB.
//!
//! This opens the archive and keeps it from unpacking to more than it should; what is in it stands
//! in a file each.

mod docx;
mod epub;
mod flow;
mod odt;

pub use docx::read as read_docx;
pub use epub::read as read_epub;
pub use odt::read as read_odt;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Failure;
use crate::FailureReason;

/// The most entries of an archive.
const MAX_ENTRIES: usize = 10_000;

/// What all entries that are read may unpack to, together.
const MAX_TOTAL_BYTES: u64 = 256 << 20;

/// How many times its packed size an entry may be, once it is larger than [`RATIO_FROM_BYTES`].
const MAX_RATIO: u64 = 200;
const RATIO_FROM_BYTES: u64 = 1 << 20;

/// An archive, and how much of it may still be unpacked.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left_bytes: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Failure> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Failure::new(
                FailureReason::Malformed,
                "the archive that the document is cannot be read",
            )
        })?;
        if archive.len() > MAX_ENTRIES {
            let detail = format!("the document holds more than {MAX_ENTRIES} entries");
            return Err(Failure::new(FailureReason::TooLarge, detail));
        }
        Ok(Self { archive, left_bytes: MAX_TOTAL_BYTES })
    }

    /// Returns an entry as text; `None` where there is none of that name.
    fn text(&mut self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.bytes(name)?.map(|bytes| {
            let mut warnings = Vec::new();
            super::charset::decode(&bytes, Some("utf-8"), &mut warnings)
        }))
    }

    /// Returns an entry. No size that the archive states is believed.
    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(text)) if text.contains("assword") => {
                return Err(Failure::new(
                    FailureReason::Encrypted,
                    "the document can only be read with a password",
                ));
            }
            Err(_) => {
                let detail = format!("the entry {name} of the document cannot be unpacked");
                return Err(Failure::new(FailureReason::Malformed, detail));
            }
        };
        let by_ratio = entry.compressed_size().saturating_mul(MAX_RATIO).max(RATIO_FROM_BYTES);
        let limit = by_ratio.min(self.left_bytes);
        let mut bytes = Vec::new();
        let read = entry.take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            let detail = format!("the entry {name} of the document unpacks to too much");
            return Err(Failure::new(FailureReason::TooLarge, detail));
        }
        if read.is_err() {
            let detail = format!("the entry {name} of the document cannot be unpacked");
            return Err(Failure::new(FailureReason::Malformed, detail));
        }
        self.left_bytes -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// Returns an attribute's value, its entities read.
fn attribute(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().take(200).flatten().find(|one| one.key.as_ref() == name)?;
    let mut out = found.value.into_owned();
    for (entity, text) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
    {
        out = out.replace(entity, text);
    }
    Some(out)
}

/// Returns the character that a reference in XML stands for: one of XML's own, or a number.
fn reference(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match number.and_then(char::from_u32) {
        Some(c) => c.to_string(),
        None => super::xmp::entity(name).to_owned(),
    }
}

#[cfg(test)]
mod tests;
