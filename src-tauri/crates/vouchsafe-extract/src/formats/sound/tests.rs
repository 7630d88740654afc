//! Small recordings in, loudness out.

use super::*;

const STATEMENT: &[u8] = include_bytes!("../../../../../../assets/sample/statement-w3.ogg");

/// A WAV of one channel: silence, then full scale, then half of it, a second each.
fn wav(rate: u32) -> Vec<u8> {
    let mut samples = Vec::new();
    for level in [0_i16, i16::MIN, i16::MAX / 2] {
        for _ in 0..rate {
            samples.extend_from_slice(&level.to_le_bytes());
        }
    }
    let size = u32::try_from(samples.len()).expect("it is small");
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&(size + 36).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    out.extend_from_slice(&rate.to_le_bytes());
    out.extend_from_slice(&(rate * 2).to_le_bytes());
    out.extend_from_slice(b"\x02\0\x10\0data");
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&samples);
    out
}

#[test]
fn silence_and_full_scale_stand_where_they_are() {
    for (rate, count) in [(8_000, 6), (48_000, 3), (8_000, 4_000)] {
        let Peaks { duration_ms, peaks } =
            peaks("audio/wav", &wav(rate), count).expect("it is a recording");
        assert_eq!((duration_ms, peaks.len()), (3_000, count));
        // Parts that lie across two seconds have the louder of them.
        for (place, peak) in peaks.iter().enumerate() {
            let second = place * 3 / count;
            let expected = [0, 100, 50][second];
            assert!(
                *peak == expected || *peak > expected && (place + 1) * 3 / count > second,
                "part {place} of {count}: {peak}"
            );
        }
    }
}

#[test]
fn a_recording_shorter_than_its_parts_has_them_all() {
    let mut short = wav(8_000);
    short.truncate(44 + 20);
    let made = peaks("audio/wav", &short, 100).expect("it is a recording");
    assert_eq!((made.duration_ms, made.peaks), (1, vec![0; 100]));
}

#[test]
fn what_is_broken_off_or_garbled_ends() {
    let whole = peaks("audio/ogg", STATEMENT, 100).expect("it is a recording");
    assert!(whole.duration_ms > 1_000 && whole.peaks.iter().any(|peak| *peak > 10), "{whole:?}");
    let step = STATEMENT.len() / 40;
    for at in (0..STATEMENT.len()).step_by(step) {
        if let Ok(cut) = peaks("audio/ogg", &STATEMENT[..at], 100) {
            assert!(cut.duration_ms <= whole.duration_ms);
        }
        let mut garbled = STATEMENT.to_vec();
        garbled[at] ^= 0xA5;
        let _ = peaks("audio/ogg", &garbled, 100);
    }
    for bytes in [&b""[..], b"RIFF\xff\xff\xff\xffWAVE", b"OggS", b"fLaC\0\0\0\"", b"ID3\x04"] {
        let failure = peaks("audio/mpeg", bytes, 10).expect_err("it is no recording");
        assert!(!failure.detail.is_empty());
    }
}
