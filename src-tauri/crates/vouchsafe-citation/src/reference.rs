//! References as they cross the process wall, and what became of a file of them.
//!
//! Nothing here knows a file format beyond its name.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A CSL-JSON item, kept without loss: keys this program does not know stay where they are.
///
/// What a file format says and CSL cannot is kept under the item's `custom`, CSL's own place for
/// it: `bibtex` and `ris` hold fields of that format, `edtf` holds dates finer than CSL's.
pub type Item = Map<String, Value>;

/// A format of reference files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferenceFormat {
    /// The JSON of citation processors, also as Better BibTeX writes it.
    CslJson,
    /// BibTeX, as its styles of 1988 read it.
    #[serde(rename = "bibtex")]
    BibTex,
    /// BibLaTeX, with dates in EDTF.
    #[serde(rename = "biblatex")]
    BibLatex,
    /// The tagged lines of RIS.
    Ris,
}

impl ReferenceFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::CslJson, Self::BibTex, Self::BibLatex, Self::Ris];

    /// Returns the name used in commands and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::CslJson => "csl-json",
            Self::BibTex => "bibtex",
            Self::BibLatex => "biblatex",
            Self::Ris => "ris",
        }
    }
}

impl fmt::Display for ReferenceFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One reference of a file, with what hangs on it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// The work. Its `id`, if it has one, is the key it has in the file.
    pub item: Item,
    /// The line on which it begins, from 1; 0 if it comes from no file.
    pub line: u64,
    /// The files it names.
    pub attachments: Vec<Attachment>,
    /// Texts about it: plain, or HTML as a program wrote it.
    pub notes: Vec<String>,
    /// Its keywords.
    pub tags: Vec<String>,
    /// The collections it is in, each as a path from the top.
    pub collections: Vec<Vec<String>>,
    /// When it came into the other program, as that program wrote it.
    pub added_at: Option<String>,
    /// When it was last changed there, as that program wrote it.
    pub modified_at: Option<String>,
}

impl Reference {
    /// Returns the key the reference has in its file, if it has one.
    pub fn key(&self) -> Option<&str> {
        self.item.get("id").and_then(Value::as_str)
    }
}

/// A file that a reference names. Nobody has looked whether it is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The path or address as written, escapes undone; a relative path starts at the file's folder.
    pub path: String,
    /// What the file is called for people.
    pub title: Option<String>,
    /// The media type, or the word that stands in its place.
    pub media_type: Option<String>,
}

/// Something in a file that was refused, or taken with a doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// The key of the reference, where one could be read.
    pub key: Option<String>,
    /// Why.
    pub reason: String,
}

/// What a file of references holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The format the file was read as.
    pub format: ReferenceFormat,
    /// The encoding the file was read in, by its WHATWG name.
    pub encoding: String,
    /// What was taken, in the order of the file.
    pub references: Vec<Reference>,
    /// What was not taken.
    pub refused: Vec<Refused>,
    /// What was taken, but not as a matter of course.
    pub warnings: Vec<Refused>,
}

/// References written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// The file's text, in UTF-8 with `\n` at the ends of lines.
    pub text: String,
    /// What reading the text again would not give back.
    pub losses: Vec<Loss>,
}

/// Something that a format cannot say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The reference's key, or its place in the list if it has none: `#3`.
    pub key: String,
    /// The CSL variable, or `notes`, `tags`, `collections`, `attachments`, `added_at`,
    /// `modified_at`.
    pub variable: String,
    /// What becomes of it.
    pub reason: String,
}
