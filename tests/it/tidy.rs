//! The house rules that a program can check. Each failure names the file and says what to do.
//!
//! Words that are not allowed stand in two halves here, so that this file keeps the rules too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What may stand at the top, beside dot-files.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "assets",
    "src-tauri",
    "tests",
    "ui",
    // Settings that their tools look for here.
    "clippy.toml",
    "rustfmt.toml",
];

/// Packages in the lock file, ours and those for other systems included. Each is code that has to
/// be trusted with people's evidence, built and kept current: raise this only with a reason. The
/// core has 410; the toolkit of the window brought the rest, half of it for other systems.
const MOST_PACKAGES: usize = 745;

const MOST_LINES: usize = 600;
const MOST_COLUMNS: usize = 100;

/// Endings that say nothing about what a type is.
const EMPTY_NAMES: &[&str] = &["Handler", "Helper", "Manager", "Processor", "Service", "Util"];

/// What is left undone, or left out of the run, is no part of the code.
const NOT_IN_ANY_FILE: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
const NOT_IN_RUST: &[(&str, &str)] = &[
    (concat!("#[", "ignore"), "a test runs or is removed"),
    (concat!("#[should", "_panic"), "expect an error, not a panic"),
    (concat!("std::", "net::"), "Vouchsafe opens no socket"),
    (concat!("std::os::unix::", "net"), "Vouchsafe opens no socket"),
];
/// Where sockets are opened, on this machine only: the webview plays sound and film from nowhere
/// else. Tests may open them to listen whether anybody calls.
const SOCKETS: &str = "src-tauri/src/media.rs";
const SOCKET_TYPES: &[&str] =
    &["TcpListener", "TcpStream", "UdpSocket", "UnixDatagram", "UnixListener", "UnixStream"];
const NOT_IN_SCRIPT: &[(&str, &str)] = &[(concat!(".on", "ly("), "it switches other tests off")];

#[test]
fn rust_files_open_with_what_they_are_for() {
    check("rs", |_, text| {
        if text.starts_with("//! ") {
            Vec::new()
        } else {
            vec!["must open with `//!`: what lives here, and what must not".to_owned()]
        }
    });
}

#[test]
fn rust_files_are_short_and_narrow() {
    check("rs", |path, text| {
        let mut wrong = Vec::new();
        let lines = text.lines().count();
        if lines > MOST_LINES && !is_test(path) {
            wrong.push(format!("has {lines} lines, at most {MOST_LINES}: split it by concept"));
        }
        for (number, line) in (1..).zip(text.lines()) {
            let columns = line.chars().count();
            if columns > MOST_COLUMNS {
                wrong.push(format!("line {number} has {columns} columns, at most {MOST_COLUMNS}"));
            }
        }
        wrong
    });
}

#[test]
fn nothing_is_left_undone_or_left_out() {
    for extension in ["rs", "py", "sql", "toml", "md", "ts", "js", "svelte", "css", "sh"] {
        check(extension, |_, text| with_words(text, NOT_IN_ANY_FILE));
    }
    check("rs", |_, text| with_pieces(text, NOT_IN_RUST));
    for extension in ["ts", "js", "svelte"] {
        check(extension, |_, text| with_pieces(text, NOT_IN_SCRIPT));
    }
}

#[test]
fn sockets_are_opened_in_one_place() {
    check("rs", |path, text| {
        let may = path == SOCKETS || is_test(path) || path.ends_with("/tidy.rs");
        if may { Vec::new() } else { with_words(text, SOCKET_TYPES) }
    });
}

#[test]
fn types_are_named_for_what_they_are() {
    check("rs", |_, text| {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let words: Vec<&str> = code.flat_map(str::split_whitespace).collect();
        let mut wrong = Vec::new();
        for pair in words.windows(2) {
            let name = pair[1].split(|letter: char| !letter.is_alphanumeric()).next();
            let name = name.unwrap_or_default();
            let declared = ["struct", "enum", "trait"].contains(&pair[0]);
            if declared && EMPTY_NAMES.iter().any(|ending| name.ends_with(ending)) {
                wrong.push(format!("declares {name}: say what it is, not that it does something"));
            }
        }
        wrong
    });
}

