// What a grid needs besides its looks: its columns, its windows of rows, and what is selected.
import type { Snippet } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';

export interface GridColumn<Row> {
  id: string;
  label: string;
  /** A track of the CSS grid: `minmax(200px, 3fr)`, `96px`. */
  width: string;
  sortable?: boolean;
  cell: Snippet<[Row]>;
}

export interface GridSort {
  column: string;
  descending: boolean;
}

/** The keys of the rows chosen; lives in the view, so that it can act on them. */
export class GridSelection {
  readonly keys = new SvelteSet<string>();
  /** Set by "select all": then `keys` are the exceptions. */
  all = $state(false);

  has(key: string): boolean {
    return this.all !== this.keys.has(key);
  }

  count(total: number): number {
    return this.all ? total - this.keys.size : this.keys.size;
  }

  toggle(key: string): void {
    if (!this.keys.delete(key)) this.keys.add(key);
  }

  set(key: string, chosen: boolean): void {
    if (this.has(key) !== chosen) this.toggle(key);
  }

  selectAll(): void {
    this.keys.clear();
    this.all = true;
  }

  clear(): void {
    this.keys.clear();
    this.all = false;
  }
}

const WINDOW = 200;
const KEPT_WINDOWS = 12;

/* eslint-disable svelte/prefer-svelte-reactivity -- the map is replaced whole, never changed. */

/** Rows fetched in windows of 200; what has scrolled far away is let go. */
export class RowWindows<Row> {
  #windows = $state.raw(new Map<number, Row[]>());
  #asked = new Set<number>();
  #fresh = new Set<number>();
  #turn = 0;

  constructor(
    private readonly fetch: (start: number, count: number) => Promise<Row[]>,
    private readonly failed: (thrown: unknown) => void,
  ) {}

  at(index: number): Row | undefined {
    return this.#windows.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  }

  /** Asks for whatever from `first` up to, not including, `last` is not here yet. */
  want(first: number, last: number): void {
    if (last <= first) return;
    for (let n = Math.floor(first / WINDOW); n <= Math.floor((last - 1) / WINDOW); n += 1) {
      if (this.#asked.has(n)) continue;
      this.#asked.add(n);
      void this.#read(n, this.#turn);
    }
  }

  /** The rows from `first` up to, not including, `last`, read for this if they are not here. */
  async between(first: number, last: number): Promise<Row[]> {
    const found: Row[] = [];
    for (let n = Math.floor(first / WINDOW); n * WINDOW < last; n += 1) {
      const rows = this.#windows.get(n) ?? (await this.fetch(n * WINDOW, WINDOW));
      found.push(...rows.slice(Math.max(0, first - n * WINDOW), last - n * WINDOW));
    }
    return found;
  }

  /** Where the row stands that `wanted` says yes to, among those read anew; -1 if none is. */
  find(wanted: (row: Row) => boolean): number {
    for (const [n, rows] of this.#windows) {
      if (!this.#fresh.has(n)) continue;
      const at = rows.findIndex(wanted);
      if (at >= 0) return n * WINDOW + at;
    }
    return -1;
  }

  /** Puts another row in a row's place, without reading anything. */
  put(index: number, row: Row): void {
    const n = Math.floor(index / WINDOW);
    const rows = this.#windows.get(n);
    if (!rows) return;
    this.#windows = new Map(this.#windows).set(n, rows.with(index % WINDOW, row));
  }

  /** Reads again; the old rows stay on screen until the new ones are here. */
  renew(): void {
    this.#turn += 1;
    this.#asked.clear();
    this.#fresh.clear();
  }

  async #read(n: number, turn: number): Promise<void> {
    try {
      const rows = await this.fetch(n * WINDOW, WINDOW);
      if (turn !== this.#turn) return;
      const windows = new Map(this.#windows);
      windows.delete(n);
      windows.set(n, rows);
      this.#fresh.add(n);
      for (const far of [...windows.keys()].slice(0, -KEPT_WINDOWS)) {
        windows.delete(far);
        this.#asked.delete(far);
      }
      this.#windows = windows;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#asked.delete(n);
      this.failed(thrown);
    }
  }
}

/** Where a key takes the cursor of a grid; undefined for a key that does not move it. */
export function stepTo(key: string, active: number, page: number, total: number) {
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: total - 1,
  };
  return steps[key];
}

/** Notes when the first row of all stood there, for measurements. */
export function markFirstRow(row: unknown): void {
  const isFirst = performance.getEntriesByName('first-row').length === 0;
  if (row !== undefined && isFirst) performance.mark('first-row');
}
