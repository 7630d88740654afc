//! Dates of references, between CSL's parts and EDTF.
//!
//! CSL knows a day, a month, a year, a range, a season, and "circa". What EDTF says beyond that
//! (`199X`, `2004/..`, which part is uncertain) is kept beside the item by whoever calls here.

use serde_json::{Map, Value, json};

/// Reads an EDTF date of the kind BibLaTeX writes.
pub(crate) fn from_edtf(text: &str) -> Option<Value> {
    let text = text.trim();
    let open = |end: &str| end.is_empty() || end == "..";
    let Some((start, end)) = text.split_once('/') else {
        return Some(single(&Day::read(text)?, text));
    };
    if open(start) {
        // Only an end: CSL has no such range.
        return (!open(end) && Day::read(end).is_some()).then(|| json!({ "literal": text }));
    }
    let start = Day::read(start)?;
    if open(end) {
        return Some(single(&start, text));
    }
    let end = Day::read(end)?;
    if start.vague || end.vague {
        return Some(json!({ "literal": text }));
    }
    let mut date = Map::new();
    date.insert("date-parts".to_owned(), json!([start.parts(), end.parts()]));
    if start.circa || end.circa {
        date.insert("circa".to_owned(), Value::Bool(true));
    }
    Some(Value::Object(date))
}

fn single(day: &Day, text: &str) -> Value {
    if day.vague {
        return json!({ "literal": text });
    }
    let mut date = Map::new();
    date.insert("date-parts".to_owned(), json!([day.parts()]));
    if day.circa {
        date.insert("circa".to_owned(), Value::Bool(true));
    }
    if let Some(season) = day.season {
        date.insert("season".to_owned(), season.into());
    }
    Value::Object(date)
}

/// Writes a CSL date in EDTF, if EDTF can say it.
pub(crate) fn to_edtf(date: &Value) -> Option<String> {
    let parts = parts(date)?;
    let circa = if date.get("circa").is_some_and(truthy) { "~" } else { "" };
    let season = date.get("season").map(|season| match season {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64(),
    });
    let season = match season {
        Some(season) => Some(season.filter(|season| (1..=4).contains(season))?),
        None => None,
    };
    let write = |parts: &[i64]| -> Option<String> {
        let mut text = year_text(*parts.first()?)?;
        for part in &parts[1..] {
            text.push_str(&format!("-{part:02}"));
        }
        match season {
            Some(season) if parts.len() == 1 => text.push_str(&format!("-{}", 20 + season)),
            Some(_) => return None,
            None => {}
        }
        Some(text + circa)
    };
    match parts.as_slice() {
        [one] => write(one),
        [start, end] if season.is_none() => Some(format!("{}/{}", write(start)?, write(end)?)),
        _ => None,
    }
}

/// Returns a date's parts as numbers, each list a year, a month and a day at most.
pub(crate) fn parts(date: &Value) -> Option<Vec<Vec<i64>>> {
    let lists = date.get("date-parts")?.as_array()?;
    let mut all = Vec::new();
    for list in lists {
        let numbers: Option<Vec<i64>> = list
            .as_array()?
            .iter()
            .map(|part| part.as_i64().or_else(|| part.as_str()?.parse().ok()))
            .collect();
        let numbers = numbers.filter(|numbers| {
            let month = numbers.get(1).is_none_or(|month| (1..=12).contains(month));
            let day = numbers.get(2).is_none_or(|day| (1..=31).contains(day));
            (1..=3).contains(&numbers.len()) && month && day
        })?;
        all.push(numbers);
    }
    (1..=2).contains(&all.len()).then_some(all)
}

/// Returns the year a date begins in.
pub(crate) fn year(date: &Value) -> Option<i64> {
    parts(date).and_then(|parts| parts.first()?.first().copied())
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_i64() != Some(0),
        Value::String(text) => !text.is_empty() && text != "0" && text != "false",
        _ => false,
    }
}

/// CSL counts 44 BC as -44, EDTF as -0043.
fn year_text(year: i64) -> Option<String> {
    match year {
        1..=9999 => Some(format!("{year:04}")),
        -1 => Some("0000".to_owned()),
        -9999..=-2 => Some(format!("-{:04}", -year - 1)),
        _ => None,
    }
}

/// One end of a date.
struct Day {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    season: Option<i64>,
    circa: bool,
    /// Whether digits of the year are left open.
    vague: bool,
}

impl Day {
    fn parts(&self) -> Vec<i64> {
        let year = if self.year <= 0 { self.year - 1 } else { self.year };
        [Some(year), self.month, self.day].into_iter().map_while(|part| part).collect()
    }

    fn read(text: &str) -> Option<Self> {
        let date = text.split_once('T').map_or(text, |(date, _)| date);
        let certain = date.trim_end_matches(['?', '~', '%']);
        let circa = certain.len() < text.len() && text.ends_with(['?', '~', '%']);
        let (sign, digits) = match certain.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, certain),
        };
        let mut parts = digits.split('-');
        let year = parts.next()?;
        let open = |letter: char| matches!(letter, 'X' | 'x' | 'u');
        let shape = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit() || open(c));
        if !shape {
            return None;
        }
        let vague = year.contains(open);
        let number = |text: &str| -> Option<i64> {
            let two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            two.then(|| text.parse().ok()).flatten()
        };
        let (mut month, mut day, mut season) = (None, None, None);
        if let Some(text) = parts.next() {
            match number(text) {
                Some(value @ 1..=12) => month = Some(value),
                Some(value @ 21..=24) => season = Some(value - 20),
                Some(_) => return None,
                None if text.len() == 2 && text.chars().all(open) => {}
                None => return None,
            }
        }
        if let Some(text) = parts.next() {
            match number(text) {
                Some(value @ 1..=31) if month.is_some() => day = Some(value),
                Some(_) => return None,
                None if text.len() == 2 && text.chars().all(open) => {}
                None => return None,
            }
        }
        let year = if vague { 0 } else { sign * year.parse::<i64>().ok()? };
        parts.next().is_none().then_some(Self { year, month, day, season, circa, vague })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{from_edtf, to_edtf};

    #[test]
    fn dates_in_edtf_become_csl_dates() {
        let rows: &[(&str, Value)] = &[
            ("2004", json!({ "date-parts": [[2004]] })),
            ("2004-02", json!({ "date-parts": [[2004, 2]] })),
            ("2004-02-03T10:00:00Z", json!({ "date-parts": [[2004, 2, 3]] })),
            ("2004-06~/2005", json!({ "date-parts": [[2004, 6], [2005]], "circa": true })),
            ("2004?", json!({ "date-parts": [[2004]], "circa": true })),
            ("2004/..", json!({ "date-parts": [[2004]] })),
            ("../2004", json!({ "literal": "../2004" })),
            ("199X", json!({ "literal": "199X" })),
            ("2004-22", json!({ "date-parts": [[2004]], "season": 2 })),
            ("-0043", json!({ "date-parts": [[-44]] })),
        ];
        for (text, date) in rows {
            assert_eq!(from_edtf(text).as_ref(), Some(date), "{text}");
        }
        for text in ["", "/", "../..", "in press", "2004-13", "2004-02-40", "2004-1", "20040203"] {
            assert_eq!(from_edtf(text), None, "{text}");
        }
    }

    #[test]
    fn what_csl_can_say_comes_back_as_written() {
        for text in ["2004", "2004-02-03", "1999-12/2000-01-02", "2004-22", "-0043", "0000"] {
            let date = from_edtf(text).expect("it is a date");
            assert_eq!(to_edtf(&date).as_deref(), Some(text));
        }
    }
}
