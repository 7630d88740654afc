//! CSV and JSON as text: a row is a block, and JSON is shown as it is written.

use super::Made;
use super::blocks::{Style, TextBuilder};
use super::charset::decode;
use crate::BlockKind;

/// Reads comma- or semicolon- or tab-separated values.
pub fn read_csv(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let decoded = decode(bytes, None, &mut made.warnings);
    let separator = separator(&decoded);
    let mut builder = TextBuilder::default();
    let mut rows = Rows { rest: &decoded, separator };
    while let Some(row) = rows.next_row() {
        builder.block(&row.join("\t"), Style::of(BlockKind::TableRow));
        if builder.is_full() {
            break;
        }
    }
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Reads JSON: as it is written, so that what is quoted is what stands there.
pub fn read_json(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let decoded = decode(bytes, None, &mut made.warnings);
    if serde_json::from_str::<serde::de::IgnoredAny>(&decoded).is_err() {
        made.warnings.push("this is not JSON that can be read; shown as it is".to_owned());
    }
    let mut builder = TextBuilder::default();
    builder.block(decoded.trim(), Style::of(BlockKind::Preformatted));
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Returns the separator that parts the first line most often.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let mut best = (0, ',');
    for candidate in [',', ';', '\t'] {
        let count = first.matches(candidate).count();
        if count > best.0 {
            best = (count, candidate);
        }
    }
    best.1
}

struct Rows<'a> {
    rest: &'a str,
    separator: char,
}

impl Rows<'_> {
    /// Returns the next row's cells, unquoted, each on one line.
    fn next_row(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = vec![String::new()];
        let mut is_quoted = false;
        let mut chars = self.rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let cell = cells.last_mut().expect("there is always a cell");
            match c {
                '"' if is_quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' if is_quoted => is_quoted = false,
                '"' if cell.is_empty() => is_quoted = true,
                '\n' if !is_quoted => {
                    self.rest = &self.rest[at + 1..];
                    return Some(cells);
                }
                '\n' | '\t' if is_quoted => cell.push(' '),
                c if c == self.separator && !is_quoted => cells.push(String::new()),
                c => cell.push(c),
            }
        }
        self.rest = "";
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_block_and_quoting_is_undone() {
        for (csv, expected) in [
            ("a,b\n1,\"2, \"\"x\"\"\nmore\"\n", "a\tb\n\n1\t2, \"x\" more"),
            ("a;b,c\n1;2", "a;b\tc\n\n1;2"),
            ("a;b;c,d\n1;2;3", "a\tb\tc,d\n\n1\t2\t3"),
            ("a\"b\n\n,\n", "a\"b"),
            ("\"never closed\nx", "never closed x"),
        ] {
            let text = read_csv(csv.as_bytes()).text.expect("there is text");
            assert_eq!(text.text, expected);
            assert!(text.structure.blocks.iter().all(|one| one.kind == BlockKind::TableRow));
        }
    }

    #[test]
    fn json_stays_as_it_is_written() {
        let made = read_json(b"{\"a\" : 1.0}\n");
        assert_eq!(made.text.expect("there is text").text, "{\"a\" : 1.0}");
        assert_eq!(read_json(b"{").warnings.len(), 1);
        assert_eq!(read_json("[".repeat(100_000).as_bytes()).warnings.len(), 1);
    }
}
