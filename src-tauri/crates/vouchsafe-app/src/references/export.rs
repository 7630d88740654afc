//! `references export`: a bibliography for other programs. Sealed works never leave, embargoed
//! ones not before their day.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_citation::{Attachment, Loss, Reference, ReferenceFormat, export};
use vouchsafe_model::Kind;

use super::whole_item;
use crate::{
    collection::collections_of,
    error::Error,
    links, names,
    secrecy::{self, Level},
    session::Session,
    tag::tags_of,
};

/// What is to be written out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReferencesExportRequest {
    /// The works; all of the archive if none are named.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Only those in this collection.
    pub collection: Option<String>,
    /// In which format.
    #[ts(type = "string")]
    pub format: ReferenceFormat,
    /// Whether notes go too, but for those that are not open.
    #[serde(default)]
    pub notes: bool,
}

/// A bibliography, and what is not in it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReferencesExportReport {
    /// The format.
    pub format: &'static str,
    /// The bibliography.
    pub text: String,
    /// How many works are in it.
    pub exported: usize,
    /// How many were held back, because they are sealed or embargoed.
    pub held_back: usize,
    /// What the format cannot say.
    pub losses: Vec<LossItem>,
}

/// Something that the format cannot say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LossItem {
    /// The work's citation key.
    pub key: String,
    /// The CSL variable.
    pub variable: String,
    /// What becomes of it.
    pub reason: String,
}

/// Writes works out as a bibliography.
///
/// # Errors
/// There is no such source or collection; or the archive cannot be read.
pub fn references_export(
    session: &Session,
    request: &ReferencesExportRequest,
) -> Result<ReferencesExportReport, Error> {
    let catalogue = session.catalogue();
    let collection = match &request.collection {
        Some(name) => Some(links::label(&names::find(&catalogue, Kind::Collection, name)?)),
        None => None,
    };
    let mut chosen = Vec::new();
    if request.sources.is_empty() {
        catalogue.for_each(Kind::Source, |source| {
            if !source.is_removed() {
                chosen.push(source);
            }
            Ok::<(), Error>(())
        })?;
    }
    for name in &request.sources {
        chosen.push(names::find(&catalogue, Kind::Source, name)?);
    }
    let mut held_back = 0;
    let mut references = Vec::with_capacity(chosen.len());
    for source in chosen {
        if let Some(name) = &collection
            && !collections_of(&catalogue, source.id)?.contains(name)
        {
            continue;
        }
        if may_leave(session, &source)? {
            references.push(reference(session, &source, request.notes)?);
        } else {
            held_back += 1;
        }
    }
    let written = export(&references, request.format);
    Ok(ReferencesExportReport {
        format: request.format.name(),
        text: written.text,
        exported: references.len(),
        held_back,
        losses: written.losses.into_iter().map(LossItem::from).collect(),
    })
}

/// Returns whether a record may be given on: it is not sealed, and no embargo holds.
pub(crate) fn may_leave(session: &Session, record: &Record) -> Result<bool, Error> {
    let catalogue = session.catalogue();
    let now = session.environment.clock.now();
    Ok(secrecy::level(&catalogue, record)? != Level::Sealed
        && secrecy::embargo(&catalogue, record, now)?.is_none())
}

fn reference(session: &Session, source: &Record, with_notes: bool) -> Result<Reference, Error> {
    let catalogue = session.catalogue();
    let text = |field: &str| source.text(field).map(str::to_owned);
    let mut notes = Vec::new();
    if with_notes {
        for note in links::linked(&catalogue, Kind::Note, "on", source.id)? {
            let open = secrecy::own(&note) == Level::Open && may_leave(session, &note)?;
            notes.extend(note.text("text").filter(|_| open).map(str::to_owned));
        }
    }
    Ok(Reference {
        item: whole_item(source),
        line: 0,
        attachments: Vec::<Attachment>::new(),
        notes,
        tags: tags_of(&catalogue, source.id)?,
        collections: crate::marks::COLLECTIONS.paths_of(&catalogue, source.id)?,
        added_at: text("imported_added_at"),
        modified_at: text("imported_modified_at"),
    })
}

impl From<Loss> for LossItem {
    fn from(loss: Loss) -> Self {
        Self { key: loss.key, variable: loss.variable, reason: loss.reason }
    }
}
