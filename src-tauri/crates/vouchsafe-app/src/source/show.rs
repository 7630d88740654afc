//! `source show`: a work with everything that is said about it, and where people disagree.

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_model::Kind;

use super::{SourceItem, list};
use crate::{
    appraisal::{AppraisalItem, appraisals_of},
    collection::collections_of,
    error::Error,
    names,
    note::{NoteItem, notes_on},
    records::{self, WriteItem},
    relate::{CrossReferenceItem, cross_reference_list},
    session::Session,
    tag::tags_of,
};

/// A source with everything that is said about it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SourceShowReport {
    /// The source.
    #[serde(flatten)]
    pub item: SourceItem,
    /// Every field, with who wrote it.
    pub fields: Vec<FieldItem>,
    /// The notes on it.
    pub notes: Vec<NoteItem>,
    /// The tags on it, by name.
    pub tags: Vec<String>,
    /// The collections it is in, by name.
    pub collections: Vec<String>,
    /// What people think of it, in each respect.
    pub appraisals: Vec<AppraisalItem>,
    /// How it stands to other works.
    pub cross_references: Vec<CrossReferenceItem>,
}

/// A field of a record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FieldItem {
    /// Its name; `csl.title` holds the JSON text of the CSL variable `title`.
    pub field: String,
    /// What was written last, by whom and when.
    #[serde(flatten)]
    pub shown: WriteItem,
    /// What others wrote at the same time; nobody has decided between them yet.
    pub disagreements: Vec<WriteItem>,
}

/// Shows a source.
///
/// # Errors
/// There is no such source; it is sealed and was not asked for; or the archive cannot be read.
pub fn source_show(
    session: &Session,
    name: &str,
    show_sealed: bool,
) -> Result<SourceShowReport, Error> {
    let catalogue = session.catalogue();
    let source = names::find(&catalogue, Kind::Source, name)?;
    if !show_sealed && records::is_sealed(&catalogue, &source)? {
        return Err(records::not_shown(&source));
    }
    let mut fields = Vec::new();
    for (name, field) in &source.fields {
        let mut writes = Vec::with_capacity(field.writes.len());
        for write in &field.writes {
            writes.push(records::write_item(session, write)?);
        }
        let disputed = writes.len() > 1;
        let Some(shown) = writes.pop() else { continue };
        if disputed || shown.value != Value::Null {
            fields.push(FieldItem { field: name.clone(), shown, disagreements: writes });
        }
    }
    Ok(SourceShowReport {
        item: list::item(&catalogue, &source, true)?,
        fields,
        notes: notes_on(session, source.id, show_sealed)?,
        tags: tags_of(&catalogue, source.id)?,
        collections: collections_of(&catalogue, source.id)?,
        appraisals: appraisals_of(session, source.id)?,
        cross_references: cross_reference_list(session, Some(&source.id.to_string()))?
            .cross_references,
    })
}
