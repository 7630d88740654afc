//! The standing of a claim: computed from its evidence, shown with its reasons, never typed in.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::Kind;

use super::sign_off;
use crate::{
    error::Error,
    evidence, links,
    session::Session,
    trace::{Start, Walk},
};

/// How a claim stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StandingWord {
    /// Nothing was held for or against it.
    NoEvidenceYet,
    /// Something was held, but only as context.
    OnlyContext,
    /// Something supports it, and nothing contradicts it.
    HasSupport,
    /// Something contradicts it, and nothing supports it.
    Contradicted,
    /// Some of it supports, some contradicts.
    Disputed,
}

/// How a claim stands, and why.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StandingItem {
    /// In one word.
    pub word: StandingWord,
    /// For people: `Has support: 2 passages, 1 origin`.
    pub label: String,
    /// How many passages support it.
    pub supports: usize,
    /// To how many origins these go back.
    pub support_origins: usize,
    /// How many passages contradict it.
    pub contradicts: usize,
    /// To how many origins these go back.
    pub contradict_origins: usize,
    /// How many passages are context.
    pub context: usize,
    /// How many supporting passages show that it happened.
    pub happened: usize,
    /// How many supporting passages show only that it was said.
    pub said: usize,
    /// How many were withdrawn.
    pub withdrawn: usize,
    /// How many people signed the present wording off.
    pub signed_off: usize,
    /// How many searches found nothing.
    pub not_found: usize,
    /// Why, in sentences.
    pub reasons: Vec<String>,
}

/// Computes how a claim stands.
///
/// # Errors
/// The archive cannot be read.
pub(crate) fn standing(session: &Session, claim: &Record) -> Result<StandingItem, Error> {
    let catalogue = session.catalogue();
    let mut walk = Walk::new(catalogue);
    let mut origins = [BTreeSet::new(), BTreeSet::new()];
    let mut counts = [0_usize; 3];
    let (mut happened, mut said, mut withdrawn, mut lost) = (0, 0, 0, 0);
    for held in evidence::of_claim(session, claim.id)? {
        if held.get("withdrawn").is_some() {
            withdrawn += 1;
            continue;
        }
        let passage = links::followed(&catalogue, &held, "passage", Kind::Passage)?;
        let Some(passage) = passage.filter(|passage| !passage.is_removed()) else {
            lost += 1;
            continue;
        };
        let place = match held.text("stance") {
            Some("supports") => 0,
            Some("contradicts") => 1,
            _ => 2,
        };
        counts[place] += 1;
        if place == 0 {
            happened += usize::from(held.text("shows") == Some("happened"));
            said += usize::from(held.text("shows") == Some("said"));
        }
        if let Some(origins) = origins.get_mut(place) {
            let node = walk.start(&Start::Passage(Box::new(passage)))?;
            origins.extend(walk.origins(node)?);
        }
    }
    let [supports, contradicts, context] = counts;
    let word = match (supports, contradicts, context) {
        (0, 0, 0) => StandingWord::NoEvidenceYet,
        (0, 0, _) => StandingWord::OnlyContext,
        (_, 0, _) => StandingWord::HasSupport,
        (0, _, _) => StandingWord::Contradicted,
        _ => StandingWord::Disputed,
    };
    let signs = sign_off::signs(session, claim)?;
    let mut standing = StandingItem {
        word,
        label: String::new(),
        supports,
        support_origins: origins[0].len(),
        contradicts,
        contradict_origins: origins[1].len(),
        context,
        happened,
        said,
        withdrawn,
        signed_off: signs.iter().filter(|sign_off| sign_off.stands).count(),
        not_found: links::linked(&catalogue, Kind::Inquiry, "claim", claim.id)?.len(),
        reasons: Vec::new(),
    };
    standing.label = standing.in_words();
    standing.reasons = standing.why(lost, signs.len() - standing.signed_off);
    Ok(standing)
}

/// Returns `2 passages, 1 origin`.
fn passages(count: usize, origins: usize) -> String {
    let passages = if count == 1 { "passage" } else { "passages" };
    let noun = if origins == 1 { "origin" } else { "origins" };
    format!("{count} {passages}, {origins} {noun}")
}

impl StandingItem {
    fn in_words(&self) -> String {
        let support = passages(self.supports, self.support_origins);
        let against = passages(self.contradicts, self.contradict_origins);
        match self.word {
            StandingWord::NoEvidenceYet => "No evidence yet".to_owned(),
            StandingWord::OnlyContext => "No support yet, only context".to_owned(),
            StandingWord::HasSupport => format!("Has support: {support}"),
            StandingWord::Contradicted => format!("Contradicted: {against}"),
            StandingWord::Disputed => format!("Disputed: for it {support}; against it {against}"),
        }
    }

    fn why(&self, lost: usize, outdated: usize) -> Vec<String> {
        let mut reasons = Vec::new();
        if self.supports > 1 && self.support_origins == 1 {
            reasons.push("all that supports it goes back to one origin".to_owned());
        }
        if self.supports > 0 && self.said == self.supports {
            reasons.push("what supports it shows only that it was said".to_owned());
        } else if self.said > 0 {
            reasons.push(format!("{} of it shows only that it was said", self.said));
        }
        let unstated = self.supports - self.said - self.happened;
        if unstated > 0 {
            let what = "whether it shows that it happened or was said";
            reasons.push(format!("it is not stated of {unstated} {what}"));
        }
        if self.withdrawn > 0 {
            reasons.push(format!("withdrawn: {}", self.withdrawn));
        }
        if lost > 0 {
            reasons.push(format!("evidence whose passage was removed: {lost}"));
        }
        if self.not_found > 0 {
            reasons.push(format!("searches that found nothing: {}", self.not_found));
        }
        if outdated > 0 {
            reasons.push(format!("signed off in another wording: {outdated}"));
        }
        reasons
    }
}
