//! `trace`: from a claim to the words, the bytes, and the earliest known source of each.

mod check;
mod ends;
mod report;
mod walk;

pub use report::{
    MissingItem, OriginItem, PathItem, PathState, StepItem, TraceReport, TraceRequest, trace,
};

pub(crate) use walk::{Start, Walk};
