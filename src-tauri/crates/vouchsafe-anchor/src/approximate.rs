//! Approximate matching: where a pattern occurs with few insertions, deletions, substitutions.
//!
//! Source: G. Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching Based on Dynamic
//! Programming", J. ACM 46(3), 1999; the step of figure 8, the blocks of figure 9. A column of
//! the table of edit distances is kept as its vertical differences, 64 rows in two words. Blocks
//! in which no value can be as small as the limit are not computed (Ukkonen).

use std::collections::HashMap;

/// Rows of a block.
const ROWS: usize = 64;

/// Where in a text a match may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// Anywhere: what stands before costs nothing.
    Anywhere,
    /// At the start of the text.
    AtStart,
}

/// A pattern made ready for matching.
pub(crate) struct Pattern {
    length: usize,
    /// For each different char, and one that never occurs, the rows where it stands, by block.
    rows: Vec<u64>,
    symbols: Symbols,
}

/// Numbers of the chars of a pattern; 0 is a char that is not in it.
struct Symbols {
    near: Vec<u16>,
    far: HashMap<char, u16>,
}

impl Symbols {
    fn of(&self, c: char) -> usize {
        let number = match self.near.get(c as usize) {
            Some(number) => Some(number),
            None => self.far.get(&c),
        };
        number.copied().unwrap_or(0).into()
    }
}

/// The longest pattern. So its table stays below some tens of MB, whatever its chars.
pub(crate) const PATTERN_LIMIT: usize = 16_384;

impl Pattern {
    /// Makes `chars` ready; `None` if there are none, or too many.
    pub(crate) fn new(chars: &[char]) -> Option<Self> {
        if chars.is_empty() || chars.len() > PATTERN_LIMIT {
            return None;
        }
        let blocks = chars.len().div_ceil(ROWS);
        let mut symbols = Symbols { near: vec![0; 0x800], far: HashMap::new() };
        let mut rows = vec![0; blocks];
        for (row, c) in chars.iter().copied().enumerate() {
            let number = match symbols.near.get_mut(c as usize) {
                Some(number) => number,
                None => symbols.far.entry(c).or_insert(0),
            };
            if *number == 0 {
                *number = u16::try_from(rows.len() / blocks).expect("at most 16,384 symbols");
                rows.resize(rows.len() + blocks, 0);
            }
            rows[usize::from(*number) * blocks + row / ROWS] |= 1 << (row % ROWS);
        }
        Some(Self { length: chars.len(), rows, symbols })
    }

    /// Returns the number of chars.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Calls `visit(end, errors)` for every end in `text` of a match with at most `limit` errors;
    /// errors are the fewest that a match ending there can have. Ends come in order.
    pub(crate) fn ends(
        &self,
        text: impl Iterator<Item = char>,
        limit: usize,
        visit: impl FnMut(usize, usize),
    ) {
        self.scan(text, limit, Begin::Anywhere, visit);
    }

    /// Returns the edit distance between the whole pattern and the whole text.
    pub(crate) fn distance(&self, text: impl Iterator<Item = char>) -> usize {
        let mut distance = self.length;
        self.scan(text, usize::MAX >> 1, Begin::AtStart, |_, errors| distance = errors);
        distance
    }

    fn scan(
        &self,
        text: impl Iterator<Item = char>,
        limit: usize,
        begin: Begin,
        mut visit: impl FnMut(usize, usize),
    ) {
        let limit = if begin == Begin::AtStart { limit } else { limit.min(self.length) };
        let count = self.length.div_ceil(ROWS);
        let mut column = Column::new(self.length, limit.div_ceil(ROWS).clamp(1, count));
        for (at, c) in text.enumerate() {
            let symbol = self.symbols.of(c) * count;
            column.advance(&self.rows[symbol..symbol + count], limit, begin);
            if column.active == count && column.blocks[count - 1].score <= limit {
                visit(at + 1, column.blocks[count - 1].score);
            }
        }
    }
}

/// 64 rows of a column.
#[derive(Clone, Copy)]
struct Block {
    /// Rows whose value is one more than that of the row above.
    plus: u64,
    /// Rows whose value is one less.
    minus: u64,
    /// The value of the last row.
    score: usize,
    /// The bit of the last row.
    last: u64,
}

/// A column of the table: the distances of all beginnings of the pattern, from the top.
struct Column {
    blocks: Vec<Block>,
    /// How many blocks are computed; in those below, every value exceeds the limit.
    active: usize,
}

impl Column {
    /// Returns the column before the text: row n has the value n.
    fn new(length: usize, active: usize) -> Self {
        let starts = (0..length).step_by(ROWS);
        let block = |start: usize| {
            let score = length.min(start + ROWS);
            Block { plus: u64::MAX, minus: 0, score, last: 1 << (score - start - 1) }
        };
        Self { blocks: starts.map(block).collect(), active }
    }

