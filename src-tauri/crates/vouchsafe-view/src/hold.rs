//! What holds the viewer and all that it starts: no socket of the network, no core dump, and the
//! sandbox of WebKit where this system has what it needs.
//!
//! WebKit's own processes inherit the filter. It goes by the family of a socket: the display, the
//! session bus and the file system stay within reach of this process; WebKit's sandbox keeps the
//! process that draws the page from them.

use std::{
    collections::BTreeMap,
    env,
    ffi::{OsStr, OsString},
    io,
    os::unix::process::CommandExt as _,
    process::{Command, Stdio},
};

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Compare,
    SeccompCondition as Condition, SeccompFilter, SeccompRule, TargetArch,
};
use thiserror::Error;

/// Set once the surroundings are as WebKit needs them.
const PREPARED: &str = "VOUCHSAFE_VIEW_PREPARED";

/// Has WebKit put the process that draws the page into a sandbox.
const FORCE_SANDBOX: &str = "WEBKIT_FORCE_SANDBOX";

/// What of the surroundings the viewer is given. A name with `*` stands for all that begin so.
const KEPT: &[&str] = &[
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "GDK_*",
    "HOME",
    "LANG",
    "LANGUAGE",
    "LC_*",
    "PATH",
    "WAYLAND_DISPLAY",
    "WEBKIT_DISABLE_*",
    "XAUTHORITY",
    "XDG_*",
];

/// The same system call as programs of the other 64-bit kind make it.
const X32: i64 = 0x4000_0000;

/// Why the viewer is not held, and so shows nothing.
#[derive(Debug, Error)]
pub enum HoldError {
    /// A limit could not be set.
    #[error("cannot forbid core dumps")]
    Limit(#[source] rustix::io::Errno),
    /// The kernel takes no filter, or not this one.
    #[error("cannot keep the viewer off the network: {0}")]
    Filter(String),
    /// The program cannot start itself again.
    #[error("cannot start the viewer in surroundings of its own")]
    Again(#[source] io::Error),
}

/// Holds this process from here on. Returns once its surroundings are prepared, too: before that,
/// it starts itself again.
///
/// # Errors
/// Something does not hold.
pub fn enter() -> Result<(), HoldError> {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    setrlimit(Resource::Core, none).map_err(HoldError::Limit)?;
    forbid_network()?;
    if env::var_os(PREPARED).is_some() {
        return Ok(());
    }
    let mut again = Command::new(env::current_exe().map_err(HoldError::Again)?);
    again.env_clear().envs(env::vars_os().filter(|(name, _)| is_kept(name)));
    again.env(PREPARED, "1");
    // No remote file systems, no settings of the desktop that lead to a proxy.
    again.env("GIO_USE_VFS", "local").env("GSETTINGS_BACKEND", "memory");
    if bubblewrap_works() {
        again.env(FORCE_SANDBOX, "1");
    }
    Err(HoldError::Again(again.exec()))
}

fn is_kept(name: &OsString) -> bool {
    let name: &OsStr = name;
    name.to_str().is_some_and(|name| {
        KEPT.iter().any(|kept| match kept.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *kept,
        })
    })
}

/// Tries what WebKit's sandbox does: where it fails, a forced sandbox would leave the window empty.
fn bubblewrap_works() -> bool {
    let mut probe = Command::new("bwrap");
    probe.args(["--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"]);
    probe.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// Takes every socket but those of this machine's own processes and of the kernel's notices from
/// this process and all that it starts.
fn forbid_network() -> Result<(), HoldError> {
    let program = network_filter().map_err(|error| HoldError::Filter(error.to_string()))?;
    seccompiler::apply_filter(&program).map_err(|error| HoldError::Filter(error.to_string()))
}

fn network_filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let other_than = |family: i32| {
        Condition::new(0, Length::Dword, Compare::Ne, u64::from(family.unsigned_abs()))
    };
    let foreign =
        SeccompRule::new(vec![other_than(libc::AF_UNIX)?, other_than(libc::AF_NETLINK)?])?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    for kind in [0, X32] {
        rules.insert(libc::SYS_socket | kind, vec![foreign.clone()]);
        // Ways around: sockets made by a ring, or taken from another process.
        for call in [libc::SYS_io_uring_setup, libc::SYS_pidfd_getfd, libc::SYS_ptrace] {
            rules.insert(call | kind, Vec::new());
        }
    }
    let refused = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let architecture = TargetArch::try_from(env::consts::ARCH)?;
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refused, architecture)?;
    BpfProgram::try_from(filter)
}

#[cfg(test)]
mod tests;
