//! The integration tests, one binary.

mod accession;
mod arrows;
mod claims;
mod command;
mod damage;
mod encryption;
mod faults;
mod insider;
mod logs;
mod marks;
mod passages;
mod progress;
mod projection;
mod purge;
mod readme;
mod refusals;
mod repair;
mod search;
mod sources;
mod story;
mod support;
mod texts;
mod tidy;
mod traces;
mod undo;
mod wall;
