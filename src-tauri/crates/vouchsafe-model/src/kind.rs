//! The kinds of record and the fields they have: the rules that are checked before an append.
//!
//! Replay never asks these rules: what is in a log stays readable when the rules change.

use serde_json::Value;
use thiserror::Error;

use crate::{Digest, INTEGER_MAX, Instant, RecordId};

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
    /// A person's signature over a log's key.
    Certificate,
}

/// What a field's value must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text with at least one character that is not white space.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The id of a record.
    Id,
    /// The kind of a record, by its name.
    KindName,
    /// An instant.
    Instant,
    /// A date or an instant: `2019`, `2019-11`, `2019-11-13`, or RFC 3339.
    Day,
    /// `true`.
    True,
    /// A whole number from 0.
    Count,
    /// A list of supplied digests, `ALGORITHM:HEX`.
    Digests,
    /// Hex bytes.
    Hex,
    /// A text that holds JSON: a CSL variable.
    Json,
}

/// A field of a kind, and its shape.
pub type FieldRule = (&'static str, Shape);

/// The roles a document can have for its source.
const ROLES: &[&str] = &[
    "original",
    "capture",
    "screenshot",
    "attachment",
    "translation",
    "transcript",
    "supplement",
    "working copy",
];

/// The steps from one document to another.
const DERIVATIONS: &[&str] =
    &["part of", "crop", "conversion", "enhancement", "redaction", "transcript", "translation"];

/// Fields that any record may have.
const ANY: &[FieldRule] = &[
    ("removed", Shape::True),
    ("removed_reason", Shape::Text),
    ("sensitivity", Shape::Word(&["open", "restricted", "sealed"])),
    ("sensitivity_reason", Shape::Text),
    ("embargo", Shape::Day),
    ("sensitivity_consent", Shape::Text),
];

const ACCESSION: &[FieldRule] = &[
    ("document", Shape::Id),
    ("content", Shape::Id),
    ("url", Shape::Text),
    ("url_final", Shape::Text),
    ("captured_at", Shape::Instant),
    ("captured_zone", Shape::Text),
    ("clock_basis", Shape::Text),
    ("method", Shape::Text),
    ("tool", Shape::Text),
    ("tool_version", Shape::Text),
    ("collector", Shape::Text),
    ("received_from", Shape::Text),
    ("received_by", Shape::Text),
    ("received_on", Shape::Day),
    ("conditions", Shape::Text),
    ("consent", Shape::Text),
    ("original_name", Shape::Text),
    ("original_name_bytes", Shape::Hex),
    ("original_path", Shape::Text),
    ("original_path_bytes", Shape::Hex),
    ("original_modified_at", Shape::Instant),
    ("original_created_at", Shape::Instant),
    ("supplied_digests", Shape::Digests),
    ("supplied_digests_outcome", Shape::Word(&["match", "mismatch", "not checked"])),
];

impl Kind {
    /// Every kind, in the order of the glossary.
    pub const ALL: [Self; 11] = [
        Self::Agent,
        Self::Source,
        Self::Document,
        Self::Accession,
        Self::Derivation,
        Self::Note,
        Self::Tag,
        Self::Tagging,
        Self::Collection,
        Self::Membership,
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
            Self::Note => "note",
            Self::Tag => "tag",
            Self::Tagging => "tagging",
            Self::Collection => "collection",
            Self::Membership => "membership",
            Self::Certificate => "certificate",
        }
    }

    /// Returns the kind of a name in the file; `None` for one this program does not write.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the fields of this kind, without those that any record may have.
    pub fn fields(self) -> &'static [FieldRule] {
        match self {
            Self::Agent => &[
                ("name", Shape::Text),
                ("agent_kind", Shape::Word(&["person", "organization", "software"])),
            ],
            Self::Source => &[("key", Shape::Text)],
            Self::Document => &[
                ("source", Shape::Id),
                ("content", Shape::Id),
                ("role", Shape::Word(ROLES)),
                ("media_type", Shape::Text),
                ("language", Shape::Text),
                ("title", Shape::Text),
            ],
            Self::Accession => ACCESSION,
            Self::Derivation => &[
                ("from", Shape::Id),
                ("to", Shape::Id),
                ("derivation", Shape::Word(DERIVATIONS)),
                ("by", Shape::Text),
                ("tool", Shape::Text),
                ("reason", Shape::Text),
            ],
            Self::Note => &[("on", Shape::Id), ("on_kind", Shape::KindName), ("text", Shape::Text)],
            Self::Tag => &[("name", Shape::Text)],
            Self::Tagging => &[("tag", Shape::Id), ("on", Shape::Id), ("on_kind", Shape::KindName)],
            Self::Collection => {
                &[("name", Shape::Text), ("parent", Shape::Id), ("description", Shape::Text)]
            }
            Self::Membership => {
                &[("collection", Shape::Id), ("on", Shape::Id), ("on_kind", Shape::KindName)]
            }
            Self::Certificate => &[
                ("log", Shape::Text),
                ("statement", Shape::Text),
                ("signature", Shape::Text),
                ("fingerprint", Shape::Text),
            ],
        }
    }

    /// Returns whether a field only says which records belong together. Such a field holds random
    /// ids, which tell nothing about anyone.
    pub fn is_link(self, field: &str) -> bool {
        matches!(self.shape(field), Some(Shape::Id | Shape::KindName))
    }

    fn shape(self, field: &str) -> Option<Shape> {
        if self == Self::Source && field.strip_prefix("csl.").is_some_and(|name| !name.is_empty()) {
            return Some(Shape::Json);
        }
        self.fields().iter().chain(ANY).find(|rule| rule.0 == field).map(|rule| rule.1)
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
/// `NotRemovable` for what records an event: accessions, derivations, agents, certificates.
pub fn check_removable(kind: Kind) -> Result<(), RuleError> {
    match kind {
        Kind::Accession | Kind::Agent | Kind::Certificate => {
            Err(RuleError::NotRemovable { kind: kind.name() })
        }
        _ => Ok(()),
    }
}

impl Shape {
    fn fits(self, value: &Value) -> bool {
        let text = value.as_str();
        match self {
            Self::Text => text.is_some_and(|text| !text.trim().is_empty()),
            Self::Word(words) => text.is_some_and(|text| words.contains(&text)),
            Self::Id => text.is_some_and(|text| text.parse::<RecordId>().is_ok()),
            Self::KindName => text.is_some_and(|text| Kind::of(text).is_some()),
            Self::Instant => text.is_some_and(|text| text.parse::<Instant>().is_ok()),
            Self::Day => text.is_some_and(is_day),
            Self::True => value.as_bool() == Some(true),
            Self::Count => value.as_u64().is_some_and(|count| count <= INTEGER_MAX),
            Self::Digests => value.as_array().is_some_and(|items| {
                let fits =
                    |item: &Value| item.as_str().is_some_and(|text| text.parse::<Digest>().is_ok());
                items.iter().all(fits)
            }),
            Self::Hex => {
                text.is_some_and(|text| data_encoding::HEXLOWER.decode(text.as_bytes()).is_ok())
            }
            Self::Json => text.is_some_and(|text| serde_json::from_str::<Value>(text).is_ok()),
        }
    }

    fn expectation(self) -> String {
        match self {
            Self::Text => "some text is expected".to_owned(),
            Self::Word(words) => format!("one of {} is expected", words.join(", ")),
            Self::Id => "an id is expected".to_owned(),
            Self::KindName => "the name of a kind of record is expected".to_owned(),
            Self::Instant => "an instant such as 2019-11-13T08:12:00Z is expected".to_owned(),
            Self::Day => "a date such as 2019-11-13 is expected".to_owned(),
            Self::True => "true is expected".to_owned(),
            Self::Count => "a whole number is expected".to_owned(),
            Self::Digests => "a list of digests such as sha256:… is expected".to_owned(),
            Self::Hex => "bytes in hex are expected".to_owned(),
            Self::Json => "a text that holds JSON is expected".to_owned(),
        }
    }
}

/// Whether a text is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` of the Gregorian calendar, or an instant.
fn is_day(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
    };
    let date = |month, day| {
        let year = part(0..4).and_then(|year| i32::try_from(year).ok())?;
        chrono::NaiveDate::from_ymd_opt(year, month, day)
    };
    let dashes = || text.get(4..5) == Some("-") && text.get(7..8).is_none_or(|dash| dash == "-");
    match text.len() {
        4 => date(1, 1).is_some(),
        7 => dashes() && part(5..7).and_then(|month| date(month, 1)).is_some(),
        10 => {
            let month_and_day = part(5..7).zip(part(8..10));
            dashes() && month_and_day.and_then(|(month, day)| date(month, day)).is_some()
        }
        _ => text.parse::<Instant>().is_ok(),
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
