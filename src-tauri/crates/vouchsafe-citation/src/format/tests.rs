//! What is printed for which item, in which style and markup; and what cannot harm.

use serde_json::{Value, json};

use super::item;
use super::render::Run;
use super::*;

mod styles;

/// One item of each type that people cite most, and what makes trouble.
pub(super) const ITEMS: &str = include_str!("tests/items.json");

pub(super) fn items(json: Value) -> Vec<Item> {
    serde_json::from_value(json).unwrap()
}

pub(super) fn request(style: &str, markup: Markup, items: Vec<Item>) -> CiteRequest {
    CiteRequest {
        style: StyleChoice::Named(style.to_owned()),
        locale: None,
        markup,
        items,
        citations: Vec::new(),
        bibliography: true,
    }
}

/// Returns the only entry of a bibliography in APA.
#[expect(clippy::needless_pass_by_value, reason = "rows are easier to read")]
fn entry(markup: Markup, item: Value) -> String {
    let cited = cite(&request("apa", markup, items(json!([item])))).unwrap();
    assert_eq!(cited.bibliography.len(), 1, "{:?}", cited.warnings);
    cited.bibliography[0].text.clone()
}

fn cluster(cites: Value) -> CiteRequest {
    let cites: Vec<Cite> = serde_json::from_value(cites).unwrap();
    let works = items(json!([
        { "id": "a", "type": "book", "title": "One", "author": [{ "family": "Doe", "given": "J." }],
          "issued": { "date-parts": [[1999]] } },
        { "id": "b", "type": "book", "title": "Two", "author": [{ "family": "Roe", "given": "R." }],
          "issued": { "date-parts": [[2003]] } },
    ]));
    let citations = vec![cites];
    CiteRequest { citations, bibliography: false, ..request("apa", Markup::Text, works) }
}

#[test]
fn every_shipped_style_is_listed_and_every_common_name_leads_to_one() {
    let listed = styles();
    assert_eq!(listed.len(), 80);
    assert!(listed.iter().all(|style| !style.name.is_empty() && !style.title.is_empty()));
    assert!(listed.iter().any(|style| style.name == "apa" && style.kind == StyleKind::AuthorDate));
    assert!(locales().iter().any(|name| name == "fa-IR"), "{:?}", locales());
    for name in [
        "apa",
        "APA",
        "chicago-author-date",
        "chicago-notes",
        "mla",
        "harvard-cite-them-right",
        "vancouver",
        "ieee",
        "nature",
        "ama",
        "turabian",
        "chicago",
        "harvard",
        "nature.csl",
        "http://www.zotero.org/styles/apa",
    ] {
        let choice = StyleChoice::Named(name.to_owned());
        assert!(style::find(&choice).is_ok(), "{name}");
    }
}

#[test]
fn an_unknown_style_or_locale_is_refused_with_names_near_it() {
    let refused = cite(&request("chicago-autor-date", Markup::Text, Vec::new())).unwrap_err();
    assert!(refused.to_string().contains("chicago-author-date"), "{refused}");
    let asked = CiteRequest { locale: Some("xx-YY".to_owned()), ..cluster(json!([])) };
    assert!(matches!(cite(&asked), Err(CiteError::LocaleUnknown { .. })));
    for (asked, prints) in [("fa", "و"), ("fa_IR", "و"), ("de", "&"), ("pt", "&")] {
        let work = json!([{ "id": "a", "type": "book", "title": "T", "author": [
            { "family": "A", "given": "B" }, { "family": "C", "given": "D" }] }]);
        let locale = Some(asked.to_owned());
        let asked = CiteRequest { locale, ..request("apa", Markup::Text, items(work)) };
        let text = &cite(&asked).unwrap().bibliography[0].text;
        assert!(text.contains(prints), "{text}");
    }
}

