// Caret mode: reading and selecting by keys alone, with a caret that can be seen.
import { moved, type Movement } from './caret';
import { isIn, trimmed } from './layout';
import { unitAt } from './leaves';
import type { Paper } from './paper.svelte';

/** A stretch of the window, from the start of the paper. */
export interface CaretBox {
  start: number;
  top: number;
  height: number;
}

export class Caret {
  on = $state(false);
  box: CaretBox | null = $state.raw(null);
  #at = 0;
  #anchor: number | null = null;
  #column: number | null = null;
  readonly #paper: Paper;
  readonly #onselected: (units: [number, number] | null) => void;

  constructor(paper: Paper, onselected: (units: [number, number] | null) => void) {
    this.#paper = paper;
    this.#onselected = onselected;
  }

  /** Begins where the last press was, if that is in view, else at the first line in view. */
  begin(): void {
    const selection = document.getSelection();
    const { root } = this.#paper;
    const node = selection?.anchorNode;
    const pressed =
      root && node && root.contains(node) ? unitAt(root, node, selection.anchorOffset) : null;
    const top = this.#paper.topChar();
    this.#at = pressed ?? (top === null ? 0 : this.#paper.layout.unitOf(top.char));
    this.#anchor = null;
    this.on = true;
    root?.focus({ preventScroll: true });
    this.#show();
  }

  end(): void {
    this.on = false;
    this.box = null;
  }

  /** A press of the pointer sets the caret there. */
  put(unit: number): void {
    if (!this.on) return;
    this.#at = unit;
    this.#anchor = null;
    this.#show();
  }

  /** Draws the caret again after the text has moved. */
  again(): void {
    if (this.on) this.#place();
  }

  /** Moves or extends; true if the key was one of its own. */
  press(event: KeyboardEvent): boolean {
    if (!this.on || event.altKey) return false;
    if (event.key === 'Escape') {
      if (this.#anchor === null) this.end();
      else this.#extend(null);
      this.#show();
      return true;
    }
    const to = this.#target(event);
    if (to === null) return false;
    if (event.shiftKey) this.#anchor ??= this.#at;
    else if (this.#anchor !== null) this.#extend(null);
    this.#at = to;
    if (event.shiftKey) this.#extend(this.#anchor);
    this.#show();
    return true;
  }

  #target(event: KeyboardEvent): number | null {
    const { text } = this.#paper.layout;
    const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const ctrl = event.ctrlKey || event.metaKey;
    if (along !== undefined) {
      this.#column = null;
      const by = (this.#isRtl() ? -along : along) as 1 | -1;
      const movement: Movement = ctrl ? 'word' : 'character';
      return moved(text, this.#at, by, movement);
    }
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (down !== undefined) {
      if (!ctrl) return this.#line(down);
      return moved(text, this.#at, down, 'paragraph');
    }
    if (event.key === 'Home' || event.key === 'End') {
      this.#column = null;
      if (ctrl) return event.key === 'Home' ? 0 : text.length;
      return this.#lineEnd(event.key === 'End');
    }
    return null;
  }

  /** The same column on the line above or below. */
  #line(by: 1 | -1): number | null {
    const rect = this.#paper.caretRect(this.#at);
    if (!rect) return null;
    const x = (this.#column ??= rect.left);
    this.#paper.reveal(this.#char(), this.#char() + 1, 'near');
    const now = this.#paper.caretRect(this.#at) ?? rect;
    const middle = now.top + now.height / 2;
    const cell = this.#paper.layout.cellAt(this.#at);
    const next = (by > 0 ? cell?.below : cell?.above) ?? null;
    for (let step = 1; step <= 8; step += 1) {
      const y = middle + by * step * now.height * 0.7;
      const unit = this.#paper.unitAtPoint(x, y);
      if (unit === null) continue;
      const there = this.#paper.caretRect(unit);
      const isFurther = there && by * (there.top - now.top) > now.height / 2;
      // Between cells the engine may answer with a place far off.
      const isThere = there && Math.abs(there.top + there.height / 2 - y) < there.height;
      // In a table the caret goes down its own column, never over to the next cell.
      const isOfColumn = !cell || !next || isIn(cell.leaf, unit) || isIn(next, unit);
      if (isFurther && isThere && isOfColumn) return unit;
    }
    if (next) return next.at;
    return moved(this.#paper.layout.text, this.#at, by, 'paragraph');
  }

  #lineEnd(end: boolean): number | null {
    const rect = this.#paper.caretRect(this.#at);
    const root = this.#paper.root?.getBoundingClientRect();
    if (!rect || !root) return null;
    const toTheRight = end !== this.#isRtl();
    const x = toTheRight ? root.right - 34 : root.left + 42;
    return this.#paper.unitAtPoint(x, rect.top + rect.height / 2);
  }

  #isRtl(): boolean {
    const { root } = this.#paper;
    const char = root?.querySelectorAll<HTMLElement>('[data-at]') ?? [];
    let leaf: HTMLElement | null = null;
    for (const one of char) if (Number(one.dataset.at) <= this.#at) leaf = one;
    return leaf !== null && getComputedStyle(leaf).direction === 'rtl';
  }

  #char(): number {
    return this.#paper.layout.charOf(this.#at);
  }

  #extend(anchor: number | null): void {
    this.#anchor = anchor;
    if (anchor === null || anchor === this.#at) return this.#onselected(null);
    const [from, to] = trimmed(this.#paper.layout.text, anchor, this.#at);
    this.#onselected(from < to ? [from, to] : null);
  }

  #show(): void {
    if (!this.on) return;
    this.#paper.reveal(this.#char(), this.#char() + 1, 'near');
    this.#place();
  }

  #place(): void {
    const rect = this.#paper.caretRect(this.#at);
    const root = this.#paper.root?.getBoundingClientRect();
    if (!rect || !root) return void (this.box = null);
    const rtl = getComputedStyle(this.#paper.root!).direction === 'rtl';
    const start = rtl ? root.right - rect.left : rect.left - root.left;
    this.box = { start, top: rect.top - root.top, height: rect.height };
  }
}
