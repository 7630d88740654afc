// Custody in plain words: PREMIS events, their outcomes, and the whole as text to be copied.
import { bytes, t } from '../../i18n';
import type { CustodyEvent } from '../../ipc/generated';

export function eventWords({ event, outcome }: CustodyEvent): string {
  // The same PREMIS name stands for a repair of the archive and for a way back from the trash.
  if (event === 'recovery' && outcome !== 'restored') return t.custody.repaired;
  return t.custody.events[event] ?? event;
}

/** What an event came to: known words are said in the language, facts stay as recorded. */
export function outcomeWords(event: CustodyEvent): string {
  const { outcome } = event;
  const known = t.custody.outcomes[outcome];
  if (known !== undefined) return known;
  if (event.event === 'metadata modification') {
    return outcome
      .split(', ')
      .map((field) => t.custody.fields[field] ?? field.replaceAll('_', ' '))
      .join(t.custody.comma);
  }
  return arrivalWords(outcome) ?? bytesWords(outcome) ?? outcome;
}

/** `from A, at URL, as NAME`, each part where it is known. */
function arrivalWords(outcome: string): string | null {
  const match = /^(?:from (.+?))?(?:(?:^|, )at (\S+?))?(?:(?:^|, )as (.+))?$/.exec(outcome);
  if (!match || outcome === '') return null;
  const { from, at, as } = t.custody.arrival;
  const [, giver, url, name] = match;
  return [giver && from(giver), url && at(url), name && as(name)].filter(Boolean).join(' · ');
}

/** `N bytes, sha256 DIGEST`. */
function bytesWords(outcome: string): string | null {
  const match = /^(\d+) bytes, (.+)$/.exec(outcome);
  return match ? `${bytes(Number(match[1]))} · ${match[2]}` : null;
}

/** Whether it should be seen at once. */
export function isAlarming(event: CustodyEvent): boolean {
  return ['damaged', 'incomplete'].includes(event.outcome) || event.event === 'deletion';
}

/** One line an event, for a letter or a report. */
export function asText(title: string, events: readonly CustodyEvent[]): string {
  const lines = events.map((event) =>
    [
      event.time ?? t.custody.noTime,
      event.agent ?? t.custody.nobody,
      `${eventWords(event)} (${event.event})`,
      outcomeWords(event),
      event.entry,
    ]
      .filter((part) => part !== '')
      .join('\t'),
  );
  return [title, ...lines].join('\n');
}
