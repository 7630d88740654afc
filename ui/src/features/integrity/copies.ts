// Making a second copy: asked from the menu as well as from the view.
import { t } from '../../i18n';
import { ask } from '../../ipc/api';
import { archive } from '../../state/archive.svelte';
import { jobs } from '../../state/jobs.svelte';
import { toast } from '../../state/toasts.svelte';

/** Asks for a place, copies there and reads the copy again. */
export async function makeCopy(): Promise<void> {
  const name =
    archive.opened?.path
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.vouch$/i, '') ?? 'archive';
  const day = new Date().toISOString().slice(0, 10);
  const picked = await ask('pick', {
    kind: 'new_file',
    title: t.integrity.copies.pick,
    name: `${name}-${day}.vouch`,
    endings: ['vouch'],
  });
  const [path] = picked.paths;
  if (path === undefined) return;
  const report = await jobs.start('copy', { path }, t.integrity.copies.job).done;
  const good = report.verdict === 'intact';
  toast(good ? t.integrity.copies.done : t.integrity.copies.doneBad, {
    tone: good ? 'ok' : 'warn',
  });
}
