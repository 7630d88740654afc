//! From the order in which letters stand on a line to the order in which they are read.
//!
//! Letters are taken as they stand, from left to right, whatever order the file draws them in:
//! files differ, places do not lie. Reading order is then the bidirectional algorithm run
//! backwards: a line from right to left is turned around, and its numbers and Latin words turned
//! back. Where a number stands between Latin and Persian in a line from left to right, two orders
//! look the same; the number is then read with the Latin.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::glyphs::Glyph;
use super::lines::Region;

/// A rectangle, in points: in a line's frame, or on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

/// What cannot be parted in a line: a letter with its marks, a ligature, or the blank between
/// words.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its text.
    pub text: String,
    /// Whether it runs from right to left.
    pub is_rtl: bool,
    area: Option<Area>,
}

impl Unit {
    /// Returns the unit of a letter.
    pub fn of(glyph: &Glyph) -> Self {
        let area = Area {
            x0: glyph.from,
            y0: glyph.base - glyph.size * 0.8,
            x1: glyph.to,
            y1: glyph.base + glyph.size * 0.25,
        };
        Self { text: glyph.text.clone(), is_rtl: false, area: Some(area) }
    }

    /// Returns a blank between words or cells.
    pub fn blank(text: &str) -> Self {
        Self { text: text.to_owned(), is_rtl: false, area: None }
    }

    /// Returns where it stands, in the frame of its line; a blank stands nowhere.
    pub fn area(&self) -> Option<Area> {
        self.area
    }

    /// Whether a letter is this one, drawn once more in nearly the same place.
    pub fn is_drawn_again(&self, glyph: &Glyph) -> bool {
        self.text == glyph.text
            && self.area.is_some_and(|area| {
                let width = (glyph.to - glyph.from).max(glyph.size * 0.1);
                (glyph.from - area.x0).abs() < width * 0.3
                    && (glyph.base - glyph.size * 0.8 - area.y0).abs() < glyph.size * 0.1
            })
    }
}

fn is_rtl_class(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether most letters of a page run from right to left.
pub fn is_mostly_rtl<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut rtl, mut ltr) = (0usize, 0usize);
    for c in texts.flat_map(str::chars) {
        match bidi_class(c) {
            BidiClass::R | BidiClass::AL => rtl += 1,
            BidiClass::L => ltr += 1,
            _ => {}
        }
    }
    rtl > ltr
}

/// Whether a line runs from right to left: its letters say so, and where it has none, the page.
pub fn is_rtl_line<'a>(units: impl Iterator<Item = &'a Unit> + Clone, is_rtl_page: bool) -> bool {
    let mut letters = units
        .clone()
        .filter_map(|unit| unit.text.chars().next())
        .filter(|c| matches!(bidi_class(*c), BidiClass::L | BidiClass::R | BidiClass::AL));
    if is_rtl_page {
        // A line of Latin alone, on a Persian page, is Latin.
        let has_any = letters.clone().next().is_some();
        !has_any || letters.any(is_rtl_class)
    } else {
        is_mostly_rtl(units.map(|unit| unit.text.as_str()))
    }
}

/// Returns a line's units in the order in which they are read; they come as they stand, from left
/// to right.
pub fn in_reading_order(units: Vec<Unit>, is_rtl: bool) -> Vec<Unit> {
    if !units.iter().any(|unit| unit.text.chars().any(is_rtl_class)) && !is_rtl {
        return units;
    }
    if is_rtl {
        return turned(units);
    }
    // A line from left to right: only the runs in it that go the other way are turned around.
    let levels = levels(&units, Level::ltr());
    let mut out = Vec::with_capacity(units.len());
    let mut run = Vec::new();
    for (unit, level) in units.into_iter().zip(levels) {
        if level.number() >= 1 {
            run.push(unit);
        } else {
            out.extend(turned(std::mem::take(&mut run)));
            out.push(unit);
        }
    }
    out.extend(turned(run));
    out
}

/// Returns units from right to left, with the numbers and Latin words in them from left to right.
fn turned(mut units: Vec<Unit>) -> Vec<Unit> {
    units.reverse();
    let mut levels = levels(&units, Level::rtl());
    join_numbers(&units, &mut levels);
    let mut start = 0;
    while start < units.len() {
        let is_ltr = levels[start].is_ltr();
        let length = levels[start..].iter().take_while(|level| level.is_ltr() == is_ltr).count();
        if is_ltr {
            units[start..start + length].reverse();
        } else {
            units[start..start + length].iter_mut().for_each(|unit| unit.is_rtl = true);
        }
        start += length;
    }
    units
}

