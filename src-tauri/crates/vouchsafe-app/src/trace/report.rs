//! What a trace tells: every path with its steps and state, the origins, circles, what is missing.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::Record;
use vouchsafe_model::{Kind, RecordId};

use super::{
    check::{Bytes, Check},
    walk::{Node, Origin, Start, Walk, Way},
};
use crate::{error::Error, evidence, links, names, records, session::Session};

/// What is traced.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct TraceRequest {
    /// The claim; or a passage or a source.
    pub start: String,
    /// Whether the documents on the way are read again and their digests compared.
    pub read_again: bool,
    /// The words of sealed records too.
    pub show_sealed: bool,
}

/// A trace.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct TraceReport {
    /// The claim, if it began at one.
    pub claim: Option<String>,
    /// What it is called.
    pub label: String,
    /// Every path from there to the earliest known.
    pub paths: Vec<PathItem>,
    /// Who or what stands at the beginning of what is known.
    pub origins: Vec<OriginItem>,
    /// Sources that lead back to themselves, by their labels.
    pub cycles: Vec<Vec<String>>,
    /// Works on the way that were never taken in.
    pub missing: Vec<MissingItem>,
    /// Whether there are more paths than are told; origins and missing works are complete.
    pub truncated: bool,
}

/// One path.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PathItem {
    /// `supports`, `contradicts` or `context`; `None` where it did not begin at a claim.
    pub stance: Option<String>,
    /// Its steps, from the claim to the earliest known.
    pub steps: Vec<StepItem>,
    /// How it ends.
    pub state: PathState,
    /// Why it is broken, in a sentence.
    pub reason: Option<String>,
    /// Who speaks, as far as the passages on the way say it.
    pub speaker: Option<String>,
}

/// One step of a path.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StepItem {
    /// `claim`, `evidence`, `passage`, `document`, `source` or `cross-reference`.
    pub kind: &'static str,
    /// The record's id; `None` for words without a record of their own.
    pub id: Option<String>,
    /// What it is called, or says.
    pub label: String,
    /// Of a document: the digest of its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Of a document: `unchanged`, `changed`, `held` (not read again) or `gone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
}

/// How a path ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PathState {
    /// At a source of which a document is held, with its digest unchanged.
    Unchanged,
    /// At a source of which a document is held; it was not read again.
    Held,
    /// At a source that is known but was never taken in.
    NotHeld,
    /// Bytes on the way are changed or gone.
    Broken,
    /// Where it was before.
    Circular,
}

/// Who or what stands at the beginning of what is known.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OriginItem {
    /// `subject`, `name`, `source`, `circle` or `passage`.
    pub kind: &'static str,
    /// The record's id; of a name that of the passage it stands in, of a circle one of its
    /// sources.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Of what begins here: `supports`, `contradicts`, `context`.
    pub stances: Vec<String>,
}

/// A work on the way that was never taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MissingItem {
    /// The source.
    pub id: String,
    /// Its citation key, else its id.
    pub label: String,
    /// How many sources on the way refer to it.
    pub cited_by: usize,
}

/// What was found out about a start of a walk.
struct Begun {
    steps: Vec<StepItem>,
    stance: Option<String>,
    broken: Option<String>,
    node: Node,
}

/// Traces a claim, a passage or a source to the earliest known.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn trace(session: &Session, request: &TraceRequest) -> Result<TraceReport, Error> {
    let catalogue = session.catalogue();
    let kinds = [Kind::Claim, Kind::Passage, Kind::Source];
    let (kind, record) = names::find_any(&catalogue, &kinds, &request.start)?;
    if !request.show_sealed && records::is_sealed(&catalogue, &record)? {
        return Err(records::not_shown(&record));
    }
    let mut tracer = Tracer {
        session,
        walk: Walk::new(catalogue),
        check: Check::new(request.read_again),
        show_sealed: request.show_sealed,
        report: TraceReport {
            claim: (kind == Kind::Claim).then(|| record.id.to_string()),
            label: records::label_of(&catalogue, &record, request.show_sealed)?,
            ..TraceReport::default()
        },
        origins: Vec::new(),
        told: HashMap::new(),
    };
    let begun = tracer.begin(kind, &record)?;
    let nodes: Vec<Node> = begun.iter().map(|begun| begun.node).collect();
    for begun in begun {
        tracer.tell(&begun)?;
    }
    tracer.missing(&nodes)?;
    tracer.finish_origins()?;
    Ok(tracer.report)
}

