//! Digests as values: an algorithm and its bytes. Computing them is `vouchsafe-fixity`'s.

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER;
use thiserror::Error;

/// A SHA-256 digest, the only kind this archive computes for its own proofs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Digest([u8; 32]);

impl Sha256Digest {
    /// Wraps the 32 bytes of a digest.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256Digest({self})")
    }
}

impl FromStr for Sha256Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok();
        let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes.map(Self).ok_or_else(|| DigestError::NotHex { text: text.to_owned(), bytes: 32 })
    }
}

/// A digest algorithm that givers of documents use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// MD5, 16 bytes. Broken: a match says little against an adversary.
    Md5,
    /// SHA-1, 20 bytes. Broken: a match says little against an adversary.
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-512, 64 bytes.
    Sha512,
}

impl Algorithm {
    const ALL: [(Self, &'static str, usize); 4] = [
        (Self::Md5, "md5", 16),
        (Self::Sha1, "sha1", 20),
        (Self::Sha256, "sha256", 32),
        (Self::Sha512, "sha512", 64),
    ];

    /// Returns the name as `Digest` writes it: `sha256`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Returns the length of a digest, in bytes.
    pub fn len_bytes(self) -> usize {
        self.row().2
    }

    fn row(self) -> (Self, &'static str, usize) {
        let row = Self::ALL.into_iter().find(|row| row.0 == self);
        row.expect("ALL lists every algorithm")
    }
}

/// A digest that someone else supplied, of any algorithm: `sha256:9f86d0…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// How it was computed.
    pub algorithm: Algorithm,
    bytes: Vec<u8>,
}

impl Digest {
    /// Returns the bytes, as many as the algorithm has.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm.name(), HEXLOWER.encode(&self.bytes))
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    /// Reads `ALGORITHM:HEX`; case and dashes in the algorithm's name do not matter (`SHA-256`).
    fn from_str(text: &str) -> Result<Self, DigestError> {
        let missing = || DigestError::NoAlgorithm { text: text.to_owned() };
        let (name, hex) = text.split_once(':').ok_or_else(missing)?;
        let name = name.trim().to_ascii_lowercase().replace('-', "");
        let found = Algorithm::ALL.into_iter().find(|row| row.1 == name);
        let (algorithm, _, len) = found.ok_or(DigestError::UnknownAlgorithm { name })?;
        let hex = hex.trim().to_ascii_lowercase();
        let bytes = HEXLOWER.decode(hex.as_bytes()).ok().filter(|bytes| bytes.len() == len);
        let bytes = bytes.ok_or(DigestError::NotHex { text: hex, bytes: len })?;
        Ok(Self { algorithm, bytes })
    }
}

/// Why a text is not a digest.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DigestError {
    /// The text names no algorithm.
    #[error("`{text}` names no algorithm: write it as `sha256:…`")]
    NoAlgorithm {
        /// The text given.
        text: String,
    },
    /// The algorithm is not one of md5, sha1, sha256, sha512.
    #[error("`{name}` is not an algorithm known here: md5, sha1, sha256 and sha512 are")]
    UnknownAlgorithm {
        /// The name given.
        name: String,
    },
    /// The digest is not hex, or of another length than the algorithm's.
    #[error("`{text}` is not a digest of {bytes} bytes in hex")]
    NotHex {
        /// The text given.
        text: String,
        /// The length expected.
        bytes: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supplied_digest_is_read_as_givers_write_it() {
        let hex = "ab".repeat(32);
        let digest: Digest = format!("SHA-256: {}", hex.to_uppercase()).parse().unwrap();
        assert_eq!(digest.to_string(), format!("sha256:{hex}"));
    }

    #[test]
    fn a_digest_of_the_wrong_length_is_refused() {
        let error = "sha1:abcd".parse::<Digest>().unwrap_err();
        assert_eq!(error.to_string(), "`abcd` is not a digest of 20 bytes in hex");
    }
}
