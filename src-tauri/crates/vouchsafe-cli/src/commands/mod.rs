//! The commands, one noun or verb a file: arguments into a request, a report onto the screen.

mod add;
mod collection;
mod copy;
mod destination;
mod document;
mod history;
mod init;
mod key;
mod log;
mod note;
mod passphrase;
mod purge;
mod remove;
mod sensitivity;
mod source;
mod tag;
mod undo;
mod verify;

use clap::Subcommand;

use crate::{context::Context, exit::Exit, failure::Failure, global::Global};

/// Every command, in the order of the help text.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Init),
    Add(Box<add::Add>),
    Source(Box<source::Source>),
    Document(document::Document),
    Note(note::Note),
    Tag(tag::Tag),
    Collection(collection::Collection),
    Sensitivity(sensitivity::Sensitivity),
    Verify(verify::Verify),
    Copy(copy::Copy),
    Repair(copy::Repair),
    Log(log::Log),
    History(history::History),
    Custody(log::Custody),
    Checkpoint(log::Checkpoint),
    Undo(undo::Undo),
    Remove(remove::Remove),
    Restore(remove::Restore),
    Purge(purge::Purge),
    Key(key::Key),
    Passphrase(passphrase::Passphrase),
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
            Self::Source(source) => source.run(context),
            Self::Document(document) => document.run(context),
            Self::Note(note) => note.run(context),
            Self::Tag(tag) => tag.run(context),
            Self::Collection(collection) => collection.run(context),
            Self::Sensitivity(sensitivity) => sensitivity.run(context),
            Self::Verify(verify) => verify.run(context),
            Self::Copy(copy) => copy.run(context),
            Self::Repair(repair) => repair.run(context),
            Self::Log(log) => log.run(context),
            Self::History(history) => history.run(context),
            Self::Custody(custody) => custody.run(context),
            Self::Checkpoint(checkpoint) => checkpoint.run(context),
            Self::Undo(undo) => undo.run(context),
            Self::Remove(remove) => remove.run(context),
            Self::Restore(restore) => restore.run(context),
            Self::Purge(purge) => purge.run(context),
            Self::Key(key) => key.run(context),
            Self::Passphrase(passphrase) => passphrase.run(context),
        }
    }
}
