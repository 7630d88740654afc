//! A bibliography imported again: nothing changes, or what nobody touched; what a person wrote
//! stays.

use serde_json::{Value, json};

use super::{desk_with, edit, fixture, import, items, run, shown, variable, well};
use crate::support::Desk;

const ARTICLE: &str = "talebiSixSentencedDarband2019";
const BOOK: &str = "lindqvistRegistersTrials2011";

/// Returns what was left of the work that the file has at this place.
fn kept(answer: &super::Answer, at: usize) -> Value {
    answer.list("sources")[at]["kept"].clone()
}

#[test]
fn the_same_file_again_writes_not_even_an_entry() {
    for name in [
        "zotero",
        "better-csl.json",
        "jabref",
        "endnote.ris",
        "cp1252.bib",
        "broken-middle.bib",
        "persian.ris",
        "two-of-one-key.json",
    ] {
        let desk = desk_with(name);
        let before = desk.entries();
        let answer = import(&desk, name);
        let [new, updated, unchanged, _] = answer.counts();
        assert_eq!((new, updated), (0, 0), "{name}: {answer:?}");
        assert!(unchanged > 0, "{name}");
        assert_eq!(desk.entries(), before, "{name}");
    }
}

#[test]
fn a_changed_file_updates_what_nobody_touched() {
    let desk = desk_with("zotero");
    edit(&desk, "zotero/zotero.bib", "{Registers of Trials}", "{Registers of Water}");
    edit(&desk, "zotero/zotero.bib", "keywords = {court,Darband}", "keywords = {court,appeal}");
    let answer = import(&desk, "zotero");
    assert_eq!(answer.counts(), [0, 2, 3, 0], "{answer:?}");
    assert_eq!(variable(&desk, BOOK, "title"), "Registers of Water");
    assert_eq!(shown(&desk, ARTICLE)["tags"], json!(["Darband", "appeal", "court"]));
    assert_eq!(import(&desk, "zotero").counts(), [0, 0, 5, 0]);
}

#[test]
fn a_changed_file_leaves_what_a_person_wrote_and_says_so() {
    let desk = desk_with("zotero");
    let own = ["csl.title=Registers, corrected", "csl.publisher=", "csl.edition=3"];
    well(&desk, &[&["source", "set", BOOK], &own[..]].concat());
    edit(&desk, "zotero/zotero.bib", "{Registers of Trials}", "{Registers of Water}");
    edit(
        &desk,
        "zotero/zotero.bib",
        "location = {Veldmoor},\n  isbn",
        "location = {Nimbar},\n  isbn",
    );
    let answer = import(&desk, "zotero");
    assert_eq!(answer.counts(), [0, 1, 4, 0], "{answer:?}");
    assert_eq!(kept(&answer, 1), json!(["csl.edition", "csl.publisher", "csl.title"]));
    let csl = shown(&desk, BOOK)["csl"].clone();
    assert_eq!(csl["title"], "Registers, corrected");
    assert_eq!(csl["publisher"], Value::Null, "a person cleared it");
    assert_eq!((&csl["edition"], &csl["publisher-place"]), (&json!("3"), &json!("Nimbar")));
    let text = desk.cli(&["references", "import", "zotero"]).stdout;
    let text = String::from_utf8_lossy(&text).into_owned();
    let line = "left as a person wrote it: csl.edition, csl.publisher, csl.title\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_date_as_a_person_wrote_it_stays_whole() {
    let desk = desk_with("zotero");
    // The very day the file has, in another calendar: only how it is written is new.
    well(&desk, &["source", "set", ARTICLE, "csl.issued=۲۲ آبان ۱۳۹۸"]);
    let before = shown(&desk, ARTICLE);
    edit(&desk, "zotero/zotero.bib", "date = {2019-11-13}", "date = {2019-11-20}");
    let answer = import(&desk, "zotero");
    assert_eq!(kept(&answer, 0), json!(["csl.issued"]), "{answer:?}");
    assert_eq!(shown(&desk, ARTICLE)["fields"], before["fields"]);
}

