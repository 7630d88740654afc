// Finding words in an open text: letter case, ZWNJ, vowel signs, the two forms of yeh and kaf and
// the three kinds of digits make no difference.

interface Folded {
  text: string;
  /** Where each unit of `text` stood before; one more, for the end. */
  from: Uint32Array;
}

const SAME: Record<string, string> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
};
const SKIPPED = /[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\u00ad\u0640]|\p{Mn}/u;

function foldedLetter(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (code >= 0x0600 && SKIPPED.test(letter)) return '';
  if (code === 0xad) return '';
  if (SAME[letter] !== undefined) return SAME[letter];
  if (/\s/.test(letter)) return ' ';
  if (code === 0x2018 || code === 0x2019) return "'";
  if (code === 0x201c || code === 0x201d) return '"';
  return code > 0x7f
    ? letter
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .toLowerCase()
    : letter.toLowerCase();
}

export function folded(text: string): Folded {
  const parts: string[] = [];
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = foldedLetter(letter);
    const doubled = plain === ' ' && parts.at(-1) === ' ';
    if (plain !== '' && !doubled) {
      parts.push(plain);
      for (let unit = 0; unit < plain.length; unit += 1) from.push(at);
    }
    at += letter.length;
  }
  from.push(text.length);
  return { text: parts.join(''), from: Uint32Array.from(from) };
}

export interface Hit {
  start: number;
  end: number;
}

/** Every place of `query` in a folded text, in units of the text before folding. */
export function hitsOf(within: Folded, query: string, most = 10_000): Hit[] {
  const wanted = folded(query.trim()).text;
  const hits: Hit[] = [];
  if (wanted === '') return hits;
  let at = within.text.indexOf(wanted);
  while (at >= 0 && hits.length < most) {
    hits.push({ start: within.from[at]!, end: within.from[at + wanted.length]! });
    at = within.text.indexOf(wanted, at + wanted.length);
  }
  return hits;
}
