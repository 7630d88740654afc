//! What other programs export is taken in: works, files, notes, tags, collections, dates.

use std::fs;

use serde_json::{Value, json};

use super::{fixture, import, run, shown, variable, well};
use crate::{references::desk_with, support::Desk};

fn statuses(files: &[Value]) -> Vec<(&str, &str)> {
    files
        .iter()
        .map(|file| {
            let path = file["path"].as_str().expect("a path");
            let name = path.rsplit('/').next().unwrap_or(path);
            (name, file["status"].as_str().expect("a status"))
        })
        .collect()
}

#[test]
fn every_program_s_export_is_taken_in_with_what_could_not_be_read_by_line() {
    let desk = Desk::new();
    // name, format, encoding, [new, updated, unchanged, refused], lines of problems, exit code
    for (name, format, encoding, counts, problems, code) in [
        ("zotero", "biblatex", "UTF-8", [5, 0, 0, 0], &[][..], 0),
        ("better-csl.json", "csl-json", "UTF-8", [3, 0, 0, 0], &[], 0),
        ("jabref", "biblatex", "UTF-8", [3, 0, 0, 0], &[], 1),
        ("endnote.ris", "ris", "UTF-8", [3, 0, 0, 0], &[(20, "doubt")], 1),
        ("cp1252.bib", "bibtex", "windows-1252", [2, 0, 0, 0], &[(1, "doubt")], 0),
        (
            "broken-middle.bib",
            "bibtex",
            "UTF-8",
            [3, 0, 0, 2],
            &[(6, "refused"), (15, "refused")],
            1,
        ),
        ("persian.ris", "ris", "UTF-8", [1, 0, 0, 0], &[], 0),
        ("two-of-one-key.json", "csl-json", "UTF-8", [2, 0, 0, 0], &[(3, "doubt")], 0),
    ] {
        fixture(&desk, name);
        let answer = import(&desk, name);
        assert_eq!(answer.counts(), counts, "{name}: {answer:?}");
        assert_eq!(
            (&answer.json["format"], &answer.json["encoding"]),
            (&json!(format), &json!(encoding))
        );
        let found: Vec<(u64, &str)> = answer
            .list("problems")
            .iter()
            .map(|found| (found["line"].as_u64().unwrap(), found["kind"].as_str().unwrap()))
            .collect();
        assert_eq!(found, problems, "{name}: {answer:?}");
        assert_eq!(answer.code, code, "{name}: {answer:?}");
    }
    assert_eq!(variable(&desk, "gomez1987", "title"), "La niñez – «Sobre la canción»");
    assert_eq!(variable(&desk, "احمدی۱۳۸۴", "publisher"), "نشر نامه‌ها");
    assert_eq!(desk.codes(), Vec::<String>::new());
}

