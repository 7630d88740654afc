//! Sound and film for the webview: a small server on this machine that is the proxy of every
//! webview, and the one place where Vouchsafe opens a socket.
//!
//! WebKitGTK plays media over HTTP only, so the webview asks for `http://media.localhost/…`; as
//! everything it asks for goes through this proxy, everything else ends here: refused, and
//! counted. Who does not know the token of this session gets nothing. What is played is read
//! through [`MediaSource`]: nothing here knows of archives.
//!
//! Each connection has one request and a thread of its own, so that a player that pauses keeps
//! nobody else waiting.

mod asked;

use std::{
    io::{self, Read, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use asked::{Asked, Wanted, range};

/// The name that the webview asks for. It is looked up by nobody: it goes to the proxy as it is.
const HOST: &str = "media.localhost";

/// How many connections are served at a time; a player that pauses holds one.
const MAX_AT_ONCE: usize = 32;

/// How long a connection may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// The media types that are played, and as what they are sent.
const TYPES: &[(&str, &str)] = &[
    ("audio/aac", "audio/aac"),
    ("audio/flac", "audio/flac"),
    ("audio/m4a", "audio/mp4"),
    ("audio/mp4", "audio/mp4"),
    ("audio/mpeg", "audio/mpeg"),
    ("audio/ogg", "audio/ogg"),
    ("audio/opus", "audio/ogg"),
    ("audio/wav", "audio/wav"),
    ("audio/webm", "audio/webm"),
    ("audio/x-flac", "audio/flac"),
    ("audio/x-m4a", "audio/mp4"),
    ("audio/x-wav", "audio/wav"),
    ("video/mp4", "video/mp4"),
    ("video/ogg", "video/ogg"),
    ("video/quicktime", "video/quicktime"),
    ("video/webm", "video/webm"),
    ("video/x-m4v", "video/mp4"),
    ("video/x-matroska", "video/x-matroska"),
];

/// What is known of a document before it is played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// What its bytes are.
    pub media_type: String,
    /// How many there are.
    pub size_bytes: u64,
}

/// Where the bytes come from.
pub trait MediaSource: Send + Sync + 'static {
    /// Returns what a document is; `None` if it is not there or not to be shown.
    fn medium(&self, document: &str) -> Option<Medium>;

    /// Opens a range of its bytes.
    ///
    /// # Errors
    /// They cannot be read.
    fn open(&self, document: &str, range: Range<u64>) -> io::Result<Box<dyn Read + Send>>;
}

/// The server, from its start until it is dropped.
#[derive(Debug)]
pub struct MediaServer {
    port: u16,
    token: String,
    refused: Arc<AtomicU64>,
    over: Arc<AtomicBool>,
}

impl MediaServer {
    /// Starts the server on a free port of this machine; `token` is 16 random bytes, new for each
    /// session.
    ///
    /// # Errors
    /// No port can be had.
    pub fn start(source: impl MediaSource, token: [u8; 16]) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
        let (refused, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let desk = Arc::new(Desk {
            source,
            token: token.clone(),
            refused: Arc::clone(&refused),
            at_once: AtomicUsize::new(0),
        });
        let ends = Arc::clone(&over);
        thread::Builder::new().name("media".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                if ends.load(Ordering::Acquire) {
                    break;
                }
                // One that is gone before it is taken wanted nothing.
                if let Ok(stream) = stream {
                    desk.take(stream);
                }
            }
        })?;
        Ok(Self { port, token, refused, over })
    }

    /// Returns the port that is every webview's proxy.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns the address that a document is played from.
    pub fn url(&self, document: &str) -> String {
        format!("http://{HOST}/{}/{document}", self.token)
    }

    /// Returns how many requests were for something else, and so refused.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

impl Drop for MediaServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        // Wakes the listener, which then sees that it is over.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

/// What every answer needs.
struct Desk<S> {
    source: S,
    token: String,
    refused: Arc<AtomicU64>,
    at_once: AtomicUsize,
}

/// How a request is answered.
enum Verdict {
    /// With these bytes of this medium.
    Bytes { document: String, medium: Medium, range: Range<u64>, is_whole: bool },
    /// With a status and nothing else; for a range that is not there, with the size.
    Status(u16, Option<u64>),
    /// Not at all: it was not for here.
    Refused,
}

