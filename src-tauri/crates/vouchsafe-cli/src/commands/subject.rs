//! `subject`: persons, bodies, events and places that are spoken of.

use clap::{Args, Subcommand};
use vouchsafe_app::{
    NameRequest, Purpose, SubjectItem, SubjectReport, SubjectRequest, SubjectShowReport,
    subject_add, subject_list, subject_mention, subject_set, subject_show,
};

use super::{dating::Dating, destination::Destination};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, mark, short_id, visible},
};

/// Describe the persons, bodies, events and places that are spoken of
#[derive(Debug, Args)]
pub struct Subject {
    #[command(subcommand)]
    command: SubjectCommand,
}

#[derive(Debug, Subcommand)]
enum SubjectCommand {
    Add(Box<Add>),
    Set(Box<Set>),
    List(List),
    Show(Show),
    Mention(Mention),
}

/// Describe a subject
///
/// Two similar names are two subjects: nothing is ever merged by itself.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe subject add 'مینا راهوی' --kind person --language fa \\
    --name 'romanization:fa-Latn:Mina Rahavi' --pseudonym W3")]
struct Add {
    /// The name it is listed by
    #[arg(value_name = "NAME")]
    name: String,

    #[command(flatten)]
    about: About,
}

/// What can be said about a subject.
#[derive(Debug, Args)]
struct About {
    /// person, body, event or place
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// The language and script of the name it is listed by: fa, fa-Latn
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    /// One more name, as FORM:TAG:NAME; FORM is original, romanization, translation or alias
    #[arg(long = "name", value_name = "FORM:TAG:NAME", value_parser = name)]
    names: Vec<NameRequest>,

    /// What it goes by where its name must not be seen
    #[arg(long, value_name = "NAME")]
    pseudonym: Option<String>,

    #[command(flatten)]
    dating: Dating,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// Say more about a subject, or give it more names
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe subject set 'Mina Rahavi' --name 'alias::M. R.'")]
struct Set {
    /// The subject: its name or id
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// Another name to list it by
    #[arg(long, value_name = "NAME")]
    listed_as: Option<String>,

    #[command(flatten)]
    about: About,
}

/// List subjects
///
/// Changes nothing. Those that are not open go by their pseudonyms unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe subject list rahavi")]
struct List {
    /// Only those with this text in a name
    #[arg(value_name = "TEXT")]
    text: Option<String>,

    /// Show the names of those that are not open too
    #[arg(long)]
    show_sealed: bool,

    #[command(flatten)]
    destination: Destination,
}

/// Show a subject with everything that names it
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe subject show 'Mina Rahavi'")]
struct Show {
    /// The subject: its name or id
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// Show its names also if it is not open
    #[arg(long)]
    show_sealed: bool,
}

/// Say that a claim, passage, figure, source or document is about a subject
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe subject mention 'Mina Rahavi' 3b1f")]
struct Mention {
    /// The subject: its name or id
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// The record that is about it
    #[arg(value_name = "ID")]
    on: String,
}

fn name(text: &str) -> Result<NameRequest, String> {
    let wrong = || format!("`{text}` is not FORM:TAG:NAME, as romanization:fa-Latn:Mina Rahavi");
    let mut parts = text.splitn(3, ':');
    let (Some(form), Some(tag), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(wrong());
    };
    if name.trim().is_empty() {
        return Err(wrong());
    }
    let language = (!tag.trim().is_empty()).then(|| tag.trim().to_owned());
    Ok(NameRequest { text: name.trim().to_owned(), language, form: form.trim().to_owned() })
}

impl About {
    fn request(self, name: Option<String>) -> SubjectRequest {
        SubjectRequest {
            name,
            language: self.language,
            subject_kind: self.kind,
            pseudonym: self.pseudonym,
            date: self.dating.request(),
            comment: self.comment,
            names: self.names,
        }
    }
}

impl Subject {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            SubjectCommand::Add(add) => {
                let mut session = context.open(Purpose::Write)?;
                let report = subject_add(&mut session, &add.about.request(Some(add.name)))?;
                context.out.answer(&report, |out| show_written(out, &report));
            }
            SubjectCommand::Set(set) => {
                let mut session = context.open(Purpose::Write)?;
                let request = set.about.request(set.listed_as);
                let report = subject_set(&mut session, &set.subject, &request)?;
                context.out.answer(&report, |out| show_written(out, &report));
            }
            SubjectCommand::List(list) => {
                let session = context.open(Purpose::Read)?;
                let report = subject_list(&session, list.text.as_deref(), list.show_sealed)?;
                context.out.redirect(list.destination.output.as_deref())?;
                context.out.answer(&report, |out| {
                    let mut table = Table::default();
                    report.subjects.iter().for_each(|subject| row(&mut table, subject));
                    table.lines().iter().for_each(|line| out.line(line));
                });
            }
            SubjectCommand::Show(Show { subject, show_sealed }) => {
                let session = context.open(Purpose::Read)?;
                let report = subject_show(&session, &subject, show_sealed)?;
                context.out.answer(&report, |out| show(out, &report));
            }
            SubjectCommand::Mention(Mention { subject, on }) => {
                let mut session = context.open(Purpose::Write)?;
                let report = subject_mention(&mut session, &subject, &on)?;
                context.out.answer(&report, |out| {
                    out.line(format!("It is about {} now.", visible(&report.label)));
                });
            }
        }
        Ok(Exit::Well)
    }
}

fn show_written(out: &mut Output, report: &SubjectReport) {
    out.line(format!("Subject {}  {}", short_id(&report.subject), visible(&report.label)));
    for similar in &report.similar {
        let (id, label) = (short_id(&similar.id), visible(&similar.label));
        out.line(format!("  {id} {label} has a like name; they were not merged"));
    }
}

fn row(table: &mut Table, subject: &SubjectItem) {
    let kind = subject.subject_kind.as_deref().unwrap_or_default();
    let others = subject.names.iter().skip(1).map(|name| visible(&name.text));
    let others: Vec<String> = others.collect();
    let mentions = count(subject.mentions, "mention");
    let id = short_id(&subject.id);
    let marks = mark(&subject.sensitivity);
    table.row(&[&id, &subject.label, kind, &others.join("; "), &mentions, &marks]);
}

fn show(out: &mut Output, report: &SubjectShowReport) {
    let subject = &report.item;
    let head = format!("{} {}", visible(&subject.label), mark(&subject.sensitivity));
    out.line(head.trim_end());
    let mut table = Table::default();
    table.row(&["  id", &subject.id]);
    if let Some(kind) = &subject.subject_kind {
        table.row(&["  kind", kind]);
    }
    for name in &subject.names {
        let form = name.form.as_deref().unwrap_or("name");
        let tag = name.language.as_deref().unwrap_or_default();
        table.row(&[&format!("  {form}"), &format!("{} {tag}", visible(&name.text))]);
    }
    if let Some(date) = &subject.date {
        table.row(&["  date", &date.edtf]);
    }
    if let Some(comment) = &subject.comment {
        table.row(&["  comment", comment]);
    }
    for record in &report.mentioned_in {
        table.row(&[
            "  named in",
            &format!("{} {}: {}", record.kind, short_id(&record.id), record.label),
        ]);
    }
    for passage in &report.speaks_in {
        table.row(&["  speaks in", &format!("{}: {}", short_id(&passage.id), passage.label)]);
    }
    for note in &report.notes {
        table.row(&["  note", note.text.as_deref().unwrap_or("(not shown)")]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}
