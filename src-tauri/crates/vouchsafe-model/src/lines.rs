//! The text of an entry: one line a field, name, space, JSON value.
//!
//! Only the grammar (archive-format.md, section 3). What the fields mean is `entry`'s. The text is
//! kept byte for byte, since those bytes are what is hashed.

use std::{collections::HashSet, fmt};

use serde_json::Value;
use thiserror::Error;

use crate::INTEGER_MAX;

const NAME_BYTES_MAX: usize = 100;

/// The lines of an entry, in the order they stand, names unique, values one-line JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    text: String,
    /// Per line: where its name ends and where the line ends, as byte offsets into `text`.
    ends: Vec<(usize, usize)>,
}

/// Why a text is not the lines of an entry. `line` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LinesError {
    /// The last line does not end in LF, or there is no line.
    #[error("the text does not end in a line feed")]
    NotEnded,
    /// A line is not `name value`, or its name is not one.
    #[error("line {line} has no name, or one that is not allowed")]
    BadName {
        /// Which line.
        line: usize,
    },
    /// Two lines have one name.
    #[error("line {line} repeats the name `{name}`")]
    Repeated {
        /// Which line.
        line: usize,
        /// The name that stood before.
        name: String,
    },
    /// A value is not one JSON value on one line.
    #[error("the value of `{name}` is not JSON on one line")]
    NotJson {
        /// The line's name.
        name: String,
    },
    /// A value holds a float, or an integer of 2^53 or more.
    #[error("the value of `{name}` holds a number that is not an integer below 2^53")]
    BadNumber {
        /// The line's name.
        name: String,
    },
}

impl Lines {
    /// Reads an entry's text.
    ///
    /// # Errors
    /// Whatever is against the grammar; nothing is mended.
    pub fn parse(text: &str) -> Result<Self, LinesError> {
        if !text.ends_with('\n') {
            return Err(LinesError::NotEnded);
        }
        let mut lines = Self { text: text.to_owned(), ends: Vec::new() };
        let mut seen = HashSet::new();
        let mut start = 0;
        for (number, line) in text.split_terminator('\n').enumerate() {
            let bad = LinesError::BadName { line: number + 1 };
            let (name, value) = line.split_once(' ').ok_or(bad.clone())?;
            if !is_name(name) {
                return Err(bad);
            }
            if !seen.insert(name) {
                return Err(LinesError::Repeated { line: number + 1, name: name.to_owned() });
            }
            check_value(name, value)?;
            lines.ends.push((start + name.len(), start + line.len()));
            start += line.len() + 1;
        }
        Ok(lines)
    }

    /// Adds a line. The value is written as compact JSON.
    ///
    /// # Errors
    /// `BadName`, `Repeated` or `BadNumber`; then nothing was added.
    pub fn push(&mut self, name: &str, value: &Value) -> Result<(), LinesError> {
        let line = self.ends.len() + 1;
        if !is_name(name) {
            return Err(LinesError::BadName { line });
        }
        if self.get(name).is_some() {
            return Err(LinesError::Repeated { line, name: name.to_owned() });
        }
        if !numbers_are_exact(value) {
            return Err(LinesError::BadNumber { name: name.to_owned() });
        }
        let start = self.text.len();
        self.text.push_str(name);
        self.text.push(' ');
        self.text.push_str(&value.to_string());
        self.ends.push((start + name.len(), self.text.len()));
        self.text.push('\n');
        Ok(())
    }

