//! Progress of long work, drawn on stderr where that is a terminal.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use vouchsafe_app::Progress;

use crate::{interrupt, shown::visible};

/// How often a bar is drawn anew, per second.
const DRAWN_PER_SECOND: u8 = 10;

const LOOK: &str = "{bytes} of {total_bytes} {bar:24} {bytes_per_sec}, {eta} left  {wide_msg}";

/// A bar on stderr; nothing is drawn where that is no terminal.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    cancelled: Arc<AtomicBool>,
}

impl Bar {
    /// Starts a bar, and listens for Ctrl-C from now on.
    pub fn new() -> Self {
        let target = ProgressDrawTarget::stderr_with_hz(DRAWN_PER_SECOND);
        let style = ProgressStyle::with_template(LOOK).expect("the template is a constant");
        let bar = ProgressBar::with_draw_target(None, target).with_style(style);
        Self { bar, cancelled: interrupt::flag() }
    }

    /// Prints without tearing the bar.
    pub fn beside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, total_bytes: u64) {
        self.bar.reset();
        self.bar.set_length(total_bytes);
    }

    fn item(&self, name: &str) {
        self.bar.set_message(visible(name));
    }

    fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
