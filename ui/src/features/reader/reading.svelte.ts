// The document that is being read: its text, its passages, what is chosen in it, how it is shown.
import { ask, reportOf } from '../../ipc/api';
import type {
  DocumentReadingReport,
  DocumentShowReport,
  ErrorReport,
  ReadPassage,
  Selection,
} from '../../ipc/generated';
import { archive } from '../../state/archive.svelte';
import type { ReaderMode } from '../../state/navigation.svelte';
import { remember, remembered } from '../../state/settings.svelte';
import { Layout } from './layout';

/** A place that was selected and may be quoted. */
export type Chosen =
  | { kind: 'words'; start: number; end: number; text: string }
  | { kind: 'region'; page: number | null; region: string }
  | { kind: 'time'; from_ms: number; to_ms: number }
  | { kind: 'page'; page: number };

/** Where the chosen place is in the window, for what is shown beside it. */
export interface Spot {
  start: number;
  top: number;
  bottom: number;
}

export type Act = 'supports' | 'contradicts' | 'context' | 'keep' | 'relate';
export type DirectionChoice = 'auto' | 'ltr' | 'rtl';

const NOTHING: Selection = {
  quote: null,
  occurrence: null,
  prefix: null,
  suffix: null,
  range: null,
  page_number: null,
  region: null,
  time_ms: null,
  described: null,
};

/** How the archive is told of a chosen place. */
export function selectionOf(chosen: Chosen, described: string | null): Selection {
  switch (chosen.kind) {
    case 'words':
      return { ...NOTHING, described, range: [chosen.start, chosen.end] };
    case 'region':
      return { ...NOTHING, described, region: chosen.region, page_number: chosen.page };
    case 'time':
      return { ...NOTHING, described, time_ms: [chosen.from_ms, chosen.to_ms] };
    case 'page':
      return { ...NOTHING, described, page_number: chosen.page };
  }
}

const LOST = ['gone', 'ambiguous', 'changed', 'not_checked'];
export const isLost = (passage: Pick<ReadPassage, 'state'>) => LOST.includes(passage.state);

/** Passages in the order of the text: by page, then place, then time; regions end their page. */
function inOrder(passages: readonly ReadPassage[]): ReadPassage[] {
  const rank = (passage: ReadPassage) => [
    passage.page_number ?? Infinity,
    passage.start ?? Infinity,
    passage.time_from_ms ?? Infinity,
  ];
  return [...passages].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const i = left.findIndex((value, at) => value !== right[at]);
    return i < 0 ? 0 : left[i]! < right[i]! ? -1 : 1;
  });
}

export class Reading {
  readonly document: string;
  report: DocumentReadingReport | null = $state.raw(null);
  facts: DocumentShowReport | null = $state.raw(null);
  error: ErrorReport | null = $state.raw(null);
  showSealed = $state(false);
  mode: ReaderMode = $state('reading');
  /** Of what has pages: their pictures, or their text. */
  pictures = $state(true);
  page = $state(1);
  /** The passage that is looked at. */
  active: string | null = $state(null);
  /** The first passage that is in view, as one scrolls. */
  inSight: string | null = $state(null);
  chosen: Chosen | null = $state.raw(null);
  spot: Spot | null = $state.raw(null);
  act: Act | null = $state(null);
  finding = $state(false);
  caret = $state(false);
  /** Whether a drag on a page marks a region instead of words. */
  drawing = $state(false);
  beside: string | null = $state(null);
  /** Whether the dialog is open that aligns it with its original. */
  aligning = $state(false);
  /** What the mounted view can do; set by the part that shows the text. */
  onshow: (passage: ReadPassage) => void = () => undefined;
  /** Brings characters into view. */
  onplace: (start: number, end: number) => void = () => undefined;
  onpage: (page: number) => void = () => undefined;
  ontime: (milliseconds: number) => void = () => undefined;
  /** Takes back the selection in the window itself. */
  onclear: () => void = () => undefined;
  #firstBlock = $state(0);

