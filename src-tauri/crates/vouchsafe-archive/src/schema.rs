//! The schema, and the constants of the format's version.

use rusqlite::Connection;

/// `application_id` of an archive: `VCH1`.
pub(crate) const APPLICATION_ID: i64 = 0x5643_4831;

/// The version of the file format this program reads and writes.
pub(crate) const FORMAT_VERSION: i64 = 1;

/// The version of the catalogue this program makes.
pub(crate) const CATALOGUE_VERSION: i64 = 1;

/// The page size of every archive, in bytes (ADR 0002).
pub(crate) const PAGE_SIZE_BYTES: i64 = 16_384;

/// The tables that carry what was recorded, with their triggers.
pub(crate) const FROZEN: &str = include_str!("../sql/frozen.sql");

/// The tables of the catalogue.
pub(crate) const CATALOGUE: &str = include_str!("../sql/catalogue.sql");

/// The frozen tables, in the order in which a rewrite copies them, and their columns.
pub(crate) const FROZEN_TABLES: [(&str, &str); 7] = [
    ("meta", "name, value"),
    ("log", "number, id, public_key"),
    ("entry", "id, text, leaf, seed, salts, withheld"),
    ("checkpoint", "log, note, frontier"),
    ("purge", "id, entry, target, line, content"),
    (
        "content",
        "number, id, state, sha256, size_bytes, chunk_size_bytes, chunk_digests, staged_at",
    ),
    ("chunk", "id, data"),
];

/// Splits a schema into its statements.
pub(crate) fn statements(sql: &str) -> impl Iterator<Item = &str> {
    sql.split("\n\n").map(|statement| statement.trim().trim_end_matches(';'))
}

/// Returns the first object of the file's schema that is not as the format says, in words.
pub(crate) fn difference(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let mut expected: Vec<&str> = statements(FROZEN).chain(statements(CATALOGUE)).collect();
    let mut query =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let sql: Option<String> = row.get(1)?;
        let Some(found) = expected.iter().position(|wanted| Some(*wanted) == sql.as_deref()) else {
            return Ok(Some(format!("`{name}` in its schema is not as the format says")));
        };
        expected.swap_remove(found);
    }
    let missing = expected.first().and_then(|sql| sql.lines().next());
    Ok(missing.map(|line| format!("its schema lacks `{line}`")))
}
