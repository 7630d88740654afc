//! Citations and bibliographies by CSL style, as text, HTML, Markdown or RTF.
//!
//! The style language itself is spoken by hayagriva; here live what goes in (items as they are
//! stored, brought into the form it reads) and what comes out (markup, every character escaped).
//! Styles and items are other people's bytes: this runs in the extract process.
//!
//! **Mended here**, because hayagriva does not know it: HTML in fields, `nocase`, affixes of single
//! cites, suppressed authors, ranges of dates, dates in words, years before our era, initials of
//! names in scripts without capitals, "v." in the titles of cases, more than a few hundred items.
//! **Not mended**: locators inside collapsed cites, `cs:intext`, abbreviation lists, sections of a
//! bibliography, straight quotes inside titles (they stay straight), one locale for a whole run
//! (an entry keeps its own direction, not its own terms), `nocase` sorts last.

mod bulk;
mod cycle;
mod date;
mod item;
mod mark;
mod order;
mod piece;
mod range;
mod render;
mod shape;
mod style;
mod write;
mod write_rtf;

pub use style::{StyleKind, StyleListing, locales, styles};
pub use write::document;

use serde::{Deserialize, Serialize};

use crate::Item;

/// The notice that the licence of the shipped styles and locales asks for.
///
/// To be shown where the program says what it is made of.
pub const STYLES_NOTICE: &str = "\
Citation styles and locales come from the Citation Style Language project \
(https://citationstyles.org), by their named authors and contributors, under the Creative \
Commons Attribution-ShareAlike 3.0 licence (https://creativecommons.org/licenses/by-sa/3.0/). \
They are shipped as hayagriva packs them, otherwise unchanged.";

/// How the result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Markup {
    /// Words only; emphasis is lost.
    #[default]
    Text,
    /// HTML; an entry is one `div` of class `csl-entry`.
    Html,
    /// CommonMark, with `sup`, `sub` and `u` as inline HTML.
    Markdown,
    /// RTF; an entry is one paragraph.
    Rtf,
}

/// Which style is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleChoice {
    /// A shipped style by one of its names (see [`styles`]).
    Named(String),
    /// A style as CSL 1.0.2 XML, at most 1 MiB.
    Xml(String),
}

/// What is to be formatted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CiteRequest {
    /// The style.
    pub style: StyleChoice,
    /// Locale of the style's own words, such as `fa-IR`. `None`: the style's, else the one language
    /// that all items share, else `en-US`.
    pub locale: Option<String>,
    /// How the result is written.
    pub markup: Markup,
    /// CSL-JSON items; `id` is what citations name.
    pub items: Vec<Item>,
    /// Citations in the order of the text, each a cluster of cites. In a note style each is a note.
    pub citations: Vec<Vec<Cite>>,
    /// Whether a bibliography of all `items`, cited or not, is wanted.
    pub bibliography: bool,
}

/// One reference inside a citation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cite {
    /// The item's `id`.
    pub id: String,
    /// Where in the item.
    #[serde(default)]
    pub locator: Option<Locator>,
    /// Words before the cite, plain or with the inline HTML of CSL-JSON.
    #[serde(default)]
    pub prefix: Option<String>,
    /// Words after the cite.
    #[serde(default)]
    pub suffix: Option<String>,
    /// Whether the names are left out, because the sentence has them already.
    #[serde(default)]
    pub suppress_author: bool,
}

/// A place inside a cited work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locator {
    /// A CSL locator type: `page`, `chapter`, `section` … An unknown one counts as `page`.
    pub label: String,
    /// Such as `12-15`.
    pub value: String,
}

/// What was formatted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cited {
    /// One text for each citation asked for, in the same order.
    pub citations: Vec<String>,
    /// Entries in the order of the style; empty if not asked for or if the style has none.
    pub bibliography: Vec<CitedEntry>,
    /// Whether the style wants the later lines of an entry indented.
    pub hanging_indent: bool,
    /// What could not be formatted as it stands, and what was done instead.
    pub warnings: Vec<String>,
}

/// One entry of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedEntry {
    /// The item's `id`.
    pub id: String,
    /// The entry in the markup asked for.
    pub text: String,
}

/// Why nothing was formatted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "error", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CiteError {
    /// No shipped style has that name.
    #[error("no style is called \"{name}\"{}", suggestion(near))]
    StyleUnknown {
        /// As asked for.
        name: String,
        /// Names that resemble it, nearest first.
        near: Vec<String>,
    },
    /// The style is larger than 1 MiB or nested deeper than any real one.
    #[error("the style exceeds a limit: {limit}")]
    StyleTooLarge {
        /// Which limit.
        limit: String,
    },
    /// The text is not a CSL style.
    #[error("the text is not a CSL 1.0 style: {reason}")]
    StyleInvalid {
        /// What the reader of styles said.
        reason: String,
    },
    /// The style only points to another one, which is not shipped.
    #[error("the style depends on {parent}, which is not shipped: give that style instead")]
    StyleDependent {
        /// The parent's id, a URL.
        parent: String,
    },
    /// The style is CSL, yet cannot be carried out.
    #[error("the style could not be carried out, even for an item with nothing but a title")]
    StyleFails,
    /// No shipped locale has that name.
    #[error("no locale is called \"{name}\"{}", suggestion(near))]
    LocaleUnknown {
        /// As asked for.
        name: String,
        /// Names that resemble it.
        near: Vec<String>,
    },
}

fn suggestion(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near it: {}", near.join(", ")) }
}

/// Formats citations and a bibliography.
///
/// An item that cannot be used as it stands is formatted with less, and named in `warnings`; a cite
/// of an id that no item has becomes `[?id]`, and is named there too.
///
/// # Errors
/// The style or the locale cannot be used. Never because of an item.
pub fn cite(request: &CiteRequest) -> Result<Cited, CiteError> {
    let style = style::find(&request.style)?;
    let locale = style::locale(&style, request)?;
    render::render(request, &style, &locale)
}

#[cfg(test)]
mod tests;
