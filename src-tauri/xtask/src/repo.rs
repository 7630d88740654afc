//! Where things are: the repository's root, the build directory, the Rust version it asks for.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::shell;

/// The repository this xtask was built from.
pub struct Repo {
    /// The folder that holds the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's build directory, wherever the person has put it.
    pub target: PathBuf,
    /// The newest Rust that any of the packages asks for, as `(major, minor)`.
    pub rust_version: (u32, u32),
}

/// How cargo builds: the folder under the build directory, and the flag.
#[derive(Clone, Copy)]
pub enum Profile {
    /// Built quickly, runs slowly; what `cargo test` has built already.
    Debug,
    /// Built as it is given to people.
    Release,
}

#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    rust_version: Option<String>,
}

impl Repo {
    /// Asks cargo about the workspace; needs no network.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("xtask stands two folders below the root")?
            .to_path_buf();
        let mut cargo = Command::new("cargo");
        cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
        let text = shell::capture(cargo.current_dir(&root))?;
        let metadata: Metadata =
            serde_json::from_str(&text).context("cargo metadata is not as expected")?;
        let wanted = metadata.packages.iter().filter_map(|package| package.rust_version.as_deref());
        let rust_version = wanted.filter_map(version).max().unwrap_or_default();
        Ok(Self { root, target: metadata.target_directory, rust_version })
    }

    /// Returns `cargo VERB` with the lock file held fixed, to be run at the root.
    pub fn cargo(&self, verb: &str) -> Command {
        let mut command = Command::new("cargo");
        command.args([verb, "--locked"]).current_dir(&self.root);
        command
    }

    /// Builds the command `vouchsafe` and the extractor beside it, and returns where it is.
    pub fn build_vouchsafe(&self, profile: Profile) -> Result<PathBuf> {
        let mut cargo = self.cargo("build");
        cargo.args(["--bin", "vouchsafe", "--bin", "vouchsafe-extract"]);
        let folder = match profile {
            Profile::Debug => {
                // With the features that the tests were built with, so that nothing is built twice.
                cargo.arg("--workspace");
                "debug"
            }
            Profile::Release => {
                cargo.args(["--package", "vouchsafe-cli", "--package", "vouchsafe-extract"]);
                cargo.arg("--release");
                "release"
            }
        };
        shell::run(&mut cargo)?;
        Ok(self.target.join(folder).join(format!("vouchsafe{}", std::env::consts::EXE_SUFFIX)))
    }

    /// Returns `path` as a person at the root would write it.
    pub fn shown<'path>(&self, path: &'path Path) -> std::path::Display<'path> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

/// Reads the first two numbers of `1.95.0` or `1.95`; `None` if they are not there.
pub fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
