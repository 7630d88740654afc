//! The query language: from what a person types to a tree of typed nodes.
//!
//! `docs/decisions/0010-search-index.md` describes the language. What a person typed reaches
//! SQLite only as words cut by this program, each in quotes; nothing here knows SQL.

use thiserror::Error;
use vouchsafe_anchor::fold;

use super::{
    days::Days,
    fields::{COLUMNS, FILTERS, INDEX_KINDS, column_named, kind_named, language_word},
    lexer::{Token, TokenKind, lex},
    words::{is_arabic, may_join, words},
};

/// Most words and phrases in one query.
const TERMS_MAX: usize = 32;

/// Deepest nesting of parentheses.
const DEPTH_MAX: usize = 12;

/// Fewest letters before a `*`: a shorter start would match a large part of all words.
const PREFIX_CHARS_MIN: usize = 2;

/// The places of two kinds: the names of a subject that is not open are an item of their own, and
/// who asks for subjects asks for them too.
const SUBJECTS: usize = 4;
const NAMES: usize = 6;

/// What to search for.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub(super) node: Option<Node>,
    pub(super) kinds: Option<Vec<usize>>,
    pub(super) kinds_left_out: Vec<usize>,
    pub(super) days: Option<Days>,
    pub(super) language: Option<String>,
    pub(super) sealed: bool,
    pub(super) removed: bool,
}

/// A condition on the words of an item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// One of the forms stands in the column, or in any.
    Phrase(Phrase),
    /// All of `all`, and none of `none`; `all` is not empty.
    And { all: Vec<Node>, none: Vec<Node> },
    /// At least one.
    Or(Vec<Node>),
}

/// Words in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    /// The place of the column in `COLUMNS`; `None` for any.
    pub column: Option<usize>,
    /// The words, folded; then other ways to write them, with and without half spaces.
    pub forms: Vec<Vec<String>>,
    /// Whether the last word may go on.
    pub prefix: bool,
    /// Whether it was typed without quotes, so that its neighbours may be joined to it.
    bare: bool,
}

/// Why a query cannot be understood. Positions are in chars, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// There is nothing in it to look for.
    #[error("there is nothing to look for: type a word with a letter or a digit")]
    Empty,
    /// It only says what to leave out.
    #[error("the query only says what to leave out (at {position}): add a word to look for")]
    OnlyLeftOut {
        /// Where.
        position: usize,
    },
    /// There is no such field.
    #[error("there is no field `{name}` (at {position}): the fields are {}", fields())]
    UnknownField {
        /// Where.
        position: usize,
        /// What was typed.
        name: String,
    },
    /// There is no such kind.
    #[error("there is no kind `{name}` (at {position}): the kinds are {}", INDEX_KINDS.join(", "))]
    UnknownKind {
        /// Where.
        position: usize,
        /// What was typed.
        name: String,
    },
    /// A date cannot be read.
    #[error(
        "`{text}` (at {position}) \
             is no date: write 2019, 2019-11, 2019-11-13, 2019..2020 or >2019-11"
    )]
    Date {
        /// Where.
        position: usize,
        /// What was typed.
        text: String,
    },
    /// A language is not a tag.
    #[error("`{text}` (at {position}) is no language: write a tag such as fa or en")]
    Language {
        /// Where.
        position: usize,
        /// What was typed.
        text: String,
    },
    /// `kind:`, `date:` or `language:` inside parentheses, OR or NOT.
    #[error(
        "`{name}:` (at {position}) \
             narrows the whole query: write it outside of parentheses, OR and NOT, once"
    )]
    Filter {
        /// Where.
        position: usize,
        /// Which.
        name: String,
    },
    /// A `*` elsewhere than at the end of a word, or after too short a start.
    #[error(
        "a * (at {position}) \
             stands only at the end of a word, after at least {PREFIX_CHARS_MIN} letters"
    )]
    Star {
        /// Where.
        position: usize,
    },
    /// An operator lacks what it joins.
    #[error(
        "`{operator}` (at {position}) has nothing to join: write a word on each side, or quote it"
    )]
    Operator {
        /// Where.
        position: usize,
        /// Which.
        operator: &'static str,
    },
    /// A parenthesis or quotation mark without its other half.
    #[error("the `{mark}` at {position} has no other half")]
    Unpaired {
        /// Where.
        position: usize,
        /// Which.
        mark: char,
    },
    /// Too many words, or too deep.
    #[error("the query is too long: at most {TERMS_MAX} words, {DEPTH_MAX} parentheses deep")]
    TooLong,
}

