//! Letters to lines, and lines to the order in which a page is read.
//!
//! Letters that follow each other closely are a piece; pieces are sorted into columns where there
//! are columns, and into rows; a row is a line. A table's row is a line whose cells are far apart.

use super::direction::{self, Unit};
use super::glyphs::{Glyph, Turn};

/// A gap of so many ems parts words, where a line draws no spaces (TeX draws none).
const WORD_GAP: f32 = 0.13;

/// The same, where it draws them.
const WORD_GAP_BESIDE_SPACES: f32 = 0.3;

/// A line draws its spaces if one glyph in so many is one.
const LETTERS_A_SPACE: usize = 12;

/// A gap of so many ems parts pieces.
const PIECE_GAP: f32 = 0.9;

/// A gap of so many ems parts the cells of a table.
const CELL_GAP: f32 = 1.0;

/// How deep columns are looked for in columns.
const MAX_DEPTH: usize = 4;

/// The fewest rows of a column of text.
const COLUMN_ROWS: usize = 4;

/// A part of a page whose lines follow each other.
#[derive(Debug)]
pub struct Region {
    /// Its lines, from top to bottom.
    pub lines: Vec<Line>,
}

/// A line of text.
#[derive(Debug)]
pub struct Line {
    /// What stands in it, in the order in which it is read; words are parted by blank units.
    pub units: Vec<Unit>,
    /// How it is turned.
    pub turn: Turn,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// Its base line.
    pub base: f32,
    /// The base line of the last line in its cells.
    pub last_base: f32,
    /// How high most of it is.
    pub size: f32,
    /// Whether it is a row of cells.
    pub has_cells: bool,
    /// Whether it runs from right to left.
    pub is_rtl: bool,
}

/// Letters that follow each other on one base line.
#[derive(Debug)]
struct Piece {
    glyphs: Vec<Glyph>,
    from: f32,
    to: f32,
    base: f32,
    size: f32,
}

impl Piece {
    fn is_blank(&self) -> bool {
        self.glyphs.iter().all(Glyph::is_space)
    }
}

/// Returns a page's lines, in the order in which they are read.
pub fn of_page(glyphs: Vec<Glyph>) -> Vec<Region> {
    let is_rtl = direction::is_mostly_rtl(glyphs.iter().map(|one| one.text.as_str()));
    let mut by_turn: Vec<(Turn, Vec<Glyph>)> =
        [Turn::None, Turn::Right, Turn::Over, Turn::Left].map(|turn| (turn, Vec::new())).into();
    for glyph in glyphs {
        let slot = by_turn.iter_mut().find(|(turn, _)| *turn == glyph.turn);
        slot.expect("all four turns are there").1.push(glyph);
    }
    let mut regions = Vec::new();
    for (_, glyphs) in by_turn {
        let mut parts = Vec::new();
        columns(joined(pieces(glyphs)), is_rtl, 0, &mut parts);
        for part in parts {
            regions.push(Region { lines: rows(part, is_rtl) });
        }
    }
    direction::mirror_brackets(&mut regions);
    regions
}

/// Returns letters as pieces: each goes on where the last one ended, to whichever side.
fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for glyph in glyphs {
        let last = pieces.last_mut().filter(|piece| {
            let size = piece.size.max(glyph.size);
            let gap = (glyph.from - piece.to).max(piece.from - glyph.to);
            let drift = (glyph.base - piece.base).abs();
            // A raised figure is smaller and close.
            let is_raised = drift < size * 0.6 && glyph.size < piece.size * 0.8 && gap < size * 0.3;
            gap < size * PIECE_GAP && (drift < size * 0.2 || is_raised)
        });
        if let Some(piece) = last {
            piece.from = piece.from.min(glyph.from);
            piece.to = piece.to.max(glyph.to);
            piece.size = piece.size.max(glyph.size);
            piece.glyphs.push(glyph);
        } else {
            let Glyph { from, to, base, size, .. } = glyph;
            pieces.push(Piece { glyphs: vec![glyph], from, to, base, size });
        }
    }
    pieces
}

/// Joins pieces that stand close on one base line but were not drawn one after the other, as where
/// Latin words stand in a Persian line.
fn joined(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if piece.base - row[0].base < row[0].size.min(piece.size) * 0.2 => {
                row.push(piece);
            }
            _ => rows.push(vec![piece]),
        }
    }
    let mut out: Vec<Piece> = Vec::new();
    for mut row in rows {
        row.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = out.len();
        for piece in row {
            match out[start..].last_mut() {
                Some(last) if piece.from - last.to < last.size.max(piece.size) * PIECE_GAP => {
                    last.to = last.to.max(piece.to);
                    last.size = last.size.max(piece.size);
                    last.glyphs.extend(piece.glyphs);
                }
                _ => out.push(piece),
            }
        }
    }
    out
}

