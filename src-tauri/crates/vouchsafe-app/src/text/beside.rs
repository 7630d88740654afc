//! What lies beside a document that is read: its original or translation, and what else is held of
//! its source.

use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::Kind;

use super::newest;
use crate::{
    error::Error,
    links, records,
    secrecy::{self, Level},
    session::Session,
};

/// A document that says the same in other words: an original, a translation, a transcript.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BesideItem {
    /// The document.
    pub document: String,
    /// What it is called.
    pub label: String,
    /// What it is to the one that is read: `original`, `recording`, `translation`, `transcript`.
    pub relation: &'static str,
    /// Which characters of the one that is read stand for which of it: start, end, start, end.
    /// Empty where nothing was aligned, or in older texts of the two.
    pub pairs: Vec<[u64; 4]>,
    /// `paragraphs` or `given`; `None` without pairs.
    pub basis: Option<String>,
}

/// Another document of the same source.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SiblingItem {
    /// The document.
    pub document: String,
    /// What it is called.
    pub label: String,
    /// Its role for the source.
    pub role: Option<String>,
    /// What its first bytes said it is.
    pub media_type: Option<String>,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: &'static str,
}

/// Which parts of two texts stand for each other, and how that was made.
#[derive(Debug, Default)]
struct Aligned {
    pairs: Vec<[u64; 4]>,
    basis: Option<String>,
}

/// Finds what a document translates or writes down, and what does so with it.
pub(super) fn beside(
    session: &Session,
    document: &Record,
    rendition: Option<&Record>,
    show_sealed: bool,
) -> Result<Vec<BesideItem>, Error> {
    let catalogue = session.catalogue();
    let mut beside: Vec<BesideItem> = Vec::new();
    for (own, other) in [("to", "from"), ("from", "to")] {
        for derivation in links::linked(&catalogue, Kind::Derivation, own, document.id)? {
            let relation = match (derivation.text("derivation"), own) {
                (Some("translation"), "to") => "original",
                (Some("transcript"), "to") => "recording",
                (Some("translation"), _) => "translation",
                (Some("transcript"), _) => "transcript",
                _ => continue,
            };
            let found = links::followed(&catalogue, &derivation, other, Kind::Document)?;
            let Some(found) = found.filter(|found| !found.is_removed()) else { continue };
            if beside.iter().any(|item| item.document == found.id.to_string()) {
                continue;
            }
            let told = show_sealed || secrecy::level(&catalogue, &found)? != Level::Sealed;
            let aligned = match rendition.filter(|_| told) {
                Some(rendition) => aligned(session, rendition, &found)?,
                None => None,
            };
            let Aligned { pairs, basis } = aligned.unwrap_or_default();
            beside.push(BesideItem {
                document: found.id.to_string(),
                label: records::label_of(&catalogue, &found, show_sealed)?,
                relation,
                pairs,
                basis,
            });
        }
    }
    Ok(beside)
}

/// Returns the pairs of a rendition and the newest text of another document, and how they were
/// made; `None` if those two were not aligned.
fn aligned(
    session: &Session,
    rendition: &Record,
    other: &Record,
) -> Result<Option<Aligned>, Error> {
    let catalogue = session.catalogue();
    let Some(theirs) = newest(&catalogue, other)? else { return Ok(None) };
    for (own, other, turned) in [("rendition", "original", false), ("original", "rendition", true)]
    {
        let found = links::linked(&catalogue, Kind::Alignment, own, rendition.id)?;
        let fits = |it: &&Record| it.link(other) == Some(theirs.id);
        let Some(alignment) = found.iter().rev().find(fits) else { continue };
        let pairs = alignment.get("pairs").and_then(Value::as_array).into_iter().flatten();
        let pairs = pairs.filter_map(|pair| {
            let at = |place: usize| pair.get(place).and_then(Value::as_u64);
            let (a, b, c, d) = (at(0)?, at(1)?, at(2)?, at(3)?);
            Some(if turned { [c, d, a, b] } else { [a, b, c, d] })
        });
        let basis = alignment.text("basis").map(str::to_owned);
        return Ok(Some(Aligned { pairs: pairs.collect(), basis }));
    }
    Ok(None)
}

pub(super) fn siblings(session: &Session, document: &Record) -> Result<Vec<SiblingItem>, Error> {
    let catalogue = session.catalogue();
    let Some(source) = document.link("source") else { return Ok(Vec::new()) };
    let others = links::linked(&catalogue, Kind::Document, "source", source)?;
    let others = others.iter().filter(|other| other.id != document.id);
    let item = |other: &Record| {
        Ok(SiblingItem {
            document: other.id.to_string(),
            label: records::label(&catalogue, other)?,
            role: other.text("role").map(str::to_owned),
            media_type: other.text("media_type").map(str::to_owned),
            sensitivity: secrecy::level(&catalogue, other)?.name(),
        })
    };
    others.map(item).collect()
}
