// A trace as a graph: equal things on different paths become one node, so that many articles that
// go back to one post are seen to meet there. Pure.
import type { OriginItem, PathItem, StepItem, TraceReport } from '../../ipc/generated';
import type { Checks } from '../claims/checks';
import { closed, joined } from './joining';

export type Stance = 'supports' | 'contradicts' | 'context';
export type NodeKind = 'claim' | 'evidence' | 'work' | 'origin';
/** How the bytes of a document are, or that there are none here. */
export type Held = 'unchanged' | 'changed' | 'missing' | 'unchecked' | 'not-held';

export interface TraceNode {
  key: string;
  kind: NodeKind;
  /** The claim, passage or origin; of a work its source. */
  id: string | null;
  label: string;
  document: string | null;
  /** Of a document: its role, as the trace words it. */
  role: string | null;
  sha256: string | null;
  held: Held | null;
  /** When that was found, if it is what the last recorded check says and not read just now. */
  checked: string | null;
  stance: Stance | null;
  shows: 'happened' | 'said' | null;
  /** Of a work: the words in it that the path goes through, beyond the evidence itself. */
  words: { passage: string; text: string }[];
  /** Of a work: how it refers to what it goes back to. */
  leads: string[];
  /** Of an origin, or of a work that is one. */
  origin: OriginItem | null;
  /** Of an origin: how the works are in which it speaks, or at which the paths end. */
  ends: Held[];
  reasons: string[];
  /** How many nodes were drawn together into this one. */
  members: number;
  paths: number[];
}

export interface TraceEdge {
  from: string;
  to: string;
  /** `quotes`, `is based on` …; null between a thing and what holds it. */
  relation: string | null;
  stances: Stance[];
  paths: number[];
  /** Leads back to a work that was passed already. */
  back: boolean;
}

export interface TraceGraph {
  nodes: TraceNode[];
  edges: TraceEdge[];
}

/** Passages with the speaker in them, as far as they were looked up. */
export type Speakers = ReadonlyMap<string, { speaker: string | null; through: string | null }>;

interface Hop {
  relation: string | null;
  source: StepItem | null;
  passage: StepItem | null;
  document: StepItem | null;
}

const HELD: Record<string, Held> = {
  unchanged: 'unchanged',
  changed: 'changed',
  held: 'unchecked',
  gone: 'missing',
};

const ENDS: Record<string, Held> = { unchanged: 'unchanged', held: 'unchecked' };

/**
 * Makes the graph of a trace; `speakers` says at which work a speaker speaks, `checks` what is
 * known of the bytes that were not read for it.
 */
export function graphOf(
  report: TraceReport,
  speakers: Speakers = new Map(),
  checks: Checks = new Map(),
): TraceGraph {
  const made = new Making(report, speakers, checks);
  report.paths.forEach((path, number) => made.add(path, number));
  return closed(joined({ nodes: [...made.nodes.values()], edges: [...made.edges.values()] }));
}

class Making {
  readonly nodes = new Map<string, TraceNode>();
  readonly edges = new Map<string, TraceEdge>();
  readonly #missing: Set<string>;

  constructor(
    private readonly report: TraceReport,
    private readonly speakers: Speakers,
    private readonly checks: Checks,
  ) {
    this.#missing = new Set(report.missing.map((work) => work.id));
  }

  add(path: PathItem, number: number): void {
    const { claim, evidence, hops } = hopsOf(path.steps);
    const stance = path.stance as Stance | null;
    const way: string[] = [];
    const step = (node: TraceNode, relation: string | null = null) => {
      const before = way.at(-1);
      if (before === node.key) return;
      if (before !== undefined) this.#edge(before, node.key, relation, stance, number);
      way.push(node.key);
    };
    if (claim) step(this.#node(`claim:${claim.id}`, 'claim', claim, number));
    const [first] = hops;
    const words = first?.passage ?? evidence;
    if (words) {
      const node = this.#node(`evidence:${evidence?.id ?? words.id}`, 'evidence', words, number);
      node.stance = stance;
      node.shows = showsOf(evidence?.label);
      step(node);
    }
    const works: TraceNode[] = [];
    hops.forEach((hop, index) => {
      // Words of a translation lead to those of its original, in the same work.
      hop.source ??= hops[index - 1]?.source ?? null;
      const work = this.#work(hop, number, index > 0);
      if (!work) return;
      const before = works.at(-1);
      if (before && hop.relation && !before.leads.includes(hop.relation)) {
        before.leads.push(hop.relation);
      }
      works.push(work);
      step(work, hop.relation);
    });
    this.#end(path, number, hops, works, way, stance);
  }

  #node(key: string, kind: NodeKind, step: StepItem, path: number): TraceNode {
    let node = this.nodes.get(key);
    if (!node) {
      node = { ...blank(key, kind), id: step.id ?? null, label: step.label };
      this.nodes.set(key, node);
    }
    if (!node.paths.includes(path)) node.paths.push(path);
    return node;
  }

