//! The walk upstream: who took it from whom, as far as the archive knows.
//!
//! Pure in spirit: it reads records and decides nothing about bytes. From a passage one goes on
//! by the cross-references that name it, or one that overlaps it; where none does, by those of
//! its source that name no passage at all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vouchsafe_archive::{Catalogue, Record};
use vouchsafe_model::{Kind, RecordId};

use super::ends::ends;
use crate::{error::Error, links, passage};

/// How many paths are told one by one; more say the same in other orders.
const PATHS_MAX: usize = 500;

/// How long a way may be; a longer one is told as one of those that are left out.
const HOPS_MAX: usize = 200;

/// How many hops are tried for all ways together, so that ways too long to tell end as well.
const TRIES_MAX: usize = 50_000;

/// A response is about a work; it does not take its words or facts from it.
const NOT_UPSTREAM: &str = "responds to";

/// Where a walk begins.
#[derive(Debug, Clone)]
pub(crate) enum Start {
    /// At the words of a passage.
    Passage(Box<Record>),
    /// At a source as a whole.
    Source(RecordId),
}

/// A place on the way: a source, and the passage of it that is meant, where known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Node {
    pub source: Option<RecordId>,
    pub passage: Option<RecordId>,
}

/// One step upstream.
#[derive(Debug, Clone)]
pub(crate) struct Hop {
    /// The cross-reference; `None` where a passage says through whom it is known.
    pub cross_reference: Option<RecordId>,
    /// What it says: `quotes`, `known through` …
    pub relation: String,
    pub to: Node,
}

/// One way from the start to where it ends.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub start: Node,
    pub hops: Vec<Hop>,
    /// Whether it comes back to where it was: then the last hop is the one that closes the circle.
    pub circular: bool,
}

/// Who or what stands at the beginning of what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Origin {
    /// A subject whose words they are.
    Speaker(RecordId),
    /// A passage whose speaker has only a name.
    Named(RecordId),
    /// A source with nothing upstream here.
    Source(RecordId),
    /// Sources that only refer to each other; the least of their ids stands for all.
    Circle(RecordId),
    /// A document without a source: the passage stands for itself.
    Passage(RecordId),
}

impl Origin {
    /// Returns the id of the record that stands for it.
    pub fn id(self) -> RecordId {
        match self {
            Self::Speaker(id)
            | Self::Named(id)
            | Self::Source(id)
            | Self::Circle(id)
            | Self::Passage(id) => id,
        }
    }
}

/// The ways that are told.
struct Told {
    start: Node,
    ways: Vec<Way>,
    tries: usize,
    left_out: bool,
}

/// A walk over the catalogue; remembers what it has read.
pub(crate) struct Walk<'a> {
    catalogue: Catalogue<'a>,
    hops: HashMap<Node, Vec<Hop>>,
    passages: HashMap<RecordId, Option<Record>>,
}

impl<'a> Walk<'a> {
    pub fn new(catalogue: Catalogue<'a>) -> Self {
        Self { catalogue, hops: HashMap::new(), passages: HashMap::new() }
    }

    /// Returns the node at which a walk begins.
    pub fn start(&mut self, start: &Start) -> Result<Node, Error> {
        match start {
            Start::Source(source) => Ok(Node { source: Some(*source), passage: None }),
            Start::Passage(record) => {
                let source = passage::source_of(&self.catalogue, record)?;
                let node =
                    Node { source: source.map(|source| source.id), passage: Some(record.id) };
                self.passages.insert(record.id, Some((**record).clone()));
                Ok(node)
            }
        }
    }

    /// Returns every way upstream, up to a number, and whether there are more.
    pub fn ways(&mut self, start: Node) -> Result<(Vec<Way>, bool), Error> {
        let mut told = Told { start, ways: Vec::new(), tries: 0, left_out: false };
        self.follow(start, &mut Vec::new(), &mut told)?;
        Ok((told.ways, told.left_out))
    }

    /// Follows every way from a node, as far as there is room.
    fn follow(&mut self, at: Node, way: &mut Vec<Hop>, told: &mut Told) -> Result<(), Error> {
        let start = told.start;
        let next = self.upstream(at)?;
        if next.is_empty() {
            told.ways.push(Way { start, hops: way.clone(), circular: false });
            return Ok(());
        }
        for hop in next {
            told.tries += 1;
            let is_full = told.ways.len() >= PATHS_MAX || told.tries > TRIES_MAX;
            if is_full || way.len() >= HOPS_MAX {
                told.left_out = true;
                return Ok(());
            }
            let seen = |source: Option<RecordId>| {
                let on_way = way.iter().any(|hop| hop.to.source == source);
                source.is_some() && (start.source == source || on_way)
            };
            let circular = seen(hop.to.source);
            way.push(hop.clone());
            if circular {
                told.ways.push(Way { start, hops: way.clone(), circular: true });
            } else {
                self.follow(hop.to, way, told)?;
            }
            way.pop();
        }
        Ok(())
    }

