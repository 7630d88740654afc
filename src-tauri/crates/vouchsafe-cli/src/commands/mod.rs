//! The commands, one noun or verb a file: arguments into a request, a report onto the screen.

mod add;
mod check;
mod claim;
mod claim_shown;
mod collection;
mod copy;
mod dating;
mod destination;
mod document;
mod document_text;
mod evidence;
mod figures;
mod history;
mod init;
mod key;
mod log;
mod note;
mod passage;
mod passphrase;
mod place;
mod purge;
mod references;
mod relate;
mod remove;
mod search;
mod sensitivity;
mod source;
mod source_merge;
mod subject;
mod tag;
mod trace;
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
    References(references::References),
    Cite(Box<references::Cite>),
    Document(document::Document),
    Passage(passage::Passage),
    Claim(claim::Claim),
    Evidence(evidence::Evidence),
    Subject(subject::Subject),
    Figure(figures::Figure),
    Relate(relate::Relate),
    CrossReference(relate::CrossReference),
    Appraise(relate::Appraise),
    Search(search::Search),
    Trace(trace::Trace),
    Independence(trace::Independence),
    Figures(figures::Figures),
    Conflicts(figures::Conflicts),
    Check(check::Check),
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
            Self::References(references) => references.run(context),
            Self::Cite(cite) => cite.run(context),
            Self::Document(document) => document.run(context),
            Self::Passage(passage) => passage.run(context),
            Self::Claim(claim) => claim.run(context),
            Self::Evidence(evidence) => evidence.run(context),
            Self::Subject(subject) => subject.run(context),
            Self::Figure(figure) => figure.run(context),
            Self::Relate(relate) => relate.run(context),
            Self::CrossReference(references) => references.run(context),
            Self::Appraise(appraise) => appraise.run(context),
            Self::Search(search) => search.run(context),
            Self::Trace(trace) => trace.run(context),
            Self::Independence(independence) => independence.run(context),
            Self::Figures(figures) => figures.run(context),
            Self::Conflicts(conflicts) => conflicts.run(context),
            Self::Check(check) => check.run(context),
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
