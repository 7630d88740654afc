//! The syntax of a BibTeX file: entries, strings, preambles and comments, with their places.
//!
//! Values come out as they stand between their braces, strings put in; what they mean is not
//! known here. The crate `biblatex` refuses a whole file for one bad entry, ends quoted values at
//! quotes inside braces, and knows no entries in parentheses, so the syntax is read here and that
//! crate only checks, in the tests, what this one writes.

use std::collections::HashMap;

/// One thing that stands in a file.
#[derive(Debug)]
pub(crate) enum Part {
    /// A reference, or data for others.
    Entry(Entry),
    /// A text in `@comment{}`, and where it begins.
    Comment(String),
    /// A `@preamble`, at this offset.
    Preamble(usize),
    /// Something that could not be read.
    Broken(Broken),
}

/// An entry as it is written.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// The type, in lower case.
    pub(crate) kind: String,
    /// The key; empty if there is none.
    pub(crate) key: String,
    /// Names in lower case and values as written, in the file's order.
    pub(crate) fields: Vec<(String, String)>,
    /// The offset of the `@`.
    pub(crate) at: usize,
    /// Words that are no strings of this file, and were taken as themselves.
    pub(crate) unknown: Vec<String>,
}

/// What is wrong, and with what.
#[derive(Debug)]
pub(crate) struct Broken {
    /// The offset where the entry begins.
    pub(crate) at: usize,
    /// The offset where it goes wrong.
    pub(crate) wrong_at: usize,
    /// The key, if it was read.
    pub(crate) key: Option<String>,
    /// Why.
    pub(crate) reason: String,
}

/// The most bytes a value may have once strings are put in: repeated doubling ends here.
const LONGEST_VALUE: usize = 4 << 20;

/// The most bytes that strings may put into the values of a whole file.
const MOST_EXPANDED: usize = 64 << 20;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads the whole of `text`. Never fails: what cannot be read is a part of its own.
pub(crate) fn parse(text: &str) -> Vec<Part> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        end: text.len(),
        strings: MONTHS.iter().map(|month| ((*month).to_owned(), (*month).to_owned())).collect(),
        // Each unclosed brace may cost a look at the whole rest of the file, a few times.
        budget: text.len().saturating_mul(16),
        marker: 0,
        expanded: 0,
        escapes: false,
    };
    let mut parts = Vec::new();
    while parser.at < text.len() {
        match parser.bytes[parser.at] {
            b'%' => parser.skip_line(),
            b'@' => parts.extend(parser.part()),
            _ => parser.at += 1,
        }
    }
    parts
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where reading stops: the file's end, or the next entry once the budget is spent.
    end: usize,
    strings: HashMap<String, String>,
    budget: usize,
    /// The last place found where an entry opens.
    marker: usize,
    /// The bytes that strings have put in so far.
    expanded: usize,
    /// Whether a brace after a backslash is a letter. BibTeX says no, some programs write as if.
    escapes: bool,
}

type Wrong = (usize, String);

impl<'a> Parser<'a> {
    fn part(&mut self) -> Option<Part> {
        let start = self.at;
        self.end = self.text.len();
        self.at += 1;
        let kind = self.word().to_ascii_lowercase();
        self.skip_space();
        let close = match self.peek() {
            Some(b'{') if !kind.is_empty() => b'}',
            Some(b'(') if !kind.is_empty() => b')',
            _ => return None,
        };
        self.at += 1;
        if self.marker <= self.at {
            self.marker = self.next_marker(self.at);
        }
        let next = self.marker;
        self.end = if self.budget == 0 { next } else { self.text.len() };
        let inside = self.at;
        let mut first: Option<(Entry, Wrong)> = None;
        for escapes in [false, true] {
            self.escapes = escapes;
            self.at = inside;
            let mut entry = Entry { kind: kind.clone(), at: start, ..Entry::default() };
            match self.content(&mut entry, close) {
                Ok(Some(part)) => return Some(part),
                Ok(None) if kind == "string" => return None,
                Ok(None) => return Some(Part::Entry(entry)),
                Err(wrong) => {
                    self.budget = self.budget.saturating_sub(wrong.0.saturating_sub(inside));
                    first.get_or_insert((entry, wrong));
                }
            }
        }
        self.at = next;
        let (entry, (wrong_at, reason)) = first?;
        let key = Some(entry.key).filter(|key| !key.is_empty());
        // What other programs wrote into a comment need not be balanced.
        let broken = Broken { at: start, wrong_at, key, reason };
        (kind != "comment").then_some(Part::Broken(broken))
    }

    /// Reads what stands between the outer braces, and the closing one.
    fn content(&mut self, entry: &mut Entry, close: u8) -> Result<Option<Part>, Wrong> {
        let part = match entry.kind.as_str() {
            "comment" => self.comment(close)?,
            "preamble" => {
                self.value(&mut Vec::new())?;
                Some(Part::Preamble(entry.at))
            }
            "string" => self.string()?,
            _ => {
                self.entry(entry, close)?;
                None
            }
        };
        self.expect(close)?;
        Ok(part)
    }

    fn comment(&mut self, close: u8) -> Result<Option<Part>, Wrong> {
        let from = self.at;
        self.balanced(close)?;
        Ok(Some(Part::Comment(self.text[from..self.at].to_owned())))
    }

    fn string(&mut self) -> Result<Option<Part>, Wrong> {
        self.skip_space();
        let name = self.name();
        self.expect(b'=')?;
        let value = self.value(&mut Vec::new())?;
        self.strings.insert(name.to_ascii_lowercase(), value);
        Ok(None)
    }

