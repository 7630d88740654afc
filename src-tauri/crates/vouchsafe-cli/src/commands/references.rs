//! `references` and `cite`: bibliographies in and out, and citations in any style.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use vouchsafe_app::{
    AddStatus, CiteMarkup, CiteRequest, ImportedSource, Purpose, ReferenceFormat,
    ReferencesExportRequest, ReferencesImportReport, ReferencesImportRequest, cite, locales,
    references_export, references_import, styles,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, say},
    progress::Bar,
    shown::{Table, count, short_id, visible},
};

/// Take bibliographies in, and write them out for other programs
#[derive(Debug, Args)]
pub struct References {
    #[command(subcommand)]
    command: ReferencesCommand,
}

#[derive(Debug, Subcommand)]
enum ReferencesCommand {
    Import(Import),
    Export(Export),
}

/// A format of bibliographies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    CslJson,
    Bibtex,
    Biblatex,
    Ris,
}

/// How citations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Markup {
    Text,
    Html,
    Markdown,
    Rtf,
}

/// Take a bibliography in: CSL-JSON, BibTeX, BibLaTeX or RIS
///
/// Works that are there already are filled in; what a person wrote is never overwritten. Notes,
/// tags and collections come along, and files that lie beside the bibliography.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe references import library.bib
  vouchsafe references import ~/exports/zotero-export --dry-run

Exit codes: 1 where a reference could not be read; the rest was taken.")]
struct Import {
    /// The file, or the folder that Zotero or JabRef exported
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// Its format, where its bytes do not tell
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,

    // Not a doc comment: the brackets would be links.
    #[arg(
        long,
        value_name = "PATTERN",
        help = "How to make citation keys for works without one: [auth:lower][year]"
    )]
    key_pattern: Option<String>,

    /// Leave the files out that it names
    #[arg(long)]
    without_files: bool,

    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Write works out as a bibliography
///
/// Sealed works are left out, and embargoed ones before their day; how many is said.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe references export --format biblatex -o case.bib")]
struct Export {
    /// The works: citation keys or ids; all without them
    #[arg(value_name = "KEY")]
    sources: Vec<String>,

    /// Only those in this collection
    #[arg(long, value_name = "NAME")]
    collection: Option<String>,

    /// The format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "csl-json")]
    format: Format,

    /// Notes too, those that are open
    #[arg(long)]
    notes: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Cite works and passages in any CSL style
///
/// Of a passage its page becomes the locator, and address and day of access are those of the
/// document it is in.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe cite courier2024 herald2024 --style apa
  vouchsafe cite 3b1f --style chicago-notes --markup rtf -o refs.rtf
  vouchsafe cite --styles")]
pub struct Cite {
    /// Sources by citation key, or passages by id, in the order of your text
    #[arg(value_name = "KEY", required_unless_present = "styles")]
    what: Vec<String>,

    /// The style: apa, chicago-author-date, mla … (--styles lists them)
    #[arg(long, value_name = "NAME", default_value = "apa")]
    style: String,

    /// A style of your own: a .csl file
    #[arg(long, value_name = "FILE", conflicts_with = "style")]
    csl: Option<PathBuf>,

    /// The language of the style's own words: en-GB, fa-IR
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,

    /// How to write it
    #[arg(long, value_enum, value_name = "MARKUP", default_value = "text")]
    markup: Markup,

    /// Use titles and names in this language and script, where there are: fa-Latn
    #[arg(long, value_name = "TAG")]
    form: Option<String>,

    /// Add titles in this language in brackets, where there are: en
    #[arg(long, value_name = "TAG")]
    also: Option<String>,

    /// Only the citations as they stand in a text or note, no bibliography
    #[arg(long)]
    in_text: bool,

    /// List the styles that come with the program
    #[arg(long)]
    styles: bool,

    #[command(flatten)]
    destination: Destination,
}

impl From<Format> for ReferenceFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::CslJson => Self::CslJson,
            Format::Bibtex => Self::BibTex,
            Format::Biblatex => Self::BibLatex,
            Format::Ris => Self::Ris,
        }
    }
}

impl From<Markup> for CiteMarkup {
    fn from(markup: Markup) -> Self {
        match markup {
            Markup::Text => Self::Text,
            Markup::Html => Self::Html,
            Markup::Markdown => Self::Markdown,
            Markup::Rtf => Self::Rtf,
        }
    }
}

impl References {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            ReferencesCommand::Import(import) => import.run(context),
            ReferencesCommand::Export(export) => export.run(context),
        }
    }
}

impl Import {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let request = ReferencesImportRequest {
            path: self.path,
            format: self.format.map(ReferenceFormat::from),
            key_pattern: self.key_pattern,
            without_attachments: self.without_files,
            dry_run: self.dry_run,
        };
        let purpose = if request.dry_run { Purpose::Read } else { Purpose::Write };
        let mut session = context.open(purpose)?;
        let bar = Bar::new();
        let report = references_import(&mut session, &request, &bar)?;
        drop(bar);
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show_import(out, &report));
        let left_out = report.attachments.iter().any(|file| file.status == AddStatus::Refused);
        Ok(Exit::bad_news_if(report.refused > 0 || left_out))
    }
}

