//! A child that misbehaves, for `it/wall.rs`: what it does is in the name it is started by.
//!
//! `held-X` does X inside the sandbox, `landlock-X` behind that layer alone, `free-X` without any:
//! the control that shows that X would work. The rest are liars, who speak to the parent wrongly.

use std::{
    env, fs, hint,
    io::{self, Read, Write},
    net,
    path::Path,
    process::{Command, exit},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Resource, Rlimit, getppid, setrlimit, test_kill_process};
use vouchsafe_extract::{
    Block, BlockKind, Direction, Extraction, FailureReason, Outcome, Sandbox, SandboxLevel,
    Structure, VERSION, sandbox,
    wire::{Answer, FrameKind, Hello, write_frame, write_json},
};

fn main() {
    let name = env::args().next().expect("a program has a name");
    let name = Path::new(&name).file_name().expect("a program is a file").to_string_lossy();
    let parent = getppid().expect("a program is started by another");
    if let Some(attempt) = name.strip_prefix("held-") {
        if attempt == "spin" {
            // A lower limit stays, so that the test need not wait for the usual one.
            let limit = Rlimit { current: Some(1), maximum: Some(2) };
            setrlimit(Resource::Cpu, limit).expect("limits may be lowered");
        }
        hello(sandbox::enter());
        try_and_tell(attempt, parent);
    } else if let Some(attempt) = name.strip_prefix("landlock-") {
        let detail = sandbox::forbid_files().expect("this kernel has landlock");
        hello(Sandbox { level: SandboxLevel::Partial, detail });
        try_and_tell(attempt, parent);
    } else if let Some(attempt) = name.strip_prefix("free-") {
        hello(unheld());
        try_and_tell(attempt, parent);
    } else {
        lie(&name);
    }
}

fn unheld() -> Sandbox {
    Sandbox { level: SandboxLevel::None, detail: "by nothing".to_owned() }
}

fn hello(sandbox: Sandbox) {
    say(FrameKind::Hello, &Hello { version: VERSION.to_owned(), sandbox });
}

/// Writes a frame as far as anybody listens.
fn say(kind: FrameKind, value: &impl serde::Serialize) {
    let mut out = io::stdout().lock();
    if write_json(&mut out, kind, value).and_then(|()| out.flush()).is_err() {
        exit(9);
    }
}

fn frame(kind: FrameKind, bytes: &[u8]) {
    let mut out = io::stdout().lock();
    if write_frame(&mut out, kind, bytes).and_then(|()| out.flush()).is_err() {
        exit(9);
    }
}

/// Reads what it is fed, tries, and answers with how that went.
fn try_and_tell(attempt: &str, parent: Pid) {
    hear();
    let went = match try_to(attempt, parent) {
        Ok(()) => "it worked".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    say(FrameKind::Answer, &Answer::Failed { reason: FailureReason::Malformed, detail: went });
    frame(FrameKind::End, b"");
}

fn hear() {
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input).expect("a pipe can be read");
}

fn try_to(attempt: &str, parent: Pid) -> io::Result<()> {
    match attempt {
        "open" => fs::read("/etc/passwd").map(drop),
        "list" => fs::read_dir("/").map(drop),
        "create" => {
            let path = format!("/tmp/vouchsafe-wall-{}", std::process::id());
            fs::write(&path, b"x").and_then(|()| fs::remove_file(&path))
        }
        "socket" => net::UdpSocket::bind("127.0.0.1:0").map(drop),
        "listen" => net::TcpListener::bind("127.0.0.1:0").map(drop),
        "exec" => Command::new("/bin/true").status().map(drop),
        "thread" => thread::Builder::new().spawn(|| ()).map(drop),
        "signal" => Ok(test_kill_process(parent)?),
        "allocate" => {
            hint::black_box(Vec::<u8>::with_capacity(4 << 30));
            Ok(())
        }
        "recurse" => Err(io::Error::other(descend(1).to_string())),
        "panic" => panic!("as the document wished"),
        "spin" => loop {
            hint::spin_loop();
        },
        "nothing" => Ok(()),
        other => panic!("nobody knows how to try {other}"),
    }
}

