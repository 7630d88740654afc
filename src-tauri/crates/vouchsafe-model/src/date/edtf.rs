//! A Gregorian EDTF expression and the days it covers. Parsing is `edtf-core`'s.
//!
//! Level 0 to 2 of ISO 8601-2:2019 annex A. The text is canonical: spellings that mean the same
//! (`?2004-?06-?11`, `2004-06-11?`) are one text.

use std::{fmt, str::FromStr};

use edtf_core::{
    Bound, Date as Term, Edtf as Parsed, Interval, IntervalEndpoint, SetElement, SetKind,
};

use super::{CivilDay, DateError};

/// A date expression of EDTF, levels 0 to 2, in the Gregorian calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: String,
    parsed: Parsed,
}

/// Where a date begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// On this day.
    Day(CivilDay),
    /// Nowhere: the expression says `..`.
    Open,
    /// Somewhere, but not known where: the expression leaves it empty.
    Unknown,
}

impl Edtf {
    /// Returns the canonical text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the first day it can mean.
    ///
    /// `?`, `~` and `%` do not widen it. Seasons 21 to 24 are the months of the northern half of
    /// the earth, winter from December of the year named.
    pub fn earliest(&self) -> Limit {
        limit(self.parsed.bounds().earliest)
    }

    /// Returns the last day it can mean; see [`Edtf::earliest`].
    pub fn latest(&self) -> Limit {
        limit(self.parsed.bounds().latest)
    }

    /// Returns whether a part of it is marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.parsed.is_uncertain()
    }

    /// Returns whether a part of it is marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.parsed.is_approximate()
    }

    /// Returns whether some of it is left open: `X`, one of a set, a season, an unknown end.
    pub fn is_vague(&self) -> bool {
        let one_of = matches!(&self.parsed, Parsed::Set(set) if set.kind == SetKind::OneMember);
        let limits = [self.earliest(), self.latest()];
        one_of
            || self.parsed.has_unspecified()
            || limits.contains(&Limit::Unknown)
            || self.terms().iter().any(|term| term.year.significant_digits.is_some())
            || self.has_season()
    }

    /// Returns whether it names a season, whose days are a convention.
    pub(super) fn has_season(&self) -> bool {
        let code = |term: &Term| term.month.and_then(|month| month.value());
        self.terms().iter().filter_map(code).any(|code| (21..=32).contains(&code))
    }

    pub(super) fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// Returns every date that stands in it, in order.
    pub(super) fn terms(&self) -> Vec<Term> {
        terms(&self.parsed)
    }
}

pub(super) fn terms(parsed: &Parsed) -> Vec<Term> {
    let end = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(term)
        | IntervalEndpoint::OnOrBefore(term)
        | IntervalEndpoint::OnOrAfter(term) => Some(*term),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    match parsed {
        Parsed::Date(term) => vec![*term],
        Parsed::DateTime(moment) => vec![moment.date],
        Parsed::Interval(interval) => {
            [&interval.start, &interval.end].into_iter().filter_map(end).collect()
        }
        Parsed::Set(set) => set.elements.iter().flat_map(members).collect(),
    }
}

fn members(element: &SetElement) -> Vec<Term> {
    match element {
        SetElement::Date(term) | SetElement::OnOrBefore(term) | SetElement::OnOrAfter(term) => {
            vec![*term]
        }
        SetElement::Range(first, last) => vec![*first, *last],
    }
}

/// Returns the first and last year a date can mean; `None` if beyond what is computed with.
pub(super) fn years(term: &Term) -> Option<(i64, i64)> {
    match Parsed::Date(*term).bounds() {
        edtf_core::Bounds { earliest: Bound::Date(first), latest: Bound::Date(last) } => {
            Some((first.year, last.year))
        }
        _ => None,
    }
}

fn limit(bound: Bound) -> Limit {
    match bound {
        Bound::Date(day) => Limit::Day(CivilDay { year: day.year, month: day.month, day: day.day }),
        Bound::NegativeInfinity | Bound::PositiveInfinity => Limit::Open,
        Bound::Unknown => Limit::Unknown,
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Edtf {
    type Err = DateError;

    /// Reads an expression; years whose days do not fit 64 bits are refused.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let parsed = Parsed::parse(text).map_err(|error| DateError::NotADate {
            text: text.to_owned(),
            reason: error.message.to_owned(),
        })?;
        if terms(&parsed).iter().any(|term| years(term).is_none()) {
            let reason = "its year is beyond what is computed with".to_owned();
            return Err(DateError::NotExpressible { text: text.to_owned(), reason });
        }
        Ok(Self { text: parsed.to_string(), parsed })
    }
}

/// Returns the interval, if the expression is one of two dates.
pub(super) fn closed(interval: &Interval) -> Option<(Term, Term)> {
    match (interval.start, interval.end) {
        (IntervalEndpoint::Date(first), IntervalEndpoint::Date(last)) => Some((first, last)),
        _ => None,
    }
}
