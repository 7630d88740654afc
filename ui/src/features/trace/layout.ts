// Where each card and each line of a trace's picture is, in pixels from the corner where reading
// begins; right-to-left is mirrored by whoever draws. Pure.
import { columnsOf, type Slot } from './columns';
import type { TraceEdge, TraceGraph, TraceNode } from './graph';

export interface Card {
  node: TraceNode;
  x: number;
  y: number;
  width: number;
  height: number;
  column: number;
  /** Lines of the label that fit. */
  lines: number;
  /** Whether date and role have a line of their own. */
  facts: boolean;
  /** Whether there is room to say when its bytes were read last. */
  when: boolean;
}

export interface Line {
  edge: TraceEdge;
  /** Of an SVG path, in the same pixels. */
  path: string;
  /** The middle of its longest level piece, where the relation is written. */
  label: { x: number; y: number };
}

export interface ColumnHead {
  kind: 'claim' | 'evidence' | 'passage' | 'document' | 'upstream' | 'earliest';
  x: number;
  width: number;
  count: number;
}

export interface Picture {
  cards: Card[];
  lines: Line[];
  heads: ColumnHead[];
  width: number;
  height: number;
}

export interface Room {
  /** The width there is; a picture that needs more is wider, and scrolled. */
  width: number;
  /** 1 at the normal text size. */
  scale: number;
  /** One line of words a card, for traces of many paths. */
  dense: boolean;
}

const LEAST = {
  claim: 112,
  evidence: 164,
  passage: 164,
  document: 134,
  upstream: 134,
  earliest: 140,
};
const WEIGHT = { claim: 0.8, evidence: 1.5, passage: 1.5, document: 1, upstream: 1, earliest: 1.1 };
const MOST = {
  claim: 240,
  evidence: 420,
  passage: 420,
  document: 280,
  upstream: 280,
  earliest: 300,
};
const GAP = { least: 30, most: 56 };
const LINE = 18;
const BEND = 14;
/** A card so wide has room for the state of its bytes and when that was found side by side. */
const BESIDE = 240;

/** The whole picture of a graph in the room there is. */
export function pictureOf(graph: TraceGraph, room: Room): Picture {
  const { columns, pieces, ways } = columnsOf(graph);
  const heads = headsOf(columns, room);
  const gapY = (room.dense ? 6 : 10) * room.scale;
  const cards = new Map<string, Card>();
  const heightOf = (slot: Slot) => cards.get(slot.key)?.height ?? BEND * room.scale;
  columns.forEach((column, index) => {
    const { x, width } = heads[index]!;
    for (const { node, key } of column) {
      if (node)
        cards.set(key, { node, x, y: 0, width, column: index, ...sizeOf(node, width, room) });
    }
  });
  const tops = placed(columns, pieces, heightOf, gapY);
  for (const [key, card] of cards) card.y = tops.get(key)!;
  const middle = (key: string) => {
    const card = cards.get(key);
    return tops.get(key)! + (card ? Math.min(card.height / 2, 40 * room.scale) : BEND / 2);
  };
  const lines = graph.edges.map((edge) => {
    const way = ways.get(edge);
    return way
      ? forward(edge, way, cards, heads, columns, middle)
      : backward(edge, cards.get(edge.from)!, cards.get(edge.to)!);
  });
  const bottoms = [...cards.values()].map((card) => card.y + card.height);
  const last = heads.at(-1);
  return {
    cards: [...cards.values()],
    lines,
    heads,
    width: last ? last.x + last.width : 0,
    height: Math.max(0, ...bottoms) + (graph.edges.some((edge) => edge.back) ? 40 : 0),
  };
}

function headsOf(columns: Slot[][], room: Room): ColumnHead[] {
  const kinds = columns.map((column, index) => {
    const nodes = column.flatMap((slot) => slot.node ?? []);
    if (nodes.some((node) => node.kind === 'claim')) return 'claim';
    if (nodes.some((node) => node.kind === 'evidence')) {
      return nodes.some((node) => node.stance) ? 'evidence' : 'passage';
    }
    if (index === columns.length - 1 && nodes.some((node) => node.origin)) return 'earliest';
    const firstWork = columns.findIndex((other) =>
      other.some((slot) => slot.node?.kind === 'work'),
    );
    return index === firstWork ? 'document' : 'upstream';
  });
  const least = kinds.map((kind) => LEAST[kind] * room.scale);
  const columnsWidth = least.reduce((sum, width) => sum + width, 0);
  const between = (room.width - columnsWidth) / (4 * Math.max(1, kinds.length - 1));
  const gap = Math.max(GAP.least, Math.min(GAP.most, between)) * room.scale;
  const spare = room.width - gap * (kinds.length - 1) - columnsWidth;
  const weights = kinds.reduce((sum, kind) => sum + WEIGHT[kind], 0);
  let x = 0;
  return kinds.map((kind, index) => {
    const more = spare > 0 ? (spare * WEIGHT[kind]) / weights : 0;
    const width = Math.floor(Math.min(least[index]! + more, MOST[kind] * room.scale));
    const count = columns[index]!.filter((slot) => slot.node).length;
    const head: ColumnHead = { kind, x, width, count };
    x += width + gap;
    return head;
  });
}

