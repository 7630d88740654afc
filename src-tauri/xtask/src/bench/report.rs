//! The results file: one section a bench, replaced as a whole by the bench's next run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::measure::Samples;
use crate::shell;

const TOP: &str = "\
# Measured against peers

Written by `cargo xtask bench`, in a release build; a section is replaced whenever its bench runs.
All figures of a section are of one run on one machine, with nothing else running on purpose.
Times are wall-clock, medians with least and greatest; memory is the greatest peak of all runs.
Ratios are of medians.
";

/// What one bench has to say.
pub struct Section {
    /// The bench's name on the command line; the section's heading.
    pub name: &'static str,
    /// What was measured with, in a sentence or two.
    pub about: String,
    /// How much each command had to do, and the unit: `(10000.0, "files/s")`.
    pub amount: (f64, &'static str),
    /// The commands.
    pub rows: Vec<Samples>,
    /// What was wanted, and what came of it.
    pub targets: Vec<Target>,
    /// Versions of the peers, and what was not measured and why.
    pub notes: Vec<String>,
}

/// One figure that was set beforehand.
pub struct Target {
    /// What is compared with what.
    pub what: String,
    /// The figure wanted, with its sign: `≥ 0.70`.
    pub wanted: String,
    /// The figure measured.
    pub measured: String,
    /// Whether the one satisfies the other.
    pub met: bool,
}

impl Target {
    /// Judges a figure that must not be less than `least`.
    pub fn at_least(what: &str, least: f64, measured: f64) -> Self {
        Self {
            what: what.to_owned(),
            wanted: format!("≥ {least:.2}"),
            measured: format!("{measured:.2}"),
            met: measured >= least,
        }
    }

    /// Judges a time that must not be more than `most_ms`.
    pub fn at_most_ms(what: &str, most_ms: f64, measured_ms: f64) -> Self {
        Self {
            what: what.to_owned(),
            wanted: format!("≤ {most_ms:.0} ms"),
            measured: format!("{measured_ms:.2} ms"),
            met: measured_ms <= most_ms,
        }
    }

    /// Judges a peak of memory that must stay below `limit_mib`.
    pub fn memory(what: &str, limit_mib: u64, measured_mib: u64) -> Self {
        Self {
            what: format!("peak memory, {what}"),
            wanted: format!("< {limit_mib} MiB"),
            measured: format!("{measured_mib} MiB"),
            met: measured_mib < limit_mib,
        }
    }
}

/// Writes `section` into the results file in place of its last one.
pub fn write(results: &Path, section: &Section) -> Result<()> {
    let before = fs::read_to_string(results).unwrap_or_default();
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    for part in before.split("\n## ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        sections.insert(name.to_owned(), text.trim().to_owned());
    }
    sections.insert(section.name.to_owned(), render(section)?);
    let mut text = TOP.to_owned();
    for (name, body) in sections {
        write!(text, "\n## {name}\n\n{}\n", body.trim())?;
    }
    if let Some(folder) = results.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(results, text)?;
    Ok(())
}

fn render(section: &Section) -> Result<String> {
    let mut text = format!("{}\n\n{}\n\n", section.about, machine()?);
    let (amount, unit) = section.amount;
    writeln!(text, "| command | median | least–greatest | {unit} | peak memory |")?;
    writeln!(text, "|---|---:|---:|---:|---:|")?;
    for row in &section.rows {
        let (median, least, greatest) = row.seconds();
        writeln!(
            text,
            "| {} | {median:.2} s | {least:.2}–{greatest:.2} s | {} | {} MiB |",
            row.shown,
            if row.whole { format!("{:.0}", amount / median) } else { "—".to_owned() },
            row.peak_mib()
        )?;
    }
    if !section.targets.is_empty() {
        writeln!(text, "\n| wanted | figure | measured | |\n|---|---:|---:|---|")?;
    }
    for target in &section.targets {
        let met = if target.met { "met" } else { "**not met**" };
        writeln!(text, "| {} | {} | {} | {met} |", target.what, target.wanted, target.measured)?;
    }
    if !section.notes.is_empty() {
        writeln!(text)?;
    }
    for note in &section.notes {
        writeln!(text, "- {note}")?;
    }
    Ok(text)
}

/// Says on what machine and when, without naming it.
fn machine() -> Result<String> {
    let date = shell::capture(Command::new("date").args(["-u", "+%Y-%m-%d"]))?;
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let memory_kib: u64 = memory.trim_end_matches(" kB").parse().unwrap_or(0);
    let system = field("/etc/os-release", "PRETTY_NAME").unwrap_or_else(|| "unknown system".into());
    Ok(format!(
        "{}; {model}, {} cores, {:.0} GiB of memory; {}, Linux {}; {}.",
        date.trim(),
        cores(),
        f64::from(u32::try_from(memory_kib / 1024).unwrap_or(0)) / 1024.0,
        system.trim_matches('"'),
        shell::first_line("uname", &["-r"]).split('-').next().unwrap_or_default(),
        shell::first_line("rustc", &["--version"]),
    ))
}

/// Returns how many processors there are to work with.
pub fn cores() -> u32 {
    std::thread::available_parallelism().map_or(1, |found| u32::try_from(found.get()).unwrap_or(1))
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    let (_, value) = line.split_once([':', '='])?;
    Some(value.trim().to_owned())
}
