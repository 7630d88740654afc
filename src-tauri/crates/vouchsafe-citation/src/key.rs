//! Citation keys made by a pattern, as JabRef and Better BibTeX make them.
//!
//! A pattern is text with markers in brackets: `[auth:lower][year]`. Text stands as it is; it may
//! hold anything that a BibTeX key may. A marker is a name, with modifiers after colons:
//!
//! | marker | gives |
//! |---|---|
//! | `auth`, `auth3` | the first author's family name, or its first 3 letters |
//! | `authors`, `authors2` | all family names, or the first 2 and `EtAl` |
//! | `authEtAl` | the first family name, and `EtAl` if there are more than two; two stand both |
//! | `authorIni` | the first letter of each family name |
//! | `editor` | the first editor's family name |
//! | `year`, `shortyear`, `month`, `day` | of the publication; two digits for all but the year |
//! | `title`, `shorttitle`, `veryshorttitle` | all words; the first 3 or 1 that say something |
//! | `camel` | the words of the title that say something, each with a capital |
//! | `journal`, `publisher`, `type`, `volume`, `number`, `firstpage` | what they say |
//!
//! | modifier | does |
//! |---|---|
//! | `lower`, `upper`, `capitalize` | changes case |
//! | `abbr` | keeps the first letter of each word |
//! | `ascii` | takes accents off Latin letters; other letters stay |
//! | a number | keeps so many letters |
//! | `(text)` | gives the text if there is nothing |
//!
//! Letters and digits of every script are kept; blanks, joiners and punctuation are not.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::variable::text;
use crate::{Item, dates, names};

/// The pattern that is used unless another is asked for.
pub const DEFAULT_PATTERN: &str = "[auth:lower][year][veryshorttitle:lower]";

/// Why a pattern makes no keys.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternError {
    /// A `[` without its `]`.
    #[error("the marker that begins at character {at} of the pattern is not closed")]
    Open {
        /// Where it begins, in characters from 1.
        at: usize,
    },
    /// A marker that is not in the list.
    #[error("the pattern has the unknown marker [{marker}]")]
    UnknownMarker {
        /// The marker, without its modifiers.
        marker: String,
    },
    /// A modifier that is not in the list.
    #[error("the marker [{marker}] has the unknown modifier {modifier:?}")]
    UnknownModifier {
        /// The marker, without its modifiers.
        marker: String,
        /// The modifier.
        modifier: String,
    },
    /// A letter that no key may have.
    #[error("the pattern has {letter:?}, which cannot stand in a key")]
    Letter {
        /// The letter.
        letter: char,
    },
    /// Nothing but text: every work would get one key.
    #[error("the pattern has no marker")]
    NoMarker,
}