/** How high a card is; the letters of a label are taken as half as wide as the text is high. */
function sizeOf(node: TraceNode, width: number, { scale, dense }: Room) {
  // The claim is never cut, so that it is taken wider than it is.
  const bold = node.kind === 'claim' ? 1.16 : node.origin ? 1.04 : 1;
  const perLine = Math.max(8, (width - 22 * scale) / (6.6 * bold * scale));
  const linesOf = (text: string, most: number) =>
    Math.max(1, Math.min(most, linesIn(text, perLine)));
  const narrow = width < 170 * scale;
  const most = { claim: 14, evidence: dense ? 2 : 4, work: narrow ? 3 : 2, origin: 3 }[node.kind];
  const lines = linesOf(node.label, most);
  const facts = node.kind === 'work' && node.members === 1 && !(dense && narrow);
  const when = node.checked !== null && !dense;
  const rows = [
    (node.stance !== null || node.members > 1) && 20,
    node.origin && 16,
    facts && 16,
    ...node.words.slice(0, 2).map(() => 16),
    node.leads.length > 0 && 16,
    (node.held !== null || node.ends.length > 0) && 22,
    when && width < BESIDE * scale && 16,
  ].filter((row) => row !== false && row !== null && row !== 0);
  const tall = 14 + lines * LINE + rows.reduce<number>((sum, row) => sum + Number(row) + 2, 0);
  return { lines, facts, when, height: Math.ceil(tall * scale) };
}

/** How many lines a text takes that breaks between words. */
function linesIn(text: string, perLine: number): number {
  let lines = 1;
  let room = perLine;
  for (const word of text.split(/\s+/)) {
    if (word.length > room && room < perLine) {
      lines += 1;
      room = perLine;
    }
    if (word.length > perLine) lines += Math.floor(word.length / perLine);
    room -= word.length + 1;
  }
  return lines;
}

/** Tops of all slots: in the order given, near what they are tied to, never overlapping. */
function placed(
  columns: Slot[][],
  pieces: readonly { from: string; to: string }[],
  heightOf: (slot: Slot) => number,
  gap: number,
): Map<string, number> {
  const height = new Map(columns.flat().map((slot) => [slot.key, heightOf(slot)]));
  const tied = new Map<string, string[]>();
  for (const { from, to } of pieces) {
    tied.set(from, [...(tied.get(from) ?? []), to]);
    tied.set(to, [...(tied.get(to) ?? []), from]);
  }
  const columnOf = new Map(columns.flat().map((slot) => [slot.key, slot.column]));
  const tops = new Map<string, number>();
  // The fullest column is packed; the others settle around it, outwards, then once more.
  for (const column of columns) {
    let y = 0;
    for (const slot of column) {
      tops.set(slot.key, y + stanceGap(column, slot, gap));
      y = tops.get(slot.key)! + height.get(slot.key)! + gap;
    }
  }
  const centre = (key: string) => tops.get(key)! + height.get(key)! / 2;
  const total = (column: Slot[]) =>
    column.reduce((sum, slot) => sum + height.get(slot.key)! + gap, 0);
  const fullest = columns.reduce(
    (most, column, index) => (total(column) > total(columns[most]!) ? index : most),
    0,
  );
  const outward = columns.map((_, index) => index).filter((index) => index !== fullest);
  outward.sort((a, b) => Math.abs(a - fullest) - Math.abs(b - fullest));
  for (let round = 0; round < 3; round += 1) {
    for (const index of outward) {
      const column = columns[index]!;
      const toward = index < fullest ? 1 : -1;
      const wanted = column.map((slot) => {
        const all = tied.get(slot.key) ?? [];
        const inner = all.filter((key) => columnOf.get(key) === index + toward);
        const of = round === 0 && inner.length > 0 ? inner : all;
        if (of.length === 0) return tops.get(slot.key)!;
        const mid = of.reduce((sum, key) => sum + centre(key), 0) / of.length;
        return mid - height.get(slot.key)! / 2;
      });
      const heights = column.map((slot) => height.get(slot.key)! + gap);
      settle(wanted, heights).forEach((top, i) => tops.set(column[i]!.key, top));
    }
  }
  // What one starts from stands at the top, where one looks first.
  if (columns[0]?.length === 1) tops.set(columns[0][0]!.key, 0);
  const least = Math.min(0, ...tops.values());
  for (const [key, top] of tops) tops.set(key, Math.round(top - least));
  return tops;
}