#[test]
fn a_title_full_of_markup_is_inert_in_every_markup() {
    let title = r#"<script>x</script> *a* _b_ \ {c} & [d](http://e) `f` "g""#;
    let item =
        json!({ "id": "1", "type": "webpage", "title": title, "URL": "javascript:alert(1)" });
    let html = entry(Markup::Html, item.clone());
    assert!(html.contains("&lt;script&gt;x&lt;/script&gt;") && !html.contains("<script"), "{html}");
    assert!(html.contains("&amp; ") && !html.contains("<a "), "{html}");
    let markdown = entry(Markup::Markdown, item.clone());
    assert!(
        markdown.contains(r"\<script\>x\</script\> \*a\* \_b\_ \\ \{c\} \& \[d\]"),
        "{markdown}"
    );
    let rtf = entry(Markup::Rtf, item.clone());
    assert!(rtf.contains(r"*a* _b_ \\ \{c\} &") && !rtf.contains("HYPERLINK"), "{rtf}");
    assert!(entry(Markup::Text, item).starts_with(title));
}

#[test]
fn a_link_is_one_only_where_it_leads_to_the_web() {
    for (url, leads) in [
        ("https://example.org/?a=1&b=\"2\"", true),
        ("HTTP://example.org", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("file:///etc/passwd", false),
        ("https://exa mple.org", false),
    ] {
        let item = json!({ "id": "1", "type": "webpage", "title": "T", "URL": url });
        let html = entry(Markup::Html, item.clone());
        assert_eq!(html.contains("<a href="), leads, "{html}");
        assert!(!html.contains("\"2\""), "{html}");
        assert_eq!(entry(Markup::Rtf, item).contains("HYPERLINK"), leads, "{url}");
    }
}

#[test]
fn inline_markup_of_a_field_becomes_that_of_the_output() {
    let title = "On <i>E. coli</i> and H<sub>2</sub>O, <sup>2</sup> <b>b</b> <unknown> <i>open";
    let item = json!({ "id": "1", "type": "article-journal", "title": title,
        "author": [{ "family": "Doe" }], "container-title": "Review" });
    for (markup, part) in [
        (Markup::Html, "On <i>E. coli</i> and H<sub>2</sub>O, <sup>2</sup> <b>b</b> &lt;unknown"),
        (Markup::Markdown, r"On *E. coli* and H<sub>2</sub>O, <sup>2</sup> **b** \<unknown\>"),
        (Markup::Text, "On E. coli and H2O, 2 b <unknown> <i>open"),
        (Markup::Rtf, r"{\ltrch\i\ai E. coli}"),
    ] {
        let text = entry(markup, item.clone());
        assert!(text.contains(part), "{text}");
    }
    // Twice italic is upright.
    let book = json!({ "id": "1", "type": "book", "title": "On <i>E. coli</i> today" });
    assert!(entry(Markup::Html, book).contains("<i>On</i> E. coli <i>today</i>"));
}

#[test]
fn what_looks_like_our_own_marks_comes_back_unchanged() {
    for title in
        ["}])}])}]]}", "a}])}])", "\u{F0041}b", "x\u{10400}\u{E0104}y", "}])", "30999 31000"]
    {
        let text = entry(Markup::Text, json!({ "id": "1", "type": "book", "title": title }));
        let plain: String = title.chars().filter(|c| u32::from(*c) < 0x1_0000).collect();
        assert!(text.starts_with(&plain), "{title} became {text}");
    }
}

#[test]
fn persian_entries_run_from_right_to_left_and_are_shortened_as_persian_is() {
    let item = json!({ "id": "1", "type": "book", "title": "تاریخ سکوت", "publisher": "نشر نی",
        "author": [{ "family": "احمدی", "given": "علی رضا" }], "language": "fa",
        "issued": { "date-parts": [[2005]] } });
    let html = entry(Markup::Html, item.clone());
    assert!(html.starts_with("<div class=\"csl-entry\" dir=\"rtl\">احمدی, ع. ر. (2005)"), "{html}");
    let rtf = entry(Markup::Rtf, item);
    assert!(rtf.starts_with("{\\pard\\plain\\rtlpar") && rtf.is_ascii(), "{rtf}");
    assert!(rtf.contains("{\\rtlch \\u1575?\\u1581?\\u1605?\\u1583?\\u1740?"), "{rtf}");
    let latin = entry(Markup::Html, json!({ "id": "1", "type": "book", "title": "Café" }));
    assert!(latin.contains("dir=\"ltr\""), "{latin}");
}

#[test]
fn dates_of_every_form_are_printed() {
    for (issued, printed) in [
        (json!({ "date-parts": [["2001", "3", "05"]] }), "(2001)"),
        (json!({ "date-parts": [[2001], [2003]] }), "(2001–2003)"),
        (json!({ "date-parts": [[2001], [0]] }), "(2001–)"),
        (json!({ "date-parts": [2001] }), "(2001)"),
        (json!({ "raw": "2001-03-05" }), "(2001)"),
        (json!({ "raw": "5 March 2001" }), "(2001)"),
        (json!({ "literal": "forthcoming" }), "(forthcoming)"),
        (json!("2001"), "(2001)"),
        (json!(2001), "(2001)"),
        (json!("۲۰۰۱"), "(2001)"),
        (json!({ "raw": "sometime" }), "(sometime)"),
        (json!({ "date-parts": [[-44]] }), "(44 B.C.E.)"),
        (json!({ "date-parts": [[2001, 99, 77]], "season": "x" }), "(2001)"),
        (json!({ "date-parts": [[2001]], "circa": "1" }), "(ca. 2001)"),
        (json!({ "date-parts": [[]] }), "(n.d.)"),
        (json!({ "date-parts": [[99999]] }), "(n.d.)"),
        (json!([1, 2]), "(n.d.)"),
    ] {
        let item = json!({ "id": "1", "type": "book", "title": "T", "issued": issued,
            "author": [{ "family": "Doe" }] });
        let text = entry(Markup::Text, item);
        assert!(text.contains(printed), "{issued}: {text}");
    }
}

#[test]
fn days_of_one_month_share_its_name() {
    for (end, printed) in [
        (json!([2001, 5, 9]), "(2001, May 1–9)"),
        (json!([2001, 6, 2]), "(2001, May 1–June 2)"),
        (json!([2002, 6, 2]), "(2001–2002, May 1–June 2)"),
    ] {
        let item = json!({ "id": "1", "type": "article-newspaper", "title": "T",
            "author": [{ "family": "Doe" }], "issued": { "date-parts": [[2001, 5, 1], end] } });
        let text = entry(Markup::Text, item);
        assert!(text.contains(printed), "{text}");
    }
}

#[test]
fn an_odd_item_is_named_and_the_others_are_printed() {
    let odd = json!([
        { "id": 7, "type": "book", "title": ["A", "B"], "author": "Doe, J.", "volume": 1.5 },
        { "type": "no-such-type", "title": "C", "author": [{}, null, { "given": "Solo" }] },
        { "id": "x", "title": { "a": 1 }, "custom": { "deep": [1] }, "issued": { "a": 1 } },
        { "id": "x", "type": "book", "title": "twice" },
        { "id": "y", "type": "book", "title": "Last", "volume": -1, "page": 99_999_999_999_i64 },
        { "id": "z", "type": "article-journal", "volume": "0x", "issue": "", "page": "--,",
          "edition": "½" },
    ]);
    for style in ["apa", "mla", "ieee", "chicago-notes", "vancouver"] {
        let cited = cite(&request(style, Markup::Text, items(odd.clone()))).unwrap();
        let ids: Vec<&str> = cited.bibliography.iter().map(|entry| entry.id.as_str()).collect();
        assert!(ids.contains(&"7") && ids.contains(&"y"), "{style}: {ids:?} {:?}", cited.warnings);
        assert!(cited.warnings.iter().any(|warning| warning.contains("x: two items")));
        assert!(cited.warnings.iter().any(|warning| warning.contains("no-such-type")));
    }
}

#[test]
fn affixes_stand_around_their_own_cite() {
    for (cites, printed) in [
        (json!([{ "id": "a" }]), "(Doe, 1999)"),
        (
            json!([{ "id": "a", "prefix": "see", "suffix": ", and more" }]),
            "(see Doe, 1999, and more)",
        ),
        (
            json!([{ "id": "a", "locator": { "label": "page", "value": "4-5" } },
                { "id": "b", "prefix": "but " }]),
            "(Doe, 1999, pp. 4–5; but Roe, 2003)",
        ),
        (json!([{ "id": "a", "suppress_author": true }]), "(1999)"),
        (json!([{ "id": "a" }, { "id": "nobody" }]), "(Doe, 1999) [?nobody]"),
    ] {
        let cited = cite(&cluster(cites)).unwrap();
        assert_eq!(cited.citations, [printed], "{:?}", cited.warnings);
    }
}

#[test]
fn notes_say_less_the_second_time() {
    let cite_of = |id: &str| vec![Cite { id: id.to_owned(), ..Cite::default() }];
    let notes = CiteRequest {
        style: StyleChoice::Named("chicago-notes".to_owned()),
        citations: vec![cite_of("a"), cite_of("b"), cite_of("a")],
        ..cluster(json!([]))
    };
    let cited = cite(&notes).unwrap();
    assert_eq!(cited.citations, ["J. Doe, One (1999).", "R. Roe, Two (2003).", "Doe, One."]);
}

#[test]
fn a_hostile_style_is_refused_before_it_is_read() {
    let laughs = "<!DOCTYPE style [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\
                  <style>&b;</style>";
    let deep = format!("<style>{}", "<group>".repeat(100_000));
    let wide = format!("<style {}>", "a=\"\" ".repeat(10_000));
    let huge = format!("<style>{}</style>", " ".repeat(2 << 20));
    let quoted = format!("<style>{}", "<g a='/>'>".repeat(50_000));
    for (xml, word) in [
        (laughs.to_owned(), "document type"),
        (deep, "200 deep"),
        (wide, "16 KiB"),
        (huge, "1 MiB"),
        (quoted, "200 deep"),
        ("<style".to_owned(), "not closed"),
        ("hello".to_owned(), "no `style`"),
        ("<style></style>".to_owned(), "not a CSL"),
        ("<style><![CDATA[x]]></style>".to_owned(), "document type"),
    ] {
        let style = StyleChoice::Xml(xml);
        let asked = CiteRequest { style, ..cluster(json!([{ "id": "a" }])) };
        let refused = cite(&asked).unwrap_err().to_string();
        assert!(refused.contains(word), "{word}: {refused}");
    }
}

#[test]
fn macros_that_never_end_are_refused() {
    let style = |macros: &str| {
        StyleChoice::Xml(format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
             <info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>\
             {macros}<citation><layout><text macro=\"m0\"/></layout></citation></style>"
        ))
    };
    let one = |n: usize, times: usize| {
        let call = format!("<text macro=\"m{}\"/>", n + 1).repeat(times);
        format!("<macro name=\"m{n}\">{call}</macro>")
    };
    let last = "<macro name=\"m9\"><text value=\"end\"/></macro>";
    let circle = "<macro name=\"m0\"><text macro=\"m1\"/></macro>\
                  <macro name=\"m1\"><text macro=\"m0\"/></macro>";
    let chain: String = (0..5000).map(|n| one(n, 1)).collect();
    let backwards: String = (0..5000).rev().map(|n| one(n, 1)).collect();
    let laughs: String = (0..40).map(|n| one(n, 8)).collect();
    let sound: String = (0..9).map(|n| one(n, 1)).chain([last.to_owned()]).collect();
    for (macros, refused) in
        [(circle, true), (&chain, true), (&backwards, true), (&laughs, true), (&sound, false)]
    {
        let asked = CiteRequest { style: style(macros), ..cluster(json!([{ "id": "a" }])) };
        let cited = cite(&asked);
        assert_eq!(matches!(cited, Err(CiteError::StyleInvalid { .. })), refused, "{cited:?}");
    }
}

