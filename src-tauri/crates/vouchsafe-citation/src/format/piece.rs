//! What the renderer returns, as a flat list: stretches of text with their looks, and blocks.

use citationberg::{Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::date::FIRST_WORDS;
use super::mark::{self, Part, Tag};

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) light: bool,
    pub(super) small_caps: bool,
    pub(super) underline: bool,
    pub(super) superscript: bool,
    pub(super) subscript: bool,
}

/// A part of an entry that stands by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph of its own.
    Own,
    /// A paragraph of its own, indented.
    Indented,
    /// The number or label in the margin.
    Margin,
    /// What stands beside the margin.
    Beside,
}

/// One piece of a citation or an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Text {
        text: String,
        look: Look,
        /// Where it leads, if it does.
        link: Option<String>,
        /// Which rendered date it belongs to, counted from 1; 0 for none.
        date: u32,
    },
    Open(Block),
    Close(Block),
    /// A cite of the cluster begins or ends: its place in the request.
    Cite(usize),
    CiteEnd(usize),
    /// The first names of a cite begin or end.
    Names,
    NamesEnd,
}

impl Piece {
    pub(super) fn text(text: &str) -> Self {
        Self::Text { text: text.to_owned(), look: Look::default(), link: None, date: 0 }
    }
}

/// Returns whether `c` belongs to a script written from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(u32::from(c),
        0x590..=0x65F | 0x66D..=0x6EF | 0x6FA..=0x8FF
        | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Returns whether the first letter of the pieces is written from right to left.
pub(super) fn starts_rtl(pieces: &[Piece]) -> bool {
    let letters = pieces.iter().filter_map(|piece| match piece {
        Piece::Text { text, .. } => text.chars().find(|c| c.is_alphabetic()),
        _ => None,
    });
    letters.into_iter().next().is_some_and(is_rtl)
}

/// Flattens what the renderer returned and undoes what [`mark`] did.
pub(super) struct Flattening<'run> {
    words: &'run [String],
    pieces: Vec<Piece>,
    dates: u32,
    inside: u32,
    tags: Vec<Tag>,
    names: bool,
}

impl<'run> Flattening<'run> {
    /// `words` are the dates in words, see [`super::date`].
    pub(super) fn new(words: &'run [String]) -> Self {
        Self { words, pieces: Vec::new(), dates: 0, inside: 0, tags: Vec::new(), names: false }
    }

    pub(super) fn block(&mut self, block: Block, child: &ElemChild) {
        self.pieces.push(Piece::Open(block));
        self.child(child);
        self.pieces.push(Piece::Close(block));
    }

    pub(super) fn open(&mut self, block: Block) {
        self.pieces.push(Piece::Open(block));
    }

    pub(super) fn close(&mut self, block: Block) {
        self.pieces.push(Piece::Close(block));
    }

