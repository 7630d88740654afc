//! The server asked as a webview asks its proxy, and as others would.

use std::{
    io::{Cursor, Write as _},
    net::{Shutdown, TcpStream},
    time::Duration,
};

use super::*;

const DOCUMENT: &str = "0123456789abcdef0123456789abcdef";
const SIZE: u64 = 200_000;

/// A recording of known bytes, and a page that is none.
struct Shelf;

fn byte(at: u64) -> u8 {
    u8::try_from(at % 251).expect("it is small")
}

impl MediaSource for Shelf {
    fn medium(&self, document: &str) -> Option<Medium> {
        let media_type = match document {
            DOCUMENT => "audio/x-wav",
            "page" => "text/html",
            _ => return None,
        };
        Some(Medium { media_type: media_type.to_owned(), size_bytes: SIZE })
    }

    fn open(&self, _: &str, range: Range<u64>) -> io::Result<Box<dyn Read + Send>> {
        // More than was asked for: the server must not pass it on.
        let bytes: Vec<u8> = (range.start..SIZE).map(byte).collect();
        Ok(Box::new(Cursor::new(bytes)))
    }
}

fn server() -> MediaServer {
    MediaServer::start(Shelf, *b"a token of a day").expect("a port is free")
}

/// Sends these lines and returns the head of the answer, in small letters, and its body.
fn ask(server: &MediaServer, lines: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("it can have a limit");
    let lines = format!("{lines}\n\n").replace('\n', "\r\n");
    stream.write_all(lines.as_bytes()).expect("it listens");
    stream.shutdown(Shutdown::Write).expect("it is open");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("it has a head");
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    (head, answer[end + 4..].to_vec())
}

fn get(server: &MediaServer, method: &str, document: &str, more: &str) -> (String, Vec<u8>) {
    let url = server.url(document);
    ask(server, &format!("{method} {url} HTTP/1.1\nHost: media.localhost{more}"))
}

#[test]
fn a_recording_is_sent_whole_or_in_part() {
    let server = server();
    for (more, status, range) in [
        ("", "200", 0..SIZE),
        ("\nRange: bytes=0-", "206", 0..SIZE),
        ("\nRange: bytes=0-1", "206", 0..2),
        ("\nRange: bytes=100000-150000", "206", 100_000..150_001),
        ("\nRange: bytes=199999-999999", "206", 199_999..SIZE),
        ("\nRange: bytes=-10", "206", SIZE - 10..SIZE),
        ("\nRange: bytes=-999999", "206", 0..SIZE),
        ("\nRange: bytes=5-3", "200", 0..SIZE),
        ("\nRange: bytes=0-1,5-6", "200", 0..SIZE),
        ("\nRange: seconds=1-2", "200", 0..SIZE),
    ] {
        let (head, body) = get(&server, "GET", DOCUMENT, more);
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{more}: {head}");
        assert!(body.iter().copied().eq(range.clone().map(byte)), "{more}: {}", body.len());
        for line in [
            "content-type: audio/wav",
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "accept-ranges: bytes",
            &format!("content-length: {}", body.len()),
        ] {
            assert!(head.contains(line), "{more}: no {line} in {head}");
        }
        let place = format!("content-range: bytes {}-{}/{SIZE}", range.start, range.end - 1);
        assert_eq!(head.contains(&place), status == "206", "{more}: {head}");
        assert!(!head.contains("access-control") && !head.contains("chunked"), "{head}");
    }
    assert_eq!(server.refused(), 0);
}

#[test]
fn what_is_not_there_has_its_status() {
    let server = server();
    for (method, document, more, status) in [
        ("HEAD", DOCUMENT, "", "200"),
        ("GET", "other", "", "404"),
        ("GET", "page", "", "415"),
        ("GET", DOCUMENT, "\nRange: bytes=200000-", "416"),
    ] {
        let (head, body) = get(&server, method, document, more);
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{method} {document}: {head}");
        assert!(body.is_empty(), "{method} {document}");
    }
    let (head, _) = get(&server, "HEAD", DOCUMENT, "");
    assert!(head.contains(&format!("content-length: {SIZE}")), "{head}");
    let (head, _) = get(&server, "GET", DOCUMENT, "\nRange: bytes=200000-");
    assert!(head.contains(&format!("content-range: bytes */{SIZE}")), "{head}");
}

#[test]
fn everything_else_is_refused_and_counted() {
    let server = server();
    let url = server.url(DOCUMENT);
    let path = url.strip_prefix("http://media.localhost").expect("it is the address");
    let wrong = url.replace(&url[23..25], "zz");
    let requests = [
        "GET http://e.example/ HTTP/1.1\nHost: e.example".to_owned(),
        "CONNECT e.example:443 HTTP/1.1\nHost: e.example:443".to_owned(),
        format!("GET {path} HTTP/1.1\nHost: media.localhost"),
        format!("GET {url} HTTP/1.1\nHost: 127.0.0.1:{}", server.port()),
        format!("GET {url} HTTP/1.1\nHost: media.localhost\nHost: e.example"),
        format!("GET {url} HTTP/1.1"),
        format!("GET {wrong} HTTP/1.1\nHost: media.localhost"),
        format!("GET {url}/../x HTTP/1.1\nHost: media.localhost"),
        format!("GET {url}?x HTTP/1.1\nHost: media.localhost"),
        format!("GET http://media.localhost.e.example{path} HTTP/1.1\nHost: media.localhost"),
        format!("POST {url} HTTP/1.1\nHost: media.localhost"),
        format!("OPTIONS {url} HTTP/1.1\nHost: media.localhost\nOrigin: http://e.example"),
    ];
    for (count, request) in (1..).zip(&requests) {
        let (head, body) = ask(&server, request);
        assert!(head.starts_with("http/1.1 403"), "{request}: {head}");
        assert!(body.is_empty() && server.refused() == count, "{request}");
    }
    let (head, _) = get(&server, "GET", DOCUMENT, "");
    assert!(head.starts_with("http/1.1 200"), "it goes on for those it is for: {head}");
}

#[test]
fn players_that_pause_keep_nobody_from_an_answer() {
    let server = server();
    let paused: Vec<TcpStream> = (0..MAX_AT_ONCE / 2)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("it listens");
            let url = server.url(DOCUMENT);
            let lines = format!("GET {url} HTTP/1.1\r\nHost: media.localhost\r\n\r\n");
            stream.write_all(lines.as_bytes()).expect("it listens");
            stream
        })
        .collect();
    let (head, _) = get(&server, "GET", DOCUMENT, "\nRange: bytes=0-1");
    assert!(head.starts_with("http/1.1 206"), "{head}");
    assert_eq!(paused.len(), MAX_AT_ONCE / 2);
}

#[test]
fn a_server_that_is_dropped_listens_no_more() {
    let server = server();
    let port = server.port();
    drop(server);
    let gone = (0..100).any(|_| {
        thread::yield_now();
        TcpStream::connect_timeout(&([127, 0, 0, 1], port).into(), Duration::from_millis(50))
            .is_err()
    });
    assert!(gone);
}
