//! Bringing the index up to date: from the entries it has not seen to the records they touch.
//!
//! Work is done in windows of entries, and kept in commits of some megabytes together with how far
//! it came. A run that is cut off is gone on with by the next.

use std::collections::{BTreeMap, HashSet};

use vouchsafe_archive::{IndexError, Mark, SearchIndex, StoredEntry};
use vouchsafe_model::{Body, Kind, LogId, RecordId};

use super::{
    depend::{self, Touched, Written},
    items,
};
use crate::{error::Error, progress::Progress, session::Session};

/// How many entries are looked through at a time.
const WINDOW: usize = 100;

/// About how many bytes of text are in one commit.
const COMMIT_BYTES: usize = 16 << 20;

/// How many records are remembered as done in a run; beyond, some are done twice.
const DONE_MAX: usize = 1_000_000;

/// How much is done at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    records: u64,
    bytes: usize,
}

impl Budget {
    /// What somebody who searches waits for: about a second.
    pub const OF_A_SEARCH: Self = Self { records: 2_000, bytes: 8 << 20 };

    /// What is held in memory where no index can be kept.
    pub const OF_MEMORY: Self = Self { records: 20_000, bytes: 64 << 20 };
}

/// How far it came.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Progressed {
    /// How many records were put in.
    pub indexed: u64,
    /// How many entries were not read.
    pub not_indexed: u64,
    /// Whether another program was filling the index.
    busy: bool,
}

impl Progressed {
    /// Says what a person should know of it.
    pub fn remarks(&self) -> Vec<String> {
        let busy = "another program is filling the search index: what it has is searched";
        if self.busy { vec![busy.to_owned()] } else { Vec::new() }
    }
}

/// Brings the index up to date, or as far as the budget reaches.
pub(super) fn bring(
    session: &Session,
    index: &mut SearchIndex,
    budget: Option<Budget>,
    progress: &dyn Progress,
) -> Result<Progressed, Error> {
    let sizes = sizes(session)?;
    let marks = index.marks()?;
    if !fits(session, &sizes, &marks)? {
        // It was filled from a newer or diverged copy of this archive: it knows too much.
        return Err(Error::Index(IndexError::OfAnotherHistory));
    }
    let had_any = !marks.is_empty();
    let mut run = Run { session, sizes, marks, done: HashSet::new(), purged: false };
    let mut progressed = Progressed::default();
    let (mut records, mut bytes) = (0, 0);
    // Not in bytes: how large the texts are is not known before they are read.
    progress.begin(0);
    while run.left() > 0 {
        let mut writer = match index.begin() {
            Ok(writer) => writer,
            Err(IndexError::Busy(_)) => {
                progressed.busy = true;
                break;
            }
            Err(error) => return Err(error.into()),
        };
        if writer.marks()? != run.marks {
            // Another program goes on with it; two would only do the same twice.
            progressed.busy = true;
            break;
        }
        let mut uncommitted = 0;
        let mut spent = false;
        while !spent && uncommitted < COMMIT_BYTES {
            let Some((log, entries)) = run.window()? else {
                // Nothing comes any more: where entries lack, that is the verification's to judge.
                spent = true;
                break;
            };
            for (kind, id) in run.touched(&entries)? {
                let Some(change) = items::change(session, kind, id)? else { continue };
                for item in &change.put {
                    uncommitted += items::bytes(item);
                    writer.put(item)?;
                }
                for kind in change.drop {
                    writer.drop(kind, id)?;
                }
                records += 1;
            }
            let mark = run.seen(log, &entries);
            writer.set_mark(log, mark)?;
            progress.item(&format!("reading the log: {} entries left", run.left()));
            let over =
                |budget: Budget| records >= budget.records || bytes + uncommitted >= budget.bytes;
            spent = budget.is_some_and(over) || progress.is_cancelled();
        }
        writer.commit()?;
        bytes += uncommitted;
        if spent {
            break;
        }
    }
    if run.purged && had_any {
        index.scrub()?;
    }
    if progress.is_cancelled() {
        return Err(Error::Cancelled);
    }
    progressed.indexed = records;
    progressed.not_indexed = run.left();
    Ok(progressed)
}

