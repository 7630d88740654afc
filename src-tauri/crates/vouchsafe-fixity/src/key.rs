//! Ed25519 keys: one of a log, kept in OpenSSH form outside the archive.
//!
//! Source: RFC 8032; OpenSSH PROTOCOL.key. The key file can be made and read by `ssh-keygen`.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{Cipher, Kdf, LineEnding, PrivateKey};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::Passphrase;
use crate::entropy::{Entropy, random};

/// How often the key file's bcrypt goes round: OpenSSH's default is 16; more is slower to guess.
const BCRYPT_ROUNDS: u32 = 24;

/// The private key that signs a log's checkpoints. It is wiped from memory when dropped.
#[derive(Clone)]
pub struct LogKey(SigningKey);

/// The public key of a log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

/// Why a key cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is not an OpenSSH private key.
    #[error("cannot read the key: it is not an OpenSSH private key")]
    NotAKey(#[source] ssh_key::Error),
    /// The key is protected by a passphrase, and none was given.
    #[error("the key is protected by a passphrase")]
    Locked,
    /// The passphrase does not open the key.
    #[error("the passphrase does not open the key")]
    WrongPassphrase,
    /// The key is of another kind.
    #[error("the key is of kind {0}, not ssh-ed25519")]
    WrongKind(String),
}

impl LogKey {
    /// Makes a new key.
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        let seed = Zeroizing::new(random(entropy));
        Self(SigningKey::from_bytes(&seed))
    }

    /// Returns the public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// Writes the key as an OpenSSH private key file, protected by `passphrase` if there is one.
    ///
    /// # Panics
    /// Never: an Ed25519 key pair has an OpenSSH form.
    pub fn to_openssh(
        &self,
        comment: &str,
        passphrase: Option<&Passphrase>,
        entropy: &mut dyn Entropy,
    ) -> Zeroizing<String> {
        let pair = Ed25519Keypair::from_seed(self.0.as_bytes());
        let mut key = PrivateKey::new(KeypairData::Ed25519(pair), comment)
            .expect("an Ed25519 key pair has an OpenSSH form");
        if let Some(passphrase) = passphrase {
            let kdf = Kdf::Bcrypt { salt: random::<16>(entropy).to_vec(), rounds: BCRYPT_ROUNDS };
            let checkint = u32::from_le_bytes(random(entropy));
            key = key
                .encrypt_with(Cipher::Aes256Ctr, kdf, checkint, passphrase.as_bytes())
                .expect("bcrypt takes this salt and AES-256-CTR its key");
        }
        key.to_openssh(LineEnding::LF).expect("an OpenSSH key has a text form")
    }

    /// Reads an OpenSSH private key file.
    ///
    /// # Errors
    /// `NotAKey`, `Locked`, `WrongPassphrase` or `WrongKind`.
    pub fn from_openssh(text: &str, passphrase: Option<&Passphrase>) -> Result<Self, KeyError> {
        let mut key = PrivateKey::from_openssh(text).map_err(KeyError::NotAKey)?;
        if key.is_encrypted() {
            let passphrase = passphrase.ok_or(KeyError::Locked)?;
            key = key.decrypt(passphrase.as_bytes()).map_err(|_| KeyError::WrongPassphrase)?;
        }
        match key.key_data() {
            KeypairData::Ed25519(pair) => {
                let seed = Zeroizing::new(pair.private.to_bytes());
                Ok(Self(SigningKey::from_bytes(&seed)))
            }
            _ => Err(KeyError::WrongKind(key.algorithm().to_string())),
        }
    }
}

impl PublicKey {
    /// Wraps the 32 bytes of a public key; whether they are a point shows when verifying.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns whether the signature over the message is this key's, by the strict rules that
    /// refuse malleable signatures and keys of small order.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }

    /// Returns the fingerprint as `ssh-keygen -l` shows it: `SHA256:…`.
    pub fn fingerprint(&self) -> String {
        self.to_ssh().fingerprint(ssh_key::HashAlg::Sha256).to_string()
    }

    /// Returns the key as a line of an `authorized_keys` or `allowed_signers` file.
    ///
    /// # Panics
    /// Never: an Ed25519 key has an OpenSSH form.
    pub fn to_openssh(&self) -> String {
        self.to_ssh().to_openssh().expect("an Ed25519 key has an OpenSSH form")
    }

    fn to_ssh(self) -> ssh_key::PublicKey {
        ssh_key::public::Ed25519PublicKey(self.0).into()
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({})", self.public().fingerprint())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsEntropy;

    #[test]
    fn signatures_are_those_of_the_published_vector() {
        // RFC 8032, section 7.1, test 2.
        let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let key = LogKey(SigningKey::from_bytes(&seed.try_into().unwrap()));
        let expected = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assert_eq!(key.sign(&[0x72]).to_vec(), expected);
        assert!(key.public().verifies(&[0x72], &expected.clone().try_into().unwrap()));
        assert!(!key.public().verifies(&[0x73], &expected.try_into().unwrap()));
    }

    #[test]
    fn a_key_file_is_read_again_with_its_passphrase_only() {
        let key = LogKey::random(&mut OsEntropy);
        let passphrase = |text: &str| Passphrase::new(text.to_owned()).unwrap();
        let right = passphrase("right");
        let text = key.to_openssh("archive", Some(&right), &mut OsEntropy);
        let read = |with: Option<&Passphrase>| LogKey::from_openssh(&text, with);
        assert_eq!(read(Some(&right)).unwrap().public(), key.public());
        assert!(matches!(read(None), Err(KeyError::Locked)));
        assert!(matches!(read(Some(&passphrase("wrong"))), Err(KeyError::WrongPassphrase)));
        assert!(matches!(LogKey::from_openssh("no key", None), Err(KeyError::NotAKey(_))));
    }
}
