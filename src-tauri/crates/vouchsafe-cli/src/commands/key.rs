//! `key`: this machine's key for an archive.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use vouchsafe_app::{KeyReport, Purpose, key_certify, key_protect, key_show};

use crate::{context::Context, exit::Exit, failure::Failure, output::Output, shown::visible};

/// Look after this machine's key for the archive
#[derive(Debug, Args)]
pub struct Key {
    #[command(subcommand)]
    command: KeyCommand,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    Show(Show),
    Certify(Certify),
    Protect(Protect),
}

/// Show this machine's key, and the text that certifies it
///
/// Changes nothing. Compare the fingerprint over another channel.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe key show")]
struct Show {
    /// Print only the statement that a personal key signs
    #[arg(long)]
    statement: bool,
}

/// Take in a signature of a personal SSH key over this machine's key
///
/// Writes the signature into the archive. Who signed is self-stated.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe key show --statement > statement.txt
  ssh-keygen -Y sign -n vouchsafe-key@v1 -f ~/.ssh/id_ed25519 statement.txt
  vouchsafe key certify statement.txt.sig")]
struct Certify {
    /// The file that ssh-keygen wrote
    #[arg(value_name = "SIGNATURE")]
    signature: PathBuf,
}

/// Protect the key file by a passphrase, or take the protection off
///
/// Changes the key file, not the archive.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe key protect
  vouchsafe key protect --remove")]
struct Protect {
    /// Take the protection off
    #[arg(long, conflicts_with = "new_passphrase_fd")]
    remove: bool,

    /// Read the new passphrase from this file descriptor
    #[arg(long, value_name = "N")]
    new_passphrase_fd: Option<u32>,
}

impl Key {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        let mut session = context.open(Purpose::Write)?;
        let report = match self.command {
            KeyCommand::Show(Show { statement: true }) if !context.out.is_json() => {
                let report = key_show(&session)?;
                context.out.write(report.statement.as_bytes());
                return Ok(Exit::Well);
            }
            KeyCommand::Show(_) => key_show(&session)?,
            KeyCommand::Certify(Certify { signature }) => key_certify(&mut session, &signature)?,
            KeyCommand::Protect(protect) => {
                let passphrase = match protect.remove {
                    true => None,
                    false => Some(context.new_passphrase(protect.new_passphrase_fd, "the key")?),
                };
                key_protect(&mut session, passphrase.as_ref())?
            }
        };
        context.out.answer(&report, |out| show(out, &report));
        Ok(Exit::Well)
    }
}

fn show(out: &mut Output, report: &KeyReport) {
    out.line(format!("name         {}", visible(report.agent.as_deref().unwrap_or("unnamed"))));
    out.line(format!("log          {}", report.log));
    out.line(format!("public key   {}", visible(&report.public_key)));
    out.line(format!("fingerprint  {}", report.fingerprint));
    out.line(format!("kept in      {}", visible(&report.path.to_string_lossy())));
    for fingerprint in &report.certified_by {
        out.line(format!("certified by {}", visible(fingerprint)));
    }
}
