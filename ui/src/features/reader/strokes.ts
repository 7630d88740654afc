// What is drawn on a document: its passages, what was found, what is chosen, in one list.
import type { Finding } from './finding.svelte';
import { inkOf } from './passages';
import type { Stroke } from './paper.svelte';
import type { Reading } from './reading.svelte';

export function strokesOf(reading: Reading, finding: Finding): Stroke[] {
  const strokes: Stroke[] = [];
  for (const passage of reading.passages) {
    const { start, end, id } = passage;
    if (start === null || end === null) continue;
    strokes.push({ ink: inkOf(passage), start, end, passage: id });
  }
  for (const [i, hit] of finding.hits.entries()) {
    strokes.push({ ink: i === finding.now ? 'found' : 'find', ...hit });
  }
  const { chosen } = reading;
  if (chosen?.kind === 'words') {
    strokes.push({ ink: 'chosen', start: chosen.start, end: chosen.end });
  }
  return strokes;
}
