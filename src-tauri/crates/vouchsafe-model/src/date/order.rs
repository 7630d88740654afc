//! Which of two dates is earlier, as far as that can be said, and an order for lists.
//!
//! Both go by the first and last day a date can mean. `?` and `~` widen nothing, since nobody
//! said by how much: they make an answer doubtful instead.

use edtf_core::{Edtf as Parsed, Precision};

use super::{Calendar, CivilDay, Date, Limit};

/// How two dates stand to each other, and how far to trust it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// What their days say.
    pub order: Order,
    /// Whether one of the dates is doubtful ([`Date::is_doubtful`]), and so the answer.
    pub is_doubtful: bool,
}

/// How the days of one date stand to those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// All of the first are before all of the second.
    Before,
    /// All of the first are after all of the second.
    After,
    /// Both are the same single day.
    SameDay,
    /// Both are the same longer time: which event came first is not known.
    SamePeriod,
    /// They have days in common, or one lies in a gap of the other: not known.
    Overlapping,
    /// An end that nobody knows stands in the way: not known.
    Unknown,
}

impl Order {
    /// Returns whether the first is before the second; `None` if that is not known.
    pub fn is_before(self) -> Option<bool> {
        match self {
            Self::Before => Some(true),
            Self::After | Self::SameDay => Some(false),
            Self::SamePeriod | Self::Overlapping | Self::Unknown => None,
        }
    }
}

impl Date {
    /// Compares two dates by the days they can mean.
    ///
    /// An open or unknown start counts as endlessly early, such an end as endlessly late. Times of
    /// day and zones are not compared.
    pub fn compare(&self, other: &Self) -> Comparison {
        let is_doubtful = self.is_doubtful() || other.is_doubtful();
        Comparison { order: self.order(other), is_doubtful }
    }

    fn order(&self, other: &Self) -> Order {
        let ends = [self.earliest(), self.latest(), other.earliest(), other.latest()];
        let [first, last, other_first, other_last] = ends;
        if is_before(last, other_first) {
            return Order::Before;
        }
        if is_before(other_last, first) {
            return Order::After;
        }
        if ends.contains(&Limit::Unknown) {
            return Order::Unknown;
        }
        let has_gaps = |date: &Self| matches!(date.edtf().parsed(), Parsed::Set(_));
        if (first, last) == (other_first, other_last) {
            if first == last {
                return Order::SameDay;
            }
            if self.edtf() == other.edtf() || !(has_gaps(self) || has_gaps(other)) {
                return Order::SamePeriod;
            }
        }
        Order::Overlapping
    }

    /// Returns whether the days it covers may not be the right ones: a part is marked `?`, `~` or
    /// `%` or was inferred; it is a lunar Hijri date, which can be a day or two off; or it names a
    /// season, whose months are a convention.
    pub fn is_doubtful(&self) -> bool {
        self.edtf().is_uncertain()
            || self.edtf().is_approximate()
            || self.edtf().has_season()
            || !self.inferred().is_empty()
            || self.calendar() == Calendar::LunarHijri
    }

    /// Returns whether a screen says "uncertain" beside it: it is doubtful, or left open in part
    /// (`2023-1X`, one of a set, an unknown end).
    pub fn is_uncertain(&self) -> bool {
        self.is_doubtful() || self.edtf().is_vague()
    }

    /// Returns a text that sorts, byte by byte, as dates do in a list.
    ///
    /// By the earliest day, open starts first, then unknown ones; then by the latest, unknown ends
    /// and then open ones last; then the more precise first; then by the expression. So `2023-1X`
    /// stands between September 2023 and 2024, after October. A date that is certainly before
    /// another ([`Order::Before`]) always sorts before it.
    pub fn sort_key(&self) -> String {
        let start = match self.earliest() {
            Limit::Open => "0".to_owned(),
            Limit::Unknown => "1".to_owned(),
            Limit::Day(day) => format!("5{}", sortable(day)),
        };
        let end = match self.latest() {
            Limit::Day(day) => format!("5{}", sortable(day)),
            Limit::Unknown => "8".to_owned(),
            Limit::Open => "9".to_owned(),
        };
        format!("{start}:{end}:{}:{}", self.rank(), self.edtf())
    }

    fn rank(&self) -> u8 {
        match self.edtf().parsed() {
            Parsed::DateTime(_) => 0,
            Parsed::Date(term) => match term.precision() {
                Precision::Day => 1,
                Precision::Month => 2,
                Precision::Season => 3,
                Precision::Year => 4,
            },
            Parsed::Interval(_) => 5,
            Parsed::Set(_) => 6,
        }
    }
}

fn is_before(last: Limit, first: Limit) -> bool {
    matches!((last, first), (Limit::Day(last), Limit::Day(first)) if last < first)
}

/// A day as text of one length, years before 0 first.
fn sortable(day: CivilDay) -> String {
    // Shifted by 2^63, so that the least year is all zeros.
    let year = day.year.cast_unsigned() ^ (1 << 63);
    format!("{year:016x}{:02}{:02}", day.month, day.day)
}
