//! From EDTF written in a Hijri calendar (`1402-05`) to the Gregorian EDTF of the same days.
//!
//! A day becomes a day. A month, season, decade or year becomes the interval of its days; what
//! covers days that do not touch (`1402-X1`) becomes one of a set. A mark on any part of a date
//! becomes a mark on the whole: the text as written keeps the finer one.

use edtf_core::{Date as Term, DateField, Edtf as Parsed};

use super::{
    Calendar, DateError, Edtf,
    calendar::{civil, month_length, number_of},
    edtf::years,
    names,
};

/// The years of a Hijri calendar that a source can have.
const YEARS: std::ops::RangeInclusive<i64> = 1..=1600;

/// More stretches of days than this are not kept: EDTF would be a list nobody reads.
const RUNS_MAX: usize = 32;

/// A date that can be of more years than a century has is not converted.
const YEARS_MAX: usize = 100;

/// A first and a last day, by number.
type Run = (i64, i64);

/// What is being converted, for the errors.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) calendar: Calendar,
}

impl Source<'_> {
    /// Returns the Gregorian expression for one that is written in the calendar.
    ///
    /// # Errors
    /// `NotADate` if `expression` is not EDTF, `Impossible` for a day the calendar does not have,
    /// `NotExpressible` for what Gregorian EDTF cannot say.
    pub(super) fn to_gregorian(&self, expression: &str) -> Result<Edtf, DateError> {
        let set = [('[', ']'), ('{', '}')].into_iter().find_map(|(open, close)| {
            let inner = expression.strip_prefix(open)?.strip_suffix(close)?;
            Some((open, inner, close))
        });
        let text = if let Some((open, inner, close)) = set {
            let elements: Result<Vec<_>, _> =
                inner.split(',').map(|element| self.element(element)).collect();
            format!("{open}{}{close}", elements?.join(","))
        } else if let Some((start, end)) = expression.split_once('/') {
            format!("{}/{}", self.end(start, true)?, self.end(end, false)?)
        } else {
            self.single(expression)?
        };
        text.parse()
    }

    fn single(&self, piece: &str) -> Result<String, DateError> {
        let term = self.term(piece)?;
        let mark = mark(&term);
        let runs = self.runs(&term)?;
        Ok(match runs.as_slice() {
            [(first, last)] if first == last => format!("{}{mark}", civil(*first)),
            [(first, last)] => format!("{}{mark}/{}{mark}", civil(*first), civil(*last)),
            _ if mark.is_empty() => format!("[{}]", listed(&runs)),
            _ => return Err(self.not_expressible("its days do not touch, and it is marked")),
        })
    }

    fn end(&self, piece: &str, is_start: bool) -> Result<String, DateError> {
        if piece.is_empty() || piece == ".." {
            return Ok(piece.to_owned());
        }
        let open = if is_start { piece.strip_prefix("..") } else { piece.strip_suffix("..") };
        let term = self.term(open.unwrap_or(piece))?;
        let runs = self.runs(&term)?;
        let day =
            if is_start { runs.first().map(|run| run.0) } else { runs.last().map(|run| run.1) };
        let day = civil(day.expect("runs() returns at least one run"));
        let mark = mark(&term);
        Ok(match open {
            Some(_) if is_start => format!("..{day}{mark}"),
            Some(_) => format!("{day}{mark}.."),
            None => format!("{day}{mark}"),
        })
    }

    fn element(&self, piece: &str) -> Result<String, DateError> {
        if piece.starts_with("..") {
            return self.end(piece, true);
        }
        if piece.ends_with("..") {
            return self.end(piece, false);
        }
        if let Some((first, last)) = piece.split_once("..") {
            return Ok(format!("{}..{}", self.end(first, true)?, self.end(last, false)?));
        }
        let term = self.term(piece)?;
        let runs = self.runs(&term)?;
        let mark = mark(&term);
        match runs.as_slice() {
            [(first, last)] if first == last => Ok(format!("{}{mark}", civil(*first))),
            _ if mark.is_empty() => Ok(listed(&runs)),
            _ => Err(self.not_expressible("a set cannot hold a marked month or year of it")),
        }
    }

    /// Reads one date. `edtf-core` checks days against Gregorian months, where 31 Ordibehesht
    /// would be 31 February: so the month is lent as 01 and put back.
    fn term(&self, piece: &str) -> Result<Term, DateError> {
        let not_edtf = |reason: &str| DateError::NotADate {
            text: self.text.to_owned(),
            reason: reason.to_owned(),
        };
        let (lent, month) = lend_month(piece);
        let parsed = Parsed::parse(&lent).map_err(|error| not_edtf(error.message))?;
        let Parsed::Date(mut term) = parsed else {
            return Err(not_edtf("a time of day needs a Gregorian date"));
        };
        if let (Some(digits), Some(field)) = (month, term.month.as_mut()) {
            field.digits = digits;
        }
        Ok(term)
    }

    /// Returns the stretches of days a date covers, at least one, in order.
    fn runs(&self, term: &Term) -> Result<Vec<Run>, DateError> {
        let mut runs: Vec<Run> = Vec::new();
        let mut refused = None;
        for year in self.years(term)? {
            for piece in self.pieces(term, year)? {
                match piece {
                    Ok((first, last)) => match runs.last_mut() {
                        Some(run) if run.1 + 1 == first => run.1 = last,
                        _ => runs.push((first, last)),
                    },
                    Err(reason) => refused = Some(reason),
                }
            }
            if runs.len() > RUNS_MAX {
                return Err(self.not_expressible("it covers too many stretches of days"));
            }
        }
        if runs.is_empty() {
            let reason = refused.unwrap_or_else(|| "no day fits it".to_owned());
            return Err(DateError::Impossible { text: self.text.to_owned(), reason });
        }
        Ok(runs)
    }

    fn years(&self, term: &Term) -> Result<Vec<i64>, DateError> {
        // Of the year alone: its month and day are none of the Gregorian calendar.
        let year = Term { month: None, day: None, ..*term };
        let (first, last) = years(&year).unwrap_or((0, 0));
        let fits = |year: &i64| match term.year.kind {
            edtf_core::YearKind::Standard { digits, .. } if term.year.has_unspecified() => {
                let written = format!("{year:04}");
                let pairs = digits.iter().zip(written.bytes());
                pairs
                    .into_iter()
                    .all(|(digit, byte)| digit.is_none_or(|digit| digit + b'0' == byte))
            }
            _ => true,
        };
        let range = first.max(*YEARS.start())..=last.min(*YEARS.end());
        let years: Vec<i64> = range.filter(fits).collect();
        if years.len() > YEARS_MAX {
            return Err(self.not_expressible("it can be of more than a hundred years"));
        }
        if years.is_empty() {
            let calendar = self.calendar;
            let reason = format!("years of the {calendar} calendar are taken from 1 to 1600");
            return Err(DateError::NotExpressible { text: self.text.to_owned(), reason });
        }
        Ok(years)
    }

    /// Returns the pieces of one year that a date covers, or why a piece is not there.
    fn pieces(&self, term: &Term, year: i64) -> Result<Vec<Result<Run, String>>, DateError> {
        let Some(month) = term.month else { return Ok(vec![self.months(year, 1, 12)]) };
        let day = term.day.filter(|day| day.digits != [None, None]);
        if let Some(code) = month.value().filter(|code| *code >= 21) {
            let (first, last) = self.season(code)?;
            return Ok(vec![self.months(year, first, last)]);
        }
        if month.digits == [None, None] && day.is_none() {
            return Ok(vec![self.months(year, 1, 12)]);
        }
        let months = (0..=12).filter(|number| fits(month, *number));
        let pieces = months.flat_map(|number| match day {
            None => vec![self.months(year, number, number)],
            Some(day) => (0..=31)
                .filter(|number| fits(day, *number))
                .map(|day| self.day(year, number, day))
                .collect(),
        });
        Ok(pieces.collect())
    }

    fn day(&self, year: i64, month: u8, day: u8) -> Result<Run, String> {
        match why_impossible(self.calendar, year, Some(month), Some(day)) {
            Some(reason) => Err(reason),
            None => number_of(self.calendar, (year, month, day))
                .map(|number| (number, number))
                .ok_or_else(|| "no such day is known".to_owned()),
        }
    }

    fn months(&self, year: i64, first: u8, last: u8) -> Result<Run, String> {
        let (start, _) = self.day(year, first, 1)?;
        let (end, _) = self.day(year, last, month_length(self.calendar, year, last))?;
        Ok((start, end))
    }

    /// Returns the first and last month of a season or part of a year. The solar Hijri year
    /// begins with spring, so there a season is a quarter of the year.
    fn season(&self, code: u8) -> Result<(u8, u8), DateError> {
        let solar = self.calendar == Calendar::SolarHijri;
        match code {
            21 | 25 | 33 if code == 33 || solar => Ok((1, 3)),
            22 | 26 | 34 if code == 34 || solar => Ok((4, 6)),
            23 | 27 | 35 if code == 35 || solar => Ok((7, 9)),
            24 | 28 | 36 if code == 36 || solar => Ok((10, 12)),
            37 => Ok((1, 4)),
            38 => Ok((5, 8)),
            39 => Ok((9, 12)),
            40 => Ok((1, 6)),
            41 => Ok((7, 12)),
            _ => {
                let reason = format!("the {} calendar does not have that season", self.calendar);
                Err(DateError::Impossible { text: self.text.to_owned(), reason })
            }
        }
    }

    fn not_expressible(&self, reason: &str) -> DateError {
        DateError::NotExpressible { text: self.text.to_owned(), reason: reason.to_owned() }
    }
}

