//! References out, and into another archive: what was said is said there too.

use std::fs;

use serde_json::{Value, json};

use super::{desk_with, fixture, import, items, run, shown, well};
use crate::support::Desk;

/// Exports everything in a format.
fn export(desk: &Desk, format: &str) -> String {
    let answer = well(desk, &["references", "export", "--notes", "--format", format]);
    answer["text"].as_str().expect("a text").to_owned()
}

/// Exports into an archive of its own, and from there again.
fn there_and_out(text: &str, format: &str) -> String {
    let other = Desk::new();
    other.file("in.txt", text.as_bytes());
    let arguments = ["references", "import", "in.txt", "--format", format, "--without-files"];
    let answer = run(&other, &arguments);
    assert_eq!(answer.count("refused"), 0, "{answer:?}");
    export(&other, format)
}

#[test]
fn every_format_read_into_another_archive_and_written_again_is_the_same() {
    let desk = Desk::new();
    for name in ["zotero", "better-csl.json", "jabref", "endnote.ris", "persian.ris"] {
        fixture(&desk, name);
        import(&desk, name);
    }
    well(&desk, &["note", "add", "ahmadiGozareshDadgah2024", "دو روایت از یک روز"]);
    well(&desk, &["source", "set", "ahmadiGozareshDadgah2024", "alt.title.en=Court report"]);
    well(&desk, &["source", "set", "registryExtract2024", "csl.issued=۱۲ مرداد ۱۴۰۲"]);
    for format in ["csl-json", "bibtex", "biblatex", "ris"] {
        let text = export(&desk, format);
        // RIS says less: what it lost the first time it cannot lose again.
        let again = there_and_out(&text, format);
        assert_eq!(again, text, "{format}");
    }
}

#[test]
fn forms_in_other_scripts_and_dates_as_written_survive() {
    let desk = desk_with("zotero");
    let key = "ahmadiGozareshDadgah2024";
    let said = [
        "alt.title.fa-Latn=Gozāresh-e dādgāh-e Darband",
        "alt.title.en=The Darband court report",
        "alt.author.fa-Latn=Ahmadi, Maryam",
        "csl.issued=۱۲ مرداد ۱۴۰۲",
    ];
    well(&desk, &[&["source", "set", key], &said[..]].concat());
    well(&desk, &["tag", "add", key, "checked"]);
    let fields = |desk: &Desk| -> Vec<(String, Value)> {
        let shown = shown(desk, key);
        let fields = shown["fields"].as_array().expect("fields").iter();
        let said = fields.filter(|field| {
            let name = field["field"].as_str().expect("a name");
            ["csl.", "alt.", "date."].iter().any(|family| name.starts_with(family))
        });
        let pair = |field: &Value| (field["field"].to_string(), field["value"].clone());
        said.map(pair).collect()
    };
    assert!(fields(&desk).iter().any(|(name, _)| name.contains("date.issued")));
    for format in ["csl-json", "bibtex", "biblatex"] {
        let other = Desk::new();
        other.file("in.txt", export(&desk, format).as_bytes());
        run(&other, &["references", "import", "in.txt", "--format", format]);
        assert_eq!(fields(&other), fields(&desk), "{format}");
        assert_eq!(shown(&other, key)["tags"], shown(&desk, key)["tags"], "{format}");
    }
}

#[test]
fn what_a_format_cannot_say_is_told() {
    let desk = desk_with("zotero");
    let key = "ahmadiGozareshDadgah2024";
    well(&desk, &["source", "set", key, "alt.title.en=The Darband court report"]);
    let answer = well(&desk, &["references", "export", key, "--format", "ris"]);
    let lost: Vec<&Value> =
        answer["losses"].as_array().unwrap().iter().map(|loss| &loss["variable"]).collect();
    assert!(lost.contains(&&json!("custom")), "{answer}");
    let screen = desk.cli(&["references", "export", key, "--format", "ris"]);
    let messages = String::from_utf8_lossy(&screen.stderr).into_owned();
    assert!(messages.contains("custom RIS") || messages.contains("custom ris"), "{messages}");
}