  constructor(document: string) {
    this.document = document;
    $effect(() => {
      void archive.generation;
      let current = true;
      this.#read().then(
        ([report, facts]) => {
          if (!current) return;
          this.report = report;
          this.facts = facts;
          this.error = null;
        },
        (thrown) => {
          if (current) this.error = reportOf(thrown);
        },
      );
      return () => (current = false);
    });
  }

  layout = $derived.by(() => (this.#textOf === null ? null : new Layout(this.#textOf)));

  /** The report without what changes with each quotation, so that the text is laid out once. */
  #textOf = $derived.by(() => {
    const report = this.report;
    const kept = this.#kept;
    if (!report) return null;
    if (kept && kept.rendition === report.rendition && kept.start === report.start) return kept;
    this.#kept = report;
    return report;
  });
  #kept: DocumentReadingReport | null = null;

  passages = $derived(inOrder(this.report?.passages ?? []));
  lost = $derived(this.passages.filter(isLost));
  placed = $derived(this.passages.filter((passage) => !isLost(passage)));

  hasText = $derived((this.report?.length ?? 0) > 0);
  hasPages = $derived((this.report?.pages.length ?? 0) > 0);
  media = $derived((this.facts?.media_type ?? '').split('/')[0] ?? '');
  isImage = $derived(this.report?.image !== null && this.media === 'image');
  isSound = $derived(this.media === 'audio' || this.media === 'video');
  showsPictures = $derived(this.hasPages && this.pictures);
  /** Whether its words stand for those of an original. */
  carries = $derived(
    this.report?.beside.some((one) => ['original', 'recording'].includes(one.relation)) ?? false,
  );
  writable = $derived(archive.writable && this.facts?.removed !== true);

  zoom = $derived(remembered('reader.zoom', 100));
  textSize = $derived(remembered('reader.text-size', 100));
  /** Which paragraph a passage begins in, from 1; null where no text is open. */
  paragraphOf(passage: Pick<ReadPassage, 'start'>): number | null {
    const { start } = passage;
    const blocks = this.report?.blocks;
    if (start === null || !blocks || this.hasPages || this.isSound) return null;
    const index = blocks.findIndex((block) => start < block.end);
    return index < 0 ? null : index + 1 + this.report!.first_block;
  }

  more = $derived.by(() => {
    const report = this.report;
    if (!report) return { before: false, after: false };
    const next = report.first_block + report.blocks.length;
    return { before: report.first_block > 0, after: next < report.block_total };
  });

  get direction(): DirectionChoice {
    return (
      remembered<Record<string, DirectionChoice>>('reader.direction', {})[this.document] ?? 'auto'
    );
  }

  again(): void {
    archive.generation += 1;
  }

  nextPart(): void {
    if (this.report && this.more.after) {
      this.#firstBlock = this.report.first_block + this.report.blocks.length;
    }
  }

  firstPart(): void {
    this.#firstBlock = 0;
  }

  passage(id: string | null): ReadPassage | null {
    return this.passages.find((passage) => passage.id === id) ?? null;
  }

  /** Looks at a passage: its card, and its place in the document. */
  show(id: string): void {
    this.active = id;
    const passage = this.passage(id);
    if (!passage) return;
    if (passage.page_number !== null && this.showsPictures) this.page = passage.page_number;
    this.onshow(passage);
  }

  /** The next passage (or the one before), round and round. */
  step(by: 1 | -1): void {
    const all = this.placed;
    if (all.length === 0) return;
    const now = all.findIndex((passage) => passage.id === this.active);
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length;
    this.show(all[next]!.id);
  }

  goToPage(page: number): void {
    const last = this.isImage ? 1 : (this.report?.pages.length ?? 0);
    if (page < 1 || page > last) return;
    this.page = page;
    this.onpage(page);
  }

  choose(chosen: Chosen | null, spot: Spot | null = null): void {
    this.chosen = chosen;
    this.spot = spot;
    if (chosen === null) this.act = null;
  }

  clear(): void {
    this.choose(null);
    this.onclear();
  }

  setZoom(percent: number): void {
    remember('reader.zoom', Math.max(50, Math.min(300, Math.round(percent / 10) * 10)));
  }

  setTextSize(percent: number): void {
    remember('reader.text-size', Math.max(70, Math.min(240, Math.round(percent / 10) * 10)));
  }

  /** Larger or smaller: the text where text is shown, else the pictures; 0 is as it was. */
  scale(by: 1 | -1 | 0): void {
    const isText = this.hasText && !this.showsPictures && !this.isImage;
    const now = isText ? this.textSize : this.zoom;
    const wanted = by === 0 ? 100 : now + by * 10;
    if (isText) this.setTextSize(wanted);
    else this.setZoom(wanted);
  }

  setDirection(direction: DirectionChoice): void {
    const kept = { ...remembered<Record<string, DirectionChoice>>('reader.direction', {}) };
    if (direction === 'auto') delete kept[this.document];
    else kept[this.document] = direction;
    remember('reader.direction', kept);
  }

  turnDirection(): void {
    const turns: DirectionChoice[] = ['auto', 'rtl', 'ltr'];
    this.setDirection(turns[(turns.indexOf(this.direction) + 1) % turns.length]!);
  }

  async #read(): Promise<[DocumentReadingReport, DocumentShowReport]> {
    const show_sealed = this.showSealed;
    const first_block = this.#firstBlock;
    const { document } = this;
    return Promise.all([
      ask('document_reading', { document, show_sealed, first_block }),
      ask('document_show', { name: document, show_sealed }),
    ]);
  }
}

/** The reader that is open, for commands of menus and keys. */
class Open {
  now: Reading | null = $state.raw(null);
}

export const open = new Open();
