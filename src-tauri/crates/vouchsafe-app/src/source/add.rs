//! `source add`: describes a work, whether it is held here or only known.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;
use vouchsafe_archive::{Append, SetDraft};

use vouchsafe_model::{Kind, SourceId};

use super::{csl, refuse_taken};
use crate::{accession::csl_fields, citation_key, error::Error, session::Session};

/// How keys are made where nobody says otherwise: `talebi2019`.
const KEY_PATTERN: &str = "[auth:lower][year]";

/// A work to be described.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SourceAddRequest {
    /// Its citation key; made from author and year, else from the title, if none is given.
    pub key: Option<String>,
    /// A CSL-JSON item, as text.
    pub csl_json: Option<String>,
    /// Variables as a person typed them; they go before those of the item.
    pub variables: Vec<(String, String)>,
}

/// A source that was made.
#[derive(Debug, Clone, Serialize, TS)]
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
    let mut beside: Vec<(String, Value)> = Vec::new();
    for (variable, text) in &request.variables {
        csl::check_variable(variable)?;
        for (field, value) in csl::typed(variable, text)? {
            match field.strip_prefix("csl.") {
                Some(variable) => {
                    let value = value.as_str().and_then(|json| serde_json::from_str(json).ok());
                    item.insert(variable.to_owned(), value.unwrap_or_default());
                }
                None => beside.push((field, value)),
            }
        }
    }
    beside.retain(|(_, value)| !value.is_null());
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
            None => made_key(append, &item, None)?,
        };
        let source: SourceId = append.new_id();
        let mut draft = SetDraft::new(Kind::Source, source).with("key", key.as_str());
        draft.fields.extend(csl_fields(&item));
        draft.fields.extend(beside);
        append.set(draft)?;
        item.insert("id".to_owned(), key.as_str().into());
        Ok(SourceAddReport { source: source.to_string(), key, csl: item })
    })
}

/// Makes a citation key that no source has yet: by a pattern, else of author and year, else of the
/// title.
///
/// # Errors
/// The pattern is none; or the archive cannot be read.
pub(crate) fn made_key(
    append: &mut Append<'_>,
    item: &Map<String, Value>,
    pattern: Option<&str>,
) -> Result<String, Error> {
    let pattern = pattern.unwrap_or(KEY_PATTERN);
    let refused = |error: vouchsafe_citation::PatternError| {
        Error::refused(format!("cannot make keys by `{pattern}`"), error.to_string())
    };
    let mut base = vouchsafe_citation::citation_key(pattern, item).map_err(refused)?;
    let kind = item.iter().filter(|(variable, _)| *variable == "type");
    let kind: Map<String, Value> = kind.map(|(name, kind)| (name.clone(), kind.clone())).collect();
    // An item that says nothing of what the pattern asks for is called by its type.
    let says_nothing =
        vouchsafe_citation::citation_key(pattern, &kind).is_ok_and(|key| key == base);
    if says_nothing || citation_key::check(&base).is_err() {
        let title = item.get("title").and_then(Value::as_str).unwrap_or_default();
        base = citation_key::slug(title);
    }
    citation_key::unused(append, base)
}
