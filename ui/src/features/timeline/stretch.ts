// The stretch of time in sight, and how it is moved and zoomed.
import type { TimelineEvent } from './events';

export interface Stretch {
  from: number;
  to: number;
}

const LEAST_DAYS = 7;

/** All events with a little room on both sides. */
export function wholeOf(events: readonly TimelineEvent[]): Stretch {
  const from = Math.min(...events.map(({ span }) => span.from));
  const to = Math.max(...events.map(({ span }) => span.to));
  const room = Math.max(3, (to - from) * 0.04);
  return { from: from - room, to: to + room };
}

/** Closer (factor below 1) or farther, about `middle`. */
export function zoomed({ from, to }: Stretch, factor: number, middle: number): Stretch {
  const days = Math.max(LEAST_DAYS, (to - from) * factor);
  const share = (middle - from) / (to - from);
  return { from: middle - days * share, to: middle + days * (1 - share) };
}

/** Moved by a part of what is in sight. */
export function moved({ from, to }: Stretch, part: number): Stretch {
  const days = (to - from) * part;
  return { from: from + days, to: to + days };
}

/** Start and length of a bar in percent of the stretch; null where it is out of sight. */
export function placeOn(
  stretch: Stretch,
  span: { from: number; to: number },
): { start: number; size: number } | null {
  const days = stretch.to - stretch.from;
  const from = Math.max(span.from, stretch.from);
  const to = Math.min(span.to, stretch.to);
  if (to <= from) return null;
  return { start: (100 * (from - stretch.from)) / days, size: (100 * (to - from)) / days };
}
