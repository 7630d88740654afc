//! From bytes to text, behind the process wall.
//!
//! Whatever parses other people's bytes runs in a process of its own, one per document, that can
//! open nothing and call nobody: the program `vouchsafe-extract`. This library is the side that
//! starts it, feeds it, ends it, and believes nothing it says ([`Extractor`]); the parsers
//! ([`formats`]) stand here too, and only the child calls them.

pub mod captured;
mod check;
mod ending;
pub mod extractor;
pub mod formats;
pub mod intake;
pub mod media_type;
mod places;
mod png;
pub mod rendition;
mod reply;
mod running;
pub mod sandbox;
pub mod wire;

pub use captured::{ActiveContent, Addresses, CapturedPage, Peaks};
pub use extractor::{Extracted, Extractor, Limits, WallError};
pub use media_type::{LOOK_BYTES, media_type};
pub use rendition::{
    Block, BlockKind, Cue, Direction, Extraction, Failure, FailureReason, ImageFacts,
    LanguageBasis, Outcome, Page, PageImage, Proposal, Structure, TextRendition, WordBox,
};
pub use sandbox::{Sandbox, SandboxLevel};

/// The name of the program that makes renditions, as entries record it.
pub const NAME: &str = "vouchsafe-extract";

/// The version of the text it makes. It changes whenever the text of any document could: a
/// rendition is keyed by it, and a new version adds renditions and never moves an old quote.
pub const VERSION: &str = "1";