    pub(super) fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            self.child(child);
        }
    }

    pub(super) fn finish(self) -> Vec<Piece> {
        let mut pieces = self.pieces;
        pieces.retain(|piece| !matches!(piece, Piece::Text { text, .. } if text.is_empty()));
        pieces
    }

    fn child(&mut self, child: &ElemChild) {
        match child {
            ElemChild::Text(text) => self.text(&text.text, text.formatting, None),
            ElemChild::Link { text, url } => {
                let url = mark::plain(url);
                self.text(&text.text, text.formatting, Some(&url));
            }
            ElemChild::Elem(elem) => self.elem(elem),
            ElemChild::Markup(text) => self.text(text, Formatting::default(), None),
            ElemChild::Transparent { .. } => {}
        }
    }

    fn elem(&mut self, elem: &Elem) {
        let block = elem.display.map(|display| match display {
            Display::Block => Block::Own,
            Display::Indent => Block::Indented,
            Display::LeftMargin => Block::Margin,
            Display::RightInline => Block::Beside,
        });
        let outside = self.inside;
        self.pieces.extend(block.map(Piece::Open));
        let mut names = false;
        match elem.meta {
            Some(ElemMeta::Date) => {
                self.dates += 1;
                self.inside = self.dates;
            }
            Some(ElemMeta::Entry(place)) => {
                self.names = true;
                self.pieces.push(Piece::Cite(place));
            }
            Some(ElemMeta::Names(_)) if self.names => {
                self.names = false;
                names = true;
                self.pieces.push(Piece::Names);
            }
            _ => {}
        }
        self.children(&elem.children);
        if let Some(ElemMeta::Entry(place)) = elem.meta {
            self.pieces.push(Piece::CiteEnd(place));
        }
        if names {
            self.pieces.push(Piece::NamesEnd);
        }
        self.inside = outside;
        self.pieces.extend(block.map(Piece::Close));
    }

    fn text(&mut self, text: &str, formatting: Formatting, link: Option<&str>) {
        for part in mark::decode(text) {
            match part {
                Part::Open(tag) => self.tags.push(tag),
                Part::Close => drop(self.tags.pop()),
                Part::Text(text) => {
                    let text = if self.inside > 0 { self.wording(text) } else { text };
                    let look = looks(formatting, &self.tags);
                    self.pieces.push(Piece::Text {
                        text,
                        look,
                        link: link.map(str::to_owned),
                        date: self.inside,
                    });
                }
            }
        }
    }

    /// Puts the words of a date back in place of the year that stood for them.
    fn wording(&self, text: String) -> String {
        let mut rest = text.as_str();
        let mut out = String::new();
        while let Some(at) = rest.find('3') {
            let year = rest.get(at..at + 5).and_then(|year| year.parse::<usize>().ok());
            let first = usize::try_from(FIRST_WORDS).unwrap_or_default();
            let word = year.and_then(|year| self.words.get(year.checked_sub(first)?));
            let end = if word.is_some() { at + 5 } else { at + 1 };
            out.push_str(&rest[..at]);
            out.push_str(word.map_or(&rest[at..end], String::as_str));
            rest = &rest[end..];
        }
        if out.is_empty() && rest.len() == text.len() { text } else { out + rest }
    }
}

/// Returns the looks of text inside `tags`: the same emphasis twice is none.
fn looks(formatting: Formatting, tags: &[Tag]) -> Look {
    let mut look = Look {
        italic: formatting.font_style == FontStyle::Italic,
        bold: formatting.font_weight == FontWeight::Bold,
        light: formatting.font_weight == FontWeight::Light,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        underline: formatting.text_decoration == TextDecoration::Underline,
        superscript: formatting.vertical_align == VerticalAlign::Sup,
        subscript: formatting.vertical_align == VerticalAlign::Sub,
    };
    for tag in tags {
        match tag {
            Tag::Italic => look.italic = !look.italic,
            Tag::Bold => look.bold = !look.bold,
            Tag::Superscript => look.superscript = !look.superscript,
            Tag::Subscript => look.subscript = !look.subscript,
            Tag::SmallCaps => look.small_caps = !look.small_caps,
            Tag::Plain => look = Look::default(),
            Tag::NoCase => {}
        }
    }
    look
}

/// Takes out a comma that nothing follows: `(2007,)`.
pub(super) fn tidy(pieces: &mut [Piece]) {
    let mut comma: Option<usize> = None;
    for at in 0..pieces.len() {
        let Piece::Text { text, .. } = &mut pieces[at] else { continue };
        if text.contains(",)") {
            *text = text.replace(",)", ")");
        }
        let (closes, ends) = (text.starts_with(')'), text.ends_with(','));
        if let Some(Piece::Text { text, .. }) = comma.filter(|_| closes).map(|at| &mut pieces[at]) {
            text.pop();
        }
        comma = ends.then_some(at);
    }
}

/// Returns the pieces of words given by a person, with their inline markup.
pub(super) fn from_field(field: &str) -> Vec<Piece> {
    let mut flattening = Flattening::new(&[]);
    flattening.text(&mark::encode(field), Formatting::default(), None);
    flattening.finish()
}