    /// Goes on by one char of the text; `rows` are those of the pattern where it stands.
    fn advance(&mut self, rows: &[u64], limit: usize, begin: Begin) {
        let mut carry = if begin == Begin::AtStart { 1 } else { 0 };
        let mut before = 0;
        for (block, rows) in self.blocks[..self.active].iter_mut().zip(rows) {
            before = block.score;
            carry = block.advance(*rows, carry);
        }
        let bottom = self.active - 1;
        if self.active < self.blocks.len()
            && before <= limit
            && (rows[self.active] & 1 == 1 || carry < 0)
        {
            let block = &mut self.blocks[self.active];
            block.plus = u64::MAX;
            block.minus = 0;
            block.score = before + block.last.ilog2() as usize + 1;
            block.advance(rows[self.active], carry);
            self.active += 1;
        } else if bottom > 0 && self.blocks[bottom].score >= limit.saturating_add(ROWS) {
            self.active -= 1;
        }
    }
}

impl Block {
    /// Goes on by one char; takes and returns the difference to the left of the row above, and
    /// of the last row: -1, 0 or 1.
    fn advance(&mut self, rows: u64, carry: i8) -> i8 {
        let from_above = u64::from(carry < 0);
        let vertical = rows | self.minus;
        let rows = rows | from_above;
        let horizontal = ((rows & self.plus).wrapping_add(self.plus) ^ self.plus) | rows;
        let plus = self.minus | !(horizontal | self.plus);
        let minus = self.plus & horizontal;
        let out = i8::from(plus & self.last != 0) - i8::from(minus & self.last != 0);
        let plus = plus << 1 | u64::from(carry > 0);
        let minus = minus << 1 | from_above;
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        self.score = self.score.wrapping_add_signed(out.into());
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The table as in any textbook: the last row, for each end of the text.
    fn slowly(pattern: &[char], text: &[char], begin: Begin) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut last = vec![pattern.len()];
        for (at, c) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if begin == Begin::AtStart { at + 1 } else { 0 };
            for row in 1..column.len() {
                let substituted = diagonal + usize::from(pattern[row - 1] != *c);
                diagonal = column[row];
                column[row] = substituted.min(column[row - 1] + 1).min(column[row] + 1);
            }
            last.push(column[pattern.len()]);
        }
        last
    }

    fn distance(pattern: &[char], text: &[char]) -> usize {
        Pattern::new(pattern).expect("not empty").distance(text.iter().copied())
    }

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    proptest! {
        #[test]
        fn ends_are_those_of_the_whole_table(
            pattern in "[abcی]{1,200}",
            before in "[abcی]{0,200}",
            cut in 0..100_usize,
            after in "[abcی]{0,200}",
            limit in 0..220_usize,
        ) {
            let pattern = chars(&pattern);
            let middle = pattern[cut.min(pattern.len())..].to_vec();
            let text = [chars(&before), middle, chars(&after)].concat();
            let table = slowly(&pattern, &text, Begin::Anywhere);
            let limit = limit.min(pattern.len());
            let expected: Vec<_> =
                table.iter().copied().enumerate().skip(1).filter(|(_, e)| *e <= limit).collect();
            let mut found = Vec::new();
            let ready = Pattern::new(&pattern).expect("not empty");
            ready.ends(text.iter().copied(), limit, |end, errors| found.push((end, errors)));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn distance_is_that_of_the_whole_table(
            pattern in "[abی]{1,200}",
            text in "[abی]{0,200}",
        ) {
            let (pattern, text) = (chars(&pattern), chars(&text));
            let expected = slowly(&pattern, &text, Begin::AtStart);
            prop_assert_eq!(Some(&distance(&pattern, &text)), expected.last());
        }
    }

    #[test]
    fn a_long_pattern_is_found_without_errors_when_none_are_allowed() {
        let text = chars(&"abcی".repeat(50));
        for length in [63, 64, 65, 128, 129, 199] {
            let pattern = Pattern::new(&text[1..=length]).expect("not empty");
            let mut found = Vec::new();
            pattern.ends(text.iter().copied(), 0, |end, errors| found.push((end, errors)));
            assert_eq!(found.first(), Some(&(length + 1, 0)), "{length}");
        }
    }

    #[test]
    fn patterns_have_one_char_at_least_and_a_bounded_number() {
        assert!(Pattern::new(&[]).is_none());
        assert!(Pattern::new(&vec!['a'; PATTERN_LIMIT]).is_some());
        assert!(Pattern::new(&vec!['a'; PATTERN_LIMIT + 1]).is_none());
    }
}
