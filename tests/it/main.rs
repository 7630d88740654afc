//! The integration tests, one binary.

mod arrows;
mod tidy;
