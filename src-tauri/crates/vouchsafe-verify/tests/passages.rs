//! What both verifiers say of passages: the auditor, and the one in Python.
//!
//! Offsets are Unicode scalar values: the texts are Persian, and hold what takes two units in
//! UTF-16 and four bytes in UTF-8.

mod sample;

use std::{collections::BTreeSet, num::NonZeroUsize, path::Path, process::Command};

use sample::{Sample, id};
use serde_json::Value;
use vouchsafe_model::{ContentId, DocumentId};
use vouchsafe_verify::{Advance, Progress, Report, Request, Scope, Verdict, verify};

/// The text of rendition 200, content 100: scalar values 0 to 30.
const TEXT: &str = "شیرین 🕊️ می‌رود. 😀 Six of 1402.";

struct Unwatched;

impl Progress for Unwatched {
    fn report(&self, _: &Advance) {}

    fn is_cancelled(&self) -> bool {
        false
    }

    fn content_is_good(&self, _: ContentId) {}
}

fn report(path: &Path, scope: Scope) -> Report {
    let request = Request {
        path,
        page_key: None,
        scope,
        known_heads: &[],
        read_before: &BTreeSet::new(),
        threads: NonZeroUsize::MIN,
    };
    verify(&request, &Unwatched).expect("an archive")
}

fn second_opinion(path: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/verify_archive.py");
    let mut command = Command::new("python3");
    let output = command.arg(script).arg("--json").arg(path).output().expect("python3");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// An archive with a text, its rendition and one document.
fn begin(path: &Path) -> Sample {
    let mut sample = Sample::new(path);
    sample.hold(99, b"the document");
    sample.hold(100, TEXT.as_bytes());
    sample.set("document", 300, &[("content", &json(99))]);
    sample.set("rendition", 200, &[("of", &json(99)), ("text", &json(100))]);
    sample
}

fn json(number: u64) -> String {
    format!("\"{}\"", id(number))
}

/// Marks a passage of rendition 200.
fn quote(sample: &mut Sample, passage: u64, (start, end): (u64, u64), exact: &str) -> u64 {
    let exact = Value::from(exact).to_string();
    quote_json(sample, passage, (start, end), &exact)
}

fn quote_json(sample: &mut Sample, passage: u64, (start, end): (u64, u64), exact: &str) -> u64 {
    let (start, end) = (start.to_string(), end.to_string());
    sample.set("passage", passage, &fields(&json(300), &json(200), &start, &end, exact))
}

fn fields<'a>(
    document: &'a str,
    rendition: &'a str,
    start: &'a str,
    end: &'a str,
    exact: &'a str,
) -> [(&'a str, &'a str); 5] {
    [
        ("document", document),
        ("rendition", rendition),
        ("start", start),
        ("end", end),
        ("exact", exact),
    ]
}

/// The findings about passages, as `CODE number`, and how many passages were expected and checked.
type Said = (Vec<String>, u64, u64);

/// Writes an archive and asks both verifiers, who must agree.
fn said(write: impl FnOnce(&mut Sample)) -> Said {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.vouch");
    let mut sample = begin(&path);
    write(&mut sample);
    sample.finish();
    let ours = serde_json::to_value(report(&path, Scope::Full)).expect("a report is JSON");
    let second = second_opinion(&path);
    let said = |report: &Value| {
        let findings = report["findings"].as_array().expect("findings").iter();
        let mut codes: Vec<String> = findings
            .filter(|finding| !["V034", "V055", "V090"].iter().any(|code| finding["code"] == *code))
            .map(|finding| {
                let record = finding["record"].as_str().expect("a record");
                let number = record.rsplit(' ').next().expect("an id").trim_start_matches('0');
                let kind = record.split(' ').next().expect("a kind");
                let number = u64::from_str_radix(number, 16).unwrap_or_default();
                format!("{} {kind} {number}", finding["code"].as_str().expect("a code"))
            })
            .collect();
        codes.sort();
        codes.dedup();
        let count = |part: &str| report[part]["passages"].as_u64().expect("a count");
        (codes, count("expected"), count("checked"))
    };
    assert_eq!(said(&ours), said(&second), "{ours:#}\n{second:#}");
    assert_eq!(ours["verdict"], second["verdict"], "{ours:#}\n{second:#}");
    said(&ours)
}

fn clean(count: u64) -> Said {
    (Vec::new(), count, count)
}

fn wrong(passage: u64) -> Said {
    (vec![format!("V070 passage {passage}")], 1, 1)
}

