//! One run of the renderer: clusters in, pieces out, affixes and ranges put in on the way.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use citationberg::taxonomy::Locator;
use citationberg::{IndependentStyle, json};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, LocatorPayload, Rendered, SpecificLocator,
};

use super::item::{self, Prepared};
use super::piece::{self, Block, Flattening, Piece};
use super::style::Chosen;
use super::write::{self, Place};
use super::{Cite, CiteError, CiteRequest, Cited, CitedEntry, bulk, range};

/// A cite whose item is known: its place in the items, and itself.
type Known<'run> = (usize, &'run Cite);

/// One run: a style, its locale, and what is cited.
pub(super) struct Run<'run> {
    pub(super) style: &'run IndependentStyle,
    pub(super) chosen: &'run Chosen,
    /// For each citation, the cites that name an item.
    clusters: Vec<Vec<Known<'run>>>,
    /// Items that no citation names and the bibliography has all the same.
    uncited: Vec<usize>,
}

/// Formats what `request` asks for.
///
/// # Errors
/// [`CiteError::StyleFails`].
pub(super) fn render(
    request: &CiteRequest,
    style: &IndependentStyle,
    chosen: &Chosen,
) -> Result<Cited, CiteError> {
    let mut prepared = item::prepare(&request.items);
    let mut warnings = std::mem::take(&mut prepared.warnings);
    let places: HashMap<String, usize> =
        prepared.ids.iter().enumerate().map(|(place, id)| (id.clone(), place)).collect();
    let clusters =
        request.citations.iter().map(|cluster| known(cluster, &places)).collect::<Vec<_>>();
    let cited: HashSet<usize> = clusters.iter().flatten().map(|(place, _)| *place).collect();
    let every = 0..prepared.items.len();
    let uncited = every.filter(|place| request.bibliography && !cited.contains(place)).collect();
    let run = Run { style, chosen, clusters, uncited };
    let (citations, entries) = run.pieces(&mut prepared, &mut warnings, &places)?;
    let list = style.bibliography.as_ref();
    let hanging = list.is_some_and(|list| list.hanging_indent);
    let mut out = Cited { hanging_indent: hanging, warnings, ..Cited::default() };
    for ((cluster, known), pieces) in request.citations.iter().zip(&run.clusters).zip(&citations) {
        let mut pieces = assembled(cluster, known, pieces);
        piece::tidy(&mut pieces);
        out.warnings.extend(unknown(cluster, &places));
        out.citations.push(write::write(&pieces, request.markup, Place::Sentence));
    }
    if request.bibliography && list.is_none() {
        out.warnings.push("the style has no bibliography".to_owned());
    }
    for (place, mut pieces) in entries.into_iter().filter(|_| request.bibliography) {
        let id = &prepared.ids[place];
        if !pieces.iter().any(|piece| matches!(piece, Piece::Text { .. })) {
            out.warnings.push(format!("{id}: the style leaves it out of the bibliography"));
            continue;
        }
        piece::tidy(&mut pieces);
        let rtl = piece::starts_rtl(&pieces);
        let text = write::write(&pieces, request.markup, Place::Entry { rtl, hanging });
        out.bibliography.push(CitedEntry { id: id.clone(), text });
    }
    Ok(out)
}

fn known<'run>(cluster: &'run [Cite], places: &HashMap<String, usize>) -> Vec<Known<'run>> {
    cluster.iter().filter_map(|cite| Some((*places.get(&cite.id)?, cite))).collect()
}

/// The pieces of each entry, with the place of its item.
type Entries = Vec<(usize, Vec<Piece>)>;

/// The pieces of each citation, and the entries.
type Pieces = (Vec<Vec<Piece>>, Entries);

#[cfg(test)]
impl<'run> Run<'run> {
    /// A run of all items and no citation.
    pub(super) fn of_all(
        style: &'run IndependentStyle,
        chosen: &'run Chosen,
        prepared: &Prepared,
    ) -> Self {
        let uncited = (0..prepared.items.len()).collect();
        Self { style, chosen, clusters: Vec::new(), uncited }
    }

