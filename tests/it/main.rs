//! The integration tests, one binary.

mod arrows;
mod damage;
mod support;
mod tidy;
