//! `document`: what is held, its bytes back again, and copies derived from it.

use std::{io, path::PathBuf};

use clap::{Args, Subcommand};
use vouchsafe_app::{
    CaptureMinimum, DeriveRequest, DocumentGetReport, DocumentItem, DocumentListRequest,
    DocumentShowReport, Purpose, document_derive, document_get, document_get_to_file,
    document_list, document_show,
};

use super::{destination::Destination, document_text};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, say},
    progress::Bar,
    shown::{Table, bytes, count, mark, short_id, value, visible},
};

/// Look at documents, get their bytes back, and take in copies made from them
#[derive(Debug, Args)]
pub struct Document {
    #[command(subcommand)]
    command: DocumentCommand,
}

#[derive(Debug, Subcommand)]
enum DocumentCommand {
    List(List),
    Show(Show),
    Get(Get),
    Derive(Derive),
    Text(document_text::Text),
    Extract(document_text::Extract),
    Proposals(document_text::Proposals),
    Accept(document_text::Accept),
    Align(document_text::Align),
}

/// List documents, in the order in which they came
///
/// Changes nothing. Removed ones are left out, those restricted or sealed are marked; what sealed
/// ones are called is not shown unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document list --source talebi2019")]
struct List {
    /// Only those of this source
    #[arg(long, value_name = "KEY")]
    source: Option<String>,

    /// Removed ones too
    #[arg(long)]
    removed: bool,

    /// Show what sealed ones are called too
    #[arg(long)]
    show_sealed: bool,

    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    destination: Destination,
}

/// Show a document with its arrivals, and what was derived from it
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document show 1f3c")]
struct Show {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    /// Show it also if it is sealed
    #[arg(long)]
    show_sealed: bool,
}

/// Write a document's bytes out, checked on the way
///
/// The bytes are hashed while they are written, and compared with what was received. That it was
/// done is recorded in the log, where this machine can write. Nothing is ever overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document get 1f3c -o notice.html

Exit codes: 1 where the bytes are not as received; with -o no file is left then.")]
struct Get {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    /// Where to write it: a new file; stdout without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Take in a copy made from a document, as a working copy of it
///
/// The copy becomes a document of the same source, and how it came to be is recorded. The copy as
/// received stays the evidence.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe document derive 1f3c redacted.pdf --as redaction --reason 'names of witnesses'")]
struct Derive {
    /// The document it was made from
    #[arg(value_name = "ID")]
    from: String,

    /// The copy
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// What was done: part of, crop, conversion, enhancement, redaction, transcript or translation
    #[arg(long = "as", value_name = "KIND")]
    derivation: String,

    /// By whom; a pseudonym is fine
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// With which tool
    #[arg(long, value_name = "NAME")]
    tool: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Document {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            DocumentCommand::List(list) => list.run(context),
            DocumentCommand::Show(Show { document, show_sealed }) => {
                let session = context.open(Purpose::Read)?;
                let report = document_show(&session, &document, show_sealed)?;
                context.out.answer(&report, |out| show(out, &report));
                Ok(Exit::Well)
            }
            DocumentCommand::Get(get) => get.run(context),
            DocumentCommand::Derive(derive) => derive.run(context),
            DocumentCommand::Text(text) => text.run(context),
            DocumentCommand::Extract(extract) => extract.run(context),
            DocumentCommand::Proposals(proposals) => proposals.run(context),
            DocumentCommand::Accept(accept) => accept.run(context),
            DocumentCommand::Align(align) => align.run(context),
        }
    }
}

impl List {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let request = DocumentListRequest {
            source: self.source,
            removed: self.removed,
            show_sealed: self.show_sealed,
            limit: self.limit,
        };
        let report = document_list(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            let mut table = Table::default();
            for document in &report.documents {
                row(&mut table, document);
            }
            table.lines().iter().for_each(|line| out.line(line));
            if report.total > report.documents.len() {
                out.line(format!("{} of {}.", report.documents.len(), report.total));
            }
        });
        Ok(Exit::Well)
    }
}

impl Get {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        if self.output.is_none() && context.out.is_json() {
            return Err(Failure::usage("with --json the bytes need a file: give -o FILE"));
        }
        let mut session = context.open(Purpose::Record)?;
        let bar = Bar::new();
        let report = match &self.output {
            Some(path) => document_get_to_file(&mut session, &self.document, path, &bar),
            None => document_get(&mut session, &self.document, &mut io::stdout().lock(), &bar),
        }?;
        drop(bar);
        if self.output.is_some() {
            context.out.answer(&report, |out| out.line(got(&report)));
        } else {
            say(got(&report));
        }
        Ok(Exit::bad_news_if(!report.unchanged))
    }
}

