//! `document page-image` and `thumbnail`: pages of PDF files and images, drawn behind the process
//! wall; a small picture of a document is kept beside the search index.

use serde::Deserialize;
use ts_rs::TS;

use crate::{
    bytes::{self, DocumentBytes, DocumentBytesRequest, document_bytes},
    error::Error,
    search::pictures,
    session::Session,
};

/// How wide a small picture is.
const THUMBNAIL_PX: u32 = 320;

/// Which page is drawn, and how large.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PageImageRequest {
    /// The document.
    pub document: String,
    /// The page, from 1; an image has one.
    pub page_number: u32,
    /// How wide, in pixels, at most 4,000; an image is not made wider than it is.
    pub width_px: u32,
    /// A sealed document too.
    pub show_sealed: bool,
}

/// Draws a page of a document, as PNG.
///
/// # Errors
/// As [`document_bytes`]; and the document has no pages that are drawn, no such page, or it cannot
/// be drawn.
pub fn document_page_image(
    session: &Session,
    request: &PageImageRequest,
) -> Result<Vec<u8>, Error> {
    let bytes = bytes::whole(session, &request.document, request.show_sealed)?;
    bytes.page_image(request.page_number, request.width_px)
}

/// Returns a small picture of a document, as PNG: the one that is kept, or one made now.
///
/// # Errors
/// As [`document_page_image`].
pub fn document_thumbnail(
    session: &Session,
    request: &DocumentBytesRequest,
) -> Result<Vec<u8>, Error> {
    let bytes = document_bytes(session, request, 0..u64::MAX)?;
    let content = bytes.content;
    if let Some(png) = pictures::thumbnail(session, content) {
        return Ok(png);
    }
    let png = bytes.page_image(1, THUMBNAIL_PX)?;
    // Where it cannot be kept, it is made again.
    let _ = pictures::keep_thumbnails(session, [(content, &*png)].into_iter());
    Ok(png)
}

impl DocumentBytes {
    /// Draws a page of what was opened from its start, as PNG.
    ///
    /// # Errors
    /// It has no pages that are drawn, no such page, or it cannot be drawn.
    pub fn page_image(mut self, page_number: u32, width_px: u32) -> Result<Vec<u8>, Error> {
        let extractor = self.extractor()?;
        let what = format!("cannot draw page {page_number} of document {}", self.document);
        let media_type = self.media_type.clone();
        let page = extractor.page_image(&media_type, &mut self, page_number, width_px);
        Ok(page.map_err(Error::behind_wall(what))?.png)
    }
}
