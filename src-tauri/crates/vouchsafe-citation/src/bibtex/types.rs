//! The types of entries, in BibTeX's, BibLaTeX's and CSL's words.

/// Types of entries that carry data for others and are no references.
pub(super) const XDATA: &str = "xdata";

/// CSL type, BibLaTeX type, BibTeX type: how a work is written.
const WRITTEN: &[(&str, &str, &str)] = &[
    ("article", "online", "misc"),
    ("article-journal", "article", "article"),
    ("article-magazine", "article", "article"),
    ("article-newspaper", "article", "article"),
    ("bill", "legislation", "misc"),
    ("book", "book", "book"),
    ("broadcast", "audio", "misc"),
    ("chapter", "incollection", "incollection"),
    ("classic", "book", "book"),
    ("collection", "collection", "book"),
    ("dataset", "dataset", "misc"),
    ("document", "misc", "misc"),
    ("entry", "inreference", "incollection"),
    ("entry-dictionary", "inreference", "incollection"),
    ("entry-encyclopedia", "inreference", "incollection"),
    ("figure", "image", "misc"),
    ("graphic", "artwork", "misc"),
    ("legal_case", "jurisdiction", "misc"),
    ("legislation", "legislation", "misc"),
    ("manuscript", "unpublished", "unpublished"),
    ("motion_picture", "video", "misc"),
    ("musical_score", "music", "misc"),
    ("pamphlet", "booklet", "booklet"),
    ("paper-conference", "inproceedings", "inproceedings"),
    ("patent", "patent", "misc"),
    ("performance", "performance", "misc"),
    ("periodical", "periodical", "book"),
    ("personal_communication", "letter", "misc"),
    ("post", "online", "misc"),
    ("post-weblog", "online", "misc"),
    ("regulation", "legislation", "misc"),
    ("report", "report", "techreport"),
    ("review", "review", "article"),
    ("review-book", "review", "article"),
    ("software", "software", "misc"),
    ("song", "music", "misc"),
    ("speech", "unpublished", "unpublished"),
    ("standard", "standard", "misc"),
    ("thesis", "thesis", "phdthesis"),
    ("treaty", "legal", "misc"),
    ("webpage", "online", "misc"),
];

/// Entry type, CSL type: how an entry is read.
const READ: &[(&str, &str)] = &[
    ("article", "article-journal"),
    ("artwork", "graphic"),
    ("audio", "broadcast"),
    ("book", "book"),
    ("bookinbook", "chapter"),
    ("booklet", "pamphlet"),
    ("collection", "book"),
    ("conference", "paper-conference"),
    ("dataset", "dataset"),
    ("electronic", "webpage"),
    ("image", "figure"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("inproceedings", "paper-conference"),
    ("inreference", "entry-encyclopedia"),
    ("jurisdiction", "legal_case"),
    ("legal", "treaty"),
    ("legislation", "legislation"),
    ("letter", "personal_communication"),
    ("manual", "book"),
    ("mastersthesis", "thesis"),
    ("misc", "document"),
    ("movie", "motion_picture"),
    ("music", "song"),
    ("mvbook", "book"),
    ("mvcollection", "book"),
    ("mvproceedings", "book"),
    ("mvreference", "book"),
    ("online", "webpage"),
    ("patent", "patent"),
    ("performance", "performance"),
    ("periodical", "periodical"),
    ("phdthesis", "thesis"),
    ("proceedings", "book"),
    ("reference", "book"),
    ("report", "report"),
    ("review", "review"),
    ("software", "software"),
    ("standard", "standard"),
    ("suppbook", "chapter"),
    ("suppcollection", "chapter"),
    ("suppperiodical", "article-journal"),
    ("techreport", "report"),
    ("thesis", "thesis"),
    ("unpublished", "manuscript"),
    ("video", "motion_picture"),
    ("www", "webpage"),
];

/// The types that BibTeX's own styles know.
const CLASSIC: &[&str] = &[
    "article",
    "book",
    "booklet",
    "conference",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "mastersthesis",
    "misc",
    "phdthesis",
    "proceedings",
    "techreport",
    "unpublished",
];

/// Types and fields that only BibLaTeX has tell the two apart.
pub(super) const ONLY_BIBLATEX: &[&str] = &[
    "collection",
    "dataset",
    "inreference",
    "mvbook",
    "mvcollection",
    "online",
    "report",
    "software",
    "thesis",
    "xdata",
    "date",
    "eventdate",
    "journaltitle",
    "langid",
    "location",
    "origdate",
    "subtitle",
    "urldate",
];

/// Returns the CSL type of an entry. What is unknown is a document.
pub(super) fn csl(kind: &str, subtype: Option<&str>) -> &'static str {
    match (kind, subtype) {
        ("article", Some("magazine")) => "article-magazine",
        ("article", Some("newspaper")) => "article-newspaper",
        _ => READ.iter().find(|(known, _)| *known == kind).map_or("document", |(_, csl)| csl),
    }
}

/// Returns the entry type of a CSL type.
pub(super) fn entry(csl: &str, biblatex: bool) -> &'static str {
    let found = WRITTEN.iter().find(|(known, ..)| *known == csl);
    found.map_or("misc", |(_, new, old)| if biblatex { new } else { old })
}

/// Whether an entry type is what its CSL type would be written as.
pub(super) fn is_usual(kind: &str, csl: &str) -> bool {
    entry(csl, true) == kind || entry(csl, false) == kind
}

/// Whether an entry type may be written in this dialect.
pub(super) fn may_write(kind: &str, biblatex: bool) -> bool {
    let word = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase());
    let special = [XDATA, "comment", "preamble", "string", "set"].contains(&kind);
    word && !special && (biblatex || CLASSIC.contains(&kind))
}

/// Whether works of this CSL type are parts of a journal.
pub(super) fn is_article(csl: &str) -> bool {
    csl.starts_with("article-") || csl == "review"
}

/// Whether the number of a work of this CSL type is its place in a series.
pub(super) fn is_in_series(csl: &str) -> bool {
    ["book", "chapter", "paper-conference", "entry-encyclopedia"].contains(&csl)
}