/// Makes the key of an item by a pattern, whose grammar stands at the head of this module.
///
/// An item that says nothing of what the pattern asks for gets its type as its key.
///
/// # Errors
/// Only the pattern can be wrong, never the item.
pub fn citation_key(pattern: &str, item: &Item) -> Result<String, PatternError> {
    let mut key = String::new();
    let mut said = false;
    let mut markers = 0_usize;
    let mut rest = pattern;
    while let Some(letter) = rest.chars().next() {
        if letter != '[' {
            if letter.is_whitespace() || letter.is_control() || "]{}(),=\"#%~\\'@".contains(letter)
            {
                return Err(PatternError::Letter { letter });
            }
            key.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        let Some(end) = rest.find(']') else {
            let at = pattern[..pattern.len() - rest.len()].chars().count() + 1;
            return Err(PatternError::Open { at });
        };
        let value = marker(&rest[1..end], item)?;
        said |= !value.is_empty();
        key.push_str(&value);
        markers += 1;
        rest = &rest[end + 1..];
    }
    if markers == 0 {
        return Err(PatternError::NoMarker);
    }
    if said {
        return Ok(key);
    }
    let kind = letters(&text(item, "type").unwrap_or_default());
    Ok(if kind.is_empty() { "reference".to_owned() } else { kind })
}

fn marker(marker: &str, item: &Item) -> Result<String, PatternError> {
    let mut parts = marker.split(':');
    let whole = parts.next().unwrap_or_default();
    let name = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let count: Option<usize> = whole[name.len()..].parse().ok();
    let mut words = words_of(name, count, item)
        .ok_or_else(|| PatternError::UnknownMarker { marker: whole.to_owned() })?;
    for modifier in parts {
        words = modify(words, modifier).ok_or_else(|| PatternError::UnknownModifier {
            marker: whole.to_owned(),
            modifier: modifier.to_owned(),
        })?;
    }
    Ok(words.concat())
}

/// Returns the words a marker stands for.
fn words_of(name: &str, count: Option<usize>, item: &Item) -> Option<Vec<String>> {
    let families = |variable: &str| -> Vec<String> {
        let list = names::names(item, variable).into_iter();
        let own = list.map(|name| {
            let family = if name.family.is_empty() { name.literal } else { name.family };
            letters(&format!("{}{family}", name.particle))
        });
        own.filter(|family| !family.is_empty()).collect()
    };
    let authors = || match families("author") {
        none if none.is_empty() => families("editor"),
        some => some,
    };
    let first = |list: Vec<String>| list.into_iter().next();
    let parts = || item.get("issued").and_then(dates::parts).and_then(|all| all.into_iter().next());
    let part = |at: usize| parts().and_then(|parts| parts.get(at).copied());
    let et_al = |mut list: Vec<String>, most: usize| {
        if list.len() > most {
            list.truncate(most);
            list.push("EtAl".to_owned());
        }
        list
    };
    // A number says how many only where that means something.
    if count.is_some() && !["auth", "authors"].contains(&name) {
        return None;
    }
    let found = match name {
        "auth" => {
            let first = first(authors()).unwrap_or_default();
            vec![first.chars().take(count.unwrap_or(usize::MAX)).collect()]
        }
        "authors" => et_al(authors(), count.unwrap_or(usize::MAX)),
        "authEtAl" => match authors() {
            list if list.len() > 2 => et_al(list, 1),
            list => list,
        },
        "authorIni" => {
            authors().iter().filter_map(|name| Some(name.chars().next()?.into())).collect()
        }
        "editor" => first(families("editor")).into_iter().collect(),
        "year" => part(0).map(|year| year.to_string()).into_iter().collect(),
        "shortyear" => {
            part(0).map(|year| format!("{:02}", year.rem_euclid(100))).into_iter().collect()
        }
        "month" => part(1).map(|month| format!("{month:02}")).into_iter().collect(),
        "day" => part(2).map(|day| format!("{day:02}")).into_iter().collect(),
        "title" => words(item, "title"),
        "shorttitle" => telling(item).into_iter().take(3).collect(),
        "veryshorttitle" => telling(item).into_iter().take(1).collect(),
        "camel" => telling(item).iter().map(|word| capitalize(word)).collect(),
        "journal" => words(item, "container-title"),
        "publisher" => words(item, "publisher"),
        "type" => words(item, "type"),
        "volume" => words(item, "volume"),
        "number" => match words(item, "issue") {
            none if none.is_empty() => words(item, "number"),
            some => some,
        },
        "firstpage" => words(item, "page").into_iter().take(1).collect(),
        _ => return None,
    };
    Some(found)
}

fn modify(words: Vec<String>, modifier: &str) -> Option<Vec<String>> {
    let each = |change: &dyn Fn(&str) -> String| words.iter().map(|word| change(word)).collect();
    Some(match modifier {
        "lower" => each(&|word| word.to_lowercase()),
        "upper" => each(&|word| word.to_uppercase()),
        "capitalize" => each(&capitalize),
        "abbr" => each(&|word| word.chars().take(1).collect()),
        "ascii" => each(&|word| {
            let latin = |letter: &char| !is_combining_mark(*letter);
            word.chars()
                .flat_map(|letter| {
                    let bare: Vec<char> = letter.nfd().filter(latin).collect();
                    if bare.iter().all(char::is_ascii) { bare } else { vec![letter] }
                })
                .collect()
        }),
        _ => {
            if let Some(instead) = modifier.strip_prefix('(').and_then(|m| m.strip_suffix(')')) {
                if words.iter().all(String::is_empty) { vec![letters(instead)] } else { words }
            } else {
                let count: usize = modifier.parse().ok()?;
                vec![words.concat().chars().take(count).collect()]
            }
        }
    })
}

fn words(item: &Item, variable: &str) -> Vec<String> {
    let text = text(item, variable).unwrap_or_default();
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    // Markup is no part of a word, and what only looks like it is.
    while let Some(at) = rest.find('<') {
        let tag = ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "</span>"]
            .iter()
            .find(|tag| rest[at..].starts_with(**tag))
            .map(|tag| tag.len())
            .or_else(|| {
                let tag = rest[at..].starts_with("<span ").then_some(&rest[at..])?;
                // A tag is short; looking on for its end at every `<` would take forever.
                tag.char_indices().take(80).find(|(_, letter)| *letter == '>').map(|(e, _)| e + 1)
            });
        plain.push_str(&rest[..at]);
        rest = &rest[at + tag.unwrap_or(1)..];
        plain.push_str(if tag.is_some() { "" } else { " " });
    }
    plain.push_str(rest);
    let ends = |letter: char| letter.is_whitespace() || "-‐–—/:;,.!?()[]…،؛؟«»".contains(letter);
    plain.split(ends).map(letters).filter(|word| !word.is_empty()).collect()
}

/// Returns the words of the title that say something, or all if none does.
fn telling(item: &Item) -> Vec<String> {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "from", "by", "with",
        "as", "is", "are", "its", "about", "der", "die", "das", "ein", "eine", "und", "von", "le",
        "la", "les", "un", "une", "des", "du", "de", "et", "el", "los", "las", "y", "در", "از",
        "به", "و", "که", "با", "را", "بر", "یک", "این", "آن", "تا", "في", "من", "على", "عن", "إلى",
    ];
    let all = words(item, "title");
    let says = |word: &&String| !SMALL.contains(&word.to_lowercase().as_str());
    let some: Vec<String> = all.iter().filter(says).cloned().collect();
    if some.is_empty() { all } else { some }
}

/// Keeps letters, digits and the marks on letters.
fn letters(text: &str) -> String {
    let kept =
        |letter: &char| *letter != 'ـ' && (letter.is_alphanumeric() || is_combining_mark(*letter));
    text.nfc().filter(kept).collect()
}

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
