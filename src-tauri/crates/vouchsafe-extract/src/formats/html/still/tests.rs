//! Pages that do things, and what is left of them.

use super::*;

fn check(html: &str) -> (String, ActiveContent) {
    let mut active = ActiveContent::default();
    let out = still(html, false, &mut NoParts, &mut active);
    (out, active)
}

#[test]
fn every_way_to_call_out_is_counted_once_and_gone() {
    type Count = fn(&ActiveContent) -> u32;
    let rows: &[(&str, Count)] = &[
        ("<script>fetch('http://e.example/')</script>", |it| it.scripts),
        ("<script src='//e.example/a.js'></script>", |it| it.scripts),
        ("<script src='//e.example/a.js'></script>", |it| it.addresses.scripts),
        ("<svg><script href='//e.example/a.js'/></svg>", |it| it.addresses.scripts),
        ("<body onload=\"new Image().src='//e.example/'\">", |it| it.event_handlers),
        ("<a href=' java\nscript:location=\"//e.example/\"'>x</a>", |it| it.event_handlers),
        ("<img src=http://e.example/a.png>", |it| it.addresses.images),
        ("<img srcset='http://e.example/a.png 2x'>", |it| it.addresses.images),
        ("<svg><image xlink:href=http://e.example/a.png></svg>", |it| it.addresses.images),
        ("<svg><rect fill='url(http://e.example/a.svg#b)'/></svg>", |it| it.addresses.images),
        ("<svg><image><set attributeName=href to=//e.example/ /></svg>", |it| it.addresses.images),
        ("<table background=http://e.example/a.png>", |it| it.addresses.images),
        ("<p style='background:url(http://e.example/a.png)'>", |it| it.addresses.images),
        ("<link rel='shortcut icon' href=http://e.example/a.ico>", |it| it.addresses.images),
        ("<link rel=stylesheet href=http://e.example/a.css>", |it| it.addresses.styles),
        ("<style>@import 'http://e.example/a.css';</style>", |it| it.addresses.styles),
        ("<style>@font-face{src:url(http://e.example/f)}</style>", |it| it.addresses.fonts),
        ("<iframe src=http://e.example/></iframe>", |it| it.addresses.frames),
        ("<object data=http://e.example/a.swf></object>", |it| it.addresses.frames),
        ("<embed src=http://e.example/a.swf>", |it| it.addresses.frames),
        ("<video src=http://e.example/a.webm></video>", |it| it.addresses.media),
        ("<audio><source src=http://e.example/a.ogg></audio>", |it| it.addresses.media),
        ("<video poster=http://e.example/a.png></video>", |it| it.addresses.images),
        ("<link rel=preconnect href=http://e.example/>", |it| it.addresses.hints),
        ("<link rel=dns-prefetch href=//e.example/>", |it| it.addresses.hints),
        ("<link rel='preload' as=font href=http://e.example/f>", |it| it.addresses.hints),
        ("<a ping=http://e.example/>x</a>", |it| it.addresses.hints),
        ("<form action=http://e.example/><input autofocus></form>", |it| it.addresses.forms),
        ("<meta http-equiv=Refresh content='0;http://e.example/'>", |it| it.addresses.refreshes),
        ("<noscript><img src=http://e.example/a.png></noscript>", |it| it.addresses.images),
        ("<iframe srcdoc='<img src=http://e.example/>'></iframe>", |it| it.addresses.images),
        ("<template><img src=http://e.example/a.png></template>", |it| it.addresses.images),
    ];
    for (html, counted) in rows {
        let (out, active) = check(html);
        assert_eq!(counted(&active), 1, "{html}: {active:?}");
        assert!(!out.contains("e.example"), "{html}: {out}");
    }
    let (out, active) = check("<base href=http://e.example/><a href=/x>x</a><meta charset=x>");
    assert_eq!(active, ActiveContent::default());
    assert!(!out.contains("e.example") && !out.contains("charset"), "{out}");
}

#[test]
fn what_is_in_the_page_itself_stays() {
    let html = "<html><head><style>p { color: red }</style></head><body><p dir=\"rtl\">گزارش</p>\
        <img src=\"data:image/png;base64,AA==\"><a href=\"#there\">x</a></body></html>";
    assert_eq!(check(html), (html.to_owned(), ActiveContent::default()));
}

#[test]
fn markup_hidden_from_one_way_of_reading_does_not_come_back_in_the_other() {
    for html in [
        "<noscript><p title=\"</noscript><link rel=preconnect href=http://e.example/>\">x",
        "<svg></p><style><a id=\"</style><img src=http://e.example/>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=//e.example/>'>",
        "<!--[if IE]><img src=http://e.example/><![endif]-->",
        "<style><!-- </style><link rel=preconnect href=//e.example/> --></style>",
    ] {
        let (once, _) = check(html);
        let (twice, active) = check(&once);
        assert_eq!(active.addresses, Addresses::default(), "{html}: {once} -> {twice}");
        assert!(!once.contains("<link"), "{once}");
    }
}

#[test]
fn a_page_of_frames_in_frames_ends() {
    let mut html = "<img src=http://e.example/>".to_owned();
    for _ in 0..8 {
        html = format!(
            "<iframe srcdoc=\"{}\"></iframe>",
            html.replace('&', "&amp;").replace('"', "&quot;")
        );
    }
    let (out, active) = check(&html);
    assert!(!out.contains("e.example"));
    assert_eq!((active.addresses.frames, active.addresses.images), (1, 0));
    let deep = "<div>".repeat(5_000);
    assert!(check(&deep).0.len() > deep.len());
}
