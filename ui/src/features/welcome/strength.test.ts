// What is called weak, fair and strong.
import { expect, it } from 'vitest';
import { strengthOf } from './strength';

it.each([
  ['', 'none'],
  ['secret', 'weak'],
  ['aaaaaaaaaaaaaaaa', 'weak'],
  ['password12345', 'weak'],
  ['gorse-lantern-7', 'fair'],
  ['gorse lantern mill harbour oak', 'strong'],
  ['کاه نردبان فانوس آسیا بندر', 'strong'],
])('%s is %s', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});
