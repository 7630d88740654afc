//! The file as a database: what its header and `meta` say, and whether its structure is sound.

use std::{
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use rusqlite::{Connection, InterruptHandle, types::ValueRef};
use vouchsafe_model::{ArchiveId, FORMAT, LogId};

use crate::{
    Code, Error, Finding, Stage,
    audit::Audit,
    column::Column,
    error::is_interruption,
    format::{APPLICATION_ID, PAGE_SIZE_BYTES, USER_VERSION},
    schema::Tables,
};

/// How often a person's wish to stop is looked for while SQLite works.
const POLL: Duration = Duration::from_millis(20);

/// How much of the file a connection keeps in memory while SQLite checks its structure.
const CACHE_KIB: u32 = 96 * 1024;

/// The longest text that `meta` can have.
const VALUE_BYTES_MAX: usize = 100;

/// What `meta` says, as far as it can be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Identity {
    pub archive: Option<ArchiveId>,
    pub founding_log: Option<LogId>,
}

/// Checks the header and `meta`.
///
/// # Errors
/// `NotAnArchive` or `Newer`, if nothing in the file says that it is an archive of version 1.
pub(crate) fn identify(audit: &mut Audit<'_>) -> Result<Identity, Error> {
    let connection = audit.connect()?;
    let answers = [
        pragma(&connection, "application_id"),
        pragma(&connection, "user_version"),
        pragma(&connection, "page_size"),
    ];
    let rows = audit.read("table meta", meta(&connection))?.unwrap_or_default();
    let names_format =
        rows.iter().any(|(name, value)| name == "format" && value.as_deref() == Ok(FORMAT));

    let mut faults = Vec::new();
    let mut numbers = Vec::new();
    for (answer, (name, expected)) in answers.into_iter().zip([
        ("application_id", APPLICATION_ID),
        ("user_version", USER_VERSION),
        ("page_size", PAGE_SIZE_BYTES),
    ]) {
        let Some(found) = audit.read("the header", answer)? else { continue };
        numbers.push(found);
        if found != expected {
            let detail = format!("`{name}` is not what section 2 says");
            let finding = Finding::new(Code::V003, "the header", detail);
            faults.push(finding.compared(expected, found));
        }
    }
    let path = || audit.file.path().to_owned();
    if let [application_id, user_version, ..] = numbers[..]
        && !names_format
    {
        if application_id != APPLICATION_ID {
            return Err(Error::NotAnArchive { path: path() });
        }
        if user_version > USER_VERSION {
            return Err(Error::Newer { path: path(), version: user_version });
        }
    }
    faults.extend(header_texts(&connection));
    let checked = 5 + rows.len() as u64;
    let identity = read_meta(&rows, &mut faults);
    audit.pass("facts of the header and of `meta`", checked, faults.len() as u64);
    audit.findings.extend(faults);
    Ok(identity)
}

/// Reads a number of the header. SQLCipher gives the page size as text.
fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.query_row(&format!("PRAGMA {name}"), [], |row| match row.get_ref(0)? {
        ValueRef::Text(text) => {
            let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
            number.ok_or(rusqlite::Error::InvalidQuery)
        }
        _ => row.get(0),
    })
}

fn header_texts(connection: &Connection) -> Vec<Finding> {
    let mut faults = Vec::new();
    for (name, expected) in [("encoding", "UTF-8"), ("journal_mode", "delete")] {
        let found = connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, String>(0))
            .unwrap_or_else(|error| error.to_string());
        if found != expected {
            let detail = format!("`{name}` is not what section 2 says");
            let finding = Finding::new(Code::V003, "the header", detail);
            faults.push(finding.compared(expected, found));
        }
    }
    faults
}

type MetaRow = (String, Result<String, String>);

fn meta(connection: &Connection) -> rusqlite::Result<Vec<MetaRow>> {
    let mut statement = connection.prepare("SELECT name, value FROM meta LIMIT 1000")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let name = Column(0, "name").short_text(row, VALUE_BYTES_MAX).map(str::to_owned);
        let value = Column(1, "value").short_text(row, VALUE_BYTES_MAX).map(str::to_owned);
        found.push((name.unwrap_or_else(|fault| fault), value));
    }
    Ok(found)
}

