// Plain text to the clipboard, from a press of a button; quotations with markup go by the program.
import { t } from '../i18n';
import { toast } from './toasts.svelte';

/** Copies `text` and says so; a clipboard that refuses is said as well. */
export async function copyText(text: string, said = t.components.copied): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said, { tone: 'ok' });
  } catch {
    toast(t.components.copyFailed, { tone: 'danger' });
  }
}
