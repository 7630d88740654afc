//! `copy` and `repair`: a second copy, and what it is good for.

use std::path::PathBuf;

use clap::Args;
use vouchsafe_app::{CopyReport, Purpose, RepairReport, copy, repair};

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    progress::Bar,
    shown::{bytes, visible},
};

/// Make a second copy of the archive, and verify it
///
/// The copy is a whole archive by itself. Where and when it was made is remembered on this machine
/// and recorded in the log. Nothing is ever overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe copy /media/stick/case.vouch

Exit codes: 1 where the copy is not intact, because the archive is not.")]
pub struct Copy {
    /// Where to make it; nothing may be there
    #[arg(value_name = "TO")]
    to: PathBuf,
}

/// Put back what is damaged, from a copy, a bundle, a folder or single files
///
/// What is put back is found by its digest, so it does not matter where it comes from. A new file
/// is written and verified; the damaged one is kept beside it under another name.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe repair --from /media/stick/case.vouch

Exit codes: 1 where something could not be put back; 2 also where there is nothing to repair.")]
pub struct Repair {
    /// An archive, a folder or a file to take from; may be given again
    #[arg(long, required = true, value_name = "PATH")]
    from: Vec<PathBuf>,
}

impl Copy {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Record)?;
        let bar = Bar::new();
        let report = copy(&mut session, &self.to, &bar)?;
        drop(bar);
        context.out.answer(&report, |out| show_copy(out, &report));
        Ok(Exit::bad_news_if(report.verdict != "intact"))
    }
}

impl Repair {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let path = context.archive()?;
        let bar = Bar::new();
        let report = context
            .unlock(|environment, secrets| repair(environment, &path, secrets, &self.from, &bar))?;
        drop(bar);
        context.out.answer(&report, |out| show_repair(out, &report));
        Ok(Exit::bad_news_if(report.verdict != "intact" || !report.lost.is_empty()))
    }
}

fn show_copy(out: &mut Output, report: &CopyReport) {
    let copy = visible(&report.copy.to_string_lossy());
    let size = bytes(report.size_bytes);
    out.line(format!("Copied to {copy}, {size}; the copy is {}.", report.verdict));
    report.findings.iter().for_each(|finding| out.line(format!("  {}", visible(finding))));
    not_recorded(out, report.not_recorded_because.as_deref());
}

fn show_repair(out: &mut Output, report: &RepairReport) {
    out.line(if report.repaired { "Repaired." } else { "Not repaired." });
    out.line(format!(
        "  put back {} chunks and {} entries; the archive is now {}",
        report.chunks.len(),
        report.entries.len(),
        report.verdict
    ));
    for lost in &report.lost {
        out.line(format!("  not found anywhere: {}", visible(lost)));
    }
    for finding in &report.findings {
        out.line(format!("  still found: {}", visible(finding)));
    }
    if let Some(kept) = &report.kept {
        out.line(format!("  the damaged file is kept as {}", visible(&kept.to_string_lossy())));
    }
    not_recorded(out, report.not_recorded_because.as_deref());
}

fn not_recorded(out: &mut Output, why: Option<&str>) {
    if let Some(why) = why {
        out.line(format!("Not recorded in the log: {}.", visible(why)));
    }
}
