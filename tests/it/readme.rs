//! The README's sessions, run as they stand there: every command, and what it is said to print.
//!
//! A line `$ command` in an indented block is run by a shell; the lines below it are what it
//! prints. Ids and digests are others each time: what stands in the README is taken for a name, and
//! must be the same thing wherever it stands. A line `…` stands for any lines.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::support::Desk;

/// What is not run, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("vouchsafe repair", "refused as long as nothing is damaged"),
    ("vouchsafe log continue", "refused as long as nothing is lost"),
];

/// The files that the README speaks of, from the sample; all else is in the folder it takes in.
const LONE: [&str; 2] = ["registry-extract-41-1402.pdf", "reading-list.bib"];

/// A command of the README, and the lines that it prints according to it.
#[derive(Debug)]
struct Step {
    line: usize,
    command: String,
    printed: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root").to_path_buf()
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut in_block = false; // empty lines are part of what is printed
    for (number, line) in text.lines().enumerate() {
        let Some(inner) = line.strip_prefix("    ") else {
            in_block = in_block && line.is_empty();
            if let Some(step) = steps.last_mut().filter(|_| in_block) {
                step.printed.push(String::new());
            }
            continue;
        };
        if let Some(command) = inner.strip_prefix("$ ") {
            let (command, printed) = (command.to_owned(), Vec::new());
            steps.push(Step { line: number + 1, command, printed });
            in_block = true;
        } else if let Some(step) = steps.last_mut().filter(|_| in_block) {
            if step.command.ends_with('\\') {
                step.command.push('\n');
                step.command.push_str(inner);
            } else {
                step.printed.push(inner.to_owned());
            }
        }
    }
    steps
}

/// Whether a word may be an id or a digest: hex digits, one of them a figure.
fn is_id(word: &str) -> bool {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    matches!(word.len(), 8 | 32 | 64)
        && word.bytes().all(hex)
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The ids of the README, each with the one that it stands for.
#[derive(Default, Clone)]
struct Ids(HashMap<String, String>);

impl Ids {
    /// Whether a printed line is the README's, but for ids not seen before, which are noted.
    fn fits(&mut self, told: &str, printed: &str) -> bool {
        let (told, printed) = (told.trim(), printed.trim());
        let (ours, theirs) = (words(told), words(printed));
        if ours.len() != theirs.len() {
            return false;
        }
        let mut same = told.to_owned();
        for (our, their) in ours.iter().zip(&theirs) {
            if our == their {
                continue;
            }
            if !is_id(our) || our.len() != their.len() {
                return false;
            }
            if self.0.entry((*our).to_owned()).or_insert_with(|| (*their).to_owned()) != their {
                return false;
            }
            same = same.replace(our, their);
        }
        // Columns are as wide as what stands in them.
        same.split_whitespace().eq(printed.split_whitespace())
    }

    /// Compares lines; `…` stands for any number of them.
    fn fit(&mut self, told: &[String], printed: &[&str]) -> bool {
        match told.split_first() {
            None => printed.is_empty(),
            Some((first, rest)) if first.trim() == "…" => (0..=printed.len()).any(|from| {
                let mut ids = self.clone();
                let fits = ids.fit(rest, &printed[from..]);
                if fits {
                    *self = ids;
                }
                fits
            }),
            Some((first, rest)) => printed.split_first().is_some_and(|(line, others)| {
                let mut ids = self.clone();
                let fits = ids.fits(first, line) && ids.fit(rest, others);
                if fits {
                    *self = ids;
                }
                fits
            }),
        }
    }

    fn put_into(&self, command: &str) -> String {
        let put = |text: String, (ours, theirs): (&String, &String)| text.replace(ours, theirs);
        self.0.iter().fold(command.to_owned(), put)
    }
}

/// Lays out the sample as the README supposes it: a folder to take in, and files beside it.
fn lay_out(desk: &Desk) {
    for file in fs::read_dir(root().join("assets/sample")).expect("the sample") {
        let file = file.expect("an entry").path();
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let bytes = fs::read(&file).expect("a file of the sample");
        if LONE.contains(&name.as_str()) {
            desk.file(&name, &bytes);
        } else if root().join("assets/sample").join(format!("{name}.meta.json")).exists() {
            desk.file(&format!("material/haft-dorna/{name}"), &bytes);
        }
    }
    fs::create_dir(desk.path("stick")).expect("a folder for the copy");
}

#[test]
fn every_command_of_the_readme_does_what_the_readme_says() {
    let desk = Desk::empty();
    lay_out(&desk);
    let built = desk.command(&[]);
    let folder = Path::new(built.get_program()).parent().expect("a folder").to_path_buf();
    let home = desk.path("");
    let mut exports = format!("PATH='{}':$PATH\n", folder.display());
    let (mut ids, mut run) = (Ids::default(), 0);
    for step in steps(&fs::read_to_string(root().join("README.md")).expect("README.md")) {
        let Step { line, command, printed } = &step;
        if NOT_RUN.iter().any(|(beginning, _)| command.starts_with(beginning)) {
            continue;
        }
        if command.starts_with("export ") {
            exports.push_str(command);
            exports.push('\n');
            continue;
        }
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{exports}{}", ids.put_into(command))).current_dir(&home);
        shell.env("HOME", &home).env_remove("VOUCHSAFE_ARCHIVE");
        shell.env_remove("VOUCHSAFE_KEY").env("VOUCHSAFE_CONFIG_DIR", desk.path("config"));
        shell.env("VOUCHSAFE_CACHE_DIR", desk.path("cache"));
        let output = shell.output().expect("a shell");
        let said = String::from_utf8_lossy(&output.stdout);
        let why = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        let bad = format!("README.md:{line}: {command}\nended with {code:?}\n{said}{why}");
        assert!(matches!(code, Some(0 | 1)), "{bad}");
        assert!(code == Some(0) || !printed.is_empty(), "{bad}");
        let lines: Vec<&str> = said.trim_end().lines().collect();
        let told = printed.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        assert!(told == 0 || ids.fit(&printed[..told], &lines), "printed something else: {bad}");
        run += 1;
    }
    assert!(run > 20, "only {run} commands were found in the README");
}

#[test]
fn what_a_readme_prints_is_compared_word_for_word_but_for_ids() {
    let told = |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>();
    let mut ids = Ids::default();
    let list = told("3e4e7f5d  letter\n…\n52bf33e1  report");
    assert!(ids.fit(&list, &["00000001  letter", "00000002  more", "00000003  report"]));
    assert_eq!(ids.put_into("show 52bf33e1"), "show 00000003");
    for wrong in ["00000009  report", "00000003  repord", "00000003  report 2", ""] {
        assert!(!ids.clone().fit(&told("52bf33e1  report"), &[wrong]), "{wrong}");
    }
}