    fn entry(&mut self, entry: &mut Entry, close: u8) -> Result<(), Wrong> {
        self.skip_space();
        let from = self.at;
        while self.peek().is_some_and(|byte| !b",={}\"\n\r".contains(&byte) && byte != close) {
            self.at += 1;
        }
        match self.peek() {
            Some(b'=') => self.at = from,
            _ => entry.key = self.text[from..self.at].trim().to_owned(),
        }
        loop {
            self.skip_space_and_commas();
            if self.peek() == Some(close) {
                return Ok(());
            }
            let name = self.name().to_ascii_lowercase();
            if name.is_empty() {
                return Err((self.at, self.found("the name of a field")));
            }
            self.expect(b'=')?;
            let value = self.value(&mut entry.unknown)?;
            entry.fields.push((name, value));
            self.skip_space();
            if !matches!(self.peek(), Some(b',')) && self.peek() != Some(close) {
                // Many a comma was forgotten at the end of a line; a name tells that it was.
                let after = self.at;
                let goes_on = !self.name().is_empty() && self.expect(b'=').is_ok();
                self.at = after;
                if !goes_on {
                    return Err((after, self.found("`,` or the end of the entry")));
                }
            }
        }
    }

    /// Reads pieces joined by `#`.
    fn value(&mut self, unknown: &mut Vec<String>) -> Result<String, Wrong> {
        let mut value = String::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    let from = self.at;
                    self.balanced(b'}')?;
                    value.push_str(&self.text[from..self.at]);
                    self.at += 1;
                }
                Some(b'"') => {
                    self.at += 1;
                    let from = self.at;
                    self.balanced(b'"')?;
                    value.push_str(&self.text[from..self.at]);
                    self.at += 1;
                }
                _ => {
                    let word = self.name().to_owned();
                    if word.is_empty() {
                        return Err((self.at, self.found("a value")));
                    }
                    match self.strings.get(&word.to_ascii_lowercase()) {
                        Some(known) => {
                            self.expanded += known.len();
                            value.push_str(known);
                        }
                        None => {
                            if !word.bytes().all(|byte| byte.is_ascii_digit()) {
                                unknown.push(word.clone());
                            }
                            value.push_str(&word);
                        }
                    }
                }
            }
            if self.expanded > MOST_EXPANDED {
                return Err((self.at, "strings make the file longer by 64 MiB".to_owned()));
            }
            if value.len() > LONGEST_VALUE {
                return Err((self.at, "a value is longer than 4 MiB".to_owned()));
            }
            self.skip_space();
            if self.peek() != Some(b'#') {
                return Ok(value);
            }
            self.at += 1;
        }
    }

    /// Moves to the `close` that stands outside of inner braces.
    fn balanced(&mut self, close: u8) -> Result<(), Wrong> {
        let mut depth = 0_usize;
        let mut at = self.at;
        while at < self.end {
            match self.bytes[at] {
                b'\\' if self.escapes => at += 1,
                byte if byte == close && depth == 0 => {
                    self.at = at;
                    return Ok(());
                }
                b'{' => depth += 1,
                b'}' if depth == 0 => return Err((at, "a brace closes nothing".to_owned())),
                b'}' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        let what = if close == b'"' { "a quotation mark" } else { "a brace" };
        Err((self.end, format!("{what} is not closed")))
    }

    fn expect(&mut self, byte: u8) -> Result<(), Wrong> {
        self.skip_space();
        if self.peek() != Some(byte) {
            return Err((self.at, self.found(&format!("`{}`", char::from(byte)))));
        }
        self.at += 1;
        Ok(())
    }

    fn found(&self, wanted: &str) -> String {
        let rest = self.text.get(self.at..self.end).unwrap_or_default();
        match rest.chars().next() {
            Some(letter) => format!("expected {wanted}, found {letter:?}"),
            None => format!("expected {wanted}, found the end"),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes[..self.end].get(self.at).copied()
    }

    fn word(&mut self) -> &'a str {
        let from = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        &self.text[from..self.at]
    }

    /// Reads the name of a field or string, or a number.
    fn name(&mut self) -> &'a str {
        let from = self.at;
        let part = |byte: u8| byte > b' ' && byte != 0x7f && !b"\"#%'(),={}@".contains(&byte);
        while self.peek().is_some_and(part) {
            self.at += 1;
        }
        &self.text[from..self.at]
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.skip_line(),
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ => break,
            }
        }
    }

    fn skip_space_and_commas(&mut self) {
        self.skip_space();
        while self.peek() == Some(b',') {
            self.at += 1;
            self.skip_space();
        }
    }

    fn skip_line(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| !b"\r\n".contains(byte)) {
            self.at += 1;
        }
        self.at = self.at.min(self.text.len());
    }

    /// Returns where the next entry seems to open: on a line of its own, or right after a brace.
    fn next_marker(&self, from: usize) -> usize {
        let mut at = from;
        let before = |byte: &u8| b"\r\n}".contains(byte);
        while let Some(step) = self.bytes[at..].iter().position(before) {
            at += step + 1;
            let blanks = self.run(at, |byte| byte == b' ' || byte == b'\t');
            let word = self.run(blanks + 1, |byte| byte.is_ascii_alphabetic());
            let open = self.run(word, |byte| byte.is_ascii_whitespace());
            let opens = self.bytes.get(open).is_some_and(|byte| b"{(".contains(byte));
            if self.bytes.get(blanks) == Some(&b'@') && word > blanks + 1 && opens {
                return blanks;
            }
        }
        self.text.len()
    }

    fn run(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| belongs(**byte)).count()
    }
}
