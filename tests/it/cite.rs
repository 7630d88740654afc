//! Citations: works and passages, in the styles people use and in one of their own, as text, HTML,
//! Markdown and RTF.

use std::fs;

use serde_json::{Value, json};

use crate::{
    references::{Answer, desk_with, fixture, run, well},
    support::Desk,
};

/// The works of the Zotero export and the newspaper of the Better-CSL-JSON one, in no order.
const WORKS: [&str; 6] = [
    "talebiSixSentencedDarband2019",
    "lindqvistRegistersTrials2011",
    "osei-mensahCountingDocket2014",
    "ahmadiGozareshDadgah2024",
    "registryExtract2024",
    "heraldFigures2024",
];

/// Makes a desk with the usual kinds of works.
fn library() -> Desk {
    let desk = desk_with("zotero");
    fixture(&desk, "better-csl.json");
    run(&desk, &["references", "import", "better-csl.json"]);
    desk
}

fn cite(desk: &Desk, what: &[&str], more: &[&str]) -> Value {
    well(desk, &[&["cite"], what, more].concat())
}

/// Returns the texts under a name, in order.
fn texts(answer: &Value, name: &str) -> Vec<String> {
    let list = answer[name].as_array().unwrap_or_else(|| panic!("no {name}: {answer}"));
    list.iter().map(|item| item["text"].as_str().expect("a text").to_owned()).collect()
}

