//! The report of a verification, as people and programs read it. Its JSON keys are stable.

use std::fmt::Display;

use data_encoding::BASE64;
use serde::{Serialize, Serializer};
use ts_rs::TS;
use vouchsafe_fixity::PublicKey;
use vouchsafe_model::{ArchiveId, LogId, Sha256Digest};

use crate::{Finding, Severity, finding::Findings};

/// What a verification found.
///
/// Counts: `expected` = `checked` + `unknown`; of bytes, `read_before_bytes` stand apart;
/// `failed` is the part of `checked` that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Report {
    /// The archive's id; `None` where it cannot be read.
    #[serde(serialize_with = "optional_text")]
    #[ts(type = "string | null")]
    pub archive: Option<ArchiveId>,
    /// The answer in one word.
    pub verdict: Verdict,
    /// What the logs say there is.
    pub expected: Counts,
    /// What was read and compared, whatever came of it.
    pub checked: Counts,
    /// What of that is not as it was recorded.
    pub failed: Counts,
    /// What was not compared.
    pub unknown: Counts,
    /// The bytes of contents that an interrupted run read and found good.
    pub read_before_bytes: u64,
    /// The logs' heads whose entries, root and signature are good: worth keeping elsewhere.
    pub heads: Vec<Head>,
    /// How many heads known from elsewhere were compared.
    pub compared_heads: u64,
    /// What was found, by code.
    pub findings: Vec<Finding>,
    /// What was checked, in the order it was done.
    pub passes: Vec<Pass>,
    /// What was not checked, in words.
    pub not_checked: Vec<String>,
}

/// The answer of a verification. It speaks of this archive, not of what its documents say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything was read and is as it was recorded.
    Intact,
    /// Something is not as it was recorded.
    Damaged,
    /// Nothing wrong was found, but not everything could be checked.
    Incomplete,
}

/// How much of an archive something speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct Counts {
    /// Documents that are not removed and whose content is held.
    pub documents: u64,
    /// Bytes of held contents.
    pub bytes: u64,
    /// Entries of all logs.
    pub entries: u64,
    /// Passages that quote a text which was not purged.
    pub passages: u64,
}

/// A log's head, shown good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Head {
    /// The log.
    #[serde(serialize_with = "text")]
    #[ts(type = "string")]
    pub log: LogId,
    /// How many entries it has.
    pub size: u64,
    /// The root of their tree; in JSON base64, as a checkpoint has it.
    #[serde(serialize_with = "base64")]
    #[ts(type = "string")]
    pub root: Sha256Digest,
    /// The key that signed it; in JSON its fingerprint, as `ssh-keygen -l` shows it.
    #[serde(serialize_with = "fingerprint")]
    #[ts(type = "string")]
    pub public_key: PublicKey,
}

/// One thing that was checked, and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Pass {
    /// What was checked, in words.
    pub check: &'static str,
    /// How many items.
    pub checked: u64,
    /// How many of them are not as they were recorded.
    pub failed: u64,
}

impl Counts {
    /// Returns what is left of these after `others` are taken away; never below 0.
    pub(crate) fn without(self, others: Self) -> Self {
        Self {
            documents: self.documents.saturating_sub(others.documents),
            bytes: self.bytes.saturating_sub(others.bytes),
            entries: self.entries.saturating_sub(others.entries),
            passages: self.passages.saturating_sub(others.passages),
        }
    }
}

impl Verdict {
    /// Judges by the findings, and by whether anything is left unknown. Nothing checked is never
    /// `Intact`.
    pub(crate) fn of(findings: &Findings, checked: Counts, unknown: Counts) -> Self {
        if findings.count(Severity::Damage) > 0 {
            Self::Damaged
        } else if findings.count(Severity::Gap) > 0
            || unknown != Counts::default()
            || checked.entries == 0
        {
            Self::Incomplete
        } else {
            Self::Intact
        }
    }
}

fn text<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

fn optional_text<S: Serializer>(
    value: &Option<ArchiveId>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

fn base64<S: Serializer>(root: &Sha256Digest, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64.encode(root.as_bytes()))
}

fn fingerprint<S: Serializer>(key: &PublicKey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&key.fingerprint())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn nothing_checked_is_not_intact() {
        let none = Counts::default();
        let some = Counts { documents: 1, bytes: 2, entries: 3, passages: 4 };
        let verdict = |code: Option<Code>, checked, unknown| {
            let mut findings = Findings::default();
            findings.extend(code.map(|code| Finding::new(code, "archive", "")));
            Verdict::of(&findings, checked, unknown)
        };
        assert_eq!(verdict(None, none, none), Verdict::Incomplete);
        assert_eq!(verdict(None, some, none), Verdict::Intact);
        assert_eq!(verdict(None, some, some), Verdict::Incomplete);
        assert_eq!(verdict(Some(Code::V034), some, none), Verdict::Intact);
        assert_eq!(verdict(Some(Code::V016), some, none), Verdict::Incomplete);
        assert_eq!(verdict(Some(Code::V012), some, some), Verdict::Damaged);
    }
}
