//! Searching: candidates by kind, their order, and a page of hits.
//!
//! FTS5's rank costs time for every row that holds any word of the query, so rank is asked for
//! only where that is bounded: a kind's newest matches, and words that are not everywhere
//! (ADR 0010).

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, params};
use vouchsafe_model::RecordId;

use super::{
    IndexError, SearchIndex,
    days::Days,
    expression,
    fields::{COLUMNS, INDEX_KINDS, UNNAMED},
    query::{Phrase, Query},
    schema,
    snippet::{self, Needle},
    write::{FLAG_SHIFT, page_at},
};

/// Most matches of a kind that are ranked; the newest, and those named by the words.
const RANKED_MAX: i64 = 500;

/// Up to how many rows of a kind with its words, taken together, a query is ranked by all of them.
const RANK_ROWS_MAX: i64 = 20_000;

/// Shorter starts of words are not weighed: FTS5 gathers all rows of all words that begin so.
const RANKED_PREFIX_CHARS: usize = 4;

/// How many of the newest items show how common a word is.
const SAMPLE_ROWS: i64 = 4_096;

const SEALED: i64 = 1;
const REMOVED: i64 = 2;

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The asked page, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: Total,
}

/// How many items match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// So many were looked at, and there are more.
    MoreThan(u64),
}

/// An item that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// One of `INDEX_KINDS`.
    pub kind: &'static str,
    /// The record.
    pub id: RecordId,
    /// What it is called; may be empty.
    pub title: String,
    /// The field that the snippet is from.
    pub field: String,
    /// The best stretch of that field, white space as single spaces, `…` where it is cut.
    pub snippet: String,
    /// What matched, in chars of the snippet, half-open, in order.
    pub ranges: Vec<(u64, u64)>,
    /// The first match, in chars of that field's text as it was put in; `None` if nothing matched
    /// there.
    pub place: Option<(u64, u64)>,
    /// The page of the first match, from 1, where that is in a `text` with pages.
    pub page_number: Option<u32>,
    /// The weight; higher is better, and comparable only within one search.
    pub score: f64,
}

/// A match before its record is read.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    kind: usize,
    row: i64,
    score: f64,
}

impl Candidate {
    fn serial(&self) -> i64 {
        self.row & ((1 << FLAG_SHIFT) - 1)
    }
}

impl SearchIndex {
    /// Returns a page of what matches, best first: by weight of the fields, rarity of the words
    /// and length of the texts; then by kind; then the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search(&self, query: &Query, limit: usize, offset: usize) -> Result<Hits, IndexError> {
        // One view of the file for all that is asked of it.
        let view = self.connection.unchecked_transaction()?;
        let wanted = i64::try_from(limit.saturating_add(offset)).unwrap_or(i64::MAX);
        let most = RANKED_MAX.max(wanted.min(1 << 20));
        let search = Search { connection: &view, query, most };
        let (mut found, mut more) = (Vec::new(), false);
        for kind in query.kinds() {
            let (candidates, cut) = search.kind(kind)?;
            found.extend(candidates);
            more |= cut;
        }
        found.sort_by(|a, b| {
            let newest_first = b.serial().cmp(&a.serial());
            b.score.total_cmp(&a.score).then(a.kind.cmp(&b.kind)).then(newest_first)
        });
        let total = found.len() as u64;
        let total = if more { Total::MoreThan(total) } else { Total::Exactly(total) };
        let needles = snippet::needles(query);
        let page = found.into_iter().skip(offset).take(limit);
        let hits = page.map(|candidate| hit(&view, &needles, candidate));
        Ok(Hits { hits: hits.collect::<Result<_, _>>()?, total })
    }
}

struct Search<'a> {
    connection: &'a Connection,
    query: &'a Query,
    most: i64,
}

