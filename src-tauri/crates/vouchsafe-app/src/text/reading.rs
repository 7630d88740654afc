//! `document_reading` and `page_words`: everything that a reader of one document needs, in one
//! call, and where the words stand on a page, in another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_extract::{
    Block, BlockKind, Cue, Direction, ImageFacts, LanguageBasis, Page, Structure, WordBox,
};
use vouchsafe_model::Kind;

use super::{
    BesideItem, SiblingItem, StoredStructure, Text, beside::beside, beside::siblings,
    extract_missing, newest, renditions, slice, stored_text,
};
use crate::{
    error::Error,
    names,
    passage::{self, ReadPassage},
    records,
    session::Session,
};

/// How many characters of text are given without being asked for in parts.
const CHARACTERS_MAX: u64 = 2 << 20;

/// What is to be read.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentReadingRequest {
    /// The document.
    pub document: String,
    /// The first block that is given, from 0: a long text comes in parts.
    pub first_block: usize,
    /// At most so many blocks; as many as make about two million characters if `None`.
    pub blocks_max: Option<usize>,
    /// Sealed documents and passages too.
    pub show_sealed: bool,
}

/// A document, ready to be read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DocumentReadingReport {
    /// The document.
    pub document: String,
    /// What it is called.
    pub label: String,
    /// The rendition whose text this is.
    pub rendition: Option<String>,
    /// By what it was made.
    pub extractor: Option<String>,
    /// `text`, `no text` or `failed`; `None` if it was never read.
    pub outcome: Option<String>,
    /// Why there is no text, in a sentence.
    pub reason: Option<String>,
    /// The text, or the part asked for.
    pub text: String,
    /// Where that begins in the whole text, in characters.
    pub start: u64,
    /// How long the whole text is, in characters.
    pub length: u64,
    /// The number of the first block given.
    pub first_block: usize,
    /// How many blocks the whole text has.
    pub block_total: usize,
    /// Paragraphs and their like, of what is given.
    pub blocks: Vec<ReadingBlock>,
    /// All pages, of what has pages.
    pub pages: Vec<ReadingPage>,
    /// When words are said, in a transcript; of what is given.
    pub cues: Vec<ReadingCue>,
    /// What an image is.
    pub image: Option<ReadingImage>,
    /// What was left out or guessed.
    pub warnings: Vec<String>,
    /// All passages of the document that are not removed.
    pub passages: Vec<ReadPassage>,
    /// Originals, translations and transcripts of it that are held.
    pub beside: Vec<BesideItem>,
    /// The other documents of its source.
    pub siblings: Vec<SiblingItem>,
}

/// A paragraph or its like.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadingBlock {
    /// Where it begins in the whole text, in characters.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// What it is: `paragraph`, `heading`, `list_item` …
    #[ts(type = "string")]
    pub kind: BlockKind,
    /// Of a heading 1 to 9; of a list item and a quotation, how deep it stands, from 1.
    pub level: Option<u8>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether the document says so, or it was guessed.
    #[ts(type = "string | null")]
    pub language_basis: Option<LanguageBasis>,
    /// Which way it runs.
    #[ts(type = "\"ltr\" | \"rtl\"")]
    pub direction: Direction,
}

/// A page. Lengths are in hundredths of a point.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadingPage {
    /// Where its text begins.
    pub start: u64,
    /// Where its text ends.
    pub end: u64,
    /// Its place among the pages, from 1.
    pub page_number: u32,
    /// What the document calls it.
    pub label: Option<String>,
    /// Its width as shown.
    pub width: u32,
    /// Its height as shown.
    pub height: u32,
}

/// A piece of a transcript.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadingCue {
    /// Where it begins in the text.
    pub start: u64,
    /// Where it ends in the text.
    pub end: u64,
    /// When it begins, in milliseconds.
    pub from_ms: u64,
    /// When it ends.
    pub to_ms: u64,
    /// Who speaks, as the transcript says it.
    pub speaker: Option<String>,
}

