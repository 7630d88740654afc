//! The order of a long bibliography: each sort key is made once an item, not once a comparison.
//!
//! The renderer compares by rendering both items anew each time, which is most of its time from a
//! few hundred items on. Its keys cannot be asked for, so the style's sort macros are rendered as
//! if they were citations, with names and dates in the form that sorting gives them.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use citationberg::json::{self, FixedDateRange, NameValue};
use citationberg::taxonomy::{Kind, Variable};
use citationberg::{IndependentStyle, SortDirection, SortKey, Style};
use hayagriva::{BufWriteFormat, CitationItem, CitationRequest, standalone_citation};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use serde_json::{Value, json};

use super::style::Chosen;
use super::{mark, shape};

/// How one key of a style sorts.
struct Key {
    by: By,
    descending: bool,
}

enum By {
    /// A style whose citation is the macro, cut down to each type of item there is.
    Macro(HashMap<Option<Kind>, IndependentStyle>),
    Variable(Variable),
}

/// Returns the places of `items` in the style's order; as they stand where it has none.
///
/// `None`: this order cannot be made here (dates before the year 1000, whose text sorts otherwise).
pub(super) fn order(
    style: &IndependentStyle,
    chosen: &Chosen,
    items: &[json::Item],
) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    let Some(sort) = style.bibliography.as_ref().and_then(|all| all.sort.as_ref()) else {
        return Some(places);
    };
    if items.iter().any(is_ancient) {
        return None;
    }
    let whole = serde_json::to_value(Style::Independent(style.clone())).ok()?;
    let kinds = items.iter().map(shape::kind).collect();
    let keys = sort.keys.iter().map(|key| read(key, &whole, &kinds));
    let keys: Vec<Key> = keys.collect::<Option<_>>()?;
    let locale: icu_locale::Locale = chosen.code.0.parse().ok()?;
    let collator = Collator::try_new(locale.into(), CollatorOptions::default()).ok()?;
    let made: Vec<OnceCell<Option<Vec<u8>>>> =
        (0..items.len() * keys.len()).map(|_| OnceCell::new()).collect();
    places.sort_by(|a, b| {
        for (at, key) in keys.iter().enumerate() {
            let of = |place: usize| {
                let cell = &made[place * keys.len() + at];
                cell.get_or_init(|| key.of(&items[place], chosen, &collator))
            };
            let ordering = match (of(*a), of(*b)) {
                (Some(a), Some(b)) if key.descending => b.cmp(a),
                (Some(a), Some(b)) => a.cmp(b),
                // What has no value comes last in either direction.
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    });
    Some(places)
}

fn date(value: &json::Value) -> Option<FixedDateRange> {
    match value {
        json::Value::Date(date) => FixedDateRange::try_from(date.clone()).ok(),
        _ => None,
    }
}

fn is_ancient(item: &json::Item) -> bool {
    item.0.values().filter_map(date).any(|date| date.start.year < 1000)
}

fn read(key: &SortKey, whole: &Value, kinds: &HashSet<Option<Kind>>) -> Option<Key> {
    let (by, direction) = match key {
        SortKey::Variable { variable, sort_direction } => (By::Variable(*variable), sort_direction),
        SortKey::MacroName { name, names_min, names_use_first, names_use_last, sort_direction } => {
            let mut style = whole.clone();
            let mut citation = json!({
                "layout": { "$value": [{ "text": {
                    "@macro": name, "@quotes": false, "@strip-periods": false,
                } }] },
                "@name-as-sort-order": "all",
            });
            for (option, value) in [("min", names_min), ("use-first", names_use_first)] {
                if let Some(value) = value {
                    citation[format!("@et-al-{option}")] = json!(value.to_string());
                    citation[format!("@et-al-subsequent-{option}")] = json!(value.to_string());
                }
            }
            if let Some(last) = names_use_last {
                citation["@et-al-use-last"] = json!(last.to_string());
            }
            style["citation"] = citation;
            style.as_object_mut()?.remove("bibliography");
            if style["@demote-non-dropping-particle"] == "sort-only" {
                style["@demote-non-dropping-particle"] = json!("display-and-sort");
            }
            for_sorting(&mut style["macro"]);
            let style: IndependentStyle = serde_json::from_value(style).ok()?;
            let cut = |kind: &Option<Kind>| (*kind, shape::cut(&style, *kind));
            (By::Macro(kinds.iter().map(cut).collect()), sort_direction)
        }
    };
    Some(Key { by, descending: *direction == SortDirection::Descending })
}

/// Rewrites macros so that they print what sorting compares: family names first, no labels, and
/// dates as year, month and day.
fn for_sorting(value: &mut Value) {
    match value {
        Value::Array(several) => several.iter_mut().for_each(for_sorting),
        Value::Object(map) => {
            if let Some(date) = map.get_mut("date") {
                *date = plain_date(date);
            }
            let names = map.get_mut("names").and_then(|names| names.get_mut("$value"));
            if let Some(Value::Array(parts)) = names {
                parts.retain(|part| part.get("label").is_none());
                for part in parts {
                    if let Some(Value::Object(name)) = part.get_mut("name") {
                        name.insert("@name-as-sort-order".to_owned(), json!("all"));
                    }
                }
            }
            map.values_mut().for_each(for_sorting);
        }
        _ => {}
    }
}

fn plain_date(date: &Value) -> Value {
    let has = |part: &str| {
        let parts = date["date-part"].as_array();
        parts.is_some_and(|parts| parts.iter().any(|one| one["@name"] == part))
    };
    let localised = date.get("@form").is_some();
    let asked = date["@date-parts"].as_str().unwrap_or("year-month-day");
    let wanted = |part: &str| if localised { asked.contains(part) } else { has(part) };
    let parts: Vec<Value> = ["year", "month", "day"]
        .into_iter()
        .filter(|part| wanted(part))
        .map(|part| match part {
            "year" => json!({ "@name": part, "@form": "long", "@strip-periods": false }),
            _ => json!({
                "@name": part, "@form": "numeric-leading-zeros", "@strip-periods": false,
            }),
        })
        .collect();
    json!({ "@variable": date["@variable"], "date-part": parts })
}

impl Key {
    fn of(
        &self,
        item: &json::Item,
        chosen: &Chosen,
        order: &CollatorBorrowed<'_>,
    ) -> Option<Vec<u8>> {
        match &self.by {
            By::Macro(styles) => {
                let style = styles.get(&shape::kind(item))?;
                Some(collated(&rendered(style, chosen, item), order))
            }
            By::Variable(Variable::Date(variable)) => {
                let start = date(item.0.get(&variable.to_string())?)?.start;
                let mut key = i32::from(start.year).wrapping_add(1 << 16).to_be_bytes().to_vec();
                key.extend([start.month.map_or(0, |m| m + 1), start.day.map_or(0, |d| d + 1)]);
                Some(key)
            }
            By::Variable(Variable::Name(variable)) => {
                let names = item.0.get(&variable.to_string());
                Some(collated(&names.map(names_in_order).unwrap_or_default(), order))
            }
            By::Variable(Variable::Standard(variable)) => {
                let text = item.0.get(&variable.to_string())?.to_str()?;
                Some(collated(&mark::plain(&text).to_lowercase(), order))
            }
            By::Variable(Variable::Number(variable)) => number(item, &variable.to_string(), order),
            By::Variable(Variable::Page(variable)) => number(item, &variable.to_string(), order),
        }
    }
}

fn number(item: &json::Item, variable: &str, order: &CollatorBorrowed<'_>) -> Option<Vec<u8>> {
    let text = item.0.get(variable)?.to_str()?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some(match text[..digits].parse::<u64>() {
        Ok(number) => [&[0][..], &number.to_be_bytes()].concat(),
        Err(_) => [&[1][..], &collated(&text, order)].concat(),
    })
}

fn names_in_order(names: &json::Value) -> String {
    let json::Value::Names(names) = names else { return String::new() };
    let written = names.iter().map(|name| match name {
        NameValue::Literal(name) => name.literal.clone(),
        NameValue::Item(name) => {
            format!("{} {}", name.family, name.given.as_deref().unwrap_or_default())
        }
    });
    mark::plain(&written.collect::<Vec<_>>().join("  ")).to_lowercase()
}

fn rendered(style: &IndependentStyle, chosen: &Chosen, item: &json::Item) -> String {
    let cite = vec![CitationItem::with_entry(item)];
    let locale = Some(chosen.code.clone());
    let request = CitationRequest::new(cite, style, locale, &chosen.files, None);
    let mut text = String::new();
    let written = standalone_citation(request).write_buf(&mut text, BufWriteFormat::Plain);
    written.expect("writing to a string cannot fail");
    mark::plain(&text).to_lowercase()
}

fn collated(text: &str, order: &CollatorBorrowed<'_>) -> Vec<u8> {
    let mut key = Vec::new();
    order.write_sort_key_to(text, &mut key).unwrap_or_else(|never| match never {});
    key
}
