//! `source list`: works by page, with the documents that are held of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::Kind;

use super::csl;
use crate::{
    error::Error,
    links, names, records,
    secrecy::{self, Level},
    session::Session,
};

/// How many records are read at a time.
const PAGE: usize = 500;

/// Which sources are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SourceListRequest {
    /// Only those that have this text in their key or in any variable; case does not matter.
    pub text: Option<String>,
    /// Only those after this one: the `next` of the page before.
    pub after: Option<String>,
    /// At most so many; all if `None`.
    pub limit: Option<usize>,
    /// Removed ones too.
    pub removed: bool,
    /// What is said of sealed ones too.
    pub show_sealed: bool,
}

/// A page of sources.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SourceListReport {
    /// The sources, in the order in which they came to be.
    pub sources: Vec<SourceItem>,
    /// Where the next page begins; `None` if this is the last.
    pub next: Option<String>,
}

/// A source.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SourceItem {
    /// Its id.
    pub id: String,
    /// Its citation key; `None` also where it is sealed and was not asked for.
    pub key: Option<String>,
    /// Its CSL-JSON item; empty where it is sealed and was not asked for.
    pub csl: Map<String, Value>,
    /// The documents held of it.
    pub documents: Vec<SourceDocument>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// A document of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SourceDocument {
    /// Its id.
    pub id: String,
    /// What it is for the source.
    pub role: Option<String>,
    /// What its first bytes said it is.
    pub media_type: Option<String>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
}

/// Lists sources.
///
/// # Errors
/// `after` stands for no source; or the archive cannot be read.
pub fn source_list(
    session: &Session,
    request: &SourceListRequest,
) -> Result<SourceListReport, Error> {
    let catalogue = session.catalogue();
    let mut after = match &request.after {
        Some(name) => {
            let id = names::find(&catalogue, Kind::Source, name)?.id;
            catalogue.row_of(Kind::Source, id)?
        }
        None => None,
    };
    let text = request.text.as_ref().map(|text| text.to_lowercase());
    let limit = request.limit.unwrap_or(usize::MAX).max(1);
    let mut report = SourceListReport::default();
    loop {
        let page = catalogue.records(Kind::Source, after, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(report) };
        after = Some(*last);
        for (_, source) in page {
            let shows = request.show_sealed || secrecy::own(&source) != Level::Sealed;
            let wanted = text.as_ref().is_none_or(|text| shows && has_text(&source, text));
            if !wanted || (source.is_removed() && !request.removed) {
                continue;
            }
            if report.sources.len() == limit {
                report.next = report.sources.last().map(|source| source.id.clone());
                return Ok(report);
            }
            report.sources.push(item(&catalogue, &source, request.show_sealed)?);
        }
    }
}

/// Describes a source.
pub(super) fn item(
    catalogue: &Catalogue<'_>,
    source: &Record,
    show_sealed: bool,
) -> Result<SourceItem, Error> {
    let shows = show_sealed || secrecy::own(source) != Level::Sealed;
    let documents = links::linked(catalogue, Kind::Document, "source", source.id)?;
    let document = |document: &Record| SourceDocument {
        id: document.id.to_string(),
        role: document.text("role").map(str::to_owned),
        media_type: document.text("media_type").map(str::to_owned),
        sensitivity: secrecy::own(document).max(secrecy::own(source)).name().to_owned(),
    };
    Ok(SourceItem {
        id: source.id.to_string(),
        key: source.text("key").filter(|_| shows).map(str::to_owned),
        csl: if shows { csl::of(source) } else { Map::new() },
        documents: documents.iter().map(document).collect(),
        sensitivity: records::sensitivity(source).to_owned(),
        removed: source.is_removed(),
    })
}

fn has_text(source: &Record, text: &str) -> bool {
    let key = source.text("key").unwrap_or_default();
    let variables = source.fields.keys().filter_map(|field| field.strip_prefix("csl."));
    let values = variables.filter_map(|variable| csl::variable_of(source, variable));
    key.to_lowercase().contains(text) || values.into_iter().any(|value| value_has(&value, text))
}

fn value_has(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found.to_lowercase().contains(text),
        Value::Number(number) => number.to_string().contains(text),
        Value::Array(items) => items.iter().any(|item| value_has(item, text)),
        Value::Object(members) => members.values().any(|member| value_has(member, text)),
        Value::Null | Value::Bool(_) => false,
    }
}