#[test]
fn every_test_file_is_part_of_the_test_binary() {
    let folder = root().join("tests/it");
    let main = fs::read_to_string(folder.join("main.rs")).expect("tests/it/main.rs is this binary");
    let declared: BTreeSet<&str> = main
        .lines()
        .filter_map(|line| line.trim().strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let mut forgotten = Vec::new();
    for path in files("rs") {
        let Some((_, inside)) = path.split_once("tests/it/") else { continue };
        let module = inside.split(['/', '.']).next().unwrap_or_default();
        if module != "main" && !declared.contains(module) {
            forgotten.push(path);
        }
    }
    assert!(forgotten.is_empty(), "tests/it/main.rs declares no `mod` for {forgotten:?}");
}

#[test]
fn the_lock_file_stays_within_its_budget() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is checked in");
    let packages = lock.lines().filter(|line| *line == "[[package]]").count();
    assert!(packages > 0, "no package was counted");
    assert!(
        packages <= MOST_PACKAGES,
        "{packages} packages in Cargo.lock, at most {MOST_PACKAGES}: leave out a dependency, or \
         raise the budget and say why in the commit"
    );
}

#[test]
fn the_top_level_is_fixed() {
    let all = files("");
    let tops: BTreeSet<&str> = all.iter().filter_map(|path| path.split('/').next()).collect();
    let strange: Vec<&str> =
        tops.into_iter().filter(|name| !name.starts_with('.') && !TOP.contains(name)).collect();
    assert!(strange.is_empty(), "{strange:?} has no place at the top: see ARCHITECTURE.md");
}

/// Runs `rule` over every file with that extension, and fails with all that it says.
fn check(extension: &str, rule: impl Fn(&str, &str) -> Vec<String>) {
    let mut wrong = Vec::new();
    for path in files(extension) {
        // Bytes that are not UTF-8 are no source of ours; a fixture may hold any.
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        wrong.extend(rule(&path, &text).into_iter().map(|said| format!("{path}: {said}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn with_words(text: &str, words: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let mut parts = line.split(|letter: char| !letter.is_alphanumeric());
        if let Some(word) = parts.find(|part| words.contains(part)) {
            wrong.push(format!("line {number} says {word}: do it, or leave it out"));
        }
    }
    wrong
}

fn with_pieces(text: &str, pieces: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for (piece, reason) in pieces.iter().filter(|(piece, _)| line.contains(piece)) {
            wrong.push(format!("line {number} has `{piece}`: {reason}"));
        }
    }
    wrong
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the files of the repository that end in `.extension` (all, if that is empty), as paths
/// from the root with `/`: what git has or would take in, or, without git, whatever is there.
///
/// What was written by others or only holds examples of anything is left out: `assets`, fixtures.
fn files(extension: &str) -> Vec<String> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = git.current_dir(root()).output();
    let mut paths: Vec<String> = match listed {
        Ok(output) if output.status.success() => {
            let all = String::from_utf8_lossy(&output.stdout).into_owned();
            all.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()
        }
        _ => {
            let mut paths = Vec::new();
            walk(&root(), "", &mut paths);
            paths
        }
    };
    assert!(paths.len() > 30, "only {} files were found: nothing was checked", paths.len());
    paths.retain(|path| root().join(path).is_file());
    if !extension.is_empty() {
        paths.retain(|path| path.ends_with(&format!(".{extension}")));
        paths.retain(|path| !path.starts_with("assets/") && !path.contains("/fixtures/"));
    }
    paths.sort();
    paths.dedup();
    paths
}

fn walk(folder: &Path, inside: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository can be listed") {
        let entry = entry.expect("a folder of the repository can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        if ["target", ".git", "node_modules", "__pycache__"].contains(&name.as_str()) {
            continue;
        }
        let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        if entry.path().is_dir() {
            walk(&entry.path(), &path, paths);
        } else {
            paths.push(path);
        }
    }
}
