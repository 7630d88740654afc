// Zooming keeps what is looked at where it is; bars are cut at the edges.
import { expect, it } from 'vitest';
import { placeOn, zoomed } from './stretch';

it('the middle of a zoom stays in its place', () => {
  const near = zoomed({ from: 0, to: 1000 }, 0.5, 250);
  expect(near).toEqual({ from: 125, to: 625 });
  expect(zoomed({ from: 0, to: 8 }, 0.1, 4).to).toBeCloseTo(7.5);
});

it('a bar is cut at the edges, and gone outside', () => {
  expect(placeOn({ from: 0, to: 100 }, { from: 50, to: 150 })).toEqual({ start: 50, size: 50 });
  expect(placeOn({ from: 0, to: 100 }, { from: 100, to: 150 })).toBe(null);
});
