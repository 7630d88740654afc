//! Recordings: how loud they are, part by part. Samples are looked at and thrown away.
//!
//! No length or rate that the file states decides how much memory is taken.

use std::io::Cursor;

use symphonia::core::{
    audio::GenericAudioBufferRef,
    codecs::audio::AudioDecoderOptions,
    common::Limit,
    errors::Error,
    formats::{FormatOptions, TrackType, probe::Hint},
    io::MediaSourceStream,
    meta::MetadataOptions,
};

use super::Failure;
use crate::{FailureReason, Peaks};

/// The most parts that are told apart while decoding; beyond, two become one.
const MAX_PARTS: usize = 1 << 16;

/// The most samples of one packet that are taken for silence where it cannot be decoded.
const MAX_GAP: u64 = 1 << 16;

/// Pictures and tags of a recording are not looked at.
const TAG_BYTES: usize = 64 << 10;

/// Returns the loudness of a recording in `count` parts.
///
/// # Errors
/// It is no recording that is read here, or nothing in it can be decoded.
pub fn peaks(media_type: &str, bytes: &[u8], count: usize) -> Result<Peaks, Failure> {
    let mut hint = Hint::new();
    hint.mime_type(media_type);
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let tags = MetadataOptions::default()
        .limit_tag_bytes(Limit::Maximum(TAG_BYTES))
        .limit_visual_bytes(Limit::Maximum(TAG_BYTES));
    let probe = symphonia::default::get_probe();
    let mut format = probe
        .probe(&hint, stream, FormatOptions::default(), tags)
        .map_err(|error| failure(&error))?;
    let track = format.default_track(TrackType::Audio).ok_or_else(no_sound)?;
    let track_id = track.id;
    let parameters = track.codec_params.as_ref().and_then(|it| it.audio()).ok_or_else(no_sound)?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .map_err(|error| failure(&error))?;
    let mut loudness = Loudness::default();
    let mut samples: Vec<f32> = Vec::new();
    // What ends it, ends it: a recording that is cut off is shown as far as it goes.
    while let Ok(Some(packet)) = format.next_packet() {
        while !format.metadata().is_latest() {
            format.metadata().pop();
        }
        if packet.track_id != track_id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(decoded) => loudness.add(&decoded, &mut samples),
            Err(Error::DecodeError(_) | Error::IoError(_)) => loudness.gap(packet.dur.get()),
            Err(_) => break,
        }
    }
    loudness.finish(count)
}

/// The loudest sample of each part, as parts grow.
#[derive(Debug)]
struct Loudness {
    rate: u32,
    frames: u64,
    /// How many frames a part has.
    part_frames: u64,
    parts: Vec<f32>,
    /// The part under way.
    loudest: f32,
    in_part: u64,
}

impl Default for Loudness {
    fn default() -> Self {
        let parts = Vec::with_capacity(MAX_PARTS);
        Self { rate: 0, frames: 0, part_frames: 1, parts, loudest: 0.0, in_part: 0 }
    }
}

impl Loudness {
    fn add(&mut self, decoded: &GenericAudioBufferRef<'_>, samples: &mut Vec<f32>) {
        if self.rate == 0 {
            self.rate = decoded.spec().rate();
        }
        let channels = decoded.num_planes().max(1);
        decoded.copy_to_vec_interleaved(samples);
        for frame in samples.chunks(channels) {
            // The larger of a number and none is the number.
            self.push(frame.iter().fold(0.0, |loudest: f32, sample| loudest.max(sample.abs())));
        }
    }

    /// Adds silence for what could not be decoded, so that what follows stays in its place.
    fn gap(&mut self, frames: u64) {
        for _ in 0..frames.min(MAX_GAP) {
            self.push(0.0);
        }
    }

    fn push(&mut self, sample: f32) {
        self.frames += 1;
        self.loudest = self.loudest.max(sample);
        self.in_part += 1;
        if self.in_part < self.part_frames {
            return;
        }
        self.parts.push(std::mem::take(&mut self.loudest));
        self.in_part = 0;
        if self.parts.len() == MAX_PARTS {
            self.parts = self.parts.chunks(2).map(|two| two[0].max(two[1])).collect();
            self.parts.reserve_exact(MAX_PARTS - self.parts.len());
            self.part_frames *= 2;
        }
    }

    fn finish(mut self, count: usize) -> Result<Peaks, Failure> {
        if self.in_part > 0 {
            self.parts.push(self.loudest);
        }
        let found = self.parts.len();
        if found == 0 || self.rate == 0 {
            let detail = "nothing in this recording could be decoded";
            return Err(Failure::new(FailureReason::Malformed, detail));
        }
        let peaks = (0..count).map(|place| {
            let start = place * found / count;
            let end = ((place + 1) * found / count).max(start + 1);
            let loudest = self.parts[start..end].iter().copied().fold(0.0, f32::max);
            percent(loudest)
        });
        let duration_ms = u128::from(self.frames) * 1000 / u128::from(self.rate);
        let duration_ms = u64::try_from(duration_ms).unwrap_or(u64::MAX);
        Ok(Peaks { duration_ms, peaks: peaks.collect() })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100 just before"
)]
fn percent(loudest: f32) -> u8 {
    (loudest * 100.0).round().clamp(0.0, 100.0) as u8
}

fn no_sound() -> Failure {
    Failure::new(FailureReason::Unsupported, "there is no sound in it that is read here")
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::Unsupported(_) => {
            Failure::new(FailureReason::Unsupported, "its sound is of a kind that is not read")
        }
        Error::LimitError(_) => {
            Failure::new(FailureReason::TooLarge, "something in it is larger than what is read")
        }
        _ => Failure::new(FailureReason::Malformed, "this is not a recording that can be read"),
    }
}

#[cfg(test)]
mod tests;
