// The list of sources, read page by page as one scrolls, and what is to be done about them.
import { ask } from '../../ipc/api';
import type { SourceItem } from '../../ipc/generated';
import { archive } from '../../state/archive.svelte';

export type ReferenceDeed =
  | 'new'
  | 'paste'
  | 'import'
  | 'export'
  | 'duplicates'
  | 'cite'
  | 'relate'
  | 'merge'
  | 'remove'
  | null;

const PAGE = 500;

class Catalog {
  text = $state('');
  total = $state(0);
  counted = $state(false);
  /** The source shown beside the list. */
  chosen: SourceItem | null = $state.raw(null);
  deed: ReferenceDeed = $state(null);
  shown = $state(false);
  #loaded: SourceItem[] = [];
  #next: string | null = null;
  #turn = 0;
  #reading: Promise<void> | null = null;

  /** Starts again: another text, or the archive has changed. */
  async renew(): Promise<void> {
    const turn = ++this.#turn;
    const report = await ask('source_list', { text: this.text.trim() || null, limit: PAGE });
    if (turn !== this.#turn) return;
    this.#loaded = report.sources;
    this.#next = report.next;
    this.#count();
    this.counted = true;
  }

  #count(): void {
    const all = archive.opened?.counts.sources ?? 0;
    const known = this.#loaded.length;
    if (this.#next === null) this.total = known;
    else this.total = this.text.trim() === '' ? Math.max(all, known) : known + PAGE;
  }

  async #more(): Promise<void> {
    const turn = this.#turn;
    const text = this.text.trim() || null;
    const report = await ask('source_list', { text, after: this.#next, limit: PAGE });
    if (turn !== this.#turn) return;
    this.#loaded = [...this.#loaded, ...report.sources];
    this.#next = report.next;
    this.#count();
  }

  /** Rows for the grid; the pages between are read in turn, for the archive counts by cursor. */
  async fetch(start: number, count: number): Promise<SourceItem[]> {
    while (this.#loaded.length < start + count && this.#next !== null) {
      this.#reading ??= this.#more().finally(() => (this.#reading = null));
      await this.#reading;
    }
    return this.#loaded.slice(start, start + count);
  }

  /** Where a source stands in what was read so far; -1 if it was not. */
  placeOf(name: string): number {
    return this.#loaded.findIndex((source) => source.id === name || source.key === name);
  }
}

export const catalog = new Catalog();
