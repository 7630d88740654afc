//! `source add`: describes a work, whether it is held here or only known.

use serde::Serialize;
use serde_json::{Map, Value};
use vouchsafe_archive::SetDraft;
use vouchsafe_model::{Kind, SourceId};

use super::{csl, refuse_taken};
use crate::{accession::csl_fields, citation_key, error::Error, session::Session};

/// A work to be described.
#[derive(Debug, Clone, Default)]
pub struct SourceAddRequest {
    /// Its citation key; made from author and year, else from the title, if none is given.
    pub key: Option<String>,
    /// A CSL-JSON item, as text.
    pub csl_json: Option<String>,
    /// Variables as a person typed them; they go before those of the item.
    pub variables: Vec<(String, String)>,
}

/// A source that was made.
#[derive(Debug, Clone, Serialize)]
pub struct SourceAddReport {
    /// Its id.
    pub source: String,
    /// Its citation key.
    pub key: String,
    /// Its CSL-JSON item.
    pub csl: Map<String, Value>,
}

/// Describes a work.
///
/// # Errors
/// Its key is another source's, nothing was said about it, or a value cannot be read.
pub fn source_add(
    session: &mut Session,
    request: &SourceAddRequest,
) -> Result<SourceAddReport, Error> {
    let what = "cannot add the source";
    let mut item = match &request.csl_json {
        Some(text) => csl::item(text)?,
        None => Map::new(),
    };
    for (variable, text) in &request.variables {
        csl::check_variable(variable)?;
        item.insert(variable.clone(), csl::typed(variable, text)?);
    }
    let own_key = item.remove("id").and_then(|id| id.as_str().map(str::to_owned));
    let key = request.key.clone().or(own_key);
    if key.is_none() && item.is_empty() {
        return Err(Error::refused(what, "nothing was said about it; a title will do"));
    }
    if let Some(key) = &key {
        citation_key::check(key)?;
    }
    item.entry("type").or_insert_with(|| "document".into());
    session.write(|append| {
        let key = match key {
            Some(key) => {
                refuse_taken(&append.catalogue(), what, &key, None)?;
                key
            }
            None => made_key(append, &item)?,
        };
        let source: SourceId = append.new_id();
        let mut draft = SetDraft::new(Kind::Source, source).with("key", key.as_str());
        draft.fields.extend(csl_fields(&item));
        append.set(draft)?;
        item.insert("id".to_owned(), key.as_str().into());
        Ok(SourceAddReport { source: source.to_string(), key, csl: item })
    })
}

fn made_key(
    append: &mut vouchsafe_archive::Append<'_>,
    item: &Map<String, Value>,
) -> Result<String, Error> {
    let (name, year) = csl::name_and_year(item);
    let title = item.get("title").and_then(Value::as_str).unwrap_or_default();
    let base = match name {
        Some(name) => citation_key::slug(name) + &year.unwrap_or_default(),
        None => citation_key::slug(title),
    };
    citation_key::unused(append, base)
}
