//! The measurements behind decision 0010: how fast the search index fills, how large it is, and
//! how long a search takes.
//!
//! `cargo run --release -p vouchsafe-tests --example index [DOCUMENTS [PASSAGES [BYTES]]]`: so many
//! documents of about so many bytes (800 unless told), so many passages. Half of the texts are
//! Persian, half English-like, with words as common as in real texts (Zipf). Prints Markdown.
//! Of each search the best of three runs is told, so that other work on the machine counts less.

#![expect(clippy::print_stdout, reason = "its tables are its output")]
#![expect(clippy::cast_precision_loss, reason = "figures to read, not to reckon with")]

use std::{path::Path, time::Instant};

use vouchsafe_archive::{IndexItem, IndexPlace, Mark, Part, Query, SearchIndex, Total, Visibility};
use vouchsafe_fixity::PageKey;
use vouchsafe_model::{ArchiveId, LogId, RecordId, Sha256Digest};

const WORDS: usize = 60_000;
const BATCH_BYTES: usize = 16 << 20;
const QUERIES: usize = 240;
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<usize> =
        std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let count = |place: usize, usual| arguments.get(place).copied().unwrap_or(usual);
    let size = Size { documents: count(0, 10_000), passages: count(1, 0), bytes: count(2, 800) };
    for encrypted in [false, true] {
        let folder = tempfile::tempdir()?;
        measure(&folder.path().join("bench.vouch-index"), encrypted, size)?;
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Size {
    documents: usize,
    passages: usize,
    bytes: usize,
}

fn measure(path: &Path, encrypted: bool, size: Size) -> Result<(), Box<dyn std::error::Error>> {
    let page_key: Option<PageKey> = if encrypted { Some("5a".repeat(48).parse()?) } else { None };
    let place =
        IndexPlace { path: path.to_owned(), archive: ArchiveId::from_bytes([1; 16]), page_key };
    let mut index = SearchIndex::open(&place)?;
    let mut texts = Texts::new();
    let (mut bytes, mut seconds, mut cpu) = (0, 0.0, 0.0);
    let all = size.documents + size.passages;
    let mut done = 0;
    while done < all {
        let (mut batch, mut batch_bytes) = (Vec::new(), 0);
        while done < all && batch_bytes < BATCH_BYTES {
            let item = if done < size.documents {
                texts.item("document", "text", done, size.bytes)
            } else {
                texts.item("passage", "quote", done, 160)
            };
            batch_bytes += item.parts[0].text.len() + item.title.len();
            batch.push(item);
            done += 1;
        }
        let (started, processor) = (Instant::now(), processor_seconds());
        let mut writer = index.begin()?;
        for item in &batch {
            writer.put(item)?;
        }
        let mark = Mark { size: done as u64, leaf: Sha256Digest::from_bytes([3; 32]) };
        writer.set_mark(LogId::from_bytes([2; 16]), mark)?;
        writer.commit()?;
        seconds += started.elapsed().as_secs_f64();
        cpu += processor_seconds() - processor;
        bytes += batch_bytes;
    }
    let kind = if encrypted { "encrypted" } else { "plain" };
    let megabytes = bytes as f64 / 1e6;
    println!(
        "\n## {kind}: {} documents, {} passages, {megabytes:.0} MB\n",
        size.documents, size.passages
    );
    println!("filled in {seconds:.1} s, {:.1} MB/s; {cpu:.1} s of processor", megabytes / seconds);
    search(&index, &texts, "as filled")?;
    let started = Instant::now();
    index.settle()?;
    println!("\nsettled in {:.1} s", started.elapsed().as_secs_f64());
    search(&index, &texts, "settled")?;
    drop(index);
    let length = std::fs::metadata(path)?.len() as f64;
    println!("\nfile {:.0} MB, {:.2} of the text", length / 1e6, length / bytes as f64);
    Ok(())
}

fn search(
    index: &SearchIndex,
    texts: &Texts,
    when: &str,
) -> Result<(), Box<dyn std::error::Error>> {
    println!("\n| {when} | p50 ms | p95 ms | max ms | slowest |\n|---|---|---|---|---|");
    let mut all = Vec::new();
    for (name, make) in KINDS_OF_QUERY {
        let mut times = Vec::new();
        for number in 0..QUERIES / KINDS_OF_QUERY.len() {
            let text = make(texts, number);
            let (mut best, mut found) = (f64::MAX, 0);
            for _ in 0..RUNS {
                let started = Instant::now();
                let hits = index.search(&Query::parse(&text)?, 20, 0)?;
                best = best.min(started.elapsed().as_secs_f64() * 1e3);
                found = match hits.total {
                    Total::Exactly(found) | Total::MoreThan(found) => found,
                };
            }
            times.push((best, format!("`{text}` {found}")));
        }
        all.extend(times.clone());
        row(name, times);
    }
    row("all", all);
    Ok(())
}

fn row(name: &str, mut times: Vec<(f64, String)>) {
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |share: usize| times[(times.len() - 1) * share / 100].0;
    let slowest = &times[times.len() - 1].1;
    println!("| {name} | {:.1} | {:.1} | {:.1} | {slowest} |", at(50), at(95), at(100));
}

type Make = fn(&Texts, usize) -> String;

const KINDS_OF_QUERY: [(&str, Make); 10] = [
    ("very common word", |texts, n| texts.word(n).to_owned()),
    ("common word", |texts, n| texts.word(60 + n * 7).to_owned()),
    ("rare word", |texts, n| texts.word(5_000 + n * 1_000).to_owned()),
    ("two words", |texts, n| format!("{} {}", texts.word(40 + n * 11), texts.word(300 + n * 13))),
    ("common and rare", |texts, n| format!("{} {}", texts.word(n), texts.word(2_000 + n * 100))),
    ("three words, or", |texts, n| {
        format!("{} {} OR {}", texts.word(20 + n), texts.word(500 + n), texts.word(900 + n))
    }),
    ("phrase", |texts, n| format!("\"{} {}\"", texts.word(n), texts.word(30 + n * 3))),
    ("prefix", |texts, n| {
        let word: String = texts.word(200 + n * 31).chars().take(2 + n % 3).collect();
        format!("{word}*")
    }),
    ("left out, field", |texts, n| {
        format!("title:{} -{}", texts.word(80 + n * 5), texts.word(10 + n))
    }),
    ("date and kind", |texts, n| {
        format!("{} kind:document date:{}..{}", texts.word(30 + n * 9), 1990 + n, 1992 + n)
    }),
];

/// Texts that are the same in every run.
struct Texts {
    words: Vec<String>,
    sums: Vec<f64>,
    state: u64,
}

impl Texts {
    fn new() -> Self {
        let mut texts = Self { words: Vec::new(), sums: Vec::new(), state: 7 };
        let latin: Vec<char> = "eeeetttaaooiinnsshhrrddlcumwfgypbvk".chars().collect();
        let persian: Vec<char> = "اااایییننرررددممههوتتبشسکزگلخفقپجعحصط".chars().collect();
        let mut sum = 0.0;
        for rank in 0..WORDS {
            let letters = if rank % 2 == 0 { &persian } else { &latin };
            let length = 2 + texts.below(3 + (rank + 2).ilog2() as usize / 2);
            let mut word: String =
                (0..length).map(|_| letters[texts.below(letters.len())]).collect();
            if rank % 24 == 0 && length > 3 {
                word.insert(word.char_indices().nth(2).map_or(0, |(at, _)| at), '\u{200c}');
            }
            sum += 1.0 / (rank as f64 + 2.7);
            texts.words.push(word);
            texts.sums.push(sum);
        }
        texts
    }

    fn word(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 16).expect("64 bits") % end
    }

    fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 32);
        let half = self.below(2);
        while text.len() < bytes {
            let all = self.sums[WORDS - 1];
            let share = self.below(1 << 40) as f64 / (1_u64 << 40) as f64 * all;
            let rank = self.sums.partition_point(|sum| *sum < share).min(WORDS - 1);
            // Nine of ten words are of the text's own language.
            let own = if self.below(10) == 0 { rank } else { (rank & !1 | half).min(WORDS - 1) };
            text.push_str(&self.words[own]);
            text.push_str(if self.below(12) == 0 { ". " } else { " " });
        }
        text
    }

    fn item(&mut self, kind: &str, field: &str, number: usize, bytes: usize) -> IndexItem {
        let day = 715_000 + i32::try_from(self.below(23_000)).expect("a few decades");
        let mut id = [0; 16];
        id[..8].copy_from_slice(&self.next().to_le_bytes());
        id[8..].copy_from_slice(&(number as u64).to_le_bytes());
        let length = bytes / 2 + self.below(bytes);
        IndexItem {
            kind: kind.to_owned(),
            id: RecordId::from_bytes(id),
            title: if kind == "document" { self.text(50) } else { String::new() },
            parts: vec![Part { field: field.to_owned(), text: self.text(length) }],
            from_day: Some(day),
            to_day: Some(day),
            visibility: Visibility::Open,
            removed: false,
            language: Some(if number.is_multiple_of(2) { "fa" } else { "en" }.to_owned()),
            pages: Vec::new(),
        }
    }
}

/// Returns the processor time of this thread, from the kernel's table; 0 where there is none.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split_whitespace().next().and_then(|field| field.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}
