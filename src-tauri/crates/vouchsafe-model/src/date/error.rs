//! Why a text is not a date, or not yet one: several of these are questions to the person.

use thiserror::Error;

use super::Calendar;

/// Why a text is not a date.
///
/// `WhichCalendar`, `AmbiguousOrder` and `NoYear` are questions: the text is a date as soon as the
/// person answers. The others are refusals.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// The year can be of several calendars and none is named.
    #[error("`{text}` does not say which calendar it is in: {}", either(candidates))]
    WhichCalendar {
        /// The text given.
        text: String,
        /// The calendars it can be in, the Gregorian first.
        candidates: Vec<Calendar>,
    },
    /// Day and month can be either way round.
    #[error("`{text}` can be {} or {}: write the year first", candidates[0], candidates[1])]
    AmbiguousOrder {
        /// The text given.
        text: String,
        /// The two readings, year first, in the calendar of the text: day-month, then month-day.
        candidates: [String; 2],
    },
    /// The year is missing; `Date::read_with` takes one that is known from elsewhere.
    #[error("`{text}` has no year: supply it, and why it must be that one")]
    NoYear {
        /// The text given.
        text: String,
    },
    /// A year is supplied for a text that has one.
    #[error("`{text}` has a year of its own")]
    YearNotMissing {
        /// The text given.
        text: String,
    },
    /// The year has two digits and no era.
    #[error("`{text}` has a shortened year: write all its digits")]
    ShortYear {
        /// The text given.
        text: String,
    },
    /// The text names a weekday, and the date is another.
    #[error("`{text}` says {named}, but that date is a {is}")]
    WeekdayContradicts {
        /// The text given.
        text: String,
        /// The weekday in the text, in English.
        named: &'static str,
        /// The weekday of the date, in English.
        is: &'static str,
    },
    /// The text names one calendar, and another was given or named.
    #[error("`{text}` is a date of the {named} calendar, not of the {given}")]
    CalendarContradicts {
        /// The text given.
        text: String,
        /// The calendar its words belong to.
        named: Calendar,
        /// The other calendar.
        given: Calendar,
    },
    /// There is no such day, month or season.
    #[error("`{text}` does not exist: {reason}")]
    Impossible {
        /// The text given.
        text: String,
        /// What is wrong with it: `November has 30 days`.
        reason: String,
    },
    /// The date exists, but EDTF has no words for it, or its year is out of range.
    #[error("`{text}` cannot be kept as a date: {reason}")]
    NotExpressible {
        /// The text given.
        text: String,
        /// What stands in the way.
        reason: String,
    },
    /// The text is not read as a date.
    #[error("`{text}` is not read as a date: {reason}")]
    NotADate {
        /// The text given.
        text: String,
        /// At what it failed.
        reason: String,
    },
    /// The stored form is not one.
    #[error("the stored form of a date is not valid: {reason}")]
    NotStored {
        /// What is wrong with it.
        reason: String,
    },
}

fn either(candidates: &[Calendar]) -> String {
    let names: Vec<String> = candidates.iter().map(ToString::to_string).collect();
    names.join(" or ")
}
