//! The parent: starts a child for each document, feeds it, and takes nothing it says on trust.

use std::{
    env,
    ffi::OsStr,
    io::{self, Read},
    path::PathBuf,
    time::Duration,
};

use thiserror::Error;
use vouchsafe_citation::{
    Imported, ReferenceFormat,
    format::{CiteRequest, Cited},
};

use crate::{
    CapturedPage, Extraction, Failure, FailureReason, PageImage, Peaks, TextRendition, VERSION,
    check::{self, Invalid},
    intake::{Intake, REFERENCES, captured_pages, intake, pages, sound},
    reply::{Reply, ReplyLimits},
    running::{self, Call},
    sandbox::{Sandbox, SandboxLevel},
    wire::{Answer, Hello, Request},
};

/// What the parent holds a child to. The child's own limits are its sandbox's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How long a child may run, from its start.
    pub wall_clock: Duration,
    /// How long a child may run that decodes a recording: hours of it are more to decode than any
    /// document is to read.
    pub long_wall_clock: Duration,
    /// How many bytes a child may answer with, all together.
    pub output_bytes: u64,
    /// How many bytes of a document are fed at most; a kind of document may have a lower limit.
    pub input_bytes: u64,
    /// Whether a child that nothing holds gets a document all the same.
    pub allow_without_sandbox: bool,
}

impl Limits {
    /// 30 seconds, 90 for a recording, 64 MiB out, 256 MiB in, and no child without a sandbox.
    pub const STANDARD: Self = Self {
        wall_clock: Duration::from_secs(30),
        long_wall_clock: Duration::from_secs(90),
        output_bytes: 64 << 20,
        input_bytes: 256 << 20,
        allow_without_sandbox: false,
    };
}

/// The program that reads documents, and the limits it is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extractor {
    program: PathBuf,
    limits: Limits,
}

/// What came of a document, and what held the process that read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// What came of it; a failure of any kind is an outcome like others.
    pub extraction: Extraction,
    /// What held the process.
    pub sandbox: Sandbox,
}

