//! What comes of a document: its text, what places in the text are, an image's facts, proposals.
//!
//! These types cross the process wall as JSON, and the structure of a text is stored with it.
//! Offsets count Unicode scalar values from the start of the text, half-open. There are no
//! floating-point numbers: lengths on a page are in hundredths of a point, times in milliseconds.

use serde::{Deserialize, Serialize};

/// Everything that was made from one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extraction {
    /// The media type it was read as.
    pub media_type: String,
    /// How it went.
    pub outcome: Outcome,
    /// The text, where there is one: always with [`Outcome::Text`], else never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRendition>,
    /// What an image is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageFacts>,
    /// What the document says about itself, for a person to accept or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
    /// What was left out or guessed, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// How an extraction went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// There is a text.
    Text,
    /// It was read, and there is no text in it: a photograph, a scan, a film.
    NoText,
    /// It could not be read. The document stays archived as it is.
    Failed {
        /// Why, as a word to branch on.
        reason: FailureReason,
        /// Why, as a sentence for a person.
        detail: String,
    },
}

/// Why a document has no rendition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureReason {
    /// Nothing here reads this media type.
    Unsupported,
    /// It breaks the rules of its own format.
    Malformed,
    /// It can only be read with a password.
    Encrypted,
    /// It, or what it unpacks to, is larger than what is read.
    TooLarge,
    /// Reading it took too long.
    TimeLimit,
    /// Reading it took too much memory.
    MemoryLimit,
    /// What came of it is larger than what is taken.
    TooMuchOutput,
    /// The program that reads it fell over.
    Crashed,
    /// The program that reads it tried what it may not do.
    Forbidden,
    /// What came back is not what could come of a document.
    InvalidOutput,
}

/// Why something asked for could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Why, as a word.
    pub reason: FailureReason,
    /// Why, as a sentence.
    pub detail: String,
}

impl Failure {
    /// Returns a failure for that reason, in these words.
    pub fn new(reason: FailureReason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// A text and what its parts are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRendition {
    /// The blocks' texts, joined by two line feeds.
    pub text: String,
    /// What places in it are.
    pub structure: Structure,
}

/// What places in a text are. Every list is in order of its place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Paragraphs and their like. They do not overlap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Pages, of what has pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// Where words stand on their pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordBox>,
    /// When words are said, in a transcript.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<Cue>,
}

/// A paragraph or its like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Where it begins.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// What it is.
    pub kind: BlockKind,
    /// Of a heading 1 to 9; of a list item and a quotation, how deep it stands, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Its language as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How the language is known: there where the language is, else not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language_basis: Option<LanguageBasis>,
    /// Which way it runs.
    pub direction: Direction,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph, or what is not known to be anything else.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A quotation set off from the text.
    Quotation,
    /// Text whose line breaks and spaces count.
    Preformatted,
    /// A row of a table, its cells with tabs between.
    TableRow,
    /// What stands under a figure or over a table.
    Caption,
}

/// How a language is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LanguageBasis {
    /// The document says so.
    Declared,
    /// Guessed from its letters and words.
    Detected,
}

/// Which way a block runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// A page and the text on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Where its text begins.
    pub start: u64,
    /// Where its text ends; the start, if there is none on it.
    pub end: u64,
    /// Its place among the pages, from 1.
    pub page_number: u32,
    /// What the document calls it: `xii`, `A-3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its width as shown, in hundredths of a point.
    pub width: u32,
    /// Its height as shown, in hundredths of a point.
    pub height: u32,
}

/// A word and the box around it on its page, in hundredths of a point from the top left corner of
/// the page as it is shown (turned and cropped).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordBox {
    /// Where the word begins.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// The page it stands on, from 1.
    pub page_number: u32,
    /// From the left edge of the page to the left edge of the box.
    pub x: u32,
    /// From the top edge of the page to the top edge of the box.
    pub y: u32,
    /// How wide the box is.
    pub width: u32,
    /// How high the box is.
    pub height: u32,
}

/// A piece of a transcript and when it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Where it begins in the text.
    pub start: u64,
    /// Where it ends in the text.
    pub end: u64,
    /// When it begins, in milliseconds from the start of the recording.
    pub from_ms: u64,
    /// When it ends; never before it begins.
    pub to_ms: u64,
    /// Who speaks, as the transcript says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
}

/// What an image is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageFacts {
    /// Its width in pixels, as stored.
    pub width: u32,
    /// Its height in pixels, as stored.
    pub height: u32,
    /// How to turn it to see it upright, as EXIF counts: 1 (as it is) to 8.
    pub orientation: u8,
    /// A small upright picture of it, as PNG; empty where none could be made. It crosses the wall
    /// beside the JSON, not in it.
    #[serde(skip)]
    pub thumbnail_png: Vec<u8>,
    /// What similar images have similar, as `ALGORITHM:HEX`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perceptual_hash: Option<String>,
}

/// Something a document says about itself. Never applied by anyone but a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// A CSL variable, or `x-…` for what CSL has no variable for.
    pub variable: String,
    /// Its value, as CSL-JSON writes it.
    pub value: serde_json::Value,
    /// Where it was found: `meta citation_title`, `EXIF DateTimeOriginal`.
    pub basis: String,
}

/// A page of a document as an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageImage {
    /// The image, as PNG. It crosses the wall beside the JSON, not in it.
    #[serde(skip)]
    pub png: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Extraction {
    /// Returns an extraction that failed, and why.
    pub fn failed(media_type: &str, reason: FailureReason, detail: &str) -> Self {
        let outcome = Outcome::Failed { reason, detail: detail.to_owned() };
        Self::empty(media_type, outcome)
    }

    /// Returns an extraction of what has no text in it.
    pub fn no_text(media_type: &str) -> Self {
        Self::empty(media_type, Outcome::NoText)
    }

    fn empty(media_type: &str, outcome: Outcome) -> Self {
        Self {
            media_type: media_type.to_owned(),
            outcome,
            text: None,
            image: None,
            proposals: Vec::new(),
            warnings: Vec::new(),
        }
    }
}