#[expect(unconditional_recursion, reason = "that is the attempt")]
fn descend(depth: u64) -> u64 {
    let room = hint::black_box([depth; 64]);
    descend(depth + 1) + room[0]
}

fn sleep() -> ! {
    loop {
        thread::sleep(Duration::from_secs(1));
    }
}

fn lie(name: &str) {
    match name {
        "silent" => sleep(),
        "ended" => exit(0),
        "stranger" => return println_raw(b"vouchsafe 0.1\n"),
        "unheld" => hello(unheld()),
        "older" => {
            say(FrameKind::Hello, &Hello { version: "0".to_owned(), sandbox: unheld() });
        }
        _ => {
            let detail = "as it says".to_owned();
            hello(Sandbox { level: SandboxLevel::Full, detail });
            if name != "deaf" {
                hear();
            }
            lie_in_reply(name);
        }
    }
    if name == "unheld" || name == "older" {
        hear();
    }
}

fn lie_in_reply(name: &str) {
    match name {
        "deaf" => sleep(),
        "wordless" => exit(0),
        "exit-code" => exit(7),
        "huge-length" => println_raw(b"A\xff\xff\xff\xff"),
        "negative-length" => println_raw(b"A\x00\x00\x00\x80"),
        "cut-off" => println_raw(b"A\x10\x00\x00\x00{"),
        "million-frames" => (0..1_000_000).for_each(|_| frame(FrameKind::Answer, b"{}")),
        "flood" => loop {
            println_raw(&[b'A'; 65_536]);
        },
        "complaints" => loop {
            io::stderr().write_all(&[b'!'; 65_536]).unwrap_or_else(|_| exit(9));
        },
        "no-json" => reply(b"[[[[", None, None),
        "endless" => {
            answer(Outcome::NoText);
            sleep();
        }
        "stays" => {
            answer(Outcome::NoText);
            frame(FrameKind::End, b"");
            sleep();
        }
        "grandchild" => {
            // Never waited for: that it outlives its parent is the misdeed.
            let left = Command::new("/bin/sleep").arg("61.5").spawn().expect("it can be started");
            std::mem::forget(left);
            sleep();
        }
        "much-text" => {
            answer(Outcome::Text);
            // As much as may be, and then more.
            let most = vec![b'a'; 16 << 20];
            frame(FrameKind::Text, &most);
            frame(FrameKind::Structure, &most);
            frame(FrameKind::Image, &vec![b'a'; 64 << 20]);
        }
        "no-utf8" => text(b"ab\xff", &structure(3)),
        "nul" => text(b"a\0b", &structure(3)),
        "outside" => text(b"abc", &structure(4)),
        "short" => text(b"abc", &structure(2)),
        "endless-offset" => text(b"abc", &structure(u64::MAX)),
        "good" => text("خبر".as_bytes(), &structure(3)),
        other => panic!("nobody knows how to lie about {other}"),
    }
}

fn println_raw(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
        exit(9);
    }
}

fn answer(outcome: Outcome) {
    let extraction = Extraction { outcome, ..Extraction::no_text("text/plain") };
    say(FrameKind::Answer, &Answer::Document(Box::new(extraction)));
}

fn structure(end: u64) -> Structure {
    let block = Block {
        start: 0,
        end,
        kind: BlockKind::Paragraph,
        level: None,
        language: None,
        language_basis: None,
        direction: Direction::Ltr,
    };
    Structure { blocks: vec![block], ..Structure::default() }
}

fn text(text: &[u8], structure: &Structure) {
    answer(Outcome::Text);
    frame(FrameKind::Text, text);
    say(FrameKind::Structure, structure);
    frame(FrameKind::End, b"");
}

fn reply(answer: &[u8], text: Option<&[u8]>, image: Option<&[u8]>) {
    frame(FrameKind::Answer, answer);
    text.into_iter().for_each(|text| frame(FrameKind::Text, text));
    image.into_iter().for_each(|image| frame(FrameKind::Image, image));
    frame(FrameKind::End, b"");
}