    /// Returns the entries as one run of the renderer gives them.
    pub(super) fn in_one(&self, prepared: &mut Prepared) -> Result<Entries, CiteError> {
        let rendered = self.safely(prepared, &mut Vec::new())?;
        let ids = prepared.ids.iter().cloned().zip(0..).collect();
        Ok(self.entries(&rendered, prepared, &ids))
    }
}

impl Run<'_> {
    fn pieces(
        &self,
        prepared: &mut Prepared,
        warnings: &mut Vec<String>,
        places: &HashMap<String, usize>,
    ) -> Result<Pieces, CiteError> {
        if self.clusters.is_empty() && self.uncited.len() >= bulk::FEW {
            if self.style.bibliography.is_none() {
                return Ok(Pieces::default());
            }
            if let Some(entries) = bulk::bibliography(self, prepared, warnings) {
                return Ok((Vec::new(), entries));
            }
        }
        let rendered = self.safely(prepared, warnings)?;
        let cited = rendered.citations.iter().take(self.clusters.len());
        let mut citations: Vec<Vec<Piece>> =
            cited.map(|one| flat(&one.citation, prepared)).collect();
        let mut entries = self.entries(&rendered, prepared, places);
        if prepared.ends.iter().any(Option::is_some) {
            self.join_ranges(prepared, places, &mut citations, &mut entries);
        }
        Ok((citations, entries))
    }

    /// Renders; where the renderer gives up, renders the items it gives up on with less.
    fn safely(
        &self,
        prepared: &mut Prepared,
        warnings: &mut Vec<String>,
    ) -> Result<Rendered, CiteError> {
        if let Some(rendered) = self.attempt(&prepared.items) {
            return Ok(rendered);
        }
        for place in 0..prepared.items.len() {
            let alone = Run {
                style: self.style,
                chosen: self.chosen,
                clusters: Vec::new(),
                uncited: vec![place],
            };
            if alone.attempt(&prepared.items).is_none() {
                item::give_up(prepared, place, warnings);
            }
        }
        if let Some(rendered) = self.attempt(&prepared.items) {
            return Ok(rendered);
        }
        warnings.push("the style fails on these items together; only titles are given".to_owned());
        prepared.items = prepared.items.iter().map(item::least).collect();
        prepared.ends = vec![None; prepared.items.len()];
        self.attempt(&prepared.items).ok_or(CiteError::StyleFails)
    }

    fn attempt(&self, items: &[json::Item]) -> Option<Rendered> {
        // The renderer keeps nothing between two runs that a panic could leave half done.
        catch_unwind(AssertUnwindSafe(|| self.once(items))).ok()
    }

    fn once(&self, items: &[json::Item]) -> Rendered {
        let locale = || Some(self.chosen.code.clone());
        let files = self.chosen.files.as_slice();
        let mut driver = BibliographyDriver::new();
        for (number, cluster) in self.clusters.iter().enumerate() {
            let cites = cluster.iter().map(|(place, cite)| {
                let locator = cite.locator.as_ref().map(|locator| {
                    let label = Locator::from_str(&locator.label.to_lowercase());
                    let label = label.unwrap_or(Locator::Page);
                    SpecificLocator(label, LocatorPayload::Str(&locator.value))
                });
                CitationItem::with_locator(&items[*place], locator)
            });
            let note = Some(number + 1);
            driver.citation(CitationRequest::new(
                cites.collect(),
                self.style,
                locale(),
                files,
                note,
            ));
        }
        for place in &self.uncited {
            let hidden = CitationItem::new(&items[*place], None, None, true, None);
            driver.citation(CitationRequest::new(vec![hidden], self.style, locale(), files, None));
        }
        driver.finish(BibliographyRequest::new(self.style, locale(), files))
    }

    /// Returns the entries of a bibliography in its order: which item, and its pieces.
    fn entries(
        &self,
        rendered: &Rendered,
        prepared: &Prepared,
        places: &HashMap<String, usize>,
    ) -> Vec<(usize, Vec<Piece>)> {
        let Some(bibliography) = &rendered.bibliography else { return Vec::new() };
        let entries = bibliography.items.iter().filter_map(|entry| {
            let place = *places.get(&entry.key)?;
            Some((place, flat_entry(entry.first_field.as_ref(), &entry.content, prepared)))
        });
        entries.collect()
    }

    /// Renders once more with the ends of ranges in place of their starts, and joins the dates.
    fn join_ranges(
        &self,
        prepared: &Prepared,
        places: &HashMap<String, usize>,
        citations: &mut [Vec<Piece>],
        entries: &mut [(usize, Vec<Piece>)],
    ) {
        let Some(rendered) = self.attempt(&item::ended(prepared)) else { return };
        for (start, end) in citations.iter_mut().zip(&rendered.citations) {
            range::join(start, &flat(&end.citation, prepared));
        }
        let ends: HashMap<usize, Vec<Piece>> =
            self.entries(&rendered, prepared, places).into_iter().collect();
        for (place, start) in entries {
            if let Some(end) = ends.get(place) {
                range::join(start, end);
            }
        }
    }
}

