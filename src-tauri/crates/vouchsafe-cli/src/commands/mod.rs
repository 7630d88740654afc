//! The commands, one noun or verb a file: arguments into a request, a report onto the screen.

mod add;
mod init;

use clap::Subcommand;

use crate::{context::Context, exit::Exit, failure::Failure, global::Global};

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Init),
    Add(add::Add),
}

impl Command {
    /// Carries it out.
    ///
    /// # Errors
    /// It came to nothing; the failure says why.
    pub fn run(self, context: &mut Context, global: &Global) -> Result<Exit, Failure> {
        match self {
            Self::Init(init) => init.run(context, global),
            Self::Add(add) => add.run(context),
        }
    }
}
