//! Other programs: running them, reading what they say, finding out whether they are there.

use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// Runs `command` with its output going straight to the terminal.
///
/// # Errors
/// It cannot be started, or does not end with exit code 0.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` and returns what it wrote to standard output.
///
/// # Errors
/// As [`run`]; the message then ends with what it wrote to standard error.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = output(command)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({})\n{}", line(command), output.status, said.trim_end());
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} wrote no UTF-8", line(command)))
}

/// Runs `command` to its end, whatever that is, without any input.
pub fn output(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", line(command)))
}

/// Tells whether `program` can be started at all.
pub fn has(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok()
}

/// Returns the first line that `program ARGUMENTS` writes, or "not installed".
pub fn first_line(program: &str, arguments: &[&str]) -> String {
    let text = capture(Command::new(program).args(arguments)).unwrap_or_default();
    text.lines().next().map_or_else(|| "not installed".to_owned(), |line| line.trim().to_owned())
}

/// Returns the command as one would type it; arguments with spaces are quoted.
pub fn line(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| {
        let argument = argument.to_string_lossy();
        if argument.is_empty() || argument.contains(char::is_whitespace) {
            format!("'{argument}'")
        } else {
            argument.into_owned()
        }
    });
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}
