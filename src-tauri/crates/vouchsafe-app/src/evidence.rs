//! `evidence`: passages held for or against claims. Withdrawn with a reason, never erased.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_model::{EvidenceId, Kind, RecordId};

use crate::{
    error::Error,
    links, names,
    passage::{self, Added, Candidate, Match, PassageItem, PassageRequest, SelectorItem},
    records,
    session::Session,
};

/// A passage to be held for or against a claim.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceRequest {
    /// The claim.
    pub claim: String,
    /// A passage that is kept already.
    pub passage: Option<String>,
    /// Else a passage to be kept now.
    pub new_passage: Option<PassageRequest>,
    /// `supports`, `contradicts` or `context`.
    pub stance: String,
    /// What it shows: that it `happened`, or only that it was `said`.
    pub shows: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EvidenceReport {
    /// The evidence; `None` if nothing was written.
    pub evidence: Option<String>,
    /// The passage; `None` if its words were not found in one place.
    pub passage: Option<String>,
    /// The claim.
    pub claim: String,
    /// How the words were found.
    #[serde(rename = "match")]
    pub how: Match,
    /// Where they stand.
    pub selector: Option<SelectorItem>,
    /// Where they may be meant to stand.
    pub candidates: Vec<Candidate>,
    /// Whether the passage was held so already.
    pub already_present: bool,
    /// What else is worth knowing.
    pub remarks: Vec<String>,
}

/// Evidence, in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EvidenceItem {
    /// Its id.
    pub id: String,
    /// The claim.
    pub claim: String,
    /// What the claim is called.
    pub claim_label: String,
    /// The passage; `None` if it is not here any more.
    pub passage: Option<PassageItem>,
    /// `supports`, `contradicts` or `context`.
    pub stance: String,
    /// `happened` or `said`; `None` if it was not stated.
    pub shows: Option<String>,
    /// A comment; `None` too if it is of sealed words that were not asked for.
    pub comment: Option<String>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Why; `None` too if it is of sealed words that were not asked for.
    pub withdrawn_reason: Option<String>,
}

/// Evidence.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct EvidenceListReport {
    /// The evidence, oldest first.
    pub evidence: Vec<EvidenceItem>,
}

/// Holds a passage for or against a claim. Words that are absent or ambiguous write nothing.
///
/// # Errors
/// There is no such claim, passage or document, or stance and shows are no words for it.
pub fn evidence_add(
    session: &mut Session,
    request: &EvidenceRequest,
) -> Result<EvidenceReport, Error> {
    let claim = names::find(&session.catalogue(), Kind::Claim, &request.claim)?;
    if claim.is_removed() {
        let what = format!("cannot hold evidence for claim {}", claim.id);
        return Err(Error::refused(what, "it was removed; `restore` brings it back"));
    }
    let checked = fields(request);
    for (name, value) in &checked {
        vouchsafe_model::check_field(Kind::Evidence, name, value)?;
    }
    match (&request.passage, &request.new_passage) {
        (Some(name), None) => with_passage(session, &claim, name, request),
        (None, Some(new)) => match passage::add_in(session, new)? {
            Added::None(report) => Ok(EvidenceReport {
                evidence: None,
                passage: None,
                claim: claim.id.to_string(),
                how: report.how,
                selector: None,
                candidates: report.candidates,
                already_present: false,
                remarks: report.remarks,
            }),
            Added::Found(report) => {
                let name = report.passage.clone().unwrap_or_default();
                let found = with_passage(session, &claim, &name, request)?;
                Ok(EvidenceReport { how: report.how, remarks: report.remarks, ..found })
            }
            Added::ToWrite(prepared) => session.write(|append| {
                let passage = prepared.write(append)?;
                let name = passage.passage.clone().unwrap_or_default();
                let evidence: EvidenceId = append.new_id();
                append.set(draft(evidence, &claim, &name, request))?;
                Ok(EvidenceReport {
                    evidence: Some(evidence.to_string()),
                    passage: passage.passage,
                    claim: claim.id.to_string(),
                    how: passage.how,
                    selector: passage.selector,
                    candidates: Vec::new(),
                    already_present: false,
                    remarks: passage.remarks,
                })
            }),
        },
        _ => {
            let why = "name one passage, or a document and the words in it";
            Err(Error::refused("cannot hold it as evidence", why))
        }
    }
}

fn with_passage(
    session: &mut Session,
    claim: &Record,
    name: &str,
    request: &EvidenceRequest,
) -> Result<EvidenceReport, Error> {
    let catalogue = session.catalogue();
    let passage = names::find(&catalogue, Kind::Passage, name)?;
    if passage.is_removed() {
        let what = format!("cannot hold passage {} as evidence", passage.id);
        return Err(Error::refused(what, "it was removed; `restore` brings it back"));
    }
    let mut report = EvidenceReport {
        evidence: None,
        passage: Some(passage.id.to_string()),
        claim: claim.id.to_string(),
        how: if passage.text("exact").is_some() { Match::Exact } else { Match::NotText },
        selector: Some(passage::selector(&passage)),
        candidates: Vec::new(),
        already_present: false,
        remarks: Vec::new(),
    };
    let stance = request.stance.as_str();
    for held in links::linked(&catalogue, Kind::Evidence, "passage", passage.id)? {
        let same = held.link("claim") == Some(claim.id) && held.get("withdrawn").is_none();
        if same && held.text("stance") == Some(stance) {
            report.evidence = Some(held.id.to_string());
            report.already_present = true;
            return Ok(report);
        }
        if same {
            let held_as = held.text("stance").unwrap_or_default();
            let remark = format!("the same passage is held as `{held_as}` too: {}", held.id);
            report.remarks.push(remark);
        }
    }
    session.write(|append| {
        let evidence: EvidenceId = append.new_id();
        append.set(draft(evidence, claim, &passage.id.to_string(), request))?;
        Ok(EvidenceReport { evidence: Some(evidence.to_string()), ..report })
    })
}

