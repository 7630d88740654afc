//! The schema: statement by statement that of the format document, or damage.
//!
//! A table whose statement differs is still read if its columns are the document's; one that
//! might be something else (a view, a virtual or computed thing) is not.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, types::ValueRef};

use crate::{
    Code, Error, Finding,
    audit::Audit,
    format::{CATALOGUE_VERSION, FROZEN, appendix},
};

/// The tables of appendix B.
const CATALOGUE: [&str; 3] = ["catalogue", "record", "field"];

/// The tables that can be read.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    readable: BTreeSet<&'static str>,
    /// The version of the catalogue, if there is exactly one.
    pub catalogue_version: Option<i64>,
}

/// An object of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Object {
    table: String,
    /// The statement that makes it; `None` for what SQLite makes by itself.
    sql: Option<String>,
}

/// The objects of a schema by type and name.
type Schema = BTreeMap<(String, String), Object>;

/// A column as SQLite describes it: name, type, NOT NULL, place in the key, hidden.
type Shape = Vec<(String, String, i64, i64, i64)>;

impl Tables {
    pub fn has(&self, table: &str) -> bool {
        self.readable.contains(table)
    }

    pub fn readable(&self) -> impl Iterator<Item = &'static str> {
        self.readable.iter().copied()
    }

    /// Returns whether the catalogue is one that can be compared.
    pub fn has_catalogue(&self) -> bool {
        self.catalogue_version == Some(CATALOGUE_VERSION) && self.has("record") && self.has("field")
    }
}

/// Compares the schema with the document's.
pub(crate) fn check(audit: &mut Audit<'_>) -> Result<Tables, Error> {
    let connection = audit.connect()?;
    let document = document().map_err(|source| Error::of(audit.file.path(), source))?;
    let expected = objects(&document).map_err(|source| Error::of(audit.file.path(), source))?;
    let answer = objects(&connection);
    let Some(found) = audit.read("the schema", answer)? else { return Ok(Tables::default()) };
    let catalogue_version = catalogue_version(&connection, &found);
    // Only a catalogue that says it is of another version may look otherwise.
    let compares_catalogue = catalogue_version.is_none_or(|found| found == CATALOGUE_VERSION);
    let is_compared =
        |object: &Object| compares_catalogue || FROZEN.contains(&object.table.as_str());
    let differences = differences(&expected, &found, is_compared);
    let compared = expected.values().filter(|object| object.sql.is_some()).count() as u64;
    audit.pass("statements of the schema", compared, differences.len() as u64);
    audit.findings.extend(differences);

    let mut readable = BTreeSet::new();
    for table in FROZEN.into_iter().chain(CATALOGUE) {
        let key = ("table".to_owned(), table.to_owned());
        let is_same = found.get(&key).is_some_and(|object| Some(object) == expected.get(&key));
        if is_same || has_same_shape(&document, &connection, table) {
            readable.insert(table);
        } else {
            audit.not_checked.push(format!("the table `{table}`, which is not the document's"));
        }
    }
    Ok(Tables { readable, catalogue_version })
}

/// Makes an empty archive in memory from the appendices.
fn document() -> rusqlite::Result<Connection> {
    let document = Connection::open_in_memory()?;
    document.execute_batch(appendix('A'))?;
    document.execute_batch(appendix('B'))?;
    Ok(document)
}

fn objects(connection: &Connection) -> rusqlite::Result<Schema> {
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    let mut objects = Schema::new();
    while let Some(row) = rows.next()? {
        let text = |index| {
            row.get_ref(index).map(|value| match value {
                ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Null => None,
                other => Some(format!("{other:?}")),
            })
        };
        let [kind, name, table, sql] = [text(0)?, text(1)?, text(2)?, text(3)?];
        let key = (kind.unwrap_or_default(), name.unwrap_or_default());
        objects.insert(key, Object { table: table.unwrap_or_default(), sql });
    }
    Ok(objects)
}