/// Returns what a work of an import goes by: sealed ones by their id.
fn name_of(source: &ImportedSource) -> String {
    let id = || source.id.as_deref().map(short_id);
    let unmade = || "(a key will be made)".to_owned();
    source.key.clone().or_else(id).unwrap_or_else(unmade)
}

/// Returns a title without the markup that CSL allows in it: `<i>`, `<span class="nocase">`.
pub(super) fn without_markup(title: &str) -> String {
    let mut plain = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let tag = &rest[start..];
        let name = tag[1..].trim_start_matches('/');
        let name = name.split(['>', ' ']).next().unwrap_or_default();
        let end = tag.find('>').filter(|_| ["i", "b", "sub", "sup", "sc", "span"].contains(&name));
        plain.push_str(if end.is_some() { "" } else { "<" });
        rest = &tag[end.unwrap_or(0) + 1..];
    }
    plain + rest
}

fn show_import(out: &mut Output, report: &ReferencesImportReport) {
    let mut table = Table::default();
    for source in report.sources.iter().filter(|source| source.status != "unchanged") {
        let title = source.csl.get("title").and_then(|title| title.as_str()).unwrap_or_default();
        let title = &without_markup(title);
        table.row(&[&format!("  {}", source.status), &name_of(source), title]);
    }
    table.lines().iter().for_each(|line| out.line(line));
    for source in &report.sources {
        let key = visible(&name_of(source));
        source.remarks.iter().for_each(|remark| out.line(format!("  {key}: {}", visible(remark))));
        if !source.kept.is_empty() {
            let kept: Vec<String> = source.kept.iter().map(|field| visible(field)).collect();
            out.line(format!("  {key}: left as a person wrote it: {}", kept.join(", ")));
        }
    }
    for problem in &report.problems {
        let key = problem.key.as_deref().map(|key| format!(" ({})", visible(key)));
        let word = if problem.kind == "refused" { "not taken" } else { "doubt" };
        let (line, reason) = (problem.line, visible(&problem.reason));
        out.line(format!("  line {line}{}: {word}: {reason}", key.unwrap_or_default()));
    }
    for file in report.attachments.iter().filter(|file| file.status == AddStatus::Refused) {
        let reason = file.reason.as_deref().map(visible).unwrap_or_default();
        out.line(format!("  file {} left out: {reason}", visible(&file.path)));
    }
    let would = if report.done { "" } else { "It would be: " };
    let added = report.attachments.iter().filter(|file| file.status == AddStatus::Added).count();
    let files =
        if added > 0 { format!(", {} taken in", count(added, "file")) } else { String::new() };
    out.line(format!(
        "{would}{} new, {} updated, {} unchanged, {} not taken{files} ({}, {}).",
        report.imported,
        report.updated,
        report.unchanged,
        report.refused,
        report.format,
        report.encoding
    ));
}

impl Export {
    fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let request = ReferencesExportRequest {
            sources: self.sources,
            collection: self.collection,
            format: self.format.into(),
            notes: self.notes,
        };
        let report = references_export(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| out.write(report.text.as_bytes()));
        if report.held_back > 0 {
            let held = count(report.held_back, "work");
            say(format!("{held} held back: sealed, or under embargo."));
        }
        for loss in &report.losses {
            let (key, variable) = (visible(&loss.key), visible(&loss.variable));
            say(format!("{key}: {variable} {}", visible(&loss.reason)));
        }
        Ok(Exit::Well)
    }
}

impl Cite {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        if self.styles {
            return self.list_styles(context);
        }
        let style_xml = self.csl.as_deref().map(|path| context.text_of(path)).transpose()?;
        let request = CiteRequest {
            what: self.what,
            style: Some(self.style),
            style_xml,
            locale: self.locale,
            markup: self.markup.into(),
            form: self.form,
            also: self.also,
        };
        let session = context.open(Purpose::Read)?;
        let report = cite(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        let in_text = self.in_text || report.bibliography.is_empty();
        context.out.answer(&report, |out| match in_text {
            true => report.citations.iter().for_each(|citation| out.line(&citation.text)),
            false => out.write(report.text.as_bytes()),
        });
        report.warnings.iter().for_each(|warning| say(visible(warning)));
        Ok(Exit::Well)
    }

    fn list_styles(self, context: &mut Context) -> Result<Exit, Failure> {
        context.out.redirect(self.destination.output.as_deref())?;
        let (styles, locales) = (styles(), locales());
        let document = serde_json::json!({"styles": styles, "locales": locales});
        context.out.answer(&document, |out| {
            let mut table = Table::default();
            styles.iter().for_each(|style| table.row(&[&style.name, &style.title]));
            table.lines().iter().for_each(|line| out.line(line));
            out.line(format!("Locales: {}", locales.join(", ")));
        });
        Ok(Exit::Well)
    }
}

#[cfg(test)]
mod tests {
    use super::without_markup;

    #[test]
    fn a_title_is_listed_without_its_markup() {
        for (title, plain) in [
            ("Six in <span class=\"nocase\">Darband</span>", "Six in Darband"),
            ("<i>A</i> < B</b> and 5 <6", "A < B and 5 <6"),
            ("a <unknown> b <", "a <unknown> b <"),
        ] {
            assert_eq!(without_markup(title), plain);
        }
    }
}
