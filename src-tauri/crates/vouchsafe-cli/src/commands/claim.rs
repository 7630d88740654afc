//! `claim`: statements that need support.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    ClaimEditRequest, ClaimListRequest, ClaimReport, ClaimRequest, FigureRequest, InquiryRequest,
    Purpose, SignOffRequest, claim_add, claim_edit, claim_list, claim_searched, claim_show,
    claim_sign,
};

use super::{claim_shown, dating::Dating, destination::Destination};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{instant, short_id, visible},
};

/// Write down statements that need support, and see what they rest on
#[derive(Debug, Args)]
pub struct Claim {
    #[command(subcommand)]
    command: ClaimCommand,
}

#[derive(Debug, Subcommand)]
enum ClaimCommand {
    Add(Box<Add>),
    List(List),
    Show(Show),
    Edit(Box<Edit>),
    Sign(Sign),
    Searched(Box<Searched>),
}

/// Make a claim
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe claim add 'Six people were sentenced on 6 March 2024.' --date 2024-03-06 \\
    --figure '6 people sentenced' --about 'Old Canal trial'")]
struct Add {
    /// The statement; - reads it from stdin
    #[arg(value_name = "STATEMENT")]
    statement: String,

    #[command(flatten)]
    more: More,
}

/// What can be said about a claim beside its statement.
#[derive(Debug, Args)]
struct More {
    /// Its language: en, fa …
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    #[command(flatten)]
    dating: Dating,

    /// A number it states: '6 people', 'at least 23 signatories', 'between 5 and 7 km'; may be
    /// given again
    #[arg(long, value_name = "FIGURE")]
    figure: Vec<String>,

    /// A subject it is about; may be given again
    #[arg(long, value_name = "SUBJECT")]
    about: Vec<String>,

    /// What it says in another language: fa=…; may be given again
    #[arg(long, value_name = "TAG=TEXT", value_parser = translation)]
    translation: Vec<(String, String)>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// List claims with how they stand
///
/// Changes nothing. The words of sealed claims are not shown unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe claim list --unsupported")]
struct List {
    /// Only those about this subject
    #[arg(long, value_name = "SUBJECT")]
    about: Option<String>,

    /// Only those that nothing supports
    #[arg(long)]
    unsupported: bool,

    /// Removed ones too
    #[arg(long)]
    removed: bool,

    /// Show the words of sealed claims too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Show a claim with everything it rests on
///
/// Evidence, figures, subjects, sign-offs, what was searched for and not found, and every wording
/// it had.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe claim show 41cc")]
struct Show {
    /// The claim: its id, or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// Show it also if it is sealed, and sealed passages
    #[arg(long)]
    show_sealed: bool,
}

/// Word a claim anew, or say more about it
///
/// The earlier wording stays in its history; who signed that off has not signed the new one.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe claim edit 41cc --statement 'Five people were sentenced on 6 March 2024.'")]
struct Edit {
    /// The claim: its id, or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// Another wording; - reads it from stdin
    #[arg(long, value_name = "TEXT")]
    statement: Option<String>,

    #[command(flatten)]
    more: More,
}

/// Sign a claim off: a second person says that it follows from its evidence
///
/// Who signs is who they say they are. The sign-off is of the present wording only.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe claim sign 41cc --by Heron")]
struct Sign {
    /// The claim: its id, or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// Who signs off, if not who this archive knows you as
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// Write down what was searched for a claim and not found
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe claim searched 41cc 'the verdict itself' --where 'court registry of Talmeran' \\
    --date 2024-04-02")]
struct Searched {
    /// The claim: its id, or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// What was looked for
    #[arg(value_name = "WHAT")]
    sought: String,

    /// Where
    #[arg(long = "where", value_name = "PLACE")]
    searched_in: Option<String>,

