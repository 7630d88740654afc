//! A page without what is active in it: no scripts, no addresses outside of it.
//!
//! A second layer only. What a browser reads otherwise than this parser is the viewer's to stop.

use scraper::node::{Attributes, Element};
use scraper::{Html, Node};

use super::parse;
use super::style_sheet::{self, is_external, plain};
use crate::captured::{ActiveContent, Addresses};

/// How deep pages may stand in frames of pages.
const MAX_FRAMES: u8 = 4;

/// Where a link leads that is not followed: nowhere on the page, so that nothing moves.
const NOWHERE: &str = "#not-followed";

/// Finds what was saved with a page by its address: its media type and its bytes as text.
pub trait SavedParts {
    /// Returns a `data:` address of an image or font.
    fn address(&mut self, address: &str) -> Option<String>;
    /// Returns a style sheet.
    fn style_sheet(&mut self, address: &str) -> Option<String>;
}

/// Nothing was saved with the page.
pub struct NoParts;

impl SavedParts for NoParts {
    fn address(&mut self, _: &str) -> Option<String> {
        None
    }
    fn style_sheet(&mut self, _: &str) -> Option<String> {
        None
    }
}

/// Returns a page without what is active in it, and counts that.
pub fn still(
    text: &str,
    is_xhtml: bool,
    parts: &mut dyn SavedParts,
    active: &mut ActiveContent,
) -> String {
    let mut page = parse(text, is_xhtml);
    Stilling { parts, active, frames: 0 }.page(&mut page);
    page.html()
}

struct Stilling<'a> {
    parts: &'a mut dyn SavedParts,
    active: &'a mut ActiveContent,
    frames: u8,
}

/// What becomes of an element.
enum Fate {
    Stays,
    Goes,
    /// It gives way to this style sheet.
    Style(String),
}

