//! How the table `chunk` is shared out: ranges of rows that one thread reads in one go. Pure.

use crate::{
    contents::{Contents, Fate, State},
    format::ChunkRow,
};

/// How much of small contents is read in one go.
const SPAN_CONTENTS_MAX: usize = 256;
const SPAN_BYTES_MAX: u64 = 16 << 20;

/// What chunks of a content are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// Its bytes are checked.
    Bytes,
    /// It was purged: there must be none.
    Nothing,
}

/// A content within a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub number: i64,
    /// Its place in `Contents::committed`.
    pub place: usize,
    pub want: Want,
}

/// Rows of the table `chunk`, from `first` to `last`, and the contents that have chunks there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub first: i64,
    pub last: i64,
    pub targets: Vec<Target>,
    /// How many bytes its contents have.
    pub bytes: u64,
}

/// Shares out the contents that are `wanted`. With `whole`, every row of the table is in a span,
/// but for those of contents whose bytes need not be read: so a chunk of no content is found.
pub(crate) fn spans(contents: &Contents, wanted: impl Fn(usize) -> bool, whole: bool) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open = Span { first: i64::MIN, last: i64::MAX, targets: Vec::new(), bytes: 0 };
    for slot in &contents.slots {
        let edges = ChunkRow::new(slot.number, 0).zip(ChunkRow::new(slot.number + 1, 0));
        let Some((start, end)) = edges else { continue };
        let content =
            slot.committed.and_then(|place| Some((place, contents.committed.get(place)?)));
        let target = content.and_then(|(place, content)| {
            let want = match (slot.state, content.fate) {
                (State::Purged, _) if whole => Want::Nothing,
                (State::Held, Fate::Unread) if wanted(place) => Want::Bytes,
                _ => return None,
            };
            let is_readable = content.sha256.is_some() && content.chunks().is_some();
            let target = Target { number: slot.number, place, want };
            (want == Want::Nothing || is_readable).then_some((target, content.size_bytes))
        });
        if target.is_none() || !whole {
            // The span ends before this content.
            open.last = start.0 - 1;
            close(&mut spans, &mut open, end.0, whole);
        }
        let Some((target, size_bytes)) = target else { continue };
        if !whole {
            open.first = start.0;
        }
        open.targets.push(target);
        open.bytes = open.bytes.saturating_add(size_bytes.unwrap_or(0));
        let is_full =
            open.targets.len() >= SPAN_CONTENTS_MAX || open.bytes >= SPAN_BYTES_MAX || !whole;
        if is_full {
            open.last = end.0 - 1;
            close(&mut spans, &mut open, end.0, whole);
        }
    }
    open.last = i64::MAX;
    close(&mut spans, &mut open, i64::MAX, whole);
    // Large contents first: else the last of them keeps one thread busy while others wait.
    spans.sort_by_key(|span| std::cmp::Reverse(span.bytes / (4 * SPAN_BYTES_MAX)));
    spans
}

fn close(spans: &mut Vec<Span>, open: &mut Span, next: i64, whole: bool) {
    let empty = Span { first: next, last: i64::MAX, targets: Vec::new(), bytes: 0 };
    let closed = std::mem::replace(open, empty);
    if closed.first <= closed.last && (whole || !closed.targets.is_empty()) {
        spans.push(closed);
    }
}

#[cfg(test)]
mod tests {
    use vouchsafe_fixity::sha256;
    use vouchsafe_model::{Content, ContentId};

    use super::*;
    use crate::{contents::Slot, format::EntryRow};

    /// Contents with these numbers and states, each of ten bytes.
    fn contents(rows: &[(i64, State)]) -> Contents {
        let mut contents = Contents::default();
        for (place, &(number, state)) in rows.iter().enumerate() {
            let id = ContentId::from_bytes([u8::try_from(place).unwrap(); 16]);
            let content = Content {
                content: id,
                sha256: Some(sha256(b"")),
                size_bytes: Some(10),
                chunk_size_bytes: Some(4),
                chunk_list_sha256: None,
            };
            contents.committed.push(crate::contents::Committed::by(EntryRow(0), &content));
            let committed = (state != State::Staged).then_some(place);
            contents.slots.push(Slot { number, id, state, committed });
        }
        contents
    }

    fn edges(spans: &[Span]) -> Vec<(i64, i64, usize)> {
        spans.iter().map(|span| (span.first, span.last, span.targets.len())).collect()
    }

    const ONE: i64 = 1 << 24;

    #[test]
    fn the_whole_table_is_shared_out_but_for_what_is_staged() {
        let contents =
            contents(&[(1, State::Held), (2, State::Purged), (5, State::Staged), (6, State::Held)]);
        let spans = spans(&contents, |_| true, true);
        assert_eq!(edges(&spans), [(i64::MIN, 5 * ONE - 1, 2), (6 * ONE, i64::MAX, 1)]);
        assert_eq!(spans[0].targets[1].want, Want::Nothing);
    }

    #[test]
    fn what_is_not_wanted_is_left_out() {
        let contents = contents(&[(1, State::Held), (2, State::Held), (3, State::Held)]);
        let chosen = spans(&contents, |place| place == 1, false);
        assert_eq!(edges(&chosen), [(2 * ONE, 3 * ONE - 1, 1)]);
        let resumed = spans(&contents, |place| place != 1, true);
        assert_eq!(edges(&resumed), [(i64::MIN, 2 * ONE - 1, 1), (3 * ONE, i64::MAX, 1)]);
    }
}
