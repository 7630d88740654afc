//! What a page says about itself in its head, and where: meta tags, the title, its address.

use scraper::node::Element;
use scraper::{Html, Node};

use super::super::blocks::language_tag;
use super::super::proposals::Proposals;
use super::json_ld;

/// The most `time` elements that are taken for dates of the page; more are a calendar.
const MAX_TIMES: usize = 4;

/// What a meta tag's name means in CSL, and as what its content is read.
const META: &[(&str, &str, Reading)] = &[
    ("citation_title", "title", Reading::Text),
    ("citation_author", "author", Reading::Name),
    ("citation_authors", "author", Reading::Names),
    ("citation_editor", "editor", Reading::Name),
    ("citation_publication_date", "issued", Reading::Date),
    ("citation_date", "issued", Reading::Date),
    ("citation_online_date", "issued", Reading::Date),
    ("citation_journal_title", "container-title", Reading::Text),
    ("citation_inbook_title", "container-title", Reading::Text),
    ("citation_conference_title", "event-title", Reading::Text),
    ("citation_publisher", "publisher", Reading::Text),
    ("citation_volume", "volume", Reading::Text),
    ("citation_issue", "issue", Reading::Text),
    ("citation_firstpage", "page-first", Reading::Text),
    ("citation_doi", "DOI", Reading::Text),
    ("citation_isbn", "ISBN", Reading::Text),
    ("citation_issn", "ISSN", Reading::Text),
    ("citation_language", "language", Reading::Language),
    ("citation_abstract", "abstract", Reading::Text),
    ("dc.title", "title", Reading::Text),
    ("dc.creator", "author", Reading::Name),
    ("dc.contributor", "contributor", Reading::Name),
    ("dc.date", "issued", Reading::Date),
    ("dc.date.issued", "issued", Reading::Date),
    ("dc.date.created", "issued", Reading::Date),
    ("dc.publisher", "publisher", Reading::Text),
    ("dc.language", "language", Reading::Language),
    ("dc.description", "abstract", Reading::Text),
    ("dc.identifier", "number", Reading::Text),
    ("dc.source", "source", Reading::Text),
    ("dcterms.title", "title", Reading::Text),
    ("dcterms.creator", "author", Reading::Name),
    ("dcterms.contributor", "contributor", Reading::Name),
    ("dcterms.date", "issued", Reading::Date),
    ("dcterms.issued", "issued", Reading::Date),
    ("dcterms.created", "issued", Reading::Date),
    ("dcterms.publisher", "publisher", Reading::Text),
    ("dcterms.language", "language", Reading::Language),
    ("dcterms.abstract", "abstract", Reading::Text),
    ("dcterms.identifier", "number", Reading::Text),
    ("og:title", "title", Reading::Text),
    ("og:site_name", "container-title", Reading::Text),
    ("og:url", "URL", Reading::Text),
    ("og:description", "abstract", Reading::Text),
    ("og:locale", "language", Reading::Language),
    ("article:published_time", "issued", Reading::Date),
    ("article:author", "author", Reading::Name),
    ("article:publisher", "publisher", Reading::Name),
    ("book:author", "author", Reading::Name),
    ("book:isbn", "ISBN", Reading::Text),
    ("book:release_date", "issued", Reading::Date),
    ("twitter:title", "title", Reading::Text),
    ("twitter:description", "abstract", Reading::Text),
    ("twitter:creator", "author", Reading::Name),
    ("author", "author", Reading::Name),
    ("description", "abstract", Reading::Text),
    ("date", "issued", Reading::Date),
    ("pubdate", "issued", Reading::Date),
    ("parsely-title", "title", Reading::Text),
    ("parsely-author", "author", Reading::Name),
    ("parsely-pub-date", "issued", Reading::Date),
    ("sailthru.date", "issued", Reading::Date),
];

/// As what a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Text,
    Language,
    Date,
    /// One name; tags of the same name give one list.
    Name,
    /// Names parted by semicolons.
    Names,
}

