//! Which passages quote a text, by the catalogue (section 6.1). Whether their words stand there is
//! `quotes`'s.
//!
//! An earlier stage compared the catalogue with the logs and reported what differs or cannot be
//! read, so none of that is reported here again.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use vouchsafe_fixity::sha256;
use vouchsafe_model::{Body, ContentId, Position, RecordId, Sha256Digest};

use crate::{
    Code, Error, Finding, Scope, Stage,
    audit::Audit,
    catalogue::{FieldRow, RecordRow, each_field, records},
    effect::InEffect,
    entries::Ledger,
    entry::{ENTRIES, RawEntry},
    error::damage,
    format::EntryRow,
    logs::Logs,
    scan::{BatchSize, connect},
};

const RECORD_BATCH: BatchSize = BatchSize { rows: 4_096, bytes: 16 << 20 };

/// The fields that are looked at.
const FIELDS: [&str; 6] = ["document", "rendition", "start", "end", "exact", "text"];

/// The fields of `FIELDS` whose lines a purge took, by their record.
type PurgedFields = HashSet<(RecordId, &'static str)>;

/// A passage that quotes a text. Its words are kept as their digest: a million passages fit in
/// memory, whatever they say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quote {
    pub passage: RecordId,
    /// The number of the passage's record.
    pub number: i64,
    pub rendition: RecordId,
    pub start: u32,
    pub end: u32,
    pub exact: Exact,
    /// Whether the request asks for it.
    pub is_chosen: bool,
    /// Where its text stands in `Contents::committed`, once that is known.
    pub place: usize,
}

/// Words, by their length and digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exact {
    bytes: usize,
    pub sha256: Sha256Digest,
}

/// What a rendition says of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextOf {
    Content(ContentId),
    /// It names none, or something that is no content's id.
    Nothing,
    /// The line that named it was purged.
    Purged,
    /// Its fields cannot be read.
    Unreadable,
}

/// The passages that quote a text, and the texts of renditions.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    pub quotes: Vec<Quote>,
    pub texts: HashMap<RecordId, TextOf>,
    /// How many were found wanting without looking at a text; they were reported.
    pub failed: u64,
    /// How many of those would be, if the request asked for them.
    pub not_chosen: u64,
}

/// What a passage's fields come to.
#[derive(Debug, PartialEq)]
enum Says {
    /// It quotes no text, or what it quotes was purged.
    Nothing,
    Quotes {
        rendition: RecordId,
        start: u32,
        end: u32,
        exact: Exact,
    },
    /// Why its words stand nowhere.
    Fault(String),
}

/// A field's value.
#[derive(Debug, PartialEq)]
enum Value<T> {
    Absent,
    Is(T),
    /// It holds something else than it must.
    Other,
}

impl Exact {
    /// Returns whether these are the words. Others of another length are not hashed: it costs an
    /// attacker little to name long stretches of a text.
    pub fn is(&self, words: &str) -> bool {
        words.len() == self.bytes && sha256(words.as_bytes()) == self.sha256
    }

    fn of(words: &str) -> Self {
        Self { bytes: words.len(), sha256: sha256(words.as_bytes()) }
    }
}

/// Of each of `FIELDS` the live write that stands last in the order of entries.
#[derive(Debug, Default)]
pub(crate) struct Shown([Option<(Position, String)>; FIELDS.len()]);

impl Shown {
    /// Reads the fields of one record.
    pub fn of(connection: &Connection, logs: &Logs, number: i64) -> rusqlite::Result<Self> {
        let mut shown = Self::default();
        each_field(connection, (number, number), &mut |_, field| {
            if let Ok(field) = field {
                shown.take(logs, &field);
            }
        })?;
        Ok(shown)
    }

    /// Returns the words of a passage, if they are text.
    pub fn exact(&self) -> Option<String> {
        match self.value("exact") {
            Value::Is(exact) => Some(exact),
            Value::Absent | Value::Other => None,
        }
    }

    fn take(&mut self, logs: &Logs, field: &FieldRow<'_>) {
        let Some((clock, value)) = field.live else { return };
        let place = FIELDS.iter().position(|name| *name == field.name);
        let log = logs.get(field.entry.log_number()).map(|log| log.id);
        let Some((kept, log)) = place.and_then(|place| self.0.get_mut(place)).zip(log) else {
            return;
        };
        let at = Position { clock: clock.cast_unsigned(), log, index: field.entry.index() };
        if kept.as_ref().is_none_or(|(before, _)| *before < at) {
            *kept = Some((at, value.to_owned()));
        }
    }

    fn value<T: DeserializeOwned>(&self, name: &str) -> Value<T> {
        let place = FIELDS.iter().position(|field| *field == name);
        let write = place.and_then(|place| self.0.get(place)).and_then(Option::as_ref);
        let Some((_, json)) = write else { return Value::Absent };
        match serde_json::from_str::<Option<T>>(json) {
            Ok(Some(value)) => Value::Is(value),
            Ok(None) => Value::Absent,
            Err(_) => Value::Other,
        }
    }

    fn id(&self, name: &str) -> Value<RecordId> {
        match self.value::<String>(name) {
            Value::Is(text) => text.parse().map_or(Value::Other, Value::Is),
            Value::Absent => Value::Absent,
            Value::Other => Value::Other,
        }
    }

