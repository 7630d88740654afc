//! References of every shape, for property tests.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use crate::{Attachment, Reference};

const PIECES: &[&str] = &[
    "Word",
    "of",
    "the",
    " ",
    " ",
    "  ",
    "پژوهش",
    "حقوق بشر",
    "می\u{200c}روم",
    "تقرير",
    "۱۴۰۲",
    "é",
    "ế",
    "Ł",
    "ß",
    "ı",
    "{",
    "}",
    "\\",
    "\\textbf{x}",
    "%",
    "%41",
    "&",
    "$",
    "$x^2$",
    "#",
    "_",
    "~",
    "^",
    "`",
    "'",
    "''",
    "``",
    "\"",
    "-",
    "--",
    "–",
    "—",
    "\u{a0}",
    "\u{2009}",
    "\n",
    "\n\n",
    "\n   ",
    "\r\n",
    "\t",
    ",",
    ";",
    ":",
    "=",
    "@",
    "\n@article{x,\n",
    "\nTY  - JOUR\n",
    "\nER  - ",
    "\nAB  - x",
    " and ",
    "others",
    "van ",
    "Jr",
    "<i>",
    "</i>",
    "<i>x</i>",
    "<b>Ä</b>",
    "<sup>2</sup>",
    "<span class=\"nocase\">NATO</span>",
    "<span class=\"nocase\">\\x</span>",
    "</span>",
    "(",
    ")",
    "12",
    "2004/05",
    "https://doi.org/10.1/x",
    "\u{0}",
    "\u{feff}",
    "😀",
];

/// A text, mostly of what the formats trip over.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(select(PIECES), 0..6).prop_map(|pieces| pieces.concat()),
        2 => vec(select(&["Human", "rights", "in", "تهران", "2020"][..]), 1..5)
            .prop_map(|words| words.join(" ")),
        1 => any::<String>(),
    ]
}

fn name() -> impl Strategy<Value = Value> {
    let simple = ("[A-Z][a-z]{1,6}", option::of("[A-Z][a-z]{1,6}( [A-Z]\\.)?")).prop_map(
        |(family, given)| match given {
            Some(given) => json!({ "family": family, "given": given }),
            None => json!({ "family": family }),
        },
    );
    prop_oneof![
        4 => simple,
        1 => text().prop_map(|text| json!({ "literal": text })),
        1 => (text(), text())
            .prop_map(|(family, given)| json!({ "family": family, "given": given })),
        1 => select(vec![
            json!({ "family": "Gogh", "given": "Vincent", "non-dropping-particle": "van" }),
            json!({ "family": "Berg", "given": "Anna", "dropping-particle": "von der" }),
            json!({ "family": "King", "given": "Martin Luther", "suffix": "Jr." }),
            json!({ "family": "احمدی", "given": "مریم" }),
            json!({ "family": "van Dam", "given": "Jan" }),
            json!({ "family": "El Cid" }),
            json!({ "literal": "others" }),
            json!({ "literal": "Smith and Sons, Ltd." }),
            json!({}),
            json!("not a name"),
        ]),
    ]
}

fn date() -> impl Strategy<Value = Value> {
    let part = prop_oneof![
        vec(1_i64..30, 1..2),
        (1_i64..3000, 1_i64..13).prop_map(|(year, month)| vec![year, month]),
        (1_i64..3000, 1_i64..13, 1_i64..32).prop_map(|(year, month, day)| vec![year, month, day]),
    ];
    prop_oneof![
        4 => part.clone().prop_map(|part| json!({ "date-parts": [part] })),
        1 => (part.clone(), part).prop_map(|(one, two)| json!({ "date-parts": [one, two] })),
        1 => text().prop_map(|text| json!({ "literal": text })),
        1 => select(vec![
            json!({ "date-parts": [[2004]], "circa": true }),
            json!({ "date-parts": [[2004]], "season": 3 }),
            json!({ "date-parts": [["2004", "05"]] }),
            json!({ "date-parts": [[-44, 3, 15]] }),
            json!({ "date-parts": [[]] }),
            json!({ "raw": "circa 1850" }),
            json!({ "literal": "199X" }),
            json!({}),
        ]),
    ]
}