/// Why nothing came back that could be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WallError {
    /// There is no such program.
    #[error("cannot find the program {}", program.display())]
    ProgramMissing {
        /// Where it was looked for.
        program: PathBuf,
    },
    /// The program cannot be started.
    #[error("cannot start the program {}", program.display())]
    NotStarted {
        /// Which.
        program: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The program does not say that it is the one that reads documents.
    #[error("the program {} is not {}", program.display(), crate::NAME)]
    NotTheExtractor {
        /// Which.
        program: PathBuf,
    },
    /// The program makes texts of another version than this one expects.
    #[error("the program that reads documents is of version {found}, not {VERSION}")]
    OtherVersion {
        /// The version it says it is.
        found: String,
    },
    /// Nothing holds the program, and that was not asked for.
    #[error("nothing would hold the program that reads documents: {detail}")]
    Unheld {
        /// What is missing.
        detail: String,
    },
    /// The document's bytes cannot be read where they are.
    #[error("cannot read the bytes to extract from")]
    Unreadable {
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// What was asked of it did not work. For [`Extractor::document`] that is an outcome instead.
    #[error("{detail}")]
    Failed {
        /// Why, as a word to branch on.
        reason: FailureReason,
        /// Why, as a sentence.
        detail: String,
    },
}

impl Extractor {
    /// Returns an extractor that starts `program`, with [`Limits::STANDARD`].
    pub fn new(program: PathBuf) -> Self {
        Self { program, limits: Limits::STANDARD }
    }

    /// Returns the same with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Looks for the program beside the running one; for a test, which cargo puts one folder
    /// deeper, there too. `None` if it is not there.
    pub fn find() -> Option<Self> {
        let running = env::current_exe().ok()?;
        let folder = running.parent()?;
        let deeper = ["deps", "examples"].iter().any(|name| folder.ends_with(OsStr::new(name)));
        let folders = [Some(folder), folder.parent().filter(|_| deeper)];
        let name = format!("{}{}", crate::NAME, env::consts::EXE_SUFFIX);
        let mut programs = folders.into_iter().flatten().map(|folder| folder.join(&name));
        programs.find(|program| program.is_file()).map(Self::new)
    }

    /// Makes a rendition of a document of `size` bytes.
    ///
    /// What has nothing in it to extract, or is too large, costs no process. Whatever goes wrong
    /// with the document, the child's crash included, is an outcome.
    ///
    /// # Errors
    /// The program is missing, cannot start, is not what it should be or not held; the bytes
    /// cannot be read.
    pub fn document(
        &self,
        media_type: &str,
        name: Option<&str>,
        size: u64,
        bytes: &mut dyn Read,
    ) -> Result<Extracted, WallError> {
        let input_bytes = match self.admitted(intake(media_type), media_type, size) {
            Ok(input_bytes) => input_bytes,
            Err(said) => return Ok(Extracted { extraction: *said, sandbox: not_needed() }),
        };
        let request = Request::Document {
            media_type: media_type.to_owned(),
            name: name.map(|name| name.chars().take(1000).collect()),
        };
        let (hello, reply) = self.call(&request, input_bytes, ANSWER_BYTES, bytes)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::Document(extraction) => Ok(check::extraction(*extraction, reply, media_type)?),
            Answer::Failed { reason, detail } => {
                Ok(Extraction::failed(media_type, reason, &detail))
            }
            _ => Err(Invalid("an answer to another question").into()),
        });
        let extraction = checked.unwrap_or_else(|Failure { reason, detail }| {
            Extraction::failed(media_type, reason, &detail)
        });
        Ok(Extracted { extraction, sandbox: hello.sandbox })
    }

    /// Draws a page of a PDF, `width_px` wide; or an image, upright and at most that wide.
    ///
    /// # Errors
    /// As [`Self::document`]; and [`WallError::Failed`] if nothing here draws it, it has no such
    /// page, or the page cannot be drawn.
    pub fn page_image(
        &self,
        media_type: &str,
        bytes: &mut dyn Read,
        page_number: u32,
        width_px: u32,
    ) -> Result<PageImage, WallError> {
        let input_bytes = self.taken(pages(media_type), media_type)?;
        let request =
            Request::PageImage { media_type: media_type.to_owned(), page_number, width_px };
        let (_, reply) = self.call(&request, input_bytes, ANSWER_BYTES, bytes)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::PageImage(image) => {
                Ok(check::page_image(image, reply, (media_type, width_px))?)
            }
            other => Err(refusal(other)),
        });
        Ok(checked?)
    }

    /// Says how loud a recording is, in `count` parts, at most [`MAX_PEAKS`].
    ///
    /// # Errors
    /// As [`Self::document`]; and [`WallError::Failed`] if nothing in it can be decoded.
    pub fn peaks(
        &self,
        media_type: &str,
        bytes: &mut dyn Read,
        count: u16,
    ) -> Result<Peaks, WallError> {
        let input_bytes = self.taken(sound(media_type), media_type)?;
        let count = count.clamp(1, MAX_PEAKS);
        let request = Request::Peaks { media_type: media_type.to_owned(), count };
        let (_, reply) = self.call(&request, input_bytes, ANSWER_BYTES, bytes)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::Peaks(peaks) => Ok(check::peaks(peaks, &reply, count)?),
            other => Err(refusal(other)),
        });
        Ok(checked?)
    }

    /// Takes out of a captured page what is active in it, and counts that.
    ///
    /// # Errors
    /// As [`Self::document`]; and [`WallError::Failed`] if it is no captured page.
    pub fn captured_page(
        &self,
        media_type: &str,
        bytes: &mut dyn Read,
    ) -> Result<CapturedPage, WallError> {
        let input_bytes = self.taken(captured_pages(media_type), media_type)?;
        let request = Request::CapturedPage { media_type: media_type.to_owned() };
        let (_, reply) = self.call(&request, input_bytes, ANSWER_BYTES, bytes)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::CapturedPage(active) => Ok(check::captured_page(active, reply)?),
            other => Err(refusal(other)),
        });
        Ok(checked?)
    }

    /// Takes the text out of a draft, to look for citations in it.
    ///
    /// # Errors
    /// As [`Self::document`]; and [`WallError::Failed`] if it has no text or cannot be read.
    pub fn draft(
        &self,
        media_type: &str,
        bytes: &mut dyn Read,
    ) -> Result<TextRendition, WallError> {
        let input_bytes = match self.admitted(intake(media_type), media_type, 0) {
            Ok(input_bytes) => input_bytes,
            Err(_) => return Err(unsupported(media_type).into()),
        };
        let request = Request::Draft { media_type: media_type.to_owned() };
        let (_, reply) = self.call(&request, input_bytes, ANSWER_BYTES, bytes)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::Draft => Ok(check::draft(reply)?),
            other => Err(refusal(other)),
        });
        Ok(checked?)
    }

    /// Reads a file of references, as `format` or as what it looks like.
    ///
    /// # Errors
    /// As [`Self::document`]; and [`WallError::Failed`] if it is none or cannot be read.
    pub fn references(
        &self,
        format: Option<ReferenceFormat>,
        bytes: &mut dyn Read,
    ) -> Result<Imported, WallError> {
        let request = Request::References { format };
        let input_bytes = self.most(REFERENCES);
        let (_, reply) = self.call(&request, input_bytes, LONG_ANSWER_BYTES, bytes)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::References(imported) => Ok(check::references(imported)?),
            other => Err(refusal(other)),
        });
        Ok(checked?)
    }

    /// Formats citations. Items and styles are other people's, so this needs the wall too.
    ///
    /// # Errors
    /// As [`Self::document`]; and [`WallError::Failed`] if the style cannot be used.
    pub fn cite(&self, request: &CiteRequest) -> Result<Cited, WallError> {
        let bytes = serde_json::to_vec(request).expect("a request holds nothing but text");
        let input_bytes = self.most(REFERENCES);
        let input = &mut &bytes[..];
        let (_, reply) = self.call(&Request::Cite, input_bytes, LONG_ANSWER_BYTES, input)?;
        let checked = reply.and_then(|reply| match check::answer(&reply)? {
            Answer::Cited(cited) => Ok(check::cited(cited, request)?),
            other => Err(refusal(other)),
        });
        Ok(checked?)
    }

    /// Runs a child, once it has been seen who it is and what holds it.
    fn call(
        &self,
        request: &Request,
        input_bytes: u64,
        answer_bytes: u64,
        input: &mut dyn Read,
    ) -> Result<(Hello, Result<Reply, Failure>), WallError> {
        let reply = ReplyLimits {
            answer_bytes,
            text_bytes: check::TEXT_BYTES,
            image_bytes: check::IMAGE_BYTES,
            page_bytes: check::PAGE_BYTES,
            total_bytes: self.limits.output_bytes,
        };
        let program = &self.program;
        let (wall_clock, cpu_seconds) = match request {
            Request::Peaks { .. } => (self.limits.long_wall_clock, LONG_CPU_SECONDS),
            _ => (self.limits.wall_clock, CPU_SECONDS),
        };
        let call = Call { program, request, input, input_bytes, wall_clock, cpu_seconds, reply };
        running::call(call, &|hello| self.admit(hello))
    }

    fn admit(&self, hello: &Hello) -> Result<(), WallError> {
        check::hello(hello)
            .map_err(|_| WallError::NotTheExtractor { program: self.program.clone() })?;
        if hello.version != VERSION {
            return Err(WallError::OtherVersion { found: hello.version.clone() });
        }
        let held = matches!(hello.sandbox.level, SandboxLevel::Full | SandboxLevel::Partial);
        if held || self.limits.allow_without_sandbox {
            Ok(())
        } else {
            Err(WallError::Unheld { detail: hello.sandbox.detail.clone() })
        }
    }

    /// Returns how many bytes are fed, or what is said without a process.
    fn admitted(
        &self,
        intake: Intake,
        media_type: &str,
        size: u64,
    ) -> Result<u64, Box<Extraction>> {
        let failed =
            |Failure { reason, detail }| Box::new(Extraction::failed(media_type, reason, &detail));
        match intake {
            Intake::NoText => Err(Box::new(Extraction::no_text(media_type))),
            Intake::Unsupported => Err(failed(unsupported(media_type))),
            Intake::UpTo(_) => {
                let most = self.most(intake);
                if size > most {
                    let detail =
                        format!("it has {size} bytes; of its kind, at most {most} are read");
                    return Err(failed(Failure::new(FailureReason::TooLarge, detail)));
                }
                Ok(most)
            }
        }
    }

    /// Returns how many bytes are fed for what is not text.
    fn taken(&self, intake: Intake, media_type: &str) -> Result<u64, Failure> {
        match intake {
            Intake::UpTo(_) => Ok(self.most(intake)),
            Intake::NoText | Intake::Unsupported => Err(unsupported(media_type)),
        }
    }

    fn most(&self, intake: Intake) -> u64 {
        match intake {
            Intake::UpTo(most) => most.min(self.limits.input_bytes),
            Intake::NoText | Intake::Unsupported => 0,
        }
    }
}