/// Returns why a month or day does not exist in a calendar: `November 2019 has 30 days`.
pub(super) fn why_impossible(
    calendar: Calendar,
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
) -> Option<String> {
    let month = month?;
    if !(1..=12).contains(&month) {
        return Some(format!("there is no month {month}"));
    }
    let day = day?;
    let length = month_length(calendar, year, month);
    let name = names::english(calendar, month);
    match day {
        0 => Some("there is no day 0".to_owned()),
        day if day > length => Some(format!("{name} {year} has {length} days")),
        _ => None,
    }
}

fn listed(runs: &[Run]) -> String {
    let one = |(first, last): &Run| match first == last {
        true => civil(*first).to_string(),
        false => format!("{}..{}", civil(*first), civil(*last)),
    };
    runs.iter().map(one).collect::<Vec<_>>().join(",")
}

fn mark(term: &Term) -> &'static str {
    match (term.is_uncertain(), term.is_approximate()) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    }
}

fn fits(field: DateField, number: u8) -> bool {
    let digits = [number / 10, number % 10];
    field.digits.iter().zip(digits).all(|(digit, is)| digit.is_none_or(|digit| digit == is))
}

/// Returns the piece with the month of a day written as 01, and the digits of that month.
fn lend_month(piece: &str) -> (String, Option<[Option<u8>; 2]>) {
    let unchanged = (piece.to_owned(), None);
    // The first dash ends the year; a month of two characters and another dash must follow.
    let Some((year, rest)) = piece.split_once('-') else { return unchanged };
    let Some((month, day)) = rest.split_once('-') else { return unchanged };
    let bare = month.trim_matches(['?', '~', '%']);
    let digit = |byte: u8| match byte {
        b'X' => Some(None),
        b'0'..=b'9' => Some(Some(byte - b'0')),
        _ => None,
    };
    let digits = match bare.as_bytes() {
        [tens, ones] => digit(*tens).zip(digit(*ones)).map(|(tens, ones)| [tens, ones]),
        _ => None,
    };
    let is_month = |digits: &[Option<u8>; 2]| {
        let field = DateField { digits: *digits, qualifier: edtf_core::Qualifier::default() };
        (1..=12).any(|number| fits(field, number))
    };
    match digits.filter(is_month) {
        Some(digits) => (format!("{year}-{}-{day}", month.replace(bare, "01")), Some(digits)),
        None => unchanged,
    }
}
