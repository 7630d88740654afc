//! Findings: what was found, about which record, and what to do. They are data, not errors.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

use serde::Serialize;
use ts_rs::TS;

use crate::{Code, Severity};

/// How many findings of one code are listed one by one; one more says how many there were.
const LISTED_MAX: usize = 100_000;

/// How much of a text out of the file a finding shows.
const TEXT_BYTES_MAX: usize = 2_000;

/// Something found that is not as it was recorded, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// What was found.
    #[ts(type = "string")]
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// What it is about: `entry LOG/INDEX`, `content ID`, `log ID`, `KIND ID`, `table NAME`, …
    pub record: String,
    /// What was recorded, if it can be said in a word.
    pub expected: Option<String>,
    /// What is there instead.
    pub found: Option<String>,
    /// What happened, in a sentence.
    pub detail: String,
    /// What to do, in plain words.
    pub advice: &'static str,
}

impl Finding {
    /// Makes a finding; `detail` says what happened.
    pub(crate) fn new(code: Code, record: impl Display, detail: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            record: shortened(record.to_string()),
            expected: None,
            found: None,
            detail: shortened(detail.into()),
            advice: code.advice(),
        }
    }

    /// Adds what was recorded, and what is there instead.
    pub(crate) fn compared(mut self, expected: impl Display, found: impl Display) -> Self {
        self.expected = Some(shortened(expected.to_string()));
        self.found = Some(shortened(found.to_string()));
        self
    }
}

/// The findings of a verification, in the order they were made.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    listed: Vec<Finding>,
    counts: BTreeMap<Code, usize>,
}

impl Findings {
    pub fn add(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= LISTED_MAX {
            self.listed.push(finding);
        }
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.add(finding));
    }

    /// Returns how many there are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = self.counts.iter().filter(|(code, _)| code.severity() == severity);
        of.map(|(_, count)| count).sum()
    }

    /// Returns the findings listed so far, for adding to what they say.
    pub fn listed_mut(&mut self) -> &mut [Finding] {
        &mut self.listed
    }

    /// Returns the findings by code; where there were too many to list, the last one says how many.
    pub fn finish(mut self) -> Vec<Finding> {
        for (code, count) in self.counts {
            if let Some(more) = count.checked_sub(LISTED_MAX).filter(|more| *more > 0) {
                let detail = format!("{more} more findings of this code are not listed");
                self.listed.push(Finding::new(code, "archive", detail));
            }
        }
        self.listed.sort_by_key(|finding| finding.code);
        self.listed
    }
}

/// Cuts a text that the file made longer than any reader wants.
fn shortened(mut text: String) -> String {
    if text.len() > TEXT_BYTES_MAX {
        text.truncate(text.floor_char_boundary(TEXT_BYTES_MAX));
        text.push('…');
    }
    text
}

/// Indexes in rising order, kept and written as ranges: `3, 7–9`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    pub fn add(&mut self, first: u64, last: u64) {
        match self.0.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
            _ => self.0.push((first, last)),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Display for Ranges {
    /// Of more than fifty ranges the rest are counted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN_MAX: usize = 50;
        let shown = self.0.iter().take(SHOWN_MAX).map(|&(first, last)| span(first, last));
        f.write_str(&shown.collect::<Vec<_>>().join(", "))?;
        match self.0.len().checked_sub(SHOWN_MAX).filter(|more| *more > 0) {
            Some(more) => write!(f, " and {more} more ranges"),
            None => Ok(()),
        }
    }
}

/// Writes a range of indexes: `7–9`, or `7` for one.
pub(crate) fn span(first: u64, last: u64) -> String {
    if first == last { first.to_string() } else { format!("{first}\u{2013}{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_short() {
        let ranges = |indexes: &[u64]| {
            let mut ranges = Ranges::default();
            indexes.iter().for_each(|index| ranges.add(*index, *index));
            ranges.to_string()
        };
        assert_eq!(ranges(&[3, 7, 8, 9]), "3, 7\u{2013}9");
        assert_eq!(ranges(&[]), "");
        let odd: Vec<u64> = (0..60).map(|index| index * 2).collect();
        assert!(ranges(&odd).ends_with(", 98 and 10 more ranges"));
    }

    #[test]
    fn too_many_findings_of_one_code_are_counted() {
        let mut findings = Findings::default();
        for index in 0..LISTED_MAX + 7 {
            findings.add(Finding::new(Code::V012, index, ""));
        }
        findings.add(Finding::new(Code::V001, "archive", ""));
        assert_eq!(findings.count(Severity::Damage), LISTED_MAX + 8);
        let listed = findings.finish();
        assert_eq!(listed.len(), LISTED_MAX + 2);
        assert_eq!(listed[0].code, Code::V001);
        assert!(listed[LISTED_MAX + 1].detail.starts_with("7 more"));
    }
}
