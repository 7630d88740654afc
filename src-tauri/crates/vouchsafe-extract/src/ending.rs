//! What it means how a child ended: a word and a sentence.
//!
//! What the child wrote to its standard error is looked at for words the runtime writes, and never
//! passed on: a document can have a hand in it.

use std::process::ExitStatus;

use crate::{Failure, FailureReason, wire::WireError};

/// Returns why a child ended that was not ended by the parent; `None` if it ended as it should.
pub(crate) fn failure(status: ExitStatus, said: &[u8]) -> Option<Failure> {
    if status.success() {
        return None;
    }
    let said = String::from_utf8_lossy(said);
    if let Some(signal) = signal(status) {
        return Some(by_signal(signal, &said));
    }
    let failure = match status.code() {
        Some(101) => {
            let place = panic_place(&said).map(|place| format!(" at {place}")).unwrap_or_default();
            Failure::new(FailureReason::Crashed, format!("the reading program gave up{place}"))
        }
        Some(code) => Failure::new(
            FailureReason::Crashed,
            format!("the reading program ended with exit code {code}"),
        ),
        None => Failure::new(FailureReason::Crashed, "the reading program ended without a word"),
    };
    Some(failure)
}

/// Returns what frames that break the rules say of a reply.
pub(crate) fn failure_of_wire(error: &WireError) -> Failure {
    let reason = match error {
        WireError::TooLong { .. } => FailureReason::TooMuchOutput,
        _ => FailureReason::InvalidOutput,
    };
    Failure::new(reason, format!("what came of reading it is not a reply: {error}"))
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

#[cfg(unix)]
fn by_signal(signal: i32, said: &str) -> Failure {
    use rustix::process::Signal;

    let is = |other: Signal| signal == other.as_raw();
    if is(Signal::XCPU) {
        return Failure::new(FailureReason::TimeLimit, "reading it took too much processor time");
    }
    if is(Signal::SYS) {
        let detail = "reading it led to a system call that is not allowed";
        return Failure::new(FailureReason::Forbidden, detail);
    }
    if is(Signal::XFSZ) {
        return Failure::new(FailureReason::Forbidden, "reading it led to writing a file");
    }
    if is(Signal::ABORT) && said.contains("memory allocation of ") {
        return Failure::new(FailureReason::MemoryLimit, "reading it took too much memory");
    }
    if said.contains(" has overflowed its stack") {
        return Failure::new(FailureReason::Crashed, "reading it led too deep (stack overflow)");
    }
    let detail = format!("the reading program was ended by signal {signal}");
    Failure::new(FailureReason::Crashed, detail)
}

#[cfg(not(unix))]
fn by_signal(signal: i32, _said: &str) -> Failure {
    let detail = format!("the reading program was ended by signal {signal}");
    Failure::new(FailureReason::Crashed, detail)
}

/// Returns `FILE:LINE:COLUMN` of a panic, without the folders before it.
fn panic_place(said: &str) -> Option<&str> {
    let (_, after) = said.split_once("panicked at ")?;
    let place = after.lines().next()?.trim_end_matches(':');
    let place = place.rsplit(['/', '\\']).next()?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-:".contains(letter);
    (place.len() <= 80 && place.chars().all(plain)).then_some(place)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn every_way_to_end_has_its_word() {
        for (status, said, reason, detail) in [
            (24, "", FailureReason::TimeLimit, "processor time"),
            (6, "memory allocation of 99 bytes failed\n", FailureReason::MemoryLimit, "memory"),
            (6, "thread 'main' has overflowed its stack\n", FailureReason::Crashed, "too deep"),
            (6, "", FailureReason::Crashed, "signal 6"),
            (11, "", FailureReason::Crashed, "signal 11"),
            (9, "", FailureReason::Crashed, "signal 9"),
            (25, "", FailureReason::Forbidden, "writing a file"),
            (101 << 8, "", FailureReason::Crashed, "gave up"),
            (
                101 << 8,
                "\nthread 'main' (7) panicked at /home/me/src/pdf.rs:12:5:\nindex\n",
                FailureReason::Crashed,
                "gave up at pdf.rs:12:5",
            ),
            (101 << 8, "panicked at \u{202e}evil\n", FailureReason::Crashed, "gave up"),
            (3 << 8, "", FailureReason::Crashed, "exit code 3"),
        ] {
            let found = failure(ExitStatus::from_raw(status), said.as_bytes());
            let found = found.expect("it did not end well");
            assert_eq!(found.reason, reason, "{status} {said}");
            assert!(found.detail.contains(detail), "{status} {said}: {}", found.detail);
            assert!(!found.detail.contains("evil") && !found.detail.contains("home"));
        }
        assert_eq!(failure(ExitStatus::from_raw(0), b""), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_forbidden_system_call_is_told_from_a_crash() {
        let found = failure(ExitStatus::from_raw(31), b"").expect("it did not end well");
        assert_eq!(found.reason, FailureReason::Forbidden);
    }
}
