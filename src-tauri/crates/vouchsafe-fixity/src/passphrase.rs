//! From a passphrase to the key of an encrypted archive.
//!
//! Source: RFC 9106; archive-format.md, section 2. The parameters are constants of the format.

use std::{fmt, str::FromStr};

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::HEXLOWER;
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

use crate::entropy::{Entropy, random};

/// The length of an encrypted archive's salt, its first bytes.
pub const SALT_BYTES: usize = 16;

const MEMORY_KIB: u32 = 262_144;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// A passphrase, wiped from memory when dropped and never shown.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a text cannot be a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the passphrase is empty")]
pub struct PassphraseError;

impl Passphrase {
    /// Takes a passphrase as typed; its bytes are used unchanged.
    ///
    /// # Errors
    /// It is empty.
    pub fn new(text: String) -> Result<Self, PassphraseError> {
        let text = Zeroizing::new(text);
        if text.is_empty() { Err(PassphraseError) } else { Ok(Self(text)) }
    }

    /// Returns the bytes, for a key file that is itself encrypted.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What opens an encrypted archive: the page key and the salt, as the recovery sheet prints them.
#[derive(Clone, PartialEq, Eq)]
pub struct PageKey {
    key: Zeroizing<[u8; 32]>,
    salt: [u8; SALT_BYTES],
}

impl PageKey {
    /// Derives the key of the archive with this salt. Takes about a second and 256 MiB.
    ///
    /// # Panics
    /// Never: the parameters are constants within Argon2's bounds.
    pub fn derive(passphrase: &Passphrase, salt: [u8; SALT_BYTES]) -> Self {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32));
        let params = params.expect("the format's parameters are within Argon2's bounds");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; 32]);
        argon2
            .hash_password_into(passphrase.as_bytes(), &salt, key.as_mut())
            .expect("salt and key have lengths that Argon2 takes");
        Self { key, salt }
    }

    /// Returns a fresh salt for a new archive.
    pub fn new_salt(entropy: &mut dyn Entropy) -> [u8; SALT_BYTES] {
        random(entropy)
    }

    /// Returns the salt, the archive's first 16 bytes.
    pub fn salt(&self) -> [u8; SALT_BYTES] {
        self.salt
    }

    /// Returns key and salt as 96 hex digits: what `PRAGMA key = "x'…'"` takes.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut hex = HEXLOWER.encode(&*self.key);
        hex.push_str(&HEXLOWER.encode(&self.salt));
        Zeroizing::new(hex)
    }
}

impl FromStr for PageKey {
    type Err = PageKeyError;

    /// Reads what the recovery sheet prints: 96 hex digits; white space and case do not matter.
    fn from_str(text: &str) -> Result<Self, PageKeyError> {
        let hex: String = text.split_whitespace().collect::<String>().to_ascii_lowercase();
        let mut bytes = HEXLOWER.decode(hex.as_bytes()).map_err(|_| PageKeyError)?;
        if bytes.len() != 48 {
            return Err(PageKeyError);
        }
        let mut page_key = Self { key: Zeroizing::new([0; 32]), salt: [0; SALT_BYTES] };
        page_key.key.copy_from_slice(&bytes[..32]);
        page_key.salt.copy_from_slice(&bytes[32..]);
        bytes.zeroize();
        Ok(page_key)
    }
}

/// Why a text is not the key of a recovery sheet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("this is not the key of a recovery sheet: 96 hex digits are expected")]
pub struct PageKeyError;

impl fmt::Debug for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageKey(…, salt {})", HEXLOWER.encode(&self.salt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_gives_the_key_back() {
        let passphrase = Passphrase::new("گذرواژه".to_owned()).unwrap();
        let key = PageKey::derive(&passphrase, [9; SALT_BYTES]);
        let sheet = key.to_hex().to_uppercase();
        let spaced: String = sheet.chars().flat_map(|digit| [digit, ' ']).collect();
        assert!(spaced.parse::<PageKey>() == Ok(key));
        assert_eq!("ab".parse::<PageKey>(), Err(PageKeyError));
    }

    #[test]
    fn an_empty_passphrase_is_refused() {
        assert!(Passphrase::new(String::new()).is_err());
    }
}
