//! `independence`: do five articles say it, or one article five times?
//!
//! Groups what supports a claim by the origin it goes back to, and names what makes sources that
//! are counted apart look alike. It decides nothing: a person does.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;
use vouchsafe_anchor::fold;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    evidence, links, names, passage,
    session::Session,
    source::variable_of,
    trace::{Start, TraceRequest, Walk, trace},
};

/// What supports a claim, by where it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct IndependenceReport {
    /// The claim.
    pub claim: String,
    /// How many supporting passages there are.
    pub passages: usize,
    /// The origins, each with the sources through which it reached us.
    pub origins: Vec<OriginGroup>,
    /// What makes sources that are counted apart look alike.
    pub coincidences: Vec<CoincidenceItem>,
}

/// An origin and what goes back to it.
#[derive(Debug, Clone, Serialize)]
pub struct OriginGroup {
    /// What the origin is called.
    pub label: String,
    /// `subject`, `name`, `source`, `circle` or `passage`.
    pub kind: &'static str,
    /// The sources whose passages go back to it.
    pub sources: Vec<String>,
    /// Those passages.
    pub passages: Vec<String>,
}

/// Sources that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoincidenceItem {
    /// The sources.
    pub sources: Vec<String>,
    /// In what: `the same author`, `the same publisher`, `the same words`, `the same bytes`.
    pub because: String,
    /// What they share.
    pub shared: String,
}

/// Asks how many origins a claim's support has.
///
/// # Errors
/// There is no such claim; or the archive cannot be read.
pub fn independence(session: &Session, claim: &str) -> Result<IndependenceReport, Error> {
    let catalogue = session.catalogue();
    let claim = names::find(&catalogue, Kind::Claim, claim)?;
    let mut walk = Walk::new(catalogue);
    let mut groups: BTreeMap<_, (BTreeSet<String>, Vec<String>)> = BTreeMap::new();
    let mut supporting: Vec<(Record, Option<Record>)> = Vec::new();
    for held in evidence::of_claim(session, claim.id)? {
        let counts = held.text("stance") == Some("supports") && held.get("withdrawn").is_none();
        let passage = held.link("passage").filter(|_| counts);
        let passage = passage.map(|id| catalogue.record(Kind::Passage, id)).transpose()?.flatten();
        let Some(passage) = passage.filter(|passage| !passage.is_removed()) else { continue };
        let source = passage::source_of(&catalogue, &passage)?;
        let node = walk.start(&Start::Passage(Box::new(passage.clone())))?;
        for origin in walk.origins(node)? {
            let group = groups.entry(origin).or_default();
            group.0.extend(source.as_ref().map(links::label));
            group.1.push(passage.id.to_string());
        }
        supporting.push((passage, source));
    }
    // The labels are those of the trace, so that both commands speak of the same things.
    let request =
        TraceRequest { start: claim.id.to_string(), read_again: false, show_sealed: true };
    let told = trace(session, &request)?.origins;
    let origins = groups.into_iter().map(|(origin, (sources, passages))| {
        let id = origin.id().to_string();
        let told = told.iter().find(|told| told.id == id);
        OriginGroup {
            label: told.map_or_else(|| id.clone(), |told| told.label.clone()),
            kind: told.map_or("source", |told| told.kind),
            sources: sources.into_iter().collect(),
            passages,
        }
    });
    Ok(IndependenceReport {
        claim: claim.id.to_string(),
        passages: supporting.len(),
        origins: origins.collect(),
        coincidences: coincidences(&catalogue, &supporting)?,
    })
}

/// Finds what sources share that are not the same source.
fn coincidences(
    catalogue: &Catalogue<'_>,
    supporting: &[(Record, Option<Record>)],
) -> Result<Vec<CoincidenceItem>, Error> {
    let mut shared: BTreeMap<(&str, String), BTreeMap<RecordId, String>> = BTreeMap::new();
    let mut note = |because: &'static str, what: String, source: &Record| {
        if !what.trim().is_empty() {
            let sources = shared.entry((because, what)).or_default();
            sources.insert(source.id, links::label(source));
        }
    };
    for (passage, source) in supporting {
        let Some(source) = source else { continue };
        for author in authors(source) {
            note("the same author", author, source);
        }
        for variable in ["publisher", "container-title"] {
            let value = variable_of(source, variable);
            if let Some(text) = value.as_ref().and_then(Value::as_str) {
                note("the same publisher", fold(text).text().to_owned(), source);
            }
        }
        if let Some(exact) = passage.text("exact") {
            note("the same words", fold(exact).text().to_owned(), source);
        }
        let document: Option<RecordId> = passage.link("document");
        let document =
            document.map(|id| catalogue.record(Kind::Document, id)).transpose()?.flatten();
        if let Some(content) = document.as_ref().and_then(|found| found.text("content")) {
            note("the same bytes", content.to_owned(), source);
        }
    }
    let several = shared.into_iter().filter(|(_, sources)| sources.len() > 1);
    let item = |((because, shared), sources): ((&str, String), BTreeMap<RecordId, String>)| {
        let because = because.to_owned();
        CoincidenceItem { sources: sources.into_values().collect(), because, shared }
    };
    Ok(several.map(item).collect())
}

fn authors(source: &Record) -> Vec<String> {
    let Some(Value::Array(names)) = variable_of(source, "author") else { return Vec::new() };
    let name = |name: &Value| {
        let part = |part: &str| name.get(part).and_then(Value::as_str).unwrap_or_default();
        let whole = format!("{} {}{}", part("given"), part("family"), part("literal"));
        fold(whole.trim()).text().to_owned()
    };
    names.iter().map(name).collect()
}
