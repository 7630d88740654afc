//! Which styles and locales there are, and how one is found by name or read from XML.

use std::sync::OnceLock;

use citationberg::{CitationFormat, IndependentStyle, Locale, LocaleCode, Style, StyleCategory};
use hayagriva::archive::{self, ArchivedStyle};
use serde::{Deserialize, Serialize};

use super::{CiteError, CiteRequest, StyleChoice, cycle};

/// Size of the largest style that is read; the largest real one has about 300 KiB.
const LARGEST_STYLE_BYTES: usize = 1 << 20;
/// Deepest nesting that is read; real styles stay below 40.
const DEEPEST_STYLE: usize = 200;
/// How many similar names are offered.
const NEAR: usize = 5;

/// Names in daily use for which hayagriva has another one.
const COMMON: &[(&str, &str)] = &[
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("ama", "american-medical-association"),
    ("asa", "american-sociological-association"),
    ("chicago", "chicago-author-date"),
    ("chicago-fullnote-bibliography", "chicago-notes"),
    ("chicago-note-bibliography", "chicago-shortened-notes"),
    ("chicago-notes-bibliography", "chicago-notes"),
    ("harvard", "harvard-cite-them-right"),
    ("lancet", "the-lancet"),
    ("mhra", "modern-humanities-research-association-notes"),
    ("modern-language-association-9", "modern-language-association"),
    ("nlm", "nlm-citation-sequence"),
    ("turabian", "turabian-fullnote-8"),
    ("turabian-fullnote-bibliography", "turabian-fullnote-8"),
];

/// A shipped style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleListing {
    /// The name to ask for it by.
    pub name: String,
    /// Other names for it.
    pub also: Vec<String>,
    /// What it calls itself.
    pub title: String,
    /// What its citations look like.
    pub kind: StyleKind,
}

/// What the citations of a style look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleKind {
    /// (Doe 1999)
    AuthorDate,
    /// (Doe)
    Author,
    /// \[1\]
    Numeric,
    /// \[doe99\]
    Label,
    /// Foot- or endnotes.
    Note,
    /// The style does not say.
    Other,
}

/// Returns the shipped styles, by name.
pub fn styles() -> Vec<StyleListing> {
    let mut listed: Vec<StyleListing> = ArchivedStyle::all().iter().map(|one| list(*one)).collect();
    listed.sort_by(|a, b| a.name.cmp(&b.name));
    listed
}

fn list(archived: ArchivedStyle) -> StyleListing {
    let names = archived.names();
    // The shortest is what people type: `apa`, `ieee`, `mla`.
    let name = names.iter().min_by_key(|name| name.len()).map_or("", |name| *name);
    let common = COMMON.iter().filter(|(_, full)| names.contains(full)).map(|(short, _)| *short);
    let also = names.iter().copied().filter(|other| *other != name).chain(common);
    let kind = match archived.get() {
        Style::Independent(style) => kind(&style),
        Style::Dependent(_) => StyleKind::Other,
    };
    StyleListing {
        name: name.to_owned(),
        also: also.map(str::to_owned).collect(),
        title: archived.display_name().to_owned(),
        kind,
    }
}

fn kind(style: &IndependentStyle) -> StyleKind {
    let format = style.info.category.iter().find_map(|category| match category {
        StyleCategory::CitationFormat { format } => Some(*format),
        StyleCategory::Field { .. } => None,
    });
    match format {
        Some(CitationFormat::AuthorDate) => StyleKind::AuthorDate,
        Some(CitationFormat::Author) => StyleKind::Author,
        Some(CitationFormat::Numeric) => StyleKind::Numeric,
        Some(CitationFormat::Label) => StyleKind::Label,
        Some(CitationFormat::Note) => StyleKind::Note,
        None => StyleKind::Other,
    }
}

/// Returns the shipped locales, such as `fa-IR`, in order.
pub fn locales() -> Vec<String> {
    let mut names: Vec<String> = shipped_locales().iter().filter_map(name_of).collect();
    names.sort_unstable();
    names
}

