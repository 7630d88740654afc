// What the feature `trash` adds to the window.
import { Trash2 } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { defineView, type ViewDefinition } from '../view';
import { bin } from './bin.svelte';

export const views: ViewDefinition[] = [
  defineView({
    view: 'trash',
    title: () => t.trash.title,
    load: () => import('./TrashView.svelte'),
    rail: { group: 'library', order: 9, icon: Trash2 },
  }),
];

const chosen = () => archive.writable && bin.shown && bin.count > 0;

export const commands: Command[] = [
  {
    id: 'trash.restore',
    title: () => t.trash.restore,
    menu: 'record',
    group: 9,
    when: chosen,
    run: () => bin.restore(),
    cli: 'restore',
  },
  {
    id: 'trash.purge',
    title: () => t.trash.purge,
    menu: 'record',
    group: 9,
    when: chosen,
    run: () => bin.beginPurge(),
    cli: 'purge',
  },
];
