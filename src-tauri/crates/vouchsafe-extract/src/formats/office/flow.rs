//! A document's paragraphs and table rows as they come, on their way into the text.

use super::super::blocks::{Style, TextBuilder};
use crate::{BlockKind, Direction};

/// How deep paragraphs (text boxes) and tables may stand in each other.
const MAX_DEPTH: usize = 32;

/// A paragraph under construction.
#[derive(Debug)]
struct Paragraph {
    text: String,
    style: Style,
}

/// What is open, and what is finished.
#[derive(Debug, Default)]
pub struct Flow {
    /// The text.
    pub builder: TextBuilder,
    paragraphs: Vec<Paragraph>,
    /// The cells of the row that is open, of the outermost table.
    row: Option<Vec<String>>,
    tables: usize,
    notes: Vec<String>,
}

impl Flow {
    /// Begins a paragraph.
    pub fn begin(&mut self) {
        if self.paragraphs.len() < MAX_DEPTH {
            let style = Style::of(BlockKind::Paragraph);
            self.paragraphs.push(Paragraph { text: String::new(), style });
        }
    }

    /// Adds text to the paragraph that is open; text outside of one is not the document's.
    pub fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// Sets what the open paragraph is.
    pub fn set(&mut self, kind: BlockKind, level: Option<u8>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.style.kind = kind;
            paragraph.style.level = level.map(|level| level.clamp(1, 9));
        }
    }

    /// Says that the open paragraph runs from right to left.
    pub fn set_rtl(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.style.direction = Some(Direction::Rtl);
        }
    }

    /// Ends a paragraph.
    pub fn end(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let text = paragraph.text.trim();
        match &mut self.row {
            Some(cells) => {
                let cell = cells.last_mut().filter(|_| !text.is_empty());
                if let Some(cell) = cell {
                    if !cell.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(&text.replace(['\n', '\t'], " "));
                }
            }
            None => {
                self.builder.block(text, paragraph.style);
            }
        }
    }

    /// Begins a table's row. A table in a cell is part of the cell.
    pub fn begin_row(&mut self) {
        self.tables += 1;
        if self.tables == 1 {
            self.row = Some(Vec::new());
        }
    }

    /// Begins a cell.
    pub fn begin_cell(&mut self) {
        if let (1, Some(row)) = (self.tables, &mut self.row) {
            row.push(String::new());
        }
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables == 0
            && let Some(cells) = self.row.take()
        {
            let text = cells.join("\t");
            self.builder.block(text.trim_end(), Style::of(BlockKind::TableRow));
        }
    }

    /// Keeps a note for the end of the text.
    pub fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// Adds the notes, and returns the text.
    pub fn finish(mut self) -> TextBuilder {
        while !self.paragraphs.is_empty() {
            self.end();
        }
        self.end_row();
        for note in std::mem::take(&mut self.notes) {
            self.builder.block(note.trim(), Style::of(BlockKind::Paragraph));
        }
        self.builder
    }
}
