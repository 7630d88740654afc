//! `claim sign` and `claim searched`: a second person's word, and what was not found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    dates::{DateItem, DateRequest},
    error::Error,
    links, names, records,
    session::Session,
};

/// A person's word that a claim's wording follows from its evidence.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SignOffRequest {
    /// The claim.
    pub claim: String,
    /// Who signs off; the archive's own agent if no name is given.
    pub by: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// A sign-off.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SignOffItem {
    /// Its id.
    pub id: String,
    /// Who signed off, by their own word.
    pub by: Option<String>,
    /// When.
    pub time: Option<String>,
    /// The wording that was signed off.
    pub statement: Option<String>,
    /// Whether the claim still has that wording.
    pub stands: bool,
    /// A comment.
    pub comment: Option<String>,
}

/// A search that found nothing.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct InquiryRequest {
    /// The claim.
    pub claim: String,
    /// What was looked for.
    pub sought: String,
    /// Where.
    pub searched_in: Option<String>,
    /// When.
    pub date: Option<DateRequest>,
    /// By whom.
    pub by: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// A search that found nothing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct InquiryItem {
    /// Its id.
    pub id: String,
    /// What was looked for.
    pub sought: Option<String>,
    /// Where.
    pub searched_in: Option<String>,
    /// When.
    pub date: Option<DateItem>,
    /// By whom.
    pub by: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// Signs a claim off in its present wording.
///
/// # Errors
/// There is no such claim; it was signed by that person already; or who signs is who wrote it.
pub fn claim_sign(session: &mut Session, request: &SignOffRequest) -> Result<SignOffItem, Error> {
    let claim = names::find(&session.catalogue(), Kind::Claim, &request.claim)?;
    let what = || format!("cannot sign claim {} off", claim.id);
    let written = claim.fields.get("statement").and_then(|field| field.writes.last());
    let written = written.map(|write| records::write_item(session, write)).transpose()?;
    let author = written.and_then(|write| write.agent);
    let by = match &request.by {
        Some(by) => by.trim().to_owned(),
        None => own_name(session)?,
    };
    let folded = |name: &str| vouchsafe_anchor::fold(name.trim()).text().to_owned();
    if author.as_deref().map(folded) == Some(folded(&by)) {
        let why = format!("{by} wrote it; a second person signs off (--by NAME)");
        return Err(Error::refused(what(), why));
    }
    let statement = claim.text("statement").unwrap_or_default().to_owned();
    if statement.is_empty() {
        return Err(Error::refused(what(), "its statement was purged"));
    }
    for sign_off in signs(session, &claim)? {
        if sign_off.stands && sign_off.by.as_deref().map(folded) == Some(folded(&by)) {
            return Err(Error::refused(what(), format!("{by} has signed this wording already")));
        }
    }
    let id = session.write(|append| {
        let id: RecordId = append.new_id();
        let draft = SetDraft::new(Kind::SignOff, id)
            .with("claim", claim.id.to_string())
            .with("statement", statement)
            .with("by", by)
            .with_some("comment", request.comment.as_deref());
        append.set(draft)?;
        Ok(id)
    })?;
    let signs = signs(session, &claim)?;
    let made = signs.into_iter().find(|sign_off| sign_off.id == id.to_string());
    made.ok_or_else(|| Error::refused(what(), "it cannot be read back"))
}

fn own_name(session: &Session) -> Result<String, Error> {
    let agent = session.identity().map(|identity| identity.agent);
    match agent {
        Some(agent) => crate::log::agent_name(session, agent),
        None => Ok(String::new()),
    }
}

/// Returns the sign-offs of a claim, oldest first.
pub(super) fn signs(session: &Session, claim: &Record) -> Result<Vec<SignOffItem>, Error> {
    let mut items = Vec::new();
    for sign_off in links::linked(&session.catalogue(), Kind::SignOff, "claim", claim.id)? {
        let write = sign_off.fields.get("by").and_then(|field| field.writes.last());
        let write = write.map(|write| records::write_item(session, write)).transpose()?;
        let text = |field: &str| sign_off.text(field).map(str::to_owned);
        items.push(SignOffItem {
            id: sign_off.id.to_string(),
            by: text("by"),
            time: write.and_then(|write| write.time),
            stands: sign_off.text("statement").is_some()
                && sign_off.text("statement") == claim.text("statement"),
            statement: text("statement"),
            comment: text("comment"),
        });
    }
    Ok(items)
}

/// Writes down that something was looked for and not found.
///
/// # Errors
/// There is no such claim, it is not said what was sought, or the date is none.
pub fn claim_searched(
    session: &mut Session,
    request: &InquiryRequest,
) -> Result<InquiryItem, Error> {
    let claim = names::find(&session.catalogue(), Kind::Claim, &request.claim)?;
    let what = "cannot write the search down";
    let date = request.date.as_ref().map(|date| date.read(what)).transpose()?;
    let id = session.write(|append| {
        let id: RecordId = append.new_id();
        let draft = SetDraft::new(Kind::Inquiry, id)
            .with("claim", claim.id.to_string())
            .with("sought", request.sought.trim())
            .with_some("searched_in", request.searched_in.as_deref())
            .with_some("date", date.map(|date| date.to_json()))
            .with_some("by", request.by.as_deref())
            .with_some("comment", request.comment.as_deref());
        append.set(draft)?;
        Ok(id)
    })?;
    let made = inquiries(session, &claim)?.into_iter().find(|item| item.id == id.to_string());
    made.ok_or_else(|| Error::refused(what, "it cannot be read back"))
}

/// Returns the searches for a claim that found nothing, oldest first.
pub(super) fn inquiries(session: &Session, claim: &Record) -> Result<Vec<InquiryItem>, Error> {
    let found = links::linked(&session.catalogue(), Kind::Inquiry, "claim", claim.id)?;
    let item = |inquiry: &Record| {
        let text = |field: &str| inquiry.text(field).map(str::to_owned);
        InquiryItem {
            id: inquiry.id.to_string(),
            sought: text("sought"),
            searched_in: text("searched_in"),
            date: DateItem::of(inquiry, "date"),
            by: text("by"),
            comment: text("comment"),
        }
    };
    Ok(found.iter().map(item).collect())
}
