//! The test-suite for CSL processors, run through `vouchsafe_citation::cite`.
//!
//! `cargo xtask conformance --csl FOLDER [--update]`. FOLDER is a checkout of the
//! `test-suite` of citationstyles.org, which is not ours to ship. `csl-pass.txt` beside this file
//! lists the tests that pass: one of them that fails is an error, a new one is told and added by
//! `--update`. The expected HTML is compared without our links and directions.

#![expect(clippy::print_stdout, reason = "its report is its output")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use serde_json::Value;
use vouchsafe_citation::Item;
use vouchsafe_citation::format::{Cite, CiteRequest, Cited, Locator, Markup, StyleChoice, cite};

const LEDGER_HEAD: &str = "\
# Tests of the CSL processor test-suite that pass, one name a line. This list may only grow:
# `cargo xtask conformance --csl FOLDER --update` adds to it.
";

/// What became of one test.
enum Outcome {
    Passed,
    Failed {
        expected: String,
        found: String,
    },
    /// It asks for what our requests cannot say.
    NotSupported(&'static str),
}

fn main() {
    let mut update = false;
    let mut show = None;
    let mut folder = None;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--update" => update = true,
            "--show" => show = arguments.next(),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("usage: csl-conformance FOLDER [--update] [--show NAME]");
        process::exit(2);
    };
    // The renderer's panics are caught and counted; their traces would drown the report.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let outcomes = run(&folder, show.as_deref());
    std::panic::set_hook(hook);
    let ledger = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/csl-pass.txt");
    if show.is_none() && !settle(&outcomes, &ledger, update) {
        process::exit(1);
    }
}

fn run(folder: &Path, show: Option<&str>) -> BTreeMap<String, Outcome> {
    let humans = folder.join("processor-tests/humans");
    let humans = if humans.is_dir() { humans } else { folder.to_owned() };
    let files = fs::read_dir(&humans).expect("the folder of tests can be read");
    let mut outcomes = BTreeMap::new();
    for file in files {
        let path = file.expect("the folder of tests can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wanted = show.is_none_or(|part| name.contains(part));
        if !wanted || path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a test is UTF-8");
        let outcome = test(&text);
        if show.is_some() {
            match &outcome {
                Outcome::Passed => println!("{name}: passed"),
                Outcome::NotSupported(why) => println!("{name}: not supported: {why}"),
                Outcome::Failed { expected, found } => {
                    println!("{name}: failed\n  expected: {expected}\n  found:    {found}");
                }
            }
        }
        outcomes.insert(name, outcome);
    }
    assert!(!outcomes.is_empty(), "no test in {}", humans.display());
    outcomes
}

/// Compares with the ledger and prints the report; returns whether all is well.
fn settle(outcomes: &BTreeMap<String, Outcome>, ledger: &Path, update: bool) -> bool {
    let listed = fs::read_to_string(ledger).unwrap_or_default();
    let listed: BTreeSet<&str> =
        listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let passed: BTreeSet<&str> = outcomes
        .iter()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Passed))
        .map(|(name, _)| name.as_str())
        .collect();
    let unsupported =
        outcomes.values().filter(|outcome| matches!(outcome, Outcome::NotSupported(_))).count();
    let failed = outcomes.len() - passed.len() - unsupported;
    println!(
        "CSL test-suite: {} tests; {} passed, {failed} failed, {unsupported} not supported",
        outcomes.len(),
        passed.len()
    );
    let new: Vec<&str> = passed.difference(&listed).copied().collect();
    let lost: Vec<&str> = listed.difference(&passed).copied().collect();
    for name in &lost {
        println!("LOST: {name} is listed and does not pass");
    }
    if new.is_empty() {
        println!("No new passes.");
    } else if update {
        let mut text = LEDGER_HEAD.to_owned();
        for name in listed.union(&passed) {
            writeln!(text, "{name}").expect("writing to a string cannot fail");
        }
        fs::write(ledger, text).expect("the ledger can be written");
        println!("{} new passes were added to the ledger.", new.len());
    } else {
        println!("{} new passes, not in the ledger (--update adds them): {new:?}", new.len());
    }
    lost.is_empty()
}

fn test(text: &str) -> Outcome {
    let sections = sections(text);
    let section = |name: &str| sections.get(name).map(String::as_str);
    let (Some(mode), Some(expected), Some(style), Some(input)) =
        (section("MODE"), section("RESULT"), section("CSL"), section("INPUT"))
    else {
        return Outcome::NotSupported("a section is missing");
    };
    let bibliography = match mode.trim() {
        "citation" => false,
        "bibliography" => true,
        _ => return Outcome::NotSupported("another mode"),
    };
    if section("BIBENTRIES").or(section("BIBSECTION")).is_some() {
        return Outcome::NotSupported("a bibliography in parts");
    }
    let Ok(mut items) = serde_json::from_str::<Vec<Item>>(input) else {
        return Outcome::NotSupported("items that are not JSON objects");
    };
    for (place, item) in items.iter_mut().enumerate() {
        item.entry("id").or_insert_with(|| format!("item {place}").into());
    }
    let several = section("CITATIONS").is_some();
    let citations = match citations(section("CITATIONS"), section("CITATION-ITEMS"), &items) {
        Ok(citations) => citations,
        Err(why) => return Outcome::NotSupported(why),
    };
    let request = CiteRequest {
        style: StyleChoice::Xml(style.trim().to_owned()),
        locale: (!style.contains("default-locale=")).then(|| "en-US".to_owned()),
        markup: Markup::Html,
        citations: if bibliography && !several { Vec::new() } else { citations },
        items,
        bibliography,
    };
    let found = match cite(&request) {
        Ok(cited) => shown(&cited, bibliography),
        Err(error) => format!("error: {error}"),
    };
    let (expected, found) = (comparable(expected, several), comparable(&found, false));
    if expected == found { Outcome::Passed } else { Outcome::Failed { expected, found } }
}

