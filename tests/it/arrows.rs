//! The dependency arrows and the fences: who may know whom, and who may use what.
//!
//! Both are data here, with the reason beside them. Dependencies of the program itself count,
//! build-dependencies included; what only tests use is free. Manifests and lock file are read as
//! they stand: nothing is built, and the network is not asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate of ours and those of ours that it may use, directly.
///
/// model ← fixity ← {archive, verify}; anchor ← archive; model ← {extract, citation};
/// {fixity, citation} ← bundle; all ← app ← {cli, shell}.
const ARROWS: &[(&str, &[&str])] = &[
    ("vouchsafe-model", &[]),
    ("vouchsafe-anchor", &[]),
    ("vouchsafe-fixity", &["vouchsafe-model"]),
    // The search index folds words as quotations are folded.
    ("vouchsafe-archive", &["vouchsafe-anchor", "vouchsafe-fixity", "vouchsafe-model"]),
    // Not the archive: the auditor reads the file by the format document, with eyes of its own.
    ("vouchsafe-verify", &["vouchsafe-fixity", "vouchsafe-model"]),
    ("vouchsafe-extract", &["vouchsafe-citation", "vouchsafe-model"]),
    ("vouchsafe-citation", &["vouchsafe-model"]),
    ("vouchsafe-bundle", &["vouchsafe-citation", "vouchsafe-fixity", "vouchsafe-model"]),
    // Draws hostile pages in a process of its own, which holds nothing worth reaching.
    ("vouchsafe-view", &[]),
    (
        "vouchsafe-app",
        &[
            "vouchsafe-anchor",
            "vouchsafe-archive",
            "vouchsafe-bundle",
            "vouchsafe-citation",
            "vouchsafe-extract",
            "vouchsafe-fixity",
            "vouchsafe-model",
            "vouchsafe-verify",
        ],
    ),
    ("vouchsafe-cli", &["vouchsafe-app"]),
    ("vouchsafe-desktop", &["vouchsafe-app"]),
    // Built before the system packages are there, so before any of ours can be.
    ("xtask", &[]),
];

/// May use anything: it looks at every part from outside.
const FREE: &str = "vouchsafe-tests";

/// Foreign crates that only some of ours may name.
struct Fence {
    /// Names, with spaces between; a `*` at the end stands for any ending.
    around: &'static str,
    inside: &'static [&'static str],
    reason: &'static str,
}

const FENCES: &[Fence] = &[
    Fence {
        around: "tauri tauri-*",
        inside: &["vouchsafe-desktop"],
        reason: "the shell is a leaf: nothing else knows the toolkit",
    },
    Fence {
        around: "wry tao webkit2gtk* gtk* webview2* muda",
        inside: &["vouchsafe-desktop", "vouchsafe-view"],
        reason: "the core is built and tested without a webview",
    },
    Fence {
        around: "rusqlite libsqlite3-sys sqlx* diesel* sqlite* redb rusqlite_*",
        inside: &["vouchsafe-archive", "vouchsafe-verify"],
        reason: "one writer of the file and one auditor; nobody else speaks SQL",
    },
    Fence {
        around: HASHES_AND_SIGNATURES,
        inside: &["vouchsafe-fixity"],
        reason: "fixity is the trust root: digests and signatures are made and checked there only",
    },
    Fence {
        around: "zip rc-zip* async_zip",
        inside: &["vouchsafe-extract", "vouchsafe-citation", "vouchsafe-bundle"],
        reason: "a bundle's ZIP structure is read with limits, other people's ZIPs in extract",
    },
    Fence {
        around: PARSERS,
        inside: &["vouchsafe-extract", "vouchsafe-citation"],
        reason: "every document is hostile: its bytes are parsed behind the process wall",
    },
    Fence {
        around: "landlock seccompiler birdcage extrasafe",
        inside: &["vouchsafe-extract", "vouchsafe-view"],
        reason: "two programs meet hostile bytes, each locked down in one file: the one that \
                 parses them, and the one whose webview draws them, which is kept off the network",
    },
    Fence { around: SOCKETS, inside: &[], reason: "Vouchsafe opens no socket" },
];

