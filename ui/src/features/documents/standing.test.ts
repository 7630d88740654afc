// Cataloguing under a filter: what no longer passes it keeps its place, and nothing is passed over.
import { expect, it } from 'vitest';
import type { DocumentRow } from '../../ipc/generated';
import { StandingList } from './standing';

const row = (id: string) => ({ id }) as DocumentRow;

it('what passes out of the filter keeps its place, near and far', async () => {
  let live = Array.from({ length: 10 }, (_, i) => row(`d${i}`));
  const read = async (offset: number, limit: number) => live.slice(offset, offset + limit);
  const list = new StandingList();
  const ids = async (offset: number, limit: number) =>
    (await list.rows(offset, limit, read)).map(({ id }) => id);
  for (const place of [2, 0, 5]) {
    list.keep(place, row(`d${place}`));
    live = live.filter(({ id }) => id !== `d${place}`);
  }
  expect(await ids(0, 10)).toEqual(Array.from({ length: 10 }, (_, i) => `d${i}`));
  expect(await ids(4, 3)).toEqual(['d4', 'd5', 'd6']);
  expect(await ids(2, 1)).toEqual(['d2']);
  expect(await ids(9, 5)).toEqual(['d9']);
  expect([list.kept, list.placeOf('d5'), list.placeOf('d6')]).toEqual([3, 5, -1]);
  list.renew();
  expect(await ids(0, 3)).toEqual(['d1', 'd3', 'd4']);
});
