//! Small images in, facts out.

use image::RgbImage;

use super::*;

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let image = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([
            u8::try_from(x % 256).expect("small"),
            u8::try_from(y % 256).expect("small"),
            0,
        ])
    });
    image.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).expect("memory");
    out
}

#[test]
fn an_image_has_its_size_and_a_small_picture() {
    for (width, height, small) in [(640, 320, (320, 160)), (10, 20, (10, 20))] {
        let facts = read("image/png", &png(width, height)).image.expect("facts");
        assert_eq!((facts.width, facts.height, facts.orientation), (width, height, 1));
        let thumbnail = image::load_from_memory(&facts.thumbnail_png).expect("a PNG");
        assert_eq!((thumbnail.width(), thumbnail.height()), small);
        let hash = facts.perceptual_hash.expect("a hash");
        assert_eq!(hash.len(), HASH_NAME.len() + 1 + 16);
    }
}

#[test]
fn every_format_is_read() {
    for (format, media_type) in [
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Gif, "image/gif"),
        (ImageFormat::WebP, "image/webp"),
        (ImageFormat::Tiff, "image/tiff"),
        (ImageFormat::Bmp, "image/bmp"),
    ] {
        let mut out = Vec::new();
        let image = DynamicImage::ImageRgb8(RgbImage::new(7, 5));
        image.write_to(&mut Cursor::new(&mut out), format).expect("memory");
        let made = read(media_type, &out);
        assert_eq!(
            made.image.map(|facts| (facts.width, facts.height)),
            Some((7, 5)),
            "{media_type}"
        );
    }
}

#[test]
fn the_camera_is_heard_and_the_small_picture_stands_upright() {
    let bytes = include_bytes!("../../../../../../assets/sample/notice-board.jpg");
    let made = read("image/jpeg", bytes);
    let facts = made.image.expect("facts");
    assert_eq!(facts.orientation, 6);
    let thumbnail = image::load_from_memory(&facts.thumbnail_png).expect("a PNG");
    assert_eq!(facts.width > facts.height, thumbnail.width() < thumbnail.height());
    let bases: Vec<_> = made.proposals.into_vec().into_iter().map(|one| one.basis).collect();
    for basis in ["EXIF DateTimeOriginal", "EXIF GPS", "EXIF Make, Model"] {
        assert!(bases.iter().any(|one| one == basis), "{basis} not in {bases:?}");
    }
}

#[test]
fn an_image_that_says_it_is_huge_is_refused() {
    let mut bytes = png(4, 4);
    // The width and height in IHDR, and its checksum.
    for (width, height) in [(60_000u32, 60_000u32), (9_999, u32::MAX >> 1), (10_000, 10_000)] {
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let checksum = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
        let failure = read("image/png", &bytes).failure.expect("it is refused");
        assert!(
            matches!(failure.reason, FailureReason::TooLarge | FailureReason::Malformed),
            "{failure:?}"
        );
        if width > MAX_SIDE_PX {
            assert_eq!(failure.reason, FailureReason::TooLarge);
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

#[test]
fn what_is_no_image_is_malformed() {
    for (media_type, bytes) in [
        ("image/png", &b"\x89PNG\r\n\x1a\nrest"[..]),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("image/gif", b""),
    ] {
        let failure = read(media_type, bytes).failure.expect("it is refused");
        assert_eq!(failure.reason, FailureReason::Malformed, "{media_type}");
    }
    let failure = read("image/heic", b"").failure.expect("it is refused");
    assert_eq!(failure.reason, FailureReason::Unsupported);
}
