// What the feature `history` adds to the window: what was done here, and taking it back.
import { History } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { recalling } from './recalling.svelte';
import { historySide } from './side.svelte';

export const views = [
  defineView({
    view: 'history',
    title: () => t.history.title,
    load: () => import('./HistoryView.svelte'),
    rail: { group: 'trust', order: 3, icon: History },
  }),
];

/** Shows one side of the view. */
function show(side: typeof historySide.now): void {
  historySide.now = side;
  navigate({ view: 'history' });
}

export const commands: Command[] = [
  {
    id: 'history.acts',
    title: () => t.history.actsCommand,
    menu: 'integrity',
    group: 3,
    when: () => archive.isOpen,
    run: () => show('acts'),
  },
  {
    id: 'history.log',
    title: () => t.history.logCommand,
    menu: 'integrity',
    group: 3,
    when: () => archive.isOpen,
    run: () => show('log'),
    cli: 'log show',
  },
  {
    id: 'history.record',
    title: () => t.history.ofRecord.command,
    menu: 'record',
    group: 8,
    when: () => archive.isOpen,
    run: () => recalling.start(),
    cli: 'history',
  },
];
