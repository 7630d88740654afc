//! `cargo xtask conformance`: test-suites of others, run whole against a ledger that may only grow.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use crate::repo::Repo;
use crate::shell;

/// Which suite is run.
#[derive(Args)]
pub struct Options {
    /// A checkout of the CSL processor test-suite
    /// (github.com/citation-style-language/test-suite)
    #[arg(long, value_name = "FOLDER")]
    csl: PathBuf,
    /// Add new passes to the ledger
    #[arg(long)]
    update: bool,
}

/// Runs the suites that were named.
///
/// # Errors
/// A test of the ledger does not pass.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    ensure!(options.csl.is_dir(), "{} is not a folder", options.csl.display());
    let mut cargo = repo.cargo("run");
    cargo.args(["--release", "--package", "vouchsafe-tests", "--example", "csl-conformance", "--"]);
    cargo.arg(options.csl.canonicalize()?);
    if options.update {
        cargo.arg("--update");
    }
    shell::run(&mut cargo)
}