impl<S: MediaSource> Desk<S> {
    /// Serves a connection on a thread of its own: bytes flow as fast as they are played.
    fn take(self: &Arc<Self>, mut stream: TcpStream) {
        if self.at_once.fetch_add(1, Ordering::AcqRel) >= MAX_AT_ONCE {
            self.at_once.fetch_sub(1, Ordering::AcqRel);
            // Whoever hung up meanwhile needs no answer.
            let _ = head(&mut stream, 503, &[], 0);
            return;
        }
        let desk = Arc::clone(self);
        let serving = thread::Builder::new().name("media answer".to_owned()).spawn(move || {
            // A player that seeks hangs up on what it no longer wants.
            let _ = desk.serve(&mut stream);
            desk.at_once.fetch_sub(1, Ordering::AcqRel);
        });
        // Where no thread can be had, the connection was closed.
        if serving.is_err() {
            self.at_once.fetch_sub(1, Ordering::AcqRel);
        }
    }

    fn serve(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let asked = Asked::read(stream)?;
        match asked.as_ref().map_or(Verdict::Refused, |asked| self.judge(asked)) {
            Verdict::Refused => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                head(stream, 403, &[], 0)
            }
            Verdict::Status(status, size) => {
                let size = size.map(|size| ("Content-Range", format!("bytes */{size}")));
                head(stream, status, size.as_slice(), 0)
            }
            Verdict::Bytes { document, medium, range, is_whole } => {
                let wants_bytes = asked.is_some_and(|asked| asked.method == "GET");
                let length = range.end - range.start;
                let headers = headers(&medium, &range, is_whole);
                if !wants_bytes {
                    return head(stream, if is_whole { 200 } else { 206 }, &headers, length);
                }
                let Ok(bytes) = self.source.open(&document, range) else {
                    return head(stream, 500, &[], 0);
                };
                head(stream, if is_whole { 200 } else { 206 }, &headers, length)?;
                // Never more than was said, whatever the source gives.
                io::copy(&mut bytes.take(length), stream).map(drop)
            }
        }
    }

    fn judge(&self, asked: &Asked) -> Verdict {
        let Some(document) = self.document(asked) else { return Verdict::Refused };
        let Some(medium) = self.source.medium(document) else { return Verdict::Status(404, None) };
        if content_type(&medium.media_type).is_none() {
            return Verdict::Status(415, None);
        }
        let wanted = asked.header("range").ok().flatten();
        let part = match wanted.map(|wanted| range(wanted, medium.size_bytes)) {
            Some(Wanted::Part(part)) => Some(part),
            Some(Wanted::Beyond) => return Verdict::Status(416, Some(medium.size_bytes)),
            // What is not understood is as if it were not there (RFC 9110, section 14.2).
            Some(Wanted::Unclear) | None => None,
        };
        let is_whole = part.is_none();
        let range = part.unwrap_or(0..medium.size_bytes);
        Verdict::Bytes { document: document.to_owned(), medium, range, is_whole }
    }

    /// Returns the document that is asked for; `None` if anything about the request is not as the
    /// webview makes it.
    fn document<'r>(&self, asked: &'r Asked) -> Option<&'r str> {
        let reads = asked.method == "GET" || asked.method == "HEAD";
        if !reads || asked.header("host") != Ok(Some(HOST)) {
            return None;
        }
        // A proxy is asked with the whole address; a page that guessed the port asks otherwise.
        let path = asked.target.strip_prefix("http://")?.strip_prefix(HOST)?.strip_prefix('/')?;
        let (token, document) = path.split_once('/')?;
        let named = (1..=64).contains(&document.len())
            && document.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_same(token, &self.token) && named).then_some(document)
    }
}

fn headers(medium: &Medium, range: &Range<u64>, is_whole: bool) -> Vec<(&'static str, String)> {
    let content_type = content_type(&medium.media_type).unwrap_or("application/octet-stream");
    let mut headers =
        vec![("Content-Type", content_type.to_owned()), ("Accept-Ranges", "bytes".to_owned())];
    if !is_whole {
        let (size, last) = (medium.size_bytes, range.end.saturating_sub(1));
        headers.push(("Content-Range", format!("bytes {}-{last}/{size}", range.start)));
    }
    headers
}

/// Writes all of an answer but its bytes.
fn head(
    stream: &mut TcpStream,
    status: u16,
    headers: &[(&'static str, String)],
    length: u64,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status} {status}\r\nContent-Length: {length}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n"
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())
}

fn content_type(media_type: &str) -> Option<&'static str> {
    TYPES.iter().find(|(known, _)| *known == media_type).map(|(_, sent)| *sent)
}

/// Compares without telling by its time where the first difference is.
fn is_same(said: &str, token: &str) -> bool {
    let pairs = said.bytes().zip(token.bytes());
    said.len() == token.len() && pairs.fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests;
