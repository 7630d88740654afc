//! `custody`: who held a document or did what with it, when; a view on the log in PREMIS names.
//!
//! Source: PREMIS 3.0, event type vocabulary (id.loc.gov/vocabulary/preservation/eventType).

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_archive::StoredEntry;
use vouchsafe_model::{Body, Kind, RecordId};

use crate::{error::Error, links, log::agent_name, names, session::Session};

/// What happened to a document.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CustodyReport {
    /// The document.
    pub document: String,
    /// What happened, in the order of the log.
    pub events: Vec<CustodyEvent>,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CustodyEvent {
    /// Its PREMIS event type.
    pub event: String,
    /// When, as its writer claims; the order of the list does not depend on it.
    pub time: Option<String>,
    /// Who says so.
    pub agent: Option<String>,
    /// How it ended, or what it was.
    pub outcome: String,
    /// The entry that says so, as `LOG/INDEX`.
    pub entry: String,
}

/// Tells what happened to a document, from its arrival on.
///
/// # Errors
/// There is no such document; or the archive cannot be read.
pub fn custody(session: &Session, name: &str) -> Result<CustodyReport, Error> {
    let catalogue = session.catalogue();
    let document = names::find(&catalogue, Kind::Document, name)?;
    let mut own = BTreeSet::from([document.id]);
    own.extend(document.link("content"));
    for (kind, field) in
        [(Kind::Accession, "document"), (Kind::Derivation, "from"), (Kind::Derivation, "to")]
    {
        let linked = links::linked(&catalogue, kind, field, document.id)?;
        own.extend(linked.iter().map(|record| record.id));
    }
    let words: Vec<String> = own.iter().map(ToString::to_string).collect();
    let mut entries = session.archive.entries_about(&words)?;
    entries.sort_by_key(StoredEntry::position);
    let mut events = Vec::new();
    let mut received = false;
    for stored in &entries {
        let Some((event, outcome)) = told(stored, &own, document.id) else { continue };
        received |= event == "ingestion";
        // What was done to the whole archive before this document came does not concern it.
        if !received && !matches!(event.as_str(), "accession" | "capture") {
            continue;
        }
        let header = &stored.entry.header;
        events.push(CustodyEvent {
            event,
            time: header.time.map(|time| time.to_string()),
            agent: header.agent.map(|agent| agent_name(session, agent)).transpose()?,
            outcome,
            entry: format!("{}/{}", stored.log, stored.index),
        });
    }
    Ok(CustodyReport { document: document.id.to_string(), events })
}

/// Returns what an entry tells about the document, as event and outcome.
fn told(
    stored: &StoredEntry,
    own: &BTreeSet<RecordId>,
    document: RecordId,
) -> Option<(String, String)> {
    let told = |event: &str, outcome: String| Some((event.to_owned(), outcome));
    match &stored.entry.body {
        Body::Content(content) if own.contains(&content.content.into()) => {
            let size =
                content.size_bytes.map_or_else(String::new, |size| format!("{size} bytes, "));
            let digest = content.sha256.map_or_else(
                || "digest purged since".to_owned(),
                |digest| format!("sha256 {digest}"),
            );
            told("ingestion", format!("{size}{digest}"))
        }
        Body::Set(set) if own.contains(&set.record) => {
            let value = |field: &str| {
                let write = set.writes.iter().find(|write| write.field == field)?;
                serde_json::from_str::<serde_json::Value>(&write.value).ok()
            };
            let text = |field: &str| value(field)?.as_str().map(str::to_owned);
            match set.kind.as_str() {
                "accession" => {
                    let from = text("received_from").map(|from| format!("from {from}"));
                    let url = text("url").map(|url| format!("at {url}"));
                    let name = text("original_path").map(|path| format!("as {path}"));
                    let parts: Vec<String> = [from, url, name].into_iter().flatten().collect();
                    told("accession", parts.join(", "))
                }
                "derivation" => {
                    told("migration", text("derivation").unwrap_or_else(|| "derived".to_owned()))
                }
                _ if set.record != document => None,
                _ => match value("removed") {
                    Some(serde_json::Value::Bool(true)) => {
                        told("deaccession", text("removed_reason").unwrap_or_default())
                    }
                    Some(serde_json::Value::Null) => told("recovery", "restored".to_owned()),
                    _ => {
                        let fields: Vec<&str> =
                            set.writes.iter().map(|write| write.field.as_str()).collect();
                        told("metadata modification", fields.join(", "))
                    }
                },
            }
        }
        Body::Event(event) => {
            let about = event.subject.as_ref().is_none_or(|(_, id)| *id == document);
            let name = event.event.as_deref().unwrap_or("an event that was purged");
            let outcome = event.outcome.clone().unwrap_or_default();
            about.then(|| (name.to_owned(), outcome))
        }
        Body::Purge(purge) => {
            let hit = purge.contents.iter().any(|content| own.contains(&(*content).into()));
            hit.then(|| ("deletion".to_owned(), purge.reason.clone().unwrap_or_default()))
        }
        _ => None,
    }
}
