// Adding described works out of what was pasted.
import type { CslItem } from '../../domain/csl';
import { t } from '../../i18n';
import { navigate } from '../../state/navigation.svelte';
import { toast } from '../../state/toasts.svelte';
import { write } from '../../state/writes';

/** Adds each item as a source of its own, and shows the last. */
export async function addRead(items: CslItem[]): Promise<void> {
  let last: string | null = null;
  for (const item of items) {
    const made = await write('source_add', { csl_json: JSON.stringify(item) });
    last = made.source;
    toast(t.references.new.done(made.key), { tone: 'ok' });
  }
  if (last !== null) navigate({ view: 'references', source: last });
}

/** What an address alone says of a work. */
export function itemOfAddress(text: string): CslItem | null {
  const address = text.trim();
  return /^https?:\/\/\S+$/i.test(address) ? { type: 'webpage', URL: address } : null;
}
