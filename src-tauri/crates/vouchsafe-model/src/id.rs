//! Ids: 128 random bits each, a type of its own for every kind of thing.
//!
//! An id is never a digest and carries no meaning; its randomness comes from outside.

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER;
use thiserror::Error;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an id: 32 lower-case hex digits are expected")]
pub struct IdError(pub String);

macro_rules! id {
    ($(#[$doc:meta])+ $name:ident) => {
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Makes the id of 16 random bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// Returns the 16 bytes, as the file's BLOB columns hold them.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let bytes = HEXLOWER.decode(text.as_bytes()).ok();
                let bytes = bytes.and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
                bytes.map(Self).ok_or_else(|| IdError(text.to_owned()))
            }
        }
    };
}

macro_rules! record_id {
    ($(#[$doc:meta])+ $name:ident) => {
        id!($(#[$doc])+ $name);

        impl From<$name> for RecordId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self {
                Self(id.0)
            }
        }
    };
}

id! {
    /// Names an archive for good, whatever file it is in.
    ArchiveId
}
id! {
    /// Names one writer's log.
    LogId
}
id! {
    /// Names one action of a user; all entries of that action carry it.
    ActId
}
id! {
    /// Names any record, where the kind stands beside it.
    RecordId
}
record_id! {
    /// Names a person, body or program that acts.
    AgentId
}
record_id! {
    /// Names a described work.
    SourceId
}
record_id! {
    /// Names bytes held, whatever documents they are.
    ContentId
}
record_id! {
    /// Names a content in the role it has for a source.
    DocumentId
}
record_id! {
    /// Names one arrival of bytes.
    AccessionId
}
record_id! {
    /// Names a step from one document to another.
    DerivationId
}
record_id! {
    /// Names what the extractor made of a content.
    RenditionId
}
record_id! {
    /// Names which parts of an authored text stand for which of its original.
    AlignmentId
}
record_id! {
    /// Names a quoted place in a document.
    PassageId
}
record_id! {
    /// Names a statement that needs support.
    ClaimId
}
record_id! {
    /// Names a passage held for or against a claim.
    EvidenceId
}
record_id! {
    /// Names a person, body, event or place that is spoken of.
    SubjectId
}
record_id! {
    /// Names how one source stands to another.
    CrossReferenceId
}
record_id! {
    /// Names a note.
    NoteId
}
record_id! {
    /// Names a tag.
    TagId
}
record_id! {
    /// Names a collection.
    CollectionId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_one_id() {
        let id = SourceId::from_bytes([0xAB; 16]);
        assert_eq!(id.to_string(), "ab".repeat(16));
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn only_the_canonical_text_is_an_id() {
        for text in ["", "ab", &"AB".repeat(16), &"ab".repeat(17), &"zz".repeat(16)] {
            assert_eq!(text.parse::<SourceId>(), Err(IdError(text.to_owned())));
        }
    }
}
