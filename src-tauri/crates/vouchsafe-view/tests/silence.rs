//! A page that calls out in every way it can, in the real viewer on a real (virtual) display: not
//! one connection. The same page without the viewer's protections shows that it does call.
//!
//! Not among the default members, as it needs the webview and `Xvfb`:
//! `cargo test -p vouchsafe-view`.

#![cfg(target_os = "linux")]

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// How long a page is watched after it is shown.
const WATCHED: Duration = Duration::from_secs(5);

/// A display of our own, gone at the end.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        let mut said = BufReader::new(server.stdout.take().expect("it was asked for a pipe"));
        said.read_line(&mut number).expect("it says which display it is");
        Self { server, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

fn end(child: &mut Child) {
    child.kill().expect("it is ours");
    child.wait().expect("it was started here");
}

/// Somebody to call: counts connections and notes what they ask for.
struct Listener {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let notes = Arc::clone(&notes);
                thread::spawn(move || note(stream, &notes));
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("nobody panicked").clone()
    }
}

/// Notes a connection: as the word at the start of the path, or as bare.
fn note(mut stream: TcpStream, notes: &Mutex<Vec<String>>) {
    stream.set_read_timeout(Some(Duration::from_secs(2))).expect("it can have a limit");
    let mut start = [0; 512];
    let count = stream.read(&mut start).unwrap_or(0);
    let start = String::from_utf8_lossy(&start[..count]).into_owned();
    let path = start.split(' ').nth(1).unwrap_or("/bare").trim_start_matches('/');
    let word = path.split(['/', '?', '.']).next().unwrap_or_default().to_owned();
    notes.lock().expect("nobody panicked").push(word);
    let answer = b"HTTP/1.1 404 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    // Who calls only to connect does not listen.
    let _ = stream.write_all(answer);
}

fn hostile(port: u16) -> String {
    let at = format!("http://127.0.0.1:{port}");
    format!(
        r#"<!doctype html><html manifest="{at}/manifest"><head><title>x</title>
        <link rel=preconnect href="http://127.0.0.1:{port}/"><link rel=dns-prefetch href="{at}/">
        <link rel=preload as=image href="{at}/preload"><link rel=prefetch href="{at}/prefetch">
        <link rel=stylesheet href="{at}/css"><link rel=icon href="{at}/icon">
        <link rel=modulepreload href="{at}/modulepreload">
        <style>@import "{at}/import"; @font-face {{ font-family: f; src: url({at}/font) }}
        body {{ background: url({at}/background); font-family: f }}
        p::before {{ content: url({at}/content) }} p {{ cursor: url({at}/cursor), auto;
        background: image-set("{at}/imageset" 1x); mask: url({at}/mask) }}</style>
        <meta http-equiv=refresh content="3;url={at}/refresh"></head>
        <body onload="new Image().src='{at}/onload'" background="{at}/bodybackground">
        <p style="background: url({at}/inline)">text</p><img src="{at}/img">
        <img srcset="{at}/srcset 1x"><picture><source srcset="{at}/picture"><img></picture>
        <svg><image href="{at}/svg" width=9 height=9 /><use href="{at}/use#a" />
        <rect fill="url({at}/fill#a)" width=9 height=9 /></svg>
        <video src="{at}/video" poster="{at}/poster" autoplay muted></video>
        <audio src="{at}/audio" autoplay></audio><iframe src="{at}/iframe"></iframe>
        <iframe srcdoc="&lt;img src='{at}/srcdoc'&gt;"></iframe>
        <object data="{at}/object"></object><embed src="{at}/embed">
        <form action="{at}/form" id=f><input autofocus onfocus="f.submit()"
        style="background: url({at}/input)"><input type=image src="{at}/inputimage"></form>
        <table background="{at}/table"><tr><td>x</table>
        <noscript><img src="{at}/noscript"><link rel=preconnect href="{at}/"></noscript>
        <script src="{at}/script"></script><script>
        fetch("{at}/fetch"); navigator.sendBeacon("{at}/beacon", "x");
        new WebSocket("ws://127.0.0.1:{port}/ws"); new EventSource("{at}/events");
        var x = new XMLHttpRequest(); x.open("GET", "{at}/xhr"); x.send();
        new Worker(URL.createObjectURL(new Blob(
        ["fetch('{at}/worker')"])));</script></body></html>"#
    )
}

/// Shows a page in a program, and returns who called while it was shown.
fn watch(program: &Path, input: impl FnOnce(u16) -> Vec<u8>) -> Vec<String> {
    let (display, listener) = (Display::start(), Listener::start());
    let mut child = Command::new(program)
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut stdin = child.stdin.take().expect("it was asked for a pipe");
    stdin.write_all(&input(listener.port)).expect("it listens");
    drop(stdin);
    let said = child.stdout.take().expect("it was asked for a pipe");
    let mut line = String::new();
    BufReader::new(said).read_line(&mut line).expect("it can be read");
    assert_eq!(line, "shown\n", "{} shows nothing", program.display());
    thread::sleep(WATCHED);
    end(&mut child);
    listener.heard()
}

fn framed(header: &str, page: &str) -> Vec<u8> {
    let length = u32::try_from(header.len()).expect("it is short").to_le_bytes();
    [&length[..], header.as_bytes(), page.as_bytes()].concat()
}

/// Returns the built example; cargo builds it together with this test.
fn unprotected() -> PathBuf {
    let viewer = Path::new(env!("CARGO_BIN_EXE_vouchsafe-view"));
    viewer.parent().expect("it is in a folder").join("examples/unprotected")
}

#[test]
fn a_page_that_calls_out_in_every_way_reaches_nobody() {
    let heard = watch(&unprotected(), |port| hostile(port).into_bytes());
    let ways: BTreeSet<&str> = heard.iter().map(String::as_str).collect();
    println!("{} connections, {} ways: {ways:?}", heard.len(), ways.len());
    assert!(ways.len() >= 20, "the control is too quiet to show anything: {ways:?}");
    let header = r#"{"title":"x","language":"en","media_type":"text/html",
        "blocked":{"scripts":2,"addresses":30}}"#;
    let viewer = Path::new(env!("CARGO_BIN_EXE_vouchsafe-view"));
    // As it came, not as the extractor leaves it: the viewer must not rely on that.
    let heard = watch(viewer, |port| framed(header, &hostile(port)));
    assert_eq!(heard, Vec::<String>::new());
}
