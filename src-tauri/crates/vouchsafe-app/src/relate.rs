//! `relate`: how one work stands to another, earlier one, from passage to passage where known.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, Record, SetDraft};
use vouchsafe_model::{CrossReferenceId, Kind, RELATIONS, RecordId};

use crate::{
    error::Error,
    links, names, passage,
    records::{self, RecordItem},
    session::Session,
};

/// A cross-reference to be made.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct RelateRequest {
    /// The later work.
    pub from: String,
    /// The earlier one.
    pub to: String,
    /// `quotes`, `cites`, `republishes`, `translates`, `is based on`, `is version of` or
    /// `responds to`.
    pub relation: String,
    /// The passage of the later work that does so.
    pub from_passage: Option<String>,
    /// The passage of the earlier work that is meant.
    pub to_passage: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RelateReport {
    /// The cross-reference.
    pub cross_reference: String,
    /// Whether it was there already.
    pub already_present: bool,
}

/// A cross-reference.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CrossReferenceItem {
    /// Its id.
    pub id: String,
    /// The later work.
    pub from: Option<RecordItem>,
    /// The earlier work.
    pub to: Option<RecordItem>,
    /// How the later stands to the earlier.
    pub relation: String,
    /// The passage of the later work that does so.
    pub from_passage: Option<RecordItem>,
    /// The passage of the earlier work that is meant.
    pub to_passage: Option<RecordItem>,
    /// A comment.
    pub comment: Option<String>,
}

/// Cross-references.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct CrossReferenceListReport {
    /// The cross-references, oldest first.
    pub cross_references: Vec<CrossReferenceItem>,
}

/// Says how one source stands to another.
///
/// # Errors
/// There is no such source or passage, a source is related to itself, a passage is not of its
/// source, or the relation is none.
pub fn relate(session: &mut Session, request: &RelateRequest) -> Result<RelateReport, Error> {
    let catalogue = session.catalogue();
    let from = names::find(&catalogue, Kind::Source, &request.from)?;
    let to = names::find(&catalogue, Kind::Source, &request.to)?;
    let what = format!("cannot relate {} to {}", links::label(&from), links::label(&to));
    if from.id == to.id {
        return Err(Error::refused(what, "a source is not related to itself"));
    }
    let relation = request.relation.trim().replace(['-', '_'], " ");
    if !RELATIONS.contains(&relation.as_str()) {
        let why = format!("`{relation}` is none of {}", RELATIONS.join(", "));
        return Err(Error::refused(what, why));
    }
    let from_passage = passage_of(&catalogue, request.from_passage.as_deref(), &from, &what)?;
    let to_passage = passage_of(&catalogue, request.to_passage.as_deref(), &to, &what)?;
    for present in links::linked(&catalogue, Kind::CrossReference, "from", from.id)? {
        let same = present.link("to") == Some(to.id)
            && present.text("relation") == Some(&relation)
            && present.link("from_passage") == from_passage
            && present.link("to_passage") == to_passage;
        if same {
            let cross_reference = present.id.to_string();
            return Ok(RelateReport { cross_reference, already_present: true });
        }
    }
    session.write(|append| {
        let cross_reference: CrossReferenceId = append.new_id();
        let draft = SetDraft::new(Kind::CrossReference, cross_reference)
            .with("from", from.id.to_string())
            .with("to", to.id.to_string())
            .with("relation", relation)
            .with_some("from_passage", from_passage.map(|id| id.to_string()))
            .with_some("to_passage", to_passage.map(|id| id.to_string()))
            .with_some("comment", request.comment.as_deref());
        append.set(draft)?;
        let cross_reference = cross_reference.to_string();
        Ok(RelateReport { cross_reference, already_present: false })
    })
}

fn passage_of(
    catalogue: &Catalogue<'_>,
    name: Option<&str>,
    source: &Record,
    what: &str,
) -> Result<Option<RecordId>, Error> {
    let Some(name) = name else { return Ok(None) };
    let found = names::find(catalogue, Kind::Passage, name)?;
    match passage::source_of(catalogue, &found)? {
        Some(own) if own.id == source.id => Ok(Some(found.id)),
        _ => {
            let why =
                format!("passage {} is not in a document of {}", found.id, links::label(source));
            Err(Error::refused(what, why))
        }
    }
}

/// Lists cross-references: from and to a source, or all.
///
/// # Errors
/// There is no such source; or the archive cannot be read.
pub fn cross_reference_list(
    session: &Session,
    source: Option<&str>,
) -> Result<CrossReferenceListReport, Error> {
    let catalogue = session.catalogue();
    let mut report = CrossReferenceListReport::default();
    match source {
        Some(name) => {
            let source = names::find(&catalogue, Kind::Source, name)?;
            for field in ["from", "to"] {
                for found in links::linked(&catalogue, Kind::CrossReference, field, source.id)? {
                    report.cross_references.push(item(&catalogue, &found)?);
                }
            }
        }
        None => catalogue.for_each(Kind::CrossReference, |found| {
            if !found.is_removed() {
                report.cross_references.push(item(&catalogue, &found)?);
            }
            Ok::<(), Error>(())
        })?,
    }
    Ok(report)
}

fn item(catalogue: &Catalogue<'_>, found: &Record) -> Result<CrossReferenceItem, Error> {
    let linked = |field: &str, kind: Kind| {
        let id = found.link(field);
        let record = id.map(|id| catalogue.record(kind, id)).transpose()?.flatten();
        record.map(|record| records::item(catalogue, kind, &record)).transpose()
    };
    let shows = !records::is_sealed(catalogue, found)?;
    Ok(CrossReferenceItem {
        id: found.id.to_string(),
        from: linked("from", Kind::Source)?,
        to: linked("to", Kind::Source)?,
        relation: found.text("relation").unwrap_or_default().to_owned(),
        from_passage: linked("from_passage", Kind::Passage)?,
        to_passage: linked("to_passage", Kind::Passage)?,
        comment: found.text("comment").filter(|_| shows).map(str::to_owned),
    })
}
