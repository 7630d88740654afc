//! `source duplicates` and `source merge`: works that are there twice.

use clap::Args;
use vouchsafe_app::{Purpose, source_duplicates, source_merge};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    shown::{count, short_id, visible},
};

/// Find works that may be there twice
///
/// By DOI, ISBN, address, or title and year. Nothing is merged by itself.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe source duplicates")]
pub struct Duplicates {
    #[command(flatten)]
    destination: Destination,
}

/// Merge a work into another
///
/// Its documents, cross-references, notes and marks go over, what the other lacks is filled in,
/// and it is removed. `undo` takes it back.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe source merge courier2024 nimbar-courier")]
pub struct Merge {
    /// The source that stays
    #[arg(value_name = "STAYS")]
    stays: String,

    /// The source that is merged into it
    #[arg(value_name = "GOES")]
    goes: String,
}

impl Duplicates {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = source_duplicates(&session)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            for found in &report.duplicates {
                let sources: Vec<String> = found.sources.iter().map(|key| visible(key)).collect();
                out.line(format!("{}: {}", found.because, sources.join(", ")));
            }
            if report.duplicates.is_empty() {
                out.line("No two works look alike.");
            }
        });
        Ok(Exit::Well)
    }
}

impl Merge {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Write)?;
        let report = source_merge(&mut session, &self.stays, &self.goes)?;
        context.out.answer(&report, |out| {
            let (goes, stays) = (short_id(&report.merged), short_id(&report.source));
            let moved = count(report.moved, "record");
            out.line(format!("Merged {goes} into {stays}: {moved} moved."));
            if !report.taken_over.is_empty() {
                out.line(format!("  taken over: {}", report.taken_over.join(", ")));
            }
            if !report.left.is_empty() {
                out.line(format!(
                    "  both said something, the first was kept: {}",
                    report.left.join(", ")
                ));
            }
        });
        Ok(Exit::Well)
    }
}