fn sections(text: &str) -> BTreeMap<String, String> {
    let mut sections = BTreeMap::new();
    let mut open: Option<(String, String)> = None;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let bare = line.trim_start_matches('\u{feff}').trim();
        if let Some(name) = bare.strip_prefix(">>=") {
            open = Some((name.trim_matches(['=', '>', ' ']).to_owned(), String::new()));
        } else if bare.starts_with("<<=") {
            sections.extend(open.take());
        } else if let Some((_, content)) = &mut open {
            content.push_str(line);
            content.push('\n');
        }
    }
    sections
}

/// Returns the clusters that a test cites; all items in one where it says nothing.
fn citations(
    citations: Option<&str>,
    groups: Option<&str>,
    items: &[Item],
) -> Result<Vec<Vec<Cite>>, &'static str> {
    if let Some(citations) = citations {
        return in_order(citations);
    }
    if let Some(groups) = groups {
        let groups: Vec<Vec<Value>> =
            serde_json::from_str(groups).map_err(|_| "citations that are not JSON")?;
        return groups.iter().map(|group| group.iter().map(one).collect()).collect();
    }
    let all = items.iter().map(|item| Cite { id: text(item.get("id")), ..Cite::default() });
    Ok(vec![all.collect()])
}

/// Returns the clusters as they stand in the document after all edits.
fn in_order(citations: &str) -> Result<Vec<Vec<Cite>>, &'static str> {
    let edits: Vec<Vec<Value>> =
        serde_json::from_str(citations).map_err(|_| "citations that are not JSON")?;
    let mut clusters: BTreeMap<String, Vec<Cite>> = BTreeMap::new();
    let mut order: Vec<(String, u64)> = Vec::new();
    for edit in &edits {
        let [citation, before, after] = edit.as_slice() else { return Err("an edit of three") };
        let id = text(citation.get("citationID"));
        let note = citation["properties"]["noteIndex"].as_u64().unwrap_or_default();
        let cites = citation["citationItems"].as_array().ok_or("a citation without items")?;
        clusters.insert(id.clone(), cites.iter().map(one).collect::<Result<_, _>>()?);
        let places = |side: &Value| -> Vec<(String, u64)> {
            let side = side.as_array().map(Vec::as_slice).unwrap_or_default();
            side.iter().map(|at| (text(at.get(0)), at[1].as_u64().unwrap_or_default())).collect()
        };
        order = places(before);
        order.push((id, note));
        order.extend(places(after));
    }
    let notes = order.iter().map(|(_, note)| *note);
    if !notes.clone().all(|note| note == 0) && !notes.eq(1..=order.len() as u64) {
        return Err("notes that are not counted from 1");
    }
    order.iter().map(|(id, _)| clusters.get(id).cloned().ok_or("an unknown citation")).collect()
}

fn one(cite: &Value) -> Result<Cite, &'static str> {
    let flag = |key: &str| cite.get(key).is_some_and(|value| value == true || value == 1);
    if flag("author-only") || flag("near-note") || cite.get("position").is_some() {
        return Err("a position, or names only");
    }
    let words = |key: &str| cite.get(key).map(|value| text(Some(value)));
    let locator = words("locator").filter(|value| !value.is_empty());
    Ok(Cite {
        id: text(cite.get("id")),
        locator: locator.map(|value| Locator {
            label: words("label").unwrap_or_else(|| "page".to_owned()),
            value,
        }),
        prefix: words("prefix").filter(|words| !words.is_empty()),
        suffix: words("suffix").filter(|words| !words.is_empty()),
        suppress_author: flag("suppress-author"),
    })
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn shown(cited: &Cited, bibliography: bool) -> String {
    if !bibliography {
        return cited.citations.join("\n");
    }
    let entries: String = cited.bibliography.iter().map(|entry| entry.text.as_str()).collect();
    format!("<div class=\"csl-bib-body\">{entries}</div>")
}

/// Brings either side into one form: characters plain, no line breaks inside elements, none of our
/// links and directions; `numbered`: without the numbers and marks of a citation's place.
fn comparable(text: &str, numbered: bool) -> String {
    let mut out = String::new();
    for line in text.trim().lines() {
        let line = line.trim();
        let marked = numbered && (line.starts_with("..[") || line.starts_with(">>["));
        let line = if marked { line.split_once("] ").map_or("", |(_, rest)| rest) } else { line };
        if !(out.is_empty() || line.starts_with('<') && out.ends_with('>')) {
            out.push('\n');
        }
        out.push_str(line);
    }
    let mut bare = String::new();
    let mut rest = out.as_str();
    while let Some(at) = rest.find("<a href=") {
        bare.push_str(&rest[..at]);
        rest = rest[at..].split_once('>').map_or("", |(_, rest)| rest);
    }
    bare.push_str(rest);
    for (from, to) in [
        ("</a>", ""),
        (" dir=\"ltr\"", ""),
        (" dir=\"rtl\"", ""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&amp;", "&"),
        ("&#38;", "&"),
    ] {
        bare = bare.replace(from, to);
    }
    bare
}
