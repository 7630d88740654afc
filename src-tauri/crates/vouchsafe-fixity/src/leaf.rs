//! From an entry's lines to its leaf in the log, so that one line can be shown and none guessed.
//!
//! Source: archive-format.md, sections 3.3 and 3.4.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use vouchsafe_model::{Lines, Sha256Digest};

use crate::entropy::{Entropy, random};

const LEAF_PREFIX: &[u8] = b"vouchsafe-entry-v1\n";

/// An entry's random bytes, from which the salts of its lines are derived.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed([u8; 32]);

/// What is hashed before a line, so that a short line cannot be guessed from its commitment.
pub type Salt = [u8; 16];

/// The digest that stands for a line, whether or not the line is shown.
pub type Commitment = [u8; 32];

/// An entry's leaf hash in the Merkle tree.
pub type Leaf = Sha256Digest;

impl Seed {
    /// Makes a new seed.
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        Self(random(entropy))
    }

    /// Reads a seed as the file holds it; `None` unless it is 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Returns the 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the salt of the line with this name.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn salt(&self, name: &str) -> Salt {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(name.as_bytes());
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        let mut salt = Salt::default();
        salt.copy_from_slice(&full[..16]);
        salt
    }
}

/// Returns the commitment to a line, given without its LF.
pub fn commitment(salt: &Salt, line: &str) -> Commitment {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(line.as_bytes());
    hash.finalize().into()
}

/// Returns the leaf of an entry from its lines, the salt of each, and what is withheld of it.
///
/// `salts` are in the order of the lines; `None` if there are not as many as lines.
pub fn leaf_of_lines(lines: &Lines, salts: &[Salt], withheld: &[Commitment]) -> Option<Leaf> {
    if lines.iter().count() != salts.len() {
        return None;
    }
    let shown = lines.iter().zip(salts).map(|((_, line), salt)| commitment(salt, line));
    Some(leaf_of_commitments(shown.chain(withheld.iter().copied()).collect()))
}

/// Returns the leaf of an entry from the commitments to all its lines, in any order.
fn leaf_of_commitments(mut commitments: Vec<Commitment>) -> Leaf {
    commitments.sort_unstable();
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(LEAF_PREFIX);
    for commitment in &commitments {
        hash.update(commitment);
    }
    Sha256Digest::from_bytes(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> Seed {
        Seed::from_slice(&[7; 32]).unwrap()
    }

    fn salts(seed: &Seed, lines: &Lines) -> Vec<Salt> {
        lines.iter().map(|(name, _)| seed.salt(name)).collect()
    }

    #[test]
    fn hmac_gives_the_published_answer() {
        // RFC 4231, test case 1, whose key is 20 bytes: HMAC pads it with zeros to the block.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let salt = Seed(key).salt("Hi There");
        let expected = "b0344c61d8db38535ca8afceaf0bf12b";
        assert_eq!(data_encoding::HEXLOWER.encode(&salt), expected);
    }

    #[test]
    fn the_order_of_lines_does_not_change_the_leaf() {
        let one = Lines::parse("a 1\nb 2\n").unwrap();
        let other = Lines::parse("b 2\na 1\n").unwrap();
        let leaf = |lines: &Lines| leaf_of_lines(lines, &salts(&seed(), lines), &[]);
        assert_eq!(leaf(&one), leaf(&other));
        assert_ne!(leaf(&one), leaf(&Lines::parse("a 1\nb 3\n").unwrap()));
    }

    #[test]
    fn a_withheld_line_leaves_the_leaf_as_it_was() {
        let lines = Lines::parse("a 1\nset.name \"Shirin\"\nc 3\n").unwrap();
        let whole = leaf_of_lines(&lines, &salts(&seed(), &lines), &[]);
        let gone = commitment(&seed().salt("set.name"), "set.name \"Shirin\"");
        let kept = lines.without(&["set.name"]);
        assert_eq!(leaf_of_lines(&kept, &salts(&seed(), &kept), &[gone]), whole);
    }
}
