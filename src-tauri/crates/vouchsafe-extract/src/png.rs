//! The outside of a PNG: its signature, its chunks from end to end, its size. Nothing is decoded.
//!
//! Source: PNG (Third Edition), sections 5.2, 5.3, 11.2.1.

/// Returns width and height, if the bytes are a PNG from start to end and nothing besides.
pub(crate) fn size(png: &[u8]) -> Option<(u32, u32)> {
    let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut size = None;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let (content, after) = after.split_at_checked(length)?;
        // Its checksum is for those who decode it.
        let (_, after) = after.split_first_chunk::<4>()?;
        match (kind, size) {
            (b"IHDR", None) => size = Some(header(content)?),
            // The header comes first, and once.
            (b"IHDR", Some(_)) | (_, None) => return None,
            (b"IEND", Some(size)) => {
                return (content.is_empty() && after.is_empty()).then_some(size);
            }
            _ => {}
        }
        rest = after;
    }
}

fn header(content: &[u8]) -> Option<(u32, u32)> {
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] =
        *content.as_array::<13>()?;
    let width = u32::from_be_bytes([w0, w1, w2, w3]);
    let height = u32::from_be_bytes([h0, h1, h2, h3]);
    let known = matches!((colour, depth), (0 | 2 | 3 | 4 | 6, 1 | 2 | 4 | 8 | 16))
        && compression == 0
        && filter == 0
        && interlace <= 1;
    (known && width > 0 && height > 0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("it is short").to_be_bytes();
        [&length[..], kind, content, &[0; 4]].concat()
    }

    #[test]
    fn only_a_whole_png_has_a_size() {
        let signature = b"\x89PNG\r\n\x1a\n".to_vec();
        let header = chunk(b"IHDR", &[0, 0, 0, 7, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
        let empty = chunk(b"IHDR", &[0, 0, 0, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
        let pixels = chunk(b"IDAT", b"...");
        let end = chunk(b"IEND", b"");
        let good = [&signature[..], &header, &pixels, &end].concat();
        assert_eq!(size(&good), Some((7, 256)));
        for bad in [
            Vec::new(),
            signature.clone(),
            good[..good.len() - 1].to_vec(),
            [&good[..], b"<script>"].concat(),
            [&signature[..], &pixels, &header, &end].concat(),
            [&signature[..], &header, &header, &end].concat(),
            [&signature[..], &empty, &end].concat(),
            [&signature[..], &header, b"\xff\xff\xff\xffIDAT"].concat(),
            b"<svg onload=alert(1)>".to_vec(),
        ] {
            assert_eq!(size(&bad), None, "{bad:?}");
        }
    }
}
