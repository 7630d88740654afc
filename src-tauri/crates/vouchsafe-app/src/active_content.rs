//! `document active-content`: what a captured page would do if it were let, and the page without
//! it, for the viewer.

use serde::Serialize;
use ts_rs::TS;
use vouchsafe_extract::{ActiveContent, Addresses};

use crate::{
    bytes::{DocumentBytes, DocumentBytesRequest, document_bytes},
    error::Error,
    session::Session,
};

/// What is active in a captured page, and off where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActiveContentReport {
    /// The document.
    pub document: String,
    /// Scripts, and attributes that run one when something happens.
    pub scripts: u64,
    /// Addresses that the page would have loaded, called or left for by itself.
    pub addresses: u64,
    /// The same by kind; a kind of which there are none is left out.
    pub kinds: Vec<AddressKind>,
}

/// Addresses of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AddressKind {
    /// `script`, `image`, `style`, `font`, `frame`, `media`, `hint`, `form` or `refresh`.
    pub kind: &'static str,
    /// How many.
    pub count: u32,
}

/// A captured page as the viewer shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedPageReport {
    /// What was taken out of it.
    pub active: ActiveContentReport,
    /// What is left, as HTML in UTF-8.
    pub html: String,
}

/// Counts what is active in a captured page.
///
/// # Errors
/// As [`document_bytes`]; and the document is no captured page, or cannot be read.
pub fn document_active_content(
    session: &Session,
    request: &DocumentBytesRequest,
) -> Result<ActiveContentReport, Error> {
    Ok(document_captured_page(session, request)?.active)
}

/// Returns a captured page without what is active in it.
///
/// # Errors
/// As [`document_active_content`].
pub fn document_captured_page(
    session: &Session,
    request: &DocumentBytesRequest,
) -> Result<CapturedPageReport, Error> {
    document_bytes(session, request, 0..u64::MAX)?.captured_page()
}

impl DocumentBytes {
    /// Returns a captured page that was opened from its start, without what is active in it.
    ///
    /// # Errors
    /// It is no captured page, or cannot be read.
    pub fn captured_page(mut self) -> Result<CapturedPageReport, Error> {
        let extractor = self.extractor()?;
        let what = format!("cannot show document {} as captured", self.document);
        let media_type = self.media_type.clone();
        let page = extractor.captured_page(&media_type, &mut self);
        let page = page.map_err(Error::behind_wall(what))?;
        let active = ActiveContentReport::of(self.document, &page.active);
        Ok(CapturedPageReport { active, html: page.html })
    }
}

impl ActiveContentReport {
    fn of(document: String, active: &ActiveContent) -> Self {
        let ActiveContent { scripts, event_handlers, addresses } = active;
        let Addresses { scripts: from_elsewhere, images, styles, fonts, frames, .. } = *addresses;
        let Addresses { media, hints, forms, refreshes, .. } = *addresses;
        let kinds = [
            ("script", from_elsewhere),
            ("image", images),
            ("style", styles),
            ("font", fonts),
            ("frame", frames),
            ("media", media),
            ("hint", hints),
            ("form", forms),
            ("refresh", refreshes),
        ];
        let kinds = kinds.into_iter().filter(|(_, count)| *count > 0);
        Self {
            document,
            scripts: u64::from(*scripts) + u64::from(*event_handlers),
            addresses: addresses.count(),
            kinds: kinds.map(|(kind, count)| AddressKind { kind, count }).collect(),
        }
    }
}
