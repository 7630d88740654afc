//! `passphrase`: an archive encrypted, its passphrase changed, or its encryption taken off.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use vouchsafe_app::{
    Passphrase as Secret, PassphraseReport, Purpose, passphrase_set, passphrase_sheet,
};

use crate::{
    context::Context, exit::Exit, failure::Failure, progress::Bar, recovery_sheet::SheetPlace,
    shown::visible,
};

/// Encrypt the archive, change its passphrase, or write its recovery sheet
#[derive(Debug, Args)]
pub struct Passphrase {
    #[command(subcommand)]
    command: PassphraseCommand,
}

#[derive(Debug, Subcommand)]
enum PassphraseCommand {
    Set(Set),
    Remove(Remove),
    Sheet(Sheet),
}

/// Encrypt the archive by a new passphrase
///
/// Writes the whole file anew, with a key of its own, and verifies it before it takes the old one's
/// place. The old file's disk blocks are freed, not wiped; copies keep their old passphrase.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passphrase set --recovery-sheet sheet.txt")]
struct Set {
    /// Read the new passphrase from this file descriptor
    #[arg(long, value_name = "N")]
    new_passphrase_fd: Option<u32>,

    /// Write the recovery sheet to this new file, not to the screen
    #[arg(long, value_name = "FILE")]
    recovery_sheet: Option<PathBuf>,
}

/// Take the encryption off
///
/// Writes the whole file anew, in plain. Whoever has the file can then read it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passphrase remove")]
struct Remove {}

/// Write the recovery sheet of an encrypted archive
///
/// Changes nothing. Whoever has the sheet and the file can read everything in it. Never in JSON.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe passphrase sheet --recovery-sheet sheet.txt")]
struct Sheet {
    /// Write it to this new file, not to the screen
    #[arg(long, value_name = "FILE")]
    recovery_sheet: Option<PathBuf>,
}

impl Passphrase {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        match self.command {
            PassphraseCommand::Set(set) => {
                let place = SheetPlace::prepare(set.recovery_sheet.as_deref())?;
                let fd = set.new_passphrase_fd;
                match context
                    .new_passphrase(fd, "the archive")
                    .and_then(|passphrase| rewrite(context, Some(passphrase)))
                {
                    Ok(report) => {
                        answer(context, &report, "Encrypted by the new passphrase.", place)
                    }
                    Err(failure) => {
                        place.abandon();
                        Err(failure)
                    }
                }
            }
            PassphraseCommand::Remove(Remove {}) => {
                let report = rewrite(context, None)?;
                answer(context, &report, "The encryption is off.", SheetPlace::Screen)
            }
            PassphraseCommand::Sheet(sheet) => {
                let session = context.open(Purpose::Read)?;
                let report = passphrase_sheet(&session)?;
                let place = SheetPlace::prepare(sheet.recovery_sheet.as_deref())?;
                if matches!(place, SheetPlace::Screen)
                    && (context.out.is_json() || !context.out.is_terminal())
                {
                    return Err(Failure::usage(
                        "without a terminal the sheet needs a file: give --recovery-sheet FILE",
                    ));
                }
                answer(context, &report, "", place)
            }
        }
    }
}

fn rewrite(context: &Context, passphrase: Option<Secret>) -> Result<PassphraseReport, Failure> {
    let session = context.open(Purpose::Write)?;
    let bar = Bar::new();
    Ok(passphrase_set(session, passphrase, &bar)?)
}

fn answer(
    context: &mut Context,
    report: &PassphraseReport,
    done: &str,
    place: SheetPlace,
) -> Result<Exit, Failure> {
    context.out.answer(report, |out| {
        if !done.is_empty() {
            out.line(done);
        }
        for copy in &report.other_copies {
            out.line(format!(
                "  not reached: {} opens as before",
                visible(&copy.to_string_lossy())
            ));
        }
        if !done.is_empty() {
            out.line("  The old file's blocks on the disk are free, not wiped.");
        }
    });
    if let Some(key) = &report.recovery_key {
        let path = context.archive()?;
        place.write(&mut context.out, &path, key)?;
    }
    Ok(Exit::Well)
}
