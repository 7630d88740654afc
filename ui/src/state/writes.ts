// Writing to the archive from the window: one way, so that views, counts and undo stay right.
import { ask, reportOf, type CommandName, type RequestOf, type ResponseOf } from '../ipc/api';
import { t } from '../i18n';
import { archive } from './archive.svelte';
import { toast } from './toasts.svelte';

/**
 * Carries out a short write and marks the archive as changed. With `said`, a toast says what was
 * done and offers Undo: use it where the effect is out of sight. Rejects with an ErrorReport.
 */
export async function write<Name extends CommandName>(
  command: Name,
  request: RequestOf<Name>,
  said?: string,
): Promise<ResponseOf<Name>> {
  const response = await ask(command, request);
  await archive.changed();
  if (said !== undefined) {
    toast(said, { action: { label: t.frame.undo, run: () => void undoLast() } });
  }
  return response;
}

/** Undoes the last act, whole batch at once. */
export async function undoLast(): Promise<void> {
  try {
    await ask('undo', { act: null });
    await archive.changed();
    toast(t.frame.undone);
  } catch (thrown) {
    toast(reportOf(thrown).message, { tone: 'danger' });
  }
}
