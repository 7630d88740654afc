//! `evidence`: passages held for or against claims.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    EvidenceItem, EvidenceRequest, Match, Purpose, evidence_add, evidence_list, evidence_withdraw,
};

use super::{
    destination::Destination,
    place::{Place, Said, show_candidates, show_where, where_in, words},
};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{short_id, visible},
};

/// Hold passages for or against claims
#[derive(Debug, Args)]
pub struct Evidence {
    #[command(subcommand)]
    command: EvidenceCommand,
}

#[derive(Debug, Subcommand)]
enum EvidenceCommand {
    Add(Box<Add>),
    List(List),
    Withdraw(Withdraw),
}

/// Hold a passage for or against a claim
///
/// Name a passage that is kept already, or a document and a place in it: then the passage is made
/// too.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe evidence add --claim 41cc --document 5f0c91 --quote 'six people were sentenced' \\
    --stance supports --shows said
  vouchsafe evidence add --claim 41cc --passage 3b1f --stance contradicts

Exit codes: 1 where the words are absent or ambiguous; nothing was written.")]
struct Add {
    /// The claim: its id, or the beginning of it
    #[arg(long, value_name = "CLAIM")]
    claim: String,

    /// A passage that is kept already
    #[arg(long, value_name = "PASSAGE", conflicts_with = "document")]
    passage: Option<String>,

    /// The document a new passage is in
    #[arg(long, value_name = "DOCUMENT", required_unless_present = "passage")]
    document: Option<String>,

    /// supports, contradicts or context
    #[arg(long, value_name = "STANCE")]
    stance: String,

    /// What it shows: happened (that it happened) or said (only that it was said)
    #[arg(long, value_name = "WHAT")]
    shows: Option<String>,

    /// Why it is held so
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    said: Said,
}

/// List what is held for and against claims
///
/// Changes nothing. The words of sealed passages are not shown unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe evidence list 41cc")]
struct List {
    /// Only that of this claim or passage
    #[arg(value_name = "ID")]
    of: Option<String>,

    /// Show the words of sealed passages too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Withdraw evidence
///
/// It stays in the archive, with the reason, and no longer counts.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe evidence withdraw 8e20 --reason 'He speaks of another trial.'")]
struct Withdraw {
    /// The evidence: its id, or the beginning of it
    #[arg(value_name = "EVIDENCE")]
    evidence: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Evidence {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            EvidenceCommand::Add(add) => add.run(context),
            EvidenceCommand::List(list) => {
                let session = context.open(Purpose::Read)?;
                let report = evidence_list(&session, list.of.as_deref(), list.show_sealed)?;
                context.out.redirect(list.destination.output.as_deref())?;
                context.out.answer(&report, |out| {
                    for evidence in &report.evidence {
                        out.line(visible(&evidence.claim_label));
                        show_item(out, evidence);
                    }
                });
                Ok(Exit::Well)
            }
            EvidenceCommand::Withdraw(Withdraw { evidence, reason }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = evidence_withdraw(&mut session, &evidence, &reason)?;
                context.out.answer(&report, |out| {
                    out.line(format!("Evidence {} was withdrawn.", short_id(&report.id)));
                });
                Ok(Exit::Well)
            }
        }
    }
}

impl Add {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let read = |text| context.text_or_stdin(text);
        let new_passage = match self.document {
            Some(document) => Some(self.place.request(document, self.said, read)?),
            None => None,
        };
        let request = EvidenceRequest {
            claim: self.claim,
            passage: self.passage,
            new_passage,
            stance: self.stance,
            shows: self.shows,
            comment: self.because,
        };
        let mut session = context.open(Purpose::Write)?;
        let report = evidence_add(&mut session, &request)?;
        context.out.answer(&report, |out| match (&report.evidence, &report.passage) {
            (Some(evidence), Some(passage)) => {
                let held = if report.already_present { "is held already" } else { "held" };
                let (evidence, passage) = (short_id(evidence), short_id(passage));
                out.line(format!("Evidence {evidence} {held}, with passage {passage}."));
                show_where(out, report.selector.as_ref());
                report.remarks.iter().for_each(|remark| out.line(format!("  {remark}")));
            }
            _ => show_candidates(out, report.how, &report.candidates),
        });
        Ok(Exit::bad_news_if(matches!(report.how, Match::Absent | Match::Ambiguous)))
    }
}

/// Shows evidence on two or three lines, indented.
pub fn show_item(out: &mut Output, evidence: &EvidenceItem) {
    let shows = match evidence.shows.as_deref() {
        Some("happened") => ", that it happened",
        Some(_) => ", that it was said",
        None => "",
    };
    let withdrawn = match &evidence.withdrawn_reason {
        Some(reason) => format!(" (withdrawn: {})", visible(reason)),
        None if evidence.withdrawn => " (withdrawn)".to_owned(),
        None => String::new(),
    };
    let stance = visible(&evidence.stance);
    out.line(format!("  {}  {stance}{shows}{withdrawn}", short_id(&evidence.id)));
    match &evidence.passage {
        None => out.line("            the passage was removed"),
        Some(passage) => {
            let words =
                words(&passage.selector, passage.described.as_deref(), &passage.sensitivity);
            let source = passage.source.as_deref().map(visible).unwrap_or_default();
            let speaker = passage.attributed_to.as_ref();
            let speaker = speaker.map(|by| format!(", said by {}", visible(&by.label)));
            out.line(format!("            {words}"));
            let place = where_in(&passage.selector);
            let document = short_id(&passage.document);
            let speaker = speaker.unwrap_or_default();
            out.line(format!("            {source}, document {document}, {place}{speaker}"));
        }
    }
    if let Some(comment) = &evidence.comment {
        out.line(format!("            because: {}", visible(comment)));
    }
}
