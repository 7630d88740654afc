//! What `passage` and `evidence` have in common: how a place in a document is named, and what is
//! shown of a place that was not found.

use clap::Args;
use vouchsafe_app::{Candidate, Match, PassageRequest, Selection, SelectorItem};

use crate::{
    failure::Failure,
    output::Output,
    shown::{count, cut, short_id, visible},
};

/// How much of a text is shown on a line.
const SHOWN_WIDTH_MAX: usize = 90;

/// A place in a document.
#[derive(Debug, Args)]
#[command(next_help_heading = "The place")]
pub struct Place {
    /// The words, as they stand in the document; - reads them from stdin
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,

    /// Which of several places with these words, from 1
    #[arg(long, value_name = "N", requires = "quote")]
    occurrence: Option<u32>,

    /// Words that stand right before
    #[arg(long, value_name = "TEXT", requires = "quote")]
    after: Option<String>,

    /// Words that stand right after
    #[arg(long, value_name = "TEXT", requires = "quote")]
    before: Option<String>,

    /// From and up to which character of the text: START-END
    #[arg(long, value_name = "RANGE", conflicts_with = "quote", value_parser = range)]
    range: Option<(u64, u64)>,

    /// The page, from 1; with --quote, where to look
    #[arg(long, value_name = "N")]
    page: Option<u32>,

    /// A rectangle in percent of the page or image: X,Y,WIDTH,HEIGHT
    #[arg(long, value_name = "BOX")]
    region: Option<String>,

    /// A stretch of sound or film: FROM-TO, as 1:02.5-1:10
    #[arg(long, value_name = "TIMES", value_parser = times)]
    time: Option<(u64, u64)>,

    /// What is to be seen or heard there, in words of your own
    #[arg(long, value_name = "TEXT")]
    described: Option<String>,
}

/// What is said about a passage.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is said about it")]
pub struct Said {
    /// Who speaks: a subject, or any name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// The source through which the words are known
    #[arg(long, value_name = "SOURCE")]
    through: Option<String>,

    /// The passage of the original that these words translate
    #[arg(long, value_name = "PASSAGE")]
    original: Option<String>,

