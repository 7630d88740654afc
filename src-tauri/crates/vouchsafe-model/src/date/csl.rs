//! Dates as CSL-JSON date variables, and back, saying what does not fit.
//!
//! CSL 1.0.2: `date-parts` of one or two dates, `season`, `circa`, `literal`, `raw`; `edtf` is read
//! too. CSL counts years before Christ from -1, EDTF from 0. Year, month and day in `date-parts`
//! have no calendar: programs use them for Gregorian dates, people also for others.

use std::fmt;

use edtf_core::{Date as Term, Edtf as Parsed, YearKind};
use serde_json::{Map, Value, json};

use super::{
    Calendar, Date, DateError,
    edtf::closed,
    names::{self, Meaning},
};

/// A CSL-JSON date variable, and what of the date is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CslDate {
    /// The variable's value.
    pub value: Value,
    /// What it does not say; empty if it says all.
    pub lost: Vec<CslLoss>,
}

/// What a CSL date variable cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CslLoss {
    /// The date stands as a literal text: shown as it is, neither sorted nor formatted.
    Structure,
    /// The time of day.
    TimeOfDay,
    /// The text as written.
    Written,
    /// The calendar it was written in.
    Calendar,
    /// Which parts were inferred, and why.
    Inferred,
}

impl fmt::Display for CslLoss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Structure => "the date stands as text only",
            Self::TimeOfDay => "the time of day is left out",
            Self::Written => "the date as written is left out",
            Self::Calendar => "the calendar it was written in is left out",
            Self::Inferred => "that parts of it are inferred is left out",
        })
    }
}

impl Date {
    /// Returns the date as a CSL-JSON date variable, Gregorian.
    pub fn to_csl(&self) -> CslDate {
        let mut lost = Vec::new();
        let structured = match self.edtf().parsed() {
            Parsed::Date(term) => structured(&[*term]),
            Parsed::Interval(interval) => {
                closed(interval).and_then(|(first, last)| structured(&[first, last]))
            }
            Parsed::DateTime(moment) => {
                lost.push(CslLoss::TimeOfDay);
                structured(&[moment.date])
            }
            Parsed::Set(_) => None,
        };
        let value = structured.unwrap_or_else(|| {
            lost.push(CslLoss::Structure);
            json!({ "literal": self.to_string() })
        });
        if self.written().is_some_and(|written| written != self.edtf().as_str()) {
            lost.push(CslLoss::Written);
        }
        if self.calendar() != Calendar::Gregorian {
            lost.push(CslLoss::Calendar);
        }
        if !self.inferred().is_empty() {
            lost.push(CslLoss::Inferred);
        }
        CslDate { value, lost }
    }

    /// Reads a CSL-JSON date variable; returns with it the names of the members left unread.
    ///
    /// The years of `date-parts` are asked about like typed ones: pass the calendar to say that
    /// 1066 is Gregorian, or 1402 solar Hijri. A `literal` beside `date-parts` becomes the text as
    /// written; one alone is read like typed text.
    ///
    /// # Errors
    /// As [`Date::read`], and `NotADate` for what is no date variable.
    pub fn from_csl(
        value: &Value,
        calendar: Option<Calendar>,
    ) -> Result<(Self, Vec<String>), DateError> {
        let refused = |reason: &str| not_a_date(value, reason);
        if let Some(text) = value.as_str() {
            return Ok((Self::read(text, calendar)?, Vec::new()));
        }
        let members = value.as_object().ok_or_else(|| refused("it is no CSL date variable"))?;
        let mut used = vec!["literal", "raw"];
        let text = ["literal", "raw"].into_iter().find_map(|name| members.get(name)?.as_str());
        let text = text.filter(|text| !text.trim().is_empty());
        let mut date = if let Some(edtf) = members.get("edtf").and_then(Value::as_str) {
            used.push("edtf");
            Self::read(edtf, calendar.or(Some(Calendar::Gregorian)))?
        } else if let Some(parts) = members.get("date-parts") {
            used.push("date-parts");
            Self::read(&expression(value, parts, members, &mut used)?, calendar)?
        } else {
            let text = text.ok_or_else(|| refused("it has no date"))?;
            return Ok((Self::read(text, calendar)?, unused(members, &used)));
        };
        // What was read is our own spelling, not the source's, unless the calendar needs it.
        if text.is_some() || date.calendar == Calendar::Gregorian {
            date.written = text.map(|text| text.trim().to_owned());
        }
        Ok((date, unused(members, &used)))
    }
}

fn unused(members: &Map<String, Value>, used: &[&str]) -> Vec<String> {
    // The first of `literal` and `raw` is used; a `raw` beside a literal is not.
    let is_shadowed = |name: &str| name == "raw" && members.contains_key("literal");
    let is_unused = |name: &&String| !used.contains(&name.as_str()) || is_shadowed(name);
    members.keys().filter(is_unused).cloned().collect()
}

