//! Empty.

/// Why a file cannot be verified.
#[derive(Debug, thiserror::Error)]
pub enum Error {}
