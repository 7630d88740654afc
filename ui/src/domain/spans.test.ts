// Where EDTF dates lie on an axis, and where the axis is marked.
import { expect, it } from 'vitest';
import { dayNumber, instantOf, spanOf, ticksOf } from './spans';

const days = (edtf: string) => {
  const span = spanOf(edtf);
  if (!span) return null;
  const iso = (day: number) => instantOf(day).toISOString().slice(0, 10);
  const marks = [span.uncertain && '~', span.openStart && '<', span.openEnd && '>']
    .filter(Boolean)
    .join('');
  return `${iso(span.from)} ${iso(span.to)} ${marks}`.trim();
};

it('an EDTF date is a stretch of days', () => {
  const rows: [string, string | null][] = [
    ['2024-03-06', '2024-03-06 2024-03-07'],
    ['2024-02', '2024-02-01 2024-03-01'],
    ['2024', '2024-01-01 2025-01-01'],
    ['2023-12?', '2023-12-01 2024-01-01 ~'],
    ['1402~', '1402-01-01 1403-01-01 ~'],
    ['199X', '1990-01-01 2000-01-01 ~'],
    ['2024-XX', '2024-01-01 2025-01-01 ~'],
    ['2024-03-XX', '2024-03-01 2024-04-01 ~'],
    ['2024-24', '2024-12-01 2025-03-01'],
    ['2023-10/2024-01', '2023-10-01 2024-02-01'],
    ['2023-10-12/..', '2023-10-12 2023-10-13 >'],
    ['../2023-10-12', '2023-10-12 2023-10-13 <'],
    ['[2023-10-12,2023-10-19]', '2023-10-12 2023-10-20 ~'],
    ['2024-03-06T12:30:00Z', '2024-03-06 2024-03-07'],
    ['2024-13', null],
    ['soon', null],
  ];
  for (const [edtf, expected] of rows) expect(days(edtf), edtf).toBe(expected);
});

it('years begin where the calendar begins them', () => {
  const iso = (calendar: 'gregorian' | 'jalali') =>
    ticksOf(dayNumber(2020, 6, 1), dayNumber(2024, 6, 1), calendar, 6).map(({ day }) =>
      instantOf(day).toISOString().slice(0, 10),
    );
  expect(iso('gregorian')).toEqual(['2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01']);
  expect(iso('jalali')).toEqual(['2021-03-21', '2022-03-21', '2023-03-21', '2024-03-20']);
});

it('there are never many more marks than wanted', () => {
  for (const years of [0.01, 0.1, 1, 10, 300, 2000]) {
    const from = dayNumber(1000, 5, 17);
    const count = ticksOf(from, from + years * 365, 'gregorian', 8).length;
    expect(count, `${years}`).toBeLessThanOrEqual(9);
  }
});