fn structured(terms: &[Term]) -> Option<Value> {
    let mut parts = Vec::new();
    let mut season = None;
    for term in terms {
        let is_exact = matches!(term.year.kind, YearKind::Standard { .. } | YearKind::Big { .. })
            && term.year.significant_digits.is_none()
            && !term.has_unspecified();
        if term.is_uncertain() || !is_exact {
            return None;
        }
        let year = term.year.value()?;
        // CSL has no year 0: -1 is 1 BC.
        let mut part = vec![if year < 1 { year.checked_sub(1)? } else { year }];
        match (term.month.and_then(|month| month.value()), term.day.and_then(|day| day.value())) {
            (Some(code @ 21..=24), _) if terms.len() == 1 => season = Some(code - 20),
            (Some(month @ 1..=12), day) => {
                part.push(i64::from(month));
                part.extend(day.map(i64::from));
            }
            (Some(_), _) => return None,
            (None, _) => {}
        }
        parts.push(part);
    }
    let fields = |term: &Term| {
        let others = [term.month, term.day].into_iter().flatten().map(|field| field.qualifier);
        [term.year.qualifier].into_iter().chain(others).collect::<Vec<_>>()
    };
    let marks: Vec<bool> = terms.iter().flat_map(fields).map(|mark| mark.approximate).collect();
    let is_circa = marks.contains(&true);
    if is_circa && marks.contains(&false) {
        return None;
    }
    let mut value = Map::new();
    value.insert("date-parts".to_owned(), json!(parts));
    if let Some(season) = season {
        value.insert("season".to_owned(), json!(season));
    }
    if is_circa {
        value.insert("circa".to_owned(), json!(true));
    }
    Some(Value::Object(value))
}

/// Returns the EDTF of `date-parts`, `season` and `circa`, in whatever calendar they are.
fn expression(
    value: &Value,
    parts: &Value,
    members: &Map<String, Value>,
    used: &mut Vec<&str>,
) -> Result<String, DateError> {
    let refused = |reason: &str| not_a_date(value, reason);
    let dates = parts.as_array().filter(|dates| (1..=2).contains(&dates.len()));
    let dates = dates.ok_or_else(|| refused("`date-parts` holds one date or two"))?;
    let season = members.get("season").and_then(season_code);
    let mark = if is_circa(members.get("circa")) { "~" } else { "" };
    used.push("circa");
    let mut texts = Vec::new();
    for (index, date) in dates.iter().enumerate() {
        let numbers = date.as_array().ok_or_else(|| refused("`date-parts` holds lists"))?;
        let numbers: Option<Vec<i64>> = numbers.iter().map(number).collect();
        let numbers = numbers.ok_or_else(|| refused("`date-parts` holds whole numbers"))?;
        let is_only = dates.len() == 1;
        let text = match (numbers.as_slice(), season) {
            // An end of zeros is how an open range is written.
            ([0, ..] | [], _) if index == 1 && numbers.iter().all(|number| *number == 0) => {
                "..".to_owned()
            }
            ([year] | [year, 0] | [year, 0, 0], Some(season)) if is_only => {
                used.push("season");
                format!("{}-{season}{mark}", year_text(*year).ok_or_else(|| refused(NO_YEAR))?)
            }
            ([year, rest @ ..], _) if rest.len() <= 2 && rest.iter().all(is_small) => {
                let year = year_text(*year).ok_or_else(|| refused(NO_YEAR))?;
                let rest = rest.iter().take_while(|number| **number != 0).enumerate();
                let rest = rest.map(|(place, number)| match (place, number) {
                    // Some programs write seasons as the months 13 to 16.
                    (0, 13..=16) => format!("-{:02}", number + 8),
                    (_, number) => format!("-{number:02}"),
                });
                format!("{year}{}{mark}", rest.collect::<String>())
            }
            _ => return Err(refused("`date-parts` holds years, months and days")),
        };
        texts.push(text);
    }
    Ok(texts.join("/"))
}

/// A month or day, or the 0 of none.
fn is_small(number: &i64) -> bool {
    (0..=99).contains(number)
}

const NO_YEAR: &str = "there is no year 0 in CSL";

fn year_text(year: i64) -> Option<String> {
    match year {
        0 => None,
        1..=9999 => Some(format!("{year:04}")),
        -10_000..=-1 if year == -1 => Some("0000".to_owned()),
        -10_000..=-1 => Some(format!("-{:04}", -(year + 1))),
        ..0 => Some(format!("Y{}", year + 1)),
        _ => Some(format!("Y{year}")),
    }
}

fn season_code(value: &Value) -> Option<u8> {
    let by_name = || match names::meaning(&value.as_str()?.trim().to_lowercase()) {
        Some(Meaning::Season { code, .. }) => Some(code),
        _ => None,
    };
    match number(value) {
        Some(code @ 1..=4) => u8::try_from(code + 20).ok(),
        Some(code @ 21..=24) => u8::try_from(code).ok(),
        _ => by_name(),
    }
}

fn is_circa(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(is_circa)) => *is_circa,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !matches!(text.trim(), "" | "0" | "false"),
        _ => false,
    }
}

/// A whole number, also one that stands as text.
fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn not_a_date(value: &Value, reason: &str) -> DateError {
    DateError::NotADate { text: value.to_string(), reason: reason.to_owned() }
}