/// Sorts pieces into columns, as far as there are any, each in the order in which it is read.
fn columns(pieces: Vec<Piece>, is_rtl: bool, depth: usize, out: &mut Vec<Vec<Piece>>) {
    let gutter = if depth < MAX_DEPTH { gutter(&pieces) } else { None };
    let Some(gutter) = gutter else {
        if !pieces.is_empty() {
            out.push(pieces);
        }
        return;
    };
    // What reaches over the gutter (a title, a wide table) parts what is above from what is below.
    let mut across: Vec<(f32, f32)> = pieces
        .iter()
        .filter(|piece| piece.from < gutter && piece.to > gutter)
        .map(|piece| (piece.base - piece.size, piece.base))
        .collect();
    across.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut bands: Vec<[Vec<Piece>; 3]> = Vec::new();
    bands.resize_with(across.len() + 1, Default::default);
    for piece in pieces {
        let band = across.partition_point(|(_, base)| *base < piece.base - piece.size * 0.2);
        let place = if piece.from < gutter && piece.to > gutter {
            0
        } else if (piece.to <= gutter) != is_rtl {
            1
        } else {
            2
        };
        bands[band][place].push(piece);
    }
    let mut wide = Vec::new();
    for [over, first, second] in bands {
        // A band is what stands over a wide piece and then the piece; wide ones in a row go on.
        if !first.is_empty() || !second.is_empty() {
            if !wide.is_empty() {
                out.push(std::mem::take(&mut wide));
            }
            columns(first, is_rtl, depth + 1, out);
            columns(second, is_rtl, depth + 1, out);
        }
        wide.extend(over);
    }
    if !wide.is_empty() {
        out.push(wide);
    }
}

/// Returns where the empty strip between two columns of text is, if there is one.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let pieces: Vec<&Piece> = pieces.iter().filter(|piece| !piece.is_blank()).collect();
    if pieces.len() < 2 * COLUMN_ROWS {
        return None;
    }
    let from = pieces.iter().map(|one| one.from).fold(f32::MAX, f32::min);
    let to = pieces.iter().map(|one| one.to).fold(f32::MIN, f32::max);
    let mut candidates: Vec<(usize, f32)> = Vec::new();
    // A gutter begins where some piece ends; the few that most pieces agree on are looked at.
    let mut ends: Vec<f32> = pieces.iter().map(|one| one.to).collect();
    ends.sort_by(f32::total_cmp);
    ends.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let step = ends.len().div_ceil(200).max(1);
    for end in ends.into_iter().step_by(step) {
        let at = end + 3.0;
        let share = (at - from) / (to - from).max(1.0);
        if (0.15..=0.85).contains(&share) {
            let crossing = pieces.iter().filter(|one| one.from < at && one.to > at).count();
            candidates.push((crossing, at));
        }
    }
    candidates.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    candidates
        .into_iter()
        .take(20)
        .find(|(crossing, at)| *crossing * 3 <= pieces.len() && parts_columns(&pieces, *at))
        .map(|(_, at)| at)
}

/// Whether what stands left and right of a place are columns of text, not cells of a table: many
/// rows, and most of them as wide as the column.
fn parts_columns(pieces: &[&Piece], at: f32) -> bool {
    let is_column = |side: &dyn Fn(&Piece) -> bool| {
        let side: Vec<&Piece> = pieces.iter().copied().filter(|one| side(one)).collect();
        let mut rows: Vec<(f32, f32)> = Vec::new();
        let mut bases: Vec<(f32, f32)> =
            side.iter().map(|one| (one.base, one.to - one.from)).collect();
        bases.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (base, width) in bases {
            match rows.last_mut() {
                Some(row) if base - row.0 < 2.0 => row.1 += width,
                _ => rows.push((base, width)),
            }
        }
        let from = side.iter().map(|one| one.from).fold(f32::MAX, f32::min);
        let to = side.iter().map(|one| one.to).fold(f32::MIN, f32::max);
        let full = rows.iter().filter(|row| row.1 > (to - from) * 0.6).count();
        let size = side.iter().map(|one| one.size).fold(0.0, f32::max);
        rows.len() >= COLUMN_ROWS && full * 2 >= rows.len() && to - from > size * 8.0
    };
    let gap_to =
        pieces.iter().filter(|one| one.from >= at).map(|one| one.from).fold(f32::MAX, f32::min);
    gap_to - at > 2.0 && is_column(&|one| one.to <= at) && is_column(&|one| one.from >= at)
}

/// A cell of a row, or all of a line: letters as they stand, in one line or several.
#[derive(Debug)]
struct Cell {
    lines: Vec<Vec<Unit>>,
    from: f32,
    to: f32,
}

/// Sorts pieces into rows, from top to bottom.
fn rows(mut pieces: Vec<Piece>, is_rtl: bool) -> Vec<Line> {
    pieces.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<(f32, f32, Vec<Glyph>)> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some((base, size, glyphs)) if piece.base - *base < size.min(piece.size) * 0.4 => {
                if piece.size > *size && !piece.is_blank() {
                    (*base, *size) = (piece.base, piece.size);
                }
                glyphs.extend(piece.glyphs);
            }
            _ => rows.push((piece.base, piece.size, piece.glyphs)),
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for (base, size, glyphs) in rows {
        let Some(draft) = draft(base, size, glyphs) else { continue };
        match drafts.last_mut() {
            Some(above) if draft.goes_on_in(above, is_rtl) => above.take(draft),
            _ => drafts.push(draft),
        }
    }
    drafts.into_iter().map(|draft| draft.line(is_rtl)).collect()
}

