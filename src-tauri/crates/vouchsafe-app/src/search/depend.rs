//! What else changes in the index when a record does: what shows its title, its days, its names,
//! or may be seen only by who may see it.

use std::collections::BTreeSet;

use serde_json::json;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::{error::Error, links};

/// Records, each once.
pub(super) type Touched = BTreeSet<(Kind, RecordId)>;

/// What about a record was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Something that others show: a title, a name, a day.
    shown: bool,
    /// Who may see it.
    secrecy: bool,
}

impl Written {
    /// Everything, as far as is known.
    pub const ALL: Self = Self { shown: true, secrecy: true };

    /// Tells by the names of the fields.
    pub fn of<'a>(fields: impl Iterator<Item = &'a str>) -> Self {
        const SHOWN: [&str; 11] = [
            "key",
            "csl.title",
            "csl.issued",
            "date.issued",
            "csl.language",
            "source",
            "document",
            "name",
            "pseudonym",
            "text",
            "removed",
        ];
        fields.fold(Self::default(), |written, field| Self {
            shown: written.shown || SHOWN.contains(&field),
            secrecy: written.secrecy || ["sensitivity", "source", "document"].contains(&field),
        })
    }
}

/// Adds a record that was written, and what depends on it.
pub(super) fn add(
    catalogue: &Catalogue<'_>,
    (kind, id): (Kind, RecordId),
    written: Written,
    touched: &mut Touched,
) -> Result<(), Error> {
    let mut open = vec![(kind, id)];
    while let Some((kind, id)) = open.pop() {
        if !is_searched(kind) {
            open.extend(owner(catalogue, kind, id)?);
            continue;
        }
        if !touched.insert((kind, id)) {
            continue;
        }
        let mut below = |kind: Kind, field: &str| -> Result<(), Error> {
            // Also what was removed: it may be found, too.
            let found = catalogue.with_value(kind, field, &json!(id.to_string()))?;
            open.extend(found.into_iter().map(|id| (kind, id)));
            Ok(())
        };
        if written.shown || written.secrecy {
            match kind {
                Kind::Source => below(Kind::Document, "source")?,
                Kind::Document => below(Kind::Passage, "document")?,
                Kind::Subject => below(Kind::Passage, "attributed_to")?,
                _ => {}
            }
        }
        if written.secrecy {
            below(Kind::Note, "on")?;
        }
    }
    Ok(())
}

fn is_searched(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Source | Kind::Document | Kind::Passage | Kind::Claim | Kind::Subject | Kind::Note
    )
}

/// Returns the searched records that show something of one that is not searched itself.
fn owner(
    catalogue: &Catalogue<'_>,
    kind: Kind,
    id: RecordId,
) -> Result<Vec<(Kind, RecordId)>, Error> {
    let of = |kind: Kind, id: Option<RecordId>| id.map(|id| (kind, id)).into_iter().collect();
    if !matches!(kind, Kind::Rendition | Kind::Accession | Kind::Name | Kind::Tagging | Kind::Tag) {
        return Ok(Vec::new());
    }
    let Some(record) = catalogue.record(kind, id)? else { return Ok(Vec::new()) };
    Ok(match kind {
        Kind::Rendition => documents_of(catalogue, record.link("of"))?,
        Kind::Accession => of(Kind::Document, record.link("document")),
        Kind::Name => of(Kind::Subject, record.link("subject")),
        Kind::Tagging => marked(&record),
        _ => {
            let taggings = links::linked(catalogue, Kind::Tagging, "tag", id)?;
            taggings.iter().flat_map(marked).collect()
        }
    })
}

/// Returns the documents that are a content.
pub(super) fn documents_of(
    catalogue: &Catalogue<'_>,
    content: Option<RecordId>,
) -> Result<Vec<(Kind, RecordId)>, Error> {
    let Some(content) = content else { return Ok(Vec::new()) };
    let found = catalogue.with_value(Kind::Document, "content", &json!(content.to_string()))?;
    Ok(found.into_iter().map(|id| (Kind::Document, id)).collect())
}

fn marked(tagging: &Record) -> Vec<(Kind, RecordId)> {
    let kind = tagging.text("on_kind").and_then(Kind::of);
    kind.zip(tagging.link("on")).into_iter().collect()
}
