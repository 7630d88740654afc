//! The only writer of the archive file: contents, log, catalogue.
//!
//! The file is that of `docs/archive-format.md`. This crate knows no user, no configuration, no
//! clock and no screen: who writes, with which key, when and from what randomness is an
//! [`Author`]. It does not judge whether a file is sound; that is `vouchsafe-verify`, which does
//! not depend on this crate.

mod append;
mod catalogue;
mod connection;
mod contents;
mod error;
mod index;
mod log;
mod open;
mod project;
mod purge;
mod rewrite;
mod schema;
mod staging;
mod values;

pub use append::{Append, Author, Clock, SetDraft};
pub use catalogue::{Catalogue, Field, LiveWrite, Record, RecordRow};
pub use connection::{Access, Probe, probe};
pub use contents::{ContentReader, ContentRow, ContentState};
pub use error::{ArchiveError, OpenError};
pub use index::{
    Days, Hit, Hits, INDEX_KINDS, IndexError, IndexItem, IndexPlace, IndexWriter, Mark, Part,
    Query, QueryError, SearchIndex, Total, Visibility,
};
pub use log::{Head, LogRow, StoredEntry};
pub use open::{Archive, Founding, WriteLock};
pub use purge::{PurgeDone, PurgePlan};
pub use rewrite::{Donor, EntryCells, Rewritten, rewrite};
pub use staging::{CHUNK_SIZE_BYTES, STAGE_COMMIT_BYTES, Staged};
pub use values::ContentInShort;
