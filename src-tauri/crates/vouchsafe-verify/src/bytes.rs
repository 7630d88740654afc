//! The bytes of contents, shared out to threads; and what of the archive was checked, in figures.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use vouchsafe_model::{ContentId, RecordId};

use crate::{
    Advance, Code, Error, Scope, Stage,
    audit::Audit,
    chunks::{ChunkReader, SpanRead},
    contents::{Contents, Fate},
    documents::Documents,
    report::Counts,
    schema::Tables,
    spans::spans,
};

/// How often progress is reported while threads read.
const POLL: Duration = Duration::from_millis(20);

/// Documents and bytes, as expected and as checked. The entries in them are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub expected: Counts,
    pub checked: Counts,
    pub failed: Counts,
    pub read_before_bytes: u64,
}

/// Reads the bytes that the request asks for, and says what of them is good.
pub(crate) fn check(
    audit: &mut Audit<'_>,
    tables: &Tables,
    contents: &mut Contents,
    documents: &Documents,
) -> Result<(), Error> {
    for content in &mut contents.committed {
        if content.fate == Fate::Unread
            && !content.is_faulty
            && audit.request.read_before.contains(&content.id)
        {
            content.fate = Fate::ReadBefore;
        }
    }
    let chosen: Option<BTreeSet<usize>> = match &audit.request.scope {
        Scope::Full => None,
        Scope::Quick => Some(BTreeSet::new()),
        Scope::Documents(ids) => {
            let mut chosen = BTreeSet::new();
            for id in ids {
                let content = documents.content(RecordId::from(*id));
                match content.and_then(|content| contents.find(content)) {
                    Some(place) => {
                        chosen.insert(place);
                    }
                    None => audit.skip(format!("document {id} has no content that is known here")),
                }
            }
            Some(chosen)
        }
    };
    if tables.has("chunk") && chosen.as_ref().is_none_or(|chosen| !chosen.is_empty()) {
        read(audit, contents, chosen.as_ref())?;
    }
    if chosen.is_some() {
        let unread = "chunks that belong to no content, or to purged ones, were not looked for";
        audit.not_checked.push(unread.to_owned());
    }
    Ok(())
}

