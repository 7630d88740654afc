//! `check`: a manuscript against the archive.

use std::path::PathBuf;

use clap::Args;
use vouchsafe_app::{CheckReport, CheckRequest, CitationState, Purpose, QuotationState, check};

use super::{destination::Destination, place::one_line};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    progress::Bar,
    shown::{Table, count, cut, short_id, visible},
};

/// How much of a quotation is shown on a line.
const SHOWN_WIDTH_MAX: usize = 60;

/// Check every quotation and citation of a manuscript against the archive
///
/// Quotations in “double quotes”, «guillemets» or lines that begin with >, and citations as Pandoc,
/// Typst and LaTeX write them. Changes nothing, and the manuscript is not taken in.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe check chapter-3.md

Exit codes: 1 where a quotation is not as in its source, or a citation is of no source.")]
pub struct Check {
    /// The manuscript: .md, .typ, .tex, .txt or .docx
    #[arg(value_name = "DRAFT")]
    path: PathBuf,

    /// Look in sealed documents too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

impl Check {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Read)?;
        let request = CheckRequest { path: self.path, show_sealed: self.show_sealed };
        let bar = Bar::new();
        let report = check(&mut session, &request, &bar)?;
        drop(bar);
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::bad_news_if(!report.is_well()))
    }
}

fn show(out: &mut Output, report: &CheckReport) {
    let mut table = Table::default();
    for quotation in &report.quotations {
        let state = match quotation.state {
            QuotationState::Exact => "exact",
            QuotationState::Elsewhere => "NOT IN THE WORK CITED",
            QuotationState::Changed => "CHANGED",
            QuotationState::Absent => "ABSENT",
            QuotationState::TooShort => "too short",
        };
        let words = format!("“{}”", cut(one_line(&quotation.text).trim(), SHOWN_WIDTH_MAX));
        let source = quotation.source.as_deref().map(visible).unwrap_or_default();
        let passage = quotation.passage.as_deref().map(|id| format!("passage {}", short_id(id)));
        let line = format!("line {}", quotation.line);
        table.row(&[&line, state, &source, &passage.unwrap_or_default(), &words]);
        if let Some(nearest) = &quotation.nearest {
            let nearest = format!("“{}”", cut(one_line(nearest).trim(), SHOWN_WIDTH_MAX));
            table.row(&["", "there it is", "", "", &nearest]);
        }
    }
    for citation in &report.citations {
        let state = match citation.state {
            CitationState::Held => continue,
            CitationState::NotHeld => "not held",
            CitationState::Sealed => "SEALED",
            CitationState::Unknown => "NO SUCH SOURCE",
            CitationState::Ambiguous => "SEVERAL SOURCES",
        };
        table.row(&[&format!("line {}", citation.line), state, &visible(&citation.key), "", ""]);
    }
    table.lines().iter().for_each(|line| out.line(line));
    let (quotations, citations) = (report.quotations.len(), report.citations.len());
    let looked = count(report.documents, "document");
    let quotations = count(quotations, "quotation");
    let citations = count(citations, "citation");
    out.line(format!("{quotations} and {citations}; looked in {looked}."));
    if report.without_text > 0 {
        out.line(format!("{} have no text to look in.", count(report.without_text, "document")));
    }
}
