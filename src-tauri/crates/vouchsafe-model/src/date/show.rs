//! Dates in words, in English or Persian and in any of the calendars.
//!
//! What is shown can be typed back in: `Date::read` understands all of it. What has no plain words
//! (sets, odd masks, mixed marks, open ends) is shown as EDTF.

use std::fmt;

use edtf_core::{Date as Term, Edtf as Parsed, Qualifier, YearKind};

use super::{
    Calendar, Date, Limit,
    calendar::{day_of, month_length, number_of},
    edtf::closed,
    names,
};

/// A language dates are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// `12 Mordad 1402`
    English,
    /// `۱۲ مرداد ۱۴۰۲`
    Persian,
}

impl fmt::Display for Date {
    /// Writes the Gregorian date in English words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.gregorian(Language::English))
    }
}

impl Date {
    /// Returns the days of the date in a calendar, in words: `۱۲ مرداد ۱۴۰۲`, `12 Mordad 1402`.
    ///
    /// Days that make up whole months or years of the calendar are shown as those. `None` if the
    /// date has no two ends with the same marks, or is not in the calendar's years 1 to 1600.
    pub fn in_calendar(&self, calendar: Calendar, language: Language) -> Option<String> {
        if calendar == Calendar::Gregorian {
            return Some(self.gregorian(language));
        }
        let mark = match self.edtf().parsed() {
            Parsed::Date(term) => one_mark(term)?,
            Parsed::DateTime(_) => Qualifier::default(),
            Parsed::Interval(interval) => {
                let (first, last) = closed(interval)?;
                one_mark(&first).filter(|mark| Some(*mark) == one_mark(&last))?
            }
            Parsed::Set(_) => return None,
        };
        let number = |limit| match limit {
            Limit::Day(day) => number_of(Calendar::Gregorian, (day.year, day.month, day.day)),
            Limit::Open | Limit::Unknown => None,
        };
        let run = (number(self.earliest())?, number(self.latest())?);
        hijri(calendar, language, run, mark)
    }

    fn gregorian(&self, language: Language) -> String {
        let words = match self.edtf().parsed() {
            Parsed::Date(term) => term_in_words(term, language),
            Parsed::Interval(interval) => closed(interval).and_then(|(first, last)| {
                let (first, last) =
                    (term_in_words(&first, language)?, term_in_words(&last, language)?);
                Some(range(&first, &last, language))
            }),
            Parsed::DateTime(_) | Parsed::Set(_) => None,
        };
        words.unwrap_or_else(|| self.edtf().to_string())
    }
}

fn hijri(
    calendar: Calendar,
    language: Language,
    run: (i64, i64),
    mark: Qualifier,
) -> Option<String> {
    let (first, last) = (day_of(calendar, run.0), day_of(calendar, run.1));
    if first.0 < 1 || last.0 > 1600 {
        return None;
    }
    let whole_months = first.2 == 1 && last.2 == month_length(calendar, last.0, last.1);
    let whole_years = whole_months && first.1 == 1 && last.1 == 12;
    let words = |(year, month, day)| {
        let year = four_digits(year);
        let month = match language {
            Language::English => names::english(calendar, month),
            Language::Persian => names::persian(calendar, month),
        };
        let plain = match (whole_years, whole_months) {
            (true, _) => format!("{year} {}", era(calendar, language)),
            (_, true) => format!("{month} {year}"),
            _ => format!("{day} {month} {year}"),
        };
        marked(&plain, mark, language)
    };
    let (from, to) = (words(first), words(last));
    Some(if from == to { from } else { range(&from, &to, language) })
}

/// Returns the Gregorian words of one date; `None` if only EDTF says it.
fn term_in_words(term: &Term, language: Language) -> Option<String> {
    let mark = one_mark(term)?;
    let YearKind::Standard { negative, digits } = term.year.kind else { return None };
    if term.year.significant_digits.is_some() {
        return None;
    }
    if let ([Some(a), Some(b), Some(c), None], None) = (digits, term.month) {
        let decade = match language {
            Language::English => format!("{a}{b}{c}0s"),
            Language::Persian => format!("دههٔ {a}{b}{c}0"),
        };
        return Some(marked(&decade, mark, language));
    }
    let year = term.year.value()?;
    // 10000 BC would not be read back.
    let before = negative || year == 0;
    if year < -9998 {
        return None;
    }
    let year = match (before, language) {
        (false, _) => four_digits(year),
        (true, Language::English) => format!("{} BC", four_digits(1 - year)),
        (true, Language::Persian) => format!("{} پیش از میلاد", four_digits(1 - year)),
    };
    let month = match term.month {
        None => None,
        Some(month) => Some(month.value()?),
    };
    let name = |month: u8| match (month, language) {
        (1..=12, Language::English) => Some(names::english(Calendar::Gregorian, month)),
        (1..=12, Language::Persian) => Some(names::persian(Calendar::Gregorian, month)),
        (21..=24, _) => Some(season(month, language)),
        (_, Language::English) => names::year_part(month),
        _ => None,
    };
    let plain = match (month, term.day) {
        (None, _) => year,
        (Some(month), None) => format!("{} {year}", name(month)?),
        (Some(month), Some(day)) => format!("{} {} {year}", day.value()?, name(month)?),
    };
    Some(marked(&plain, mark, language))
}

/// Returns the mark of a date, if all its parts have the same.
fn one_mark(term: &Term) -> Option<Qualifier> {
    let mark = term.year.qualifier;
    let others = [term.month, term.day].into_iter().flatten();
    others.into_iter().all(|field| field.qualifier == mark).then_some(mark)
}

fn marked(plain: &str, mark: Qualifier, language: Language) -> String {
    let (about, perhaps) = match language {
        Language::English => ("about ", "?"),
        Language::Persian => ("حدود ", "؟"),
    };
    let about = if mark.approximate { about } else { "" };
    let perhaps = if mark.uncertain { perhaps } else { "" };
    in_digits(&format!("{about}{plain}{perhaps}"), language)
}

fn range(first: &str, last: &str, language: Language) -> String {
    match language {
        Language::English => format!("{first} to {last}"),
        Language::Persian => format!("{first} تا {last}"),
    }
}

/// Years stand with four digits, so that they can be read back: `0079`.
fn four_digits(year: i64) -> String {
    format!("{year:04}")
}

fn in_digits(text: &str, language: Language) -> String {
    let persian = |c: char| match c.to_digit(10) {
        Some(value) => char::from_u32(u32::from('۰') + value).unwrap_or(c),
        None => c,
    };
    match language {
        Language::English => text.to_owned(),
        Language::Persian => text.chars().map(persian).collect(),
    }
}

fn era(calendar: Calendar, language: Language) -> &'static str {
    match (calendar, language) {
        (Calendar::Gregorian, Language::English) => "AD",
        (Calendar::Gregorian, Language::Persian) => "میلادی",
        (Calendar::SolarHijri, Language::English) => "solar Hijri",
        (Calendar::SolarHijri, Language::Persian) => "خورشیدی",
        (Calendar::LunarHijri, Language::English) => "lunar Hijri",
        (Calendar::LunarHijri, Language::Persian) => "قمری",
    }
}

fn season(code: u8, language: Language) -> &'static str {
    match (code, language) {
        (21, Language::English) => "Spring",
        (22, Language::English) => "Summer",
        (23, Language::English) => "Autumn",
        (_, Language::English) => "Winter",
        (21, Language::Persian) => "بهار",
        (22, Language::Persian) => "تابستان",
        (23, Language::Persian) => "پاییز",
        (_, Language::Persian) => "زمستان",
    }
}