fn differences(
    expected: &Schema,
    found: &Schema,
    is_compared: impl Fn(&Object) -> bool,
) -> Vec<Finding> {
    let mut differences = Vec::new();
    for ((kind, name), object) in expected.iter().filter(|(_, object)| is_compared(object)) {
        let Some(sql) = &object.sql else { continue };
        let record = format!("schema {name}");
        match found.get(&(kind.clone(), name.clone())) {
            None => differences.push(Finding::new(Code::V002, record, "it is not there")),
            Some(there) if there != object => {
                let there = there.sql.as_deref().unwrap_or("no statement");
                let finding = Finding::new(Code::V002, record, "its statement is another one");
                differences.push(finding.compared(sql, there));
            }
            Some(_) => {}
        }
    }
    for (key, object) in found.iter().filter(|(_, object)| is_compared(object)) {
        let (kind, name) = key;
        let by_sqlite = object.sql.is_none() && kind == "index";
        let statistics = kind == "table" && (name == "sqlite_stat1" || name == "sqlite_stat4");
        if !by_sqlite && !statistics && !expected.contains_key(key) {
            let detail = "an archive has no such object";
            differences.push(Finding::new(Code::V002, format!("schema {name}"), detail));
        }
    }
    differences
}

/// Reads the catalogue's version; `None` unless the table has exactly one row, an integer.
fn catalogue_version(connection: &Connection, found: &Schema) -> Option<i64> {
    found.get(&("table".to_owned(), "catalogue".to_owned()))?;
    let mut statement = connection.prepare("SELECT version FROM catalogue LIMIT 2").ok()?;
    let rows = statement.query_map([], |row| row.get::<_, i64>(0)).ok()?;
    let versions: Vec<i64> = rows.collect::<Result<_, _>>().ok()?;
    match versions[..] {
        [version] => Some(version),
        _ => None,
    }
}

/// Returns whether a table that was declared otherwise has the document's columns and no others.
fn has_same_shape(document: &Connection, connection: &Connection, table: &str) -> bool {
    let shapes = shape(document, table).ok().zip(shape(connection, table).ok());
    shapes.is_some_and(|(expected, found)| !found.0.is_empty() && expected == found)
}

/// Returns a table's columns, and whether it is an ordinary table, without row ids, strict.
fn shape(connection: &Connection, table: &str) -> rusqlite::Result<(Shape, Vec<(String, i64)>)> {
    let mut statement = connection.prepare(&format!("PRAGMA table_xinfo({table})"))?;
    let columns = statement.query_map([], |row| {
        Ok((row.get(1)?, row.get(2)?, row.get(3)?, row.get(5)?, row.get(6)?))
    })?;
    let columns = columns.collect::<Result<_, _>>()?;
    let mut statement = connection.prepare(&format!("PRAGMA main.table_list({table})"))?;
    let kinds = statement.query_map([], |row| Ok((row.get(2)?, row.get(4)?)))?;
    Ok((columns, kinds.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn altered(sql: &str) -> Vec<String> {
        let expected = objects(&document().unwrap()).unwrap();
        let other = document().unwrap();
        other.execute_batch(sql).unwrap();
        let found = objects(&other).unwrap();
        differences(&expected, &found, |_| true).into_iter().map(|found| found.record).collect()
    }

    #[test]
    fn the_documents_own_schema_has_no_difference() {
        assert_eq!(altered(""), [""; 0]);
        assert_eq!(altered("CREATE TABLE t (x); DROP TABLE t; ANALYZE;"), [""; 0]);
    }

    #[test]
    fn what_is_missing_added_or_changed_is_named() {
        assert_eq!(altered("DROP TRIGGER meta_is_kept"), ["schema meta_is_kept"]);
        assert_eq!(altered("CREATE TABLE x (a)"), ["schema x"]);
        assert_eq!(
            altered("DROP INDEX purge_by_target; CREATE INDEX purge_by_target ON purge (target)"),
            ["schema purge_by_target"]
        );
    }

    #[test]
    fn a_table_is_read_by_its_columns() {
        let expected = document().unwrap();
        let other = document().unwrap();
        let alter = |sql: &str| {
            other.execute_batch(&format!("DROP TABLE chunk; CREATE {sql}")).unwrap();
            has_same_shape(&expected, &other, "chunk")
        };
        assert!(alter("TABLE chunk (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"));
        assert!(!alter("TABLE chunk (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT"));
        let computed = "TABLE chunk (id INTEGER PRIMARY KEY, \
            data BLOB NOT NULL AS (zeroblob(9))) STRICT";
        assert!(!alter(computed));
        other.execute_batch("DROP TABLE chunk; CREATE VIEW chunk AS SELECT 1 AS id").unwrap();
        assert!(!has_same_shape(&expected, &other, "chunk"));
    }
}
