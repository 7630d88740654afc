//! Tokens of the query language, with their places in chars.

use super::query::QueryError;

/// A token and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub position: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    /// `NOT`, or a `-` before a word.
    Not,
    /// The name before a `:` that text follows at once, in lower case.
    Field(String),
    /// A word, or what stands in quotation marks.
    Text {
        text: String,
        prefix: bool,
        quoted: bool,
    },
}

/// Pairs of quotation marks.
const QUOTES: [(char, char); 3] = [('"', '"'), ('“', '”'), ('«', '»')];

/// Longest query, in chars.
const CHARS_MAX: usize = 2_000;

pub(super) fn lex(text: &str) -> Result<Vec<Token>, QueryError> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() > CHARS_MAX {
        return Err(QueryError::TooLong);
    }
    let mut lexer = Lexer { letters: &letters, at: 0, tokens: Vec::new() };
    while let Some(letter) = lexer.peek() {
        lexer.token(letter)?;
    }
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    letters: &'a [char],
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn push(&mut self, kind: TokenKind, position: usize) {
        self.tokens.push(Token { kind, position });
    }

    fn token(&mut self, letter: char) -> Result<(), QueryError> {
        let position = self.at;
        let next = self.letters.get(position + 1);
        if letter.is_whitespace() {
            self.at += 1;
        } else if letter == '(' || letter == ')' {
            self.at += 1;
            let kind = if letter == '(' { TokenKind::Open } else { TokenKind::Close };
            self.push(kind, position);
        } else if let Some((open, close)) = QUOTES.into_iter().find(|(open, _)| *open == letter) {
            let rest = &self.letters[position + 1..];
            let length = rest.iter().position(|letter| *letter == close);
            let length = length.ok_or(QueryError::Unpaired { position, mark: open })?;
            self.at += length + 2;
            let prefix = self.peek() == Some('*');
            self.at += usize::from(prefix);
            let text = rest[..length].iter().collect();
            self.push(TokenKind::Text { text, prefix, quoted: true }, position);
        } else if letter == '-' && next.is_some_and(|next| !next.is_whitespace() && *next != '-') {
            self.at += 1;
            self.push(TokenKind::Not, position);
        } else {
            self.word(position)?;
        }
        Ok(())
    }

    fn word(&mut self, position: usize) -> Result<(), QueryError> {
        let rest = &self.letters[position..];
        let ends = |letter: &char| {
            letter.is_whitespace() || "()".contains(*letter) || opens_quote(*letter)
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        if let Some(colon) = rest[..length].iter().position(|letter| *letter == ':')
            && let Some(name) = field_name(&rest[..colon])
            && rest.get(colon + 1).is_some_and(|next| !next.is_whitespace() && *next != '/')
        {
            self.at = position + colon + 1;
            self.push(TokenKind::Field(name), position);
            // What follows is the field's text, whatever it looks like: `date:>2019`, `title:OR`.
            if self.peek().is_some_and(|next| !"()".contains(next) && !opens_quote(next)) {
                return self.text(self.at);
            }
            return Ok(());
        }
        let word: String = rest[..length].iter().collect();
        let operator = match word.as_str() {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            _ => return self.text(position),
        };
        self.at = position + length;
        self.push(operator, position);
        Ok(())
    }

    fn text(&mut self, position: usize) -> Result<(), QueryError> {
        let rest = &self.letters[position..];
        let ends = |letter: &char| {
            letter.is_whitespace() || "()".contains(*letter) || opens_quote(*letter)
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let mut letters = &rest[..length];
        let prefix = letters.last() == Some(&'*');
        if prefix {
            letters = &letters[..length - 1];
        }
        if let Some(star) = letters.iter().position(|letter| *letter == '*') {
            return Err(QueryError::Star { position: position + star });
        }
        self.at = position + length;
        let text = letters.iter().collect();
        self.push(TokenKind::Text { text, prefix, quoted: false }, position);
        Ok(())
    }
}

fn opens_quote(letter: char) -> bool {
    QUOTES.iter().any(|(open, _)| *open == letter)
}

/// A name of letters, dashes and low lines. Other than ASCII ones are fields only if a field is
/// called so: in other scripts a colon after a word is mostly just that.
fn field_name(letters: &[char]) -> Option<String> {
    let name: String = letters.iter().collect::<String>().to_lowercase();
    let sound = |letter: char| letter.is_alphabetic() || "-_".contains(letter);
    let known = name.is_ascii() || super::fields::column_named(&name).is_some();
    (!name.is_empty() && name.chars().all(sound) && known).then_some(name)
}
