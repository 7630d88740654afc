// Rows of a range, whether or not they were in sight before.
import { expect, it } from 'vitest';
import { RowWindows } from './grid.svelte';

const windowsOf = (total: number) =>
  new RowWindows<number>(
    async (start, count) =>
      Array.from({ length: Math.max(0, Math.min(count, total - start)) }, (_, i) => start + i),
    () => undefined,
  );

it('a range reaches over rows that were never fetched', async () => {
  const range = await windowsOf(1000).between(150, 650);
  expect(range.length).toBe(500);
  expect([range[0], range.at(-1)]).toEqual([150, 649]);
});

it('a row is found and replaced among those here, and nothing else is read', async () => {
  let asked = 0;
  const rows = new RowWindows<string>(
    async (start, count) => {
      asked += 1;
      return Array.from({ length: count }, (_, i) => `row ${start + i}`);
    },
    () => undefined,
  );
  rows.want(200, 240);
  await Promise.resolve();
  await Promise.resolve();
  const at = rows.find((row) => row === 'row 230');
  rows.put(at, 'another');
  expect([at, rows.at(230), rows.at(231), asked]).toEqual([230, 'another', 'row 231', 1]);
  expect(rows.find((row) => row === 'row 5')).toBe(-1);
});

it('a range ends where the rows end', async () => {
  expect(await windowsOf(7).between(5, 12)).toEqual([5, 6]);
});
