//! The order of entries: by clock, then log, then index, never by claimed time.

use crate::LogId;

/// Where an entry stands among all entries of all logs (archive-format.md, section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1 + the highest clock its writer had seen.
    pub clock: u64,
    /// The log it stands in.
    pub log: LogId,
    /// Its place in that log, from 0.
    pub index: u64,
}
