//! Lists of names as BibTeX writes them: `von Last, Jr, First and {A Body} and others`.

use super::latex::{Style, decode};
use super::latex_out::{Letters, encode};
use crate::names::{Name, begins_lower, particle_of};

/// Reads a list of names. `None` if braces are nested too deeply.
pub(super) fn read(raw: &str) -> Option<Vec<Name>> {
    let mut names = Vec::new();
    for name in split_and(raw) {
        names.extend(read_one(name)?);
    }
    Some(names)
}

/// Splits at the word `and` outside of braces.
pub(super) fn split_and(raw: &str) -> Vec<&str> {
    let mut words = words(raw, |letter| letter.is_ascii_whitespace()).peekable();
    let mut all = Vec::new();
    let mut begin: Option<usize> = None;
    let mut end = 0;
    while let Some((at, word)) = words.next() {
        if word.eq_ignore_ascii_case("and") && words.peek().is_some() && begin.is_some() {
            all.extend(begin.take().map(|from| &raw[from..end]));
        } else {
            begin.get_or_insert(at);
            end = at + word.len();
        }
    }
    all.extend(begin.map(|from| &raw[from..end]));
    all
}

/// Yields the pieces between separators outside of braces, with their places; none is empty.
fn words(raw: &str, separates: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let pieces = raw.split(move |letter: char| {
        let plain = !escaped;
        escaped = letter == '\\' && plain;
        match letter {
            '{' if plain => depth += 1,
            '}' if plain => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && plain && separates(letter)
    });
    let start = raw.as_ptr() as usize;
    pieces
        .filter(|piece| !piece.is_empty())
        .map(move |piece| (piece.as_ptr() as usize - start, piece))
}

fn read_one(raw: &str) -> Option<Option<Name>> {
    let raw = raw.trim();
    let text = |part: &str| decode(part, Style::Plain).map(|decoded| decoded.text);
    if raw.is_empty() {
        return Some(None);
    }
    if let Some(body) = whole_group(raw) {
        let name = text(body)?;
        return Some((!name.is_empty()).then(|| Name::literal(name)));
    }
    if raw.contains('=')
        && let Some(name) = read_extended(raw)
    {
        return Some(Some(name));
    }
    let parts: Vec<&str> = words(raw, |letter| letter == ',').map(|(_, part)| part).collect();
    let pieces = |part: &str| -> Vec<String> {
        let blank = |letter: char| letter.is_ascii_whitespace() || letter == '~';
        words(part, blank).map(|(_, word)| word.to_owned()).collect()
    };
    let mut name = Name::default();
    match parts.as_slice() {
        [family] if !raw.ends_with(',') => {
            let words = pieces(family);
            let last = words.len().saturating_sub(1);
            // The particle runs from the first to the last lower-case word before the last one.
            let from = words[..last].iter().position(|word| is_lower(word));
            let (from, to) = match from {
                Some(from) => {
                    let to = words[..last].iter().rposition(|word| is_lower(word));
                    (from, to.map_or(from, |to| to + 1))
                }
                None => (last, last),
            };
            name.given = text(&words[..from].join(" "))?;
            name.particle = text(&words[from..to].join(" "))?;
            name.family = text(&words[to..].join(" "))?;
        }
        [family, rest @ ..] => {
            let words = pieces(family);
            let to = particle_of(&words, is_lower);
            name.particle = text(&words[..to].join(" "))?;
            name.family = text(&words[to..].join(" "))?;
            match rest {
                [] => {}
                [given] => name.given = text(given)?,
                [suffix, given @ ..] => {
                    name.suffix = text(suffix)?;
                    name.given = text(&given.join(","))?;
                }
            }
        }
        [] => return Some(None),
    }
    if name.family == "others" && name.given.is_empty() {
        name = Name::literal("others");
    }
    Some((name != Name::default()).then_some(name))
}

/// Whether BibTeX takes a word for a particle. Braces hide the case of what is in them, unless a
/// command stands first: then they are one letter.
fn is_lower(word: &str) -> bool {
    if word.starts_with('{') && !word.starts_with("{\\") {
        return false;
    }
    decode(word, Style::Plain).is_some_and(|decoded| begins_lower(&decoded.text))
}

/// Returns what is in the braces, if one pair encloses the whole name.
fn whole_group(raw: &str) -> Option<&str> {
    let inner = raw.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_usize;
    for letter in inner.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    // `{\'E}` alone is a letter, and as a name a family of one.
    (!inner.starts_with('\\') || inner.contains(' ')).then_some(inner)
}

/// Reads `family=Berg, given=Anna, prefix=van den`, as newer BibLaTeX writes it.
fn read_extended(raw: &str) -> Option<Name> {
    let mut name = Name::default();
    for (_, part) in words(raw, |letter| letter == ',') {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        let value = decode(value, Style::Plain)?.text;
        match key.trim().to_ascii_lowercase().as_str() {
            "family" => name.family = value,
            "given" => name.given = value,
            "prefix" => name.particle = value,
            "suffix" => name.suffix = value,
            "given-i" | "family-i" | "prefix-i" | "suffix-i" | "useprefix" | "id" => {}
            _ => return None,
        }
    }
    (name != Name::default()).then_some(name)
}

/// Writes a list of names.
pub(super) fn write(names: &[Name], letters: Letters) -> String {
    let names: Vec<String> = names.iter().map(|name| write_one(name, letters)).collect();
    names.join(" and ")
}

fn write_one(name: &Name, letters: Letters) -> String {
    let text = |part: &str| encode(part, Style::Plain, letters);
    if !name.literal.is_empty() {
        let body = text(&name.literal);
        return match body.as_str() {
            "others" => body,
            _ if body.starts_with('\\') || body.starts_with("{\\") => format!("{{{{}}{body}}}"),
            _ => format!("{{{body}}}"),
        };
    }
    // Braces keep together what would be taken apart.
    let kept = |part: &str, lower: bool| {
        let splits = part.contains([',', '=', '~']) || part.split_whitespace().any(is_and);
        let encoded = text(part);
        if splits || (lower && part.split(' ').any(begins_lower)) {
            format!("{{{encoded}}}")
        } else {
            encoded
        }
    };
    let family = kept(&name.family, true);
    let family = if name.particle.is_empty() {
        family
    } else {
        format!("{} {family}", kept(&name.particle, false))
    };
    let given = kept(&name.given, false);
    match (name.suffix.is_empty(), given.is_empty()) {
        (true, true) if !name.family.contains(' ') && name.particle.is_empty() => family,
        (true, true) => format!("{family},"),
        (true, false) => format!("{family}, {given}"),
        (false, _) => format!("{family}, {}, {given}", kept(&name.suffix, false)),
    }
}

fn is_and(word: &str) -> bool {
    word.eq_ignore_ascii_case("and")
}
