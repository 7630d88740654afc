//! Line numbers of places in a text.

/// The places where lines begin.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end one.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// Returns the number, from 1, of the line that holds the byte at `offset`.
    pub(crate) fn at(&self, offset: usize) -> u64 {
        self.starts.partition_point(|start| *start <= offset) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn all_three_line_ends_count_once() {
        let lines = Lines::of("a\nb\r\nc\rd");
        let numbers: Vec<u64> = [0, 2, 5, 7].map(|at| lines.at(at)).to_vec();
        assert_eq!(numbers, [1, 2, 3, 4]);
    }
}