#[test]
fn a_dependent_style_is_followed_to_its_parent() {
    let dependent = |parent: &str| {
        StyleChoice::Xml(format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" \
             default-locale=\"de-DE\">\
             <info><title>t</title><id>t</id><link href=\"http://www.zotero.org/styles/{parent}\" \
             rel=\"independent-parent\"/>\
             <updated>2020-01-01T00:00:00+00:00</updated></info></style>"
        ))
    };
    let asked =
        |parent| CiteRequest { style: dependent(parent), ..cluster(json!([{ "id": "a" }])) };
    assert_eq!(cite(&asked("apa")).unwrap().citations, ["(Doe, 1999)"]);
    let refused = cite(&asked("nowhere")).unwrap_err();
    assert!(matches!(&refused, CiteError::StyleDependent { parent } if parent.contains("nowhere")));
}

#[test]
fn documents_of_each_markup_are_whole() {
    let works = items(serde_json::from_str(ITEMS).unwrap());
    for (markup, start, end) in [
        (Markup::Rtf, "{\\rtf1\\ansi", "}\n"),
        (Markup::Html, "<!DOCTYPE html>", "</html>\n"),
        (Markup::Text, "@rookery. (2024", ".\n"),
        (Markup::Markdown, "\\@rookery. (2024", ".\n"),
    ] {
        let cited = cite(&request("apa", markup, works.clone())).unwrap();
        let text = document(&cited, markup);
        assert!(text.starts_with(start) && text.ends_with(end), "{text}");
        if markup == Markup::Rtf {
            let bare = text.replace("\\\\", "").replace("\\{", "").replace("\\}", "");
            assert_eq!(bare.matches('{').count(), bare.matches('}').count());
            assert!(text.is_ascii());
        }
    }
}