/// The most parts that the loudness of a recording is told in.
pub const MAX_PEAKS: u16 = 4_000;

/// How much processor time a child has.
const CPU_SECONDS: u64 = 10;
/// How much it has to decode a recording; what the child sets itself is no less.
const LONG_CPU_SECONDS: u64 = 60;

/// The most bytes of an answer about one document: proposals, warnings, an image's facts.
const ANSWER_BYTES: u64 = 2 << 20;
/// The most bytes of an answer that is a list of references or citations.
const LONG_ANSWER_BYTES: u64 = 48 << 20;

fn not_needed() -> Sandbox {
    let detail = "no process was started: nothing of it was read".to_owned();
    Sandbox { level: SandboxLevel::NotNeeded, detail }
}

fn unsupported(media_type: &str) -> Failure {
    let detail = format!("nothing here reads {media_type}");
    Failure::new(FailureReason::Unsupported, detail)
}

/// Returns why an answer is not the one asked for.
fn refusal(answer: Answer) -> Failure {
    match answer {
        Answer::Failed { reason, detail } => Failure { reason, detail },
        _ => Invalid("an answer to another question").into(),
    }
}

impl From<Failure> for WallError {
    fn from(Failure { reason, detail }: Failure) -> Self {
        Self::Failed { reason, detail }
    }
}
