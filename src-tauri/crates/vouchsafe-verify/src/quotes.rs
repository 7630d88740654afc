//! The words of passages against the texts of their renditions (section 6.1).

use std::time::{Duration, Instant};

use rusqlite::{Connection, types::ValueRef};
use vouchsafe_fixity::sha256;

use crate::{
    Code, Error, Finding, Scope, Stage,
    audit::Audit,
    chunks::{CHUNKS, chunk_length},
    contents::{Committed, Contents, Fate},
    error::damage,
    format::ChunkRow,
    logs::Logs,
    passages::{Passages, Quote, Shown, TextOf},
    scan::connect,
    schema::Tables,
};

/// The longest text of a rendition.
const TEXT_BYTES_MAX: u64 = 1 << 24;

/// How much of a passage's words a finding shows.
const SHOWN_CHARS_MAX: usize = 200;

/// How often progress is reported.
const POLL: Duration = Duration::from_millis(20);

/// How many passages were to be compared, were, and are not where they say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PassageTally {
    pub expected: u64,
    pub checked: u64,
    pub failed: u64,
}

/// Why a passage's words cannot be compared.
enum Obstacle {
    Purged,
    /// What a text is missing by, in words.
    Fault(&'static str),
    /// What would be read is damaged; that was reported.
    Damaged,
}

/// A text whose characters are counted.
struct Text {
    text: String,
    /// Where every `MARK`th character begins, from the first on.
    marks: Vec<usize>,
    chars: usize,
}

const MARK: usize = 1_024;

impl Text {
    fn new(text: String) -> Self {
        let mut marks = Vec::new();
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % MARK == 0 {
                marks.push(byte);
            }
            chars += 1;
        }
        Self { text, marks, chars }
    }

    /// Returns the characters from `start` to before `end`.
    fn slice(&self, start: u32, end: u32) -> Option<&str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// Returns where a character begins, or the text ends.
    fn byte(&self, char: u32) -> Option<usize> {
        let char = usize::try_from(char).ok()?;
        if char == self.chars {
            return Some(self.text.len());
        }
        let mark = *self.marks.get(char / MARK)?;
        let (byte, _) = self.text.get(mark..)?.char_indices().nth(char % MARK)?;
        mark.checked_add(byte)
    }
}

/// Compares the passages that the request asks for with their texts, each of which is read once.
pub(crate) fn prove(
    audit: &mut Audit<'_>,
    tables: &Tables,
    logs: &Logs,
    passages: Passages,
    contents: &Contents,
) -> Result<PassageTally, Error> {
    let mut tally = PassageTally {
        expected: passages.failed + passages.not_chosen,
        checked: passages.failed,
        failed: passages.failed,
    };
    let mut damaged = 0;
    let quotes = resolve(audit, passages, contents, &mut tally, &mut damaged);
    if tables.has("chunk") {
        damaged += compare(audit, logs, &quotes, contents, &mut tally)?;
    }
    let left = tally.expected.saturating_sub(tally.checked);
    let not_asked = left.saturating_sub(damaged);
    if damaged > 0 {
        audit.skip(format!("{damaged} passages, whose texts are damaged or not there any more"));
    }
    if not_asked > 0 {
        audit.skip(format!("{not_asked} passages were not compared with their texts"));
    }
    if !matches!(audit.request.scope, Scope::Quick) {
        audit.pass("passages", tally.checked, tally.failed);
    }
    Ok(tally)
}

/// Finds the place of each passage's text and puts the passages in the order of their texts.
/// Returns those that are asked for.
fn resolve(
    audit: &mut Audit<'_>,
    passages: Passages,
    contents: &Contents,
    tally: &mut PassageTally,
    damaged: &mut u64,
) -> Vec<Quote> {
    let Passages { mut quotes, texts, .. } = passages;
    quotes.retain_mut(|quote| {
        match place_of(texts.get(&quote.rendition), contents) {
            Err(Obstacle::Purged) => {
                if quote.is_chosen {
                    let detail = "the text of its rendition was purged";
                    audit.findings.add(Finding::new(Code::V071, name(quote), detail));
                }
                return false;
            }
            Err(Obstacle::Fault(fault)) if quote.is_chosen => {
                tally.checked += 1;
                tally.failed += 1;
                let detail = format!("{fault} (rendition {})", quote.rendition);
                audit.findings.add(Finding::new(Code::V070, name(quote), detail));
            }
            Err(Obstacle::Damaged) if quote.is_chosen => *damaged += 1,
            Err(_) => {}
            Ok(place) => quote.place = place,
        }
        tally.expected += 1;
        quote.is_chosen && quote.place != usize::MAX
    });
    quotes.sort_unstable_by_key(|quote| (quote.place, quote.number));
    quotes
}

