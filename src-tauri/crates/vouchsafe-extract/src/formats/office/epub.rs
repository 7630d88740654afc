//! EPUB: the chapters that the book's spine names, each through the HTML path.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::blocks::{TextBuilder, language_tag};
use super::super::html;
use super::super::{Failure, Made, xmp};
use super::{Package, attribute};
use crate::FailureReason;

/// The most chapters of a book.
const MAX_CHAPTERS: usize = 5_000;

/// What the metadata of a book means.
const PROPERTIES: xmp::Table = &[
    ("dc:title", "title"),
    ("dc:creator", "author"),
    ("dc:publisher", "publisher"),
    ("dc:language", "language"),
    ("dc:date", "issued"),
    ("dc:description", "abstract"),
    ("dc:identifier", "number"),
    ("dc:rights", "x-rights"),
];

/// Reads an EPUB.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    match chapters(bytes, &mut made) {
        Ok(builder) => made.text = builder.finish(&mut made.warnings),
        Err(failure) => made.failure = Some(failure),
    }
    made
}

fn chapters(bytes: &[u8], made: &mut Made) -> Result<TextBuilder, Failure> {
    let mut package = Package::open(bytes)?;
    let broken = |detail: &str| Failure::new(FailureReason::Malformed, detail);
    let container = package
        .text("META-INF/container.xml")?
        .ok_or_else(|| broken("the book has no META-INF/container.xml"))?;
    let opf_name =
        package_name(&container).ok_or_else(|| broken("the book does not name its package"))?;
    let opf = package.text(&opf_name)?.ok_or_else(|| broken("the book's package is not in it"))?;
    xmp::propose_known(&opf, PROPERTIES, "book metadata", &mut made.proposals);
    let book = book(&opf);
    let folder = opf_name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut builder = TextBuilder::default();
    for chapter in book.chapters.iter().take(MAX_CHAPTERS) {
        let name = path(folder, chapter);
        let Some(bytes) = package.bytes(&name)? else {
            made.warnings.push(format!("the chapter {name} is not in the book"));
            continue;
        };
        let text = super::super::charset::decode(&bytes, Some("utf-8"), &mut made.warnings);
        let page = html::parse(&text, true);
        html::blocks(&page, book.language.clone(), &mut builder, &mut made.warnings);
        if builder.is_full() {
            break;
        }
    }
    Ok(builder)
}

fn package_name(container: &str) -> Option<String> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if local(tag.name().as_ref()) == "rootfile" => {
                return attribute(&tag, "full-path");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[derive(Default)]
struct Book {
    chapters: Vec<String>,
    language: Option<String>,
}

/// Returns the chapters in the order of the spine, and the language of the book.
fn book(opf: &str) -> Book {
    let mut reader = Reader::from_str(opf);
    let (mut files, mut book, mut is_language) = (BTreeMap::new(), Book::default(), false);
    let mut spine = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match local(tag.name().as_ref()) {
                "item" => {
                    let kind = attribute(&tag, "media-type").unwrap_or_default();
                    if let (Some(id), Some(href)) = (attribute(&tag, "id"), attribute(&tag, "href"))
                        && kind.contains("html")
                    {
                        files.insert(id, href);
                    }
                }
                "itemref" => spine.extend(attribute(&tag, "idref")),
                name => is_language = name == "language",
            },
            Event::Text(text) if is_language && book.language.is_none() => {
                book.language = language_tag(&text);
            }
            Event::End(_) => is_language = false,
            Event::Eof => break,
            _ => {}
        }
    }
    book.chapters = spine.iter().filter_map(|id| files.get(id).cloned()).collect();
    book
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Returns where in the archive a chapter is: its address against the package's folder.
fn path(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let href = unescaped(href);
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Returns an address without its percent signs.
fn unescaped(href: &str) -> String {
    let bytes = href.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let code = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
