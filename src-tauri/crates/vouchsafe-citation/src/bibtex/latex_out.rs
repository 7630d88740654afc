//! Text with CSL's markup, written as LaTeX that reads back as the same text.
//!
//! Braces are always balanced, also behind a backslash: BibTeX counts those too.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::char::{compose, decompose_canonical};

use super::latex::Style;
use super::symbols::{ACCENTS, NO_CASE, SMALL_CAPS, SYMBOLS};

/// Which letters may stand as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// All of Unicode.
    Unicode,
    /// Accented Latin letters are written as commands, for programs that know no Unicode.
    /// Letters of other scripts stay: no command stands for them.
    Commands,
}

/// Markup nested deeper than this is written as plain text.
const DEEPEST: usize = 16;

/// Writes `text` for a field of `style`.
pub(super) fn encode(text: &str, style: Style, letters: Letters) -> String {
    match style {
        Style::Verbatim => verbatim(text),
        Style::Rich => rich(text, letters),
        Style::Plain | Style::Long => {
            let mut out = String::with_capacity(text.len() + 8);
            plain(text, letters, &mut out);
            out
        }
    }
}

/// Addresses are read as they stand; only what would unbalance the entry is escaped.
fn verbatim(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// A piece of markup: where it stands, what it becomes.
struct Tag {
    at: usize,
    length: usize,
    latex: &'static str,
    opens: bool,
}

fn rich(text: &str, letters: Letters) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    // Where the content of each open `{` begins: what starts with a command needs `{}` before it,
    // or the braces would make it a single letter.
    let mut guards = Vec::new();
    for tag in matched_tags(text) {
        plain(&text[from..tag.at], letters, &mut out);
        from = tag.at + tag.length;
        if tag.opens {
            out.push_str(tag.latex);
            guards.push((out.len(), tag.latex == "{"));
        } else {
            if let Some((begin, true)) = guards.pop()
                && out[begin..].starts_with('\\')
            {
                out.insert_str(begin, "{}");
            }
            out.push('}');
        }
    }
    plain(&text[from..], letters, &mut out);
    out
}

/// Finds the tags that have a partner and are not nested too deeply.
fn matched_tags(text: &str) -> Vec<Tag> {
    let mut tags: Vec<Option<Tag>> = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut from = 0;
    while let Some(step) = text[from..].find('<') {
        let at = from + step;
        from = at + 1;
        if let Some((length, latex, close)) = opening(&text[at..]) {
            open.push((tags.len(), close));
            tags.push(Some(Tag { at, length, latex, opens: true }));
        } else if let Some((_, close)) = open.last()
            && text[at..].starts_with(close)
        {
            tags.push(Some(Tag { at, length: close.len(), latex: "}", opens: false }));
            open.pop();
        }
    }
    for (index, _) in open {
        tags[index] = None;
    }
    let mut depth = 0_usize;
    let nested = |tag: &Tag| {
        depth = if tag.opens { depth + 1 } else { depth - 1 };
        (if tag.opens { depth } else { depth + 1 }) <= DEEPEST
    };
    let mut nested = nested;
    tags.into_iter().flatten().filter(|tag| nested(tag)).collect()
}

fn opening(text: &str) -> Option<(usize, &'static str, &'static str)> {
    const OPENING: &[(&str, &str, &str)] = &[
        ("<i>", "\\emph{", "</i>"),
        ("<b>", "\\textbf{", "</b>"),
        ("<sup>", "\\textsuperscript{", "</sup>"),
        ("<sub>", "\\textsubscript{", "</sub>"),
        (NO_CASE, "{", "</span>"),
        (SMALL_CAPS, "\\textsc{", "</span>"),
    ];
    let (tag, latex, close) = OPENING.iter().find(|(tag, ..)| text.starts_with(tag))?;
    Some((tag.len(), latex, close))
}

/// Writes text without markup.
fn plain(text: &str, letters: Letters, out: &mut String) {
    let mut before = '\0';
    for letter in text.chars() {
        // `--` and '' would be read as one sign.
        let dash = letters == Letters::Commands && matches!(letter, '–' | '—');
        let sign = if dash { '-' } else { letter };
        if sign == before && matches!(sign, '-' | '\'') {
            out.push_str("{}");
        }
        before = sign;
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '%' | '&' | '#' | '$' | '_' => out.extend(['\\', letter]),
            '\u{a0}' => out.push('~'),
            '\u{2009}' => out.push_str("\\,"),
            _ if letter.is_ascii() || letters == Letters::Unicode => out.push(letter),
            '–' => out.push_str("--"),
            '—' => out.push_str("---"),
            _ => match commands().get(&letter) {
                Some(command) => out.push_str(command),
                None => out.push(letter),
            },
        }
    }
}

/// The letters that commands stand for.
fn commands() -> &'static HashMap<char, String> {
    static COMMANDS: OnceLock<HashMap<char, String>> = OnceLock::new();
    COMMANDS.get_or_init(|| {
        let mut commands: HashMap<char, String> = (0xc0..=0x17f)
            .chain(0x1e00..=0x1eff)
            .filter_map(char::from_u32)
            .filter_map(accented)
            .collect();
        for (name, symbol) in SYMBOLS {
            let mut letters = symbol.chars();
            if let (Some(letter), None) = (letters.next(), letters.next())
                && letter.is_alphabetic()
                && !letter.is_ascii()
                && !"ªºµẞ".contains(letter)
            {
                commands.entry(letter).or_insert_with(|| format!("{{\\{name}}}"));
            }
        }
        commands
    })
}

/// Returns a letter with the command that writes it, if its parts are a Latin letter and an accent.
fn accented(letter: char) -> Option<(char, String)> {
    let mut parts = Vec::new();
    decompose_canonical(letter, |part| parts.push(part));
    let (base, marks) = parts.split_first()?;
    if !base.is_ascii_alphabetic() || marks.is_empty() {
        return None;
    }
    let mut latex = base.to_string();
    let mut made = *base;
    for mark in marks {
        let (name, _) = ACCENTS.iter().find(|(_, known)| known == mark)?;
        made = compose(made, *mark)?;
        latex = format!("\\{name}{{{latex}}}");
    }
    (made == letter).then(|| (letter, format!("{{{latex}}}")))
}
