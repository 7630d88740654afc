// The signed state of all logs as text: on the clipboard, or in a file to give away.
import { t } from '../../i18n';
import { ask } from '../../ipc/api';
import { archive } from '../../state/archive.svelte';
import { copyText } from '../../state/clipboard';
import { toast } from '../../state/toasts.svelte';

export async function copyCheckpoint(): Promise<void> {
  const { checkpoint } = await ask('checkpoint', {});
  await copyText(checkpoint, t.keys.checkpoint.copied);
}

export async function saveCheckpoint(): Promise<void> {
  const { checkpoint } = await ask('checkpoint', {});
  const name = archive.opened?.title.replace(/[\\/:*?"<>|]+/g, '-') ?? 'archive';
  const day = new Date().toISOString().slice(0, 10);
  const picked = await ask('pick', {
    kind: 'new_file',
    title: t.keys.checkpoint.save,
    name: `${name}-checkpoint-${day}.txt`,
    endings: ['txt'],
  });
  const [path] = picked.paths;
  if (path === undefined) return;
  await ask('save_text', { path, text: checkpoint });
  toast(t.keys.checkpoint.saved, { tone: 'ok' });
}
