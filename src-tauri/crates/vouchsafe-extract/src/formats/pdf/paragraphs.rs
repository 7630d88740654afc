//! Lines to paragraphs: by the space between them, their size, and how they are set in.

use super::direction::{Area, Unit};
use super::lines::{Line, Region};
use crate::BlockKind;

/// A heading has at most so many lines.
const HEADING_LINES: usize = 3;

/// And at most so many characters.
const HEADING_CHARS: usize = 240;

/// How much larger than most of the page a heading is.
const HEADING_RATIO: f32 = 1.12;

/// Lines that belong together.
#[derive(Debug)]
pub struct Paragraph<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Of a heading, its level.
    pub level: Option<u8>,
    lines: Vec<&'a Line>,
}

impl Paragraph<'_> {
    /// Returns its text, line by line.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| text_of(line)).collect();
        lines.join("\n")
    }

    /// Returns its words: where each begins and ends in the text, in characters, and where it
    /// stands on the page.
    pub fn words(&self) -> Vec<(u64, u64, Area)> {
        let mut words: Vec<(u64, u64, Area)> = Vec::new();
        let mut at = 0;
        for line in &self.lines {
            let mut is_open = false;
            for unit in &line.units {
                let length = unit.text.chars().count() as u64;
                match unit.area() {
                    None => is_open = false,
                    Some(area) => {
                        let area = on_page(line, area);
                        match words.last_mut().filter(|_| is_open) {
                            Some((_, end, whole)) => {
                                *end = at + length;
                                *whole = both(*whole, area);
                            }
                            None => words.push((at, at + length, area)),
                        }
                        is_open = true;
                    }
                }
                at += length;
            }
            at += 1;
        }
        words
    }
}

fn on_page(line: &Line, area: Area) -> Area {
    let (x0, y0, x1, y1) = line.turn.on_page(area.x0, area.y0, area.x1, area.y1);
    Area { x0, y0, x1, y1 }
}

fn both(a: Area, b: Area) -> Area {
    Area { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) }
}

fn text_of(line: &Line) -> String {
    line.units.iter().map(|unit: &Unit| unit.text.as_str()).collect()
}

/// Returns a page's paragraphs, in the order of its regions.
pub fn of_page(regions: &[Region]) -> Vec<Paragraph<'_>> {
    let body = body_size(regions);
    let mut paragraphs = Vec::new();
    for region in regions {
        let leading = leading(&region.lines);
        let from = region.lines.iter().map(|line| line.from).fold(f32::MAX, f32::min);
        let to = region.lines.iter().map(|line| line.to).fold(f32::MIN, f32::max);
        let mut open: Vec<&Line> = Vec::new();
        for line in &region.lines {
            let goes_on = open.last().is_some_and(|last| !parts(last, line, leading, (from, to)));
            if !goes_on && !open.is_empty() {
                paragraphs.push(paragraph(std::mem::take(&mut open), body));
            }
            open.push(line);
        }
        if !open.is_empty() {
            paragraphs.push(paragraph(open, body));
        }
    }
    paragraphs
}

/// Whether a new paragraph begins between two lines of a region that reaches from one edge to the
/// other.
fn parts(above: &Line, below: &Line, leading: f32, (from, to): (f32, f32)) -> bool {
    let drop = below.base - above.last_base;
    let size = above.size.max(below.size);
    if above.has_cells || below.has_cells || above.is_rtl != below.is_rtl {
        return true;
    }
    if above.size.min(below.size) / size < 0.9 || drop > leading * 1.25 || drop < 0.0 {
        return true;
    }
    if begins_item(below) {
        return true;
    }
    // Set in, seen from the side where lines begin.
    let inset = |line: &Line| if line.is_rtl { to - line.to } else { line.from - from };
    let short = |line: &Line| if line.is_rtl { line.from - from } else { to - line.to };
    let is_set_in = inset(below) > inset(above) + size * 0.8 && inset(below) < size * 5.0;
    let ends = text_of(above).ends_with(['.', '?', '!', ':', '؟', '۔', '»', '”', '"']);
    ends && (is_set_in || short(above) > (to - from) * 0.3)
}

/// Whether a line begins an item of a list: a bullet, or a short number with a sign after it.
fn begins_item(line: &Line) -> bool {
    let text = text_of(line);
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '‣' | '◦' | '▪' | '●' | '■' | '–' | '—' | '-' | '*') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_numeric() => {
            let rest = text.trim_start_matches(char::is_numeric);
            let digits = text.chars().count() - rest.chars().count();
            digits <= 3
                && rest.starts_with([')', '.'])
                && rest.chars().nth(1).is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}

fn paragraph(lines: Vec<&Line>, body: f32) -> Paragraph<'_> {
    let length: usize = lines.iter().map(|line| line.units.len()).sum();
    let ratio = lines[0].size / body.max(0.1);
    let is_heading = ratio >= HEADING_RATIO
        && lines.len() <= HEADING_LINES
        && length <= HEADING_CHARS
        && !lines[0].has_cells;
    let (kind, level) = if is_heading {
        let level = if ratio >= 1.7 {
            1
        } else if ratio >= 1.3 {
            2
        } else {
            3
        };
        (BlockKind::Heading, Some(level))
    } else if lines[0].has_cells {
        (BlockKind::TableRow, None)
    } else if begins_item(lines[0]) {
        (BlockKind::ListItem, Some(1))
    } else {
        (BlockKind::Paragraph, None)
    };
    Paragraph { kind, level, lines }
}

/// Returns the size that most letters of a page have.
fn body_size(regions: &[Region]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for line in regions.iter().flat_map(|region| &region.lines) {
        match sizes.iter().position(|(size, _)| (*size - line.size).abs() < 0.25) {
            Some(at) => sizes[at].1 += line.units.len(),
            None if sizes.len() < 100 => sizes.push((line.size, line.units.len())),
            None => {}
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(1.0, |(size, _)| size)
}

/// Returns how far lines of one paragraph are apart: what the nearer half of a region's lines
/// agree on, but never less than letters are high.
fn leading(lines: &[Line]) -> f32 {
    let mut drops: Vec<f32> = lines
        .windows(2)
        .map(|pair| pair[1].base - pair[0].last_base)
        .filter(|drop| *drop > 0.0)
        .collect();
    drops.sort_by(f32::total_cmp);
    let size = lines.iter().map(|line| line.size).fold(0.0, f32::max);
    match drops.get(drops.len() / 4) {
        Some(drop) => drop.clamp(size * 0.9, size * 2.2),
        None => size * 1.3,
    }
}
