// Rows of documents by what they are, not by where they stand in a list.
import { ask } from '../../ipc/api';
import type { DocumentFilter, DocumentRow } from '../../ipc/generated';

const PAGE = 500;
const SIBLINGS_MAX = 500;

/** The documents of one document's source as they are now, and which of them pass a filter. */
export async function rowsBeside(
  id: string,
  filter: DocumentFilter,
): Promise<{ rows: DocumentRow[]; passing: Set<string> }> {
  const shown = await ask('document_show', { name: id });
  if (shown.source === null || (shown.removed && !filter.removed))
    return { rows: [], passing: new Set() };
  const of = async (filter: Partial<DocumentFilter>) => {
    const all = { needs: [], removed: false, show_sealed: false, ...filter, source: shown.source };
    const request = { filter: all as DocumentFilter, offset: 0, limit: SIBLINGS_MAX };
    return (await ask('document_rows', request)).rows;
  };
  const { removed, show_sealed } = filter;
  const [rows, passing] = await Promise.all([of({ removed, show_sealed }), of(filter)]);
  return { rows, passing: new Set(passing.map((row) => row.id)) };
}

/** The documents of a batch in its own order; those that are gone by now are left out. */
export async function batchRows(ids: string[]): Promise<DocumentRow[]> {
  const wanted = new Set(ids);
  const found = new Map<string, DocumentRow>();
  // What was taken in just now stands at the end.
  for (let offset = 0; offset < ids.length + PAGE && found.size < ids.length; offset += PAGE) {
    const request = { sort: 'added', descending: true, offset, limit: PAGE } as const;
    const { rows } = await ask('document_rows', request);
    for (const row of rows) if (wanted.has(row.id)) found.set(row.id, row);
    if (rows.length < PAGE) break;
  }
  for (const id of ids) {
    if (found.has(id)) continue;
    // Another arrival of bytes that were here long ago.
    const shown = await ask('document_show', { name: id }).catch(() => null);
    if (shown === null || shown.removed) continue;
    const filter = { source: shown.source } as DocumentFilter;
    const report = await ask('document_rows', { filter, limit: SIBLINGS_MAX });
    for (const row of report.rows) if (row.id === id) found.set(id, row);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}