#[test]
fn sealed_and_embargoed_works_are_held_back_and_counted() {
    let desk = desk_with("zotero");
    let book = "lindqvistRegistersTrials2011";
    well(&desk, &["sensitivity", "set", "ahmadiGozareshDadgah2024", "sealed"]);
    well(&desk, &["sensitivity", "set", "registryExtract2024", "open", "--embargo", "2999-01-01"]);
    well(&desk, &["sensitivity", "set", book, "restricted"]);
    for format in ["csl-json", "bibtex", "biblatex", "ris"] {
        let answer = well(&desk, &["references", "export", "--format", format]);
        assert_eq!((&answer["exported"], &answer["held_back"]), (&json!(3), &json!(2)));
        let text = answer["text"].as_str().unwrap();
        assert!(!text.contains("نیمبار") && !text.contains("41/1402"), "{text}");
    }
    // Asked for by name it does not leave either.
    let answer = well(&desk, &["references", "export", "ahmadiGozareshDadgah2024"]);
    assert_eq!((&answer["exported"], &answer["held_back"]), (&json!(0), &json!(1)));
    let screen = desk.cli(&["references", "export"]);
    let messages = String::from_utf8_lossy(&screen.stderr).into_owned();
    assert!(messages.contains("2 works held back: sealed, or under embargo."), "{messages}");
}

#[test]
fn notes_go_only_where_asked_and_only_open_ones() {
    let desk = desk_with("persian.ris");
    let key = "احمدی۱۳۸۴";
    well(&desk, &["note", "add", key, "an open note"]);
    let note = well(&desk, &["note", "add", key, "a sealed note"]);
    well(&desk, &["sensitivity", "set", note["note"].as_str().unwrap(), "sealed"]);
    let plain = well(&desk, &["references", "export"])["text"].to_string();
    assert!(!plain.contains("an open note"), "{plain}");
    let noted = well(&desk, &["references", "export", "--notes"])["text"].to_string();
    assert!(noted.contains("an open note") && !noted.contains("a sealed note"), "{noted}");
}

#[test]
fn a_collection_alone_can_be_written_into_a_file() {
    let desk = desk_with("jabref");
    let arguments = ["references", "export", "--collection", "Old", "--format", "bibtex"];
    let output = desk.cli(&[&arguments[..], &["-o", "old.bib"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"");
    let text = fs::read_to_string(desk.path("old.bib")).unwrap();
    assert!(text.contains("Lindqvist2011") && text.contains("Notice417"), "{text}");
    assert!(!text.contains("Marlowe2024"), "{text}");
}

#[test]
fn a_changed_key_is_the_only_one_that_leaves() {
    let desk = desk_with("better-csl.json");
    well(&desk, &["source", "set", "heraldFigures2024", "key=herald"]);
    let answer = well(&desk, &["references", "export", "herald"]);
    let items: Value = serde_json::from_str(answer["text"].as_str().unwrap()).unwrap();
    assert_eq!((&items[0]["id"], &items[0]["citation-key"]), (&json!("herald"), &json!("herald")));
}

#[test]
fn foreign_custom_members_come_through() {
    let desk = Desk::new();
    let custom = json!({
        "jabref": {"owner": "edith"},
        "vouchsafe": {"alt": {"title": "no forms"}, "later": [1, 2.5]},
    });
    let item = json!({"id": "k", "type": "book", "title": "T", "custom": custom});
    items(&desk, "custom.json", &json!([item]));
    import(&desk, "custom.json");
    let answer = well(&desk, &["references", "export"]);
    let out: Value = serde_json::from_str(answer["text"].as_str().unwrap()).unwrap();
    assert_eq!(out, json!([item]));
}
