// Look-alike names are found across spellings, and others are left alone.
import { expect, it } from 'vitest';
import type { SubjectItem } from '../../ipc/generated';
import { nameKey, similarTo } from './similar';

const subject = (id: string, ...names: string[]) =>
  ({ id, label: names[0], names: names.map((text) => ({ text })) }) as SubjectItem;

it('letter variants and joiners do not make another name', () => {
  expect(nameKey('علي‌زاده')).toBe(nameKey('علی زاده'));
  expect(nameKey('Nimbārzād')).toBe('nimbarzad');
});

it('one letter apart is similar, by any of the names, but nobody to themselves', () => {
  const all = [
    subject('a', 'یوسف نیمبرزاد', 'Yusof Nimbarzad'),
    subject('b', 'Yusuf Nimbarzad'),
    subject('c', 'Nahid Puyeshgar'),
  ];
  expect(similarTo(all[0]!, all).map(({ id }) => id)).toEqual(['b']);
  expect(similarTo(all[2]!, all)).toEqual([]);
});
