//! SHA-256 of contents: whole and by chunks, each byte hashed as received, before any decoding.
//!
//! Source: FIPS 180-4; archive-format.md, section 5.

use sha2::{Digest as _, Sha256};
use vouchsafe_model::Sha256Digest;

/// Returns the SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> Sha256Digest {
    Sha256Digest::from_bytes(Sha256::digest(bytes).into())
}

/// A SHA-256 over bytes that come in pieces.
#[derive(Debug, Clone, Default)]
pub struct Sha256Stream(Sha256);

impl Sha256Stream {
    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns the digest of all bytes taken in.
    pub fn finish(self) -> Sha256Digest {
        Sha256Digest::from_bytes(self.0.finalize().into())
    }
}

/// What a `content` entry commits, and the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentDigests {
    /// The digest of all bytes.
    pub sha256: Sha256Digest,
    /// How many bytes.
    pub size_bytes: u64,
    /// The chunks' digests, 32 bytes each, in order; empty for an empty content.
    pub chunk_digests: Vec<u8>,
}

impl ContentDigests {
    /// Returns the digest of the list of the chunks' digests.
    pub fn chunk_list_sha256(&self) -> Sha256Digest {
        sha256(&self.chunk_digests)
    }
}

/// Computes the digests of a content from its chunks; the first chunk is hashed only once.
#[derive(Debug, Clone, Default)]
pub struct ContentHasher {
    whole: Sha256,
    size_bytes: u64,
    chunk_digests: Vec<u8>,
}

impl ContentHasher {
    /// Takes in the next chunk and returns its digest. All chunks but the last are of one length.
    pub fn push(&mut self, chunk: &[u8]) -> Sha256Digest {
        let digest = if self.chunk_digests.is_empty() {
            self.whole.update(chunk);
            Sha256Digest::from_bytes(self.whole.clone().finalize().into())
        } else {
            self.whole.update(chunk);
            sha256(chunk)
        };
        self.size_bytes += chunk.len() as u64;
        self.chunk_digests.extend_from_slice(digest.as_bytes());
        digest
    }

    /// Returns the digests of all chunks taken in.
    pub fn finish(self) -> ContentDigests {
        ContentDigests {
            sha256: Sha256Digest::from_bytes(self.whole.finalize().into()),
            size_bytes: self.size_bytes,
            chunk_digests: self.chunk_digests,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_gives_the_published_answers() {
        // FIPS 180-4 examples, and the empty message.
        for (message, hex) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ] {
            assert_eq!(sha256(message.as_bytes()).to_string(), hex);
        }
    }

    #[test]
    fn chunks_and_whole_agree_with_hashing_by_hand() {
        let mut hasher = ContentHasher::default();
        for chunk in [&b"one"[..], b"two", b"x"] {
            assert_eq!(hasher.push(chunk), sha256(chunk));
        }
        let digests = hasher.finish();
        assert_eq!(digests.sha256, sha256(b"onetwox"));
        assert_eq!(digests.size_bytes, 7);
        assert_eq!(digests.chunk_digests.len(), 96);
    }

    #[test]
    fn an_empty_content_has_digests_and_no_chunk() {
        let digests = ContentHasher::default().finish();
        assert_eq!((digests.size_bytes, digests.chunk_digests.len()), (0, 0));
        assert_eq!(digests.sha256, sha256(b""));
    }
}
