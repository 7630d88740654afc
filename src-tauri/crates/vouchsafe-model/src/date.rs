//! Civil dates of sources: partial, uncertain, in three calendars. Not instants.
//!
//! A date keeps what was written, in which calendar, the Gregorian EDTF of it, and which parts
//! were concluded from elsewhere and why. `docs/dates.md` says what is read and how dates are
//! compared. Pure: no clock, so "last Wednesday" is not a date here.

mod calendar;
mod csl;
mod edtf;
mod error;
mod fold;
mod hijri;
mod names;
mod order;
mod read;
mod show;
mod words;

#[cfg(test)]
mod tests;

pub use calendar::{Calendar, CivilDay};
pub use csl::{CslDate, CslLoss};
pub use edtf::{Edtf, Limit};
pub use error::DateError;
pub use order::{Comparison, Order};
use serde::{Deserialize, Serialize};
pub use show::Language;

/// A part of a date that can be inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// The calendar.
    Calendar,
}

/// A part of a date that its text does not state, and why it is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inferred {
    part: Part,
    because: String,
}

impl Inferred {
    /// Makes the mark of an inferred part.
    ///
    /// # Errors
    /// `NotStored` if no reason is given.
    pub fn new(part: Part, because: &str) -> Result<Self, DateError> {
        if because.trim().is_empty() {
            let reason = "an inferred part needs its reason".to_owned();
            return Err(DateError::NotStored { reason });
        }
        Ok(Self { part, because: because.trim().to_owned() })
    }

    /// Returns which part it is.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Returns the reason, in a person's words.
    pub fn because(&self) -> &str {
        &self.because
    }
}

/// A year for a text that has none, in the calendar of the text, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplied {
    /// 0 to 9999.
    pub year: i64,
    /// In a person's words: "the article is of November 2019".
    pub because: String,
}

/// A civil date of a source, as written and as EDTF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    edtf: Edtf,
    written: Option<String>,
    calendar: Calendar,
    inferred: Vec<Inferred>,
}

/// The stored form; its order of members is the canonical one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    edtf: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    calendar: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    inferred: Vec<Inferred>,
}

impl Date {
    /// Reads what a person typed. Without a calendar, a text that can be of several asks.
    ///
    /// # Errors
    /// `WhichCalendar`, `AmbiguousOrder` and `NoYear` ask the person; the rest refuse.
    pub fn read(text: &str, calendar: Option<Calendar>) -> Result<Self, DateError> {
        read::Question { text, calendar, supplied: None }.answer()
    }

    /// Reads a text without a year, which is known from elsewhere; the year is marked inferred.
    ///
    /// # Errors
    /// `YearNotMissing` if the text has one; else as [`Date::read`].
    pub fn read_with(
        text: &str,
        calendar: Option<Calendar>,
        supplied: &Supplied,
    ) -> Result<Self, DateError> {
        read::Question { text, calendar, supplied: Some(supplied) }.answer()
    }

    /// Makes the date of a Gregorian EDTF expression that nobody wrote.
    pub fn from_edtf(edtf: Edtf) -> Self {
        Self { edtf, written: None, calendar: Calendar::Gregorian, inferred: Vec::new() }
    }

    /// Returns the date with one more part marked as inferred.
    #[must_use]
    pub fn with_inferred(mut self, inferred: Inferred) -> Self {
        self.inferred.push(inferred);
        self
    }

    /// Returns the Gregorian expression.
    pub fn edtf(&self) -> &Edtf {
        &self.edtf
    }

    /// Returns the text as written; `None` if the date was never written out.
    pub fn written(&self) -> Option<&str> {
        self.written.as_deref()
    }

    /// Returns the calendar of the written text.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Returns the parts that the text does not state.
    pub fn inferred(&self) -> &[Inferred] {
        &self.inferred
    }

    /// Returns the first day it can mean; see [`Edtf::earliest`].
    pub fn earliest(&self) -> Limit {
        self.edtf.earliest()
    }

    /// Returns the last day it can mean; see [`Edtf::latest`].
    pub fn latest(&self) -> Limit {
        self.edtf.latest()
    }

    /// Returns the stored form: one JSON object on one line, members in canonical order.
    pub fn to_json(&self) -> String {
        let stored = Stored {
            edtf: self.edtf.to_string(),
            written: self.written.clone(),
            calendar: self.calendar.name().to_owned(),
            inferred: self.inferred.clone(),
        };
        serde_json::to_string(&stored).expect("texts and lists of texts are JSON")
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// `NotStored` for anything else: other members, an unknown calendar, EDTF that is not
    /// canonical, an empty text or reason.
    pub fn from_json(text: &str) -> Result<Self, DateError> {
        let refuse = |reason: String| DateError::NotStored { reason };
        let stored: Stored =
            serde_json::from_str(text).map_err(|error| refuse(error.to_string()))?;
        let edtf: Edtf =
            stored.edtf.parse().map_err(|error: DateError| refuse(error.to_string()))?;
        if edtf.as_str() != stored.edtf {
            return Err(refuse(format!("`{}` is written `{edtf}`", stored.edtf)));
        }
        let calendar = Calendar::by_name(&stored.calendar)
            .ok_or_else(|| refuse(format!("`{}` is no calendar known here", stored.calendar)))?;
        if stored.written.as_ref().is_some_and(|written| written.trim().is_empty()) {
            return Err(refuse("the text as written is empty".to_owned()));
        }
        if stored.inferred.iter().any(|inferred| inferred.because.trim().is_empty()) {
            return Err(refuse("an inferred part needs its reason".to_owned()));
        }
        let date = Self { edtf, written: stored.written, calendar, inferred: stored.inferred };
        if is_same_json(text, &date.to_json()) {
            return Ok(date);
        }
        Err(refuse("members stand as lists or as null".to_owned()))
    }
}

/// Compares as JSON: `serde` also reads lists for objects and null for what is not there.
fn is_same_json(given: &str, canonical: &str) -> bool {
    let value = |text| serde_json::from_str::<serde_json::Value>(text).ok();
    let mut given = value(given);
    if let Some(members) = given.as_mut().and_then(serde_json::Value::as_object_mut)
        && members.get("inferred").is_some_and(|inferred| *inferred == serde_json::json!([]))
    {
        members.remove("inferred");
    }
    given == value(canonical)
}
