//! Contents: their rows against the entries that commit them. Their bytes are `chunks`'s.

use rusqlite::Row;
use vouchsafe_fixity::sha256;
use vouchsafe_model::{Content, ContentId, Sha256Digest};

use crate::{
    Code, Error, Finding, Stage,
    audit::Audit,
    column::{Column, Fault},
    effect::InEffect,
    format::{ChunkRow, EntryRow},
    logs::Logs,
    purges::PurgedContents,
    scan::{BatchSize, RowSource, Scan},
    schema::Tables,
};

const CONTENTS: RowSource = RowSource {
    from: "SELECT number, id, state, sha256, size_bytes, chunk_size_bytes, chunk_digests
        FROM content WHERE number >= ?1 ORDER BY number",
    at: "SELECT number, id, state, sha256, size_bytes, chunk_size_bytes, chunk_digests
        FROM content WHERE number = ?1",
};

const CONTENT_BATCH: BatchSize = BatchSize { rows: 4_096, bytes: usize::MAX };

/// A content as an entry in effect commits it, and what became of it.
#[derive(Debug)]
pub(crate) struct Committed {
    pub id: ContentId,
    /// The entry.
    pub entry: EntryRow,
    pub sha256: Option<Sha256Digest>,
    pub size_bytes: Option<u64>,
    pub chunk_size_bytes: Option<u64>,
    list_sha256: Option<Sha256Digest>,
    /// The number of its row, if there is one.
    pub number: Option<i64>,
    /// Whether its row, its list of chunk digests or its entry is not as it must be.
    pub is_faulty: bool,
    /// Whether the list of chunk digests is the one committed, so that it can locate damage.
    pub list_is_good: bool,
    pub fate: Fate,
}

/// What is known of a content's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They were not read.
    Unread,
    /// They were read now, and are those committed.
    Good,
    /// They are not those committed, or not there.
    Bad,
    /// An interrupted run read them and found them good.
    ReadBefore,
    /// They were purged, and need not be there.
    Purged,
}

/// A row of the table `content`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    pub number: i64,
    pub id: ContentId,
    pub state: State,
    /// Where it stands in `Contents::committed`, if an entry commits it.
    pub committed: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Staged,
    Held,
    Purged,
}

/// All contents.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// By id.
    pub committed: Vec<Committed>,
    /// By number.
    pub slots: Vec<Slot>,
    /// The numbers of rows that cannot be read or understood, first and last, in rising order; a
    /// range of all numbers may stand before the others.
    unreadable: Vec<(i64, i64)>,
    /// Whether the table was read to its end.
    pub is_complete: bool,
}

struct ContentRow {
    number: i64,
    says: Result<Figures, Fault>,
}

/// What a row says of its content.
struct Figures {
    id: ContentId,
    state: State,
    sha256: Option<Sha256Digest>,
    size_bytes: Option<u64>,
    chunk_size_bytes: u64,
    list_sha256: Option<Sha256Digest>,
    list_bytes: u64,
}

impl Contents {
    /// Takes the contents that entries in effect commit. Two entries for one content are reported.
    pub fn committed_by(
        audit: &mut Audit<'_>,
        logs: &Logs,
        entries: Vec<(EntryRow, Content)>,
        effect: &InEffect,
    ) -> Self {
        let in_effect = entries.into_iter().filter(|(row, _)| effect.holds(*row));
        let mut committed: Vec<Committed> =
            in_effect.map(|(row, content)| Committed::by(row, &content)).collect();
        committed.sort_by_key(|content| (content.id, content.entry));
        committed.dedup_by(|later, first| {
            let is_repeated = later.id == first.id;
            if is_repeated {
                first.is_faulty = true;
                let detail = format!(
                    "two entries commit it: {} and {}",
                    logs.name(first.entry),
                    logs.name(later.entry)
                );
                let record = format!("content {}", first.id);
                audit.findings.add(Finding::new(Code::V050, record, detail));
            }
            is_repeated
        });
        Self { committed, ..Self::default() }
    }

    /// Returns the place of a content in `committed`.
    pub fn find(&self, id: ContentId) -> Option<usize> {
        self.committed.binary_search_by_key(&id, |content| content.id).ok()
    }

    /// Returns the number of a committed content's row.
    pub fn number(&self, id: ContentId) -> Option<i64> {
        self.committed.get(self.find(id)?)?.number
    }

    /// Returns the id of the content whose row has this number.
    pub fn id(&self, number: i64) -> Option<ContentId> {
        let place = self.slots.binary_search_by_key(&number, |slot| slot.number).ok()?;
        Some(self.slots.get(place)?.id)
    }

