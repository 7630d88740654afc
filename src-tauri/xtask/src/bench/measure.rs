//! One command, run and measured: wall-clock time by us, peak memory by GNU time.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::shell;

/// What one run took.
pub struct Sample {
    /// Wall-clock time.
    pub seconds: f64,
    /// Peak resident memory of the largest process.
    pub peak_kib: u64,
    /// What it wrote to standard output.
    pub stdout: String,
}

/// The runs of one command.
pub struct Samples {
    /// What was run, as shown to the reader.
    pub shown: String,
    /// Whether it did the whole amount of work, so that a rate means something.
    pub whole: bool,
    /// At least one.
    samples: Vec<Sample>,
}

impl Samples {
    /// Runs `once` as often as asked; it prepares, then measures, and returns the measurement.
    pub fn take(shown: &str, runs: u32, mut once: impl FnMut() -> Result<Sample>) -> Result<Self> {
        let mut samples = Vec::new();
        for run in 1..=runs {
            let sample = once().with_context(|| format!("bench of `{shown}`, run {run}"))?;
            println!("  {:>8.2} s {:>6} MiB  {shown}", sample.seconds, sample.peak_kib / 1024);
            samples.push(sample);
        }
        ensure!(!samples.is_empty(), "no run of `{shown}` was asked for");
        Ok(Self { shown: shown.to_owned(), whole: true, samples })
    }

    /// Returns the median time, and the least and the greatest.
    pub fn seconds(&self) -> (f64, f64, f64) {
        let mut all: Vec<f64> = self.samples.iter().map(|sample| sample.seconds).collect();
        all.sort_by(f64::total_cmp);
        let middle = f64::midpoint(all[(all.len() - 1) / 2], all[all.len() / 2]);
        (middle, all[0], all[all.len() - 1])
    }

    /// Returns the median time.
    pub fn median(&self) -> f64 {
        self.seconds().0
    }

    /// Returns the greatest peak of all runs: memory is a limit, not an average.
    pub fn peak_mib(&self) -> u64 {
        self.samples.iter().map(|sample| sample.peak_kib).max().unwrap_or(0).div_ceil(1024)
    }
}

/// Requires GNU time, which tells a child's peak memory.
pub fn check_time() -> Result<()> {
    let said = shell::first_line("/usr/bin/time", &["--version"]);
    ensure!(said.contains("GNU"), "the benches need GNU time as /usr/bin/time ({said})");
    Ok(())
}

/// Runs `command` with `input` on standard input and measures it.
///
/// # Errors
/// It does not end with exit code 0.
pub fn timed(command: &mut Command, input: Option<&str>) -> Result<Sample> {
    let mut time = Command::new("/usr/bin/time");
    time.args(["--quiet", "--format", "peak-kib %M"]).arg(command.get_program());
    time.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => time.env(name, value),
            None => time.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        time.current_dir(folder);
    }
    time.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let begun = Instant::now();
    let mut child = time.spawn().with_context(|| format!("cannot start {}", shell::line(&time)))?;
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
        // A command that reads no input may be gone before it is written: no failure.
        let _ignored = pipe.write_all(input.as_bytes());
    }
    let output = child.wait_with_output()?;
    let seconds = begun.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("{} failed ({})\n{}", shell::line(command), output.status, said.trim_end());
    }
    let peak = said.lines().rev().find_map(|line| line.strip_prefix("peak-kib "));
    let peak_kib =
        peak.and_then(|peak| peak.trim().parse().ok()).context("GNU time said nothing")?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(Sample { seconds, peak_kib, stdout })
}
