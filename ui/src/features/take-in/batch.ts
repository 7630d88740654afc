// Where a batch of files is from: asked once, every part of it may stay empty.
import type { CslItem } from '../../domain/csl';
import { latinDigits } from '../../domain/digits';
import type { AccessionFacts } from '../../ipc/generated';

export interface Batch {
  mode: 'each' | 'one' | 'new';
  /** The source all of it belongs to, where it is here already. */
  source: string;
  sourceKey: string;
  /** The source to be made for all of it. */
  item: CslItem;
  role: string;
  url: string;
  captured_at: string;
  captured_zone: string;
  method: string;
  tool: string;
  collector: string;
  received_from: string;
  received_by: string;
  received_on: string;
  conditions: string;
  consent: string;
}

export const FACTS = [
  'url',
  'captured_at',
  'captured_zone',
  'method',
  'tool',
  'collector',
  'received_from',
  'received_by',
  'received_on',
  'conditions',
  'consent',
] as const;

export function emptyBatch(): Batch {
  return {
    mode: 'each',
    source: '',
    sourceKey: '',
    item: {},
    role: '',
    url: '',
    captured_at: '',
    captured_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    method: '',
    tool: '',
    collector: '',
    received_from: '',
    received_by: '',
    received_on: '',
    conditions: '',
    consent: '',
  };
}

/** Minutes by which `zone` is ahead of UTC at an instant; null for a zone that does not exist. */
function offsetOf(zone: string, instant: Date): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).formatToParts(instant);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    const there = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
    );
    return Math.round((there - Math.floor(instant.getTime() / 60_000) * 60_000) / 60_000);
  } catch {
    return null;
  }
}

/**
 * A time as typed, `2024-03-08 09:26`, with the offset that `zone` had then; what has an offset
 * already keeps it. Null if it is no date and time.
 */
export function instantOf(typed: string, zone: string): string | null {
  const text = latinDigits(typed.trim());
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:\d\d)?$/.exec(
    text,
  );
  if (!parts) return null;
  const [, year, month, day, hour, minute, second = '00', given] = parts;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${local}Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  if (given) return `${local}${given}`;
  const first = offsetOf(zone, asUtc);
  if (first === null) return null;
  // Once more at the instant itself: near a change of clocks the offset may be another.
  const offset = offsetOf(zone, new Date(asUtc.getTime() - first * 60_000)) ?? first;
  const two = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The facts of the accessions; what was left empty is left out. */
export function factsOf(batch: Batch): AccessionFacts {
  const said = (text: string) => text.trim() || null;
  const captured = said(batch.captured_at);
  return {
    url: said(batch.url),
    url_final: null,
    captured_at: captured === null ? null : instantOf(captured, batch.captured_zone),
    captured_zone: captured === null ? null : said(batch.captured_zone),
    clock_basis: null,
    method: said(batch.method),
    tool: said(batch.tool),
    tool_version: null,
    collector: said(batch.collector),
    received_from: said(batch.received_from),
    received_by: said(batch.received_by),
    received_on: said(latinDigits(batch.received_on)),
    conditions: said(batch.conditions),
    consent: said(batch.consent),
    supplied_digests: [],
  };
}
