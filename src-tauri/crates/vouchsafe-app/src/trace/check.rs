//! Whether the bytes at a step of a trace are as they were received.

use std::{collections::HashMap, io::Read as _};

use vouchsafe_archive::{ContentState, Record};
use vouchsafe_fixity::Sha256Stream;
use vouchsafe_model::{ContentId, Kind, RecordId};

use crate::{error::Error, links, session::Session};

/// What is known about a document's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bytes {
    /// Read again just now, and the digest is the one recorded.
    Unchanged,
    /// Read again just now, and the digest is another.
    Changed,
    /// Here, and not read again.
    Held,
    /// Purged, or never here.
    Gone,
}

/// Reads documents again, each content once.
pub(super) struct Check {
    read_again: bool,
    seen: HashMap<ContentId, Bytes>,
    sources: HashMap<RecordId, Option<Bytes>>,
}

impl Check {
    pub fn new(read_again: bool) -> Self {
        Self { read_again, seen: HashMap::new(), sources: HashMap::new() }
    }

    /// Returns what is known about a document's bytes, with their recorded digest.
    pub fn document(
        &mut self,
        session: &Session,
        document: &Record,
    ) -> Result<(Bytes, Option<String>), Error> {
        let content = document.link("content").map(ContentId::from);
        let row = content.map(|id| session.catalogue().content(id)).transpose()?.flatten();
        let Some(row) = row.filter(|row| row.state == ContentState::Held) else {
            return Ok((Bytes::Gone, None));
        };
        let recorded = row.sha256.map(|digest| digest.to_string());
        if !self.read_again {
            return Ok((Bytes::Held, recorded));
        }
        if let Some(bytes) = self.seen.get(&row.id) {
            return Ok((*bytes, recorded));
        }
        let mut reader = session.archive.read_content(row.id, 0..u64::MAX)?;
        let mut hash = Sha256Stream::default();
        let mut buffer = vec![0; 1 << 18];
        let bytes = loop {
            // Bytes that cannot be read are not the bytes that were received.
            let Ok(length) = reader.read(&mut buffer) else { break Bytes::Changed };
            if length == 0 {
                let same = row.sha256 == Some(hash.finish());
                break if same { Bytes::Unchanged } else { Bytes::Changed };
            }
            hash.update(&buffer[..length]);
        };
        self.seen.insert(row.id, bytes);
        Ok((bytes, recorded))
    }

    /// Returns the best that is known about a source's documents; `None` if it has none.
    pub fn source(&mut self, session: &Session, source: RecordId) -> Result<Option<Bytes>, Error> {
        if let Some(known) = self.sources.get(&source) {
            return Ok(*known);
        }
        let documents = links::linked(&session.catalogue(), Kind::Document, "source", source)?;
        let mut all = Vec::with_capacity(documents.len());
        for document in &documents {
            all.push(self.document(session, document)?.0);
        }
        let has = |wanted: Bytes| all.contains(&wanted);
        let best = match () {
            () if all.is_empty() => None,
            () if has(Bytes::Changed) => Some(Bytes::Changed),
            () if has(Bytes::Unchanged) => Some(Bytes::Unchanged),
            () if has(Bytes::Held) => Some(Bytes::Held),
            () => Some(Bytes::Gone),
        };
        self.sources.insert(source, best);
        Ok(best)
    }
}
