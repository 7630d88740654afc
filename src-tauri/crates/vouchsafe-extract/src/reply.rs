//! The reply of a child: its frames in order, each at most once, all together within a limit.

use std::io::Read;

use crate::wire::{self, Frame, FrameKind, WireError};

/// How much a reply may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReplyLimits {
    pub answer_bytes: u64,
    pub text_bytes: u64,
    pub image_bytes: u64,
    pub page_bytes: u64,
    pub total_bytes: u64,
}

impl ReplyLimits {
    fn of(self, kind: FrameKind, left: u64) -> Option<u64> {
        let limit = match kind {
            FrameKind::Answer => self.answer_bytes,
            FrameKind::Text => self.text_bytes,
            FrameKind::Image => self.image_bytes,
            FrameKind::Page => self.page_bytes,
            FrameKind::Structure => self.total_bytes,
            FrameKind::End => 0,
            FrameKind::Request | FrameKind::Chunk | FrameKind::Hello => return None,
        };
        Some(limit.min(left))
    }
}

/// A reply as it came: nothing in it is believed yet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Reply {
    pub answer: Vec<u8>,
    pub text: Option<Vec<u8>>,
    pub structure: Option<Vec<u8>>,
    pub image: Option<Vec<u8>>,
    pub page: Option<Vec<u8>>,
}

/// Reads a reply to its end, and that nothing follows.
pub(crate) fn read_reply(from: &mut dyn Read, limits: ReplyLimits) -> Result<Reply, WireError> {
    let mut reply = Reply::default();
    let mut last = FrameKind::Hello;
    let mut left = limits.total_bytes;
    loop {
        let Frame { kind, bytes } = wire::read_frame(from, |kind| {
            let begun = kind == FrameKind::Answer || last >= FrameKind::Answer;
            if begun && kind > last { limits.of(kind, left) } else { None }
        })?;
        left -= bytes.len() as u64;
        last = kind;
        match kind {
            FrameKind::Answer => reply.answer = bytes,
            FrameKind::Text => reply.text = Some(bytes),
            FrameKind::Structure => reply.structure = Some(bytes),
            FrameKind::Image => reply.image = Some(bytes),
            FrameKind::Page => reply.page = Some(bytes),
            _ => break,
        }
    }
    wire::expect_nothing(from)?;
    Ok(reply)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(frames: &[(FrameKind, &[u8])], after: &[u8]) -> Result<Reply, WireError> {
        let limits = ReplyLimits {
            answer_bytes: 8,
            text_bytes: 6,
            image_bytes: 4,
            page_bytes: 3,
            total_bytes: 12,
        };
        let mut bytes = Vec::new();
        for (kind, content) in frames {
            wire::write_frame(&mut bytes, *kind, content).expect("memory can be written");
        }
        bytes.extend_from_slice(after);
        read_reply(&mut &bytes[..], limits)
    }

    #[test]
    fn a_reply_is_read_to_its_end() {
        let frames = [
            (FrameKind::Answer, &b"{}"[..]),
            (FrameKind::Text, b"text"),
            (FrameKind::Image, b"png"),
            (FrameKind::End, b""),
        ];
        let reply = read(&frames, b"").expect("it is in order");
        assert_eq!(reply.text.as_deref(), Some(&b"text"[..]));
        assert_eq!((reply.structure, reply.image.as_deref()), (None, Some(&b"png"[..])));
    }

    #[test]
    fn frames_out_of_order_twice_too_long_or_too_many_are_refused() {
        use FrameKind::{Answer, Chunk, End, Hello, Image, Page, Text};
        for (frames, after, expected) in [
            (&[(Answer, &b"{}"[..])][..], &b""[..], "end in the middle"),
            (&[(End, b"")], b"", "kind 69"),
            (&[(Text, b"t")], b"", "kind 84"),
            (&[(Hello, b"{}")], b"", "kind 72"),
            (&[(Answer, b"{}"), (Answer, b"{}")], b"", "kind 65"),
            (&[(Answer, b"{}"), (Image, b"p"), (Text, b"t")], b"", "kind 84"),
            (&[(Answer, b"{}"), (Chunk, b"t")], b"", "kind 67"),
            (&[(Answer, b"{}"), (Text, b"1234567")], b"", "7 bytes where 6"),
            (&[(Answer, b"12345678"), (Text, b"12345")], b"", "5 bytes where 4"),
            (&[(Answer, b"{}"), (Page, b"<p>x")], b"", "4 bytes where 3"),
            (&[(Answer, b"{}"), (Page, b"<p>"), (Image, b"p")], b"", "kind 73"),
            (&[(Answer, b"{}"), (End, b"x")], b"", "1 bytes where 0"),
            (&[(Answer, b"{}"), (End, b"")], b"x", "after the last"),
        ] {
            let error = read(frames, after).expect_err("it breaks the rules").to_string();
            assert!(error.contains(expected), "{frames:?}: {error}");
        }
    }
}
