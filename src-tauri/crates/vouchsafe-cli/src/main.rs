//! The command `vouchsafe`.
fn main() {}