#[test]
fn what_a_person_took_off_does_not_come_back() {
    let desk = desk_with("jabref");
    let note = shown(&desk, "Marlowe2024")["notes"][0]["id"].as_str().unwrap().to_owned();
    well(&desk, &["tag", "remove", "Marlowe2024", "canal"]);
    well(&desk, &["collection", "remove", "Newspapers", "Marlowe2024"]);
    well(&desk, &["remove", &note, "--reason", "done"]);
    let document = shown(&desk, "Marlowe2024")["documents"][0]["id"].as_str().unwrap().to_owned();
    well(&desk, &["remove", &document, "--reason", "a poor scan"]);
    let before = desk.entries();
    let answer = import(&desk, "jabref");
    assert_eq!(answer.counts(), [0, 0, 3, 0], "{answer:?}");
    assert_eq!(kept(&answer, 0), json!(["tag canal", "collection Press / Newspapers"]));
    assert_eq!(desk.entries(), before);
}

#[test]
fn a_note_that_a_person_rewrote_is_not_doubled() {
    let desk = desk_with("jabref");
    let note = shown(&desk, "Marlowe2024")["notes"][0]["id"].as_str().unwrap().to_owned();
    well(&desk, &["note", "edit", &note, "The second edition has other figures."]);
    assert_eq!(import(&desk, "jabref").counts(), [0, 0, 3, 0]);
    assert_eq!(shown(&desk, "Marlowe2024")["notes"].as_array().unwrap().len(), 1);
}

#[test]
fn a_work_is_found_again_by_the_key_it_came_with() {
    let desk = desk_with("zotero");
    well(&desk, &["source", "set", BOOK, "key=lindqvist"]);
    assert_eq!(import(&desk, "zotero").counts(), [0, 0, 5, 0]);
    // Our own export, in which it has its new key, is of the same work, and so is the old file.
    let exported = well(&desk, &["references", "export"]);
    desk.file("own.json", exported["text"].as_str().unwrap().as_bytes());
    assert_eq!(import(&desk, "own.json").counts(), [0, 0, 5, 0]);
    assert_eq!(import(&desk, "zotero").counts(), [0, 0, 5, 0]);
}

#[test]
fn a_work_whose_title_and_year_a_person_corrected_is_still_the_same() {
    let desk = desk_with("zotero");
    well(&desk, &["source", "set", BOOK, "csl.title=Trials, registered", "csl.issued=2012"]);
    let answer = import(&desk, "zotero");
    assert_eq!(answer.counts(), [0, 0, 5, 0], "{answer:?}");
    assert_eq!(kept(&answer, 1), json!(["csl.issued", "csl.title"]));
}

#[test]
fn another_work_with_the_same_key_becomes_one_of_its_own() {
    let desk = desk_with("zotero");
    let other = json!([{
        "id": BOOK, "type": "book", "title": "Canals", "issued": {"date-parts": [[1931]]},
    }]);
    items(&desk, "other.json", &other);
    let answer = import(&desk, "other.json");
    assert_eq!(answer.counts(), [1, 0, 0, 0], "{answer:?}");
    let key = answer.keys()[0].to_owned();
    assert!(key.starts_with(&format!("{BOOK}-")), "{key}");
    let remark = answer.list("sources")[0]["remarks"][0].as_str().unwrap().to_owned();
    assert!(remark.starts_with("another work, "), "{remark}");
    assert_eq!(variable(&desk, BOOK, "title"), "Registers of Trials");
    // Both are found again.
    assert_eq!(import(&desk, "other.json").counts(), [0, 0, 1, 0]);
    assert_eq!(import(&desk, "zotero").counts(), [0, 0, 5, 0]);
}

#[test]
fn two_works_of_one_key_stay_two_and_apart() {
    let desk = desk_with("two-of-one-key.json");
    edit(&desk, "two-of-one-key.json", "Court notice 418", "Court notice 418, corrected");
    let answer = import(&desk, "two-of-one-key.json");
    assert_eq!(answer.counts(), [0, 1, 1, 0], "{answer:?}");
    let titles: Vec<Value> =
        answer.keys().iter().map(|key| variable(&desk, key, "title")).collect();
    assert_eq!(titles, ["Court notice 417", "Court notice 418, corrected"]);
    let remarks = &answer.list("sources")[1]["remarks"];
    assert_eq!(remarks, &json!(["the same key stands on line 2 too"]));
    // In another order they are still told apart, by their titles.
    let issued = json!({"date-parts": [[2024]]});
    let item = |title: &str| {
        let kind = "document";
        json!({"id": "notice2024", "type": kind, "title": title, "issued": issued})
    };
    let turned = json!([item("Court notice 418, corrected"), item("Court notice 417")]);
    items(&desk, "turned.json", &turned);
    assert_eq!(import(&desk, "turned.json").counts(), [0, 0, 2, 0]);
}

