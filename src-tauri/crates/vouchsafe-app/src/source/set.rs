//! `source set`: changes what is said about a work.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;
use vouchsafe_archive::SetDraft;
use vouchsafe_model::Kind;

use super::{csl, refuse_taken};
use crate::{accession::csl_fields, citation_key, error::Error, names, session::Session};

/// What is to be said about a source from now on.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SourceSetRequest {
    /// The source.
    pub name: String,
    /// Fields and their values as typed: `key`, or `csl.` and a variable; an empty value clears.
    pub assignments: Vec<(String, String)>,
    /// A CSL-JSON item, as text; its variables are set, those it lacks stay.
    pub csl_json: Option<String>,
}

/// What was changed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SourceSetReport {
    /// The source.
    pub source: String,
    /// Its citation key now.
    pub key: Option<String>,
    /// The fields that have another value now, or are no longer disputed.
    pub changed: Vec<String>,
}

/// Sets fields of a source. What has that value already is not written again.
///
/// # Errors
/// There is no such source, the key is another's, or a value cannot be read.
pub fn source_set(
    session: &mut Session,
    request: &SourceSetRequest,
) -> Result<SourceSetReport, Error> {
    let fields = fields(request)?;
    let source = names::find(&session.catalogue(), Kind::Source, &request.name)?;
    let mut draft = SetDraft::new(Kind::Source, source.id);
    for (field, value) in fields {
        let disputed = source.fields.get(&field).is_some_and(|field| field.is_disputed());
        if disputed || source.get(&field).unwrap_or(&Value::Null) != &value {
            draft.fields.push((field, value));
        }
    }
    let changed: Vec<String> = draft.fields.iter().map(|field| field.0.clone()).collect();
    let new_key = draft.fields.iter().find(|field| field.0 == "key").map(|field| field.1.clone());
    let key = match &new_key {
        Some(key) => key.as_str().map(str::to_owned),
        None => source.text("key").map(str::to_owned),
    };
    if !changed.is_empty() {
        session.write(|append| {
            if let Some(key) = new_key.as_ref().and_then(Value::as_str) {
                let what = format!("cannot change source {}", source.id);
                refuse_taken(&append.catalogue(), &what, key, Some(source.id))?;
            }
            Ok(append.set(draft)?)
        })?;
    }
    Ok(SourceSetReport { source: source.id.to_string(), key, changed })
}

fn fields(request: &SourceSetRequest) -> Result<BTreeMap<String, Value>, Error> {
    let what = "cannot change the source";
    let mut fields = BTreeMap::new();
    if let Some(text) = &request.csl_json {
        fields.extend(csl_fields(&csl::item(text)?));
    }
    for (field, text) in &request.assignments {
        for (field, value) in assigned(field, text)? {
            vouchsafe_model::check_field(Kind::Source, &field, &value)?;
            fields.insert(field, value);
        }
    }
    if fields.is_empty() {
        return Err(Error::refused(what, "no field was named"));
    }
    Ok(fields)
}

/// Returns what an assignment sets: `key`, a CSL variable, or a variable's form in another script
/// or language.
fn assigned(field: &str, text: &str) -> Result<Vec<(String, Value)>, Error> {
    let is_cleared = text.trim().is_empty();
    if let Some(variable) = field.strip_prefix("csl.") {
        csl::check_variable(variable)?;
        if !is_cleared {
            return csl::typed(variable, text);
        }
        let mut cleared = vec![(field.to_owned(), Value::Null)];
        cleared.extend(csl::is_date(variable).then(|| (format!("date.{variable}"), Value::Null)));
        return Ok(cleared);
    }
    if let Some((variable, _)) = field.strip_prefix("alt.").and_then(|rest| rest.split_once('.')) {
        csl::check_variable(variable)?;
        let value = match is_cleared {
            true => Value::Null,
            false => json!(csl::plain(variable, text.trim()).to_string()),
        };
        return Ok(vec![(field.to_owned(), value)]);
    }
    if field == "key" {
        if !is_cleared {
            citation_key::check(text)?;
        }
        return Ok(vec![(field.to_owned(), if is_cleared { Value::Null } else { json!(text) })]);
    }
    let why = format!(
        "there is no field `{field}`; `key`, `csl.VARIABLE` and `alt.VARIABLE.LANGUAGE` are"
    );
    Err(Error::refused("cannot change the source", why))
}
