//! The circumstances of an arrival, as a person states them: every field is optional.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use ts_rs::TS;
use vouchsafe_model::{Digest, Kind, check_field};

use crate::error::Error;

/// What is known about how bytes came here. Field names are those of an accession record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct AccessionFacts {
    /// The address that was asked for.
    pub url: Option<String>,
    /// The address that answered, after redirections.
    pub url_final: Option<String>,
    /// When it was captured: RFC 3339 with an offset.
    pub captured_at: Option<String>,
    /// The time zone of the capture.
    pub captured_zone: Option<String>,
    /// What the capture's clock was set by.
    pub clock_basis: Option<String>,
    /// How it was captured.
    pub method: Option<String>,
    /// With which tool.
    pub tool: Option<String>,
    /// Which version of it.
    pub tool_version: Option<String>,
    /// Who captured it; a pseudonym is fine.
    pub collector: Option<String>,
    /// Who gave it.
    pub received_from: Option<String>,
    /// Who took it.
    pub received_by: Option<String>,
    /// When: a date, or RFC 3339.
    pub received_on: Option<String>,
    /// Under which conditions it may be used.
    pub conditions: Option<String>,
    /// What the persons in it agreed to.
    pub consent: Option<String>,
    /// Digests the giver supplied, `ALGORITHM:HEX`; checked while the bytes are read.
    pub supplied_digests: Vec<String>,
}

impl AccessionFacts {
    /// Returns the stated facts as fields of an accession, checked and in their canonical form.
    ///
    /// # Errors
    /// A value is not one that its field takes.
    pub(crate) fn fields(&self) -> Result<Vec<(String, Value)>, Error> {
        let texts = [
            ("url", &self.url),
            ("url_final", &self.url_final),
            ("captured_at", &self.captured_at),
            ("captured_zone", &self.captured_zone),
            ("clock_basis", &self.clock_basis),
            ("method", &self.method),
            ("tool", &self.tool),
            ("tool_version", &self.tool_version),
            ("collector", &self.collector),
            ("received_from", &self.received_from),
            ("received_by", &self.received_by),
            ("received_on", &self.received_on),
            ("conditions", &self.conditions),
            ("consent", &self.consent),
        ];
        let mut fields = Vec::new();
        for (name, value) in texts {
            let Some(value) = value else { continue };
            check_field(Kind::Accession, name, &json!(value))?;
            fields.push((name.to_owned(), json!(canonical(name, value))));
        }
        let digests = self.digests()?;
        if !digests.is_empty() {
            let texts: Vec<String> = digests.iter().map(ToString::to_string).collect();
            fields.push(("supplied_digests".to_owned(), json!(texts)));
        }
        Ok(fields)
    }

    /// Returns the supplied digests.
    ///
    /// # Errors
    /// One is not a digest.
    pub(crate) fn digests(&self) -> Result<Vec<Digest>, Error> {
        let parsed = self.supplied_digests.iter().map(|text| text.parse::<Digest>());
        parsed
            .collect::<Result<_, _>>()
            .map_err(|error| Error::refused("cannot check the supplied digest", error.to_string()))
    }
}

/// Instants are kept in UTC; everything else as it was typed.
fn canonical(name: &str, value: &str) -> String {
    match (name, value.parse::<vouchsafe_model::Instant>()) {
        ("captured_at", Ok(instant)) => instant.to_string(),
        _ => value.trim().to_owned(),
    }
}

/// What a sidecar file says about a document: its source, its role, and how it came here.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Sidecar {
    /// The source it belongs to; made if no source has its key.
    pub source: Option<SidecarSource>,
    /// The document's role.
    pub role: Option<String>,
    /// How it came here.
    pub accession: AccessionFacts,
}

/// A source, as a sidecar describes it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct SidecarSource {
    /// Its citation key.
    pub key: Option<String>,
    /// Its CSL-JSON item.
    pub csl: Map<String, Value>,
}

impl Sidecar {
    /// Reads a sidecar file.
    ///
    /// # Errors
    /// It cannot be read, or is not JSON of this shape; the message says where.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let doing = format!("read {}", path.display());
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::refused(format!("cannot {doing}"), error.to_string()))?;
        serde_json::from_str(&text)
            .map_err(|error| Error::refused(format!("cannot {doing}"), error.to_string()))
    }
}

/// Returns the fields of a source for the variables of a CSL-JSON item. `id` is not one: the
/// citation key stands in for it.
pub(crate) fn csl_fields(csl: &Map<String, Value>) -> Vec<(String, Value)> {
    let variables = csl.iter().filter(|(name, value)| *name != "id" && !value.is_null());
    let field = |(name, value): (&String, &Value)| {
        (format!("csl.{name}"), Value::String(value.to_string()))
    };
    variables.map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_become_fields_in_canonical_form() {
        let facts = AccessionFacts {
            captured_at: Some("2019-11-13T11:42:00+03:30".to_owned()),
            received_from: Some(" Shirin ".to_owned()),
            ..AccessionFacts::default()
        };
        let expected = [
            ("captured_at".to_owned(), json!("2019-11-13T08:12:00.000Z")),
            ("received_from".to_owned(), json!("Shirin")),
        ];
        assert_eq!(facts.fields().unwrap(), expected);
    }

    #[test]
    fn what_is_no_fact_is_refused_in_words() {
        let facts =
            AccessionFacts { captured_at: Some("yesterday".to_owned()), ..Default::default() };
        let message = facts.fields().unwrap_err().to_string();
        assert!(message.contains("captured_at"), "{message}");
        let facts =
            AccessionFacts { supplied_digests: vec!["abc".to_owned()], ..Default::default() };
        assert!(facts.fields().is_err());
    }

    #[test]
    fn a_csl_item_becomes_a_field_per_variable() {
        let csl = json!({"id": "x", "title": "Six", "volume": 1.5, "note": null});
        let fields = csl_fields(csl.as_object().unwrap());
        let expected =
            [("csl.title".to_owned(), json!("\"Six\"")), ("csl.volume".to_owned(), json!("1.5"))];
        assert_eq!(fields, expected);
    }
}
