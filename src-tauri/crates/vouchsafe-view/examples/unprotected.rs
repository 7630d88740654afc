//! The control of `tests/silence.rs`: the same page in the same webview with nothing in its way.

use std::{
    borrow::Cow,
    io::{Read as _, Write as _},
};

use gtk::prelude::*;
use wry::{PageLoadEvent, WebViewBuilder, WebViewBuilderExtUnix as _, http::Response};

fn main() {
    let mut page = Vec::new();
    std::io::stdin().read_to_end(&mut page).expect("a pipe can be read");
    gtk::init().expect("there is a display");
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    let below = gtk::Box::new(gtk::Orientation::Vertical, 0);
    window.add(&below);
    let _webview = WebViewBuilder::new()
        .with_incognito(true)
        .with_custom_protocol("captured".to_owned(), move |_, _| {
            let mut response = Response::new(Cow::Owned(page.clone()));
            let html = wry::http::HeaderValue::from_static("text/html; charset=utf-8");
            response.headers_mut().insert("Content-Type", html);
            response
        })
        .with_on_page_load_handler(|event, _| {
            if matches!(event, PageLoadEvent::Finished) {
                // The test listens to the first only.
                let _ = std::io::stdout().write_all(b"shown\n");
            }
        })
        .with_url("captured://page/")
        .build_gtk(&below)
        .expect("the page can be shown");
    window.show_all();
    gtk::main();
}
