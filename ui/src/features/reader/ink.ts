// Colour on text without touching the text: ranges under names that CSS paints (`::highlight`).

export const INKS = [
  'kept',
  'context',
  'supports',
  'contradicts',
  'unsure',
  'find',
  'found',
  'beside',
  'chosen',
] as const;
export type Ink = (typeof INKS)[number];

const drawn = new Map<object, Map<Ink, Range[]>>();

function redraw(ink: Ink): void {
  const ranges = [...drawn.values()].flatMap((inks) => inks.get(ink) ?? []);
  if (ranges.length === 0) {
    CSS.highlights.delete(`vs-${ink}`);
    return;
  }
  const highlight = new Highlight(...ranges);
  highlight.priority = INKS.indexOf(ink);
  CSS.highlights.set(`vs-${ink}`, highlight);
}

/** Puts `ranges` of one paper under an ink; those it had before are taken away. */
export function draw(paper: object, ink: Ink, ranges: Range[]): void {
  const own = drawn.get(paper) ?? new Map<Ink, Range[]>();
  drawn.set(paper, own.set(ink, ranges));
  redraw(ink);
}

/** Takes away all that a paper has drawn. */
export function wipe(paper: object): void {
  drawn.delete(paper);
  INKS.forEach(redraw);
}
