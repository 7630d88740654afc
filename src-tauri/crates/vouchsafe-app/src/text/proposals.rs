//! `document proposals` and `document accept`: what a document says about itself, for a person to
//! take over or not.

use serde::Serialize;
use serde_json::{Value, json};
use ts_rs::TS;
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_extract::{Block, BlockKind, Proposal};
use vouchsafe_model::Kind;

use super::{extract_missing, renditions, slice, stored_structure, stored_text};
use crate::{error::Error, names, records, session::Session, source};

/// The longest title that is made of a first line, in characters.
const TITLE_CHARACTERS_MAX: usize = 200;

/// What a document proposes for its source.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposalListReport {
    /// The document.
    pub document: String,
    /// Its source, by citation key if it has one.
    pub source: Option<String>,
    /// What it says about itself.
    pub proposals: Vec<ProposalItem>,
}

/// One thing that a document says about itself.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposalItem {
    /// Its number, for accepting it; from 1.
    pub number: usize,
    /// A CSL variable, or `x-…` for what CSL has no variable for.
    pub variable: String,
    /// Its value, as CSL-JSON writes it.
    pub value: Value,
    /// Where it was found.
    pub basis: String,
    /// What the source has now.
    pub present: Option<Value>,
    /// `new`, `same`, `differs` or `not for the source`.
    pub state: &'static str,
}

/// What was taken over.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AcceptReport {
    /// The source.
    pub source: String,
    /// The fields that have another value now.
    pub changed: Vec<String>,
}

/// Lists what a document says about itself beside what its source has.
///
/// # Errors
/// There is no such document.
pub fn document_proposals(
    session: &mut Session,
    document: &str,
    show_sealed: bool,
) -> Result<ProposalListReport, Error> {
    let document = names::find(&session.catalogue(), Kind::Document, document)?;
    if !show_sealed && records::is_sealed(&session.catalogue(), &document)? {
        return Err(records::not_shown(&document));
    }
    extract_missing(session, std::slice::from_ref(&document))?;
    let source = source_of(session, &document)?;
    let found = proposals(session, &document)?;
    let items = found.into_iter().enumerate().map(|(at, proposal)| {
        let present =
            source.as_ref().and_then(|source| source::variable_of(source, &proposal.variable));
        let state = match &present {
            _ if proposal.variable.starts_with("x-") => "not for the source",
            None => "new",
            Some(present) if *present == proposal.value => "same",
            Some(_) => "differs",
        };
        let Proposal { variable, value, basis } = proposal;
        ProposalItem { number: at + 1, variable, value, basis, present, state }
    });
    Ok(ProposalListReport {
        document: document.id.to_string(),
        source: source.as_ref().map(crate::links::label),
        proposals: items.collect(),
    })
}

/// Takes proposals over into the source: those numbered, or, if none is, every one that fills a
/// variable the source lacks (the first where several do).
///
/// # Errors
/// There is no such document or number; the document has no source; or two numbers set one
/// variable.
pub fn document_accept(
    session: &mut Session,
    document: &str,
    numbers: &[usize],
) -> Result<AcceptReport, Error> {
    let report = document_proposals(session, document, true)?;
    let what = || format!("cannot accept what document {} says", report.document);
    let document = names::find(&session.catalogue(), Kind::Document, &report.document)?;
    let source = source_of(session, &document)?;
    let source = source.ok_or_else(|| Error::refused(what(), "it has no source"))?;
    let mut draft = SetDraft::new(Kind::Source, source.id);
    for proposal in chosen(&report, numbers, &what())? {
        let field = format!("csl.{}", proposal.variable);
        if draft.fields.iter().any(|(set, _)| *set == field) {
            if numbers.is_empty() {
                continue;
            }
            let why = format!("two of them say what `{}` is: choose one", proposal.variable);
            return Err(Error::refused(what(), why));
        }
        draft = draft.with(&field, json!(proposal.value.to_string()));
    }
    let changed: Vec<String> = draft.fields.iter().map(|field| field.0.clone()).collect();
    if !changed.is_empty() {
        session.write(|append| Ok(append.set(draft)?))?;
    }
    Ok(AcceptReport { source: source.id.to_string(), changed })
}

fn chosen<'r>(
    report: &'r ProposalListReport,
    numbers: &[usize],
    what: &str,
) -> Result<Vec<&'r ProposalItem>, Error> {
    if numbers.is_empty() {
        return Ok(report.proposals.iter().filter(|proposal| proposal.state == "new").collect());
    }
    let numbered = |number: &usize| {
        let place = number.checked_sub(1).and_then(|place| report.proposals.get(place));
        let missing = || Error::refused(what, format!("there is no proposal {number}"));
        let proposal = place.ok_or_else(missing)?;
        match proposal.state {
            "not for the source" => {
                let why = format!("a source has no variable `{}`", proposal.variable);
                Err(Error::refused(what, why))
            }
            _ => Ok(proposal),
        }
    };
    numbers
        .iter()
        .map(numbered)
        .filter(|found| !matches!(found, Ok(same) if same.state == "same"))
        .collect()
}

fn proposals(session: &Session, document: &Record) -> Result<Vec<Proposal>, Error> {
    let newest = renditions(&session.catalogue(), document)?.pop();
    let Some(rendition) = newest else { return Ok(Vec::new()) };
    let stored = stored_structure(session, &rendition)?;
    let first = match stored.proposals.iter().any(|proposal| proposal.variable == "title") {
        true => None,
        false => first_words(session, &rendition, &stored.structure.blocks)?,
    };
    Ok(stored.proposals.into_iter().chain(first).collect())
}

/// Proposes the first heading of a text for a title, else its first line: a document that says
/// nothing of its title mostly begins with it.
fn first_words(
    session: &Session,
    rendition: &Record,
    blocks: &[Block],
) -> Result<Option<Proposal>, Error> {
    let Some(text) = stored_text(session, rendition, "text")? else { return Ok(None) };
    let heading = blocks.iter().find(|block| block.kind == BlockKind::Heading);
    let heading = heading.and_then(|block| slice(&text, block.start, block.end));
    let (words, basis) = match &heading {
        Some(heading) => (heading.as_str(), "first heading"),
        None => (text.as_str(), "first line"),
    };
    let line = words.lines().map(str::trim).find(|line| !line.is_empty());
    Ok(line.map(|line| {
        let line: String = line.chars().take(TITLE_CHARACTERS_MAX).collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        Proposal { variable: "title".to_owned(), value: json!(line), basis: basis.to_owned() }
    }))
}

fn source_of(session: &Session, document: &Record) -> Result<Option<Record>, Error> {
    let source = document.link("source");
    Ok(source.map(|id| session.catalogue().record(Kind::Source, id)).transpose()?.flatten())
}
