//! `log`: the entries as they stand, and who may go on with them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::{ArchiveError, Author, StoredEntry};
use vouchsafe_model::{ActId, AgentId, Body, Kind, LogId};

use crate::{
    environment::Environment,
    error::Error,
    keys,
    known::{KnownArchives, OwnLog},
    links, place,
    session::{Secrets, Session},
};

/// Which entries are listed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LogListRequest {
    /// At most so many, the newest.
    pub limit: usize,
    /// Only those of this log (its id, or the start of it).
    pub log: Option<String>,
}

/// The logs, and their newest entries.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LogListReport {
    /// The logs.
    pub logs: Vec<LogItem>,
    /// Their entries, oldest of those listed first.
    pub entries: Vec<EntryItem>,
    /// How many entries there are in all.
    pub total: u64,
}

/// A log.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LogItem {
    /// Its id.
    pub log: String,
    /// How many entries it has.
    pub size: u64,
    /// How many of them are in effect.
    pub in_effect: u64,
    /// Whether it founded the archive.
    pub founding: bool,
    /// Whether this machine writes it.
    pub own: bool,
    /// The fingerprint of its key.
    pub fingerprint: String,
}

/// An entry, in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EntryItem {
    /// Its log.
    pub log: String,
    /// Its index in it.
    pub index: u64,
    /// Its place in the order of all entries.
    pub clock: u64,
    /// When its writer says it was written.
    pub time: Option<String>,
    /// Who says so, by name.
    pub agent: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The action it belongs to.
    pub act: String,
    /// What it does, in words.
    pub summary: String,
}

/// Lists the logs and the newest entries.
///
/// # Errors
/// The archive cannot be read, or has no such log.
pub fn log_list(session: &Session, request: &LogListRequest) -> Result<LogListReport, Error> {
    let in_effect = session.archive.sizes_in_effect()?;
    let rows = session.archive.logs()?;
    let held: Vec<LogId> = rows.iter().map(|row| row.id).collect();
    let own = session.record()?.own_ids(&held).map(|(log, _)| log);
    let heads = session.archive.heads()?;
    let logs = rows.iter().zip(&heads).map(|(row, head)| {
        let size = head.frontier.size();
        LogItem {
            log: row.id.to_string(),
            size,
            in_effect: in_effect.get(&row.id).copied().unwrap_or(0).min(size),
            founding: row.id == session.archive.founding_log(),
            own: own == Some(row.id),
            fingerprint: row.public_key.fingerprint(),
        }
    });
    let logs: Vec<LogItem> = logs.collect();
    let wanted = match &request.log {
        Some(name) => Some(find_log(&logs, name)?),
        None => None,
    };
    let mut entries: Vec<StoredEntry> = Vec::new();
    for head in &heads {
        if wanted.is_none_or(|wanted| wanted == head.log) {
            let size = head.frontier.size();
            let from = size.saturating_sub(request.limit as u64);
            for index in from..size {
                entries.push(session.archive.entry(head.log, index)?);
            }
        }
    }
    entries.sort_by_key(StoredEntry::position);
    let from = entries.len().saturating_sub(request.limit);
    let items = entries[from..].iter().map(|stored| entry_item(session, stored));
    Ok(LogListReport {
        entries: items.collect::<Result<_, _>>()?,
        total: logs.iter().map(|log| log.size).sum(),
        logs,
    })
}

fn find_log(logs: &[LogItem], name: &str) -> Result<LogId, Error> {
    let found: Vec<&LogItem> = logs.iter().filter(|log| log.log.starts_with(name)).collect();
    match found[..] {
        [log] => log.log.parse().map_err(|_| not_found(name)),
        [] => Err(not_found(name)),
        _ => Err(Error::Ambiguous {
            name: name.to_owned(),
            candidates: found.iter().map(|log| format!("log {}", log.log)).collect(),
        }),
    }
}

fn not_found(name: &str) -> Error {
    Error::NotFound { what: "log", name: name.to_owned() }
}

/// Describes an entry.
pub(crate) fn entry_item(session: &Session, stored: &StoredEntry) -> Result<EntryItem, Error> {
    let header = &stored.entry.header;
    Ok(EntryItem {
        log: stored.log.to_string(),
        index: stored.index,
        clock: header.clock,
        time: header.time.map(|time| time.to_string()),
        agent: header.agent.map(|agent| agent_name(session, agent)).transpose()?,
        kind: stored.entry.body.type_name().to_owned(),
        act: header.act.to_string(),
        summary: summary(stored),
    })
}

