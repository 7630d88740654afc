//! What the lines of an entry say: its header and one of seven bodies.
//!
//! Reading is strict about shape, and tolerant of two things only: lines that a purge took out
//! (they are `None`), and types this program does not know (`Body::Unknown`).

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::{
    ActId, AgentId, ArchiveId, ContentId, Instant, Lines, LinesError, LogId, RecordId, Sha256Digest,
};

/// An entry, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What every entry says.
    pub header: Header,
    /// What this one says.
    pub body: Body,
}

/// The lines every entry has (archive-format.md, section 3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// 1 + the highest clock the writer had seen.
    pub clock: u64,
    /// The user action it belongs to.
    pub act: ActId,
    /// Who says so, self-stated; `None` only where it was purged.
    pub agent: Option<AgentId>,
    /// When, by the writer's own clock; `None` only where it was purged.
    pub time: Option<Instant>,
}

/// What an entry says, by its type (archive-format.md, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The first entry of a log.
    LogOpened(LogOpened),
    /// Another log counts, up to a size.
    LogAccepted(LogAccepted),
    /// Fields of a record are set.
    Set(Set),
    /// Bytes are held from now on.
    Content(Content),
    /// Lines and bytes are taken out for good.
    Purge(Purge),
    /// Something was done.
    Event(Event),
    /// A time-stamping authority saw a checkpoint.
    Timestamp(Timestamp),
    /// A type this program does not know; it holds the type's name.
    Unknown(String),
}

/// The first entry of a log: it states what `meta` and `log` say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogOpened {
    /// The archive it belongs to.
    pub archive: Option<ArchiveId>,
    /// The log's own id.
    pub log: Option<LogId>,
    /// The Ed25519 key that signs its checkpoints.
    pub public_key: Option<[u8; 32]>,
    /// The archive's title, as the founder gave it.
    pub title: Option<String>,
    /// The head it goes on from, in a continuation.
    pub continues: Option<Continues>,
}

/// A head that stood in this file when another log went on from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continues {
    /// The log continued.
    pub log: LogId,
    /// Its size then.
    pub size: u64,
    /// Its root then.
    pub root: Sha256Digest,
}

/// A log that counts, up to a size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogAccepted {
    /// The log accepted, its size and its root; `None` where purged.
    pub head: Option<Continues>,
}

/// Fields of a record are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The kind of the record, by its name in the file.
    pub kind: String,
    /// The record.
    pub record: RecordId,
    /// The fields, in the order they stand.
    pub writes: Vec<Write>,
    /// The earlier writes that these take the place of.
    pub replaces: Vec<LineRef>,
    /// The act that this one undoes.
    pub undoes: Option<ActId>,
}

/// One field set to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The field's name, without `set.`.
    pub field: String,
    /// The value's JSON text, exactly as it stands in the line.
    pub value: String,
}

/// A line of an entry, named for good.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LineRef {
    /// The log.
    pub log: LogId,
    /// The entry's index in it.
    pub index: u64,
    /// The line's name.
    pub line: String,
}

/// Bytes held (archive-format.md, section 5). Digests are `None` where they were purged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The content.
    pub content: ContentId,
    /// The digest of all its bytes.
    pub sha256: Option<Sha256Digest>,
    /// How many bytes.
    pub size_bytes: Option<u64>,
    /// The length of every chunk but the last.
    pub chunk_size_bytes: Option<u64>,
    /// The digest of the list of the chunks' digests.
    pub chunk_list_sha256: Option<Sha256Digest>,
}

/// How far a purge of contents goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurgeLevel {
    /// The bytes go; digests and size stay.
    Bytes,
    /// Digests and size go as well.
    Digests,
}

impl PurgeLevel {
    /// Returns the name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Digests => "digests",
        }
    }
}

/// Lines and bytes taken out for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purge {
    /// The lines.
    pub fields: Vec<LineRef>,
    /// The contents.
    pub contents: Vec<ContentId>,
    /// How far the contents' purge goes.
    pub level: PurgeLevel,
    /// Why.
    pub reason: Option<String>,
}

/// Something that was done, under its PREMIS name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The PREMIS event type: `fixity check`, `dissemination`, `replication`, `recovery`.
    pub event: Option<String>,
    /// The record it is about, with its kind; `None` if it is about the archive.
    pub subject: Option<(String, RecordId)>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Figures and circumstances, by name.
    pub detail: Option<Map<String, Value>>,
}

/// A checkpoint and the token that a time-stamping authority gave for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    /// The checkpoint's text.
    pub checkpoint: Option<String>,
    /// The RFC 3161 token, base64.
    pub token: Option<String>,
}

