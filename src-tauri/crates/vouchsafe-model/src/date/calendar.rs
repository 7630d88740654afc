//! The calendars sources are dated in, and how their days are Gregorian days.
//!
//! The arithmetic is `icu_calendar`'s. Solar Hijri is the official calendar of Iran and
//! Afghanistan. Lunar Hijri is Umm al-Qura for the years 1300 to 1600 and the tabular calendar
//! (type II, Friday) before: a calendar that goes by sighting can differ from it by a day or two.

use std::fmt;

use icu_calendar::{
    Date as Day, Iso,
    cal::{Hijri, Persian, hijri::UmmAlQura},
    types::RataDie as DayNumber,
};

/// A calendar that a source can be dated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Calendar {
    /// The civil calendar; days before 1582-10-15 are counted back by the same rules.
    Gregorian,
    /// The solar calendar of Iran and Afghanistan.
    SolarHijri,
    /// The lunar calendar of Islam.
    LunarHijri,
}

impl Calendar {
    /// All calendars, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Gregorian, Self::SolarHijri, Self::LunarHijri];

    /// Returns the name as the archive stores it: `solar-hijri`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::SolarHijri => "solar-hijri",
            Self::LunarHijri => "lunar-hijri",
        }
    }

    /// Returns the calendar of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|calendar| calendar.name() == name)
    }

    /// Returns the years a date without a named calendar may mean in this one.
    pub(super) fn plausible_years(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::Gregorian => i64::MIN..=i64::MAX,
            Self::SolarHijri => 1200..=1500,
            Self::LunarHijri => 1..=1500,
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gregorian => "Gregorian",
            Self::SolarHijri => "solar Hijri",
            Self::LunarHijri => "lunar Hijri",
        })
    }
}

/// A day of the (proleptic) Gregorian calendar; year 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDay {
    /// Astronomical: 0 is 1 BC, -1 is 2 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl fmt::Display for CivilDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

/// A year, month and day of one calendar, whichever it is.
pub(super) type Ymd = (i64, u8, u8);

/// The years whose days can be converted: four digits, as EDTF writes days.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = -9999..=9999;

/// Returns the number of the day, counted from a day long ago; `None` if there is no such day.
pub(super) fn number_of(calendar: Calendar, (year, month, day): Ymd) -> Option<i64> {
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(&i64::from(*year)))?;
    let number = match calendar {
        Calendar::Gregorian => Day::try_new_iso(year, month, day).ok()?.to_rata_die(),
        Calendar::SolarHijri => Day::try_new_persian(year, month, day).ok()?.to_rata_die(),
        Calendar::LunarHijri => {
            Day::try_new_hijri_with_calendar(year, month, day, umm_al_qura()).ok()?.to_rata_die()
        }
    };
    Some(number.to_i64_date())
}

/// Returns the day of that number in a calendar.
pub(super) fn day_of(calendar: Calendar, number: i64) -> Ymd {
    let number = DayNumber::new(number);
    match calendar {
        Calendar::Gregorian => parts(&Day::from_rata_die(number, Iso)),
        Calendar::SolarHijri => parts(&Day::from_rata_die(number, Persian)),
        Calendar::LunarHijri => parts(&Day::from_rata_die(number, umm_al_qura())),
    }
}

/// Returns how many days the month has; the month is 1 to 12 and the year convertible.
pub(super) fn month_length(calendar: Calendar, year: i64, month: u8) -> u8 {
    let longest = (28..=31).rev().find(|day| number_of(calendar, (year, month, *day)).is_some());
    longest.unwrap_or(29)
}

/// Returns the weekday of a numbered day: 0 is Monday, 6 is Sunday.
pub(super) fn weekday_of(number: i64) -> u8 {
    // Day 1 of this count, 1 January of the year 1, was a Monday.
    u8::try_from((number - 1).rem_euclid(7)).expect("a remainder of 7 fits a byte")
}

/// Returns the Gregorian day of that number.
pub(super) fn civil(number: i64) -> CivilDay {
    let (year, month, day) = day_of(Calendar::Gregorian, number);
    CivilDay { year, month, day }
}

fn umm_al_qura() -> Hijri<UmmAlQura> {
    Hijri::new_umm_al_qura()
}

fn parts<A: icu_calendar::AsCalendar>(day: &Day<A>) -> Ymd {
    (i64::from(day.year().extended_year()), day.month().number(), day.day_of_month().0)
}
