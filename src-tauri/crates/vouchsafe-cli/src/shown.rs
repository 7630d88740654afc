//! How things look to people: nothing hidden, columns that line up, plain figures.

use unicode_width::UnicodeWidthStr as _;

pub use vouchsafe_app::is_hidden;

/// How many hex digits of an id are shown in lists; any unambiguous beginning is accepted.
const ID_DIGITS: usize = 8;

/// The widest a column of text gets in a list.
const COLUMN_WIDTH_MAX: usize = 60;

/// Returns a text on one line with nothing hidden in it.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Returns a text of several lines with nothing hidden in it but its line breaks and tabs.
pub fn visible_text(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(visible).collect::<Vec<_>>().join("\t");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Returns the beginning of an id, as lists show it.
pub fn short_id(id: &str) -> String {
    id.chars().take(ID_DIGITS).collect()
}

/// Returns `1 document`, `2 documents`.
pub fn count(count: impl TryInto<u64>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let ending = if count == 1 { "" } else { "s" };
    match noun.strip_suffix('y') {
        Some(stem) if count != 1 => format!("{count} {stem}ies"),
        _ => format!("{count} {noun}{ending}"),
    }
}

/// Returns a number of bytes as people read it.
pub fn bytes(size_bytes: u64) -> String {
    indicatif::HumanBytes(size_bytes).to_string()
}

/// Returns an instant as people read it: `2019-11-14 09:00 UTC`.
pub fn instant(text: &str) -> String {
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(minute)) if text.ends_with('Z') => format!("{day} {minute} UTC"),
        _ => visible(text),
    }
}

/// Returns a mark for what is not open; nothing for what is.
pub fn mark(sensitivity: &str) -> String {
    if sensitivity == "open" { String::new() } else { format!("[{sensitivity}]") }
}

/// Returns a JSON value as people read it: a text without quotes, nothing as `(nothing)`.
pub fn value(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "(nothing)".to_owned(),
        serde_json::Value::String(text) => visible(text),
        other => visible(&other.to_string()),
    }
}

/// Rows in columns that line up.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Adds a row. What is too long for a column is cut, but for the last column.
    pub fn row(&mut self, cells: &[&str]) {
        let last = cells.len().saturating_sub(1);
        let fit = |(at, cell): (usize, &&str)| {
            let cell = visible(cell);
            if at == last { cell } else { cut(&cell, COLUMN_WIDTH_MAX) }
        };
        self.rows.push(cells.iter().enumerate().map(fit).collect());
    }

    /// Returns the lines, without a line break at the end; nothing if there are no rows.
    pub fn lines(&self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let line = |row: &Vec<String>| {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                // An empty column takes no room.
                if *width > 0 {
                    line.push_str(&" ".repeat(width - cell.width() + 2));
                }
            }
            line.trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }
}

/// Cuts a text to a width, in columns of a terminal.
pub fn cut(text: &str, width_max: usize) -> String {
    if text.width() <= width_max {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if kept.width() >= width_max {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_fool_a_reader_is_shown() {
        assert_eq!(visible("a\u{1b}[2J\nb"), "a\\u{1b}[2J\\u{a}b");
        assert_eq!(visible_text("a\tb\n\u{202e}c"), "a\tb\n\\u{202e}c");
        assert_eq!(visible("می\u{200c}نویسد"), "می\u{200c}نویسد");
    }

    #[test]
    fn columns_line_up_in_any_script() {
        let mut table = Table::default();
        table.row(&["گزارش", "", "1"]);
        table.row(&["報告", "", "2"]);
        assert_eq!(table.lines(), ["گزارش  1", "報告   2"]);
        assert_eq!(cut("abcdef", 4), "abc…");
    }

    #[test]
    fn figures_are_plain() {
        assert_eq!(count(1_usize, "document"), "1 document");
        assert_eq!(count(0_usize, "entry"), "0 entries");
        assert_eq!(instant("2019-11-14T09:00:12.345Z"), "2019-11-14 09:00 UTC");
    }
}