/// Returns what an agent is called, or its id if it has no name any more.
pub(crate) fn agent_name(session: &Session, agent: AgentId) -> Result<String, Error> {
    let record = session.catalogue().record(Kind::Agent, agent.into())?;
    Ok(record.as_ref().map_or_else(|| agent.to_string(), links::label))
}

fn summary(stored: &StoredEntry) -> String {
    match &stored.entry.body {
        Body::LogOpened(opened) if opened.continues.is_some() => "continues a log".to_owned(),
        Body::LogOpened(_) => "founds the archive".to_owned(),
        Body::LogAccepted(accepted) => match &accepted.head {
            Some(head) => format!("accepts log {} up to {}", head.log, head.size),
            None => "accepts a log".to_owned(),
        },
        Body::Set(set) => {
            let fields: Vec<&str> = set.writes.iter().map(|write| write.field.as_str()).collect();
            let fields = match fields[..] {
                [] => "fields that were purged".to_owned(),
                _ => fields.join(", "),
            };
            format!("{} {}: {fields}", set.kind, set.record)
        }
        Body::Content(content) => match content.size_bytes {
            Some(size) => format!("content {}: {size} bytes held", content.content),
            None => format!("content {}: bytes held, purged since", content.content),
        },
        Body::Purge(purge) => {
            format!("{} lines and {} contents purged", purge.fields.len(), purge.contents.len())
        }
        Body::Event(event) => {
            let name = event.event.as_deref().unwrap_or("an event that was purged");
            let about = event.subject.as_ref().map(|(kind, id)| format!(" of {kind} {id}"));
            let outcome = event.outcome.as_deref().unwrap_or_default();
            format!("{name}{}: {outcome}", about.unwrap_or_default())
        }
        Body::Timestamp(_) => "a time-stamping authority saw a checkpoint".to_owned(),
        Body::Unknown(kind) => format!("of a type this version does not know: {kind}"),
    }
}

/// An entry, whole.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EntryReport {
    /// What it says, in short.
    #[serde(flatten)]
    pub item: EntryItem,
    /// Its lines, exactly as they are hashed.
    pub text: String,
    /// Its leaf, in hex.
    pub leaf: String,
    /// Whether lines of it were purged.
    pub purged: bool,
}

/// Shows an entry, named `LOG/INDEX`, or `INDEX` of the founding log.
///
/// # Errors
/// There is no such entry.
pub fn log_show(session: &Session, name: &str) -> Result<EntryReport, Error> {
    let missing = || Error::NotFound { what: "entry", name: name.to_owned() };
    let (log, index) = match name.split_once('/') {
        Some((log, index)) => {
            let rows = session.archive.logs()?;
            let mut found = rows.iter().filter(|row| row.id.to_string().starts_with(log));
            let row = found.next().filter(|_| found.next().is_none()).ok_or_else(missing)?;
            (row.id, index)
        }
        None => (session.archive.founding_log(), name),
    };
    let index: u64 = index.parse().map_err(|_| missing())?;
    let stored = session.archive.entry(log, index).map_err(|error| match error {
        ArchiveError::Row(_) => missing(),
        other => other.into(),
    })?;
    Ok(EntryReport {
        item: entry_item(session, &stored)?,
        text: stored.lines.text().to_owned(),
        leaf: stored.leaf.to_string(),
        purged: stored.purged,
    })
}

/// A new log of this machine in an archive that is there.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LogContinueReport {
    /// The archive.
    pub archive_id: String,
    /// The new log.
    pub log: String,
    /// The log it goes on from.
    pub continues: String,
    /// The size at which it goes on.
    pub at: u64,
    /// Its key, as OpenSSH writes it.
    pub public_key: String,
    /// Heads known here that the file does not extend, and that were set aside.
    pub set_aside: Vec<Value>,
}

/// How a log is to be started.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct LogContinueRequest {
    /// The name to sign with; a pseudonym is fine.
    pub agent_name: String,
    /// Whether to go on from a file that is older than, or another branch of, what this machine
    /// last saw. What it saw is then set aside.
    pub from_older: bool,
}

