//! `source`: described works and their citation metadata.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::Value;
use vouchsafe_app::{
    Purpose, RecordItem, SourceAddRequest, SourceItem, SourceListRequest, SourceSetRequest,
    SourceShowReport, source_add, source_list, source_set, source_show,
};

use super::{destination::Destination, references::without_markup, source_merge};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, instant, mark, short_id, value, visible},
};

/// Describe works and look at them: whether held here, or only known
#[derive(Debug, Args)]
pub struct Source {
    #[command(subcommand)]
    command: SourceCommand,
}

#[derive(Debug, Subcommand)]
enum SourceCommand {
    Add(Add),
    List(List),
    Show(Show),
    Set(Set),
    Merge(source_merge::Merge),
    Duplicates(source_merge::Duplicates),
}

/// Describe a work
///
/// Writes a source into the archive. No document is needed for it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe source add --title 'Six sentenced' --author 'Talebi, Sara' --issued 2019-11-13
  vouchsafe source add --key talebi2019 --csl item.json

Exit codes: 2 also where another source has the key; it is named.")]
struct Add {
    /// Its citation key; made from author and year, else from the title
    #[arg(long)]
    key: Option<String>,

    /// A file with one CSL-JSON item; - is stdin
    #[arg(long, value_name = "FILE")]
    csl: Option<PathBuf>,

    #[command(flatten)]
    variables: Variables,
}

/// CSL variables, as a person types them.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is known about it")]
struct Variables {
    /// Its CSL type: article-newspaper, webpage, report, interview, document …
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,

    /// Its title
    #[arg(long)]
    title: Option<String>,

    /// An author, 'Family, Given', or a body's name without a comma; may be given again
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,

    /// When it was published, Gregorian: 2019, 2019-11 or 2019-11-13
    #[arg(long, value_name = "DATE")]
    issued: Option<String>,

    /// Its address
    #[arg(long)]
    url: Option<String>,

    /// What it stands in: the newspaper, site or book
    #[arg(long, value_name = "TITLE")]
    container_title: Option<String>,

    /// Who published it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// Its language: fa, en, ar …
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

impl Variables {
    fn typed(self) -> Vec<(String, String)> {
        let author = (!self.author.is_empty()).then(|| self.author.join(";"));
        let typed = [
            ("type", self.kind),
            ("title", self.title),
            ("author", author),
            ("issued", self.issued),
            ("URL", self.url),
            ("container-title", self.container_title),
            ("publisher", self.publisher),
            ("language", self.language),
        ];
        let given = typed.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
        given.collect()
    }
}

/// List works
///
/// Changes nothing. Removed works are left out, those restricted or sealed are marked; what is said
/// of sealed ones is not shown unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe source list darband --limit 50")]
struct List {
    /// Only those with this text in their key or in what is known about them
    #[arg(value_name = "TEXT")]
    text: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Go on after this source: the `next` of the page before
    #[arg(long, value_name = "ID")]
    after: Option<String>,

    /// Removed ones too
    #[arg(long)]
    removed: bool,

    /// Show what is said of sealed ones too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Show a work with everything that is said about it
///
/// Changes nothing. Where people wrote different things at the same time, all of it is shown.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe source show talebi2019")]
struct Show {
    /// Its citation key or id
    #[arg(value_name = "NAME")]
    name: String,

    /// Show it also if it is sealed, and sealed notes
    #[arg(long)]
    show_sealed: bool,
}

/// Change what is said about a work
///
/// Writes new values; the earlier ones stay in its history.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe source set talebi2019 csl.title='Six sentenced in Darband' csl.publisher=
  vouchsafe source set talebi2019 key=talebi2019a csl.author='Talebi, Sara; ENA'

Exit codes: 2 also where another source has the key; it is named.")]
struct Set {
    /// Its citation key or id
    #[arg(value_name = "NAME")]
    name: String,

    /// key=…, csl.VARIABLE=… or alt.VARIABLE.LANGUAGE=…; an empty value clears the field
    #[arg(value_name = "FIELD=VALUE", required_unless_present = "csl", value_parser = assignment)]
    assignments: Vec<(String, String)>,

    /// A file with one CSL-JSON item whose variables are set; - is stdin
    #[arg(long, value_name = "FILE")]
    csl: Option<PathBuf>,
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').map(|(field, value)| (field.to_owned(), value.to_owned()));
    pair.ok_or_else(|| "write it as FIELD=VALUE".to_owned())
}

impl Source {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            SourceCommand::Add(add) => add.run(context),
            SourceCommand::List(list) => list.run(context),
            SourceCommand::Show(show) => show.run(context),
            SourceCommand::Set(set) => set.run(context),
            SourceCommand::Merge(merge) => merge.run(context),
            SourceCommand::Duplicates(duplicates) => duplicates.run(context),
        }
    }
}

impl Add {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let csl_json = self.csl.map(|path| context.text_of(&path)).transpose()?;
        let request =
            SourceAddRequest { key: self.key, csl_json, variables: self.variables.typed() };
        let mut session = context.open(Purpose::Write)?;
        let report = source_add(&mut session, &request)?;
        context.out.answer(&report, |out| {
            out.line(format!("Added source {}.", visible(&report.key)));
            out.line(format!("  id  {}", report.source));
        });
        Ok(Exit::Well)
    }
}