fn printed(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.cli(&[&["cite"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

#[test]
fn a_bibliography_pasted_from_zotero_comes_back_in_chicago_and_apa_style() {
    let desk = Desk::new();
    fixture(&desk, "zotero");
    let pasted = fs::read_to_string(desk.path("zotero/zotero.bib")).unwrap();
    desk.file("pasted.bib", pasted.as_bytes());
    let import = ["references", "import", "pasted.bib", "--without-files"];
    assert_eq!(run(&desk, &import).code, 0);
    let keys = &WORKS[..5];
    for (style, expected) in [
        (
            "chicago-author-date",
            "Court Registry of Darband. 2024. Extract 41/1402. Registry Extract 41/1402. Court \
             Registry of Darband.\n\n\
             Lindqvist, Anna. 2011. Registers of Trials. 2nd ed. Harbour Press.\n\n\
             Osei-Mensah, Kofi. 2014. “Counting the Docket.” In Courts and Water, edited by Joost \
             van den Berg and Old Canal Water Users. Harbour Press.\n\n\
             Talebi, Sara, and Mina Rahavi. 2019. “Six Sentenced in Darband: What the Registry \
             Says.” Nimbar Law Quarterly 12 (3): 41–58. https://doi.org/10.5555/nlq.2019.41.\n\n\
             احمدی, مریم. 2024. “گزارش دادگاه دربند.” پیک نیمبار, March 9. \
             https://nimbar.example/fa/report.\n",
        ),
        (
            "apa",
            "Court Registry of Darband. (2024). Extract 41/1402 (Registry Extract 41/1402). Court \
             Registry of Darband.\n\n\
             Lindqvist, A. (2011). Registers of Trials (2nd ed.). Harbour Press.\n\n\
             Osei-Mensah, K. (2014). Counting the Docket. In J. van den Berg & Old Canal Water \
             Users (Eds.), Courts and Water (pp. 101–119). Harbour Press.\n\n\
             Talebi, S., & Rahavi, M. (2019). Six Sentenced in Darband: What the Registry Says. \
             Nimbar Law Quarterly, 12(3), 41–58. https://doi.org/10.5555/nlq.2019.41\n\n\
             احمدی, م. (2024, March 9). گزارش دادگاه دربند. پیک نیمبار. \
             https://nimbar.example/fa/report\n",
        ),
    ] {
        assert_eq!(printed(&desk, &[keys, &["--style", style]].concat()), expected, "{style}");
    }
}

#[test]
fn notes_and_citations_in_the_text_stand_in_the_order_asked_for() {
    let desk = library();
    for (style, expected) in [
        (
            "chicago-notes",
            "Sara Talebi and Mina Rahavi, “Six Sentenced in Darband: What the Registry Says,” \
             Nimbar Law Quarterly 12, no. 3 (2019): 41–58, \
             https://doi.org/10.5555/nlq.2019.41.\n\
             Anna Lindqvist, Registers of Trials, 2nd ed. (Harbour Press, 2011).\n\
             Kofi Osei-Mensah, “Counting the Docket,” in Courts and Water, ed. Joost van den Berg \
             and Old Canal Water Users (Harbour Press, 2014).\n\
             مریم احمدی, “گزارش دادگاه دربند,” پیک نیمبار, March 9, 2024, \
             https://nimbar.example/fa/report.\n\
             Court Registry of Darband, Extract 41/1402, Registry extract 41/1402 (Court Registry \
             of Darband, 2024).\n\
             Edith de Marlowe, “The Figures of the Old Canal,” Veldmoor Herald (Veldmoor), March \
             8, 2024, https://herald.example/figures.\n",
        ),
        (
            "apa",
            "(Talebi & Rahavi, 2019)\n(Lindqvist, 2011)\n(Osei-Mensah, 2014)\n(احمدی, 2024)\n\
             (Court Registry of Darband, 2024)\n(de Marlowe, 2024)\n",
        ),
        (
            "mla",
            "(Talebi and Rahavi)\n(Lindqvist)\n(Osei-Mensah)\n(احمدی)\n\
             (Court Registry of Darband)\n(de Marlowe)\n",
        ),
    ] {
        let arguments = [&WORKS[..], &["--style", style, "--in-text"]].concat();
        assert_eq!(printed(&desk, &arguments), expected, "{style}");
    }
    let mla = cite(&desk, &["osei-mensahCountingDocket2014"], &["--style", "mla"]);
    let expected = "Osei-Mensah, Kofi. “Counting the Docket.” Courts and Water, edited by Joost \
                    van den Berg and Old Canal Water Users, Harbour Press, 2014, pp. 101–19.";
    assert_eq!(texts(&mla, "bibliography"), [expected]);
}

#[test]
fn a_bibliography_is_written_in_each_markup() {
    let desk = library();
    let book = "lindqvistRegistersTrials2011";
    let persian = "ahmadiGozareshDadgah2024";
    for (markup, pieces) in [
        ("text", &["Registers of Trials (2nd ed.)", "گزارش دادگاه دربند. پیک"][..]),
        ("html", &["<!DOCTYPE html>", "<i>Registers of Trials</i> (2nd ed.)", "dir=\"rtl\">احمدی"]),
        ("markdown", &["*Registers of Trials* (2nd ed.)", "[https://nimbar.example/fa/report]("]),
        ("rtf", &["{\\rtf1\\ansi", "\\i\\ai Registers of Trials}", "\\rtlpar", "\\u1711?"]),
    ] {
        let text = printed(&desk, &[book, persian, "--markup", markup]);
        for piece in pieces {
            assert!(text.contains(piece), "{markup} has no {piece}: {text}");
        }
    }
    printed(&desk, &[book, "--markup", "rtf", "-o", "refs.rtf"]);
    let bytes = fs::read(desk.path("refs.rtf")).unwrap();
    assert!(bytes.starts_with(b"{\\rtf1") && bytes.is_ascii() && bytes.ends_with(b"}\n"));
}

/// Takes in two captures of one page and returns a passage of each.
fn two_captures(desk: &Desk) -> [String; 2] {
    let said = ["source", "add", "--key", "board", "--title", "Notice board"];
    well(desk, &[&said[..], &["--type", "webpage", "--author", "ENA"]].concat());
    [("08", "Six were sentenced."), ("12", "Seven were sentenced.")].map(|(day, words)| {
        let path = desk.file(&format!("capture-{day}.txt"), words.as_bytes());
        let captured = format!("2024-03-{day}T09:26:44Z");
        let about = ["--source", "board", "--role", "capture", "--captured-at", &captured];
        let url = ["--url", "https://board.example/417", path.to_str().expect("a name in letters")];
        let added = well(desk, &[&["add"], &about[..], &url].concat());
        desk.passage(added["items"][0]["document"].as_str().expect("a document"), words)
    })
}

#[test]
fn two_captures_of_one_page_cited_by_passage_have_two_days_of_access() {
    let desk = Desk::new();
    let [first, second] = two_captures(&desk);
    let answer = cite(&desk, &[&first, &second], &["--style", "apa"]);
    let entries = texts(&answer, "bibliography");
    assert_eq!(entries.len(), 2, "{entries:?}");
    for (entry, day) in entries.iter().zip(["March 8, 2024", "March 12, 2024"]) {
        let end = format!("Notice board. Retrieved {day}, from https://board.example/417");
        assert!(entry.ends_with(&end), "{entry}");
    }
    let citations = answer["citations"].as_array().unwrap();
    let passages: Vec<&Value> = citations.iter().map(|found| &found["passage"]).collect();
    assert_eq!(passages, [&json!(first), &json!(second)]);
    assert!(citations.iter().all(|found| found["key"] == "board"), "{citations:?}");
}

#[test]
fn what_a_person_wrote_of_a_work_goes_before_its_capture_but_not_before_its_passage() {
    let desk = Desk::new();
    let [_, second] = two_captures(&desk);
    well(&desk, &["source", "set", "board", "csl.URL=https://board.example/", "csl.accessed=2024"]);
    let entry = |what: &[&str]| {
        let entries = texts(&cite(&desk, what, &[]), "bibliography");
        assert_eq!(entries.len(), 1, "{entries:?}");
        entries[0].clone()
    };
    assert!(entry(&["board"]).ends_with("Retrieved 2024, from https://board.example/"));
    let captured = "Retrieved March 12, 2024, from https://board.example/417";
    assert!(entry(&[&second]).ends_with(captured));
    // The newest capture is what the work is cited by, too: then both are one.
    assert!(entry(&["board", &second]).ends_with(captured));
    assert!(entry(&[&second, "board"]).ends_with(captured));
}

#[test]
fn a_page_becomes_the_locator_and_a_time_is_added() {
    let desk = library();
    let pdf = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/sample/registry-extract-41-1402.pdf");
    let added = well(&desk, &["add", pdf, "--source", "registryExtract2024"]);
    let document = added["items"][0]["document"].as_str().expect("a document");
    let page = ["passage", "add", document, "--page", "1", "--described", "the first list"];
    let passage = well(&desk, &page)["passage"].as_str().unwrap().to_owned();
    for (style, expected) in [
        ("apa", "(Court Registry of Darband, 2024, p. 1)"),
        ("chicago-author-date", "(Court Registry of Darband 2024, 1)"),
        ("mla", "(Court Registry of Darband 1)"),
    ] {
        let answer = cite(&desk, &[&passage], &["--style", style]);
        assert_eq!(texts(&answer, "citations"), [expected], "{style}");
    }
    let sound = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/sample/statement-w3.ogg");
    let added = well(&desk, &["add", sound, "--source", "heraldFigures2024"]);
    let document = added["items"][0]["document"].as_str().expect("a document");
    let time = ["passage", "add", document, "--time", "0:02-0:03", "--described", "the figure"];
    let passage = well(&desk, &time)["passage"].as_str().unwrap().to_owned();
    let answer = cite(&desk, &[&passage], &[]);
    assert_eq!(texts(&answer, "citations"), ["(de Marlowe, 2024, 0:02)"]);
}

#[test]
fn a_style_of_ones_own_is_used() {
    let desk = library();
    fixture(&desk, "short-author-year.csl");
    let answer =
        cite(&desk, &["lindqvistRegistersTrials2011"], &["--csl", "short-author-year.csl"]);
    assert_eq!(texts(&answer, "citations"), ["<Lindqvist 2011>"]);
    assert_eq!(texts(&answer, "bibliography"), ["Anna Lindqvist | Registers of Trials"]);
}

#[test]
fn what_is_no_style_is_refused_in_a_sentence_and_nothing_changes() {
    let desk = library();
    let deep = format!("<style>{}", "<group>".repeat(300));
    let bomb = "<!DOCTYPE style [<!ENTITY a \"aa\">]><style>&a;</style>";
    desk.file("deep.csl", deep.as_bytes());
    desk.file("bomb.csl", bomb.as_bytes());
    desk.file("html.csl", b"<!doctype html><p>This is a page, not a style.");
    desk.file("empty.csl", b"");
    let before = (desk.entries(), fs::read(desk.archive()).unwrap());
    let key = "lindqvistRegistersTrials2011";
    for name in ["deep.csl", "bomb.csl", "html.csl", "empty.csl", "zotero/zotero.bib"] {
        let answer = run(&desk, &["cite", key, "--csl", name]);
        assert_eq!((answer.code, answer.json.get("citations")), (2, None), "{name}: {answer:?}");
        assert!(answer.messages.contains("cannot cite: the "), "{name}: {answer:?}");
    }
    assert!(before == (desk.entries(), fs::read(desk.archive()).unwrap()));
}

#[test]
fn an_unknown_style_or_locale_names_those_near() {
    let desk = library();
    let key = "lindqvistRegistersTrials2011";
    for (arguments, near) in [
        (["--style", "chicago-author"], "chicago-author-date"),
        (["--style", "apa7"], "apa"),
        (["--locale", "ffa-IR"], "fa-IR"),
    ] {
        let answer = run(&desk, &[&["cite", key], &arguments[..]].concat());
        assert_eq!(answer.code, 2, "{arguments:?}: {answer:?}");
        assert!(answer.messages.contains(near), "{arguments:?}: {answer:?}");
    }
}

#[test]
fn a_form_in_another_script_is_used_and_a_translation_added() {
    let desk = library();
    let key = "ahmadiGozareshDadgah2024";
    let forms = [
        "alt.title.fa-Latn=Gozāresh-e dādgāh-e Darband",
        "alt.title.en=The Darband court report",
        "alt.author.fa-Latn=Ahmadi, Maryam",
    ];
    well(&desk, &[&["source", "set", key], &forms[..]].concat());
    // A list of Persian works has Persian months; a romanised one has those of the style.
    for (more, expected) in [
        (&["--form", "fa-Latn"][..], "Ahmadi, M. (2024, March 9). Gozāresh-e dādgāh-e Darband. "),
        (
            &["--also", "en"],
            "احمدی, م. (2024, مارس 9). گزارش دادگاه دربند [The Darband court report]. ",
        ),
        (
            &["--form", "fa-Latn", "--also", "en"],
            "Ahmadi, M. (2024, March 9). Gozāresh-e dādgāh-e Darband [The Darband court report]. ",
        ),
        (&["--form", "ar"], "احمدی, م. (2024, مارس 9). گزارش دادگاه دربند. "),
    ] {
        let entry = texts(&cite(&desk, &[key], more), "bibliography").remove(0);
        assert!(entry.starts_with(expected), "{more:?}: {entry}");
    }
}

#[test]
fn sealed_and_embargoed_works_and_passages_are_not_cited() {
    let desk = library();
    let [first, second] = two_captures(&desk);
    well(&desk, &["sensitivity", "set", &first, "sealed"]);
    well(&desk, &["sensitivity", "set", "registryExtract2024", "sealed"]);
    well(&desk, &["sensitivity", "set", WORKS[0], "open", "--embargo", "2999-01-01"]);
    for what in [first.as_str(), "registryExtract2024", WORKS[0]] {
        let answer: Answer = run(&desk, &["cite", "heraldFigures2024", what]);
        assert_eq!((answer.code, answer.json.get("citations")), (2, None), "{answer:?}");
        assert!(answer.messages.contains("sealed or under embargo"), "{answer:?}");
    }
    assert_eq!(texts(&cite(&desk, &[&second], &[]), "citations").len(), 1);
}

#[test]
fn where_and_when_a_sealed_capture_was_made_is_not_told() {
    let desk = Desk::new();
    two_captures(&desk);
    let listed = well(&desk, &["document", "list"]);
    let newest = listed["documents"].as_array().unwrap().last().unwrap()["id"].clone();
    well(&desk, &["sensitivity", "set", newest.as_str().unwrap(), "sealed"]);
    let entry = texts(&cite(&desk, &["board"], &[]), "bibliography").remove(0);
    assert!(entry.contains("March 8, 2024"), "{entry}");
    let accessions: String = desk.query(
        "SELECT lower(hex(id)) FROM record WHERE kind = 'accession' ORDER BY number LIMIT 1",
    );
    well(&desk, &["sensitivity", "set", &accessions, "sealed"]);
    let entry = texts(&cite(&desk, &["board"], &[]), "bibliography").remove(0);
    assert!(!entry.contains("March") && !entry.contains("https"), "{entry}");
}

#[test]
fn the_styles_that_come_along_are_listed() {
    let desk = Desk::new();
    let answer = well(&desk, &["cite", "--styles"]);
    let names: Vec<&str> = answer["styles"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    for name in ["apa", "chicago-author-date", "chicago-notes", "mla", "ieee"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(answer["locales"].as_array().unwrap().contains(&json!("fa-IR")));
}
