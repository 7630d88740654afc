//! A small archive, written by the format document alone: entries in plain words, signed as one
//! writer's log.

use std::path::Path;

use rusqlite::{Connection, params};
use vouchsafe_fixity::{
    Checkpoint, ContentHasher, Frontier, LogKey, OsEntropy, Seed, leaf_of_lines,
};
use vouchsafe_model::{ArchiveId, Lines, LogId};

const DOCUMENT: &str = include_str!("../../../../docs/archive-format.md");

/// Texts of a few words have several chunks too.
const CHUNK_BYTES: usize = 32;
const LARGE_CHUNK_BYTES: usize = 1 << 20;

/// The row id of the first entry.
const FIRST: i64 = 1 << 40;

/// An archive being written. What is said is signed when it is finished.
pub struct Sample {
    connection: Connection,
    archive: ArchiveId,
    log: LogId,
    key: LogKey,
    frontier: Frontier,
}

/// Returns an id made of one number.
pub fn id(number: u64) -> String {
    format!("{number:032x}")
}

impl Sample {
    /// Begins an archive in a new file.
    pub fn new(path: &Path) -> Self {
        let connection = Connection::open(path).expect("a new file");
        let schema = ['A', 'B'].map(appendix).join("\n");
        connection
            .execute_batch(&format!(
                "PRAGMA page_size = 16384; PRAGMA application_id = 1447249969;
                 PRAGMA user_version = 1; PRAGMA synchronous = OFF; BEGIN; {schema}
                 INSERT INTO catalogue VALUES (1)"
            ))
            .expect("the document's schema");
        let (archive, log) = (ArchiveId::from_bytes([1; 16]), LogId::from_bytes([2; 16]));
        let key = LogKey::random(&mut OsEntropy);
        for (name, value) in [
            ("format", "vouchsafe-archive-v1".to_owned()),
            ("archive", archive.to_string()),
            ("founding_log", log.to_string()),
        ] {
            let sql = "INSERT INTO meta VALUES (?1, ?2)";
            connection.execute(sql, [name, &value]).expect("a fact");
        }
        let sql = "INSERT INTO log VALUES (1, ?1, ?2)";
        let public = key.public();
        let row = params![log.as_bytes(), public.as_bytes()];
        connection.execute(sql, row).expect("a log");
        let mut sample = Self { connection, archive, log, key, frontier: Frontier::default() };
        let public_key = data_encoding::BASE64.encode(sample.key.public().as_bytes());
        sample.say(&format!(
            "type \"log.opened\"\narchive \"{archive}\"\nlog \"{log}\"\n\
             public_key \"{public_key}\"\nformat \"vouchsafe-archive-v1\"\n"
        ));
        sample
    }

    /// Appends an entry with these lines and those that every entry has. Returns its index.
    pub fn say(&mut self, lines: &str) -> u64 {
        self.say_without(lines, "")
    }

    /// Appends an entry of which one line was purged since.
    pub fn say_without(&mut self, lines: &str, purged: &str) -> u64 {
        let index = self.frontier.size();
        let text = format!(
            "{lines}clock {}\nact \"{1}\"\nagent \"{1}\"\ntime \"2019-11-14T09:00:00.000Z\"\n",
            index + 1,
            id(3)
        );
        let whole = Lines::parse(&text).expect("lines");
        let seed = Seed::random(&mut OsEntropy);
        let salts: Vec<_> = whole.iter().map(|(name, _)| seed.salt(name)).collect();
        let leaf = leaf_of_lines(&whole, &salts, &[]).expect("a salt for every line");
        self.frontier.push(leaf);
        let row = FIRST + index.cast_signed();
        let (gone, kept): (Vec<&str>, Vec<&str>) =
            whole.text().lines().partition(|line| line.split(' ').next() == Some(purged));
        let (mut sealed, mut salts, mut withheld) = (Some(seed.as_bytes().to_vec()), None, None);
        if let [line] = gone[..] {
            let salt = |line: &str| seed.salt(line.split(' ').next().expect("a name"));
            let commitment = vouchsafe_fixity::commitment(&salt(line), line);
            withheld = Some(commitment.to_vec());
            let kept = kept.iter().flat_map(|line| salt(line).as_ref().to_vec());
            salts = Some(kept.collect::<Vec<u8>>());
            sealed = None;
        }
        let text: String = kept.iter().map(|line| format!("{line}\n")).collect();
        let sql = "INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let cells = params![row, text, leaf.as_bytes(), sealed, salts, withheld];
        self.connection.execute(sql, cells).expect("an entry");
        index
    }

    /// Sets fields of a record, in the log and in the catalogue. Values are JSON.
    pub fn set(&mut self, kind: &str, record: u64, fields: &[(&str, &str)]) -> u64 {
        self.set_without(kind, record, fields, "")
    }

