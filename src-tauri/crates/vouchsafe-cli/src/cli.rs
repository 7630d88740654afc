//! What can be typed, and how a run begins and ends.

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, error::ErrorKind};

use vouchsafe_app::Machine;

use crate::{
    commands::Command,
    context::Context,
    exit::Exit,
    failure::Failure,
    global::Global,
    output::{Output, say},
    secrets::SecretSources,
};

/// An archive for people whose sentences have to hold up
///
/// Whatever you rely on goes into one file, and anyone can check later that it is unchanged since
/// received.
#[derive(Debug, Parser)]
#[command(
    name = "vouchsafe",
    version,
    max_term_width = 100,
    after_help = "\
Example:
  vouchsafe init case.vouch --title 'Old Canal' --agent Heron
  vouchsafe --archive case.vouch add notice.html --url https://court.example/417
  vouchsafe --archive case.vouch verify

Exit codes: 0 done, all well; 1 done, and the answer is bad news; 2 wrong usage or bad input,
nothing changed; 3 could not do it."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Runs the command that was typed.
pub fn run(arguments: Vec<OsString>, machine: Machine) -> ExitCode {
    let json = arguments.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let exit = match Cli::try_parse_from(arguments) {
        Ok(cli) => obey(cli, machine),
        Err(error) => misread(&error, json),
    };
    exit.into()
}

fn obey(cli: Cli, machine: Machine) -> Exit {
    let mut out = Output::new(cli.global.json);
    let sources = match SecretSources::of(&cli.global) {
        Ok(sources) => sources,
        Err(failure) => {
            out.failure(&failure);
            return end(out, failure.exit());
        }
    };
    let mut context = Context::new(&cli.global, machine, sources, out);
    let exit = match cli.command.run(&mut context, &cli.global) {
        Ok(exit) => exit,
        Err(failure) => {
            context.out.failure(&failure);
            failure.exit()
        }
    };
    end(context.out, exit)
}

fn end(out: Output, exit: Exit) -> Exit {
    match out.finish() {
        Ok(()) => exit,
        Err(failure) => {
            say(format!("vouchsafe: {}", failure.report().message));
            Exit::CouldNot
        }
    }
}

/// Ends a run whose arguments make no sense, or that only asked for help.
fn misread(error: &clap::Error, json: bool) -> Exit {
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if json && !is_answer {
        let text = error.to_string();
        let what: Vec<&str> =
            text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:")).collect();
        let message = what.join(" ").trim().trim_start_matches("error: ").to_owned();
        let mut out = Output::new(true);
        out.failure(&Failure::usage(message));
        return end(out, Exit::BadInput);
    }
    // Where nobody reads it there is nobody left to tell.
    let _gone = error.print();
    if is_answer { Exit::Well } else { Exit::BadInput }
}