#[test]
fn a_long_bibliography_reads_like_a_short_one() {
    let families = ["Doe", "Roe", "Poe", "Loe", "احمدی"];
    let many: Vec<Value> = (0..60)
        .map(|n| {
            let (family, given) = (families[n * 7 % 5], ["Ann", "Ben", "Cy"][n * 5 % 3]);
            let kind = ["book", "article-journal", "webpage", "report"][n % 4];
            json!({ "id": format!("k{n}"), "type": kind, "title": format!("Title {}", n * 13 % 60),
                "author": [{ "family": family, "given": given },
                    { "family": families[n % 4], "given": "Z." }],
                "container-title": "Review", "volume": n, "page": "1-9",
                "issued": { "date-parts": [[1990 + n * 11 % 6]] } })
        })
        .collect();
    let many = items(Value::Array(many));
    for style in [
        "apa",
        "mla",
        "ieee",
        "chicago-author-date",
        "chicago-notes",
        "nature",
        "harvard",
        "vancouver",
        "taylor-and-francis-chicago-author-date",
        "american-anthropological-association",
    ] {
        let request = request(style, Markup::Html, many.clone());
        let long = cite(&request).unwrap().bibliography;
        let found = style::find(&request.style).unwrap();
        let chosen = style::locale(&found, &request).unwrap();
        let mut prepared = item::prepare(&request.items);
        let mut short = Run::of_all(&found, &chosen, &prepared).in_one(&mut prepared).unwrap();
        short.iter_mut().for_each(|(_, pieces)| piece::tidy(pieces));
        let written = short.iter().map(|(place, pieces)| {
            let place_of = write::Place::Entry { rtl: piece::starts_rtl(pieces), hanging: false };
            (prepared.ids[*place].clone(), write::write(pieces, Markup::Html, place_of))
        });
        let long = long.into_iter().map(|entry| (entry.id, entry.text));
        for (at, (long, short)) in long.zip(written).enumerate() {
            assert_eq!(long, short, "entry {at} in {}", found.info.id);
        }
    }
}
