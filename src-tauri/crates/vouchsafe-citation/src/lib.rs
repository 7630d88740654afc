//! References in and out (CSL-JSON, BibTeX, BibLaTeX, RIS), citation keys, proposals of duplicates,
//! and formatting by CSL style.

mod bibtex;
mod csl_json;
mod dates;
mod duplicates;
mod encoding;
mod export;
mod import;
mod key;
mod lines;
mod names;
mod paths;
mod reference;
mod rest;
mod ris;
mod variable;

pub mod format;

#[cfg(test)]
mod tests;

pub use duplicates::{Duplicate, Likeness, duplicates};
pub use export::export;
pub use import::{ImportError, import};
pub use key::{DEFAULT_PATTERN, PatternError, citation_key};
pub use reference::{
    Attachment, Exported, Imported, Item, Loss, Reference, ReferenceFormat, Refused,
};
pub use variable::{DATE_VARIABLES, NAME_VARIABLES};
