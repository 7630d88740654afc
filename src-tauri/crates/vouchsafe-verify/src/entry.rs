//! One entry, audited by itself: its form and its leaf. Where it stands is `entries`'s.

use rusqlite::Row;
use vouchsafe_fixity::{Commitment, Leaf, Salt, Seed, leaf_of_lines, sha256};
use vouchsafe_model::{Body, ENTRY_BYTES_MAX, Entry, EntryError, Lines, Sha256Digest};

use crate::{
    Code, Error,
    column::{Column, Fault},
    file::ArchiveFile,
    format::{EntryRow, UNPURGEABLE},
    scan::{RowSource, connect},
};

/// How the table `entry` is read.
pub(crate) const ENTRIES: RowSource = RowSource {
    from: "SELECT id, text, leaf, seed, salts, withheld FROM entry WHERE id >= ?1 ORDER BY id",
    at: "SELECT id, text, leaf, seed, salts, withheld FROM entry WHERE id = ?1",
};

/// A row of the table `entry`, as it is there.
pub(crate) struct RawEntry {
    pub row: EntryRow,
    text: Result<Vec<u8>, Fault>,
    leaf: Result<Leaf, Fault>,
    seal: Result<Seal, Fault>,
}

/// Where the salts of an entry's lines come from.
enum Seal {
    Whole(Seed),
    Purged { salts: Vec<Salt>, withheld: Vec<Commitment> },
}

/// What an audit says of an entry.
pub(crate) struct Audited {
    pub row: EntryRow,
    /// The leaf that counts in the log's tree: as the row has it, or else as the lines give it.
    pub leaf: Option<Leaf>,
    /// The entry, if its text can be read; also if it was changed.
    pub entry: Option<Entry>,
    /// How many lines are withheld.
    pub withheld: usize,
    pub faults: Vec<EntryFault>,
}

/// What is wrong with an entry.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EntryFault {
    pub code: Code,
    pub detail: String,
    /// What was recorded and what is there, if they are digests.
    pub compared: Option<(Leaf, Leaf)>,
}

/// Reads an entry by itself, through a connection that met no bad page yet.
pub(crate) fn read_again(
    file: &ArchiveFile<'_>,
    row: EntryRow,
) -> Result<rusqlite::Result<RawEntry>, Error> {
    let connection = connect(file)?;
    Ok(connection.query_row(ENTRIES.at, [row.0], |found| Ok(RawEntry::take(found).0)))
}

impl RawEntry {
    /// Takes a row, and says how many bytes of it are kept.
    pub fn take(row: &Row<'_>) -> (Self, usize) {
        let text = Column(1, "text").text_bytes(row).and_then(|text| {
            if text.len() <= ENTRY_BYTES_MAX {
                Ok(text.to_owned())
            } else {
                Err(format!("its text has {} bytes, more than any entry", text.len()))
            }
        });
        let raw = Self {
            row: EntryRow(Column(0, "id").integer(row).unwrap_or(i64::MIN)),
            leaf: Column(2, "leaf").bytes(row).map(Sha256Digest::from_bytes),
            seal: Seal::take(row),
            text,
        };
        let weight = 256 + raw.text.as_ref().map_or(0, Vec::len);
        (raw, weight)
    }

    /// Checks form and leaf.
    pub fn audit(&self) -> Audited {
        let lines = self.lines();
        let mut audited = self.with_lines(lines.as_ref());
        let (Ok(text), Ok(seal)) = (&self.text, &self.seal) else { return audited };
        let leaf = match &lines {
            Ok(lines) => seal.leaf(lines),
            // Also of what is no entry: it says whether it was recorded so, or changed.
            Err(_) => seal.leaf_of_bytes(text),
        };
        match (leaf, audited.leaf) {
            (Some(found), Some(stored)) if found != stored => {
                let detail = "its lines do not give its leaf: text, salts or leaf were changed";
                audited.fault(Code::V012, detail.to_owned(), Some((stored, found)));
            }
            (None, _) => {
                let detail = "it has not as many salts as lines";
                audited.fault(Code::V012, detail.to_owned(), None);
            }
            (Some(found), None) => audited.leaf = Some(found),
            (Some(_), Some(_)) => {}
        }
        audited
    }