#[test]
fn what_was_refused_is_named_with_its_key_and_reason_on_the_screen_too() {
    let desk = Desk::new();
    fixture(&desk, "broken-middle.bib");
    let output = desk.cli(&["references", "import", "broken-middle.bib"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in [
        "  line 6 (broken2002): not taken: line 24: a brace is not closed\n",
        "  line 15 (circle2004): not taken: entries take fields from each other in a circle: \
         circle2004 → circle2004\n",
        "3 new, 0 updated, 0 unchanged, 2 not taken (bibtex, UTF-8).\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn files_in_the_folder_become_documents_of_their_work() {
    let desk = Desk::new();
    fixture(&desk, "zotero");
    let answer = import(&desk, "zotero");
    let expected = [
        ("Talebi and Rahavi - 2019 - Six Sentenced.pdf", "added"),
        ("six-sentenced.html", "added"),
        ("report.html", "added"),
    ];
    assert_eq!(statuses(answer.list("attachments")), expected);
    let source = shown(&desk, "talebiSixSentencedDarband2019");
    let documents = source["documents"].as_array().unwrap();
    let found: Vec<(&Value, &Value)> =
        documents.iter().map(|found| (&found["media_type"], &found["role"])).collect();
    let role = &json!("attachment");
    assert_eq!(found, [(&json!("application/pdf"), role), (&json!("text/html"), role)]);
}

#[cfg(unix)]
#[test]
fn files_outside_the_folder_are_named_and_left() {
    let desk = Desk::new();
    fixture(&desk, "jabref");
    desk.file("outside.txt", b"nobody named this for the archive");
    std::os::unix::fs::symlink(desk.path("outside.txt"), desk.path("jabref/link.txt")).unwrap();
    let absolute = desk.path("outside.txt").display().to_string();
    let named = format!("file = {{:{absolute}:Text;:link.txt:Text;:/etc/passwd:Text}},\n  title");
    super::edit(
        &desk,
        "jabref/jabref.bib",
        "title  = {Court",
        &named.replace("title", "title = {Court"),
    );
    let answer = import(&desk, "jabref");
    let left = "it is not in the folder of the bibliography";
    let reasons: Vec<&Value> =
        answer.list("attachments").iter().map(|file| &file["reason"]).collect();
    let left = &json!(left);
    assert_eq!(reasons, [&Value::Null, left, left, left, left], "{answer:?}");
    assert_eq!((answer.code, answer.counts()), (1, [3, 0, 0, 0]));
    assert_eq!(well(&desk, &["document", "list"])["total"], 1);
    let bytes = fs::read(desk.archive()).unwrap();
    let planted = b"nobody named this";
    assert!(!bytes.windows(planted.len()).any(|found| found == planted));
}

#[test]
fn files_are_left_out_where_asked() {
    let desk = Desk::new();
    fixture(&desk, "zotero");
    let answer = run(&desk, &["references", "import", "zotero", "--without-files"]);
    assert_eq!((answer.code, answer.list("attachments").len()), (0, 0));
    assert_eq!(well(&desk, &["document", "list"])["total"], 0);
}

#[test]
fn notes_tags_nested_collections_and_dates_come_along() {
    let desk = desk_with("jabref");
    let article = shown(&desk, "Marlowe2024");
    assert_eq!(article["tags"], json!(["canal", "figures"]));
    assert_eq!(article["notes"][0]["text"], "Ask for the second edition of that day.");
    let fields = article["fields"].as_array().unwrap();
    let field = |name: &str| {
        let found = fields.iter().find(|field| field["field"] == name);
        found.map(|field| field["value"].clone()).unwrap_or_default()
    };
    assert_eq!(field("imported_added_at"), "2024-03-10T09:15:00");
    assert_eq!(field("imported_modified_at"), "2024-03-12T18:00:01");
    assert_eq!(shown(&desk, "Lindqvist2011")["collections"], json!(["Old", "Trials"]));
    let collections = well(&desk, &["collection", "list"]);
    let collections = collections["collections"].as_array().unwrap();
    let named = |name: &str| collections.iter().find(|found| found["name"] == name).unwrap();
    assert_eq!(named("Old")["parent"], named("Press")["id"]);
    assert_eq!(named("Trials")["parent"], named("Courts")["id"]);
    assert_eq!(named("Press")["parent"], Value::Null);
}

#[test]
fn collections_of_one_name_under_two_others_stay_two() {
    let desk = Desk::new();
    let beside = |path: &Value| json!({"vouchsafe": {"collections": [path]}});
    let items = json!([
        {"id": "a", "type": "book", "title": "A", "custom": beside(&json!(["Press", "Old"]))},
        {"id": "b", "type": "book", "title": "B", "custom": beside(&json!(["Courts", "Old"]))},
    ]);
    super::items(&desk, "nested.json", &items);
    assert_eq!(import(&desk, "nested.json").counts(), [2, 0, 0, 0]);
    assert_eq!(well(&desk, &["collection", "list"])["collections"].as_array().unwrap().len(), 4);
    assert_eq!(import(&desk, "nested.json").counts(), [0, 0, 2, 0]);
}

#[test]
fn a_name_that_cannot_be_one_here_is_told_and_the_work_is_taken() {
    let desk = Desk::new();
    let long = "x".repeat(81);
    let item = json!({
        "id": "k", "type": "book", "title": "T",
        "custom": {"vouchsafe": {"tags": ["good", long, " "]}},
    });
    super::items(&desk, "long.json", &json!([item]));
    let answer = import(&desk, "long.json");
    let remarks = &answer.list("sources")[0]["remarks"];
    assert_eq!(remarks, &json!([format!("`{long}` cannot be the name of a tag here")]));
    assert_eq!(shown(&desk, "k")["tags"], json!(["good"]));
}

#[test]
fn variables_that_csl_does_not_know_are_kept() {
    let desk = desk_with("better-csl.json");
    let letter = well(&desk, &["references", "export", "rahaviName2024"]);
    let items: Value = serde_json::from_str(letter["text"].as_str().unwrap()).unwrap();
    let fixture = fs::read_to_string(desk.path("better-csl.json")).unwrap();
    let original: Value = serde_json::from_str(&fixture).unwrap();
    assert_eq!(items[0], original[1]);
    assert_eq!(items[0]["x-inventory number"], "W3/17");
}

#[test]
fn works_without_a_key_get_one_by_the_pattern() {
    for (pattern, expected) in [
        (None, ["talebi2019", "lindqvist2011", "courtregistryofdarband2024"]),
        (Some("[auth:3:upper][shortyear]"), ["TAL19", "LIN11", "COU24"]),
        (
            Some("[auth]-[veryshorttitle:lower]"),
            ["Talebi-six", "Lindqvist-registers", "CourtRegistryofDarband-court"],
        ),
    ] {
        let desk = Desk::new();
        fixture(&desk, "endnote.ris");
        let mut arguments = vec!["references", "import", "endnote.ris"];
        arguments.extend(pattern.map(|pattern| ["--key-pattern", pattern]).iter().flatten());
        assert_eq!(run(&desk, &arguments).keys(), expected, "{pattern:?}");
    }
}

#[test]
fn a_pattern_that_is_none_is_refused_and_nothing_is_taken() {
    let desk = Desk::new();
    // Its works have keys: the pattern is refused even so.
    fixture(&desk, "persian.ris");
    let before = desk.entries();
    for pattern in ["[auth", "[nonsense]", "plain", "[auth:odd]"] {
        let answer = run(&desk, &["references", "import", "persian.ris", "--key-pattern", pattern]);
        assert_eq!(answer.code, 2, "{pattern}: {answer:?}");
    }
    assert_eq!(desk.entries(), before);
}

#[test]
fn an_address_in_place_of_a_key_is_no_citation_key() {
    let desk = Desk::new();
    let item = |id: &str| {
        let author = json!([{"family": "Lindqvist"}]);
        json!({"id": id, "type": "book", "title": "Registers", "author": author})
    };
    let mut named = item("http://zotero.org/users/1/items/B");
    named["citation-key"] = json!("lindqvistRegisters");
    let items = json!([item("http://zotero.org/users/1/items/A"), named]);
    super::items(&desk, "zotero.json", &items);
    assert_eq!(import(&desk, "zotero.json").keys(), ["lindqvist", "lindqvistRegisters"]);
    assert_eq!(import(&desk, "zotero.json").counts(), [0, 0, 2, 0]);
}

#[test]
fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let desk = desk_with("zotero");
    super::edit(&desk, "zotero/zotero.bib", "{Registers of Trials}", "{Registers of Water}");
    let added = "\n@misc{newOne, title = {New}}\n";
    super::edit(&desk, "zotero/zotero.bib", "\n@book{", &format!("{added}\n@book{{"));
    let before = (desk.entries(), fs::read(desk.archive()).unwrap());
    let answer = run(&desk, &["references", "import", "zotero", "--dry-run"]);
    assert_eq!((answer.code, answer.counts()), (0, [1, 1, 4, 0]), "{answer:?}");
    assert_eq!(answer.json["done"], false);
    assert!(before == (desk.entries(), fs::read(desk.archive()).unwrap()));
}

#[test]
fn an_import_is_one_act_and_undone_as_one() {
    let desk = Desk::new();
    fixture(&desk, "zotero");
    fixture(&desk, "jabref");
    import(&desk, "zotero");
    import(&desk, "jabref");
    let first = well(&desk, &["undo", "--list"])["acts"][1]["act"].clone();
    let undone = well(&desk, &["undo"]);
    // That a file arrived stays true; everything else is taken back.
    let kept = undone["kept"].as_array().unwrap().iter().map(|kept| &kept["kind"]);
    assert_eq!(kept.collect::<Vec<_>>(), ["accession"]);
    let keys = |desk: &Desk| {
        let listed = run(desk, &["source", "list"]);
        listed.keys().iter().map(|key| (*key).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&desk).len(), 5, "those of the import before stay");
    assert_eq!(well(&desk, &["document", "list"])["total"], 3);
    let names = |listed: &Value, what: &str| listed[what].as_array().unwrap().len();
    assert_eq!(names(&well(&desk, &["collection", "list"]), "collections"), 0);
    well(&desk, &["undo", first.as_str().unwrap()]);
    assert_eq!(keys(&desk), Vec::<String>::new());
    assert_eq!(names(&well(&desk, &["tag", "list"]), "tags"), 0);
    // Taken in again, they have the keys they had.
    assert_eq!(import(&desk, "jabref").keys(), ["Marlowe2024", "Lindqvist2011", "Notice417"]);
    desk.is_intact();
}

#[test]
fn what_is_no_bibliography_is_refused_and_nothing_is_taken() {
    let desk = Desk::new();
    desk.file("letter.txt", b"Dear Sara, one of six was sentenced.");
    desk.file("empty/readme.txt", b"nothing here");
    desk.file("two/a.bib", b"@misc{a, title = {A}}");
    desk.file("two/b.ris", b"TY  - BOOK\nER  - \n");
    let before = desk.entries();
    for (path, reason) in [
        ("letter.txt", "CSL-JSON, BibTeX, BibLaTeX or RIS"),
        ("empty", "no .bib, .ris or .json file"),
        ("two", "name one of"),
        ("missing.bib", "missing.bib"),
    ] {
        let answer = import(&desk, path);
        assert!(answer.code >= 2, "{path}: {answer:?}");
        assert!(answer.messages.contains(reason), "{path}: {answer:?}");
    }
    assert_eq!(desk.entries(), before);
}
