//! `vouchsafe-view`: shows one captured page in a process and a window of its own.
//!
//! It is given the page on standard input and holds nothing else: no archive, no key, no command
//! that the page could call. It opens no socket of the network and runs no script. The page comes
//! without what is active in it (`vouchsafe-extract` takes that out); nothing here relies on that.

mod answer;
mod banner;
#[cfg(target_os = "linux")]
mod hold;
mod input;
#[cfg(target_os = "linux")]
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(error.as_ref());
            ExitCode::from(3)
        }
    }
}

#[cfg(target_os = "linux")]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    hold::enter()?;
    let shown = input::read(&mut std::io::stdin().lock())?;
    window::show(shown)
}

#[cfg(not(target_os = "linux"))]
fn run() -> Result<(), Box<dyn std::error::Error>> {
    let shown = input::read(&mut std::io::stdin().lock())?;
    let sentence = banner::sentence(&shown.header);
    let served = answer::answer(answer::PAGE, &shown);
    let _ = (sentence, served);
    Err("there is no viewer for this system yet: nothing would keep the page off the network"
        .into())
}

#[expect(clippy::print_stderr, reason = "this is what standard error is for")]
fn complain(error: &dyn std::error::Error) {
    eprintln!("vouchsafe-view: {error}");
}
