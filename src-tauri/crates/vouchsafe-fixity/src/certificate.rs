//! A person's statement about a log's key, signed with their own SSH key.
//!
//! The private key stays where it is: `ssh-keygen -Y sign` makes the signature (an agent or a
//! hardware key too), and this module checks it. Source: OpenSSH PROTOCOL.sshsig.

use ssh_key::{HashAlg, PublicKey as SshPublicKey, SshSig};
use thiserror::Error;
use vouchsafe_model::{ArchiveId, LogId};

use crate::PublicKey;

/// The namespace of `ssh-keygen -Y sign -n` for statements about keys.
pub const CERTIFICATE_NAMESPACE: &str = "vouchsafe-key@v1";

/// Returns the text that a person signs to say: this log's key is mine.
pub fn certificate_statement(archive: ArchiveId, log: LogId, key: &PublicKey) -> String {
    format!("I write log {log}\nof archive {archive}\nwith the key {}\n", key.to_openssh())
}

/// A signature over a statement, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The fingerprint of the key that signed: `SHA256:…`.
    pub fingerprint: String,
    /// The key that signed, as OpenSSH writes it.
    pub public_key: String,
}

/// Why a signature does not certify a statement.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// The text is not an SSH signature.
    #[error("it is not an SSH signature, as `ssh-keygen -Y sign` writes one")]
    NotASignature(#[source] ssh_key::Error),
    /// It was made for another purpose.
    #[error("it was made for `{found}`; `{CERTIFICATE_NAMESPACE}` is expected")]
    WrongNamespace {
        /// The namespace found.
        found: String,
    },
    /// It does not fit the statement and the key it names.
    #[error("it is not a signature over this statement")]
    DoesNotVerify(#[source] ssh_key::Error),
}

impl Certificate {
    /// Checks an armoured SSH signature over `statement`.
    ///
    /// # Errors
    /// `NotASignature`, `WrongNamespace` or `DoesNotVerify`.
    pub fn check(statement: &str, signature: &str) -> Result<Self, CertificateError> {
        let signature = SshSig::from_pem(signature).map_err(CertificateError::NotASignature)?;
        if signature.namespace() != CERTIFICATE_NAMESPACE {
            let found = signature.namespace().to_owned();
            return Err(CertificateError::WrongNamespace { found });
        }
        let key = SshPublicKey::from(signature.public_key().clone());
        key.verify(CERTIFICATE_NAMESPACE, statement.as_bytes(), &signature)
            .map_err(CertificateError::DoesNotVerify)?;
        let public_key = key.to_openssh().map_err(CertificateError::NotASignature)?;
        Ok(Self { fingerprint: key.fingerprint(HashAlg::Sha256).to_string(), public_key })
    }
}
