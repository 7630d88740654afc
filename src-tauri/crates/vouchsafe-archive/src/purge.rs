//! Purging: lines and bytes are taken out for good, and a signed entry says so.
//!
//! The log stays provable: a purged line leaves its commitment (archive-format.md, section 3.4).
//! With `secure_delete` on, what is taken out is overwritten with zeros within the file.

use rusqlite::{OptionalExtension as _, params};
use vouchsafe_fixity::{Salt, Seed, commitment};
use vouchsafe_model::{Body, ContentId, LineRef, Lines, Purge, PurgeLevel};

use crate::{
    append::Append,
    contents::{self, ContentRow, ContentState, chunk_row},
    error::ArchiveError,
    log,
};

/// Lines that no purge takes out: without them an entry could not be placed.
const KEPT: [&str; 9] =
    ["type", "clock", "act", "replaces", "kind", "record", "fields", "contents", "level"];

/// What is to be taken out.
#[derive(Debug, Clone)]
pub struct PurgePlan {
    /// The lines.
    pub lines: Vec<LineRef>,
    /// The contents.
    pub contents: Vec<ContentId>,
    /// How far the contents' purge goes.
    pub level: PurgeLevel,
    /// Why; it stays in the log.
    pub reason: String,
}

/// What was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PurgeDone {
    /// How many lines.
    pub lines: usize,
    /// How many contents.
    pub contents: usize,
    /// How many bytes of contents.
    pub bytes: u64,
}

