// Custody in plain words: PREMIS events, their outcomes, and the whole as text to be copied.
import { t } from '../../i18n';
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
  return outcome;
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
