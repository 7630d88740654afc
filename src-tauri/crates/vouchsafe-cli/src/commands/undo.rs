//! `undo`: takes back one action.

use clap::Args;
use vouchsafe_app::{Purpose, UndoReport, Undone, undo, undo_list};

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, instant, short_id, visible},
};

/// Take back the last action of this machine, or the one named
///
/// Writes the earlier values again, as a new action; what the action made is removed. Nothing is
/// erased, and undoing an undo does it again.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe undo --list
  vouchsafe undo
  vouchsafe undo 5f0c

Exit codes: 2 also where something was changed since by another action; nothing is undone then, and
the fields are listed.")]
pub struct Undo {
    /// The action: the beginning of its id, as --list shows it
    #[arg(value_name = "ACT", conflicts_with = "list")]
    act: Option<String>,

    /// List the last 20 actions, newest first, and change nothing
    #[arg(long)]
    list: bool,
}

impl Undo {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        if self.list {
            let session = context.open(Purpose::Read)?;
            let report = undo_list(&session)?;
            context.out.answer(&report, |out| {
                let mut table = Table::default();
                for act in &report.acts {
                    let time = act.time.as_deref().map(instant).unwrap_or_default();
                    let undoes =
                        act.undoes.as_deref().map(|act| format!("undoes {}: ", short_id(act)));
                    let what = format!("{}{}", undoes.unwrap_or_default(), act.summary);
                    let fixed = if act.undoable { "" } else { "(stays)" };
                    table.row(&[&short_id(&act.act), &time, fixed, &what]);
                }
                table.lines().iter().for_each(|line| out.line(line));
            });
            return Ok(Exit::Well);
        }
        let mut session = context.open(Purpose::Write)?;
        let report = undo(&mut session, self.act.as_deref())?;
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::Well)
    }
}

fn show(out: &mut Output, report: &UndoReport) {
    for item in &report.undone {
        let what = match item.done {
            Undone::Removed => "removed".to_owned(),
            Undone::Restored => "restored".to_owned(),
            Undone::SetBack => format!("set back: {}", visible(&item.fields.join(", "))),
        };
        out.line(format!("{} {}: {what}", item.record.kind, visible(&item.record.label)));
    }
    for item in &report.kept {
        let label = visible(&item.record.label);
        out.line(format!("{} {label}: stays; {}", item.record.kind, visible(&item.reason)));
    }
    out.line(format!(
        "Undid act {}. `vouchsafe undo {}` does it again.",
        short_id(&report.undoes),
        short_id(&report.act)
    ));
}
