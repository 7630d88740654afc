// Places in a text: what is selected in the window is, byte for byte, what the archive counts.
import { expect, it } from 'vitest';
import type { ReadingBlock } from '../../ipc/generated';
import { folded, hitsOf } from './find';
import { unlikeWords } from './comparing';
import { Layout, trimmed } from './layout';

const block = (start: number, end: number, kind = 'paragraph'): ReadingBlock => ({
  start,
  end,
  kind,
  level: null,
  language: null,
  language_basis: null,
  direction: 'ltr',
});

/** A text of several blocks; `from` is where it begins in the whole text. */
function laidOut(blocks: string[], kinds: string[] = [], from = 0): Layout {
  let at = from;
  const made = blocks.map((text, i) => {
    const start = at;
    at += [...text].length + 2;
    return block(start, at - 2, kinds[i]);
  });
  return new Layout({ text: blocks.join('\n\n'), start: from, blocks: made, pages: [], cues: [] });
}

const TEXTS = [
  'می‌روم به خانهٔ «دریچه‌خانه»، docket 41/1402 است',
  'e\u0301cole 👩‍🚒 ran 🏃🏽‍♀️ home',
  '\u202Eevil\u202C then \u200fفارسی\u200e text',
  'نُه نفر، نُه سال',
];

it('every stretch of every text goes to characters and back unchanged', () => {
  const layout = laidOut(TEXTS, [], 120);
  const whole = [...TEXTS.join('\n\n')];
  for (let start = 0; start < whole.length; start += 1) {
    for (let end = start + 1; end <= whole.length; end += 5) {
      const [from, to] = [layout.unitOf(start + 120), layout.unitOf(end + 120)];
      expect([layout.charOf(from), layout.charOf(to)]).toEqual([start + 120, end + 120]);
      expect(layout.text.slice(from, to)).toBe(whole.slice(start, end).join(''));
    }
  }
});

it('leaves hold the text of their blocks, at the place they say', () => {
  const layout = laidOut(
    ['1\tنام\t👩‍🚒\tend', 'a plain one', 'x\ty'],
    ['table_row', 'paragraph', 'table_row'],
  );
  const leaves = layout.chunks.flatMap((chunk) =>
    chunk.runs.flatMap((run) => run.pieces.flatMap((piece) => piece.leaves)),
  );
  expect(leaves.map((leaf) => leaf.text)).toEqual([
    '1',
    'نام',
    '👩‍🚒',
    'end',
    'a plain one',
    'x',
    'y',
  ]);
  for (const leaf of leaves) {
    expect(layout.text.slice(leaf.at, leaf.at + leaf.text.length)).toBe(leaf.text);
  }
});

it('a long text comes in chunks that leave nothing out', () => {
  const layout = laidOut(Array.from({ length: 4000 }, (_, i) => `Row ${i} of many words\tcell`));
  expect(layout.chunks.length).toBeGreaterThan(5);
  for (const [i, chunk] of layout.chunks.entries()) {
    expect(layout.chunkAt(chunk.start)).toBe(i);
    expect(chunk.start).toBe(i === 0 ? 0 : layout.chunks[i - 1]!.end + 2);
  }
  expect(layout.chunks.at(-1)!.end).toBe(layout.text.length);
});

it('white space at the ends is not quoted, ZWNJ is', () => {
  expect(trimmed('  ab \n', 6, 0)).toEqual([2, 4]);
  expect(trimmed('می\u200c ', 0, 4)).toEqual([0, 3]);
});

const FOUND: [string, string, string[]][] = [
  ['كتاب‌هاي علي', 'کتابهای علی', ['كتاب‌هاي علي']],
  ['سال ۱۴۰۲ و ١٤٠٢ و 1402', '۱۴۰۲', ['۱۴۰۲', '١٤٠٢', '1402']],
  ['نُه نفر، نه سال', 'نه', ['نُه', 'نه']],
  ['The CLERK and the clerk', 'Clerk', ['CLERK', 'clerk']],
  ['École 👩‍🚒 école', 'ecole', ['École', 'école']],
  ['two\n  lines', 'two lines', ['two\n  lines']],
];

it('what differs only in writing is found, at its own place', () => {
  for (const [text, query, wanted] of FOUND) {
    const hits = hitsOf(folded(text), query);
    expect(hits.map((hit) => text.slice(hit.start, hit.end).trim())).toEqual(wanted);
  }
});

it('the caret of a table goes down a column, from row to row, and ends with the table', () => {
  const rows = ['Day\tDocket\tNote', '6 March\t41/1402\tposted', '9 March\t42/1402'];
  const layout = laidOut(
    ['Before', ...rows, 'After'],
    ['paragraph', 'table_row', 'table_row', 'table_row'],
  );
  const at = (words: string) => layout.text.indexOf(words);
  const docket = layout.cellAt(at('Docket') + 3)!;
  expect([docket.leaf.text, docket.above, docket.below?.text]).toEqual(['Docket', null, '41/1402']);
  // A row may have fewer cells than the one above.
  const note = layout.cellAt(at('posted'))!;
  expect([note.above?.text, note.below?.text]).toEqual(['Note', '42/1402']);
  expect(layout.cellAt(at('42/1402'))!.below).toBeNull();
  expect(layout.cellAt(at('Before'))).toBeNull();
});

it('two wordings show which words are in one of them only', () => {
  const [quoted, now] = ['نُه نفر در آب بودند', 'نُه نفر آن‌جا در آب'];
  const unlike = unlikeWords(quoted, now);
  const words = (text: string, [start, end]: [number, number]) =>
    [...text].slice(start, end).join('');
  expect(unlike.before.map((one) => words(quoted, one))).toEqual(['بودند']);
  expect(unlike.after.map((one) => words(now, one))).toEqual(['آن‌جا']);
  expect(unlikeWords('the same words', 'the same words')).toEqual({ before: [], after: [] });
});
