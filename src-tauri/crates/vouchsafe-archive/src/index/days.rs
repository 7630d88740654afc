//! Days of queries: `2019`, `2019-11`, `2019-11-13`, ranges of them, and the words that stand for
//! years in the index.

use chrono::{Datelike as _, NaiveDate};

/// Days, both ends included, counted from 1 January of the year 1 as day 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day; `i32::MIN` where it is open.
    pub from: i32,
    /// The last day; `i32::MAX` where it is open.
    pub to: i32,
}

/// Most years for which a text has a word of each year; beyond, of each decade.
const YEARS_MAX: i32 = 8;

/// Most decades for which a text has a word of each decade; beyond, one word for "long".
const DECADES_MAX: i32 = 12;

/// Longest span of a query that is looked up by words of years.
const QUERY_YEARS_MAX: i32 = 40;

const LONG: &str = "ylong";

impl Days {
    /// Reads `2019..2020`, `..2019-11`, `2019-11-13..`, `>2019`, `>=2019`, `<2019`, `<=2019` or one
    /// date, with digits of any of the folded kinds; `None` if it is none of these.
    pub(super) fn read(text: &str) -> Option<Self> {
        let open = Self { from: i32::MIN, to: i32::MAX };
        let days = if let Some(rest) = text.strip_prefix(">=") {
            Self { from: one(rest)?.from, ..open }
        } else if let Some(rest) = text.strip_prefix('>') {
            Self { from: one(rest)?.to + 1, ..open }
        } else if let Some(rest) = text.strip_prefix("<=") {
            Self { to: one(rest)?.to, ..open }
        } else if let Some(rest) = text.strip_prefix('<') {
            Self { to: one(rest)?.from - 1, ..open }
        } else if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (Some(from), Some(to));
            let from = from.filter(|from| !from.is_empty()).map(one);
            let to = to.filter(|to| !to.is_empty()).map(one);
            match (from, to) {
                (None, None) => return None,
                (from, to) => Self {
                    from: from.map_or(Some(open.from), |day| day.map(|day| day.from))?,
                    to: to.map_or(Some(open.to), |day| day.map(|day| day.to))?,
                },
            }
        } else {
            one(text)?
        };
        (days.from <= days.to).then_some(days)
    }

    /// Returns the words that stand for these days in the index.
    pub(super) fn words(self) -> Vec<String> {
        let (from, to) = (year(self.from), year(self.to));
        let (first, last) = (from.div_euclid(10), to.div_euclid(10));
        if to - from < YEARS_MAX {
            (from..=to).map(year_word).collect()
        } else if last - first < DECADES_MAX {
            (first..=last).map(decade_word).collect()
        } else {
            vec![LONG.to_owned()]
        }
    }

    /// Returns the words of which any text has one that touches these days; `None` if they would
    /// be too many.
    pub(super) fn any_of(self) -> Option<Vec<String>> {
        if self.from == i32::MIN || self.to == i32::MAX {
            return None;
        }
        let (from, to) = (year(self.from), year(self.to));
        (to - from < QUERY_YEARS_MAX).then(|| {
            let decades = from.div_euclid(10)..=to.div_euclid(10);
            let words = (from..=to).map(year_word).chain(decades.map(decade_word));
            words.chain([LONG.to_owned()]).collect()
        })
    }
}

fn one(text: &str) -> Option<Days> {
    let mut parts = text.split('-');
    let mut part = |length: usize| match parts.next() {
        None => Some(None),
        Some(digits) if digits.len() == length && digits.bytes().all(|d| d.is_ascii_digit()) => {
            digits.parse::<u32>().ok().map(Some)
        }
        Some(_) => None,
    };
    let (year, month, day) = (part(4)??, part(2)?, part(2)?);
    if parts.next().is_some() {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let date = |year, month, day| {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| date.num_days_from_ce())
    };
    let from = date(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let to = match (month, day) {
        (_, Some(_)) => from,
        (Some(12) | None, None) => date(year + 1, 1, 1)? - 1,
        (Some(month), None) => date(year, month + 1, 1)? - 1,
    };
    Some(Days { from, to })
}

fn year(day: i32) -> i32 {
    NaiveDate::from_num_days_from_ce_opt(day)
        .map_or(if day < 0 { -9999 } else { 9999 }, |date| date.year().clamp(-9999, 9999))
}

fn year_word(year: i32) -> String {
    let before = if year < 0 { "yb" } else { "y" };
    format!("{before}{}", year.abs())
}

fn decade_word(decade: i32) -> String {
    let before = if decade < 0 { "yeb" } else { "ye" };
    format!("{before}{}", decade.abs())
}
