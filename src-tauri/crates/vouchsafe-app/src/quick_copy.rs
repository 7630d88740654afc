//! `quick_copy`: a passage as it goes onto the clipboard: its words in the quotation marks of
//! their language, where they are from, and the beginning of the digest of the bytes they are in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_extract::{Block, Direction};
use vouchsafe_model::Kind;

use crate::{
    cite::{CiteMarkup, CiteRequest, cite},
    document,
    error::Error,
    links, names,
    session::Session,
    text,
};

/// How many digits of a digest tell documents of one archive apart.
const DIGEST_DIGITS: usize = 12;

/// What is copied, and how.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct QuickCopyRequest {
    /// The passage.
    pub passage: String,
    /// A shipped style by name; `apa` if none is given.
    pub style: Option<String>,
    /// The locale of the style's own words: `en-GB`, `fa-IR`.
    pub locale: Option<String>,
    /// How the text is written: plain, or Markdown.
    #[ts(type = "\"text\" | \"markdown\"")]
    pub markup: CiteMarkup,
}

/// A passage, ready for the clipboard.
#[derive(Debug, Clone, Serialize, TS)]
pub struct QuickCopyReport {
    /// As text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// Writes a passage out for the clipboard.
///
/// # Errors
/// There is no such passage or style; it, or what it is of, is sealed or under embargo; or another
/// markup than text and Markdown is asked for.
pub fn quick_copy(session: &Session, request: &QuickCopyRequest) -> Result<QuickCopyReport, Error> {
    let catalogue = session.catalogue();
    let passage = names::find(&catalogue, Kind::Passage, &request.passage)?;
    if !matches!(request.markup, CiteMarkup::Text | CiteMarkup::Markdown) {
        let what = format!("cannot copy passage {}", passage.id);
        return Err(Error::refused(
            what,
            "the clipboard takes text or Markdown, and HTML beside it",
        ));
    }
    let citation = |markup: CiteMarkup| {
        let request = CiteRequest {
            what: vec![passage.id.to_string()],
            style: request.style.clone(),
            locale: request.locale.clone(),
            markup,
            ..CiteRequest::default()
        };
        let cited = cite(session, &request)?.citations.into_iter().next();
        Ok::<_, Error>(cited.map(|cited| cited.text).unwrap_or_default())
    };
    let (as_text, as_html) = (citation(request.markup)?, citation(CiteMarkup::Html)?);
    let quotation = Quotation::of(session, &passage)?;
    let digest = digest(session, &passage)?;
    let digest = digest.map(|digest| format!("[sha256 {digest}]")).unwrap_or_default();
    let words = match request.markup {
        CiteMarkup::Markdown => escaped_markdown(&quotation.text),
        _ => quotation.text.clone(),
    };
    let attributes = quotation.attributes();
    let quoted = format!("<span{attributes}>{}</span>", escaped_html(&quotation.text));
    Ok(QuickCopyReport {
        text: joined(&[&words, &as_text, &digest]),
        html: joined(&[&quoted, &as_html, &escaped_html(&digest)]),
    })
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Words in their quotation marks.
struct Quotation {
    text: String,
    language: Option<String>,
    direction: Option<Direction>,
}

impl Quotation {
    fn of(session: &Session, passage: &Record) -> Result<Self, Error> {
        let Some(exact) = passage.text("exact") else {
            // What a person saw or heard there is not quoted.
            let text = passage.text("described").unwrap_or_default().to_owned();
            return Ok(Self { text, language: None, direction: None });
        };
        let block = block(session, passage)?;
        let declared = block.as_ref().and_then(|block| block.language.clone());
        let language = match declared {
            Some(language) => Some(language),
            None => document_language(session, passage)?,
        };
        let direction = block.map(|block| block.direction);
        let (open, close) = marks(language.as_deref(), direction);
        let words = exact.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Self { text: format!("{open}{words}{close}"), language, direction })
    }

    /// Returns the attributes that let an editor set the words as they are.
    fn attributes(&self) -> String {
        let language = self.language.as_deref().map(escaped_html);
        let language = language.map(|language| format!(" lang=\"{language}\""));
        let direction = match self.direction {
            Some(Direction::Rtl) => " dir=\"rtl\"",
            Some(Direction::Ltr) => " dir=\"ltr\"",
            None => "",
        };
        language.unwrap_or_default() + direction
    }
}

/// Returns the block of its rendition that a passage begins in.
fn block(session: &Session, passage: &Record) -> Result<Option<Block>, Error> {
    let catalogue = session.catalogue();
    let rendition = links::followed(&catalogue, passage, "rendition", Kind::Rendition)?;
    let start = passage.get("start").and_then(serde_json::Value::as_u64);
    let Some((rendition, start)) = rendition.zip(start) else { return Ok(None) };
    let blocks = text::stored_structure(session, &rendition)?.structure.blocks;
    Ok(blocks.into_iter().find(|block| block.start <= start && start < block.end))
}

fn document_language(session: &Session, passage: &Record) -> Result<Option<String>, Error> {
    let catalogue = session.catalogue();
    let document = links::followed(&catalogue, passage, "document", Kind::Document)?;
    Ok(document.and_then(|document| document.text("language").map(str::to_owned)))
}

/// Returns the quotation marks that a language is printed with; where it is not known, those of the
/// direction.
fn marks(language: Option<&str>, direction: Option<Direction>) -> (&'static str, &'static str) {
    let language = language.unwrap_or_default();
    match language.split('-').next().unwrap_or_default() {
        "fa" | "ar" | "ps" | "ckb" | "es" | "it" | "ru" | "uk" | "el" | "hy" => ("«", "»"),
        "fr" => ("«\u{202F}", "\u{202F}»"),
        "de" | "cs" | "sk" | "bg" => ("„", "“"),
        "pl" | "ro" | "hu" => ("„", "”"),
        "sv" | "fi" => ("”", "”"),
        "ja" => ("「", "」"),
        "" if direction == Some(Direction::Rtl) => ("«", "»"),
        _ => ("“", "”"),
    }
}

fn digest(session: &Session, passage: &Record) -> Result<Option<String>, Error> {
    let catalogue = session.catalogue();
    let document = links::followed(&catalogue, passage, "document", Kind::Document)?;
    let Some(document) = document else { return Ok(None) };
    let row = document::content_of(session, &document)?;
    let digest = row.and_then(|row| row.sha256);
    Ok(digest.map(|digest| digest.to_string().chars().take(DIGEST_DIGITS).collect()))
}

fn escaped_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

fn escaped_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_marks_of_their_language() {
        for (language, direction, expected) in [
            (Some("fa-IR"), Some(Direction::Rtl), ("«", "»")),
            (Some("en"), Some(Direction::Ltr), ("“", "”")),
            (Some("de"), None, ("„", "“")),
            (None, Some(Direction::Rtl), ("«", "»")),
            (None, None, ("“", "”")),
        ] {
            assert_eq!(marks(language, direction), expected, "{language:?}");
        }
    }

    #[test]
    fn what_a_document_says_is_text_in_any_markup() {
        assert_eq!(escaped_html("<b>\"&"), "&lt;b&gt;&quot;&amp;");
        assert_eq!(escaped_markdown("*a* [b]"), "\\*a\\* \\[b\\]");
    }
}