fn read_meta(rows: &[MetaRow], faults: &mut Vec<Finding>) -> Identity {
    let mut fault = |name: &str, detail: String| {
        faults.push(Finding::new(Code::V003, format!("meta {name}"), detail));
    };
    let mut of = |name: &str| -> Option<&str> {
        let mut values = rows.iter().filter(|row| row.0 == name);
        match (values.next(), values.next()) {
            (Some((_, Ok(value))), None) => return Some(value.as_str()),
            (Some((_, Err(why))), None) => fault(name, why.clone()),
            (None, _) => fault(name, "it is not there".to_owned()),
            (Some(_), Some(_)) => fault(name, "it is there more than once".to_owned()),
        }
        None
    };
    let [format, archive, founding_log] = [of("format"), of("archive"), of("founding_log")];
    if let Some(format) = format.filter(|format| *format != FORMAT) {
        fault("format", format!("it is `{format}`, not `{FORMAT}`"));
    }
    let archive_id = archive.and_then(|text| text.parse().ok());
    if let Some(text) = archive.filter(|_| archive_id.is_none()) {
        fault("archive", format!("`{text}` is not an id"));
    }
    let log_id = founding_log.and_then(|text| text.parse().ok());
    if let Some(text) = founding_log.filter(|_| log_id.is_none()) {
        fault("founding_log", format!("`{text}` is not an id"));
    }
    for (name, _) in rows {
        if !["format", "archive", "founding_log"].contains(&name.as_str()) {
            fault(name, "`meta` has no such row".to_owned());
        }
    }
    Identity { archive: archive_id, founding_log: log_id }
}

/// Lets SQLite check the structure of every table but `chunk`, whose pages are read anyway.
pub(crate) fn check_structure(audit: &mut Audit<'_>, tables: &Tables) -> Result<(), Error> {
    let tables: Vec<&str> = tables.readable().filter(|table| *table != "chunk").collect();
    let total = tables.len() as u64;
    let threads = audit.request.threads.get().min(tables.len());
    let mut connections = Vec::new();
    for _ in 0..threads {
        let connection = audit.connect()?;
        // Rows are looked up in every index, in no order of the file.
        let wider = connection.execute_batch(&format!("PRAGMA cache_size = -{CACHE_KIB}"));
        audit.read("the header", wider)?;
        connections.push(connection);
    }
    let handles: Vec<_> = connections.iter().map(Connection::get_interrupt_handle).collect();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut answers = Vec::new();
    let file = audit.file;
    thread::scope(|scope| {
        for mut connection in connections {
            let (tables, next, sender) = (&tables, &next, sender.clone());
            scope.spawn(move || {
                while let Some(table) = tables.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let answer = integrity(&connection, table);
                    if file.is_encrypted() && !matches!(&answer, Ok(said) if said.is_empty()) {
                        // One bad page spoils the connection. Without a new one, the old goes on.
                        connection = file.connect().unwrap_or(connection);
                    }
                    // The receiver lives as long as this scope.
                    let _ = sender.send((*table, answer));
                }
            });
        }
        drop(sender);
        loop {
            match receiver.recv_timeout(POLL) {
                Ok(answer) => answers.push(answer),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            audit.report(Stage::Container, answers.len() as u64, total);
            if audit.is_cancelled() {
                next.store(tables.len(), Ordering::Relaxed);
                handles.iter().for_each(InterruptHandle::interrupt);
            }
        }
    });
    answers.sort_by_key(|(table, _)| *table);
    take_answers(audit, answers, total)
}

fn take_answers(
    audit: &mut Audit<'_>,
    answers: Vec<(&str, rusqlite::Result<Vec<String>>)>,
    total: u64,
) -> Result<(), Error> {
    let (mut checked, mut failed) = (0, 0);
    for (table, answer) in answers {
        if answer.as_ref().is_err_and(is_interruption) {
            continue;
        }
        checked += 1;
        let record = format!("table {table}");
        let said = audit.read(&record, answer)?;
        failed += u64::from(said.as_ref().is_none_or(|said| !said.is_empty()));
        let said = said.unwrap_or_default().into_iter();
        audit.findings.extend(said.map(|said| Finding::new(Code::V001, &record, said)));
    }
    if checked < total {
        audit.skip(format!("the structure of {} tables was not checked", total - checked));
    }
    audit.pass("structure of tables", checked, failed);
    Ok(())
}

/// Returns what SQLite has to say against a table; nothing if it is sound.
fn integrity(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({table})"))?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?;
    let said: Vec<String> = said.collect::<Result<_, _>>()?;
    Ok(said.into_iter().filter(|said| said != "ok").collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(rows: &[(&str, &str)]) -> (Identity, Vec<String>) {
        let rows: Vec<MetaRow> = rows
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Ok((*value).to_owned())))
            .collect();
        let mut faults = Vec::new();
        let identity = read_meta(&rows, &mut faults);
        (identity, faults.into_iter().map(|fault| fault.record).collect())
    }

    #[test]
    fn meta_has_three_rows_and_no_other() {
        let id = "ab".repeat(16);
        let good = [("format", FORMAT), ("archive", &id), ("founding_log", &id)];
        let (identity, none) = faults(&good);
        assert_eq!(identity.archive.map(|archive| archive.to_string()), Some(id.clone()));
        assert_eq!(none, [""; 0]);
        let (_, extra) = faults(&[&good[..], &[("x", "y")]].concat());
        assert_eq!(extra, ["meta x"]);
        let (identity, missing) = faults(&good[..2]);
        assert_eq!((identity.founding_log, missing.len()), (None, 1));
        let (_, wrong) = faults(&[("format", "v2"), ("archive", "x"), ("founding_log", &id)]);
        assert_eq!(wrong, ["meta format", "meta archive"]);
    }
}