fn other() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        select(vec![
            Value::Null,
            json!({ "a": [1, null, "{"] }),
            json!({ "bibtex": { "type": "collection", "fields": { "owner": "me", "bad}": "{" } } }),
            json!({ "bibtex": { "type": 5, "raw": { "title": "{\\emph{x}" } } }),
            json!({ "bibtex": { "fields": { "crossref": "self", "title": "twice" } } }),
            json!({ "bibtex": { "fields": { "owner": "a{b", "xdata": "other" } } }),
            json!({ "ris": { "type": "EJOUR", "tags": [["AD", "Street"], ["ER", ""], 5] } }),
            json!({ "edtf": { "issued": "2004-06~/2005" } }),
            json!({ "vouchsafe": { "tags": ["x"] } }),
        ]),
    ]
}

const TEXTS: &[&str] = &[
    "title",
    "title-short",
    "container-title",
    "container-title-short",
    "collection-title",
    "collection-number",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "abstract",
    "note",
    "genre",
    "language",
    "keyword",
    "number-of-pages",
    "number-of-volumes",
    "event-title",
    "medium",
    "status",
    "version",
    "source",
    "call-number",
    "section",
    "archive",
    "chapter-number",
    "annote",
    "citation-key",
];

const TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "chapter",
    "dataset",
    "document",
    "entry-encyclopedia",
    "graphic",
    "interview",
    "manuscript",
    "paper-conference",
    "patent",
    "periodical",
    "post",
    "report",
    "software",
    "speech",
    "thesis",
    "webpage",
    "x-unknown",
    "",
];

fn item() -> impl Strategy<Value = Map<String, Value>> {
    let texts = vec((select(TEXTS), text().prop_map(Value::from)), 0..8);
    let names = vec(
        (
            select(&["author", "editor", "translator", "director"][..]),
            vec(name(), 0..4).prop_map(Value::from),
        ),
        0..3,
    );
    let dates = vec((select(&["issued", "accessed", "original-date"][..]), date()), 0..3);
    let others = vec(
        (select(&["custom", "volume", "title", "author", "issued", "x y", "کلید"][..]), other()),
        0..2,
    );
    let id = option::of(prop_oneof!["[a-z]{1,5}[0-9]{4}", text()]);
    (id, select(TYPES), texts, names, dates, others).prop_map(
        |(id, kind, texts, names, dates, others)| {
            let all = texts.into_iter().chain(names).chain(dates).chain(others);
            let mut item: Map<String, Value> =
                all.map(|(variable, value)| (variable.to_owned(), value)).collect();
            item.insert("type".to_owned(), kind.into());
            if let Some(id) = id {
                item.insert("id".to_owned(), id.into());
            }
            item
        },
    )
}

fn attachment() -> impl Strategy<Value = Attachment> {
    let path = prop_oneof![
        text(),
        select(&["files/3/Doe 2020.pdf", "C:\\Users\\x.pdf", "a%20b.pdf", "https://x.org/a:b"][..])
            .prop_map(str::to_owned),
    ];
    (path, option::of(text()), option::of(prop_oneof![Just("application/pdf".to_owned()), text()]))
        .prop_map(|(path, title, media_type)| Attachment { path, title, media_type })
}

/// A reference that comes from no file.
pub(super) fn reference() -> impl Strategy<Value = Reference> {
    (
        item(),
        vec(attachment(), 0..3),
        vec(text(), 0..3),
        vec(text(), 0..3),
        vec(vec(text(), 0..3), 0..3),
        option::of(text()),
        option::of(Just("2024-01-02T03:04:05Z".to_owned())),
    )
        .prop_map(|(item, attachments, notes, tags, collections, added_at, modified_at)| {
            Reference {
                item,
                line: 0,
                attachments,
                notes,
                tags,
                collections,
                added_at,
                modified_at,
            }
        })
}
