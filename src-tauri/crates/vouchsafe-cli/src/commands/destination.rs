//! `-o FILE`: where lists and reports go, if not to the screen.

use std::path::PathBuf;

use clap::Args;

/// Where a list goes.
#[derive(Debug, Args)]
pub struct Destination {
    /// Write the answer to this new file, not to stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
