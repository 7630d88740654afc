//! Progress of long work, drawn on stderr where that is a terminal.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use vouchsafe_app::{Advance, Progress, Stage, VerifyProgress};

use crate::{interrupt, shown::visible};

/// How often a bar is drawn anew, per second.
const DRAWN_PER_SECOND: u8 = 10;

/// How work looks whose amount is not known in bytes.
const PLAIN_LOOK: &str = "{wide_msg}";

/// How work looks that reads bytes.
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
        let bar = ProgressBar::with_draw_target(None, target).with_style(look(PLAIN_LOOK));
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
        self.bar.set_style(look(if total_bytes > 0 { LOOK } else { PLAIN_LOOK }));
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

impl VerifyProgress for Bar {
    fn report(&self, advance: &Advance) {
        let what = match advance.stage {
            Stage::Container => "looking at the file's structure",
            Stage::Entries => "reading the log",
            Stage::Catalogue => "comparing the catalogue with the log",
            Stage::Contents => "reading the documents",
            Stage::Passages => "passages",
        };
        if advance.stage == Stage::Contents {
            if self.bar.length() != Some(advance.bytes_total) {
                self.begin(advance.bytes_total);
            }
            self.bar.set_message(what);
            self.bar.set_position(advance.bytes_done);
        } else {
            let items = match advance.items_total {
                0 => String::new(),
                total => format!(": {} of {total}", advance.items_done),
            };
            self.bar.set_message(format!("{what}{items}"));
        }
    }

    fn is_cancelled(&self) -> bool {
        Progress::is_cancelled(self)
    }
}

fn look(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates are constants")
}
