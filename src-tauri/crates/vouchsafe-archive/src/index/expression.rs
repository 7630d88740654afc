//! From the tree of a query to FTS5's match expressions. Words go in between quotes; they hold
//! nothing but letters, digits and marks, for `words` has cut them.

use super::{
    fields::{COLUMNS, MARK},
    query::{Node, Phrase, Query},
};

/// Returns the expression of the whole query, marks of years and language included; `None` if it
/// names no word at all.
pub(super) fn of_query(query: &Query) -> Option<String> {
    let mut parts: Vec<String> = query.node.iter().map(of_node).collect();
    parts.extend(query.language.iter().map(|word| format!("{{{MARK}}} : \"{word}\"")));
    if let Some(words) = query.days.and_then(super::days::Days::any_of) {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        parts.push(format!("{{{MARK}}} : ({})", words.join(" OR ")));
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// Returns the same, looked for only in columns that name an item.
pub(super) fn in_heads(query: &Query) -> Option<String> {
    let heads: Vec<&str> =
        COLUMNS.iter().filter(|column| column.head).map(|column| column.name).collect();
    query.node.as_ref().map(|node| format!("{{{}}} : ({})", heads.join(" "), of_node(node)))
}

/// Returns an expression that any of these phrases meets.
pub(super) fn any(phrases: &[&Phrase]) -> String {
    phrases.iter().map(|phrase| of_phrase(phrase)).collect::<Vec<_>>().join(" OR ")
}

fn of_node(node: &Node) -> String {
    let join = |nodes: &[Node], by: &str| nodes.iter().map(of_node).collect::<Vec<_>>().join(by);
    match node {
        Node::Phrase(phrase) => of_phrase(phrase),
        Node::Or(nodes) => format!("({})", join(nodes, " OR ")),
        Node::And { all, none } if none.is_empty() => format!("({})", join(all, " AND ")),
        Node::And { all, none } => {
            format!("(({}) NOT ({}))", join(all, " AND "), join(none, " OR "))
        }
    }
}

/// Returns the expression of a phrase: any of its forms, in its column or in all but the marks.
pub(super) fn of_phrase(phrase: &Phrase) -> String {
    let star = if phrase.prefix { " *" } else { "" };
    let forms: Vec<String> =
        phrase.forms.iter().map(|form| format!("\"{}\"{star}", form.join(" "))).collect();
    let column = match phrase.column {
        Some(column) => format!("{{{}}}", COLUMNS[column].name),
        None => format!("- {{{MARK}}}"),
    };
    format!("({column} : ({}))", forms.join(" OR "))
}
