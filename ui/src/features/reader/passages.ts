// What a passage looks like: its colour by what it is held for, its place in words.
import { t } from '../../i18n';
import type { ReadPassage } from '../../ipc/generated';
import type { Ink } from './ink';

type Held = Pick<ReadPassage, 'state' | 'evidence'>;

/** The colour of a passage: that against a claim is seen first, lost ones are unsure. */
export function inkOf(passage: Held): Ink {
  if (passage.state !== 'exact' && passage.state !== 'moved') return 'unsure';
  const held = passage.evidence.filter((one) => !one.withdrawn).map((one) => one.stance);
  const stance = (['contradicts', 'supports', 'context'] as const).find((one) =>
    held.includes(one),
  );
  return stance ?? 'kept';
}

interface Placed {
  page_number: number | null;
  region: string | null;
  time_from_ms: number | null;
  time_to_ms: number | null;
}

/** Where it stands: page, region, time; nothing where only the words say so. */
export function placeOf(
  passage: Placed,
  digits: (value: number) => string,
  duration: (milliseconds: number) => string,
  paragraph: number | null = null,
): string {
  const parts: string[] = [];
  if (paragraph !== null) parts.push(`¶ ${digits(paragraph)}`);
  if (passage.page_number !== null) parts.push(t.reader.pageN(digits(passage.page_number)));
  if (passage.region !== null) parts.push(t.reader.quote.region);
  if (passage.time_from_ms !== null) {
    const to = passage.time_to_ms ?? passage.time_from_ms;
    parts.push(t.reader.media.stretch(duration(passage.time_from_ms), duration(to)));
  }
  return parts.join(' · ');
}

/** A rectangle in percent of the whole. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Reads a Media Fragment, `xywh=percent:10,20,30,5`. */
export function boxOf(region: string | null): Box | null {
  const match = /^xywh=percent:([\d.]+),([\d.]+),([\d.]+),([\d.]+)$/.exec(region ?? '');
  if (!match) return null;
  const [x, y, width, height] = match.slice(1).map(Number) as [number, number, number, number];
  return { x, y, width, height };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

/** Writes a rectangle as a Media Fragment, inside the whole, with two decimals. */
export function regionOf(box: Box): string {
  const x = hundredths(Math.max(0, Math.min(99.99, box.x)));
  const y = hundredths(Math.max(0, Math.min(99.99, box.y)));
  const width = hundredths(Math.max(0.01, Math.min(100 - x, box.width)));
  const height = hundredths(Math.max(0.01, Math.min(100 - y, box.height)));
  return `xywh=percent:${x},${y},${width},${height}`;
}
