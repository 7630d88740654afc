//! From words to places in a text: the offset-preserving fold, quotations, re-anchoring.
//!
//! Pure functions over text; no files, no records, no clock. Every offset counts chars (Unicode
//! scalar values). What the fold makes equal, and the rules of matching: `docs/fold.md`.
//!
//! A place that is *found* reads as the quote does; a place that only resembles it is *proposed*,
//! with how much it resembles; several that cannot be told apart are *ambiguous*. The wrong one is
//! never taken in silence.

mod place;

mod fold;

mod approximate;
mod context;
mod find;
mod nearest;
mod occurrences;
mod quote;
mod reanchor;
mod text;

pub use find::{Found, Hint, find};
pub use fold::{Folded, fold};
pub use nearest::Candidate;
pub use place::Place;
pub use quote::{CONTEXT_CHARS, Quote, QuoteError, quote_at};
pub use reanchor::{Reanchored, reanchor};
pub use text::Text;
