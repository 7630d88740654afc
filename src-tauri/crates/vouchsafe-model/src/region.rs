//! A rectangle of an image or a page.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// A rectangle in hundredths of a percent of the whole's width and height, from the top left.
///
/// Source: W3C Media Fragments URI 1.0, section 4.2.2 (`xywh=percent:`), with up to two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Region {
    x: u16,
    y: u16,
    width: u16,
    height: u16,
}

/// The whole, in hundredths of a percent.
const WHOLE: u32 = 10_000;

/// A text is not a region. The text is as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no region: xywh=percent:X,Y,WIDTH,HEIGHT inside 0 to 100 is expected")]
pub struct RegionError(pub String);

impl Region {
    /// Makes a region of hundredths of a percent; `None` if it is empty or leaves the whole.
    pub fn new(x: u16, y: u16, width: u16, height: u16) -> Option<Self> {
        let fits =
            |from: u16, length: u16| length > 0 && u32::from(from) + u32::from(length) <= WHOLE;
        (fits(x, width) && fits(y, height)).then_some(Self { x, y, width, height })
    }

    /// Makes a region of pixels of an image of this size; `None` if it is empty or leaves it.
    pub fn of_pixels(
        (x, y, width, height): (u32, u32, u32, u32),
        (image_width, image_height): (u32, u32),
    ) -> Option<Self> {
        let inside = |from: u32, length: u32, whole: u32| {
            length > 0 && u64::from(from) + u64::from(length) <= u64::from(whole)
        };
        if !inside(x, width, image_width) || !inside(y, height, image_height) {
            return None;
        }
        // Outwards to the next hundredth, so that no pixel is lost.
        let scale = |at: u32, whole: u32| u64::from(at) * u64::from(WHOLE) / u64::from(whole);
        let scale_up = |at: u64, whole: u32| (at * u64::from(WHOLE)).div_ceil(u64::from(whole));
        let part = |from: u32, length: u32, whole: u32| {
            let start = scale(from, whole);
            let end = scale_up(u64::from(from) + u64::from(length), whole);
            Some((u16::try_from(start).ok()?, u16::try_from(end - start).ok()?))
        };
        let (left, across) = part(x, width, image_width)?;
        let (top, down) = part(y, height, image_height)?;
        Self::new(left, top, across, down)
    }

    /// Returns x, y, width and height in hundredths of a percent.
    pub fn parts(self) -> [u16; 4] {
        [self.x, self.y, self.width, self.height]
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("xywh=percent:")?;
        for (at, part) in self.parts().into_iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let (whole, hundredths) = (part / 100, part % 100);
            match hundredths {
                0 => write!(f, "{comma}{whole}")?,
                tenths if tenths % 10 == 0 => write!(f, "{comma}{whole}.{}", tenths / 10)?,
                _ => write!(f, "{comma}{whole}.{hundredths:02}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        let wrong = || RegionError(text.to_owned());
        let numbers = text.strip_prefix("xywh=percent:").ok_or_else(wrong)?;
        let parts: Option<Vec<u16>> = numbers.split(',').map(hundredths).collect();
        match parts.as_deref() {
            Some([x, y, width, height]) => Self::new(*x, *y, *width, *height).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }
}

/// Reads a number with up to two decimals as hundredths.
fn hundredths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(part) || part.len() > 2 {
        return None;
    }
    let part: u16 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<u16>().ok()?.checked_mul(100)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_reads_back_as_written() {
        for text in [
            "xywh=percent:10,20,30,5.5",
            "xywh=percent:0,0,100,100",
            "xywh=percent:1.25,0,0.01,99.9",
        ] {
            assert_eq!(text.parse::<Region>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_empty_or_leaves_the_whole_is_no_region() {
        for text in [
            "xywh=percent:0,0,0,10",
            "xywh=percent:60,0,50,10",
            "xywh=percent:1,2,3",
            "xywh=percent:-1,0,10,10",
            "xywh=percent:1.234,0,10,10",
            "xywh=1,2,3,4",
            "xywh=percent:999999,0,1,1",
            "",
        ] {
            assert_eq!(text.parse::<Region>(), Err(RegionError(text.to_owned())));
        }
    }

    #[test]
    fn pixels_are_covered_whole() {
        let region = Region::of_pixels((1, 1, 1, 1), (3, 3)).unwrap();
        assert_eq!(region.parts(), [3333, 3333, 3334, 3334]);
        assert_eq!(Region::of_pixels((0, 0, 4, 1), (3, 3)), None);
    }
}
