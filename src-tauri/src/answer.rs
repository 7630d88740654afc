//! What a command answers with: a report, or the one error map's words.

use vouchsafe_app::{Error, ErrorReport};

/// An answer for the window.
pub type Answer<T> = Result<T, ErrorReport>;

/// Puts an error into the words that the window gets.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
pub fn words(error: Error) -> ErrorReport {
    error.report()
}

/// Says that something failed which is the shell's own, not the archive's.
pub fn failed(message: impl Into<String>) -> ErrorReport {
    ErrorReport { code: None, message: message.into(), hint: None }
}

/// Says that there is no archive to ask.
pub fn nothing_open() -> ErrorReport {
    ErrorReport { code: Some("nothing-open"), message: "no archive is open".into(), hint: None }
}
