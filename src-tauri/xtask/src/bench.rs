//! `cargo xtask bench`: our figures beside those of real peers, from one run on one machine.
//!
//! Each bench makes its own material under `target/bench/` (the same bytes on every machine, kept
//! for the next run) and replaces its own section of the results file; the others stay.

mod citations;
mod large;
mod material;
mod measure;
mod report;
mod small;
mod trace;
mod verify;
mod window;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::repo::{Profile, Repo};
use crate::vouchsafe::{Opened, Vouchsafe, WELL};
use crate::{setup, shell};

/// What to measure, how large and how often.
#[derive(Args)]
pub struct Options {
    /// Which benches; all if none is named
    names: Vec<Name>,
    /// Measured runs of each command (one more, not counted, warms up what is only read)
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Size of the large file, in GB (10^9 bytes)
    #[arg(long, default_value_t = 5.0)]
    large_gb: f64,
    /// How many small files are taken in
    #[arg(long, default_value_t = 10_000)]
    small_files: u32,
    /// How many documents the archive holds before the small files are taken in
    #[arg(long, value_delimiter = ',', default_value = "0,10000,50000")]
    held: Vec<u32>,
    /// How much is verified, in GB (10^9 bytes)
    #[arg(long, default_value_t = 2.0)]
    verify_gb: f64,
    /// How many references are formatted
    #[arg(long, default_value_t = 10_000)]
    references: u32,
    /// How many passages the archive has in which claims are traced
    #[arg(long, default_value_t = 100_000)]
    passages: u32,
    /// Use this `vouchsafe` and build none
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Where the results are written
    #[arg(long, value_name = "FILE", default_value = "tests/bench/RESULTS.md")]
    results: PathBuf,
}

/// The benches.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// One large file in and out: time and memory
    AddLarge,
    /// Many small files into archives of several sizes
    AddSmall,
    /// Verification, plain and encrypted
    Verify,
    /// References read and formatted
    Citations,
    /// Opening, tracing and showing claims in a large archive
    Trace,
    /// The window on an archive of `--passages` passages and a tenth as many documents
    Window,
}

/// What every bench works with.
struct Ground<'run> {
    options: &'run Options,
    folder: PathBuf,
    binary: PathBuf,
}

/// Runs the benches that were asked for and writes their sections.
pub fn bench(repo: &Repo, options: &Options) -> Result<()> {
    setup::set_up(repo)?;
    let mut packages = vec!["git", "time", "python3-venv"];
    let wants = |name| options.names.is_empty() || options.names.contains(&name);
    if wants(Name::AddLarge) || wants(Name::AddSmall) {
        packages.push("restic");
    }
    if setup::is_debian() {
        setup::install(&packages)?;
    }
    measure::check_time()?;
    let folder = repo.target.join("bench");
    fs::create_dir_all(&folder)?;
    let binary = match &options.binary {
        Some(binary) => binary.canonicalize().context("cannot find the binary")?,
        None => repo.build_vouchsafe(Profile::Release)?,
    };
    let ground = Ground { options, folder, binary };
    let results = repo.root.join(&options.results);
    for (name, section) in [
        (Name::AddLarge, large::measure as fn(&Ground) -> Result<report::Section>),
        (Name::AddSmall, small::measure),
        (Name::Verify, verify::measure),
        (Name::Citations, citations::measure),
        (Name::Trace, trace::measure),
        (Name::Window, window::measure),
    ] {
        if wants(name) {
            report::write(&results, &section(&ground)?)?;
            println!("\nWrote the section to {}.", repo.shown(&results));
        }
    }
    Ok(())
}

impl Ground<'_> {
    /// Returns an empty folder of that name for this run's archives and copies.
    fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Returns the command for a new archive in `folder`, made with the extra `arguments`.
    fn archive(&self, folder: &std::path::Path, arguments: &[&str]) -> Result<Vouchsafe> {
        let vouchsafe = Vouchsafe {
            binary: self.binary.clone(),
            archive: folder.join("bench.vouch"),
            config: folder.join("config"),
        };
        let mut command = vouchsafe.command(["init", "--title", "Bench", "--agent", "Bench"]);
        let sample = measure::timed(command.args(arguments), Some(PASSPHRASE))?;
        let opened: Opened =
            serde_json::from_str(&sample.stdout).context("init answered other JSON than agreed")?;
        ensure!(!opened.archive_id.is_empty(), "init answered no archive id");
        Ok(vouchsafe)
    }
}

/// What is written to standard input; only `--passphrase-fd 0` makes the command read it.
const PASSPHRASE: &str = "a passphrase for the bench only\n";

/// Converts GB, as given on the command line, to bytes.
///
/// # Errors
/// Less than 1 MB or more than 1,000 GB: no bench.
fn bytes(gb: f64) -> Result<u64> {
    ensure!((0.001..=1000.0).contains(&gb), "{gb} GB is not a size to measure");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range: above")]
    Ok((gb * 1e9) as u64)
}

/// Makes Linux write out what it holds back, so that no run pays for the one before it.
fn settle() -> Result<()> {
    shell::run(&mut Command::new("sync"))
}

/// Adds to `vouchsafe` and requires that all went in.
fn must_add(vouchsafe: &Vouchsafe, arguments: &[&std::ffi::OsStr]) -> Result<()> {
    let all = std::iter::once("add".as_ref()).chain(arguments.iter().copied());
    let added: crate::vouchsafe::Added = vouchsafe.ask(WELL, all)?;
    let refused = added.items.iter().find(|item| item.status != "added");
    ensure!(refused.is_none(), "a file of the bench was not added");
    Ok(())
}
