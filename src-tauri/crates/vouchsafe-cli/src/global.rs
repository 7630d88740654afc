//! What every command takes, before or after its name.

use std::path::PathBuf;

use clap::Args;

/// What every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "For every command")]
pub struct Global {
    /// The archive; VOUCHSAFE_ARCHIVE names one where this is not given
    #[arg(long, global = true, value_name = "FILE")]
    pub archive: Option<PathBuf>,

    /// Answer with one JSON document on stdout
    #[arg(long, global = true)]
    pub json: bool,

    /// Read the archive's passphrase from this file descriptor (0 is stdin)
    #[arg(long, global = true, value_name = "N")]
    pub passphrase_fd: Option<u32>,

    /// Read the key of the recovery sheet from this file descriptor, instead of a passphrase
    #[arg(long, global = true, value_name = "N", conflicts_with = "passphrase_fd")]
    pub recovery_key_fd: Option<u32>,

    /// Read the passphrase of the key file from this file descriptor
    #[arg(long, global = true, value_name = "N")]
    pub key_passphrase_fd: Option<u32>,
}
