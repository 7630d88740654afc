//! What a document says about itself, as CSL would write it.
//!
//! Nothing here decides which of several values is right: all are proposed, each with where it was
//! found.

use serde_json::{Value, json};

use crate::Proposal;

/// The most proposals of one document.
const MAX_PROPOSALS: usize = 200;

/// The longest value, in characters; titles and abstracts are shorter.
const MAX_VALUE_CHARS: usize = 3_000;

/// The longest value, as JSON: a list of names, too, ends somewhere.
const MAX_VALUE_BYTES: usize = 15_000;

/// Proposals as they are found.
#[derive(Debug, Default)]
pub struct Proposals(Vec<Proposal>);

impl Proposals {
    /// Proposes a text; a blank one is nothing.
    pub fn text(&mut self, variable: &str, value: &str, basis: &str) {
        let value = tidy(value);
        if !value.is_empty() {
            self.value(variable, Value::String(value), basis);
        }
    }

    /// Proposes a date, read if it can be, else as it is written.
    pub fn date(&mut self, variable: &str, value: &str, basis: &str) {
        let value = tidy(value);
        if !value.is_empty() {
            self.value(variable, date(&value), basis);
        }
    }

    /// Proposes names of one kind: `author`, `editor`.
    pub fn names<T: AsRef<str>>(&mut self, variable: &str, names: &[T], basis: &str) {
        let names: Vec<Value> = names
            .iter()
            .map(|one| tidy(one.as_ref()))
            .filter(|one| !one.is_empty())
            .map(|one| name(&one))
            .collect();
        if !names.is_empty() {
            self.value(variable, Value::Array(names), basis);
        }
    }

    /// Proposes a value that is already as CSL writes it.
    pub fn value(&mut self, variable: &str, value: Value, basis: &str) {
        let proposal = Proposal { variable: variable.to_owned(), value, basis: basis.to_owned() };
        let json = proposal.value.to_string();
        let is_sound = json.len() <= MAX_VALUE_BYTES && !json.contains("\\u0000");
        if is_sound && self.0.len() < MAX_PROPOSALS && !self.0.contains(&proposal) {
            self.0.push(proposal);
        }
    }

    /// Returns them, in the order in which they were found.
    pub fn into_vec(self) -> Vec<Proposal> {
        self.0
    }
}

/// Returns a text on one line, its ends trimmed, not longer than a value may be.
fn tidy(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.chars().filter(|c| !c.is_control()).take(MAX_VALUE_CHARS).collect()
}

/// Returns a name in CSL: parted where one comma parts a few words, else whole (`Regional Court
/// of Nimbar, Registry` is nobody's first and last name). A name is never parted by guess: which
/// part is the family's differs from place to place.
pub fn name(text: &str) -> Value {
    let words = |part: &str| part.split_whitespace().count();
    match text.split_once(',').map(|(family, given)| (family.trim(), given.trim())) {
        Some((family, given))
            if !given.contains(',')
                && (1..=3).contains(&words(given))
                && ((1..=2).contains(&words(family))
                    || (words(family) <= 4 && family.starts_with(char::is_lowercase))) =>
        {
            json!({ "family": family, "given": given })
        }
        _ => json!({ "literal": text }),
    }
}

/// Returns a date in CSL: its parts where it is a Gregorian date in a form that machines write,
/// else the text as it stands.
pub fn date(text: &str) -> Value {
    let parts = iso_parts(text).or_else(|| named_month_parts(text));
    match parts {
        Some(parts) => json!({ "date-parts": [parts] }),
        None => json!({ "literal": text }),
    }
}

/// Reads `2024-03-06…`, `2024/03/06`, `2024.3.6`, `2024-03`, `20240306`, `2024`.
fn iso_parts(text: &str) -> Option<Vec<u32>> {
    let end = text.find(['T', ' ']).unwrap_or(text.len());
    let day = &text[..end];
    // What comes after the day must be a time, not more words.
    let is_time =
        |rest: &str| rest.bytes().all(|b| b.is_ascii_digit() || b":.,+-TZ zUGMC".contains(&b));
    if !is_time(&text[end..]) {
        return None;
    }
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return checked(&[&day[..4], &day[4..6], &day[6..]]);
    }
    let separator = day.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    if !matches!(separator, '-' | '/' | '.' | ':') {
        return None;
    }
    checked(&day.split(separator).collect::<Vec<_>>())
}

