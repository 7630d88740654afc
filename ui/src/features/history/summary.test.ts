// Summaries of acts in the words of the screen.
import { expect, it } from 'vitest';
import { inWords } from './summary';

const words = (count: number, noun: string) => `${count}×${noun}`;

it.each([
  ['1 fixity check', '1×fixity check'],
  ['1 appraisal (d77af88d4ed488044d42726fd0629c92)', '1×appraisal'],
  [
    '1 collection (The number), 3 memberships (The number, The number)',
    '1×collection (The number) + 3×membership (The number)',
  ],
  ['1 document (summons228 (original))', '1×document (summons228 (original))'],
  ['2 cross_references', '2×cross-reference'],
  ['1 evidence, 1 passage', '1×evidence + 1×passage'],
])('%s', (summary, expected) => {
  const said = inWords(summary, words, ' + ');
  expect(said.replace(/[\u2068\u2069]/g, '')).toBe(expected);
});

it('a label keeps its own direction', () => {
  expect(inWords('1 note (So.)', words, ' + ')).toBe('1×note (\u2068So.\u2069)');
});
