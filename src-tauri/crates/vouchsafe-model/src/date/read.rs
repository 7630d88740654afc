//! `Date::read`: what a person types, in whichever calendar, as a date. Nothing is guessed.
//!
//! EDTF is tried first, then words and numbers. What a text leaves open is asked for by an error
//! (`WhichCalendar`, `AmbiguousOrder`, `NoYear`); what is concluded is marked as inferred.

use edtf_core::Date as Term;

use super::{
    Calendar, Date, DateError, Edtf, Inferred, Part, Supplied,
    calendar::{civil, number_of, weekday_of},
    edtf::{closed, years},
    fold, hijri, names,
    words::{self, Parts},
};

/// The longest text that is read, in characters: room for a set of forty days.
const CHARS_MAX: usize = 500;

/// A text being read, and what was given with it.
pub(super) struct Question<'a> {
    pub(super) text: &'a str,
    pub(super) calendar: Option<Calendar>,
    pub(super) supplied: Option<&'a Supplied>,
}

/// What a text turned out to be.
struct Answer {
    edtf: Edtf,
    calendar: Calendar,
    inferred: Vec<Inferred>,
}

impl Question<'_> {
    pub(super) fn answer(&self) -> Result<Date, DateError> {
        let plain = fold::plain(self.text);
        if plain.is_empty() {
            return Err(self.refused("it is empty"));
        }
        if plain.chars().count() > CHARS_MAX {
            return Err(self.refused("it is longer than a date"));
        }
        let answer = self.read(&plain)?;
        Ok(Date {
            edtf: answer.edtf,
            written: Some(self.text.trim().to_owned()),
            calendar: answer.calendar,
            inferred: answer.inferred,
        })
    }

    fn read(&self, plain: &str) -> Result<Answer, DateError> {
        if let Some((edtf, calendar)) = self.expression(plain)? {
            if self.supplied.is_some() {
                return Err(DateError::YearNotMissing { text: self.text.to_owned() });
            }
            return Ok(Answer { edtf, calendar, inferred: Vec::new() });
        }
        if let Some((first, last)) = words::until(plain) {
            return self.range(first, last);
        }
        match self.words(plain) {
            // What is EDTF but for a mistake gets EDTF's reason, not that of the words.
            Err(DateError::NotADate { .. }) if is_edtf_like(plain) && !is_bare(plain) => {
                let reason = match plain.parse::<Edtf>() {
                    Err(DateError::NotADate { reason, .. }) => reason,
                    _ => "it is not EDTF in that calendar".to_owned(),
                };
                Err(self.refused(reason))
            }
            other => other,
        }
    }

    /// Reads EDTF; `None` if the text is not.
    fn expression(&self, plain: &str) -> Result<Option<(Edtf, Calendar)>, DateError> {
        if !is_edtf_like(plain) {
            return Ok(None);
        }
        let calendar = self.calendar.unwrap_or(Calendar::Gregorian);
        let edtf = match calendar {
            Calendar::Gregorian => plain.parse(),
            calendar => hijri::Source { text: self.text, calendar }.to_gregorian(plain),
        };
        let edtf: Edtf = match edtf {
            Ok(edtf) => edtf,
            Err(DateError::NotADate { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        if self.calendar.is_none() {
            self.only(candidates(&edtf.terms()))?;
        }
        Ok(Some((edtf, calendar)))
    }

    /// Reads `A to B`. The second date comes first: it is the one that is written out.
    fn range(&self, first: &str, last: &str) -> Result<Answer, DateError> {
        if words::until(last).is_some() {
            return Err(self.refused("it has more than two ends"));
        }
        let last = self.read(last)?;
        let named = Question { calendar: self.calendar.or(Some(last.calendar)), ..*self };
        let mut first = named.read(first)?;
        let ends = |edtf: &Edtf| match edtf.parsed() {
            edtf_core::Edtf::Date(term) => Some((*term, *term)),
            edtf_core::Edtf::Interval(interval) => closed(interval),
            _ => None,
        };
        let (Some((start, _)), Some((_, end))) = (ends(&first.edtf), ends(&last.edtf)) else {
            return Err(self.refused("an end of it is not one date"));
        };
        let date = |term: Term| edtf_core::Edtf::Date(term).to_string();
        first.edtf = format!("{}/{}", date(start), date(end)).parse()?;
        first.inferred.extend(last.inferred);
        Ok(first)
    }

    fn words(&self, plain: &str) -> Result<Answer, DateError> {
        let mut parts = words::parts(plain, self.text)?;
        let mut inferred = Vec::new();
        match (parts.year, self.supplied) {
            (Some(_), Some(_)) => {
                return Err(DateError::YearNotMissing { text: self.text.to_owned() });
            }
            (None, None) => return Err(DateError::NoYear { text: self.text.to_owned() }),
            (None, Some(supplied)) => {
                parts.year = Some(supplied.year);
                inferred.push(Inferred::new(Part::Year, &supplied.because)?);
            }
            (Some(_), None) => {}
        }
        let year = parts.year.expect("it was just supplied if it was missing");
        let calendar = self.calendar_of(&parts, year, &mut inferred)?;
        self.check(&parts, calendar, year)?;
        let expression = written_as_edtf(&parts, year);
        let mut edtf: Edtf = match calendar {
            Calendar::Gregorian => expression.parse()?,
            calendar => hijri::Source { text: self.text, calendar }.to_gregorian(&expression)?,
        };
        if let Some(weekday) = parts.weekday
            && let Some(moved) = self.weekday(&parts, weekday, (calendar, year), &mut inferred)?
        {
            edtf = moved;
        }
        Ok(Answer { edtf, calendar, inferred })
    }

    fn calendar_of(
        &self,
        parts: &Parts,
        year: i64,
        inferred: &mut Vec<Inferred>,
    ) -> Result<Calendar, DateError> {
        let named = parts.named.first().copied();
        let given = parts.named.iter().copied().chain(self.calendar);
        if let (Some(named), Some(given)) = (named, given.into_iter().find(|it| Some(*it) != named))
        {
            return Err(DateError::CalendarContradicts {
                text: self.text.to_owned(),
                named,
                given,
            });
        }
        let calendar = named.or(self.calendar);
        if let Some(given @ Calendar::Gregorian) = calendar.filter(|_| parts.is_hijri) {
            let text = self.text.to_owned();
            return Err(DateError::CalendarContradicts {
                text,
                named: Calendar::SolarHijri,
                given,
            });
        }
        if let Some(calendar) = calendar {
            return Ok(calendar);
        }
        let solar = Calendar::SolarHijri;
        if parts.season_is_persian && solar.plausible_years().contains(&year) {
            inferred.push(Inferred::new(Part::Calendar, "the season is named in Persian")?);
            return Ok(solar);
        }
        let last = if parts.is_decade { year + 9 } else { year };
        let mut candidates = plausible(&[(year, last)]);
        candidates.retain(|calendar| {
            let is_hijri = *calendar != Calendar::Gregorian;
            // The lunar year has no seasons: they wander through it.
            let fits_season = parts.season.is_none() || *calendar != Calendar::LunarHijri;
            fits_season && (is_hijri || !parts.is_hijri)
        });
        self.only(candidates)
    }

    /// Returns the only candidate, or asks.
    fn only(&self, candidates: Vec<Calendar>) -> Result<Calendar, DateError> {
        match candidates.as_slice() {
            [] => Err(self.refused("no calendar known here has that year")),
            [one] => Ok(*one),
            _ => Err(DateError::WhichCalendar { text: self.text.to_owned(), candidates }),
        }
    }

    /// Refuses days and years that do not exist, with the reason.
    fn check(&self, parts: &Parts, calendar: Calendar, year: i64) -> Result<(), DateError> {
        let refuse = |reason: &str| {
            Err(DateError::Impossible { text: self.text.to_owned(), reason: reason.to_owned() })
        };
        if parts.season.is_some() && (parts.month.is_some() || parts.day.is_some()) {
            return Err(self.refused("it has a season and a month"));
        }
        if parts.is_decade && (parts.month.is_some() || parts.season.is_some() || year % 10 != 0) {
            return Err(self.refused("a decade is a year that ends in 0"));
        }
        if parts.weekday.is_some() && parts.day.is_none() {
            return Err(self.refused("it has a weekday and no day"));
        }
        if year < 1 && parts.is_before_christ {
            return refuse("there is no year 0 before Christ");
        }
        if !(0..=9999).contains(&year) {
            return refuse("its year does not have four digits");
        }
        let year = if parts.is_before_christ { 1 - year } else { year };
        match hijri::why_impossible(calendar, year, parts.month, parts.day) {
            Some(reason) => refuse(&reason),
            None => Ok(()),
        }
    }

    /// Checks the weekday. Lunar months begin when the moon is seen, so there the weekday decides
    /// between the day before, of, and after: returns the day it moves the date to.
    fn weekday(
        &self,
        parts: &Parts,
        named: u8,
        (calendar, year): (Calendar, i64),
        inferred: &mut Vec<Inferred>,
    ) -> Result<Option<Edtf>, DateError> {
        let year = if parts.is_before_christ { 1 - year } else { year };
        let day = (year, parts.month.unwrap_or(1), parts.day.unwrap_or(1));
        let number = number_of(calendar, day).ok_or_else(|| self.refused("no such day"))?;
        let is = weekday_of(number);
        if is == named {
            return Ok(None);
        }
        let moved = [-1, 1].into_iter().find(|step| weekday_of(number + step) == named);
        if let (Calendar::LunarHijri, Some(step)) = (calendar, moved) {
            let (named, is) = (names::weekday(named), names::weekday(is));
            let because = format!("the text says {named}; by Umm al-Qura it was a {is}");
            inferred.push(Inferred::new(Part::Day, &because)?);
            let mark = mark(parts);
            return format!("{}{mark}", civil(number + step)).parse().map(Some);
        }
        Err(DateError::WeekdayContradicts {
            text: self.text.to_owned(),
            named: names::weekday(named),
            is: names::weekday(is),
        })
    }

    fn refused(&self, reason: impl Into<String>) -> DateError {
        DateError::NotADate { text: self.text.to_owned(), reason: reason.into() }
    }
}

/// Writes the parts as EDTF in their own calendar.
fn written_as_edtf(parts: &Parts, year: i64) -> String {
    let mark = mark(parts);
    let year = match (parts.is_before_christ, parts.is_decade) {
        (true, _) if year > 1 => format!("-{:04}", year - 1),
        (true, _) => "0000".to_owned(),
        (false, true) => format!("{:03}X", year / 10),
        (false, false) => format!("{year:04}"),
    };
    match (parts.season.or(parts.month), parts.day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}{mark}"),
        (Some(month), None) => format!("{year}-{month:02}{mark}"),
        (None, _) => format!("{year}{mark}"),
    }
}

fn mark(parts: &Parts) -> &'static str {
    match (parts.is_uncertain, parts.is_approximate) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    }
}

/// Returns the calendars all dates of an expression can be in, the Gregorian first.
fn candidates(terms: &[Term]) -> Vec<Calendar> {
    let years: Vec<_> = terms.iter().filter_map(years).collect();
    plausible(&years)
}

fn plausible(years: &[(i64, i64)]) -> Vec<Calendar> {
    let fits = |calendar: &Calendar| {
        let range = calendar.plausible_years();
        years.iter().all(|(first, last)| first <= range.end() && last >= range.start())
    };
    Calendar::ALL.into_iter().filter(fits).collect()
}

/// Nothing but numbers and what parts them: people write that too.
fn is_bare(plain: &str) -> bool {
    plain.bytes().all(|byte| byte.is_ascii_digit() || b"/-.".contains(&byte))
}

fn is_edtf_like(plain: &str) -> bool {
    plain.bytes().all(|byte| byte.is_ascii_digit() || b"XYEST:Z/-+.,[]{}?~%".contains(&byte))
}
