//! The Merkle tree of a log, kept as its frontier: the roots of its perfect subtrees.
//!
//! Source: RFC 6962 section 2.1; archive-format.md, section 4.1.

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use vouchsafe_model::Sha256Digest;

use crate::{Leaf, sha256};

/// The roots of the perfect subtrees that make up a tree, largest first. Appending takes O(log n).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    roots: Vec<Sha256Digest>,
}

/// Why bytes are not a frontier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a frontier of {size} leaves has {expected} bytes, not {found}")]
pub struct FrontierError {
    /// The size of the tree.
    pub size: u64,
    /// How many bytes belong to it.
    pub expected: usize,
    /// How many there are.
    pub found: usize,
}

impl Frontier {
    /// Reads the frontier of a tree of `size` leaves from `checkpoint.frontier`.
    ///
    /// # Errors
    /// The length does not fit the size.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Result<Self, FrontierError> {
        let expected = size.count_ones() as usize * 32;
        if bytes.len() != expected {
            return Err(FrontierError { size, expected, found: bytes.len() });
        }
        let (roots, _) = bytes.as_chunks::<32>();
        Ok(Self { size, roots: roots.iter().copied().map(Sha256Digest::from_bytes).collect() })
    }

    /// Returns the bytes for `checkpoint.frontier`.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.roots.iter().flat_map(|root| *root.as_bytes()).collect()
    }

    /// Returns the number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Leaf) {
        let mut root = leaf;
        for _ in 0..self.size.trailing_ones() {
            let left = self.roots.pop().expect("as many roots as the size has one-bits");
            root = node(left, root);
        }
        self.roots.push(root);
        self.size += 1;
    }

    /// Returns the root of the tree; that of the empty tree is the SHA-256 of nothing.
    pub fn root(&self) -> Sha256Digest {
        let folded = self.roots.iter().rev().copied().reduce(|right, left| node(left, right));
        folded.unwrap_or_else(|| sha256(b""))
    }
}

fn node(left: Sha256Digest, right: Sha256Digest) -> Sha256Digest {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left.as_bytes());
    hash.update(right.as_bytes());
    Sha256Digest::from_bytes(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots of the Certificate Transparency reference tree.
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn leaf(value: &[u8]) -> Leaf {
        sha256(&[b"\x00", value].concat())
    }

    #[test]
    fn roots_are_those_of_the_reference_tree() {
        let mut tree = Frontier::default();
        assert_eq!(tree.root(), sha256(b""));
        for (value, root) in LEAVES.iter().zip(ROOTS) {
            tree.push(leaf(value));
            assert_eq!(tree.root().to_string(), root);
        }
    }

    #[test]
    fn a_frontier_read_again_goes_on_the_same() {
        let mut tree = Frontier::default();
        for (count, value) in LEAVES.iter().enumerate() {
            tree.push(leaf(value));
            let again = Frontier::from_bytes(count as u64 + 1, &tree.to_bytes());
            assert_eq!(again.as_ref(), Ok(&tree));
        }
        assert!(Frontier::from_bytes(3, &tree.to_bytes()).is_err());
    }
}
