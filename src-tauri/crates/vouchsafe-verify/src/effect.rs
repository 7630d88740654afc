//! Which logs are in effect, and how far (section 4.2). Pure.

use std::collections::{BTreeMap, HashMap};

use vouchsafe_model::{Continues, LogId, Sha256Digest};

use crate::format::EntryRow;

/// What decides about logs: what they accept, and what they go on from.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// Per log: how many entries it has in full.
    pub sizes: BTreeMap<i64, u64>,
    /// Per log: the heads its entries accept, by index, in order.
    pub accepted: BTreeMap<i64, Vec<(u64, Continues)>>,
    /// Per log: the head it says it goes on from.
    pub continues: BTreeMap<i64, Continues>,
    /// The numbers of the logs.
    pub numbers: HashMap<LogId, i64>,
}

/// The logs in effect.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct InEffect {
    /// Per log: how many of its entries count.
    sizes: BTreeMap<i64, u64>,
    /// The logs that count in full only because they say they go on from another.
    self_stated: BTreeMap<i64, LogId>,
}

impl InEffect {
    /// Returns whether an entry counts.
    pub fn holds(&self, row: EntryRow) -> bool {
        row.index() < self.size(row.log_number())
    }

    /// Returns how many entries of a log count; 0 if it is not in effect.
    pub fn size(&self, log: i64) -> u64 {
        self.sizes.get(&log).copied().unwrap_or(0)
    }

    /// Returns which log this one goes on from, if that alone puts it in effect.
    pub fn self_stated(&self, log: i64) -> Option<LogId> {
        self.self_stated.get(&log).copied()
    }

    #[cfg(test)]
    pub fn all_of(log: i64) -> Self {
        Self { sizes: BTreeMap::from([(log, u64::MAX)]), self_stated: BTreeMap::new() }
    }
}