/// What an image is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadingImage {
    /// Its width in pixels, as stored.
    pub width: u32,
    /// Its height in pixels, as stored.
    pub height: u32,
    /// How to turn it to see it upright, as EXIF counts: 1 (as it is) to 8.
    pub orientation: u8,
}

/// Which words are asked for.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PageWordsRequest {
    /// The document.
    pub document: String,
    /// The page, from 1.
    pub page_number: u32,
    /// Sealed documents too.
    pub show_sealed: bool,
}

/// Where the words stand on a page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PageWordsReport {
    /// The document.
    pub document: String,
    /// The rendition that the offsets count in.
    pub rendition: Option<String>,
    /// The page.
    pub page_number: u32,
    /// The words, in the order of the text; none where no text with places was made.
    pub words: Vec<WordItem>,
}

/// A word and the box around it, in hundredths of a point from the top left corner of the page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WordItem {
    /// Where the word begins in the text.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// From the left edge of the page.
    pub x: u32,
    /// From the top edge of the page.
    pub y: u32,
    /// How wide the box is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// What is stored beside a text, without the boxes of words: they are most of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wordless {
    structure: WordlessStructure,
    image: Option<ImageFacts>,
    warnings: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WordlessStructure {
    blocks: Vec<Block>,
    pages: Vec<Page>,
    cues: Vec<Cue>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Worded {
    structure: WordedStructure,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WordedStructure {
    words: Vec<WordBox>,
}

/// Gives a document to be read. Its text is made first, if it never was. That there is no text is
/// no error: the report says why.
///
/// # Errors
/// There is no such document; it is sealed and was not asked for; or the archive cannot be read.
pub fn document_reading(
    session: &mut Session,
    request: &DocumentReadingRequest,
) -> Result<DocumentReadingReport, Error> {
    let document = shown(session, &request.document, request.show_sealed)?;
    if newest(&session.catalogue(), &document)?.is_none() && session.extractor().is_ok() {
        extract_missing(session, std::slice::from_ref(&document))?;
    }
    let catalogue = session.catalogue();
    let last = renditions(&catalogue, &document)?.pop();
    let rendition = newest(&catalogue, &document)?.or_else(|| last.clone());
    let text = rendition.clone().map(|rendition| read(session, rendition)).transpose()?;
    let field = |name: &str| rendition.as_ref().and_then(|it| it.text(name)).map(str::to_owned);
    let made_by = field("extractor").zip(field("extractor_version"));
    let passages = passage::read_in(session, &document, text.as_ref(), request.show_sealed)?;
    let mut report = DocumentReadingReport {
        document: document.id.to_string(),
        label: records::label_of(&catalogue, &document, request.show_sealed)?,
        rendition: rendition.as_ref().map(|rendition| rendition.id.to_string()),
        extractor: made_by.map(|(name, version)| format!("{name} {version}")),
        outcome: field("outcome"),
        reason: field("reason"),
        text: String::new(),
        start: 0,
        length: 0,
        first_block: 0,
        block_total: 0,
        blocks: Vec::new(),
        pages: Vec::new(),
        cues: Vec::new(),
        image: None,
        warnings: Vec::new(),
        passages,
        beside: beside(session, &document, rendition.as_ref(), request.show_sealed)?,
        siblings: siblings(session, &document)?,
    };
    if let Some(text) = &text {
        report.fill(text, request);
    }
    Ok(report)
}

/// Tells where the words stand on one page of a document.
///
/// # Errors
/// There is no such document; it is sealed and was not asked for; or the archive cannot be read.
pub fn page_words(session: &Session, request: &PageWordsRequest) -> Result<PageWordsReport, Error> {
    let document = shown(session, &request.document, request.show_sealed)?;
    let rendition = newest(&session.catalogue(), &document)?;
    let worded: Worded = match &rendition {
        Some(rendition) => structure(session, rendition)?,
        None => Worded::default(),
    };
    let words = worded.structure.words.into_iter();
    let words = words.filter(|word| word.page_number == request.page_number).map(|word| {
        let WordBox { start, end, x, y, width, height, page_number: _ } = word;
        WordItem { start, end, x, y, width, height }
    });
    Ok(PageWordsReport {
        document: document.id.to_string(),
        rendition: rendition.map(|rendition| rendition.id.to_string()),
        page_number: request.page_number,
        words: words.collect(),
    })
}

/// Finds a document that may be shown.
fn shown(session: &Session, name: &str, show_sealed: bool) -> Result<Record, Error> {
    let catalogue = session.catalogue();
    let document = names::find(&catalogue, Kind::Document, name)?;
    if !show_sealed && records::is_sealed(&catalogue, &document)? {
        return Err(records::not_shown(&document));
    }
    Ok(document)
}

/// Reads a rendition without the boxes of its words; its text is empty if it has none.
fn read(session: &Session, rendition: Record) -> Result<Text, Error> {
    let text = stored_text(session, &rendition, "text")?.unwrap_or_default();
    let Wordless { structure, image, warnings } = structure(session, &rendition)?;
    let WordlessStructure { blocks, pages, cues } = structure;
    let structure = Structure { blocks, pages, words: Vec::new(), cues };
    let stored = StoredStructure { structure, image, warnings, ..StoredStructure::default() };
    Ok(Text { rendition, text, stored })
}

fn structure<T: Default + serde::de::DeserializeOwned>(
    session: &Session,
    rendition: &Record,
) -> Result<T, Error> {
    let Some(json) = stored_text(session, rendition, "structure")? else {
        return Ok(T::default());
    };
    let what = || format!("cannot read the structure of rendition {}", rendition.id);
    serde_json::from_str(&json).map_err(|error| Error::refused(what(), error.to_string()))
}

impl DocumentReadingReport {
    /// Puts in the text, or the part of it that was asked for.
    fn fill(&mut self, text: &Text, request: &DocumentReadingRequest) {
        let StoredStructure { structure, image, warnings, .. } = &text.stored;
        self.length = text.text.chars().count() as u64;
        self.block_total = structure.blocks.len();
        self.first_block = request.first_block.min(self.block_total);
        let most = request.blocks_max.unwrap_or(usize::MAX).max(1);
        let from = structure.blocks[self.first_block..].iter().take(most);
        let begins = from.clone().next().map_or(self.length, |block| block.start);
        self.start = if self.first_block == 0 { 0 } else { begins };
        let near = |block: &&Block| block.end - self.start <= CHARACTERS_MAX;
        let mut blocks: Vec<&Block> = match request.blocks_max {
            Some(_) => from.clone().collect(),
            None => from.clone().take_while(near).collect(),
        };
        if blocks.is_empty() {
            // One block that is longer than that is given whole.
            blocks.extend(from.take(1));
        }
        let is_last = self.first_block + blocks.len() == self.block_total;
        let last = blocks.last().filter(|_| !is_last);
        let end = last.map_or(self.length, |block| block.end);
        self.text = slice(&text.text, self.start, end).unwrap_or_default();
        self.blocks = blocks.into_iter().map(ReadingBlock::of).collect();
        self.pages = structure.pages.iter().map(ReadingPage::of).collect();
        let given = |cue: &&Cue| cue.end > self.start && cue.start < end;
        self.cues = structure.cues.iter().filter(given).map(ReadingCue::of).collect();
        self.image = image.as_ref().map(|image| ReadingImage {
            width: image.width,
            height: image.height,
            orientation: image.orientation,
        });
        self.warnings.clone_from(warnings);
    }
}

impl ReadingBlock {
    fn of(block: &Block) -> Self {
        Self {
            start: block.start,
            end: block.end,
            kind: block.kind,
            level: block.level,
            language: block.language.clone(),
            language_basis: block.language_basis,
            direction: block.direction,
        }
    }
}

impl ReadingPage {
    fn of(page: &Page) -> Self {
        Self {
            start: page.start,
            end: page.end,
            page_number: page.page_number,
            label: page.label.clone(),
            width: page.width,
            height: page.height,
        }
    }
}

impl ReadingCue {
    fn of(cue: &Cue) -> Self {
        Self {
            start: cue.start,
            end: cue.end,
            from_ms: cue.from_ms,
            to_ms: cue.to_ms,
            speaker: cue.speaker.clone(),
        }
    }
}
