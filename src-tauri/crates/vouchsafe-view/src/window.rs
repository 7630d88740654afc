//! The window: our words above, the page below.

use std::{borrow::Cow, error::Error, io::Write as _};

use gtk::{glib, prelude::*};
use webkit2gtk::{SettingsExt as _, WebViewExt};
use wry::{
    NewWindowResponse, PageLoadEvent, PermissionResponse, ProxyConfig, ProxyEndpoint, WebView,
    WebViewBuilder, WebViewBuilderExtUnix as _, WebViewExtUnix as _, http::Response,
};

use crate::{
    answer::{self, HEADERS, PAGE, SCHEME},
    banner,
    input::{Language, Shown},
};

const STYLE: &[u8] = b"
    #banner { background: #EEECE7; border-bottom: 1px solid #D8D4CB; }
    #banner label { color: #1C1B19; padding: 8px 16px; }
";

/// Shows a document until its window is closed.
///
/// # Errors
/// There is no display, or the page cannot be shown.
pub fn show(shown: Shown) -> Result<(), Box<dyn Error>> {
    gtk::init()?;
    if shown.header.language == Language::Persian {
        gtk::Widget::set_default_direction(gtk::TextDirection::Rtl);
    }
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_default_size(1000, 760);
    let bar = gtk::HeaderBar::new();
    bar.set_title(Some(&shown.header.title));
    bar.set_show_close_button(true);
    window.set_titlebar(Some(&bar));
    window.set_title(&shown.header.title);
    let column = gtk::Box::new(gtk::Orientation::Vertical, 0);
    window.add(&column);
    column.pack_start(&banner(&shown), false, false, 0);
    let below = gtk::Box::new(gtk::Orientation::Vertical, 0);
    column.pack_start(&below, true, true, 0);
    let webview = page(shown, &below)?;
    restrain(&webview.webview());
    window.connect_key_press_event(|window, key| {
        let closes = key.keyval() == gtk::gdk::keys::constants::Escape;
        if closes {
            window.close();
        }
        if closes { glib::Propagation::Stop } else { glib::Propagation::Proceed }
    });
    window.connect_destroy(|_| gtk::main_quit());
    window.show_all();
    gtk::main();
    Ok(())
}

fn banner(shown: &Shown) -> gtk::EventBox {
    let label = gtk::Label::new(Some(&banner::sentence(&shown.header)));
    label.set_line_wrap(true);
    label.set_selectable(true);
    label.set_can_focus(false);
    label.set_halign(gtk::Align::Start);
    let banner = gtk::EventBox::new();
    banner.set_widget_name("banner");
    banner.add(&label);
    let provider = gtk::CssProvider::new();
    // Without it, the words stand on the window's own ground.
    if provider.load_from_data(STYLE).is_ok()
        && let Some(screen) = gtk::gdk::Screen::default()
    {
        let first = gtk::STYLE_PROVIDER_PRIORITY_APPLICATION;
        gtk::StyleContext::add_provider_for_screen(&screen, &provider, first);
    }
    banner
}

fn page(shown: Shown, below: &gtk::Box) -> wry::Result<WebView> {
    // Nobody listens there, and nobody could be called: see `hold`. But a name that goes through a
    // proxy is not looked up here, and looking up can be done by another process for this one.
    let nowhere = ProxyEndpoint { host: "127.0.0.1".to_owned(), port: "1".to_owned() };
    WebViewBuilder::new()
        .with_incognito(true)
        .with_javascript_disabled()
        .with_devtools(false)
        .with_general_autofill_enabled(false)
        .with_proxy_config(ProxyConfig::Http(nowhere))
        .with_custom_protocol(SCHEME.to_owned(), move |_, request| {
            let answered = answer::answer(&request.uri().to_string(), &shown);
            let mut response = Response::new(Cow::Owned(answered.body.to_vec()));
            *response.status_mut() = answered.status.try_into().unwrap_or_default();
            let content_type = ("Content-Type", answered.content_type);
            for (name, value) in HEADERS.iter().copied().chain([content_type]) {
                response.headers_mut().insert(name, wry::http::HeaderValue::from_static(value));
            }
            response
        })
        .with_navigation_handler(|address| {
            answer::is_page(&address) || address == "about:blank" || address == "about:srcdoc"
        })
        .with_new_window_req_handler(|_, _| NewWindowResponse::Deny)
        .with_download_started_handler(|_, _| false)
        .with_permission_handler(|_| PermissionResponse::Deny)
        .with_on_page_load_handler(|event, _| {
            if matches!(event, PageLoadEvent::Finished) {
                // Whoever started the viewer may wait for this, and may not.
                let _ = std::io::stdout().write_all(b"shown\n");
            }
        })
        .with_url(PAGE)
        .build_gtk(below)
}

/// Switches off what a page that only stands there has no need of.
fn restrain(webview: &webkit2gtk::WebView) {
    webview.connect_context_menu(|_, _, _, _| true);
    let Some(settings) = WebViewExt::settings(webview) else { return };
    settings.set_enable_javascript_markup(false);
    settings.set_enable_dns_prefetching(false);
    settings.set_enable_media(false);
    settings.set_enable_media_stream(false);
    settings.set_enable_mediasource(false);
    settings.set_enable_webaudio(false);
    settings.set_enable_webgl(false);
    settings.set_enable_webrtc(false);
    settings.set_enable_html5_database(false);
    settings.set_enable_html5_local_storage(false);
    settings.set_enable_offline_web_application_cache(false);
    settings.set_enable_page_cache(false);
    settings.set_enable_fullscreen(false);
    settings.set_enable_back_forward_navigation_gestures(false);
}