struct Tracer<'a> {
    session: &'a Session,
    walk: Walk<'a>,
    check: Check,
    show_sealed: bool,
    report: TraceReport,
    origins: Vec<(Origin, BTreeSet<String>)>,
    /// Steps told before: many paths go the same way.
    told: HashMap<(Kind, RecordId), StepItem>,
}

impl Tracer<'_> {
    /// Returns where the walks begin, with the steps that lead there.
    fn begin(&mut self, kind: Kind, record: &Record) -> Result<Vec<Begun>, Error> {
        let catalogue = self.session.catalogue();
        let own = self.step(kind, record)?;
        match kind {
            Kind::Claim => {
                let mut begun = Vec::new();
                for evidence in evidence::of_claim(self.session, record.id)? {
                    let passage = links::followed(&catalogue, &evidence, "passage", Kind::Passage)?;
                    let withdrawn = evidence.get("withdrawn").is_some();
                    let Some(passage) = passage.filter(|found| !withdrawn && !found.is_removed())
                    else {
                        continue;
                    };
                    let stance = evidence.text("stance").unwrap_or_default().to_owned();
                    let shows = evidence.text("shows").map(|shows| match shows {
                        "happened" => ", that it happened",
                        _ => ", that it was said",
                    });
                    let label = format!("{stance}{}", shows.unwrap_or_default());
                    let held = step("evidence", Some(evidence.id), label);
                    let mut found = self.at_passage(&passage)?;
                    found.steps.splice(0..0, [own.clone(), held]);
                    found.stance = Some(stance);
                    begun.push(found);
                }
                Ok(begun)
            }
            Kind::Passage => Ok(vec![self.at_passage(record)?]),
            _ => {
                let node = self.walk.start(&Start::Source(record.id))?;
                Ok(vec![Begun { steps: vec![own], stance: None, broken: None, node }])
            }
        }
    }

    fn at_passage(&mut self, passage: &Record) -> Result<Begun, Error> {
        let node = self.walk.start(&Start::Passage(Box::new(passage.clone())))?;
        let mut steps = Vec::new();
        let mut broken = self.words(passage, &mut steps)?;
        if let Some(source) = node.source {
            steps.extend(self.source_step(source)?);
        }
        let original = passage.link("original");
        if let Some(original) = original.map(|id| self.walk.passage(id)).transpose()?.flatten() {
            steps.push(step("cross-reference", None, self.rendering(passage)?.to_owned()));
            let original = self.words(&original, &mut steps)?;
            broken = broken.or(original);
        }
        Ok(Begun { steps, stance: None, broken, node })
    }

    /// Tells a passage and the document it is in; returns why the path is broken there, if it is.
    fn words(
        &mut self,
        passage: &Record,
        steps: &mut Vec<StepItem>,
    ) -> Result<Option<String>, Error> {
        steps.push(self.step(Kind::Passage, passage)?);
        let catalogue = self.session.catalogue();
        let document = links::followed(&catalogue, passage, "document", Kind::Document)?;
        let Some(document) = document else {
            return Ok(Some("the document of the passage is not here".to_owned()));
        };
        let found = self.document_step(&document)?;
        let broken = match found.state {
            Some("gone") => Some("the document's bytes were purged"),
            Some("changed") => Some("the document is not as it was received"),
            _ if document.is_removed() => Some("the document was removed"),
            _ => None,
        };
        steps.push(found);
        Ok(broken.map(str::to_owned))
    }

    /// Says how an authored text renders its original.
    fn rendering(&self, passage: &Record) -> Result<&'static str, Error> {
        let Some(document) = passage.link("document") else { return Ok("translates") };
        let derivations =
            links::linked(&self.session.catalogue(), Kind::Derivation, "to", document)?;
        let transcript = |found: &Record| found.text("derivation") == Some("transcript");
        Ok(if derivations.iter().any(transcript) { "transcribes" } else { "translates" })
    }

    /// Tells every path from a start.
    fn tell(&mut self, begun: &Begun) -> Result<(), Error> {
        for origin in self.walk.origins(begun.node)? {
            let stance = begun.stance.clone();
            match self.origins.iter_mut().find(|(known, _)| *known == origin) {
                Some((_, stances)) => stances.extend(stance),
                None => self.origins.push((origin, stance.into_iter().collect())),
            }
        }
        let (ways, more) = self.walk.ways(begun.node)?;
        self.report.truncated |= more;
        for way in ways {
            let path = self.path(begun, &way)?;
            self.report.paths.push(path);
            if way.circular {
                self.circle(&way)?;
            }
        }
        Ok(())
    }

    fn path(&mut self, begun: &Begun, way: &Way) -> Result<PathItem, Error> {
        let mut steps = begun.steps.clone();
        let mut speaker = self.walk.speaker(begun.node)?;
        let mut broken = begun.broken.clone();
        for hop in &way.hops {
            steps.push(step("cross-reference", hop.cross_reference, hop.relation.clone()));
            if let Some(source) = hop.to.source {
                steps.extend(self.source_step(source)?);
            }
            if let Some(passage) =
                hop.to.passage.map(|id| self.walk.passage(id)).transpose()?.flatten()
            {
                let there = self.words(&passage, &mut steps)?;
                broken = broken.or(there);
            } else if let Some(source) = hop.to.source {
                let there = self.lost(source)?;
                broken = broken.or(there);
            }
            speaker = self.walk.speaker(hop.to)?.or(speaker);
        }
        let end = way.hops.last().map_or(begun.node, |hop| hop.to);
        let bytes = match end.source {
            Some(source) => self.check.source(self.session, source)?,
            None => None,
        };
        let (state, reason) = match (broken, bytes) {
            (Some(why), _) => (PathState::Broken, Some(why)),
            _ if way.circular => (PathState::Circular, None),
            (None, None) if end.source.is_none() => (self.own_state(&begun.steps), None),
            (None, None) => (PathState::NotHeld, None),
            (None, Some(Bytes::Unchanged)) => (PathState::Unchanged, None),
            (None, Some(Bytes::Held)) => (PathState::Held, None),
            (None, Some(Bytes::Changed | Bytes::Gone)) => {
                let why = end.source.map(|source| self.lost(source)).transpose()?.flatten();
                (PathState::Broken, why)
            }
        };
        let speaker = speaker.map(|origin| self.origin_label(origin)).transpose()?;
        let stance = begun.stance.clone();
        Ok(PathItem { stance, steps, state, reason, speaker })
    }

    /// Says why a path is broken at a source, if it is.
    fn lost(&mut self, source: RecordId) -> Result<Option<String>, Error> {
        let why = match self.check.source(self.session, source)? {
            Some(Bytes::Changed) => "a document of it is not as it was received",
            Some(Bytes::Gone) => "its documents were purged",
            _ => return Ok(None),
        };
        let label = self.source_step(source)?.map(|step| step.label).unwrap_or_default();
        Ok(Some(format!("{label}: {why}")))
    }

    /// Returns the state of a path that ends in a document without a source.
    fn own_state(&self, steps: &[StepItem]) -> PathState {
        match steps.iter().rev().find_map(|step| step.state) {
            Some("unchanged") => PathState::Unchanged,
            Some("held") => PathState::Held,
            _ => PathState::Broken,
        }
    }

    fn circle(&mut self, way: &Way) -> Result<(), Error> {
        let all = std::iter::once(way.start).chain(way.hops.iter().map(|hop| hop.to));
        let sources: Vec<RecordId> = all.filter_map(|node| node.source).collect();
        let Some(last) = sources.last() else { return Ok(()) };
        let first = sources.iter().position(|source| source == last).unwrap_or(0);
        let mut circle = Vec::new();
        for source in &sources[first..sources.len() - 1] {
            circle.extend(self.source_step(*source)?.map(|step| step.label));
        }
        // One circle, wherever one enters it.
        let least = circle.iter().enumerate().min_by_key(|(_, label)| (*label).clone());
        let turn = least.map_or(0, |(at, _)| at);
        circle.rotate_left(turn);
        if !self.report.cycles.contains(&circle) {
            self.report.cycles.push(circle);
        }
        Ok(())
    }

    fn missing(&mut self, starts: &[Node]) -> Result<(), Error> {
        for (source, cited_by) in self.walk.reached(starts)? {
            if self.check.source(self.session, source)?.is_none() {
                let label = self.source_step(source)?.map(|step| step.label).unwrap_or_default();
                let id = source.to_string();
                self.report.missing.push(MissingItem { id, label, cited_by });
            }
        }
        self.report.missing.sort_by(|a, b| b.cited_by.cmp(&a.cited_by).then(a.label.cmp(&b.label)));
        Ok(())
    }

    fn finish_origins(&mut self) -> Result<(), Error> {
        for (origin, stances) in std::mem::take(&mut self.origins) {
            let (kind, id) = match origin {
                Origin::Speaker(id) => ("subject", id),
                Origin::Named(id) => ("name", id),
                Origin::Source(id) => ("source", id),
                Origin::Circle(id) => ("circle", id),
                Origin::Passage(id) => ("passage", id),
            };
            let label = self.origin_label(origin)?;
            let stances = stances.into_iter().collect();
            self.report.origins.push(OriginItem { kind, id: id.to_string(), label, stances });
        }
        Ok(())
    }

    fn origin_label(&mut self, origin: Origin) -> Result<String, Error> {
        let catalogue = self.session.catalogue();
        let (kind, id) = match origin {
            Origin::Speaker(id) => (Kind::Subject, id),
            Origin::Source(id) | Origin::Circle(id) => (Kind::Source, id),
            Origin::Named(id) | Origin::Passage(id) => (Kind::Passage, id),
        };
        let Some(record) = catalogue.record(kind, id)? else { return Ok(id.to_string()) };
        match origin {
            Origin::Named(_) if !self.show_sealed && records::is_sealed(&catalogue, &record)? => {
                Ok("a sealed name".to_owned())
            }
            Origin::Named(_) => Ok(record.text("attributed_as").unwrap_or_default().to_owned()),
            _ => records::label_of(&catalogue, &record, self.show_sealed),
        }
    }

    fn step(&mut self, kind: Kind, record: &Record) -> Result<StepItem, Error> {
        if let Some(told) = self.told.get(&(kind, record.id)) {
            return Ok(told.clone());
        }
        let label = records::label_of(&self.session.catalogue(), record, self.show_sealed)?;
        let step = step(kind.name(), Some(record.id), label);
        self.told.insert((kind, record.id), step.clone());
        Ok(step)
    }

    fn source_step(&mut self, source: RecordId) -> Result<Option<StepItem>, Error> {
        if let Some(told) = self.told.get(&(Kind::Source, source)) {
            return Ok(Some(told.clone()));
        }
        let source = self.session.catalogue().record(Kind::Source, source)?;
        source.map(|source| self.step(Kind::Source, &source)).transpose()
    }

    fn document_step(&mut self, document: &Record) -> Result<StepItem, Error> {
        let (bytes, sha256) = self.check.document(self.session, document)?;
        let state = match bytes {
            Bytes::Unchanged => "unchanged",
            Bytes::Changed => "changed",
            Bytes::Held => "held",
            Bytes::Gone => "gone",
        };
        let found = self.step(Kind::Document, document)?;
        let shows = self.show_sealed || !records::is_sealed(&self.session.catalogue(), document)?;
        let sha256 = sha256.filter(|_| shows);
        Ok(StepItem { sha256, state: Some(state), ..found })
    }
}

fn step(kind: &'static str, id: Option<RecordId>, label: String) -> StepItem {
    StepItem { kind, id: id.map(|id| id.to_string()), label, sha256: None, state: None }
}

impl TraceReport {
    /// Returns whether every path is told and ends, and nothing on the way is changed or gone.
    pub fn is_well(&self) -> bool {
        let bad = |path: &PathItem| matches!(path.state, PathState::Broken | PathState::Circular);
        !self.truncated && !self.paths.iter().any(bad)
    }
}
