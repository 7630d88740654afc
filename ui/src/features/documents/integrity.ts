// Whether a document's bytes are as they came: only what a recorded check has read says so.
import type { Integrity } from '../../components/Status.svelte';
import { t } from '../../i18n';
import type { DocumentRow } from '../../ipc/generated';

const KNOWN: readonly string[] = ['unchanged', 'changed', 'missing', 'unreadable'];

export function integrityOf(row: DocumentRow): Integrity {
  const found = row.last_result;
  return found !== null && KNOWN.includes(found) ? (found as Integrity) : 'unchecked';
}

/** The hint: what it means, and when its bytes were last read. */
export function checkedWhen(row: DocumentRow): string {
  if (row.last_checked === null) return t.documents.neverHint;
  const when = row.last_checked.slice(0, 16).replace('T', ' ');
  return `${t.words.integrity[integrityOf(row)]} · ${when} UTC`;
}
