// Which words differ between what a draft quotes and what stands there.
import { expect, it } from 'vitest';
import { differing } from './words';

const marked = (text: string, other: string) =>
  differing(text, other)
    .map((piece) => (piece.differs ? `[${piece.text}]` : piece.text))
    .join('');

it('the words that differ are marked, and nothing else', () => {
  expect(marked('convicted seven people', 'convicted six people')).toBe('convicted [six] people');
  expect(marked('He was found guilty.', 'he and six others were found guilty')).toBe(
    'he [and] [six] [others] [were] found guilty',
  );
  expect(marked('same words', 'Same words.')).toBe('Same words.');
  expect(marked('هفت نفر محکوم شدند', 'نُه نفر محکوم شدند')).toBe('[نُه] نفر محکوم شدند');
});

it('the pieces joined are the text again', () => {
  const other = 'a  b\nc d';
  expect(
    differing('b d', other)
      .map(({ text }) => text)
      .join(''),
  ).toBe(other);
});
