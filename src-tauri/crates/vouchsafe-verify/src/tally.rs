//! What of the archive was checked, in documents and bytes; and which documents damage touches.

use std::collections::HashMap;

use vouchsafe_model::{ContentId, RecordId};

use crate::{
    Code,
    audit::Audit,
    contents::{Contents, Fate},
    documents::Documents,
    report::Counts,
};

/// Documents and bytes, as expected and as checked. The entries and passages in them are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub expected: Counts,
    pub checked: Counts,
    pub failed: Counts,
    pub read_before_bytes: u64,
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
    let unread = contents.committed.iter().filter(|content| content.fate == Fate::Unread).count();
    let known = tally.checked.bytes.saturating_add(tally.read_before_bytes);
    let bytes = tally.expected.bytes.saturating_sub(known);
    if unread > 0 {
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
