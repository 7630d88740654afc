//! Ctrl-C: the first asks long work to stop at a safe place, the second ends at once.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

/// What a shell expects of a program that was interrupted.
const INTERRUPTED: i32 = 130;

static ASKED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// Returns the flag that the first Ctrl-C raises from now on.
pub fn flag() -> Arc<AtomicBool> {
    let listen = || {
        let flag = Arc::new(AtomicBool::new(false));
        let raised = Arc::clone(&flag);
        let heard = ctrlc::set_handler(move || {
            if raised.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
            crate::output::say(
                "stopping at the next safe place; press Ctrl-C again to end at once",
            );
        });
        if let Err(error) = heard {
            crate::output::say(format!("Ctrl-C will end the work at once: {error}"));
        }
        flag
    };
    Arc::clone(ASKED.get_or_init(listen))
}
