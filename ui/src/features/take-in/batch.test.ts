// The time of a capture with the offset its zone had then.
import { expect, it } from 'vitest';
import { emptyBatch, factsOf, instantOf } from './batch';

it('a typed time gets the offset of its zone at that time', () => {
  expect(instantOf('2024-03-08 09:26', 'Asia/Tehran')).toBe('2024-03-08T09:26:00+03:30');
  expect(instantOf('2024-07-01 09:26', 'Europe/Lisbon')).toBe('2024-07-01T09:26:00+01:00');
  expect(instantOf('۲۰۲۴-۰۳-۰۸ ۰۹:۲۶', 'UTC')).toBe('2024-03-08T09:26:00+00:00');
  expect(instantOf('2024-03-08T09:26:44Z', 'Asia/Tehran')).toBe('2024-03-08T09:26:44Z');
  expect(instantOf('yesterday', 'UTC')).toBeNull();
});

it('what was left empty is not said', () => {
  const facts = factsOf({ ...emptyBatch(), received_from: ' Heron ' });
  expect(facts.received_from).toBe('Heron');
  expect(facts.captured_zone).toBeNull();
  expect(facts.url).toBeNull();
});
