//! Style sheets: the addresses in them, counted and taken out.
//!
//! Source: CSS Syntax Module Level 3, section 4 (comments, strings, escapes, `url()` tokens).

use crate::captured::Addresses;

/// What an address gives way to: an image of nothing.
const NOTHING: &str = "url(\"data:,\")";

/// Looks an address up in what was saved with the page; returns a `data:` address for it.
pub type Saved<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// Returns a style sheet without addresses outside of it.
pub fn still(css: &str, found: &mut Addresses, saved: Saved<'_>) -> String {
    let mut scan = Scan { css, at: 0, out: String::with_capacity(css.len()), found, saved };
    scan.all();
    // A style sheet goes into an element that this would end.
    scan.out.replace("</", "<\\/")
}

/// Returns whether an address leads out of the page it stands in.
pub fn is_external(address: &str) -> bool {
    let address = plain(address);
    !(address.is_empty()
        || address.starts_with('#')
        || address.starts_with("data:")
        || address.starts_with("about:"))
}

/// Returns an address as browsers compare it: without spaces around and line breaks in it.
pub fn plain(address: &str) -> String {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    trimmed
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

struct Scan<'a> {
    css: &'a str,
    at: usize,
    out: String,
    found: &'a mut Addresses,
    saved: Saved<'a>,
}

