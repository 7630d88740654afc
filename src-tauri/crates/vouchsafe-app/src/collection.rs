//! `collection`: named sets of records.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    links,
    marks::{COLLECTIONS, MarkItem, Marked},
    names,
    records::{self, RecordItem},
    session::Session,
};

/// What became of the records that were put into a collection, or taken out.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CollectionReport {
    /// The collection.
    pub collection: String,
    /// Its name.
    pub name: String,
    /// Whether it is new.
    pub made: bool,
    /// The records.
    pub items: Vec<MarkItem>,
}

/// A collection to be made.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CollectionNewRequest {
    /// Its name; no other collection has it.
    pub name: String,
    /// The collection it is part of.
    pub parent: Option<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// Collections.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct CollectionListReport {
    /// The collections, by name.
    pub collections: Vec<CollectionItem>,
}

/// A collection.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CollectionItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of the collection it is part of.
    pub parent: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// What is in it, not counting the collections that are part of it.
    pub records: Vec<RecordItem>,
}

impl From<Marked> for CollectionReport {
    fn from(marked: Marked) -> Self {
        let Marked { group, name, made, items } = marked;
        Self { collection: group.to_string(), name, made, items }
    }
}

/// Puts records into a collection, which is made if there is none of that name. Twice changes
/// nothing.
///
/// # Errors
/// A record cannot be found, and none was put in.
pub fn collection_add(
    session: &mut Session,
    collection: &str,
    records: &[String],
) -> Result<CollectionReport, Error> {
    Ok(COLLECTIONS.add(session, collection, records)?.into())
}

/// Takes records out of a collection.
///
/// # Errors
/// There is no such collection, or a record cannot be found; then nothing was changed.
pub fn collection_remove(
    session: &mut Session,
    collection: &str,
    records: &[String],
) -> Result<CollectionReport, Error> {
    Ok(COLLECTIONS.remove(session, collection, records)?.into())
}

/// Makes an empty collection.
///
/// # Errors
/// There is one of that name, or no such parent.
pub fn collection_new(
    session: &mut Session,
    request: &CollectionNewRequest,
) -> Result<CollectionReport, Error> {
    let name = COLLECTIONS.check_name(&request.name)?;
    let catalogue = session.catalogue();
    let parent = match &request.parent {
        Some(parent) => Some(names::find(&catalogue, Kind::Collection, parent)?.id.to_string()),
        None => None,
    };
    session.write(|append| {
        if let Some(other) = COLLECTIONS.named(&append.catalogue(), &name)? {
            let what = format!("cannot make the collection `{name}`");
            return Err(Error::refused(what, format!("collection {} has that name", other.id)));
        }
        let mut fields = vec![("name", name.as_str())];
        fields.extend(parent.as_deref().map(|parent| ("parent", parent)));
        fields.extend(request.description.as_deref().map(|text| ("description", text)));
        let group = COLLECTIONS.make(append, &fields)?;
        Ok(Marked { group, name: name.clone(), made: true, items: Vec::new() }.into())
    })
}

/// Lists all collections, or one.
///
/// # Errors
/// There is no such collection; or the archive cannot be read.
pub fn collection_list(
    session: &Session,
    name: Option<&str>,
) -> Result<CollectionListReport, Error> {
    let catalogue = session.catalogue();
    let mut collections = Vec::new();
    match name {
        Some(name) => {
            let found = names::find(&catalogue, Kind::Collection, name)?;
            collections.push(item(&catalogue, &found)?);
        }
        None => catalogue.for_each(Kind::Collection, |found| {
            if !found.is_removed() {
                collections.push(item(&catalogue, &found)?);
            }
            Ok::<(), Error>(())
        })?,
    }
    collections.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(CollectionListReport { collections })
}

/// Returns the names of the collections a record is in, in order.
pub(crate) fn collections_of(
    catalogue: &Catalogue<'_>,
    record: RecordId,
) -> Result<Vec<String>, Error> {
    let groups = COLLECTIONS.groups_of(catalogue, record)?;
    let mut names: Vec<String> = groups.iter().map(links::label).collect();
    names.sort();
    Ok(names)
}

fn item(catalogue: &Catalogue<'_>, collection: &Record) -> Result<CollectionItem, Error> {
    Ok(CollectionItem {
        id: collection.id.to_string(),
        name: links::label(collection),
        parent: collection.text("parent").map(str::to_owned),
        description: collection.text("description").map(str::to_owned),
        sensitivity: records::sensitivity(collection).to_owned(),
        records: COLLECTIONS.members(catalogue, collection.id)?,
    })
}
