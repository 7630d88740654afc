//! A long bibliography in short runs: the renderer looks through all entries for each entry.
//!
//! Entries are ordered first, then rendered a few at a time. What depends on others goes along:
//! those whose citation reads the same (they are told apart by names or `2001a`), and the entry
//! before (its author may be replaced by a dash).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use citationberg::taxonomy::Kind;
use citationberg::{IndependentStyle, json};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Elem, ElemMeta,
    Rendered, standalone_citation,
};

use super::item::{self, Prepared};
use super::piece::Piece;
use super::render::{Run, flat_entry};
use super::{order, range, shape};

/// From how many items on this way is quicker than one run of all.
pub(super) const FEW: usize = 40;
/// Entries of one run.
const SOME: usize = 24;

/// Renders a bibliography of items that nothing cites, in order: which item, and its pieces.
///
/// `None`: it has to be done in one run.
pub(super) fn bibliography(
    run: &Run<'_>,
    prepared: &mut Prepared,
    warnings: &mut Vec<String>,
) -> Option<Vec<(usize, Vec<Piece>)>> {
    let bulk = {
        let items = prepared.items.as_slice();
        // A panic here comes back in the one run, which finds out whose it is.
        catch_unwind(AssertUnwindSafe(|| Bulk::new(run, items))).ok().flatten()?
    };
    let ended = prepared.ends.iter().any(Option::is_some).then(|| item::ended(prepared));
    let mut entries = Vec::with_capacity(prepared.items.len());
    for part in bulk.parts() {
        let rendered = match bulk.attempt(&part, &prepared.items) {
            Some(rendered) => rendered,
            None => {
                for place in &part.sequence {
                    let sequence = vec![*place];
                    let alone = Part { sequence, before: 0, wanted: 1, first: part.first };
                    if bulk.attempt(&alone, &prepared.items).is_none() {
                        item::give_up(prepared, *place, warnings);
                    }
                }
                bulk.attempt(&part, &prepared.items)?
            }
        };
        let mut pieces = flattened(&rendered, &part.sequence, prepared);
        if let Some(ended) = &ended
            && part.sequence.iter().any(|place| prepared.ends[*place].is_some())
            && let Some(rendered) = bulk.attempt(&part, ended)
        {
            let ends = flattened(&rendered, &part.sequence, prepared);
            for ((_, start), (_, end)) in pieces.iter_mut().zip(&ends) {
                range::join(start, end);
            }
        }
        entries.extend(pieces.into_iter().skip(part.before).take(part.wanted));
    }
    let ranks: HashMap<usize, usize> =
        bulk.order.iter().enumerate().map(|(rank, place)| (*place, rank)).collect();
    entries.sort_by_key(|(place, _)| ranks[place]);
    Some(entries)
}

fn flattened(
    rendered: &Rendered,
    sequence: &[usize],
    prepared: &Prepared,
) -> Vec<(usize, Vec<Piece>)> {
    let Some(bibliography) = &rendered.bibliography else { return Vec::new() };
    let entries = bibliography.items.iter().zip(sequence).map(|(entry, place)| {
        (*place, flat_entry(entry.first_field.as_ref(), &entry.content, prepared))
    });
    entries.collect()
}

/// Entries that are rendered together.
struct Part {
    /// Places of items, in the order of the style.
    sequence: Vec<usize>,
    /// How many of them only come along in front, and how many after these are wanted.
    before: usize,
    wanted: usize,
    /// The rank of the first of `sequence`, for its number.
    first: usize,
}

struct Bulk<'run> {
    run: &'run Run<'run>,
    /// The style without its sorting, which is done; also cut down to each type of item.
    style: IndependentStyle,
    cut: HashMap<Option<Kind>, IndependentStyle>,
    /// The places of items, in the order of the style.
    order: Vec<usize>,
    /// Ranks in `order` whose citations read the same.
    groups: Vec<Vec<usize>>,
    /// For each rank, its group.
    group_of: Vec<Option<usize>>,
}

