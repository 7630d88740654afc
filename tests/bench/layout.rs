//! The measurements behind decisions 0001, 0002 and 0004: page size, chunk size, journal mode.
//!
//! `cargo run --release -p vouchsafe-tests --example layout [FOLDER]`. Prints Markdown tables.
//! Processor time is the figure to compare: other work on the machine does not change it much.

#![expect(clippy::print_stdout, reason = "its tables are its output")]

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use rusqlite::{Connection, params};
use vouchsafe_fixity::Sha256Stream;

const TOTAL_BYTES: usize = 512 << 20;
const COMMIT_BYTES: usize = 16 << 20;
const RUNS: usize = 3;

fn main() -> rusqlite::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let path = folder.join("vouchsafe-layout.db");
    println!("| | page | chunk | write MB/s | read and hash MB/s | per second of processor |");
    println!("|---|---|---|---|---|---|");
    for encrypted in [false, true] {
        for (page, chunk) in [
            (4096, 1 << 20),
            (16_384, 256 << 10),
            (16_384, 1 << 20),
            (16_384, 4 << 20),
            (32_768, 1 << 20),
            (65_536, 1 << 20),
        ] {
            contents(&path, Layout { encrypted, page, chunk })?;
        }
    }
    println!("\n| journal | synchronous | median ms a commit of 100 kB |\n|---|---|---|");
    for (journal, synchronous) in
        [("DELETE", "EXTRA"), ("DELETE", "FULL"), ("WAL", "FULL"), ("WAL", "NORMAL")]
    {
        commits(&path, journal, synchronous)?;
    }
    remove(&path);
    Ok(())
}

#[derive(Clone, Copy)]
struct Layout {
    encrypted: bool,
    page: u32,
    chunk: usize,
}

fn open(path: &Path, layout: Layout) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    if layout.encrypted {
        let (key, page) = ("ab".repeat(48), layout.page);
        connection.execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = {page};
             PRAGMA cipher_hmac_algorithm = HMAC_SHA256;"
        ))?;
    }
    connection.execute_batch(&format!(
        "PRAGMA page_size = {}; PRAGMA cache_size = -20480; PRAGMA mmap_size = 0;
         PRAGMA synchronous = EXTRA;",
        layout.page
    ))?;
    Ok(connection)
}

fn contents(path: &Path, layout: Layout) -> rusqlite::Result<()> {
    remove(path);
    let bytes: Vec<u8> = (0..layout.chunk)
        .map(|place| (place.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0])
        .collect();
    let count = TOTAL_BYTES / layout.chunk;
    let started = Instant::now();
    {
        let mut connection = open(path, layout)?;
        connection.execute_batch("CREATE TABLE chunk (id INTEGER PRIMARY KEY, data BLOB)")?;
        for first in (0..count).step_by(COMMIT_BYTES / layout.chunk) {
            let transaction = connection.transaction()?;
            for id in first..count.min(first + COMMIT_BYTES / layout.chunk) {
                transaction
                    .prepare_cached("INSERT INTO chunk VALUES (?1, ?2)")?
                    .execute(params![id as i64, bytes])?;
            }
            transaction.commit()?;
        }
    }
    let written = rate(started.elapsed().as_secs_f64());
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let connection = open(path, layout)?;
        let (started, processor) = (Instant::now(), processor_seconds());
        let mut hash = Sha256Stream::default();
        for id in 0..count {
            let mut query = connection.prepare_cached("SELECT data FROM chunk WHERE id = ?1")?;
            let mut rows = query.query([id as i64])?;
            let row = rows.next()?.expect("every chunk was written");
            hash.update(row.get_ref(0)?.as_blob().expect("a chunk is a BLOB"));
        }
        hash.finish();
        let processor = processor_seconds() - processor;
        runs.push((rate(started.elapsed().as_secs_f64()), rate(processor)));
    }
    let kind = if layout.encrypted { "encrypted" } else { "plain" };
    let (wall, processor): (Vec<f64>, Vec<f64>) = runs.into_iter().unzip();
    let (wall, processor) = (median(wall), median(processor));
    let (page, chunk) = (layout.page >> 10, layout.chunk >> 10);
    println!("| {kind} | {page} KiB | {chunk} KiB | {written:.0} | {wall:.0} | {processor:.0} |");
    Ok(())
}

fn commits(path: &Path, journal: &str, synchronous: &str) -> rusqlite::Result<()> {
    remove(path);
    let connection = open(path, Layout { encrypted: false, page: 16_384, chunk: 1 << 20 })?;
    connection.query_row(&format!("PRAGMA journal_mode = {journal}"), [], |_| Ok(()))?;
    connection.execute_batch(&format!(
        "PRAGMA synchronous = {synchronous}; CREATE TABLE chunk (id INTEGER PRIMARY KEY, data BLOB)"
    ))?;
    let bytes = vec![7_u8; 100_000];
    let mut times = Vec::new();
    for id in 0..200 {
        let started = Instant::now();
        connection.execute("INSERT INTO chunk VALUES (?1, ?2)", params![id, bytes])?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    println!("| {journal} | {synchronous} | {:.2} |", median(times));
    Ok(())
}

fn rate(seconds: f64) -> f64 {
    TOTAL_BYTES as f64 / 1e6 / seconds
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Returns the processor time of this process, from the kernel's table; 0 where there is none.
fn processor_seconds() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_PER_SECOND
}

fn remove(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // It may not be there.
        let _ = std::fs::remove_file(name);
    }
}