impl Search<'_> {
    /// Returns a kind's matches, and whether there are more of them.
    fn kind(&self, kind: usize) -> Result<(Vec<Candidate>, bool), IndexError> {
        let mut all = Vec::new();
        let mut more = false;
        for flags in 0..=(SEALED | REMOVED) {
            let sealed = flags & SEALED == 0 || self.query.sealed;
            let removed = flags & REMOVED == 0 || self.query.removed;
            if !sealed || !removed || !self.has_any(kind, flags)? {
                continue;
            }
            let range = (flags << FLAG_SHIFT, ((flags + 1) << FLAG_SHIFT) - 1);
            let (rows, cut) = match expression::of_query(self.query) {
                None => self.unworded(kind, flags)?,
                Some(words) => self.worded(kind, &words, range)?,
            };
            all.extend(rows.into_iter().map(|(row, score)| Candidate { kind, row, score }));
            more |= cut;
        }
        Ok((all, more))
    }

    fn has_any(&self, kind: usize, flags: i64) -> Result<bool, IndexError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT 1 FROM item WHERE kind = ?1 AND flags = ?2 LIMIT 1")?;
        Ok(query.exists(params![kind_number(kind), flags])?)
    }

    /// The newest of a kind, where the query has no words.
    fn unworded(&self, kind: usize, flags: i64) -> Result<(Vec<(i64, f64)>, bool), IndexError> {
        let days = self.query.days.map_or("", |_| "AND from_day <= ?5 AND to_day >= ?4");
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT serial FROM item WHERE kind = ?1 AND flags = ?2 {days}
             ORDER BY serial DESC LIMIT ?3"
        ))?;
        let (kind, most) = (kind_number(kind), self.most + 1);
        let number =
            |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)? | flags << FLAG_SHIFT, 0.0));
        let rows: rusqlite::Result<_> = match self.query.days {
            None => query.query_map(params![kind, flags, most], number)?.collect(),
            Some(Days { from, to }) => {
                query.query_map(params![kind, flags, most, from, to], number)?.collect()
            }
        };
        Ok(self.cut(rows?))
    }

    fn worded(
        &self,
        kind: usize,
        words: &str,
        range: (i64, i64),
    ) -> Result<(Vec<(i64, f64)>, bool), IndexError> {
        let phrases = self.query.phrases();
        let (mut rows, mut rare) = (0, Vec::new());
        for phrase in &phrases {
            let count = self.count(kind, phrase)?;
            rows += count;
            if count <= RANK_ROWS_MAX {
                rare.push(*phrase);
            }
        }
        if rows <= RANK_ROWS_MAX && !phrases.is_empty() {
            let found = self.rows(kind, words, range, Rank::Counted)?;
            let (mut found, cut) = self.cut(found);
            if cut {
                self.add_named(kind, range, &mut found)?;
            }
            return Ok((found, cut));
        }
        let (mut found, cut) = self.cut(self.rows(kind, words, range, Rank::None)?);
        self.rank_by(kind, &rare, &mut found)?;
        Ok((found, cut))
    }

    /// Ranks by the words that are not everywhere; the others would hardly count.
    fn rank_by(
        &self,
        kind: usize,
        rare: &[&Phrase],
        found: &mut [(i64, f64)],
    ) -> Result<(), IndexError> {
        let numbers = || found.iter().map(|(row, _)| *row);
        let (Some(first), Some(last)) = (numbers().min(), numbers().max()) else { return Ok(()) };
        let mut left = RANK_ROWS_MAX;
        let mut affordable = Vec::new();
        for phrase in rare {
            left -= self.count(kind, phrase)?;
            if left >= 0 {
                affordable.push(*phrase);
            }
        }
        if affordable.is_empty() {
            return Ok(());
        }
        let words = expression::any(&affordable);
        let ranks = self.rows(kind, &words, (first, last), Rank::Counted)?;
        let ranks: HashMap<i64, f64> = ranks.into_iter().collect();
        for (row, score) in found {
            *score += ranks.get(row).copied().unwrap_or_default();
        }
        Ok(())
    }

    /// Adds what is named by the words, however old it is: it should not lack because newer texts
    /// mention them. Not for words that are everywhere: FTS5 would read all their places.
    fn add_named(
        &self,
        kind: usize,
        range: (i64, i64),
        found: &mut Vec<(i64, f64)>,
    ) -> Result<(), IndexError> {
        let Some(words) = expression::in_heads(self.query) else { return Ok(()) };
        if UNNAMED.contains(&INDEX_KINDS[kind]) {
            return Ok(());
        }
        let known: HashSet<i64> = found.iter().map(|(row, _)| *row).collect();
        let named = self.rows(kind, &words, range, Rank::Counted)?;
        found.extend(named.into_iter().filter(|(row, _)| !known.contains(row)));
        Ok(())
    }

    /// Returns about how many rows of a kind FTS5 reads to weigh a phrase: all that have one of
    /// its words, judged by the newest.
    fn count(&self, kind: usize, phrase: &Phrase) -> Result<i64, IndexError> {
        let words = &phrase.forms[0];
        let last = words.last().map_or(0, |word| word.chars().count());
        if phrase.prefix && last < RANKED_PREFIX_CHARS {
            return Ok(RANK_ROWS_MAX + 1);
        }
        let newest: Option<i64> = self
            .connection
            .prepare_cached("SELECT max(serial) FROM item WHERE kind = ?1 AND flags = 0")?
            .query_row([kind_number(kind)], |row| row.get(0))?;
        let newest = newest.unwrap_or_default();
        let table = schema::table(kind);
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM {table} WHERE {table} MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
        ))?;
        let mut sum = 0;
        for (place, word) in words.iter().enumerate() {
            let star = if phrase.prefix && place + 1 == words.len() { " *" } else { "" };
            let word = format!("\"{word}\"{star}");
            let from = newest - SAMPLE_ROWS;
            let count: i64 = query.query_row(params![word, from, newest], |row| row.get(0))?;
            sum += count * (newest / SAMPLE_ROWS).max(1);
        }
        Ok(sum)
    }

    /// Returns the newest matches.
    fn rows(
        &self,
        kind: usize,
        words: &str,
        (first, last): (i64, i64),
        rank: Rank,
    ) -> Result<Vec<(i64, f64)>, IndexError> {
        let table = schema::table(kind);
        let weights: Vec<String> = COLUMNS.iter().map(|column| column.weight.to_string()).collect();
        let score = match rank {
            Rank::Counted => format!("-bm25({table}, {}, 0)", weights.join(", ")),
            Rank::None => "0.0".to_owned(),
        };
        // CROSS JOIN: the words lead, for they alone come in order.
        let days = self.query.days.map_or("", |_| {
            "CROSS JOIN item ON item.serial = words.rowid & 0xffffffffff
                 AND item.from_day <= ?6 AND item.to_day >= ?5"
        });
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT words.rowid, {score} FROM {table} AS words {days}
             WHERE {table} MATCH ?1 AND words.rowid BETWEEN ?2 AND ?3
             ORDER BY words.rowid DESC LIMIT ?4"
        ))?;
        let pair = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let most = self.most + 1;
        let rows: Result<_, _> = match self.query.days {
            None => query.query_map(params![words, first, last, most], pair)?.collect(),
            Some(Days { from, to }) => {
                query.query_map(params![words, first, last, most, from, to], pair)?.collect()
            }
        };
        Ok(rows?)
    }

    fn cut(&self, mut rows: Vec<(i64, f64)>) -> (Vec<(i64, f64)>, bool) {
        let most = usize::try_from(self.most).unwrap_or(usize::MAX);
        let cut = rows.len() > most;
        rows.truncate(most);
        (rows, cut)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// By FTS5's bm25.
    Counted,
    /// Not at all.
    None,
}

fn hit(
    connection: &Connection,
    needles: &[Needle<'_>],
    candidate: Candidate,
) -> Result<Hit, IndexError> {
    let serial = candidate.serial();
    let mut query =
        connection.prepare_cached("SELECT id, title, pages FROM item WHERE serial = ?1")?;
    let row = query.query_row([serial], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let row = row.optional()?;
    let missing = rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
        Some("words without an item".to_owned()),
    );
    let (id, title, pages): ([u8; 16], String, Option<String>) = row.ok_or(missing)?;
    let snippet = snippet::best(connection, serial, &title, needles)?;
    let in_text = snippet.place.filter(|_| snippet.field == "text");
    let page = in_text.zip(pages).and_then(|((start, _), pages)| page_at(&pages, start));
    Ok(Hit {
        kind: INDEX_KINDS[candidate.kind],
        id: RecordId::from_bytes(id),
        title,
        field: snippet.field,
        snippet: snippet.text,
        ranges: snippet.ranges,
        place: snippet.place,
        page_number: page,
        score: candidate.score,
    })
}

fn kind_number(kind: usize) -> i64 {
    i64::try_from(kind).expect("there are few kinds")
}
