// What differs among figures that disagree, and where it stands in the words. Pure.
import type { ConflictItem, StatedFigure } from '../../ipc/generated';
import { latinDigits } from '../../domain/digits';

/** The figures of one number, with all who state it. */
export interface Side {
  key: string;
  figure: StatedFigure;
  stated: StatedFigure[];
}

/** Those who say the same number stand together; the number most places state comes first. */
export function sidesOf(conflict: ConflictItem): Side[] {
  const sides = new Map<string, Side>();
  for (const figure of conflict.figures) {
    const part = conflict.kind === 'parts' ? figure.id : '';
    const key = [figure.bound ?? 'exactly', figure.value, figure.value_to, part].join('|');
    const side = sides.get(key) ?? { key, figure, stated: [] };
    side.stated.push(figure);
    sides.set(key, side);
  }
  const all = [...sides.values()];
  if (conflict.kind === 'parts') return all;
  return all.sort(
    (a, b) => b.stated.length - a.stated.length || Number(a.figure.value) - Number(b.figure.value),
  );
}

/** A figure as people write it: `at least 5`, `5–7 km`; its bound in the words of the window. */
export function meant(
  { bound, value, value_to, unit }: Pick<StatedFigure, 'bound' | 'value' | 'value_to' | 'unit'>,
  inWords: (bound: string) => string,
): string {
  const how = bound && bound !== 'exactly' ? `${inWords(bound)} ` : '';
  return `${how}${value ?? ''}${value_to ? `–${value_to}` : ''}${unit ? ` ${unit}` : ''}`;
}

export interface Piece {
  text: string;
  /** Whether this is the number that differs. */
  marked: boolean;
}

const WORDS: Record<string, string[]> = {
  1: ['one', 'یک', 'single'],
  2: ['two', 'دو'],
  3: ['three', 'سه'],
  4: ['four', 'چهار'],
  5: ['five', 'پنج'],
  6: ['six', 'شش'],
  7: ['seven', 'هفت'],
  8: ['eight', 'هشت'],
  9: ['nine', 'نُه', 'نه'],
  10: ['ten', 'ده'],
  11: ['eleven', 'یازده'],
  12: ['twelve', 'دوازده'],
};

/** Cuts the words at the number, in digits or as a word; unmarked if it is not there. */
export function marked(words: string, value: string | null): Piece[] {
  if (value === null) return [{ text: words, marked: false }];
  const names = (WORDS[value] ?? []).map((name) => `(?<!\\p{L})${name}(?!\\p{L})`);
  const digits = `(?<![\\d.,])${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\d])`;
  // Digits of other scripts are as long as Latin ones, so that places stay the same.
  const plain = latinDigits(words);
  const found = new RegExp([digits, ...names].join('|'), 'iu').exec(plain);
  if (!found) return [{ text: words, marked: false }];
  const [start, end] = [found.index, found.index + found[0].length];
  return [
    { text: words.slice(0, start), marked: false },
    { text: words.slice(start, end), marked: true },
    { text: words.slice(end), marked: false },
  ].filter((piece) => piece.text !== '');
}

const DAYS: [string, ...string[]][] = [
  ['saturday', 'شنبه'],
  ['sunday', 'یکشنبه', 'یک‌شنبه'],
  ['monday', 'دوشنبه'],
  ['tuesday', 'سه‌شنبه', 'سه شنبه'],
  ['wednesday', 'چهارشنبه'],
  ['thursday', 'پنجشنبه', 'پنج‌شنبه'],
  ['friday', 'جمعه'],
];

/** Numbers and days of the week by what they are written as; the longest spelling first. */
const KNOWN = new Map([
  ...Object.entries(WORDS).flatMap(([value, names]) => names.map((name) => [name, value] as const)),
  ...DAYS.flatMap((names) => names.map((name) => [name, names[0]] as const)),
]);
const NAMES = [...KNOWN.keys()].sort((a, b) => b.length - a.length).join('|');
const TOLD = new RegExp(`(?<!\\p{L})(?:${NAMES})(?!\\p{L})|\\d+`, 'giu');

const isDay = (what: string): boolean => DAYS.some(([day]) => day === what);

/** The numbers and days that a text tells, each in one form whatever its script. */
function told(text: string): { at: number; length: number; what: string }[] {
  return [...latinDigits(text).matchAll(TOLD)].map((found) => {
    const word = found[0].toLocaleLowerCase();
    return { at: found.index, length: found[0].length, what: KNOWN.get(word) ?? word };
  });
}

/** Marks the numbers and days in `words` of which `others` tell only different ones. */
export function unlike(words: string, others: readonly string[]): Piece[] {
  const known = new Set(others.flatMap((other) => told(other).map(({ what }) => what)));
  const pieces: Piece[] = [];
  let end = 0;
  for (const { at, length, what } of told(words)) {
    const isLike = (other: string) => isDay(other) === isDay(what);
    if (known.has(what) || ![...known].some(isLike)) continue;
    pieces.push({ text: words.slice(end, at), marked: false });
    pieces.push({ text: words.slice(at, at + length), marked: true });
    end = at + length;
  }
  pieces.push({ text: words.slice(end), marked: false });
  return pieces.filter((piece) => piece.text !== '');
}
