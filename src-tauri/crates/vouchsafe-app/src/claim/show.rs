//! `claim show`: a claim with everything it rests on, and every wording it had.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::{Body, Kind};

use super::{
    ClaimItem, InquiryItem, SignOffItem, list,
    sign_off::{inquiries, signs},
};
use crate::{
    error::Error,
    evidence::{self, EvidenceItem},
    figure::{FigureItem, figures_on},
    log::agent_name,
    names,
    note::{NoteItem, notes_on},
    records::{self, RecordItem},
    session::Session,
    subject,
    tag::tags_of,
};

/// A claim with everything it rests on.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClaimShowReport {
    /// The claim.
    #[serde(flatten)]
    pub item: ClaimItem,
    /// What it says in other languages, by language tag.
    pub translations: Vec<(String, String)>,
    /// A comment.
    pub comment: Option<String>,
    /// The subjects it is about.
    pub about: Vec<RecordItem>,
    /// Its figures.
    pub figures: Vec<FigureItem>,
    /// What is held for and against it, withdrawn or not.
    pub evidence: Vec<EvidenceItem>,
    /// Who signed it off.
    pub sign_offs: Vec<SignOffItem>,
    /// What was searched for and not found.
    pub searched: Vec<InquiryItem>,
    /// Every wording it had, the first one first.
    pub wordings: Vec<ClaimWording>,
    /// The notes on it.
    pub notes: Vec<NoteItem>,
    /// The tags on it, by name.
    pub tags: Vec<String>,
}

/// A wording that a claim had.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClaimWording {
    /// The statement; `None` if it was purged.
    pub statement: Option<String>,
    /// Who worded it so, by their own word.
    pub agent: Option<String>,
    /// When.
    pub time: Option<String>,
}

/// Shows a claim.
///
/// # Errors
/// There is no such claim; or it is sealed and was not asked for.
pub fn claim_show(
    session: &Session,
    name: &str,
    show_sealed: bool,
) -> Result<ClaimShowReport, Error> {
    let catalogue = session.catalogue();
    let claim = names::find(&catalogue, Kind::Claim, name)?;
    if !show_sealed && records::is_sealed(&catalogue, &claim)? {
        return Err(records::not_shown(&claim));
    }
    let translations = claim.fields.keys().filter_map(|field| {
        let language = field.strip_prefix("translation.")?;
        Some((language.to_owned(), claim.text(field)?.to_owned()))
    });
    let mut held = Vec::new();
    for evidence in evidence::of_claim(session, claim.id)? {
        held.push(evidence::item(session, &evidence, show_sealed)?);
    }
    Ok(ClaimShowReport {
        item: list::item(session, &claim, show_sealed)?,
        translations: translations.collect(),
        comment: claim.text("comment").map(str::to_owned),
        about: subject::subjects_of(&catalogue, claim.id)?,
        figures: figures_on(session, claim.id)?,
        evidence: held,
        sign_offs: signs(session, &claim)?,
        searched: inquiries(session, &claim)?,
        wordings: wordings(session, &claim)?,
        notes: notes_on(session, claim.id, show_sealed)?,
        tags: tags_of(&catalogue, claim.id)?,
    })
}

fn wordings(session: &Session, claim: &Record) -> Result<Vec<ClaimWording>, Error> {
    let mut wordings = Vec::new();
    for (log, index) in session.catalogue().entries_of(Kind::Claim.name(), claim.id)? {
        let stored = session.archive.entry(log, index)?;
        let header = &stored.entry.header;
        let Body::Set(set) = &stored.entry.body else { continue };
        let Some(write) = set.writes.iter().find(|write| write.field == "statement") else {
            continue;
        };
        wordings.push(ClaimWording {
            statement: serde_json::from_str(&write.value).ok(),
            agent: header.agent.map(|agent| agent_name(session, agent)).transpose()?,
            time: header.time.map(|time| time.to_string()),
        });
    }
    Ok(wordings)
}
