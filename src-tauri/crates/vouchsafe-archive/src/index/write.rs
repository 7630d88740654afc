//! Filling the index: items in, out, and how far it has come, in one transaction.

use std::collections::BTreeMap;

use rusqlite::{
    Connection, OptionalExtension as _, Transaction, TransactionBehavior, params, params_from_iter,
};
use vouchsafe_anchor::fold;
use vouchsafe_model::{ContentId, LogId, RecordId, Sha256Digest};

use super::{
    IndexError, Mark,
    days::Days,
    fields::{COLUMNS, column_named, column_of, kind_named, language_word},
    schema,
    words::{GAP, push_words},
};

/// Longest piece in which a text is kept: what a snippet reads and folds at once.
const PIECE_CHARS: usize = 2_048;

/// In a row number of FTS5, flags stand above the serial number, so that what is sealed or removed
/// is left out by a range and costs nothing.
pub(super) const FLAG_SHIFT: u32 = 40;

/// In the id of a piece, the item's serial number stands above the piece's.
pub(super) const PIECE_SHIFT: u32 = 22;

/// Who may find an item without asking for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Anybody who searches.
    #[default]
    Open,
    /// Only who asks for what is sealed too.
    Sealed,
}

/// A text of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is: `text`, `quote`, `author` … A name without a column of its own counts as
    /// `about`.
    pub field: String,
    /// The text as it is; it is folded here.
    pub text: String,
}

/// Something to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexItem {
    /// One of `INDEX_KINDS`.
    pub kind: String,
    /// The record.
    pub id: RecordId,
    /// What it is called; may be empty.
    pub title: String,
    /// Its other texts, in the order in which they are shown.
    pub parts: Vec<Part>,
    /// Its first possible day, counted from 1 January of the year 1 as day 1.
    pub from_day: Option<i32>,
    /// Its last possible day.
    pub to_day: Option<i32>,
    /// Who may find it.
    pub visibility: Visibility,
    /// Whether it was removed, and is found only by who asks for such.
    pub removed: bool,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// Where each page of its first `text` begins, in chars; empty where it has none.
    pub pages: Vec<u64>,
}

/// Writes into the index. Dropped without `commit`, it leaves nothing.
#[derive(Debug)]
pub struct IndexWriter<'a> {
    transaction: Transaction<'a>,
    next_serial: i64,
}

/// What the index knows of an item that it holds.
struct Held {
    serial: i64,
    flags: i64,
    title: String,
    marks: Marks,
}

struct Marks {
    days: Option<Days>,
    language: Option<String>,
}

/// The words of each column, each text behind the last.
type Columns = Vec<String>;

impl<'a> IndexWriter<'a> {
    pub(super) fn begin(connection: &'a mut Connection) -> Result<Self, IndexError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let next_serial =
            transaction
                .query_row("SELECT coalesce(max(serial), 0) + 1 FROM item", [], |row| row.get(0))?;
        Ok(Self { transaction, next_serial })
    }

