//! Pages in, blocks and proposals out.

use serde_json::{Value, json};

use super::*;

fn texts(html: &str) -> Vec<(BlockKind, String)> {
    let Some(text) = read(html.as_bytes(), false).text else { return Vec::new() };
    let chars: Vec<char> = text.text.chars().collect();
    let slice = |start: u64, end: u64| {
        let range = usize::try_from(start).expect("small")..usize::try_from(end).expect("small");
        chars[range].iter().collect()
    };
    text.structure.blocks.iter().map(|one| (one.kind, slice(one.start, one.end))).collect()
}

#[test]
fn what_can_be_seen_becomes_blocks() {
    use BlockKind::{Caption, Heading, ListItem, Paragraph, Preformatted, Quotation, TableRow};
    for (html, expected) in [
        ("<p>a <b>b</b><i> c</i>\n d", vec![(Paragraph, "a b c d")]),
        ("<h2>T</h2>text<p>more", vec![(Heading, "T"), (Paragraph, "text"), (Paragraph, "more")]),
        ("<p>one<br>two<br><br>three", vec![(Paragraph, "one\ntwo"), (Paragraph, "three")]),
        (
            "<ul><li>a<ul><li>b</ul><li><p>c</ul>",
            vec![(ListItem, "a"), (ListItem, "b"), (ListItem, "c")],
        ),
        (
            "<blockquote><p>q</p><p>r</p></blockquote>s",
            vec![(Quotation, "q"), (Quotation, "r"), (Paragraph, "s")],
        ),
        ("<pre>\n  a\n\n  b</pre>", vec![(Preformatted, "  a\n\n  b")]),
        (
            "<table><caption>C</caption><tr><th>a<th>b<tr><td><p>1</p><td>2<br>3</table>",
            vec![(Caption, "C"), (TableRow, "a\tb"), (TableRow, "1\t2 3")],
        ),
        (
            "<table><tr><td><h1>T</h1><p>a</p><p>b</p></table>",
            vec![(Heading, "T"), (Paragraph, "a"), (Paragraph, "b")],
        ),
        (
            "<p>a<script>x</script><style>y</style><span hidden>z</span><template>t</template>",
            vec![(Paragraph, "a")],
        ),
        (
            "<p style='color:red; display : NONE !important'>a<p>b<div class='x sf-hidden'>c",
            vec![(Paragraph, "b")],
        ),
        ("<noscript><p>n</noscript><p>&nbsp;<p>&lt;b&gt;&amp;", vec![(Paragraph, "<b>&")]),
        ("<figure><img alt=x><figcaption>f</figcaption></figure>", vec![(Caption, "f")]),
        (
            "<nav><a>Home</a><a>Town</a> <a><b>W</b>orld</a></nav>",
            vec![(Paragraph, "Home Town World")],
        ),
        ("", vec![]),
    ] {
        let expected: Vec<(BlockKind, String)> =
            expected.into_iter().map(|(kind, text)| (kind, text.to_owned())).collect();
        assert_eq!(texts(html), expected, "{html}");
    }
}

#[test]
fn languages_and_directions_are_inherited() {
    let html = "<html lang=fa dir=rtl><p>41</p><p lang=en dir=ltr>one</p><div lang=''><p>سند";
    let blocks = read(html.as_bytes(), false).text.expect("there is text").structure.blocks;
    let found: Vec<_> = blocks.iter().map(|one| (one.language.as_deref(), one.direction)).collect();
    assert_eq!(
        found,
        [(Some("fa"), Direction::Rtl), (Some("en"), Direction::Ltr), (None, Direction::Rtl)]
    );
}

#[test]
fn a_page_of_two_thousand_levels_keeps_its_text() {
    for tag in ["div", "span", "blockquote"] {
        let html = format!("<p>before</p>{}in the depth", format!("<{tag}>").repeat(2_000));
        let made = read(html.as_bytes(), false);
        let text = made.text.expect("there is text").text;
        assert!(text.contains("before") && text.contains("in the depth"), "{tag}");
        assert_eq!(made.warnings.len(), 1, "{tag}");
    }
}

#[test]
fn charsets_are_found_where_they_are_declared() {
    for (html, expected) in [
        (&b"<meta charset=windows-1256><p>\xCF\xC7\xCF"[..], "داد"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>\xE9", "é"),
        (b"<!-- <meta charset=latin1> --><meta charset='utf-8'><p>\xC3\xA9", "é"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><html><p>\xE9", "é"),
        (b"<p>\xC3\xA9", "é"),
    ] {
        assert_eq!(read(html, false).text.expect("there is text").text, expected);
    }
}

#[test]
fn xhtml_with_empty_elements_keeps_its_text() {
    let xhtml = "<html><head><title/><script src='a'/></head><body><a id='x'/><p>seen</p></body>";
    assert_eq!(read(xhtml.as_bytes(), true).text.expect("there is text").text, "seen");
}

#[test]
fn every_place_that_names_a_thing_proposes_it() {
    let html = r#"<html lang=en><!--
 Page saved with SingleFile
 url: https://a.example/x
 saved date: Fri Mar 08 2024 09:26:44 GMT+0000 (Western European Standard Time)
--><head><title> A
 title </title><link rel=canonical href=https://a.example/>
<meta name=citation_title content="B"><meta name=citation_author content="Kenarjui, Behrad">
<meta name=citation_author content="Press desk"><meta name="DC.date" content="۱۴۰۲/۱۲/۱۶">
<meta property=og:title content=C><meta property=article:author content=https://b.example/>
<script type=application/ld+json>{"@graph":[{"@type":["NewsArticle"],"headline":"D",
 "datePublished":"2024-03-08T06:30:00+01:00","author":[{"@type":"Person","givenName":"Iraj",
 "familyName":"Dornabin"}],"publisher":{"name":"P"}}]}</script>
<script type=application/ld+json>{broken</script></head><body><time datetime=2024-03-09>x</time>"#;
    let found = read(html.as_bytes(), false).proposals.into_vec();
    let expect = |variable: &str, value: Value, basis: &str| {
        assert!(
            found.iter().any(|one| {
                one.variable == variable && one.value == value && one.basis == basis
            }),
            "{variable} {basis} not in {found:#?}"
        );
    };
    expect("title", json!("A title"), "title element");
    expect("title", json!("B"), "meta citation_title");
    expect("title", json!("C"), "meta og:title");
    expect("title", json!("D"), "JSON-LD headline");
    expect(
        "author",
        json!([{ "family": "Kenarjui", "given": "Behrad" }, { "literal": "Press desk" }]),
        "meta citation_author",
    );
    expect("author", json!([{ "family": "Dornabin", "given": "Iraj" }]), "JSON-LD author");
    expect("issued", json!({ "literal": "۱۴۰۲/۱۲/۱۶" }), "meta dc.date");
    expect("issued", json!({ "date-parts": [[2024, 3, 8]] }), "JSON-LD datePublished");
    expect("issued", json!({ "date-parts": [[2024, 3, 9]] }), "time element");
    expect("accessed", json!({ "date-parts": [[2024, 3, 8]] }), "SingleFile saved date");
    expect("URL", json!("https://a.example/x"), "SingleFile url");
    expect("URL", json!("https://a.example/"), "link canonical");
    expect("publisher", json!("P"), "JSON-LD publisher");
    expect("language", json!("en"), "html lang");
    expect("type", json!("article-newspaper"), "JSON-LD @type");
    assert!(!found.iter().any(|one| one.basis == "meta article:author"));
}
