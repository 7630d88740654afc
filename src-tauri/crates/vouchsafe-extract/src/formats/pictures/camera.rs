//! EXIF: what a camera wrote into an image, proposed and nothing more. A camera's clock may be
//! wrong, and all of it can be written by anyone.

use std::io::Cursor;

use exif::{Exif, In, Rational, Reader, Tag, Value};
use serde_json::json;

use super::super::proposals::{Proposals, date};

/// Proposes what the camera wrote.
pub fn propose(bytes: &[u8], proposals: &mut Proposals) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let exif = match reader.read_from_container(&mut Cursor::new(bytes)) {
        Ok(exif) => exif,
        // What could be read before the error still says what it says.
        Err(error) => match error.distill_partial_result(|_| {}) {
            Ok(exif) => exif,
            Err(_) => return,
        },
    };
    when(&exif, proposals);
    if let Some(place) = place(&exif) {
        proposals.value("x-gps", json!(place), "EXIF GPS");
    }
    let camera = [Tag::Make, Tag::Model].map(|tag| text(&exif, tag).unwrap_or_default()).join(" ");
    proposals.text("x-camera", &camera, "EXIF Make, Model");
    if let Some(artist) = text(&exif, Tag::Artist) {
        proposals.names("author", &[artist], "EXIF Artist");
    }
    for (tag, variable, basis) in [
        (Tag::Copyright, "x-rights", "EXIF Copyright"),
        (Tag::ImageDescription, "title", "EXIF ImageDescription"),
        (Tag::Software, "x-producer", "EXIF Software"),
    ] {
        proposals.text(variable, &text(&exif, tag).unwrap_or_default(), basis);
    }
}

fn when(exif: &Exif, proposals: &mut Proposals) {
    let Some(taken) = text(exif, Tag::DateTimeOriginal) else { return };
    let day = date(&taken);
    if day.get("date-parts").is_none() {
        // Cameras without a clock write zeros or blanks.
        return;
    }
    proposals.value("issued", day, "EXIF DateTimeOriginal");
    if let Some((day, time)) = taken.split_once(' ') {
        let offset = text(exif, Tag::OffsetTimeOriginal).unwrap_or_default();
        let taken = format!("{}T{}{offset}", day.replace(':', "-"), time.trim());
        proposals.text("x-taken", &taken, "EXIF DateTimeOriginal");
    }
}

/// Returns where an image was taken, as a `geo:` address (RFC 5870): degrees, south and west with a
/// minus sign.
fn place(exif: &Exif) -> Option<String> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, 90)?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, 180)?;
    Some(format!("geo:{latitude},{longitude}"))
}

fn degrees(exif: &Exif, tag: Tag, reference: Tag, limit: u32) -> Option<String> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds] = parts.get(..3)? else { return None };
    let value = |one: &Rational| (one.denom != 0).then(|| one.to_f64());
    let sum = value(degrees)? + value(minutes)? / 60.0 + value(seconds)? / 3600.0;
    if !sum.is_finite() || sum > f64::from(limit) {
        return None;
    }
    let sign = match text(exif, reference)?.to_ascii_uppercase().as_str() {
        "N" | "E" => "",
        "S" | "W" => "-",
        _ => return None,
    };
    Some(format!("{sign}{sum:.6}"))
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let bytes = parts.first()?;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text = text.trim().trim_end_matches('\0').to_owned();
    (!text.is_empty()).then_some(text)
}
