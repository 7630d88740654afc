//! Heads: the roots that the leaves give, against checkpoints in the file and from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64;
use vouchsafe_fixity::{Checkpoint, Frontier, Leaf};
use vouchsafe_model::Sha256Digest;

use crate::{
    Code, Finding, KnownHead,
    audit::Audit,
    container::Identity,
    effect::{Claims, InEffect, in_effect},
    entries::Ledger,
    format::EntryRow,
    logs::{Log, Logs},
    report::Head,
};

/// The roots of logs at the sizes that anything speaks of.
#[derive(Debug, Default)]
pub(crate) struct Roots(BTreeMap<(i64, u64), Sha256Digest>);

impl Roots {
    /// Computes the roots at every size that a checkpoint, an acceptance, a continuation, a
    /// time-stamp or a known head names; one pass over the leaves.
    pub fn of(logs: &Logs, ledger: &Ledger, known: &[KnownHead]) -> Self {
        let mut wanted: BTreeMap<i64, BTreeSet<u64>> = BTreeMap::new();
        let mut want = |log: Option<i64>, size: u64| {
            if let Some(log) = log {
                wanted.entry(log).or_default().insert(size);
            }
        };
        for log in logs.iter() {
            want(Some(log.number), log.size());
            if let Some(head) = log.continues() {
                want(logs.number(head.log), head.size);
            }
        }
        for (_, head) in &ledger.accepted {
            want(logs.number(head.log), head.size);
        }
        for (_, note) in &ledger.timestamps {
            if let Ok(head) = Checkpoint::parse(note) {
                want(logs.number(head.log), head.size);
            }
        }
        for head in known {
            want(logs.number(head.checkpoint.log), head.checkpoint.size);
        }
        let mut roots = BTreeMap::new();
        for (number, sizes) in wanted {
            let Some(log) = logs.get(number) else { continue };
            for (size, root) in roots_at(&log.leaves, &sizes) {
                roots.insert((number, size), root);
            }
        }
        Self(roots)
    }

    /// Returns a log's root at a size; `None` if not all entries before it could be read.
    pub fn at(&self, log: i64, size: u64) -> Option<Sha256Digest> {
        self.0.get(&(log, size)).copied()
    }
}

/// Returns the roots of the trees over the first leaves, for each size that there are leaves for.
fn roots_at(leaves: &[Leaf], sizes: &BTreeSet<u64>) -> Vec<(u64, Sha256Digest)> {
    let mut tree = Frontier::default();
    let mut leaves = leaves.iter();
    let mut roots = Vec::new();
    for &size in sizes {
        while tree.size() < size {
            match leaves.next() {
                Some(leaf) => tree.push(*leaf),
                None => return roots,
            }
        }
        roots.push((size, tree.root()));
    }
    roots
}

/// Checks that each log's leaves give the root of its checkpoint. Returns the heads shown good.
pub(crate) fn check_roots(audit: &mut Audit<'_>, logs: &Logs, roots: &Roots) -> Vec<Head> {
    let mut good = Vec::new();
    let (mut checked, mut failed) = (0, 0);
    for log in logs.iter() {
        let Some(head) = log.head else { continue };
        let record = format!("log {}", log.id);
        match roots.at(log.number, head.size) {
            Some(root) if root == head.root => {
                checked += 1;
                if log.head_is_sound {
                    good.push(Head { log: log.id, size: head.size, root, public_key: log.key });
                }
            }
            Some(root) => {
                checked += 1;
                failed += 1;
                let detail = "its leaves do not give the root of its checkpoint";
                let finding = Finding::new(Code::V020, record, detail);
                audit.findings.add(finding.compared(base64(head.root), base64(root)));
            }
            None => audit.not_checked.push(format!("the root of {record}: entries are missing")),
        }
    }
    audit.pass("roots of logs", checked, failed);
    good
}

/// Compares the file with the heads known from elsewhere. Returns how many could be compared.
pub(crate) fn check_known(
    audit: &mut Audit<'_>,
    logs: &Logs,
    roots: &Roots,
    identity: Identity,
) -> u64 {
    let known = audit.request.known_heads;
    let mut compared = 0;
    for head in known {
        match compare(head, logs, roots, identity) {
            Some(finding) => {
                compared += 1;
                audit.findings.extend(finding);
            }
            None => audit.not_checked.push(format!(
                "the head of log {} from {}: entries are missing",
                head.checkpoint.log, head.origin
            )),
        }
    }
    if compared == 0 {
        let detail = "no head from elsewhere was compared";
        audit.findings.add(Finding::new(Code::V034, "archive", detail));
    }
    audit.pass("heads known from elsewhere", compared, 0);
    compared
}