/** A wider gap where the evidence changes from one stance to the next. */
function stanceGap(column: Slot[], slot: Slot, gap: number): number {
  const before = column[column.indexOf(slot) - 1]?.node;
  if (slot.node?.kind !== 'evidence' || before?.kind !== 'evidence') return 0;
  return before.stance === slot.node.stance ? 0 : gap * 2;
}

/**
 * The tops nearest to `wanted` (least squares) of things that follow each other without overlap:
 * pooling of neighbours that push against each other.
 */
export function settle(wanted: readonly number[], heights: readonly number[]): number[] {
  const before: number[] = [];
  let sum = 0;
  for (const height of heights) {
    before.push(sum);
    sum += height;
  }
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((top, i) => {
    pools.push({ sum: top - before[i]!, count: 1 });
    while (pools.length > 1) {
      const [a, b] = [pools.at(-2)!, pools.at(-1)!];
      if (a.sum / a.count <= b.sum / b.count) break;
      pools.splice(-2, 2, { sum: a.sum + b.sum, count: a.count + b.count });
    }
  });
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => Math.max(0, sum / count)))
    .map((offset, i) => offset + before[i]!);
}

function forward(
  edge: TraceEdge,
  way: readonly string[],
  cards: Map<string, Card>,
  heads: readonly ColumnHead[],
  columns: Slot[][],
  middle: (key: string) => number,
): Line {
  const columnOf = (key: string) =>
    cards.get(key)?.column ?? columns.findIndex((column) => column.some((s) => s.key === key));
  const [first] = way;
  const start = cards.get(first!)!;
  let x = start.x + start.width;
  let y = middle(first!);
  let path = `M${x} ${round(y)}`;
  if (start.node.kind === 'claim' && way.length === 2) {
    const to = cards.get(way[1]!)!.x;
    return { edge, path: path + bracket(x, y, to, middle(way[1]!), edge), label: { x, y } };
  }
  let label = { x, y };
  way.slice(1).forEach((key, index) => {
    const head = heads[columnOf(key)]!;
    const half = round((x + head.x) / 2);
    const to = middle(key);
    path += `C${half} ${round(y)} ${half} ${round(to)} ${head.x} ${round(to)}`;
    if (index === 0) label = { x: half, y: (y + to) / 2 };
    if (!cards.has(key)) path += `H${head.x + head.width}`;
    x = head.x + head.width;
    y = to;
  });
  return { edge, path, label };
}

/** From a claim to its evidence: down one of three trunks, one a stance, and across. */
function bracket(x: number, y: number, toX: number, toY: number, edge: TraceEdge): string {
  const stance = ['supports', 'contradicts', 'context'].indexOf(edge.stances[0] ?? '');
  const trunk = round(x + ((toX - x) * (stance + 2)) / 5);
  const corner = Math.min(5, Math.abs(toY - y) / 2);
  const turn = toY > y ? corner : -corner;
  return (
    `H${trunk - corner}Q${trunk} ${round(y)} ${trunk} ${round(y + turn)}` +
    `V${round(toY - turn)}Q${trunk} ${round(toY)} ${trunk + corner} ${round(toY)}H${toX}`
  );
}

/** A line that closes a circle: out at the bottom, back below, in from beneath. */
function backward(edge: TraceEdge, from: Card, to: Card): Line {
  const below = Math.max(from.y + from.height, to.y + to.height) + 24;
  const [x1, x2] = [from.x + from.width * 0.7, to.x + to.width * 0.3];
  const path =
    `M${round(x1)} ${from.y + from.height}C${round(x1)} ${below + 12} ${round(x2)} ${below + 12} ` +
    `${round(x2)} ${to.y + to.height}`;
  return { edge, path, label: { x: (x1 + x2) / 2, y: below } };
}

const round = (value: number) => Math.round(value * 10) / 10;