    /// Judges a passage; `is_purged` says of which fields a purge took a line.
    fn says(&self, is_purged: impl Fn(&'static str) -> bool) -> Says {
        let quotes = || {
            let exact = match self.value::<String>("exact") {
                Value::Absent => return Err(Says::Nothing),
                value => value.needed("exact", &is_purged)?,
            };
            Ok(Says::Quotes {
                rendition: self.id("rendition").needed("rendition", &is_purged)?,
                start: self.value("start").needed("start", &is_purged)?,
                end: self.value("end").needed("end", &is_purged)?,
                exact: Exact::of(&exact),
            })
        };
        quotes().unwrap_or_else(|other| other)
    }

    fn text_of(&self, is_purged: bool) -> TextOf {
        match self.value::<String>("text") {
            Value::Is(text) => text.parse().map_or(TextOf::Nothing, TextOf::Content),
            Value::Absent if is_purged => TextOf::Purged,
            Value::Absent | Value::Other => TextOf::Nothing,
        }
    }
}

impl<T> Value<T> {
    fn needed(
        self,
        name: &'static str,
        is_purged: &impl Fn(&'static str) -> bool,
    ) -> Result<T, Says> {
        match self {
            Self::Is(value) => Ok(value),
            Self::Absent if is_purged(name) => Err(Says::Nothing),
            Self::Absent => Err(Says::Fault(format!("it quotes words, and has no `{name}`"))),
            Self::Other => Err(Says::Fault(format!("its `{name}` is not what it must be"))),
        }
    }
}

/// Finds the passages that quote a text. `None` if the run was cancelled.
pub(crate) fn collect(
    audit: &mut Audit<'_>,
    logs: &Logs,
    (ledger, effect): (&Ledger, &InEffect),
) -> Result<Option<Passages>, Error> {
    let purged = purged(audit, logs, ledger, effect)?;
    let mut scan = records(audit)?;
    let mut connection = audit.connect()?;
    let mut passages = Passages::default();
    let (mut read, mut unreadable) = (0, 0);
    loop {
        audit.report(Stage::Passages, read, 0);
        if audit.is_cancelled() {
            return Ok(None);
        }
        let batch = scan.batch(RECORD_BATCH, &mut RecordRow::take)?;
        for row in &batch.rows {
            let Ok((id, kind)) = &row.record else { continue };
            let is_passage = kind == "passage";
            if !is_passage && kind != "rendition" {
                continue;
            }
            let shown = match Shown::of(&connection, logs, row.number) {
                Ok(shown) => Some(shown),
                Err(error) => {
                    damage(audit.file.path(), error)?;
                    if audit.file.is_encrypted() {
                        // A connection that met a bad page gives no good one after it.
                        connection = connect(audit.file)?;
                    }
                    None
                }
            };
            match shown {
                Some(shown) if is_passage => {
                    passages.take(audit, (*id, row.number), &shown, &purged);
                }
                None if is_passage => unreadable += 1,
                shown => {
                    let is_purged = purged.contains(&(*id, "text"));
                    let text = shown.map_or(TextOf::Unreadable, |shown| shown.text_of(is_purged));
                    passages.texts.insert(*id, text);
                }
            }
        }
        read += batch.rows.len() as u64;
        if batch.is_last {
            break;
        }
    }
    if unreadable > 0 {
        audit.skip(format!("{unreadable} passages, whose fields cannot be read"));
    }
    Ok(Some(passages))
}

impl Passages {
    fn take(
        &mut self,
        audit: &mut Audit<'_>,
        (passage, number): (RecordId, i64),
        shown: &Shown,
        purged: &PurgedFields,
    ) {
        let is_chosen = match &audit.request.scope {
            Scope::Full => true,
            Scope::Quick => false,
            Scope::Documents(ids) => match shown.id("document") {
                Value::Is(document) => ids.iter().any(|id| RecordId::from(*id) == document),
                Value::Absent | Value::Other => false,
            },
        };
        let is_purged = |name| purged.contains(&(passage, name));
        match shown.says(is_purged) {
            Says::Nothing => {}
            Says::Quotes { rendition, start, end, exact } => {
                let place = usize::MAX;
                let quote =
                    Quote { passage, number, rendition, start, end, exact, is_chosen, place };
                self.quotes.push(quote);
            }
            Says::Fault(_) if !is_chosen => self.not_chosen += 1,
            Says::Fault(fault) => {
                self.failed += 1;
                let record = format!("passage {passage}");
                audit.findings.add(Finding::new(Code::V070, record, fault));
            }
        }
    }
}

/// Finds the fields of which purges in effect took a line that is needed here.
fn purged(
    audit: &Audit<'_>,
    logs: &Logs,
    ledger: &Ledger,
    effect: &InEffect,
) -> Result<PurgedFields, Error> {
    let purges = ledger.purges.iter().filter(|(row, _)| effect.holds(**row));
    let lines = purges.flat_map(|(_, purge)| &purge.fields);
    let needed = lines.filter_map(|line| {
        let name = line.line.strip_prefix("set.")?;
        let field = FIELDS.iter().find(|field| **field == name)?;
        Some((logs.row(line.log, line.index)?, *field))
    });
    let needed: BTreeSet<(EntryRow, &str)> = needed.collect();
    let mut purged = PurgedFields::new();
    let mut connection = audit.connect()?;
    for (row, field) in needed {
        let entry = connection.query_row(ENTRIES.at, [row.0], |found| Ok(RawEntry::take(found).0));
        match entry {
            Ok(raw) => {
                if let Some(Body::Set(set)) = raw.read().entry.map(|entry| entry.body) {
                    purged.insert((set.record, field));
                }
            }
            // An entry that cannot be read again was reported when all were read.
            Err(error) => {
                damage(audit.file.path(), error)?;
                if audit.file.is_encrypted() {
                    connection = connect(audit.file)?;
                }
            }
        }
    }
    Ok(purged)
}
