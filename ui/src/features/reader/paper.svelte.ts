// A text in the window: which chunks of it are there, what is drawn on it, where things stand.
import { flushSync } from 'svelte';
import { draw, INKS, wipe, type Ink } from './ink';
import type { Layout } from './layout';
import { leavesOf, pointAt, rangeOf, unitAt } from './leaves';

/** A stretch of the text, in characters of the whole, under an ink. */
export interface Stroke {
  ink: Ink;
  start: number;
  end: number;
  /** The passage it stands for, which gets a mark in the margin. */
  passage?: string;
}

export interface GutterMark {
  passage: string;
  ink: Ink;
  top: number;
  /** Which of several on one line. */
  place: number;
}

type Drawn = Record<Ink, Range[]>;

const MARK_HEIGHT = 20;

export class Paper {
  root: HTMLElement | null = $state.raw(null);
  scroller: HTMLElement | null = $state.raw(null);
  layout: Layout = $state.raw()!;
  /** Which chunks are in the window; they stay once they were there. */
  shown: boolean[] = $state([]);
  marks: GutterMark[] = $state.raw([]);
  #strokes: readonly Stroke[] = [];
  #watch: IntersectionObserver | null = null;

  /** Takes a text; the first chunk is shown at once. */
  open(layout: Layout): void {
    this.layout = layout;
    this.shown = layout.chunks.map((_, i) => i === 0);
  }

  /** Puts chunks into the window as they come near; the answer stops it. */
  watch(scroller: HTMLElement, root: HTMLElement): () => void {
    const arrived = (entries: IntersectionObserverEntry[]) => {
      for (const entry of entries) {
        const index = Number((entry.target as HTMLElement).dataset.chunk);
        if (entry.isIntersecting && this.shown[index] === false) this.#put(index);
      }
    };
    this.#watch = new IntersectionObserver(arrived, { root: scroller, rootMargin: '1500px 0px' });
    for (const chunk of root.querySelectorAll('[data-chunk]')) this.#watch.observe(chunk);
    return () => {
      this.#watch?.disconnect();
      wipe(this);
    };
  }

  #put(index: number): void {
    const element = this.root?.querySelector<HTMLElement>(`[data-chunk="${index}"]`);
    const before = element?.getBoundingClientRect();
    flushSync(() => (this.shown[index] = true));
    // What grows above the eye must not move what is read.
    if (element && before && this.scroller) {
      const isAbove = before.bottom <= this.scroller.getBoundingClientRect().top;
      if (isAbove) {
        this.scroller.scrollTop += element.getBoundingClientRect().height - before.height;
      }
    }
    this.paint(this.#strokes);
  }

  /** Draws the strokes and finds the places of their marks. */
  paint(strokes: readonly Stroke[]): void {
    this.#strokes = strokes;
    const { root } = this;
    if (!root) return;
    const ranges = Object.fromEntries(INKS.map((ink) => [ink, []])) as unknown as Drawn;
    const marks: GutterMark[] = [];
    const top = root.getBoundingClientRect().top;
    const leaves = leavesOf(root);
    for (const stroke of strokes) {
      const range = this.#rangeOf(stroke.start, stroke.end, leaves);
      if (!range) continue;
      ranges[stroke.ink].push(range);
      if (stroke.passage === undefined) continue;
      const line = range.getClientRects()[0];
      if (!line) continue;
      const at = line.top - top + (line.height - MARK_HEIGHT) / 2;
      const place = marks.filter((mark) => Math.abs(mark.top - at) < MARK_HEIGHT - 2).length;
      marks.push({ passage: stroke.passage, ink: stroke.ink, top: at, place });
    }
    for (const ink of INKS) draw(this, ink, ranges[ink]);
    this.marks = marks;
  }

  /** The layout has moved (another width, another size of text). */
  again(): void {
    this.paint(this.#strokes);
  }

  #rangeOf(start: number, end: number, leaves?: HTMLElement[]): Range | null {
    const { root, layout } = this;
    if (!root || !layout.holds(start) || !layout.holds(end)) return null;
    const [from, to] = [layout.unitOf(start), layout.unitOf(end)];
    const first = layout.chunkAt(from);
    const last = layout.chunkAt(Math.max(from, to - 1));
    for (let chunk = first; chunk <= last; chunk += 1) if (!this.shown[chunk]) return null;
    return rangeOf(root, from, to, leaves);
  }

