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
  /** Whether the list is on screen: its commands act on it. */
  shown = $state(false);
  // Not reactive: only looked into when something is to be done to what was chosen.
  #seen = new Map<string, DocumentRow>();

  get filter(): Partial<DocumentFilter> {
    return navigation.place.view === 'documents' ? (navigation.place.filter ?? {}) : {};
  }

  get sort(): GridSort | null {
    return remembered<GridSort | null>('documents.sort', null);
  }

  get chosenCount(): number {
    return this.selection.count(this.total);
  }

  setSort(sort: GridSort): void {
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

  async fetch(offset: number, limit: number): Promise<DocumentRow[]> {
    const report = await ask('document_rows', this.#request(offset, limit));
    this.total = report.total;
    for (const row of report.rows) this.#seen.set(row.id, row);
    if (this.#seen.size > REMEMBERED_ROWS) {
      for (const id of [...this.#seen.keys()].slice(0, this.#seen.size - REMEMBERED_ROWS)) {
        if (!this.selection.keys.has(id)) this.#seen.delete(id);
      }
    }
    this.turn += 1;
    return report.rows;
  }

  /** What something is to be done to: the rows selected, else the one the cursor is on. */
  async chosen(most = Infinity): Promise<DocumentRow[]> {
    if (this.chosenCount === 0) return this.active ? [this.active] : [];
    if (!this.selection.all) {
      return [...this.selection.keys].flatMap((id) => this.#seen.get(id) ?? []).slice(0, most);
    }
    const rows: DocumentRow[] = [];
    for (let offset = 0; offset < this.total && rows.length < most; offset += PAGE) {
      const page = await ask('document_rows', this.#request(offset, PAGE));
      rows.push(...page.rows.filter((row) => this.selection.has(row.id)));
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

  /** Finds the place of the next document, after `from`, that lacks something; -1 if none does. */
  async nextNeedy(from: number): Promise<number> {
    for (let offset = from + 1; offset < this.total; offset += PAGE) {
      const page = await ask('document_rows', this.#request(offset, PAGE));
      const found = page.rows.findIndex((row) => row.needs.length > 0);
      if (found >= 0) return offset + found;
    }
    return -1;
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