fn fields(request: &EvidenceRequest) -> Vec<(String, serde_json::Value)> {
    let texts = [
        ("stance", Some(&request.stance)),
        ("shows", request.shows.as_ref()),
        ("comment", request.comment.as_ref()),
    ];
    let given = texts.into_iter().filter_map(|(name, text)| Some((name, text?)));
    given.map(|(name, text)| (name.to_owned(), text.as_str().into())).collect()
}

fn draft(
    evidence: EvidenceId,
    claim: &Record,
    passage: &str,
    request: &EvidenceRequest,
) -> SetDraft {
    let mut draft = SetDraft::new(Kind::Evidence, evidence)
        .with("claim", claim.id.to_string())
        .with("passage", passage);
    draft.fields.extend(fields(request));
    draft
}

/// Withdraws evidence. It stays in the archive, with the reason.
///
/// # Errors
/// There is no such evidence, it was withdrawn before, or no reason is given.
pub fn evidence_withdraw(
    session: &mut Session,
    evidence: &str,
    reason: &str,
) -> Result<EvidenceItem, Error> {
    let evidence = names::find(&session.catalogue(), Kind::Evidence, evidence)?;
    let what = || format!("cannot withdraw evidence {}", evidence.id);
    if reason.trim().is_empty() {
        return Err(Error::refused(what(), "a withdrawal states its reason"));
    }
    if evidence.get("withdrawn").is_some() {
        return Err(Error::refused(what(), "it was withdrawn before"));
    }
    let draft = SetDraft::new(Kind::Evidence, evidence.id)
        .with("withdrawn", true)
        .with("withdrawn_reason", reason.trim());
    session.write(|append| Ok(append.set(draft)?))?;
    let evidence = names::find(&session.catalogue(), Kind::Evidence, &evidence.id.to_string())?;
    item(session, &evidence, false)
}

/// Lists evidence: of a claim, of a passage, or all.
///
/// # Errors
/// There is no such claim or passage; or the archive cannot be read.
pub fn evidence_list(
    session: &Session,
    of: Option<&str>,
    show_sealed: bool,
) -> Result<EvidenceListReport, Error> {
    let catalogue = session.catalogue();
    let mut report = EvidenceListReport::default();
    let records = match of {
        Some(name) => {
            let (kind, record) = names::find_any(&catalogue, &[Kind::Claim, Kind::Passage], name)?;
            links::linked(&catalogue, Kind::Evidence, kind.name(), record.id)?
        }
        None => {
            let mut all = Vec::new();
            catalogue.for_each(Kind::Evidence, |evidence| {
                if !evidence.is_removed() {
                    all.push(evidence);
                }
                Ok::<(), Error>(())
            })?;
            all
        }
    };
    for evidence in records {
        report.evidence.push(item(session, &evidence, show_sealed)?);
    }
    Ok(report)
}

/// Returns the evidence of a claim, not removed, oldest first, withdrawn or not.
pub(crate) fn of_claim(session: &Session, claim: RecordId) -> Result<Vec<Record>, Error> {
    links::linked(&session.catalogue(), Kind::Evidence, "claim", claim)
}

/// Describes evidence.
pub(crate) fn item(
    session: &Session,
    evidence: &Record,
    show_sealed: bool,
) -> Result<EvidenceItem, Error> {
    let catalogue = session.catalogue();
    let passage = links::followed(&catalogue, evidence, "passage", Kind::Passage)?;
    let passage = passage.filter(|passage| !passage.is_removed());
    let claim = links::followed(&catalogue, evidence, "claim", Kind::Claim)?;
    let claim_label = match &claim {
        Some(claim) => records::label_of(&catalogue, claim, show_sealed)?,
        None => "a claim that is not here".to_owned(),
    };
    // What is said about sealed words can tell them.
    let shows_words = show_sealed || !records::is_sealed(&catalogue, evidence)?;
    let text = |field: &str| evidence.text(field).map(str::to_owned);
    let words = |field: &str| text(field).filter(|_| shows_words);
    Ok(EvidenceItem {
        id: evidence.id.to_string(),
        claim: text("claim").unwrap_or_default(),
        claim_label,
        passage: passage.map(|found| passage::item(session, &found, show_sealed)).transpose()?,
        stance: text("stance").unwrap_or_default(),
        shows: text("shows"),
        comment: words("comment"),
        withdrawn: evidence.get("withdrawn").is_some(),
        withdrawn_reason: words("withdrawn_reason"),
    })
}
