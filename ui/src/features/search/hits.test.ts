// How hits stand together, and what is offered where nothing was found.
import { expect, it } from 'vitest';
import type { HitItem } from '../../ipc/generated';
import { grouped, looser } from './hits';

const hit = (kind: string, id: string, document: string | null = null) =>
  ({ kind, id, document, title: id }) as HitItem;

it('passages stand with their document, others with their kind', () => {
  const groups = grouped([
    hit('passage', 'p1', 'd1'),
    hit('claim', 'c1'),
    hit('document', 'd1'),
    hit('claim', 'c2'),
  ]);
  expect(groups.map(({ key, hits }) => [key, hits.map(({ id }) => id)])).toEqual([
    ['d1', ['p1', 'd1']],
    ['claim', ['c1', 'c2']],
  ]);
});

it('looser queries drop quotation marks, then ends of words, then "all of them"', () => {
  expect(looser('"canal trials"')).toEqual([
    'canal trials',
    'canal* trials*',
    'canal OR trials',
    'can* tria*',
  ]);
  expect(looser('آب')).toEqual(['آب*']);
  expect(looser('""')).toEqual([]);
});
