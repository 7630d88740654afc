//! Which documents there are, by the logs alone, and which content each has.

use std::collections::HashMap;

use vouchsafe_model::{ContentId, Position, RecordId};

/// A write of a document's field that says whether its bytes are expected.
#[derive(Debug)]
pub(crate) struct DocumentWrite {
    document: RecordId,
    at: Position,
    says: Says,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Its content; `None` if the field was cleared, or holds no id.
    Content(Option<ContentId>),
    /// Whether it was removed.
    Removed(bool),
}

/// A document: of each field the live write that stands last in the order of entries.
#[derive(Debug, Default)]
struct Document {
    content: Option<(Position, Option<ContentId>)>,
    removed: Option<(Position, bool)>,
}

/// The documents of the logs in effect.
#[derive(Debug, Default)]
pub(crate) struct Documents(HashMap<RecordId, Document>);

impl DocumentWrite {
    /// Reads a live write; `None` if it is of another field.
    pub fn of(document: RecordId, at: Position, field: &str, value: &str) -> Option<Self> {
        let says = match field {
            "content" => {
                let id = serde_json::from_str::<String>(value).ok();
                Says::Content(id.and_then(|id| id.parse().ok()))
            }
            "removed" => Says::Removed(value == "true"),
            _ => return None,
        };
        Some(Self { document, at, says })
    }
}

impl Documents {
    pub fn take(&mut self, write: &DocumentWrite) {
        let document = self.0.entry(write.document).or_default();
        match write.says {
            Says::Content(content) => keep_last(&mut document.content, write.at, content),
            Says::Removed(removed) => keep_last(&mut document.removed, write.at, removed),
        }
    }

    /// Returns the content of a document, removed or not.
    pub fn content(&self, document: RecordId) -> Option<ContentId> {
        self.0.get(&document)?.content?.1
    }

    /// Iterates over the documents that are not removed and have a content.
    pub fn live(&self) -> impl Iterator<Item = (RecordId, ContentId)> {
        let live = self
            .0
            .iter()
            .filter(|(_, document)| !document.removed.is_some_and(|(_, removed)| removed));
        live.filter_map(|(id, document)| Some((*id, document.content?.1?)))
    }
}

fn keep_last<T>(kept: &mut Option<(Position, T)>, at: Position, value: T) {
    if kept.as_ref().is_none_or(|(before, _)| *before < at) {
        *kept = Some((at, value));
    }
}

#[cfg(test)]
mod tests {
    use vouchsafe_model::LogId;

    use super::*;

    #[test]
    fn the_last_write_in_the_order_of_entries_counts() {
        let document = RecordId::from_bytes([1; 16]);
        let content = |byte: u8| ContentId::from_bytes([byte; 16]);
        let write = |clock, field: &str, value: &str| {
            let at = Position { clock, log: LogId::from_bytes([9; 16]), index: 0 };
            DocumentWrite::of(document, at, field, value)
        };
        let mut documents = Documents::default();
        let json = |byte: u8| format!("\"{}\"", content(byte));
        documents.take(&write(5, "content", &json(5)).unwrap());
        documents.take(&write(4, "content", &json(4)).unwrap());
        assert_eq!(documents.content(document), Some(content(5)));
        assert_eq!(documents.live().count(), 1);
        documents.take(&write(6, "removed", "true").unwrap());
        assert_eq!(documents.live().count(), 0);
        documents.take(&write(7, "removed", "null").unwrap());
        documents.take(&write(7, "content", "7").unwrap());
        assert_eq!(documents.live().count(), 0);
        assert!(write(1, "source", "1").is_none());
    }
}
