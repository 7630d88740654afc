//! The kinds of record and the fields they have: the rules that are checked before an append.
//!
//! Replay never asks these rules: what is in a log stays readable when the rules change.

mod fields;
mod shape;

use serde_json::Value;
use thiserror::Error;

pub use shape::Shape;

/// How one work can stand to another, earlier one: the words of a cross-reference.
pub const RELATIONS: &[&str] = fields::RELATIONS;

/// A kind of record this program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person, body or program that acts; pseudonyms are fine.
    Agent,
    /// A described work.
    Source,
    /// A content in the role it has for a source.
    Document,
    /// One arrival of bytes.
    Accession,
    /// A step from one document to another.
    Derivation,
    /// What the extractor made of a content: text, and where it stands.
    Rendition,
    /// Which parts of an authored text stand for which of its original.
    Alignment,
    /// A quoted place in a document.
    Passage,
    /// A statement that needs support.
    Claim,
    /// A number that a claim or a passage states.
    Figure,
    /// A passage held for or against a claim.
    Evidence,
    /// A person's word that a claim's wording follows from its evidence.
    SignOff,
    /// What was searched for a claim, and not found.
    Inquiry,
    /// A person, body, event or place that is spoken of.
    Subject,
    /// One more name of a subject.
    Name,
    /// That a claim, passage or figure is about a subject.
    Mention,
    /// What a person thinks of a source, in one respect.
    Appraisal,
    /// How one source stands to another.
    CrossReference,
    /// A text about any record.
    Note,
    /// A word to mark records with.
    Tag,
    /// A tag on a record.
    Tagging,
    /// A named set of records.
    Collection,
    /// A record in a collection.
    Membership,
    /// A query to be asked again.
    SavedSearch,
    /// A person's signature over a log's key.
    Certificate,
}

/// A field of a kind, and its shape.
pub type FieldRule = (&'static str, Shape);

impl Kind {
    /// Every kind, in the order of the glossary.
    pub const ALL: [Self; 25] = [
        Self::Agent,
        Self::Source,
        Self::Document,
        Self::Accession,
        Self::Derivation,
        Self::Rendition,
        Self::Alignment,
        Self::Passage,
        Self::Claim,
        Self::Figure,
        Self::Evidence,
        Self::SignOff,
        Self::Inquiry,
        Self::Subject,
        Self::Name,
        Self::Mention,
        Self::Appraisal,
        Self::CrossReference,
        Self::Note,
        Self::Tag,
        Self::Tagging,
        Self::Collection,
        Self::Membership,
        Self::SavedSearch,
        Self::Certificate,
    ];

    /// Returns the name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Source => "source",
            Self::Document => "document",
            Self::Accession => "accession",
            Self::Derivation => "derivation",
            Self::Rendition => "rendition",
            Self::Alignment => "alignment",
            Self::Passage => "passage",
            Self::Claim => "claim",
            Self::Figure => "figure",
            Self::Evidence => "evidence",
            Self::SignOff => "sign-off",
            Self::Inquiry => "inquiry",
            Self::Subject => "subject",
            Self::Name => "name",
            Self::Mention => "mention",
            Self::Appraisal => "appraisal",
            Self::CrossReference => "cross-reference",
            Self::Note => "note",
            Self::Tag => "tag",
            Self::Tagging => "tagging",
            Self::Collection => "collection",
            Self::Membership => "membership",
            Self::SavedSearch => "saved-search",
            Self::Certificate => "certificate",
        }
    }

    /// Returns the kind of a name in the file; `None` for one this program does not write.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the fields of this kind, without those that any record may have, and without
    /// families such as `csl.VARIABLE`.
    pub fn fields(self) -> &'static [FieldRule] {
        fields::of(self)
    }

    /// Returns whether a field only says which records belong together. Such a field holds random
    /// ids, which tell nothing about anyone.
    pub fn is_link(self, field: &str) -> bool {
        matches!(self.shape(field), Some(Shape::Id | Shape::KindName))
    }

    fn shape(self, field: &str) -> Option<Shape> {
        let named = self.fields().iter().chain(fields::ANY).find(|rule| rule.0 == field);
        named.map(|rule| rule.1).or_else(|| fields::family(self, field))
    }
}

/// Why a field may not be set so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RuleError {
    /// The kind has no such field.
    #[error("a {kind} has no field `{field}`")]
    NoSuchField {
        /// The kind's name.
        kind: &'static str,
        /// The field.
        field: String,
    },
    /// The value is not what the field holds.
    #[error("`{field}` cannot be {value}: {expected}")]
    BadValue {
        /// The field.
        field: String,
        /// The value, as JSON.
        value: String,
        /// What is expected, in words.
        expected: String,
    },
    /// A record of this kind is not removed by itself.
    #[error("a {kind} is not removed: it records what happened")]
    NotRemovable {
        /// The kind's name.
        kind: &'static str,
    },
}

/// Checks that a field of a record of `kind` may hold `value`. `null`, which clears it, always may.
///
/// # Errors
/// `NoSuchField` or `BadValue`, in words for the person who typed it.
pub fn check_field(kind: Kind, field: &str, value: &Value) -> Result<(), RuleError> {
    let missing = || RuleError::NoSuchField { kind: kind.name(), field: field.to_owned() };
    let shape = kind.shape(field).ok_or_else(missing)?;
    if value.is_null() || shape.fits(value) {
        return Ok(());
    }
    Err(RuleError::BadValue {
        field: field.to_owned(),
        value: value.to_string(),
        expected: shape.expectation(),
    })
}

/// Checks that records of this kind can be removed and restored.
///
/// # Errors
/// `NotRemovable` for what records an event: accessions, agents, certificates, renditions.
pub fn check_removable(kind: Kind) -> Result<(), RuleError> {
    match kind {
        Kind::Accession | Kind::Agent | Kind::Certificate | Kind::Rendition => {
            Err(RuleError::NotRemovable { kind: kind.name() })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of(kind.name()), Some(kind));
        }
    }

    #[test]
    fn fields_take_what_fits_them() {
        for (kind, field, value) in [
            (Kind::Source, "key", json!("talebi2019")),
            (Kind::Source, "csl.title", json!("\"Six sentenced\"")),
            (Kind::Source, "key", Value::Null),
            (Kind::Document, "role", json!("capture")),
            (Kind::Accession, "captured_at", json!("2019-11-13T11:42:00+03:30")),
            (Kind::Accession, "received_on", json!("2019-11")),
            (Kind::Accession, "supplied_digests", json!([format!("sha1:{}", "a".repeat(40))])),
            (Kind::Note, "sensitivity", json!("sealed")),
        ] {
            assert_eq!(check_field(kind, field, &value), Ok(()), "{field} {value}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_in_words() {
        for (kind, field, value, message) in [
            (Kind::Source, "colour", json!("red"), "a source has no field `colour`"),
            (Kind::Source, "csl.title", json!("x"), "a text that holds JSON is expected"),
            (Kind::Source, "key", json!("  "), "some text is expected"),
            (Kind::Document, "role", json!("copy"), "one of original, capture"),
            (Kind::Accession, "captured_at", json!("1402-05-12"), "an instant such as"),
            (Kind::Accession, "received_on", json!("2019-02-30"), "a date such as"),
            (Kind::Accession, "received_on", json!("2019/02/03"), "a date such as"),
            (Kind::Note, "removed", json!(false), "true is expected"),
        ] {
            let error = check_field(kind, field, &value).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
