// A copy of a document to take away: where to is asked, and what was written is compared.
import { t } from '../../i18n';
import { ask } from '../../ipc/api';
import type { DocumentGetReport, DocumentShowReport } from '../../ipc/generated';
import { jobs } from '../../state/jobs.svelte';

/** The name the file had when it was received. */
export function nameOf(facts: DocumentShowReport): string | null {
  const path = facts.accessions[0]?.original_path;
  return typeof path === 'string' ? (path.split(/[\\/]/).pop() ?? null) : null;
}

class Saving {
  /** What came of the last copy, and of which document it was. */
  last: { document: string; report: DocumentGetReport } | null = $state.raw(null);
}

export const saving = new Saving();

/** Saves a copy where one is asked to; what came of it is shown on the file's side. */
export async function saveCopy(facts: DocumentShowReport): Promise<void> {
  const picked = await ask('pick', {
    kind: 'new_file',
    title: t.reader.file.save,
    name: nameOf(facts),
    endings: [],
  });
  const path = picked.paths[0];
  if (path === undefined) return;
  const request = { document: facts.id, path };
  const report = await jobs.start('document_get', request, t.reader.file.saving).done;
  saving.last = { document: facts.id, report };
}
