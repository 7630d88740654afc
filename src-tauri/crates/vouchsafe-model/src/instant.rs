//! Instants: moments in UTC, to the millisecond. Civil dates of sources are another thing.

use std::{fmt, str::FromStr};

use chrono::{DateTime, SecondsFormat, Utc};
use thiserror::Error;

/// A moment in UTC. Its text is RFC 3339 with milliseconds and `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// Makes the instant of a chrono time; what is finer than a millisecond is cut off.
    pub fn new(time: DateTime<Utc>) -> Self {
        let millis = time.timestamp_millis();
        Self(DateTime::from_timestamp_millis(millis).unwrap_or(time))
    }

    /// Returns the chrono time, for arithmetic and for showing it in a zone.
    pub fn as_datetime(&self) -> DateTime<Utc> {
        self.0
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

/// Why a text is not an instant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not an instant: write it as 2019-11-13T08:12:00Z, or with an offset")]
pub struct InstantError(pub String);

impl FromStr for Instant {
    type Err = InstantError;

    /// Reads RFC 3339 with any offset; a time without an offset is refused, not guessed.
    fn from_str(text: &str) -> Result<Self, InstantError> {
        let time = DateTime::parse_from_rfc3339(text.trim());
        let time = time.map_err(|_| InstantError(text.to_owned()))?;
        Ok(Self::new(time.with_timezone(&Utc)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_turned_into_utc() {
        let instant: Instant = "2019-11-13T11:42:00.123456+03:30".parse().unwrap();
        assert_eq!(instant.to_string(), "2019-11-13T08:12:00.123Z");
    }

    #[test]
    fn a_time_without_a_zone_is_refused() {
        assert!("2019-11-13T11:42:00".parse::<Instant>().is_err());
        assert!("1402-05-12".parse::<Instant>().is_err());
    }
}
