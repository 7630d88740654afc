//! The requests of commands whose use cases take plain arguments.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing is asked beside the question itself.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// Done; there is nothing to tell.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Done {}

/// Declares requests: every field may be left out where its type has a default.
macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize, TS)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$about])* pub $field: $type,)* }
    )*};
}

requests! {
    /// One record, by id, key or name.
    Named {
        /// Which.
        name: String,
        /// What is sealed too.
        show_sealed: bool,
    }
    /// Everything of a kind, or only what belongs to one record.
    Of {
        /// Which record; all if none is named.
        of: Option<String>,
        /// What is sealed too.
        show_sealed: bool,
    }
    /// A text to look for.
    WithText {
        /// The text; everything without it.
        text: Option<String>,
        /// What is sealed too.
        show_sealed: bool,
    }
    /// Several records.
    Records {
        /// Their ids, keys or names.
        records: Vec<String>,
    }
    /// Several records, and why.
    RecordsBecause {
        /// Their ids, keys or names.
        records: Vec<String>,
        /// Why.
        reason: String,
    }
    /// Several records, and what they are put under.
    RecordsUnder {
        /// Their ids, keys or names.
        records: Vec<String>,
        /// The tag or collection.
        under: String,
    }
    /// Proposals of a document, to be taken over.
    Accepted {
        /// The document.
        document: String,
        /// The numbers of the proposals; without them, all that fill what its source lacks.
        numbers: Vec<usize>,
    }
    /// Evidence that no longer counts.
    Withdrawn {
        /// Which.
        evidence: String,
        /// Why.
        reason: String,
    }
    /// A figure, and what states it.
    FigureOn {
        /// The passage or claim.
        on: String,
        /// The figure.
        figure: vouchsafe_app::FigureRequest,
    }
    /// A subject, and what is set of it.
    SubjectSet {
        /// Which.
        subject: String,
        /// Its new values.
        set: vouchsafe_app::SubjectRequest,
    }
    /// A subject named somewhere.
    Mention {
        /// Which.
        subject: String,
        /// Where.
        on: String,
    }
    /// A note, new or changed.
    NoteText {
        /// What it is about; or the note.
        on: String,
        /// What it says.
        text: String,
    }
    /// A passage, and the place that a person chose for it.
    Placed {
        /// Which.
        passage: String,
        /// From and up to which character of its document's newest text.
        range: (u64, u64),
    }
    /// Contents, as findings name them.
    Contents {
        /// Their ids.
        contents: Vec<String>,
    }
    /// Two sources that are one.
    Merge {
        /// The one that stays.
        stays: String,
        /// The one that is merged into it.
        goes: String,
    }
    /// A passage that stands elsewhere in a newer text.
    Moved {
        /// Which.
        passage: String,
        /// Whether changed words are taken for the same.
        accept_changed: bool,
    }
    /// A search to be kept.
    SearchKept {
        /// Its name.
        name: String,
        /// Its query.
        query: String,
    }
    /// A place to write to, which must not exist.
    To {
        /// Where.
        path: PathBuf,
    }
    /// An archive to be forgotten.
    Forgotten {
        /// Which; all without it.
        path: Option<PathBuf>,
    }
    /// A document, to be written out.
    DocumentTo {
        /// Which.
        document: String,
        /// Where; nothing may be there.
        path: PathBuf,
    }
    /// Where to repair from.
    From {
        /// Archives, folders, files.
        paths: Vec<PathBuf>,
    }
    /// An act to take back.
    Act {
        /// Which; the last one without it.
        act: Option<String>,
    }
    /// A passphrase; none takes the encryption or protection off.
    NewPassphrase {
        /// The passphrase.
        passphrase: Option<String>,
    }
    /// A log to accept, or an entry to show.
    LogNamed {
        /// Which.
        name: String,
    }
    /// A job under way.
    JobNamed {
        /// Its name, as the window gave it.
        job: String,
    }
}
