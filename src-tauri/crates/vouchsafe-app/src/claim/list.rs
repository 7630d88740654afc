//! `claim list`: statements and how they stand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::Kind;

use super::{StandingItem, standing};
use crate::{dates::DateItem, error::Error, names, records, session::Session};

/// Which claims are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimListRequest {
    /// Only those about this subject.
    pub about: Option<String>,
    /// Only those without support.
    pub unsupported: bool,
    /// Removed ones too.
    pub removed: bool,
    /// The words of sealed claims too.
    pub show_sealed: bool,
}

/// Claims.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ClaimListReport {
    /// The claims, in the order in which they came to be.
    pub claims: Vec<ClaimItem>,
}

/// A claim.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClaimItem {
    /// Its id.
    pub id: String,
    /// The statement; `None` if it was purged, or is sealed and was not asked for.
    pub statement: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// When what it states was.
    pub date: Option<DateItem>,
    /// How it stands, computed from its evidence.
    pub standing: StandingItem,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// Lists claims.
///
/// # Errors
/// There is no such subject; or the archive cannot be read.
pub fn claim_list(session: &Session, request: &ClaimListRequest) -> Result<ClaimListReport, Error> {
    let catalogue = session.catalogue();
    let about = match &request.about {
        Some(name) => Some(names::find(&catalogue, Kind::Subject, name)?.id.to_string()),
        None => None,
    };
    let mut report = ClaimListReport::default();
    catalogue.for_each(Kind::Claim, |claim| {
        if claim.is_removed() && !request.removed {
            return Ok(());
        }
        if let Some(about) = &about {
            let subjects = crate::subject::subjects_of(&catalogue, claim.id)?;
            if !subjects.iter().any(|subject| subject.id == *about) {
                return Ok(());
            }
        }
        let item = item(session, &claim, request.show_sealed)?;
        if !request.unsupported || item.standing.supports == 0 {
            report.claims.push(item);
        }
        Ok::<(), Error>(())
    })?;
    Ok(report)
}

/// Describes a claim.
pub(super) fn item(
    session: &Session,
    claim: &Record,
    show_sealed: bool,
) -> Result<ClaimItem, Error> {
    let shows = show_sealed || !records::is_sealed(&session.catalogue(), claim)?;
    Ok(ClaimItem {
        id: claim.id.to_string(),
        statement: claim.text("statement").filter(|_| shows).map(str::to_owned),
        language: claim.text("language").map(str::to_owned),
        date: DateItem::of(claim, "date").filter(|_| shows),
        standing: standing(session, claim)?,
        sensitivity: records::sensitivity(claim).to_owned(),
        removed: claim.is_removed(),
    })
}
