//! `trace` and `independence`: where does this come from, and how many times?

use clap::Args;
use vouchsafe_app::{
    IndependenceReport, PathItem, PathState, Purpose, StepItem, TraceReport, TraceRequest,
    independence, trace,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{count, short_id, visible},
};

/// Lead a claim back to the words, the bytes and the earliest known source
///
/// It follows evidence to passages and documents, and from there the cross-references upstream.
/// Documents on the way are read again, and their digests compared with what was received.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe trace 41cc

Exit codes: 1 where bytes on the way are changed or gone, works refer only to each other, or there
are more paths than are shown.")]
pub struct Trace {
    /// The claim; or a passage or a source
    #[arg(value_name = "CLAIM")]
    start: String,

    /// Do not read the documents again
    #[arg(long)]
    quick: bool,

    /// Show the words of sealed passages and claims too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Ask whether several sources say it, or one source several times
///
/// Groups what supports a claim by where it comes from, and names what makes sources that are
/// counted apart look alike.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe independence 41cc")]
pub struct Independence {
    /// The claim: its id, or the beginning of it
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// Show the words of sealed passages and claims too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

impl Trace {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let request = TraceRequest {
            start: self.start,
            read_again: !self.quick,
            show_sealed: self.show_sealed,
        };
        let report = trace(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::bad_news_if(!report.is_well()))
    }
}

impl Independence {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = independence(&session, &self.claim, self.show_sealed)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show_independence(out, &report));
        Ok(Exit::Well)
    }
}

fn show(out: &mut Output, report: &TraceReport) {
    out.line(visible(&report.label));
    if report.paths.is_empty() && !report.truncated {
        out.line("No evidence yet.");
        return;
    }
    for path in &report.paths {
        out.line("");
        show_path(out, path);
    }
    out.line("");
    if report.truncated {
        out.line("There are more paths than are shown; what follows counts all of them.");
    }
    out.line(format!("{}:", count(report.origins.len(), "origin")));
    for origin in &report.origins {
        let stances = match origin.stances.as_slice() {
            [] => String::new(),
            stances => format!(" ({})", stances.join(", ")),
        };
        let kind = match origin.kind {
            "subject" | "name" => "said by ",
            "circle" => "works that only refer to each other, among them ",
            _ => "",
        };
        out.line(format!("  {kind}{}{stances}", visible(&origin.label)));
    }
    for cycle in &report.cycles {
        let names: Vec<String> = cycle.iter().map(|name| visible(name)).collect();
        let first = names.first().cloned().unwrap_or_default();
        out.line(format!("Circle: {} -> {first}", names.join(" -> ")));
    }
    for missing in &report.missing {
        let cited = match missing.cited_by {
            0 => "not held".to_owned(),
            by => format!("referred to by {by}, not held"),
        };
        out.line(format!("Not taken in: {} ({cited})", visible(&missing.label)));
    }
}

fn show_path(out: &mut Output, path: &PathItem) {
    let mut steps = path.steps.iter().filter(|step| step.kind != "claim").peekable();
    while let Some(step) = steps.next() {
        // A document is told with its source, a relation with the work that it leads to.
        let joined = matches!(step.kind, "document" | "cross-reference");
        let source = steps.next_if(|next| joined && next.kind == "source");
        show_step(out, step, source.map(|source| source.label.as_str()));
    }
    let end = match path.state {
        PathState::Unchanged => "earliest known here; unchanged since received",
        PathState::Held => "earliest known here; held, not read again",
        PathState::NotHeld => "earliest known here; never taken in",
        PathState::Broken => "BROKEN",
        PathState::Circular => "back where it was: a circle",
    };
    let reason = path.reason.as_deref().map(|why| format!(": {}", visible(why)));
    out.line(format!("    = {end}{}", reason.unwrap_or_default()));
    if let Some(speaker) = &path.speaker {
        out.line(format!("      said by {}", visible(speaker)));
    }
}

fn show_step(out: &mut Output, step: &StepItem, source: Option<&str>) {
    let label = visible(&step.label);
    let id = step.id.as_deref().map(short_id).unwrap_or_default();
    match step.kind {
        "evidence" => out.line(format!("  {label}")),
        "passage" => out.line(format!("    “{label}”  {id}")),
        "document" => {
            let of = source.map(|source| format!(" of {}", visible(source)));
            let state = match step.state {
                Some("changed") => ": CHANGED",
                Some("gone") => ": GONE",
                _ => "",
            };
            out.line(format!("      in document {id}{}{state}", of.unwrap_or_default()));
            if let Some(digest) = &step.sha256 {
                out.line(format!("      sha256 {digest}"));
            }
        }
        "cross-reference" => {
            let to = source.map(|source| format!(" {}", visible(source)));
            out.line(format!("    which {}{}", verb(&label), to.unwrap_or_default()));
        }
        _ => out.line(format!("    {label}")),
    }
}

/// Returns a relation as it reads after "which".
fn verb(relation: &str) -> String {
    match relation {
        "known through" => "is known through".to_owned(),
        "is version of" => "is a version of".to_owned(),
        other => other.to_owned(),
    }
}

fn show_independence(out: &mut Output, report: &IndependenceReport) {
    let passages = count(report.passages, "passage");
    out.line(format!("{passages} in support, {}:", count(report.origins.len(), "origin")));
    for group in &report.origins {
        let sources: Vec<String> = group.sources.iter().map(|source| visible(source)).collect();
        let by = if matches!(group.kind, "subject" | "name") { "said by " } else { "" };
        let label = visible(&group.label);
        out.line(format!("  {by}{label}: through {}", sources.join(", ")));
    }
    for coincidence in &report.coincidences {
        let sources: Vec<String> = coincidence.sources.iter().map(|name| visible(name)).collect();
        let shared = coincidence.shared.as_deref().map_or("sealed".to_owned(), visible);
        out.line(format!("  {} have {}: {shared}", sources.join(" and "), coincidence.because));
    }
}
