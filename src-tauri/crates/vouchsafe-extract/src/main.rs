//! `vouchsafe-extract`: reads one document from standard input and answers on standard output.
//!
//! Nobody calls it by hand. It holds itself before it reads anything, whatever its arguments and
//! its surroundings are; what it may still do then is in the library's `sandbox`.

use std::{
    io::{self, Read, Write},
    process::ExitCode,
};

use vouchsafe_citation::format::{self, CiteRequest};
use vouchsafe_extract::{
    CapturedPage, Failure, FailureReason, TextRendition, VERSION, formats, sandbox,
    wire::{self, Answer, CHUNK_BYTES, FrameKind, Hello, REQUEST_BYTES, Request, WireError},
};

/// The most bytes of a document. The parent has limits of its own and does not rely on this one.
const DOCUMENT_BYTES: usize = 256 << 20;
/// By how much the memory for a document grows.
const STEP_BYTES: usize = 8 << 20;

fn main() -> ExitCode {
    let sandbox = sandbox::enter();
    match converse(sandbox) {
        Ok(()) => ExitCode::SUCCESS,
        // The parent sees that the reply ends in the middle.
        Err(_) => ExitCode::FAILURE,
    }
}

fn converse(sandbox: sandbox::Sandbox) -> Result<(), WireError> {
    let mut out = io::stdout().lock();
    let hello = Hello { version: VERSION.to_owned(), sandbox };
    wire::write_json(&mut out, FrameKind::Hello, &hello).map_err(WireError::Pipe)?;
    out.flush().map_err(WireError::Pipe)?;
    let mut from = io::stdin().lock();
    let request =
        wire::read_frame(&mut from, |kind| (kind == FrameKind::Request).then_some(REQUEST_BYTES))?;
    let request: Request = wire::from_json(&request.bytes)?;
    let reply = match document(&mut from)? {
        Ok(bytes) => answer(&request, &bytes),
        Err(failure) => failed(failure),
    };
    reply.write(&mut out).map_err(WireError::Pipe)
}

/// Reads the document, or says why it does not fit.
fn document(from: &mut dyn Read) -> Result<Result<Vec<u8>, Failure>, WireError> {
    let mut bytes = Vec::new();
    loop {
        let frame = wire::read_frame(from, |kind| match kind {
            FrameKind::Chunk => Some(CHUNK_BYTES as u64),
            FrameKind::End => Some(0),
            _ => None,
        })?;
        if frame.kind == FrameKind::End {
            return Ok(Ok(bytes));
        }
        if bytes.len() + frame.bytes.len() > DOCUMENT_BYTES {
            return Ok(Err(Failure::new(FailureReason::TooLarge, "it is too large to be read")));
        }
        if bytes.capacity() - bytes.len() < frame.bytes.len()
            && bytes.try_reserve_exact(STEP_BYTES).is_err()
        {
            let detail = "there is not enough memory to read it";
            return Ok(Err(Failure::new(FailureReason::MemoryLimit, detail)));
        }
        bytes.extend_from_slice(&frame.bytes);
    }
}

/// What goes back, in the order of its frames.
struct Reply {
    answer: Answer,
    text: Option<TextRendition>,
    image: Option<Vec<u8>>,
    page: Option<String>,
}

fn answer(request: &Request, bytes: &[u8]) -> Reply {
    match request {
        Request::Document { media_type, name } => {
            let mut extraction = formats::extract(media_type, name.as_deref(), bytes);
            let text = extraction.text.take();
            let image = extraction.image.as_mut().map(|facts| &mut facts.thumbnail_png);
            let image = image.map(std::mem::take).filter(|png| !png.is_empty());
            Reply { text, image, ..bare(Answer::Document(Box::new(extraction))) }
        }
        Request::PageImage { media_type, page_number, width_px } => {
            match formats::page_image(media_type, bytes, *page_number, *width_px) {
                Ok(mut page) => {
                    let image = Some(std::mem::take(&mut page.png));
                    Reply { image, ..bare(Answer::PageImage(page)) }
                }
                Err(failure) => failed(failure),
            }
        }
        Request::Peaks { media_type, count } => {
            match formats::peaks(media_type, bytes, usize::from(*count)) {
                Ok(peaks) => bare(Answer::Peaks(peaks)),
                Err(failure) => failed(failure),
            }
        }
        Request::CapturedPage { media_type } => match formats::captured_page(media_type, bytes) {
            Ok(CapturedPage { active, html }) => {
                Reply { page: Some(html), ..bare(Answer::CapturedPage(active)) }
            }
            Err(failure) => failed(failure),
        },
        Request::Draft { media_type } => match formats::draft(media_type, bytes) {
            Ok(text) => Reply { text: Some(text), ..bare(Answer::Draft) },
            Err(failure) => failed(failure),
        },
        Request::References { format } => match vouchsafe_citation::import(bytes, *format) {
            Ok(imported) => bare(Answer::References(imported)),
            Err(error) => failed(malformed(&error)),
        },
        Request::Cite => match wire::from_json::<CiteRequest>(bytes) {
            Ok(request) => match format::cite(&request) {
                Ok(cited) => bare(Answer::Cited(cited)),
                Err(error) => failed(malformed(&error)),
            },
            Err(error) => failed(malformed(&error)),
        },
    }
}

fn failed(Failure { reason, detail }: Failure) -> Reply {
    bare(Answer::Failed { reason, detail })
}

fn bare(answer: Answer) -> Reply {
    Reply { answer, text: None, image: None, page: None }
}

/// Returns an error in one line of a length that the parent takes.
fn malformed(error: &dyn std::error::Error) -> Failure {
    let said = error.to_string();
    let line = said.chars().take(400).map(|c| if c.is_control() { ' ' } else { c });
    Failure::new(FailureReason::Malformed, line.collect::<String>())
}

impl Reply {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        wire::write_json(out, FrameKind::Answer, &self.answer)?;
        if let Some(TextRendition { text, structure }) = &self.text {
            wire::write_frame(out, FrameKind::Text, text.as_bytes())?;
            wire::write_json(out, FrameKind::Structure, structure)?;
        }
        if let Some(png) = &self.image {
            wire::write_frame(out, FrameKind::Image, png)?;
        }
        if let Some(page) = &self.page {
            wire::write_frame(out, FrameKind::Page, page.as_bytes())?;
        }
        wire::write_frame(out, FrameKind::End, b"")?;
        out.flush()
    }
}
