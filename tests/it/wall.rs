//! The process wall: what the child cannot do, what the parent does not believe, and what each
//! way to fail is called.

#![cfg(target_os = "linux")]

use std::{
    env, fs,
    io::{self, Read},
    os::unix::fs::symlink,
    path::PathBuf,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use vouchsafe_citation::format::{Cite, CiteRequest, Markup, StyleChoice};
use vouchsafe_extract::{
    Extracted, Extractor, FailureReason, Limits, Outcome, Sandbox, SandboxLevel, WallError,
};

use crate::support::extractor;

/// The example `hostile` under the names that say what to do.
struct Hostile {
    folder: TempDir,
}

impl Hostile {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for temporary files") }
    }

    fn called(&self, name: &str) -> Extractor {
        let path = self.folder.path().join(name);
        symlink(hostile(), &path).expect("a link in a folder of our own");
        Extractor::new(path)
    }

    /// Has it read a document, within two seconds, held or not.
    fn reads(&self, name: &str) -> Extracted {
        let wall_clock = Duration::from_secs(if name == "held-spin" { 20 } else { 2 });
        let limits = Limits { wall_clock, allow_without_sandbox: true, ..Limits::STANDARD };
        let extractor = self.called(name).with_limits(limits);
        document(&extractor).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Returns why it failed.
    fn fails(&self, name: &str) -> (FailureReason, String) {
        match self.reads(name).extraction.outcome {
            Outcome::Failed { reason, detail } => (reason, detail),
            other => panic!("{name} did not fail: {other:?}"),
        }
    }
}

/// Returns the built example; cargo builds it together with this test.
fn hostile() -> PathBuf {
    let test = env::current_exe().expect("a test knows where it is");
    let target = test.parent().and_then(|deps| deps.parent()).expect("it is in target/X/deps");
    let program = target.join("examples/hostile");
    assert!(program.is_file(), "cargo did not build {}", program.display());
    program
}

fn document(extractor: &Extractor) -> Result<Extracted, WallError> {
    let text = "یکی از شش نفر".as_bytes();
    extractor.document("text/plain", Some("letter.txt"), text.len() as u64, &mut &text[..])
}

#[test]
fn the_program_reads_a_text_and_is_fully_held() {
    let Extracted { extraction, sandbox } = document(&extractor()).expect("it can be read");
    assert_eq!(extraction.outcome, Outcome::Text, "{extraction:?}");
    assert_eq!(extraction.text.expect("there is a text").text, "یکی از شش نفر");
    let Sandbox { level, detail } = sandbox;
    assert_eq!(level, SandboxLevel::Full, "{detail}");
    for layer in ["rlimits: ", "landlock: ", "seccomp: "] {
        assert!(detail.contains(layer), "{detail}");
    }
}

#[test]
fn what_the_child_may_not_do_ends_it() {
    let hostile = Hostile::new();
    let attempts =
        ["open", "list", "create", "socket", "listen", "exec", "thread", "signal", "nothing"];
    for attempt in attempts {
        // Without the wall it works, or the test would show nothing.
        let (_, detail) = hostile.fails(&format!("free-{attempt}"));
        assert_eq!(detail, "it worked", "{attempt}");
        let (reason, detail) = hostile.fails(&format!("held-{attempt}"));
        if attempt == "nothing" {
            assert_eq!(detail, "it worked");
        } else {
            assert_eq!(reason, FailureReason::Forbidden, "{attempt}: {detail}");
        }
    }
}

#[test]
fn landlock_holds_by_itself() {
    let hostile = Hostile::new();
    for attempt in ["open", "list", "create", "listen", "exec", "signal"] {
        let (_, detail) = hostile.fails(&format!("landlock-{attempt}"));
        assert_eq!(detail, "PermissionDenied", "{attempt}");
    }
}

#[test]
fn memory_time_depth_and_panics_have_their_own_words() {
    let hostile = Hostile::new();
    let (_, detail) = hostile.fails("free-allocate");
    assert_eq!(detail, "it worked");
    for (name, expected, word) in [
        ("held-allocate", FailureReason::MemoryLimit, "memory"),
        ("held-spin", FailureReason::TimeLimit, "processor"),
        ("free-spin", FailureReason::TimeLimit, "longer than 2 s"),
        ("held-recurse", FailureReason::Crashed, "too deep"),
        ("held-panic", FailureReason::Crashed, "gave up at hostile.rs:"),
    ] {
        let (reason, detail) = hostile.fails(name);
        assert_eq!(reason, expected, "{name}: {detail}");
        assert!(detail.contains(word), "{name}: {detail}");
    }
}

#[test]
fn a_child_that_lies_is_not_believed() {
    let hostile = Hostile::new();
    let honest = hostile.reads("good").extraction;
    assert_eq!(honest.text.expect("it tells the truth").text, "خبر");
    for (name, expected) in [
        ("deaf", FailureReason::TimeLimit),
        ("endless", FailureReason::TimeLimit),
        ("stays", FailureReason::TimeLimit),
        ("complaints", FailureReason::TimeLimit),
        ("wordless", FailureReason::InvalidOutput),
        ("exit-code", FailureReason::Crashed),
        ("huge-length", FailureReason::TooMuchOutput),
        ("negative-length", FailureReason::TooMuchOutput),
        ("cut-off", FailureReason::InvalidOutput),
        ("million-frames", FailureReason::InvalidOutput),
        ("flood", FailureReason::TooMuchOutput),
        ("much-text", FailureReason::TooMuchOutput),
        ("no-json", FailureReason::InvalidOutput),
        ("no-utf8", FailureReason::InvalidOutput),
        ("nul", FailureReason::InvalidOutput),
        ("outside", FailureReason::InvalidOutput),
        ("short", FailureReason::InvalidOutput),
        ("endless-offset", FailureReason::InvalidOutput),
    ] {
        let (reason, detail) = hostile.fails(name);
        assert_eq!(reason, expected, "{name}: {detail}");
    }
}

#[test]
fn a_program_that_is_not_the_extractor_gets_no_document() {
    let hostile = Hostile::new();
    let limits = Limits { wall_clock: Duration::from_secs(1), ..Limits::STANDARD };
    let mut found = Vec::new();
    for name in ["silent", "ended", "stranger", "older", "unheld", "free-open"] {
        let extractor = hostile.called(name).with_limits(limits.clone());
        let mut unread = Unread;
        let error = extractor.document("text/plain", None, 1, &mut unread);
        found.push(error.expect_err("it gets nothing"));
    }
    assert!(matches!(
        &found[..],
        [
            WallError::NotTheExtractor { .. },
            WallError::NotTheExtractor { .. },
            WallError::NotTheExtractor { .. },
            WallError::OtherVersion { .. },
            WallError::Unheld { .. },
            WallError::Unheld { .. },
        ]
    ));
    let nowhere = Extractor::new(hostile.folder.path().join("nowhere"));
    assert!(matches!(document(&nowhere), Err(WallError::ProgramMissing { .. })));
    let folder = Extractor::new(hostile.folder.path().to_owned());
    assert!(matches!(document(&folder), Err(WallError::NotStarted { .. })));
}

/// Bytes that nobody may look at.
struct Unread;

impl Read for Unread {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("a byte of the document was read")
    }
}

