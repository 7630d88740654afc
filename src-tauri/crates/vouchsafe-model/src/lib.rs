//! What things are: ids, digests, instants, entries, and what an entry does to the catalogue.
//!
//! Pure: no I/O, no SQL, no clock, no randomness, no hashing. The shapes and rules of
//! `docs/archive-format.md` sections 1, 3 and 6 live here; how they are stored lives in
//! `vouchsafe-archive`, how they are proven in `vouchsafe-fixity` and `vouchsafe-verify`.

mod date;
mod digest;
mod entry;
mod id;
mod instant;
mod kind;
mod lines;
mod order;
mod projection;
mod region;

pub use date::{
    Calendar, CivilDay, Comparison, CslDate, CslLoss, Date, DateError, Edtf, Inferred, Language,
    Limit, Order, Part, Supplied,
};
pub use digest::{Algorithm, Digest, DigestError, Sha256Digest};
pub use entry::{
    Body, Content, Continues, Entry, EntryError, Event, Header, LineRef, LogAccepted, LogOpened,
    Purge, PurgeLevel, Set, Timestamp, Write,
};
pub use id::{
    AccessionId, ActId, AgentId, AlignmentId, ArchiveId, ClaimId, CollectionId, ContentId,
    CrossReferenceId, DerivationId, DocumentId, EvidenceId, IdError, LogId, NoteId, PassageId,
    RecordId, RenditionId, SourceId, SubjectId, TagId,
};
pub use instant::{Instant, InstantError};
pub use kind::{FieldRule, Kind, RELATIONS, RuleError, Shape, check_field, check_removable};
pub use lines::{Lines, LinesError};
pub use order::Position;
pub use projection::{Effect, effects};
pub use region::{Region, RegionError};

/// The name of the file format, as `meta` and every `log.opened` entry state it.
pub const FORMAT: &str = "vouchsafe-archive-v1";

/// The longest text of an entry, in bytes: a reader need not be ready for more.
pub const ENTRY_BYTES_MAX: usize = 16 << 20;

/// The largest integer an entry may hold, 2^53 - 1, so that every JSON reader keeps it exact.
pub const INTEGER_MAX: u64 = (1 << 53) - 1;
