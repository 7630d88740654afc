//! `search`: words looked for in everything the archive holds.

use clap::Args;
use vouchsafe_app::{
    HitItem, Purpose, SEARCH_LIMIT, SearchReport, SearchRequest, saved_search, saved_search_add,
    saved_search_list, search, search_update,
};

use super::destination::Destination;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, say},
    progress::Bar,
    shown::{Table, count, mark, short_id, visible},
};

/// What marks found words on a terminal, and what ends that.
const BOLD: (&str, &str) = ("\u{1b}[1m", "\u{1b}[0m");

/// What marks found words where there is no terminal.
const BRACKETS: (&str, &str) = ("[", "]");

/// Look for words in documents, sources, passages, claims, subjects and notes
///
/// All words must be there; "words in quotation marks" beside each other; word* is the start of a
/// word; OR, NOT (or -word) and parentheses; field:word with title, name, key, author, speaker,
/// claim, quote, tag, note, about and text; kind:claim, date:2019..2020, language:fa. Spellings
/// that differ only by keyboard or half space are the same.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  vouchsafe search 'six were sentenced'
  vouchsafe search '\"six others\" -appeal date:2019-11..2020 kind:passage'
  vouchsafe search --save canal 'title:canal OR tag:canal'
  vouchsafe search --saved canal

Exit codes: 2 also where the query cannot be understood. Nothing found is no bad news: 0.")]
pub struct Search {
    /// What to look for; several words need no quotation marks
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,

    /// Only records of this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,

    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = SEARCH_LIMIT)]
    limit: usize,

    /// Leave out so many of the best: the pages before
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Find what is sealed too
    #[arg(long)]
    show_sealed: bool,

    /// Find removed records too
    #[arg(long)]
    removed: bool,

    /// First bring the index up to date, however long that takes
    #[arg(long)]
    update: bool,

    /// Keep the query in the archive under this name, and search for nothing now
    #[arg(long, value_name = "NAME", conflicts_with_all = ["saved", "list_saved", "update"])]
    save: Option<String>,

    /// Ask the query that was saved under this name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "list_saved"])]
    saved: Option<String>,

    /// List the saved queries
    #[arg(long, conflicts_with_all = ["query", "update"])]
    list_saved: bool,

    #[command(flatten)]
    destination: Destination,
}

impl Search {
    /// Carries it out.
    pub fn run(self, context: &mut Context) -> Result<Exit, Failure> {
        if self.list_saved {
            return self.list(context);
        }
        let typed = self.query.join(" ");
        if let Some(name) = &self.save {
            let mut session = context.open(Purpose::Write)?;
            let report = saved_search_add(&mut session, name, &typed)?;
            context.out.answer(&report, |out| {
                let id = short_id(&report.saved_search);
                out.line(format!("Saved as {}  {id}", visible(&report.name)));
            });
            return Ok(Exit::Well);
        }
        let session = context.open(Purpose::Read)?;
        let query = match &self.saved {
            None => typed,
            Some(name) => saved_search(&session, name)?.query.ok_or_else(|| {
                Failure::usage(format!("the query of the saved search `{name}` was purged"))
            })?,
        };
        if self.update {
            let report = search_update(&session, &Bar::new())?;
            if query.is_empty() {
                context.out.redirect(self.destination.output.as_deref())?;
                context.out.answer(&report, |out| {
                    let records = count(report.indexed, "record");
                    out.line(format!("{records} put into the search index."));
                });
                tell(&report.remarks, report.not_indexed);
                return Ok(Exit::Well);
            }
        }
        let request = SearchRequest {
            query,
            kinds: self.kinds,
            limit: self.limit,
            offset: self.offset,
            show_sealed: self.show_sealed,
            removed: self.removed,
        };
        let report = search(&session, &request)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| show(out, &report));
        tell(&report.remarks, report.not_indexed);
        Ok(Exit::Well)
    }

    fn list(self, context: &mut Context) -> Result<Exit, Failure> {
        let session = context.open(Purpose::Read)?;
        let report = saved_search_list(&session)?;
        context.out.redirect(self.destination.output.as_deref())?;
        context.out.answer(&report, |out| {
            let mut table = Table::default();
            for saved in &report.saved_searches {
                let query = saved.query.as_deref().unwrap_or("(purged)");
                table.row(&[&short_id(&saved.id), &saved.name, query]);
            }
            table.lines().iter().for_each(|line| out.line(line));
        });
        Ok(Exit::Well)
    }
}

fn show(out: &mut Output, report: &SearchReport) {
    let marks = if out.is_terminal() { BOLD } else { BRACKETS };
    for hit in &report.hits {
        out.line(line_of(hit, marks));
    }
    let shown = report.hits.len();
    let total = match report.total_is_exact {
        true => format!("{} found", report.total),
        false => format!("more than {} found", report.total),
    };
    match shown as u64 == report.total && report.total_is_exact {
        true => out.line(format!("{total}.")),
        false => out.line(format!("{total}, {shown} shown.")),
    }
}

/// Tells what a person should know of the search, beside the answer.
fn tell(remarks: &[String], not_indexed: u64) {
    remarks.iter().for_each(|remark| say(visible(remark)));
    if not_indexed > 0 {
        let entries = count(not_indexed, "entry");
        let hint = "`vouchsafe search --update` reads them all";
        // Where the index cannot be kept, that would be forgotten at once.
        let hint = if remarks.is_empty() { format!(": {hint}") } else { String::new() };
        say(format!("{entries} of the log not yet indexed{hint}."));
    }
}

fn line_of(hit: &HitItem, marks: (&str, &str)) -> String {
    let title = if hit.title.is_empty() { String::new() } else { visible(&hit.title) };
    let page = hit.page_number.map(|page| format!("page {page}"));
    let removed = hit.removed.then(|| "(removed)".to_owned());
    let sensitivity = mark(&hit.sensitivity);
    let is_title = hit.field == "title";
    // A snippet of the title says it already.
    let snippet = marked(&hit.snippet, &hit.ranges, marks);
    let texts = if is_title { [snippet, String::new()] } else { [title, snippet] };
    let [title, snippet] = texts;
    let head = format!("{}  {}", short_id(&hit.id), hit.kind);
    let page = page.unwrap_or_default();
    let parts = [head, title, page, snippet, sensitivity, removed.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

/// Returns a snippet with marks around what was found; nothing in it is hidden.
fn marked(snippet: &str, ranges: &[(u64, u64)], (begin, end): (&str, &str)) -> String {
    let mut text = String::new();
    for (at, letter) in (0_u64..).zip(snippet.chars()) {
        if ranges.iter().any(|range| range.0 == at) {
            text.push_str(begin);
        }
        text.push_str(&visible(letter.encode_utf8(&mut [0; 4])));
        if ranges.iter().any(|range| range.1 == at + 1) {
            text.push_str(end);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_words_are_marked_and_nothing_is_hidden() {
        for (snippet, ranges, expected) in [
            ("six were", &[(0, 3)][..], "[six] were"),
            ("six were", &[(0, 3), (4, 8)], "[six] [were]"),
            ("می\u{200c}روم", &[(0, 6)], "[می\u{200c}روم]"),
            ("a\u{202e}b", &[], "a\\u{202e}b"),
        ] {
            assert_eq!(marked(snippet, ranges, BRACKETS), expected);
        }
    }
}
