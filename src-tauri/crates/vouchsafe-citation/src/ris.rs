//! RIS, in and out. No crate reads it with line numbers and keeps every tag, or writes it.

mod names;
mod parse;
mod read;
mod types;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;
