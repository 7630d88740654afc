//! `purge`: for someone's safety, out for good.

use std::io::{self, IsTerminal as _};

use clap::Args;
use vouchsafe_app::{PurgeReport, PurgeRequest, Purpose, purge, purge_plan};

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, say},
    secrets,
    shown::{bytes, count, visible},
};

/// What a person types to go on.
const WORD: &str = "purge";

/// Take what was recorded out for good, for someone's safety; there is no way back
///
/// Removes fields and bytes from the file, and records that it was done, when and why, but not what
/// it was. Exports and copies made before keep it: they are named. To only take something out of
/// the lists, `remove` it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe purge 1f3c --reason 'a witness asked for it' --plan
  vouchsafe purge 1f3c --reason 'a witness asked for it'
  vouchsafe purge 7d3a --field received_from --reason 'names a giver'

Exit codes: 2 also where it was not confirmed, or other documents use the same bytes.")]
pub struct Purge {
    /// The records: documents, sources, accessions, notes and others
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,

    /// Why; it stays in the log, so name nobody here
    #[arg(long, required = true, value_name = "TEXT")]
    reason: String,

    /// Only this field of them, and no bytes; may be given again
    #[arg(long = "field", value_name = "FIELD")]
    fields: Vec<String>,

    /// Take out digests and sizes as well
    #[arg(long)]
    digests: bool,

    /// Also bytes that other documents use
    #[arg(long)]
    shared: bool,

    /// Say what would be taken out, and change nothing
    #[arg(long)]
    plan: bool,

    /// Do not ask
    #[arg(long, conflicts_with = "plan")]
    yes: bool,
}

impl Purge {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let request = PurgeRequest {
            records: self.records,
            fields: self.fields,
            digests: self.digests,
            shared: self.shared,
            reason: self.reason,
        };
        if self.plan {
            let session = context.open(Purpose::Read)?;
            let report = purge_plan(&session, &request)?;
            context.out.answer(&report, |out| show(out, &report));
            return Ok(Exit::Well);
        }
        let mut session = context.open(Purpose::Write)?;
        if !self.yes {
            confirm(&purge_plan(&session, &request)?)?;
        }
        let report = purge(&mut session, &request)?;
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::Well)
    }
}

/// Shows the plan and asks for the word.
fn confirm(plan: &PurgeReport) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !secrets::can_ask() {
        return Err(Failure::Usage {
            message: "nothing was purged: it was not confirmed".to_owned(),
            hint: Some("look at it with --plan, then run it in a terminal, or give --yes"),
        });
    }
    lines(plan).into_iter().for_each(say);
    say(format!("There is no way back. Type `{WORD}` to go on:"));
    let mut typed = String::new();
    let read = io::stdin().read_line(&mut typed);
    read.map_err(|source| Failure::Io { doing: "read the answer".to_owned(), source })?;
    if typed.trim() == WORD {
        return Ok(());
    }
    Err(Failure::usage("nothing was purged"))
}

fn show(out: &mut Output, report: &PurgeReport) {
    lines(report).into_iter().for_each(|line| out.line(line));
}

fn lines(report: &PurgeReport) -> Vec<String> {
    let done = if report.done { "Purged" } else { "Would purge" };
    let mut lines = vec![format!(
        "{done} {} of {}, and {} of {}.",
        count(report.lines, "line"),
        count(report.records.len(), "record"),
        bytes(report.bytes),
        count(report.contents.len(), "file"),
    )];
    lines.extend(report.records.iter().map(|record| format!("  {}", visible(record))));
    let shared = report.also_used_by.iter();
    lines.extend(shared.map(|by| format!("  the same bytes are used by {}", visible(by))));
    let beyond = report.out_of_reach.iter();
    lines.extend(beyond.map(|what| format!("  out of reach: {}", visible(what))));
    lines
}
