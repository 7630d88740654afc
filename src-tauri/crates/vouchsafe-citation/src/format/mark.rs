//! How inline markup of a field survives a renderer that knows nothing of it.
//!
//! Tags become runs of closing brackets, which case rules look through; letters that must keep
//! their case, and initials in scripts without capitals, become other characters for the journey.
//! Everything here has an inverse, used on what comes back.

/// Begins every mark. Closing brackets count neither as a letter nor as a word's end.
const HEAD: &str = "}])}])";

/// A tag of CSL-JSON's inline markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    Plain,
    NoCase,
}

const TAGS: [Tag; 6] =
    [Tag::Italic, Tag::Bold, Tag::Superscript, Tag::Subscript, Tag::SmallCaps, Tag::Plain];

/// A stretch of decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Open(Tag),
    Close,
}

/// Where letters that keep their case go: a plane of private characters.
const KEPT: u32 = 0xF_0000;
/// A capital that no text of ours has, to carry an initial: DESERET CAPITAL LETTER LONG I.
const CARRIER: char = '\u{10400}';
/// Sixteen selectors that cling to the carrier, one for each four bits of the letter carried.
const SELECTORS: u32 = 0xE_0100;

/// Encodes the inline HTML of a field; what is not such markup stays text.
pub(super) fn encode(field: &str) -> String {
    let field = without_our_marks(field);
    let field = if field.contains(['\n', '\r', '\t']) {
        field.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        field
    };
    if !field.contains('<') {
        return field;
    }
    let tags = balanced(&field);
    let mut out = String::with_capacity(field.len() + 16);
    let (mut at, mut keep) = (0, 0_usize);
    let mut open: Vec<Tag> = Vec::new();
    for (start, end, tag) in tags {
        push_text(&mut out, &field[at..start], keep > 0);
        at = end;
        match tag {
            Some(tag) => {
                open.push(tag);
                if tag == Tag::NoCase { keep += 1 } else { push_mark(&mut out, Some(tag)) }
            }
            None => match open.pop() {
                Some(Tag::NoCase) => keep -= 1,
                _ => push_mark(&mut out, None),
            },
        }
    }
    push_text(&mut out, &field[at..], keep > 0);
    out
}

/// Encodes letters so that no case rule touches them.
pub(super) fn keep_case(text: &str) -> String {
    let kept = |c: char| {
        let private = (u32::from(c) < 0x1_0000).then(|| char::from_u32(KEPT + u32::from(c)));
        if c.is_alphabetic() { private.flatten().unwrap_or(c) } else { c }
    };
    text.chars().map(kept).collect()
}

/// Encodes the first letter of each word of a given name that has no capitals, so that it counts
/// as one: `علی رضا` is then shortened to `ع. ر.` by a style that shortens.
pub(super) fn capitalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start && super::piece::is_rtl(c) {
            out.push(CARRIER);
            for shift in (0..4).rev() {
                let nibble = (u32::from(c) >> (shift * 4)) & 0xF;
                out.extend(char::from_u32(SELECTORS + nibble));
            }
        } else {
            out.push(c);
        }
        start = c.is_whitespace() || c == '-';
    }
    out
}

/// Decodes text as it came back.
pub(super) fn decode(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(HEAD) {
        let code = rest.get(at + HEAD.len()..at + HEAD.len() + 3).and_then(digits);
        let code = code.filter(|_| rest[at + HEAD.len() + 3..].starts_with('}'));
        push_part(&mut parts, &rest[..at]);
        match code {
            Some(0) => parts.push(Part::Close),
            Some(n) if n <= TAGS.len() => parts.push(Part::Open(TAGS[n - 1])),
            _ => {}
        }
        let end = if code.is_some() { at + HEAD.len() + 4 } else { at + HEAD.len() };
        rest = &rest[end..];
    }
    push_part(&mut parts, rest);
    parts
}

/// Returns decoded text without its marks.
pub(super) fn plain(text: &str) -> String {
    let parts = decode(text).into_iter();
    parts.filter_map(|part| if let Part::Text(text) = part { Some(text) } else { None }).collect()
}

fn push_part(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(restore(text)));
    }
}

fn restore(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c == CARRIER {
            let mut value = 0_u32;
            while let Some(nibble) = characters.peek().and_then(|next| selected(*next)) {
                value = (value << 4 | nibble) & 0x1F_FFFF;
                characters.next();
            }
            out.extend(char::from_u32(value).filter(|_| value != 0));
        } else if (KEPT..KEPT + 0x1_0000).contains(&u32::from(c)) {
            out.extend(char::from_u32(u32::from(c) - KEPT));
        } else {
            out.push(c);
        }
    }
    out
}

