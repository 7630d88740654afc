// What the feature `history` adds to the window: what was done here, and taking it back.
import { History } from '@lucide/svelte';
import { t } from '../../i18n';
import type { Command } from '../../state/commands.svelte';
import { defineView } from '../view';

export const views = [
  defineView({
    view: 'history',
    title: () => t.history.title,
    load: () => import('./HistoryView.svelte'),
    rail: { group: 'trust', order: 3, icon: History },
  }),
];

export const commands: Command[] = [];