    /// Reads what the entry says, without hashing anything.
    pub fn read(&self) -> Audited {
        self.with_lines(self.lines().as_ref())
    }

    /// Returns the names of the lines that are there; none if the text cannot be read.
    pub fn names(&self) -> Vec<String> {
        let lines = self.lines().unwrap_or_default();
        lines.iter().map(|(name, _)| name.to_owned()).collect()
    }

    fn lines(&self) -> Result<Lines, Fault> {
        let text = self.text.as_ref().map_err(Clone::clone)?;
        let text = std::str::from_utf8(text).map_err(|error| format!("it is no text: {error}"))?;
        Lines::parse(text).map_err(|error| error.to_string())
    }

    fn with_lines(&self, lines: Result<&Lines, &Fault>) -> Audited {
        let leaf = self.leaf.as_ref().ok().copied();
        let mut audited =
            Audited { row: self.row, leaf, entry: None, withheld: 0, faults: Vec::new() };
        if let Err(fault) = &self.leaf {
            audited.fault(Code::V011, fault.clone(), None);
        }
        match &self.seal {
            Ok(Seal::Purged { withheld, .. }) => {
                audited.withheld = withheld.len();
                if !withheld.is_sorted_by(|one, next| one < next) {
                    let detail = "its withheld commitments are not in ascending order";
                    audited.fault(Code::V011, detail.to_owned(), None);
                }
            }
            Ok(Seal::Whole(_)) => {}
            Err(fault) => audited.fault(Code::V011, fault.clone(), None),
        }
        let entry = lines.map_err(Clone::clone).and_then(|lines| {
            Entry::read(lines, audited.withheld > 0).map_err(|error| said(&error))
        });
        match entry {
            Ok(entry) => audited.take_entry(entry),
            Err(fault) => audited.fault(Code::V011, fault, None),
        }
        audited
    }
}

impl Seal {
    fn take(row: &Row<'_>) -> Result<Self, Fault> {
        let seed = Column(3, "seed").optional_bytes::<32>(row)?;
        let salts = Column(4, "salts").optional_blob(row)?;
        let withheld = Column(5, "withheld").optional_blob(row)?;
        match (seed, salts, withheld) {
            (Some(seed), None, None) => {
                let seed = Seed::from_slice(&seed).ok_or("`seed` has not 32 bytes")?;
                Ok(Self::Whole(seed))
            }
            (None, Some(salts), Some(withheld)) => {
                let (salts, rest) = salts.as_chunks::<16>();
                let (withheld, more) = withheld.as_chunks::<32>();
                if !rest.is_empty() || !more.is_empty() {
                    return Err("`salts` or `withheld` has a piece of another length".to_owned());
                }
                Ok(Self::Purged { salts: salts.to_vec(), withheld: withheld.to_vec() })
            }
            _ => Err("it must have either `seed`, or `salts` and `withheld`".to_owned()),
        }
    }

    fn leaf(&self, lines: &Lines) -> Option<Leaf> {
        match self {
            Self::Whole(seed) => {
                let salts: Vec<Salt> = lines.iter().map(|(name, _)| seed.salt(name)).collect();
                leaf_of_lines(lines, &salts, &[])
            }
            Self::Purged { salts, withheld } => leaf_of_lines(lines, salts, withheld),
        }
    }

    /// Computes the leaf of a text that need not be an entry (section 3.3, by hand).
    fn leaf_of_bytes(&self, text: &[u8]) -> Option<Leaf> {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        let (salts, withheld) = match self {
            Self::Whole(seed) => {
                let salt = |line: &&[u8]| {
                    let name = line.split(|byte| *byte == b' ').next().unwrap_or_default();
                    seed.salt(&String::from_utf8_lossy(name))
                };
                (lines.iter().map(salt).collect::<Vec<Salt>>(), &[][..])
            }
            Self::Purged { salts, withheld } => (salts.clone(), withheld.as_slice()),
        };
        if salts.len() != lines.len() {
            return None;
        }
        let shown = salts.iter().zip(lines).map(|(salt, line)| sha256(&[salt, line].concat()));
        let mut commitments: Vec<Commitment> = shown.map(|digest| *digest.as_bytes()).collect();
        commitments.extend(withheld);
        commitments.sort_unstable();
        let mut data = b"\0vouchsafe-entry-v1\n".to_vec();
        data.extend(commitments.as_flattened());
        Some(sha256(&data))
    }
}

