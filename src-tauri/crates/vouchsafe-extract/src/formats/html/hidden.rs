//! What of a page nobody sees, as far as the page itself says so.

use scraper::node::Element;

/// Whether an element and all in it is not shown. What a click opens (`details`) counts as shown:
/// a person can quote from it.
pub fn is_hidden(element: &Element) -> bool {
    let name = element.name();
    let is_never_shown = matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "base"
            | "iframe"
            | "noframes"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "canvas"
            | "area"
            | "datalist"
            | "select"
            | "rp"
            | "rt"
            | "desc"
            | "metadata"
            | "defs"
            | "annotation"
    );
    is_never_shown
        || element.attr("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || (name == "dialog" && element.attr("open").is_none())
        || (name == "input")
        || element.attr("style").is_some_and(hides)
        // SingleFile marks what was not shown when the page was saved.
        || element.attr("class").is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| class == "sf-hidden")
        })
}

fn hides(style: &str) -> bool {
    declarations(style).any(|(property, value)| {
        matches!(
            (property.as_str(), value.as_str()),
            ("display", "none") | ("visibility", "hidden")
        )
    })
}

/// Whether spaces and line breaks in an element count.
pub fn keeps_space(element: &Element) -> bool {
    element.attr("style").is_some_and(|style| {
        declarations(style)
            .any(|(property, value)| property == "white-space" && value.starts_with("pre"))
    })
}

fn declarations(style: &str) -> impl Iterator<Item = (String, String)> + '_ {
    style.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end().to_owned();
        Some((property.trim().to_ascii_lowercase(), value))
    })
}