/// Finds the logs in effect, from the founding log on. `root` gives the root that a log has at a
/// size, if it can be known. Ends for any claims: every one of them is looked at once.
pub(crate) fn in_effect(
    claims: &Claims,
    founding: Option<i64>,
    root: impl Fn(i64, u64) -> Option<Sha256Digest>,
) -> InEffect {
    let mut effect = InEffect::default();
    let mut continued_by: BTreeMap<i64, Vec<(i64, &Continues)>> = BTreeMap::new();
    for (log, head) in &claims.continues {
        if let Some(continued) = claims.numbers.get(&head.log) {
            continued_by.entry(*continued).or_default().push((*log, head));
        }
    }
    let full = |log: i64| claims.sizes.get(&log).copied().unwrap_or(0);
    let mut queue = Vec::new();
    // How many of a log's acceptances were looked at.
    let mut looked_at: BTreeMap<i64, usize> = BTreeMap::new();
    if let Some(log) = founding.filter(|log| claims.sizes.contains_key(log)) {
        effect.sizes.insert(log, full(log));
        queue.push(log);
    }
    while let Some(log) = queue.pop() {
        let size = effect.size(log);
        let accepted = claims.accepted.get(&log).map_or(&[][..], Vec::as_slice);
        let start = looked_at.get(&log).copied().unwrap_or(0);
        let end = accepted.partition_point(|(index, _)| *index < size).max(start);
        looked_at.insert(log, end);
        let new = accepted.get(start..end).unwrap_or_default().iter().filter_map(|(_, head)| {
            let other = claims.numbers.get(&head.log).copied()?;
            (root(other, head.size) == Some(head.root)).then_some((other, head.size))
        });
        let new: Vec<(i64, u64)> = new.collect();
        let continued = continued_by.remove(&log).unwrap_or_default().into_iter();
        let going_on = continued.filter_map(|(other, head)| {
            let goes_on = head.size > 0
                && root(log, head.size) == Some(head.root)
                && effect.size(other) < full(other);
            goes_on.then_some((other, full(other), head.log))
        });
        let going_on: Vec<(i64, u64, LogId)> = going_on.collect();
        for (other, size) in new {
            if effect.size(other) < size {
                effect.sizes.insert(other, size);
                queue.push(other);
            }
        }
        for (other, size, from) in going_on {
            if effect.size(other) < size {
                effect.sizes.insert(other, size);
                queue.push(other);
                effect.self_stated.insert(other, from);
            }
        }
    }
    // A log accepted in full after all is not self-stated any more.
    let InEffect { sizes, self_stated } = &mut effect;
    let accepted = claims.accepted.iter().flat_map(|(log, heads)| {
        let size = sizes.get(log).copied().unwrap_or(0);
        heads.iter().filter(move |(index, _)| *index < size).map(|(_, head)| head)
    });
    for head in accepted {
        if let Some(log) = claims.numbers.get(&head.log)
            && head.size >= full(*log)
            && root(*log, head.size) == Some(head.root)
        {
            self_stated.remove(log);
        }
    }
    effect
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(log: i64, size: u64) -> Sha256Digest {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&log.to_le_bytes());
        bytes[8..16].copy_from_slice(&size.to_le_bytes());
        Sha256Digest::from_bytes(bytes)
    }

    fn id(log: i64) -> LogId {
        LogId::from_bytes([u8::try_from(log).unwrap(); 16])
    }

    fn head(log: i64, size: u64) -> Continues {
        Continues { log: id(log), size, root: digest(log, size) }
    }

    /// Logs 1 to 4 with ten entries each; `accepted` are (in log, at index, log, size).
    fn effect(accepted: &[(i64, u64, i64, u64)], continues: &[(i64, Continues)]) -> [u64; 4] {
        let mut claims = Claims::default();
        for log in 1..=4 {
            claims.sizes.insert(log, 10);
            claims.numbers.insert(id(log), log);
        }
        for &(in_log, index, log, size) in accepted {
            claims.accepted.entry(in_log).or_default().push((index, head(log, size)));
        }
        claims.continues = continues.iter().cloned().collect();
        let known = |log, size| (size <= 10).then(|| digest(log, size));
        let effect = in_effect(&claims, Some(1), known);
        [1, 2, 3, 4].map(|log| effect.size(log))
    }

    #[test]
    fn only_the_founding_log_counts_by_itself() {
        assert_eq!(effect(&[], &[]), [10, 0, 0, 0]);
    }

    #[test]
    fn acceptance_reaches_as_far_as_it_says_and_through_others() {
        assert_eq!(effect(&[(1, 3, 2, 5)], &[]), [10, 5, 0, 0]);
        assert_eq!(effect(&[(1, 3, 2, 5), (2, 4, 3, 7), (2, 5, 4, 7)], &[]), [10, 5, 7, 0]);
        // The same log later accepted further brings what stands there too.
        assert_eq!(
            effect(&[(1, 3, 2, 5), (1, 4, 2, 6), (2, 4, 3, 7), (2, 5, 4, 7)], &[]),
            [10, 6, 7, 7]
        );
    }

    #[test]
    fn a_continuation_counts_in_full_if_its_head_was_there() {
        assert_eq!(effect(&[], &[(2, head(1, 4)), (3, head(2, 10))]), [10, 10, 10, 0]);
        let wrong = Continues { root: digest(9, 9), ..head(1, 4) };
        assert_eq!(effect(&[], &[(2, wrong)]), [10, 0, 0, 0]);
        assert_eq!(effect(&[], &[(2, head(1, 11))]), [10, 0, 0, 0]);
    }

    #[test]
    fn cycles_end_and_lift_nobody() {
        assert_eq!(effect(&[(2, 0, 3, 9), (3, 0, 2, 9)], &[(4, head(4, 3))]), [10, 0, 0, 0]);
        assert_eq!(effect(&[], &[(2, head(3, 5)), (3, head(2, 5))]), [10, 0, 0, 0]);
        assert_eq!(effect(&[(1, 0, 2, 3), (2, 1, 1, 10)], &[]), [10, 3, 0, 0]);
    }

    #[test]
    fn a_log_accepted_in_full_is_not_self_stated() {
        let mut claims = Claims::default();
        for log in 1..=2 {
            claims.sizes.insert(log, 10);
            claims.numbers.insert(id(log), log);
        }
        claims.continues.insert(2, head(1, 4));
        let known = |log, size| Some(digest(log, size));
        assert_eq!(in_effect(&claims, Some(1), known).self_stated(2), Some(id(1)));
        claims.accepted.insert(1, vec![(9, head(2, 10))]);
        assert_eq!(in_effect(&claims, Some(1), known).self_stated(2), None);
    }
}
