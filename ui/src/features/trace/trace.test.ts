// The picture of a trace: what merges, which way it runs, that nothing overlaps.
import { expect, it } from 'vitest';
import type { OriginItem, PathItem, StepItem, TraceReport } from '../../ipc/generated';
import { treeOf } from './branches';
import { byOrigin } from './collapse';
import { columnsOf, crossings } from './columns';
import { graphOf } from './graph';
import { pictureOf, settle } from './layout';
import { wrapped } from './sheet';
import { stepFrom } from './walking';

const step = (kind: string, id: string | null, label = `${kind} ${id}`, state?: string) =>
  ({ kind, id, label, state: state ?? null, sha256: null }) as StepItem;

/** An article that goes back to the post, and the evidence in it. */
function article(n: number, stance = 'supports'): PathItem {
  return {
    stance,
    steps: [
      step('claim', 'c'),
      step('evidence', `e${n}`, `${stance}, that it was said`),
      step('passage', `p${n}`),
      step('document', `d${n}`, `article${n} (capture)`, 'held'),
      step('source', `s${n}`),
      step('cross-reference', `x${n}`, 'quotes'),
      step('source', 'post'),
      step('passage', 'pp'),
      step('document', 'dpost', 'post (capture)', 'unchanged'),
    ],
    state: 'unchanged',
    reason: null,
    speaker: null,
  };
}

const post: OriginItem = { kind: 'source', id: 'post', label: 'post', stances: ['supports'] };

const report = (paths: PathItem[], rest: Partial<TraceReport> = {}): TraceReport => ({
  claim: 'c',
  label: 'claim',
  paths,
  origins: [post],
  cycles: [],
  missing: [],
  truncated: false,
  ...rest,
});

const room = { width: 1000, scale: 1, dense: false };

it('many articles meet at the one post they go back to', () => {
  const graph = graphOf(report([1, 2, 3, 4, 5].map((n) => article(n))));
  const works = graph.nodes.filter((node) => node.kind === 'work');
  expect(works).toHaveLength(6);
  expect(graph.edges.filter((edge) => edge.to === 'document:dpost')).toHaveLength(5);
  expect(graph.nodes.filter((node) => node.kind === 'origin')).toHaveLength(1);
});

it('cards of a column do not overlap, and lines lead onward', () => {
  const picture = pictureOf(graphOf(report([1, 2, 3, 4, 5].map((n) => article(n)))), room);
  for (const card of picture.cards) {
    const under = picture.cards.filter((c) => c.column === card.column && c.y > card.y);
    for (const other of under) expect(other.y).toBeGreaterThanOrEqual(card.y + card.height);
  }
  for (const { edge } of picture.lines) {
    const column = (key: string) => picture.cards.find((c) => c.node.key === key)!.column;
    expect(column(edge.to)).toBeGreaterThan(column(edge.from));
  }
});

it('evidence of one stance stands together', () => {
  const paths = ['contradicts', 'supports', 'contradicts', 'supports'].map((stance, n) =>
    article(n, stance),
  );
  const picture = pictureOf(graphOf(report(paths)), room);
  const evidence = picture.cards.filter((card) => card.node.kind === 'evidence');
  evidence.sort((a, b) => a.y - b.y);
  const stances = evidence.map((card) => card.node.stance);
  expect(stances).toEqual(['supports', 'supports', 'contradicts', 'contradicts']);
});

it('a circle is drawn back, not onward for ever', () => {
  const round: PathItem = {
    ...article(1),
    steps: [
      ...article(1).steps,
      step('cross-reference', 'y', 'is based on'),
      step('source', 's1'),
      step('passage', 'p1'),
      step('document', 'd1', 'article1 (capture)', 'held'),
    ],
    state: 'circular',
  };
  const circle: OriginItem = { kind: 'circle', id: 'post', label: 'post', stances: ['supports'] };
  const graph = graphOf(report([round], { origins: [circle], cycles: [['s1', 'post']] }));
  const back = graph.edges.filter((edge) => edge.back);
  expect(back.map(({ from, to }) => [from, to])).toEqual([['document:dpost', 'document:d1']]);
  expect(pictureOf(graph, room).lines).toHaveLength(graph.edges.length);
  const again = JSON.stringify(treeOf(graph)).match(/"again":true/g);
  expect(again).toHaveLength(1);
});

