//! What a page says about itself in JSON-LD, in the words of schema.org.

use serde_json::{Value, json};

use super::super::proposals::{Proposals, name};

/// How deep a graph is followed; serde_json itself refuses what is deeper than 128.
const MAX_DEPTH: usize = 8;

/// What a schema.org type is in CSL.
const TYPES: &[(&str, &str)] = &[
    ("newsarticle", "article-newspaper"),
    ("reportagenewsarticle", "article-newspaper"),
    ("analysisnewsarticle", "article-newspaper"),
    ("opinionnewsarticle", "article-newspaper"),
    ("scholarlyarticle", "article-journal"),
    ("medicalscholarlyarticle", "article-journal"),
    ("article", "webpage"),
    ("webpage", "webpage"),
    ("blogposting", "post-weblog"),
    ("socialmediaposting", "post"),
    ("discussionforumposting", "post"),
    ("book", "book"),
    ("report", "report"),
    ("thesis", "thesis"),
    ("dataset", "dataset"),
    ("videoobject", "motion_picture"),
    ("legislation", "legislation"),
];

/// Proposes what a block of JSON-LD says.
pub fn propose(text: &str, proposals: &mut Proposals) {
    if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
        walk(&value, 0, proposals);
    }
}

fn walk(value: &Value, depth: usize, proposals: &mut Proposals) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|one| walk(one, depth + 1, proposals)),
        Value::Object(node) => {
            if let Some(graph) = node.get("@graph") {
                walk(graph, depth + 1, proposals);
            }
            if let Some(main) = node.get("mainEntity") {
                walk(main, depth + 1, proposals);
            }
            work(value, proposals);
        }
        _ => {}
    }
}

/// Proposes what is said of one work, if it is a work.
fn work(node: &Value, proposals: &mut Proposals) {
    let types: Vec<String> =
        each(node.get("@type")).filter_map(Value::as_str).map(str::to_ascii_lowercase).collect();
    if types.iter().any(|one| one == "person") {
        if let Some(person) = person(node) {
            proposals.value("author", json!([person]), "JSON-LD Person name");
        }
        return;
    }
    let Some((_, kind)) = TYPES.iter().find(|(found, _)| types.iter().any(|one| one == found))
    else {
        return;
    };
    proposals.value("type", json!(kind), "JSON-LD @type");
    for (key, variable) in [
        ("headline", "title"),
        ("name", "title"),
        ("alternativeHeadline", "title-short"),
        ("url", "URL"),
        ("inLanguage", "language"),
        ("description", "abstract"),
        ("abstract", "abstract"),
        ("isbn", "ISBN"),
        ("volumeNumber", "volume"),
        ("issueNumber", "issue"),
        ("pagination", "page"),
        ("identifier", "number"),
    ] {
        for text in each(node.get(key)).filter_map(text_of) {
            let text = text.as_str();
            match text.strip_prefix("https://doi.org/") {
                Some(doi) => proposals.text("DOI", doi, &format!("JSON-LD {key}")),
                None => proposals.text(variable, text, &format!("JSON-LD {key}")),
            }
        }
    }
    for (key, variable) in [("datePublished", "issued"), ("dateCreated", "issued")] {
        for text in each(node.get(key)).filter_map(Value::as_str) {
            proposals.date(variable, text, &format!("JSON-LD {key}"));
        }
    }
    for (key, variable) in [
        ("author", "author"),
        ("creator", "author"),
        ("editor", "editor"),
        ("translator", "translator"),
    ] {
        let names: Vec<Value> = each(node.get(key)).filter_map(person).collect();
        if !names.is_empty() {
            proposals.value(variable, Value::Array(names), &format!("JSON-LD {key}"));
        }
    }
    for (key, variable) in [("publisher", "publisher"), ("isPartOf", "container-title")] {
        for text in each(node.get(key)).filter_map(text_of) {
            proposals.text(variable, &text, &format!("JSON-LD {key}"));
        }
    }
}

/// Returns one value or each of a list.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(values)) => (None, Some(values.iter())),
        other => (other, None),
    };
    one.into_iter().chain(many.into_iter().flatten())
}

/// Returns a text, or the name of what stands in its place.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(node) => {
            let text = node.get("name").or_else(|| node.get("value"))?;
            text.as_str().map(str::to_owned)
        }
        _ => None,
    }
}

/// Returns a person's name in CSL.
fn person(value: &Value) -> Option<Value> {
    let part = |key: &str| {
        value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    };
    if let (Some(family), Some(given)) = (part("familyName"), part("givenName")) {
        return Some(json!({ "family": family, "given": given }));
    }
    let text = part("name").or_else(|| value.as_str().map(str::trim))?;
    (!text.is_empty() && !text.starts_with("http")).then(|| name(text))
}