#[test]
fn a_work_without_a_key_is_found_again_after_it_changed() {
    let desk = desk_with("endnote.ris");
    // One is known by its DOI, the other by its title and year.
    edit(&desk, "endnote.ris", "TI  - Six Sentenced in Darband", "TI  - Six Sentenced");
    edit(&desk, "endnote.ris", "CY  - Veldmoor", "CY  - Nimbar");
    assert_eq!(import(&desk, "endnote.ris").counts(), [0, 2, 1, 0]);
    assert_eq!(variable(&desk, "talebi2019", "title"), "Six Sentenced");
    assert_eq!(variable(&desk, "lindqvist2011", "publisher-place"), "Nimbar");
}

#[test]
fn what_a_person_described_is_not_taken_for_a_work_without_a_key() {
    let desk = Desk::new();
    let said = ["--title", "Registers of Trials", "--issued", "2011", "--key", "own"];
    well(&desk, &[&["source", "add"], &said[..]].concat());
    fixture(&desk, "endnote.ris");
    assert_eq!(import(&desk, "endnote.ris").counts(), [3, 0, 0, 0]);
}

#[test]
fn works_with_long_persian_keys_are_found_again() {
    let desk = Desk::new();
    let long = "گزارش‌دادگاه".repeat(9);
    for id in ["نامهٔ-شیرین-دربارهٔ-دادگاه-و-آب-در-دربند-و-نیمبار-و-شهرهای-دیگر", &long]
    {
        items(&desk, "long.json", &json!([{"id": id, "type": "book", "title": id}]));
        assert_eq!(import(&desk, "long.json").counts(), [1, 0, 0, 0]);
        assert_eq!(import(&desk, "long.json").counts(), [0, 0, 1, 0], "{id}");
    }
}

#[test]
fn a_merged_work_does_not_come_back() {
    let desk = Desk::new();
    let both = json!([
        {"id": "a", "type": "book", "title": "Registers", "publisher": "Harbour"},
        {"id": "b", "type": "book", "title": "Registers of Trials", "ISBN": "9781402894626"},
    ]);
    items(&desk, "both.json", &both);
    import(&desk, "both.json");
    well(&desk, &["source", "merge", "a", "b"]);
    let before = desk.entries();
    let answer = import(&desk, "both.json");
    assert_eq!(answer.counts(), [0, 0, 2, 0], "{answer:?}");
    assert_eq!(answer.list("sources")[1]["remarks"], json!(["it was merged into a"]));
    assert_eq!(desk.entries(), before);
    assert_eq!(variable(&desk, "a", "title"), "Registers");
}

#[test]
fn a_removed_work_comes_back_as_a_new_one_with_its_key() {
    let desk = desk_with("persian.ris");
    well(&desk, &["remove", "احمدی۱۳۸۴", "--reason", "by mistake"]);
    let answer = run(&desk, &["references", "import", "persian.ris"]);
    assert_eq!((answer.counts(), answer.keys()), ([1, 0, 0, 0], vec!["احمدی۱۳۸۴"]));
}

#[test]
fn a_sealed_work_is_not_called_by_its_key() {
    let desk = desk_with("zotero");
    well(&desk, &["source", "set", BOOK, "key=secret2011"]);
    well(&desk, &["sensitivity", "set", "secret2011", "sealed"]);
    edit(&desk, "zotero/zotero.bib", "{Registers of Trials}", "{Registers of Water}");
    let output = desk.cli(&["references", "import", "zotero"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("1 updated") && !text.contains("secret2011"), "{text}");
    assert_eq!(import(&desk, "zotero").list("sources")[1]["key"], Value::Null);
    let twice = json!([{"id": "twice", "type": "book", "ISBN": "9781402894626"}]);
    items(&desk, "twice.json", &twice);
    import(&desk, "twice.json");
    let found = well(&desk, &["source", "duplicates"]).to_string();
    assert!(found.contains("isbn") && !found.contains("secret2011"), "{found}");
}