    /// Returns whether a row with this number may be there, although it could not be read.
    pub fn may_have(&self, number: i64) -> bool {
        let after = self.unreadable.partition_point(|(first, _)| *first <= number);
        let before = self.unreadable.get(..after).unwrap_or_default();
        let is_within = |range: Option<&(i64, i64)>| range.is_some_and(|(_, last)| *last >= number);
        !self.is_complete || is_within(before.last()) || is_within(before.first())
    }
}

impl Committed {
    pub fn by(entry: EntryRow, content: &Content) -> Self {
        Self {
            id: content.content,
            entry,
            sha256: content.sha256,
            size_bytes: content.size_bytes,
            chunk_size_bytes: content.chunk_size_bytes,
            list_sha256: content.chunk_list_sha256,
            number: None,
            is_faulty: false,
            list_is_good: false,
            fate: Fate::Unread,
        }
    }

    /// Returns how many chunks the content has; `None` where a purge took the figures.
    pub fn chunks(&self) -> Option<u64> {
        let (size, chunk_size) = self.size_bytes.zip(self.chunk_size_bytes)?;
        (chunk_size > 0).then(|| size.div_ceil(chunk_size))
    }

    fn check(&self, figures: &Figures) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut differ = |name: &str, expected: Option<String>, found: Option<String>| {
            let shown = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
            if expected != found {
                let detail = format!("`{name}` in its row is not what its entry says");
                let finding = Finding::new(Code::V051, format!("content {}", self.id), detail);
                findings.push(finding.compared(shown(expected), shown(found)));
            }
        };
        let text = |digest: Option<Sha256Digest>| digest.map(|digest| digest.to_string());
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        differ("sha256", text(self.sha256), text(figures.sha256));
        differ("size_bytes", number(self.size_bytes), number(figures.size_bytes));
        // No level of a purge takes the chunk size out of the row.
        if self.chunk_size_bytes.is_some() {
            let found = Some(figures.chunk_size_bytes);
            differ("chunk_size_bytes", number(self.chunk_size_bytes), number(found));
        }
        let list_bytes = self.chunks().and_then(|chunks| chunks.checked_mul(32));
        let has_length = self.list_sha256.is_none() || list_bytes == Some(figures.list_bytes);
        if self.list_sha256 != figures.list_sha256 || !has_length {
            let detail = if has_length {
                "the list of its chunks' digests is not the one its entry commits"
            } else {
                "the list of its chunks' digests has not one for each chunk"
            };
            let finding = Finding::new(Code::V054, format!("content {}", self.id), detail);
            let shown = |list| text(list).unwrap_or_else(|| "none".to_owned());
            findings.push(finding.compared(shown(self.list_sha256), shown(figures.list_sha256)));
        }
        findings
    }
}

impl ContentRow {
    fn take(row: &Row<'_>) -> Self {
        let says = || {
            let state = match Column(2, "state").text(row)? {
                "staged" => State::Staged,
                "held" => State::Held,
                "purged" => State::Purged,
                other => return Err(format!("its state is `{other}`")),
            };
            let unsigned = |number: i64| {
                u64::try_from(number).map_err(|_| format!("{number} is no number of bytes"))
            };
            let size_bytes = Column(4, "size_bytes").optional_integer(row)?;
            let list = Column(6, "chunk_digests").optional_blob(row)?;
            Ok(Figures {
                id: ContentId::from_bytes(Column(1, "id").bytes(row)?),
                state,
                sha256: Column(3, "sha256").optional_bytes(row)?.map(Sha256Digest::from_bytes),
                size_bytes: size_bytes.map(unsigned).transpose()?,
                chunk_size_bytes: unsigned(Column(5, "chunk_size_bytes").integer(row)?)?,
                list_sha256: list.map(sha256),
                list_bytes: list.map_or(0, <[u8]>::len) as u64,
            })
        };
        Self { number: Column(0, "number").integer(row).unwrap_or_default(), says: says() }
    }
}

