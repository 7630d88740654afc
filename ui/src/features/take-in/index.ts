// What the feature `take-in` adds to the window.
import { FileInput } from '@lucide/svelte';
import { t } from '../../i18n';
import { listen } from '../../ipc/api';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView, type ViewDefinition } from '../view';
import { intake } from './intake.svelte';

export const views: ViewDefinition[] = [
  defineView({
    view: 'take-in',
    title: () => t.takeIn.title,
    load: () => import('./TakeInView.svelte'),
    rail: { group: 'library', order: 2, icon: FileInput },
  }),
];

// Files may be dropped on any view; they are only looked at until the person agrees.
listen('files-dropped', (paths) => {
  if (!archive.writable || !Array.isArray(paths)) return;
  navigate({ view: 'take-in' });
  void intake.look(paths.map(String));
});

export const commands: Command[] = [
  {
    id: 'take-in.open',
    title: () => t.takeIn.title,
    menu: 'file',
    group: 2,
    keys: ['Ctrl+I'],
    when: () => archive.writable,
    run: () => navigate({ view: 'take-in' }),
    cli: 'add',
  },
];
