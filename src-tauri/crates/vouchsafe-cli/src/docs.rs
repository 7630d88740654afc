//! The test that keeps `docs/cli.md` and the real parser in step.

use clap::{Arg, Command, CommandFactory as _};

use crate::cli::Cli;

const PAGE: &str = include_str!("../../../docs/cli.md");

#[test]
fn every_command_and_flag_stands_in_the_docs_as_in_the_help() {
    let mut wrong = Vec::new();
    for (path, command) in commands() {
        let expected = rows(&command);
        match section(&path) {
            None => wrong.push(format!("no section:\n\n### {path}\n\n{}", expected.join("\n"))),
            Some(found) if found != expected => {
                wrong.push(format!("### {path} should have:\n\n{}", expected.join("\n")));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "docs/cli.md differs from the parser:\n\n{}", wrong.join("\n\n"));
}

#[test]
fn the_docs_name_no_command_that_is_not_there() {
    let real: Vec<String> = commands().into_iter().map(|(path, _)| path).collect();
    let named: Vec<&str> = PAGE.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let strange: Vec<&&str> =
        named.iter().filter(|name| !real.contains(&name.to_string())).collect();
    assert!(strange.is_empty(), "docs/cli.md names {strange:?}");
    assert_eq!(named.len(), real.len(), "docs/cli.md names a command twice");
}

#[test]
fn every_command_says_what_it_does_and_gives_an_example() {
    Cli::command().debug_assert();
    for (path, command) in commands() {
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(command.get_about().is_some(), "{path} does not say what it does");
        assert!(path == "vouchsafe" || after.contains("Example:"), "{path} gives no example");
    }
}

/// Returns every command that does something, by what is typed, and the program itself.
fn commands() -> Vec<(String, Command)> {
    let mut found = Vec::new();
    let mut whole = Cli::command();
    whole.build();
    let mut left = vec![("vouchsafe".to_owned(), whole)];
    while let Some((path, command)) = left.pop() {
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            left.push((format!("{path} {}", inner.get_name()), inner.clone()));
        }
        if path == "vouchsafe" || !command.is_subcommand_required_set() {
            found.push((path, command));
        }
    }
    found.reverse();
    found
}

/// Returns the rows of a command's table: each argument and what its help says.
fn rows(command: &Command) -> Vec<String> {
    let is_program = command.get_name() == "vouchsafe";
    let own = |arg: &&Arg| {
        let everywhere = ["help", "version"].contains(&arg.get_id().as_str());
        !everywhere && (is_program || !arg.is_global_set())
    };
    let row = |arg: &Arg| {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
        format!("| `{short}{arg}` | {} |", help.replace('\n', " ").replace('|', "\\|"))
    };
    command.get_arguments().filter(own).map(row).collect()
}

/// Returns the rows of the table in a command's section; `None` if there is no section.
fn section(path: &str) -> Option<Vec<String>> {
    let mut lines = PAGE.lines().skip_while(|line| line.strip_prefix("### ") != Some(path));
    lines.next()?;
    let lines = lines.take_while(|line| !line.starts_with('#'));
    Some(lines.filter(|line| line.starts_with("| `")).map(str::to_owned).collect())
}
