// Moving through a text by keys: characters, words, lines, paragraphs, always in logical order,
// so that the arrow that points along the line goes on whatever the direction of the line is.

export type Movement = 'character' | 'word' | 'paragraph';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const WINDOW = 400;

/** The next place after (or before) `unit`, in units of `text`. */
export function moved(text: string, unit: number, by: 1 | -1, movement: Movement): number {
  if (movement === 'paragraph') return paragraph(text, unit, by);
  const from = windowStart(text, unit);
  const part = text.slice(from, Math.min(text.length, unit + WINDOW));
  const segments = [...(movement === 'word' ? words : graphemes).segment(part)];
  const stops = segments
    .filter((segment) => movement === 'character' || segment.isWordLike)
    .map((segment) => from + segment.index + (by > 0 ? segment.segment.length : 0));
  const next = by > 0 ? stops.find((at) => at > unit) : stops.findLast((at) => at < unit);
  return next ?? (by > 0 ? Math.min(text.length, unit + part.length) : from);
}

/** A place to begin at that no character and no word stands across. */
function windowStart(text: string, unit: number): number {
  const line = text.lastIndexOf('\n', Math.max(0, unit - 2)) + 1;
  if (unit - line <= WINDOW) return line === unit && line > 1 ? line - 2 : line;
  const space = text.lastIndexOf(' ', unit - WINDOW);
  return Math.max(line, space);
}

function paragraph(text: string, unit: number, by: 1 | -1): number {
  if (by > 0) {
    const next = text.indexOf('\n\n', unit);
    return next < 0 ? text.length : next + 2;
  }
  const before = text.lastIndexOf('\n\n', Math.max(0, unit - 3));
  return before < 0 ? 0 : before + 2;
}

/** The word that stands at `unit`, for a press that selects it. */
export function wordAt(text: string, unit: number): [number, number] {
  const from = windowStart(text, unit + 1);
  const part = text.slice(from, Math.min(text.length, unit + WINDOW));
  for (const segment of words.segment(part)) {
    const start = from + segment.index;
    const end = start + segment.segment.length;
    if (unit >= start && unit < end) return [start, end];
  }
  return [unit, unit];
}
