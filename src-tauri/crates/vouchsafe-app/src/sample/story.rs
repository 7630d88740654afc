//! The catalogue work of the sample archive, as data: `story.json`.
//!
//! The file speaks of documents by file name, of sources by citation key and of all else by names
//! of its own; `assets/sample/README.md` describes it. `cargo xtask run` reads the same file, and
//! tells it through the command: what is said here of its shape is said there once more, since
//! xtask knows no crate of ours. A field that is not known here is a mistake in the file.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use serde_json::Value;

use crate::{dates::DateRequest, error::Error};

/// What `story.json` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub derivations: Vec<Derivation>,
    pub alignments: Vec<Alignment>,
    pub subjects: Vec<Subject>,
    pub sources: Vec<KnownSource>,
    pub passages: Vec<Passage>,
    pub claims: Vec<Claim>,
    pub cross_references: Vec<CrossReference>,
    pub appraisals: Vec<Appraisal>,
    pub notes: Vec<Note>,
    pub sensitivities: Vec<Sensitive>,
    pub collections: Vec<Collection>,
}

/// How a document came from another that was taken in too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Derivation {
    pub document: String,
    pub from: String,
    pub kind: String,
    pub by: Option<String>,
}

/// Which paragraph of a translation stands for which of its original, both from 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alignment {
    pub translation: String,
    pub original: String,
    pub paragraphs: Vec<[usize; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subject {
    pub name: String,
    pub kind: String,
    pub language: Option<String>,
    #[serde(default)]
    pub names: Vec<Name>,
    pub pseudonym: Option<String>,
    pub date: Option<StoryDate>,
    pub comment: Option<String>,
    pub sensitivity: Option<Sensitivity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    pub form: String,
    pub language: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoryDate {
    pub text: String,
    pub calendar: Option<String>,
    pub year: Option<i64>,
    pub year_because: Option<String>,
}

/// A work that is known and was not taken in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownSource {
    pub key: String,
    pub csl: Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Passage {
    pub name: String,
    pub document: String,
    pub quote: Option<String>,
    pub occurrence: Option<u32>,
    pub page: Option<u32>,
    pub region: Option<String>,
    pub described: Option<String>,
    pub speaker: Option<String>,
    pub through: Option<String>,
    pub original: Option<String>,
    pub comment: Option<String>,
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub about: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    pub words: String,
    pub comment: Option<String>,
    /// The claim whose first figure is the whole.
    pub part_of: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub name: String,
    pub statement: String,
    pub language: String,
    #[serde(default)]
    pub translations: BTreeMap<String, String>,
    pub date: Option<StoryDate>,
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub about: Vec<String>,
    pub comment: Option<String>,
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub searched: Vec<Search>,
    #[serde(default)]
    pub signed_off: Vec<SignOff>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    pub passage: String,
    pub stance: String,
    pub shows: Option<String>,
    pub because: Option<String>,
    pub withdrawn: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Search {
    pub what: String,
    pub r#where: Option<String>,
    pub by: Option<String>,
    pub date: Option<StoryDate>,
    pub comment: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignOff {
    pub by: String,
    pub comment: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CrossReference {
    pub from: String,
    pub to: String,
    pub relation: String,
    pub from_passage: Option<String>,
    pub to_passage: Option<String>,
    pub comment: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Appraisal {
    pub source: String,
    pub aspect: String,
    pub judgement: String,
    pub because: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub on: Named,
    pub text: String,
    pub sensitivity: Option<Sensitivity>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Sensitive {
    pub on: Named,
    #[serde(flatten)]
    pub sensitivity: Sensitivity,
}

#[derive(Debug, Deserialize)]
pub(super) struct Sensitivity {
    pub level: String,
    pub reason: Option<String>,
    pub consent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Collection {
    pub name: String,
    pub of: Vec<Named>,
}

/// Something that the story or the archive names.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Named {
    Document(String),
    Source(String),
    Claim(String),
}

impl Story {
    /// Reads the story beside the sample's documents.
    ///
    /// # Errors
    /// It is not there, or says something that is not known here.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let file = folder.join("story.json");
        let text = fs::read(&file).map_err(Error::io(format!("read {}", file.display())))?;
        serde_json::from_slice(&text).map_err(|error| {
            let what = format!("cannot understand {}", file.display());
            Error::refused(what, error.to_string())
        })
    }

    /// Returns of how many steps the telling is.
    pub fn steps(&self) -> usize {
        self.derivations.len()
            + self.alignments.len()
            + self.sources.len()
            + self.subjects.len()
            + self.passages.len()
            + self.claims.len()
            + self.cross_references.len()
            + self.appraisals.len()
            + self.notes.len()
            + self.sensitivities.len()
            + self.collections.len()
    }
}

impl Claim {
    /// Returns how many passages contradict it.
    pub fn contradictions(&self) -> usize {
        let contradicts = |it: &&Evidence| it.stance == "contradicts" && it.withdrawn.is_none();
        self.evidence.iter().filter(contradicts).count()
    }
}

impl StoryDate {
    /// Returns the date as a person would give it.
    pub fn request(&self) -> DateRequest {
        let year = self.year.zip(self.year_because.clone());
        DateRequest { text: self.text.clone(), calendar: self.calendar.clone(), year }
    }
}
