//! Set-up, run, test, bench: what a person or a build machine does with this repository.
//!
//! Each verb has a file of its own. Nothing here depends on a crate of ours: xtask is built before
//! the system packages are there, and drives the built `vouchsafe` as a process.

#![allow(clippy::print_stdout, reason = "talking to the person at the terminal is the job")]

mod setup;

mod asking;
mod run;
mod sample;
mod story;
mod telling;

mod test;
mod window;

mod bench;
mod conformance;

mod repo;
mod shell;
mod vouchsafe;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use repo::Repo;

/// Set-up, run, test and bench of Vouchsafe.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Install the system packages that are missing (Debian, Ubuntu), or list what to install
    Setup,
    /// Set up, build, do the main job on a sample archive, and open the window on it
    Run {
        /// Use this `vouchsafe` and build none
        #[arg(long, value_name = "FILE")]
        binary: Option<PathBuf>,
    },
    /// Set up and run every check; stops at the first that fails
    Test {
        /// Also install the optional tools (cargo-deny, typos) and ask for published advisories
        #[arg(long)]
        full: bool,
    },
    /// Build the packages of this system: .deb and .rpm on Linux
    Package {
        /// Which, with commas between: deb, rpm, appimage, dmg, msi
        #[arg(long)]
        bundles: Option<String>,
    },
    /// Measure against peers on this machine, and write tests/bench/RESULTS.md
    Bench(bench::Options),
    /// Run a test-suite of others against the ledger of what passes
    Conformance(conformance::Options),
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(verb: Verb) -> Result<()> {
    let repo = Repo::find()?;
    match verb {
        Verb::Setup => setup::set_up(&repo),
        Verb::Run { binary } => run::run(&repo, binary),
        Verb::Test { full } => test::test(&repo, full),
        Verb::Package { bundles } => window::package(&repo, bundles.as_deref()),
        Verb::Bench(options) => bench::bench(&repo, &options),
        Verb::Conformance(options) => conformance::run(&repo, &options),
    }
}
