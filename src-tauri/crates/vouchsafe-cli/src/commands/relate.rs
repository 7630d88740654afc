//! `relate` and `cross-reference`: how works stand to each other; `appraise`: what one thinks.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    AppraisalRequest, CrossReferenceItem, Purpose, RelateRequest, appraise, cross_reference_list,
    relate,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    shown::{Table, short_id, visible},
};

/// Say how one work stands to an earlier one
///
/// Both must be sources; a work need not be held for that (`source add`).
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe relate herald2024 courier2024 --as republishes
  vouchsafe relate courier2024 rookery2024 --as quotes --from-passage 3b1f --to-passage 90cd")]
pub struct Relate {
    /// The later work: its citation key or id
    #[arg(value_name = "FROM")]
    from: String,

    /// The earlier work
    #[arg(value_name = "TO")]
    to: String,

    /// quotes, cites, republishes, translates, is-based-on, is-version-of or responds-to
    #[arg(long = "as", value_name = "RELATION")]
    relation: String,

    /// The passage of the later work that does so
    #[arg(long, value_name = "PASSAGE")]
    from_passage: Option<String>,

    /// The passage of the earlier work that is meant
    #[arg(long, value_name = "PASSAGE")]
    to_passage: Option<String>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// See how works stand to each other
#[derive(Debug, Args)]
pub struct CrossReference {
    #[command(subcommand)]
    command: CrossReferenceCommand,
}

#[derive(Debug, Subcommand)]
enum CrossReferenceCommand {
    List(List),
}

/// List cross-references
///
/// Changes nothing; `remove` takes one out.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe cross-reference list courier2024")]
struct List {
    /// Only those from and to this source
    #[arg(value_name = "SOURCE")]
    source: Option<String>,

    #[command(flatten)]
    destination: Destination,
}

/// Say what you think of a source, in one respect
///
/// Kept apart from claims: no appraisal changes how a claim stands.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe appraise courier2024 independence weak --because 'It reprints the agency.'")]
pub struct Appraise {
    /// The source: its citation key or id
    #[arg(value_name = "SOURCE")]
    source: String,

    /// provenance, credibility, independence, specificity or attenuation
    #[arg(value_name = "ASPECT")]
    aspect: String,

    /// strong, adequate, weak or unknown
    #[arg(value_name = "JUDGEMENT")]
    judgement: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
}

impl Relate {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let request = RelateRequest {
            from: self.from,
            to: self.to,
            relation: self.relation,
            from_passage: self.from_passage,
            to_passage: self.to_passage,
            comment: self.comment,
        };
        let mut session = context.open(Purpose::Write)?;
        let report = relate(&mut session, &request)?;
        context.out.answer(&report, |out| {
            let done = if report.already_present { "is there already" } else { "made" };
            out.line(format!("Cross-reference {} {done}.", short_id(&report.cross_reference)));
        });
        Ok(Exit::Well)
    }
}

impl CrossReference {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let CrossReferenceCommand::List(list) = self.command;
        let session = context.open(Purpose::Read)?;
        let report = cross_reference_list(&session, list.source.as_deref())?;
        context.out.redirect(list.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            let mut table = Table::default();
            report.cross_references.iter().for_each(|found| row(&mut table, found));
            table.lines().iter().for_each(|line| out.line(line));
        });
        Ok(Exit::Well)
    }
}

fn row(table: &mut Table, found: &CrossReferenceItem) {
    let label = |end: &Option<vouchsafe_app::RecordItem>| {
        end.as_ref().map_or_else(|| "(not here)".to_owned(), |end| end.label.clone())
    };
    let (from, to) = (label(&found.from), label(&found.to));
    let comment = found.comment.as_deref().map(visible).unwrap_or_default();
    table.row(&[&short_id(&found.id), &from, &found.relation, &to, &comment]);
}

impl Appraise {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let request = AppraisalRequest {
            source: self.source,
            aspect: self.aspect,
            judgement: self.judgement,
            comment: self.because,
        };
        let mut session = context.open(Purpose::Write)?;
        let report = appraise(&mut session, &request)?;
        context.out.answer(&report, |out| {
            let judgement = report.judgement.as_deref().unwrap_or("no judgement");
            out.line(format!("{}: {judgement}.", report.aspect));
        });
        Ok(Exit::Well)
    }
}
