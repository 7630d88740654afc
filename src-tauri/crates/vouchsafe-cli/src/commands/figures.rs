//! `figure`, `figures` and `conflicts`: the numbers that are stated, and which cannot all be right.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    ConflictReport, DateRequest, FigureListReport, FigureRequest, Purpose, StatedFigure, conflicts,
    figure_add, figure_list,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, short_id, visible},
};

/// Write down the numbers that claims and passages state
#[derive(Debug, Args)]
pub struct Figure {
    #[command(subcommand)]
    command: FigureCommand,
}

#[derive(Debug, Subcommand)]
enum FigureCommand {
    Add(Box<Add>),
}

/// Write down a figure that a claim or a passage states
///
/// Everything but the number may be left out.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe figure add 3b1f 'at least 23 signatories' --place Talmeran --period 2024-03")]
struct Add {
    /// The claim or passage
    #[arg(value_name = "ID")]
    on: String,

    /// The figure in words: '6 people', 'at least 23 signatories', 'between 5 and 7 km'
    #[arg(value_name = "FIGURE")]
    figure: String,

    /// Its unit, if it is not what is counted: km, IRR, hours
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,

    /// Where
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,

    /// In which period: a date or range, as written or in EDTF
    #[arg(long, value_name = "DATE")]
    period: Option<String>,

    /// The period's calendar: gregorian, solar-hijri or lunar-hijri
    #[arg(long, value_name = "CALENDAR", requires = "period")]
    calendar: Option<String>,

    /// The figure of the whole, of which this is a part
    #[arg(long, value_name = "FIGURE")]
    part_of: Option<String>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// List figures with who states them
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe figures 41cc")]
pub struct Figures {
    /// Only those of this claim and its evidence, or of this passage
    #[arg(value_name = "ID")]
    of: Option<String>,

    /// Those of sealed records too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Find figures that cannot all be right, and parts that do not sum
///
/// Figures are compared where they count the same in the same unit, place and period, as far as
/// they say so. A figure that is `about` contradicts nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe conflicts

Exit codes: 1 where figures disagree.")]
pub struct Conflicts {
    /// Only those of this claim and its evidence
    #[arg(value_name = "ID")]
    of: Option<String>,

    /// Those of sealed records too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

impl Figure {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let FigureCommand::Add(add) = self.command;
        let calendar = add.calendar;
        let period = add.period.map(|text| DateRequest { text, calendar, year: None });
        let words = FigureRequest::of_words(&add.figure)?;
        let request = FigureRequest {
            unit: add.unit.or(words.unit),
            place: add.place,
            period,
            part_of: add.part_of,
            comment: add.comment,
            ..words
        };
        let mut session = context.open(Purpose::Write)?;
        let report = figure_add(&mut session, &add.on, &request)?;
        context.out.answer(&report, |out| {
            out.line(format!("Figure {} written down.", short_id(&report.figure)));
        });
        Ok(Exit::Well)
    }
}

impl Figures {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = figure_list(&session, self.of.as_deref(), self.show_sealed)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::Well)
    }
}

impl Conflicts {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = conflicts(&session, self.of.as_deref(), self.show_sealed)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show_conflicts(out, &report));
        Ok(Exit::bad_news_if(!report.conflicts.is_empty()))
    }
}

fn show(out: &mut Output, report: &FigureListReport) {
    let mut table = Table::default();
    report.figures.iter().for_each(|figure| row(&mut table, figure));
    table.lines().iter().for_each(|line| out.line(line));
}

fn row(table: &mut Table, figure: &StatedFigure) {
    let on = figure.on.as_ref().map(|on| format!("{} {}", on.kind, short_id(&on.id)));
    let by = [figure.source.as_deref(), figure.speaker.as_deref()];
    let by: Vec<String> = by.into_iter().flatten().map(visible).collect();
    let id = format!("  {}", short_id(&figure.figure.id));
    let on = on.unwrap_or_default();
    table.row(&[&id, &visible(&figure.label), &on, &by.join(", said by ")]);
}

fn show_conflicts(out: &mut Output, report: &ConflictReport) {
    for conflict in &report.conflicts {
        out.line(visible(&conflict.because));
        let mut table = Table::default();
        conflict.figures.iter().for_each(|figure| row(&mut table, figure));
        table.lines().iter().for_each(|line| out.line(line));
    }
    let found = match report.conflicts.len() {
        0 => "No conflict found".to_owned(),
        found => count(found, "conflict"),
    };
    out.line(format!("{found} among {}.", count(report.compared, "figure")));
    if report.not_shown > 0 {
        let sealed = count(report.not_shown, "figure");
        out.line(format!("Sealed, neither compared nor shown: {sealed}."));
    }
    if !report.not_compared.is_empty() {
        let left = count(report.not_compared.len(), "figure");
        out.line(format!("Not compared, since they do not say what they count: {left}."));
    }
}