    /// Returns the origins that everything reachable from a node goes back to. Also complete where
    /// there are more ways than are told.
    pub fn origins(&mut self, start: Node) -> Result<BTreeSet<Origin>, Error> {
        let first = (start, self.speaker(start)?);
        let mut at: HashMap<(Node, Option<Origin>), usize> = HashMap::from([(first, 0)]);
        let mut reached = vec![first];
        let mut next: Vec<Vec<usize>> = Vec::new();
        // Whoever speaks at a place speaks for what follows, until someone else is quoted there.
        while let Some((node, speaker)) = reached.get(next.len()).copied() {
            let mut to = Vec::new();
            for hop in self.upstream(node)? {
                let state = (hop.to, self.speaker(hop.to)?.or(speaker));
                to.push(*at.entry(state).or_insert_with(|| {
                    reached.push(state);
                    reached.len() - 1
                }));
            }
            next.push(to);
        }
        let mut origins = BTreeSet::new();
        for end in ends(&next) {
            let states = || end.iter().map(|place| reached[*place]);
            let speakers: BTreeSet<Origin> = states().filter_map(|(_, by)| by).collect();
            if !speakers.is_empty() {
                origins.extend(speakers);
            } else if end.iter().all(|place| next[*place].is_empty()) {
                origins.extend(states().filter_map(|(node, _)| {
                    node.source.map(Origin::Source).or(node.passage.map(Origin::Passage))
                }));
            } else {
                let least = states().filter_map(|(node, _)| node.source).min();
                origins.extend(least.map(Origin::Circle));
            }
        }
        Ok(origins)
    }

    /// Returns every source that can be reached, with how many refer to it.
    pub fn reached(&mut self, starts: &[Node]) -> Result<BTreeMap<RecordId, usize>, Error> {
        let mut referrers: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open = starts.to_vec();
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            if let Some(source) = node.source {
                referrers.entry(source).or_default();
            }
            for hop in self.upstream(node)? {
                if let Some(to) = hop.to.source {
                    referrers.entry(to).or_default().extend(node.source);
                }
                open.push(hop.to);
            }
        }
        Ok(referrers.into_iter().map(|(source, from)| (source, from.len())).collect())
    }

    /// Returns who speaks in the passage of a node.
    pub fn speaker(&mut self, node: Node) -> Result<Option<Origin>, Error> {
        let Some(id) = node.passage else { return Ok(None) };
        let Some(passage) = self.passage(id)? else { return Ok(None) };
        if let Some(subject) = passage.link("attributed_to") {
            return Ok(Some(Origin::Speaker(subject)));
        }
        Ok(passage.text("attributed_as").map(|_| Origin::Named(id)))
    }

    /// Returns a passage that is on the way.
    pub fn passage(&mut self, id: RecordId) -> Result<Option<Record>, Error> {
        if let Some(found) = self.passages.get(&id) {
            return Ok(found.clone());
        }
        let found = self.catalogue.record(Kind::Passage, id)?;
        let found = found.filter(|passage| !passage.is_removed());
        self.passages.insert(id, found.clone());
        Ok(found)
    }

    /// Returns the steps upstream from a node.
    fn upstream(&mut self, node: Node) -> Result<Vec<Hop>, Error> {
        if let Some(hops) = self.hops.get(&node) {
            return Ok(hops.clone());
        }
        let mut hops = Vec::new();
        if let Some(source) = node.source {
            let mut references =
                links::linked(&self.catalogue, Kind::CrossReference, "from", source)?;
            references.retain(|found| found.text("relation") != Some(NOT_UPSTREAM));
            let named = self.naming(&references, node)?;
            let unnamed = |found: &&Record| found.link("from_passage").is_none();
            let wanted: Vec<&Record> = match (node.passage, named.is_empty()) {
                (Some(_), false) => named,
                (Some(_), true) => references.iter().filter(unnamed).collect(),
                // Of a source as a whole every reference counts.
                (None, _) => references.iter().collect(),
            };
            for found in wanted {
                let Some(to) = found.link("to") else { continue };
                let gone = self.catalogue.record(Kind::Source, to)?;
                if gone.is_none_or(|source| source.is_removed()) {
                    continue;
                }
                hops.push(Hop {
                    cross_reference: Some(found.id),
                    relation: found.text("relation").unwrap_or_default().to_owned(),
                    to: Node { source: Some(to), passage: found.link("to_passage") },
                });
            }
        }
        let through = self.known_through(node)?;
        hops.extend(
            through.filter(|hop| hops.iter().all(|other| other.to.source != hop.to.source)),
        );
        self.hops.insert(node, hops.clone());
        Ok(hops)
    }

    /// Returns the references that name the passage of a node, or one that overlaps it.
    fn naming<'r>(
        &mut self,
        references: &'r [Record],
        node: Node,
    ) -> Result<Vec<&'r Record>, Error> {
        let Some(own) = node.passage.map(|id| self.passage(id)).transpose()?.flatten() else {
            return Ok(Vec::new());
        };
        let mut naming = Vec::new();
        for found in references {
            let Some(named) = found.link("from_passage") else { continue };
            let named = self.passage(named)?;
            if named.is_some_and(|named| overlap(&named, &own)) {
                naming.push(found);
            }
        }
        Ok(naming)
    }

    fn known_through(&mut self, node: Node) -> Result<Option<Hop>, Error> {
        let Some(id) = node.passage else { return Ok(None) };
        let through = self.passage(id)?.and_then(|passage| passage.link("known_through"));
        Ok(through.filter(|source| Some(*source) != node.source).map(|source| Hop {
            cross_reference: None,
            relation: "known through".to_owned(),
            to: Node { source: Some(source), passage: None },
        }))
    }
}

/// Whether two passages are of one document and share a character, or are the same.
fn overlap(one: &Record, other: &Record) -> bool {
    if one.id == other.id {
        return true;
    }
    let place = |passage: &Record| {
        let selector = passage::selector(passage);
        Some((selector.rendition?, selector.start?, selector.end?))
    };
    let same_document = one.link("document") == other.link("document");
    match (place(one), place(other)) {
        (Some((a, start, end)), Some((b, other_start, other_end))) => {
            same_document && a == b && start < other_end && other_start < end
        }
        _ => false,
    }
}