/// A row before its letters are put in the order of reading.
#[derive(Debug)]
struct Draft {
    cells: Vec<Cell>,
    turn: Turn,
    base: f32,
    last_base: f32,
    size: f32,
}

impl Draft {
    /// Whether this row is what did not fit in the cells of the row above: close under it, all of
    /// it under cells, and nothing under the first one.
    fn goes_on_in(&self, above: &Self, is_rtl: bool) -> bool {
        let is_close = self.last_base - above.last_base < above.size * 1.45
            && (self.size - above.size).abs() < above.size * 0.1;
        let first = if is_rtl { above.cells.len() - 1 } else { 0 };
        above.cells.len() > 1
            && is_close
            && self.cells.iter().all(|cell| {
                above.cell_over(cell, self.size, is_rtl).is_some_and(|over| over != first)
            })
    }

    /// Returns which cell begins where another one does.
    fn cell_over(&self, cell: &Cell, size: f32, is_rtl: bool) -> Option<usize> {
        self.cells.iter().position(|over| {
            let distance = if is_rtl { over.to - cell.to } else { over.from - cell.from };
            distance.abs() < size * 0.3
        })
    }

    fn take(&mut self, below: Self) {
        self.last_base = below.last_base;
        for cell in below.cells {
            let over = self
                .cell_over(&cell, below.size, false)
                .or_else(|| self.cell_over(&cell, below.size, true));
            if let Some(over) = over {
                self.cells[over].to = self.cells[over].to.max(cell.to);
                self.cells[over].from = self.cells[over].from.min(cell.from);
                self.cells[over].lines.extend(cell.lines);
            }
        }
    }

    /// Returns the row in the order of reading.
    fn line(mut self, is_rtl_page: bool) -> Line {
        let from = self.cells.iter().map(|cell| cell.from).fold(f32::MAX, f32::min);
        let to = self.cells.iter().map(|cell| cell.to).fold(f32::MIN, f32::max);
        let has_cells = self.cells.len() > 1;
        let all = || self.cells.iter().flat_map(|cell| &cell.lines).flatten();
        let is_rtl = direction::is_rtl_line(all(), is_rtl_page);
        if is_rtl {
            self.cells.reverse();
        }
        let mut units: Vec<Unit> = Vec::new();
        for (at, cell) in self.cells.into_iter().enumerate() {
            if at > 0 {
                units.push(Unit::blank("\t"));
            }
            for (at, line) in cell.lines.into_iter().enumerate() {
                if at > 0 {
                    units.push(Unit::blank(" "));
                }
                let is_rtl = direction::is_rtl_line(line.iter(), is_rtl);
                units.extend(direction::in_reading_order(line, is_rtl));
            }
        }
        let Self { turn, base, last_base, size, .. } = self;
        Line { units, turn, from, to, base, last_base, size, has_cells, is_rtl }
    }
}

/// Returns a row's letters as they stand, parted into cells and words.
fn draft(base: f32, size: f32, mut glyphs: Vec<Glyph>) -> Option<Draft> {
    glyphs.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let spaces = glyphs.iter().filter(|glyph| glyph.is_space()).count();
    let has_spaces = spaces * LETTERS_A_SPACE >= glyphs.len();
    let gap_of_words = if has_spaces { WORD_GAP_BESIDE_SPACES } else { WORD_GAP };
    let (marks, glyphs): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|one| one.is_mark);
    let turn = glyphs.first().or(marks.first())?.turn;
    let mut cells: Vec<Cell> = Vec::new();
    let mut is_after_space = false;
    for glyph in glyphs {
        if glyph.is_space() {
            is_after_space = true;
            continue;
        }
        let (from, to) = (glyph.from, glyph.to);
        let gap = cells.last().map(|cell| from - cell.to);
        match cells.last_mut().filter(|_| gap.is_some_and(|gap| gap <= size * CELL_GAP)) {
            Some(cell) => {
                let units = &mut cell.lines[0];
                if is_after_space || gap.is_some_and(|gap| gap > glyph.size * gap_of_words) {
                    units.push(Unit::blank(" "));
                } else if units.last().is_some_and(|last| last.is_drawn_again(&glyph)) {
                    // Drawn twice to look bold, or filled and outlined.
                    continue;
                }
                units.push(Unit::of(&glyph));
                cell.to = cell.to.max(to);
            }
            None => cells.push(Cell { lines: vec![vec![Unit::of(&glyph)]], from, to }),
        }
        is_after_space = false;
    }
    for mark in &marks {
        direction::set_mark(cells.iter_mut().flat_map(|cell| &mut cell.lines[0]), mark);
    }
    (!cells.is_empty()).then_some(Draft { cells, turn, base, last_base: base, size })
}
