//! `bench add-small`: many small files, into archives that hold nothing, some and much already.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::large::restic;
use super::measure::{Sample, Samples, timed};
use super::report::{Section, Target};
use super::{Ground, PASSPHRASE, material, must_add, settle};
use crate::shell;
use crate::vouchsafe::Vouchsafe;

/// Git's own quick way to be durable: without it, `git add` may lose what it said it had taken.
const DURABLE: [&str; 4] = ["-c", "core.fsync=all", "-c", "core.fsyncMethod=batch"];

/// How much slower the fullest archive may be than the emptiest and still be called flat.
const FLAT: f64 = 0.8;

/// Measures `add --recursive` of a tree, `git` and `restic` beside.
pub fn measure(ground: &Ground) -> Result<Section> {
    let (count, runs) = (ground.options.small_files, ground.options.runs);
    let tree = material::small(&ground.folder, count, 1)?;
    println!("\nadd-small: {count} files, {} bytes", material::size(&tree)?);
    let mut rows = Vec::new();
    for held in &ground.options.held {
        rows.push(into_archive_that_holds(ground, &tree, *held)?);
    }
    let ours = rows.len();
    let mut notes = Vec::new();
    for (shown, options) in [
        ("`git add` + `git commit` (not durable)", &[][..]),
        ("`git add` + `git commit`, `core.fsync=all`, batched", &DURABLE[..]),
    ] {
        rows.push(Samples::take(shown, runs, || git(ground, &tree, options))?);
    }
    notes.push(shell::first_line("git", &["--version"]));
    ground.scratch("add-small-git")?;
    if shell::has("restic") {
        rows.push(Samples::take("`restic backup`", runs, || {
            let mut restic = restic(&ground.scratch("add-small-restic")?)?;
            settle()?;
            timed(restic.arg("backup").arg(&tree), Some(PASSPHRASE))
        })?);
        notes.push(shell::first_line("restic", &["version"]));
        ground.scratch("add-small-restic")?;
    } else {
        notes.push("restic is not installed, and was not measured.".to_owned());
    }
    ground.scratch("add-small")?;
    let mut targets = Vec::new();
    for row in &rows[ours..] {
        let what = format!("rate, new archive ÷ {}", row.shown);
        targets.push(Target::at_least(&what, 1.0, row.median() / rows[0].median()));
    }
    if ours > 1 {
        let flat = rows[0].median() / rows[ours - 1].median();
        targets.push(Target::at_least("rate, fullest archive ÷ emptiest", FLAT, flat));
    }
    let about = format!(
        "{count} files of 1 to 50 kB, {} MB, seven in ten compressible like text, taken in as \
         a folder.",
        material::size(&tree)? / 1_000_000
    );
    let amount = (f64::from(count), "files/s");
    Ok(Section { name: "add-small", about, amount, rows, targets, notes })
}

fn into_archive_that_holds(ground: &Ground, tree: &Path, held: u32) -> Result<Samples> {
    let scratch = ground.scratch("add-small")?;
    let full = scratch.join("full");
    fs::create_dir_all(&full)?;
    let vouchsafe = ground.archive(&full, &[])?;
    if held > 0 {
        let before = material::small(&ground.folder, held, 2)?;
        must_add(&vouchsafe, &[before.as_os_str(), "--recursive".as_ref()])?;
    }
    let shown = format!("`vouchsafe add --recursive`, {held} documents there before");
    Samples::take(&shown, ground.options.runs, || {
        // Each run begins with the same archive and the same memory of it in the config folder.
        let fresh = scratch.join("fresh");
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        shell::run(Command::new("cp").arg("-a").arg(&full).arg(&fresh))?;
        let vouchsafe = Vouchsafe {
            config: fresh.join("config"),
            ..vouchsafe.with_archive(&fresh.join("bench.vouch"))
        };
        settle()?;
        timed(vouchsafe.command(["add", "--recursive"]).arg(tree), None)
    })
}

fn git(ground: &Ground, tree: &Path, options: &[&str]) -> Result<Sample> {
    let scratch = ground.scratch("add-small-git")?;
    let mut init = Command::new("git");
    init.args(["init", "--quiet", "--bare"]).arg(scratch.join("repository"));
    shell::run(&mut init)?;
    settle()?;
    let script = "git \"$@\" add --all . && git \"$@\" commit --quiet --message bench";
    let mut sh = Command::new("sh");
    // Packing goes on after the commit is back; it would only disturb the next run.
    sh.args(["-c", script, "sh", "-c", "maintenance.auto=false", "-c", "gc.auto=0"]);
    sh.args(["-c", "user.name=bench", "-c", "user.email=bench@example.org"]).args(options);
    sh.env("GIT_DIR", scratch.join("repository")).env("GIT_WORK_TREE", tree).current_dir(tree);
    sh.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    timed(&mut sh, None)
}
