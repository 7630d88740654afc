// Which column each node of a trace stands in, and in which order: columns follow the longest way,
// the order makes few lines cross (barycentre sweeps). Pure.
import type { TraceEdge, TraceGraph, TraceNode } from './graph';

/** A node of the picture, or a bend where a line passes through a column. */
export interface Slot {
  key: string;
  node: TraceNode | null;
  column: number;
}

/** A piece of a line between neighbouring columns. */
export interface Piece {
  from: string;
  to: string;
  edge: TraceEdge;
}

export interface Columns {
  columns: Slot[][];
  pieces: Piece[];
  /** For each edge that goes forward, the slots it passes, both ends included. */
  ways: Map<TraceEdge, string[]>;
}

const SWEEPS = 12;
const STANCES = ['supports', 'contradicts', 'context'];

export function columnsOf(graph: TraceGraph): Columns {
  const columnOf = layersOf(graph);
  const slots = new Map<string, Slot>();
  const columns: Slot[][] = [];
  const place = (slot: Slot) => {
    slots.set(slot.key, slot);
    (columns[slot.column] ??= []).push(slot);
  };
  for (const node of graph.nodes) place({ key: node.key, node, column: columnOf.get(node.key)! });
  const pieces: Piece[] = [];
  const ways = new Map<TraceEdge, string[]>();
  graph.edges.forEach((edge, number) => {
    if (edge.back) return;
    const [start, end] = [columnOf.get(edge.from)!, columnOf.get(edge.to)!];
    const way = [edge.from];
    for (let column = start + 1; column < end; column += 1) {
      const key = `bend:${number}:${column}`;
      place({ key, node: null, column });
      way.push(key);
    }
    way.push(edge.to);
    ways.set(edge, way);
    for (let i = 1; i < way.length; i += 1) pieces.push({ from: way[i - 1]!, to: way[i]!, edge });
  });
  for (let column = 0; column < columns.length; column += 1) columns[column] ??= [];
  return { columns: ordered(columns, pieces), pieces, ways };
}

/** The longest way from a start to each node; what all begins with stands in the last column. */
function layersOf({ nodes, edges }: TraceGraph): Map<string, number> {
  const columnOf = new Map(nodes.map((node) => [node.key, 0]));
  const waiting = new Map(nodes.map((node) => [node.key, 0]));
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.back) continue;
    waiting.set(edge.to, waiting.get(edge.to)! + 1);
    next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  }
  const ready = nodes.filter((node) => waiting.get(node.key) === 0).map((node) => node.key);
  for (let key = ready.shift(); key !== undefined; key = ready.shift()) {
    for (const to of next.get(key) ?? []) {
      columnOf.set(to, Math.max(columnOf.get(to)!, columnOf.get(key)! + 1));
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) ready.push(to);
    }
  }
  const last = Math.max(0, ...columnOf.values());
  for (const node of nodes) {
    if (node.origin && !next.has(node.key)) columnOf.set(node.key, last);
  }
  return columnOf;
}

function ordered(columns: Slot[][], pieces: Piece[]): Slot[][] {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const { from, to } of pieces) {
    after.set(from, [...(after.get(from) ?? []), to]);
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  let best = columns.map((column) => [...column].sort(byStance));
  let fewest = crossings(best, pieces);
  let current = best;
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const forward = sweep % 2 === 0;
    const next = current.map((column) => [...column]);
    const order = next.map((_, index) => (forward ? index : next.length - 1 - index));
    for (const index of order) {
      const beside = forward ? before : after;
      const place = placesOf(next[index + (forward ? -1 : 1)] ?? []);
      sortBy(next[index]!, (slot) => mean(beside.get(slot.key), place));
    }
    current = next;
    const now = crossings(current, pieces);
    if (now < fewest) [best, fewest] = [current, now];
  }
  return best;
}

/** Evidence of one stance stands together whatever the lines say. */
function byStance(one: Slot, other: Slot): number {
  return stanceRank(one) - stanceRank(other);
}

function stanceRank(slot: Slot): number {
  if (slot.node?.kind !== 'evidence') return 0;
  const rank = STANCES.indexOf(slot.node.stance ?? '');
  return rank < 0 ? STANCES.length : rank;
}

function sortBy(column: Slot[], wanted: (slot: Slot) => number | null): void {
  const now = placesOf(column);
  const keyOf = new Map(
    column.map((slot) => [slot.key, wanted(slot) ?? now.get(slot.key) ?? 0] as const),
  );
  column.sort(
    (one, other) =>
      stanceRank(one) - stanceRank(other) ||
      keyOf.get(one.key)! - keyOf.get(other.key)! ||
      now.get(one.key)! - now.get(other.key)!,
  );
}

function placesOf(column: readonly Slot[]): Map<string, number> {
  return new Map(column.map((slot, index) => [slot.key, index]));
}

function mean(keys: string[] | undefined, place: Map<string, number>): number | null {
  const known = (keys ?? []).map((key) => place.get(key)).filter((at) => at !== undefined);
  if (known.length === 0) return null;
  return known.reduce((sum, at) => sum + at, 0) / known.length;
}

/** How many pairs of pieces cross between neighbouring columns. */
export function crossings(columns: readonly Slot[][], pieces: readonly Piece[]): number {
  const at = new Map<string, [column: number, index: number]>();
  columns.forEach((column, c) => column.forEach((slot, i) => at.set(slot.key, [c, i])));
  const byColumn = new Map<number, [number, number][]>();
  for (const { from, to } of pieces) {
    const [[column, start], [, end]] = [at.get(from)!, at.get(to)!];
    byColumn.set(column, [...(byColumn.get(column) ?? []), [start, end]]);
  }
  let count = 0;
  for (const ends of byColumn.values()) {
    for (let i = 0; i < ends.length; i += 1) {
      for (let j = i + 1; j < ends.length; j += 1) {
        const [a, b] = [ends[i]!, ends[j]!];
        if ((a[0] - b[0]) * (a[1] - b[1]) < 0) count += 1;
      }
    }
  }
  return count;
}
