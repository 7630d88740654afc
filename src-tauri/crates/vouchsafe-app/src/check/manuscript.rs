//! The quotations and citations of a manuscript: pure, over its text.
//!
//! Quotations stand in typographic or straight double quotes, guillemets, or lines that begin with
//! `>`. Citations are those of Pandoc and Typst (`@key`, `<key>` in `#cite`) and LaTeX (`\cite`).

/// A quotation in a manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its words, without the quotes.
    pub text: String,
    /// The citation that goes with it: the next one in its paragraph, else the last before it.
    pub cites: Vec<String>,
}

/// A citation in a manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    /// The line on which it stands, from 1.
    pub line: usize,
    /// The citation key.
    pub key: String,
    /// Where it stands, in bytes.
    at: usize,
    /// Whether it begins a bracket of its own, so that those before it belong to another place.
    group: usize,
}

const PAIRS: [(char, char); 6] =
    [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"'), ('‹', '›'), ('「', '」')];

/// The longest quotation; beyond it, a quote that opens is taken for one that never closes.
const QUOTATION_BYTES_MAX: usize = 5_000;

/// Finds the citations of a text, in order.
pub(super) fn citations(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut groups = 0;
    for (at, character) in text.char_indices() {
        match character {
            '@' if !stands_in_a_word(text, at) => {
                let key = key_at(&text[at + 1..]);
                if !key.is_empty() {
                    groups += 1;
                    let group = groups;
                    found.push(Citation {
                        line: line_of(text, at),
                        key: key.to_owned(),
                        at,
                        group,
                    });
                }
            }
            '\\' => {
                for key in latex_keys(&text[at..]) {
                    groups += 1;
                    found.push(Citation { line: line_of(text, at), key, at, group: groups });
                }
            }
            '#' if text[at..].starts_with("#cite(<") => {
                let rest = &text[at + "#cite(<".len()..];
                if let Some((key, _)) = rest.split_once('>') {
                    groups += 1;
                    let group = groups;
                    found.push(Citation {
                        line: line_of(text, at),
                        key: key.to_owned(),
                        at,
                        group,
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// Finds the quotations of a text, in order, each with the citations that go with it.
pub(super) fn quotations(text: &str, citations: &[Citation]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    for (at, character) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == character) else {
            continue;
        };
        let start = at + character.len_utf8();
        let Some(length) = closing_at(&text[start..], *closing) else { continue };
        skip_to = start + length + closing.len_utf8();
        push(&mut found, text, (at, &text[start..start + length], skip_to), citations);
    }
    for (start, block) in quoted_blocks(text) {
        let end = start + block.len();
        let words: Vec<&str> =
            block.lines().map(|line| line.trim_start().trim_start_matches('>').trim()).collect();
        push(&mut found, text, (start, &words.join(" "), end), citations);
    }
    found.sort_by_key(|quotation: &Quotation| quotation.line);
    found
}

fn push(
    found: &mut Vec<Quotation>,
    text: &str,
    (start, words, end): (usize, &str, usize),
    citations: &[Citation],
) {
    let words = without_citations(words);
    let words = words.trim();
    if !words.is_empty() {
        let cites = cites_of(text, start, end, citations);
        found.push(Quotation { line: line_of(text, start), text: words.to_owned(), cites });
    }
}

/// Returns a text without the bracketed citations in it.
fn without_citations(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let (before, bracket) = rest.split_at(start);
        kept.push_str(before);
        match bracket.find(']') {
            Some(end) if bracket[..end].contains('@') => rest = &bracket[end + 1..],
            Some(end) => {
                kept.push_str(&bracket[..=end]);
                rest = &bracket[end + 1..];
            }
            None => {
                kept.push_str(bracket);
                rest = "";
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Returns where a quote closes, if it does before a paragraph ends.
fn closing_at(rest: &str, closing: char) -> Option<usize> {
    let length = rest.find(closing)?;
    let inside = &rest[..length];
    let breaks = inside.contains("\n\n") || inside.contains("\n\r\n");
    (length <= QUOTATION_BYTES_MAX && !breaks).then_some(length)
}

/// Returns the stretches of lines that begin with `>`, with where they begin.
fn quoted_blocks(text: &str) -> Vec<(usize, &str)> {
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('>') {
            match blocks.last_mut().filter(|(_, end)| *end == at) {
                Some((_, end)) => *end = at + line.len(),
                None => blocks.push((at, at + line.len())),
            }
        }
        at += line.len();
    }
    blocks.into_iter().map(|(start, end)| (start, &text[start..end])).collect()
}

/// Returns the keys that go with a quotation: of the next citation in its paragraph and those that
/// stand directly beside it, else of the last one before it in the paragraph.
fn cites_of(text: &str, start: usize, end: usize, citations: &[Citation]) -> Vec<String> {
    let paragraph_end = text[end..].find("\n\n").map_or(text.len(), |length| end + length);
    let paragraph_start = text[..start].rfind("\n\n").unwrap_or(0);
    let after = |citation: &&Citation| citation.at >= end && citation.at < paragraph_end;
    let mut following = citations.iter().filter(after).peekable();
    if let Some(first) = following.next() {
        let mut keys = vec![first.key.clone()];
        let mut last = first;
        for citation in following {
            let between = &text[last.at..citation.at];
            if between.contains(']') || between.contains('.') || citation.group < last.group {
                break;
            }
            keys.push(citation.key.clone());
            last = citation;
        }
        return keys;
    }
    let before = citations.iter().rev().find(|found| (paragraph_start..start).contains(&found.at));
    before.map(|citation| citation.key.clone()).into_iter().collect()
}

fn stands_in_a_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '\\')
}

/// Returns the citation key at the start of a text: letters, digits and `_:.#$%&-+?<>~/` inside,
/// as Pandoc reads one, ending in a letter or digit; braces hold any key.
fn key_at(text: &str) -> &str {
    if let Some((key, _)) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        return key;
    }
    let inside = |character: char| {
        character.is_alphanumeric() || "_:.#$%&-+?<>~/\u{200C}".contains(character)
    };
    let length = text.find(|character| !inside(character)).unwrap_or(text.len());
    text[..length].trim_end_matches(|character: char| !character.is_alphanumeric())
}

/// Returns the keys of a LaTeX command such as `\parencite[12]{a, b}`; none of others.
fn latex_keys(text: &str) -> Vec<String> {
    let name_length = text[1..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len() - 1);
    let name = &text[1..=name_length];
    if !name.to_ascii_lowercase().contains("cite") {
        return Vec::new();
    }
    let mut rest = text[1 + name_length..].trim_start_matches('*');
    while let Some(inner) = rest.strip_prefix('[') {
        let Some((_, after)) = inner.split_once(']') else { return Vec::new() };
        rest = after;
    }
    let keys = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let keys = keys.map(|(keys, _)| keys).unwrap_or_default().split(',').map(str::trim);
    keys.filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        citations(text).into_iter().map(|citation| citation.key).collect()
    }

    #[test]
    fn citations_of_all_three_kinds_are_found() {
        for (text, expected) in [
            ("As [@talebi2019, p. 3; @ena:2024] say.", &["talebi2019", "ena:2024"][..]),
            ("As @talebi2019. Then", &["talebi2019"]),
            (r"\parencite[12]{a, b} and \cite{c}", &["a", "b", "c"]),
            ("#cite(<court2024>)[p. 3]", &["court2024"]),
            ("@{a key/of: any kind}", &["a key/of: any kind"]),
            ("@گزارش۱۴۰۲ می‌گوید", &["گزارش۱۴۰۲"]),
            ("write to desk@reedbank.example", &[]),
            (r"\textbf{x} \emph{y}", &[]),
            ("", &[]),
        ] {
            assert_eq!(keys(text), expected, "{text}");
        }
    }

    #[test]
    fn quotations_carry_the_citation_that_goes_with_them() {
        let text = "He said “one of six” [@a, p. 3]. Then \"no gate\" @b.\n\n\
                    > two\n> lines […] [@c]\n\n«سه»";
        let found = quotations(text, &citations(text));
        let shown: Vec<(usize, &str, Vec<&str>)> = found
            .iter()
            .map(|found| {
                let cites = found.cites.iter().map(String::as_str).collect();
                (found.line, found.text.as_str(), cites)
            })
            .collect();
        assert_eq!(
            shown,
            [
                (1, "one of six", vec!["a"]),
                (1, "no gate", vec!["b"]),
                (3, "two lines […]", vec![]),
                (6, "سه", vec![]),
            ]
        );
    }

    #[test]
    fn a_quote_that_never_closes_swallows_nothing() {
        let text = "A 5\" pipe.\n\nHe said “yes indeed”.";
        let found = quotations(text, &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "yes indeed");
    }
}
