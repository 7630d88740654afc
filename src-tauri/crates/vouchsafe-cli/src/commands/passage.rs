//! `passage`: quoted places in documents.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    AnchorReport, AnchorRequest, AnchorState, Match, PassageEditRequest, PassageItem,
    PassageListRequest, PassageShowReport, Purpose, passage_add, passage_check, passage_edit,
    passage_list, passage_move, passage_show,
};

use super::{
    destination::Destination,
    place::{Place, Said, show_candidates, show_kept, where_in, words},
};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, mark, short_id, visible, visible_text},
};

/// Keep the exact words, region or second that something rests on
#[derive(Debug, Args)]
pub struct Passage {
    #[command(subcommand)]
    command: PassageCommand,
}

#[derive(Debug, Subcommand)]
enum PassageCommand {
    Add(Box<Add>),
    List(List),
    Show(Show),
    Edit(Edit),
    Check(Check),
    Move(Move),
}

/// Keep a passage of a document
///
/// The words must stand in the document. Where they do not, or more than once, nothing is written
/// and the answer says what is there.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passage add 5f0c91 --quote 'six people were sentenced' --speaker 'Court notice 417'
  vouchsafe passage add 77ab02 --region 10,40,35,12 --described 'the list on the left'
  vouchsafe passage add 90cd11 --time 1:02-1:10

Exit codes: 1 where the words are absent or ambiguous; nothing was written.")]
struct Add {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "DOCUMENT")]
    document: String,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    said: Said,
}

/// List passages
///
/// Changes nothing. The words of sealed passages are not shown unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passage list --source ena2024")]
struct List {
    /// Only those of this document
    #[arg(long, value_name = "ID")]
    document: Option<String>,

    /// Only those of this source's documents
    #[arg(long, value_name = "NAME")]
    source: Option<String>,

    /// Only those in which this subject speaks
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// Only those that are evidence for no claim
    #[arg(long)]
    unused: bool,

    /// Removed ones too
    #[arg(long)]
    removed: bool,

    /// Show the words of sealed passages too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Show a passage with what rests on it
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passage show 3b1f")]
struct Show {
    /// The passage: its id, or the beginning of it
    #[arg(value_name = "PASSAGE")]
    passage: String,

    /// Show it also if it is sealed
    #[arg(long)]
    show_sealed: bool,
}

/// Say more about a passage
///
/// Its place and its words never change by this. An empty text clears what was said.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passage edit 3b1f --speaker 'Mina Rahavi' --through ena2024")]
struct Edit {
    /// The passage: its id, or the beginning of it
    #[arg(value_name = "PASSAGE")]
    passage: String,

    /// Who speaks: a subject, or any name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// The source through which the words are known
    #[arg(long, value_name = "SOURCE")]
    through: Option<String>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,

    /// What is to be seen or heard there, in words of your own
    #[arg(long, value_name = "TEXT")]
    described: Option<String>,
}

/// Look whether quotations still stand where they stood
///
/// In the newest text of their document, or in another document: a later capture, for one. It
/// changes nothing; `passage move` accepts what it found.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passage check
  vouchsafe passage check 3b1f --in 90cd11

Exit codes: 1 where a quotation is changed, ambiguous, gone, or could not be looked for.")]
struct Check {
    /// The passages; all of the archive without them
    #[arg(value_name = "PASSAGE")]
    passages: Vec<String>,

    /// Look in this document
    #[arg(long = "in", value_name = "DOCUMENT")]
    document: Option<String>,

    /// Show the words of sealed passages too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Move a passage to where its words stand in the newest text of its document
///
/// The earlier place stays in its history.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passage move 3b1f")]
struct Move {
    /// The passage: its id, or the beginning of it
    #[arg(value_name = "PASSAGE")]
    passage: String,

    /// Also where the words there are others
    #[arg(long)]
    accept_changed: bool,
}

impl Passage {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            PassageCommand::Add(add) => add.run(context),
            PassageCommand::List(list) => list.run(context),
            PassageCommand::Show(Show { passage, show_sealed }) => {
                let session = context.open(Purpose::Read)?;
                let report = passage_show(&session, &passage, show_sealed)?;
                context.out.answer(&report, |out| show(out, &report));
                Ok(Exit::Well)
            }
            PassageCommand::Edit(edit) => {
                let mut session = context.open(Purpose::Write)?;
                let request = PassageEditRequest {
                    passage: edit.passage,
                    attributed_to: edit.speaker,
                    known_through: edit.through,
                    comment: edit.comment,
                    described: edit.described,
                };
                let report = passage_edit(&mut session, &request)?;
                context.out.answer(&report, |out| show_item(out, &report));
                Ok(Exit::Well)
            }
            PassageCommand::Check(check) => check.run(context),
            PassageCommand::Move(Move { passage, accept_changed }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = passage_move(&mut session, &passage, accept_changed)?;
                context.out.answer(&report, |out| {
                    let place = report.selector.as_ref().map(where_in).unwrap_or_default();
                    out.line(format!("Passage {} stands at {place}.", short_id(&report.passage)));
                });
                Ok(Exit::Well)
            }
        }
    }
}

