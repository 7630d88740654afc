//! What the web engine on Linux is told before it starts; other systems need nothing of it.

#[cfg(target_os = "linux")]
use std::{path::Path, process::Command};

/// Chooses the engine's settings for this machine. What a person set stays.
///
/// Without a graphics device the engine draws in software, and its DMA-BUF renderer does so four
/// times as slowly, or not at all. Its processes are put into a sandbox where one can be made.
#[cfg(target_os = "linux")]
pub fn settings() -> Vec<(&'static str, &'static str)> {
    let mut settings = Vec::new();
    if !Path::new("/dev/dri").exists() || Path::new("/proc/driver/nvidia").exists() {
        settings.push(("WEBKIT_DISABLE_DMABUF_RENDERER", "1"));
    }
    if sandbox_works() {
        settings.push(("WEBKIT_FORCE_SANDBOX", "1"));
    }
    settings.retain(|(name, _)| std::env::var_os(name).is_none());
    settings
}

/// Tells whether bubblewrap can make a sandbox here: in some containers it cannot.
#[cfg(target_os = "linux")]
fn sandbox_works() -> bool {
    let probe = ["--ro-bind", "/", "/", "--unshare-net", "--", "/bin/true"];
    let proxy = Command::new("xdg-dbus-proxy").arg("--version").output();
    let made = Command::new("bwrap").args(probe).output();
    made.is_ok_and(|output| output.status.success()) && proxy.is_ok()
}
