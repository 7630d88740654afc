//! References out, as the text of a file.
//!
//! Nothing is trusted to come through: each text is read again, and what does not come back is
//! kept in a field of its own (BibTeX, BibLaTeX) or reported as a loss.

use std::collections::HashMap;

use crate::bibtex::{BARE, Written};
use crate::rest::{self, Rest};
use crate::{Exported, Loss, Reference, ReferenceFormat, bibtex, csl_json, ris};

/// Writes `references` in a format, with what reading the text again would not give back.
pub fn export(references: &[Reference], format: ReferenceFormat) -> Exported {
    let written = match format {
        ReferenceFormat::CslJson => csl_json::write(references),
        ReferenceFormat::Ris => ris::write(references),
        ReferenceFormat::BibTex => bib(references, false),
        ReferenceFormat::BibLatex => bib(references, true),
    };
    let losses = missing(references, &written, format)
        .into_iter()
        .enumerate()
        .flat_map(|(at, rest)| losses(&references[at], at, &rest, format))
        .collect();
    Exported { text: written.text, losses }
}

/// Writes BibTeX twice: the first time to find what its fields do not say.
fn bib(references: &[Reference], biblatex: bool) -> Written {
    let format = if biblatex { ReferenceFormat::BibLatex } else { ReferenceFormat::BibTex };
    let first = bibtex::write(references, biblatex, &[]);
    let rests = missing(references, &first, format);
    if rests.iter().all(Rest::is_empty) {
        first
    } else {
        bibtex::write(references, biblatex, &rests)
    }
}

/// Reads a text again and returns, for each reference, what is missing. Where one did not come
/// back at all, everything is, and `bare` says so.
fn missing(references: &[Reference], written: &Written, format: ReferenceFormat) -> Vec<Rest> {
    let read = match format {
        ReferenceFormat::CslJson => csl_json::read(&written.text),
        ReferenceFormat::Ris => ris::read(&written.text),
        ReferenceFormat::BibTex | ReferenceFormat::BibLatex => {
            bibtex::read(&written.text, Some(format))
        }
    };
    let by_line: HashMap<u64, &Reference> =
        read.references.iter().map(|reference| (reference.line, reference)).collect();
    let pairs = references.iter().zip(&written.lines);
    pairs
        .map(|(reference, line)| match by_line.get(line) {
            Some(read) => rest::between(reference, read),
            None => {
                let mut rest = rest::between(reference, &Reference::default());
                rest.insert(BARE.to_owned(), true.into());
                rest
            }
        })
        .collect()
}

fn losses(reference: &Reference, at: usize, rest: &Rest, format: ReferenceFormat) -> Vec<Loss> {
    let key = reference.key().map_or_else(|| format!("#{}", at + 1), str::to_owned);
    let gone = rest.contains_key(BARE);
    let names = rest::names(rest).into_iter().filter(|name| name != BARE);
    names
        .map(|variable| {
            let there =
                reference.item.contains_key(&variable) || rest.get(&variable).is_some_and(|_| true);
            let reason = match (gone, there) {
                (true, _) => format!("{format} as written here cannot be read again"),
                (false, true) => format!("{format} cannot say it, or not exactly so"),
                (false, false) => format!("{format} needs it, and one is put in"),
            };
            Loss { key: key.clone(), variable, reason }
        })
        .collect()
}
