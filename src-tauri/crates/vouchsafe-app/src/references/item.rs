//! A source as one CSL-JSON item that holds all that was said of it, other scripts included.
//!
//! What CSL has no place for stands under `custom.vouchsafe`: `alt` (forms of titles and names, by
//! variable and language) and `dates` (as written, by variable). Under the same name
//! `vouchsafe-citation` keeps what hangs on a reference; neither touches what is the other's.

use serde_json::{Map, Value, json};
use vouchsafe_archive::Record;
use vouchsafe_model::Date;

use crate::source::csl_of;

/// The member of `custom` that holds what CSL has no place for.
const OWN: &str = "vouchsafe";

/// The variable that holds, as an object, those variables of an item whose names no line of a log
/// has room for. It is never part of an item that leaves.
const OTHER: &str = "x-other-variables";

/// Returns the source's CSL-JSON item, with all that CSL has no place for.
pub(crate) fn whole_item(source: &Record) -> Map<String, Value> {
    let mut item = csl_of(source);
    if let Some(Value::Object(other)) = item.remove(OTHER) {
        item.extend(other);
    }
    if let Some(key) = item.get("id").cloned()
        && let Some(named) = item.get_mut("citation-key")
    {
        // A key that was changed here is the work's key from now on.
        *named = key;
    }
    let mut alt: Map<String, Value> = Map::new();
    let mut dates: Map<String, Value> = Map::new();
    for field in source.fields.keys() {
        let json = source.text(field).and_then(|json| serde_json::from_str(json).ok());
        let Some(value) = json else { continue };
        if let Some((variable, language)) =
            field.strip_prefix("alt.").and_then(|rest| rest.split_once('.'))
        {
            let forms = alt.entry(variable).or_insert_with(|| json!({}));
            if let Some(forms) = forms.as_object_mut() {
                forms.insert(language.to_owned(), value);
            }
        } else if let Some(variable) = field.strip_prefix("date.") {
            dates.insert(variable.to_owned(), value);
        }
    }
    let mut own = Map::new();
    own.extend((!alt.is_empty()).then(|| ("alt".to_owned(), Value::Object(alt))));
    own.extend((!dates.is_empty()).then(|| ("dates".to_owned(), Value::Object(dates))));
    if !own.is_empty() {
        let custom = item.entry("custom").or_insert_with(|| json!({}));
        if let Some(custom) = custom.as_object_mut() {
            custom.insert(OWN.to_owned(), Value::Object(own));
        }
    }
    item
}

/// Returns the fields of a source that an item says, the other way round. What is under
/// `custom.vouchsafe` and is not well formed stays where it is.
pub(super) fn fields_of_item(item: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut item = item.clone();
    let mut fields = Vec::new();
    if let Some(custom) = item.get_mut("custom").and_then(Value::as_object_mut)
        && let Some(own) = custom.get(OWN).and_then(own_fields)
    {
        custom.remove(OWN);
        fields.extend(own);
        if custom.is_empty() {
            item.remove("custom");
        }
    }
    let names: Vec<String> = item.keys().filter(|name| !is_storable(name)).cloned().collect();
    let other: Map<String, Value> =
        names.into_iter().filter_map(|name| item.remove_entry(&name)).collect();
    if !other.is_empty() {
        item.insert(OTHER.to_owned(), Value::Object(other));
    }
    fields.extend(crate::accession::csl_fields(&item));
    fields
}

/// Whether a variable's name fits into the name of a log's line.
fn is_storable(name: &str) -> bool {
    name != OTHER && crate::source::check_variable(name).is_ok()
}

fn own_fields(own: &Value) -> Option<Vec<(String, Value)>> {
    let mut fields = Vec::new();
    for (member, value) in own.as_object()? {
        for (variable, value) in value.as_object()? {
            match member.as_str() {
                "alt" => {
                    for (language, value) in value.as_object()? {
                        fields
                            .push((format!("alt.{variable}.{language}"), json!(value.to_string())));
                    }
                }
                "dates" => {
                    let date = Date::from_json(&value.to_string()).ok()?;
                    fields.push((format!("date.{variable}"), json!(date.to_json())));
                }
                _ => return None,
            }
        }
    }
    let fits = |(field, value): &(String, Value)| {
        vouchsafe_model::check_field(vouchsafe_model::Kind::Source, field, value).is_ok()
    };
    fields.iter().all(fits).then_some(fields)
}