fn read(
    audit: &mut Audit<'_>,
    contents: &mut Contents,
    chosen: Option<&BTreeSet<usize>>,
) -> Result<(), Error> {
    let wanted = |place| chosen.is_none_or(|chosen| chosen.contains(&place));
    let spans = spans(contents, wanted, chosen.is_none());
    let bytes_total = spans.iter().map(|span| span.bytes).fold(0, u64::saturating_add);
    let items_total: u64 = spans.iter().map(|span| span.targets.len() as u64).sum();
    let bytes_done = AtomicU64::new(0);
    let next = AtomicUsize::new(0);
    let has_failed = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel::<Result<SpanRead, Error>>();
    let mut readers = Vec::new();
    for _ in 0..audit.request.threads.get().min(spans.len()) {
        readers.push(ChunkReader {
            file: audit.file,
            contents,
            progress: audit.progress,
            bytes_done: &bytes_done,
            connection: audit.connect()?,
        });
    }
    let mut done = SpanRead::default();
    let mut error = None;
    thread::scope(|scope| {
        for mut reader in readers {
            let (sender, spans, next, has_failed) = (sender.clone(), &spans, &next, &has_failed);
            scope.spawn(move || {
                while let Some(span) = spans.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if reader.progress.is_cancelled() || has_failed.load(Ordering::Relaxed) {
                        break;
                    }
                    let read = reader.read(span);
                    has_failed.fetch_or(read.is_err(), Ordering::Relaxed);
                    // The receiver lives as long as this scope.
                    let _ = sender.send(read);
                }
            });
        }
        drop(sender);
        loop {
            let read = match receiver.recv_timeout(POLL) {
                Ok(Ok(read)) => read,
                Ok(Err(failed)) => {
                    error = Some(failed);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => SpanRead::default(),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            for content in read.good.iter().filter_map(|place| contents.committed.get(*place)) {
                if !content.is_faulty {
                    audit.progress.content_is_good(content.id);
                }
            }
            done.good.extend(read.good);
            done.bad.extend(read.bad);
            done.findings.extend(read.findings);
            audit.progress.report(&Advance {
                stage: Stage::Contents,
                items_done: (done.good.len() + done.bad.len()) as u64,
                items_total,
                bytes_done: bytes_done.load(Ordering::Relaxed).min(bytes_total),
                bytes_total,
            });
        }
    });
    if let Some(error) = error {
        return Err(error);
    }
    let (good, bad) = (done.good.len() as u64, done.bad.len() as u64);
    for (places, fate) in [(done.good, Fate::Good), (done.bad, Fate::Bad)] {
        for place in places {
            if let Some(content) = contents.committed.get_mut(place) {
                content.fate = fate;
            }
        }
    }
    audit.findings.extend(done.findings);
    audit.pass("bytes of contents", good + bad, bad);
    Ok(())
}

/// Counts documents and bytes, and names what was not read.
pub(crate) fn tally(audit: &mut Audit<'_>, contents: &Contents, documents: &Documents) -> Tally {
    let mut tally = Tally::default();
    let held = contents.committed.iter().filter(|content| content.fate != Fate::Purged);
    for content in held {
        let bytes = content.size_bytes.unwrap_or(0);
        let add = |sum: &mut u64| *sum = sum.saturating_add(bytes);
        add(&mut tally.expected.bytes);
        match content.fate {
            Fate::Good | Fate::Bad => add(&mut tally.checked.bytes),
            Fate::ReadBefore => add(&mut tally.read_before_bytes),
            Fate::Unread | Fate::Purged => {}
        }
        if content.fate == Fate::Bad || (content.fate == Fate::Good && content.is_faulty) {
            add(&mut tally.failed.bytes);
        }
    }
    let mut unknown = 0;
    for (_, id) in documents.live() {
        let content = contents.find(id).and_then(|place| contents.committed.get(place));
        if content.is_some_and(|content| content.fate == Fate::Purged) {
            continue;
        }
        tally.expected.documents += 1;
        let fate = content.map(|content| content.fate);
        let was_read = matches!(fate, Some(Fate::Good | Fate::Bad | Fate::ReadBefore));
        tally.checked.documents += u64::from(was_read);
        let is_faulty = was_read && content.is_some_and(|content| content.is_faulty);
        tally.failed.documents += u64::from(fate == Some(Fate::Bad) || is_faulty);
        unknown += u64::from(content.is_none());
    }
    if unknown > 0 {
        audit.skip(format!("{unknown} documents name a content that no entry in effect commits"));
    }
    let unread = |content: &&_| matches!(content, &&crate::contents::Committed { fate: Fate::Unread, .. });
    let unread = contents.committed.iter().filter(unread).count();
    let known = tally.checked.bytes.saturating_add(tally.read_before_bytes);
    let bytes = tally.expected.bytes.saturating_sub(known);
    if unread > 0 || audit.request.scope != Scope::Full {
        let documents = tally.expected.documents.saturating_sub(tally.checked.documents);
        audit.skip(format!(
            "{unread} contents with {bytes} bytes were not read, of {documents} documents"
        ));
    }
    tally
}

/// Adds to each finding about a content which documents are of it.
pub(crate) fn name_documents(audit: &mut Audit<'_>, documents: &Documents) {
    const SHOWN_MAX: usize = 3;
    let content_of = |record: &str| -> Option<ContentId> {
        record.strip_prefix("content ").and_then(|id| id.parse().ok())
    };
    let findings = audit.findings.listed_mut();
    let damaged = findings.iter().filter(|finding| finding.code != Code::V055);
    let mut of: HashMap<ContentId, Vec<RecordId>> = HashMap::new();
    of.extend(damaged.filter_map(|finding| Some((content_of(&finding.record)?, Vec::new()))));
    if of.is_empty() {
        return;
    }
    for (document, content) in documents.live() {
        if let Some(documents) = of.get_mut(&content) {
            documents.push(document);
        }
    }
    of.values_mut().for_each(|documents| documents.sort_unstable());
    for finding in findings {
        let documents = content_of(&finding.record).and_then(|id| of.get(&id));
        let Some(documents) = documents.filter(|documents| !documents.is_empty()) else { continue };
        let shown = documents.iter().take(SHOWN_MAX).map(|id| format!("document {id}"));
        finding.detail.push_str("; it is the content of ");
        finding.detail.push_str(&shown.collect::<Vec<_>>().join(", "));
        if let Some(more) = documents.len().checked_sub(SHOWN_MAX).filter(|more| *more > 0) {
            finding.detail.push_str(&format!(" and {more} more"));
        }
    }
}
