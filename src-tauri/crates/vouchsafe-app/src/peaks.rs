//! `media peaks`: how loud a recording is from its start to its end, for a picture of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    bytes::{self, DocumentBytes},
    error::Error,
    session::Session,
};

/// Parts, where nobody says how many.
const PARTS: u16 = 1_000;

/// Which recording is looked at, and how finely.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MediaPeaksRequest {
    /// The document.
    pub document: String,
    /// In how many parts, at most 4,000; 1,000 if `None`.
    pub count: Option<u16>,
    /// A sealed document too.
    pub show_sealed: bool,
}

/// How loud a recording is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MediaPeaksReport {
    /// The document.
    pub document: String,
    /// How long it is, as far as it could be decoded.
    pub duration_ms: u64,
    /// The loudest sample of each part, of equal length: 0 silence, 100 full scale.
    pub peaks: Vec<u8>,
}

/// Says how loud a recording is, part by part.
///
/// # Errors
/// As [`crate::document_bytes`]; and nothing in the document can be decoded.
pub fn media_peaks(
    session: &Session,
    request: &MediaPeaksRequest,
) -> Result<MediaPeaksReport, Error> {
    let bytes = bytes::whole(session, &request.document, request.show_sealed)?;
    bytes.peaks(request.count.unwrap_or(PARTS))
}

impl DocumentBytes {
    /// Says how loud a recording that was opened from its start is.
    ///
    /// # Errors
    /// Nothing in it can be decoded.
    pub fn peaks(mut self, count: u16) -> Result<MediaPeaksReport, Error> {
        let extractor = self.extractor()?;
        let what = format!("cannot say how loud document {} is", self.document);
        let media_type = self.media_type.clone();
        let made = extractor.peaks(&media_type, &mut self, count);
        let vouchsafe_extract::Peaks { duration_ms, peaks } =
            made.map_err(Error::behind_wall(what))?;
        Ok(MediaPeaksReport { document: self.document, duration_ms, peaks })
    }
}
