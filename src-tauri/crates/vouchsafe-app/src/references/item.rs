//! A source as one CSL-JSON item that holds all that was said of it, other scripts included.

use serde_json::{Map, Value, json};
use vouchsafe_archive::Record;

use crate::source::csl_of;

/// The member of `custom` that holds what CSL has no place for.
const OWN: &str = "vouchsafe";

/// Returns the source's CSL-JSON item. Titles and names in other scripts and languages stand under
/// `custom.vouchsafe.alt`, by variable and language tag; dates as written under `dates`.
pub(crate) fn whole_item(source: &Record) -> Map<String, Value> {
    let mut item = csl_of(source);
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
    if let Some(custom) = item.get_mut("custom").and_then(Value::as_object_mut) {
        let own = custom.get(OWN).and_then(own_fields);
        if let Some(own) = own {
            custom.remove(OWN);
            fields.extend(own);
        }
        if custom.is_empty() {
            item.remove("custom");
        }
    }
    fields.extend(crate::accession::csl_fields(&item));
    fields
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
                "dates" => fields.push((format!("date.{variable}"), json!(value.to_string()))),
                _ => return None,
            }
        }
    }
    let fits = |(field, value): &(String, Value)| {
        vouchsafe_model::check_field(vouchsafe_model::Kind::Source, field, value).is_ok()
    };
    fields.iter().all(fits).then_some(fields)
}
