// What the last recorded check found of documents that something rests on.
import { edtfInWords } from '../../domain/dates';
import { ask } from '../../ipc/api';
import { settings } from '../../state/settings.svelte';

export type Found = 'unchanged' | 'changed' | 'missing';

export interface Check {
  result: Found;
  /** When the document was read. */
  time: string;
}

/** By the id of the document; those that no recorded check has read are not in it. */
export type Checks = ReadonlyMap<string, Check>;

const KNOWN: readonly string[] = ['unchanged', 'changed', 'missing'];

export async function checksOf(documents: Iterable<string>): Promise<Checks> {
  const asked = [...new Set(documents)];
  if (asked.length === 0) return new Map();
  const { results } = await ask('document_results', { documents: asked });
  return new Map(
    results.flatMap(({ document, last_checked: time, last_result: result }) =>
      time !== null && result !== null && KNOWN.includes(result)
        ? [[document, { time, result: result as Found }] as const]
        : [],
    ),
  );
}

/** The day of a time, as dates are told everywhere in the window; `short`, without this year. */
export function dayOf(time: string, length: 'full' | 'short' = 'full'): string {
  const isThisYear = Number(time.slice(0, 4)) === new Date().getFullYear();
  const day = edtfInWords(time.slice(0, 10), {
    language: settings.language === 'fa' ? 'fa' : 'en',
    calendar: settings.calendar,
    digits: settings.digits,
  });
  return length === 'short' && isThisYear ? day.replace(/\s+\S+$/, '') : day;
}
