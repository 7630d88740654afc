//! A page as an image.

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;

use super::super::Failure;
use crate::{FailureReason, PageImage};

/// The widest and the highest that an image may be, in pixels.
const MAX_SIDE_PX: u32 = 4_000;
const MAX_HEIGHT_PX: f32 = 25_000.0;

/// How a page of this width and height in points is scaled to be `width_px` wide.
fn scale(width: f32, height: f32, width_px: u32) -> Option<f32> {
    if !(1..=MAX_SIDE_PX).contains(&width_px) {
        return None;
    }
    // Half a pixel more, as the width is rounded down when the page is drawn.
    #[expect(clippy::cast_precision_loss, reason = "at most 4,000")]
    let scale = (width_px as f32 + 0.5) / width;
    let is_sound = scale.is_finite() && scale > 0.0 && height * scale >= 1.0;
    (is_sound && height * scale <= MAX_HEIGHT_PX).then_some(scale)
}

/// Draws a page, `width_px` wide, on white.
///
/// # Errors
/// The file cannot be read, has no such page, or the image would be too large.
pub fn page_image(bytes: &[u8], page_number: u32, width_px: u32) -> Result<PageImage, Failure> {
    let pdf = super::open(bytes)?;
    let page_index = page_number.checked_sub(1).and_then(|index| usize::try_from(index).ok());
    let page = page_index.and_then(|index| pdf.pages().get(index)).ok_or_else(|| {
        Failure::new(FailureReason::Unsupported, "the file has no page of that number")
    })?;
    let (width, height) = page.render_dimensions();
    let scale = scale(width, height, width_px).ok_or_else(|| {
        Failure::new(FailureReason::TooLarge, "the page would be too large to be drawn")
    })?;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let interpreter = InterpreterSettings::default();
    let pixmap = render(page, &cache, &interpreter, &RenderSettings::default(), &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let png = pixmap
        .into_png()
        .map_err(|_| Failure::new(FailureReason::Malformed, "the page could not be drawn"))?;
    Ok(PageImage { png, width, height })
}
