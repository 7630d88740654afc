//! XHTML for an HTML parser: `<title/>` gets the end tag that HTML needs.
//!
//! An HTML parser takes the slash for nothing, and everything after `<script/>` for a script.

/// Elements that HTML, too, knows to be empty.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Returns the text with `<name …/>` written as `<name …></name>`.
pub fn with_end_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = tag_end(rest);
        let (tag, after) = rest.split_at(end);
        rest = after;
        match empty_element_name(tag) {
            Some(name) => {
                out.push_str(tag[..tag.len() - 2].trim_end());
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            None => out.push_str(tag),
        }
    }
    out.push_str(rest);
    out
}

/// Returns where the tag, comment or CDATA section that a text begins with ends.
fn tag_end(text: &str) -> usize {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        if text.starts_with(start) {
            return text.find(end).map_or(text.len(), |at| at + end.len());
        }
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn empty_element_name(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?.strip_suffix("/>")?;
    let end = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
    let name = &inner[..end];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(':');
    (is_name && !VOID.contains(&name.to_ascii_lowercase().as_str())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_end_and_nothing_else_changes() {
        for (text, expected) in [
            ("<title/><p>x</p>", "<title></title><p>x</p>"),
            ("<script src=\"a>b\" /><br/>", "<script src=\"a>b\"></script><br/>"),
            ("<!-- <a/> --><a id='1'/>", "<!-- <a/> --><a id='1'></a>"),
            ("1 < 2 <b", "1 < 2 <b"),
        ] {
            assert_eq!(with_end_tags(text), expected);
        }
    }
}
