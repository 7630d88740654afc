//! Which source a reference is of: by the key it came with, else by what it says of itself.
//!
//! Only works that an import brought are found without a key: what a person described is never
//! taken for another file's work by its looks. Those are proposed as duplicates instead.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};
use vouchsafe_archive::{LiveWrite, Record};
use vouchsafe_citation::Reference;
use vouchsafe_model::{Body, Kind, RecordId};

use crate::{
    error::Error,
    session::Session,
    source::{csl_of, variable_of},
};

/// The longest value that the catalogue's index finds, in characters of JSON.
const INDEXED_CHARACTERS_MAX: usize = 100;

/// How many merges are followed; a longer chain is a circle.
const MERGES_MAX: usize = 100;

/// Finds sources for the references of one file; each source is found for one of them.
pub(super) struct Finder<'s> {
    session: &'s Session,
    claimed: HashSet<RecordId>,
    unindexed: Option<HashMap<String, Vec<RecordId>>>,
}

/// What was found for a reference.
pub(super) enum Match {
    /// The source it is of.
    Same(Box<Record>),
    /// The source it is of was merged into this one.
    Merged(Box<Record>),
    /// A source has its key and is another work.
    OtherWork(RecordId),
    /// Nothing.
    None,
}

impl<'s> Finder<'s> {
    /// Makes one that has found nothing yet.
    pub fn new(session: &'s Session) -> Self {
        Self { session, claimed: HashSet::new(), unindexed: None }
    }

    /// Finds the source that a reference is of.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn find(&mut self, reference: &Reference) -> Result<Match, Error> {
        let mut same: Vec<Record> = Vec::new();
        let (mut merged, mut other) = (None, None);
        for id in self.candidates(reference)? {
            let Some(source) = self.session.catalogue().record(Kind::Source, id)? else { continue };
            let into = if source.is_removed() { self.merged_into(&source)? } else { None };
            if source.is_removed() && into.is_none() {
                continue;
            }
            if is_another_work(self.session, &source, reference)? {
                other = other.or((!source.is_removed()).then_some(id));
            } else if let Some(into) = into {
                merged = merged.or(Some(into));
            } else if !self.claimed.contains(&id) {
                same.push(source);
            }
        }
        // Two works of one key: the one with this very title goes first.
        let title = folded(reference.item.get("title"));
        let has_title = |source: &Record| folded(variable_of(source, "title").as_ref()) == title;
        let at = same.iter().position(has_title).unwrap_or(0);
        if at < same.len() {
            let source = same.swap_remove(at);
            self.claimed.insert(source.id);
            return Ok(Match::Same(Box::new(source)));
        }
        Ok(match (merged, other) {
            (Some(into), _) => Match::Merged(Box::new(into)),
            (None, Some(id)) => Match::OtherWork(id),
            (None, None) => Match::None,
        })
    }

    /// Returns the sources it may be of, removed ones too, the likeliest first.
    fn candidates(&mut self, reference: &Reference) -> Result<Vec<RecordId>, Error> {
        let catalogue = self.session.catalogue();
        let mut found = Vec::new();
        match reference.key() {
            Some(key) if json!(key).to_string().chars().count() <= INDEXED_CHARACTERS_MAX => {
                for field in ["imported_key", "key"] {
                    for id in catalogue.with_value(Kind::Source, field, &json!(key))? {
                        let source = catalogue.record(Kind::Source, id)?;
                        let shown = source.is_some_and(|source| source.text(field) == Some(key));
                        found.extend(shown.then_some(id));
                    }
                }
            }
            Some(key) => found.extend(self.unindexed(&long_key(key))?),
            None => {
                for sign in signs(&reference.item) {
                    found.extend(self.unindexed(&sign)?);
                }
            }
        }
        let mut seen = HashSet::new();
        found.retain(|id| seen.insert(*id));
        Ok(found)
    }

    /// Returns the sources with a sign that no index has. All sources are read, but only once.
    fn unindexed(&mut self, sign: &str) -> Result<Vec<RecordId>, Error> {
        if self.unindexed.is_none() {
            let mut found: HashMap<String, Vec<RecordId>> = HashMap::new();
            self.session.catalogue().for_each(Kind::Source, |source| {
                let signs = match (source.text("imported_key"), source.text("imported_from")) {
                    (Some(key), _) => vec![long_key(key)],
                    (None, Some(_)) => signs(&csl_of(&source)),
                    (None, None) => Vec::new(),
                };
                for sign in signs {
                    found.entry(sign).or_default().push(source.id);
                }
                Ok::<(), Error>(())
            })?;
            self.unindexed = Some(found);
        }
        let found = self.unindexed.as_ref().and_then(|found| found.get(sign));
        Ok(found.cloned().unwrap_or_default())
    }

    /// Returns the source, not removed, that this one was merged into in the end.
    fn merged_into(&self, source: &Record) -> Result<Option<Record>, Error> {
        let mut next = source.link("merged_into");
        for _ in 0..MERGES_MAX {
            let Some(id) = next else { return Ok(None) };
            let Some(into) = self.session.catalogue().record(Kind::Source, id)? else {
                return Ok(None);
            };
            if !into.is_removed() {
                return Ok(Some(into));
            }
            next = into.link("merged_into");
        }
        Ok(None)
    }
}

