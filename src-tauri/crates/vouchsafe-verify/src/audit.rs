//! What all stages of a verification share: the request, the file, and what was found so far.

use std::{num::NonZeroUsize, thread};

use rusqlite::Connection;

use crate::{
    Advance, Code, Error, Finding, Request, Stage,
    error::damage,
    file::ArchiveFile,
    finding::Findings,
    report::Pass,
    request::Progress,
    scan::{DamagedRows, connect},
};

/// A verification under way.
pub(crate) struct Audit<'a> {
    pub request: &'a Request<'a>,
    pub progress: &'a dyn Progress,
    pub file: &'a ArchiveFile<'a>,
    pub findings: Findings,
    pub passes: Vec<Pass>,
    pub not_checked: Vec<String>,
}

impl<'a> Audit<'a> {
    pub fn new(
        request: &'a Request<'a>,
        progress: &'a dyn Progress,
        file: &'a ArchiveFile<'a>,
    ) -> Self {
        Self {
            request,
            progress,
            file,
            findings: Findings::default(),
            passes: Vec::new(),
            not_checked: Vec::new(),
        }
    }

    pub fn connect(&self) -> Result<Connection, Error> {
        connect(self.file)
    }

    /// Takes SQLite's answer; an error that means damage gives `None` and a finding about `record`.
    pub fn read<T>(
        &mut self,
        record: &str,
        answer: rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        match answer {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                let message = damage(self.file.path(), error)?;
                let detail = format!("cannot be read: {message}");
                self.findings.add(Finding::new(Code::V001, record, detail));
                Ok(None)
            }
        }
    }

    /// Reports rows of a table that cannot be read, each range named by `name`.
    pub fn add_damaged(
        &mut self,
        table: &str,
        damaged: &[DamagedRows],
        name: impl Fn(&DamagedRows) -> String,
    ) {
        for rows in damaged {
            let is_all = rows.first == i64::MIN;
            let record = if is_all { format!("table {table}") } else { name(rows) };
            let detail = format!("cannot be read: {}", rows.message);
            self.findings.add(Finding::new(Code::V001, record, detail));
        }
    }

    pub fn pass(&mut self, check: &'static str, checked: u64, failed: u64) {
        self.passes.push(Pass { check, checked, failed });
    }

    /// Reports that something was not checked; the verdict is at best `incomplete` then.
    pub fn skip(&mut self, what: String) {
        self.findings.add(Finding::new(Code::V090, "archive", what.clone()));
        self.not_checked.push(what);
    }

    pub fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }

    pub fn report(&self, stage: Stage, items_done: u64, items_total: u64) {
        let advance = Advance { stage, items_done, items_total, bytes_done: 0, bytes_total: 0 };
        self.progress.report(&advance);
    }
}

/// Applies `work` to every item, with several threads if there are many, and keeps the order.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    threads: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    const WORTH_A_THREAD: usize = 128;
    let share = items.len().div_ceil(threads.get()).max(WORTH_A_THREAD);
    if items.len() <= share {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let shares = items.chunks(share);
        let workers: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().map(work).collect::<Vec<R>>()))
            .collect();
        let done = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_shared_out_comes_back_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        for threads in [1, 2, 3, 16] {
            let threads = NonZeroUsize::new(threads).unwrap();
            assert_eq!(in_parallel(&items, threads, |item| *item), items);
        }
        assert!(in_parallel(&[(); 0], NonZeroUsize::MIN, |()| ()).is_empty());
    }
}
