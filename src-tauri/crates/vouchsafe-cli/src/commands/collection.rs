//! `collection`: named sets of records.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    CollectionListReport, CollectionNewRequest, CollectionReport, Purpose, collection_add,
    collection_list, collection_new, collection_remove,
};

use super::{
    destination::Destination,
    tag::{exit_of, show_items, show_records},
};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, mark, visible, visible_text},
};

/// Gather records in named sets
#[derive(Debug, Args)]
pub struct Collection {
    #[command(subcommand)]
    command: CollectionCommand,
}

#[derive(Debug, Subcommand)]
enum CollectionCommand {
    New(New),
    Add(Add),
    Remove(Remove),
    List(List),
}

/// Make an empty collection
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe collection new Figures --description 'Who says how many'

Exit codes: 2 also where there is one of that name.")]
struct New {
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,

    /// The collection it is part of
    #[arg(long, value_name = "NAME")]
    parent: Option<String>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
}

/// Put records into a collection
///
/// The collection is made if there is none of that name. Doing it twice changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe collection add Figures talebi2019 1f3c")]
struct Add {
    /// The collection
    #[arg(value_name = "NAME")]
    name: String,

    /// The records: ids, their beginnings, or citation keys
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,
}

/// Take records out of a collection
///
/// Exits with 1 where one of them was not in it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe collection remove Figures talebi2019")]
struct Remove {
    /// The collection
    #[arg(value_name = "NAME")]
    name: String,

    /// The records: ids, their beginnings, or citation keys
    #[arg(required = true, value_name = "ID")]
    records: Vec<String>,
}

/// List all collections, or what is in one
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe collection list Figures")]
struct List {
    /// The collection
    #[arg(value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    destination: Destination,
}

impl Collection {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            CollectionCommand::New(New { name, parent, description }) => {
                let mut session = context.open(Purpose::Write)?;
                let request = CollectionNewRequest { name, parent, description };
                let report = collection_new(&mut session, &request)?;
                let line = format!("Made collection {}.", visible(&report.name));
                context.out.answer(&report, |out| out.line(line));
                Ok(Exit::Well)
            }
            CollectionCommand::Add(Add { name, records }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = collection_add(&mut session, &name, &records)?;
                Ok(answer(context, &report))
            }
            CollectionCommand::Remove(Remove { name, records }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = collection_remove(&mut session, &name, &records)?;
                Ok(answer(context, &report))
            }
            CollectionCommand::List(list) => {
                let session = context.open(Purpose::Read)?;
                let report = collection_list(&session, list.name.as_deref())?;
                context.out.redirect(list.destination.output.as_deref())?;
                let in_full = list.name.is_some();
                context.out.answer(&report, |out| show(out, &report, in_full));
                Ok(Exit::Well)
            }
        }
    }
}

fn answer(context: &mut Context, report: &CollectionReport) -> Exit {
    context.out.answer(report, |out| show_items(out, "collection", &report.name, &report.items));
    exit_of(&report.items)
}

fn show(out: &mut Output, report: &CollectionListReport, in_full: bool) {
    let mut table = Table::default();
    for collection in &report.collections {
        if in_full {
            if let Some(description) = &collection.description {
                out.line(visible_text(description));
            }
            show_records(out, &collection.records);
        } else {
            let records = count(collection.records.len(), "record");
            table.row(&[&collection.name, &records, &mark(&collection.sensitivity)]);
        }
    }
    table.lines().iter().for_each(|line| out.line(line));
}
