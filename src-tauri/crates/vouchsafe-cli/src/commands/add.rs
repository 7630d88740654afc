//! `add`: takes files in.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use vouchsafe_app::{
    AccessionFacts, AddItem, AddReport, AddRequest, AddStatus, ExtractReport, ExtractRequest,
    Purpose, Session, Sidecar, add, document_extract,
};

use super::document_text::show_extracted;
use crate::{
    context::Context,
    exit::Exit,
    failure::{Failure, FailureReport},
    output::{Output, say, tell},
    progress::Bar,
    shown::{bytes, count, visible},
};

/// Take files in: copy them into the archive, with what is known about how they came to you
///
/// Each file becomes a document of a source, and its arrival an accession. What is printed as added
/// is safe on the disk. The same bytes by the same path again change nothing, so an interrupted run
/// is simply repeated. The files themselves are not touched.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe add statement.pdf --received-from 'the cooperative' --received-on 2024-03-11
  vouchsafe add notice.html --url https://court.example/417 --captured-at 2024-03-08T09:26:44Z \\
      --role capture
  vouchsafe add --recursive material/

Exit codes: 1 where some files were refused, or do not have the digest that was supplied.")]
pub struct Add {
    /// Files, or folders with --recursive
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Take in everything in the folders named
    #[arg(long)]
    recursive: bool,

    /// The source that all of it belongs to; without it, each file gets a source of its own
    #[arg(long, value_name = "KEY")]
    source: Option<String>,

    /// What it is for its source: original, capture, screenshot, attachment, translation,
    /// transcript, supplement or working copy
    #[arg(long)]
    role: Option<String>,

    /// Read source, role and circumstances from a JSON file (docs/cli.md, "Sidecar files")
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "role", "Circumstances"])]
    meta: Option<PathBuf>,

    /// Do not make texts to quote from; `document extract` makes them later
    #[arg(long)]
    no_text: bool,

    #[command(flatten)]
    circumstances: Circumstances,
}

/// How the files came here; all of it is optional, and self-stated.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it came to you")]
struct Circumstances {
    /// The address that was asked for
    #[arg(long)]
    url: Option<String>,

    /// The address that answered, after redirections
    #[arg(long, value_name = "URL")]
    url_final: Option<String>,

    /// When it was captured: 2019-11-13T08:12:00Z, or with an offset
    #[arg(long, value_name = "TIME")]
    captured_at: Option<String>,

    /// The time zone of the capture: Asia/Tehran
    #[arg(long, value_name = "ZONE")]
    captured_zone: Option<String>,

    /// What the capture's clock was set by
    #[arg(long, value_name = "TEXT")]
    clock_basis: Option<String>,

    /// How it was captured
    #[arg(long, value_name = "TEXT")]
    method: Option<String>,

    /// With which tool
    #[arg(long, value_name = "NAME")]
    tool: Option<String>,

    /// Which version of the tool
    #[arg(long, value_name = "VERSION")]
    tool_version: Option<String>,

    /// Who captured it; a pseudonym is fine
    #[arg(long, value_name = "NAME")]
    collector: Option<String>,

    /// Who gave it to you
    #[arg(long, value_name = "NAME")]
    received_from: Option<String>,

    /// Who took it
    #[arg(long, value_name = "NAME")]
    received_by: Option<String>,

    /// When: a date such as 2024-03-11, or a time
    #[arg(long, value_name = "DATE")]
    received_on: Option<String>,

    /// Under which conditions it may be used
    #[arg(long, value_name = "TEXT")]
    conditions: Option<String>,

    /// What the persons in it agreed to
    #[arg(long, value_name = "TEXT")]
    consent: Option<String>,

    /// A digest that the giver supplied, to be checked: sha256:9f86…; may be given again
    #[arg(long, value_name = "ALG:HEX")]
    digest: Vec<String>,
}

/// What was acknowledged before the rest failed.
#[derive(Debug, Serialize)]
struct Interrupted<'a> {
    error: FailureReport,
    items: &'a [AddItem],
}

/// What became of the files, and of their texts.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    report: &'a AddReport,
    /// `None` if none were made.
    texts: Option<&'a ExtractReport>,
}

