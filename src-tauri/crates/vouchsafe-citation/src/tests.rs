//! Whole files in and out.

mod duplicates;
mod hostile;
mod keys;
mod round_trip;
mod samples;
mod speed;
mod strategy;

use crate::{Reference, ReferenceFormat, import};

/// Returns references without the lines on which they stood.
fn anywhere(references: &[Reference]) -> Vec<Reference> {
    references.iter().map(|reference| Reference { line: 0, ..reference.clone() }).collect()
}

/// Reads a text that this program wrote.
fn read_back(text: &str, format: ReferenceFormat) -> Vec<Reference> {
    let found = import(text.as_bytes(), Some(format)).expect("the format is given");
    assert!(found.refused.is_empty(), "{:?} in\n{text}", found.refused);
    anywhere(&found.references)
}
