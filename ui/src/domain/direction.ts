// Which way a text runs, and the marks that try to hide it.

export type Direction = 'ltr' | 'rtl';

const RTL = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;
const LETTER = /\p{L}/u;

/** The direction most letters of `text` have; `fallback` where it has none. */
export function directionOf(text: string, fallback: Direction = 'ltr'): Direction {
  let balance = 0;
  let letters = 0;
  for (const character of text.slice(0, 2000)) {
    if (!LETTER.test(character)) continue;
    letters += 1;
    balance += RTL.test(character) ? 1 : -1;
  }
  if (letters === 0) return fallback;
  return balance > 0 ? 'rtl' : 'ltr';
}

/** A guess of the language for fonts and hyphenation: only what script alone can tell. */
export function languageOf(text: string): 'fa' | 'ar' | undefined {
  if (directionOf(text) !== 'rtl') return undefined;
  return /[پچژگکی]/.test(text) ? 'fa' : 'ar';
}

const NAMES: Record<string, string> = {
  '\u061c': 'ALM',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\u200b': 'ZWSP',
  '\ufeff': 'BOM',
};

export interface Run {
  text: string;
  /** Set for a hidden control character: its short name. */
  hidden?: string;
}

/** Cuts `text` at hidden control characters, so that each can be shown as a mark of its own. */
export function visibleRuns(text: string): Run[] {
  const parts = text.split(/([\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff])/u);
  return parts
    .filter((part) => part !== '')
    .map((part) => (NAMES[part] ? { text: part, hidden: NAMES[part] } : { text: part }));
}