const HASHES_AND_SIGNATURES: &str = "\
    aes* argon2 aws-lc* bcrypt* blake* chacha20* cms crc* curve25519* digest dsa ecdsa \
    ed25519* hkdf hmac k256 md-5 md4 md5 minisign* openssl* p256 p384 p521 pbkdf2 pgp ring \
    ripemd rsa scrypt sequoia* sha-1 sha1* sha2 sha3 signature ssh-encoding ssh-key tiger \
    whirlpool x25519* x509* xxhash*";

const PARSERS: &str = "\
    biblatex calamine chardet* citationberg csv* docx* encoding_rs* epub* exif* feed-rs \
    flate2 hayagriva* hayro* html2text html5ever image image_hasher infer jpeg* kamadak-exif \
    kuchiki* lofty lol_html lopdf mail-* mailparse markup5ever* mp4* mupdf* nom-exif nom_* pdf* \
    png poppler* pulldown-cmark quick-xml roxmltree scraper symphonia* tar tiff tree_magic* \
    usvg warc webvtt* xml* xmltree";

const SOCKETS: &str = "\
    actix* async-std attohttpc aws-sdk* axum* curl* h2 h3* hickory* hyper* isahc libp2p* \
    mio native-tls object_store opendal quinn* reqwest* rouille russh* rustls* smol \
    socket2 ssh2 surf tiny_http tokio-tungstenite tonic* tungstenite ureq* warp websocket*";

/// One crate of ours, as its manifest tells it.
struct Crate {
    name: String,
    folder: String,
    needs: Vec<Need>,
}

/// One line under `[dependencies]` or `[build-dependencies]`.
struct Need {
    name: String,
    features: Vec<String>,
}

#[test]
fn dependencies_point_one_way() {
    let breaches: Vec<String> = crates().iter().flat_map(against_arrows).collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn fenced_crates_stay_inside_their_fences() {
    let breaches: Vec<String> = crates().iter().flat_map(through_fences).collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn the_tests_package_is_used_by_nobody_and_every_folder_bears_its_crates_name() {
    for package in crates() {
        assert!(package.needs.iter().all(|need| need.name != FREE), "{} uses tests", package.name);
        let named = package.name == FREE || package.folder == package.name;
        let shell = package.name == "vouchsafe-desktop" && package.folder == "src-tauri";
        assert!(named || shell, "{} lives in a folder called {}", package.name, package.folder);
    }
}

#[test]
fn nothing_behind_the_command_line_opens_a_socket() {
    let all = behind(&["vouchsafe-cli"]);
    assert!(all.contains("libsqlite3-sys"), "the lock file was not walked to its ends");
    let found: Vec<&String> = all.iter().filter(|name| is_any(name, SOCKETS)).collect();
    assert!(found.is_empty(), "vouchsafe-cli reaches {found:?}: Vouchsafe opens no socket");
}

#[test]
fn plain_cargo_test_compiles_no_webview() {
    let metadata = metadata();
    let defaults = metadata.workspace_default_packages();
    let names: Vec<&str> = defaults.iter().map(|package| package.name.as_str()).collect();
    assert!(names.contains(&"vouchsafe-cli"), "default-members lack the command line: {names:?}");
    let webview = "tauri tauri-* wry webkit2gtk*";
    let found: Vec<String> =
        behind(&names).into_iter().filter(|name| is_any(name, webview)).collect();
    assert!(found.is_empty(), "default-members reach {found:?}: keep the shell out of them");
}

#[test]
fn a_breach_is_named_with_crate_dependency_and_reason() {
    for (package, need, reason) in [
        ("vouchsafe-verify", "vouchsafe-archive", "may use only vouchsafe-fixity, vouchsafe-model"),
        ("vouchsafe-model", "vouchsafe-fixity", "may use none of ours"),
        ("vouchsafe-cli", "vouchsafe-archive", "may use only vouchsafe-app"),
        ("xtask", "vouchsafe-model", "may use none of ours"),
        ("vouchsafe-new", "serde", "not in ARROWS"),
        ("vouchsafe-app", "tauri-plugin-dialog", "leaf"),
        ("vouchsafe-app", "rusqlite", "SQL"),
        ("vouchsafe-archive", "sha2", "trust root"),
        ("vouchsafe-app", "infer", "hostile"),
        ("vouchsafe-app", "zip", "ZIP"),
        ("vouchsafe-fixity", "ureq", "socket"),
        ("vouchsafe-app", "tokio", "socket"),
    ] {
        let features = vec!["net".to_owned()];
        let needs = vec![Need { name: need.to_owned(), features }];
        let package = Crate { name: package.to_owned(), folder: package.to_owned(), needs };
        let said = [against_arrows(&package), through_fences(&package)].concat();
        assert_eq!(said.len(), 1, "{} on {need}: {said:?}", package.name);
        for part in [&package.name, need, reason] {
            assert!(said[0].contains(part), "`{part}` is not in: {}", said[0]);
        }
    }
}

fn against_arrows(package: &Crate) -> Vec<String> {
    if package.name == FREE {
        return Vec::new();
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
        let first = package.needs.first().map_or("nothing", |need| need.name.as_str());
        return vec![format!(
            "{} (uses {first} …) is not in ARROWS: say who it may use",
            package.name
        )];
    };
    let ours = |name: &str| name.starts_with("vouchsafe-") || name == "xtask";
    let only = if allowed.is_empty() {
        "may use none of ours".to_owned()
    } else {
        format!("may use only {}", allowed.join(", "))
    };
    let wrong = package.needs.iter().filter(|need| ours(&need.name));
    let wrong = wrong.filter(|need| !allowed.contains(&need.name.as_str()));
    wrong.map(|need| format!("{} uses {}, but {only}", package.name, need.name)).collect()
}

fn through_fences(package: &Crate) -> Vec<String> {
    if package.name == FREE || package.name == "xtask" {
        return Vec::new();
    }
    let mut breaches = Vec::new();
    for need in &package.needs {
        let name = &need.name;
        for fence in FENCES {
            if is_any(name, fence.around) && !fence.inside.contains(&package.name.as_str()) {
                let inside = match fence.inside {
                    [] => "nowhere".to_owned(),
                    some => format!("only in {}", some.join(", ")),
                };
                let reason = fence.reason;
                breaches.push(format!("{} uses {name}, allowed {inside}: {reason}", package.name));
            }
        }
        let sockets = need.features.iter().any(|feature| feature == "net" || feature == "full");
        if name == "tokio" && sockets {
            breaches.push(format!("{} uses tokio's net: Vouchsafe opens no socket", package.name));
        }
    }
    breaches
}

fn is_any(name: &str, patterns: &str) -> bool {
    patterns.split_whitespace().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    })
}

