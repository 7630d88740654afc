//! How a date is typed: as it was written, with what its text does not tell.

use clap::Args;
use vouchsafe_app::DateRequest;

/// A date.
#[derive(Debug, Args)]
pub struct Dating {
    /// When it was: as written (12 Mordad 1402, ۱۲ مرداد ۱۴۰۲), or in EDTF (2019-11, 2019-1X,
    /// 2019~)
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// The date's calendar: gregorian, solar-hijri or lunar-hijri
    #[arg(long, value_name = "CALENDAR", requires = "date")]
    calendar: Option<String>,

    /// The date's year, where its text has none
    #[arg(long, value_name = "YEAR", requires = "date", requires = "year_because")]
    year: Option<i64>,

    /// How that year is known
    #[arg(long, value_name = "TEXT", requires = "year")]
    year_because: Option<String>,
}

impl Dating {
    /// Makes a request of it; `None` if no date was given.
    pub fn request(self) -> Option<DateRequest> {
        let year = self.year.zip(self.year_because);
        Some(DateRequest { text: self.date?, calendar: self.calendar, year })
    }
}