/// Returns how many entries of each log are in effect and in this file.
fn sizes(session: &Session) -> Result<BTreeMap<LogId, u64>, Error> {
    let in_effect = session.archive.sizes_in_effect()?;
    let heads = session.archive.heads()?.into_iter().filter_map(|head| {
        // Of a log that is in effect however far it goes, there is no end.
        let size = *in_effect.get(&head.log)?;
        Some((head.log, size.min(head.frontier.size())))
    });
    Ok(heads.collect())
}

/// Returns whether the index saw entries of this file and no others.
fn fits(
    session: &Session,
    sizes: &BTreeMap<LogId, u64>,
    marks: &BTreeMap<LogId, Mark>,
) -> Result<bool, Error> {
    for (log, mark) in marks {
        if mark.size == 0 {
            continue;
        }
        if sizes.get(log).is_none_or(|size| *size < mark.size)
            || session.archive.entry(*log, mark.size - 1)?.leaf != mark.leaf
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// One bringing up to date.
struct Run<'a> {
    session: &'a Session,
    sizes: BTreeMap<LogId, u64>,
    marks: BTreeMap<LogId, Mark>,
    /// What was put in as it stands after all entries of this run.
    done: HashSet<(Kind, RecordId)>,
    purged: bool,
}

impl Run<'_> {
    fn left(&self) -> u64 {
        let seen = |log| self.marks.get(log).map_or(0, |mark| mark.size);
        self.sizes.iter().map(|(log, size)| size.saturating_sub(seen(log))).sum()
    }

    /// Returns the next entries of a log; `None` if all were seen.
    fn window(&self) -> Result<Option<(LogId, Vec<StoredEntry>)>, Error> {
        for (log, size) in &self.sizes {
            let from = self.marks.get(log).map_or(0, |mark| mark.size);
            if from < *size {
                let limit = usize::try_from(size - from).unwrap_or(WINDOW).min(WINDOW);
                let entries = self.session.archive.entries(*log, from, limit)?;
                return Ok((!entries.is_empty()).then_some((*log, entries)));
            }
        }
        Ok(None)
    }

    fn seen(&mut self, log: LogId, entries: &[StoredEntry]) -> Mark {
        let last = entries.last().expect("a window holds an entry");
        let mark = Mark { size: last.index + 1, leaf: last.leaf };
        self.marks.insert(log, mark);
        mark
    }

    /// Returns the records that entries touch, and what depends on them, without what was done.
    fn touched(&mut self, entries: &[StoredEntry]) -> Result<Touched, Error> {
        let catalogue = self.session.catalogue();
        let mut touched = Touched::new();
        let mut add = |kind: &str, id, written| match Kind::of(kind) {
            Some(kind) => depend::add(&catalogue, (kind, id), written, &mut touched),
            None => Ok(()),
        };
        for stored in entries {
            match &stored.entry.body {
                Body::Set(set) => {
                    let written = Written::of(set.writes.iter().map(|write| write.field.as_str()));
                    add(&set.kind, set.record, written)?;
                }
                Body::Purge(purge) => {
                    self.purged = true;
                    for line in &purge.fields {
                        let purged = self.session.archive.entry(line.log, line.index)?;
                        if let Body::Set(set) = &purged.entry.body {
                            add(&set.kind, set.record, Written::ALL)?;
                        }
                    }
                    for content in &purge.contents {
                        let id = Some((*content).into());
                        for (kind, id) in depend::documents_of(&catalogue, id)? {
                            add(kind.name(), id, Written::ALL)?;
                        }
                    }
                }
                _ => {}
            }
        }
        if self.done.len() > DONE_MAX {
            self.done.clear();
        }
        touched.retain(|record| self.done.insert(*record));
        Ok(touched)
    }
}
