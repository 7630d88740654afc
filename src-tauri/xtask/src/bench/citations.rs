//! `bench citations`: references read and formatted in APA, citeproc-js beside.
//!
//! citeproc-js is fetched by npm for this bench alone; it is no part of what is shipped. Both use
//! the style and the locale that come with `@citation-js/plugin-csl`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::Ground;
use super::measure::{Samples, timed};
use super::report::{Section, Target};
use crate::repo::Repo;
use crate::shell;

const PACKAGES: [&str; 2] = ["citeproc@2.4.63", "@citation-js/plugin-csl@0.7.22"];

/// What DESIGN section 12 wants.
const FASTER: f64 = 10.0;

/// Writes the style and the locale as files; both sides read the style.
const FILES: &str = "\
const fs = require('fs'), lib = './node_modules/@citation-js/plugin-csl/lib/';
fs.writeFileSync('apa.csl', require(lib + 'styles.json').apa);
fs.writeFileSync('en-US.xml', require(lib + 'locales.json')['en-US']);
";

/// The same work as ours: read, register, format, write.
const PEER: &str = "\
const CSL = require('citeproc'), fs = require('fs');
const items = JSON.parse(fs.readFileSync('references.json', 'utf8'));
const byId = new Map(items.map((item) => [item.id, item]));
const locale = fs.readFileSync('en-US.xml', 'utf8');
const system = { retrieveLocale: () => locale, retrieveItem: (id) => byId.get(id) };
const engine = new CSL.Engine(system, fs.readFileSync('apa.csl', 'utf8'), 'en-US');
engine.updateItems(items.map((item) => item.id));
const entries = engine.makeBibliography()[1];
if (entries.length !== items.length) throw new Error('an entry is missing');
fs.writeFileSync('citeproc.html', entries.join(''));
";

/// Measures reading and formatting of `--references` references.
pub fn measure(ground: &Ground) -> Result<Section> {
    let (count, runs) = (ground.options.references, ground.options.runs);
    let folder = ground.folder.join("citations");
    fs::create_dir_all(&folder)?;
    println!("\ncitations: {count} references");
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund"]).args(PACKAGES);
    fs::write(folder.join("package.json"), "{ \"private\": true }\n")?;
    shell::run(npm.current_dir(&folder))?;
    fs::write(folder.join("peer.js"), PEER)?;
    shell::run(Command::new("node").args(["--eval", FILES]).current_dir(&folder))?;
    let ours = build(&folder, count)?;
    let mut rows = vec![Samples::take("`vouchsafe-citation`", runs, || {
        timed(Command::new(&ours).arg("run").arg(&folder), None)
    })?];
    rows.push(Samples::take("citeproc-js 2.4.63", runs, || {
        timed(Command::new("node").arg("peer.js").current_dir(&folder), None)
    })?);
    let ratio = rows[1].median() / rows[0].median();
    Ok(Section {
        name: "citations",
        about: format!(
            "{count} references of twelve types read from CSL-JSON and formatted in APA as HTML, \
             one process each, start and writing included."
        ),
        amount: (f64::from(count), "references/s"),
        rows,
        targets: vec![Target::at_least("rate, ours ÷ citeproc-js", FASTER, ratio)],
        notes: vec![format!("Node {}", shell::first_line("node", &["--version"]))],
    })
}

/// Builds our side, lets it make the references, and returns the program.
fn build(folder: &Path, count: u32) -> Result<std::path::PathBuf> {
    let repo = Repo::find()?;
    let mut cargo = repo.cargo("build");
    cargo.args(["--release", "--package", "vouchsafe-tests", "--example", "citations"]);
    shell::run(&mut cargo)?;
    let name = format!("release/examples/citations{}", std::env::consts::EXE_SUFFIX);
    let program = repo.target.join(name).canonicalize().context("the example was not built")?;
    shell::run(Command::new(&program).arg("make").arg(folder).arg(count.to_string()))?;
    Ok(program)
}
