//! The integration tests, one binary.

mod accession;
mod arrows;
mod damage;
mod encryption;
mod logs;
mod projection;
mod purge;
mod repair;
mod support;
mod tidy;
