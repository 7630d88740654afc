//! The bytes of a reference file in, references out.

use thiserror::Error;

use crate::{Imported, ReferenceFormat, Refused, bibtex, csl_json, encoding, ris};

/// Why a file could not be read at all.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// No format was asked for, and the file looks like none of them.
    #[error("the file is not CSL-JSON, BibTeX, BibLaTeX or RIS")]
    UnknownFormat,
}

/// Reads a file of references.
///
/// Without `format` the file's beginning decides. Entries that cannot be read are refused one by
/// one, with the lines on which they begin; the rest is taken. An empty file holds no references.
///
/// # Errors
/// `UnknownFormat` if no format was given and none is recognised.
pub fn import(bytes: &[u8], format: Option<ReferenceFormat>) -> Result<Imported, ImportError> {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.as_str();
    let seen = format.or_else(|| recognise(text)).ok_or(ImportError::UnknownFormat)?;
    let mut imported = match seen {
        ReferenceFormat::CslJson => csl_json::read(text),
        ReferenceFormat::BibTex | ReferenceFormat::BibLatex => bibtex::read(text, format),
        ReferenceFormat::Ris => ris::read(text),
    };
    decoded.encoding.clone_into(&mut imported.encoding);
    let doubts = decoded.doubts.into_iter();
    let doubts = doubts.map(|reason| Refused { line: 1, key: None, reason });
    imported.warnings.splice(0..0, doubts);
    Ok(imported)
}

/// Tells a format by what stands first: JSON opens with a bracket; else the first line that looks
/// like a record of RIS or an entry of BibTeX decides.
fn recognise(text: &str) -> Option<ReferenceFormat> {
    let start = text.trim_start();
    if start.starts_with('{') || start.starts_with('[') {
        return Some(ReferenceFormat::CslJson);
    }
    for line in text.split(['\n', '\r']) {
        let line = line.trim_start();
        if let Some(rest) = line.strip_prefix("TY")
            && rest.trim_start_matches([' ', '\t']).starts_with('-')
        {
            return Some(ReferenceFormat::Ris);
        }
        if let Some(rest) = line.strip_prefix('@') {
            let word = rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
            if word.len() < rest.len() && word.trim_start().starts_with(['{', '(']) {
                return Some(ReferenceFormat::BibTex);
            }
        }
    }
    None
}
