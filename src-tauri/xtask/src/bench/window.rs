//! `bench window`: the window on a large archive, on a display without a screen. It has no peer.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Ground;
use super::measure::{Samples, timed};
use super::report::{Section, Target};
use super::trace;
use crate::repo::{Profile, Repo};
use crate::window;

/// What is wanted at 100,000 documents.
const FIRST_ROW_MS: f64 = 1000.0;
const FRAME_MS: f64 = 20.0;
const FILTER_MS: f64 = 100.0;
const MEMORY_MIB: f64 = 250.0;

/// Measures the window on the archive that `bench trace` makes.
pub fn measure(ground: &Ground) -> Result<Section> {
    let repo = Repo::find()?;
    let passages = ground.options.passages;
    println!("\nwindow: {passages} passages");
    window::build_pages(&repo)?;
    let shell_program = window::build_shell(&repo, Profile::Release)?;
    let folder = trace::made(ground, &trace::build()?, passages)?;
    let mut reports: Vec<Value> = Vec::new();
    let mut run = Samples::take("open, scroll, filter", ground.options.runs, || {
        let mut node = window::node(&repo, &shell_program)?;
        node.arg("tests/e2e/figures.mjs").arg(folder.join("bench.vouch"));
        node.arg(folder.join("config"));
        let sample = timed(&mut node, None)?;
        reports.push(serde_json::from_str(&sample.stdout).context("the script printed no JSON")?);
        Ok(sample)
    })?;
    run.whole = false;
    let figure = |path: &str| trace::median(&reports, path);
    let targets = vec![
        Target::at_most_ms("first row after the start", FIRST_ROW_MS, figure("/first_row_ms")?),
        Target::at_most_ms("frame while scrolling, p50", FRAME_MS, figure("/scroll_ms/p50")?),
        Target::at_most_ms("letter in the filter, p95", FILTER_MS, figure("/filter_ms/p95")?),
    ];
    let memory = figure("/web_process_mib")?;
    let notes = vec![
        format!("start to everything in the first view: {:.0} ms", figure("/ready_ms")?),
        format!("frame while scrolling, p95: {:.1} ms", figure("/scroll_ms/p95")?),
        format!("letter in the filter, p50: {:.1} ms", figure("/filter_ms/p50")?),
        format!("web process: {memory:.0} MiB (PSS), at most {MEMORY_MIB:.0} wanted"),
        format!("rows in the page at a time: {:.0}", figure("/rows_in_page")?),
    ];
    Ok(Section {
        name: "window",
        about: format!(
            "The release build on an archive of {passages} passages and a tenth as many documents, \
             without a graphics device: Xvfb, drawing in software. The start counts from the \
             process to the first row; a letter from the key to the frame that \
             answers it."
        ),
        amount: (f64::from(passages) / 10.0, "documents/s"),
        rows: vec![run],
        targets,
        notes,
    })
}