    /// Puts an item in, in place of what it was before.
    ///
    /// # Errors
    /// `UnknownKind`, or the file cannot be written.
    pub fn put(&mut self, item: &IndexItem) -> Result<(), IndexError> {
        let kind = kind_place(&item.kind)?;
        let before = self.held(kind, item.id)?;
        let serial = match &before {
            Some(held) => {
                let serial = held.serial;
                self.take_out(kind, held)?;
                serial
            }
            None => {
                self.next_serial += 1;
                self.next_serial - 1
            }
        };
        let flags = i64::from(item.visibility == Visibility::Sealed) | i64::from(item.removed) << 1;
        let days = match (item.from_day, item.to_day) {
            (None, None) => None,
            (from, to) => {
                let (from, to) = (from.or(to).unwrap_or_default(), to.or(from).unwrap_or_default());
                Some(Days { from: from.min(to), to: to.max(from) })
            }
        };
        let (from, to) = (days.map(|days| days.from), days.map(|days| days.to));
        self.transaction
            .prepare_cached(
                "INSERT INTO item
                 (serial, kind, flags, id, title, from_day, to_day, language, pages)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                serial,
                i64::try_from(kind).expect("there are few kinds"),
                flags,
                item.id.as_bytes(),
                item.title,
                from,
                to,
                item.language,
                pages_text(&item.pages)
            ])?;
        let marks = Marks { days, language: item.language.clone() };
        let mut columns = new_columns(&item.title, &marks);
        self.put_parts(serial, &item.parts, &mut columns)?;
        let (table, names) = (schema::table(kind), schema::columns());
        let places = vec!["?"; columns.len() + 1].join(", ");
        let mut insert = self
            .transaction
            .prepare_cached(&format!("INSERT INTO {table} (rowid, {names}) VALUES ({places})"))?;
        insert.execute(params_from_iter(row(serial, flags, columns)))?;
        Ok(())
    }

    fn put_parts(
        &self,
        serial: i64,
        parts: &[Part],
        columns: &mut Columns,
    ) -> Result<(), IndexError> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO part (id, field, start_chars, text) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let mut id = serial << PIECE_SHIFT;
        for part in parts {
            let mut start = 0_i64;
            for (piece, chars) in pieces(&part.text) {
                insert.execute(params![id, part.field, start, piece])?;
                push_piece(columns, &part.field, start, piece);
                id += 1;
                start += i64::try_from(chars).expect("a text in memory has fewer chars");
            }
        }
        Ok(())
    }

    /// Takes an item out, with every word of it. It is no error if it is not there.
    ///
    /// # Errors
    /// `UnknownKind`, or the file cannot be written.
    pub fn drop(&mut self, kind: &str, id: RecordId) -> Result<(), IndexError> {
        let kind = kind_place(kind)?;
        if let Some(held) = self.held(kind, id)? {
            self.take_out(kind, &held)?;
        }
        Ok(())
    }

    fn held(&self, kind: usize, id: RecordId) -> Result<Option<Held>, IndexError> {
        let mut query = self.transaction.prepare_cached(
            "SELECT serial, flags, title, from_day, to_day, language FROM item
             WHERE id = ?1 AND kind = ?2",
        )?;
        let kind = i64::try_from(kind).expect("there are few kinds");
        let held = query.query_row(params![id.as_bytes(), kind], |row| {
            let (from, to): (Option<i32>, Option<i32>) = (row.get(3)?, row.get(4)?);
            let days = from.zip(to).map(|(from, to)| Days { from, to });
            Ok(Held {
                serial: row.get(0)?,
                flags: row.get(1)?,
                title: row.get(2)?,
                marks: Marks { days, language: row.get(5)? },
            })
        });
        Ok(held.optional()?)
    }

    /// FTS5 without content must be told the very words it was given: they are made again from the
    /// pieces.
    fn take_out(&mut self, kind: usize, held: &Held) -> Result<(), IndexError> {
        let mut columns = new_columns(&held.title, &held.marks);
        let (first, end) = (held.serial << PIECE_SHIFT, (held.serial + 1) << PIECE_SHIFT);
        let mut query = self.transaction.prepare_cached(
            "SELECT field, start_chars, text FROM part WHERE id >= ?1 AND id < ?2 ORDER BY id",
        )?;
        let mut rows = query.query([first, end])?;
        while let Some(row) = rows.next()? {
            let (field, text): (String, String) = (row.get(0)?, row.get(2)?);
            push_piece(&mut columns, &field, row.get(1)?, &text);
        }
        let (table, names) = (schema::table(kind), schema::columns());
        let places = vec!["?"; columns.len() + 1].join(", ");
        let mut delete = self.transaction.prepare_cached(&format!(
            "INSERT INTO {table} ({table}, rowid, {names}) VALUES ('delete', {places})"
        ))?;
        delete.execute(params_from_iter(row(held.serial, held.flags, columns)))?;
        let mut delete =
            self.transaction.prepare_cached("DELETE FROM part WHERE id >= ?1 AND id < ?2")?;
        delete.execute([first, end])?;
        self.transaction
            .prepare_cached("DELETE FROM item WHERE serial = ?1")?
            .execute([held.serial])?;
        Ok(())
    }

    /// Puts the thumbnail of a content in.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_thumbnail(&mut self, content: ContentId, png: &[u8]) -> Result<(), IndexError> {
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO thumbnail (content, png) VALUES (?1, ?2)")?
            .execute(params![content.as_bytes(), png])?;
        Ok(())
    }

    /// Takes the thumbnail of a content out.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn drop_thumbnail(&mut self, content: ContentId) -> Result<(), IndexError> {
        self.transaction
            .prepare_cached("DELETE FROM thumbnail WHERE content = ?1")?
            .execute([content.as_bytes()])?;
        Ok(())
    }

    /// Says how far the index has come in a log.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_mark(&mut self, log: LogId, mark: Mark) -> Result<(), IndexError> {
        let size = i64::try_from(mark.size).unwrap_or(i64::MAX);
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO mark (log, size, leaf) VALUES (?1, ?2, ?3)")?
            .execute(params![log.as_bytes(), size, mark.leaf.as_bytes()])?;
        Ok(())
    }

    /// Returns, for each log, how far the index has come. As long as this writes, nobody else
    /// changes that.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn marks(&self) -> Result<BTreeMap<LogId, Mark>, IndexError> {
        marks(&self.transaction)
    }

    /// Makes all of it count.
    ///
    /// # Errors
    /// The file cannot be written; then nothing of it counts.
    pub fn commit(self) -> Result<(), IndexError> {
        self.transaction.commit()?;
        Ok(())
    }
}

