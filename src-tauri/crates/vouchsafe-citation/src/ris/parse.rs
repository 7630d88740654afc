//! The syntax of RIS: records of tagged lines, from `TY` to `ER`.

use crate::Refused;

/// A record as it is written.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The line of its `TY`, from 1.
    pub(super) line: u64,
    /// Tags and values in the file's order, `TY` first. Lines without a tag belong to the value
    /// before them.
    pub(super) tags: Vec<(String, String)>,
}

/// Reads all records of `text`. What stands outside of records is skipped and reported.
pub(super) fn parse(text: &str, doubts: &mut Vec<Refused>) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut open = false;
    let mut outside: Option<u64> = None;
    let mut doubt = |line: u64, reason: &str| {
        doubts.push(Refused { line, key: None, reason: reason.to_owned() });
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (number, line) in (1..).zip(text.split('\n')) {
        match (tagged(line), records.last_mut()) {
            (Some(("TY", value)), last) => {
                if let Some(last) = last.filter(|_| open) {
                    doubt(last.line, "it does not end with ER; it was taken up to the next TY");
                }
                let tags = vec![("TY".to_owned(), value.to_owned())];
                records.push(Record { line: number, tags });
                open = true;
            }
            (Some(("ER", _)), _) => open = false,
            (Some((tag, value)), Some(record)) if open => {
                record.tags.push((tag.to_ascii_uppercase(), value.to_owned()));
            }
            (None, Some(record)) if open => {
                if let Some((_, value)) = record.tags.last_mut() {
                    value.push('\n');
                    value.push_str(untag(line));
                }
            }
            _ if line.trim().is_empty() => {}
            _ => {
                outside.get_or_insert(number);
            }
        }
    }
    if let Some(last) = records.last().filter(|_| open) {
        doubt(last.line, "it does not end with ER; it was taken up to the end of the file");
    }
    if let Some(line) = outside {
        doubt(line, "what stands outside of records was skipped");
    }
    for (_, value) in records.iter_mut().flat_map(|record| &mut record.tags) {
        let blank = |letter: char| letter.is_ascii_whitespace();
        let trimmed = value.trim_matches(blank);
        if trimmed.len() < value.len() {
            *value = trimmed.to_owned();
        }
    }
    records
}

/// Splits a line into its tag and its value: `AU  - Doe, Jane`.
pub(super) fn tagged(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    let head = bytes.first()?.is_ascii_uppercase();
    if !head || !bytes.get(1).is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return None;
    }
    let (tag, rest) = line.split_at(2);
    let value = rest.trim_start_matches([' ', '\t']).strip_prefix('-')?;
    let gap = rest.len() - value.len() - 1;
    // A word and a dash in running text are no tag.
    let ends = value.is_empty() || value.starts_with([' ', '\t']);
    ((1..=2).contains(&gap) && ends).then(|| (tag, value.trim_start_matches([' ', '\t'])))
}

/// Takes away the blank that keeps a line of running text from being a tag.
fn untag(line: &str) -> &str {
    match line.strip_prefix(' ') {
        Some(rest) if tagged(rest.trim_start_matches(' ')).is_some() => rest,
        _ => line,
    }
}

/// Returns a line of running text that `parse` gives back and takes for no tag.
pub(super) fn guard(line: &str) -> String {
    let looks = tagged(line.trim_start_matches(' ')).is_some();
    if looks { format!(" {line}") } else { line.to_owned() }
}
