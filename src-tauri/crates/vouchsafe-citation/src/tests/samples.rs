//! Files in the manner of the programs that write them.

use serde_json::{Value, json};

use super::anywhere;
use crate::{Imported, Item, Reference, ReferenceFormat, export, import};

pub(super) const ZOTERO_BIB: &str = r"
@article{doe_rights_2020,
	title = {Rights and {NATO}: the \emph{long} road --- 50\% \& more},
	volume = {12},
	issn = {1234-5678},
	shorttitle = {Rights and {NATO}},
	url = {https://example.org/a_b?x=1&y=2},
	doi = {10.1000/182},
	abstract = {First line.
Second line with {\textless}i{\textgreater}.},
	number = {3},
	urldate = {2024-05-06},
	journal = {Journal of {\'E}tudes},
	author = {Doe, Jane and van der Berg, Jan and {Human Rights Watch}},
	month = mar,
	year = {2020},
	pages = {12--34},
	keywords = {rights, history},
	annote = {<p>A note.</p>},
	file = {PDF:files/3/Doe - 2020 - Rights\: a.pdf:application/pdf;:files/4/i.html:text/html},
}
";

pub(super) const JABREF_BIB: &str = r#"% Encoding: UTF-8
@String{iup = "Inter " # {University Press}}
@preamble{ "\newcommand{\noopsort}[1]{}" }

@Comment{jabref-entrytype: foo: req[] opt[]}

@Book{Knuth,
  author    = "Donald E. Knuth and M. Müller, Jr. and others",
  title     = {{The Whole Title}},
  publisher = iup # { Ltd},
  date      = {1984-06~/1986},
  langid    = {english},
  owner     = {me},
  timestamp = {2020-01-02},
  groups    = {Computing, Loose},
  file      = {:C\:\\Users\\me\\knuth.pdf:PDF},
}

@InCollection{child, crossref = {parent}, author = {Ludwig van Beethoven},
  title = {A Chapter}, pages = "1 -- 2"}
@Collection{parent, title = {The Parent}, editor = {Ed, Itor}, date = {2001}, publisher = {P}}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Science\;0\;1\;\;\;\;;
2 StaticGroup:Computing\;0\;0\;\;\;\;;
}
"#;

pub(super) const ENDNOTE_RIS: &str = "\u{feff}TY  - JOUR\r\nAU  - Doe, Jane\r\n\
AU  - van Gogh, Vincent, Jr.\r\n\
A1  - World Health Organization\r\nTI  - A title that\r\ngoes on\r\nT2  - The Journal\r\n\
JO  - J.\r\n\
PY  - 2019\r\nDA  - 2019/11/13/\r\nVL  - 3\r\nIS  - 4\r\nSP  - 100\r\n\
EP  - 110\r\nSN  - 1234-5678\r\n\
DO  - 10.1/x\r\nKW  - one\r\ntwo\r\nKW  - three\r\n\
N1  - First note\r\n\r\nwith a gap\r\nN1  - Second\r\n\
AB  - Line\r\nline\r\nL1  - internal-pdf://1234/x.pdf\r\n\
L1  - file:///home/me/a%20b.pdf\r\nAD  - A street\r\n\
ER  - \r\n\r\nTY  - EJOUR\r\nTI  - Second\r\nPY  - 2020///Spring\r\n\
TY  - THES\r\nID  - t1\r\nTI  - Third\r\nSP  - 240\r\n";

pub(super) const PUBMED_RIS: &str = "Provider: National Library\nDatabase: x\nContent: text\n\n\
TY  - BOOK\nID  - 42\nA1  - احمدی, مریم\nT1  - پژوهشی دربارهٔ حقوق\nY1  - 2005/02//\n\
UR  - https://x.org/1\n\
UR  - https://x.org/2\nCY  - تهران\nPB  - نشر\nER  -\n";

pub(super) const BETTER_CSL: &str = r#"[
  {"id": "doe2020", "citation-key": "doe2020", "type": "article-journal", "title": "A <i>b</i>",
   "volume": 12, "weight": 0.1, "x-own": {"deep": [1, 2.5e-3]}, "keyword": "a, b",
   "issued": {"date-parts": [["2020", 3]]}},
  {"id": 7, "type": "book", "title": "B",},
  "stray",
  {"id": "c", "title": "no type"},
  {"id": 8, "type": "book"}
]"#;

const MENDELEY_BIB: &str = r"@article{M1,
author = {G{\'{o}}mez, Jos{\'{e}}},
file = {:C$\backslash$:/Users/me/a{\_}b.pdf:pdf},
mendeley-groups = {Mine},
title = {{Sobre la ni{\~{n}}ez}},
year = {1999}
}
@phdthesis{M2, title={T}, school={S}, year=2001, month=feb # { 3}}
";

const SCHOLAR_BIB: &str = "@inproceedings{vaswani2017attention,\n\
title={Attention is all you need},\nauthor={Vaswani, Ashish and others},\n  \
booktitle={Advances},\n  pages={5998--6008},\n  year={2017}\n}\n\n\
@misc{arxiv, title={P}, eprint={1706.03762}, archivePrefix={arXiv}, \
howpublished={\\url{https://arxiv.org/abs/1706.03762}}}\n";

pub(super) const ALL: &[&str] =
    &[ZOTERO_BIB, JABREF_BIB, MENDELEY_BIB, SCHOLAR_BIB, ENDNOTE_RIS, PUBMED_RIS, BETTER_CSL];

fn read(text: &str) -> Imported {
    import(text.as_bytes(), None).expect("the sample is of a known format")
}

fn one(text: &str) -> Reference {
    let found = read(text);
    assert_eq!(found.refused, [], "{text}");
    found.references.into_iter().next().expect("the sample has a reference")
}

fn item(value: &Value) -> Item {
    value.as_object().expect("the sample is an object").clone()
}

#[test]
fn an_export_of_zotero_in_bibtex_is_understood() {
    let found = one(ZOTERO_BIB);
    let expected = json!({
        "id": "doe_rights_2020",
        "type": "article-journal",
        "title": "Rights and <span class=\"nocase\">NATO</span>: the <i>long</i> road — 50% & more",
        "title-short": "Rights and <span class=\"nocase\">NATO</span>",
        "volume": "12",
        "issue": "3",
        "ISSN": "1234-5678",
        "URL": "https://example.org/a_b?x=1&y=2",
        "DOI": "10.1000/182",
        "abstract": "First line.\nSecond line with <i>.",
        "accessed": { "date-parts": [[2024, 5, 6]] },
        "container-title": "Journal of Études",
        "author": [
            { "family": "Doe", "given": "Jane" },
            { "family": "Berg", "given": "Jan", "non-dropping-particle": "van der" },
            { "literal": "Human Rights Watch" },
        ],
        "issued": { "date-parts": [[2020, 3]] },
        "page": "12-34",
    });
    assert_eq!(Value::Object(found.item), expected);
    assert_eq!(
        (found.line, found.tags, found.notes),
        (2, vec!["rights".to_owned(), "history".to_owned()], vec!["<p>A note.</p>".to_owned()])
    );
    let files: Vec<&str> = found.attachments.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(files, ["files/3/Doe - 2020 - Rights: a.pdf", "files/4/i.html"]);
    assert_eq!(found.attachments[1].media_type.as_deref(), Some("text/html"));
}

#[test]
fn a_library_of_jabref_keeps_groups_strings_and_inherited_fields() {
    let found = read(JABREF_BIB);
    assert_eq!(found.refused, []);
    assert_eq!(found.format, ReferenceFormat::BibLatex);
    let [book, child, parent] = found.references.as_slice() else { panic!("three entries") };
    assert_eq!(book.collections, [vec!["Science", "Computing"], vec!["Loose"]]);
    assert_eq!(book.added_at.as_deref(), Some("2020-01-02"));
    assert_eq!(book.attachments[0].path, "C:\\Users\\me\\knuth.pdf");
    assert_eq!(book.attachments[0].media_type.as_deref(), Some("application/pdf"));
    let expected = item(&json!({
        "id": "Knuth", "type": "book", "language": "en", "publisher": "Inter University Press Ltd",
        "title": "<span class=\"nocase\">The Whole Title</span>",
        "author": [
            { "family": "Knuth", "given": "Donald E." },
            { "family": "M. Müller", "given": "Jr." },
            { "literal": "others" },
        ],
        "issued": { "date-parts": [[1984, 6], [1986]], "circa": true },
        "custom": {
            "bibtex": { "fields": { "owner": "me" }, "raw": { "language": "english" } },
            "edtf": { "issued": "1984-06~/1986" },
        },
    }));
    assert_eq!(book.item, expected);
    assert_eq!(child.item["container-title"], "The Parent");
    assert_eq!(child.item["editor"], json!([{ "family": "Ed", "given": "Itor" }]));
    assert_eq!(child.item["author"][0]["non-dropping-particle"], "van");
    assert_eq!(child.item["issued"], json!({ "date-parts": [[2001]] }));
    assert_eq!(parent.item["custom"]["bibtex"]["type"], "collection");
    assert_eq!(found.warnings.len(), 1, "{:?}", found.warnings);
    assert_eq!(found.warnings[0].line, 3);
}

#[test]
fn exports_of_mendeley_and_google_scholar_are_understood() {
    let found = read(MENDELEY_BIB).references;
    assert_eq!(found[0].item["title"], "<span class=\"nocase\">Sobre la niñez</span>");
    assert_eq!(found[0].item["author"], json!([{ "family": "Gómez", "given": "José" }]));
    assert_eq!(found[0].attachments[0].path, "C:/Users/me/a_b.pdf");
    assert_eq!(found[1].item["genre"], "PhD thesis");
    assert_eq!(found[1].item["issued"], json!({ "date-parts": [[2001, 2, 3]] }));
    let found = read(SCHOLAR_BIB).references;
    assert_eq!(found[0].item["author"][1], json!({ "literal": "others" }));
    assert_eq!(found[1].item["URL"], "https://arxiv.org/abs/1706.03762");
    assert_eq!(found[1].item["custom"]["bibtex"]["fields"]["eprint"], "1706.03762");
}

#[test]
fn an_export_of_endnote_in_ris_is_understood() {
    let found = read(ENDNOTE_RIS);
    let [first, second, third] = found.references.as_slice() else { panic!("three records") };
    let expected = item(&json!({
        "type": "article-journal", "title": "A title that goes on",
        "author": [
            { "family": "Doe", "given": "Jane" },
            { "family": "Gogh", "given": "Vincent", "non-dropping-particle": "van",
                "suffix": "Jr." },
            { "literal": "World Health Organization" },
        ],
        "container-title": "The Journal", "container-title-short": "J.",
        "issued": { "date-parts": [[2019, 11, 13]] }, "volume": "3", "issue": "4",
        "page": "100-110", "ISSN": "1234-5678", "DOI": "10.1/x", "abstract": "Line\nline",
        "custom": { "ris": { "tags": [["AD", "A street"]] } },
    }));
    assert_eq!(first.item, expected);
    assert_eq!(first.tags, ["one", "two", "three"]);
    assert_eq!(first.notes, ["First note\n\nwith a gap", "Second"]);
    let files: Vec<&str> = first.attachments.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(files, ["internal-pdf://1234/x.pdf", "file:///home/me/a b.pdf"]);
    assert_eq!(second.item["issued"], json!({ "date-parts": [[2020]], "season": 1 }));
    assert_eq!(second.item["custom"]["ris"]["type"], "EJOUR");
    assert_eq!(third.item["number-of-pages"], "240");
    let lines: Vec<u64> = found.warnings.iter().map(|warning| warning.line).collect();
    assert_eq!(lines, [second.line, third.line]);
}

#[test]
fn a_persian_record_after_a_preface_is_understood() {
    let found = read(PUBMED_RIS);
    let book = &found.references[0];
    assert_eq!(book.line, 5);
    assert_eq!(book.item["author"], json!([{ "family": "احمدی", "given": "مریم" }]));
    assert_eq!(book.item["title"], "پژوهشی دربارهٔ حقوق");
    assert_eq!(book.item["issued"], json!({ "date-parts": [[2005, 2]] }));
    assert_eq!(book.item["custom"]["ris"]["tags"], json!([["UR", "https://x.org/2"]]));
    assert_eq!(found.warnings.len(), 1);
}

#[test]
fn csl_json_keeps_what_it_does_not_know_and_refuses_item_by_item() {
    let found = read(BETTER_CSL);
    let first = &found.references[0];
    assert_eq!(first.item["weight"], json!(0.1));
    assert_eq!(first.item["x-own"], json!({ "deep": [1, 2.5e-3] }));
    assert_eq!(first.tags, ["a", "b"]);
    assert_eq!(found.references[1].key(), Some("8"));
    let refused: Vec<u64> = found.refused.iter().map(|refused| refused.line).collect();
    assert_eq!(refused, [5, 6, 7]);
    assert!(found.refused[0].reason.starts_with("line 5: trailing comma"), "{:?}", found.refused);
}

#[test]
fn a_bad_entry_refuses_only_itself() {
    let text = "@book{a, title = {x}}\n@book{a, title = {twice}}\n@book{b, title = }\n\
        @book{c, title = {open}\n\n@book{d, title = {fine}}\n@misc{e, crossref = {e}}\n\
        @misc{f, xdata = {g}}\n@misc{g, xdata = {f}}\n@misc{h, crossref = {f}}\n\
        @misc{i, year = 2000";
    let found = read(text);
    let taken: Vec<_> = found.references.iter().filter_map(Reference::key).collect();
    assert_eq!(taken, ["a", "d", "h"]);
    let refused: Vec<(u64, &str)> =
        found.refused.iter().map(|r| (r.line, r.key.as_deref().unwrap_or_default())).collect();
    let expected = [(2, "a"), (3, "b"), (4, "c"), (7, "e"), (8, "f"), (9, "g"), (11, "i")];
    assert_eq!(refused, expected);
    assert_eq!(found.refused[0].reason, "the key stands on line 1 already");
    assert_eq!(found.refused[1].reason, "line 3: expected a value, found '}'");
    assert!(found.refused[3].reason.ends_with("in a circle: e → e"), "{:?}", found.refused[3]);
}

#[test]
fn names_of_all_shapes_are_taken_apart() {
    let rows = [
        ("Plato", json!([{ "family": "Plato" }])),
        (
            "de la Cruz, Juana",
            json!([
            { "family": "Cruz", "given": "Juana", "non-dropping-particle": "de la" }]),
        ),
        (
            "Martin Luther {King}, and others",
            json!([
            { "family": "Martin Luther King" }, { "literal": "others" }]),
        ),
        ("King, Jr., Martin", json!([{ "family": "King", "given": "Martin", "suffix": "Jr." }])),
        (
            "{Barnes and Noble} AND {van Dam}, Jan",
            json!([
            { "literal": "Barnes and Noble" }, { "family": "van Dam", "given": "Jan" }]),
        ),
        (
            "محمد رضا شاهی and احمدی، مریم",
            json!([
            { "family": "شاهی", "given": "محمد رضا" }, { "family": "مریم", "given": "احمدی،" }]),
        ),
        (
            "family=Berg, given=Anna, prefix=van den",
            json!([
            { "family": "Berg", "given": "Anna", "non-dropping-particle": "van den" }]),
        ),
        (
            r#"{\'E}variste Galois and \"Ozg{\"u}r"#,
            json!([
            { "family": "Galois", "given": "Évariste" }, { "family": "Özgür" }]),
        ),
    ];
    for (names, expected) in rows {
        let found = one(&format!("@book{{k, author = {{{names}}}}}"));
        assert_eq!(found.item["author"], expected, "{names}");
    }
}

#[test]
fn latex_becomes_text() {
    let rows = [
        (r#"\'e \`{a} \c{c} \v s {\ss} \aa\ b \o{}x \L{}"#, "é à ç š ß å b øx Ł"),
        (r"\textit{a \textbf{b}} H$_2$O $\alpha$", "<i>a <b>b</b></i> H<sub>2</sub>O α"),
        (r"``quoted'' `x' it's a--b---c~d", "“quoted” ‘x' it's a–b—c\u{a0}d"),
        (
            r"{\em old} {\bf way} {\sc caps}",
            "<i>old</i> <b>way</b> <span style=\"font-variant:small-caps;\">caps</span>",
        ),
        (
            r"a {B}c {{D}} {\'E}f",
            "a <span class=\"nocase\">B</span>c \
            <span class=\"nocase\">D</span> Éf",
        ),
        (r"\unknown{x} $x^2+1$", r"\unknown{x} $x^2+1$"),
        (r"\url{http://a.b/c} \mbox{d}", "http://a.b/c d"),
    ];
    for (latex, text) in rows {
        let found = one(&format!("@book{{k, title = {{{latex}}}}}"));
        assert_eq!(found.item["title"], text, "{latex}");
    }
}

#[test]
fn every_sample_survives_every_format() {
    for sample in ALL {
        let references = anywhere(&read(sample).references);
        for format in [ReferenceFormat::CslJson, ReferenceFormat::BibTex, ReferenceFormat::BibLatex]
        {
            let written = export(&references, format);
            assert_eq!(written.losses, [], "{}", written.text);
            assert_eq!(super::read_back(&written.text, format), references, "{}", written.text);
        }
    }
}

#[test]
fn what_was_not_understood_goes_out_as_it_came_in() {
    let text = "@collection{k,\n  title = {A $x^2$ \\foo{y}},\n  date = {2004-06~/..},\n  \
        language = {english},\n  owner = {{\\'E}va},\n}\n\n";
    let references = read(text).references;
    assert_eq!(export(&references, ReferenceFormat::BibLatex).text, text);
}

#[test]
fn bibtex_is_written_without_accented_letters_and_biblatex_with_them() {
    let references = [one("@book{k, title = {Łódź, naïve ế ترجمه}, year = 1999}")];
    let classic = export(&references, ReferenceFormat::BibTex).text;
    assert!(
        classic.contains(r#"{{\L}{\'{o}}d{\'{z}}, na{\"{i}}ve {\'{\^{e}}} ترجمه}"#),
        "{classic}"
    );
    assert!(export(&references, ReferenceFormat::BibLatex).text.contains("{Łódź, naïve ế ترجمه}"));
}

#[test]
fn ordinary_references_need_no_field_of_their_own() {
    let special = item(&json!({
        "id": "special2020", "type": "article-journal",
        "title": r#"{a} \b ~c^ `d` 50% #1 & $5_6 -- ''e'' – — "f" <i>ü</i> g"#,
        "author": [
            { "literal": "Barnes and Noble, Inc." }, { "family": "van Dam", "given": "Jan" },
            { "family": "احمدی", "given": "مریم" },
            { "family": "King", "given": "M.", "suffix": "Jr." },
        ],
        "container-title": "J & K", "volume": "1", "issue": "2", "page": "3-4", "publisher": "P_Q",
        "issued": { "date-parts": [[2020, 1, 2]] }, "DOI": "10.1/a_b", "abstract": "one\ntwo",
        "URL": "https://x.org/a_b?c=%20&d#e~f", "language": "fa", "ISSN": "1234-5678",
    }));
    let references = [one(ZOTERO_BIB), Reference { item: special, ..Reference::default() }];
    for format in [ReferenceFormat::BibTex, ReferenceFormat::BibLatex] {
        let text = export(&references, format).text;
        assert!(!text.contains("csl-json"), "{text}");
    }
}
