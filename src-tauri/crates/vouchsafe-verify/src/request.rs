//! What a verification is asked to do, and how it says how far it is.

use std::{collections::BTreeSet, num::NonZeroUsize, path::Path};

use serde::Serialize;
use vouchsafe_fixity::{Checkpoint, PageKey};
use vouchsafe_model::{ContentId, DocumentId};

/// What is to be verified, against what, and with how many threads.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The archive.
    pub path: &'a Path,
    /// What opens it; `None` for a plain archive.
    pub page_key: Option<&'a PageKey>,
    /// How much of it is read.
    pub scope: Scope,
    /// Heads of its logs that were kept elsewhere.
    pub known_heads: &'a [KnownHead],
    /// Contents that an interrupted run, now resumed, read and found good. Their bytes are not read
    /// again, and counted apart.
    pub read_before: &'a BTreeSet<ContentId>,
    /// How many threads hash, each with a connection of its own.
    pub threads: NonZeroUsize,
}

/// How much of an archive is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Full,
    /// Everything but the bytes of contents and what needs them. The verdict is never `intact`.
    Quick,
    /// Everything, but bytes only of these documents' contents, and of passages only theirs. Empty
    /// means none, as `Quick`.
    Documents(Vec<DocumentId>),
}

/// A log's head that was kept outside the file: nothing in the file can contradict it unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownHead {
    /// The head.
    pub checkpoint: Checkpoint,
    /// Where it comes from, in words: `this computer, 14 November 2019`.
    pub origin: String,
}

/// Who wants to know how far a verification is. Called from several threads, at most some hundred
/// times a second.
pub trait Progress: Sync {
    /// Takes note of how far it is.
    fn report(&self, progress: &Advance);
    /// Returns whether to stop. A stopped verification still gives a report.
    fn is_cancelled(&self) -> bool;
    /// Takes note that this content was read to its end and is good, so that a run that goes on
    /// where this one stops need not read it again.
    fn content_is_good(&self, content: ContentId);
}

/// How far a verification is. Items are entries, tables, records, contents
/// or passages, by the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Advance {
    /// What is being done.
    pub stage: Stage,
    /// How many items are done.
    pub items_done: u64,
    /// How many there are; 0 where that is not known.
    pub items_total: u64,
    /// How many bytes of contents are done.
    pub bytes_done: u64,
    /// How many there are; 0 in all stages but `Contents`.
    pub bytes_total: u64,
}

/// The stages of a verification, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The file as a database: structure, schema.
    Container,
    /// Every entry: its leaf, its form, its place.
    Entries,
    /// The logs replayed against the catalogue.
    Catalogue,
    /// The bytes of contents.
    Contents,
    /// The words of passages, in their texts.
    Passages,
}
