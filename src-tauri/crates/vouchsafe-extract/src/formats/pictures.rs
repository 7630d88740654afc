//! Images: their size, how they stand, a small picture of them, what the camera wrote.

mod camera;

use std::io::Cursor;

use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use image_hasher::{HashAlg, HasherConfig};

use super::{Failure, Made, xmp};
use crate::{FailureReason, ImageFacts};

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

fn picture(media_type: &str, bytes: &[u8], made: &mut Made) -> Result<ImageFacts, Failure> {
    let format = ImageFormat::from_mime_type(media_type)
        .ok_or_else(|| Failure::new(FailureReason::Unsupported, "nothing here reads this type"))?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    limits.max_alloc = Some(MAX_ALLOC_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| failure(&error))?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE_PX || u64::from(width) * u64::from(height) > MAX_PIXELS {
        let detail = format!("the image is {width} by {height} pixels; that is too large");
        return Err(Failure::new(FailureReason::TooLarge, detail));
    }
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
