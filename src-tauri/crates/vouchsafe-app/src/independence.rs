//! `independence`: do five articles say it, or one article five times?
//!
//! Groups what supports a claim by the origin it goes back to, and names what makes sources that
//! are counted apart look alike. It decides nothing: a person does.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_anchor::fold;
use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    error::Error,
    evidence, links, names, passage, records,
    session::Session,
    source::variable_of,
    trace::{Start, TraceRequest, Walk, trace},
};

/// What supports a claim, by where it comes from.
#[derive(Debug, Clone, Serialize, TS)]
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
#[derive(Debug, Clone, Serialize, TS)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CoincidenceItem {
    /// The sources.
    pub sources: Vec<String>,
    /// In what: `the same author`, `the same publisher`, `the same words`, `the same bytes`.
    pub because: String,
    /// What they share; `None` if that is sealed and was not asked for.
    pub shared: Option<String>,
}

/// Asks how many origins a claim's support has.
///
/// # Errors
/// There is no such claim, it is sealed and was not asked for; or the archive cannot be read.
pub fn independence(
    session: &Session,
    claim: &str,
    show_sealed: bool,
) -> Result<IndependenceReport, Error> {
    let catalogue = session.catalogue();
    let claim = names::find(&catalogue, Kind::Claim, claim)?;
    if !show_sealed && records::is_sealed(&catalogue, &claim)? {
        return Err(records::not_shown(&claim));
    }
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
            let label = source.as_ref();
            let label = label.map(|source| records::label_of(&catalogue, source, show_sealed));
            group.0.extend(label.transpose()?);
            group.1.push(passage.id.to_string());
        }
        supporting.push((passage, source));
    }
    // The labels are those of the trace, so that both commands speak of the same things.
    let request = TraceRequest { start: claim.id.to_string(), read_again: false, show_sealed };
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
        coincidences: coincidences(&catalogue, &supporting, show_sealed)?,
    })
}

/// Sources that share something, and whether it is sealed in one of them.
#[derive(Default)]
struct Shared {
    sources: BTreeMap<RecordId, String>,
    hides: bool,
}

/// Finds what sources share that are not the same source.
fn coincidences(
    catalogue: &Catalogue<'_>,
    supporting: &[(Record, Option<Record>)],
    show_sealed: bool,
) -> Result<Vec<CoincidenceItem>, Error> {
    let mut shared: BTreeMap<(&str, String), Shared> = BTreeMap::new();
    for (passage, source) in supporting {
        let Some(source) = source else { continue };
        let hides = !show_sealed && records::is_sealed(catalogue, passage)?;
        let mut note = |because: &'static str, what: String, source: &Record| {
            if !what.trim().is_empty() {
                let found = shared.entry((because, what)).or_default();
                found.sources.insert(source.id, links::label(source));
                found.hides |= hides;
            }
        };
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
        let document = links::followed(catalogue, passage, "document", Kind::Document)?;
        if let Some(content) = document.as_ref().and_then(|found| found.text("content")) {
            note("the same bytes", content.to_owned(), source);
        }
    }
    let several = shared.into_iter().filter(|(_, found)| found.sources.len() > 1);
    let item = |((because, shared), found): ((&str, String), Shared)| {
        let shared = (!found.hides).then_some(shared);
        let mut sources: Vec<String> = found.sources.into_values().collect();
        sources.sort();
        CoincidenceItem { sources, because: because.to_owned(), shared }
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
