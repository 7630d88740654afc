//! `tag`: words to mark records with.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::Catalogue;
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    links,
    marks::{MarkItem, Marked, TAGS},
    names,
    records::{self, RecordItem},
    session::Session,
};

/// What became of the records that a tag was put on, or taken off.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TagReport {
    /// The tag.
    pub tag: String,
    /// Its name.
    pub name: String,
    /// Whether it is new.
    pub made: bool,
    /// The records.
    pub items: Vec<MarkItem>,
}

/// Tags.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct TagListReport {
    /// The tags, by name.
    pub tags: Vec<TagItem>,
}

/// A tag.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TagItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The records it stands on.
    pub records: Vec<RecordItem>,
}

impl From<Marked> for TagReport {
    fn from(marked: Marked) -> Self {
        let Marked { group, name, made, items } = marked;
        Self { tag: group.to_string(), name, made, items }
    }
}

/// Puts a tag on records; it is made if there is none of that name. Twice changes nothing.
///
/// # Errors
/// A record cannot be found, and no tag was put on any.
pub fn tag_add(session: &mut Session, records: &[String], tag: &str) -> Result<TagReport, Error> {
    Ok(TAGS.add(session, tag, records)?.into())
}

/// Takes a tag off records.
///
/// # Errors
/// There is no such tag, or a record cannot be found; then nothing was changed.
pub fn tag_remove(
    session: &mut Session,
    records: &[String],
    tag: &str,
) -> Result<TagReport, Error> {
    Ok(TAGS.remove(session, tag, records)?.into())
}

/// Lists all tags, or those on a record.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn tag_list(session: &Session, on: Option<&str>) -> Result<TagListReport, Error> {
    let catalogue = session.catalogue();
    let mut groups = Vec::new();
    match on {
        Some(name) => {
            let (_, record) = records::find(&catalogue, name)?;
            groups = TAGS.groups_of(&catalogue, record.id)?;
        }
        None => catalogue.for_each(Kind::Tag, |tag| {
            if !tag.is_removed() {
                groups.push(tag);
            }
            Ok::<(), Error>(())
        })?,
    }
    let item = |tag: &vouchsafe_archive::Record| {
        let records = TAGS.members(&catalogue, tag.id)?;
        Ok(TagItem { id: tag.id.to_string(), name: links::label(tag), records })
    };
    let mut tags = groups.iter().map(item).collect::<Result<Vec<_>, Error>>()?;
    tags.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(TagListReport { tags })
}

/// Shows a tag with the records it stands on.
///
/// # Errors
/// There is no such tag; or the archive cannot be read.
pub fn tag_show(session: &Session, tag: &str) -> Result<TagItem, Error> {
    let catalogue = session.catalogue();
    let tag = names::find(&catalogue, Kind::Tag, tag)?;
    let records = TAGS.members(&catalogue, tag.id)?;
    Ok(TagItem { id: tag.id.to_string(), name: links::label(&tag), records })
}

/// Returns the names of the tags on a record, in order.
pub(crate) fn tags_of(catalogue: &Catalogue<'_>, record: RecordId) -> Result<Vec<String>, Error> {
    let groups = TAGS.groups_of(catalogue, record)?;
    let mut names: Vec<String> = groups.iter().map(links::label).collect();
    names.sort();
    Ok(names)
}
