//! Entries that take fields from others: `crossref` and `xdata`.
//!
//! Entries that take from each other in a circle are found first; no program can read those.

use std::collections::{HashMap, HashSet};

use super::parse::Entry;

/// Fields that stay with the entry they stand in.
const OWN: &[&str] = &[
    "abstract",
    "annotation",
    "annote",
    "comment",
    "creationdate",
    "crossref",
    "date-added",
    "date-modified",
    "dateadded",
    "datemodified",
    "doi",
    "entryset",
    "entrysubtype",
    "execute",
    "file",
    "groups",
    "ids",
    "keywords",
    "label",
    "modificationdate",
    "options",
    "owner",
    "pages",
    "presort",
    "related",
    "relatedtype",
    "shorthand",
    "shorttitle",
    "sortkey",
    "sorttitle",
    "subtitle",
    "timestamp",
    "title",
    "titleaddon",
    "url",
    "urldate",
    "xdata",
    "xref",
    super::fields::REST,
];

/// The most bytes that entries may inherit in a whole file.
const MOST_COPIED: usize = 64 << 20;

/// What became of the links between entries.
#[derive(Default)]
pub(super) struct Links {
    /// Why entries are refused, by their places in the list.
    pub(super) refused: HashMap<usize, String>,
    /// Links to entries that are not there: the place of the entry, and the key it names.
    pub(super) missing: Vec<(usize, String)>,
}

/// Copies what entries inherit into them. `entries` are the keyed ones, each key once.
pub(super) fn resolve(entries: &mut [Entry]) -> Links {
    let places: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.key.as_str(), at)).collect();
    let mut links = Links::default();
    let mut parents: Vec<Vec<(usize, bool)>> = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let mut found = Vec::new();
        for (name, value) in &entry.fields {
            let inherits = match name.as_str() {
                "xdata" | "crossref" => true,
                "xref" => false,
                _ => continue,
            };
            for key in value.split(',').map(str::trim).filter(|key| !key.is_empty()) {
                match places.get(key) {
                    Some(parent) => found.push((*parent, inherits)),
                    None => links.missing.push((at, key.to_owned())),
                }
            }
        }
        parents.push(found);
    }
    let order = order(entries, &parents, &mut links.refused);
    let mut copied = 0_usize;
    for at in order {
        for (parent, inherits) in &parents[at] {
            let refused = |place: &usize| links.refused.contains_key(place);
            if !inherits || refused(&at) || refused(parent) {
                continue;
            }
            let taken = inherited(&entries[*parent], &entries[at]);
            copied += taken.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
            if copied > MOST_COPIED {
                let reason = "inherited fields make the file longer by 64 MiB".to_owned();
                links.refused.insert(at, reason);
            } else {
                entries[at].fields.extend(taken);
            }
        }
    }
    links
}

/// Returns the entries, parents first, and finds the circles. No recursion: chains may be long.
fn order(
    entries: &[Entry],
    parents: &[Vec<(usize, bool)>],
    circles: &mut HashMap<usize, String>,
) -> Vec<usize> {
    let mut order = Vec::with_capacity(entries.len());
    let mut done = vec![false; entries.len()];
    let mut on_path = vec![false; entries.len()];
    for start in 0..entries.len() {
        if done[start] {
            continue;
        }
        let mut path = vec![(start, 0_usize)];
        on_path[start] = true;
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            let Some((parent, _)) = parents[at].get(*next).copied() else {
                done[at] = true;
                on_path[at] = false;
                order.push(at);
                path.pop();
                continue;
            };
            *next += 1;
            if on_path[parent] {
                let begin = path.iter().position(|(place, _)| *place == parent).unwrap_or(0);
                let circle: Vec<usize> = path[begin..].iter().map(|(place, _)| *place).collect();
                let text = describe(entries, &circle);
                for place in circle {
                    circles.entry(place).or_insert_with(|| text.clone());
                }
            } else if !done[parent] {
                on_path[parent] = true;
                path.push((parent, 0));
            }
        }
    }
    order
}

fn describe(entries: &[Entry], circle: &[usize]) -> String {
    let shown = circle.iter().take(5).chain(circle.first());
    let why = "entries take fields from each other in a circle";
    let mut keys: Vec<&str> = shown.map(|at| entries[*at].key.as_str()).collect();
    if circle.len() > 5 {
        keys.insert(5, "…");
    }
    format!("{why}: {}", keys.join(" → "))
}

fn inherited(parent: &Entry, child: &Entry) -> Vec<(String, String)> {
    let has: HashSet<&str> = child.fields.iter().map(|(name, _)| name.as_str()).collect();
    let data = parent.kind == super::types::XDATA;
    let mut taken = Vec::new();
    for (name, value) in &parent.fields {
        let becomes = if data {
            if ["crossref", "xdata", "xref"].contains(&name.as_str()) {
                None
            } else {
                Some(name.as_str())
            }
        } else {
            passed_on(name, &child.kind)
        };
        let dated = |field: &str| field == "date" || field == "year";
        if let Some(becomes) = becomes
            && !has.contains(becomes)
            && !(dated(becomes) && (has.contains("date") || has.contains("year")))
        {
            taken.push((becomes.to_owned(), value.clone()));
        }
    }
    taken
}

/// Returns the field that a parent's field becomes in a child of this type.
fn passed_on<'a>(name: &'a str, child: &str) -> Option<&'a str> {
    let within = [
        "bookinbook",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "conference",
        "suppbook",
        "suppcollection",
    ]
    .contains(&child);
    match name {
        "title" if within => Some("booktitle"),
        "subtitle" if within => Some("booksubtitle"),
        "title" if child == "article" => Some("journaltitle"),
        "title" if child == "book" => Some("maintitle"),
        "author" if child == "inbook" => Some("author"),
        "author" if within => Some("bookauthor"),
        _ if OWN.contains(&name) => None,
        _ => Some(name),
    }
}
