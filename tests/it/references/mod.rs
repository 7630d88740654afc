//! Bibliographies of other programs: in through the command and the real extractor process, kept
//! beside what people write, and out again.

mod again;
mod alike;
mod import;
mod out;

use std::{fs, path::Path, process::Output};

use serde_json::{Value, json};

use crate::support::Desk;

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub json: Value,
    pub messages: String,
}

impl Answer {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            json: serde_json::from_slice(&output.stdout).unwrap_or_default(),
            messages: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Returns the number under a name.
    pub fn count(&self, name: &str) -> u64 {
        self.json[name].as_u64().unwrap_or_else(|| panic!("no {name}: {self:?}"))
    }

    /// Returns how many works are new, updated, unchanged and refused.
    fn counts(&self) -> [u64; 4] {
        ["imported", "updated", "unchanged", "refused"].map(|name| self.count(name))
    }

    /// Returns the list under a name.
    pub fn list(&self, name: &str) -> &Vec<Value> {
        self.json[name].as_array().unwrap_or_else(|| panic!("no {name}: {self:?}"))
    }

    /// Returns the citation keys of the works, in order.
    fn keys(&self) -> Vec<&str> {
        self.list("sources").iter().filter_map(|source| source["key"].as_str()).collect()
    }
}

/// Runs the command with `--json`.
pub fn run(desk: &Desk, arguments: &[&str]) -> Answer {
    Answer::of(&desk.cli(&[&["--json"], arguments].concat()))
}

/// Runs the command, which must do it.
pub fn well(desk: &Desk, arguments: &[&str]) -> Value {
    let answer = run(desk, arguments);
    assert_eq!(answer.code, 0, "{arguments:?}: {answer:?}");
    answer.json
}

/// Imports a file or folder of the desk.
pub fn import(desk: &Desk, path: &str) -> Answer {
    run(desk, &["references", "import", path])
}

/// Puts a fixture on the desk, a whole folder too, under its own name.
pub fn fixture(desk: &Desk, name: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/references").join(name);
    copy(&from, &desk.path(name));
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).expect("a fixture and a desk");
        return;
    }
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a fixture") {
        let entry = entry.expect("a fixture");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Makes a desk with a fixture on it, taken in.
pub fn desk_with(name: &str) -> Desk {
    let desk = Desk::new();
    fixture(&desk, name);
    let answer = import(&desk, name);
    assert!(answer.count("imported") > 0, "{answer:?}");
    desk
}

/// Replaces a piece of a file on the desk.
fn edit(desk: &Desk, name: &str, before: &str, after: &str) {
    let text = fs::read_to_string(desk.path(name)).expect("a file on the desk");
    assert!(text.contains(before), "{name} has no {before}");
    desk.file(name, text.replace(before, after).as_bytes());
}

/// Returns what is said about a work.
pub fn shown(desk: &Desk, key: &str) -> Value {
    well(desk, &["source", "show", key])
}

/// Returns a variable of a work.
fn variable(desk: &Desk, key: &str, name: &str) -> Value {
    shown(desk, key)["csl"][name].clone()
}

/// Writes CSL-JSON items to a file of the desk.
fn items(desk: &Desk, name: &str, items: &Value) {
    desk.file(name, json!(items).to_string().as_bytes());
}
