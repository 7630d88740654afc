//! `sensitivity`: who may see a record, until when, and why.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    Purpose, SensitivityItem, SensitivitySetRequest, sensitivity_list, sensitivity_set,
    sensitivity_show,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, short_id, visible},
};

/// Mark records as open, restricted or sealed
///
/// It marks; it locks nothing by itself. Lists show the mark, and exports go by it: what is sealed
/// never leaves, what is under embargo not before its day.
#[derive(Debug, Args)]
pub struct Sensitivity {
    #[command(subcommand)]
    command: SensitivityCommand,
}

#[derive(Debug, Subcommand)]
enum SensitivityCommand {
    Set(Set),
    Show(Show),
    List(List),
}

/// State a record's sensitivity
///
/// States it whole: an embargo, reason or consent that is not given again is cleared.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe sensitivity set 1f3c sealed --reason 'names a witness' --embargo 2030-01-01")]
struct Set {
    /// The record: an id, its beginning, or a citation key
    #[arg(value_name = "ID")]
    record: String,

    /// open, restricted or sealed
    #[arg(value_name = "LEVEL", value_parser = ["open", "restricted", "sealed"])]
    level: String,

    /// The day before which it must not be given on: 2030-01-01
    #[arg(long, value_name = "DATE")]
    embargo: Option<String>,

    /// Why; it stays in the log
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// What the persons concerned agreed to
    #[arg(long, value_name = "TEXT")]
    consent: Option<String>,
}

/// Show a record's sensitivity
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe sensitivity show 1f3c")]
struct Show {
    /// The record: an id, its beginning, or a citation key
    #[arg(value_name = "ID")]
    record: String,
}

/// List the records that are not simply open
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe sensitivity list")]
struct List {
    #[command(flatten)]
    destination: Destination,
}

impl Sensitivity {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            SensitivityCommand::Set(set) => {
                let Set { record, level, embargo, reason, consent } = set;
                let request = SensitivitySetRequest { record, level, embargo, reason, consent };
                let mut session = context.open(Purpose::Write)?;
                let report = sensitivity_set(&mut session, &request)?;
                context.out.answer(&report, |out| show(out, &[&report]));
            }
            SensitivityCommand::Show(Show { record }) => {
                let session = context.open(Purpose::Read)?;
                let report = sensitivity_show(&session, &record)?;
                context.out.answer(&report, |out| show(out, &[&report]));
            }
            SensitivityCommand::List(list) => {
                let session = context.open(Purpose::Read)?;
                let report = sensitivity_list(&session)?;
                context.out.redirect(list.destination.output.as_deref())?;
                let items: Vec<&SensitivityItem> = report.records.iter().collect();
                context.out.answer(&report, |out| show(out, &items));
            }
        }
        Ok(Exit::Well)
    }
}

fn show(out: &mut Output, items: &[&SensitivityItem]) {
    let mut table = Table::default();
    for item in items {
        let record = &item.record;
        let mut facts = Vec::new();
        facts.extend(item.embargo.as_ref().map(|day| format!("not before {day}")));
        facts.extend(item.reason.as_deref().map(visible));
        facts.extend(item.consent.as_deref().map(|text| format!("consent: {}", visible(text))));
        if item.disputed {
            facts.push("people disagree: see history".to_owned());
        }
        let id = short_id(&record.id);
        let (label, level) = (&record.label, &record.sensitivity);
        table.row(&[&id, record.kind, label, level, &facts.join("; ")]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}
