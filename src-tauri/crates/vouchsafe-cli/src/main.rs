//! The command `vouchsafe`: reads what was typed, calls one verb of the app, shows the answer.
//!
//! Nothing is decided here that another front end would have to decide again.

mod cli;
mod commands;
mod context;
#[cfg(test)]
mod docs;
mod exit;
mod failure;
mod global;
mod interrupt;
mod output;
mod progress;
mod recovery_sheet;
mod secrets;
mod shown;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(
        std::env::args_os().collect(),
        vouchsafe_app::Machine::of(|name| std::env::var_os(name)),
    )
}