impl Audited {
    fn fault(&mut self, code: Code, detail: String, compared: Option<(Leaf, Leaf)>) {
        self.faults.push(EntryFault { code, detail, compared });
    }

    fn take_entry(&mut self, entry: Entry) {
        let opens = matches!(entry.body, Body::LogOpened(_));
        if opens && self.row.index() != 0 {
            let detail = "only the first entry of a log is of type `log.opened`";
            self.fault(Code::V011, detail.to_owned(), None);
            return;
        }
        if let Body::Purge(purge) = &entry.body
            && let Some(field) = purge.fields.iter().find(|field| is_unpurgeable(&field.line))
        {
            let detail = format!("it purges a line `{}`, which no purge may take", field.line);
            self.fault(Code::V011, detail, None);
            return;
        }
        if let Body::Unknown(kind) = &entry.body {
            let detail = format!("it is of type `{kind}`, which this program does not know");
            self.fault(Code::V016, detail, None);
        }
        self.entry = Some(entry);
    }
}

fn is_unpurgeable(line: &str) -> bool {
    UNPURGEABLE.contains(&line)
}

/// Returns an error with its cause, which alone says what is wrong.
fn said(error: &EntryError) -> String {
    match error {
        EntryError::Lines(cause) => cause.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "type \"event\"\nclock 2\nact \"01010101010101010101010101010101\"\n\
        agent \"02020202020202020202020202020202\"\ntime \"2019-11-14T09:00:00.000Z\"\n\
        event \"replication\"\noutcome \"success\"\ndetail {}\n";

    fn raw(text: &str) -> RawEntry {
        let seed = Seed::from_slice(&[7; 32]).unwrap();
        let seal = Seal::Whole(seed);
        let leaf = seal.leaf(&Lines::parse(TEXT).unwrap()).unwrap();
        let row = EntryRow::new(1, 1).unwrap();
        RawEntry { row, text: Ok(text.into()), leaf: Ok(leaf), seal: Ok(seal) }
    }

    fn codes(raw: &RawEntry) -> Vec<Code> {
        raw.audit().faults.into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn an_entry_as_recorded_has_no_fault() {
        assert_eq!(codes(&raw(TEXT)), []);
    }

    #[test]
    fn a_changed_line_is_v012_and_still_read() {
        let audited = raw(&TEXT.replace("success", "failure")).audit();
        assert_eq!(audited.faults.len(), 1);
        assert_eq!(audited.faults[0].code, Code::V012);
        assert!(audited.entry.is_some());
    }

    #[test]
    fn what_is_not_an_entry_is_v011() {
        assert_eq!(codes(&raw("")), [Code::V011, Code::V012]);
        assert_eq!(codes(&raw(TEXT.trim_end())), [Code::V011]);
        assert_eq!(codes(&raw(&TEXT.replace("clock 2\n", ""))), [Code::V011, Code::V012]);
        let no_seal = RawEntry { seal: Err("no".to_owned()), ..raw(TEXT) };
        assert_eq!(codes(&no_seal), [Code::V011]);
    }

    #[test]
    fn an_unknown_type_is_a_gap() {
        let text = TEXT.replace("event", "poem");
        let found = codes(&raw(&text));
        assert_eq!(found, [Code::V016, Code::V012]);
    }

    #[test]
    fn a_purged_line_keeps_the_leaf() {
        let whole = raw(TEXT);
        let lines = Lines::parse(TEXT).unwrap();
        let seed = Seed::from_slice(&[7; 32]).unwrap();
        let gone = lines.iter().find(|(name, _)| *name == "outcome").unwrap();
        let withheld = vec![vouchsafe_fixity::commitment(&seed.salt("outcome"), gone.1)];
        let kept = lines.without(&["outcome"]);
        let salts = kept.iter().map(|(name, _)| seed.salt(name)).collect();
        let text = Ok(kept.text().into());
        let purged = RawEntry { text, seal: Ok(Seal::Purged { salts, withheld }), ..whole };
        assert_eq!(codes(&purged), []);
        assert_eq!(purged.audit().withheld, 1);
    }
}
