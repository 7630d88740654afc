// How well a passphrase would stand up to guessing, said in a word. A rough lower bound only.

export type Strength = 'none' | 'weak' | 'fair' | 'strong';

const COMMON = /^(password|passw0rd|12345678|qwerty|letmein|iloveyou|vouchsafe|archive)/i;

/** Counts different signs and words rather than demanding a digit and a capital letter. */
export function strengthOf(passphrase: string): Strength {
  const text = passphrase.trim();
  if (text === '') return 'none';
  const signs = new Set(text.toLowerCase()).size;
  const words = new Set(
    text
      .toLowerCase()
      .split(/[\s\-_.,]+/)
      .filter((word) => word.length > 2),
  );
  if (text.length < 10 || signs < 5 || (COMMON.test(text) && text.length < 20)) return 'weak';
  if (words.size >= 5 || (text.length >= 20 && signs >= 10)) return 'strong';
  return text.length >= 12 && signs >= 7 ? 'fair' : 'weak';
}
