//! Use cases, one verb a file: all that the shell, the command line and the tests may call.
//!
//! Requests are plain structs, reports are wire types with stable keys (`docs/cli.md`). Nothing
//! here prints, asks, or reads the environment; time and randomness are arguments.

mod accession;
mod checkpoint;
mod citation_key;
mod collection;
mod copy;
mod custody;
mod document;
mod environment;
mod error;
mod history;
mod init;
mod key;
mod keys;
mod known;
mod links;
mod log;
mod marks;
mod names;
mod note;
mod passphrase;
mod place;
mod progress;
mod purge;
mod records;
mod remove;
mod repair;
mod sensitivity;
mod session;
mod source;
mod swap;
mod tag;
mod undo;
mod verify;
mod visible;

pub use accession::{
    AccessionFacts, AddItem, AddReport, AddRequest, AddStatus, Sidecar, SidecarSource, add,
};
pub use checkpoint::{CheckpointItem, CheckpointReport, checkpoint};
pub use collection::{
    CollectionItem, CollectionListReport, CollectionNewRequest, CollectionReport, collection_add,
    collection_list, collection_new, collection_remove,
};
pub use copy::{CopyReport, copy};
pub use custody::{CustodyEvent, CustodyReport, custody};
pub use document::{
    CaptureMinimum, Derivation, DeriveReport, DeriveRequest, DocumentGetReport, DocumentItem,
    DocumentListReport, DocumentListRequest, DocumentShowReport, document_derive, document_get,
    document_get_to_file, document_list, document_show,
};
pub use environment::{Environment, SharedEntropy};
pub use error::{Error, ErrorClass, ErrorReport};
pub use history::{HistoryEntry, HistoryReport, HistoryWrite, history};
pub use init::{InitReport, InitRequest, init};
pub use key::{KeyReport, key_certify, key_protect, key_show};
pub use log::{
    EntryItem, EntryReport, LogContinueReport, LogContinueRequest, LogItem, LogListReport,
    LogListRequest, log_accept, log_continue, log_list, log_show,
};
pub use marks::{MarkItem, MarkStatus};
pub use note::{
    NoteItem, NoteListReport, NoteListRequest, NoteReport, note_add, note_edit, note_list,
};
pub use passphrase::{PassphraseReport, passphrase_set, passphrase_sheet};
pub use progress::{Progress, Silent};
pub use purge::{PurgeReport, PurgeRequest, purge, purge_plan};
pub use records::{RecordItem, WriteItem};
pub use remove::{RemoveReport, RestoreReport, remove, restore};
pub use repair::{RepairReport, repair};
pub use sensitivity::{
    SensitivityItem, SensitivityListReport, SensitivitySetRequest, sensitivity_list,
    sensitivity_set, sensitivity_show,
};
pub use session::{Purpose, Secrets, Session};

pub use source::{
    FieldItem, SourceAddReport, SourceAddRequest, SourceDocument, SourceItem, SourceListReport,
    SourceListRequest, SourceSetReport, SourceSetRequest, SourceShowReport, source_add,
    source_list, source_set, source_show,
};
pub use tag::{TagItem, TagListReport, TagReport, tag_add, tag_list, tag_remove, tag_show};
pub use undo::{
    ActItem, KeptItem, UndoListReport, UndoReport, Undone, UndoneItem, undo, undo_list,
};
pub use verify::{VerifyProgress, VerifyReport, VerifyRequest, verify};
pub use visible::is_hidden;
pub use vouchsafe_fixity::{PageKey, Passphrase};
pub use vouchsafe_verify::{Advance, Finding, Report, Severity, Stage, Verdict};