#[test]
fn words_that_stand_where_they_say_are_found_in_scalar_values() {
    let chars: Vec<char> = TEXT.chars().collect();
    let said = said(|sample| {
        let length = chars.len() as u64;
        for (passage, (start, end)) in (1..).zip([
            (0, 5),
            (6, 8),
            (9, 15),
            (18, 19),
            (16, length),
            (0, length),
            (length, length),
        ]) {
            let place = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
            let exact: String = chars[place].iter().collect();
            quote(sample, passage, (start, end), &exact);
        }
        // The same character, written as JSON writes it in UTF-16.
        quote_json(sample, 20, (17, 18), "\"\\ud83d\\ude00\"");
    });
    assert_eq!(said, clean(8));
}

#[test]
fn words_that_stand_elsewhere_are_damage() {
    let byte = TEXT.find("Six").expect("it is there") as u64;
    let units = TEXT[..TEXT.find("Six").expect("it is there")].encode_utf16().count() as u64;
    for (start, end, exact) in [
        (1, 6, "شیرین"),
        (0, 4, "شیرین"),
        (0, 31, "شیرین"),
        (0, 5, "شيرين"),
        // Counted in bytes, and in units of UTF-16.
        (byte, byte + 3, "Six"),
        (units, units + 3, "Six"),
        // Outside, and backwards.
        (0, 4_000_000_000, TEXT),
        (0, 90_000_000_000, TEXT),
        (5, 0, ""),
    ] {
        let said = said(|sample| {
            quote(sample, 7, (start, end), exact);
        });
        assert_eq!(said, wrong(7), "{start} {end} {exact}");
    }
}

#[test]
fn a_passage_that_quotes_names_a_rendition_with_a_text_and_two_offsets() {
    let (document, good, exact) = (json(300), json(200), "\"شیرین\"");
    let [none, empty, absent, binary] = [300, 201, 202, 203].map(json);
    let cases: &[&[(&str, &str)]] = &[
        &[("start", "0"), ("end", "5"), ("exact", exact)],
        &[("rendition", &good), ("end", "5"), ("exact", exact)],
        &[("rendition", &good), ("start", "0"), ("exact", exact)],
        &[("rendition", &good), ("start", "0"), ("end", "null"), ("exact", exact)],
        &fields(&document, &none, "0", "5", exact),
        &fields(&document, &empty, "0", "5", exact),
        &fields(&document, &absent, "0", "5", exact),
        &fields(&document, &binary, "0", "5", exact),
        &fields(&document, "7", "0", "5", exact),
        &fields(&document, &good, "-1", "5", exact),
        &fields(&document, &good, "0", "\"5\"", exact),
        &fields(&document, &good, "0", "5", "true"),
    ];
    for case in cases {
        let said = said(|sample| {
            sample.hold(101, b"\xd8 is not UTF-8");
            sample.set("rendition", 201, &[("of", &json(99)), ("outcome", "\"no text\"")]);
            sample.set("rendition", 202, &[("text", &json(4711))]);
            sample.set("rendition", 203, &[("text", &json(101))]);
            sample.set("passage", 7, case);
        });
        assert_eq!(said, wrong(7), "{case:?}");
    }
}

#[test]
fn what_quotes_no_text_has_nothing_to_compare() {
    let said = said(|sample| {
        sample.set("passage", 7, &[("document", &json(300)), ("page_number", "3")]);
        let cleared = fields("null", "null", "null", "null", "null");
        sample.set("passage", 8, &cleared);
        sample.set("claim", 9, &[("exact", "\"no passage\"")]);
    });
    assert_eq!(said, clean(0));
}

#[test]
fn a_removed_passage_is_checked_all_the_same() {
    let said = said(|sample| {
        quote(sample, 7, (1, 6), "شیرین");
        sample.set("passage", 7, &[("removed", "true")]);
    });
    assert_eq!(said, wrong(7));
}

#[test]
fn of_several_values_the_one_shown_first_counts() {
    let good = said(|sample| {
        quote(sample, 7, (1, 6), "شیرین");
        quote(sample, 7, (0, 5), "شیرین");
    });
    assert_eq!(good, clean(1));
    let bad = said(|sample| {
        quote(sample, 7, (0, 5), "شیرین");
        quote(sample, 7, (1, 6), "شیرین");
    });
    assert_eq!(bad, wrong(7));
}

