//! Use cases, one verb a file: all that the shell, the command line and the tests may call.
//!
//! Requests are plain structs, reports are wire types with stable keys (`docs/cli.md`). Nothing
//! here prints, asks, or reads the environment; time and randomness are arguments.

mod accession;
mod checkpoint;
mod citation_key;
mod copy;
mod custody;
mod document;
mod environment;
mod error;
mod init;
mod key;
mod keys;
mod known;
mod links;
mod log;
mod names;
mod passphrase;
mod place;
mod progress;
mod purge;
mod repair;
mod session;
mod swap;
mod verify;
mod visible;

pub use accession::{
    AccessionFacts, AddItem, AddReport, AddRequest, AddStatus, Sidecar, SidecarSource, add,
};
pub use checkpoint::{CheckpointItem, CheckpointReport, checkpoint};
pub use copy::{CopyReport, copy};
pub use custody::{CustodyEvent, CustodyReport, custody};
pub use document::{
    CaptureMinimum, Derivation, DeriveReport, DeriveRequest, DocumentGetReport, DocumentItem,
    DocumentListReport, DocumentListRequest, DocumentShowReport, document_derive, document_get,
    document_get_to_file, document_list, document_show,
};
pub use environment::{Environment, SharedEntropy};
pub use error::{Error, ErrorClass, ErrorReport};
pub use init::{InitReport, InitRequest, init};
pub use key::{KeyReport, key_certify, key_protect, key_show};
pub use log::{
    EntryItem, EntryReport, LogContinueReport, LogItem, LogListReport, LogListRequest, log_accept,
    log_continue, log_list, log_show,
};
pub use passphrase::{PassphraseReport, passphrase_set, passphrase_sheet};
pub use progress::{Progress, Silent};
pub use purge::{PurgeReport, PurgeRequest, purge, purge_plan};
pub use repair::{RepairReport, repair};
pub use session::{Purpose, Secrets, Session};

pub use verify::{VerifyProgress, VerifyReport, VerifyRequest, verify};
pub use visible::is_hidden;
pub use vouchsafe_fixity::{PageKey, Passphrase};
pub use vouchsafe_verify::{Advance, Finding, Report, Severity, Stage, Verdict};
