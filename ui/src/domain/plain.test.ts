import { expect, it } from 'vitest';
import { withoutOptions } from './plain';

it('leaves out what is for the command line', () => {
  expect(withoutOptions('claim c: Ana wrote it; a second person signs off (--by NAME)')).toBe(
    'claim c: Ana wrote it; a second person signs off',
  );
  expect(withoutOptions('note n: it is sealed; --show-sealed shows it')).toBe(
    'note n: it is sealed',
  );
  expect(withoutOptions('Give --archive FILE')).toBe('');
  expect(withoutOptions('two dates – 1 and 2 – exclude each other')).toBe(
    'two dates – 1 and 2 – exclude each other',
  );
});
