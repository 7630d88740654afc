//! The auditor: says whether an archive is as it was recorded.
//!
//! It reads the file by `docs/archive-format.md` alone and shares no code with what writes it. It
//! writes nothing, trusts nothing it reads, and always finishes: damage is a list of findings, and
//! an error means only that this computer could not read the file at all.
//!
//! The order: the container (`container`, `schema`), every entry by itself and in its place
//! (`entries`, `entry`), roots and heads (`heads`), which logs count (`effect`), the rows of
//! contents (`contents`) and purges (`purges`), the logs replayed against the catalogue (`replay`,
//! `catalogue`, `difference`), the bytes of contents (`bytes`, `chunks`, `locate`, `tally`), and
//! the words of passages (`passages`, `quotes`).

mod audit;
mod bytes;
mod catalogue;
mod chunks;
mod code;
mod column;
mod container;
mod contents;
mod difference;
mod documents;
mod effect;
mod entries;
mod entry;
mod error;
mod file;
mod finding;
mod format;
mod heads;
mod locate;
mod logs;
mod passages;
mod purges;
mod quotes;
mod replay;
mod report;
mod request;
mod scan;
mod schema;
mod spans;
mod sums;
mod tally;
mod verify;

pub use code::{Code, Severity};
pub use error::Error;
pub use finding::Finding;
pub use report::{Counts, Head, Pass, Report, Verdict};
pub use request::{Advance, KnownHead, Progress, Request, Scope, Stage};
pub use verify::verify;