  #work(hop: Hop, path: number, isUpstream: boolean): TraceNode | null {
    const named = hop.document ?? hop.source;
    if (!named) return null;
    const key = hop.document ? `document:${hop.document.id}` : `source:${hop.source!.id}`;
    const node = this.#node(key, 'work', named, path);
    node.id = hop.source?.id ?? null;
    if (hop.document) {
      node.document = hop.document.id ?? null;
      node.sha256 = hop.document.sha256 ?? null;
      node.held = HELD[hop.document.state ?? 'held'] ?? 'unchecked';
      const check = this.checks.get(hop.document.id ?? '');
      if (node.held === 'unchecked' && check) {
        node.held = check.result;
        node.checked = check.time;
      }
      node.role = /\(([^()]+)\)$/.exec(hop.document.label)?.[1] ?? null;
    } else if (this.#missing.has(hop.source!.id ?? '')) node.held = 'not-held';
    const { passage } = hop;
    if (isUpstream && passage && !node.words.some((known) => known.passage === passage.id)) {
      node.words.push({ passage: passage.id ?? '', text: passage.label });
    }
    return node;
  }

  #edge(from: string, to: string, relation: string | null, stance: Stance | null, path: number) {
    const key = `${from}\n${to}`;
    const edge = this.edges.get(key) ?? {
      from,
      to,
      relation,
      stances: [],
      paths: [],
      back: false,
    };
    if (stance && !edge.stances.includes(stance)) edge.stances.push(stance);
    if (!edge.paths.includes(path)) edge.paths.push(path);
    this.edges.set(key, edge);
  }

  #end(
    path: PathItem,
    number: number,
    hops: Hop[],
    works: TraceNode[],
    way: string[],
    stance: Stance | null,
  ) {
    const end = works.at(-1);
    const broken = end ?? this.nodes.get(way.at(-1) ?? '');
    if (path.reason && broken && !broken.reasons.includes(path.reason)) {
      broken.reasons.push(path.reason);
    }
    // A work met by name only: the path itself says whether its documents are here.
    if (end?.held === null) end.held = ENDS[path.state] ?? null;
    const origin = originOf(path, this.report.origins);
    if (!origin) return;
    if (origin.kind === 'source' && end?.held === 'not-held' && end.id === origin.id) {
      // A work that is not here and with which all begins stands for itself.
      end.origin = origin;
      return;
    }
    const key = `origin:${origin.kind}:${origin.id}`;
    const step = { kind: origin.kind, id: origin.id, label: origin.label };
    const node = this.#node(key, 'origin', step as StepItem, number);
    node.origin = origin;
    const speaks = this.#speakingWork(path, hops, works);
    const from = speaks?.key ?? way.at(-1);
    if (from !== undefined) this.#edge(from, key, null, stance, number);
    if (speaks?.held) node.ends.push(speaks.held);
  }

  /** The work on the path in which the speaker speaks: the last one that is known for it. */
  #speakingWork(path: PathItem, hops: Hop[], works: TraceNode[]): TraceNode | undefined {
    if (path.speaker === null) return works.at(-1);
    for (let index = hops.length - 1; index >= 0; index -= 1) {
      const passage = this.speakers.get(hops[index]?.passage?.id ?? '');
      if (passage?.speaker == null) continue;
      // Who speaks in a translation speaks in its original.
      let at = index;
      while (/^trans/.test(hops[at + 1]?.relation ?? '')) at += 1;
      const next = works[at + 1];
      const isThrough = next && [next.id, next.label].includes(passage.through);
      return isThrough ? next : works[at];
    }
    return works.at(-1);
  }
}

function blank(key: string, kind: NodeKind): TraceNode {
  return {
    key,
    kind,
    id: null,
    label: '',
    document: null,
    role: null,
    sha256: null,
    held: null,
    checked: null,
    stance: null,
    shows: null,
    words: [],
    leads: [],
    origin: null,
    ends: [],
    reasons: [],
    members: 1,
    paths: [],
  };
}

function showsOf(label: string | undefined): TraceNode['shows'] {
  if (label?.includes('happened')) return 'happened';
  return label?.includes('said') ? 'said' : null;
}

function hopsOf(steps: readonly StepItem[]) {
  let claim: StepItem | null = null;
  let evidence: StepItem | null = null;
  const hops: Hop[] = [];
  let hop: Hop = { relation: null, source: null, passage: null, document: null };
  const flush = () => {
    if (hop.source || hop.passage || hop.document) hops.push(hop);
  };
  for (const step of steps) {
    if (step.kind === 'claim') claim = step;
    else if (step.kind === 'evidence') evidence = step;
    else if (step.kind === 'cross-reference') {
      flush();
      hop = { relation: step.label, source: null, passage: null, document: null };
    } else hop[step.kind as 'source' | 'passage' | 'document'] = step;
  }
  flush();
  return { claim, evidence, hops };
}

/** The origin that a path goes back to: who speaks on it, else the work it ends at. */
export function originOf(path: PathItem, origins: readonly OriginItem[]): OriginItem | null {
  if (path.speaker !== null) {
    const speaks = origins.find(
      ({ kind, label }) => (kind === 'subject' || kind === 'name') && label === path.speaker,
    );
    if (speaks) return speaks;
  }
  const ids = path.steps.map((step) => step.id).reverse();
  const isOn = (kind: string) => (origin: OriginItem) =>
    origin.kind === kind && ids.includes(origin.id);
  if (path.state === 'circular') {
    const circle = origins.find(isOn('circle'));
    if (circle) return circle;
  }
  for (const id of ids) {
    const begins = origins.find(
      (origin) => origin.id === id && ['source', 'passage', 'circle'].includes(origin.kind),
    );
    if (begins) return begins;
  }
  return null;
}
