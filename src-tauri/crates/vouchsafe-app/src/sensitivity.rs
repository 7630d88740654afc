//! `sensitivity`: who may see a record, until when, and why.
//!
//! It marks; it locks nothing by itself. Exports and lists go by it; encryption locks.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, Record, SetDraft};
use vouchsafe_model::Kind;

use crate::{
    error::Error,
    records::{self, ANYTHING, RecordItem},
    session::Session,
};

/// The first year that is surely of the Gregorian calendar.
const YEAR_MIN: u32 = 1500;

/// The sensitivity of a record, stated whole: what is `None` is cleared.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SensitivitySetRequest {
    /// The record.
    pub record: String,
    /// `open`, `restricted` or `sealed`.
    pub level: String,
    /// The day before which it must not be given on.
    pub embargo: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What the persons concerned agreed to.
    pub consent: Option<String>,
}

/// The sensitivity of a record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SensitivityItem {
    /// The record, with its level.
    #[serde(flatten)]
    pub record: RecordItem,
    /// The day before which it must not be given on.
    pub embargo: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What the persons concerned agreed to.
    pub consent: Option<String>,
    /// Whether several values stand side by side, and nobody has decided between them.
    pub disputed: bool,
}

/// Records that are not simply open.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SensitivityListReport {
    /// The records, by kind.
    pub records: Vec<SensitivityItem>,
}

const FIELDS: [&str; 4] = ["sensitivity", "embargo", "sensitivity_reason", "sensitivity_consent"];

/// States a record's sensitivity.
///
/// # Errors
/// There is no such record, or the level or date is not one.
pub fn sensitivity_set(
    session: &mut Session,
    request: &SensitivitySetRequest,
) -> Result<SensitivityItem, Error> {
    let (kind, record) = records::find(&session.catalogue(), &request.record)?;
    let year = request.embargo.as_ref().and_then(|day| day.get(..4)?.parse::<u32>().ok());
    if year.is_some_and(|year| year < YEAR_MIN) {
        let why = "which calendar is that year of? Give the Gregorian day";
        return Err(Error::refused("cannot set the embargo", why));
    }
    let values = [
        Some(&request.level),
        request.embargo.as_ref(),
        request.reason.as_ref(),
        request.consent.as_ref(),
    ];
    let mut draft = SetDraft::new(kind, record.id);
    for (field, value) in FIELDS.into_iter().zip(values) {
        let value = value.map_or(Value::Null, |text| json!(text));
        let disputed = record.fields.get(field).is_some_and(|field| field.is_disputed());
        if disputed || record.get(field).unwrap_or(&Value::Null) != &value {
            draft = draft.with(field, value);
        }
    }
    if !draft.fields.is_empty() {
        session.write(|append| Ok(append.set(draft)?))?;
    }
    sensitivity_show(session, &record.id.to_string())
}

/// Shows a record's sensitivity.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn sensitivity_show(session: &Session, name: &str) -> Result<SensitivityItem, Error> {
    let catalogue = session.catalogue();
    let (kind, record) = records::find(&catalogue, name)?;
    item(&catalogue, kind, &record)
}

/// Lists the records that are not simply open.
///
/// # Errors
/// The archive cannot be read.
pub fn sensitivity_list(session: &Session) -> Result<SensitivityListReport, Error> {
    let catalogue = session.catalogue();
    let mut report = SensitivityListReport::default();
    for kind in ANYTHING {
        catalogue.for_each(kind, |record| {
            let is_open =
                records::sensitivity(&record) == "open" && record.get("embargo").is_none();
            if !is_open && !record.is_removed() {
                report.records.push(item(&catalogue, kind, &record)?);
            }
            Ok::<(), Error>(())
        })?;
    }
    Ok(report)
}

fn item(catalogue: &Catalogue<'_>, kind: Kind, record: &Record) -> Result<SensitivityItem, Error> {
    let text = |field: &str| record.text(field).map(str::to_owned);
    let disputed = |field: &str| record.fields.get(field).is_some_and(|field| field.is_disputed());
    Ok(SensitivityItem {
        record: records::item(catalogue, kind, record)?,
        embargo: text("embargo"),
        reason: text("sensitivity_reason"),
        consent: text("sensitivity_consent"),
        disputed: FIELDS.into_iter().any(disputed),
    })
}
