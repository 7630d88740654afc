//! JabRef's groups: a tree in a comment, and names of groups in each entry.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The groups of a file.
#[derive(Default)]
pub(super) struct Groups {
    /// The paths of the groups of each name.
    paths: HashMap<String, Vec<Vec<String>>>,
    /// The groups that older files list each key under.
    keys: HashMap<String, Vec<Vec<String>>>,
}

impl Groups {
    /// Reads the tree, if `comment` holds one.
    pub(super) fn read(&mut self, comment: &str) {
        let comment = comment.trim_start();
        let starts = ["jabref-meta: grouping:", "jabref-meta: groupstree:"];
        let Some(tree) = starts.iter().find_map(|start| comment.strip_prefix(start)) else {
            return;
        };
        let tree = tree.replace(['\n', '\r'], "");
        let mut path: Vec<String> = Vec::new();
        for group in split(&tree) {
            let Some((depth, rest)) = group.trim_start().split_once(' ') else { continue };
            let (Ok(depth), Some((kind, rest))) = (depth.parse::<usize>(), rest.split_once(':'))
            else {
                continue;
            };
            if depth == 0 || kind == "AllEntriesGroup" {
                continue;
            }
            let rest = unescape(rest);
            let parts: Vec<String> = split(&rest).iter().map(|part| unescape(part)).collect();
            let Some(name) = parts.first().filter(|name| !name.is_empty()) else { continue };
            path.truncate(depth - 1);
            path.push(name.clone());
            // A tree has no deeper paths than a person can open; more would cost its square.
            if path.len() > 32 {
                continue;
            }
            let known = self.paths.entry(name.clone()).or_default();
            if known.len() < 32 && !known.contains(&path) {
                known.push(path.clone());
            }
            if kind == "ExplicitGroup" {
                for key in parts.iter().skip(2).filter(|key| !key.is_empty()) {
                    self.keys.entry(key.clone()).or_default().push(path.clone());
                }
            }
        }
    }

    /// Returns the collections of the entry with this key, whose field `groups` is given.
    pub(super) fn of(&self, key: &str, field: Option<&str>) -> Vec<Vec<String>> {
        let mut found = self.keys.get(key).cloned().unwrap_or_default();
        for name in field.unwrap_or_default().split(',').map(str::trim) {
            match self.paths.get(name) {
                Some(paths) => found.extend(paths.iter().cloned()),
                None if name.is_empty() => {}
                None => found.push(vec![name.to_owned()]),
            }
        }
        let mut seen = BTreeSet::new();
        found.retain(|path| seen.insert(path.clone()));
        found
    }
}

/// Writes the collections of a file as a comment, or nothing if there are none.
pub(super) fn write<'a>(collections: impl Iterator<Item = &'a Vec<String>>) -> String {
    let mut tree: BTreeMap<&[String], ()> = BTreeMap::new();
    for path in collections.filter(|path| path.iter().all(|name| can_write(name))) {
        for end in 1..=path.len().min(32) {
            tree.insert(&path[..end], ());
        }
    }
    if tree.is_empty() {
        return String::new();
    }
    let mut text = String::from("@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n");
    for path in tree.keys() {
        if let Some(name) = path.last() {
            let name = escape(&escape(name));
            let line = format!("{} StaticGroup:{name}\\;0\\;1\\;\\;\\;\\;;\n", path.len());
            text.push_str(&line);
        }
    }
    text.push_str("}\n");
    text
}

/// Writes the groups of an entry.
pub(super) fn names(collections: &[Vec<String>]) -> String {
    let names = collections.iter().filter_map(|path| path.last());
    names.filter(|name| can_write(name)).map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn can_write(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['{', '}', ',', '\n', '\r', '@', '\\', '$'])
        && name.trim() == name
}

/// Splits at `;` where no backslash stands before it.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, letter) in text.char_indices() {
        if letter == ';' && !escaped {
            parts.push(&text[from..at]);
            from = at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    parts.push(&text[from..]);
    parts
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        out.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;")
}
