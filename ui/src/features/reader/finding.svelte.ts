// Words that are looked for in the open text, and which of their places is looked at.
import { folded, hitsOf, type Hit } from './find';
import type { Reading } from './reading.svelte';

export class Finding {
  query = $state('');
  now = $state(0);
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  #folded = $derived.by(() => {
    const { layout, finding } = this.#reading;
    return finding && layout ? folded(layout.text) : null;
  });

  /** The places, in characters of the whole text. */
  hits: Hit[] = $derived.by(() => {
    const layout = this.#reading.layout;
    if (!this.#folded || !layout || this.query.trim() === '') return [];
    return hitsOf(this.#folded, this.query).map((hit) => ({
      start: layout.charOf(hit.start),
      end: layout.charOf(hit.end),
    }));
  });

  look(): void {
    const hit = this.hits[this.now];
    if (hit) this.#reading.onplace(hit.start, hit.end);
  }

  search(query: string): void {
    this.query = query;
    this.now = 0;
    this.look();
  }

  step(by: 1 | -1): void {
    const count = this.hits.length;
    if (count === 0) return;
    this.now = (this.now + by + count) % count;
    this.look();
  }
}
