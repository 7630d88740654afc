//! What holds the child: limits on itself, no files, no network, a short list of system calls.
//!
//! The child calls [`enter`] before it reads a byte of anything. Nothing switches it off: it looks
//! at no argument and no variable. The layers are public one by one, so that tests can see what
//! each of them holds alone.

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
pub use linux::{forbid_calls, forbid_files, limit_resources};

/// How far the child is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SandboxLevel {
    /// By every layer there is for this system.
    Full,
    /// By some of them.
    Partial,
    /// By none. Such a child gets no document, unless asked for.
    None,
    /// No process was started: nothing of the document was read.
    NotNeeded,
}

/// What holds the child, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sandbox {
    /// How far.
    pub level: SandboxLevel,
    /// By what, and what is missing.
    pub detail: String,
}

/// Holds this process from here on, and says how far that worked.
#[cfg(target_os = "linux")]
pub fn enter() -> Sandbox {
    // The order matters: the list of system calls allows none of those the others need.
    let layers = [limit_resources(), forbid_files(), forbid_calls()];
    let held = layers.iter().filter(|layer| layer.is_ok()).count();
    let level = match held {
        3 => SandboxLevel::Full,
        // Limits alone keep nobody from a file.
        _ if layers[1..].iter().any(Result::is_ok) => SandboxLevel::Partial,
        _ => SandboxLevel::None,
    };
    let said: Vec<String> = layers.into_iter().map(|layer| layer.unwrap_or_else(|e| e)).collect();
    Sandbox { level, detail: said.join("; ") }
}

/// Says that nothing holds this process.
#[cfg(not(target_os = "linux"))]
pub fn enter() -> Sandbox {
    let system = std::env::consts::OS;
    Sandbox { level: SandboxLevel::None, detail: format!("there is no sandbox for {system} yet") }
}