fn fields() -> String {
    let names = COLUMNS.iter().map(|column| column.name);
    names.chain(FILTERS).collect::<Vec<_>>().join(", ")
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// It cannot be understood; the error is a sentence to show.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let tokens = lex(text)?;
        let mut parser = Parser { tokens: &tokens, at: 0, terms: 0, query: Self::everything() };
        let node = parser.or(0)?;
        if let Some(token) = parser.peek() {
            return Err(QueryError::Unpaired { position: token.position, mark: ')' });
        }
        let mut query = parser.query;
        query.node = node;
        let narrowed = query.kinds.is_some() || query.days.is_some() || query.language.is_some();
        if query.node.is_none() && !narrowed {
            return Err(QueryError::Empty);
        }
        Ok(query)
    }

    fn everything() -> Self {
        Self {
            node: None,
            kinds: None,
            kinds_left_out: Vec::new(),
            days: None,
            language: None,
            sealed: false,
            removed: false,
        }
    }

    /// Finds only items of these kinds, beside what the query itself says of kinds.
    ///
    /// # Errors
    /// There is no such kind.
    pub fn of_kinds(mut self, names: &[String]) -> Result<Self, QueryError> {
        let asked: Vec<usize> =
            names.iter().map(|name| kind(name.trim(), 0)).collect::<Result<_, _>>()?;
        if !asked.is_empty() {
            let written = self.kinds.take();
            let both = |kind: &usize| written.as_ref().is_none_or(|kinds| kinds.contains(kind));
            self.kinds = Some(asked.into_iter().filter(both).collect());
        }
        Ok(self)
    }

    /// Also finds what is sealed.
    #[must_use]
    pub fn with_sealed(self) -> Self {
        Self { sealed: true, ..self }
    }

    /// Also finds what was removed.
    #[must_use]
    pub fn with_removed(self) -> Self {
        Self { removed: true, ..self }
    }

    /// Returns the phrases to be found, without those to be left out.
    pub(super) fn phrases(&self) -> Vec<&Phrase> {
        let mut phrases = Vec::new();
        if let Some(node) = &self.node {
            node.collect(&mut phrases);
        }
        phrases
    }

    /// Returns the places of the kinds it looks at.
    pub(super) fn kinds(&self) -> impl Iterator<Item = usize> {
        let as_asked = |kind: &usize| if *kind == NAMES { SUBJECTS } else { *kind };
        let has = move |kinds: &Vec<usize>, kind: &usize| {
            kinds.contains(kind) || kinds.contains(&as_asked(kind))
        };
        let asked = move |kind: &usize| self.kinds.as_ref().is_none_or(|kinds| has(kinds, kind));
        let kept = move |kind: &usize| !has(&self.kinds_left_out, kind);
        (0..INDEX_KINDS.len()).filter(asked).filter(kept)
    }
}

