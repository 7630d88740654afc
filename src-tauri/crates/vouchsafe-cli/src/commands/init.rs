//! `init`: a new archive.

use std::{
    io::{self, IsTerminal as _},
    path::PathBuf,
};

use clap::Args;
use vouchsafe_app::{InitRequest, init};

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    global::Global,
    output::{Output, say},
    recovery_sheet::SheetPlace,
    secrets,
    shown::visible,
};

/// The name to sign with where none is given. Never the user's name on this machine: that would
/// tell who they are.
const UNNAMED: &str = "unnamed";

/// Make a new archive, its first log, and this machine's key for it
///
/// Makes one file, and a key in the config folder. Nothing that exists is ever overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe init case.vouch --title 'Old Canal' --agent Heron
  vouchsafe init case.vouch --encrypt --recovery-sheet sheet.txt

Exit codes: 2 also where something is at that path already.")]
pub struct Init {
    /// Where to make it; --archive FILE says the same
    #[arg(value_name = "FILE")]
    path: Option<PathBuf>,

    /// Its title; it stays in the log for good
    #[arg(long)]
    title: Option<String>,

    /// Encrypt it by a passphrase: asked for, or read with --passphrase-fd
    #[arg(long)]
    encrypt: bool,

    /// The name to sign with; a pseudonym is fine
    #[arg(long, value_name = "NAME")]
    agent: Option<String>,

    /// Write the recovery sheet to this new file, not to the screen
    #[arg(long, value_name = "FILE", requires = "encrypt")]
    recovery_sheet: Option<PathBuf>,
}

impl Init {
    /// Carries it out.
    pub fn run(self, context: &mut Context, global: &Global) -> Result<Exit, Failure> {
        if let Some(path) = self.path {
            context.name_archive(global, path)?;
        }
        let path = context.archive()?;
        let secrets = context.secrets()?;
        if secrets.page_key.is_some() || (secrets.passphrase.is_some() && !self.encrypt) {
            return Err(Failure::usage("give --encrypt and a passphrase, or neither"));
        }
        if path.symlink_metadata().is_ok() {
            // Said before anything is asked; the verb itself looks again.
            let message =
                format!("cannot make an archive at {}: something is there already", path.display());
            let hint = Some("choose another name; nothing is ever overwritten");
            return Err(Failure::Usage { message, hint });
        }
        let passphrase = match secrets.passphrase {
            None if self.encrypt => Some(context.first_passphrase()?),
            given => given,
        };
        let agent_name = match self.agent {
            Some(name) => name,
            None => ask_name()?,
        };
        let place = SheetPlace::prepare(self.recovery_sheet.as_deref())?;
        let request = InitRequest {
            path: &path,
            title: self.title,
            agent_name,
            passphrase,
            key_passphrase: secrets.key_passphrase,
        };
        let (_session, report) = match init(context.environment()?, request) {
            Ok(made) => made,
            Err(error) => {
                place.abandon();
                return Err(error.into());
            }
        };
        let show = |out: &mut Output| {
            let encrypted = if report.encrypted { ", encrypted" } else { "" };
            let archive = visible(&report.archive.to_string_lossy());
            out.line(format!("Made {archive}{encrypted}."));
            out.line(format!("  archive  {}", report.archive_id));
            out.line(format!("  log      {}", report.log));
            out.line(format!("  key      {}", visible(&report.key.to_string_lossy())));
        };
        context.out.answer(&report, show);
        if let Some(key) = &report.recovery_key {
            place.write(&mut context.out, &path, key)?;
        }
        Ok(Exit::Well)
    }
}

/// Asks for the name to sign with, where there is someone to ask.
pub fn ask_name() -> Result<String, Failure> {
    if !io::stdin().is_terminal() || !secrets::can_ask() {
        return Ok(UNNAMED.to_owned());
    }
    say(format!(
        "The name to sign with, kept in the archive for good; a pseudonym is fine [{UNNAMED}]:"
    ));
    let mut name = String::new();
    let read = io::stdin().read_line(&mut name);
    read.map_err(|source| Failure::Io { doing: "read the name".to_owned(), source })?;
    let name = name.trim();
    Ok(if name.is_empty() { UNNAMED } else { name }.to_owned())
}
