// A list that stands still while one works through it. A document that got its title does not pass
// a filter of those without any more; it keeps its place until the list is read anew.
import type { DocumentRow } from '../../ipc/generated';

export class StandingList {
  /** By place in the list: what the archive's own answer has no longer. */
  #gone = new Map<number, DocumentRow>();

  get kept(): number {
    return this.#gone.size;
  }

  renew(): void {
    this.#gone.clear();
  }

  keep(index: number, row: DocumentRow): void {
    this.#gone.set(index, row);
  }

  release(index: number): void {
    this.#gone.delete(index);
  }

  /** Where the row stands that is kept of this document; -1 if none is. */
  placeOf(id: string): number {
    for (const [index, row] of this.#gone) if (row.id === id) return index;
    return -1;
  }

  /** Rows `offset` up to `offset + limit`, by what `read` has of the archive's own answer. */
  async rows(
    offset: number,
    limit: number,
    read: (offset: number, limit: number) => Promise<DocumentRow[]>,
  ): Promise<DocumentRow[]> {
    const places = [...this.#gone.keys()].sort((a, b) => a - b);
    const before = places.filter((place) => place < offset).length;
    const within = places.filter((place) => place >= offset && place < offset + limit);
    const rows = [...(await read(offset - before, Math.max(1, limit - within.length)))];
    for (const place of within) {
      const row = this.#gone.get(place);
      if (row) rows.splice(place - offset, 0, row);
    }
    return rows.slice(0, limit);
  }
}
