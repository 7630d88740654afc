//! What things are: ids, digests, instants, entries, and what an entry does to the catalogue.
//!
//! Pure: no I/O, no SQL, no clock, no randomness, no hashing. The shapes and rules of
//! `docs/archive-format.md` sections 1, 3 and 6 live here; how they are stored lives in
//! `vouchsafe-archive`, how they are proven in `vouchsafe-fixity` and `vouchsafe-verify`.

mod digest;
mod entry;
mod id;
mod instant;
mod kind;
mod lines;
mod order;
mod projection;

pub use digest::{Algorithm, Digest, DigestError, Sha256Digest};
pub use entry::{
    Body, Content, Continues, Entry, EntryError, Event, Header, LineRef, LogAccepted, LogOpened,
    Purge, PurgeLevel, Set, Timestamp, Write,
};
pub use id::{
    AccessionId, ActId, AgentId, ArchiveId, CollectionId, ContentId, DerivationId, DocumentId,
    IdError, LogId, NoteId, RecordId, SourceId, TagId,
};
pub use instant::{Instant, InstantError};
pub use kind::{FieldRule, Kind, RuleError, Shape, check_field, check_removable};
pub use lines::{Lines, LinesError};
pub use order::Position;
pub use projection::{Effect, effects};

/// The name of the file format, as `meta` and every `log.opened` entry state it.
pub const FORMAT: &str = "vouchsafe-archive-v1";

/// The longest text of an entry, in bytes: a reader need not be ready for more.
pub const ENTRY_BYTES_MAX: usize = 16 << 20;

/// The largest integer an entry may hold, 2^53 - 1, so that every JSON reader keeps it exact.
pub const INTEGER_MAX: u64 = (1 << 53) - 1;
