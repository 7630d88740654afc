//! Which field holds which CSL variable.

use super::latex::Style;

/// A variable of text and its fields.
pub(super) struct Field {
    pub(super) variable: &'static str,
    /// The fields it is read from; the first that is there wins.
    pub(super) read: &'static [&'static str],
    /// The field it is written to, in BibLaTeX and in BibTeX.
    pub(super) write: (&'static str, &'static str),
    pub(super) style: Style,
}

const fn one(variable: &'static str, read: &'static [&'static str], style: Style) -> Field {
    Field { variable, read, write: (read[0], read[0]), style }
}

const fn two(variable: &'static str, read: &'static [&'static str], style: Style) -> Field {
    Field { variable, read, write: (read[0], read[1]), style }
}

/// Variables that do not depend on the type of the work. Containers, publishers, numbers, dates
/// and names are elsewhere.
pub(super) const TEXTS: &[Field] = &[
    two("publisher-place", &["location", "address"], Style::Plain),
    one("DOI", &["doi"], Style::Verbatim),
    one("ISBN", &["isbn"], Style::Plain),
    one("ISSN", &["issn"], Style::Plain),
    one("PMCID", &["pmcid"], Style::Plain),
    one("PMID", &["pmid"], Style::Plain),
    one("URL", &["url"], Style::Verbatim),
    one("abstract", &["abstract"], Style::Long),
    one("chapter-number", &["chapter"], Style::Plain),
    one("collection-title", &["series"], Style::Rich),
    one("container-title-short", &["shortjournal"], Style::Rich),
    one("edition", &["edition"], Style::Plain),
    one("event-place", &["venue"], Style::Plain),
    one("event-title", &["eventtitle"], Style::Rich),
    one("medium", &["howpublished"], Style::Plain),
    one("note", &["note"], Style::Long),
    one("number-of-pages", &["pagetotal"], Style::Plain),
    one("number-of-volumes", &["volumes"], Style::Plain),
    one("original-publisher", &["origpublisher"], Style::Plain),
    one("original-publisher-place", &["origlocation"], Style::Plain),
    one("original-title", &["origtitle"], Style::Rich),
    one("part-number", &["part"], Style::Plain),
    one("references", &["addendum"], Style::Plain),
    one("status", &["pubstate"], Style::Plain),
    one("title-short", &["shorttitle"], Style::Rich),
    one("version", &["version"], Style::Plain),
    one("volume", &["volume"], Style::Plain),
];

/// Variables of names and their fields.
pub(super) const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("container-author", "bookauthor"),
    ("editor", "editor"),
    ("translator", "translator"),
];

/// Variables of dates and their fields; `issued` has rules of its own.
pub(super) const DATES: &[(&str, &str)] =
    &[("accessed", "urldate"), ("event-date", "eventdate"), ("original-date", "origdate")];

/// The fields a publisher may stand in.
pub(super) const PUBLISHERS: &[&str] = &["publisher", "institution", "school", "organization"];

/// The fields a container's title may stand in.
pub(super) const CONTAINERS: &[&str] = &["journaltitle", "journal", "booktitle"];

/// The fields of notes about the work, of when it was added and of when it was changed.
pub(super) const NOTES: &[&str] = &["annotation", "annote", "comment"];
pub(super) const ADDED: &[&str] = &["creationdate", "date-added", "dateadded", "timestamp"];
pub(super) const MODIFIED: &[&str] = &["modificationdate", "date-modified", "datemodified"];

/// The field that holds, as JSON, what no other field of an entry can say.
pub(super) const REST: &str = "csl-json";

/// Names of languages in LaTeX, and their codes.
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    ("american", "en-US"),
    ("arabic", "ar"),
    ("british", "en-GB"),
    ("chinese", "zh"),
    ("dutch", "nl"),
    ("english", "en"),
    ("farsi", "fa"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("kurdish", "ku"),
    ("ngerman", "de"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
];