    /// Sets fields of a record, one of which was purged since.
    pub fn set_without(
        &mut self,
        kind: &str,
        record: u64,
        fields: &[(&str, &str)],
        purged: &str,
    ) -> u64 {
        let mut lines = format!("type \"set\"\nkind \"{kind}\"\nrecord \"{}\"\n", id(record));
        for (name, value) in fields {
            lines.push_str(&format!("set.{name} {value}\n"));
        }
        let index = self.say_without(&lines, &format!("set.{purged}"));
        let number = record.cast_signed();
        let sql = "INSERT OR IGNORE INTO record VALUES (?1, ?2, ?3)";
        let cells = params![number, u128::from(record).to_be_bytes(), kind];
        self.connection.prepare_cached(sql).expect("a table").execute(cells).expect("a record");
        for (name, value) in fields.iter().filter(|(name, _)| *name != purged) {
            let row = FIRST + index.cast_signed();
            let cells = params![number, name, row, index.cast_signed() + 1, value];
            let sql = "INSERT INTO field VALUES (?1, ?2, ?3, ?4, ?5)";
            self.connection.prepare_cached(sql).expect("a table").execute(cells).expect("a field");
        }
        index
    }

    /// Holds bytes.
    pub fn hold(&mut self, content: u64, bytes: &[u8]) {
        let mut hasher = ContentHasher::default();
        let number = content.cast_signed();
        let chunk_bytes = if bytes.len() < 1_000 { CHUNK_BYTES } else { LARGE_CHUNK_BYTES };
        let sql = "INSERT INTO content VALUES (?1, ?2, 'staged', NULL, NULL, ?3, NULL, 'now')";
        let cells = params![number, u128::from(content).to_be_bytes(), chunk_bytes as i64];
        self.connection.execute(sql, cells).expect("a content");
        for (n, chunk) in (number << 24..).zip(bytes.chunks(chunk_bytes)) {
            hasher.push(chunk);
            let sql = "INSERT INTO chunk VALUES (?1, ?2)";
            self.connection.execute(sql, params![n, chunk]).expect("a chunk");
        }
        let digests = hasher.finish();
        let size = i64::try_from(bytes.len()).expect("a small content");
        let sql = "UPDATE content SET state = 'held', sha256 = ?2, size_bytes = ?3,
                   chunk_digests = ?4, staged_at = NULL WHERE number = ?1";
        let cells = params![number, digests.sha256.as_bytes(), size, digests.chunk_digests];
        self.connection.execute(sql, cells).expect("a content");
        self.say(&format!(
            "type \"content\"\nrecord \"{}\"\nsha256 \"{}\"\nsize_bytes {size}\n\
             chunk_size_bytes {chunk_bytes}\nchunk_list_sha256 \"{}\"\n",
            id(content),
            digests.sha256,
            digests.chunk_list_sha256()
        ));
    }

    /// Purges a content's bytes.
    pub fn purge_content(&mut self, content: u64) {
        let index = self.say(&format!(
            "type \"purge\"\nfields []\ncontents [\"{}\"]\nlevel \"bytes\"\nreason \"x\"\n",
            id(content)
        ));
        self.run(&format!(
            "INSERT INTO purge (entry, content) VALUES ({}, {content});
             DELETE FROM chunk WHERE id >> 24 = {content};
             UPDATE content SET state = 'purged' WHERE number = {content}",
            FIRST + index.cast_signed()
        ));
    }

    /// Says that a line of an entry was purged.
    pub fn purge_line(&mut self, index: u64, line: &str) {
        let by = self.say(&format!(
            "type \"purge\"\nfields [[\"{}\", {index}, \"{line}\"]]\ncontents []\n\
             level \"bytes\"\nreason \"x\"\n",
            self.log
        ));
        self.run(&format!(
            "INSERT INTO purge (entry, target, line) VALUES ({}, {}, '{line}')",
            FIRST + by.cast_signed(),
            FIRST + index.cast_signed()
        ));
    }

    /// Runs SQL as it is.
    pub fn run(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Signs what was said, and closes the file.
    pub fn finish(self) {
        let (size, root) = (self.frontier.size(), self.frontier.root());
        let head = Checkpoint { archive: self.archive, log: self.log, size, root };
        let cells = params![head.sign(&self.key), self.frontier.to_bytes()];
        let sql = "INSERT INTO checkpoint VALUES (1, ?1, ?2)";
        self.connection.execute(sql, cells).expect("a checkpoint");
        self.run("COMMIT");
    }
}

fn appendix(letter: char) -> &'static str {
    let (_, rest) = DOCUMENT.split_once(&format!("\n## Appendix {letter}:")).expect("an appendix");
    let (_, rest) = rest.split_once("\n```sql\n").expect("its SQL");
    rest.split_once("\n```").expect("the end of it").0
}
