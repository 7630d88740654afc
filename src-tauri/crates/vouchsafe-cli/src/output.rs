//! What is written: one JSON document or a short text on stdout or into a file; progress and
//! messages on stderr.
//!
//! When whoever reads stdout goes away, the work goes on to its end without a word.

use std::{
    fmt::Display,
    fs::File,
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::{
    failure::{Failure, FailureReport},
    shown::{is_hidden, visible},
};

/// Where the answer goes: standard output, or a new file.
#[derive(Debug)]
pub struct Output {
    json: bool,
    is_terminal: bool,
    file: Option<(PathBuf, File)>,
    failed: Option<io::Error>,
}

/// The JSON document of a command that came to nothing.
#[derive(Debug, Serialize)]
struct ErrorDocument<'a> {
    error: &'a FailureReport,
}

impl Output {
    /// Takes standard output, for JSON or for people.
    pub fn new(json: bool) -> Self {
        let is_terminal = io::stdout().is_terminal();
        Self { json, is_terminal, file: None, failed: None }
    }

    /// Writes the answer to a new file from now on.
    ///
    /// # Errors
    /// The file exists, or cannot be made.
    pub fn redirect(&mut self, path: Option<&Path>) -> Result<(), Failure> {
        let Some(path) = path else { return Ok(()) };
        let file = File::options().write(true).create_new(true).open(path);
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                let path = path.display();
                Failure::usage(format!("cannot write {path}: something is there already"))
            }
            _ => Failure::io("write", path)(error),
        })?;
        self.file = Some((path.to_owned(), file));
        self.is_terminal = false;
        Ok(())
    }

    /// Returns whether JSON is written.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Returns whether a person looks at it.
    pub fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes an answer: the document with `--json`, else what `show` prints.
    pub fn answer<T: Serialize>(&mut self, report: &T, show: impl FnOnce(&mut Self)) {
        if self.json {
            self.document(report);
        } else {
            show(self);
        }
    }

    /// Prints a line for people; nothing with `--json`.
    pub fn line(&mut self, text: impl Display) {
        if !self.json {
            self.write(format!("{text}\n").as_bytes());
        }
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        if self.failed.is_some() {
            return;
        }
        self.failed = match &mut self.file {
            Some((_, file)) => file.write_all(bytes).err(),
            None => io::stdout().lock().write_all(bytes).err(),
        };
    }

    /// Ends a command that came to nothing: the sentence on stderr, the document on stdout.
    pub fn failure(&mut self, failure: &Failure) {
        let report = failure.report();
        self.give_up_file();
        if self.json {
            self.document(&ErrorDocument { error: &report });
        }
        tell(failure);
    }

    /// Ends the output.
    ///
    /// # Errors
    /// It could not all be written, other than because nobody reads it any more.
    pub fn finish(mut self) -> Result<(), Failure> {
        let flushed = match &self.file {
            Some((_, file)) => file.sync_all().err(),
            None => io::stdout().lock().flush().err(),
        };
        let doing = match &self.file {
            Some((path, _)) => format!("write {}", path.display()),
            None => "write the answer".to_owned(),
        };
        match self.failed.take().or(flushed) {
            Some(source) if source.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::Io { doing, source })
            }
            _ => Ok(()),
        }
    }

    /// Takes the file away again in which there will be no answer.
    fn give_up_file(&mut self) {
        if let Some((path, file)) = self.file.take() {
            drop(file);
            if let Err(error) = std::fs::remove_file(&path) {
                say(format!("the unfinished file {} is left behind: {error}", path.display()));
            }
        }
    }

    fn document<T: Serialize>(&mut self, report: &T) {
        let mut text = if self.is_terminal {
            to_json(report, PrettyFormatter::new())
        } else {
            to_json(report, CompactFormatter)
        };
        text.push(b'\n');
        self.write(&text);
    }
}

/// Tells a person on stderr why a command came to nothing.
pub fn tell(failure: &Failure) {
    if failure.is_broken_pipe() {
        return;
    }
    let report = failure.report();
    say(format!("vouchsafe: {}", visible(&report.message)));
    if let Some(hint) = report.hint {
        say(format!("  {hint}"));
    }
}

/// Tells a person something beside the answer, on stderr.
pub fn say(text: impl Display) {
    // Where stderr is gone there is nobody left to tell.
    let _gone = writeln!(io::stderr().lock(), "{text}");
}

fn to_json<T: Serialize>(report: &T, formatter: impl Formatter) -> Vec<u8> {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Plain(formatter));
    report.serialize(&mut serializer).expect("a report is JSON, and memory takes it");
    text
}

/// JSON in which characters that a terminal obeys, or that cannot be seen, stand as `\uXXXX`.
struct Plain<F>(F);

impl<F: Formatter> Formatter for Plain<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = fragment;
        while let Some(at) = plain.find(is_hidden) {
            let (before, rest) = plain.split_at(at);
            writer.write_all(before.as_bytes())?;
            let hidden = rest.chars().next().expect("a character was found there");
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = &rest[hidden.len_utf8()..];
        }
        writer.write_all(plain.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W>(&mut self, writer: &mut W, first: bool) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W>(&mut self, writer: &mut W, first: bool) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn json_says_the_same_with_nothing_that_a_terminal_obeys() {
        let value = json!({"title": "a\u{9b}2J \u{202e}fdp \u{e0041} می\u{200c}نویسد\n"});
        let text = String::from_utf8(to_json(&value, PrettyFormatter::new())).unwrap();
        assert!(!text.contains(['\u{9b}', '\u{202e}', '\u{e0041}']), "{text}");
        assert!(text.contains('\u{200c}'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