fn selected(c: char) -> Option<u32> {
    u32::from(c).checked_sub(SELECTORS).filter(|nibble| *nibble < 16)
}

/// Takes out of a field what would be read back as ours.
fn without_our_marks(field: &str) -> String {
    if field.is_ascii() && !field.contains("}])") {
        return field.to_owned();
    }
    let foreign = |c: char| {
        c != CARRIER && selected(c).is_none() && !(KEPT..KEPT + 0x1_0000).contains(&u32::from(c))
    };
    let field: String = field.chars().filter(|c| foreign(*c)).collect();
    // A kept bracket is no bracket on the way, and one again afterwards.
    let bracket = char::from_u32(KEPT + u32::from('}')).unwrap_or('}');
    field.replace("}])", &format!("{bracket}])"))
}

fn push_text(out: &mut String, text: &str, keep: bool) {
    if keep { out.push_str(&keep_case(text)) } else { out.push_str(text) }
}

fn push_mark(out: &mut String, tag: Option<Tag>) {
    let code = tag.map_or(0, |tag| TAGS.iter().position(|one| *one == tag).map_or(0, |at| at + 1));
    out.push_str(HEAD);
    for shift in [9, 3, 1] {
        out.push(['}', ']', ')'][code / shift % 3]);
    }
    // A suffix that repeats what stands before it is dropped; few styles have this one.
    out.push('}');
}

fn digits(code: &str) -> Option<usize> {
    code.chars().try_fold(0, |value, c| {
        let digit = ['}', ']', ')'].iter().position(|one| *one == c)?;
        Some(value * 3 + digit)
    })
}

/// Returns the known and closed tags of `field`, in order: where, and what (`None` closes).
fn balanced(field: &str) -> Vec<(usize, usize, Option<Tag>)> {
    let mut found: Vec<(usize, usize, Option<Tag>)> = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut dropped: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(start) = field[at..].find('<').map(|start| at + start) {
        let Some((length, name, tag)) = tag_at(&field[start..]) else {
            at = start + 1;
            continue;
        };
        at = start + length;
        if tag.is_some() {
            open.push((found.len(), name));
            found.push((start, at, tag));
        } else if let Some(place) = open.iter().rposition(|(_, opened)| *opened == name) {
            // What was opened inside and never closed stays text.
            dropped.extend(open.drain(place + 1..).map(|(index, _)| index));
            open.pop();
            found.push((start, at, None));
        }
    }
    dropped.extend(open.into_iter().map(|(index, _)| index));
    let kept = found.into_iter().enumerate().filter(|(index, _)| !dropped.contains(index));
    kept.map(|(_, tag)| tag).collect()
}

/// Reads one tag: its length, its element, and what it opens (`None` if it closes).
fn tag_at(text: &str) -> Option<(usize, &'static str, Option<Tag>)> {
    const SIMPLE: [(&str, &str, Tag); 5] = [
        ("<i>", "i", Tag::Italic),
        ("<b>", "b", Tag::Bold),
        ("<sup>", "sup", Tag::Superscript),
        ("<sub>", "sub", Tag::Subscript),
        ("<sc>", "sc", Tag::SmallCaps),
    ];
    for (opening, name, tag) in SIMPLE {
        if text.starts_with(opening) {
            return Some((opening.len(), name, Some(tag)));
        }
    }
    for (closing, name) in [
        ("</i>", "i"),
        ("</b>", "b"),
        ("</sup>", "sup"),
        ("</sub>", "sub"),
        ("</sc>", "sc"),
        ("</span>", "span"),
    ] {
        if text.starts_with(closing) {
            return Some((closing.len(), name, None));
        }
    }
    let end = text.starts_with("<span ").then(|| text.find('>')).flatten()?;
    let attributes: String = text[6..end].chars().filter(|c| !c.is_whitespace()).collect();
    let tag = match attributes.trim_end_matches([';', '"', '\'']) {
        "class=\"nocase" | "class='nocase" => Tag::NoCase,
        "class=\"nodecor" | "class='nodecor" => Tag::Plain,
        "style=\"font-variant:small-caps" | "style='font-variant:small-caps" => Tag::SmallCaps,
        _ => return None,
    };
    Some((end + 1, "span", Some(tag)))
}
