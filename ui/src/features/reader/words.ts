// The words of a page picture: which one is meant by a point, and what rectangles cover a stretch.
import type { ReadingPage, WordItem } from '../../ipc/generated';
import type { Box } from './passages';

/** Rectangles of words in percent of their page, in the order of the text. */
export class PageWords {
  readonly words: readonly WordItem[];
  readonly #page: ReadingPage;

  constructor(words: readonly WordItem[], page: ReadingPage) {
    this.words = words;
    this.#page = page;
  }

  boxOf(word: WordItem): Box {
    const { width, height } = this.#page;
    return {
      x: (100 * word.x) / width,
      y: (100 * word.y) / height,
      width: (100 * word.width) / width,
      height: (100 * word.height) / height,
    };
  }

  /** The word nearest to a point (in percent): its line counts first, then its place on it. */
  nearest(x: number, y: number): number | null {
    let found: number | null = null;
    let least = Infinity;
    for (const [i, word] of this.words.entries()) {
      const box = this.boxOf(word);
      const across = Math.max(box.x - x, 0, x - box.x - box.width);
      const down = Math.max(box.y - y, 0, y - box.y - box.height);
      const distance = down * 20 + across;
      if (distance < least) [least, found] = [distance, i];
    }
    return found;
  }

  /** The characters from one word to another, whichever was pressed first. */
  stretch(a: number, b: number): [number, number] {
    const [from, to] = a < b ? [a, b] : [b, a];
    return [this.words[from]!.start, this.words[to]!.end];
  }

  /** One rectangle for each line, or part of a line, of the characters from `start` to `end`. */
  boxesOf(start: number, end: number): Box[] {
    const boxes: Box[] = [];
    for (const word of this.words) {
      if (word.end <= start || word.start >= end) continue;
      const box = this.boxOf(word);
      const last = boxes.at(-1);
      if (last && isSameLine(last, box)) boxes[boxes.length - 1] = around(last, box);
      else boxes.push(box);
    }
    return boxes;
  }
}

function isSameLine(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(b.x - a.x - a.width, a.x - b.x - b.width);
  return shared > Math.min(a.height, b.height) / 2 && gap < 6;
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
