// Numbers are marked in the words that state them, in every script.
import { expect, it } from 'vitest';
import type { ConflictItem, StatedFigure } from '../../ipc/generated';
import { marked, sidesOf, unlike } from './differing';

const mark = (words: string, value: string) =>
  marked(words, value).find((piece) => piece.marked)?.text;

it('a number is found as digits of any script and as a word', () => {
  expect(mark('در این پرونده ۹ نفر محکوم شده‌اند', '9')).toBe('۹');
  expect(mark('Eight people have been sentenced', '8')).toBe('Eight');
  expect(mark('پس هفت نفرند.', '7')).toBe('هفت');
});

it('a number within a longer one is another number', () => {
  expect(mark('19 people', '9')).toBeUndefined();
  expect(mark('someone', '1')).toBeUndefined();
});

it('figures of one number stand on one side, the most stated first', () => {
  const figure = (id: string, value: string) => ({ id, value, bound: null }) as StatedFigure;
  const figures = [figure('a', '6'), figure('b', '7'), figure('c', '7')];
  const sides = sidesOf({ kind: 'values', because: '', figures } as ConflictItem);
  expect(sides.map((side) => [side.figure.value, side.stated.length])).toEqual([
    ['7', 2],
    ['6', 1],
  ]);
});

it('what the other side does not say is marked, in either script', () => {
  const other = ['Wednesday 6 March 2024 (16 Esfand 1402)'];
  const marks = unlike('روز سه‌شنبه ۱۵ اسفند ۱۴۰۲', other).filter((piece) => piece.marked);
  expect(marks.map((piece) => piece.text)).toEqual(['سه‌شنبه', '۱۵']);
  expect(unlike('on Tuesday', ['six people'])).toEqual([{ text: 'on Tuesday', marked: false }]);
  expect(unlike('on Wednesday', other)).toEqual([{ text: 'on Wednesday', marked: false }]);
});
