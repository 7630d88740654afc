//! `cargo xtask test`: every check there is, in order of cost, stopping at the first that fails.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::repo::{Profile, Repo};
use crate::{run, setup, shell, window};

/// Sets up and runs all checks; needs no display: the window is driven on one without a screen.
///
/// `full` also installs the optional tools, and asks for published advisories (network).
pub fn test(repo: &Repo, full: bool) -> Result<()> {
    let begun = Instant::now();
    step("setup", || {
        setup::set_up(repo)?;
        setup::add_components()
    })?;
    // First: the shell cannot be compiled without the pages it shows.
    step("the window's pages", || window::build_pages(repo))?;
    step("checks of the pages", || window::check_pages(repo))?;
    // `cargo fmt` takes no --locked.
    step("format", || {
        let mut fmt = Command::new("cargo");
        shell::run(fmt.args(["fmt", "--all", "--check"]).current_dir(&repo.root))
    })?;
    step("lints", || {
        let mut clippy = repo.cargo("clippy");
        shell::run(clippy.args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    step("tests", || shell::run(repo.cargo("test").arg("--workspace")))?;
    step("documentation", || {
        let mut doc = repo.cargo("doc");
        doc.args(["--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
        shell::run(&mut doc)
    })?;
    optional(repo, full)?;
    step("the main job", || run::main_job(repo, &repo.build_vouchsafe(Profile::Debug)?))?;
    step("the window", || window::test_window(repo))?;
    println!("\nAll checks passed, in {:.0} s.", begun.elapsed().as_secs_f64());
    Ok(())
}

fn optional(repo: &Repo, full: bool) -> Result<()> {
    // Advisories come from the network and change from one day to the next: only when asked for.
    let deny: &[&str] =
        if full { &["deny", "check"] } else { &["deny", "check", "bans", "licenses", "sources"] };
    for (program, package, arguments) in
        [("cargo-deny", "cargo-deny", deny), ("typos", "typos-cli", &[])]
    {
        if full && !shell::has(program) {
            step(&format!("install {package}"), || {
                let mut cargo = Command::new("cargo");
                shell::run(cargo.args(["install", "--locked", package]).current_dir(&repo.root))
            })?;
        }
        if shell::has(program) {
            step(program, || {
                shell::run(Command::new(program).args(arguments).current_dir(&repo.root))
            })?;
        } else {
            println!("\n==> {program}: not installed, so NOT run (--full installs it)");
        }
    }
    Ok(())
}

fn step(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n==> {name}");
    let begun = Instant::now();
    work().with_context(|| format!("step `{name}` failed"))?;
    println!("==> {name}: passed, {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}
