//! `cargo xtask setup`: what the machine must have before anything of ours is built.
//!
//! Debian and Ubuntu get what is missing from apt; other systems get a list.

use std::process::Command;

use anyhow::{Result, bail};

use crate::repo::{Repo, version};
use crate::shell;

/// What is asked of a system, once for Debian's package names and once in plain words.
struct Need {
    package: &'static str,
    program: Option<&'static str>,
    what: &'static str,
}

const NEEDS: &[Need] = &[
    need("build-essential", Some("cc"), "a C compiler and linker"),
    need("pkg-config", Some("pkg-config"), "pkg-config"),
    need("libssl-dev", None, "OpenSSL 3 with its headers (SQLCipher's cryptography)"),
    need("sqlite3", Some("sqlite3"), "the sqlite3 shell, 3.37 or newer (tests)"),
    need("openssl", Some("openssl"), "the openssl command, 3.0 or newer (tests)"),
    need("openssh-client", Some("ssh-keygen"), "ssh-keygen (tests)"),
    need("python3", Some("python3"), "Python 3.9 or newer (the second verifier)"),
    need("libwebkit2gtk-4.1-dev", None, "WebKitGTK 2.44 or newer with its headers (the window)"),
    need("bubblewrap", Some("bwrap"), "bubblewrap (the sandbox of the window's web process)"),
    need("xdg-dbus-proxy", Some("xdg-dbus-proxy"), "xdg-dbus-proxy (the same sandbox)"),
    need("gstreamer1.0-plugins-base", None, "GStreamer's base plugins (sound and film)"),
    need("gstreamer1.0-plugins-good", None, "GStreamer's good plugins (sound and film)"),
    need("webkit2gtk-driver", Some("WebKitWebDriver"), "WebKitWebDriver (tests of the window)"),
    need("xvfb", Some("Xvfb"), "a display without a screen (tests of the window)"),
    need("dbus-daemon", Some("dbus-run-session"), "a D-Bus session (tests of the window)"),
    need("at-spi2-core", None, "the accessibility bus (tests of the window)"),
    need("xclip", Some("xclip"), "what is on the clipboard (tests of the window)"),
];

/// The oldest Node.js that Vite takes.
const OLDEST_NODE: (u32, u32) = (20, 19);

const fn need(package: &'static str, program: Option<&'static str>, what: &'static str) -> Need {
    Need { package, program, what }
}

/// Installs or lists what is missing, and says when Rust is too old.
pub fn set_up(repo: &Repo) -> Result<()> {
    check_rust(repo)?;
    check_node()?;
    if is_debian() {
        let packages: Vec<&str> = NEEDS.iter().map(|need| need.package).collect();
        return install(&packages);
    }
    let missing: Vec<&Need> =
        NEEDS.iter().filter(|need| need.program.is_some_and(|name| !shell::has(name))).collect();
    println!("This is neither Debian nor Ubuntu, so nothing was installed. Vouchsafe needs:");
    for need in NEEDS {
        let state = if need.program.is_none() {
            "not looked for"
        } else if missing.iter().any(|absent| absent.package == need.package) {
            "MISSING"
        } else {
            "found"
        };
        println!("  {:<14} {}", state, need.what);
    }
    if !missing.is_empty() {
        let what: Vec<&str> = missing.iter().map(|need| need.what).collect();
        bail!("install what is missing, then try again: {}", what.join("; "));
    }
    Ok(())
}

/// Installs those of `packages` that are missing; Debian and Ubuntu only.
///
/// # Errors
/// No way to become root, or apt-get failed; the message then says what to type.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing = missing(packages)?;
    if missing.is_empty() {
        println!("System packages: all {} are there.", packages.len());
        return Ok(());
    }
    println!("System packages: installing {}.", missing.join(" "));
    let by_hand = format!("install by hand: apt-get install {}", missing.join(" "));
    let root = shell::capture(Command::new("id").arg("-u"))?.trim() == "0";
    if !root && !shell::has("sudo") {
        bail!("not root, and sudo is not there; {by_hand}");
    }
    for arguments in [vec!["update"], [vec!["install", "-y"], missing.clone()].concat()] {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        if !root {
            command.arg("env");
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]).args(arguments);
        if let Err(error) = shell::run(&mut command) {
            bail!("{error}; {by_hand}");
        }
    }
    Ok(())
}

/// Installs rustfmt and clippy where Rust came without them.
pub fn add_components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        let asked = Command::new(program).arg("--version").output();
        if asked.is_ok_and(|output| output.status.success()) {
            continue;
        }
        if !shell::has("rustup") {
            bail!("{component} is not installed, and there is no rustup to install it with");
        }
        shell::run(Command::new("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// Tells whether this is Debian, Ubuntu or one of their children.
pub fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let family = release.lines().filter(|line| line.starts_with("ID"));
    let debian = family
        .flat_map(|line| line.split(['=', '"', ' ']))
        .any(|word| matches!(word, "debian" | "ubuntu"));
    debian && shell::has("apt-get")
}

fn check_rust(repo: &Repo) -> Result<()> {
    let said = shell::capture(Command::new("rustc").arg("--version").current_dir(&repo.root))?;
    let installed = said.split_whitespace().nth(1).and_then(version);
    let (major, minor) = repo.rust_version;
    match installed {
        Some(installed) if installed < repo.rust_version => bail!(
            "Rust is too old: this is {}, Vouchsafe needs {major}.{minor} or newer; \
             `rustup update stable` brings it",
            said.trim()
        ),
        Some(_) => Ok(()),
        None => bail!("cannot tell which Rust this is from: {}", said.trim()),
    }
}

fn check_node() -> Result<()> {
    let said = shell::first_line("node", &["--version"]);
    match version(said.trim_start_matches('v')) {
        Some(installed) if installed >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "Node.js {}.{} or newer builds the window's pages, and here is: {said}; install it \
             from your system or from nodejs.org",
            OLDEST_NODE.0,
            OLDEST_NODE.1
        ),
    }
}

fn missing<'name>(packages: &[&'name str]) -> Result<Vec<&'name str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]).args(packages);
    // Exit code 1 only says that some of them are unknown.
    let output = shell::output(&mut query)?;
    let known = String::from_utf8_lossy(&output.stdout).into_owned();
    let installed =
        |package: &str| known.lines().any(|line| line == format!("{package} installed"));
    Ok(packages.iter().copied().filter(|package| !installed(package)).collect())
}
