//! From the tokens of a typed date to its parts: which number is the day, which the year.
//!
//! Grammar only. Which calendar it is and whether the day exists is `read`'s.

use super::{
    Calendar, DateError,
    fold::{self, Token},
    names::{self, Meaning},
};

/// The longest name of the tables, in words: "the month of Dhu al-Hijjah" has three.
const NAME_WORDS_MAX: usize = 4;

/// The parts of a typed date.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) year: Option<i64>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// An EDTF season or part of a year, 21 to 41.
    pub(super) season: Option<u8>,
    /// Whether the season's name is Persian.
    pub(super) season_is_persian: bool,
    /// Whether the year stands for its ten years.
    pub(super) is_decade: bool,
    /// 0 is Monday.
    pub(super) weekday: Option<u8>,
    /// The calendars its words name: of its month, of its era.
    pub(super) named: Vec<Calendar>,
    /// Whether it says "Hijri" and not which.
    pub(super) is_hijri: bool,
    pub(super) is_before_christ: bool,
    pub(super) is_approximate: bool,
    pub(super) is_uncertain: bool,
}

/// The parts, as they are found, and the numbers still without a place.
struct Reader<'a> {
    text: &'a str,
    parts: Parts,
    /// Digits, in order.
    numbers: Vec<String>,
    /// What stands between one number and the next.
    gaps: Vec<char>,
}

/// Returns the place of a word that stands between two dates, as a byte range of `plain`.
pub(super) fn until(plain: &str) -> Option<(&str, &str)> {
    let mut words = plain.match_indices(' ').map(|(at, _)| at);
    words.find_map(|at| {
        let rest = &plain[at + 1..];
        let (word, after) = rest.split_once(' ')?;
        let word = match fold::tokens(word).as_slice() {
            [Token::Word(word)] => word.clone(),
            _ => return None,
        };
        (names::meaning(&word) == Some(Meaning::Until)).then_some((&plain[..at], after))
    })
}

/// Reads a plain text into parts; `text` is for the errors.
pub(super) fn parts(plain: &str, text: &str) -> Result<Parts, DateError> {
    let mut reader =
        Reader { text, parts: Parts::default(), numbers: Vec::new(), gaps: Vec::new() };
    let tokens = fold::tokens(plain);
    // "1931-" is an open range to many: it is not 1931.
    if let (Some(Token::Gap('/' | '-')), _) | (_, Some(Token::Gap('/' | '-'))) =
        (tokens.first(), tokens.last())
    {
        return Err(reader.refused("a date is missing beside its first or last sign"));
    }
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += match token {
            Token::Number(digits) => reader.number(digits, &tokens[at + 1..]),
            Token::Word(_) => reader.word(&tokens[at..])?,
            Token::Mark(mark) => {
                reader.parts.is_uncertain |= *mark != '~';
                reader.parts.is_approximate |= *mark != '?';
                1
            }
            Token::Gap(gap) => {
                // The first gap after a number is the one that tells its neighbour.
                if reader.gaps.len() + 1 == reader.numbers.len() {
                    reader.gaps.push(*gap);
                }
                1
            }
            Token::Other(c) => return Err(reader.refused(format!("`{c}` is no part of one"))),
        };
    }
    reader.place()?;
    Ok(reader.parts)
}

