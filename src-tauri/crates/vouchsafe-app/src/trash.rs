//! `trash_list`: what was removed, of every kind, newest first. Nothing of it is lost.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::{
    error::Error,
    records::{self, RecordItem},
    remove::NAMEABLE,
    session::Session,
};

/// Which part of the list is wanted.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct TrashListRequest {
    /// So many of the newest are left out: those of the pages before.
    pub offset: usize,
    /// At most so many; all if `None`.
    pub limit: Option<usize>,
}

/// What was removed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrashListReport {
    /// The records, newest removal first.
    pub records: Vec<TrashItem>,
    /// How many there are in all.
    pub total: usize,
}

/// A record that was removed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrashItem {
    /// The record; of a sealed one the label says no more than its kind.
    #[serde(flatten)]
    pub record: RecordItem,
    /// When its remover says it was.
    pub removed_at: Option<String>,
    /// By whom, by name.
    pub removed_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// Lists what was removed.
///
/// # Errors
/// The archive cannot be read.
pub fn trash_list(session: &Session, request: &TrashListRequest) -> Result<TrashListReport, Error> {
    let catalogue = session.catalogue();
    let mut found = Vec::new();
    for kind in NAMEABLE {
        for id in catalogue.with_value(kind, "removed", &Value::from(true))? {
            let Some(record) = catalogue.record(kind, id)?.filter(|record| record.is_removed())
            else {
                continue;
            };
            let write = record.fields.get("removed").and_then(|field| field.writes.last().cloned());
            found.extend(write.map(|write| (write, kind, record)));
        }
    }
    found.sort_by_key(|(write, ..)| std::cmp::Reverse(write.position));
    let total = found.len();
    let page = found.into_iter().skip(request.offset).take(request.limit.unwrap_or(usize::MAX));
    let mut listed = Vec::new();
    for (write, kind, record) in page {
        let written = records::write_item(session, &write)?;
        let sealed = records::is_sealed(&catalogue, &record)?;
        listed.push(TrashItem {
            record: records::item(&catalogue, kind, &record)?,
            removed_at: written.time,
            removed_by: written.agent,
            reason: record.text("removed_reason").filter(|_| !sealed).map(str::to_owned),
        });
    }
    Ok(TrashListReport { records: listed, total })
}
