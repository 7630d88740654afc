// From a record to the view that shows it.
import { ask } from '../../ipc/api';
import { navigate, type Place } from '../../state/navigation.svelte';

export interface Openable {
  kind: string;
  id: string;
  /** The document of a passage, where it is known already. */
  document?: string | null;
  /** Where in the document's text. */
  at?: [number, number] | null;
}

/** Where a record is shown; null where the archive must be asked first, or no view has it. */
export function placeOf(record: Openable): Place | null {
  const { kind, id, document, at } = record;
  if (kind === 'document') return { view: 'reader', document: id, ...(at ? { at } : {}) };
  if (kind === 'passage' && document) return { view: 'reader', document, passage: id };
  if (kind === 'source') return { view: 'references', source: id };
  if (kind === 'claim') return { view: 'claims', claim: id };
  if (kind === 'subject') return { view: 'subjects', subject: id };
  if (kind === 'collection') return { view: 'collections', collection: id };
  if (kind === 'note') return { view: 'notes', note: id };
  if (kind === 'tag') return { view: 'tags', tag: id };
  return null;
}

/** Shows the record. */
export async function openRecord(record: Openable): Promise<void> {
  const place = placeOf(record);
  if (place) navigate(place);
  else if (record.kind === 'passage') {
    const { document } = await ask('passage_show', { name: record.id });
    navigate({ view: 'reader', document, passage: record.id });
  }
}