impl Reader<'_> {
    /// Takes a number, with `th` of `13th` and `s` of `1930s`; returns how many tokens that was.
    fn number(&mut self, digits: &str, after: &[Token]) -> usize {
        self.gaps.resize(self.numbers.len(), ' ');
        self.numbers.push(digits.to_owned());
        match after.first() {
            Some(Token::Word(word)) if matches!(word.as_str(), "st" | "nd" | "rd" | "th") => 2,
            Some(Token::Word(word)) if word == "s" && digits.len() == 4 => {
                self.parts.is_decade = true;
                2
            }
            _ => 1,
        }
    }

    /// Takes the longest run of words that means something; returns how many tokens that was.
    fn word(&mut self, tokens: &[Token]) -> Result<usize, DateError> {
        let mut joined = String::new();
        let mut best = None;
        for (index, token) in tokens.iter().enumerate().take(2 * NAME_WORDS_MAX - 1) {
            match token {
                Token::Word(word) => joined.push_str(word),
                Token::Gap(' ' | '-') => continue,
                _ => break,
            }
            if let Some(meaning) = names::meaning(&joined) {
                best = Some((index + 1, meaning));
            }
        }
        match best {
            Some((taken, meaning)) => self.mean(meaning).map(|()| taken),
            None => {
                let Some(Token::Word(word)) = tokens.first() else { return Ok(1) };
                Err(self.refused(format!("`{word}` is not a word of dates known here")))
            }
        }
    }

    fn mean(&mut self, meaning: Meaning) -> Result<(), DateError> {
        let parts = &mut self.parts;
        let is_second = match meaning {
            Meaning::Month(calendar, month) => {
                parts.named.push(calendar);
                parts.month.replace(month).is_some()
            }
            Meaning::Weekday(weekday) => parts.weekday.replace(weekday).is_some(),
            Meaning::Season { code, persian } => {
                parts.season_is_persian = persian;
                parts.season.replace(code).is_some()
            }
            Meaning::Era(calendar) => {
                parts.named.push(calendar);
                false
            }
            Meaning::EitherHijri => std::mem::replace(&mut parts.is_hijri, true),
            Meaning::BeforeChrist => {
                parts.named.push(Calendar::Gregorian);
                std::mem::replace(&mut parts.is_before_christ, true)
            }
            Meaning::About => std::mem::replace(&mut parts.is_approximate, true),
            Meaning::Perhaps => std::mem::replace(&mut parts.is_uncertain, true),
            Meaning::Decade => std::mem::replace(&mut parts.is_decade, true),
            Meaning::Filler => false,
            Meaning::Until => return Err(self.refused("a date is missing beside `to`")),
            Meaning::Unclear(reason) => return Err(self.refused(reason)),
        };
        if is_second {
            return Err(self.refused("a part of it stands twice"));
        }
        Ok(())
    }

    /// Gives every number its place.
    fn place(&mut self) -> Result<(), DateError> {
        let numbers = std::mem::take(&mut self.numbers);
        // What stands after the last number parts it from a word.
        self.gaps.truncate(numbers.len().saturating_sub(1));
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let has_name = self.parts.month.is_some() || self.parts.season.is_some();
        let has_era = !self.parts.named.is_empty() || self.parts.is_hijri;
        match numbers.as_slice() {
            [] if has_name => Ok(()),
            [] => Err(self.refused("it has no number and no month")),
            // "44 BC": with an era, the only number is the year however short it is.
            [year] if is_year(year) || (has_era && self.parts.month.is_none()) => self.year(year),
            [both] if both.len() == 8 && !has_name => {
                self.year(&both[..4])?;
                self.month_and_day(&both[4..6], &both[6..])
            }
            [day] if self.parts.month.is_some() => self.day(day),
            [day, year] | [year, day] if self.parts.month.is_some() && is_year(year) => {
                self.year(year)?;
                self.day(day)
            }
            [first, last] if !has_name && is_year(first) && is_year(last) => {
                Err(self.refused("a range of years is written 2019/2020, the earlier first"))
            }
            [year, month] | [month, year] if !has_name && is_year(year) => {
                self.expect_gap("/-.")?;
                self.year(year)?;
                self.parts.month = Some(self.small(month)?);
                Ok(())
            }
            [first, second] if !has_name => {
                self.expect_gap("/-.")?;
                self.either_order(first, second)
            }
            [year, month, day] if !has_name && is_year(year) => {
                self.expect_gap("/-.")?;
                self.year(year)?;
                self.month_and_day(month, day)
            }
            [first, second, year] if !has_name && is_year(year) => {
                self.expect_gap("/-.")?;
                self.year(year)?;
                self.either_order(first, second)
            }
            [_] if self.parts.is_decade => Err(DateError::ShortYear { text: self.text.to_owned() }),
            [_, _] | [_, _, _] if numbers.iter().all(|number| number.len() <= 2) => {
                Err(DateError::ShortYear { text: self.text.to_owned() })
            }
            _ => Err(self.refused("its numbers are not a year, a month and a day")),
        }
    }

    /// The gaps must all be one of these signs: `13.11.2019`, not `13 11.2019`.
    fn expect_gap(&self, signs: &str) -> Result<(), DateError> {
        let first = self.gaps.first().copied().unwrap_or(' ');
        if signs.contains(first) && self.gaps.iter().all(|gap| *gap == first) {
            return Ok(());
        }
        Err(self.refused("its numbers are not parted by `-`, `/` or `.` throughout"))
    }

    /// Two numbers of which either can be the day: the one above 12 is.
    fn either_order(&mut self, first: &str, second: &str) -> Result<(), DateError> {
        let (a, b) = (self.small(first)?, self.small(second)?);
        if a != b && a <= 12 && b <= 12 {
            let year = self.parts.year.map_or(String::new(), |year| format!("{year:04}-"));
            let candidates = [format!("{year}{b:02}-{a:02}"), format!("{year}{a:02}-{b:02}")];
            return Err(DateError::AmbiguousOrder { text: self.text.to_owned(), candidates });
        }
        let (month, day) = if a > 12 { (b, a) } else { (a, b) };
        (self.parts.month, self.parts.day) = (Some(month), Some(day));
        Ok(())
    }

    fn month_and_day(&mut self, month: &str, day: &str) -> Result<(), DateError> {
        self.parts.month = Some(self.small(month)?);
        self.day(day)
    }

    fn day(&mut self, digits: &str) -> Result<(), DateError> {
        let day = self.small(digits)?;
        if day > 31 && self.parts.year.is_none() {
            return Err(DateError::ShortYear { text: self.text.to_owned() });
        }
        self.parts.day = Some(day);
        Ok(())
    }

    fn year(&mut self, digits: &str) -> Result<(), DateError> {
        let year = digits.parse().ok().filter(|_| digits.len() <= 4);
        let year = year.ok_or_else(|| self.refused("a longer year is written as EDTF has it"))?;
        self.parts.year = Some(year);
        Ok(())
    }

    fn small(&self, digits: &str) -> Result<u8, DateError> {
        let number = digits.parse().ok().filter(|_| digits.len() <= 2);
        number.ok_or_else(|| self.refused(format!("`{digits}` is no day or month")))
    }

    fn refused(&self, reason: impl Into<String>) -> DateError {
        DateError::NotADate { text: self.text.to_owned(), reason: reason.into() }
    }
}

/// A number of three digits or more is a year, whatever stands beside it.
fn is_year(digits: &str) -> bool {
    (3..=7).contains(&digits.len()) || digits.len() > 8
}