impl Stilling<'_> {
    fn page(&mut self, page: &mut Html) {
        let style = style_element();
        let all: Vec<_> = page.tree.root().descendants().map(|node| node.id()).collect();
        for id in all {
            let Some(mut node) = page.tree.get_mut(id) else { continue };
            let fate = match node.value() {
                Node::Element(element) => self.element(element),
                // A comment of old browsers could be more than that to them; here it is nothing.
                Node::Comment(_) | Node::ProcessingInstruction(_) => Fate::Goes,
                Node::Text(text) => {
                    let text = text.text.to_string();
                    let parent = node.parent();
                    let name = parent.and_then(|mut it| it.value().as_element().map(name_of));
                    let rewritten = match name.as_deref() {
                        Some("style") => Some(self.css(&text)),
                        // Read as text where scripts run, as elements where they do not.
                        Some("noscript") => Some(self.fragment(&text)),
                        Some("iframe" | "noembed" | "noframes") => Some(String::new()),
                        _ => None,
                    };
                    if let (Some(text), Node::Text(old)) = (rewritten, node.value()) {
                        old.text = text.as_str().into();
                    }
                    Fate::Stays
                }
                _ => Fate::Stays,
            };
            match fate {
                Fate::Stays => {}
                Fate::Goes => node.detach(),
                Fate::Style(css) => {
                    let text = scraper::node::Text { text: css.as_str().into() };
                    let mut put = node.insert_before(Node::Element(style.clone()));
                    put.append(Node::Text(text));
                    node.detach();
                }
            }
        }
    }

    fn element(&mut self, element: &mut Element) -> Fate {
        let name = name_of(element);
        let animates = matches!(name.as_str(), "animate" | "set")
            && attribute(element, "attributename").is_some_and(|it| plain(&it).ends_with("href"));
        if animates {
            count(&mut self.active.addresses.images);
            return Fate::Goes;
        }
        match name.as_str() {
            "script" => {
                if is_program(attribute(element, "type").as_deref()) {
                    count(&mut self.active.scripts);
                }
                let source = attribute(element, "src").or_else(|| attribute(element, "href"));
                if source.is_some_and(|address| is_external(&address)) {
                    count(&mut self.active.addresses.scripts);
                }
                return Fate::Goes;
            }
            "base" => return Fate::Goes,
            "meta" => return self.meta(element),
            "link" => return self.link(element),
            _ => {}
        }
        let attributes = std::mem::take(&mut element.attrs);
        let kept = attributes.into_iter().filter_map(|(attribute, value)| {
            let key = attribute.local.to_ascii_lowercase();
            let value = self.attribute(&name, &key, &value)?;
            Some((attribute, value.as_str().into()))
        });
        element.attrs = kept.collect::<Attributes>();
        Fate::Stays
    }

    /// Returns what becomes of an attribute's value; `None` if the attribute goes.
    fn attribute(&mut self, element: &str, key: &str, value: &str) -> Option<String> {
        let same = || Some(value.to_owned());
        if key.starts_with("on") && key.len() > 2 {
            count(&mut self.active.event_handlers);
            return None;
        }
        let address = plain(value);
        let is_address = matches!(key, "href" | "src" | "action" | "formaction" | "data");
        if is_address && (address.starts_with("javascript:") || address.starts_with("vbscript:")) {
            count(&mut self.active.event_handlers);
            return (element == "a" || element == "area").then(|| NOWHERE.to_owned());
        }
        let found = &mut self.active.addresses;
        let kind = match (element, key) {
            (_, "style") => return Some(self.css(value)),
            (_, "srcdoc") => return self.frame(value),
            ("a" | "area", "href") => {
                let stays = address.is_empty() || address.starts_with('#');
                return if stays { same() } else { Some(NOWHERE.to_owned()) };
            }
            ("iframe" | "frame" | "embed" | "object" | "applet" | "portal", "src" | "data") => {
                if !address.is_empty() && !address.starts_with("about:") {
                    count(&mut found.frames);
                }
                return None;
            }
            ("object" | "applet", "code" | "codebase" | "archive" | "classid") => &mut found.frames,
            ("video" | "audio" | "source" | "track" | "bgsound", "src") => &mut found.media,
            (_, "srcset" | "imagesrcset") => {
                let loads = value
                    .split_ascii_whitespace()
                    .any(|part| part.contains(['/', '.']) && is_external(part.trim_matches(',')));
                if loads {
                    count(&mut found.images);
                }
                // The one in `src` is the one that is shown.
                return None;
            }
            (_, "src" | "poster" | "background" | "lowsrc" | "dynsrc" | "href") => {
                &mut found.images
            }
            (_, "action" | "formaction") => &mut found.forms,
            (_, "ping" | "manifest" | "attributionsrc") => {
                count(&mut found.hints);
                return None;
            }
            _ if may_hold_address(key, value) => return Some(self.css(value)),
            _ => return same(),
        };
        if !is_external(value) {
            return same();
        }
        if let Some(saved) = self.parts.address(value.trim()) {
            return Some(saved);
        }
        count(kind);
        None
    }

    fn meta(&mut self, element: &Element) -> Fate {
        let what = attribute(element, "http-equiv").map(|what| plain(&what));
        match what.as_deref() {
            Some("refresh") => {
                count(&mut self.active.addresses.refreshes);
                Fate::Goes
            }
            // The viewer says how it is to be read.
            Some("content-type" | "x-dns-prefetch-control" | "set-cookie" | "link") => Fate::Goes,
            _ if attribute(element, "charset").is_some() => Fate::Goes,
            _ => Fate::Stays,
        }
    }

    fn link(&mut self, element: &Element) -> Fate {
        let address = attribute(element, "href").unwrap_or_default();
        let relation = plain(&attribute(element, "rel").unwrap_or_default());
        let is = |word: &str| relation.split_ascii_whitespace().any(|one| one == word);
        let found = &mut self.active.addresses;
        if is("stylesheet") {
            if let Some(css) = self.parts.style_sheet(address.trim()) {
                return Fate::Style(self.css(&css));
            }
            if is_external(&address) {
                count(&mut found.styles);
            }
        } else if relation.contains("icon") {
            if is_external(&address) {
                count(&mut found.images);
            }
        } else if ["pre", "dns-", "module", "manifest", "serviceworker", "import"]
            .iter()
            .any(|start| relation.split_ascii_whitespace().any(|one| one.starts_with(start)))
        {
            count(&mut found.hints);
        }
        Fate::Goes
    }

    fn css(&mut self, css: &str) -> String {
        let mut found = Addresses::default();
        let parts = &mut *self.parts;
        let out = style_sheet::still(css, &mut found, &mut |address| parts.address(address));
        let total = &mut self.active.addresses;
        total.images = total.images.saturating_add(found.images);
        total.styles = total.styles.saturating_add(found.styles);
        total.fonts = total.fonts.saturating_add(found.fonts);
        out
    }

    /// Returns the page of a frame; `None` if it stands too deep.
    fn frame(&mut self, text: &str) -> Option<String> {
        if self.frames == MAX_FRAMES {
            count(&mut self.active.addresses.frames);
            return None;
        }
        self.frames += 1;
        let mut page = Html::parse_document(text);
        self.page(&mut page);
        self.frames -= 1;
        Some(page.html())
    }

    fn fragment(&mut self, text: &str) -> String {
        if self.frames == MAX_FRAMES {
            return String::new();
        }
        self.frames += 1;
        let mut page = Html::parse_fragment(text);
        self.page(&mut page);
        self.frames -= 1;
        page.root_element().inner_html()
    }
}

fn count(counter: &mut u32) {
    *counter = counter.saturating_add(1);
}

fn name_of(element: &Element) -> String {
    element.name().to_ascii_lowercase()
}

/// Returns an attribute by its name in small letters, whatever its prefix.
fn attribute(element: &Element, key: &str) -> Option<String> {
    let mut attributes = element.attrs.iter();
    let found = attributes.find(|(name, _)| str::eq_ignore_ascii_case(&name.local, key));
    found.map(|(_, value)| value.to_string())
}

/// Whether a script of this type is one, and not something written down in a script's place.
fn is_program(kind: Option<&str>) -> bool {
    let kind = plain(kind.unwrap_or_default());
    kind.is_empty()
        || kind.contains("script")
        || ["module", "importmap", "speculationrules"].contains(&kind.as_str())
}

/// Whether an attribute of a drawing can have an address in it.
fn may_hold_address(key: &str, value: &str) -> bool {
    const KEYS: [&str; 10] = [
        "clip-path",
        "cursor",
        "fill",
        "filter",
        "marker-end",
        "marker-mid",
        "marker-start",
        "mask",
        "marker",
        "stroke",
    ];
    KEYS.contains(&key) && value.contains('(')
}

/// Returns an empty style element: elements are made by the parser only.
fn style_element() -> Element {
    let page = Html::parse_document("<style></style>");
    let mut elements = page.tree.root().descendants().filter_map(|node| node.value().as_element());
    let style = elements.find(|element| element.name() == "style");
    style.cloned().expect("the parser makes the element that it is given")
}

#[cfg(test)]
mod tests;
