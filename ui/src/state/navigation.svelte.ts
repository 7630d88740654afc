// Where one is: places, back and forward. Each view gets its place as `place`.
import type { DocumentFilter } from '../ipc/generated';

export type ReaderMode = 'reading' | 'captured' | 'file';

export type Place =
  | { view: 'welcome' }
  | {
      view: 'documents';
      filter?: Partial<DocumentFilter>;
      /** Just these, in this order: what was taken in together. */
      batch?: string[];
    }
  | { view: 'take-in' }
  | {
      view: 'reader';
      document: string;
      passage?: string;
      mode?: ReaderMode;
      /** A stretch of its text to be shown, in characters. */
      at?: [number, number];
    }
  | { view: 'evidence' }
  | { view: 'claims'; claim?: string }
  | { view: 'trace'; start: string }
  | { view: 'contradictions' }
  | { view: 'references'; source?: string }
  | { view: 'subjects'; subject?: string }
  | { view: 'search'; query: string }
  | { view: 'saved-searches' }
  | { view: 'timeline' }
  | { view: 'integrity'; documents?: string[] }
  | { view: 'custody'; document: string }
  | { view: 'notes'; note?: string }
  | { view: 'collections'; collection?: string }
  | { view: 'tags'; tag?: string }
  | { view: 'sensitivity' }
  | { view: 'trash' }
  | { view: 'history' }
  | { view: 'keys' }
  | { view: 'settings' }
  | { view: 'help' }
  | { view: 'draft-check' };

export type ViewName = Place['view'];
export type PlaceOf<Name extends ViewName> = Extract<Place, { view: Name }>;

const KEPT = 200;

class Navigation {
  place: Place = $state.raw({ view: 'welcome' });
  #behind: Place[] = $state.raw([]);
  #ahead: Place[] = $state.raw([]);

  get canGoBack(): boolean {
    return this.#behind.length > 0;
  }

  get canGoForward(): boolean {
    return this.#ahead.length > 0;
  }

  go(place: Place): void {
    if (JSON.stringify(place) === JSON.stringify(this.place)) return;
    this.#behind = [...this.#behind, this.place].slice(-KEPT);
    this.#ahead = [];
    this.place = place;
  }

  /** Changes the place without a step in the history, e.g. the claim chosen in a list. */
  replace(place: Place): void {
    this.place = place;
  }

  back(): void {
    const place = this.#behind.at(-1);
    if (!place) return;
    this.#behind = this.#behind.slice(0, -1);
    this.#ahead = [this.place, ...this.#ahead];
    this.place = place;
  }

  forward(): void {
    const [place, ...rest] = this.#ahead;
    if (!place) return;
    this.#behind = [...this.#behind, this.place];
    this.#ahead = rest;
    this.place = place;
  }

  /** Forgets the way here: places of a closed archive mean nothing in the next one. */
  reset(place: Place): void {
    this.#behind = [];
    this.#ahead = [];
    this.place = place;
  }
}

export const navigation = new Navigation();
export const navigate = (place: Place): void => navigation.go(place);
export const back = (): void => navigation.back();
export const forward = (): void => navigation.forward();
