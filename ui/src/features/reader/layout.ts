// How a text is laid out to be read: blocks cut into leaves of exact text, gathered in chunks.
// A leaf knows at which UTF-16 unit of the text it begins; nothing in it is added or left out.
import { Offsets } from '../../domain/offsets';
import type { DocumentReadingReport, ReadingBlock, ReadingCue } from '../../ipc/generated';

export interface Leaf {
  /** Where it begins, in UTF-16 units of the part of the text that is open. */
  at: number;
  text: string;
}

export interface Piece {
  block: ReadingBlock;
  /** One; of a table row one a cell. */
  leaves: Leaf[];
  /** Lines that were only broken to fit a column: they are set anew to the width there is. */
  flows: boolean;
  /** The page that begins with this block, if one does. */
  page: number | null;
  /** What is said when, if a cue begins with this block. */
  cue: ReadingCue | null;
}

export type RunKind = 'single' | 'list' | 'table';

/** Blocks that make one list or one table, or a block by itself. */
export interface Run {
  kind: RunKind;
  pieces: Piece[];
}

/** What is put into the window at once. */
export interface Chunk {
  /** From which unit up to which. */
  start: number;
  end: number;
  runs: Run[];
}

/** A cell of a table, with those right above and below it. */
export interface Cell {
  leaf: Leaf;
  above: Leaf | null;
  below: Leaf | null;
}

export const isIn = (leaf: Leaf, unit: number) =>
  unit >= leaf.at && unit <= leaf.at + leaf.text.length;

const CHUNK_UNITS = 12_000;

type Readable = Pick<DocumentReadingReport, 'text' | 'start' | 'blocks' | 'pages' | 'cues'>;

/** The text that is open, with its places counted both ways. */
export class Layout {
  readonly text: string;
  readonly chunks: Chunk[];
  readonly #start: number;
  readonly #offsets: Offsets;
  readonly #all: Piece[];

  constructor(report: Readable) {
    this.text = report.text;
    this.#start = report.start;
    this.#offsets = new Offsets(report.text);
    this.#all = this.#pieces(report);
    this.chunks = chunked(runsOf(this.#all));
  }

  /** The character of the whole text that unit `unit` of this part lies in. */
  charOf(unit: number): number {
    return this.#start + this.#offsets.charOf(unit);
  }

  /** The unit of this part at which character `char` of the whole text begins. */
  unitOf(char: number): number {
    return this.#offsets.unitOf(char - this.#start);
  }

  /** Whether the character is in the part that is open. */
  holds(char: number): boolean {
    return char >= this.#start && char <= this.#start + this.#offsets.chars;
  }

  /** The characters from `start` up to `end` of the whole text. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unitOf(start), this.unitOf(end));
  }

  chunkAt(unit: number): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.chunks[middle]!.end <= unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The cell that a unit stands in; null outside of tables. */
  cellAt(unit: number): Cell | null {
    const index = this.#all.findIndex((piece) => isIn(wholeOf(piece), unit));
    const piece = this.#all[index];
    if (piece?.block.kind !== 'table_row') return null;
    const column = piece.leaves.findIndex((leaf) => isIn(leaf, unit));
    const under = (row: Piece | undefined) =>
      row?.block.kind === 'table_row' ? (row.leaves[column] ?? row.leaves.at(-1)!) : null;
    return {
      leaf: piece.leaves[column]!,
      above: under(this.#all[index - 1]),
      below: under(this.#all[index + 1]),
    };
  }

  #pieces(report: Readable): Piece[] {
    const starts = new Map(report.pages.map((page) => [page.start, page.page_number]));
    const cues = new Map(report.cues.map((cue) => [cue.start, cue]));
    return report.blocks.map((block) => {
      const at = this.unitOf(block.start);
      const text = this.text.slice(at, this.unitOf(block.end));
      const leaves = block.kind === 'table_row' ? cellsOf(text, at) : [{ at, text }];
      return {
        block,
        leaves,
        flows: isOnlyWrapped(text),
        page: starts.get(block.start) ?? null,
        cue: cues.get(block.start) ?? null,
      };
    });
  }
}

/** Prose whose lines all end near one column; verses, lists and heads of mails do not. */
function isOnlyWrapped(text: string): boolean {
  const lines = text.split('\n').slice(0, -1);
  return lines.length > 0 && lines.every((line) => line.length >= 52 && line.length <= 160);
}

function cellsOf(text: string, at: number): Leaf[] {
  let from = at;
  return text.split('\t').map((cell) => {
    const leaf = { at: from, text: cell };
    from += cell.length + 1;
    return leaf;
  });
}

function runsOf(pieces: Piece[]): Run[] {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const kind =
      piece.block.kind === 'table_row'
        ? 'table'
        : piece.block.kind === 'list_item'
          ? 'list'
          : 'single';
    const last = runs.at(-1);
    if (kind !== 'single' && last?.kind === kind && piece.page === null) last.pieces.push(piece);
    else runs.push({ kind, pieces: [piece] });
  }
  return runs;
}

function wholeOf(piece: Piece): Leaf {
  return { at: piece.leaves[0]!.at, text: piece.leaves.map((leaf) => leaf.text).join('\t') };
}

function endOf(run: Run): number {
  const leaf = run.pieces.at(-1)!.leaves.at(-1)!;
  return leaf.at + leaf.text.length;
}

function chunked(runs: Run[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const whole of runs) {
    for (const run of cutLong(whole)) {
      const start = run.pieces[0]!.leaves[0]!.at;
      const end = endOf(run);
      const last = chunks.at(-1);
      if (last && end - last.start <= CHUNK_UNITS) {
        last.runs.push(run);
        last.end = end;
      } else {
        chunks.push({ start, end, runs: [run] });
      }
    }
  }
  return chunks;
}

/** A table of a thousand rows is put into the window in parts as well. */
function cutLong(run: Run): Run[] {
  const parts: Run[] = [];
  let part: Piece[] = [];
  let begin = run.pieces[0]!.leaves[0]!.at;
  for (const piece of run.pieces) {
    const end = piece.leaves.at(-1)!.at + piece.leaves.at(-1)!.text.length;
    if (part.length > 0 && end - begin > CHUNK_UNITS) {
      parts.push({ kind: run.kind, pieces: part });
      part = [];
      begin = piece.leaves[0]!.at;
    }
    part.push(piece);
  }
  parts.push({ kind: run.kind, pieces: part });
  return parts;
}

/** Cuts white space off both ends of a stretch: nobody means to quote it. */
export function trimmed(text: string, start: number, end: number): [number, number] {
  let [from, to] = [Math.min(start, end), Math.max(start, end)];
  while (from < to && /\s/.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  return [from, to];
}
