//! BibTeX and BibLaTeX, in and out. Both are read alike; they differ in what is written.

mod fields;
mod files;
mod groups;
mod inherit;
mod latex;
mod latex_out;
mod names;
mod parse;
mod read;
mod symbols;
mod types;
mod write;

pub(crate) use read::{bare_doi, read};
pub(crate) use write::{BARE, Written, write};
