//! Plain text: paragraphs are what blank lines part.

use super::Made;
use super::blocks::{Style, TextBuilder};
use super::charset::decode;
use crate::BlockKind;

/// Reads plain text.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let decoded = decode(bytes, None, &mut made.warnings);
    let mut builder = TextBuilder::default();
    paragraphs(&decoded, &mut builder);
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Adds a text's paragraphs. Line breaks inside them stay: in a letter or a poem they count.
pub fn paragraphs(text: &str, builder: &mut TextBuilder) {
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(line.trim_end());
        } else if !paragraph.is_empty() {
            builder.block(&paragraph, Style::of(BlockKind::Paragraph));
            paragraph.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_line_breaks_stay() {
        for (input, expected) in [
            ("a\r\nb\r\n\r\n  \r\nc", "a\nb\n\nc"),
            ("\n\n one\n", " one"),
            ("single", "single"),
            ("form\x0Cfeed", "form\x0Cfeed"),
        ] {
            let made = read(input.as_bytes());
            assert_eq!(made.text.expect("there is text").text, expected);
        }
        assert_eq!(read(b" \n\t\n").text, None);
    }

    #[test]
    fn persian_in_windows_1256_is_read() {
        let bytes = include_bytes!("../../../../../assets/sample/letter-1402-12-20.txt");
        let made = read(bytes);
        assert_eq!(made.warnings, ["the charset was guessed: windows-1256"]);
        let text = made.text.expect("there is text");
        assert!(text.text.contains("از دادگاه چه خبر"), "{}", text.text);
        let block = &text.structure.blocks[3];
        assert_eq!(block.language.as_deref(), Some("fa"));
        assert_eq!(block.direction, crate::Direction::Rtl);
    }
}