/// Why lines are not an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EntryError {
    /// The text is not lines at all.
    #[error("it is not made of lines")]
    Lines(#[from] LinesError),
    /// A line that its type must have is not there.
    #[error("it has no line `{0}`")]
    Missing(&'static str),
    /// A line's value is not of the shape its name asks for.
    #[error("the value of its line `{0}` has the wrong shape")]
    Shape(String),
    /// A line stands where its type has none.
    #[error("an entry of type `{kind}` has no line `{line}`")]
    Unexpected {
        /// The entry's type.
        kind: String,
        /// The line.
        line: String,
    },
}

impl Entry {
    /// Reads an entry. `purged` says that lines were taken out of it, so that lines may be missing.
    ///
    /// # Errors
    /// `Missing`, `Shape` or `Unexpected`; the first one found.
    pub fn read(lines: &Lines, purged: bool) -> Result<Self, EntryError> {
        let read = Reader { lines, purged };
        let header = Header {
            clock: read.fixed("clock")?,
            act: read.fixed_text("act")?,
            agent: read.text("agent")?,
            time: read.text("time")?,
        };
        if header.clock == 0 {
            return Err(EntryError::Shape("clock".to_owned()));
        }
        let kind: String = read.fixed("type")?;
        let body = match kind.as_str() {
            "log.opened" => Body::LogOpened(read.log_opened()?),
            "log.accepted" => Body::LogAccepted(read.log_accepted()?),
            "set" => Body::Set(read.set()?),
            "content" => Body::Content(read.content()?),
            "purge" => Body::Purge(read.purge()?),
            "event" => Body::Event(read.event()?),
            "timestamp" => Body::Timestamp(Timestamp {
                checkpoint: read.value("checkpoint")?,
                token: read.value("token")?,
            }),
            _ => return Ok(Self { header, body: Body::Unknown(kind) }),
        };
        read.expect_only(&kind)?;
        Ok(Self { header, body })
    }

    /// Writes the entry's lines. What is `None` has no line.
    ///
    /// # Errors
    /// A field name that is not one, stands twice, or a value that is not one-line JSON.
    pub fn to_lines(&self) -> Result<Lines, LinesError> {
        let mut writer = Writer::default();
        writer.line("type", json!(self.body.type_name()))?;
        writer.line("clock", json!(self.header.clock))?;
        writer.line("act", json!(self.header.act.to_string()))?;
        writer.text("agent", self.header.agent)?;
        writer.text("time", self.header.time)?;
        self.body.write(&mut writer)?;
        Ok(writer.lines)
    }
}

impl Body {
    /// Returns the value of the line `type`.
    pub fn type_name(&self) -> &str {
        match self {
            Self::LogOpened(_) => "log.opened",
            Self::LogAccepted(_) => "log.accepted",
            Self::Set(_) => "set",
            Self::Content(_) => "content",
            Self::Purge(_) => "purge",
            Self::Event(_) => "event",
            Self::Timestamp(_) => "timestamp",
            Self::Unknown(name) => name,
        }
    }

    fn write(&self, to: &mut Writer) -> Result<(), LinesError> {
        match self {
            Self::LogOpened(opened) => {
                to.text("archive", opened.archive)?;
                to.text("log", opened.log)?;
                to.text("public_key", opened.public_key.map(|key| base64(&key)))?;
                to.line("format", json!(crate::FORMAT))?;
                to.text("title", opened.title.as_ref())?;
                to.optional("continues", opened.continues.as_ref().map(Continues::to_json))
            }
            Self::LogAccepted(accepted) => match &accepted.head {
                Some(head) => {
                    to.line("log", json!(head.log.to_string()))?;
                    to.line("size", json!(head.size))?;
                    to.line("root", json!(base64(head.root.as_bytes())))
                }
                None => Ok(()),
            },
            Self::Set(set) => set.write(to),
            Self::Content(content) => {
                to.text("record", Some(content.content))?;
                to.text("sha256", content.sha256)?;
                to.optional("size_bytes", content.size_bytes.map(Value::from))?;
                to.optional("chunk_size_bytes", content.chunk_size_bytes.map(Value::from))?;
                to.text("chunk_list_sha256", content.chunk_list_sha256)
            }
            Self::Purge(purge) => {
                let fields: Vec<Value> = purge.fields.iter().map(LineRef::to_json).collect();
                let contents: Vec<_> = purge.contents.iter().map(ToString::to_string).collect();
                to.line("fields", Value::Array(fields))?;
                to.line("contents", json!(contents))?;
                to.line("level", json!(purge.level.name()))?;
                to.text("reason", purge.reason.as_ref())
            }
            Self::Event(event) => {
                to.text("event", event.event.as_ref())?;
                if let Some((kind, record)) = &event.subject {
                    to.line("kind", json!(kind))?;
                    to.line("record", json!(record.to_string()))?;
                }
                to.text("outcome", event.outcome.as_ref())?;
                to.optional("detail", event.detail.clone().map(Value::Object))
            }
            Self::Timestamp(timestamp) => {
                to.text("checkpoint", timestamp.checkpoint.as_ref())?;
                to.text("token", timestamp.token.as_ref())
            }
            Self::Unknown(_) => Ok(()),
        }
    }
}

impl Set {
    fn write(&self, to: &mut Writer) -> Result<(), LinesError> {
        to.line("kind", json!(self.kind))?;
        to.line("record", json!(self.record.to_string()))?;
        if !self.replaces.is_empty() {
            let list = self.replaces.iter().map(LineRef::to_json).collect();
            to.line("replaces", Value::Array(list))?;
        }
        to.text("undoes", self.undoes)?;
        for write in &self.writes {
            let not_json = || LinesError::NotJson { name: write.field.clone() };
            let value = serde_json::from_str(&write.value).map_err(|_| not_json())?;
            to.line(&format!("set.{}", write.field), value)?;
        }
        Ok(())
    }
}

impl Continues {
    fn to_json(&self) -> Value {
        json!({
            "log": self.log.to_string(),
            "size": self.size,
            "root": base64(self.root.as_bytes()),
        })
    }

    fn from_parts(log: &str, size: u64, root: &str) -> Option<Self> {
        let root = Sha256Digest::from_bytes(bytes32(root)?);
        Some(Self { log: log.parse().ok()?, size, root })
    }
}

impl LineRef {
    fn to_json(&self) -> Value {
        json!([self.log.to_string(), self.index, self.line])
    }
}

fn base64(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}

fn bytes32(base64: &str) -> Option<[u8; 32]> {
    data_encoding::BASE64.decode(base64.as_bytes()).ok()?.try_into().ok()
}

#[derive(Default)]
struct Writer {
    lines: Lines,
}

impl Writer {
    #[expect(clippy::needless_pass_by_value, reason = "callers build the value in place")]
    fn line(&mut self, name: &str, value: Value) -> Result<(), LinesError> {
        self.lines.push(name, &value)
    }

    fn optional(&mut self, name: &str, value: Option<Value>) -> Result<(), LinesError> {
        value.map_or(Ok(()), |value| self.line(name, value))
    }

    fn text(&mut self, name: &str, value: Option<impl ToString>) -> Result<(), LinesError> {
        self.optional(name, value.map(|value| Value::String(value.to_string())))
    }
}

struct Reader<'a> {
    lines: &'a Lines,
    purged: bool,
}

