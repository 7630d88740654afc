//! `tag`: words to mark records with.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    MarkItem, MarkStatus, Purpose, TagReport, tag_add, tag_list, tag_remove, tag_show,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, mark, short_id, visible},
};

/// Mark records with words
#[derive(Debug, Args)]
pub struct Tag {
    #[command(subcommand)]
    command: TagCommand,
}

#[derive(Debug, Subcommand)]
enum TagCommand {
    Add(Change),
    Remove(Remove),
    List(List),
    Show(Show),
}

/// Put a tag on records
///
/// The tag is made if there is none of that name. Doing it twice changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe tag add talebi2019 1f3c to-check")]
struct Change {
    /// The records: ids, their beginnings, or citation keys
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,

    /// The tag
    #[arg(required = true, value_name = "TAG")]
    tag: String,
}

/// Take a tag off records
///
/// Exits with 1 where it was not on one of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe tag remove talebi2019 to-check")]
struct Remove {
    /// The records: ids, their beginnings, or citation keys
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,

    /// The tag
    #[arg(required = true, value_name = "TAG")]
    tag: String,
}

/// List all tags, or those on a record
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe tag list talebi2019")]
struct List {
    /// Only those on this record
    #[arg(value_name = "ID")]
    on: Option<String>,

    #[command(flatten)]
    destination: Destination,
}

/// Show what a tag stands on
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe tag show to-check")]
struct Show {
    /// The tag
    #[arg(value_name = "TAG")]
    tag: String,
}

impl Tag {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            TagCommand::Add(Change { records, tag }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = tag_add(&mut session, &records, &tag)?;
                Ok(answer(context, &report))
            }
            TagCommand::Remove(Remove { records, tag }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = tag_remove(&mut session, &records, &tag)?;
                Ok(answer(context, &report))
            }
            TagCommand::List(list) => {
                let session = context.open(Purpose::Read)?;
                let report = tag_list(&session, list.on.as_deref())?;
                context.out.redirect(list.destination.output.as_deref())?;
                context.out.answer(&report, |out| {
                    let mut table = Table::default();
                    for tag in &report.tags {
                        table.row(&[&tag.name, &count(tag.records.len(), "record")]);
                    }
                    table.lines().iter().for_each(|line| out.line(line));
                });
                Ok(Exit::Well)
            }
            TagCommand::Show(Show { tag }) => {
                let session = context.open(Purpose::Read)?;
                let report = tag_show(&session, &tag)?;
                context.out.answer(&report, |out| show_records(out, &report.records));
                Ok(Exit::Well)
            }
        }
    }
}

fn answer(context: &mut Context, report: &TagReport) -> Exit {
    context.out.answer(report, |out| show_items(out, "tag", &report.name, &report.items));
    exit_of(&report.items)
}

/// Shows what became of records in a group.
pub fn show_items(out: &mut Output, group: &str, name: &str, items: &[MarkItem]) {
    for item in items {
        let what = match item.status {
            MarkStatus::Added => "now under",
            MarkStatus::AlreadyPresent => "already under",
            MarkStatus::Removed => "no longer under",
            MarkStatus::Absent => "was not under",
        };
        let label = visible(&item.record.label);
        out.line(format!("{} {label}: {what} {group} {}", item.record.kind, visible(name)));
    }
}

/// Shows records, one a line.
pub fn show_records(out: &mut Output, records: &[vouchsafe_app::RecordItem]) {
    let mut table = Table::default();
    for record in records {
        let marks = mark(&record.sensitivity);
        table.row(&[&short_id(&record.id), record.kind, &record.label, &marks]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}

/// Bad news where a record was not in the group it was to be taken out of.
pub fn exit_of(items: &[MarkItem]) -> Exit {
    Exit::bad_news_if(items.iter().any(|item| item.status == MarkStatus::Absent))
}