  /** Brings characters into view, a third from the top; false if they are in another part. */
  reveal(start: number, end: number, where: 'third' | 'near' | number = 'third'): boolean {
    const { layout, scroller } = this;
    if (!scroller || !layout.holds(start)) return false;
    const chunk = layout.chunkAt(layout.unitOf(start));
    const last = layout.chunkAt(layout.unitOf(Math.min(end, start + 4000)));
    for (let index = chunk; index <= last; index += 1) if (!this.shown[index]) this.#put(index);
    const range = this.#rangeOf(start, Math.max(end, start + 1));
    const rect = range?.getClientRects()[0];
    if (!rect) return false;
    const pane = scroller.getBoundingClientRect();
    const isNear = rect.top > pane.top + 40 && rect.bottom < pane.bottom - 60;
    if (where === 'near' && isNear) return true;
    const share = typeof where === 'number' ? where : pane.height / 3;
    scroller.scrollTop += rect.top - pane.top - share;
    return true;
  }

  /** The unit at a point of the window; null where no text is. */
  unitAtPoint(x: number, y: number): number | null {
    const range = document.caretRangeFromPoint(x, y);
    if (!range || !this.root?.contains(range.startContainer)) return null;
    return unitAt(this.root, range.startContainer, range.startOffset);
  }

  /** Where the caret before `unit` stands in the window. */
  caretRect(unit: number): DOMRect | null {
    if (!this.root) return null;
    const chunk = this.layout.chunkAt(unit);
    if (!this.shown[chunk]) this.#put(chunk);
    const point = pointAt(this.root, unit);
    if (!point) return null;
    const range = document.createRange();
    range.setStart(point.node, point.offset);
    range.collapse(true);
    return range.getClientRects()[0] ?? null;
  }

  /** The first paragraph in view, and how far from the top it begins: to come back to. */
  topChar(): { char: number; offset: number } | null {
    const { root, scroller } = this;
    if (!root || !scroller) return null;
    const top = scroller.getBoundingClientRect().top;
    for (const leaf of root.querySelectorAll<HTMLElement>('[data-at]')) {
      const rect = leaf.getBoundingClientRect();
      if (rect.bottom <= top + 4) continue;
      const unit = Number(leaf.dataset.at);
      const first = this.caretRect(unit) ?? rect;
      return { char: this.layout.charOf(unit), offset: first.top - top };
    }
    return null;
  }

  /** The passage that is seen first: `active` if it is in view, else the one highest up. */
  passageInSight(active: string | null): string | null {
    const { root, scroller } = this;
    if (!root || !scroller) return null;
    const pane = scroller.getBoundingClientRect();
    const top = root.getBoundingClientRect().top;
    const seen = this.marks.filter((mark) => {
      const at = top + mark.top;
      return at > pane.top - MARK_HEIGHT && at < pane.bottom - MARK_HEIGHT;
    });
    if (seen.some((mark) => mark.passage === active)) return active;
    return seen.sort((a, b) => a.top - b.top)[0]?.passage ?? null;
  }

  /** The stretch that is selected in the window, in units; null if none of it is in this text. */
  selection(): [number, number] | null {
    const selection = document.getSelection();
    const { root } = this;
    if (!root || !selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(root)) return null;
    const start = root.contains(range.startContainer)
      ? unitAt(root, range.startContainer, range.startOffset)
      : 0;
    const end = root.contains(range.endContainer)
      ? unitAt(root, range.endContainer, range.endOffset)
      : this.layout.text.length;
    return start === null || end === null ? null : [start, end];
  }

  /** Where units stand in the window, for what is shown beside them. */
  boxOf(from: number, to: number): DOMRect | null {
    const range = this.root ? rangeOf(this.root, from, to) : null;
    return range?.getBoundingClientRect() ?? null;
  }
}