impl Derive {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let request = DeriveRequest {
            from: self.from,
            file: self.file,
            derivation: self.derivation,
            by: self.by,
            tool: self.tool,
            reason: self.reason,
        };
        let mut session = context.open(Purpose::Write)?;
        let bar = Bar::new();
        let report = document_derive(&mut session, &request, &bar)?;
        drop(bar);
        context.out.answer(&report, |out| {
            let document = report.item.document.as_deref().unwrap_or_default();
            out.line(format!("Took in {} as a working copy.", visible(&report.item.path)));
            out.line(format!("  document    {document}"));
            out.line(format!("  derivation  {}", report.derivation));
        });
        Ok(Exit::Well)
    }
}

fn got(report: &DocumentGetReport) -> String {
    let size = bytes(report.size_bytes);
    let mut text = if report.unchanged {
        format!("{size}, unchanged since received (sha256 {}).", report.sha256)
    } else {
        let (found, expected) = (&report.sha256, &report.expected_sha256);
        format!("{size}, NOT as received: sha256 {found}, received as {expected}.")
    };
    if let Some(why) = &report.not_recorded_because {
        text.push_str(&format!("\nNot recorded in the log: {}.", visible(why)));
    }
    text
}

fn row(table: &mut Table, document: &DocumentItem) {
    let size = document.size_bytes.map(bytes).unwrap_or_else(|| document.state.to_owned());
    let removed = if document.removed { "removed" } else { "" };
    let marks = format!("{} {removed}", mark(&document.sensitivity));
    let source = document.source.clone().unwrap_or_default();
    let role = document.role.clone().unwrap_or_default();
    let media_type = document.media_type.clone().unwrap_or_default();
    let id = short_id(&document.id);
    let title = document.title.as_deref().map(visible).unwrap_or_default();
    table.row(&[&id, &source, &role, &media_type, &size, &title, marks.trim()]);
}

/// Says how much of what makes a web capture complete is there, and what is not.
fn capture(minimum: &CaptureMinimum) -> String {
    let missing: Vec<&str> = [
        (minimum.page_source, "the page's source"),
        (minimum.dated_image, "a dated image of the full page"),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| (!is_there).then_some(what))
    .collect();
    let missing =
        if missing.is_empty() { String::new() } else { missing.join(" and ") + " not held" };
    format!("{} of 3 (address, page source, dated image)  {missing}", minimum.count)
}

fn show(out: &mut Output, report: &DocumentShowReport) {
    let document = &report.item;
    let removed = if document.removed { " (removed)" } else { "" };
    let title = document.title.as_deref().unwrap_or("(no title)");
    out.line(format!("{}{removed} {}", visible(title), mark(&document.sensitivity)).trim_end());
    let mut table = Table::default();
    table.row(&["  id", &document.id]);
    let facts = [
        ("  source", document.source.clone()),
        ("  role", document.role.clone()),
        ("  type", document.media_type.clone()),
        ("  size", document.size_bytes.map(bytes)),
        ("  sha256", document.sha256.clone()),
        ("  bytes", (document.state != "held").then(|| document.state.to_owned())),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            table.row(&[name, &fact]);
        }
    }
    if report.capture_minimum.url {
        table.row(&["  capture", &capture(&report.capture_minimum)]);
    }
    table.lines().iter().for_each(|line| out.line(line));
    out.line(format!("{}:", count(report.accessions.len(), "arrival")));
    for accession in &report.accessions {
        let mut facts = Table::default();
        for (name, fact) in accession {
            facts.row(&[&format!("  {}", name.replace('_', " ")), &value(fact)]);
        }
        facts.lines().iter().for_each(|line| out.line(line));
    }
    for rendition in &report.renditions {
        let outcome = rendition.outcome.as_deref().map(visible).unwrap_or_default();
        let reason = rendition.reason.as_deref().map(|why| format!(": {}", visible(why)));
        let held = rendition.sandbox.as_deref().unwrap_or("not known");
        let by = visible(&rendition.extractor);
        let reason = reason.unwrap_or_default();
        out.line(format!("read by {by}: {outcome}{reason} (lock-down: {held})"));
    }
    for step in &report.derivations {
        let what = visible(step.derivation.as_deref().unwrap_or("derived"));
        let end = |id: &Option<String>| id.as_deref().map_or_else(|| "?".to_owned(), short_id);
        let mut line = format!("{what}: {} -> {}", end(&step.from), end(&step.to));
        for fact in [&step.by, &step.tool, &step.reason].into_iter().flatten() {
            line.push_str(&format!(", {}", visible(fact)));
        }
        out.line(line);
    }
}
