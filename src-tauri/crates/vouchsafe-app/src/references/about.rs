//! What hangs on a reference: notes, tags and collections. What a person changed or took off since
//! an earlier import does not come back.

use vouchsafe_archive::{Append, Record, SetDraft};
use vouchsafe_citation::Reference;
use vouchsafe_model::{Body, Kind, NoteId, RecordId};

use crate::{
    error::Error,
    marks::{COLLECTIONS, Marks, TAGS},
    session::Session,
};

/// What is to hang on a source and does not yet.
#[derive(Debug, Default)]
pub(super) struct About {
    notes: Vec<String>,
    tags: Vec<String>,
    /// Paths from the top.
    collections: Vec<Vec<String>>,
}

impl About {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.tags.is_empty() && self.collections.is_empty()
    }

    /// Writes it down.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn write(&self, append: &mut Append<'_>, source: RecordId) -> Result<(), Error> {
        for text in &self.notes {
            let note: NoteId = append.new_id();
            let draft = SetDraft::new(Kind::Note, note)
                .with("on", source.to_string())
                .with("on_kind", Kind::Source.name())
                .with("text", text.as_str());
            append.set(draft)?;
        }
        for name in &self.tags {
            TAGS.put_under(append, std::slice::from_ref(name), (Kind::Source, source))?;
        }
        for path in &self.collections {
            COLLECTIONS.put_under(append, path, (Kind::Source, source))?;
        }
        Ok(())
    }
}

/// Plans what is to hang on a source because of a reference. What a person took away is named in
/// `kept`, what can be no name here in `remarks`.
///
/// # Errors
/// The archive cannot be read.
pub(super) fn about(
    session: &Session,
    present: Option<&Record>,
    reference: &Reference,
    kept: &mut Vec<String>,
    remarks: &mut Vec<String>,
) -> Result<About, Error> {
    let mut about = About::default();
    let notes = match present {
        Some(source) => notes_ever(session, source.id)?,
        None => Vec::new(),
    };
    for text in reference.notes.iter().filter(|text| !text.trim().is_empty()) {
        if !notes.contains(text) && !about.notes.contains(text) {
            about.notes.push(text.clone());
        }
    }
    let tags: Vec<Vec<String>> = reference.tags.iter().map(|tag| vec![tag.clone()]).collect();
    let tags = marks(session, present, (TAGS, "tag", &tags), kept, remarks)?;
    about.tags = tags.into_iter().flatten().collect();
    let collections = (COLLECTIONS, "collection", reference.collections.as_slice());
    about.collections = marks(session, present, collections, kept, remarks)?;
    Ok(about)
}

/// Returns the paths that a source is to be put under, each once, without those it was put under
/// before.
fn marks(
    session: &Session,
    present: Option<&Record>,
    (marks, word, wanted): (Marks, &str, &[Vec<String>]),
    kept: &mut Vec<String>,
    remarks: &mut Vec<String>,
) -> Result<Vec<Vec<String>>, Error> {
    let before = match present {
        Some(source) => marks.ever_on(&session.catalogue(), source.id)?,
        None => Vec::new(),
    };
    let mut fresh: Vec<Vec<String>> = Vec::new();
    for path in wanted {
        let mut names = Vec::with_capacity(path.len());
        for name in path {
            match marks.check_name(name) {
                Ok(name) => names.push(name),
                Err(_) if name.trim().is_empty() => {}
                Err(_) => remarks.push(format!("`{name}` cannot be the name of a {word} here")),
            }
        }
        // A path of one name may be of a group that lies deeper by now.
        let is_same = |other: &[String]| {
            other == names || (names.len() == 1 && other.last() == names.first())
        };
        let mut there = before.iter().filter(|(other, _)| is_same(other)).peekable();
        if there.peek().is_none() {
            if !names.is_empty() && !fresh.contains(&names) {
                fresh.push(names);
            }
        } else if there.all(|(_, is_gone)| *is_gone) {
            kept.push(format!("{word} {}", names.join(" / ")));
        }
    }
    Ok(fresh)
}

/// Returns the texts that the notes on a source have, and those they were made with; also of notes
/// that were removed.
fn notes_ever(session: &Session, source: RecordId) -> Result<Vec<String>, Error> {
    let catalogue = session.catalogue();
    let mut texts = Vec::new();
    let ids = catalogue.with_value(Kind::Note, "on", &source.to_string().into())?;
    for id in ids {
        let Some(note) = catalogue.record(Kind::Note, id)? else { continue };
        texts.extend(note.text("text").map(str::to_owned));
        // What a note is on is never written again but by the entry that made it.
        let made = note.fields.get("on_kind").and_then(|field| field.writes.first());
        let Some(made) = made else { continue };
        let stored = session.archive.entry(made.position.log, made.position.index)?;
        if let Body::Set(set) = &stored.entry.body {
            let write = set.writes.iter().find(|write| write.field == "text");
            texts.extend(write.and_then(|write| serde_json::from_str::<String>(&write.value).ok()));
        }
    }
    Ok(texts)
}
