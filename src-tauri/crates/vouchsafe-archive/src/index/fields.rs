//! The kinds of item and the fields of their texts, as data.

/// The kinds of item, in the order in which hits of equal weight are shown.
///
/// A kind has an FTS5 table of its own: rank is counted within a kind, and a million passages do
/// not slow down or crowd out the rest. Append only; the place is what the index stores.
pub const INDEX_KINDS: [&str; 14] = [
    "source",
    "document",
    "claim",
    "passage",
    "subject",
    "note",
    "name",
    "figure",
    "collection",
    "tag",
    "evidence",
    "inquiry",
    "appraisal",
    "mention",
];

/// Kinds whose items have no title, name or key of their own.
pub(super) const UNNAMED: [&str; 3] = ["passage", "evidence", "mention"];

/// Other words for kinds, and what they mean.
pub(super) const KIND_ALIASES: [(&str, &str); 10] = [
    ("sources", "source"),
    ("documents", "document"),
    ("doc", "document"),
    ("claims", "claim"),
    ("passages", "passage"),
    ("subjects", "subject"),
    ("notes", "note"),
    ("names", "name"),
    ("figures", "figure"),
    ("tags", "tag"),
];

/// A column of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// Its name, and the name of the field in queries.
    pub name: &'static str,
    /// How much a word in it counts.
    pub weight: f64,
    /// Whether its words name the item, rather than stand in it.
    pub head: bool,
    /// Other names of it in queries and in items.
    pub aliases: &'static [&'static str],
}

const fn column(
    name: &'static str,
    weight: f64,
    head: bool,
    aliases: &'static [&'static str],
) -> Column {
    Column { name, weight, head, aliases }
}

/// The columns. Fields of items that none of them names go to `about`.
pub(super) const COLUMNS: [Column; 10] = [
    column("title", 10.0, true, &["titles", "عنوان"]),
    column("name", 8.0, true, &["names", "نام"]),
    column("key", 8.0, true, &["citation-key", "citation_key"]),
    column("author", 6.0, true, &["by", "creator", "editor", "translator", "speaker", "نویسنده"]),
    column("claim", 5.0, true, &["statement", "ادعا"]),
    column("quote", 4.0, false, &["exact", "نقل"]),
    column("tag", 4.0, true, &["tags", "keyword", "برچسب"]),
    column("note", 3.0, false, &["notes", "یادداشت"]),
    column("about", 2.0, false, &["publisher", "abstract", "url", "identifier", "doi", "place"]),
    column("text", 1.0, false, &["body", "متن"]),
];

/// The column of words that stand for years and languages; no query names it.
pub(super) const MARK: &str = "mark";

/// Where in `COLUMNS` fields without a column of their own go.
const ABOUT: usize = 8;

/// Filters, which are written as fields are.
pub(super) const FILTERS: [&str; 4] = ["kind", "date", "language", "lang"];

/// Returns the place in `COLUMNS` of a field or alias.
pub(super) fn column_named(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name || column.aliases.contains(&name))
}

/// Returns the place in `COLUMNS` of the column that takes an item's field.
pub(super) fn column_of(field: &str) -> usize {
    column_named(field).unwrap_or(ABOUT)
}

/// Returns the place of a kind in `INDEX_KINDS`, by its name or an alias.
pub(super) fn kind_named(name: &str) -> Option<usize> {
    let alias = KIND_ALIASES.iter().find(|(alias, _)| *alias == name);
    let name = alias.map_or(name, |(_, kind)| kind);
    INDEX_KINDS.iter().position(|kind| *kind == name)
}

/// Returns the word that stands for a language: its primary subtag, for `fa-AF` is Persian too.
pub(super) fn language_word(language: &str) -> Option<String> {
    let primary = language.split(['-', '_']).next()?.to_ascii_lowercase();
    let sound = (2..=8).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    sound.then(|| format!("lang{primary}"))
}
