//! What the grid can be narrowed to, and which documents that leaves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_anchor::fold;
use vouchsafe_model::{Kind, RecordId};

use super::{Shelf, Shelved};
use crate::{error::Error, names, secrecy::Level, session::Session};

/// Which documents are shown. What is not given narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentFilter {
    /// Words or beginnings of words that title, key or file name have, in any order.
    pub text: Option<String>,
    /// Only those that lack each of these.
    pub needs: Vec<DocumentNeed>,
    /// Only those of this source.
    pub source: Option<String>,
    /// Only those in this collection.
    pub collection: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those of this kind.
    pub media: Option<DocumentMedia>,
    /// Only those that are `open`, `restricted` or `sealed`, by themselves or by their source.
    pub sensitivity: Option<String>,
    /// Only those whose source was published in these Gregorian years, both included.
    pub years: Option<(i64, i64)>,
    /// Removed ones too.
    pub removed: bool,
    /// What sealed ones are called too, and by what they are found.
    pub show_sealed: bool,
}

/// What a document can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentNeed {
    /// A title other than the name of its file.
    Title,
    /// A day of publication.
    Date,
    /// An address, or who gave or collected it.
    Origin,
}

/// What a document is, broadly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentMedia {
    /// Something to read.
    Text,
    /// A picture.
    Image,
    /// Sound.
    Audio,
    /// Film.
    Video,
    /// PDF.
    Pdf,
    /// Anything else.
    Other,
}

/// Formats of text that are not called `text/…`.
const TEXT_TYPES: [&str; 10] = [
    "application/epub+zip",
    "application/json",
    "application/msword",
    "application/rtf",
    "application/warc",
    "application/wacz",
    "application/xhtml+xml",
    "application/xml",
    "message/rfc822",
    "multipart/related",
];

impl DocumentMedia {
    /// Tells by the media type.
    pub(super) fn of(media_type: Option<&str>) -> Self {
        let media_type = media_type.unwrap_or_default();
        match media_type.split('/').next() {
            _ if media_type == "application/pdf" => Self::Pdf,
            Some("text") => Self::Text,
            Some("image") => Self::Image,
            Some("audio") => Self::Audio,
            Some("video") => Self::Video,
            _ if TEXT_TYPES.contains(&media_type) || is_office_text(media_type) => Self::Text,
            _ => Self::Other,
        }
    }
}

fn is_office_text(media_type: &str) -> bool {
    media_type == "application/mbox"
        || media_type.starts_with("application/vnd.oasis.opendocument.text")
        || media_type.starts_with("application/vnd.openxmlformats-officedocument.wordprocessingml")
}

/// The parts of a filter, as bits of what a document fails.
pub(super) const NEEDS: u8 = 1;
pub(super) const COLLECTION: u8 = 1 << 1;
pub(super) const TAG: u8 = 1 << 2;
pub(super) const MEDIA: u8 = 1 << 3;
pub(super) const SENSITIVITY: u8 = 1 << 4;
/// Text, source and whether it was removed: nothing is counted without these.
pub(super) const REST: u8 = 1 << 5;
/// Years of publication.
pub(super) const YEARS: u8 = 1 << 6;

/// A filter whose names were found.
pub(super) struct Found<'f> {
    filter: &'f DocumentFilter,
    words: Vec<String>,
    source: Option<RecordId>,
    collection: Option<RecordId>,
    tag: Option<RecordId>,
}

impl<'f> Found<'f> {
    /// Finds what a filter names.
    ///
    /// # Errors
    /// There is no such source, collection or tag, or no such level of sensitivity.
    pub fn new(session: &Session, filter: &'f DocumentFilter) -> Result<Self, Error> {
        let catalogue = session.catalogue();
        let find = |kind: Kind, name: &Option<String>| match name {
            Some(name) => names::find(&catalogue, kind, name).map(|record| Some(record.id)),
            None => Ok(None),
        };
        let levels = [Level::Open, Level::Restricted, Level::Sealed].map(Level::name);
        if let Some(level) = &filter.sensitivity
            && !levels.contains(&level.as_str())
        {
            let what = format!("cannot show what is `{level}`");
            return Err(Error::refused(what, format!("the levels are {}", levels.join(", "))));
        }
        let folded = fold(filter.text.as_deref().unwrap_or_default());
        Ok(Self {
            filter,
            words: folded.text().split_whitespace().map(str::to_owned).collect(),
            source: find(Kind::Source, &filter.source)?,
            collection: find(Kind::Collection, &filter.collection)?,
            tag: find(Kind::Tag, &filter.tag)?,
        })
    }

    /// Returns which parts of the filter a document fails; 0 if it is shown.
    pub fn failed(&self, shelf: &Shelf, document: &Shelved) -> u8 {
        let level = shelf.level(document);
        let told = self.filter.show_sealed || level != Level::Sealed;
        let fails = std::cell::Cell::new(0);
        let require = |fits: bool, part: u8| fails.set(fails.get() | if fits { 0 } else { part });
        require(self.filter.removed || !document.removed, REST);
        require(self.source.is_none() || document.source == self.source, REST);
        require(self.collection.is_none_or(|it| document.collections.contains(&it)), COLLECTION);
        require(self.tag.is_none_or(|it| document.tags.contains(&it)), TAG);
        let media = || DocumentMedia::of(document.media_type.as_deref());
        require(self.filter.media.is_none_or(|wanted| media() == wanted), MEDIA);
        let wanted = self.filter.sensitivity.as_deref();
        require(wanted.is_none_or(|wanted| wanted == level.name()), SENSITIVITY);
        if let Some((first, last)) = self.filter.years {
            let year = shelf.work(document).filter(|_| told).and_then(|work| work.year);
            require(year.is_some_and(|year| (first..=last).contains(&year)), YEARS);
        }
        if !self.filter.needs.is_empty() {
            let lacks = |need: &DocumentNeed| told && shelf.lacks(document, *need);
            require(self.filter.needs.iter().all(lacks), NEEDS);
        }
        // Last: it costs the most.
        if fails.get() & REST == 0 && !self.words.is_empty() {
            let has = |word: &String| document.folded.contains(word.as_str());
            require(told && self.words.iter().all(has), REST);
        }
        fails.get()
    }
}

impl Shelf {
    /// Whether a document lacks something.
    pub(super) fn lacks(&self, document: &Shelved, need: DocumentNeed) -> bool {
        match need {
            DocumentNeed::Title => {
                let name = document.arrival.as_ref().and_then(|arrival| arrival.name.as_deref());
                let is_name = |title: &str| {
                    let stem = name.and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
                    name == Some(title) || stem == Some(title)
                };
                self.title(document).is_none_or(is_name)
            }
            DocumentNeed::Date => self.work(document).is_none_or(|work| work.issued.is_none()),
            DocumentNeed::Origin => !document.has_origin,
        }
    }

    /// Returns all that a document lacks.
    pub(super) fn needs(&self, document: &Shelved) -> Vec<DocumentNeed> {
        let all = [DocumentNeed::Title, DocumentNeed::Date, DocumentNeed::Origin];
        all.into_iter().filter(|need| self.lacks(document, *need)).collect()
    }
}
