//! Small archives in, text out.

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::Made;
use super::*;
use crate::BlockKind;

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn kinds(made: &Made) -> Vec<(BlockKind, Option<u8>)> {
    let text = made.text.as_ref().expect("there is text");
    text.structure.blocks.iter().map(|one| (one.kind, one.level)).collect()
}

#[test]
fn a_docx_is_read_as_it_is_shown() {
    let body = r#"<w:document><w:body>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Titel &amp; x</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:del><w:r><w:t>gone</w:t>
          </w:r></w:del>
          <w:r><w:t>two</w:t><w:br/><w:t>three</w:t><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>
          </w:tc>
          <w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>
          <mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
        </w:body></w:document>"#;
    let notes = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r>
        </w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>a note</w:t></w:r></w:p>
        </w:footnote></w:footnotes>"#;
    let styles = r#"<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/>
        </w:style></w:styles>"#;
    let core = "<cp:coreProperties><dc:title>T</dc:title><dcterms:created>2024-03-18T17:05:00Z\
        </dcterms:created></cp:coreProperties>";
    let made = read_docx(&archive(&[
        ("word/document.xml", body),
        ("word/footnotes.xml", notes),
        ("word/styles.xml", styles),
        ("docProps/core.xml", core),
    ]));
    assert_eq!(
        kinds(&made),
        [
            (BlockKind::Heading, Some(1)),
            (BlockKind::Paragraph, None),
            (BlockKind::ListItem, Some(2)),
            (BlockKind::TableRow, None),
            (BlockKind::Paragraph, None),
            (BlockKind::Paragraph, None),
        ]
    );
    assert_eq!(
        made.text.expect("there is text").text,
        "Titel & x\n\nOne two\nthree[2]\n\nitem\n\na b\tc\n\nbox\n\n[2] a note"
    );
    let bases: Vec<_> = made.proposals.into_vec().into_iter().map(|one| one.basis).collect();
    assert_eq!(bases, ["core properties dc:title", "core properties dcterms:created"]);
}

#[test]
fn an_odt_is_read_as_it_is_shown() {
    let content = r#"<office:document-content><office:body><office:text>
        <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
        <text:h text:outline-level="2">H</text:h>
        <text:p>a  b<text:s text:c="2"/>c<text:line-break/>d<text:note><text:note-citation>1
          </text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>e
          </text:p>
        <text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two
          </text:p></text:list-item></text:list></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>
          <table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>
        </office:text></office:body></office:document-content>"#;
    let made = read_odt(&archive(&[("content.xml", content)]));
    assert_eq!(
        kinds(&made),
        [
            (BlockKind::Heading, Some(2)),
            (BlockKind::Paragraph, None),
            (BlockKind::ListItem, Some(1)),
            (BlockKind::ListItem, Some(2)),
            (BlockKind::TableRow, None),
            (BlockKind::Paragraph, None),
        ]
    );
    assert_eq!(
        made.text.expect("there is text").text,
        "H\n\na b  c\nd[1]e\n\none\n\ntwo\n\nx\ty\n\n[1] n"
    );
    let manifest = "<manifest:encryption-data/>";
    let locked = read_odt(&archive(&[("META-INF/manifest.xml", manifest)]));
    assert_eq!(locked.failure.expect("it is locked").reason, FailureReason::Encrypted);
}

#[test]
fn a_book_is_read_in_the_order_of_its_spine() {
    let opf = r#"<package><metadata><dc:title>B</dc:title><dc:language>en</dc:language></metadata>
        <manifest><item id="1" href="../t/a%20b.xhtml" media-type="application/xhtml+xml"/>
        <item id="2" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="2"/><itemref idref="1"/><itemref idref="9"/></spine></package>"#;
    let made = read_epub(&archive(&[
        ("META-INF/container.xml", r#"<container><rootfile full-path="o/p.opf"/></container>"#),
        ("o/p.opf", opf),
        ("t/a b.xhtml", "<html><head><title/></head><body><p>second</p></body></html>"),
        ("o/c.xhtml", "<html><body><h1>first</h1></body></html>"),
    ]));
    let text = made.text.expect("there is text");
    assert_eq!(text.text, "first\n\nsecond");
    assert_eq!(text.structure.blocks[0].language.as_deref(), Some("en"));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let bomb = "<w:p>".to_owned() + &" ".repeat(4 << 20);
    let made = read_docx(&archive(&[("word/document.xml", &bomb)]));
    assert_eq!(made.failure.expect("it is refused").reason, FailureReason::TooLarge);
    let names: Vec<String> = (0..=MAX_ENTRIES).map(|number| number.to_string()).collect();
    let entries: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let made = read_docx(&archive(&entries));
    assert_eq!(made.failure.expect("it is refused").reason, FailureReason::TooLarge);
    for bytes in [&b""[..], b"PK\x03\x04", b"no archive"] {
        let made = read_docx(bytes);
        assert_eq!(made.failure.expect("it is refused").reason, FailureReason::Malformed);
    }
}

#[test]
fn deep_xml_ends() {
    for name in ["w:p", "w:tr", "w:del", "x"] {
        read_docx(&archive(&[("word/document.xml", &format!("<{name}>").repeat(10_000))]));
    }
}
