//! Kills, full disks, several programs at once, readers during an import; in their short form.
//!
//! `VOUCHSAFE_KILLS=500 cargo test -p vouchsafe-tests faults` runs the long one.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader, Read as _},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::support::{Desk, binary, noise};

/// Puts a folder of files on the desk that takes a moment to take in: many small and one large.
fn folder(desk: &Desk, name: &str, files: usize) {
    let bytes = noise(12_000);
    for number in 0..files {
        let mut own = bytes.clone();
        own[..8].copy_from_slice(&(number as u64).to_le_bytes());
        own[8] = name.as_bytes()[0];
        desk.file(&format!("{name}/{number:05}.txt"), &own);
    }
    desk.file(&format!("{name}/film.bin"), &[noise(24_000_000), name.into()].concat());
}

/// Returns the paths of all documents, as their accessions name them.
fn held(desk: &Desk) -> BTreeSet<String> {
    let connection = rusqlite::Connection::open(desk.archive()).expect("a plain archive");
    let mut query = connection
        .prepare("SELECT value FROM field WHERE name = 'original_name'")
        .expect("the catalogue");
    let names = query.query_map([], |row| row.get::<_, String>(0)).expect("names");
    names.map(|name| name.expect("a name").trim_matches('"').to_owned()).collect()
}

