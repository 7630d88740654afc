//! What a purge of a record takes with it: everything that repeats its words or its bytes.

use std::collections::BTreeSet;

use vouchsafe_archive::{ContentState, Record};
use vouchsafe_model::{ContentId, Kind, RecordId};

use crate::{error::Error, links, session::Session};

/// What hangs on a record and says something of it: kind, and the field that names the record.
const HANGS_ON: &[(Kind, &[(Kind, &str)])] = &[
    (
        Kind::Source,
        &[
            (Kind::Document, "source"),
            (Kind::Appraisal, "source"),
            (Kind::CrossReference, "from"),
            (Kind::CrossReference, "to"),
        ],
    ),
    (
        Kind::Document,
        &[
            (Kind::Accession, "document"),
            (Kind::Passage, "document"),
            (Kind::Derivation, "from"),
            (Kind::Derivation, "to"),
        ],
    ),
    (Kind::Passage, &[(Kind::Evidence, "passage"), (Kind::Figure, "on")]),
    (
        Kind::Claim,
        &[
            (Kind::Evidence, "claim"),
            (Kind::Figure, "on"),
            (Kind::SignOff, "claim"),
            (Kind::Inquiry, "claim"),
        ],
    ),
    (Kind::Subject, &[(Kind::Name, "subject"), (Kind::Mention, "subject")]),
    (Kind::Rendition, &[(Kind::Alignment, "rendition"), (Kind::Alignment, "original")]),
];

/// Collects what a purge reaches.
pub(super) struct Reach<'a> {
    session: &'a Session,
    records: BTreeSet<(Kind, RecordId)>,
    contents: BTreeSet<ContentId>,
}

/// What a purge reaches.
pub(super) struct Reached {
    pub records: Vec<(Kind, RecordId)>,
    pub contents: Vec<ContentId>,
    /// How many bytes are held of these contents.
    pub bytes: u64,
    /// What else uses them, as `CONTENT: KIND ID`.
    pub also_used_by: Vec<String>,
}

impl<'a> Reach<'a> {
    pub fn new(session: &'a Session) -> Self {
        Self { session, records: BTreeSet::new(), contents: BTreeSet::new() }
    }

    /// Takes a record alone.
    pub fn only(&mut self, kind: Kind, id: RecordId) {
        self.records.insert((kind, id));
    }

    /// Takes a record with everything that hangs on it.
    pub fn take(&mut self, kind: Kind, record: Record) -> Result<(), Error> {
        let catalogue = self.session.catalogue();
        let mut open = vec![(kind, record)];
        while let Some((kind, record)) = open.pop() {
            if !self.records.insert((kind, record.id)) {
                continue;
            }
            let own = HANGS_ON.iter().find(|(of, _)| *of == kind).map(|(_, hanging)| *hanging);
            let everywhere: &[(Kind, &str)] = &[(Kind::Note, "on")];
            for (hanging, field) in own.unwrap_or_default().iter().chain(everywhere) {
                let found = links::linked(&catalogue, *hanging, field, record.id)?;
                open.extend(found.into_iter().map(|found| (*hanging, found)));
            }
            match kind {
                Kind::Document => {
                    let Some(content) = record.link("content") else { continue };
                    self.contents.insert(content.into());
                    let made = links::linked(&catalogue, Kind::Rendition, "of", content)?;
                    open.extend(made.into_iter().map(|made| (Kind::Rendition, made)));
                }
                Kind::Rendition => {
                    let made = [record.link("text"), record.link("structure")];
                    self.contents.extend(made.into_iter().flatten().map(ContentId::from));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns all of it, with what else uses the same bytes.
    pub fn finish(self) -> Result<Reached, Error> {
        let catalogue = self.session.catalogue();
        let taken: BTreeSet<RecordId> = self.records.iter().map(|(_, id)| *id).collect();
        let mut also_used_by = Vec::new();
        let mut bytes = 0;
        for content in &self.contents {
            let row = catalogue.content(*content)?;
            let held = row.filter(|row| row.state == ContentState::Held);
            bytes += held.and_then(|row| row.size_bytes).unwrap_or(0);
            let id = (*content).into();
            let users = [(Kind::Document, "content"), (Kind::Rendition, "text")];
            for (kind, field) in users {
                for user in links::linked(&catalogue, kind, field, id)? {
                    if !taken.contains(&user.id) {
                        also_used_by.push(format!("{content}: {} {}", kind.name(), user.id));
                    }
                }
            }
        }
        Ok(Reached {
            records: self.records.into_iter().collect(),
            contents: self.contents.into_iter().collect(),
            bytes,
            also_used_by,
        })
    }
}
