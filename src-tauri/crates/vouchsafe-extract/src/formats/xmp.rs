//! Properties of a file in XML: XMP packets, and the like of them in office documents and books.
//!
//! Only a few properties, read by their names; RDF's other ways of writing are left alone.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::proposals::Proposals;

/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 64;

/// Properties by their names, and the variables that they are.
pub type Table = &'static [(&'static str, &'static str)];

/// What a property of XMP means.
const PROPERTIES: Table = &[
    ("dc:title", "title"),
    ("dc:creator", "author"),
    ("dc:description", "abstract"),
    ("dc:publisher", "publisher"),
    ("dc:language", "language"),
    ("dc:rights", "x-rights"),
    ("dc:date", "issued"),
    ("xmp:CreateDate", "issued"),
    ("photoshop:DateCreated", "issued"),
    ("photoshop:Headline", "title"),
    ("photoshop:Credit", "x-rights"),
    ("prism:doi", "DOI"),
    ("prism:publicationName", "container-title"),
    ("prism:issn", "ISSN"),
    ("prism:isbn", "ISBN"),
];

/// Proposes what an XMP packet says.
pub fn propose(packet: &[u8], proposals: &mut Proposals) {
    propose_known(&String::from_utf8_lossy(packet), PROPERTIES, "XMP", proposals);
}

/// Proposes the properties of a table (name, variable) that stand in some XML.
pub fn propose_known(xml: &str, table: Table, origin: &str, proposals: &mut Proposals) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut creators: Vec<String> = Vec::new();
    // What is broken says no more; what it said before stands.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                if open.len() >= MAX_DEPTH {
                    return;
                }
                attributes(&tag, table, origin, proposals);
                open.push(tag.name().as_ref().to_owned());
                text.clear();
            }
            Event::Empty(tag) => attributes(&tag, table, origin, proposals),
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(name) => text.push_str(entity(&name)),
            Event::End(_) => {
                let property = open.iter().rev().find_map(|name| known(table, name));
                if let (Some((name, variable)), false) = (property, text.trim().is_empty()) {
                    if variable == "author" {
                        creators.push(text.trim().to_owned());
                    } else {
                        one(&format!("{origin} {name}"), variable, &text, proposals);
                    }
                }
                text.clear();
                open.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    proposals.names("author", &creators, &format!("{origin} dc:creator"));
}

fn known(table: Table, name: &str) -> Option<(&'static str, &'static str)> {
    table.iter().find(|(known, _)| *known == name).copied()
}

fn attributes(tag: &BytesStart<'_>, table: Table, origin: &str, proposals: &mut Proposals) {
    for attribute in tag.attributes().take(200).flatten() {
        if let Some((name, variable)) = known(table, attribute.key.as_ref()) {
            one(&format!("{origin} {name}"), variable, &attribute.value, proposals);
        }
    }
}

fn one(basis: &str, variable: &str, text: &str, proposals: &mut Proposals) {
    match variable {
        "issued" => proposals.date(variable, text, basis),
        "author" => proposals.names(variable, &[text], basis),
        "language" if text.trim() == "x-default" => {}
        _ => proposals.text(variable, text, basis),
    }
}

/// Returns the character of one of XML's own entities.
pub fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_proposed_with_their_names() {
        let packet = br#"<x:xmpmeta><rdf:RDF><rdf:Description xmp:CreateDate="2024-03-06T10:00:00">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator>
            </rdf:Description></rdf:RDF></x:xmpmeta><broken"#;
        let mut proposals = Proposals::default();
        propose(packet, &mut proposals);
        let found: Vec<String> = proposals
            .into_vec()
            .iter()
            .map(|one| format!("{} {} {}", one.variable, one.value, one.basis))
            .collect();
        assert_eq!(
            found,
            [
                "issued {\"date-parts\":[[2024,3,6]]} XMP xmp:CreateDate",
                "title \"A & B\" XMP dc:title",
                "author [{\"literal\":\"One\"},{\"literal\":\"Two\"}] XMP dc:creator"
            ]
        );
    }
}
