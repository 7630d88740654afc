//! The codes of findings: how grave each is, what it means, and what to do.
//!
//! The list is that of the format document, section 7; a test compares the two.

use std::fmt;

use serde::{Serialize, Serializer};
use ts_rs::TS;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something worth knowing; it changes nothing.
    Note,
    /// Something could not be checked; the verdict is at best `incomplete`.
    Gap,
    /// Something is not as it was recorded; the verdict is `damaged`.
    Damage,
}

macro_rules! codes {
    ($($code:ident $severity:ident $what:literal $advice:literal;)+) => {
        /// What was found, as a stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $what] $code,)+
        }

        impl Code {
            /// All codes, in their order.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// Returns the code as it is written: `V001`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)+ }
            }

            /// Returns how grave it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)+ }
            }

            /// Returns what it means, in a sentence of the format document.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$code => $what,)+ }
            }

            /// Returns what a person can do, in plain words.
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$code => $advice,)+ }
            }
        }
    };
}

codes! {
    V001 Damage
        "SQLite reports a malformed structure, or a page that cannot be read or (encrypted) fails \
        its MAC"
        "Check the disk, and make a copy of the file before anything else. Put back what is \
        damaged with `vouchsafe repair --from COPY`.";
    V002 Damage
        "the schema is not that of this document"
        "Another program changed the file, or it is damaged. Compare it with a copy; do not write \
        to it.";
    V003 Damage
        "`application_id`, `user_version` or `meta` is not as section 2 says"
        "Another program changed the file, or it is damaged. Compare it with a copy; do not write \
        to it.";
    V004 Damage
        "a `log` row and its `log.opened` differ, or one lacks the other"
        "Somebody changed what the file says of a log, or it is damaged. Compare it with a copy.";
    V010 Damage
        "an entry is missing: a gap in the indexes, or fewer than the checkpoint counts"
        "Entries were taken out, or lost with the disk. Go on from a copy that has them.";
    V011 Damage
        "an entry is not well formed (section 3)"
        "The entry was changed or damaged. Compare it with a copy.";
    V012 Damage
        "an entry's lines do not give its leaf: it was changed"
        "The entry was changed after it was recorded. Compare it with a copy, and ask who had the \
        file.";
    V013 Damage
        "an entry stands beyond its log's checkpoint"
        "The entry was added without the log's key. Do not rely on it; compare the file with a \
        copy.";
    V014 Damage
        "a clock does not increase"
        "The log was put together out of order. Compare it with a copy.";
    V015 Damage
        "a line is withheld and no purge in effect names it, or a purged line is still there"
        "Something was hidden without saying so, or a purge was not carried out. Compare the file \
        with a copy.";
    V016 Gap
        "an entry of a type this program does not know"
        "A newer version of Vouchsafe wrote it. Verify with that version.";
    V020 Damage
        "a log's leaves do not give the root of its checkpoint"
        "Entries were changed, swapped or replaced. Compare the file with a copy.";
    V021 Damage
        "a checkpoint's signature does not verify under the log's key"
        "The log's head was not signed by its key: the history may have been rewritten. Compare \
        the file with a copy.";
    V022 Damage
        "a checkpoint is missing or malformed, or its frontier does not give its root"
        "The log's head is damaged or was removed. Compare the file with a copy.";
    V030 Gap
        "the file is older than a head known from elsewhere: an old copy"
        "Find the newer copy. If this is a backup you mean to go on from, say so when opening it.";
    V031 Damage
        "the file does not extend a head known from elsewhere: it was rewritten, or its log \
        forked"
        "The history in this file is not the one that was seen before. Keep both files, and ask \
        who had this one.";
    V032 Gap
        "a log, or a part of one, is not in effect"
        "Read what the log says, and accept it if you trust who wrote it.";
    V033 Note
        "a log continues another by a self-stated key"
        "If you know who went on with this archive, compare the key's fingerprint with them.";
    V034 Note
        "no head from elsewhere was compared: the age of this archive is not provable"
        "Keep a checkpoint outside the file (`vouchsafe checkpoint`), or have it time-stamped.";
    V035 Damage
        "a checkpoint in a `timestamp` entry is not of this log"
        "The time-stamp speaks of another history than this file holds. Compare it with a copy.";
    V040 Damage
        "a record or field that the log has is missing in the catalogue"
        "The log is what counts: rebuild the catalogue from it by opening the archive with \
        Vouchsafe.";
    V041 Damage
        "the catalogue has a record or field that the log has not"
        "The log is what counts: rebuild the catalogue from it by opening the archive with \
        Vouchsafe.";
    V042 Damage
        "a field's value in the catalogue is not the log's"
        "The log is what counts: rebuild the catalogue from it by opening the archive with \
        Vouchsafe.";
    V043 Gap
        "the catalogue is of another version, and was not compared"
        "Open the archive for writing with this version, which rebuilds its catalogue, or verify \
        with the version that wrote it.";
    V050 Damage
        "a content that an entry commits has no row, or a row has no entry"
        "Put the content back with `vouchsafe repair --from COPY`.";
    V051 Damage
        "a content's row differs from its entry"
        "Put the content back with `vouchsafe repair --from COPY`.";
    V052 Damage
        "a content's bytes differ from its digest; the chunks are named"
        "Do not rely on these bytes. Put them back with `vouchsafe repair --from COPY`.";
    V053 Damage
        "a chunk is missing, of the wrong length, or too many"
        "Put the content back with `vouchsafe repair --from COPY`.";
    V054 Damage
        "a content's list of chunk digests differs from its entry"
        "Put the content back with `vouchsafe repair --from COPY`.";
    V055 Note
        "a content was purged, by the entry named"
        "Nothing needs to be done: the log says who purged it and why.";
    V056 Damage
        "a purged content's bytes are still there, or a content is marked purged and no purge in \
        effect names it"
        "If it was meant to be purged, purge it again; if not, put it back with `vouchsafe repair \
        --from COPY`.";
    V057 Damage
        "a chunk belongs to no content"
        "Bytes stand in the file that no entry speaks of. Compare it with a copy.";
    V060 Damage
        "a `purge` row has no entry, or an entry has no row"
        "A purge was not carried out, or is claimed without an entry. Compare the file with a \
        copy.";
    V070 Damage
        "a passage's words do not stand where it says in its rendition's text"
        "Whoever wrote the passage quoted another text, or other words. Look at the document, and \
        mark the place again.";
    V071 Note
        "a passage's text was purged; its words cannot be compared"
        "Nothing needs to be done: the words stand in the log, and the text was purged on purpose.";
    V090 Gap
        "something was not checked, because it was not asked for or the run was cancelled"
        "Run `vouchsafe verify` in full.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::DOCUMENT;

    #[test]
    fn the_codes_are_those_of_the_format_document() {
        let rows = DOCUMENT.lines().filter_map(|line| {
            let cells: Vec<&str> = line.split(" | ").collect();
            let [code, severity, what] = cells[..] else { return None };
            let code = code.strip_prefix("| V")?;
            Some(format!("V{code} {severity} {}", what.strip_suffix(" |")?))
        });
        let ours = Code::ALL.iter().map(|code| {
            let severity = format!("{:?}", code.severity()).to_lowercase();
            format!("{code} {severity} {}", code.meaning())
        });
        assert_eq!(rows.collect::<Vec<_>>(), ours.collect::<Vec<_>>());
    }
}
