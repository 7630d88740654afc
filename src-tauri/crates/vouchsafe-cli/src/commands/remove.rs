//! `remove` and `restore`: out of the lists, and back.

use clap::Args;
use vouchsafe_app::{Purpose, RecordItem, remove, restore};

use crate::{context::Context, exit::Exit, failure::Failure, output::Output, shown::visible};

/// Take records out of the lists; nothing is lost, and `restore` brings them back
///
/// Documents of a removed source stay, and so do the bytes of a removed document. What must be gone
/// for good, for someone's safety, is purged instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe remove 1f3c --reason 'taken in by mistake'")]
pub struct Remove {
    /// The records: ids, their beginnings, or citation keys
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,

    /// Why; it stays in the log
    #[arg(long, required = true, value_name = "TEXT")]
    reason: String,
}

/// Bring removed records back
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe restore 1f3c")]
pub struct Restore {
    /// The records: ids or their beginnings
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,
}

impl Remove {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Write)?;
        let report = remove(&mut session, &self.records, &self.reason)?;
        context.out.answer(&report, |out| {
            lines(out, "removed", &report.removed);
            lines(out, "was removed already", &report.already_removed);
        });
        Ok(Exit::Well)
    }
}

impl Restore {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Write)?;
        let report = restore(&mut session, &self.records)?;
        context.out.answer(&report, |out| {
            lines(out, "restored", &report.restored);
            lines(out, "was not removed", &report.not_removed);
        });
        Ok(Exit::Well)
    }
}

fn lines(out: &mut Output, what: &str, records: &[RecordItem]) {
    for record in records {
        out.line(format!("{} {}: {what}", record.kind, visible(&record.label)));
    }
}