    /// By whom
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    dating: Dating,
}

fn translation(text: &str) -> Result<(String, String), String> {
    let wrong = || format!("`{text}` is not TAG=TEXT, as fa=…");
    let (language, text) = text.split_once('=').ok_or_else(wrong)?;
    Ok((language.trim().to_owned(), text.to_owned()))
}

fn figures(texts: &[String]) -> Result<Vec<FigureRequest>, Failure> {
    let read = |text: &String| FigureRequest::of_words(text).map_err(Failure::from);
    texts.iter().map(read).collect()
}

impl Claim {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            ClaimCommand::Add(add) => add.run(context)?,
            ClaimCommand::List(list) => list.run(context)?,
            ClaimCommand::Show(Show { claim, show_sealed }) => {
                let session = context.open(Purpose::Read)?;
                let report = claim_show(&session, &claim, show_sealed)?;
                context.out.answer(&report, |out| claim_shown::whole(out, &report));
            }
            ClaimCommand::Edit(edit) => edit.run(context)?,
            ClaimCommand::Sign(Sign { claim, by, comment }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = claim_sign(&mut session, &SignOffRequest { claim, by, comment })?;
                context.out.answer(&report, |out| {
                    let by = report.by.as_deref().map(visible).unwrap_or_default();
                    let time = report.time.as_deref().map(instant).unwrap_or_default();
                    out.line(format!("Signed off by {by}, {time}."));
                });
            }
            ClaimCommand::Searched(searched) => searched.run(context)?,
        }
        Ok(Exit::Well)
    }
}

impl Add {
    fn run(self, context: &mut Context) -> Result<(), Failure> {
        let statement = context.text_or_stdin(self.statement)?;
        let request = ClaimRequest {
            statement,
            language: self.more.language,
            date: self.more.dating.request(),
            translations: self.more.translation,
            about: self.more.about,
            figures: figures(&self.more.figure)?,
            comment: self.more.comment,
        };
        let mut session = context.open(Purpose::Write)?;
        let report = claim_add(&mut session, &request)?;
        context.out.answer(&report, |out| show_written(out, "made", &report));
        Ok(())
    }
}

impl List {
    fn run(self, context: &mut Context) -> Result<(), Failure> {
        let session = context.open(Purpose::Read)?;
        let request = ClaimListRequest {
            about: self.about,
            unsupported: self.unsupported,
            removed: self.removed,
            show_sealed: self.show_sealed,
        };
        let report = claim_list(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            report.claims.iter().for_each(|claim| claim_shown::short(out, claim));
        });
        Ok(())
    }
}

impl Edit {
    fn run(self, context: &mut Context) -> Result<(), Failure> {
        let statement = self.statement.map(|text| context.text_or_stdin(text)).transpose()?;
        let request = ClaimEditRequest {
            claim: self.claim,
            statement,
            language: self.more.language,
            date: self.more.dating.request(),
            translations: self.more.translation,
            about: self.more.about,
            figures: figures(&self.more.figure)?,
            comment: self.more.comment,
        };
        let mut session = context.open(Purpose::Write)?;
        let report = claim_edit(&mut session, &request)?;
        context.out.answer(&report, |out| show_written(out, "changed", &report));
        Ok(())
    }
}

impl Searched {
    fn run(self, context: &mut Context) -> Result<(), Failure> {
        let request = InquiryRequest {
            claim: self.claim,
            sought: self.sought,
            searched_in: self.searched_in,
            date: self.dating.request(),
            by: self.by,
            comment: self.comment,
        };
        let mut session = context.open(Purpose::Write)?;
        let report = claim_searched(&mut session, &request)?;
        context.out.answer(&report, |out| {
            out.line(format!("Written down as {}.", short_id(&report.id)));
        });
        Ok(())
    }
}

fn show_written(out: &mut Output, done: &str, report: &ClaimReport) {
    let is_nothing = report.changed.is_empty() && report.figures.is_empty();
    let done = if is_nothing && done == "changed" { "is as it was" } else { done };
    out.line(format!("Claim {} {done}.", short_id(&report.claim)));
    report.remarks.iter().for_each(|remark| out.line(format!("  {remark}")));
}
