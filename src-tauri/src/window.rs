//! The one window: made here, and kept from going anywhere but its own pages.

use tauri::{
    AppHandle, DragDropEvent, Emitter as _, Manager as _, Url, WebviewUrl, WebviewWindowBuilder,
    Window, WindowEvent, webview::NewWindowResponse,
};

use crate::{job::Jobs, machine::ThisMachine};

/// The label of the window that may ask commands.
pub const MAIN: &str = "main";

/// The smallest size that every view is drawn for.
const SMALLEST: (f64, f64) = (720.0, 480.0);
const FIRST_SIZE: (f64, f64) = (1280.0, 800.0);

/// Makes the window. `proxy` refuses whatever the engine would fetch; media alone pass it.
///
/// # Errors
/// The system cannot show a window.
pub fn make(app: &AppHandle, proxy: Option<Url>) -> tauri::Result<()> {
    let mut builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Vouchsafe")
        .inner_size(FIRST_SIZE.0, FIRST_SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .incognito(!is_driven())
        .general_autofill_enabled(false)
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    if let Some(proxy) = proxy {
        builder = builder.proxy_url(proxy);
    }
    builder.build().map(drop)
}

/// Whether a WebDriver started the program: it cannot drive a page whose context is private. Its
/// own folders are then temporary ones.
fn is_driven() -> bool {
    std::env::var_os("TAURI_AUTOMATION").is_some()
        || std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Tells the window what the system tells: files dropped on it, and the wish to close it.
pub fn on_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } if window.state::<Jobs>().count() > 0 => {
            api.prevent_close();
            // The window asks its person; `window_close` is the answer.
            let _ = window.emit("close-requested", ());
        }
        WindowEvent::DragDrop(DragDropEvent::Enter { paths, .. }) => {
            let _ = window.emit("files-over", paths.len());
        }
        WindowEvent::DragDrop(DragDropEvent::Leave) => {
            let _ = window.emit("files-over", 0);
        }
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            let _ = window.emit("files-dropped", paths);
        }
        _ => {}
    }
}

/// Shows an archive that was asked for by starting the program a second time.
pub fn second_start(app: &AppHandle, arguments: &[String], folder: &str) {
    if let Some(path) = arguments.iter().skip(1).find(|argument| !argument.starts_with('-')) {
        app.state::<ThisMachine>().want(std::path::Path::new(folder).join(path));
        let _ = app.emit("archive-wanted", ());
    }
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Closes the window, and with it the program.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.destroy();
    }
}

/// Whether an address is one of the program's own pages.
fn is_own(url: &Url) -> bool {
    let own_host =
        url.host_str().is_some_and(|host| host == "localhost" || host == "tauri.localhost");
    match url.scheme() {
        "tauri" => own_host,
        // How the same pages are addressed on Windows.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_pages_can_be_gone_to() {
        for (address, own) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#x", true),
            ("https://example.org/", false),
            ("http://127.0.0.1/", false),
            ("http://localhost/", false),
            ("vpage://localhost/1/1", false),
            ("file:///etc/passwd", false),
            ("about:blank", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(is_own(&Url::parse(address).unwrap()), own, "{address}");
        }
    }
}