impl<'run> Bulk<'run> {
    fn new(run: &'run Run<'run>, items: &[json::Item]) -> Option<Self> {
        let order = order::order(run.style, run.chosen, items)?;
        let mut style = run.style.clone();
        style.bibliography.as_mut()?.sort = None;
        let kinds: HashSet<Option<Kind>> = items.iter().map(shape::kind).collect();
        let mut cut: HashMap<_, _> =
            kinds.into_iter().map(|kind| (kind, shape::cut(&style, kind))).collect();
        let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
        let mut numbered = false;
        for (rank, place) in order.iter().enumerate() {
            let item = &items[*place];
            let (cite, locale) = (vec![CitationItem::with_entry(item)], run.chosen.code.clone());
            let files = &run.chosen.files;
            let style = &cut[&shape::kind(item)];
            let cite = CitationRequest::new(cite, style, Some(locale), files, None);
            let cite = standalone_citation(cite);
            let number = |elem: &Elem| {
                matches!(elem.meta, Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel))
            };
            if cite.find_elem_by(&number).is_some() {
                numbered = true;
            } else {
                alike.entry(cite.to_string()).or_default().push(rank);
            }
        }
        if !numbered {
            // What the citation of an entry rendered alone looks like is known now.
            cut.values_mut().for_each(|style| style.citation.layout.elements.clear());
        }
        let mut groups: Vec<Vec<usize>> =
            alike.into_values().filter(|ranks| ranks.len() > 1).collect();
        groups.sort_unstable();
        let mut group_of = vec![None; order.len()];
        for (group, ranks) in groups.iter().enumerate() {
            for rank in ranks {
                group_of[*rank] = Some(group);
            }
        }
        Some(Self { run, style, cut, order, groups, group_of })
    }

    /// Returns all entries in parts that need nothing of each other.
    fn parts(&self) -> Vec<Part> {
        let place = |rank: &usize| self.order[*rank];
        let list = self.style.bibliography.as_ref();
        if list.is_some_and(|list| list.subsequent_author_substitute.is_some()) {
            let largest = self.groups.iter().map(Vec::len).max().unwrap_or_default();
            let some = largest.max(SOME);
            let starts = (0..self.order.len()).step_by(some);
            return starts.map(|start| self.part(start, some)).collect();
        }
        let alone = (0..self.order.len()).filter(|rank| self.group_of[*rank].is_none());
        let alone = alone.map(|rank| Part {
            sequence: vec![place(&rank)],
            before: 0,
            wanted: 1,
            first: rank,
        });
        let groups = self.groups.iter().map(|ranks| Part {
            sequence: ranks.iter().map(place).collect(),
            before: 0,
            wanted: ranks.len(),
            first: ranks[0],
        });
        alone.chain(groups).collect()
    }

    /// Returns the part from rank `start` on, with all that belongs to it.
    fn part(&self, start: usize, some: usize) -> Part {
        let end = self.order.len().min(start + some);
        let alike = (start..end).filter_map(|rank| self.group_of[rank]);
        let mut along: BTreeSet<usize> =
            alike.flat_map(|group| self.groups[group].iter().copied()).collect();
        along.extend(start.checked_sub(1));
        let before = along.range(..start).count();
        let ranks = along.range(..start).copied().chain(start..end);
        let ranks = ranks.chain(along.range(end..).copied());
        let sequence = ranks.map(|rank| self.order[rank]).collect();
        Part { sequence, before, wanted: end - start, first: start - before }
    }

    fn attempt(&self, part: &Part, items: &[json::Item]) -> Option<Rendered> {
        let style = match part.sequence.as_slice() {
            [alone] => self.cut.get(&shape::kind(&items[*alone])).unwrap_or(&self.style),
            _ => &self.style,
        };
        let once = || {
            let locale = || Some(self.run.chosen.code.clone());
            let files = self.run.chosen.files.as_slice();
            let mut driver = BibliographyDriver::new().with_citation_number_offset(part.first);
            for place in &part.sequence {
                let hidden = vec![CitationItem::new(&items[*place], None, None, true, None)];
                driver.citation(CitationRequest::new(hidden, style, locale(), files, None));
            }
            driver.finish(BibliographyRequest::new(style, locale(), files))
        };
        catch_unwind(AssertUnwindSafe(once)).ok()
    }
}
