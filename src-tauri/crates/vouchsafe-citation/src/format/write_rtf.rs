//! Pieces written as RTF: groups for emphasis, `\u` for what is not ASCII, direction said outright.

use super::piece::{Block, Look, Piece, is_rtl};
use super::write::{Place, characters, web};

const HEAD: &str = "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0\
{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}\n";

/// Writes a paragraph, or a group that fits into one.
pub(super) fn write(pieces: &[Piece], place: Place) -> String {
    let mut out = String::new();
    if let Place::Entry { rtl, hanging } = place {
        out.push_str(if rtl { "{\\pard\\plain\\rtlpar\\qr" } else { "{\\pard\\plain\\ltrpar\\ql" });
        let margin = pieces.contains(&Piece::Open(Block::Margin));
        // In a paragraph from right to left `\li` counts from the right side as well.
        if hanging || margin {
            out.push_str("\\li720\\fi-720\\tx720");
        }
        out.push_str("\\sa120\\f0\\fs24 ");
    } else {
        out.push('{');
    }
    let mut first = true;
    for piece in pieces {
        match piece {
            Piece::Text { text, look, link, .. } => {
                stretch(&mut out, text, *look, link.as_deref().and_then(web));
                first = false;
            }
            Piece::Open(Block::Own | Block::Indented) if !first => out.push_str("\\line "),
            Piece::Close(Block::Margin) => out.push_str("\\tab "),
            _ => {}
        }
    }
    out.push_str(if place == Place::Sentence { "}" } else { "\\par}" });
    out
}

/// Returns a file of citations, then entries.
pub(super) fn document<'text>(
    citations: impl Iterator<Item = &'text str>,
    entries: impl Iterator<Item = &'text str>,
) -> String {
    let mut out = HEAD.to_owned();
    for citation in citations {
        out.push_str(&format!("{{\\pard\\plain\\sa120\\f0\\fs24 {citation}\\par}}\n"));
    }
    for entry in entries {
        out.push_str(entry);
        out.push('\n');
    }
    out.push_str("}\n");
    out
}

fn stretch(out: &mut String, text: &str, look: Look, link: Option<&str>) {
    if let Some(link) = link {
        out.push_str("{\\field{\\*\\fldinst{HYPERLINK \"");
        address(out, link);
        out.push_str("\"}}{\\fldrslt ");
    }
    out.push('{');
    out.push_str(if text.chars().any(is_rtl) { "\\rtlch" } else { "\\ltrch" });
    for (wanted, word) in [
        (look.italic, "\\i\\ai"),
        (look.bold, "\\b\\ab"),
        (look.small_caps, "\\scaps"),
        (look.underline, "\\ul"),
        (look.superscript, "\\super"),
        (look.subscript, "\\sub"),
    ] {
        if wanted {
            out.push_str(word);
        }
    }
    out.push(' ');
    escape(out, text);
    out.push('}');
    if link.is_some() {
        out.push_str("}}");
    }
}

fn escape(out: &mut String, text: &str) {
    for c in characters(text) {
        match c {
            '\\' | '{' | '}' => out.extend(['\\', c]),
            '\n' => out.push_str("\\line "),
            ' '..='~' => out.push(c),
            // A number of 16 bits with a sign, once for each UTF-16 unit, and a mark for readers
            // that know no Unicode.
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{}?", unit.cast_signed()));
                }
            }
        }
    }
}

/// Writes an address: what could end the field is percent-encoded.
fn address(out: &mut String, link: &str) {
    for c in link.chars() {
        if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '{' | '}' | '<' | '>') {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
}
