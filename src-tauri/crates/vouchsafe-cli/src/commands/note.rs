//! `note`: texts about any record.

use clap::{Args, Subcommand};
use vouchsafe_app::{NoteItem, NoteListRequest, Purpose, note_add, note_edit, note_list};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{instant, mark, short_id, visible, visible_text},
};

/// Write notes on sources, documents and other records
#[derive(Debug, Args)]
pub struct Note {
    #[command(subcommand)]
    command: NoteCommand,
}

#[derive(Debug, Subcommand)]
enum NoteCommand {
    Add(Add),
    List(List),
    Edit(Edit),
}

/// Write a note on a record
///
/// The note stays in the archive; `remove` takes it out of the lists.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe note add talebi2019 'Compare the figures with the notice.'
  vouchsafe note add 1f3c < note.txt -")]
struct Add {
    /// The record: an id, its beginning, or a citation key
    #[arg(value_name = "ID")]
    on: String,

    /// The text; - reads it from stdin
    #[arg(value_name = "TEXT")]
    text: String,
}

/// List notes
///
/// Changes nothing. The texts of sealed notes are not shown unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe note list talebi2019")]
struct List {
    /// Only those on this record
    #[arg(value_name = "ID")]
    on: Option<String>,

    /// Removed ones too
    #[arg(long)]
    removed: bool,

    /// Show the texts of sealed notes too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Give a note another text
///
/// The earlier text stays in its history.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe note edit 7d3a 'The figures agree.'")]
struct Edit {
    /// The note: its id, or the beginning of it
    #[arg(value_name = "NOTE")]
    note: String,

    /// The new text; - reads it from stdin
    #[arg(value_name = "TEXT")]
    text: String,
}

impl Note {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            NoteCommand::Add(Add { on, text }) => {
                let text = context.text_or_stdin(text)?;
                let mut session = context.open(Purpose::Write)?;
                let report = note_add(&mut session, &on, &text)?;
                context.out.answer(&report, |out| out.line(format!("Added note {}.", report.note)));
            }
            NoteCommand::List(list) => list.run(context)?,
            NoteCommand::Edit(Edit { note, text }) => {
                let text = context.text_or_stdin(text)?;
                let mut session = context.open(Purpose::Write)?;
                let report = note_edit(&mut session, &note, &text)?;
                let done = if report.changed { "has a new text" } else { "had that text already" };
                context
                    .out
                    .answer(&report, |out| out.line(format!("Note {} {done}.", report.note)));
            }
        }
        Ok(Exit::Well)
    }
}

impl List {
    fn run(self, context: &mut Context) -> Result<(), Failure> {
        let session = context.open(Purpose::Read)?;
        let request =
            NoteListRequest { on: self.on, removed: self.removed, show_sealed: self.show_sealed };
        let report = note_list(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| report.notes.iter().for_each(|note| show(out, note)));
        Ok(())
    }
}

fn show(out: &mut Output, note: &NoteItem) {
    let about = match &note.about {
        Some(about) => format!("{} {}", about.kind, visible(&about.label)),
        None => "a record that is not here".to_owned(),
    };
    let agent = note.agent.as_deref().map(|agent| format!(", by {}", visible(agent)));
    let agent = agent.unwrap_or_default();
    let time = note.time.as_deref().map(|time| format!(", {}", instant(time))).unwrap_or_default();
    let removed = if note.removed { " (removed)" } else { "" };
    let marks = mark(&note.sensitivity);
    let head = format!("{}  on {about}{agent}{time}{removed} {marks}", short_id(&note.id));
    out.line(head.trim_end());
    let text = match &note.text {
        Some(text) => visible_text(text),
        None if note.sensitivity == "sealed" => "(not shown; --show-sealed shows it)".to_owned(),
        None => "(purged)".to_owned(),
    };
    text.lines().for_each(|line| out.line(format!("  {line}")));
}
