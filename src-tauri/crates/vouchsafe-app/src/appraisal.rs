//! `appraise`: what a person thinks of a source, in one respect at a time.
//!
//! Kept apart from claims: a standing is computed from evidence, and no appraisal changes it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_model::{Kind, RecordId};

use crate::{error::Error, links, names, records, session::Session};

/// What a person thinks of a source.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AppraisalRequest {
    /// The source.
    pub source: String,
    /// `provenance`, `credibility`, `independence`, `specificity` or `attenuation`.
    pub aspect: String,
    /// `strong`, `adequate`, `weak` or `unknown`.
    pub judgement: Option<String>,
    /// Why.
    pub comment: Option<String>,
}

/// An appraisal.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AppraisalItem {
    /// Its id.
    pub id: String,
    /// In which respect.
    pub aspect: String,
    /// The judgement, in a word.
    pub judgement: Option<String>,
    /// Why.
    pub comment: Option<String>,
    /// Who thinks so, by their own word.
    pub agent: Option<String>,
    /// Since when.
    pub time: Option<String>,
}

/// Appraises a source in one respect, in place of what this person thought of that before.
///
/// # Errors
/// There is no such source, aspect or judgement, or neither judgement nor comment is given.
pub fn appraise(session: &mut Session, request: &AppraisalRequest) -> Result<AppraisalItem, Error> {
    let source = names::find(&session.catalogue(), Kind::Source, &request.source)?;
    let what = || format!("cannot appraise {}", links::label(&source));
    if request.judgement.is_none() && request.comment.is_none() {
        return Err(Error::refused(what(), "give a judgement, a comment or both"));
    }
    let own = session.identity().map(|identity| identity.log);
    let present = links::linked(&session.catalogue(), Kind::Appraisal, "source", source.id)?;
    let mine = present.iter().find(|found| {
        let writes = found.fields.get("aspect").map(|field| field.writes.as_slice());
        let log = writes.and_then(|writes| writes.last()).map(|write| write.position.log);
        found.text("aspect") == Some(&request.aspect) && log == own
    });
    let mine = mine.map(|found| found.id);
    let id = session.write(|append| {
        let id: RecordId = mine.unwrap_or_else(|| append.new_id());
        let draft = SetDraft::new(Kind::Appraisal, id)
            .with("source", source.id.to_string())
            .with("aspect", request.aspect.as_str())
            .with_some("judgement", request.judgement.as_deref())
            .with_some("comment", request.comment.as_deref());
        append.set(draft)?;
        Ok(id)
    })?;
    let appraisal = session.catalogue().record(Kind::Appraisal, id)?;
    let appraisal = appraisal.ok_or_else(|| Error::refused(what(), "it cannot be read back"))?;
    item(session, &appraisal)
}

/// Returns what people think of a source, oldest first.
pub(crate) fn appraisals_of(
    session: &Session,
    source: RecordId,
) -> Result<Vec<AppraisalItem>, Error> {
    let found = links::linked(&session.catalogue(), Kind::Appraisal, "source", source)?;
    found.iter().map(|appraisal| item(session, appraisal)).collect()
}

fn item(session: &Session, appraisal: &Record) -> Result<AppraisalItem, Error> {
    let write = appraisal.fields.get("aspect").and_then(|field| field.writes.last());
    let write = write.map(|write| records::write_item(session, write)).transpose()?;
    let (agent, time) = write.map_or((None, None), |write| (write.agent, write.time));
    let text = |field: &str| appraisal.text(field).map(str::to_owned);
    Ok(AppraisalItem {
        id: appraisal.id.to_string(),
        aspect: text("aspect").unwrap_or_default(),
        judgement: text("judgement"),
        comment: text("comment"),
        agent,
        time,
    })
}
