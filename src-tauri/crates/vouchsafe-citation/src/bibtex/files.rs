//! The field `file`: `title:path:type;…`, as JabRef, Zotero and Mendeley write it.

use crate::Attachment;
use crate::paths;

/// Words that stand for media types in JabRef's files.
const WORDS: &[(&str, &str)] = &[
    ("pdf", "application/pdf"),
    ("html", "text/html"),
    ("text", "text/plain"),
    ("txt", "text/plain"),
    ("epub", "application/epub+zip"),
    ("word", "application/msword"),
    ("word 2007+", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("opendocument text", "application/vnd.oasis.opendocument.text"),
    ("jpg", "image/jpeg"),
    ("png image", "image/png"),
];

/// Reads the files a field names.
pub(super) fn read(raw: &str) -> Vec<Attachment> {
    // Mendeley writes a backslash as math, and underscores in braces.
    let raw = raw.replace("$\\backslash$", "\\").replace("{\\_}", "_").replace("\\_", "_");
    let raw = raw.replace("\\&", "&").replace("\\%", "%").replace("\\#", "#");
    split(raw.trim(), ';').into_iter().filter_map(read_one).collect()
}

fn read_one(raw: &str) -> Option<Attachment> {
    let parts = split(raw, ':');
    let (title, path, kind) = match parts.as_slice() {
        [path] => ("", (*path).to_owned(), ""),
        // `https://…` or `C:\…` alone is a path, not a title.
        [scheme, rest] if rest.starts_with("//") || is_drive(scheme, rest) => {
            ("", format!("{scheme}:{rest}"), "")
        }
        [title, path] => (*title, (*path).to_owned(), ""),
        // An address or a drive letter may stand between without an escape.
        [title, middle @ .., kind] => (*title, middle.join(":"), *kind),
        [] => return None,
    };
    let path = paths::read(&unescape(&path));
    let some = |text: &str| Some(unescape(text.trim())).filter(|text| !text.is_empty());
    let media_type = some(kind).map(|kind| {
        let known = WORDS.iter().find(|(word, _)| kind.eq_ignore_ascii_case(word));
        known.map_or(kind.clone(), |(_, media_type)| (*media_type).to_owned())
    });
    (!path.is_empty()).then(|| Attachment { path, title: some(title), media_type })
}

fn is_drive(scheme: &str, rest: &str) -> bool {
    scheme.len() == 1 && rest.starts_with(['\\', '/'])
}

/// Splits at `sign` where no backslash stands before it. Backslashes stay.
fn split(raw: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, letter) in raw.char_indices() {
        if letter == sign && !escaped {
            parts.push(&raw[from..at]);
            from = at + letter.len_utf8();
        }
        escaped = letter == '\\' && !escaped;
    }
    parts.push(&raw[from..]);
    parts
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && "\\:;{}".contains(*next) => out.extend(letters.next()),
            _ => out.push(letter),
        }
    }
    out
}

/// Writes the files as a field, whose braces stay balanced.
pub(super) fn write(attachments: &[Attachment]) -> String {
    let escape = |text: &str| {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            if "\\:;".contains(letter) {
                out.push('\\');
            }
            out.push(letter);
        }
        out
    };
    let write = |file: &Attachment| {
        let part = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            escape(&text.replace(['{', '}', '\n', '\r'], " "))
        };
        let path = escape(&paths::write(&file.path));
        format!("{}:{path}:{}", part(&file.title), part(&file.media_type))
    };
    attachments.iter().map(write).collect::<Vec<_>>().join(";")
}
