//! Documents as they look and sound: pages drawn for the window, bytes for its players, and
//! captured pages handed to the viewer, a process of its own.

use std::{
    borrow::Cow,
    collections::HashSet,
    io::{self, Read, Write as _},
    ops::Range,
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, Manager as _, UriSchemeContext, UriSchemeResponder, Url, Wry,
    http::{Request, Response, StatusCode, header},
};
use ts_rs::TS;
use vouchsafe_app::{self as app, DocumentBytesRequest};

use crate::{
    answer::{Answer, failed, words},
    archive::OpenArchive,
    media::{MediaServer, MediaSource, Medium},
};

/// The scheme that drawn pages are asked for under: `vpage://localhost/DOCUMENT/PAGE?w=WIDTH`, or
/// `…/thumbnail`; with `sealed=1`, of a sealed document that a person wants to see.
pub const SCHEME: &str = "vpage";

/// The program that shows captured pages.
const VIEWER: &str = "vouchsafe-view";

const WIDTH_PX: u32 = 1200;

/// The server that players get their bytes from, and that is the proxy of the window.
pub struct Media {
    server: Option<MediaServer>,
    revealed: Arc<Mutex<HashSet<String>>>,
}

/// An address that a player takes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MediaUrl {
    /// The address; it is good until the program ends.
    pub url: String,
    /// What the document is.
    pub media_type: String,
    /// How many bytes it has.
    pub size_bytes: u64,
}

/// A captured page to be shown.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CapturedShowRequest {
    /// The document.
    pub document: String,
    /// What it is called.
    pub title: String,
    /// The language of the viewer's own words: `en` or `fa`.
    pub language: String,
    /// Show it also if it is sealed.
    pub show_sealed: bool,
}

/// How many requests of the window went nowhere.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RefusedReport {
    /// Requests for anything but a medium, since the start.
    pub refused: u64,
}

impl Media {
    /// Starts the server. Without one, nothing is played, and the window has no proxy.
    pub fn start(archive: OpenArchive, token: Option<[u8; 16]>) -> Self {
        let revealed = Arc::new(Mutex::new(HashSet::new()));
        let source = Held { archive, revealed: Arc::clone(&revealed) };
        let server = token.and_then(|token| MediaServer::start(source, token).ok());
        Self { server, revealed }
    }

    /// Returns the proxy of every webview.
    pub fn proxy(&self) -> Option<Url> {
        let port = self.server.as_ref()?.port();
        Url::parse(&format!("http://127.0.0.1:{port}")).ok()
    }

    /// Returns how many requests were refused.
    pub fn refused(&self) -> RefusedReport {
        RefusedReport { refused: self.server.as_ref().map_or(0, MediaServer::refused) }
    }
}

struct Held {
    archive: OpenArchive,
    revealed: Arc<Mutex<HashSet<String>>>,
}

impl Held {
    fn bytes(&self, document: &str, range: Range<u64>) -> Answer<app::DocumentBytes> {
        let revealed = self.revealed.lock().unwrap_or_else(PoisonError::into_inner);
        let show_sealed = revealed.contains(document);
        drop(revealed);
        let request = DocumentBytesRequest { document: document.to_owned(), show_sealed };
        self.archive.read(|session| app::document_bytes(session, &request, range))
    }
}

impl MediaSource for Held {
    fn medium(&self, document: &str) -> Option<Medium> {
        let bytes = self.bytes(document, 0..0).ok()?;
        Some(Medium { media_type: bytes.media_type.clone(), size_bytes: bytes.size_bytes })
    }

    fn open(&self, document: &str, range: Range<u64>) -> io::Result<Box<dyn Read + Send>> {
        let bytes = self.bytes(document, range);
        let bytes = bytes.map_err(|error| io::Error::other(error.message))?;
        Ok(Box::new(bytes))
    }
}

/// Returns the address that a document is played from.
///
/// # Errors
/// There is no such document, it is sealed and was not asked for, or nothing can be played here.
pub fn media_url(app: &AppHandle, request: &DocumentBytesRequest) -> Answer<MediaUrl> {
    let media = app.state::<Media>();
    let archive = app.state::<OpenArchive>();
    let bytes = archive.read(|session| app::document_bytes(session, request, 0..0))?;
    let server = media.server.as_ref().ok_or_else(|| failed("this machine gives no port"))?;
    if request.show_sealed {
        let mut revealed = media.revealed.lock().unwrap_or_else(PoisonError::into_inner);
        revealed.insert(bytes.document.clone());
    }
    Ok(MediaUrl {
        url: server.url(&bytes.document),
        media_type: bytes.media_type.clone(),
        size_bytes: bytes.size_bytes,
    })
}

