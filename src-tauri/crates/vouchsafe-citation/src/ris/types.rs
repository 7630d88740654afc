//! The types of records, in RIS's and CSL's words.

/// RIS type, CSL type. For each CSL type, the first is the one that is written.
const TYPES: &[(&str, &str)] = &[
    ("JOUR", "article-journal"),
    ("MGZN", "article-magazine"),
    ("NEWS", "article-newspaper"),
    ("INPR", "article"),
    ("BOOK", "book"),
    ("CHAP", "chapter"),
    ("CPAPER", "paper-conference"),
    ("RPRT", "report"),
    ("THES", "thesis"),
    ("ELEC", "webpage"),
    ("BLOG", "post-weblog"),
    ("GEN", "document"),
    ("UNPB", "manuscript"),
    ("JFULL", "periodical"),
    ("PAT", "patent"),
    ("STAT", "legislation"),
    ("BILL", "bill"),
    ("CASE", "legal_case"),
    ("HEAR", "hearing"),
    ("STAND", "standard"),
    ("MAP", "map"),
    ("SOUND", "song"),
    ("VIDEO", "motion_picture"),
    ("ADVS", "broadcast"),
    ("ART", "graphic"),
    ("FIGURE", "figure"),
    ("DATA", "dataset"),
    ("COMP", "software"),
    ("SLIDE", "speech"),
    ("PCOMM", "personal_communication"),
    ("PAMP", "pamphlet"),
    ("ENCYC", "entry-encyclopedia"),
    ("DICT", "entry-dictionary"),
    ("CLSWK", "classic"),
    ("MUSIC", "musical_score"),
    ("ABST", "article-journal"),
    ("AGGR", "dataset"),
    ("ANCIENT", "classic"),
    ("CHART", "figure"),
    ("CONF", "paper-conference"),
    ("CTLG", "book"),
    ("DBASE", "dataset"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EDBOOK", "book"),
    ("EJOU", "article-journal"),
    ("EJOUR", "article-journal"),
    ("EQUA", "figure"),
    ("GDATA", "dataset"),
    ("GOVDOC", "report"),
    ("GRANT", "document"),
    ("GRNT", "document"),
    ("ICOMM", "personal_communication"),
    ("LEGAL", "legislation"),
    ("MANSCPT", "manuscript"),
    ("MPCT", "motion_picture"),
    ("MULTI", "software"),
    ("SER", "periodical"),
    ("UNBILL", "bill"),
    ("WEB", "webpage"),
    ("WEBARC", "webpage"),
];

/// Returns the CSL type of a record. What is unknown is a document.
pub(super) fn csl(ris: &str) -> &'static str {
    TYPES.iter().find(|(known, _)| *known == ris).map_or("document", |(_, csl)| csl)
}

/// Returns the RIS type of a CSL type.
pub(super) fn ris(csl: &str) -> &'static str {
    TYPES.iter().find(|(_, known)| *known == csl).map_or("GEN", |(ris, _)| ris)
}

/// Whether works of this CSL type are parts of something that has a title of its own.
pub(super) fn is_part(csl: &str) -> bool {
    csl.starts_with("article")
        || csl.starts_with("entry")
        || csl.starts_with("post")
        || ["chapter", "paper-conference", "webpage", "broadcast", "legal_case"].contains(&csl)
}