pub(super) fn marks(connection: &Connection) -> Result<BTreeMap<LogId, Mark>, IndexError> {
    let mut query = connection.prepare_cached("SELECT log, size, leaf FROM mark")?;
    let rows = query.query_map([], |row| {
        let (log, size): ([u8; 16], i64) = (row.get(0)?, row.get(1)?);
        let leaf = Sha256Digest::from_bytes(row.get(2)?);
        Ok((LogId::from_bytes(log), Mark { size: size.unsigned_abs(), leaf }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns where pages begin as numbers with spaces between; `None` for no pages.
fn pages_text(pages: &[u64]) -> Option<String> {
    let numbers: Vec<String> = pages.iter().map(u64::to_string).collect();
    (!numbers.is_empty()).then(|| numbers.join(" "))
}

/// Returns the page, from 1, on which a char of the text stands.
pub(super) fn page_at(pages: &str, place: u64) -> Option<u32> {
    let starts = pages.split(' ').map_while(|number| number.parse::<u64>().ok());
    let before = starts.take_while(|start| *start <= place).count();
    u32::try_from(before).ok().filter(|page| *page > 0)
}

fn kind_place(kind: &str) -> Result<usize, IndexError> {
    kind_named(kind).ok_or_else(|| IndexError::UnknownKind(kind.to_owned()))
}

/// Returns empty columns but for the title and the marks.
fn new_columns(title: &str, marks: &Marks) -> Columns {
    let mut columns = vec![String::new(); COLUMNS.len() + 1];
    let place = column_named("title").expect("there is a column for titles");
    push_words(fold(title).text(), &mut columns[place]);
    let words = marks.days.map(Days::words).unwrap_or_default();
    let language = marks.language.as_deref().and_then(language_word);
    let words: Vec<String> = words.into_iter().chain(language).collect();
    columns[COLUMNS.len()] = words.join(" ");
    columns
}

fn push_piece(columns: &mut Columns, field: &str, start: i64, piece: &str) {
    let column = &mut columns[column_of(field)];
    if start == 0 && !column.is_empty() {
        column.push(' ');
        column.push_str(GAP);
    }
    push_words(fold(piece).text(), column);
}

fn row(serial: i64, flags: i64, columns: Columns) -> impl Iterator<Item = rusqlite::types::Value> {
    let number = rusqlite::types::Value::from(flags << FLAG_SHIFT | serial);
    [number].into_iter().chain(columns.into_iter().map(Into::into))
}

/// Cuts a text into pieces at white space, or anywhere where there is none.
fn pieces(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut space = None;
        let mut end = None;
        for (chars, (byte, letter)) in rest.char_indices().enumerate() {
            if chars == PIECE_CHARS {
                end = Some(space.unwrap_or((byte, chars)));
                break;
            }
            if letter.is_whitespace() {
                space = Some((byte + letter.len_utf8(), chars + 1));
            }
        }
        let (bytes, chars) = end.unwrap_or_else(|| (rest.len(), rest.chars().count()));
        let (piece, left) = rest.split_at(bytes);
        rest = left;
        (!piece.is_empty()).then_some((piece, chars))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_at_white_space_and_are_the_text_again() {
        for text in ["", "a b", &"می‌روم ".repeat(3000), &"字".repeat(9000)] {
            let all: Vec<_> = pieces(text).collect();
            assert_eq!(all.iter().map(|(piece, _)| *piece).collect::<String>(), *text);
            for (piece, chars) in &all {
                assert_eq!(piece.chars().count(), *chars);
                assert!(*chars <= PIECE_CHARS);
            }
        }
    }
}