fn name_of(locale: &Locale) -> Option<String> {
    locale.lang.as_ref().map(|code| code.0.clone())
}

fn shipped_locales() -> &'static [Locale] {
    static SHIPPED: OnceLock<Vec<Locale>> = OnceLock::new();
    SHIPPED.get_or_init(archive::locales)
}

/// Finds or reads the style that was chosen.
///
/// # Errors
/// Any `Style…` of [`CiteError`].
pub(super) fn find(choice: &StyleChoice) -> Result<IndependentStyle, CiteError> {
    match choice {
        StyleChoice::Named(name) => named(name),
        StyleChoice::Xml(xml) => read(xml),
    }
}

fn named(asked: &str) -> Result<IndependentStyle, CiteError> {
    let name = asked.trim().to_lowercase().replace([' ', '_'], "-");
    let name = name.trim_end_matches(".csl");
    let full = COMMON.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| *full);
    let unknown = || CiteError::StyleUnknown { name: asked.to_owned(), near: near_styles(name) };
    let archived = ArchivedStyle::by_name(full);
    let archived = archived.or_else(|| ArchivedStyle::by_id(asked.trim())).ok_or_else(unknown)?;
    match archived.get() {
        Style::Independent(style) => Ok(style),
        Style::Dependent(_) => Err(unknown()),
    }
}

fn near_styles(name: &str) -> Vec<String> {
    let all = ArchivedStyle::all().iter().flat_map(|one| one.names().iter().copied());
    near(name, all.chain(COMMON.iter().map(|(short, _)| *short)))
}

/// Returns the names most like `asked`: those that share most of their letter pairs.
fn near<'a>(asked: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let pairs = |text: &str| -> Vec<[u8; 2]> {
        let bytes = text.to_ascii_lowercase().into_bytes();
        bytes.windows(2).map(|pair| [pair[0], pair[1]]).collect()
    };
    let wanted = pairs(asked);
    let mut ranked: Vec<(usize, &str)> = names
        .map(|name| {
            let has = pairs(name);
            let shared = wanted.iter().filter(|pair| has.contains(pair)).count();
            let all = (wanted.len() + has.len()).max(1);
            (shared * 2000 / all, name)
        })
        .filter(|(score, _)| *score >= 300)
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.dedup();
    ranked.into_iter().take(NEAR).map(|(_, name)| name.to_owned()).collect()
}

/// Reads a style from XML, following a dependent one to its parent where that is shipped.
fn read(xml: &str) -> Result<IndependentStyle, CiteError> {
    check_shape(xml)?;
    let invalid = |reason: String| CiteError::StyleInvalid { reason };
    match Style::from_xml(xml).map_err(|error| invalid(error.to_string()))? {
        Style::Independent(style) => match cycle::of_macros(&style) {
            Some(name) => {
                Err(invalid(format!("the macro \"{name}\" calls itself, or too many others")))
            }
            None => Ok(style),
        },
        Style::Dependent(dependent) => {
            let parent = dependent.parent_link.href.to_string();
            let shipped = ArchivedStyle::by_id(&parent).map(ArchivedStyle::get);
            let Some(Style::Independent(mut style)) = shipped else {
                return Err(CiteError::StyleDependent { parent });
            };
            if dependent.default_locale.is_some() {
                style.default_locale = dependent.default_locale;
            }
            Ok(style)
        }
    }
}

