//! The letters of a page and where they stand, as the page draws them.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::page::Page;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::about::text_string;

/// The most letters of a page; a full newspaper page has some 60,000.
const MAX_GLYPHS: usize = 300_000;

/// How deep marked content is followed.
const MAX_MARKS: usize = 64;

/// How many of a page's units a glyph is high: an em.
const EM: f64 = 1_000.0;

/// Which way a line of glyphs runs on the page, in quarter turns clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    None,
    Right,
    Over,
    Left,
}

/// A letter, or what stands for several, in the frame of its line: `along` the line, `across` it
/// downwards.
#[derive(Debug, Clone)]
pub struct Glyph {
    /// Its text, in the order in which it is read.
    pub text: String,
    /// How the frame is turned against the page.
    pub turn: Turn,
    /// Where it begins, along the line.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// Where its base line is.
    pub base: f32,
    /// How high its font is.
    pub size: f32,
    /// Whether it stands over or under another letter.
    pub is_mark: bool,
}

impl Glyph {
    /// Whether it parts words.
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Whether two glyphs are a letter and the mark on it, and the file gives the text of both for
    /// each.
    fn is_cluster_with(&self, other: &Self) -> bool {
        let width = (self.to - self.from).min(other.to - other.from);
        self.text == other.text
            && self.text.chars().nth(1).is_some_and(is_combining_mark)
            && width < self.size * 0.05
    }

    /// Returns its middle, along the line.
    pub fn middle(&self) -> f32 {
        self.from.midpoint(self.to)
    }
}

/// What a page's drawing holds.
#[derive(Debug, Default)]
pub struct Found {
    /// Its letters, in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// How many of them the file does not say the letter of.
    pub unknown: usize,
    /// Whether there were more than are read.
    pub is_cut: bool,
}

/// Returns the letters of a page.
pub fn of_page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Found {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, bounds, cache, page.xref(), settings);
    let mut reader = Reader { found: Found::default(), bounds, marks: Vec::new() };
    interpret_page(page, &mut context, &mut reader);
    reader.found.glyphs.dedup_by(|next, last| {
        let is_cluster = last.is_cluster_with(next);
        if is_cluster && next.to - next.from > last.to - last.from {
            std::mem::swap(next, last);
        }
        is_cluster
    });
    reader.found
}

/// A device that draws nothing and remembers letters.
struct Reader {
    found: Found,
    bounds: Rect,
    /// Where marked content began, and the text that is given for it.
    marks: Vec<(usize, Option<String>)>,
}

