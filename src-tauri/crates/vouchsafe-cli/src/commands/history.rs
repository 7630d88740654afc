//! `history`: every write of a record's fields.

use clap::Args;
use vouchsafe_app::{HistoryEntry, HistoryWrite, Purpose, history};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, instant, short_id, value, visible},
};

/// Show every write of a record's fields, with what stood there before
///
/// Changes nothing. Times are those their writers claimed; the order does not depend on them.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe history talebi2019")]
pub struct History {
    /// The record: an id, its beginning, or a citation key
    #[arg(value_name = "ID")]
    record: String,

    /// Show the values of a sealed record too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

impl History {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = history(&session, &self.record, self.show_sealed)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            out.line(format!("{} {}", report.about.kind, visible(&report.about.label)));
            if report.sealed {
                out.line("(sealed: its values are not shown; --show-sealed shows them)");
            }
            report.entries.iter().for_each(|entry| show(out, entry));
        });
        Ok(Exit::Well)
    }
}

fn show(out: &mut Output, entry: &HistoryEntry) {
    let time = entry.time.as_deref().map_or_else(|| "(time purged)".to_owned(), instant);
    let agent = visible(entry.agent.as_deref().unwrap_or("someone"));
    let undoes = entry.undoes.as_deref().map(|act| format!(", undoing act {}", short_id(act)));
    let act = short_id(&entry.act);
    out.line(format!("{time}, {agent}, act {act}{}", undoes.unwrap_or_default()));
    let mut table = Table::default();
    for write in &entry.writes {
        table.row(&[&format!("  {}", write.field), &told(write)]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}

fn told(write: &HistoryWrite) -> String {
    let now = if write.withheld { "(purged, withheld)".to_owned() } else { value(&write.value) };
    if write.before.is_null() { now } else { format!("{now}  (before: {})", value(&write.before)) }
}
