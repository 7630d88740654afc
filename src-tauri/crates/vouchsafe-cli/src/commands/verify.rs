//! `verify`: has anything in this archive changed since it was taken in?

use std::path::PathBuf;

use clap::Args;
use vouchsafe_app::{Finding, Severity, Verdict, VerifyReport, VerifyRequest, verify};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    progress::Bar,
    shown::{Table, bytes, count, visible},
};

/// How many findings are shown to a person; JSON has them all.
const FINDINGS_SHOWN: usize = 50;

/// Check the whole archive against its log and digests
///
/// Reads everything, and always finishes. Says how much was expected, checked and failed, and names
/// every damaged item. The verdict speaks of this archive, not of what its documents say. The run
/// itself is recorded in the log, where this machine can write and the log is sound.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe verify
  vouchsafe verify --against checkpoint.txt
  vouchsafe verify --quick

Exit codes: 1 unless everything was read and is as it was recorded. --quick leaves the bytes of
documents out, so it ends with 1 too.")]
pub struct Verify {
    /// Leave out the bytes of documents and the words of passages; never intact then
    #[arg(long, conflicts_with = "documents")]
    quick: bool,

    /// Read only this document's bytes and passages; may be given again
    #[arg(long = "document", value_name = "ID")]
    documents: Vec<String>,

    /// Compare with checkpoints that were kept elsewhere; may be given again
    #[arg(long, value_name = "CHECKPOINT")]
    against: Vec<PathBuf>,

    /// Keep the run out of the log
    #[arg(long)]
    no_record: bool,

    /// Go on with a run that was interrupted
    #[arg(long)]
    resume: bool,

    #[command(flatten)]
    destination: Destination,
}

impl Verify {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let request = VerifyRequest {
            quick: self.quick,
            documents: self.documents,
            against: self.against,
            no_record: self.no_record,
            resume: self.resume,
        };
        context.out.redirect(self.destination.output.as_deref())?;
        let path = context.archive()?;
        let bar = Bar::new();
        let report = context
            .unlock(|environment, secrets| verify(environment, &path, secrets, &request, &bar))?;
        drop(bar);
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::bad_news_if(report.report.verdict != Verdict::Intact))
    }
}

fn show(out: &mut Output, answer: &VerifyReport) {
    let report = &answer.report;
    out.line(match report.verdict {
        Verdict::Intact => "Intact: everything in this archive is unchanged since received.",
        Verdict::Damaged => "Damaged: not everything in this archive is as it was recorded.",
        Verdict::Incomplete => "Incomplete: nothing wrong was found, but not all could be checked.",
    });
    let (expected, checked, failed) = (&report.expected, &report.checked, &report.failed);
    let mut table = Table::default();
    for (name, expected, checked, failed) in [
        ("  documents", expected.documents, checked.documents, failed.documents),
        ("  entries", expected.entries, checked.entries, failed.entries),
        ("  passages", expected.passages, checked.passages, failed.passages),
    ] {
        let failed = if failed > 0 { format!("{failed} failed") } else { String::new() };
        table.row(&[name, &format!("{checked} of {expected} checked"), &failed]);
    }
    let failed =
        if failed.bytes > 0 { format!("{} failed", bytes(failed.bytes)) } else { String::new() };
    let read = format!("{} of {} checked", bytes(checked.bytes), bytes(expected.bytes));
    table.row(&["  bytes", &read, &failed]);
    table.lines().iter().for_each(|line| out.line(line));
    out.line(match report.compared_heads {
        0 => "  compared with no head known from elsewhere: its age cannot be shown".to_owned(),
        heads => format!("  compared with {} known from elsewhere", count(heads, "head")),
    });
    for what in &report.not_checked {
        out.line(format!("  not checked: {}", visible(what)));
    }
    for severity in [Severity::Damage, Severity::Gap, Severity::Note] {
        let of_it = report.findings.iter().filter(|finding| finding.severity == severity);
        let of_it: Vec<&Finding> = of_it.collect();
        of_it.iter().take(FINDINGS_SHOWN).for_each(|finding| show_finding(out, finding));
        if of_it.len() > FINDINGS_SHOWN {
            out.line(format!("… and {} more; --json has them all", of_it.len() - FINDINGS_SHOWN));
        }
    }
    if answer.interrupted {
        out.line("Stopped before its end; `vouchsafe verify --resume` goes on with it.");
    }
    match &answer.not_recorded_because {
        Some(why) => out.line(format!("Not recorded in the log: {}.", visible(why))),
        None => out.line("Recorded in the log."),
    }
}

fn show_finding(out: &mut Output, finding: &Finding) {
    let (record, detail) = (visible(&finding.record), visible(&finding.detail));
    out.line(format!("{} {}: {detail}", finding.code, record));
    if let Some(expected) = &finding.expected {
        out.line(format!("       expected  {}", visible(expected)));
    }
    if let Some(found) = &finding.found {
        out.line(format!("       found     {}", visible(found)));
    }
    out.line(format!("       {}", finding.advice));
}
