//! The tables of the index, and what makes one fit to be used.

use rusqlite::Connection;

use super::fields::{COLUMNS, INDEX_KINDS, MARK};

/// `application_id` of an index: `VCHi`.
pub(super) const APPLICATION_ID: i64 = 0x5643_4869;

/// Goes up with any change of tables, fields, kinds, cutting of words or fold: an index of another
/// version is thrown away.
pub(super) const VERSION: i64 = 2;

/// As the archive's: what SQLCipher does best with (ADR 0002).
pub(super) const PAGE_SIZE_BYTES: i64 = 16_384;

/// How much FTS5 gathers in memory, per kind, before it writes a segment. Its own default, 1 MiB,
/// makes many small segments that are then merged again and again.
const GATHER_BYTES: i64 = 24 << 20;

const TABLES: &str = "
    CREATE TABLE bound (archive BLOB NOT NULL) STRICT;
    CREATE TABLE mark (log BLOB PRIMARY KEY, size INTEGER NOT NULL, leaf BLOB NOT NULL) STRICT;
    CREATE TABLE item (
        serial INTEGER PRIMARY KEY, kind INTEGER NOT NULL, flags INTEGER NOT NULL,
        id BLOB NOT NULL, title TEXT NOT NULL, from_day INTEGER, to_day INTEGER, language TEXT,
        pages TEXT
    ) STRICT;
    CREATE UNIQUE INDEX item_id ON item (id, kind);
    CREATE INDEX item_kind ON item (kind, flags, serial);
    CREATE TABLE part (
        id INTEGER PRIMARY KEY, field TEXT NOT NULL, start_chars INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE thumbnail (content BLOB PRIMARY KEY, png BLOB NOT NULL) STRICT;";

/// Returns the name of the FTS5 table of the kind at this place.
pub(super) fn table(kind: usize) -> String {
    format!("words_{}", INDEX_KINDS[kind])
}

/// Returns the columns' names with commas between, marks last.
pub(super) fn columns() -> String {
    let names = COLUMNS.iter().map(|column| column.name);
    names.chain([MARK]).collect::<Vec<_>>().join(", ")
}

/// Makes all tables in an empty file. The last thing set is what `is_sound` asks first.
pub(super) fn create(connection: &Connection, archive: &[u8]) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    for kind in 0..INDEX_KINDS.len() {
        let (table, columns) = (table(kind), columns());
        // No content: the texts stand in `part` as they are, the folded ones nowhere.
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE {table} USING fts5({columns}, content='', tokenize='ascii');
             INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1);
             INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {GATHER_BYTES});
             INSERT INTO {table} ({table}, rank) VALUES ('automerge', 8);"
        ))?;
    }
    connection.execute("INSERT INTO bound (archive) VALUES (?1)", [archive])?;
    connection.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    ))
}

/// Writes a kind's words anew, in one piece: pages, and the words that part them.
pub(super) fn rewrite(connection: &Connection, kind: usize) -> rusqlite::Result<()> {
    let table = table(kind);
    let any = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM item WHERE kind = ?1)",
        [i64::try_from(kind).expect("there are few kinds")],
        |row| row.get::<_, bool>(0),
    )?;
    if !any {
        return connection
            .execute(&format!("INSERT INTO {table} ({table}) VALUES ('delete-all')"), [])
            .map(drop);
    }
    // What is in one piece already would be left as it is: so there is a second one, of a row that
    // no search looks at.
    connection.execute_batch(&format!(
        "INSERT INTO {table} (rowid, {MARK}) VALUES (-1, 'rewritten');
         INSERT INTO {table} ({table}) VALUES ('optimize');
         INSERT INTO {table} ({table}, rowid, {MARK}) VALUES ('delete', -1, 'rewritten');"
    ))
}

/// Returns whether the file is an index of this version for this archive.
pub(super) fn is_sound(connection: &Connection, archive: &[u8]) -> rusqlite::Result<bool> {
    let pragma = |name: &str| {
        connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
    };
    if pragma("application_id")? != APPLICATION_ID
        || pragma("user_version")? != VERSION
        || pragma("page_size")? != PAGE_SIZE_BYTES
    {
        return Ok(false);
    }
    let bound: Vec<u8> = connection.query_row("SELECT archive FROM bound", [], |row| row.get(0))?;
    Ok(bound == archive)
}
