//! Works that are there twice: proposed by what they say, merged only by a person, taken back.

use serde_json::{Value, json};

use super::{Answer, desk_with, import, items, run, shown, variable, well};
use crate::support::Desk;

#[test]
fn works_alike_in_doi_isbn_address_or_title_are_proposed() {
    let desk = Desk::new();
    let year = |year: u32| json!({"date-parts": [[year]]});
    let alike = json!([
        {"id": "doi1", "type": "article", "title": "x", "DOI": "10.5555/ABC"},
        {"id": "isbn1", "type": "book", "title": "y", "ISBN": "978-1-4028-9462-6"},
        {"id": "url1", "type": "webpage", "URL": "https://www.herald.example/a?utm_source=x#top"},
        {"id": "title1", "type": "report", "issued": year(2024),
         "title": "گزارش دادگاه دربند و نيمبار"},
        {"id": "alone", "type": "report", "issued": year(2023),
         "title": "گزارش دادگاه دربند و نيمبار"},
        {"id": "doi2", "type": "article", "title": "z", "DOI": "https://doi.org/10.5555/abc"},
        {"id": "isbn2", "type": "book", "ISBN": "1402894627"},
        {"id": "url2", "type": "webpage", "URL": "http://herald.example/a/"},
        {"id": "title2", "type": "report", "issued": year(2024),
         "title": "گزارش «دادگاه» دربند و نیمبار"},
    ]);
    items(&desk, "alike.json", &alike);
    import(&desk, "alike.json");
    let found = well(&desk, &["source", "duplicates"]);
    let found: Vec<(&str, &Value)> = found["duplicates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (found["because"].as_str().unwrap(), &found["sources"]))
        .collect();
    let pair = |name: &str| json!([format!("{name}1"), format!("{name}2")]);
    let expected = ["doi", "isbn", "url", "title"].map(|name| (name, pair(name)));
    let expected: Vec<(&str, &Value)> = expected.iter().map(|(name, pair)| (*name, pair)).collect();
    assert_eq!(found, expected);
}

/// Makes two sources of one work: `stays`, and `goes` with everything that can hang on a source.
fn two_of_one_work() -> (Desk, String) {
    let desk = desk_with("persian.ris");
    let described = |key: &str, more: &[&str]| {
        let said = ["source", "add", "--key", key, "--title", "Six sentenced"];
        well(&desk, &[&said[..], more].concat());
    };
    described("stays", &["--issued", "2024-03-08"]);
    described("goes", &["--issued", "2024-03-09", "--publisher", "Herald"]);
    well(&desk, &["source", "set", "goes", "alt.title.fa=شش محکوم"]);
    let path = desk.file("six.txt", b"One of six was sentenced.");
    let added =
        well(&desk, &["add", path.to_str().expect("a name in letters"), "--source", "goes"]);
    let document = added["items"][0]["document"].as_str().expect("an id").to_owned();
    well(&desk, &["tag", "add", "goes", "checked"]);
    well(&desk, &["tag", "add", "stays", "checked"]);
    well(&desk, &["collection", "add", "Press", "goes"]);
    well(&desk, &["note", "add", "goes", "ask for the second edition"]);
    well(&desk, &["relate", "goes", "احمدی۱۳۸۴", "--as", "cites"]);
    well(&desk, &["relate", "goes", "stays", "--as", "quotes"]);
    (desk, document)
}

#[test]
fn a_merge_moves_everything_and_fills_what_is_lacking() {
    let (desk, document) = two_of_one_work();
    let report = well(&desk, &["source", "merge", "stays", "goes"]);
    assert_eq!(report["taken_over"], json!(["alt.title.fa", "csl.publisher"]));
    assert_eq!(report["left"], json!(["csl.issued"]));
    let source = shown(&desk, "stays");
    assert_eq!(source["documents"][0]["id"], document.as_str());
    assert_eq!((&source["tags"], &source["collections"]), (&json!(["checked"]), &json!(["Press"])));
    assert_eq!(source["notes"][0]["text"], "ask for the second edition");
    assert_eq!(source["csl"]["issued"], json!({"date-parts": [[2024, 3, 8]]}));
    // The one that led from one to the other is gone: a work does not quote itself.
    let relations = source["cross_references"].as_array().unwrap();
    let relations: Vec<&Value> = relations.iter().map(|found| &found["relation"]).collect();
    assert_eq!(relations, ["cites"]);
    let listed = run(&desk, &["source", "list"]);
    assert_eq!(listed.keys(), ["احمدی۱۳۸۴", "stays"]);
    desk.is_intact();
}

#[test]
fn a_merge_is_taken_back_whole() {
    let (desk, document) = two_of_one_work();
    let (stays, goes) = (shown(&desk, "stays"), shown(&desk, "goes"));
    well(&desk, &["source", "merge", "stays", "goes"]);
    well(&desk, &["undo"]);
    let said = |source: &Value| {
        ["csl", "documents", "tags", "collections", "notes", "cross_references", "removed"]
            .map(|name| source[name].clone())
    };
    assert_eq!(said(&shown(&desk, "stays")), said(&stays));
    assert_eq!(said(&shown(&desk, "goes")), said(&goes));
    assert_eq!(shown(&desk, "goes")["documents"][0]["id"], document.as_str());
}

#[test]
fn what_is_known_through_the_one_that_goes_is_known_through_the_other() {
    let (desk, document) = two_of_one_work();
    let passage = desk.passage(&document, "One of six");
    let through = ["passage", "edit", &passage, "--through", "goes"];
    well(&desk, &through);
    well(&desk, &["source", "merge", "stays", "goes"]);
    assert_eq!(well(&desk, &["passage", "show", &passage])["known_through"], "stays");
}

#[test]
fn a_date_and_how_it_was_written_are_merged_as_one() {
    let desk = Desk::new();
    for (key, date) in [("stays", "2024-03-08"), ("goes", "۱۲ مرداد ۱۴۰۲")] {
        well(&desk, &["source", "add", "--key", key, "--issued", date]);
    }
    let report = well(&desk, &["source", "merge", "stays", "goes"]);
    assert_eq!((&report["taken_over"], &report["left"]), (&json!([]), &json!(["csl.issued"])));
    assert_eq!(variable(&desk, "stays", "issued"), json!({"date-parts": [[2024, 3, 8]]}));
}

#[test]
fn a_merge_that_makes_no_sense_is_refused_and_changes_nothing() {
    let desk = desk_with("zotero");
    let book = "lindqvistRegistersTrials2011";
    let article = "talebiSixSentencedDarband2019";
    well(&desk, &["remove", book, "--reason", "twice"]);
    let before = desk.entries();
    for pair in [[article, article], [article, book], [article, "nobody"]] {
        let answer: Answer = run(&desk, &[&["source", "merge"], &pair[..]].concat());
        assert_eq!(answer.code, 2, "{answer:?}");
    }
    assert_eq!(desk.entries(), before);
}

#[test]
fn a_seal_does_not_come_off_by_a_merge() {
    let desk = Desk::new();
    well(&desk, &["source", "add", "--key", "open", "--title", "One"]);
    well(&desk, &["source", "add", "--key", "shut", "--title", "Two"]);
    desk.seal("shut");
    let refused = desk.cli(&["source", "merge", "open", "shut"]);
    assert_eq!(refused.status.code(), Some(2));
}
