//! Items that seem to be one work: proposals for a person, never a merge.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::variable::text;
use crate::{Item, dates};

/// Why items seem to be one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// They have one DOI, case apart.
    Doi,
    /// They have one ISBN, of ten or thirteen digits; parts of a book also have one title.
    Isbn,
    /// They have one address; scheme, `www.`, fragment and tracking apart.
    Url,
    /// They have one title and one year; case, punctuation and Persian or Arabic letters apart.
    Title,
}

/// Items that seem to be one work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The ids, two or more, in the order in which they were given.
    pub ids: Vec<String>,
    /// Why.
    pub because: Likeness,
}

/// Proposes items that seem to be one work, each set of items once, for its strongest reason.
///
/// Takes time in proportion to the number of items.
pub fn duplicates(items: &[(&str, &Item)]) -> Vec<Duplicate> {
    let mut groups: HashMap<(Likeness, String), Vec<usize>> = HashMap::new();
    for (at, (_, item)) in items.iter().enumerate() {
        let title = text(item, "title").map(|title| fold(&title)).unwrap_or_default();
        let year = item.get("issued").and_then(dates::year);
        let kind = text(item, "type").unwrap_or_default();
        // The chapters of a book all carry its ISBN.
        let part = kind.starts_with("entry") || ["chapter", "paper-conference"].contains(&&*kind);
        let isbn = text(item, "ISBN").and_then(|isbn| isbn13(&isbn));
        let isbn = isbn.map(|isbn| if part { format!("{isbn} {title}") } else { isbn });
        let keys = [
            (Likeness::Doi, text(item, "DOI").map(|doi| plain_doi(&doi))),
            (Likeness::Isbn, isbn),
            (Likeness::Url, text(item, "URL").map(|url| plain_url(&url))),
            (Likeness::Title, year.map(|year| title_key(item, &title, year))),
        ];
        for (likeness, key) in keys {
            if let Some(key) = key.filter(|key| !key.is_empty()) {
                groups.entry((likeness, key)).or_default().push(at);
            }
        }
    }
    let mut found: Vec<(Likeness, Vec<usize>)> = groups
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|((likeness, _), places)| (likeness, places))
        .collect();
    found.sort_unstable();
    let mut seen = HashSet::new();
    found.retain(|(_, places)| seen.insert(places.clone()));
    found.sort_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
    let ids = |places: Vec<usize>| places.into_iter().map(|at| items[at].0.to_owned()).collect();
    found.into_iter().map(|(because, places)| Duplicate { ids: ids(places), because }).collect()
}

/// A title alone is too little where it is short: "Introduction" also needs its author.
fn title_key(item: &Item, title: &str, year: i64) -> String {
    if title.is_empty() {
        return String::new();
    }
    let short = title.chars().count() < 16;
    let author = item.get("author").and_then(|authors| {
        let first = authors.get(0)?;
        first.get("family").or_else(|| first.get("literal")).and_then(Value::as_str)
    });
    match (short, author) {
        (false, _) => format!("{year} {title}"),
        (true, Some(author)) => format!("{year} {title} {}", fold(author)),
        (true, None) => String::new(),
    }
}

/// Returns a text as letters and digits of one case; Persian and Arabic letters that look alike
/// become one, markup and marks are dropped.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_tag = false;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let tags = ["<i>", "</i>", "<b>", "</b>", "<su", "</su", "<span", "</span"];
        in_tag |= letter == '<' && tags.iter().any(|tag| rest.starts_with(tag));
        rest = &rest[letter.len_utf8()..];
        if !in_tag {
            out.push(letter);
        }
        in_tag &= letter != '>';
    }
    let kept = |letter: char| match letter {
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        'ۀ' | 'ة' => Some('ه'),
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ـ' => None,
        '٠'..='٩' => char::from_digit(u32::from(letter) - 0x660, 10),
        '۰'..='۹' => char::from_digit(u32::from(letter) - 0x6f0, 10),
        _ if is_combining_mark(letter) => None,
        _ => letter.is_alphanumeric().then_some(letter),
    };
    // Composed forms first: آ is a letter, and its parts would lose their mark.
    let composed: String = out.nfkc().filter_map(kept).collect();
    composed.nfkd().filter_map(kept).flat_map(char::to_lowercase).collect()
}

fn plain_doi(doi: &str) -> String {
    let doi = crate::bibtex::bare_doi(doi.trim());
    if doi.starts_with("10.") { doi.to_lowercase() } else { String::new() }
}

/// Returns the thirteen digits of the first ISBN in a text.
fn isbn13(text: &str) -> Option<String> {
    let mut digits = String::new();
    for letter in text.chars().chain([' ']) {
        match letter {
            '0'..='9' | 'X' | 'x' => digits.push(letter.to_ascii_uppercase()),
            '-' | '‐' | '–' => {}
            _ if matches!(digits.len(), 10 | 13) => break,
            ' ' if digits.len() < 13 && !digits.is_empty() => {}
            _ => digits.clear(),
        }
    }
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match digits.len() {
        13 if plain(&digits) => Some(digits),
        10 if plain(&digits[..9]) => {
            let body = format!("978{}", &digits[..9]);
            let sum: u32 = body
                .chars()
                .zip([1, 3].into_iter().cycle())
                .filter_map(|(digit, weight)| Some(digit.to_digit(10)? * weight))
                .sum();
            Some(format!("{body}{}", (10 - sum % 10) % 10))
        }
        _ => None,
    }
}

/// Returns an address without what does not change the page.
fn plain_url(url: &str) -> String {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let Some(start) = ["https://", "http://"].iter().find(|scheme| lower.starts_with(**scheme))
    else {
        return String::new();
    };
    let url = &url[start.len()..];
    let url = url.split('#').next().unwrap_or_default();
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    let tracks = |name: &str| {
        name.starts_with("utm_")
            || ["fbclid", "gclid", "dclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ref_src"]
                .contains(&name)
    };
    let mut pairs: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !tracks(pair.split('=').next().unwrap_or_default()))
        .collect();
    pairs.sort_unstable();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    let path = path.trim_end_matches('/');
    if host.is_empty() { String::new() } else { format!("{host}/{path}{query}") }
}