/// Reads `Sat, 9 Mar 2024 …`, `Fri Mar 08 2024 …`, `March 8, 2024`, `8 March 2024`.
fn named_month_parts(text: &str) -> Option<Vec<u32>> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let words: Vec<String> = text
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .take(4)
        .map(str::to_ascii_lowercase)
        .collect();
    let month_at = words.iter().position(|word| {
        word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word.trim_end_matches('.')))
    })?;
    let month = MONTHS
        .iter()
        .position(|month| month.starts_with(words[month_at].trim_end_matches('.')))?
        .to_string();
    let month = (month.parse::<u32>().ok()? + 1).to_string();
    let is_number = |word: &&String| word.bytes().all(|byte| byte.is_ascii_digit());
    let year = words[month_at + 1..].iter().filter(is_number).find(|word| word.len() == 4)?;
    let around = words[month_at.saturating_sub(1)..].iter().take(3);
    let day = around.filter(is_number).find(|word| word.len() <= 2);
    match day {
        Some(day) => checked(&[year, &month, day]),
        None => checked(&[year, &month]),
    }
}

/// Returns year, month and day as numbers, if they can be those of a Gregorian date. A year
/// before 1500 is rather one of another calendar: 1402 is 2023.
fn checked(parts: &[&str]) -> Option<Vec<u32>> {
    let numbers: Vec<u32> = parts
        .iter()
        .map(|part| {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { part.parse().ok() } else { None }
        })
        .collect::<Option<_>>()?;
    let is_date = parts[0].len() == 4
        && match numbers[..] {
            [year] => (1500..=2200).contains(&year),
            [year, month] => (1500..=2200).contains(&year) && (1..=12).contains(&month),
            [year, month, day] => {
                (1500..=2200).contains(&year)
                    && (1..=12).contains(&month)
                    && (1..=days(year, month)).contains(&day)
            }
            _ => false,
        };
    is_date.then_some(numbers)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_machines_write_are_read_and_others_stay_as_they_are() {
        for (text, expected) in [
            ("2024-03-06T17:20:00+04:00", json!({ "date-parts": [[2024, 3, 6]] })),
            ("2024-03-06 17:20", json!({ "date-parts": [[2024, 3, 6]] })),
            ("2024/03/08", json!({ "date-parts": [[2024, 3, 8]] })),
            ("20240308", json!({ "date-parts": [[2024, 3, 8]] })),
            ("2024-03", json!({ "date-parts": [[2024, 3]] })),
            ("2024", json!({ "date-parts": [[2024]] })),
            ("2024:03:06 16:41:09", json!({ "date-parts": [[2024, 3, 6]] })),
            ("Sat, 9 Mar 2024 16:02:11 +0000", json!({ "date-parts": [[2024, 3, 9]] })),
            ("Fri Mar 08 2024 09:26:44 GMT+0000 (X)", json!({ "date-parts": [[2024, 3, 8]] })),
            ("March 8, 2024", json!({ "date-parts": [[2024, 3, 8]] })),
            ("March 2024", json!({ "date-parts": [[2024, 3]] })),
            ("۱۴۰۲/۱۲/۱۶", json!({ "literal": "۱۴۰۲/۱۲/۱۶" })),
            ("1402/12/16", json!({ "literal": "1402/12/16" })),
            ("2024-02-30", json!({ "literal": "2024-02-30" })),
            ("2024-03-06 or so", json!({ "literal": "2024-03-06 or so" })),
            ("03/06/2024", json!({ "literal": "03/06/2024" })),
            ("last week", json!({ "literal": "last week" })),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_parted_only_where_it_parts_itself() {
        for (text, expected) in [
            ("Kenarjui, Behrad", json!({ "family": "Kenarjui", "given": "Behrad" })),
            ("Herald Foreign Desk", json!({ "literal": "Herald Foreign Desk" })),
            ("A, B, and C", json!({ "literal": "A, B, and C" })),
            ("van der Velde, J. B.", json!({ "family": "van der Velde", "given": "J. B." })),
            (
                "Nimbar Regional Court, Registry",
                json!({
                    "literal": "Nimbar Regional Court, Registry"
                }),
            ),
            ("Ltd,", json!({ "literal": "Ltd," })),
        ] {
            assert_eq!(name(text), expected);
        }
    }
}