impl List {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let request = SourceListRequest {
            text: self.text,
            after: self.after,
            limit: self.limit,
            removed: self.removed,
            show_sealed: self.show_sealed,
        };
        let report = source_list(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            let mut table = Table::default();
            for source in &report.sources {
                let documents = count(source.documents.len(), "document");
                let removed = if source.removed { "removed" } else { "" };
                let marks = format!("{} {removed}", mark(&source.sensitivity));
                table.row(&[&name_of(source), &title_of(source), &documents, marks.trim()]);
            }
            table.lines().iter().for_each(|line| out.line(line));
            if let Some(next) = &report.next {
                out.line(format!("More: --after {}", short_id(next)));
            }
        });
        Ok(Exit::Well)
    }
}

impl Show {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = source_show(&session, &self.name, self.show_sealed)?;
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::Well)
    }
}

impl Set {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let csl_json = self.csl.map(|path| context.text_of(&path)).transpose()?;
        let request = SourceSetRequest { name: self.name, assignments: self.assignments, csl_json };
        let mut session = context.open(Purpose::Write)?;
        let report = source_set(&mut session, &request)?;
        context.out.answer(&report, |out| {
            let name = visible(report.key.as_ref().unwrap_or(&report.source));
            if report.changed.is_empty() {
                out.line(format!("{name}: nothing was changed."));
            } else {
                out.line(format!("{name}: changed {}.", visible(&report.changed.join(", "))));
            }
        });
        Ok(Exit::Well)
    }
}

fn name_of(source: &SourceItem) -> String {
    source.key.clone().unwrap_or_else(|| short_id(&source.id))
}

fn title_of(source: &SourceItem) -> String {
    let title = source.csl.get("title").and_then(Value::as_str);
    title.map_or_else(|| "(no title)".to_owned(), without_markup)
}

fn show(out: &mut Output, report: &SourceShowReport) {
    let source = &report.item;
    let removed = if source.removed { " (removed)" } else { "" };
    let marks = mark(&source.sensitivity);
    out.line(format!("{}{removed} {marks}", visible(&name_of(source))).trim_end());
    let mut table = Table::default();
    table.row(&["  id", &source.id]);
    for field in &report.fields {
        let name = field.field.strip_prefix("csl.").unwrap_or(&field.field);
        table.row(&[&format!("  {name}"), &field_value(&field.field, &field.shown.value)]);
        for other in &field.disagreements {
            let agent = other.agent.as_deref().unwrap_or("someone");
            let time = other.time.as_deref().map(instant).unwrap_or_default();
            let text = field_value(&field.field, &other.value);
            table.row(&["", &format!("or, says {agent} on {time}: {text}")]);
        }
    }
    for document in &source.documents {
        let role = document.role.as_deref().unwrap_or("document");
        let media_type = document.media_type.as_deref().unwrap_or_default();
        let text = format!(
            "{} {role}, {media_type} {}",
            short_id(&document.id),
            mark(&document.sensitivity)
        );
        table.row(&["  document", text.trim_end()]);
    }
    for note in &report.notes {
        let text = note.text.as_deref().unwrap_or("(not shown; --show-sealed shows it)");
        let text = format!("{} {text} {}", short_id(&note.id), mark(&note.sensitivity));
        table.row(&["  note", text.trim_end()]);
    }
    for (name, values) in [("  tags", &report.tags), ("  collections", &report.collections)] {
        if !values.is_empty() {
            table.row(&[name, &values.join(", ")]);
        }
    }
    for opinion in &report.appraisals {
        let judgement = opinion.judgement.as_deref().unwrap_or("no judgement");
        let because = opinion.comment.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
        let agent = opinion.agent.as_deref().unwrap_or("someone");
        let text = format!("{} {judgement}{because} (says {agent})", opinion.aspect);
        table.row(&["  appraisal", &text]);
    }
    for found in &report.cross_references {
        let label = |end: &Option<RecordItem>| end.as_ref().map(|end| end.label.clone());
        let from = label(&found.from).unwrap_or_else(|| "(not here)".to_owned());
        let to = label(&found.to).unwrap_or_else(|| "(not here)".to_owned());
        table.row(&["  related", &format!("{from} {} {to}", found.relation)]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}

/// Returns a field's value for people; that of a CSL variable is the JSON in its text.
fn field_value(field: &str, stored: &Value) -> String {
    let parsed = stored.as_str().filter(|_| field.starts_with("csl."));
    let parsed = parsed.and_then(|text| serde_json::from_str(text).ok());
    let shown = parsed.as_ref().unwrap_or(stored);
    if let Some(names) = shown.as_array() {
        return names.iter().map(name).collect::<Vec<_>>().join("; ");
    }
    if let Some(date) = shown.pointer("/date-parts/0").and_then(Value::as_array) {
        let parts: Vec<String> = date.iter().map(|part| format!("{:0>2}", value(part))).collect();
        return parts.join("-");
    }
    value(shown)
}

fn name(name: &Value) -> String {
    let part = |key: &str| name.get(key).and_then(Value::as_str).map(visible);
    match (part("family"), part("given"), part("literal")) {
        (Some(family), Some(given), _) => format!("{family}, {given}"),
        (Some(name), None, _) | (None, _, Some(name)) => name,
        _ => value(name),
    }
}