/// Compares one head: `None` if it cannot be, `Some(None)` if the file extends it.
fn compare(
    known: &KnownHead,
    logs: &Logs,
    roots: &Roots,
    identity: Identity,
) -> Option<Option<Finding>> {
    let KnownHead { checkpoint: head, origin } = known;
    let record = format!("log {}", head.log);
    let of = |code, detail: String| Some(Some(Finding::new(code, &record, detail)));
    if identity.archive.is_some_and(|archive| archive != head.archive) {
        return of(Code::V031, format!("the head from {origin} is of another archive"));
    }
    let Some(log) = logs.by_id(head.log) else {
        if identity.founding_log == Some(head.log) {
            return of(Code::V031, format!("the log is gone that has the head from {origin}"));
        }
        return of(Code::V030, format!("the file does not have the log of the head from {origin}"));
    };
    if let Some(found) = log.head.filter(|found| found.size < head.size) {
        let detail = format!("the log is shorter than the head from {origin}");
        let finding = Finding::new(Code::V030, &record, detail);
        return Some(Some(
            finding.compared(format!("{} entries", head.size), format!("{} entries", found.size)),
        ));
    }
    let root = roots.at(log.number, head.size)?;
    if root == head.root {
        return Some(None);
    }
    let detail = format!("at size {} it has another root than the head from {origin}", head.size);
    let finding = Finding::new(Code::V031, &record, detail);
    Some(Some(finding.compared(base64(head.root), base64(root))))
}

/// Finds the logs in effect, and reports those that are not, or only by their own word.
pub(crate) fn check_effect(
    audit: &mut Audit<'_>,
    logs: &Logs,
    ledger: &Ledger,
    roots: &Roots,
    identity: Identity,
) -> InEffect {
    let mut claims = Claims::default();
    for log in logs.iter() {
        claims.sizes.insert(log.number, log.size());
        claims.numbers.insert(log.id, log.number);
        if let Some(head) = log.continues() {
            claims.continues.insert(log.number, head.clone());
        }
    }
    for (row, head) in &ledger.accepted {
        let of_log = claims.accepted.entry(row.log_number()).or_default();
        of_log.push((row.index(), head.clone()));
    }
    let founding = identity.founding_log.and_then(|id| logs.number(id));
    let effect = in_effect(&claims, founding, |log, size| roots.at(log, size));
    let mut failed = 0;
    for log in logs.iter() {
        let counts = effect.size(log.number);
        let record = format!("log {}", log.id);
        if let Some(from) = effect.self_stated(log.number) {
            let detail = format!("it goes on from log {from} by {}", log.key.fingerprint());
            audit.findings.add(Finding::new(Code::V033, &record, detail));
        }
        if counts == 0 || counts < log.size().min(log.leaves.len() as u64) {
            failed += 1;
            let detail = match (counts, log.continues()) {
                (0, Some(_)) => "no log in effect accepts it, nor had the head it goes on from",
                (0, None) => "no log in effect accepts it, and it continues none",
                _ => "its later entries are not accepted by a log in effect",
            };
            let finding = Finding::new(Code::V032, &record, detail);
            let has = format!("{} entries", log.leaves.len());
            audit.findings.add(finding.compared(has, format!("{counts} in effect")));
        }
    }
    audit.pass("logs in effect", logs.iter().count() as u64, failed);
    effect
}

/// Checks the checkpoints that time-stamping authorities saw.
pub(crate) fn check_timestamps(
    audit: &mut Audit<'_>,
    logs: &Logs,
    ledger: &Ledger,
    roots: &Roots,
    effect: &InEffect,
) {
    let (mut checked, mut failed) = (0, 0);
    for (row, note) in ledger.timestamps.iter().filter(|(row, _)| effect.holds(*row)) {
        checked += 1;
        if let Err(detail) = is_of_the_file(note, *row, logs, roots) {
            failed += 1;
            audit.findings.add(Finding::new(Code::V035, logs.name(*row), detail));
        }
    }
    audit.pass("time-stamped checkpoints", checked, failed);
}

fn is_of_the_file(note: &str, row: EntryRow, logs: &Logs, roots: &Roots) -> Result<(), String> {
    let head = Checkpoint::parse(note).map_err(|error| format!("its checkpoint: {error}"))?;
    let own = logs.get(row.log_number()).and_then(|log| log.head);
    if own.is_some_and(|own| own.archive != head.archive) {
        return Err("its checkpoint is of another archive".to_owned());
    }
    let log: &Log =
        logs.by_id(head.log).ok_or_else(|| format!("the file has no log {}", head.log))?;
    let root = roots
        .at(log.number, head.size)
        .ok_or_else(|| format!("log {} has no {} entries", log.id, head.size))?;
    if root != head.root {
        let [expected, found] = [head.root, root].map(base64);
        return Err(format!("at size {} the log has the root {found}, not {expected}", head.size));
    }
    if head.is_signed_by(note, &log.key) {
        Ok(())
    } else {
        Err(format!("its checkpoint is not signed by {}", log.key.fingerprint()))
    }
}

fn base64(root: Sha256Digest) -> String {
    BASE64.encode(root.as_bytes())
}

#[cfg(test)]
mod tests {
    use vouchsafe_fixity::sha256;

    use super::*;

    #[test]
    fn roots_are_given_for_sizes_that_have_leaves() {
        let leaves: Vec<Leaf> = (0..5).map(|index| sha256(&[index])).collect();
        let roots = roots_at(&leaves, &BTreeSet::from([0, 1, 5, 6]));
        let sizes: Vec<u64> = roots.iter().map(|(size, _)| *size).collect();
        assert_eq!(sizes, [0, 1, 5]);
        assert_eq!(roots[0].1, sha256(b""));
        assert_eq!(roots[1].1, leaves[0]);
    }
}