    /// Returns the text that is stored and hashed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Iterates over `(name, whole line without its LF)`, in the order they stand.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(_, end)| end + 1));
        starts
            .zip(&self.ends)
            .map(|(start, &(name_end, end))| (&self.text[start..name_end], &self.text[start..end]))
    }

    /// Returns the JSON text of a line's value, exactly as it stands.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, line) = self.iter().find(|&(found, _)| found == name)?;
        Some(&line[name.len() + 1..])
    }

    /// Returns the same lines without those named.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        let mut kept = Self::default();
        for (name, line) in self.iter().filter(|(name, _)| !names.contains(name)) {
            let start = kept.text.len();
            kept.text.push_str(line);
            kept.text.push('\n');
            kept.ends.push((start + name.len(), start + line.len()));
        }
        kept
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_name(name: &str) -> bool {
    let (fixed, rest) = match name.strip_prefix("set.") {
        Some(field) => ("set", field),
        None => (name, "a"),
    };
    let lower = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'_' | b'.');
    let any = |c: u8| lower(c) || c.is_ascii_uppercase() || c == b'-';
    name.len() <= NAME_BYTES_MAX
        && fixed.starts_with(|c: char| c.is_ascii_lowercase())
        && fixed.bytes().all(lower)
        && !rest.is_empty()
        && rest.bytes().all(any)
}

fn check_value(name: &str, value: &str) -> Result<(), LinesError> {
    let not_json = || LinesError::NotJson { name: name.to_owned() };
    let spaced = value.starts_with([' ', '\t']) || value.ends_with([' ', '\t', '\r']);
    if spaced || value.bytes().any(|byte| byte < 0x20) {
        return Err(not_json());
    }
    let parsed: Value = serde_json::from_str(value).map_err(|_| not_json())?;
    if numbers_are_exact(&parsed) {
        Ok(())
    } else {
        Err(LinesError::BadNumber { name: name.to_owned() })
    }
}

fn numbers_are_exact(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            size.is_some_and(|size| size <= INTEGER_MAX)
        }
        Value::Array(items) => items.iter().all(numbers_are_exact),
        Value::Object(members) => members.values().all(numbers_are_exact),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_is_read_again_byte_for_byte() {
        let mut lines = Lines::default();
        lines.push("type", &json!("set")).unwrap();
        lines.push("set.title", &json!("یکی از شش نفر\n«…»")).unwrap();
        lines.push("set.csl.DOI", &json!("\"10.1/x\"")).unwrap();
        let again = Lines::parse(lines.text()).unwrap();
        assert_eq!(again, lines);
        assert_eq!(again.get("set.csl.DOI"), Some(r#""\"10.1/x\"""#));
        assert_eq!(again.get("set.csl"), None);
    }

    #[test]
    fn what_is_against_the_grammar_is_refused() {
        let name = |line| LinesError::BadName { line };
        let not_json = |name: &str| LinesError::NotJson { name: name.to_owned() };
        let number = |name: &str| LinesError::BadNumber { name: name.to_owned() };
        for (text, expected) in [
            ("", LinesError::NotEnded),
            ("a 1", LinesError::NotEnded),
            ("\n", name(1)),
            ("a 1\n\nb 1\n", name(2)),
            ("A 1\n", name(1)),
            ("a-b 1\n", name(1)),
            ("set. 1\n", name(1)),
            ("a\n", name(1)),
            ("a 1\na 2\n", LinesError::Repeated { line: 2, name: "a".to_owned() }),
            ("a  1\n", not_json("a")),
            ("a 1 \n", not_json("a")),
            ("a 1\r\n", not_json("a")),
            ("a 1 2\n", not_json("a")),
            ("a \"\t\"\n", not_json("a")),
            ("a [1.5]\n", number("a")),
            ("a 9007199254740992\n", number("a")),
            ("a {\"x\":1e3}\n", number("a")),
        ] {
            assert_eq!(Lines::parse(text), Err(expected), "{text:?}");
        }
        assert!(Lines::parse("a -9007199254740991\n").is_ok());
    }

    #[test]
    fn lines_taken_out_leave_the_others_as_they_were() {
        let lines = Lines::parse("a 1\nset.b \"x\"\nc 3\n").unwrap();
        assert_eq!(lines.without(&["set.b"]).text(), "a 1\nc 3\n");
        assert_eq!(lines.without(&["set.b"]).get("c"), Some("3"));
    }
}
