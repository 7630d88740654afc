//! Use cases, one verb a file: all that the shell, the command line and the tests may call.
//!
//! Requests are plain structs, reports are wire types with stable keys (`docs/cli.md`). Nothing
//! here prints, asks, or reads the environment; time and randomness are arguments.

mod accession;
mod citation_key;
mod environment;
mod error;
mod init;
mod keys;
mod known;
mod names;
mod place;
mod progress;
mod session;

pub use accession::{
    AccessionFacts, AddItem, AddReport, AddRequest, AddStatus, Sidecar, SidecarSource, add,
};
pub use environment::Environment;
pub use error::{Error, ErrorClass, ErrorReport};
pub use init::{InitReport, InitRequest, init};
pub use progress::{Progress, Silent};
pub use session::{Purpose, Secrets, Session};

pub use vouchsafe_fixity::{PageKey, Passphrase};
