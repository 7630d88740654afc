//! Several verbs as one action of a person: one undo takes all of it back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    claim::{ClaimReport, ClaimRequest, claim_add},
    error::Error,
    evidence::{EvidenceReport, EvidenceRequest, evidence_add},
    session::Session,
    source::{SourceSetReport, SourceSetRequest, source_set},
};

/// A claim to be made, and the passage it is made from.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimFromRequest {
    /// The claim.
    pub claim: ClaimRequest,
    /// The evidence; which claim it is for is not said here.
    pub evidence: EvidenceRequest,
}

/// A claim with its first evidence.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClaimFromReport {
    /// The claim; `None` if the passage was not found in one place, and nothing was written.
    pub claim: Option<ClaimReport>,
    /// The evidence.
    pub evidence: EvidenceReport,
}

/// What is set of several sources.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SourceSetManyRequest {
    /// The sources.
    pub names: Vec<String>,
    /// Fields and their values as typed, as for one source.
    pub assignments: Vec<(String, String)>,
}

/// What was changed of several sources.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SourceSetManyReport {
    /// Each source, in the order asked for.
    pub sources: Vec<SourceSetReport>,
}

/// Makes a claim and holds a passage for or against it. Words that are absent or ambiguous write
/// nothing, the claim neither.
///
/// # Errors
/// As `claim_add` and `evidence_add`. Nothing was written then.
pub fn claim_from(
    session: &mut Session,
    request: &ClaimFromRequest,
) -> Result<ClaimFromReport, Error> {
    session.as_one_act(|session| {
        let claim = claim_add(session, &request.claim)?;
        let evidence = EvidenceRequest { claim: claim.claim.clone(), ..request.evidence.clone() };
        let held = evidence_add(session, &evidence);
        if held.as_ref().is_ok_and(|held| held.evidence.is_some()) {
            return Ok(ClaimFromReport { claim: Some(claim), evidence: held? });
        }
        // The claim alone is not what was asked for: it is taken back, and says so in the log.
        crate::remove::remove(session, &[claim.claim], "its passage was not found")?;
        Ok(ClaimFromReport { claim: None, evidence: held? })
    })
}

/// Sets the same fields of several sources.
///
/// # Errors
/// As `source_set`, for the first that it refuses; those before it are set, as one action.
pub fn source_set_many(
    session: &mut Session,
    request: &SourceSetManyRequest,
) -> Result<SourceSetManyReport, Error> {
    session.as_one_act(|session| {
        let set = |name: &String| {
            let assignments = request.assignments.clone();
            source_set(
                session,
                &SourceSetRequest { name: name.clone(), assignments, csl_json: None },
            )
        };
        Ok(SourceSetManyReport {
            sources: request.names.iter().map(set).collect::<Result<_, _>>()?,
        })
    })
}
