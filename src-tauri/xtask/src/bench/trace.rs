//! `bench trace`: a large archive opened, claims traced and shown. It has no peer to stand beside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Ground;
use super::measure::{Samples, timed};
use super::report::{Section, Target};
use crate::repo::Repo;
use crate::shell;

/// What DESIGN section 12 wants, at 1,000,000 passages.
const OPEN_MS: f64 = 300.0;
const TRACE_MS: f64 = 10.0;

/// Measures an archive of `--passages` passages.
pub fn measure(ground: &Ground) -> Result<Section> {
    let passages = ground.options.passages;
    println!("\ntrace: {passages} passages");
    let ours = build()?;
    let folder = made(ground, &ours, passages)?;
    let mut reports = Vec::new();
    let mut run = Samples::take("everything below, one process", ground.options.runs, || {
        let sample = timed(Command::new(&ours).arg("run").arg(&folder), None)?;
        reports.push(serde_json::from_str(&sample.stdout).context("the bench printed no JSON")?);
        Ok(sample)
    })?;
    run.whole = false;
    let figure = |path: &str| median(&reports, path);
    let trace = figure("/calls/trace/first round/p95_ms")?;
    let targets = vec![
        Target::at_most_ms("open, p50", OPEN_MS, figure("/open/p50_ms")?),
        Target::at_most_ms("trace of a claim, documents read again, p95", TRACE_MS, trace),
    ];
    let mut notes = Vec::new();
    for call in ["trace --quick", "trace", "claim show"] {
        let of = |round, share| figure(&format!("/calls/{call}/{round} round/{share}_ms"));
        let (p50, p95) = (of("first", "p50")?, of("first", "p95")?);
        let (p50_again, p95_again) = (of("second", "p50")?, of("second", "p95")?);
        notes.push(format!(
            "`{call}`: p50 {p50:.2} ms, p95 {p95:.2} ms; the same claims again {p50_again:.2} ms, \
             {p95_again:.2} ms"
        ));
    }
    let list = figure("/claim list --about (50)")?;
    notes.push(format!("`claim list --about`, 50 of all claims: {list:.0} ms"));
    let size = figure("/file_mib")?;
    let paths = figure("/paths_each")?;
    Ok(Section {
        name: "trace",
        about: format!(
            "An archive of {passages} passages, a tenth as many sources, documents and claims, \
             eight passages for each claim, {size:.0} MiB; {paths:.0} paths a trace. \
             200 claims are asked for, in a process that has read nothing before. The passphrase's \
             key derivation is left out: the archive is plain."
        ),
        amount: (f64::from(passages), "passages/s"),
        rows: vec![run],
        targets,
        notes,
    })
}

/// Returns the median of a figure over all runs.
pub(super) fn median(reports: &[Value], path: &str) -> Result<f64> {
    let figure = |report: &Value| report.pointer(path).and_then(Value::as_f64);
    let all: Option<Vec<f64>> = reports.iter().map(figure).collect();
    let mut all = all.with_context(|| format!("the bench says nothing of {path}"))?;
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().context("the bench did not run")
}

/// Makes the archive, unless an earlier run has.
pub(super) fn made(ground: &Ground, ours: &Path, passages: u32) -> Result<PathBuf> {
    let folder = ground.folder.join(format!("trace-{passages}"));
    let complete = folder.join("complete");
    if !complete.exists() {
        let name = format!("trace-{passages}");
        let folder = ground.scratch(&name)?;
        let count = passages.to_string();
        Samples::take("making the archive", 1, || {
            timed(Command::new(ours).arg("make").arg(&folder).arg(&count), None)
        })?;
        fs::write(&complete, "")?;
    }
    Ok(folder)
}

/// Builds our side and returns the program.
pub(super) fn build() -> Result<PathBuf> {
    let repo = Repo::find()?;
    let mut cargo = repo.cargo("build");
    cargo.args(["--release", "--package", "vouchsafe-tests", "--example", "trace"]);
    shell::run(&mut cargo)?;
    let name = format!("release/examples/trace{}", std::env::consts::EXE_SUFFIX);
    repo.target.join(name).canonicalize().context("the example was not built")
}