impl Node {
    fn collect<'a>(&'a self, phrases: &mut Vec<&'a Phrase>) {
        match self {
            Self::Phrase(phrase) => phrases.push(phrase),
            Self::And { all: nodes, .. } | Self::Or(nodes) => {
                nodes.iter().for_each(|node| node.collect(phrases));
            }
        }
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    terms: usize,
    query: Query,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, kind: &TokenKind) -> Option<&'a Token> {
        let token = self.peek().filter(|token| token.kind == *kind)?;
        self.at += 1;
        Some(token)
    }

    /// `None` where only filters, or words without letters, stand.
    fn or(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        if depth > DEPTH_MAX {
            return Err(QueryError::TooLong);
        }
        let has_or = self.has_or();
        let first = self.at;
        let mut nodes: Vec<Node> = self.and(depth, has_or)?.into_iter().collect();
        let empty = self.at == first;
        while let Some(or) = self.take(&TokenKind::Or) {
            let start = self.at;
            let node = self.and(depth, true)?;
            if empty || self.at == start {
                return Err(QueryError::Operator { position: or.position, operator: "OR" });
            }
            nodes.extend(node);
        }
        Ok(if nodes.len() > 1 { Some(Node::Or(nodes)) } else { nodes.pop() })
    }

    /// Returns whether an OR stands on this level, from here to its end.
    fn has_or(&self) -> bool {
        let mut depth = 0_i64;
        let level = self.tokens[self.at..].iter().take_while(|token| {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth -= 1,
                _ => {}
            }
            depth >= 0
        });
        let mut inner = 0_i64;
        let mut found = false;
        for token in level {
            match token.kind {
                TokenKind::Open => inner += 1,
                TokenKind::Close => inner -= 1,
                TokenKind::Or if inner == 0 => found = true,
                _ => {}
            }
        }
        found
    }

    fn and(&mut self, depth: usize, in_or: bool) -> Result<Option<Node>, QueryError> {
        let (mut all, mut none, mut left_out_at) = (Vec::new(), Vec::new(), None);
        let mut joiner: Option<usize> = None;
        while let Some(token) = self.peek() {
            match &token.kind {
                TokenKind::Or | TokenKind::Close => break,
                TokenKind::And => {
                    if self.at == 0 || joiner.is_some() {
                        return Err(QueryError::Operator {
                            position: token.position,
                            operator: "AND",
                        });
                    }
                    self.at += 1;
                    joiner = Some(token.position);
                    continue;
                }
                TokenKind::Not => {
                    self.at += 1;
                    left_out_at = Some(token.position);
                    let lacks = QueryError::Operator { position: token.position, operator: "NOT" };
                    let next = self.peek().ok_or(lacks)?;
                    if self.left_out_kind(next, depth > 0 || in_or)? {
                        left_out_at = None;
                    } else {
                        none.extend(self.unary(token.position, depth)?);
                    }
                }
                TokenKind::Field(name) if FILTERS.contains(&name.as_str()) => {
                    self.filter(token, name, depth > 0 || in_or)?;
                }
                _ => all.extend(self.unary(token.position, depth)?),
            }
            joiner = None;
        }
        if let Some(position) = joiner {
            return Err(QueryError::Operator { position, operator: "AND" });
        }
        if let (Some(position), true) = (left_out_at, all.is_empty()) {
            return Err(QueryError::OnlyLeftOut { position });
        }
        join_affixes(&mut all);
        Ok(if all.len() > 1 || !none.is_empty() {
            Some(Node::And { all, none })
        } else {
            all.pop()
        })
    }

    fn unary(&mut self, position: usize, depth: usize) -> Result<Option<Node>, QueryError> {
        let lacks = QueryError::Operator { position, operator: "NOT" };
        let token = self.peek().ok_or(lacks.clone())?;
        self.at += 1;
        match &token.kind {
            TokenKind::Open => {
                let node = self.or(depth + 1)?;
                let unpaired = QueryError::Unpaired { position: token.position, mark: '(' };
                self.take(&TokenKind::Close).map(|_| node).ok_or(unpaired)
            }
            TokenKind::Text { text, prefix, quoted } => {
                self.phrase(None, text, (*prefix, *quoted), token.position)
            }
            TokenKind::Field(name) => {
                if FILTERS.contains(&name.as_str()) {
                    let name = name.clone();
                    return Err(QueryError::Filter { position: token.position, name });
                }
                let column = column_named(name).ok_or_else(|| QueryError::UnknownField {
                    position: token.position,
                    name: name.clone(),
                })?;
                let (text, style, position) = self.value(token)?;
                self.phrase(Some(column), text, style, position)
            }
            _ => Err(lacks),
        }
    }

    /// The text behind `field:`; the lexer makes a field only where one follows.
    fn value(&mut self, field: &Token) -> Result<(&'a str, (bool, bool), usize), QueryError> {
        match self.peek() {
            Some(Token { kind: TokenKind::Text { text, prefix, quoted }, position }) => {
                self.at += 1;
                Ok((text, (*prefix, *quoted), *position))
            }
            _ => Err(QueryError::Operator { position: field.position, operator: ":" }),
        }
    }

    fn left_out_kind(&mut self, token: &Token, inside: bool) -> Result<bool, QueryError> {
        match &token.kind {
            TokenKind::Field(name) if name == "kind" && !inside => {
                self.at += 1;
                let (text, _, position) = self.value(token)?;
                self.query.kinds_left_out.push(kind(text, position)?);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn filter(&mut self, token: &Token, name: &str, inside: bool) -> Result<(), QueryError> {
        let twice = QueryError::Filter { position: token.position, name: name.to_owned() };
        if inside {
            return Err(twice);
        }
        self.at += 1;
        let (text, _, position) = self.value(token)?;
        match name {
            // `kind:claim kind:note` means either: nothing is both.
            "kind" => {
                for name in text.split([',', '،']) {
                    self.query.kinds.get_or_insert_default().push(kind(name, position)?);
                }
            }
            "date" => {
                let days = Days::read(fold(text).text());
                let error = || QueryError::Date { position, text: text.to_owned() };
                if self.query.days.replace(days.ok_or_else(error)?).is_some() {
                    return Err(twice);
                }
            }
            _ => {
                let word = language_word(text);
                let error = || QueryError::Language { position, text: text.to_owned() };
                if self.query.language.replace(word.ok_or_else(error)?).is_some() {
                    return Err(twice);
                }
            }
        }
        Ok(())
    }

    fn phrase(
        &mut self,
        column: Option<usize>,
        text: &str,
        (prefix, quoted): (bool, bool),
        position: usize,
    ) -> Result<Option<Node>, QueryError> {
        let forms = forms(text);
        let Some(last) = forms.first().and_then(|form| form.last()) else {
            return if prefix { Err(QueryError::Star { position }) } else { Ok(None) };
        };
        if prefix && last.chars().count() < PREFIX_CHARS_MIN {
            return Err(QueryError::Star { position });
        }
        self.terms += forms[0].len();
        if self.terms > TERMS_MAX {
            return Err(QueryError::TooLong);
        }
        Ok(Some(Node::Phrase(Phrase { column, forms, prefix, bare: !quoted })))
    }
}

fn kind(name: &str, position: usize) -> Result<usize, QueryError> {
    let found = kind_named(&name.to_ascii_lowercase());
    found.ok_or_else(|| QueryError::UnknownKind { position, name: name.to_owned() })
}

/// Returns the words of a text, and the other ways in which a text may have them: what the fold
/// joins at a half space may stand with a space, and affixes with a space may stand joined.
fn forms(text: &str) -> Vec<Vec<String>> {
    let cut = |text: &str| -> Vec<String> {
        words(fold(text).text()).map(|word| word.text.to_owned()).collect()
    };
    let mut forms = vec![cut(text)];
    if text.contains('\u{200c}') {
        forms.push(cut(&text.replace('\u{200c}', " ")));
    }
    let mut joined: Vec<String> = Vec::new();
    let mut open = true;
    for word in &forms[0] {
        match joined.last_mut() {
            Some(left) if open && may_join(left, word) => {
                left.push_str(word);
                open = false;
            }
            _ => {
                joined.push(word.clone());
                open = true;
            }
        }
    }
    if !forms.contains(&joined) {
        forms.push(joined);
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// Lets `می روم` find `می‌روم` too: two words beside each other of which one is an affix, or two
/// words alone, may also stand joined.
fn join_affixes(all: &mut Vec<Node>) {
    let alone = all.len() == 2;
    let mut at = 0;
    while at + 1 < all.len() {
        let joined = match (&all[at], &all[at + 1]) {
            (Node::Phrase(left), Node::Phrase(right)) => joined(left, right, alone),
            _ => None,
        };
        if let Some(joined) = joined {
            let right = all.remove(at + 1);
            let apart = Node::And { all: vec![all[at].clone(), right], none: Vec::new() };
            all[at] = Node::Or(vec![apart, Node::Phrase(joined)]);
        }
        at += 1;
    }
}

fn joined(left: &Phrase, right: &Phrase, alone: bool) -> Option<Phrase> {
    let bare = left.bare && right.bare && !left.prefix && left.column == right.column;
    let ([a], [b]) = (&*left.forms[0], &*right.forms[0]) else { return None };
    let may = may_join(a, b) || (alone && is_arabic(a) && is_arabic(b));
    (bare && may).then(|| Phrase { forms: vec![vec![format!("{a}{b}")]], ..right.clone() })
}
