//! Transcripts: WebVTT and SubRip. Each cue is a block with its times.

use super::Made;
use super::blocks::{Style, TextBuilder, language_tag};
use super::charset::decode;
use crate::{BlockKind, Cue};

/// The latest time a cue may have: a hundred hours.
const MAX_MS: u64 = 100 * 60 * 60 * 1_000;

/// The longest speaker's name; what is longer before a colon is a sentence.
const MAX_SPEAKER_CHARS: usize = 40;

/// The most malformed cues that are named one by one.
const MAX_NAMED: usize = 20;

/// Reads a transcript, whichever of the two it is.
pub fn read(bytes: &[u8]) -> Made {
    let mut made = Made::default();
    let decoded = decode(bytes, None, &mut made.warnings);
    let text = decoded;
    let is_vtt = text.starts_with("WEBVTT");
    let mut language = None;
    let mut builder = TextBuilder::default();
    let mut skipped = Vec::new();
    for (line_number, group) in groups(&text) {
        if is_vtt && line_number == 1 {
            language = group.iter().find_map(|line| language_tag(line.strip_prefix("Language:")?));
            continue;
        }
        let is_comment = ["NOTE", "STYLE", "REGION"].iter().any(|word| {
            group[0] == *word || group[0].strip_prefix(word).is_some_and(|r| r.starts_with(' '))
        });
        if is_vtt && is_comment {
            continue;
        }
        // An identifier or a number may stand above the times.
        let Some(at) = group.iter().take(2).position(|line| line.contains("-->")) else {
            skipped.push(line_number);
            continue;
        };
        match times(group[at]) {
            Some(times) => add(&group[at + 1..], times, language.clone(), &mut builder),
            None => skipped.push(line_number + at),
        }
    }
    for line_number in skipped.iter().take(MAX_NAMED) {
        made.warnings.push(format!("line {line_number} begins no cue that can be read; left out"));
    }
    if skipped.len() > MAX_NAMED {
        made.warnings.push(format!("{} more were left out", skipped.len() - MAX_NAMED));
    }
    made.text = builder.finish(&mut made.warnings);
    made
}

/// Returns the groups of lines that blank lines part, each with the number of its first line.
fn groups(text: &str) -> Vec<(usize, Vec<&str>)> {
    let mut groups: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut is_open = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            is_open = false;
        } else if let (true, Some((_, group))) = (is_open, groups.last_mut()) {
            group.push(line);
        } else {
            groups.push((at + 1, vec![line]));
            is_open = true;
        }
    }
    groups
}

fn add(
    lines: &[&str],
    (from_ms, to_ms): (u64, u64),
    language: Option<String>,
    builder: &mut TextBuilder,
) {
    let mut speaker = None;
    let plain: Vec<String> = lines
        .iter()
        .map(|line| without_tags(line, &mut speaker))
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let text = plain.join("\n");
    let speaker =
        speaker.or_else(|| spoken_by(&text)).filter(|name| !name.chars().any(char::is_control));
    let style = Style { language, ..Style::of(BlockKind::Paragraph) };
    if let Some((start, end)) = builder.block(&text, style) {
        builder.cue(Cue { start, end, from_ms, to_ms, speaker });
    }
}

/// Returns when a cue begins and ends: `00:00:01.000 --> 00:00:02,5 align:start`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    let from = time_ms(from.trim())?;
    let to = time_ms(to.split_whitespace().next()?)?;
    (from <= to && to <= MAX_MS).then_some((from, to))
}

fn time_ms(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let numbers: Vec<u64> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if numbers[1..].iter().any(|number| *number > 59) || !is_number(fraction) || fraction.len() > 3
    {
        return None;
    }
    let seconds = numbers.iter().fold(0, |sum, number| sum * 60 + number);
    let fraction_ms: u64 = format!("{fraction:0<3}").parse().ok()?;
    Some(seconds * 1_000 + fraction_ms)
}

/// Returns a line without its tags, its entities read; `<v Name>` names the speaker.
fn without_tags(line: &str, speaker: &mut Option<String>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, tagged)) = rest.split_once('<') {
        out.push_str(before);
        let is_tag = tagged.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        let Some((tag, after)) = tagged.split_once('>').filter(|_| is_tag) else {
            out.push('<');
            rest = tagged;
            continue;
        };
        // `<v.loud Name>`: the class is not part of the name.
        let voice = tag.strip_prefix('v').filter(|name| name.starts_with([' ', '\t', '.']));
        if let Some(name) = voice.and_then(|voice| voice.split_once([' ', '\t'])).map(|v| v.1) {
            let name: String = entities(name.trim()).chars().take(MAX_SPEAKER_CHARS).collect();
            if !name.is_empty() {
                speaker.get_or_insert(name);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    entities(&out)
}

fn entities(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&lrm;", "\u{200e}")
        .replace("&rlm;", "\u{200f}")
        .replace("&amp;", "&")
}

/// Returns the name in `NAME: what they say`. It stays in the text.
fn spoken_by(text: &str) -> Option<String> {
    let (name, said) = text.split_once(':')?;
    let is_name = !said.is_empty()
        && said.starts_with([' ', '\n'])
        && (1..=MAX_SPEAKER_CHARS).contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '\''))
        && !name.chars().any(char::is_lowercase);
    is_name.then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_have_their_times_their_text_and_who_speaks() {
        let vtt = "\u{feff}WEBVTT - x\nLanguage: en\n\nNOTE\nno\n\nSTYLE\n::cue {}\n\n1\n\
            00:00.700 --> 00:05.855 align:start\n<v.loud W-3>My <b>name</b> &amp; 1 < 2</v>\nnext\n\
            \n01:00:00.000 --> 01:00:01.5\nJUDGE: Sit.\n\n00:09 --> 00:08\nbackwards\n\nloose\n";
        let made = read(vtt.as_bytes());
        let text = made.text.expect("there is text");
        assert_eq!(text.text, "My name & 1 < 2\nnext\n\nJUDGE: Sit.");
        let cues: Vec<_> = text
            .structure
            .cues
            .iter()
            .map(|cue| (cue.start, cue.end, cue.from_ms, cue.to_ms, cue.speaker.as_deref()))
            .collect();
        assert_eq!(
            cues,
            [(0, 20, 700, 5_855, Some("W-3")), (22, 33, 3_600_000, 3_601_500, Some("JUDGE"))]
        );
        assert_eq!(
            made.warnings,
            [
                "line 18 begins no cue that can be read; left out",
                "line 21 begins no cue that can be read; left out"
            ]
        );
        assert_eq!(text.structure.blocks[0].language.as_deref(), Some("en"));
    }

    #[test]
    fn subrip_is_read_too() {
        let srt = "1\r\n00:00:01,000 --> 00:00:02,250\r\n<i>Hello</i>\r\nthere\r\n\r\n2\r\n\
            00:00:03,000 --> 99:99:99,000\r\nbad\r\n";
        let made = read(srt.as_bytes());
        let text = made.text.expect("there is text");
        assert_eq!(text.text, "Hello\nthere");
        assert_eq!(text.structure.cues[0].to_ms, 2_250);
        assert_eq!(made.warnings, ["line 7 begins no cue that can be read; left out"]);
    }
}
