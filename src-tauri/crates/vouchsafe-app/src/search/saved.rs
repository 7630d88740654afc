//! Saved searches: queries with a name, kept in the archive to be asked again.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::{Query, Record, SetDraft};
use vouchsafe_model::{Kind, RecordId};

use crate::{error::Error, links, names, session::Session, visible::is_hidden};

/// The longest name, in characters.
const NAME_CHARACTERS_MAX: usize = 200;

/// A saved search that was written to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SavedSearchReport {
    /// Its id.
    pub saved_search: String,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub query: String,
    /// Whether anything was written.
    pub changed: bool,
}

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedSearchItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it asks; `None` if that was purged.
    pub query: Option<String>,
}

/// Saved searches.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SavedSearchListReport {
    /// The searches, in the order in which they came to be.
    pub saved_searches: Vec<SavedSearchItem>,
}

/// Keeps a query under a name; one of that name that is there already asks this from now on.
///
/// # Errors
/// The query cannot be understood, or the name cannot be one.
pub fn saved_search_add(
    session: &mut Session,
    name: &str,
    query: &str,
) -> Result<SavedSearchReport, Error> {
    let (name, query) = (name.trim(), query.trim());
    let what = || format!("cannot save the search `{name}`");
    let length = name.chars().count();
    if length == 0 || length > NAME_CHARACTERS_MAX || name.chars().any(is_hidden) {
        let why = format!("a name has 1 to {NAME_CHARACTERS_MAX} characters that can be seen");
        return Err(Error::refused(what(), why));
    }
    Query::parse(query).map_err(|error| Error::refused(what(), error.to_string()))?;
    let before = named(session, name)?;
    let report = |id: String, changed| SavedSearchReport {
        saved_search: id,
        name: name.to_owned(),
        query: query.to_owned(),
        changed,
    };
    if let Some(before) = before.as_ref().filter(|it| it.text("query") == Some(query)) {
        return Ok(report(before.id.to_string(), false));
    }
    session.write(|append| {
        let id: RecordId = match &before {
            Some(before) => before.id,
            None => append.new_id(),
        };
        let mut draft = SetDraft::new(Kind::SavedSearch, id);
        if before.is_none() {
            draft = draft.with("name", name);
        }
        append.set(draft.with("query", query))?;
        Ok(report(id.to_string(), true))
    })
}

/// Returns the search that was saved under a name.
///
/// # Errors
/// There is none, or it has no query any more.
pub fn saved_search(session: &Session, name: &str) -> Result<SavedSearchItem, Error> {
    let found = names::find(&session.catalogue(), Kind::SavedSearch, name)?;
    if found.is_removed() {
        return Err(Error::NotFound { what: "saved search", name: name.to_owned() });
    }
    Ok(item(&found))
}

/// Lists saved searches.
///
/// # Errors
/// The archive cannot be read.
pub fn saved_search_list(session: &Session) -> Result<SavedSearchListReport, Error> {
    let mut report = SavedSearchListReport::default();
    session.catalogue().for_each(Kind::SavedSearch, |found| {
        if !found.is_removed() {
            report.saved_searches.push(item(&found));
        }
        Ok::<(), Error>(())
    })?;
    Ok(report)
}

fn item(found: &Record) -> SavedSearchItem {
    let query = found.text("query").map(str::to_owned);
    SavedSearchItem { id: found.id.to_string(), name: links::label(found), query }
}

/// Returns the saved search, not removed, that is called exactly so.
fn named(session: &Session, name: &str) -> Result<Option<Record>, Error> {
    let mut named = None;
    session.catalogue().for_each(Kind::SavedSearch, |found| {
        if !found.is_removed() && found.text("name") == Some(name) {
            named = Some(found);
        }
        Ok::<(), Error>(())
    })?;
    Ok(named)
}
