//! `remove` and `restore`: what is removed is out of the lists, and nothing of it is lost.

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::SetDraft;
use vouchsafe_model::{Kind, check_removable};

use crate::{
    error::Error,
    records::{self, RecordItem},
    session::Session,
};

/// The kinds that can be named here; those that record what happened are refused by name.
pub(crate) const NAMEABLE: [Kind; 24] = [
    Kind::Source,
    Kind::Document,
    Kind::Accession,
    Kind::Derivation,
    Kind::Rendition,
    Kind::Alignment,
    Kind::Passage,
    Kind::Claim,
    Kind::Figure,
    Kind::Evidence,
    Kind::SignOff,
    Kind::Inquiry,
    Kind::Subject,
    Kind::Name,
    Kind::Mention,
    Kind::Appraisal,
    Kind::CrossReference,
    Kind::Note,
    Kind::Tag,
    Kind::Tagging,
    Kind::Collection,
    Kind::Membership,
    Kind::SavedSearch,
    Kind::Agent,
];

/// What was removed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RemoveReport {
    /// The records that are removed now.
    pub removed: Vec<RecordItem>,
    /// Those that were removed before.
    pub already_removed: Vec<RecordItem>,
}

/// What was restored.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RestoreReport {
    /// The records that are back.
    pub restored: Vec<RecordItem>,
    /// Those that had not been removed.
    pub not_removed: Vec<RecordItem>,
}

/// Removes records, as one action; `restore` and `undo` bring them back.
///
/// # Errors
/// A record cannot be found, or records what happened; then none was removed.
pub fn remove(
    session: &mut Session,
    records: &[String],
    reason: &str,
) -> Result<RemoveReport, Error> {
    let reason = (Value::from(true), Value::from(reason));
    let (removed, already_removed) = change(session, records, true, reason)?;
    Ok(RemoveReport { removed, already_removed })
}

/// Brings removed records back, as one action.
///
/// # Errors
/// A record cannot be found; then none was restored.
pub fn restore(session: &mut Session, records: &[String]) -> Result<RestoreReport, Error> {
    let (restored, not_removed) = change(session, records, false, (Value::Null, Value::Null))?;
    Ok(RestoreReport { restored, not_removed })
}

/// Returns the records that were changed, and those that were as wished already.
fn change(
    session: &mut Session,
    names: &[String],
    to_removed: bool,
    (removed, reason): (Value, Value),
) -> Result<(Vec<RecordItem>, Vec<RecordItem>), Error> {
    let catalogue = session.catalogue();
    let (mut changed, mut unchanged, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, record) in records::find_all(&catalogue, &NAMEABLE, names)? {
        check_removable(kind)?;
        if kind == Kind::Evidence && to_removed {
            let what = format!("evidence {} was not removed", record.id);
            let why = "evidence is withdrawn, with a reason: `vouchsafe evidence withdraw`";
            return Err(Error::refused(what, why));
        }
        vouchsafe_model::check_field(kind, "removed_reason", &reason)?;
        let item = records::item(&catalogue, kind, &record)?;
        let disputed = record.fields.get("removed").is_some_and(|field| field.is_disputed());
        if record.is_removed() == to_removed && !disputed {
            unchanged.push(item);
            continue;
        }
        changed.push(item);
        drafts.push(
            SetDraft::new(kind, record.id)
                .with("removed", removed.clone())
                .with("removed_reason", reason.clone()),
        );
    }
    if !drafts.is_empty() {
        session.write(|append| {
            drafts.into_iter().try_for_each(|draft| append.set(draft)).map_err(Error::from)
        })?;
    }
    Ok((changed, unchanged))
}