#[test]
fn a_purged_text_is_a_note_and_a_purged_line_nothing() {
    let purged = said(|sample| {
        quote(sample, 7, (0, 5), "شیرین");
        sample.purge_content(100);
    });
    assert_eq!(purged, (vec!["V071 passage 7".to_owned()], 0, 0));
    let text = json(100);
    let unnamed = said(|sample| {
        let line = sample.set_without("rendition", 201, &[("text", &text)], "text");
        sample.purge_line(line, "set.text");
        sample.set("passage", 7, &fields(&json(300), &json(201), "0", "5", "\"شیرین\""));
    });
    assert_eq!(unnamed, (vec!["V071 passage 7".to_owned()], 0, 0));
    for field in ["rendition", "start", "end", "exact"] {
        let (document, rendition) = (json(300), json(200));
        let said = said(|sample| {
            let fields = fields(&document, &rendition, "1", "6", "\"شیرین\"");
            let line = sample.set_without("passage", 7, &fields, field);
            sample.purge_line(line, &format!("set.{field}"));
        });
        assert_eq!(said, clean(0), "{field}");
    }
}

#[test]
fn a_damaged_text_shows_nothing() {
    let said = said(|sample| {
        quote(sample, 7, (0, 5), "شیرین");
        sample.run(
            "DROP TRIGGER chunk_is_final;
             UPDATE chunk SET data = zeroblob(length(data)) WHERE id = 100 << 24",
        );
    });
    assert_eq!((said.1, said.2), (1, 0));
    assert!(said.0.contains(&"V052 content 100".to_owned()), "{said:?}");
}

#[test]
fn a_text_longer_than_any_is_damage() {
    let said = said(|sample| {
        let long = vec![b'x'; (1 << 24) + 1];
        sample.hold(101, &long);
        sample.set("rendition", 201, &[("text", &json(101))]);
        sample.set("passage", 7, &fields(&json(300), &json(201), "0", "1", "\"x\""));
    });
    assert_eq!(said, wrong(7));
}

#[test]
fn the_scope_of_a_run_limits_which_passages_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.vouch");
    let mut sample = begin(&path);
    sample.set("document", 301, &[("content", &json(99))]);
    quote(&mut sample, 7, (0, 5), "شیرین");
    quote(&mut sample, 8, (1, 6), "شیرین");
    sample.set("passage", 9, &fields(&json(301), &json(200), "1", "6", "\"شیرین\""));
    sample.set("passage", 10, &[("document", &json(301)), ("exact", "\"nowhere\"")]);
    sample.finish();
    let of = |number: u64| DocumentId::from_bytes(u128::from(number).to_be_bytes());
    for (scope, checked, failed) in [
        (Scope::Full, 4, 3),
        (Scope::Quick, 0, 0),
        (Scope::Documents(vec![of(300)]), 2, 1),
        (Scope::Documents(vec![of(301)]), 2, 2),
    ] {
        let report = report(&path, scope.clone());
        let counts = (report.expected.passages, report.checked.passages, report.failed.passages);
        assert_eq!(counts, (4, checked, failed), "{scope:?}");
        assert_eq!(report.unknown.passages, 4 - checked);
        let found = report.findings.iter().filter(|finding| finding.code.name() == "V070");
        assert_eq!(found.count() as u64, failed);
        let told = report.not_checked.iter().any(|what| what.contains("passages were not"));
        assert_eq!(told, checked < 4, "{:?}", report.not_checked);
        assert_eq!(report.verdict == Verdict::Incomplete, failed == 0);
    }
}

#[test]
fn a_catalogue_of_another_version_leaves_passages_unchecked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.vouch");
    let mut sample = begin(&path);
    quote(&mut sample, 7, (1, 6), "شیرین");
    sample.run("UPDATE catalogue SET version = 0");
    sample.finish();
    let report = report(&path, Scope::Full);
    assert_eq!(report.verdict, Verdict::Incomplete);
    assert!(report.not_checked.iter().any(|what| what.contains("no passage")), "{report:?}");
}

#[test]
fn a_finding_says_which_words_were_expected_and_which_stand_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.vouch");
    let mut sample = begin(&path);
    quote(&mut sample, 7, (1, 6), "شیرین");
    quote(&mut sample, 8, (1, 600), "شیرین");
    sample.finish();
    let report = report(&path, Scope::Full);
    let found: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.code.name() == "V070")
        .map(|finding| (finding.expected.as_deref(), finding.found.as_deref()))
        .collect();
    let nothing = format!("nothing: the text has {} characters", TEXT.chars().count());
    assert_eq!(found, [(Some("شیرین"), Some("یرین ")), (Some("شیرین"), Some(&*nothing))]);
    let pass = report.passes.iter().find(|pass| pass.check == "passages").expect("it was done");
    assert_eq!((pass.checked, pass.failed), (2, 2));
}
