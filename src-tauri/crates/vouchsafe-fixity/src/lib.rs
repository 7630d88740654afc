//! The trust root: digests, the Merkle log, checkpoints, signatures, key derivation.
//!
//! The only crate that may name a hash or signature library. It holds no file, no database and
//! no clock: bytes come in as slices, randomness through [`Entropy`]. What is computed, and why it
//! can be computed again by hand, stands in `docs/archive-format.md` sections 2 to 5.

mod certificate;
mod checkpoint;
mod content;
mod entropy;
mod key;
mod leaf;
mod passphrase;
mod supplied;
mod tree;

pub use certificate::{
    CERTIFICATE_NAMESPACE, Certificate, CertificateError, certificate_statement,
};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use content::{ContentDigests, ContentHasher, Sha256Stream, sha256};
pub use entropy::{Entropy, OsEntropy};
pub use key::{KeyError, LogKey, PublicKey};
pub use leaf::{Commitment, Leaf, Salt, Seed, commitment, leaf_of_lines};
pub use passphrase::{PageKey, PageKeyError, Passphrase, PassphraseError, SALT_BYTES};
pub use supplied::SuppliedDigests;
pub use tree::{Frontier, FrontierError};