/// Proposes what a page says about itself.
pub fn propose(page: &Html, proposals: &mut Proposals) {
    let mut metas: Vec<(String, String)> = Vec::new();
    let mut times = 0;
    for node in page.tree.root().descendants() {
        match node.value() {
            Node::Comment(comment) => single_file(comment, proposals),
            Node::Element(element) => match element.name() {
                "meta" => metas.extend(meta(element)),
                "html" => {
                    let language = element.attr("lang").or_else(|| element.attr("xml:lang"));
                    if let Some(language) = language.and_then(language_tag) {
                        proposals.text("language", &language, "html lang");
                    }
                }
                "title" if !is_in_svg(node) => {
                    proposals.text("title", &text_of(node), "title element");
                }
                "link" if is_canonical(element) => {
                    let address = element.attr("href").unwrap_or_default();
                    proposals.text("URL", address, "link canonical");
                }
                "script" if is_json_ld(element) => json_ld::propose(&text_of(node), proposals),
                "time" if times < MAX_TIMES => {
                    times += 1;
                    let text = text_of(node);
                    let written = element.attr("datetime").unwrap_or(&text);
                    proposals.date("issued", written, "time element");
                }
                _ => {}
            },
            _ => {}
        }
    }
    for (name, variable, reading) in META {
        propose_meta(&metas, name, variable, *reading, proposals);
    }
}

fn propose_meta(
    metas: &[(String, String)],
    name: &str,
    variable: &str,
    reading: Reading,
    proposals: &mut Proposals,
) {
    let contents: Vec<&str> =
        metas.iter().filter(|(found, _)| found == name).map(|(_, content)| &**content).collect();
    let basis = format!("meta {name}");
    match reading {
        Reading::Name => {
            // An address of a profile is not a name.
            let names: Vec<&str> =
                contents.into_iter().filter(|name| !name.trim().starts_with("http")).collect();
            if variable == "publisher" {
                names.iter().for_each(|name| proposals.text(variable, name, &basis));
            } else {
                proposals.names(variable, &names, &basis);
            }
        }
        Reading::Names => {
            let names: Vec<&str> = contents.iter().flat_map(|all| all.split(';')).collect();
            proposals.names(variable, &names, &basis);
        }
        Reading::Date => contents.iter().for_each(|text| proposals.date(variable, text, &basis)),
        Reading::Language => {
            for tag in contents.into_iter().filter_map(language_tag) {
                proposals.text(variable, &tag, &basis);
            }
        }
        Reading::Text => contents.iter().for_each(|text| proposals.text(variable, text, &basis)),
    }
}

/// Returns a meta tag's name, in small letters, and its content.
fn meta(element: &Element) -> Option<(String, String)> {
    let name = ["name", "property", "itemprop"].iter().find_map(|one| element.attr(one))?;
    // Dublin Core's dot and colon are one.
    let name = name.trim().to_ascii_lowercase();
    let name = match name.split_once(':') {
        Some((prefix @ ("dc" | "dcterms"), rest)) => format!("{prefix}.{rest}"),
        _ => name,
    };
    let name = if name == "datepublished" { "date".to_owned() } else { name };
    Some((name, element.attr("content")?.to_owned()))
}

/// Proposes what SingleFile wrote down when it saved a page.
fn single_file(comment: &str, proposals: &mut Proposals) {
    if !comment.contains("Page saved with SingleFile") {
        return;
    }
    for line in comment.lines() {
        let line = line.trim();
        if let Some(address) = line.strip_prefix("url:") {
            proposals.text("URL", address, "SingleFile url");
        } else if let Some(date) = line.strip_prefix("saved date:") {
            proposals.date("accessed", date, "SingleFile saved date");
        }
    }
}

fn is_canonical(element: &Element) -> bool {
    element.attr("rel").is_some_and(|rel| {
        rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"))
    })
}

fn is_json_ld(element: &Element) -> bool {
    element
        .attr("type")
        .is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

fn is_in_svg(node: super::ego_node::NodeRef<'_>) -> bool {
    node.parent()
        .and_then(|parent| parent.value().as_element().map(Element::name))
        .is_some_and(|name| name != "head" && name != "html" && name != "body")
}

fn text_of(node: super::ego_node::NodeRef<'_>) -> String {
    node.descendants().filter_map(|one| one.value().as_text().map(|text| &**text)).collect()
}

/// Returns the charset that a page's first bytes declare, in a meta tag or an XML declaration.
pub fn declared_charset(start: &[u8]) -> Option<String> {
    let text: String = start.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let text = without_comments(&text);
    if let Some(declaration) = text.trim_start().strip_prefix("<?xml") {
        let declaration = declaration.split("?>").next().unwrap_or_default();
        if let Some(value) = value_after(declaration, "encoding") {
            return Some(value);
        }
    }
    text.split("<meta").skip(1).find_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        value_after(tag, "charset")
    })
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn value_after(text: &str, key: &str) -> Option<String> {
    let rest = text.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>'))
        .unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}
