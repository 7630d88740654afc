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

/** Cuts the words at the number, in digits of any script or as a word; unmarked if it is not there. */
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
