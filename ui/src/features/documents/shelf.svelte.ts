// What the list of documents is about: which rows, which are chosen, what is to be done to them.
import { GridSelection, type GridSort } from '../../components/grid.svelte';
import { ask } from '../../ipc/api';
import type {
  DocumentFilter,
  DocumentRow,
  DocumentSort,
  DocumentRowsRequest,
} from '../../ipc/generated';
import { navigation } from '../../state/navigation.svelte';
import { remember, remembered } from '../../state/settings.svelte';
import { batchRows, rowsBeside } from './rows';
import { StandingList } from './standing';

export type Deed =
  'remove' | 'tag' | 'collection' | 'rename' | 'derive' | 'relate' | 'appraise' | 'align' | 'cite';

const SORTS: Record<string, DocumentSort> = {
  title: 'title',
  date: 'date',
  type: 'type',
  size: 'size',
  evidence: 'evidence',
  added: 'added',
};
const PAGE = 500;
const REMEMBERED_ROWS = 4000;

class Shelf {
  /** The row the cursor is on. */
  active: DocumentRow | null = $state.raw(null);
  selection = new GridSelection();
  total = $state(0);
  /** Grows whenever rows were read: what is known of those chosen may be another now. */
  turn = $state(0);
  /** The dialog that is open, for the documents in `targets`. */
  deed: Deed | null = $state(null);
  targets: DocumentRow[] = $state.raw([]);
  /** Whether the inspector is being typed into: then the list stands still. */
  held = false;
  /** The state of the archive that the list is of. */
  readAt = $state(0);
  /** Whether the list is on screen: its commands act on it. */
  shown = $state(false);
  // Not reactive: only looked into when something is to be done to what was chosen.
  #seen = new Map<string, DocumentRow>();
  #standing = new StandingList();
  #batch: { turn: string; rows: Promise<DocumentRow[]> } | null = null;

  get filter(): Partial<DocumentFilter> {
    return navigation.place.view === 'documents' ? (navigation.place.filter ?? {}) : {};
  }

  /** What was taken in together, where just that is shown. */
  get batch(): string[] | null {
    return navigation.place.view === 'documents' ? (navigation.place.batch ?? null) : null;
  }

  get sort(): GridSort | null {
    if (this.batch) return null;
    return remembered<GridSort | null>('documents.sort', null);
  }

  get chosenCount(): number {
    return this.selection.count(this.total);
  }

  setSort(sort: GridSort): void {
    this.#standing.renew();
    remember('documents.sort', sort);
  }

  /** Changes parts of the filter; a null takes a part away. */
  narrow(change: { [Key in keyof DocumentFilter]?: DocumentFilter[Key] | null }): void {
    const filter = Object.fromEntries(
      Object.entries({ ...this.filter, ...change }).filter(
        ([, value]) =>
          value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
      ),
    ) as Partial<DocumentFilter>;
    this.selection.clear();
    this.held = false;
    this.#standing.renew();
    navigation.replace(
      Object.keys(filter).length === 0 ? { view: 'documents' } : { view: 'documents', filter },
    );
  }

  #request(offset: number, limit: number): Partial<DocumentRowsRequest> {
    const sort = this.sort;
    return {
      filter: fullFilter(this.filter),
      sort: SORTS[sort?.column ?? ''] ?? 'added',
      descending: sort?.descending ?? false,
      offset,
      limit,
    };
  }

  /** Reads the list anew: what no longer passes the filter leaves it. */
  renew(generation: number): void {
    this.readAt = generation;
    this.#standing.renew();
  }

  async #read(offset: number, limit: number): Promise<DocumentRow[]> {
    if (this.batch) {
      const rows = await this.#ofBatch(this.batch);
      this.total = rows.length;
      return rows.slice(offset, offset + limit);
    }
    const request = this.#request.bind(this);
    return this.#standing.rows(offset, limit, async (from, count) => {
      const report = await ask('document_rows', request(from, count));
      this.total = report.total + this.#standing.kept;
      return report.rows;
    });
  }

  #ofBatch(ids: string[]): Promise<DocumentRow[]> {
    const turn = `${this.readAt} ${ids.join(' ')}`;
    if (this.#batch?.turn !== turn) this.#batch = { turn, rows: batchRows(ids) };
    return this.#batch.rows;
  }

  /**
   * What is now known of a document and of those that share its source, each with its place in
   * the list, which stays as it is. Null if the document is not there any more.
   */
  async refresh(
    id: string,
    placeOf: (id: string) => number,
  ): Promise<{ place: number; row: DocumentRow }[] | null> {
    const filter = fullFilter(this.filter);
    const { rows, passing } = await rowsBeside(id, filter);
    if (!rows.some((row) => row.id === id)) return null;
    const batch = this.batch === null ? null : await this.#ofBatch(this.batch);
    const changed: { place: number; row: DocumentRow }[] = [];
    for (const row of rows) {
      this.#seen.set(row.id, row);
      const place = placeOf(row.id);
      if (place < 0) continue;
      changed.push({ place, row });
      if (batch) batch[place] = row;
      else if (!passing.has(row.id)) this.#standing.keep(place, row);
      else this.#standing.release(place);
    }
    this.turn += 1;
    return changed;
  }

  async fetch(offset: number, limit: number): Promise<DocumentRow[]> {
    const found = await this.#read(offset, limit);
    for (const row of found) this.#seen.set(row.id, row);
    if (this.#seen.size > REMEMBERED_ROWS) {
      for (const id of [...this.#seen.keys()].slice(0, this.#seen.size - REMEMBERED_ROWS)) {
        if (!this.selection.keys.has(id)) this.#seen.delete(id);
      }
    }
    this.turn += 1;
    return found;
  }

  /** What something is to be done to: the rows selected, else the one the cursor is on. */
  async chosen(most = Infinity): Promise<DocumentRow[]> {
    if (this.chosenCount === 0) return this.active ? [this.active] : [];
    if (!this.selection.all) {
      return [...this.selection.keys].flatMap((id) => this.#seen.get(id) ?? []).slice(0, most);
    }
    const rows: DocumentRow[] = [];
    for (let offset = 0; offset < this.total && rows.length < most; offset += PAGE) {
      const page = await this.#read(offset, PAGE);
      rows.push(...page.filter((row) => this.selection.has(row.id)));
    }
    return rows.slice(0, most);
  }

  /** Opens a dialog for what is chosen. */
  async begin(deed: Deed): Promise<void> {
    this.targets = await this.chosen();
    if (this.targets.length > 0) this.deed = deed;
  }

  end(): void {
    this.deed = null;
  }

  /**
   * Finds the next document, after `from` and then from the beginning, that lacks something, and
   * its place; null if no other does.
   */
  async nextNeedy(from: number): Promise<{ place: number; id: string } | null> {
    const stretches = [
      [from + 1, this.total],
      [0, from],
    ] as const;
    for (const [begin, end] of stretches) {
      for (let offset = begin; offset < end; offset += PAGE) {
        const page = await this.#read(offset, Math.min(PAGE, end - offset));
        const found = page.findIndex((row) => row.needs.length > 0);
        const row = page[found];
        if (row) return { place: offset + found, id: row.id };
      }
    }
    return null;
  }
}

/** A filter with every part it must have. */
export function fullFilter(filter: Partial<DocumentFilter>): DocumentFilter {
  return {
    text: null,
    needs: [],
    source: null,
    collection: null,
    tag: null,
    media: null,
    sensitivity: null,
    years: null,
    removed: false,
    show_sealed: false,
    ...filter,
  };
}

export const shelf = new Shelf();