impl Append<'_> {
    /// Takes lines and contents out for good. What was taken out before is passed over.
    ///
    /// # Errors
    /// A line is one that no purge takes out, or is not there and never was.
    pub fn purge(&mut self, mut plan: PurgePlan) -> Result<PurgeDone, ArchiveError> {
        if plan.level == PurgeLevel::Digests {
            for content in plan.contents.clone() {
                plan.lines.extend(self.digest_lines(content)?);
            }
        }
        let mut lines = Vec::new();
        for line in plan.lines {
            if KEPT.contains(&line.line.as_str()) {
                return Err(ArchiveError::Row(format!(
                    "the line `{}` stays in the log",
                    line.line
                )));
            }
            let row = self.row_of(&line)?;
            let body = log::entry(&self.transaction, row)?.entry.body;
            if matches!(body, Body::LogOpened(_) | Body::LogAccepted(_)) {
                return Err(ArchiveError::Row(
                    "what opens or accepts a log stays in it".to_owned(),
                ));
            }
            if log::entry(&self.transaction, row)?.lines.get(&line.line).is_some() {
                lines.push((row, line));
            }
        }
        let mut contents = Vec::new();
        for id in plan.contents {
            let row = contents::row(&self.transaction, id)?;
            let row = row.ok_or_else(|| ArchiveError::Row(format!("content {id} is missing")))?;
            if row.state == ContentState::Held || row.sha256.is_some() {
                contents.push(row);
            }
        }
        if lines.is_empty() && contents.is_empty() {
            return Ok(PurgeDone::default());
        }
        let entry = self.entry(Body::Purge(Purge {
            fields: lines.iter().map(|(_, line)| line.clone()).collect(),
            contents: contents.iter().map(|row| row.id).collect(),
            level: plan.level,
            reason: Some(plan.reason),
        }))?;
        for (row, line) in &lines {
            self.purge_line(entry, *row, &line.line)?;
        }
        for content in &contents {
            self.purge_content(entry, content, plan.level)?;
        }
        Ok(PurgeDone {
            lines: lines.len(),
            contents: contents.len(),
            bytes: contents.iter().filter_map(|row| row.size_bytes).sum(),
        })
    }

    fn row_of(&self, line: &LineRef) -> Result<i64, ArchiveError> {
        let missing = || ArchiveError::Row(format!("log {} is not in the file", line.log));
        let number = self.logs.get(&line.log).ok_or_else(missing)?;
        Ok(log::entry_row(*number, line.index))
    }

    /// Returns the lines of a content's entry that tell its digests and size.
    fn digest_lines(&self, content: ContentId) -> Result<Vec<LineRef>, ArchiveError> {
        let pattern = format!("record \"{content}\"");
        let mut query = self.transaction.prepare(
            "SELECT id FROM entry WHERE text LIKE 'type \"content\"%' AND instr(text, ?1) > 0",
        )?;
        let rows: Vec<i64> =
            query.query_map([pattern], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut lines = Vec::new();
        for row in rows {
            let stored = log::entry(&self.transaction, row)?;
            let names = ["sha256", "size_bytes", "chunk_list_sha256"];
            lines.extend(names.into_iter().filter(|name| stored.lines.get(name).is_some()).map(
                |name| LineRef { log: stored.log, index: stored.index, line: name.to_owned() },
            ));
        }
        Ok(lines)
    }

    fn purge_line(&self, entry: i64, target: i64, name: &str) -> Result<(), ArchiveError> {
        let mut query = self
            .transaction
            .prepare_cached("SELECT text, seed, salts, withheld FROM entry WHERE id = ?1")?;
        type Stored = (String, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);
        let stored: Option<Stored> = query
            .query_row([target], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        let (text, seed, salts, withheld) =
            stored.ok_or_else(|| ArchiveError::Row(format!("entry {target} is missing")))?;
        let lines = Lines::parse(&text)?;
        let names: Vec<&str> = lines.iter().map(|(name, _)| name).collect();
        let bad = || ArchiveError::Row(format!("the salts of entry {target} are malformed"));
        let mut salts: Vec<Salt> = match seed.as_deref().and_then(Seed::from_slice) {
            Some(seed) => names.iter().map(|name| seed.salt(name)).collect(),
            None => salts.unwrap_or_default().as_chunks::<16>().0.to_vec(),
        };
        let mut withheld = withheld.unwrap_or_default().as_chunks::<32>().0.to_vec();
        let place = names.iter().position(|found| *found == name).ok_or_else(bad)?;
        let (_, line) = lines.iter().nth(place).ok_or_else(bad)?;
        withheld.push(commitment(salts.get(place).ok_or_else(bad)?, line));
        withheld.sort_unstable();
        salts.remove(place);
        self.transaction.execute(
            "INSERT INTO purge (entry, target, line) VALUES (?1, ?2, ?3)",
            params![entry, target, name],
        )?;
        self.transaction.execute(
            "UPDATE entry SET text = ?2, seed = NULL, salts = ?3, withheld = ?4 WHERE id = ?1",
            params![target, lines.without(&[name]).text(), salts.concat(), withheld.concat()],
        )?;
        if let Some(field) = name.strip_prefix("set.") {
            self.transaction.execute(
                "DELETE FROM field WHERE entry = ?1 AND name = ?2 AND value IS NOT NULL
                   AND record IN (SELECT record FROM field WHERE entry = ?1)",
                params![target, field],
            )?;
        }
        Ok(())
    }

    fn purge_content(
        &self,
        entry: i64,
        content: &ContentRow,
        level: PurgeLevel,
    ) -> Result<(), ArchiveError> {
        let number = content.number;
        self.transaction
            .execute("INSERT INTO purge (entry, content) VALUES (?1, ?2)", [entry, number])?;
        self.transaction.execute(
            "DELETE FROM chunk WHERE id >= ?1 AND id < ?2",
            [chunk_row(number, 0), chunk_row(number + 1, 0)],
        )?;
        let update = match level {
            PurgeLevel::Bytes => "UPDATE content SET state = 'purged' WHERE number = ?1",
            PurgeLevel::Digests => {
                "UPDATE content SET state = 'purged', sha256 = NULL, size_bytes = NULL,
                   chunk_digests = NULL WHERE number = ?1"
            }
        };
        self.transaction.execute(update, [number])?;
        Ok(())
    }
}
