// Walking through the picture of a trace by arrow keys, and which paths light up. Pure.
import type { Card, Picture } from './layout';

export type Step = 'up' | 'down' | 'onward' | 'backward' | 'first' | 'last';

/** The card that a step from `key` leads to; the same one where there is none. */
export function stepFrom(picture: Picture, key: string, step: Step): string {
  const now = picture.cards.find((card) => card.node.key === key);
  if (!now) return picture.cards[0]?.node.key ?? key;
  const column = inColumn(picture, now.column);
  const at = column.indexOf(now);
  if (step === 'up') return column[Math.max(0, at - 1)]!.node.key;
  if (step === 'down') return column[Math.min(column.length - 1, at + 1)]!.node.key;
  if (step === 'first') return column[0]!.node.key;
  if (step === 'last') return column.at(-1)!.node.key;
  const ahead = step === 'onward';
  const tied = picture.lines
    .filter(({ edge }) => !edge.back && (ahead ? edge.from : edge.to) === key)
    .map(({ edge }) => picture.cards.find((c) => c.node.key === (ahead ? edge.to : edge.from))!);
  const middle = (card: Card) => card.y + card.height / 2;
  tied.sort((a, b) => Math.abs(middle(a) - middle(now)) - Math.abs(middle(b) - middle(now)));
  return tied[0]?.node.key ?? key;
}

function inColumn(picture: Picture, column: number): Card[] {
  return picture.cards.filter((card) => card.column === column).sort((a, b) => a.y - b.y);
}

/** Whether something lies on one of the paths that are lit; with none lit, all is. */
export function isLit(paths: readonly number[], lit: ReadonlySet<number> | null): boolean {
  return lit === null || paths.some((path) => lit.has(path));
}