/// Reads the rows of contents and compares them with their entries.
pub(crate) fn check_rows(
    audit: &mut Audit<'_>,
    tables: &Tables,
    contents: &mut Contents,
) -> Result<(), Error> {
    if !tables.has("content") {
        return Ok(());
    }
    let connection = audit.connect()?;
    let last = connection.query_row("SELECT max(number) FROM content", [], |row| row.get(0));
    // Where even this cannot be read, nothing can be searched for row by row.
    let last: Option<i64> = last.unwrap_or_default();
    let regions = last.map(|last| (1, last)).into_iter().collect();
    let mut scan = Scan::new(audit.file, CONTENTS, regions)?;
    let (mut checked, mut failed) = (0, 0);
    loop {
        audit.report(Stage::Contents, checked, contents.committed.len() as u64);
        if audit.is_cancelled() {
            return Ok(());
        }
        let batch = scan.batch(CONTENT_BATCH, &mut |row| (ContentRow::take(row), 0))?;
        audit.add_damaged("content", &batch.damaged, |rows| format!("content {rows}"));
        // Where the last number is not known, a row that cannot be read may have any.
        let any = (i64::MIN, i64::MAX);
        let damaged =
            batch.damaged.iter().map(|rows| last.map_or(any, |_| (rows.first, rows.last)));
        contents.unreadable.extend(damaged);
        for row in batch.rows {
            checked += 1;
            let findings = contents.take(row);
            failed += u64::from(!findings.is_empty());
            audit.findings.extend(findings);
        }
        if batch.is_last {
            break;
        }
    }
    contents.unreadable.sort_unstable();
    contents.is_complete = true;
    audit.pass("rows of contents", checked, failed);
    Ok(())
}

impl Contents {
    fn take(&mut self, row: ContentRow) -> Vec<Finding> {
        let number = row.number;
        let record = format!("content row {number}");
        let is_possible = number >= 1 && ChunkRow::new(number, 0).is_some();
        let figures = match row.says {
            Ok(figures) if is_possible => figures,
            says => {
                self.unreadable.push((number, number));
                let no_number = || "no content can have this number".to_owned();
                let fault = says.err().unwrap_or_else(no_number);
                return vec![Finding::new(Code::V051, record, fault)];
            }
        };
        let id = figures.id;
        let record = format!("content {id}");
        let place = self.find(id);
        self.slots.push(Slot { number, id, state: figures.state, committed: place });
        let Some(content) = place.and_then(|place| self.committed.get_mut(place)) else {
            let detail = "no entry in effect commits it";
            let is_promised = figures.state != State::Staged;
            return is_promised
                .then(|| Finding::new(Code::V050, record, detail))
                .into_iter()
                .collect();
        };
        if content.number.replace(number).is_some() {
            content.is_faulty = true;
            return vec![Finding::new(Code::V050, record, "two rows are of this content")];
        }
        let findings = if figures.state == State::Staged {
            let detail = "an entry says that it is held, and its row that it is being received";
            vec![Finding::new(Code::V051, record, detail)]
        } else {
            content.check(&figures)
        };
        content.list_is_good =
            content.list_sha256.is_some() && content.list_sha256 == figures.list_sha256;
        if content.chunk_size_bytes.is_none() {
            content.chunk_size_bytes = Some(figures.chunk_size_bytes);
        }
        content.is_faulty |= !findings.is_empty();
        findings
    }

    /// Settles which contents were purged, and reports those that have no row.
    pub fn settle(&mut self, audit: &mut Audit<'_>, logs: &Logs, purged: &PurgedContents) {
        for slot in &self.slots {
            let Some(content) = slot.committed.and_then(|place| self.committed.get_mut(place))
            else {
                continue;
            };
            let record = format!("content {}", slot.id);
            match (slot.state, purged.get(&slot.id)) {
                (State::Purged, Some(entry)) => {
                    content.fate = Fate::Purged;
                    let detail = format!("it was purged by {}", logs.name(*entry));
                    audit.findings.add(Finding::new(Code::V055, record, detail));
                }
                (State::Purged, None) => {
                    content.fate = Fate::Bad;
                    let detail = "it is marked as purged, and no purge in effect names it";
                    audit.findings.add(Finding::new(Code::V056, record, detail));
                }
                (State::Held | State::Staged, Some(entry)) => {
                    content.fate = Fate::Purged;
                    content.is_faulty = true;
                    let detail = format!("{} purged it, and it is still there", logs.name(*entry));
                    audit.findings.add(Finding::new(Code::V056, record, detail));
                }
                (State::Held, None) => {}
                (State::Staged, None) => content.fate = Fate::Bad,
            }
        }
        let absent = self.committed.iter_mut().filter(|content| content.number.is_none());
        for content in absent {
            if !self.is_complete {
                continue;
            }
            content.fate = Fate::Bad;
            let detail = if self.unreadable.is_empty() {
                format!("{} commits it, and it has no row", logs.name(content.entry))
            } else {
                let entry = logs.name(content.entry);
                format!("{entry} commits it, and no row that can be read is of it")
            };
            let record = format!("content {}", content.id);
            audit.findings.add(Finding::new(Code::V050, record, detail));
        }
    }
}
