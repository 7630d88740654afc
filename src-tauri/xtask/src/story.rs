//! The catalogue work of the sample archive, as data: `assets/sample/story.json`.
//!
//! The file speaks of documents by file name, of sources by citation key and of all else by names
//! of its own; `assets/sample/README.md` describes it. A field that is not known here is a mistake
//! in the file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// What `story.json` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
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
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derivation {
    pub document: String,
    pub from: String,
    pub kind: String,
    pub by: Option<String>,
}

/// Which paragraph of a translation stands for which of its original, both from 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    pub translation: String,
    pub original: String,
    pub paragraphs: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub name: String,
    pub kind: String,
    pub language: Option<String>,
    #[serde(default)]
    pub names: Vec<Name>,
    pub pseudonym: Option<String>,
    pub date: Option<Date>,
    pub comment: Option<String>,
    pub sensitivity: Option<Sensitivity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    pub form: String,
    pub language: String,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    pub text: String,
    pub calendar: Option<String>,
    pub year: Option<i32>,
    pub year_because: Option<String>,
}

/// A work that is known and was not taken in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSource {
    pub key: String,
    pub csl: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub words: String,
    pub comment: Option<String>,
    /// The claim whose first figure is the whole.
    pub part_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub name: String,
    pub statement: String,
    pub language: String,
    #[serde(default)]
    pub translations: BTreeMap<String, String>,
    pub date: Option<Date>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub passage: String,
    pub stance: String,
    pub shows: Option<String>,
    pub because: Option<String>,
    pub withdrawn: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub what: String,
    pub r#where: Option<String>,
    pub by: Option<String>,
    pub date: Option<Date>,
    pub comment: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    pub by: String,
    pub comment: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossReference {
    pub from: String,
    pub to: String,
    pub relation: String,
    pub from_passage: Option<String>,
    pub to_passage: Option<String>,
    pub comment: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appraisal {
    pub source: String,
    pub aspect: String,
    pub judgement: String,
    pub because: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub on: Named,
    pub text: String,
    pub sensitivity: Option<Sensitivity>,
}

#[derive(Deserialize)]
pub struct Sensitive {
    pub on: Named,
    #[serde(flatten)]
    pub sensitivity: Sensitivity,
}

#[derive(Deserialize)]
pub struct Sensitivity {
    pub level: String,
    pub reason: Option<String>,
    pub consent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    pub name: String,
    pub of: Vec<Named>,
}

/// Something that the story or the archive names.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Document(String),
    Source(String),
    Claim(String),
}

impl Story {
    /// Reads the story beside the sample's documents.
    ///
    /// # Errors
    /// It is not there, or says something that is not known here.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join("story.json");
        let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is wrong", file.display()))
    }
}
