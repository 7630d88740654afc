//! Pieces written as text, HTML or Markdown, every character escaped; whole documents of each.

use super::piece::{Block, Look, Piece};
use super::{Cited, Markup, write_rtf};

/// What a piece of writing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Inside a sentence of the user's own.
    Sentence,
    /// A paragraph of a list, in its direction; `hanging`: later lines are indented.
    Entry { rtl: bool, hanging: bool },
}

/// Writes pieces in a markup.
pub(super) fn write(pieces: &[Piece], markup: Markup, place: Place) -> String {
    match markup {
        Markup::Text => text(pieces),
        Markup::Html => html(pieces, place),
        Markup::Markdown => markdown(pieces),
        Markup::Rtf => write_rtf::write(pieces, place),
    }
}

/// Returns a whole document of citations, then bibliography, one paragraph each.
///
/// `markup` must be the one that `cited` was made in. An RTF or HTML document can be opened as a
/// file; text and Markdown are paragraphs with empty lines between.
pub fn document(cited: &Cited, markup: Markup) -> String {
    let entries = cited.bibliography.iter().map(|entry| entry.text.as_str());
    let citations = cited.citations.iter().map(String::as_str);
    match markup {
        Markup::Text | Markup::Markdown => {
            let all: Vec<&str> = citations.chain(entries).collect();
            if all.is_empty() { String::new() } else { all.join("\n\n") + "\n" }
        }
        Markup::Rtf => write_rtf::document(citations, entries),
        Markup::Html => {
            let citations: String =
                citations.map(|one| format!("<p dir=\"auto\">{one}</p>\n")).collect();
            let entries: String = entries.map(|one| format!("{one}\n")).collect();
            let hanging = if cited.hanging_indent { HANGING } else { "" };
            format!(
                "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
                 <title>References</title>\n<style>{STYLE}{hanging}</style>\n</head>\n<body>\n\
                 {citations}<div class=\"csl-bib-body\">\n{entries}</div>\n</body>\n</html>\n"
            )
        }
    }
}

const STYLE: &str = "\
.csl-entry{margin-block-end:.5em;overflow:hidden}\
.csl-left-margin{float:inline-start;min-inline-size:2.5em}\
.csl-right-inline{margin-inline-start:2.5em}.csl-indent{margin-inline-start:2em}";
const HANGING: &str = ".csl-entry{padding-inline-start:2em;text-indent:-2em}";

/// Returns `url` where following it opens a web page and nothing else.
pub(super) fn web(url: &str) -> Option<&str> {
    let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let web = start.starts_with("http://") || start.starts_with("https://");
    (web && !url.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(url)
}

/// Returns `text` without control characters; a line feed, which only a style can have put there,
/// stays.
pub(super) fn characters(text: &str) -> impl Iterator<Item = char> + '_ {
    let control = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().map(move |c| if control(c) { ' ' } else { c })
}

fn text(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text { text, .. } => out.extend(characters(text)),
            Piece::Open(Block::Own | Block::Indented) if !out.is_empty() => new_line(&mut out),
            Piece::Open(Block::Indented) => out.push_str("    "),
            Piece::Close(Block::Own | Block::Indented) => new_line(&mut out),
            Piece::Close(Block::Margin) if !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.trim_end().to_owned()
}

fn new_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

fn html(pieces: &[Piece], place: Place) -> String {
    let mut out = String::new();
    let mut open: Vec<Emphasis> = Vec::new();
    if let Place::Entry { rtl, .. } = place {
        let direction = if rtl { "rtl" } else { "ltr" };
        out.push_str(&format!("<div class=\"csl-entry\" dir=\"{direction}\">"));
    }
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text { text, look, link, .. } => {
                let core = text.trim();
                let (lead, tail) = text.split_at(text.len() - text.trim_start().len());
                let tail = if core.is_empty() { "" } else { &tail[core.len()..] };
                blank(&mut out, &mut open, lead, *look);
                if core.is_empty() {
                    continue;
                }
                reopen(&mut out, &mut open, &emphases(*look));
                let link = link.as_deref().and_then(web);
                if let Some(link) = link {
                    out.push_str("<a href=\"");
                    escape(&mut out, link);
                    out.push_str("\">");
                }
                escape(&mut out, core);
                if link.is_some() {
                    out.push_str("</a>");
                }
                let next = pieces[at + 1..].iter().find_map(|piece| match piece {
                    Piece::Text { look, .. } => Some(*look),
                    Piece::Open(_) | Piece::Close(_) => Some(Look::default()),
                    _ => None,
                });
                blank(&mut out, &mut open, tail, next.unwrap_or_default());
            }
            Piece::Open(block) => {
                reopen(&mut out, &mut open, &[]);
                out.push_str(&format!("<div class=\"{}\">", class(*block)));
            }
            Piece::Close(_) => {
                reopen(&mut out, &mut open, &[]);
                out.push_str("</div>");
            }
            _ => {}
        }
    }
    reopen(&mut out, &mut open, &[]);
    if place != Place::Sentence {
        out.push_str("</div>");
    }
    out
}