fn metadata() -> cargo_metadata::Metadata {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let mut command = MetadataCommand::new();
    command.manifest_path(manifest).no_deps().other_options(["--offline".to_owned()]);
    command.exec().expect("cargo reads the manifests that it has just built from")
}

fn crates() -> Vec<Crate> {
    let packages = metadata().packages.into_iter();
    let crates: Vec<Crate> = packages
        .map(|package| Crate {
            name: package.name.to_string(),
            folder: package
                .manifest_path
                .parent()
                .and_then(|at| at.file_name())
                .unwrap_or("")
                .into(),
            needs: package
                .dependencies
                .into_iter()
                .filter(|need| need.kind != DependencyKind::Development)
                .map(|need| Need { name: need.name, features: need.features })
                .collect(),
        })
        .collect();
    assert!(crates.len() >= 9, "only {} crates were found", crates.len());
    crates
}

/// Returns the names of all packages that the lock file has behind `roots`: those for tests and
/// for other systems too, so rather too many than too few.
fn behind(roots: &[&str]) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = fs::read_to_string(path).expect("the lock file is checked in");
    let mut graph: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let name = package.lines().find_map(|line| line.strip_prefix("name = \""));
        let name = name.expect("a package has a name").trim_end_matches('"');
        // ` "name",` or, where there are several of that name, ` "name 1.2.3",`. Two versions
        // count as one crate here, and what either needs counts for both.
        let needs = package.lines().filter_map(|line| line.strip_prefix(" \""));
        let needs = needs.filter_map(|need| need.split(['"', ' ']).next());
        graph.entry(name).or_default().extend(needs);
    }
    let mut found = BTreeSet::new();
    let mut left = roots.to_vec();
    while let Some(name) = left.pop() {
        let needs = graph.get(name).unwrap_or_else(|| panic!("{name} is not in the lock file"));
        if found.insert(name.to_owned()) {
            left.extend(needs);
        }
    }
    found
}
