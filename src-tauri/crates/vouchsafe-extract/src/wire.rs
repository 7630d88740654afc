//! How the two sides of the wall speak: frames over pipes, each a kind, a length and that many
//! bytes.
//!
//! `kind (1 byte) · length (4 bytes, little endian) · bytes`. A length is compared with a limit
//! before anything is read, and nothing is allocated by it: memory grows with what has arrived.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use vouchsafe_citation::{Imported, ReferenceFormat, format::Cited};

use crate::{ActiveContent, Extraction, FailureReason, PageImage, Peaks, sandbox::Sandbox};

/// The most bytes of a document in one frame.
pub const CHUNK_BYTES: usize = 64 << 10;
/// The most bytes of a request, without the document.
pub const REQUEST_BYTES: u64 = 64 << 10;
/// The most bytes of what the child says of itself.
pub const HELLO_BYTES: u64 = 4 << 10;

/// What a frame holds. A reply has each kind at most once, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FrameKind {
    /// To the child: what to do, as JSON.
    Request,
    /// To the child: the next bytes of the document.
    Chunk,
    /// From the child, before it reads anything: [`Hello`] as JSON.
    Hello,
    /// From the child: [`Answer`] as JSON.
    Answer,
    /// From the child: a text, as UTF-8.
    Text,
    /// From the child: the text's structure, as JSON.
    Structure,
    /// From the child: an image, as PNG.
    Image,
    /// From the child: a captured page, as HTML.
    Page,
    /// To either side: that was all. Without it, something was cut off.
    End,
}

impl FrameKind {
    const ALL: [Self; 9] = [
        Self::Request,
        Self::Chunk,
        Self::Hello,
        Self::Answer,
        Self::Text,
        Self::Structure,
        Self::Image,
        Self::Page,
        Self::End,
    ];

    fn byte(self) -> u8 {
        match self {
            Self::Request => b'Q',
            Self::Chunk => b'C',
            Self::Hello => b'H',
            Self::Answer => b'A',
            Self::Text => b'T',
            Self::Structure => b'S',
            Self::Image => b'I',
            Self::Page => b'P',
            Self::End => b'E',
        }
    }
}

/// What the child is asked to do with the bytes that follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Make a rendition.
    Document {
        /// What the bytes are.
        media_type: String,
        /// The file's name, a hint at most.
        name: Option<String>,
    },
    /// Draw a page.
    PageImage {
        /// What the bytes are.
        media_type: String,
        /// Which, from 1.
        page_number: u32,
        /// How wide, in pixels.
        width_px: u32,
    },
    /// Say how loud a recording is.
    Peaks {
        /// What the bytes are.
        media_type: String,
        /// In how many parts.
        count: u16,
    },
    /// Take out of a captured page what is active in it.
    CapturedPage {
        /// What the bytes are.
        media_type: String,
    },
    /// Take the text out of a draft.
    Draft {
        /// What the bytes are.
        media_type: String,
    },
    /// Read a file of references.
    References {
        /// As which format; `None`: by how it begins.
        format: Option<ReferenceFormat>,
    },
    /// Format citations: the bytes are a [`vouchsafe_citation::format::CiteRequest`] as JSON.
    Cite,
}

/// What the child says first: who it is, and how it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    /// [`crate::VERSION`] as it was built.
    pub version: String,
    /// What holds it, by its own account.
    pub sandbox: Sandbox,
}

/// What the child made of it. Texts, structures and images follow in frames of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// A rendition, its text apart.
    Document(Box<Extraction>),
    /// A page, its image apart.
    PageImage(PageImage),
    /// How loud a recording is.
    Peaks(Peaks),
    /// What was active in a captured page; the page is in a frame that follows.
    CapturedPage(ActiveContent),
    /// A draft: its text is in the frames that follow.
    Draft,
    /// What a file of references holds.
    References(Imported),
    /// What was formatted.
    Cited(Cited),
    /// It did not work.
    Failed {
        /// Why, as a word.
        reason: FailureReason,
        /// Why, as a sentence.
        detail: String,
    },
}

