//! `log`, `checkpoint` and `custody`: the entries as they stand, their heads, and what they tell.

use clap::{Args, Subcommand};
use serde::Serialize;
use vouchsafe_app::{
    LogContinueRequest, LogListReport, LogListRequest, Purpose, checkpoint, custody, log_accept,
    log_continue, log_list, log_show,
};

use super::{destination::Destination, init::ask_name};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::Output,
    shown::{Table, count, instant, short_id, visible_text},
};

/// Show the log: every change that was ever made, newest last
///
/// Changes nothing, but for `log continue` and `log accept`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Example:
  vouchsafe log --limit 100"
)]
pub struct Log {
    #[command(subcommand)]
    command: Option<LogCommand>,

    /// At most so many entries, the newest
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    /// Only the entries of this log: the beginning of its id
    #[arg(long, value_name = "LOG")]
    log: Option<String>,

    #[command(flatten)]
    destination: Destination,
}

#[derive(Debug, Subcommand)]
enum LogCommand {
    Show(Show),
    Continue(Continue),
    Accept(Accept),
}

/// Show one entry, exactly as it is hashed
///
/// Changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe log show 41
  vouchsafe log show 7d3a/0")]
struct Show {
    /// INDEX in the founding log, or LOG/INDEX
    #[arg(value_name = "ENTRY")]
    entry: String,
}

/// Start a log of this machine's own in an archive that came from elsewhere
///
/// Needed once for an archive from another machine or a backup, or where the key was lost. Writes
/// the log and a new key. `verify` then says that it is continued by a self-stated key.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe --archive from-a-colleague.vouch log continue --agent Heron")]
struct Continue {
    /// The name to sign with; a pseudonym is fine
    #[arg(long, value_name = "NAME")]
    agent: Option<String>,

    /// Go on from this file although this machine has seen a newer one, or another branch
    #[arg(long)]
    from_older: bool,
}

/// Let another log count, up to what it says now
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe log accept 7d3a")]
struct Accept {
    /// The log: the beginning of its id
    #[arg(value_name = "LOG")]
    log: String,
}

/// Write the archive's heads: what to keep elsewhere, so that its age can be shown later
///
/// Changes nothing. Print it, mail it to somebody, have it time-stamped: `verify --against`
/// compares with it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe checkpoint -o checkpoint.txt")]
pub struct Checkpoint {
    #[command(flatten)]
    destination: Destination,
}

/// Tell what happened to a document, from its arrival on
///
/// Changes nothing. The names of events are those of PREMIS.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe custody 1f3c")]
pub struct Custody {
    /// The document: its id, or the beginning of it
    #[arg(value_name = "ID")]
    document: String,

    #[command(flatten)]
    destination: Destination,
}

/// A log that was accepted.
#[derive(Debug, Serialize)]
struct Accepted {
    log: String,
}

impl Log {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            None => {
                let session = context.open(Purpose::Read)?;
                let request = LogListRequest { limit: self.limit, log: self.log };
                let report = log_list(&session, &request)?;
                context.out.redirect(self.destination.output.as_deref())?;
                context.out.answer(&report, |out| show_list(out, &report));
            }
            Some(LogCommand::Show(Show { entry })) => {
                let session = context.open(Purpose::Read)?;
                let report = log_show(&session, &entry)?;
                context.out.answer(&report, |out| {
                    out.line(visible_text(report.text.trim_end()));
                    out.line(format!("leaf {}", report.leaf));
                    if report.purged {
                        out.line("Lines of it were purged and are withheld.");
                    }
                });
            }
            Some(LogCommand::Continue(asked)) => start(context, asked)?,
            Some(LogCommand::Accept(Accept { log })) => {
                let mut session = context.open(Purpose::Write)?;
                let accepted = Accepted { log: log_accept(&mut session, &log)? };
                let line = format!("Log {} counts, up to what it says now.", accepted.log);
                context.out.answer(&accepted, |out| out.line(line));
            }
        }
        Ok(Exit::Well)
    }
}

fn start(context: &mut Context, asked: Continue) -> Result<(), Failure> {
    let agent_name = match asked.agent {
        Some(agent) => agent,
        None => ask_name()?,
    };
    let request = LogContinueRequest { agent_name, from_older: asked.from_older };
    let path = context.archive()?;
    let report = context
        .unlock(|environment, secrets| log_continue(environment, &path, &secrets, &request))?;
    context.out.answer(&report, |out| {
        out.line(format!("Started log {}.", report.log));
        out.line(format!("  continues  {} at {}", report.continues, count(report.at, "entry")));
        if !report.set_aside.is_empty() {
            let logs = count(report.set_aside.len(), "log");
            out.line(format!("  what this machine knew of {logs} was set aside"));
        }
    });
    Ok(())
}

impl Checkpoint {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = checkpoint(&session)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            let text = report.checkpoint.trim_end();
            // A file gets the exact text; a terminal nothing that could move its cursor.
            out.line(if out.is_terminal() { visible_text(text) } else { text.to_owned() });
        });
        Ok(Exit::Well)
    }
}

impl Custody {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = custody(&session, &self.document)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            let mut table = Table::default();
            for event in &report.events {
                let time = event.time.as_deref().map(instant).unwrap_or_default();
                let agent = event.agent.as_deref().unwrap_or("someone");
                table.row(&[&time, &event.event, agent, &event.outcome]);
            }
            table.lines().iter().for_each(|line| out.line(line));
        });
        Ok(Exit::Well)
    }
}

fn show_list(out: &mut Output, report: &LogListReport) {
    let mut logs = Table::default();
    for log in &report.logs {
        let own = if log.own { "this machine's" } else { "" };
        let in_effect = match log.in_effect == log.size {
            true => String::new(),
            false => format!("{} of them count", log.in_effect),
        };
        let entries = count(log.size, "entry");
        logs.row(&["log", &short_id(&log.log), &entries, &in_effect, own, &log.fingerprint]);
    }
    logs.lines().iter().for_each(|line| out.line(line));
    let mut table = Table::default();
    for entry in &report.entries {
        let place = format!("{}/{}", short_id(&entry.log), entry.index);
        let time = entry.time.as_deref().map(instant).unwrap_or_default();
        let agent = entry.agent.as_deref().unwrap_or_default();
        table.row(&[&place, &time, agent, &entry.kind, &entry.summary]);
    }
    table.lines().iter().for_each(|line| out.line(line));
}
