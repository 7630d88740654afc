//! `overview`: what an archive is, and how much is in it, for the frame of a window.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_model::{Body, Kind};

use crate::{
    error::{Error, ErrorReport},
    session::Session,
};

/// What an archive is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Overview {
    /// Where it is.
    pub path: String,
    /// Its id.
    pub archive_id: String,
    /// The title it was founded with; its file's name where it has none.
    pub title: String,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Whether this machine writes here.
    pub writable: bool,
    /// Why not, if not.
    pub why_not_writing: Option<ErrorReport>,
    /// How many records there are of each kind.
    pub counts: OverviewCounts,
    /// Entries of all logs: another number than before says that something was written.
    pub entries: u64,
}

/// How many records there are, removed ones included.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "each is named for the kind it counts")]
pub struct OverviewCounts {
    pub documents: u64,
    pub sources: u64,
    pub passages: u64,
    pub claims: u64,
    pub subjects: u64,
    pub collections: u64,
    pub notes: u64,
}

/// Tells what an archive is.
///
/// # Errors
/// The archive cannot be read.
pub fn overview(session: &Session) -> Result<Overview, Error> {
    let catalogue = session.catalogue();
    let count = |kind| catalogue.count(kind);
    let path = session.path();
    let founding = session.archive.founding_log();
    let opened = session.archive.entry(founding, 0)?;
    let title = match opened.entry.body {
        Body::LogOpened(opened) => opened.title,
        _ => None,
    };
    let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Overview {
        path: path.display().to_string(),
        archive_id: session.archive.id().to_string(),
        title: title.unwrap_or_else(stem),
        encrypted: session.archive.page_key().is_some(),
        writable: session.writable().is_ok(),
        why_not_writing: session.writable().err().map(Error::report),
        counts: OverviewCounts {
            documents: count(Kind::Document)?,
            sources: count(Kind::Source)?,
            passages: count(Kind::Passage)?,
            claims: count(Kind::Claim)?,
            subjects: count(Kind::Subject)?,
            collections: count(Kind::Collection)?,
            notes: count(Kind::Note)?,
        },
        entries: session.archive.heads()?.iter().map(|head| head.frontier.size()).sum(),
    })
}