impl Reader<'_> {
    /// Reads a line that may be missing.
    fn value<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, EntryError> {
        let Some(json) = self.lines.get(name) else { return Ok(None) };
        let value = serde_json::from_str(json);
        value.map(Some).map_err(|_| EntryError::Shape(name.to_owned()))
    }

    /// Reads a line that may be missing only where lines were purged.
    fn purgeable<T: DeserializeOwned>(&self, name: &'static str) -> Result<Option<T>, EntryError> {
        let value = self.value(name)?;
        if value.is_none() && !self.purged {
            return Err(EntryError::Missing(name));
        }
        Ok(value)
    }

    /// Reads a line that no purge takes out.
    fn fixed<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, EntryError> {
        self.value(name)?.ok_or(EntryError::Missing(name))
    }

    fn fixed_text<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, EntryError> {
        let text: String = self.fixed(name)?;
        text.parse().map_err(|_| EntryError::Shape(name.to_owned()))
    }

    fn text<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>, EntryError> {
        parsed(name, self.purgeable::<String>(name)?)
    }

    fn log_opened(&self) -> Result<LogOpened, EntryError> {
        let shape = |name: &str| EntryError::Shape(name.to_owned());
        let key: Option<String> = self.purgeable("public_key")?;
        let key = key.map(|key| bytes32(&key).ok_or_else(|| shape("public_key")));
        let format: Option<String> = self.purgeable("format")?;
        if format.is_some_and(|format| format != crate::FORMAT) {
            return Err(shape("format"));
        }
        let continues: Option<Map<String, Value>> = self.value("continues")?;
        let continues = continues.map(|head| {
            let log = head.get("log").and_then(Value::as_str);
            let size = head.get("size").and_then(Value::as_u64);
            let root = head.get("root").and_then(Value::as_str);
            let head = log.zip(size).zip(root);
            let head = head.and_then(|((log, size), root)| Continues::from_parts(log, size, root));
            head.ok_or_else(|| shape("continues"))
        });
        Ok(LogOpened {
            archive: self.text("archive")?,
            log: self.text("log")?,
            public_key: key.transpose()?,
            title: self.value("title")?,
            continues: continues.transpose()?,
        })
    }

    fn log_accepted(&self) -> Result<LogAccepted, EntryError> {
        let log: Option<String> = self.purgeable("log")?;
        let size: Option<u64> = self.purgeable("size")?;
        let root: Option<String> = self.purgeable("root")?;
        let head = log.zip(size).zip(root).map(|((log, size), root)| {
            Continues::from_parts(&log, size, &root).ok_or(EntryError::Shape("root".to_owned()))
        });
        Ok(LogAccepted { head: head.transpose()? })
    }

    fn set(&self) -> Result<Set, EntryError> {
        let writes = self.lines.iter().filter_map(|(name, line)| {
            let field = name.strip_prefix("set.")?.to_owned();
            Some(Write { field, value: line[name.len() + 1..].to_owned() })
        });
        let set = Set {
            kind: self.fixed("kind")?,
            record: self.fixed_text("record")?,
            writes: writes.collect(),
            replaces: self.line_refs("replaces")?.unwrap_or_default(),
            undoes: parsed("undoes", self.value::<String>("undoes")?)?,
        };
        if set.writes.is_empty() && !self.purged {
            return Err(EntryError::Missing("set."));
        }
        Ok(set)
    }

    fn line_refs(&self, name: &str) -> Result<Option<Vec<LineRef>>, EntryError> {
        let Some(items) = self.value::<Vec<(String, u64, String)>>(name)? else {
            return Ok(None);
        };
        let refs = items.into_iter().map(|(log, index, line)| {
            let log = log.parse().map_err(|_| EntryError::Shape(name.to_owned()))?;
            Ok(LineRef { log, index, line })
        });
        refs.collect::<Result<_, _>>().map(Some)
    }

    fn content(&self) -> Result<Content, EntryError> {
        let record: RecordId = self.fixed_text("record")?;
        Ok(Content {
            content: record.into(),
            sha256: self.text("sha256")?,
            size_bytes: self.purgeable("size_bytes")?,
            chunk_size_bytes: self.purgeable("chunk_size_bytes")?,
            chunk_list_sha256: self.text("chunk_list_sha256")?,
        })
    }

    fn purge(&self) -> Result<Purge, EntryError> {
        let contents: Vec<String> = self.fixed("contents")?;
        let contents = contents.iter().map(|id| {
            let id: RecordId = id.parse().map_err(|_| EntryError::Shape("contents".to_owned()))?;
            Ok(ContentId::from(id))
        });
        let level: String = self.fixed("level")?;
        let level = [PurgeLevel::Bytes, PurgeLevel::Digests]
            .into_iter()
            .find(|known| known.name() == level);
        Ok(Purge {
            fields: self.line_refs("fields")?.ok_or(EntryError::Missing("fields"))?,
            contents: contents.collect::<Result<_, EntryError>>()?,
            level: level.ok_or_else(|| EntryError::Shape("level".to_owned()))?,
            reason: self.purgeable("reason")?,
        })
    }

    fn event(&self) -> Result<Event, EntryError> {
        let kind: Option<String> = self.value("kind")?;
        let record = parsed("record", self.value::<String>("record")?)?;
        if kind.is_some() != record.is_some() {
            return Err(EntryError::Missing(if kind.is_some() { "record" } else { "kind" }));
        }
        Ok(Event {
            event: self.purgeable("event")?,
            subject: kind.zip(record),
            outcome: self.purgeable("outcome")?,
            detail: self.purgeable("detail")?,
        })
    }

    fn expect_only(&self, kind: &str) -> Result<(), EntryError> {
        let own: &[&str] = match kind {
            "log.opened" => &["archive", "log", "public_key", "format", "title", "continues"],
            "log.accepted" => &["log", "size", "root"],
            "set" => &["kind", "record", "replaces", "undoes"],
            "content" => {
                &["record", "sha256", "size_bytes", "chunk_size_bytes", "chunk_list_sha256"]
            }
            "purge" => &["fields", "contents", "level", "reason"],
            "event" => &["event", "kind", "record", "outcome", "detail"],
            _ => &["checkpoint", "token"],
        };
        let known = |name: &str| {
            ["type", "clock", "act", "agent", "time"].contains(&name)
                || own.contains(&name)
                || (kind == "set" && name.starts_with("set."))
        };
        match self.lines.iter().find(|(name, _)| !known(name)) {
            None => Ok(()),
            Some((line, _)) => {
                Err(EntryError::Unexpected { kind: kind.to_owned(), line: line.to_owned() })
            }
        }
    }
}

fn parsed<T: std::str::FromStr>(name: &str, text: Option<String>) -> Result<Option<T>, EntryError> {
    let parsed = text.map(|text| text.parse().map_err(|_| EntryError::Shape(name.to_owned())));
    parsed.transpose()
}

#[cfg(test)]
mod tests;