fn flat(children: &ElemChildren, prepared: &Prepared) -> Vec<Piece> {
    let mut flattening = Flattening::new(&prepared.words);
    flattening.children(children);
    flattening.finish()
}

pub(super) fn flat_entry(
    first: Option<&ElemChild>,
    content: &ElemChildren,
    prepared: &Prepared,
) -> Vec<Piece> {
    let mut flattening = Flattening::new(&prepared.words);
    if let Some(first) = first {
        flattening.block(Block::Margin, first);
        flattening.open(Block::Beside);
    }
    flattening.children(content);
    if first.is_some() {
        flattening.close(Block::Beside);
    }
    flattening.finish()
}

/// Puts the affixes of each cite around it, takes out suppressed names, names what is unknown.
fn assembled(cluster: &[Cite], known: &[Known], pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let (mut suppressing, mut hidden, mut trim) = (false, false, false);
    for piece in pieces {
        match piece {
            Piece::Cite(place) => {
                let cite = known.get(*place).map(|(_, cite)| *cite);
                suppressing = cite.is_some_and(|cite| cite.suppress_author);
                let prefix = cite.and_then(|cite| cite.prefix.as_deref()).unwrap_or_default();
                out.extend(piece::from_field(&spaced_prefix(prefix)));
            }
            Piece::CiteEnd(place) => {
                (suppressing, trim) = (false, false);
                let cite = known.get(*place).map(|(_, cite)| *cite);
                let suffix = cite.and_then(|cite| cite.suffix.as_deref()).unwrap_or_default();
                out.extend(piece::from_field(&spaced_suffix(suffix)));
            }
            Piece::Names => hidden = suppressing,
            Piece::NamesEnd => (hidden, trim) = (false, hidden),
            _ if hidden => {}
            Piece::Text { text, look, link, date } => {
                let rest =
                    if trim { text.trim_start_matches([' ', ',', ';', ':', '.']) } else { text };
                trim = trim && rest.is_empty();
                let (look, link) = (*look, link.clone());
                out.push(Piece::Text { text: rest.to_owned(), look, link, date: *date });
            }
            _ => out.push(piece.clone()),
        }
    }
    for cite in cluster {
        if !known.iter().any(|(_, other)| std::ptr::eq(*other, cite)) {
            let space = if out.is_empty() { "" } else { " " };
            out.push(Piece::text(&format!("{space}[?{}]", cite.id)));
        }
    }
    out
}

fn spaced_prefix(prefix: &str) -> String {
    let open = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '«' | '-' | '’');
    let needs = prefix.chars().next_back().is_some_and(|last| !open(last));
    if needs { format!("{prefix} ") } else { prefix.to_owned() }
}

fn spaced_suffix(suffix: &str) -> String {
    let closed = |c: char| {
        c.is_whitespace()
            || (c.is_ascii_punctuation() && !"([<\"'".contains(c))
            || matches!(c, '،' | '؛' | '؟' | '…' | '–' | '—' | '”' | '’' | '»')
    };
    let needs = suffix.chars().next().is_some_and(|first| !closed(first));
    if needs { format!(" {suffix}") } else { suffix.to_owned() }
}

fn unknown(cluster: &[Cite], places: &HashMap<String, usize>) -> Vec<String> {
    let unknown = cluster.iter().filter(|cite| !places.contains_key(&cite.id));
    unknown.map(|cite| format!("{}: cited, and no item has this id", cite.id)).collect()
}