/// Returns where a rendition's text stands in `Contents::committed`.
fn place_of(text: Option<&TextOf>, contents: &Contents) -> Result<usize, Obstacle> {
    let id = match text {
        Some(TextOf::Content(id)) => *id,
        Some(TextOf::Purged) => return Err(Obstacle::Purged),
        Some(TextOf::Unreadable) => return Err(Obstacle::Damaged),
        Some(TextOf::Nothing) => return Err(Obstacle::Fault("its rendition has no text")),
        None => return Err(Obstacle::Fault("the rendition it names is not there")),
    };
    let place = contents.find(id);
    let Some((place, content)) = place.and_then(|at| Some((at, contents.committed.get(at)?)))
    else {
        return Err(Obstacle::Fault("its rendition's text is no content of this archive"));
    };
    match content.size_bytes {
        _ if content.fate == Fate::Purged => Err(Obstacle::Purged),
        Some(size) if size > TEXT_BYTES_MAX => {
            Err(Obstacle::Fault("its rendition's text is longer than any text"))
        }
        _ => Ok(place),
    }
}

/// Reads each text once and looks for the words of its passages. Returns of how many passages the
/// text is not as it was recorded.
fn compare(
    audit: &mut Audit<'_>,
    logs: &Logs,
    quotes: &[Quote],
    contents: &Contents,
    tally: &mut PassageTally,
) -> Result<u64, Error> {
    let total = quotes.len() as u64;
    let (mut done, mut damaged) = (0, 0);
    let mut connection = audit.connect()?;
    let mut reported: Option<Instant> = None;
    for of_text in quotes.chunk_by(|one, next| one.place == next.place) {
        if reported.is_none_or(|at| at.elapsed() >= POLL) {
            audit.report(Stage::Passages, done, total);
            reported = Some(Instant::now());
        }
        if audit.is_cancelled() {
            return Ok(damaged);
        }
        let count = of_text.len() as u64;
        done += count;
        let place = of_text.first().map_or(usize::MAX, |quote| quote.place);
        let content = contents.committed.get(place);
        let bytes = match content {
            Some(content) => read(audit, &connection, content)?,
            None => None,
        };
        let Some(bytes) = bytes else {
            damaged += count;
            if audit.file.is_encrypted() {
                // A connection that met a bad page gives no good one after it.
                connection = connect(audit.file)?;
            }
            continue;
        };
        let text = String::from_utf8(bytes).ok().map(Text::new);
        tally.checked += count;
        for quote in of_text {
            let finding = match &text {
                Some(text) => against(audit, logs, &connection, quote, text)?,
                None => Some(Finding::new(Code::V070, name(quote), "its text is not UTF-8")),
            };
            tally.failed += u64::from(finding.is_some());
            audit.findings.extend(finding);
        }
    }
    audit.report(Stage::Passages, done, total);
    Ok(damaged)
}

fn name(quote: &Quote) -> String {
    format!("passage {}", quote.passage)
}

/// Looks for a passage's words in its text.
fn against(
    audit: &Audit<'_>,
    logs: &Logs,
    connection: &Connection,
    quote: &Quote,
    text: &Text,
) -> Result<Option<Finding>, Error> {
    let found = text.slice(quote.start, quote.end);
    if found.is_some_and(|found| quote.exact.is(found)) {
        return Ok(None);
    }
    // Only its digest was kept; the passage may have been changed meanwhile.
    let expected = match Shown::of(connection, logs, quote.number) {
        Ok(shown) => shown.exact().filter(|exact| quote.exact.is(exact)),
        Err(error) => damage(audit.file.path(), error).map(|_| None)?,
    };
    let expected = match expected {
        Some(exact) => shown(&exact),
        None => format!("words with the SHA-256 {}", quote.exact.sha256),
    };
    let found = match found {
        Some(found) => shown(found),
        None => format!("nothing: the text has {} characters", text.chars),
    };
    let detail = format!(
        "its words are not the characters {} to {} of the text of rendition {}",
        quote.start, quote.end, quote.rendition
    );
    Ok(Some(Finding::new(Code::V070, name(quote), detail).compared(expected, found)))
}

/// Cuts words for showing.
fn shown(words: &str) -> String {
    let mut shown: String = words.chars().take(SHOWN_CHARS_MAX).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    shown
}

/// Reads a content whole. `None` if its bytes are not those committed, or not there any more.
fn read(
    audit: &Audit<'_>,
    connection: &Connection,
    content: &Committed,
) -> Result<Option<Vec<u8>>, Error> {
    let edges = content.number.and_then(|number| {
        let last = content.chunks()?.saturating_sub(1);
        Some((ChunkRow::new(number, 0)?.0, ChunkRow::new(number, last)?.0))
    });
    let Some((first, last)) = edges else { return Ok(None) };
    let mut bytes = Vec::new();
    let answer = connection.prepare_cached(CHUNKS).and_then(|mut statement| {
        let mut rows = statement.query([first, last])?;
        let mut n = 0;
        while let Some(row) = rows.next()? {
            match row.get_ref(1)? {
                ValueRef::Blob(data)
                    if row.get::<_, i64>(0)? == first.saturating_add_unsigned(n)
                        && chunk_length(content, n) == Some(data.len() as u64) =>
                {
                    bytes.extend_from_slice(data);
                }
                _ => return Ok(false),
            }
            n += 1;
        }
        Ok(true)
    });
    match answer {
        Ok(is_regular) => {
            let is_committed = is_regular && content.sha256 == Some(sha256(&bytes));
            Ok(is_committed.then_some(bytes))
        }
        Err(error) => damage(audit.file.path(), error).map(|_| None),
    }
}
