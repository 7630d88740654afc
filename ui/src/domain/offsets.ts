// Places in a text: the archive counts Unicode characters (scalars), the browser UTF-16 units.

/** Maps between the two countings of one text, by looking up where the wide characters are. */
export class Offsets {
  /** Character index of each character that takes two UTF-16 units, ascending. */
  readonly #wide: number[] = [];
  readonly chars: number;
  readonly units: number;

  constructor(text: string) {
    let char = 0;
    for (const character of text) {
      if (character.length === 2) this.#wide.push(char);
      char += 1;
    }
    this.chars = char;
    this.units = text.length;
  }

  /** The UTF-16 index at which character `char` begins. */
  unitOf(char: number): number {
    const inside = Math.max(0, Math.min(char, this.chars));
    return inside + this.#wideBefore((index) => this.#wide[index]! < inside);
  }

  /** The character that UTF-16 index `unit` lies in; inside a pair, the pair's own. */
  charOf(unit: number): number {
    const inside = Math.max(0, Math.min(unit, this.units));
    // The k-th wide character begins at unit `wide[k] + k`; past it, both its units are counted.
    return inside - this.#wideBefore((index) => this.#wide[index]! + index < inside);
  }

  #wideBefore(isBefore: (index: number) => boolean): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The part of `text` from character `start` up to, not including, character `end`. */
export function sliceChars(text: string, start: number, end: number): string {
  const offsets = new Offsets(text);
  return text.slice(offsets.unitOf(start), offsets.unitOf(end));
}