fn is_whole(desk: &Desk) {
    let output = desk.cli(&["verify", "--json", "--no-record"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["verdict"], "intact", "{report:#}");
}

#[test]
fn a_kill_at_any_point_of_an_import_loses_nothing_that_was_reported() {
    let kills = std::env::var_os("VOUCHSAFE_KILLS");
    let kills = kills.and_then(|text| text.to_str()?.parse().ok()).unwrap_or(8);
    let desk = Desk::new();
    folder(&desk, "case", 1200);
    let mut acknowledged = BTreeSet::new();
    let mut landed_inside = 0;
    for kill in 0..kills {
        let mut child = desk
            .command(&["add", "--recursive", "case"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command can be run");
        thread::sleep(Duration::from_millis(5 + (kill * 131) % 1100));
        landed_inside += usize::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        for line in output.lines().map_while(Result::ok) {
            if line.starts_with("added") {
                let name = line.split(": ").next().and_then(|line| line.rsplit('/').next());
                acknowledged.extend(name.map(str::to_owned));
            }
        }
        is_whole(&desk);
        let lost: Vec<_> = acknowledged.difference(&held(&desk)).cloned().collect();
        assert_eq!(lost, Vec::<String>::new(), "reported as added, and not there");
    }
    assert!(landed_inside > 0, "no kill met a running import");
    assert!(desk.cli(&["add", "--recursive", "case"]).status.success(), "it is taken up again");
    assert_eq!(held(&desk).len(), 1201);
    is_whole(&desk);
}

#[test]
fn a_disk_that_fills_at_any_step_loses_nothing_and_says_so() {
    let desk = Desk::empty();
    for number in 0..30 {
        desk.file(&format!("case/{number:02}.bin"), &noise(40_000 + number));
    }
    desk.file("case/large.bin", &noise(2_500_000));
    let script = r#"
        set -u
        mount -t tmpfs -o size="$SIZE" tmpfs "$DISK"
        export VOUCHSAFE_ARCHIVE="$DISK/case.vouch"
        "$BIN" init --agent Shirin > /dev/null 2>&1; echo "init $?"
        "$BIN" add --recursive case > "$OUT/added" 2> "$OUT/said"; echo "add $?"
        [ -e "$VOUCHSAFE_ARCHIVE" ] || exit 0
        "$BIN" verify --no-record > "$OUT/verdict" 2>&1; echo "verify $?"
        "$BIN" document list --json | grep -c '"id"' ; true
    "#;
    let (disk, out) = (desk.path("disk"), desk.path("out"));
    fs::create_dir_all(&disk).expect("a folder");
    fs::create_dir_all(&out).expect("a folder");
    let mut full = 0;
    for step in 0..9_u32 {
        let size = 160 + step * 600;
        let config = desk.path(&format!("config-{step}"));
        let output = Command::new("unshare")
            .args(["--map-root-user", "--mount", "bash", "-c", script])
            .env("SIZE", format!("{size}k"))
            .env("DISK", &disk)
            .env("OUT", &out)
            .env("BIN", binary())
            .env("VOUCHSAFE_CONFIG_DIR", config)
            .current_dir(desk.path(""))
            .output()
            .expect("unshare is installed");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = fs::read_to_string(out.join("said")).unwrap_or_default();
        if told.contains("add 3") && told.contains("init 0") {
            full += 1;
            assert!(said.contains("disk is full"), "{said}");
        } else {
            assert!(told.contains("add 0") || told.contains("init 3"), "{told}{said}");
        }
        if told.contains("init 0") {
            let verdict = fs::read_to_string(out.join("verdict")).unwrap_or_default();
            assert!(told.contains("verify 0"), "{size} KiB: {told}\n{verdict}");
        }
    }
    assert!(full > 2, "the disk was full in the middle {full} times");
}

#[test]
fn a_journal_left_by_a_kill_is_taken_back_by_whoever_looks_first() {
    let desk = Desk::with_documents();
    let before: i64 = desk.query("SELECT count(*) FROM entry");
    // A transaction that has reached the file, and whose program is gone.
    let connection = rusqlite::Connection::open(desk.archive()).expect("a plain archive");
    connection
        .execute_batch(
            "PRAGMA cache_size = 2; BEGIN;
             INSERT INTO entry SELECT id + 1000, text, leaf, seed, salts, withheld FROM entry;
             INSERT INTO chunk SELECT id + 1000, data FROM chunk WHERE 0;
             UPDATE field SET value = value || ' ' WHERE value IS NOT NULL",
        )
        .expect("a transaction");
    let journal = desk.path("case.vouch-journal");
    for name in ["case.vouch", "case.vouch-journal"] {
        fs::copy(desk.path(name), desk.path(&format!("{name}.kept")))
            .expect("the journal is there");
    }
    drop(connection);
    fs::rename(desk.path("case.vouch.kept"), desk.archive()).expect("the file");
    fs::rename(desk.path("case.vouch-journal.kept"), &journal).expect("its journal");
    is_whole(&desk);
    assert!(!journal.exists() && desk.query::<i64>("SELECT count(*) FROM entry") == before);
}

#[test]
fn two_programs_that_write_at_once_both_succeed() {
    let desk = Desk::new();
    folder(&desk, "one", 300);
    folder(&desk, "two", 300);
    let add = |name: &str| desk.command(&["add", "--recursive", name]).spawn().expect("a child");
    let children = [add("one"), add("two")];
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM record WHERE kind = 'accession'"), 602);
    is_whole(&desk);
}

#[test]
fn readers_are_never_locked_out_by_a_long_import() {
    let desk = Desk::with_documents();
    desk.file("film.mov", &noise(120_000_000));
    let mut child = desk.command(&["add", "film.mov"]).spawn().expect("a child");
    let mut reads = 0;
    let mut slowest = Duration::ZERO;
    while child.try_wait().expect("a child").is_none() {
        let started = Instant::now();
        let output = desk.cli(&["document", "list", "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        slowest = slowest.max(started.elapsed());
        reads += 1;
    }
    assert!(child.wait().expect("it ends").success());
    assert!(reads > 0, "the import ended before anything was read");
    // Not a speed: SQLite's own limit for waiting is ten seconds, after which a read fails.
    assert!(slowest < Duration::from_secs(10), "{slowest:?}");
}

#[test]
fn an_interrupted_import_leaves_nothing_half_made_that_is_not_swept() {
    let desk = Desk::with_documents();
    desk.tamper(
        "INSERT INTO content (number, id, state, chunk_size_bytes, staged_at)
           VALUES (77, randomblob(16), 'staged', 1048576, '2001-01-01T00:00:00.000Z');
         INSERT INTO chunk VALUES (77 << 24, x'00')",
    );
    assert_eq!(desk.codes(), Vec::<String>::new(), "what was never promised is no finding");
    desk.file("more.txt", b"more");
    desk.add(&["more.txt"]);
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM content WHERE state = 'staged'"), 0);
    assert_eq!(desk.query::<i64>("SELECT count(*) FROM chunk WHERE id >> 24 = 77"), 0);
}

#[test]
fn a_large_file_goes_in_and_out_in_little_memory() {
    let desk = Desk::new();
    let large = fs::File::create(desk.path("large.bin")).expect("a file");
    large.set_len(300_000_000).expect("a sparse file");
    let peak = peak_kib(desk.command(&["add", "large.bin"]));
    assert!(peak < 64 * 1024, "{peak} KiB to take it in");
    let output = desk.cli(&["document", "list", "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).expect("a list");
    let id = list["documents"][0]["id"].as_str().expect("an id").to_owned();
    let peak = peak_kib(desk.command(&["document", "get", &id, "-o", "out.bin"]));
    assert!(peak < 64 * 1024, "{peak} KiB to write it out");
    assert_eq!(fs::metadata(desk.path("out.bin")).expect("a file").len(), 300_000_000);
}

/// Runs a command and returns the most memory it had resident, as the kernel last told.
fn peak_kib(mut command: Command) -> u64 {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("a child");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        thread::sleep(Duration::from_millis(5));
    }
    let mut output = String::new();
    let _ = child.stdout.take().expect("its output").read_to_string(&mut output);
    assert!(child.wait().expect("it ends").success(), "{output}");
    assert!(peak > 0, "its memory was never seen");
    peak
}
