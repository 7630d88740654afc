// Citation metadata between CSL-JSON and what a person types.
import { expect, it } from 'vitest';
import { authorsOf, fieldsOf, issuedOf, typedOf } from './csl';

it('names and dates read as they are typed', () => {
  const names = [{ family: 'Hart', given: 'Ada' }, { literal: 'Old Canal water users' }];
  expect(typedOf(names)).toBe('Hart, Ada; Old Canal water users');
  expect(typedOf({ 'date-parts': [[2024, 3, 7]] })).toBe('2024-03-07');
  expect(
    typedOf({
      'date-parts': [
        [2024, 3],
        [2024, 5],
      ],
    }),
  ).toBe('2024-03/2024-05');
  expect(issuedOf({})).toBeNull();
});

it('a form asks for what the kind needs and hides nothing that is there', () => {
  const fields = fieldsOf({ type: 'interview', title: 'W-3', id: 'w3', annote: 'x' });
  expect(fields.slice(0, 4)).toEqual(['title', 'author', 'issued', 'interviewer']);
  expect(fields).toContain('annote');
  expect(fields).not.toContain('id');
  expect(authorsOf({ editor: [{ family: 'Rosen' }] })).toEqual(['Rosen']);
});