impl Add {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let no_text = self.no_text;
        let request = self.request()?;
        let mut session = context.open(Purpose::Write)?;
        let bar = Bar::new();
        let mut safe: Vec<AddItem> = Vec::new();
        let out = &mut context.out;
        let added = add(&mut session, &request, &bar, &mut |items| {
            if out.is_json() {
                safe.extend_from_slice(items);
            } else {
                bar.beside(|| items.iter().for_each(|item| show(out, item)));
            }
        });
        drop(bar);
        match added {
            Ok(report) => {
                let texts = if no_text { None } else { texts(&mut session, &report) };
                let answer = Answer { report: &report, texts: texts.as_ref() };
                context.out.answer(&answer, |out| {
                    out.line(summary(&report));
                    if let Some(texts) = texts.as_ref().filter(|texts| !texts.items.is_empty()) {
                        show_extracted(out, texts);
                    }
                });
                let wrong = report.items.iter().any(|item| item.reason.is_some());
                Ok(Exit::bad_news_if(wrong))
            }
            Err(error) => {
                let failure = Failure::App(error);
                if safe.is_empty() {
                    return Err(failure);
                }
                let document = Interrupted { error: failure.report(), items: &safe };
                context.out.answer(&document, |_| ());
                tell(&failure);
                Ok(failure.exit())
            }
        }
    }

    fn request(self) -> Result<AddRequest, Failure> {
        let request =
            AddRequest { paths: self.paths, recursive: self.recursive, ..AddRequest::default() };
        if let Some(meta) = &self.meta {
            let sidecar = Sidecar::read(meta)?;
            return Ok(AddRequest {
                role: sidecar.role,
                facts: sidecar.accession,
                new_source: sidecar.source,
                ..request
            });
        }
        let facts = self.circumstances.facts();
        Ok(AddRequest { source: self.source, role: self.role, facts, ..request })
    }
}

impl Circumstances {
    fn facts(self) -> AccessionFacts {
        AccessionFacts {
            url: self.url,
            url_final: self.url_final,
            captured_at: self.captured_at,
            captured_zone: self.captured_zone,
            clock_basis: self.clock_basis,
            method: self.method,
            tool: self.tool,
            tool_version: self.tool_version,
            collector: self.collector,
            received_from: self.received_from,
            received_by: self.received_by,
            received_on: self.received_on,
            conditions: self.conditions,
            consent: self.consent,
            supplied_digests: self.digest,
        }
    }
}

/// Makes the texts of what was added. What was added is safe already: that a text cannot be made
/// now is said, and no more.
fn texts(session: &mut Session, report: &AddReport) -> Option<ExtractReport> {
    let added = report.items.iter().filter(|item| item.status == AddStatus::Added);
    let documents: Vec<String> = added.filter_map(|item| item.document.clone()).collect();
    if documents.is_empty() {
        return None;
    }
    let bar = Bar::new();
    let request = ExtractRequest { documents, again: false };
    let made = document_extract(session, &request, &bar);
    drop(bar);
    made.inspect_err(|error| {
        say(format!("Texts were not made: {}.", error.report().message));
        say("`vouchsafe document extract` makes them later.");
    })
    .ok()
}

fn show(out: &mut Output, item: &AddItem) {
    let status = match item.status {
        AddStatus::Added => "added",
        AddStatus::AlreadyPresent => "already there",
        AddStatus::Refused => "refused",
    };
    let path = visible(&item.path);
    let source = item.source.as_deref().map(visible).unwrap_or_default();
    let size = item.size_bytes.map(bytes).unwrap_or_default();
    let what = match &item.reason {
        Some(reason) if item.status == AddStatus::Refused => visible(reason),
        Some(reason) => format!("{source}, {size}; BUT {}", visible(reason)),
        None => format!("{source}, {size}"),
    };
    out.line(format!("{status:13}  {path}: {what}"));
}

fn summary(report: &AddReport) -> String {
    let mut text = format!("{} taken in", count(report.added, "file"));
    if report.already_present > 0 {
        text.push_str(&format!(", {} already there", report.already_present));
    }
    if report.refused > 0 {
        text.push_str(&format!(", {} refused", report.refused));
    }
    text.push('.');
    text
}
