//! The bytes of contents: which are read, and how that is shared out to threads.

use std::{
    collections::BTreeSet,
    sync::{
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use vouchsafe_model::RecordId;

use crate::{
    Advance, Error, Scope, Stage,
    audit::Audit,
    chunks::{ChunkReader, SpanRead},
    contents::{Contents, Fate},
    documents::Documents,
    schema::Tables,
    spans::{Span, spans},
};

/// How often progress is reported while threads read.
const POLL: Duration = Duration::from_millis(20);

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
        audit.skip(unread.to_owned());
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
    let done = read_spans(audit, contents, &spans)?;
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

/// Reads all spans, on as many threads as the request allows, and reports progress meanwhile.
fn read_spans(audit: &Audit<'_>, contents: &Contents, spans: &[Span]) -> Result<SpanRead, Error> {
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
    thread::scope(|scope| {
        for mut reader in readers {
            let (sender, next, has_failed) = (sender.clone(), &next, &has_failed);
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
        gather(audit, contents, spans, &receiver, &bytes_done)
    })
}

/// Puts together what the threads find, until all of them have ended.
fn gather(
    audit: &Audit<'_>,
    contents: &Contents,
    spans: &[Span],
    receiver: &mpsc::Receiver<Result<SpanRead, Error>>,
    bytes_done: &AtomicU64,
) -> Result<SpanRead, Error> {
    let bytes_total = spans.iter().map(|span| span.bytes).fold(0, u64::saturating_add);
    let items_total: u64 = spans.iter().map(|span| span.targets.len() as u64).sum();
    let mut done = SpanRead::default();
    loop {
        let read = match receiver.recv_timeout(POLL) {
            Ok(read) => read?,
            Err(RecvTimeoutError::Timeout) => SpanRead::default(),
            Err(RecvTimeoutError::Disconnected) => return Ok(done),
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
}
