//! `document text`, `extract`, `proposals`, `accept` and `align`: what a document says.

use std::path::PathBuf;

use clap::Args;
use vouchsafe_app::{
    AlignRequest, DocumentTextRequest, ExtractReport, ExtractRequest, ProposalListReport, Purpose,
    document_accept, document_align, document_extract, document_proposals, document_text,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, say},
    progress::Bar,
    shown::{Table, count, short_id, value, visible, visible_text},
};

/// Show what a document says
///
/// Its text is extracted first, in a process that can open nothing, if it never was.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document text 5f0c91 --page 2")]
pub struct Text {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    /// Only this page, from 1
    #[arg(long, value_name = "N")]
    page: Option<u32>,

    /// Show it also if it is sealed
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Make the texts of documents that have none yet
///
/// Each document is read in a process of its own that can open nothing and call nobody. One that
/// cannot be read stays archived as it is, with the reason.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document extract
  vouchsafe document extract 5f0c91 --again

Exit codes: 1 where a document could not be read.")]
pub struct Extract {
    /// The documents; all that were never read without them
    #[arg(value_name = "ID")]
    documents: Vec<String>,

    /// Also those that could not be read before
    #[arg(long)]
    again: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Show what a document says about itself, beside what its source has
///
/// Nothing of it is applied unless you accept it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document proposals 5f0c91")]
pub struct Proposals {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    /// Show it also if it is sealed
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Take over into its source what a document says about itself
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document accept 5f0c91 1 3
  vouchsafe document accept 5f0c91")]
pub struct Accept {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    /// The numbers of the proposals; without them, all that fill what the source lacks
    #[arg(value_name = "N")]
    numbers: Vec<usize>,
}

/// Lay a translation beside its original
///
/// Then a passage of the translation carries the words that it translates. Paragraph goes with
/// paragraph, unless a file says otherwise.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document align 61ab --original 5f0c91
  vouchsafe document align 61ab --original 5f0c91 --pairs pairs.json")]
pub struct Align {
    /// The translation: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    /// What it translates; not needed where a derivation says so
    #[arg(long, value_name = "ID")]
    original: Option<String>,

    /// A JSON file: [[START, END, START, END], …], in characters of translation and original
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
}

impl Text {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Record)?;
        let request = DocumentTextRequest {
            document: self.document,
            page_number: self.page,
            show_sealed: self.show_sealed,
        };
        let report = document_text(&mut session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            visible_text(&report.text).lines().for_each(|line| out.line(line));
        });
        report.warnings.iter().for_each(|warning| say(visible(warning)));
        Ok(Exit::Well)
    }
}

impl Extract {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Write)?;
        let request = ExtractRequest { documents: self.documents, again: self.again };
        let bar = Bar::new();
        let report = document_extract(&mut session, &request, &bar)?;
        drop(bar);
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show_extracted(out, &report));
        Ok(Exit::bad_news_if(report.failed > 0))
    }
}

/// Says what became of documents whose texts were made.
pub fn show_extracted(out: &mut Output, report: &ExtractReport) {
    for item in report.items.iter().filter(|item| item.outcome == "failed") {
        let reason = item.reason.as_deref().map(visible).unwrap_or_default();
        out.line(format!("  {} could not be read: {reason}", short_id(&item.document)));
    }
    let weak =
        report.items.iter().filter(|item| ["partial", "none"].contains(&item.sandbox.as_str()));
    let weak = weak.count();
    if weak > 0 {
        let read = count(weak, "document");
        out.line(format!("  {read} read in a process that was not fully locked down"));
    }
    let (with, without) = (report.with_text, report.without_text);
    out.line(format!("{with} with text, {without} without, {} not read.", report.failed));
}

impl Proposals {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Record)?;
        let report = document_proposals(&mut session, &self.document, self.show_sealed)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show_proposals(out, &report));
        Ok(Exit::Well)
    }
}

fn show_proposals(out: &mut Output, report: &ProposalListReport) {
    if report.proposals.is_empty() {
        out.line("It says nothing about itself that can be read.");
    }
    let mut table = Table::default();
    for proposal in &report.proposals {
        let number = format!("{}.", proposal.number);
        let said = value(&proposal.value);
        table.row(&[&number, &proposal.variable, proposal.state, &proposal.basis, &said]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}

impl Accept {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Write)?;
        let report = document_accept(&mut session, &self.document, &self.numbers)?;
        context.out.answer(&report, |out| match report.changed.as_slice() {
            [] => out.line("Nothing was taken over."),
            changed => out.line(format!("Taken over: {}.", changed.join(", "))),
        });
        Ok(Exit::Well)
    }
}

impl Align {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let pairs = match &self.pairs {
            Some(path) => {
                let wrong = |error: serde_json::Error| {
                    let path = path.display();
                    Failure::usage(format!(
                        "{path} is no list of [START, END, START, END]: {error}"
                    ))
                };
                Some(serde_json::from_str(&context.text_of(path)?).map_err(wrong)?)
            }
            None => None,
        };
        let request = AlignRequest { document: self.document, original: self.original, pairs };
        let mut session = context.open(Purpose::Write)?;
        let report = document_align(&mut session, &request)?;
        context.out.answer(&report, |out| {
            let pairs = count(report.pairs, "pair");
            out.line(format!("Aligned with document {}: {pairs}.", short_id(&report.original)));
        });
        Ok(Exit::Well)
    }
}
