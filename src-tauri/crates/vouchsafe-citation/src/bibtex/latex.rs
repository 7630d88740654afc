//! LaTeX as it stands in BibTeX fields, read as text with CSL's markup.
//!
//! Only what reference files hold is known: accents, symbols, a few commands around words. What
//! is not known stays in the text as it was written, and the caller learns that it did.

use unicode_normalization::char::compose;

use super::symbols::{ACCENTS, AROUND, MATH, NO_CASE, PLAIN, SILENT, SWITCHES, SYMBOLS};

/// How much a field may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A title: markup, and braces that protect case.
    Rich,
    /// A word or a line: braces and markup mean nothing.
    Plain,
    /// An abstract or a note: lines that are not indented stay lines.
    Long,
    /// An address or a number: escapes of special characters are undone, nothing else.
    Verbatim,
}

/// A field's text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Whether something in it was not understood.
    pub(super) odd: bool,
}

/// Braces nested deeper than this are not read: no person writes them, and each costs stack.
const DEEPEST: usize = 64;

/// Reads a value, whose braces are balanced.
///
/// `None` if braces or commands are nested too deeply.
pub(super) fn decode(raw: &str, style: Style) -> Option<Decoded> {
    if style == Style::Verbatim {
        return Some(Decoded { text: verbatim(raw.trim()), odd: false });
    }
    if !raw.contains(['\\', '{', '}', '$', '~', '-', '`', '\'', '\n', '\r', '\t', ' ']) {
        return Some(Decoded { text: raw.to_owned(), odd: false });
    }
    let mut reader = Reader { text: raw, at: 0, style, odd: false, protected: false };
    let mut text = String::with_capacity(raw.len());
    while reader.at < raw.len() {
        reader.group(&mut text, DEEPEST)?;
        // A brace that closes nothing is no text.
        reader.at += usize::from(reader.at < raw.len());
    }
    let blank = |letter: char| letter.is_ascii_whitespace();
    Some(Decoded { text: text.trim_matches(blank).to_owned(), odd: reader.odd })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    style: Style,
    odd: bool,
    /// Whether case is protected already.
    protected: bool,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn starts(&self, with: &str) -> bool {
        self.text[self.at..].starts_with(with)
    }

    /// Reads to the end of the group, or of the text. Leaves the closing brace.
    fn group(&mut self, out: &mut String, depth: usize) -> Option<()> {
        while let Some(letter) = self.peek() {
            match letter {
                '}' => return Some(()),
                '\\' => self.command(out, depth)?,
                '{' => self.braces(out, depth)?,
                '$' => self.math(out),
                _ => {
                    self.at += letter.len_utf8();
                    self.letter(letter, out);
                }
            }
        }
        Some(())
    }

    fn letter(&mut self, letter: char, out: &mut String) {
        let mut more = |with: &str| {
            let yes = self.text[self.at..].starts_with(with);
            self.at += if yes { with.len() } else { 0 };
            yes
        };
        match letter {
            '~' => out.push('\u{a0}'),
            '-' if more("--") => out.push('—'),
            '-' if more("-") => out.push('–'),
            '`' if more("`") => out.push('“'),
            '\'' if more("'") => out.push('”'),
            '`' => out.push('‘'),
            ' ' | '\t' | '\n' | '\r' => {
                self.at -= 1;
                self.blank(out);
            }
            _ => out.push(letter),
        }
    }

    /// Reads a run of blanks as one space, or as the lines they are in a long text.
    fn blank(&mut self, out: &mut String) {
        let rest = &self.text[self.at..];
        let run = &rest[..rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len()];
        self.at += run.len();
        let lines = run.replace("\r\n", "\n").replace('\r', "\n");
        let count = lines.matches('\n').count();
        if self.style != Style::Long || count == 0 {
            out.push(' ');
        } else if count == 1 && !lines.ends_with('\n') {
            // A program that wraps lines indents them; a person's line break is bare.
            out.push(' ');
        } else {
            out.push_str(&"\n".repeat(count));
        }
    }

    /// Reads a group in braces.
    fn braces(&mut self, out: &mut String, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.at += 1;
        if let Some((open, close)) = self.switch() {
            if self.style == Style::Rich {
                out.push_str(open);
            }
            self.group(out, depth)?;
            if self.style == Style::Rich {
                out.push_str(close);
            }
        } else {
            // `{\'e}` is one letter, not a protected word.
            let protects = self.style == Style::Rich && !self.protected && !self.starts("\\");
            let mut inner = String::new();
            let before = self.protected;
            self.protected |= protects;
            self.group(&mut inner, depth)?;
            self.protected = before;
            if protects && inner.contains(char::is_alphanumeric) {
                out.push_str(NO_CASE);
                out.push_str(&inner);
                out.push_str("</span>");
            } else {
                out.push_str(&inner);
            }
        }
        self.at += usize::from(self.starts("}"));
        Some(())
    }

    /// Reads `\it ` and its like at the beginning of a group.
    fn switch(&mut self) -> Option<(&'static str, &'static str)> {
        let rest = self.text[self.at..].strip_prefix('\\')?;
        let name = leading_letters(rest);
        let (_, open, close) = SWITCHES.iter().find(|(known, ..)| *known == name)?;
        self.at += 1 + name.len();
        self.skip_blanks();
        Some((open, close))
    }

    fn command(&mut self, out: &mut String, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.at += 1;
        let name = leading_letters(&self.text[self.at..]);
        if name.is_empty() {
            return self.sign(out, depth);
        }
        self.at += name.len();
        if let Some((_, symbol)) = SYMBOLS.iter().find(|(known, _)| *known == name) {
            self.end_of_word();
            out.push_str(symbol);
        } else if let Some((_, mark)) = ACCENTS.iter().find(|(known, _)| *known == name) {
            self.accent(*mark, out, depth)?;
        } else if let Some((_, open, close)) = AROUND.iter().find(|(known, ..)| *known == name) {
            let markup = self.style == Style::Rich || !open.starts_with('<');
            self.odd |= !markup;
            let inner = self.argument(depth)?;
            out.push_str(if markup { open } else { "" });
            out.push_str(&inner);
            out.push_str(if markup { close } else { "" });
        } else if PLAIN.contains(&name) {
            self.odd = true;
            let inner = self.argument(depth)?;
            out.push_str(&inner);
        } else if SILENT.contains(&name) {
            self.odd = true;
            self.end_of_word();
        } else {
            self.odd = true;
            out.push('\\');
            out.push_str(name);
            if self.starts("{") {
                let inner = self.argument(depth)?;
                out.extend(["{", &inner, "}"]);
            }
        }
        Some(())
    }

    /// Reads a command of one character that is no letter.
    fn sign(&mut self, out: &mut String, depth: usize) -> Option<()> {
        let Some(sign) = self.next() else {
            out.push('\\');
            return Some(());
        };
        let name = sign.encode_utf8(&mut [0; 4]).to_owned();
        match sign {
            '{' | '}' | '%' | '&' | '#' | '$' | '_' | ':' | ';' => out.push(sign),
            ',' => out.push('\u{2009}'),
            '-' | '/' | '!' | '@' => self.odd = true,
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            '\\' => {
                self.odd = true;
                out.push(' ');
            }
            _ => match ACCENTS.iter().find(|(known, _)| *known == name) {
                Some((_, mark)) => self.accent(*mark, out, depth)?,
                None => {
                    self.odd = true;
                    out.push('\\');
                    out.push(sign);
                }
            },
        }
        Some(())
    }

    /// Reads what an accent stands on and writes both as one letter, where there is one.
    fn accent(&mut self, mark: char, out: &mut String, depth: usize) -> Option<()> {
        self.skip_blanks();
        let inner = match self.peek() {
            Some('{' | '\\') => self.argument(depth)?,
            Some('}') | None => String::new(),
            Some(letter) => {
                self.at += letter.len_utf8();
                letter.to_string()
            }
        };
        let mut letters = inner.chars();
        let base = match letters.next() {
            Some('ı') => 'i',
            Some('ȷ') => 'j',
            Some(letter) => letter,
            None => {
                self.odd = true;
                out.push(mark);
                return Some(());
            }
        };
        match compose(base, mark) {
            Some(letter) => out.push(letter),
            None => out.extend([base, mark]),
        }
        out.push_str(letters.as_str());
        Some(())
    }

    /// Reads what a command stands before: a group, a command or one letter.
    fn argument(&mut self, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let mut inner = String::new();
        self.skip_blanks();
        match self.peek() {
            Some('{') => {
                self.at += 1;
                self.group(&mut inner, depth)?;
                self.at += usize::from(self.starts("}"));
            }
            Some('\\') => self.command(&mut inner, depth)?,
            Some('}') | None => {}
            Some(letter) => {
                self.at += letter.len_utf8();
                inner.push(letter);
            }
        }
        Some(inner)
    }

    /// Reads `$…$`: one raised, lowered or Greek letter; anything more stays as written.
    fn math(&mut self, out: &mut String) {
        let rest = &self.text[self.at + 1..];
        let Some(end) = rest.find('$').filter(|end| *end > 0) else {
            self.at += 1;
            out.push('$');
            return;
        };
        self.at += end + 2;
        let inner = &rest[..end];
        let simple = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "+-()".contains(c));
        let body = |text: &'a str| text.strip_prefix('{')?.strip_suffix('}').or(None);
        let one = |text: &'a str| Some(text).filter(|text| text.chars().count() == 1);
        let lifted = |sign: char| {
            let text = inner.trim_start_matches("{}").strip_prefix(sign)?;
            body(text).or_else(|| one(text)).filter(|text| simple(text))
        };
        let letter = inner.trim().strip_prefix('\\').and_then(|name| {
            MATH.iter().find(|(known, _)| *known == name.trim_end_matches("{}")).map(|pair| pair.1)
        });
        self.odd = true;
        if let Some(letter) = letter {
            out.push_str(letter);
        } else if let Some(text) = lifted('^').filter(|_| self.style == Style::Rich) {
            out.extend(["<sup>", text, "</sup>"]);
        } else if let Some(text) = lifted('_').filter(|_| self.style == Style::Rich) {
            out.extend(["<sub>", text, "</sub>"]);
        } else {
            out.extend(["$", inner, "$"]);
        }
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|letter| letter.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Skips what ends the name of a command: blanks, or an empty group.
    fn end_of_word(&mut self) {
        if self.starts("{}") {
            self.at += 2;
        } else {
            self.skip_blanks();
        }
    }
}

fn leading_letters(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// Undoes the escapes of special characters in an address or a number.
fn verbatim(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut letters = raw.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && "_%&#$~{}".contains(*next) => {
                text.extend(letters.next());
            }
            _ => text.push(letter),
        }
    }
    text.replace("{_}", "_").replace("{\\textasciitilde}", "~")
}
