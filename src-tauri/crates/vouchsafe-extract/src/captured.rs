//! What a captured page would do if it were let: counted, and taken out of it.
//!
//! The viewer shows the page without all of this. Nothing here says that a page is harmless: the
//! viewer runs no script and opens no socket, whatever is left in it.

use serde::{Deserialize, Serialize};

/// What is active in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActiveContent {
    /// Scripts, in the page or elsewhere.
    pub scripts: u32,
    /// Attributes that run a script when something happens, and `javascript:` addresses.
    pub event_handlers: u32,
    /// Addresses that the page has loaded, called or left for by itself.
    pub addresses: Addresses,
}

/// Addresses outside the page, each counted as often as it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addresses {
    /// Of scripts.
    pub scripts: u32,
    /// Of images, in elements and in styles.
    pub images: u32,
    /// Of style sheets.
    pub styles: u32,
    /// Of fonts.
    pub fonts: u32,
    /// Of pages in frames, objects and embeds.
    pub frames: u32,
    /// Of sound and film.
    pub media: u32,
    /// Of what is fetched or connected to ahead of need, or told of a click.
    pub hints: u32,
    /// That forms are sent to.
    pub forms: u32,
    /// That the page goes to after a while.
    pub refreshes: u32,
}

impl Addresses {
    /// Returns how many there are of all kinds.
    pub fn count(&self) -> u64 {
        let Self { scripts, images, styles, fonts, frames, media, hints, forms, refreshes } = *self;
        [scripts, images, styles, fonts, frames, media, hints, forms, refreshes]
            .into_iter()
            .map(u64::from)
            .sum()
    }
}

/// A captured page without what is active in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CapturedPage {
    /// What was taken out.
    pub active: ActiveContent,
    /// What is left, as HTML in UTF-8.
    pub html: String,
}

/// How loud a recording is, from its start to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peaks {
    /// How long it is, by what could be decoded of it.
    pub duration_ms: u64,
    /// The loudest sample of each part, of equal length: 0 silence, 100 full scale.
    pub peaks: Vec<u8>,
}