/// Hands a captured page to the viewer, in a process and window of its own.
///
/// # Errors
/// The document is no captured page, or the viewer did not start.
pub fn captured_show(
    app: &AppHandle,
    request: &CapturedShowRequest,
) -> Answer<app::ActiveContentReport> {
    let asked = DocumentBytesRequest {
        document: request.document.clone(),
        show_sealed: request.show_sealed,
    };
    let archive = app.state::<OpenArchive>();
    let bytes = archive.read(|session| app::document_bytes(session, &asked, 0..u64::MAX))?;
    let page = bytes.captured_page().map_err(words)?;
    let language = if request.language == "fa" { "fa" } else { "en" };
    let header = serde_json::json!({
        "title": request.title,
        "language": language,
        "media_type": "text/html",
        "blocked": { "scripts": page.active.scripts, "addresses": page.active.addresses },
    });
    start_viewer(header.to_string().as_bytes(), page.html.as_bytes())
        .map_err(|error| failed(format!("cannot start the viewer {VIEWER}: {error}")))?;
    Ok(page.active)
}

fn start_viewer(header: &[u8], html: &[u8]) -> io::Result<()> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name(format!("{VIEWER}{}", std::env::consts::EXE_SUFFIX));
    let mut viewer = Command::new(program).stdin(Stdio::piped()).spawn()?;
    let length = u32::try_from(header.len()).map_err(io::Error::other)?;
    let mut input = viewer.stdin.take().ok_or_else(|| io::Error::other("it takes no input"))?;
    input.write_all(&length.to_le_bytes())?;
    input.write_all(header)?;
    input.write_all(html)?;
    drop(input);
    // Waits in a thread of its own, so that the process does not stay behind when it ends.
    std::thread::spawn(move || drop(viewer.wait()));
    Ok(())
}

/// Answers a request for a drawn page, off the thread that runs the window.
#[expect(clippy::needless_pass_by_value, reason = "the toolkit hands it over so")]
pub fn answer_page(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    let own = context.webview_label() == crate::window::MAIN;
    std::thread::spawn(move || {
        let drawn = if own { page(&app, &request) } else { Err(failed("not for this window")) };
        responder.respond(match drawn {
            Ok(png) => response(StatusCode::OK, "image/png", Cow::Owned(png)),
            Err(error) => {
                let text = Cow::Owned(error.message.into_bytes());
                response(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", text)
            }
        });
    });
}

fn page(app: &AppHandle, request: &Request<Vec<u8>>) -> Answer<Vec<u8>> {
    let uri = request.uri();
    let mut parts = uri.path().trim_matches('/').split('/');
    let (Some(document), Some(wanted)) = (parts.next(), parts.next()) else {
        return Err(failed("an address of a page is DOCUMENT/PAGE"));
    };
    let query = uri.query().unwrap_or_default();
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name));
    let show_sealed = value("sealed=") == Some("1");
    let document = document.to_owned();
    let archive = app.state::<OpenArchive>();
    let asked = DocumentBytesRequest { document, show_sealed };
    if wanted == "thumbnail" {
        return archive.read(|session| app::document_thumbnail(session, &asked));
    }
    let page_number = wanted.parse().map_err(|_| failed("a page has a number"))?;
    let width_px = value("w=").and_then(|width| width.parse().ok()).unwrap_or(WIDTH_PX);
    // The drawing itself holds no session: it goes on while others read.
    let bytes = archive.read(|session| app::document_bytes(session, &asked, 0..u64::MAX))?;
    bytes.page_image(page_number, width_px).map_err(words)
}

fn response(
    status: StatusCode,
    media_type: &str,
    body: Cow<'static, [u8]>,
) -> Response<Cow<'static, [u8]>> {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    let builder = Response::builder().status(status);
    let builder =
        headers.into_iter().fold(builder, |builder, (name, value)| builder.header(name, value));
    builder.body(body).unwrap_or_default()
}
