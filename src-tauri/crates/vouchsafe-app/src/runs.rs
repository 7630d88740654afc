//! Runs of `verify` as the log remembers them: when, how much of the archive, how it ended.

use std::collections::BTreeMap;

use serde_json::Value;
use vouchsafe_archive::StoredEntry;
use vouchsafe_model::{AgentId, Body, Kind, RecordId};

use crate::{error::Error, names, session::Session};

/// The PREMIS name of a verification in the log.
const FIXITY_CHECK: &str = "fixity check";

/// A verification that was recorded.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Its place in the order of all entries.
    pub clock: u64,
    /// The entry that says so, as `LOG/INDEX`.
    pub entry: String,
    /// When its writer says it was.
    pub time: Option<String>,
    /// Who says so.
    pub agent: Option<AgentId>,
    /// Its verdict.
    pub outcome: Option<String>,
    /// How much it read.
    pub scope: RunScope,
    /// Its figures and findings, by name.
    pub detail: serde_json::Map<String, Value>,
}

/// How much of the archive a verification read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunScope {
    /// Every document that was there.
    All,
    /// Those it was asked about.
    Documents,
    /// No bytes of documents, or not all: which, the log does not say.
    Part,
}

impl Run {
    /// Reads a run out of an entry; `None` if the entry records something else.
    pub fn of(stored: &StoredEntry) -> Option<Self> {
        let Body::Event(event) = &stored.entry.body else { return None };
        if event.event.as_deref() != Some(FIXITY_CHECK) {
            return None;
        }
        let detail = event.detail.clone().unwrap_or_default();
        let header = &stored.entry.header;
        Some(Self {
            clock: header.clock,
            entry: format!("{}/{}", stored.log, stored.index),
            time: header.time.map(|time| time.to_string()),
            agent: header.agent,
            outcome: event.outcome.clone(),
            scope: scope(&detail),
            detail,
        })
    }

    /// Returns one of its figures: `checked`, `documents`.
    pub fn count(&self, of: &str, what: &str) -> Option<u64> {
        self.detail.get(of)?.get(what)?.as_u64()
    }

    /// Returns a list of texts among its detail.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let list = self.detail.get(name).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }
}

fn scope(detail: &serde_json::Map<String, Value>) -> RunScope {
    if detail.contains_key("documents") {
        return RunScope::Documents;
    }
    let documents = |of: &str| detail.get(of)?.get("documents")?.as_u64();
    match (documents("expected"), documents("checked")) {
        (Some(expected), Some(checked)) if checked == expected && checked > 0 => RunScope::All,
        _ => RunScope::Part,
    }
}

/// Returns all runs, oldest first.
pub(crate) fn runs(session: &Session) -> Result<Vec<Run>, Error> {
    let mut events = session.archive.entries_about(&[])?;
    events.sort_by_key(StoredEntry::position);
    Ok(events.iter().filter_map(Run::of).collect())
}

/// When something was last read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ReadAt {
    /// The run's place in the order of all entries.
    pub clock: u64,
    /// When its writer says it was.
    pub time: Option<String>,
}

/// Which runs read which documents last.
#[derive(Debug, Clone, Default)]
pub(crate) struct LastRead {
    /// The newest run that read everything.
    all: Option<ReadAt>,
    /// The newest run that was asked about a document.
    single: BTreeMap<RecordId, ReadAt>,
    /// Contents that the newest run to read them found otherwise than recorded, by their ids.
    bad: BTreeMap<String, &'static str>,
}

/// Findings about the bytes of a content, and what they say in a word.
const ABOUT_BYTES: [(&str, &str); 5] = [
    ("V050", "missing"),
    ("V051", "changed"),
    ("V052", "changed"),
    ("V053", "missing"),
    ("V054", "changed"),
];

impl LastRead {
    /// Takes in a run, newer than those before.
    pub fn see(&mut self, session: &Session, run: &Run) {
        let read = || ReadAt { clock: run.clock, time: run.time.clone() };
        if run.scope == RunScope::All {
            self.bad.clear();
        }
        match run.scope {
            RunScope::All => self.all = Some(read()),
            RunScope::Documents => {
                for name in run.texts("documents") {
                    // What a person typed then can mean nothing, or several things, by now.
                    if let Ok(document) = names::find(&session.catalogue(), Kind::Document, &name) {
                        self.single.insert(document.id, read());
                        self.bad.remove(document.text("content").unwrap_or_default());
                    }
                }
            }
            RunScope::Part => {}
        }
        for finding in run.texts("findings") {
            let Some((code, content)) = finding.split_once(" content ") else { continue };
            if let Some((_, word)) = ABOUT_BYTES.iter().find(|(known, _)| *known == code) {
                self.bad.insert(content.to_owned(), word);
            }
        }
    }

    /// Returns what the newest run to read a document found of its bytes: `unchanged`, `changed` or
    /// `missing`; `None` if none read it.
    pub fn result(
        &self,
        document: RecordId,
        content: Option<RecordId>,
        arrived: u64,
    ) -> Option<&'static str> {
        let bad = content.and_then(|content| self.bad.get(&content.to_string()).copied());
        bad.or_else(|| self.of(document, arrived).map(|_| "unchanged"))
    }

    /// Returns when a document was last read; `arrived` is the place of its arrival in the order
    /// of all entries.
    pub fn of(&self, document: RecordId, arrived: u64) -> Option<&ReadAt> {
        let all = self.all.as_ref().filter(|read| read.clock > arrived);
        all.into_iter().chain(self.single.get(&document)).max()
    }
}
