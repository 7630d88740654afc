//! Progress of long work, and the wish to stop it.

/// What long work tells while it goes on. Called often: whoever shows it decides how often.
pub trait Progress {
    /// The work has begun; `total_bytes` are to be done.
    fn begin(&self, total_bytes: u64);

    /// This is being worked on now.
    fn item(&self, name: &str);

    /// So many more bytes are done.
    fn advance(&self, bytes: u64);

    /// Whether the work shall stop. What was finished before is kept.
    fn is_cancelled(&self) -> bool;
}

/// Shows nothing and never stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: u64) {}

    fn item(&self, _: &str) {}

    fn advance(&self, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