impl Scan<'_> {
    fn all(&mut self) {
        let mut in_font_face = false;
        // How deep in parentheses, and from where on strings are addresses.
        let (mut depth, mut strings_from) = (0_usize, None::<usize>);
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '/' if self.rest().starts_with("/*") => {
                    let end = self.rest()[2..].find("*/").map_or(self.rest().len(), |end| end + 4);
                    self.at += end;
                    self.copy(start);
                }
                '"' | '\'' => {
                    let text = self.string();
                    if strings_from.is_some() {
                        self.address(&text, in_font_face, start);
                    } else {
                        self.copy(start);
                    }
                }
                '@' => {
                    self.at += 1;
                    match self.name().to_ascii_lowercase().as_str() {
                        "import" => self.import(),
                        name => {
                            in_font_face |= name == "font-face";
                            self.copy(start);
                        }
                    }
                }
                '(' | ')' | '}' => {
                    self.at += 1;
                    self.copy(start);
                    depth = if c == '(' { depth + 1 } else { depth.saturating_sub(1) };
                    if c == '}' {
                        (in_font_face, depth) = (false, 0);
                    }
                    strings_from = strings_from.filter(|from| depth >= *from);
                }
                _ if starts_name(c) => {
                    let name = self.name().to_ascii_lowercase();
                    if self.peek() != Some('(') {
                        self.copy(start);
                    } else if matches!(name.as_str(), "url" | "src" | "url-prefix") {
                        let address = self.in_parentheses();
                        self.address(&address, in_font_face, start);
                    } else {
                        let holds_addresses = name.ends_with("image-set") || name == "image";
                        if holds_addresses && strings_from.is_none() {
                            strings_from = Some(depth + 1);
                        }
                        self.copy(start);
                    }
                }
                _ => {
                    self.at += c.len_utf8();
                    self.copy(start);
                }
            }
        }
    }

    /// Writes an address, or nothing in its place.
    fn address(&mut self, address: &str, is_font: bool, start: usize) {
        if !is_external(address) {
            self.copy(start);
        } else if let Some(data) = (self.saved)(address) {
            self.out.push_str(&format!("url(\"{data}\")"));
        } else {
            let count = if is_font { &mut self.found.fonts } else { &mut self.found.images };
            *count = count.saturating_add(1);
            self.out.push_str(NOTHING);
        }
    }

    /// Leaves out an `@import`, to the semicolon after it.
    fn import(&mut self) {
        let mut address = None;
        while let Some(c) = self.peek() {
            match c {
                ';' => {
                    self.at += 1;
                    break;
                }
                '{' | '}' => break,
                '"' | '\'' => {
                    let text = self.string();
                    address.get_or_insert(text);
                }
                _ if starts_name(c) => {
                    let name = self.name();
                    if self.peek() == Some('(') && name.eq_ignore_ascii_case("url") {
                        let text = self.in_parentheses();
                        address.get_or_insert(text);
                    }
                }
                _ => self.at += c.len_utf8(),
            }
        }
        if address.is_some_and(|address| is_external(&address)) {
            self.found.styles = self.found.styles.saturating_add(1);
        }
    }

    fn rest(&self) -> &str {
        &self.css[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn copy(&mut self, start: usize) {
        self.out.push_str(&self.css[start..self.at]);
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads a name, its escapes resolved.
    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.peek() {
            match c {
                '\\' => {
                    self.at += 1;
                    name.extend(self.escape());
                }
                _ if starts_name(c) || c.is_ascii_digit() => {
                    self.at += c.len_utf8();
                    name.push(c);
                }
                _ => break,
            }
        }
        name
    }

    /// Reads a string, from its quotation mark on.
    fn string(&mut self) -> String {
        let mut text = String::new();
        let Some(mark) = self.next() else { return text };
        while let Some(c) = self.next() {
            match c {
                '\\' => text.extend(self.escape()),
                '\n' | '\r' | '\x0C' => break,
                _ if c == mark => break,
                _ => text.push(c),
            }
        }
        text
    }

    /// Reads what stands in `url(…)`, from the parenthesis on and with the one that ends it.
    fn in_parentheses(&mut self) -> String {
        let _ = self.next();
        let mut text = String::new();
        while let Some(c) = self.peek() {
            match c {
                '"' | '\'' if text.is_empty() => text = self.string(),
                ')' => {
                    self.at += 1;
                    break;
                }
                '\\' => {
                    self.at += 1;
                    text.extend(self.escape());
                }
                _ if c.is_ascii_whitespace() => self.at += 1,
                _ => {
                    self.at += c.len_utf8();
                    text.push(c);
                }
            }
        }
        text
    }

    /// Reads an escape after its backslash; `None` for a line break, which it takes away.
    fn escape(&mut self) -> Option<char> {
        let digits: String =
            self.rest().chars().take(6).take_while(char::is_ascii_hexdigit).collect();
        if digits.is_empty() {
            return self.next().filter(|c| !matches!(c, '\n' | '\r' | '\x0C'));
        }
        self.at += digits.len();
        if self.peek().is_some_and(|c| c.is_ascii_whitespace()) {
            self.at += 1;
        }
        u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
    }
}

fn starts_name(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '_' | '-' | '\\') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str) -> (String, Addresses) {
        let mut found = Addresses::default();
        let out = still(css, &mut found, &mut |address| {
            (address == "cid:a").then(|| "data:image/png,x".to_owned())
        });
        (out, found)
    }

    #[test]
    fn what_leads_out_is_counted_and_gone_however_it_is_written() {
        for (css, images, styles, fonts) in [
            ("a { background: url(http://e.example/a.png) }", 1, 0, 0),
            ("a { background: URL( 'http://e.example/a.png' ) }", 1, 0, 0),
            (r"a { background: u\72 l(http://e.example/a.png) }", 1, 0, 0),
            (r#"a { background: url("\68 ttp://e.example/a.png") }"#, 1, 0, 0),
            ("a { background: url(//e.example/a.png), url(b.png) }", 2, 0, 0),
            ("a { background: image-set('http://e.example/a.png' 1x, url(b.png) 2x) }", 2, 0, 0),
            ("@import 'http://e.example/a.css'; b { color: red }", 0, 1, 0),
            ("@IMPORT url(http://e.example/a.css) screen; b { color: red }", 0, 1, 0),
            (r"@\69mport 'http://e.example/a.css'", 0, 1, 0),
            ("@font-face { src: url(http://e.example/f.woff) } b { background: url(e) }", 1, 0, 1),
            ("a { background: url(http://e.example/never-closed", 1, 0, 0),
        ] {
            let (out, found) = check(css);
            assert_eq!((found.images, found.styles, found.fonts), (images, styles, fonts), "{css}");
            assert!(!out.contains("e.example"), "{out}");
        }
    }

    #[test]
    fn what_stays_in_the_page_stays_as_it_is() {
        for css in [
            "a { background: url(data:image/png;base64,AA==) } /* url(http://e.example/) */",
            "a::before { content: 'http://e.example/' }",
            "a { fill: url(#shade); width: calc((1px + 2px) * 3) } @media print { b { c: d } }",
        ] {
            let (out, found) = check(css);
            assert_eq!((out.as_str(), found), (css, Addresses::default()));
        }
        assert_eq!(check("a { b: url(cid:a) }").0, "a { b: url(\"data:image/png,x\") }");
        assert_eq!(check("a { content: '</style>' }").0, "a { content: '<\\/style>' }");
    }
}
