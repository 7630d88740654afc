//! `bench add-large`: one file that is far larger than the memory it may use, in and out.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::measure::{Samples, timed};
use super::report::{Section, Target};
use super::{Ground, PASSPHRASE, bytes, material, settle};
use crate::shell;
use crate::vouchsafe::{Documents, WELL};

const LIMIT_MIB: u64 = 64;

/// Measures `add` and `document get` of one large file, `restic backup` and a plain copy beside.
pub fn measure(ground: &Ground) -> Result<Section> {
    let size_bytes = bytes(ground.options.large_gb)?;
    let runs = ground.options.runs;
    let file = material::large(&ground.folder, size_bytes)?;
    let scratch = ground.scratch("add-large")?;
    println!("\nadd-large: {size_bytes} bytes");
    // Read once, so that the first run finds the file in memory as all later ones do.
    let _warm = timed(Command::new("openssl").args(["dgst", "-sha256"]).arg(&file), None)?;

    let mut vouchsafe = None;
    let add = Samples::take("`vouchsafe add large.bin`", runs, || {
        let archive = ground.archive(&ground.scratch("add-large")?, &[])?;
        settle()?;
        let sample = timed(archive.command(["add"]).arg(&file), None)?;
        vouchsafe = Some(archive);
        Ok(sample)
    })?;
    let vouchsafe = vouchsafe.context("no archive was filled")?;
    let listed: Documents = vouchsafe.ask(WELL, ["document", "list"])?;
    let document = listed.documents.first().context("the archive lists no document")?;
    let out = scratch.join("out.bin");
    let get = Samples::take("`vouchsafe document get ID -o out.bin`", runs, || {
        remove(&out)?;
        settle()?;
        let mut command = vouchsafe.command(["document", "get", &document.id, "-o"]);
        timed(command.arg(&out), None)
    })?;
    shell::run(Command::new("cmp").arg(&file).arg(&out)).context("the file came back changed")?;

    let copy = Samples::take("`cp large.bin out.bin && sync out.bin` (the floor)", runs, || {
        remove(&out)?;
        settle()?;
        let mut sh = Command::new("sh");
        sh.args(["-c", "cp --reflink=never \"$0\" \"$1\" && sync \"$1\""]).arg(&file).arg(&out);
        timed(&mut sh, None)
    })?;
    remove(&out)?;
    let mut rows = vec![add, get, copy];
    let mut notes = vec!["The file came back the same, by `cmp`.".to_owned()];
    if shell::has("restic") {
        rows.push(Samples::take("`restic backup large.bin`", runs, || {
            let mut restic = restic(&ground.scratch("add-large-restic")?)?;
            settle()?;
            timed(restic.arg("backup").arg(&file), Some(PASSPHRASE))
        })?);
        notes.push(shell::first_line("restic", &["version"]));
        ground.scratch("add-large-restic")?;
    } else {
        notes.push("restic is not installed, and was not measured.".to_owned());
    }
    ground.scratch("add-large")?;
    let targets = vec![
        Target::memory("add", LIMIT_MIB, rows[0].peak_mib()),
        Target::memory("document get", LIMIT_MIB, rows[1].peak_mib()),
    ];
    let about = format!(
        "One file of {} GB of noise into a new plain archive and out again; it is in the page \
         cache.",
        ground.options.large_gb
    );
    let amount = (ground.options.large_gb * 1000.0, "MB/s");
    Ok(Section { name: "add-large", about, amount, rows, targets, notes })
}

/// Returns `restic` with a new repository in `folder`, not yet told what to do.
pub fn restic(folder: &std::path::Path) -> Result<Command> {
    let command = || {
        let mut restic = Command::new("restic");
        restic.args(["--no-cache", "--quiet", "--repo"]).arg(folder.join("repository"));
        restic.env("RESTIC_PASSWORD", PASSPHRASE.trim_end());
        restic
    };
    shell::run(command().arg("init"))?;
    Ok(command())
}

fn remove(file: &std::path::Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