/// Why frames could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WireError {
    /// The pipe failed.
    #[error("cannot read from the pipe")]
    Pipe(#[source] io::Error),
    /// The other side ended in the middle.
    #[error("the frames end in the middle")]
    CutOff,
    /// A frame of a kind that does not exist or may not come here.
    #[error("a frame of kind {found} where it may not be")]
    OutOfPlace {
        /// The byte that should name a kind.
        found: u8,
    },
    /// A frame, or all together, longer than allowed.
    #[error("a frame of {length} bytes where {limit} are allowed")]
    TooLong {
        /// How many it claims to have.
        length: u64,
        /// How many it may have.
        limit: u64,
    },
    /// Bytes after the end.
    #[error("more bytes after the last frame")]
    AfterTheEnd,
    /// JSON that is not what it should be.
    #[error("a frame does not hold what it should")]
    Json(#[source] serde_json::Error),
}

/// One frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What it holds.
    pub kind: FrameKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes one frame.
///
/// # Errors
/// The pipe fails, or the bytes are more than a length can say.
pub fn write_frame(to: &mut dyn Write, kind: FrameKind, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    let mut head = [kind.byte(), 0, 0, 0, 0];
    head[1..].copy_from_slice(&length.to_le_bytes());
    to.write_all(&head)?;
    to.write_all(bytes)
}

/// Writes one frame that holds JSON.
///
/// # Errors
/// As [`write_frame`].
pub fn write_json(to: &mut dyn Write, kind: FrameKind, value: &impl Serialize) -> io::Result<()> {
    let bytes = serde_json::to_vec(value).map_err(io::Error::from)?;
    write_frame(to, kind, &bytes)
}

/// Reads one frame, if `limit` allows its kind: `None` means that it may not come here.
///
/// # Errors
/// The pipe fails or ends, the kind may not come here, the length is over the limit.
pub fn read_frame(
    from: &mut dyn Read,
    limit: impl Fn(FrameKind) -> Option<u64>,
) -> Result<Frame, WireError> {
    let mut head = [0_u8; 5];
    from.read_exact(&mut head).map_err(cut_off)?;
    let [found, length @ ..] = head;
    let kind = FrameKind::ALL.into_iter().find(|kind| kind.byte() == found);
    let allowed = kind.and_then(|kind| Some((kind, limit(kind)?)));
    let (kind, limit) = allowed.ok_or(WireError::OutOfPlace { found })?;
    let length = u64::from(u32::from_le_bytes(length));
    if length > limit {
        return Err(WireError::TooLong { length, limit });
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes).map_err(WireError::Pipe)?;
    if bytes.len() as u64 != length {
        return Err(WireError::CutOff);
    }
    Ok(Frame { kind, bytes })
}

/// Reads JSON out of a frame.
///
/// # Errors
/// It is not JSON, or JSON of something else.
pub fn from_json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, WireError> {
    serde_json::from_slice(bytes).map_err(WireError::Json)
}

/// Makes sure that nothing follows.
///
/// # Errors
/// Something does, or the pipe fails.
pub fn expect_nothing(from: &mut dyn Read) -> Result<(), WireError> {
    let mut byte = [0_u8];
    match from.read_exact(&mut byte) {
        Ok(()) => Err(WireError::AfterTheEnd),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(()),
        Err(error) => Err(WireError::Pipe(error)),
    }
}

fn cut_off(error: io::Error) -> WireError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => WireError::CutOff,
        _ => WireError::Pipe(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Frame, WireError> {
        let limit = |kind| (kind == FrameKind::Text).then_some(4);
        read_frame(&mut &bytes[..], limit)
    }

    #[test]
    fn a_frame_comes_back_as_it_was_written() {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, FrameKind::Text, b"abcd").expect("memory can be written");
        assert_eq!(bytes, b"T\x04\0\0\0abcd");
        let frame = read(&bytes).expect("it is a frame");
        assert_eq!(frame, Frame { kind: FrameKind::Text, bytes: b"abcd".to_vec() });
    }

    #[test]
    fn a_frame_that_breaks_the_rules_is_refused() {
        for (bytes, expected) in [
            (&b""[..], "the frames end in the middle"),
            (b"T\x04\0\0", "the frames end in the middle"),
            (b"T\x04\0\0\0abc", "the frames end in the middle"),
            (b"T\x05\0\0\0abcde", "a frame of 5 bytes where 4 are allowed"),
            (b"T\xff\xff\xff\xff", "a frame of 4294967295 bytes where 4 are allowed"),
            (b"S\x01\0\0\0a", "a frame of kind 83 where it may not be"),
            (b"\0\x01\0\0\0a", "a frame of kind 0 where it may not be"),
        ] {
            let error = read(bytes).expect_err("it is no frame");
            assert_eq!(error.to_string(), expected);
        }
    }
}
