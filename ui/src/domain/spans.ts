// EDTF dates as stretches of days, for a place on an axis; and the marks of that axis.
import {
  CalendarDate,
  GregorianCalendar,
  PersianCalendar,
  toCalendar,
} from '@internationalized/date';
import type { CalendarName } from './dates';

/** Days since 1970-01-01; `to` is the first day after. */
export interface Span {
  from: number;
  to: number;
  /** Not known for sure, or only roughly, or only in part. */
  uncertain: boolean;
  openStart: boolean;
  openEnd: boolean;
}

const DAY_MS = 86_400_000;
const SEASONS: Record<number, [number, number]> = {
  21: [3, 3],
  22: [6, 3],
  23: [9, 3],
  24: [12, 3],
};

/** The day number of a civil date; `month` may run over the year. */
export function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / DAY_MS);
}

/** Where an EDTF date lies; null for what cannot be read. */
export function spanOf(edtf: string): Span | null {
  const text = edtf.trim();
  const set = /^[[{](.+)[\]}]$/.exec(text);
  if (set) {
    const spans = set[1]!.split(/,|\.\./).map((part) => spanOf(part));
    return joined(
      spans.filter((span) => span !== null),
      text.startsWith('['),
    );
  }
  const ends = text.split('/');
  if (ends.length === 2) return interval(ends[0]!, ends[1]!);
  return single(text);
}

function joined(spans: Span[], oneOf: boolean): Span | null {
  if (spans.length === 0) return null;
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
    uncertain: oneOf || spans.some(({ uncertain }) => uncertain),
    openStart: false,
    openEnd: false,
  };
}

function interval(start: string, end: string): Span | null {
  const [from, to] = [single(start), single(end)];
  if (!from && !to) return null;
  return {
    from: from?.from ?? to!.from,
    to: to?.to ?? from!.to,
    uncertain: (from?.uncertain ?? false) || (to?.uncertain ?? false),
    openStart: from === null,
    openEnd: to === null,
  };
}

function single(text: string): Span | null {
  const plain = text.replace(/T.*$/, '').replace(/[?~%]/g, '');
  const match = /^(\d[\dX]{3})(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/.exec(plain);
  if (!match) return null;
  const [, year, month, day] = match as unknown as [string, string, string?, string?];
  const uncertain = /[?~%X]/.test(text);
  const [first, last] = [year.replaceAll('X', '0'), year.replaceAll('X', '9')].map(Number);
  const span = (from: number, to: number) => ({
    from,
    to,
    uncertain,
    openStart: false,
    openEnd: false,
  });
  if (!month || month.includes('X') || first !== last) {
    return span(dayNumber(first!, 1, 1), dayNumber(last! + 1, 1, 1));
  }
  const number = Number(month);
  const season = SEASONS[number];
  if (season) {
    const [begin, months] = season;
    return span(dayNumber(first!, begin, 1), dayNumber(first!, begin + months, 1));
  }
  if (number < 1 || number > 12) return null;
  if (!day || day.includes('X')) {
    return span(dayNumber(first!, number, 1), dayNumber(first!, number + 1, 1));
  }
  const exact = dayNumber(first!, number, Number(day));
  return span(exact, exact + 1);
}

export interface Tick {
  /** The day it stands at. */
  day: number;
  unit: 'year' | 'month' | 'day';
}

const STEPS: { unit: Tick['unit']; step: number; days: number }[] = [
  { unit: 'day', step: 1, days: 1 },
  { unit: 'day', step: 7, days: 7 },
  { unit: 'month', step: 1, days: 30.4 },
  { unit: 'month', step: 3, days: 91.3 },
  { unit: 'year', step: 1, days: 365.25 },
  ...[2, 5, 10, 20, 50, 100, 200, 500].map((step) => ({
    unit: 'year' as const,
    step,
    days: 365.25 * step,
  })),
];

/** The marks between two days, at most about `most`, where years and months begin. */
export function ticksOf(from: number, to: number, calendar: CalendarName, most: number): Tick[] {
  const fits = STEPS.find(({ days }) => (to - from) / days <= most) ?? STEPS.at(-1)!;
  const gregorian = new GregorianCalendar();
  const own = calendar === 'jalali' ? new PersianCalendar() : gregorian;
  const start = new Date(from * DAY_MS);
  let date = toCalendar(
    new CalendarDate(start.getUTCFullYear(), start.getUTCMonth() + 1, start.getUTCDate()),
    own,
  );
  if (fits.unit !== 'day') date = date.set({ day: 1 });
  if (fits.unit === 'month') date = date.set({ month: 1 });
  if (fits.unit === 'year') {
    date = date.set({ month: 1, year: date.year - (date.year % fits.step) });
  }
  const ticks: Tick[] = [];
  for (let n = 0; n < 500; n += 1) {
    const at = date.add({ [`${fits.unit}s`]: n * fits.step });
    const civil = toCalendar(at, gregorian);
    const day = dayNumber(civil.year, civil.month, civil.day);
    if (day >= to) break;
    if (day >= from) ticks.push({ day, unit: fits.unit });
  }
  return ticks;
}

/** The instant a day begins, for formatting in UTC. */
export const instantOf = (day: number): Date => new Date(day * DAY_MS);
