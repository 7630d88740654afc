// What can be done to documents without asking anything first.
import { t } from '../../i18n';
import { ask } from '../../ipc/api';
import type { DocumentRow } from '../../ipc/generated';
import { jobs } from '../../state/jobs.svelte';
import { toast } from '../../state/toasts.svelte';
import { write } from '../../state/writes';

/** Asks where, and writes the bytes there, hashed again on the way. */
export async function saveCopy(row: DocumentRow): Promise<void> {
  const picked = await ask('pick', {
    kind: 'new_file',
    title: t.documents.saveDialog.pick,
    name: row.name ?? row.title ?? row.id,
    endings: [],
  });
  const path = picked.paths[0];
  if (path === undefined) return;
  const { done } = jobs.start('document_get', { document: row.id, path }, t.documents.jobs.save);
  const report = await done;
  if (report.unchanged) toast(t.documents.saveDialog.done(path), { tone: 'ok' });
  else toast(t.documents.saveDialog.changed, { tone: 'danger' });
}

/** Makes the texts again that are quoted from; earlier ones stay. */
export async function readAgain(rows: DocumentRow[]): Promise<void> {
  const documents = rows.map((row) => row.id);
  const { done } = jobs.start(
    'document_extract',
    { documents, again: true },
    t.documents.jobs.extract,
  );
  const report = await done;
  toast(t.documents.jobs.extracted(report.with_text));
}

/** Reads the bytes of these documents and compares them with what was recorded. */
export async function checkBytes(rows: DocumentRow[]): Promise<void> {
  const documents = rows.map((row) => row.id);
  const { done } = jobs.start('verify', { documents }, t.documents.jobs.verify);
  const report = await done;
  if (report.findings.length === 0) toast(t.documents.jobs.verified, { tone: 'ok' });
  else toast(t.documents.jobs.found, { tone: 'danger' });
}

/** Takes over what a document says about itself: all that its source lacks, or what is chosen. */
export async function accept(document: string, numbers: number[] = []): Promise<void> {
  const { changed } = await write('document_accept', { document, numbers });
  const fields = changed.map((field) => field.replace(/^csl\./, ''));
  const named = [...new Set(fields)].map((field) => t.references.fields[field] ?? field);
  toast(
    named.length === 0
      ? t.documents.inspector.acceptedNone
      : t.documents.inspector.accepted(named.join(' · ')),
    { tone: 'ok' },
  );
}