/// Refuses, before any parser sees it, what no real style has: size, depth, a document type.
///
/// The parser behind is recursive, and an older one with known weaknesses (RUSTSEC-2026-0194 and
/// 0195); entities cannot be declared without a document type.
fn check_shape(xml: &str) -> Result<(), CiteError> {
    let too_large = |limit: &str| CiteError::StyleTooLarge { limit: limit.to_owned() };
    let invalid = |reason: &str| CiteError::StyleInvalid { reason: reason.to_owned() };
    if xml.len() > LARGEST_STYLE_BYTES {
        return Err(too_large("1 MiB"));
    }
    let (mut rest, mut depth) = (xml, 0_usize);
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..];
        let end = if tag.starts_with("<!--") {
            tag.match_indices("-->").map(|(end, _)| end + 3).find(|end| *end >= 7)
        } else if tag.starts_with("<?") {
            tag.find("?>").map(|end| end + 2)
        } else if tag.starts_with("<!") {
            return Err(invalid("it declares a document type or CDATA, which styles do not have"));
        } else {
            end_of_tag(tag)
        };
        let end = end.ok_or_else(|| invalid("a tag is not closed"))?;
        let tag = &tag[..end];
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with("<!") && !tag.starts_with("<?") && !tag.ends_with("/>") {
            depth += 1;
        }
        if depth > DEEPEST_STYLE {
            return Err(too_large("elements nested 200 deep"));
        }
        // The known weakness is quadratic in the attributes of one element.
        if tag.len() > 16 << 10 {
            return Err(too_large("16 KiB in one tag"));
        }
        rest = &rest[start + end..];
    }
    if !xml.contains("<style") {
        return Err(invalid("it has no `style` element"));
    }
    Ok(())
}

/// Returns the length of the tag that `text` begins with; `>` inside quotes does not end it.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The locale of one run, and the files it needs: its own, its base's, and English behind both.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    /// What is passed as override; `None` where the style's own default holds.
    pub(super) code: LocaleCode,
    /// Few on purpose: each term is looked up through them one by one.
    pub(super) files: Vec<Locale>,
}

/// Chooses the locale of a run.
///
/// # Errors
/// [`CiteError::LocaleUnknown`], only for one that was asked for.
pub(super) fn locale(style: &IndependentStyle, request: &CiteRequest) -> Result<Chosen, CiteError> {
    let code = match &request.locale {
        Some(asked) => known(asked).ok_or_else(|| CiteError::LocaleUnknown {
            name: asked.clone(),
            near: near(asked, locales().iter().map(String::as_str)),
        })?,
        None => match &style.default_locale {
            Some(code) => code.clone(),
            None => shared_language(request).unwrap_or_else(LocaleCode::en_us),
        },
    };
    let wanted = [Some(code.clone()), code.fallback(), Some(LocaleCode::en_us())];
    let mut files: Vec<Locale> = Vec::new();
    for code in wanted.into_iter().flatten() {
        if files.iter().all(|file| file.lang.as_ref() != Some(&code)) {
            let file = shipped_locales().iter().find(|file| file.lang.as_ref() == Some(&code));
            files.extend(file.cloned());
        }
    }
    Ok(Chosen { code, files })
}

/// Returns the shipped locale for a language tag: the very one, else the language's usual one.
fn known(asked: &str) -> Option<LocaleCode> {
    let asked = asked.trim().replace('_', "-");
    let all = || shipped_locales().iter().filter_map(name_of);
    if let Some(exact) = all().find(|name| name.eq_ignore_ascii_case(&asked)) {
        return Some(LocaleCode(exact));
    }
    let language = asked.split('-').next().unwrap_or_default().to_lowercase();
    let usual = match language.as_str() {
        "en" => "en-US",
        "de" => "de-DE",
        "fr" => "fr-FR",
        "es" => "es-ES",
        "pt" => "pt-PT",
        "zh" => "zh-CN",
        "sr" => "sr-RS",
        other => other,
    };
    if let Some(exact) = all().find(|name| name.eq_ignore_ascii_case(usual)) {
        return Some(LocaleCode(exact));
    }
    let of_language = format!("{language}-");
    let found = all().find(|name| name.to_lowercase().starts_with(&of_language));
    (language.len() >= 2).then_some(found).flatten().map(LocaleCode)
}

fn shared_language(request: &CiteRequest) -> Option<LocaleCode> {
    let language = |item: &crate::Item| Some(item.get("language")?.as_str()?.to_owned());
    let first = language(request.items.first()?)?;
    let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let shared = |item| language(item).is_some_and(|other| base(&other) == base(&first));
    request.items.iter().all(shared).then(|| known(&first)).flatten()
}
