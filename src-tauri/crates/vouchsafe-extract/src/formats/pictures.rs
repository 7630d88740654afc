//! Images: their size, how they stand, a small picture of them, what the camera wrote.

mod camera;

use std::io::Cursor;

use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use image_hasher::{HashAlg, HasherConfig};

use super::{Failure, Made, xmp};
use crate::{FailureReason, ImageFacts, PageImage};

/// The most pixels on a side, and in all.
const MAX_SIDE_PX: u32 = 10_000;
const MAX_PIXELS: u64 = 100_000_000;

/// The most memory that decoding may take.
const MAX_ALLOC_BYTES: u64 = 256 << 20;

/// The long side of the small picture.
const THUMBNAIL_PX: u32 = 320;

/// The largest XMP packet that is read.
const MAX_XMP_BYTES: usize = 1 << 20;

/// The perceptual hash: the median of the low frequencies of the upright small picture, 8 by 8
/// bits, as `image_hasher` computes it.
const HASH_NAME: &str = "phash-median-dct-8x8";

/// Reads an image.
pub fn read(media_type: &str, bytes: &[u8]) -> Made {
    let mut made = Made::default();
    match picture(media_type, bytes, &mut made) {
        Ok(facts) => made.image = Some(facts),
        Err(failure) => made.failure = Some(failure),
    }
    made
}

/// Opens an image that is not too large to be decoded.
fn open<'a>(media_type: &str, bytes: &'a [u8]) -> Result<impl ImageDecoder + 'a, Failure> {
    let format = ImageFormat::from_mime_type(media_type)
        .ok_or_else(|| Failure::new(FailureReason::Unsupported, "nothing here reads this type"))?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    limits.max_alloc = Some(MAX_ALLOC_BYTES);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| failure(&error))?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE_PX || u64::from(width) * u64::from(height) > MAX_PIXELS {
        let detail = format!("the image is {width} by {height} pixels; that is too large");
        return Err(Failure::new(FailureReason::TooLarge, detail));
    }
    Ok(decoder)
}

/// Returns an image upright, `width_px` wide at most.
///
/// # Errors
/// It cannot be read, is too large, or another page than the first was asked for.
pub fn page_image(
    media_type: &str,
    bytes: &[u8],
    page_number: u32,
    width_px: u32,
) -> Result<PageImage, Failure> {
    if page_number != 1 {
        return Err(Failure::new(FailureReason::Unsupported, "an image is a single page"));
    }
    let mut decoder = open(media_type, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| failure(&error))?;
    let is_on_its_side = orientation.to_exif() >= 5;
    let stored = if is_on_its_side { pixels.height() } else { pixels.width() };
    let width = width_px.clamp(1, stored);
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(width) / u64::from(stored);
        u32::try_from(side).unwrap_or(u32::MAX).max(1)
    };
    let mut pixels = if width == stored {
        pixels
    } else {
        // Before it is turned, as that moves fewer pixels.
        pixels.thumbnail_exact(scaled(pixels.width()), scaled(pixels.height()))
    };
    pixels.apply_orientation(orientation);
    let pixels = if pixels.color().has_alpha() {
        DynamicImage::ImageRgba8(pixels.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(pixels.into_rgb8())
    };
    let mut png = Vec::new();
    pixels
        .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
        .map_err(|error| failure(&error))?;
    Ok(PageImage { png, width: pixels.width(), height: pixels.height() })
}

fn picture(media_type: &str, bytes: &[u8], made: &mut Made) -> Result<ImageFacts, Failure> {
    let mut decoder = open(media_type, bytes)?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if let Ok(Some(packet)) = decoder.xmp_metadata()
        && packet.len() <= MAX_XMP_BYTES
    {
        xmp::propose(&packet, &mut made.proposals);
    }
    camera::propose(bytes, &mut made.proposals);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| failure(&error))?;
    let mut small = if width.max(height) > THUMBNAIL_PX {
        pixels.thumbnail(THUMBNAIL_PX, THUMBNAIL_PX)
    } else {
        pixels
    };
    small.apply_orientation(orientation);
    let small = DynamicImage::ImageRgba8(small.into_rgba8());
    let mut thumbnail_png = Vec::new();
    if small.write_to(&mut Cursor::new(&mut thumbnail_png), ImageFormat::Png).is_err() {
        thumbnail_png.clear();
        made.warnings.push("no small picture could be made".to_owned());
    }
    Ok(ImageFacts {
        width,
        height,
        orientation: orientation.to_exif(),
        thumbnail_png,
        perceptual_hash: Some(perceptual_hash(&small)),
    })
}

fn perceptual_hash(small: &DynamicImage) -> String {
    let hasher =
        HasherConfig::new().hash_alg(HashAlg::Median).preproc_dct().hash_size(8, 8).to_hasher();
    let hash = hasher.hash_image(small);
    let hex: String = hash.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{HASH_NAME}:{hex}")
}

fn failure(error: &ImageError) -> Failure {
    match error {
        ImageError::Limits(_) => {
            Failure::new(FailureReason::TooLarge, "the image is larger than what is decoded")
        }
        ImageError::Unsupported(_) => {
            Failure::new(FailureReason::Unsupported, "the image is of a kind that is not read")
        }
        _ => Failure::new(FailureReason::Malformed, "this is not an image that can be read"),
    }
}

#[cfg(test)]
mod tests;