it('a work that is not held stands for itself as the earliest known', () => {
  const path: PathItem = {
    ...article(1),
    steps: [...article(1).steps.slice(0, 6), step('source', 'post')],
    state: 'not_held',
  };
  const missing = [{ id: 'post', label: 'post', cited_by: 1 }];
  const graph = graphOf(report([path], { missing }));
  const end = graph.nodes.find((node) => node.key === 'source:post')!;
  expect([end.held, end.origin?.kind]).toEqual(['not-held', 'source']);
  expect(graph.nodes.filter((node) => node.kind === 'origin')).toHaveLength(0);
});

it('a work met by name and in its document is one node', () => {
  const byName: PathItem = {
    ...article(2),
    steps: [...article(2).steps.slice(0, 6), step('source', 'post')],
    state: 'held',
  };
  const graph = graphOf(report([article(1), byName]));
  expect(graph.nodes.filter((node) => node.id === 'post' && node.kind === 'work')).toHaveLength(1);
  expect(graph.edges.filter((edge) => edge.to === 'document:dpost')).toHaveLength(2);
});

it('the speaker stands beside the work in which they speak', () => {
  const path = { ...article(1), speaker: 'W-3' };
  const origins: OriginItem[] = [{ kind: 'subject', id: 'w3', label: 'W-3', stances: [] }];
  const speakers = new Map([['p1', { speaker: 'W-3', through: null }]]);
  const graph = graphOf(report([path], { origins }), speakers);
  expect(graph.edges.find((edge) => edge.to === 'origin:subject:w3')?.from).toBe('document:d1');
});

it('five hundred paths become one card for each origin', () => {
  const paths = Array.from({ length: 500 }, (_, n) => article(n));
  const graph = byOrigin(graphOf(report(paths)));
  expect(graph.nodes).toHaveLength(5);
  expect(graph.nodes.find((node) => node.kind === 'evidence')?.members).toBe(500);
  expect(pictureOf(graph, room).cards).toHaveLength(5);
});

it('the order lets fewer lines cross', () => {
  const slot = (key: string, column: number) => ({ key, node: null, column });
  const edge = { relation: null, stances: [], paths: [], back: false };
  const pieces = [
    { from: 'a', to: 'd', edge: { ...edge, from: 'a', to: 'd' } },
    { from: 'b', to: 'c', edge: { ...edge, from: 'b', to: 'c' } },
  ];
  const columns = [
    [slot('a', 0), slot('b', 0)],
    [slot('c', 1), slot('d', 1)],
  ];
  expect(crossings(columns, pieces)).toBe(1);
  const graph = graphOf(report([1, 2, 3, 4].map((n) => article(n))));
  const drawn = columnsOf(graph);
  expect(crossings(drawn.columns, drawn.pieces)).toBe(0);
});

it('things settle where they want to be, and push each other aside evenly', () => {
  expect(settle([10, 50], [20, 20])).toEqual([10, 50]);
  expect(settle([30, 30], [20, 20])).toEqual([20, 40]);
});

it('arrows walk along lines and columns', () => {
  const picture = pictureOf(graphOf(report([article(1), article(2)])), room);
  expect(stepFrom(picture, 'document:d1', 'onward')).toBe('document:dpost');
  expect(stepFrom(picture, 'document:d1', 'backward')).toBe('evidence:e1');
  expect(stepFrom(picture, 'evidence:e1', 'down')).toBe('evidence:e2');
});

it('words break into lines, the rest stays on the last', () => {
  expect(wrapped('one two three four', 8, 2)).toEqual(['one two', 'three four']);
});