/// Makes a number one run with the Latin words right before it: `March 2024` looks the same on a
/// line from right to left whether the number was typed after the word or before it, and with a
/// word of the same script and digits of the same kind it is rather after.
fn join_numbers(units: &[Unit], levels: &mut [Level]) {
    // The units are turned around: the number comes first, and what comes first is its end.
    let first = |unit: &Unit| unit.text.chars().next().unwrap_or(' ');
    for at in 1..units.len().saturating_sub(1) {
        let is_between = units[at].text == " "
            && first(&units[at - 1]).is_ascii_digit()
            && bidi_class(first(&units[at + 1])) == BidiClass::L;
        if is_between {
            levels[at] = levels[at + 1];
        }
    }
}

/// Returns the embedding level of each unit.
fn levels(units: &[Unit], base: Level) -> Vec<Level> {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(units.len());
    for unit in units {
        starts.push(text.len());
        text.push_str(&unit.text);
    }
    let found = BidiInfo::new(&text, Some(base));
    starts.into_iter().map(|start| found.levels.get(start).copied().unwrap_or(base)).collect()
}

/// Puts a mark on the letter that it stands over or under.
pub fn set_mark<'a>(units: impl Iterator<Item = &'a mut Unit>, mark: &Glyph) {
    let middle = mark.middle();
    let distance = |area: Area| (area.x0 - middle).max(middle - area.x1).max(0.0);
    let nearest = units
        .filter_map(|unit| unit.area.map(|area| (distance(area), unit)))
        .filter(|(distance, _)| *distance < mark.size * 0.5)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, unit)) = nearest
        && !unit.text.ends_with(&mark.text)
    {
        unit.text.push_str(&mark.text);
    }
}

const BRACKETS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›')];

/// Makes brackets in text from right to left open and close as they are typed.
///
/// Files differ: some say which character a bracket is, some which shape it has, and in such text
/// that is the other one. Which it is shows in most of a page's pairs.
pub fn mirror_brackets(regions: &mut [Region]) {
    let (mut as_typed, mut as_drawn) = (0usize, 0usize);
    let lines = || regions.iter().flat_map(|region| &region.lines);
    for line in lines() {
        let mut open: Option<usize> = None;
        let mut closed: Option<usize> = None;
        for c in line.units.iter().filter(|unit| unit.is_rtl).flat_map(|unit| unit.text.chars()) {
            if let Some(pair) = BRACKETS.iter().position(|(left, _)| *left == c) {
                as_drawn += usize::from(closed.take() == Some(pair));
                open = Some(pair);
            } else if let Some(pair) = BRACKETS.iter().position(|(_, right)| *right == c) {
                as_typed += usize::from(open.take() == Some(pair));
                closed = Some(pair);
            }
        }
    }
    if as_drawn <= as_typed {
        return;
    }
    let units = regions.iter_mut().flat_map(|region| &mut region.lines);
    for unit in units.flat_map(|line| &mut line.units).filter(|unit| unit.is_rtl) {
        unit.text = unit.text.chars().map(mirrored).collect();
    }
}

fn mirrored(c: char) -> char {
    BRACKETS
        .iter()
        .find_map(|&(left, right)| match c {
            c if c == left => Some(right),
            c if c == right => Some(left),
            _ => None,
        })
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text as it stands on a line, letter by letter.
    fn as_it_stands(text: &str, is_rtl: bool) -> Vec<Unit> {
        let level = if is_rtl { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(level));
        let paragraph = &info.paragraphs[0];
        let stands = info.reorder_line(paragraph, paragraph.range.clone());
        stands.chars().map(|c| Unit::blank(&c.to_string())).collect()
    }

    #[test]
    fn reading_order_is_what_was_typed() {
        for (text, is_rtl) in [
            ("شعبهٔ دوم دادگاه", true),
            ("در تاریخ ۱۶ اسفند ۱۴۰۲ صادر شد", true),
            ("پروندهٔ 41/1402 به تاریخ ۱۴۰۲/۱۲/۱۶ است.", true),
            ("روزنامهٔ Nimbar Courier نوشت: ۹ نفر", true),
            ("ردیف ۱-۴ و 3.5 درصد", true),
            ("تلفن 021-5555", true),
            ("The word دادگاه means court", false),
            ("Rows ۱۲ and سند دوم here", false),
            ("در 6 March 2024 و پس از آن", true),
            ("عدد ۷ Nimbar", true),
            ("plain", false),
        ] {
            let units = in_reading_order(as_it_stands(text, is_rtl), is_rtl);
            let read: String = units.iter().map(|unit| unit.text.as_str()).collect();
            assert_eq!(read, text);
        }
    }
}
