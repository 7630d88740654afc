//! Dates of the world at the edge: as a person gives them, and as they are shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::{Calendar, Date, Part, Supplied};

use crate::error::Error;

/// A date as a person gives it.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DateRequest {
    /// As it was written: `13 November 2019`, `۱۲ مرداد ۱۴۰۲`, `2019-1X`.
    pub text: String,
    /// Its calendar, where the text does not tell: `gregorian`, `solar-hijri`, `lunar-hijri`.
    pub calendar: Option<String>,
    /// A year that the text lacks, and how it is known.
    pub year: Option<(i64, String)>,
}

/// A date as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DateItem {
    /// In EDTF, of the Gregorian calendar.
    pub edtf: String,
    /// As it was written, if that differs.
    pub written: Option<String>,
    /// The calendar it was written in.
    pub calendar: String,
    /// Which parts were supplied by inference, and why, as `PART: REASON`.
    pub inferred: Vec<String>,
}

impl DateRequest {
    /// Reads the date.
    ///
    /// # Errors
    /// It is no date, an impossible one, or can be several: in a sentence which.
    pub(crate) fn read(&self, what: &str) -> Result<Date, Error> {
        let calendar = match self.calendar.as_deref() {
            None => None,
            Some(name) => Some(Calendar::by_name(name).ok_or_else(|| {
                let why = "the calendars are gregorian, solar-hijri and lunar-hijri";
                Error::refused(what, format!("there is no calendar `{name}`: {why}"))
            })?),
        };
        let read = match &self.year {
            None => Date::read(&self.text, calendar),
            Some((year, because)) => {
                let supplied = Supplied { year: *year, because: because.clone() };
                Date::read_with(&self.text, calendar, &supplied)
            }
        };
        read.map_err(|error| Error::refused(what, error.to_string()))
    }
}

impl DateItem {
    /// Describes the date in a record's field; `None` if there is none that can be read.
    pub(crate) fn of(record: &Record, field: &str) -> Option<Self> {
        let date = record.text(field).and_then(|json| Date::from_json(json).ok());
        date.map(|date| Self::new(&date))
    }

    /// Describes a date.
    pub(crate) fn new(date: &Date) -> Self {
        Self {
            edtf: date.edtf().as_str().to_owned(),
            written: date.written().map(str::to_owned),
            calendar: date.calendar().name().to_owned(),
            inferred: date
                .inferred()
                .iter()
                .map(|inferred| format!("{}: {}", part_name(inferred.part()), inferred.because()))
                .collect(),
        }
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Year => "year",
        Part::Month => "month",
        Part::Day => "day",
        Part::Calendar => "calendar",
    }
}