#[test]
fn what_holds_no_text_or_too_much_costs_no_process() {
    let nowhere = Extractor::new(PathBuf::from("/nowhere/vouchsafe-extract"));
    for (media_type, size, expected) in [
        ("video/mp4", 5 << 30, None),
        ("application/octet-stream", 10, Some(FailureReason::Unsupported)),
        ("application/pdf", (256 << 20) + 1, Some(FailureReason::TooLarge)),
        ("text/plain", 5 << 30, Some(FailureReason::TooLarge)),
    ] {
        let extracted = nowhere.document(media_type, None, size, &mut Unread);
        let Extracted { extraction, sandbox } = extracted.expect("nothing is started");
        let reason = match extraction.outcome {
            Outcome::Failed { reason, .. } => Some(reason),
            _ => None,
        };
        assert_eq!((reason, sandbox.level), (expected, SandboxLevel::NotNeeded), "{media_type}");
    }
}

#[test]
fn a_document_longer_than_it_was_said_to_be_is_cut_short() {
    let limits = Limits { input_bytes: 1 << 20, ..Limits::STANDARD };
    let extractor = extractor().with_limits(limits);
    let extracted = extractor.document("text/plain", None, 10, &mut io::repeat(b'a'));
    let outcome = extracted.expect("it can be started").extraction.outcome;
    assert!(matches!(outcome, Outcome::Failed { reason: FailureReason::TooLarge, .. }));
}

#[test]
fn nothing_runs_on_after_the_parent_has_its_answer() {
    let hostile = Hostile::new();
    let begun = Instant::now();
    let (reason, _) = hostile.fails("grandchild");
    assert_eq!(reason, FailureReason::TimeLimit);
    assert!(begun.elapsed() < Duration::from_secs(10));
    let running = fs::read_dir("/proc").expect("this is Linux").flatten();
    let left = running.filter(|process| {
        let named = fs::read(process.path().join("cmdline")).unwrap_or_default();
        named == b"/bin/sleep\x0061.5\0"
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn references_are_read_and_cited_behind_the_wall() {
    let extractor = extractor();
    let ris = "TY  - JOUR\nAU  - Talebi, Shirin\nTI  - One of six\nPY  - 2019\nER  - \n";
    let imported = extractor.references(None, &mut ris.as_bytes()).expect("it is RIS");
    assert_eq!(imported.references.len(), 1, "{imported:?}");
    let mut item = imported.references[0].item.clone();
    item.insert("id".to_owned(), "talebi2019".into());
    let request = CiteRequest {
        style: StyleChoice::Named("apa".to_owned()),
        locale: None,
        markup: Markup::Text,
        items: vec![item],
        citations: vec![vec![Cite { id: "talebi2019".to_owned(), ..Cite::default() }]],
        bibliography: true,
    };
    let cited = extractor.cite(&request).expect("it can be cited");
    assert_eq!(cited.citations, ["(Talebi, 2019)"]);
    assert_eq!(cited.bibliography.len(), 1);
    let error = extractor.references(None, &mut &b"no references"[..]);
    let error = error.expect_err("it is no file of references");
    assert!(matches!(error, WallError::Failed { reason: FailureReason::Malformed, .. }));
}