/// Starts a log of this machine's own in an archive: one that came from another machine, whose key
/// was lost, or that was put back from a backup. From then on this machine knows the archive.
///
/// # Errors
/// The archive lies where writing is not safe, or this machine writes to it already.
pub fn log_continue(
    mut environment: Environment,
    path: &std::path::Path,
    secrets: &Secrets,
    request: &LogContinueRequest,
) -> Result<LogContinueReport, Error> {
    let agent_name = request.agent_name.as_str();
    if agent_name.trim().is_empty() {
        return Err(Error::refused("cannot sign with an empty name", "a pseudonym is fine"));
    }
    if let Some(place) = place::why_unsafe(path) {
        return Err(Error::UnsafePlace { path: path.to_owned(), place });
    }
    let page_key = crate::session::page_key(path, secrets)?;
    let access = vouchsafe_archive::Access::Write;
    let mut archive = vouchsafe_archive::Archive::open(path, page_key, access)?;
    let known = KnownArchives::new(&environment.config_dir);
    let record = known.get(archive.id())?.unwrap_or_default();
    let stale = stale_heads(&archive, &record)?;
    let held: Vec<LogId> = archive.logs()?.iter().map(|row| row.id).collect();
    let can_write = record
        .own_ids(&held)
        .is_some_and(|(log, _)| keys::path(&environment, archive.id(), log).exists());
    if can_write && stale.is_empty() {
        let what = "no new log was started";
        return Err(Error::refused(what, "this machine has one in this archive, and its key"));
    }
    if !stale.is_empty() && !request.from_older {
        let why = "this machine has seen a newer file of this archive, or another branch of it; if \
                   that one still exists, use it. Give --from-older to go on from this one instead";
        return Err(Error::refused("no new log was started", why));
    }
    let log = LogId::from_bytes(environment.random_id());
    let agent = AgentId::from_bytes(environment.random_id());
    let act = ActId::from_bytes(environment.random_id());
    let protect = secrets.key_passphrase.as_ref();
    let key = keys::obtain(&mut environment, archive.id(), log, protect)?;
    let mut author = Author {
        log,
        key: &key,
        agent,
        act,
        known: Vec::new(),
        clock: environment.clock.as_ref(),
        entropy: &mut environment.entropy,
    };
    let head = archive.open_log(&mut author, agent_name)?;
    let heads = archive.heads()?;
    let continued = archive.founding_log();
    let opened = archive.entry(log, 0)?;
    let at = match opened.entry.body {
        Body::LogOpened(opened) => opened.continues.map_or(0, |head| head.size),
        _ => 0,
    };
    known.update(archive.id(), |known| {
        known.own.push(OwnLog { log: log.to_string(), agent: agent.to_string() });
        for log in &stale {
            known.set_aside.extend(known.heads.remove(&log.to_string()));
        }
        heads.iter().for_each(|head| known.see(head));
        known.see(&head);
    })?;
    Ok(LogContinueReport {
        archive_id: archive.id().to_string(),
        log: log.to_string(),
        continues: continued.to_string(),
        at,
        public_key: key.public().to_openssh(),
        set_aside: stale.iter().map(|log| Value::String(log.to_string())).collect(),
    })
}

/// Returns the logs whose head known here the file does not extend.
fn stale_heads(
    archive: &vouchsafe_archive::Archive,
    record: &crate::known::Known,
) -> Result<Vec<LogId>, Error> {
    let mut stale = Vec::new();
    for head in record.heads() {
        if !archive.extends(&head)? {
            stale.push(head.log);
        }
    }
    Ok(stale)
}

/// Writes into this machine's log that another one counts, up to its present head.
///
/// # Errors
/// There is no such log, it is this machine's own, or nothing can be written.
pub fn log_accept(session: &mut Session, name: &str) -> Result<String, Error> {
    let request = LogListRequest { limit: 0, log: None };
    let logs = log_list(session, &request)?.logs;
    let log = find_log(&logs, name)?;
    if session.identity().is_some_and(|identity| identity.log == log) {
        return Err(Error::refused("no log was accepted", "that is this machine's own log"));
    }
    session.write(|append| Ok(append.accept_log(log)?))?;
    Ok(log.to_string())
}
