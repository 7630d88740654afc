//! The window: its pages built, its program built, its tests run on a display without a screen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::repo::{Profile, Repo};
use crate::shell;

/// The WebDriver of Tauri; the system's own driver does the work behind it.
const DRIVER: (&str, &str) = ("tauri-driver", "2.1.0");

/// Tauri's bundler, fetched when packages are made: its lock would name programs for systems that
/// not every registry has, and hold up every installation of the pages.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

/// Installs what the pages are built with, as the lock file says, and builds them.
///
/// # Errors
/// npm failed; it says why.
pub fn build_pages(repo: &Repo) -> Result<()> {
    let ui = repo.root.join("ui");
    let lock = ui.join("package-lock.json");
    let installed = ui.join("node_modules/.package-lock.json");
    if is_newer(&lock, &installed) {
        shell::run(npm(&ui).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    }
    shell::run(npm(&ui).args(["run", "--silent", "build"]))
}

/// Checks the pages: types and accessibility, lints, format, tests of their parts.
///
/// # Errors
/// One of them failed.
pub fn check_pages(repo: &Repo) -> Result<()> {
    let ui = repo.root.join("ui");
    for check in ["check", "lint", "format:check", "test"] {
        shell::run(npm(&ui).args(["run", "--silent", check]))?;
    }
    Ok(())
}

/// Builds the shell, the viewer and the extractor, and returns where the shell is.
///
/// # Errors
/// cargo failed.
pub fn build_shell(repo: &Repo, profile: Profile) -> Result<PathBuf> {
    let mut cargo = repo.cargo("build");
    let folder = match profile {
        Profile::Debug => {
            cargo.arg("--workspace");
            "debug"
        }
        Profile::Release => {
            for package in ["desktop", "view", "extract"] {
                cargo.arg("--package").arg(format!("vouchsafe-{package}"));
            }
            cargo.arg("--release");
            "release"
        }
    };
    shell::run(&mut cargo)?;
    let name = format!("vouchsafe-desktop{}", std::env::consts::EXE_SUFFIX);
    Ok(repo.target.join(folder).join(name))
}

/// Drives the real window through the tests of `tests/e2e/`.
///
/// # Errors
/// A test failed.
pub fn test_window(repo: &Repo) -> Result<()> {
    let shell_program = build_shell(repo, Profile::Debug)?;
    let mut node = node(repo, &shell_program)?;
    node.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]);
    node.args(scripts(repo, ".test.mjs")?);
    shell::run(&mut node)
}

/// Opens the window on an archive: on the display there is, else on one without a screen, and
/// then pictures of its views are written to `assets/screenshots/`.
///
/// # Errors
/// The window did not open, or a view is not as expected.
pub fn show(repo: &Repo, archive: &Path, config_dir: &Path) -> Result<()> {
    let shell_program = build_shell(repo, Profile::Debug)?;
    let has_display = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if has_display {
        println!("Opening the window; close it to end.");
        let mut window = Command::new(shell_program);
        window.arg(archive).env("VOUCHSAFE_CONFIG_DIR", config_dir);
        return shell::run(&mut window);
    }
    println!("There is no display here: driving the window on one without a screen.");
    let mut node = node(repo, &shell_program)?;
    node.arg(repo.root.join("tests/e2e/pictures.mjs")).args([archive, config_dir]);
    shell::run(&mut node)
}

/// Builds the packages of this system: on Linux .deb and .rpm.
///
/// # Errors
/// The bundler failed.
pub fn package(repo: &Repo, bundles: Option<&str>) -> Result<()> {
    build_pages(repo)?;
    let mut cargo = repo.cargo("build");
    cargo.args(["--release", "-p", "vouchsafe-cli", "-p", "vouchsafe-extract"]);
    cargo.args(["-p", "vouchsafe-view"]);
    shell::run(&mut cargo)?;
    stage_programs(repo)?;
    let mut tauri = Command::new("npx");
    tauri.args(["--yes", "--package", BUNDLER, "tauri", "build"]);
    tauri.args(["--config", "src-tauri/package.conf.json"]);
    // The two that Tauri's bundler makes on Linux without fetching a tool of somebody else's.
    let usual = cfg!(target_os = "linux").then_some("deb,rpm");
    if let Some(bundles) = bundles.or(usual) {
        tauri.args(["--bundles", bundles]);
    }
    shell::run(tauri.current_dir(&repo.root))?;
    println!("The packages are in {}.", repo.shown(&repo.target.join("release/bundle")));
    Ok(())
}

/// Puts the programs that go beside the shell where the bundler looks for them: under names that
/// end with the system they are for.
fn stage_programs(repo: &Repo) -> Result<()> {
    let said = shell::capture(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let folder = repo.root.join("target/programs");
    fs::create_dir_all(&folder)?;
    for name in ["vouchsafe", "vouchsafe-extract", "vouchsafe-view"] {
        let ending = std::env::consts::EXE_SUFFIX;
        let from = repo.target.join("release").join(format!("{name}{ending}"));
        let to = folder.join(format!("{name}-{host}{ending}"));
        fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(())
}

/// Returns `node` with what the scripts need to know; installs the driver where it is missing.
///
/// # Errors
/// The driver cannot be installed.
pub fn node(repo: &Repo, shell_program: &Path) -> Result<Command> {
    let driver = driver(repo)?;
    let mut node = Command::new("node");
    node.current_dir(&repo.root)
        .env("VOUCHSAFE_E2E_APP", shell_program)
        .env("VOUCHSAFE_E2E_DRIVER", driver);
    Ok(node)
}

fn driver(repo: &Repo) -> Result<PathBuf> {
    let (name, wanted) = DRIVER;
    if shell::has(name) {
        return Ok(name.into());
    }
    let root = repo.target.join("tools");
    let program = root.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--locked", "--version", wanted, name, "--root"]).arg(&root);
        shell::run(cargo.current_dir(&repo.root))?;
    }
    Ok(program)
}

fn scripts(repo: &Repo, ending: &str) -> Result<Vec<PathBuf>> {
    let folder = repo.root.join("tests/e2e");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).context("cannot list tests/e2e")? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn npm(ui: &Path) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(ui);
    npm
}

fn is_newer(this: &Path, that: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    match (time(this), time(that)) {
        (Some(this), Some(that)) => this > that,
        _ => true,
    }
}