impl Reader {
    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, is_vertical: bool) {
        if self.found.glyphs.len() >= MAX_GLYPHS {
            self.found.is_cut = true;
            return;
        }
        let (text, advance, outline) = match &**glyph {
            Drawn::Outline(one) => (one.as_unicode(), one.advance_width(), Some(one)),
            Drawn::Type3(one) => (one.as_unicode(), one.advance_width(), None),
        };
        let text = match text {
            Some(BfString::Char(c)) => readable(&c.to_string()),
            Some(BfString::String(text)) => readable(&text),
            // What draws nothing and says nothing is a space.
            None if outline.is_some_and(|one| one.outline().is_empty()) => " ".to_owned(),
            None => {
                self.found.unknown += 1;
                "\u{fffd}".to_owned()
            }
        };
        if text.is_empty() {
            return;
        }
        let transform = transform * glyph.transform();
        let advance = advance.map_or(EM / 2.0, f64::from);
        let is_mark = text.chars().all(is_combining_mark);
        let (mut left, mut right) = (0.0, advance);
        if let (true, Some(one)) = (is_mark, outline) {
            // A mark is where it is drawn, not where the pen is.
            let drawn = one.outline().bounding_box();
            (left, right) = (drawn.x0, drawn.x1);
        }
        let start = transform * Point::new(left, 0.0);
        let end = if is_vertical {
            transform * Point::new(left, -EM)
        } else {
            transform * Point::new(right, 0.0)
        };
        let up = transform * Point::new(left, EM) - start;
        self.place(text, (start, end), up.hypot(), is_mark);
    }

    fn place(&mut self, text: String, (start, end): (Point, Point), size: f64, is_mark: bool) {
        let is_sound = [start.x, start.y, end.x, end.y, size].iter().all(|one| one.is_finite());
        // Half a point outside is still on the page; what is further nobody sees.
        let is_seen = self.bounds.inflate(0.5, 0.5).contains(start.midpoint(end));
        if !is_sound || !is_seen || size <= 0.0 {
            return;
        }
        let along = end - start;
        let turn = if along.x.abs() >= along.y.abs() {
            if along.x >= 0.0 { Turn::None } else { Turn::Over }
        } else if along.y >= 0.0 {
            Turn::Right
        } else {
            Turn::Left
        };
        let (from, base) = turn.frame(start);
        let (to, _) = turn.frame(end);
        let (from, to) = (from.min(to), from.max(to));
        self.found.glyphs.push(Glyph { text, turn, from, to, base, size: narrow(size), is_mark });
    }

    /// Puts the text that a file gives for what was drawn since `start` in its place.
    fn replace(&mut self, start: usize, text: &str) {
        let text = readable(text);
        let drawn = &self.found.glyphs[start..];
        let Some(first) = drawn.first().cloned() else { return };
        let is_one_line = drawn
            .iter()
            .all(|one| one.turn == first.turn && (one.base - first.base).abs() < first.size);
        let is_known = drawn.iter().all(|one| !one.text.contains('\u{fffd}'));
        let is_whole_text = text.split_whitespace().count() > 1;
        if !is_one_line || text.is_empty() || (is_known && is_whole_text) {
            return;
        }
        let unknown = drawn.iter().filter(|one| one.text == "\u{fffd}").count();
        let from = drawn.iter().map(|one| one.from).fold(f32::MAX, f32::min);
        let to = drawn.iter().map(|one| one.to).fold(f32::MIN, f32::max);
        self.found.unknown = self.found.unknown.saturating_sub(unknown);
        self.found.glyphs.truncate(start);
        self.found.glyphs.push(Glyph { text, from, to, ..first });
    }
}

impl Turn {
    /// Returns a place on the page in the frame of lines that run this way.
    fn frame(self, point: Point) -> (f32, f32) {
        let (x, y) = (narrow(point.x), narrow(point.y));
        match self {
            Self::None => (x, y),
            Self::Right => (y, -x),
            Self::Over => (-x, -y),
            Self::Left => (-y, x),
        }
    }

    /// Returns a rectangle in the frame as one on the page: left, top, right, bottom.
    pub fn on_page(self, from: f32, top: f32, to: f32, bottom: f32) -> (f32, f32, f32, f32) {
        match self {
            Self::None => (from, top, to, bottom),
            Self::Right => (-bottom, from, -top, to),
            Self::Over => (-to, -bottom, -from, -top),
            Self::Left => (top, -to, bottom, -from),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a page needs no more digits")]
fn narrow(value: f64) -> f32 {
    value as f32
}

/// Returns letters as they are typed: no forms for the middle of a word, no ligatures, no control
/// characters.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                out.extend(std::iter::once(c).nfkc());
            }
            '\t' | '\n' | '\r' | '\u{a0}' => out.push(' '),
            '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{202a}'..='\u{202e}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    // The isolated form of a mark is a space with the mark.
    if out.chars().count() > 1 && out.chars().skip(1).all(is_combining_mark) {
        out = out.trim_start().to_owned();
    }
    if out.is_empty() && text.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) {
        // A letter of the font's own making.
        out.push('\u{fffd}');
    }
    out
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        // Text that is not drawn counts: it is what a scan was recognised to say.
        let is_vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform, is_vertical);
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties
            .and_then(|all| all.get::<PdfString<'_>>("ActualText"))
            .map(|text| text_string(text.as_bytes()));
        if self.marks.len() < MAX_MARKS {
            self.marks.push((self.found.glyphs.len(), text));
        }
    }

    fn end_marked_content(&mut self) {
        if let Some((start, Some(text))) = self.marks.pop() {
            self.replace(start, &text);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