impl Add {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let read = |text| context.text_or_stdin(text);
        let request = self.place.request(self.document, self.said, read)?;
        let mut session = context.open(Purpose::Write)?;
        let report = passage_add(&mut session, &request)?;
        context.out.answer(&report, |out| match &report.passage {
            Some(passage) => {
                show_kept(out, passage, report.selector.as_ref(), report.already_present);
                if let Some(original) = &report.original {
                    out.line(format!("  with passage {} of its original", short_id(original)));
                }
                report.remarks.iter().for_each(|remark| out.line(format!("  {remark}")));
            }
            None => show_candidates(out, report.how, &report.candidates),
        });
        Ok(Exit::bad_news_if(matches!(report.how, Match::Absent | Match::Ambiguous)))
    }
}

impl List {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let request = PassageListRequest {
            document: self.document,
            source: self.source,
            attributed_to: self.speaker,
            unused: self.unused,
            removed: self.removed,
            show_sealed: self.show_sealed,
        };
        let report = passage_list(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            report.passages.iter().for_each(|passage| show_item(out, passage));
        });
        Ok(Exit::Well)
    }
}

impl Check {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Record)?;
        let request = AnchorRequest {
            passages: self.passages,
            document: self.document,
            show_sealed: self.show_sealed,
        };
        let report = passage_check(&mut session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show_check(out, &report));
        Ok(Exit::bad_news_if(!report.is_well()))
    }
}

/// Shows a passage on two or three lines.
pub fn show_item(out: &mut Output, passage: &PassageItem) {
    let words = words(&passage.selector, passage.described.as_deref(), &passage.sensitivity);
    let removed = if passage.removed { " (removed)" } else { "" };
    let head =
        format!("{}  {words}{removed} {}", short_id(&passage.id), mark(&passage.sensitivity));
    out.line(head.trim_end());
    let source = passage.source.as_deref().map(visible).unwrap_or_default();
    let document = short_id(&passage.document);
    let place = where_in(&passage.selector);
    out.line(format!("      {source}, document {document}, {place}").replace(" , ", " "));
    let speaker =
        passage.attributed_to.as_ref().map(|by| format!("said by {}", visible(&by.label)));
    let through =
        passage.known_through.as_deref().map(|by| format!("known through {}", visible(by)));
    let original =
        passage.original.as_deref().map(|id| format!("translates or transcribes {}", short_id(id)));
    let said: Vec<String> = [speaker, through, original].into_iter().flatten().collect();
    if !said.is_empty() {
        out.line(format!("      {}", said.join(", ")));
    }
}

fn show(out: &mut Output, report: &PassageShowReport) {
    let passage = &report.item;
    show_item(out, passage);
    if let Some(exact) = &passage.selector.exact {
        visible_text(exact).lines().for_each(|line| out.line(format!("      | {line}")));
    }
    if let Some(comment) = &passage.comment {
        out.line(format!("      comment: {}", visible(comment)));
    }
    let mut table = Table::default();
    for claim in &report.claims {
        table.row(&["  claim", &short_id(&claim.id), &claim.label]);
    }
    for figure in &report.figures {
        table.row(&["  figure", &short_id(&figure.id), &figure.in_words()]);
    }
    for subject in &report.about {
        table.row(&["  about", &short_id(&subject.id), &subject.label]);
    }
    for note in &report.notes {
        table.row(&["  note", &short_id(&note.id), note.text.as_deref().unwrap_or("(not shown)")]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}

fn show_check(out: &mut Output, report: &AnchorReport) {
    let mut table = Table::default();
    for item in &report.items {
        let state = match item.state {
            AnchorState::Exact => "exact",
            AnchorState::Moved => "moved",
            AnchorState::Changed => "CHANGED",
            AnchorState::Ambiguous => "AMBIGUOUS",
            AnchorState::Gone => "GONE",
            AnchorState::NotChecked => "not checked",
        };
        table.row(&[&short_id(&item.passage), state, &item.label]);
        let now = item.selector.as_ref().and_then(|found| found.exact.as_deref());
        if let Some(now) = now.filter(|_| item.state == AnchorState::Changed) {
            table.row(&["", "now", &super::place::one_line(now)]);
        }
    }
    table.lines().iter().for_each(|line| out.line(line));
    let parts = [
        (report.exact, "exact"),
        (report.moved, "moved"),
        (report.changed, "changed"),
        (report.ambiguous, "ambiguous"),
        (report.gone, "gone"),
        (report.not_checked, "not checked"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, word)| format!("{number} {word}")).collect();
    let total = count(report.items.len(), "quotation");
    let ending = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    out.line(format!("{total}{ending}."));
}
