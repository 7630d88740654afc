//! Looking quotations up in the texts of all documents, each text read and folded once.

use vouchsafe_anchor::{Hint, Place, Text as Folded};
use vouchsafe_archive::Record;
use vouchsafe_model::Kind;

use super::{QuotationItem, QuotationState, manuscript::Quotation};
use crate::{
    error::Error,
    links, passage,
    progress::Progress,
    records,
    session::Session,
    text::{newest, read},
    wording::{Stands, stands},
};

/// The least likeness, in thousandths, at which words count as changed rather than absent.
const CHANGED_PERMILLE_MIN: u16 = 750;

/// The documents that are looked in.
pub(super) struct Library {
    documents: Vec<(Record, Option<String>)>,
    /// How many have a text.
    pub searched: usize,
    /// How many have none.
    pub without_text: usize,
}

impl Library {
    /// Gathers the documents with their sources' keys.
    pub fn open(session: &Session, show_sealed: bool) -> Result<Self, Error> {
        let catalogue = session.catalogue();
        let mut documents = Vec::new();
        catalogue.for_each(Kind::Document, |document| {
            if document.is_removed() || (!show_sealed && records::is_sealed(&catalogue, &document)?)
            {
                return Ok(());
            }
            let source = links::followed(&catalogue, &document, "source", Kind::Source)?;
            documents.push((document, source.as_ref().map(links::label)));
            Ok::<(), Error>(())
        })?;
        Ok(Self { documents, searched: 0, without_text: 0 })
    }

    /// Looks for quotations; returns what became of each, in the same order.
    pub fn find(
        &mut self,
        session: &mut Session,
        quotations: &[&Quotation],
        progress: &dyn Progress,
    ) -> Result<Vec<QuotationItem>, Error> {
        let mut items: Vec<(QuotationItem, u16)> = quotations
            .iter()
            .map(|quotation| (QuotationItem::of(quotation, QuotationState::Absent), 0))
            .collect();
        progress.begin(self.documents.len() as u64);
        for (document, key) in &self.documents {
            if progress.is_cancelled() {
                return Err(Error::Cancelled);
            }
            progress.advance(1);
            let rendition = newest(&session.catalogue(), document)?;
            let text = rendition.map(|rendition| read(session, rendition)).transpose()?.flatten();
            let Some(text) = text else {
                self.without_text += 1;
                continue;
            };
            self.searched += 1;
            let folded = Folded::new(&text.text);
            for (quotation, (item, likeness)) in quotations.iter().zip(&mut items) {
                let is_cited = key.as_ref().is_some_and(|key| quotation.cites.contains(key));
                look(&folded, quotation, (document, key.as_deref(), is_cited), item, likeness);
                if item.state != QuotationState::Absent
                    && item.document.as_deref() == Some(&document.id.to_string())
                {
                    item.passage = kept(session, document, &quotation.text)?;
                }
            }
        }
        Ok(items.into_iter().map(|(item, _)| item).collect())
    }
}

/// Looks for one quotation in one text, and keeps the better of what is known and what is found.
fn look(
    text: &Folded<'_>,
    quotation: &Quotation,
    (document, key, is_cited): (&Record, Option<&str>, bool),
    item: &mut QuotationItem,
    likeness: &mut u16,
) {
    if item.state == QuotationState::Exact {
        return;
    }
    let set = |item: &mut QuotationItem, state, nearest| {
        item.state = state;
        item.document = Some(document.id.to_string());
        item.source = key.map(str::to_owned);
        item.nearest = nearest;
    };
    let parts = parts(&quotation.text);
    if let Some(place) = stretch(text, &parts) {
        let right = is_cited || quotation.cites.is_empty();
        let state = if right { QuotationState::Exact } else { QuotationState::Elsewhere };
        // What was left out of a quotation is shown, so that a person can see what it was.
        let whole = text.read(place).ok().filter(|_| parts.len() > 1).map(str::to_owned);
        set(item, state, whole);
        return;
    }
    // What merely resembles it matters only in the work that is cited, or where none is.
    if item.state == QuotationState::Elsewhere || !(is_cited || quotation.cites.is_empty()) {
        return;
    }
    let Ok(Stands::Nowhere(nearest)) = stands(text, &quotation.text, &Hint::default()) else {
        return;
    };
    if let Some((place, alike)) = nearest.first()
        && *alike >= CHANGED_PERMILLE_MIN
        && *alike > *likeness
    {
        *likeness = *alike;
        set(item, QuotationState::Changed, text.read(*place).ok().map(str::to_owned));
    }
}

/// Returns the parts of a quotation between which words were left out (`…`, `[…]`, `...`).
fn parts(quotation: &str) -> Vec<String> {
    let plain = quotation.replace("[...]", "…").replace("[…]", "…").replace("...", "…");
    let emphasis = |c: char| c.is_whitespace() || c == '*' || c == '_';
    let parts = plain.split('…').map(|part| part.trim_matches(emphasis));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Returns the stretch of a text in which all parts stand, in that order.
fn stretch(text: &Folded<'_>, parts: &[String]) -> Option<Place> {
    let mut whole: Option<Place> = None;
    for part in parts {
        let places = match stands(text, part, &Hint::default()) {
            Ok(Stands::At { place, .. }) => vec![place],
            Ok(Stands::In(places)) => places,
            _ => return None,
        };
        let from = whole.map_or(0, |place| place.end);
        let next = places.into_iter().find(|place| place.start >= from)?;
        let start = whole.map_or(next.start, |place| place.start);
        whole = Some(Place { start, end: next.end });
    }
    whole
}

/// Returns the passage of a document that holds a quotation's words.
fn kept(session: &Session, document: &Record, quotation: &str) -> Result<Option<String>, Error> {
    let wanted = vouchsafe_anchor::fold(quotation);
    for passage in passage::of_document(&session.catalogue(), document.id)? {
        let holds = passage
            .text("exact")
            .is_some_and(|exact| vouchsafe_anchor::fold(exact).text().contains(wanted.text()));
        if holds {
            return Ok(Some(passage.id.to_string()));
        }
    }
    Ok(None)
}
