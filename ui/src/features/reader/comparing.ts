// Two wordings side by side: which words of each are not in the other, in the same order.

/** A stretch of a wording, in characters, half-open. */
export type Stretch = [number, number];

interface Word {
  text: string;
  start: number;
  end: number;
}

/** Beyond so many words nobody compares by eye, and the table of the comparison grows. */
const MOST = 600;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const part of text.split(/(\s+)/u)) {
    const end = at + [...part].length;
    if (part.trim() !== '') words.push({ text: part.normalize('NFC'), start: at, end });
    at = end;
  }
  return words;
}

/** How many words the rest of both have in common, from each place of both. */
function inCommon(a: readonly Word[], b: readonly Word[]): number[][] {
  const table = a.map(() => new Array<number>(b.length + 1).fill(0));
  table.push(new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const same = a[i]!.text === b[j]!.text;
      table[i]![j] = same
        ? table[i + 1]![j + 1]! + 1
        : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}

/** The words of each that the other does not have; nothing where both are too long to compare. */
export function unlikeWords(
  before: string,
  after: string,
): { before: Stretch[]; after: Stretch[] } {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const unlike = { before: [] as Stretch[], after: [] as Stretch[] };
  if (a.length > MOST || b.length > MOST) return unlike;
  const table = inCommon(a, b);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left && right && left.text === right.text) [i, j] = [i + 1, j + 1];
    else if (left && (!right || table[i + 1]![j]! >= table[i]![j + 1]!)) {
      unlike.before.push([left.start, left.end]);
      i += 1;
    } else {
      unlike.after.push([right!.start, right!.end]);
      j += 1;
    }
  }
  return unlike;
}