    /// A comment
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

impl Place {
    /// Makes a request of it, for a document.
    pub fn request(
        self,
        document: String,
        said: Said,
        read: impl Fn(String) -> Result<String, Failure>,
    ) -> Result<PassageRequest, Failure> {
        let quote = self.quote.map(read).transpose()?;
        let region = self.region.map(|region| match region.contains('=') {
            true => region,
            false => format!("xywh=percent:{region}"),
        });
        Ok(PassageRequest {
            document,
            selection: Selection {
                quote,
                occurrence: self.occurrence,
                prefix: self.after,
                suffix: self.before,
                range: self.range,
                page_number: self.page,
                region,
                time_ms: self.time,
                described: self.described,
            },
            attributed_to: said.speaker,
            known_through: said.through,
            original: said.original,
            comment: said.comment,
        })
    }
}

/// Reads `START-END`.
fn range(text: &str) -> Result<(u64, u64), String> {
    let wrong = || format!("`{text}` is not START-END, in characters");
    let (start, end) = text.split_once('-').ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<u64>().map_err(|_| wrong());
    Ok((number(start)?, number(end)?))
}

/// Reads `FROM-TO`, each as seconds, minutes and seconds, or hours, minutes and seconds.
fn times(text: &str) -> Result<(u64, u64), String> {
    let wrong = || format!("`{text}` is not FROM-TO, as 1:02.5-1:10");
    let (from, to) = text.split_once('-').ok_or_else(wrong)?;
    let read = |text: &str| milliseconds(text.trim()).ok_or_else(wrong);
    Ok((read(from)?, read(to)?))
}

fn milliseconds(text: &str) -> Option<u64> {
    let (clock, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if part.len() > 3 || !digits(part) {
        return None;
    }
    let mut seconds: u64 = 0;
    let parts: Vec<&str> = clock.split(':').collect();
    for part in &parts {
        let value = (!part.is_empty() && digits(part)).then(|| part.parse::<u64>().ok())??;
        seconds = seconds.checked_mul(60)?.checked_add(value)?;
    }
    let part: u64 = format!("{part:0<3}").parse().ok()?;
    (parts.len() <= 3).then(|| seconds.checked_mul(1000)?.checked_add(part))?
}

/// Says where words may be meant to stand that were not found in one place.
pub fn show_candidates(out: &mut Output, how: Match, candidates: &[Candidate]) {
    match how {
        Match::Ambiguous => {
            let places = count(candidates.len(), "place");
            out.line(format!("These words stand in {places}; nothing was written."));
            out.line(
                "Say which: --occurrence N, or --after and --before with the words around it.",
            );
        }
        _ => {
            out.line("These words do not stand in the document; nothing was written.");
            if !candidates.is_empty() {
                out.line("The nearest that does:");
            }
        }
    }
    for candidate in candidates {
        let number = candidate.occurrence.map(|number| format!("{number}. ")).unwrap_or_default();
        let page = candidate.page_number.map(|page| format!(" (page {page})")).unwrap_or_default();
        let alike = match candidate.similarity_permille {
            1000 => String::new(),
            permille => format!(" ({} % alike)", permille / 10),
        };
        let (prefix, text) = (one_line(&candidate.prefix), one_line(&candidate.text));
        let suffix = one_line(&candidate.suffix);
        out.line(format!("  {number}…{prefix}[{text}]{suffix}…{page}{alike}"));
    }
}

/// Returns a text on one line, with nothing in it that could fool a reader.
pub fn one_line(text: &str) -> String {
    let has_space = |edge: Option<char>| edge.is_some_and(char::is_whitespace);
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = if has_space(text.chars().next()) { " " } else { "" };
    let end = if has_space(text.chars().next_back()) { " " } else { "" };
    visible(&format!("{start}{}{end}", words.join(" ")))
}

/// Returns where a passage stands, in short: `page 3, 1:02–1:10`.
pub fn where_in(selector: &SelectorItem) -> String {
    let mut parts = Vec::new();
    parts.extend(selector.page_number.map(|page| format!("page {page}")));
    parts.extend(selector.region.as_ref().map(|region| region.replace("xywh=percent:", "region ")));
    if let Some((from, to)) = selector.time_from_ms.zip(selector.time_to_ms) {
        parts.push(format!("{}–{}", clock(from), clock(to)));
    }
    if let Some((start, end)) = selector.start.zip(selector.end) {
        parts.push(format!("characters {start}–{end}"));
    }
    parts.join(", ")
}

/// Returns milliseconds as a clock shows them.
fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let tenths = milliseconds % 1000 / 100;
    let part = if tenths > 0 { format!(".{tenths}") } else { String::new() };
    match seconds / 3600 {
        0 => format!("{}:{:02}{part}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}{part}", seconds / 60 % 60, seconds % 60),
    }
}

/// Returns the words of a passage in quotation marks, else what it marks.
pub fn words(selector: &SelectorItem, described: Option<&str>, sensitivity: &str) -> String {
    match (&selector.exact, described) {
        (Some(exact), _) => format!("“{}”", cut(one_line(exact).trim(), SHOWN_WIDTH_MAX)),
        (None, _) if sensitivity == "sealed" => "(not shown; --show-sealed shows it)".to_owned(),
        (None, Some(described)) => visible(described),
        (None, None) => where_in(selector),
    }
}

/// Says that a passage was kept, and where it stands.
pub fn show_kept(out: &mut Output, passage: &str, selector: Option<&SelectorItem>, already: bool) {
    let kept = if already { "is kept already" } else { "kept" };
    out.line(format!("Passage {} {kept}.", short_id(passage)));
    show_where(out, selector);
}

/// Shows the words of a passage and where they stand.
pub fn show_where(out: &mut Output, selector: Option<&SelectorItem>) {
    if let Some(selector) = selector {
        if let Some(exact) = &selector.exact {
            out.line(format!("  “{}”", cut(one_line(exact).trim(), SHOWN_WIDTH_MAX)));
        }
        out.line(format!("  {}", where_in(selector)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_clocks_show_them() {
        for (text, expected) in [
            ("1:02.5-1:10", Some((62_500, 70_000))),
            ("0-12", Some((0, 12_000))),
            ("1:00:00-1:00:00.25", Some((3_600_000, 3_600_250))),
            ("1:02", None),
            ("a-b", None),
            ("1:2:3:4-5", None),
            ("-1-2", None),
        ] {
            assert_eq!(times(text).ok(), expected, "{text}");
        }
    }
}
