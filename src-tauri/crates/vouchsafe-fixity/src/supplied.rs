//! Digests that the giver of a file supplied, checked while the file is read.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};
use vouchsafe_model::{Algorithm, Digest};

/// The digests a giver supplied, and the bytes' own as far as they were read.
#[derive(Debug, Clone)]
pub struct SuppliedDigests(Vec<(Digest, Running)>);

#[derive(Debug, Clone)]
enum Running {
    Md5(Md5),
    Sha1(Sha1),
    Sha256(Sha256),
    Sha512(Box<Sha512>),
}

impl SuppliedDigests {
    /// Starts to check these digests.
    pub fn new(supplied: &[Digest]) -> Self {
        let running = supplied.iter().map(|digest| {
            let start = match digest.algorithm {
                Algorithm::Md5 => Running::Md5(Md5::new()),
                Algorithm::Sha1 => Running::Sha1(Sha1::new()),
                Algorithm::Sha256 => Running::Sha256(Sha256::new()),
                Algorithm::Sha512 => Running::Sha512(Box::new(Sha512::new())),
            };
            (digest.clone(), start)
        });
        Self(running.collect())
    }

    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        for (_, running) in &mut self.0 {
            match running {
                Running::Md5(hash) => hash.update(bytes),
                Running::Sha1(hash) => hash.update(bytes),
                Running::Sha256(hash) => hash.update(bytes),
                Running::Sha512(hash) => hash.update(bytes),
            }
        }
    }

    /// Returns the supplied digests that the bytes do not have; empty if all match.
    pub fn mismatches(self) -> Vec<Digest> {
        let wrong = self.0.into_iter().filter(|(digest, running)| {
            let found = match running.clone() {
                Running::Md5(hash) => hash.finalize().to_vec(),
                Running::Sha1(hash) => hash.finalize().to_vec(),
                Running::Sha256(hash) => hash.finalize().to_vec(),
                Running::Sha512(hash) => hash.finalize().to_vec(),
            };
            found != digest.as_bytes()
        });
        wrong.map(|(digest, _)| digest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_digests_of_abc_match_and_others_do_not() {
        // RFC 1321 appendix A.5; FIPS 180-4 examples.
        let md5 = "md5:900150983cd24fb0d6963f7d28e17f72";
        let sha1 = "sha1:a9993e364706816aba3e25717850c26c9cd0d89d";
        let sha256 = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let sha512 = "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
            2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
        let supplied = [md5, sha1, sha256, sha512].map(|text| text.parse::<Digest>().unwrap());
        for (message, wrong) in [(&b"abc"[..], 0), (b"abd", 4)] {
            let mut check = SuppliedDigests::new(&supplied);
            check.update(message);
            assert_eq!(check.mismatches().len(), wrong);
        }
    }
}