fn long_key(key: &str) -> String {
    format!("key {key}")
}

/// Returns what tells a work without a key from others: all that is said of it, its DOI, its title
/// with its year.
fn signs(item: &Map<String, Value>) -> Vec<String> {
    let mut all = item.clone();
    all.remove("id");
    all.entry("type").or_insert_with(|| json!("document"));
    let mut signs = vec![format!("all {}", Value::Object(all))];
    signs.extend(folded(item.get("DOI")).map(|doi| format!("doi {doi}")));
    let year = year(item.get("issued")).unwrap_or_default();
    signs.extend(folded(item.get("title")).map(|title| format!("title {year} {title}")));
    signs
}

/// Whether a source and a reference are surely of different works: their DOIs differ, or, without
/// DOIs, both titles and years do. What a person corrected says nothing: the file has it as it was.
fn is_another_work(
    session: &Session,
    source: &Record,
    reference: &Reference,
) -> Result<bool, Error> {
    let differ = |variable: &str, part: fn(Option<&Value>) -> Option<String>| {
        let present = part(variable_of(source, variable).as_ref());
        let said = part(reference.item.get(variable));
        let Some((present, said)) = present.zip(said) else { return Ok::<_, Error>(None) };
        let field = source.fields.get(&format!("csl.{variable}"));
        let write = field.and_then(|field| field.writes.last());
        let corrected = match write.filter(|_| source.get("imported_from").is_some()) {
            Some(write) if present != said => is_a_persons(session, write)?,
            _ => false,
        };
        Ok((!corrected).then_some(present != said))
    };
    if let Some(differs) = differ("DOI", folded)? {
        return Ok(differs);
    }
    Ok(differ("title", folded)? == Some(true) && differ("issued", year)? != Some(false))
}

/// Returns whether a person wrote a value, and not an import.
pub(super) fn is_a_persons(session: &Session, write: &LiveWrite) -> Result<bool, Error> {
    let stored = session.archive.entry(write.position.log, write.position.index)?;
    let Body::Set(set) = &stored.entry.body else { return Ok(true) };
    Ok(!set.writes.iter().any(|write| write.field == "imported_from"))
}

fn folded(value: Option<&Value>) -> Option<String> {
    let text = value.and_then(Value::as_str)?;
    let folded = vouchsafe_anchor::fold(text).text().trim().to_owned();
    (!folded.is_empty()).then_some(folded)
}

fn year(date: Option<&Value>) -> Option<String> {
    let year = date?.pointer("/date-parts/0/0")?;
    Some(year.as_str().map_or_else(|| year.to_string(), str::to_owned))
}