fn class(block: Block) -> &'static str {
    match block {
        Block::Own => "csl-block",
        Block::Indented => "csl-indent",
        Block::Margin => "csl-left-margin",
        Block::Beside => "csl-right-inline",
    }
}

/// An element of emphasis: what it begins and ends with.
type Emphasis = (&'static str, &'static str);

fn emphases(look: Look) -> Vec<Emphasis> {
    [
        (look.superscript, ("<sup>", "</sup>")),
        (look.subscript, ("<sub>", "</sub>")),
        (look.bold, ("<b>", "</b>")),
        (look.light, ("<span style=\"font-weight:lighter;\">", "</span>")),
        (look.italic, ("<i>", "</i>")),
        (look.small_caps, ("<span style=\"font-variant:small-caps;\">", "</span>")),
        (look.underline, ("<u>", "</u>")),
    ]
    .into_iter()
    .filter(|(wanted, _)| *wanted)
    .map(|(_, emphasis)| emphasis)
    .collect()
}

/// Writes white space, which has only the looks that what surrounds it has as well.
fn blank(out: &mut String, open: &mut Vec<Emphasis>, blank: &str, look: Look) {
    if !blank.is_empty() {
        let mut wanted = emphases(look);
        wanted.retain(|emphasis| open.contains(emphasis));
        reopen(out, open, &wanted);
        escape(out, blank);
    }
}

/// Closes and opens elements until those of `wanted` are open and no other.
fn reopen(out: &mut String, open: &mut Vec<Emphasis>, wanted: &[Emphasis]) {
    while !open.iter().all(|emphasis| wanted.contains(emphasis)) {
        let (_, end) = open.pop().expect("an empty list would have left the loop");
        out.push_str(end);
    }
    for emphasis in wanted {
        if !open.contains(emphasis) {
            out.push_str(emphasis.0);
            open.push(*emphasis);
        }
    }
}

fn escape(out: &mut String, text: &str) {
    for c in characters(text) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

fn markdown(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text { text, look, link, .. } => {
                let next = pieces[at + 1..].iter().find_map(|piece| match piece {
                    Piece::Text { text, .. } => text.chars().next(),
                    Piece::Open(_) | Piece::Close(_) => Some(' '),
                    _ => None,
                });
                stretch(&mut out, text, *look, link.as_deref().and_then(web), next);
            }
            Piece::Open(Block::Own | Block::Indented) if !out.is_empty() => hard_break(&mut out),
            Piece::Close(Block::Own | Block::Indented) => hard_break(&mut out),
            Piece::Close(Block::Margin) if !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    let out = out.trim_end_matches(['\\', '\n', ' ']).to_owned();
    inert_start(out)
}

fn hard_break(out: &mut String) {
    if !out.ends_with("\\\n") {
        out.truncate(out.trim_end_matches(' ').len());
        out.push_str("\\\n");
    }
}

/// Writes one stretch; emphasis never begins or ends with a space, which would undo it.
fn stretch(out: &mut String, text: &str, look: Look, link: Option<&str>, next: Option<char>) {
    let core = text.trim();
    if core.is_empty() {
        out.push(' ');
        return;
    }
    let (lead, tail) = text.split_at(text.find(core).unwrap_or_default());
    let tail = &tail[core.len()..];
    out.push_str(if lead.is_empty() { "" } else { " " });
    // Asterisks beside a letter or other asterisks do not always count; elements do.
    let tight = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let before = tight(out.chars().next_back());
    let elements = before || (tail.is_empty() && tight(next));
    let mut close: Vec<&str> = Vec::new();
    for (wanted, short, (start, end)) in [
        (look.superscript, None, ("<sup>", "</sup>")),
        (look.subscript, None, ("<sub>", "</sub>")),
        (look.underline, None, ("<u>", "</u>")),
        (look.bold, Some("**"), ("<strong>", "</strong>")),
        (look.italic, Some("*"), ("<em>", "</em>")),
    ] {
        if wanted {
            let short = short.filter(|_| !elements);
            out.push_str(short.unwrap_or(start));
            close.push(short.unwrap_or(end));
        }
    }
    if link.is_some() {
        out.push('[');
    }
    escape_markdown(out, core);
    if let Some(link) = link {
        out.push_str("](<");
        for c in link.chars() {
            if matches!(c, '<' | '>' | '\\') {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            } else {
                out.push(c);
            }
        }
        out.push_str(">)");
    }
    out.extend(close.into_iter().rev());
    out.push_str(if tail.is_empty() { "" } else { " " });
}

fn escape_markdown(out: &mut String, text: &str) {
    for c in characters(text) {
        // A line feed could begin a list or a heading.
        let c = if c == '\n' { ' ' } else { c };
        if matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '$'
                | '^'
                | '@'
                | '&'
                | '!'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Escapes what would make a list or a rule of a paragraph by standing at its beginning.
fn inert_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if digits == 0 && text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    text
}
